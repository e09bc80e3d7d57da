// SPDX-License-Identifier: MIT
#pragma once

// The staff pages of people. No name stands in an address, a title or a log.
//
// Errors   as the store's; a rejected form comes back filled in, with a sentence by each field; a
// late save with what stands now beside what was typed.

#include "people/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::people {

using http::Request;
using http::Response;

Result<Response> show_people(People const& room, Visit const& visit, Request const& request);
Result<Response> find_person_page(People const& room, Visit const& visit, Request const& request);
Result<Response> show_person(People const& room, Visit const& visit, Request const& request);
Result<Response> say_purpose(People const& room, Visit const& visit, Request const& request);
Result<Response> start_working(People const& room, Visit const& visit, Request const& request);
Result<Response> ask_other_working(People const& room, Visit const& visit, Request const& request);
Result<Response> add_other_working(People const& room, Visit const& visit, Request const& request);
Result<Response> ask_working_end(People const& room, Visit const& visit, Request const& request);
Result<Response> stop_working(People const& room, Visit const& visit, Request const& request);
Result<Response> ask_search(People const& room, Visit const& visit, Request const& request);
Result<Response> search_people(People const& room, Visit const& visit, Request const& request);
Result<Response> find_alike(People const& room, Visit const& visit, Request const& request);
Result<Response> ask_person(People const& room, Visit const& visit, Request const& request);
Result<Response> record_person(People const& room, Visit const& visit, Request const& request);
Result<Response> ask_change(People const& room, Visit const& visit, Request const& request);
Result<Response> change_person(People const& room, Visit const& visit, Request const& request);

} // namespace kith::people
