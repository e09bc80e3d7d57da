// SPDX-License-Identifier: MIT
#pragma once

// What should be known if a child goes missing again: written by whoever held the return interview,
// read by those who answer for the child.
//
// 1. What is said in a return interview reaches the police and the next grade of risk (Department
//    for Education, statutory guidance on children who run away or go missing, 2014). So each
//    interview that was held ends with what should be known, or with why there is nothing.
// 2. Every team that shares the episode reads it, except where the child asked not to tell those
//    they live with: then neither who cares for them there, nor that team, does.
// 3. Each says by name that they have read it, and what they do with it. Until somebody of the
//    police that share the episode has, and of the authority that answers for the child where that
//    is another team than the writer's, neither the episode nor the child's case closes. Where no
//    police share it and that authority wrote it, one who did not write it reads it: a colleague,
//    or any other team that shares it.
// 4. What is written anew is read anew.
//
// Shapes   plain values.  Errors   none.

#include "missing/interview.h"
#include <string>
#include <vector>

namespace kith {
using LearningId = Id<struct LearningKind>; // what should be known if they go missing again
[[nodiscard]] inline Thing thing(LearningId id) { return {"interview_learning", id.uuid()}; }
} // namespace kith

namespace kith::missing {

struct Learning {
    LearningId id = {};
    ReturnInterviewId interview = {};
    TeamId team = {};      // for which whoever wrote it did
    bool nothing = false;  // there is nothing to learn
    std::string said = {}; // what should be known, or why there is nothing
    std::int64_t version = 0;
    AccountId recorded_by = {};
    AgencyId owner_agency = {};
    Instant recorded_at = {};
};

// Somebody has read it.
struct LearningRead {
    LearningId of = {};
    std::int64_t of_version = 0;
    TeamId team = {}; // of those that share the episode; none: of no such team
    AccountId account = {};
    Instant at = {};
    std::string said = {}; // what they do with it
};

// Rule 3: the teams whose reading is awaited, police first; each once.
[[nodiscard]] std::vector<TeamId> awaited_teams(Learning const& learning,
    std::vector<LearningRead> const& reads, std::vector<Party> const& parties);
// Rule 2: those of the parties that read it.
[[nodiscard]] std::vector<TeamId> reading_teams(
    std::vector<Party> const& parties, std::string_view tell_home);

} // namespace kith::missing
