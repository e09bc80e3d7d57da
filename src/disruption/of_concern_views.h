// SPDX-License-Identifier: MIT
#pragma once

// People of concern as pages show them. Each is given what its caller has found; every name and
// every entry is drawn by of_concern.h, so that "cleared" stands with it.

#include "disruption/of_concern_acts.h"
#include "platform/html/value.h"

namespace kith::disruption {

[[nodiscard]] std::string address_of(OfConcernId id);             // /disruption/people/…
[[nodiscard]] std::string address_of_cleared(StandingEntryId id); // /disruption/cleared/…
[[nodiscard]] std::string harms_in_words(Disruption const& room, OfConcernDetails const& details);
// The condition under which all that is drawn from the record stands; "" where there is none.
[[nodiscard]] std::string handling_in_words(Visit const& visit, OfConcern const& one);

// A line of the macro work_list.
[[nodiscard]] html::Value of_concern_row(
    Disruption const& room, Visit const& visit, OfConcern const& one);
// {href, reference, name, role, state, standing, rows, version, child, handling, cleared,
// of_concern}
[[nodiscard]] html::Value of_concern_view(
    Disruption const& room, Visit const& visit, OfConcern const& one);
// [{title, on, by, why, reason, supports, review, gone, because, may_take_back, href}]
[[nodiscard]] html::Value entries_view(
    Disruption const& room, Visit const& visit, OfConcern const& one, bool may_decide);
// [{source, on, words, grade, text, handling, by, gone, because, href}]
[[nodiscard]] html::Value evidence_view(
    Disruption const& room, Visit const& visit, OfConcern const& one);
// [{text, days, source, href, page}]
[[nodiscard]] html::Value used_view(
    Disruption const& room, Visit const& visit, OfConcern const& one);
[[nodiscard]] html::Value cleared_row_view(Visit const& visit, ClearedTold const& told);
// The box of a person's page and workbook; nothing for who may read none.
[[nodiscard]] std::optional<html::Value> of_concern_panel(
    Disruption const& room, Visit const& visit, PersonId person);

} // namespace kith::disruption
