// SPDX-License-Identifier: MIT
#pragma once

// Whose patterns or summary a page is about. The room's own.

#include "missing/pages.h"
#include "missing/store.h"
#include <optional>

namespace kith::missing {

struct PatternSubject {
    PersonId id = {};
    std::optional<people::Person> person = {}; // none where a purpose must be said first

    [[nodiscard]] std::string address(std::string const& below) const; // /people/…/missing + below
    [[nodiscard]] Response to_say_why() const;
};
[[nodiscard]] Result<PatternSubject> pattern_subject(
    Visit const& visit, http::Request const& request);
[[nodiscard]] std::string name_and_reference(Visit const& visit, people::Person const& person);

// /people/{person}/missing/patterns, /missing/patterns.
void add_pattern_routes(access::Routes::OfRoom<Missing>& routes);
// /people/{person}/missing/summary.
void add_summary_routes(access::Routes::OfRoom<Missing>& routes);

} // namespace kith::missing
