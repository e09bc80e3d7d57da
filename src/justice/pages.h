// SPDX-License-Identifier: MIT
#pragma once

// The pages of the room.

#include "justice/acts.h"
#include "justice/form_page.h"
#include "platform/http/form_data.h"

namespace kith::justice {

void add_list_routes(access::Routes::OfRoom<Justice>& routes);     // list_pages.cc
void add_referral_routes(access::Routes::OfRoom<Justice>& routes); // referral_pages.cc
void add_refer_routes(access::Routes::OfRoom<Justice>& routes);    // refer_pages.cc
void add_notice_routes(access::Routes::OfRoom<Justice>& routes);   // notice_pages.cc
void add_defence_routes(access::Routes::OfRoom<Justice>& routes);  // defence_pages.cc
void add_matter_routes(access::Routes::OfRoom<Justice>& routes);   // matter_pages.cc

// The day in NAME-day, -month, -year; nothing if they are empty.
[[nodiscard]] std::optional<Date> day_in(
    http::FormData const& form, std::string const& name, std::vector<Error>& problems);
[[nodiscard]] http::Status status_of(std::vector<Error> const& problems);
// The person of the request, whom this visit may know.
[[nodiscard]] Result<people::Person> person_in(Visit const& visit, Request const& request);
[[nodiscard]] std::string name_line(Visit const& visit, people::Person const& person);

// What a page was sent and refused.
struct PageTyped {
    html::Value values = html::Value::object();
    std::vector<Error> problems = {};
    std::string notice = {};
};
void show_typed(html::Value& page, PageTyped const& typed);

inline constexpr char const* justice_readers
    = "those who work against exploitation and with this person, and the agency whose record it is";

} // namespace kith::justice
