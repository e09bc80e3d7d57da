// SPDX-License-Identifier: MIT
#pragma once

// What the pages about records of one person show: plain values for the templates.
//
// A name stands only where the page was opened to decide on both records; elsewhere a reference.

#include "actions/actions.h"
#include "people/joining.h"
#include "people/same.h"

namespace kith::people {

// On a person's page: {waiting, apart: [{text, detail, href}], joined: [{text, detail, part_href}],
// propose_href}; what this visit may not know is not there.
[[nodiscard]] html::Value same_panel(
    People const& room, Visit const& visit, Person const& person, access::Facts const& facts);
// Rows of the queue: {href, text, detail, status}.
[[nodiscard]] html::Value same_rows(
    People const& room, Visit const& visit, std::vector<Proposal> const& proposals);
// "Found by Kith on 6 March 2026", "Not the same person: ..."
[[nodiscard]] std::string how_it_stands(
    People const& room, Visit const& visit, Proposal const& proposal);
// Two people side by side: {sides: [{name, reference, href, details, recorded, works}], alike,
// differ, conflicts, weighed}.
[[nodiscard]] html::Value side_by_side(
    People const& room, Visit const& visit, Person const& one, Person const& other);
// Who works with somebody today, each as a line.
[[nodiscard]] std::vector<std::string> who_works_today(
    People const& room, Visit const& visit, PersonId person);
// Of two records that one which was made first.
[[nodiscard]] PersonId older_of(db::Connection& connection, PersonId one, PersonId other);
// One line for the proposals that wait for whoever decides.
[[nodiscard]] std::vector<actions::Line> same_lines(Visit const& visit);

} // namespace kith::people
