// SPDX-License-Identifier: MIT
// The round of the day: what ended is said to have ended, and what a step rests on is looked at
// anew.
#include "base/london.h"
#include "disruption/acts.h"
#include "disruption/pages.h"
#include <algorithm>

namespace kith::disruption {
namespace {
    bool stands_in_force(StepStatus status)
    {
        return status == StepStatus::granted || status == StepStatus::served
            || status == StepStatus::breached;
    }

    Done look_at(Disruption const& room, Change& change, Step step, Date today)
    {
        auto const ends = ending_of(lasting_of(room, change.writing(), step, today));
        auto const over = ends && ends->last_day < today && stands_in_force(step.status);
        if (ends == step.ends && !over)
            return done();
        auto told = std::string("What it rests on changed");
        step.ends = ends;
        if (over) {
            told = "Its last day was " + ends->last_day.in_words();
            // More people read this than may know the child.
            if (!tells_of_child(ends->by))
                told += ": " + std::string(in_words_of(ends->by));
            step.status = StepStatus::expired;
            step.status_on = std::max(step.status_on, ends->last_day);
        }
        auto const saved = TRY(save(change, step, "move", told));
        if (over)
            note_move(change, saved, told);
        return done();
    }
} // namespace

void look_at_what_ends(Disruption const& room, access::Gate const& gate)
{
    auto const pass = gate.enter_as_process("daily round");
    auto const& visit = pass->visit();
    auto const today = london::day_of(visit.now());
    auto all_looked_at = true;
    for (auto const& step : list_that_end(visit)) {
        auto const looked
            = visit.change([&](Change& change) { return look_at(room, change, step, today); });
        // Somebody changed it meanwhile: the next round looks at it as it stands then.
        all_looked_at = all_looked_at && (looked || looked.error().code == Code::conflict);
    }
    must(all_looked_at, "the daily round may say that a step has ended");
}

} // namespace kith::disruption
