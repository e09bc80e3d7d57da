// SPDX-License-Identifier: MIT
#pragma once

// The chronology of one person: the page with its filters, its print, and the same as plain text
// for a statement. Filters are kinds, agencies and days in the address, never a name.
//
// Errors   as chronology.h; a filter that does not read comes back with a sentence by its field.

#include "people/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::people {

using http::Request;
using http::Response;

Result<Response> show_chronology(People const& room, Visit const& visit, Request const& request);
Result<Response> print_chronology(People const& room, Visit const& visit, Request const& request);
Result<Response> chronology_as_text(People const& room, Visit const& visit, Request const& request);

} // namespace kith::people
