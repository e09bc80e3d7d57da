// SPDX-License-Identifier: MIT
#pragma once

// What is known of a person, as their page and the page "Change or add" show it.
//
// Calm: what stands now, in six groups; what ended, what was taken back and what others said is
// folded beneath each.

#include "people/fact_store.h"
#include "people/room.h"

namespace kith::people {

// [{title, rows: [{key, items: [{text, lang, direction, reading, detail, warning, href}]}],
// history: [{text, detail}]}], in the order of fact_groups.
[[nodiscard]] html::Value known_view(
    People const& room, Visit const& visit, Person const& person, std::vector<Fact> const& facts);
// The groups with each kind, what stands of it ({text, detail, href}) and where to add to it.
[[nodiscard]] html::Value choices_view(
    People const& room, Visit const& visit, Person const& person, std::vector<Fact> const& facts);
// The person with language and interpreter as they were last said, for what stands by their name.
[[nodiscard]] Person as_said(
    People const& room, Person person, std::vector<Fact> const& facts, Date today);
[[nodiscard]] std::string pronouns(std::vector<Fact> const& facts, Date today); // "" if not said

[[nodiscard]] std::string fact_in_words(People const& room, Fact const& fact);
[[nodiscard]] std::string detail_in_words(People const& room, Fact const& fact);

} // namespace kith::people
