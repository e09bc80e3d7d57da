// SPDX-License-Identifier: MIT
#pragma once

// What is done with supervisions, each act whole inside one Change: pages and API come through
// here.
//
// Errors   `invalid` with the field; `not_found`, `not_allowed` as the policy decides "supervise"
//          and "correct"; `conflict` as the store's.

#include "cases/room.h"
#include "cases/supervision_store.h"

namespace kith::cases {

// With whom a manager may go through the case: those who work in its team, themselves left out.
[[nodiscard]] std::vector<std::pair<AccountId, std::string>> supervised_by(
    Cases const& room, Visit const& visit, Case const& one);
[[nodiscard]] Result<Supervision> supervise(
    Cases const& room, Change& change, CaseId id, Supervision const& wanted);
[[nodiscard]] std::optional<Error> problem_of_correction(std::string const& reason);
// Whose it is and which case stay; a correction says why.
[[nodiscard]] Result<Supervision> put_supervision_right(Cases const& room, Change& change,
    CaseId id, Supervision const& wanted, std::string const& reason);
// As they are shown: in the case of a context without the names of those joined to it.
[[nodiscard]] std::vector<Supervision> shown_supervisions(
    Cases const& room, Visit const& visit, Case const& one);
[[nodiscard]] std::vector<SupervisionWas> shown_versions(
    Cases const& room, Visit const& visit, Case const& one, SupervisionId id);

} // namespace kith::cases
