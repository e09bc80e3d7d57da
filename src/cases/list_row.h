// SPDX-License-Identifier: MIT
#pragma once

// What one row of an agency's list of cases says: whom or what the case is about, kinds of harm,
// level, who holds it, when it was opened, when it is looked at again, and what a panel decided.
//
// 1. A row is about a person unless its kind says a home, group, school, place or online space.
// Both
//    are read as in lists of their own (people/import_file.h, contexts/list_row.h); a person needs
//    no number here.
// 2. A level is read and never worked out: it needs its reason, in the row or chosen for rows that
//    do not say; it rests on "the list of AGENCY", and what the row says besides.
// 3. A next review whose day has passed is a trouble, or falls on the day that was chosen for such.
// 4. Kinds of harm are needed, in the row or chosen.
// 5. Nothing says that work was done which is not in Kith: a case begins at its first stage.
//
// Errors   `invalid` with the name of the field.

#include "cases/case.h"
#include "contexts/contexts.h"
#include "people/people.h"

namespace kith::cases {

enum class CaseField : std::uint8_t {
    reference, // Kith's own, of whom or what it is about
    kind,
    subject, // the name of whom or what
    context,
    sort,
    platform,
    handle,
    urn,
    strands,
    level,
    level_on,
    rationale,
    evidence,
    next_review,
    holder,
    opened,
    because,
    panel_on,
    panel
};
inline constexpr std::size_t case_field_count = 19;
[[nodiscard]] imports::Fields list_fields(); // and then those of people
[[nodiscard]] Result<imports::Columns> lay_out_cases(
    std::span<std::string const> header, imports::Mapping const& asked);

struct ListedCase {
    std::optional<people::Person> person = {}; // one of these two
    std::optional<contexts::ListedContext> context = {};
    std::string reference = {}; // empty if the row gives none
    std::set<std::string> strands = {};
    std::string level = {};
    std::string rationale = {};
    std::string evidence = {};
    std::optional<Date> level_on = {};
    std::optional<Date> next_review = {};
    std::string holder = {};
    std::optional<Date> opened = {};
    std::string because = {};
    std::optional<Date> panel_on = {};
    std::string panel = {};
    std::vector<std::string> remarks = {};

    [[nodiscard]] bool of_context() const { return context.has_value(); }
    [[nodiscard]] std::string name(Date on) const;
};
struct CaseListSays {
    contexts::ListSays places; // facts, settings, today
    imports::Owner owner;
};
[[nodiscard]] Result<ListedCase> case_of(CaseListSays const& says, imports::Row const& row);

} // namespace kith::cases
