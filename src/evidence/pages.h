// SPDX-License-Identifier: MIT
#pragma once

// The pages of the room, and what their forms say.

#include "evidence/acts.h"
#include "platform/html/value.h"
#include "platform/http/form_data.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::evidence {

using http::Request;
using http::Response;

void add_record_routes(access::Routes::OfRoom<Evidence>& routes);  // record_pages.cc
void add_exhibit_routes(access::Routes::OfRoom<Evidence>& routes); // exhibit_pages.cc
void add_pack_routes(access::Routes::OfRoom<Evidence>& routes);    // pack_pages.cc
void add_item_routes(access::Routes::OfRoom<Evidence>& routes);    // item_pages.cc

// What the request hangs on, which this visit may know.
[[nodiscard]] Result<Thing> about_in(Visit const& visit, Request const& request);
// The exhibit of the request, for an act this visitor may do to it.
[[nodiscard]] Result<Exhibit> exhibit_in(
    Visit const& visit, Request const& request, char const* act);

// What a form says. A day in NAME-day, -month, -year; nothing if they are empty.
[[nodiscard]] std::optional<Date> day_typed(
    http::FormData const& form, std::string const& name, std::vector<Error>& problems);
[[nodiscard]] std::optional<PartialDate> partial_day_typed(
    http::FormData const& form, std::string const& name);
// The day in at-…, the time in `at_time`; now, if all are empty.
[[nodiscard]] Instant moment_typed(
    Visit const& visit, http::FormData const& form, std::vector<Error>& problems);
[[nodiscard]] ExhibitWords exhibit_words_typed(http::FormData const& form);
[[nodiscard]] CustodyWords custody_words_typed(http::FormData const& form);
[[nodiscard]] html::Value values_of(Exhibit const& exhibit);
// An error whose words are a key of a word list, in English.
[[nodiscard]] Error said_in_english(Evidence const& room, Error problem);
[[nodiscard]] http::Status status_for(std::vector<Error> const& problems);
// {values, problems, errors}, for a page drawn with what was typed and refused.
void put_typed(html::Value& page, html::Value const& values, std::vector<Error> const& problems);
[[nodiscard]] bool may_be_shown_again(Error const& problem); // invalid, or somebody was first

} // namespace kith::evidence
