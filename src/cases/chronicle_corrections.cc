// SPDX-License-Identifier: MIT
#include "cases/chronicle_corrections.h"
#include "cases/assessment_acts.h"
#include "cases/case_shown.h"
#include "cases/plan_acts.h"
#include <fmt/core.h>

namespace kith::cases {

std::vector<Correction> corrections_of(Cases const& room, Visit const& visit, Case const& one)
{
    std::vector<Correction> all;
    CaseWords const words(room, visit, one);
    for (auto const& assessment : assessments_of(visit, one))
        for (auto const& was : versions_of(visit, assessment.id))
            if (was.one.state == AssessmentState::complete)
                all.push_back({fmt::format("{}-{}", assessment.id.write(), was.one.version),
                    "Put right: " + title_of(room, assessment.kind), words.shown(was.reason),
                    was.until, was.by});
    for (auto const& was : shown_history(room, visit, one)) {
        if (was.of == PlanWas::Of::agreement)
            continue; // it tells of itself
        auto const* const what = was.of == PlanWas::Of::goal ? "Goal changed: "
            : was.of == PlanWas::Of::partner                 ? "No longer a partner in the plan: "
                                                             : "Changed: ";
        all.push_back({fmt::format("{}-{}", was.id.write(), was.version), what + was.what,
            was.reason, was.until, was.by});
    }
    return all;
}

} // namespace kith::cases
