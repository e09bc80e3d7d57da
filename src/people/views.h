// SPDX-License-Identifier: MIT
#pragma once

// What the pages of people show: plain values for the templates, made of facts.

#include "people/room.h"
#include "platform/html/problems.h"

namespace kith::people {

[[nodiscard]] html::Value row_of(Visit const& visit, Person const& person);
[[nodiscard]] html::Value view_of(People const& room, Visit const& visit, Person const& person);
// What is known, as rows of a summary: for the page, and for what stands now after a late save.
[[nodiscard]] html::Value details_view(People const& room, Person const& person);
// A name as a page sets it: {text, lang, direction, reading}; `reading` where it is not Latin.
[[nodiscard]] html::Value written_name(Name const& name);
[[nodiscard]] std::string birth_in_words(Person const& person);
[[nodiscard]] std::string period_in_words(std::optional<Date> from, std::optional<Date> until);
[[nodiscard]] std::string safe_in_words(Known safe);
[[nodiscard]] html::Value links_view(People const& room, Visit const& visit, Person const& person);
[[nodiscard]] html::Value events_view(People const& room, Visit const& visit, Person const& person);
using html::errors_view;
using html::problems_view; // of what was refused, words by field
[[nodiscard]] std::string label_of(
    People const& room, std::string_view list, std::string_view code);

} // namespace kith::people
