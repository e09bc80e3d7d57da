// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of supervisions.
//
// A note hangs on its case: whoever may not know the case does not know it. Beyond that it is read
// by whom it names and by the managers of its team (data/policies/cases.toml, kind "supervision").
//
// Cost     a list is one indexed read. Errors   `not_found`; as the policy decides "supervise" and
//          "correct"; `conflict` if it was saved since it was read.

#include "cases/store.h"
#include "cases/supervision.h"

namespace kith::cases {

[[nodiscard]] access::Facts facts_of(access::Facts const& of_case, Supervision const& one);
[[nodiscard]] Supervision read_supervision(db::Row const& row);

// Those this visit may read, the latest day first.
[[nodiscard]] std::vector<Supervision> supervisions_of(Visit const& visit, CaseId id);
[[nodiscard]] Result<Supervision> find_supervision(Visit const& visit, CaseId of, SupervisionId id);
struct SupervisionWas {
    Supervision one;
    Instant until;
    std::string reason;
};
// The caller has found it; the latest first.
[[nodiscard]] std::vector<SupervisionWas> versions_of(Visit const& visit, SupervisionId id);
// The latest of each case of a team this visitor leads that is to be gone through again by that
// day: whoever leads it then is reminded, not only who wrote the note. Never of their own work.
[[nodiscard]] std::vector<Supervision> supervisions_to_come(Visit const& visit, Date by);

// A new one; decides "supervise" over the case.
[[nodiscard]] Result<Supervision> add_supervision(
    Change& change, Case const& of, Supervision const& wanted);
// The next version of the one it was read at; decides "correct".
[[nodiscard]] Result<Supervision> correct_supervision(
    Change& change, Case const& of, Supervision const& wanted, std::string const& reason);

} // namespace kith::cases
