// SPDX-License-Identifier: MIT
#pragma once

// Supervision: a worker and who leads them went through a case together.
//
// 1. It says on which day, what they thought about, what was decided and why, what the worker
//    needs, and when they look again. The decision not to do something is a decision too.
// 2. The note is for those two and for the managers of the team that held the case that day; for
//    everybody else it does not exist, whoever may read the case.
// 3. It is changed only by a correction that says why; what it said stays.
// 4. In the case of a context it names no child (unnamed.h).
//
// Shapes   plain values. Errors   rules answer `invalid` with the field that is wrong.

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::cases {

struct Supervision {
    SupervisionId id = {};
    CaseId of = {};
    TeamId team = {};       // that held the case
    AccountId worker = {};  //
    AccountId manager = {}; // who went through it with them
    std::optional<Date> on = {};
    std::string reflection = {};
    std::string decisions = {};
    std::string worker_needs = {}; // may be empty
    std::optional<Date> next = {}; // when they look again
    std::int64_t version = 0;      // 0: not saved yet
    AgencyId owner_agency = {};
    Instant recorded_at = {};
};

inline constexpr std::size_t longest_supervision_text = 20'000; // characters
inline constexpr std::size_t longest_supervision_reason = 2'000;

[[nodiscard]] Supervision tidied(Supervision one);
// All that is wrong with it, in the order of the form. A day that is no day is told by the form.
[[nodiscard]] std::vector<Error> problems_of(Supervision const& one, Date today);

} // namespace kith::cases
