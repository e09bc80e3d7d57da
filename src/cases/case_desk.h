// SPDX-License-Identifier: MIT
#pragma once

// What is done to a case, each act a page that asks for it and a form that does it.
//
// A form carries the version it was read at. Where somebody was first, it comes back filled in,
// with what stands now beside what was typed (409); where something is missing, with what is (422).
// Nothing is saved until an act is whole.
//
// Errors   as the store's; what this visit may not know answers as what is not there.

#include "cases/pages.h"

namespace kith::cases {

// GET and POST /cases/new: ?person= or ?context=, and ?concern= where one led here.
Result<Response> ask_case(Cases const& room, Visit const& visit, Request const& request);
Result<Response> open_new_case(Cases const& room, Visit const& visit, Request const& request);
// /cases/{case}/move
Result<Response> ask_move(Cases const& room, Visit const& visit, Request const& request);
Result<Response> record_move(Cases const& room, Visit const& visit, Request const& request);
// /cases/{case}/level
Result<Response> ask_level(Cases const& room, Visit const& visit, Request const& request);
Result<Response> record_level(Cases const& room, Visit const& visit, Request const& request);
// /cases/{case}/strands
Result<Response> ask_strands(Cases const& room, Visit const& visit, Request const& request);
Result<Response> record_strands(Cases const& room, Visit const& visit, Request const& request);
// /cases/{case}/extend
Result<Response> ask_extension(Cases const& room, Visit const& visit, Request const& request);
Result<Response> record_extension(Cases const& room, Visit const& visit, Request const& request);
// /cases/{case}/allocate: the team first, then who in it
Result<Response> ask_allocation(Cases const& room, Visit const& visit, Request const& request);
Result<Response> record_allocation(Cases const& room, Visit const& visit, Request const& request);
// /cases/{case}/close and /reopen
Result<Response> ask_closing(Cases const& room, Visit const& visit, Request const& request);
Result<Response> record_closing(Cases const& room, Visit const& visit, Request const& request);
Result<Response> ask_reopening(Cases const& room, Visit const& visit, Request const& request);
Result<Response> record_reopening(Cases const& room, Visit const& visit, Request const& request);
// /cases/{case}/print and /text: the whole page, for paper and for another agency's own system
Result<Response> print_case(Cases const& room, Visit const& visit, Request const& request);
Result<Response> case_as_text(Cases const& room, Visit const& visit, Request const& request);

void add_desk_routes(access::Routes::OfRoom<Cases>& routes);

} // namespace kith::cases
