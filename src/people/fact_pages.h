// SPDX-License-Identifier: MIT
#pragma once

// "Change or add": a page of all that may be known of a person, and a small form for each
// statement, to add one, to give it its last day, or to take it back.
//
// Errors   as the store's; a rejected form comes back filled in, with a sentence by each field.

#include "people/person_fact.h"
#include "people/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::people {

Result<http::Response> ask_facts(
    People const& room, Visit const& visit, http::Request const& request);
Result<http::Response> ask_fact(
    People const& room, Visit const& visit, http::Request const& request);
Result<http::Response> record_fact(
    People const& room, Visit const& visit, http::Request const& request);
Result<http::Response> ask_fact_end(
    People const& room, Visit const& visit, http::Request const& request);
Result<http::Response> record_fact_end(
    People const& room, Visit const& visit, http::Request const& request);

// Of a school, the name that the register has for its number, or the number for its name.
void complete_school(db::Connection& connection, Fact& fact);

} // namespace kith::people
