// SPDX-License-Identifier: MIT
#pragma once

// When each act of the stories happens, in a year that ends at a given moment.
//
// Staff act on working days between nine and five: what falls on another day moves to the working
// day before, and `after` counts working hours only, so that each decision within seven of them
// keeps the clock of one working day. Acts that would fall beyond the end do not happen yet.

#include "actions/actions.h"
#include "invented/tale.h"

namespace kith::invented {

struct TimedAct {
    Instant at;
    Story const* story = nullptr;
    Act act = {};
};

struct Calendar {
    WorkingDays const& working_days;
    actions::Rule const& decision_clock;
    Instant end;
};

// In the order of time. A decision is preceded by its decider taking the concern up.
[[nodiscard]] std::vector<TimedAct> plan_year(
    std::vector<Story> const& stories, Calendar const& calendar);

// That day, or the working day after it.
[[nodiscard]] Date working_day_from(WorkingDays const& working_days, Date day);
// `hours` working hours after `start`, nine to five on working days.
[[nodiscard]] Instant working_hours_after(
    WorkingDays const& working_days, Instant start, double hours);

} // namespace kith::invented
