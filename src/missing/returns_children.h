// SPDX-License-Identifier: MIT
#pragma once

// The children of a return: whom it may hold, what is known of each, and their times away as it
// counts them. The room's own, behind returns.h.
//
// Cost     as returns.h.

#include "missing/returns.h"

namespace kith::missing {

struct ReturnedChild {
    PersonId person = {};
    std::string id = {};      // the one their authority gave; empty if none
    bool several_ids = false; // none of which names the authority
    std::optional<PartialDate> birth = {};
    std::vector<people::PeriodOfCare> care = {};      // of the authority that returns
    std::vector<people::PeriodOfCare> elsewhere = {}; // of others
    std::vector<people::Placement> placements = {};
    std::vector<Episode> episodes = {}; // the earliest first
};

// Whether this visit may disclose what is known of them in a return of that authority.
[[nodiscard]] std::optional<access::Facts> may_disclose(
    Visit const& visit, directory::Agency const& authority, PersonId person);
// The looked after, and of the Standard Safeguarding Dataset whom the authority answers for too.
// Each that this visit may disclose; in the order of their ids, those without one last.
[[nodiscard]] std::vector<ReturnedChild> children_of(
    Visit const& visit, ReturnWanted const& wanted, std::set<PersonId> const& besides = {});

// A time away as its days count.
struct DaysAway {
    Date start = {};
    std::optional<Date> end = {};
};
[[nodiscard]] DaysAway days_of(Episode const& episode);
// Rules 2 and 3 of returns.h: nothing where the time is in no period of that care.
// One that began while another authority looked after them starts with this one's care.
[[nodiscard]] std::optional<DaysAway> days_in_care(Episode const& episode,
    std::vector<people::PeriodOfCare> const& care,
    std::vector<people::PeriodOfCare> const& elsewhere = {});
[[nodiscard]] bool from_a_placement(Episode const& episode); // rule 3
// Those days in a year; nothing where they lie in another.
[[nodiscard]] std::optional<DaysAway> within(ReturnYear year, DaysAway days);
[[nodiscard]] ReturnLine line_of(
    std::string const& child, Date birth, Episode const& episode, DaysAway const& days);

// What keeps a child out of a file: no id, several, no whole birth date.
[[nodiscard]] std::optional<ToldOfReturn> why_no_line(
    ReturnedChild const& child, directory::Agency const& authority, Episode const* episode);

void add_annex_a(Visit const& visit, PreparedReturn& prepared);
void add_ssd_missing(Visit const& visit, PreparedReturn& prepared);

} // namespace kith::missing
