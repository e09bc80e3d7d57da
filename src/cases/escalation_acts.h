// SPDX-License-Identifier: MIT
#pragma once

// What is done about a disagreement, each act whole inside one Change: pages, API and the daily
// round come through here.
//
// Errors   `invalid` with the field; as the store's.

#include "cases/escalation_store.h"
#include "cases/room.h"

namespace kith::cases {

// Brings it to the line managers, and starts their clock.
[[nodiscard]] Result<Escalation> disagree(
    Cases const& room, Change& change, CaseId id, Escalation const& wanted);

struct EscalationAnswer {
    std::int64_t version = 0; // the one that was seen
    std::string said = {};
    std::string meanwhile = {}; // what is done for safety from now on
    bool moves_on = false;      // to the next stage
};
[[nodiscard]] std::vector<Error> problems_of(EscalationAnswer const& answer);
[[nodiscard]] std::optional<Error> problem_of_agreement(std::string const& agreed);
[[nodiscard]] std::optional<Error> problem_of_reason(std::string const& reason);
[[nodiscard]] Result<Escalation> answer_escalation(
    Cases const& room, Change& change, CaseId of, EscalationId id, EscalationAnswer const& answer);
[[nodiscard]] Result<Escalation> settle_escalation(Cases const& room, Change& change, CaseId of,
    EscalationId id, std::int64_t version, std::string const& agreed);
// Its texts, at the version of `wanted`, with why.
[[nodiscard]] Result<Escalation> put_escalation_right(Cases const& room, Change& change, CaseId of,
    Escalation const& wanted, std::string const& reason);

// Those whose clock has passed go on to the next stage, each in a Change of its own; how many did.
// Run again it finds none.
std::size_t move_overdue_escalations(Cases const& room, access::Gate const& gate);

// As they are shown: in the case of a context without the names of those joined to it.
[[nodiscard]] Escalation shown_escalation(
    Cases const& room, Visit const& visit, KnownEscalation const& known);
[[nodiscard]] std::vector<EscalationStep> shown_steps(
    Cases const& room, Visit const& visit, KnownEscalation const& known);
[[nodiscard]] std::vector<EscalationWas> shown_versions(
    Cases const& room, Visit const& visit, KnownEscalation const& known);

} // namespace kith::cases
