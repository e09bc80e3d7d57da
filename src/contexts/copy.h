// SPDX-License-Identifier: MIT
#pragma once

// A context's page as plain text, for an agency's own system: nothing is typed twice. What the page
// would not show this visit the text does not say.

#include "contexts/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::contexts {

Result<http::Response> copy_context(
    Contexts const& room, Visit const& visit, http::Request const& request);

} // namespace kith::contexts
