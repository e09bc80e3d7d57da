// SPDX-License-Identifier: MIT
#pragma once

// What the pages of family and people around somebody show: plain values for the templates.

#include "people/around.h"

namespace kith::people {

// {warnings, groups: [{title, rows}], earlier, none}: for people/family.njk and its print.
[[nodiscard]] html::Value family_view(
    People const& room, Visit const& visit, Person const& person, bool may_change);
// The short box on a person's page: {href, warnings, rows: [{key, texts}]}.
[[nodiscard]] html::Value family_box(People const& room, Visit const& visit, Person const& person);
// One row: {name, record_href, kind, details: [text], words, said_by, parts, telling, acts}.
[[nodiscard]] html::Value around_row(
    People const& room, Visit const& visit, Around const& one, bool may_change);
// [{title, text, why}]: somebody who holds parental responsibility must not be told or contacted.
[[nodiscard]] html::Value warnings_view(std::vector<Around> const& around, Date today);
// Kinds of relationships to choose from: [{label, items: [{value, text, selected}]}].
[[nodiscard]] html::Value kinds_view(
    directory::ReferenceFacts const& facts, Date today, std::string_view chosen);
[[nodiscard]] std::string days_in_words(
    std::optional<Date> const& from, std::optional<Date> const& until); // "", "from 3 May 2026"

} // namespace kith::people
