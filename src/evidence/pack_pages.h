// SPDX-License-Identifier: MIT
#pragma once

// What the pages of packs and of their items share.

#include "evidence/pack_store.h"
#include "platform/http/request.h"

namespace kith::evidence {

// The pack of the request, for an act this visitor may do to it.
[[nodiscard]] Result<WholePack> pack_in(
    Visit const& visit, http::Request const& request, char const* act);

} // namespace kith::evidence
