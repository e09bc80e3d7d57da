// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of disagreements.
//
// One hangs on its case: whoever may not know the case's subject does not know it, unless it came
// to them to decide (escalation.h, rule 6): they read the disagreement alone, having said why. It
// is read by the case's readers, by those who held the case when it was raised and, where another
// agency held it, by colleagues of the agency that raised it, as far as they may know the subject
// (data/policies/cases.toml, kind "escalation").
//
// Cost     an indexed read. Errors   `not_found`; as the policy decides "escalate" over the case,
//          "answer", "change" and "settle"; `conflict` if it was saved since it was read.

#include "cases/escalation.h"
#include "cases/store.h"

namespace kith::cases {

[[nodiscard]] access::Facts facts_of(access::Facts const& of_case, Escalation const& one);
// Those of a case that this visit may know, the latest first.
[[nodiscard]] std::vector<Escalation> escalations_of(Visit const& visit, CaseId id);
struct KnownEscalation {
    Escalation one;
    Case of; // as far as it is needed to show it: the case itself may not be the visitor's to open
    access::Facts facts;
    bool decides = false; // the visitor, at the stage where it lies
};
[[nodiscard]] Result<KnownEscalation> find_escalation(
    Visit const& visit, CaseId of, EscalationId id); // notes no look
// May it be shown, or must this visitor, who works with neither side, say why first?
[[nodiscard]] bool opens(Visit const& visit, KnownEscalation const& known);
[[nodiscard]] Done say_why(
    Change& change, KnownEscalation const& known, std::string const& purpose);
// Open ones that the visitor decides, raised, or holds the case of; what is due first before.
[[nodiscard]] std::vector<KnownEscalation> escalations_for(Visit const& visit);
[[nodiscard]] std::vector<EscalationStep> steps_of(Visit const& visit, EscalationId id); // in order
struct EscalationWas {
    Escalation one;
    Instant until;
    std::string reason;
};
[[nodiscard]] std::vector<EscalationWas> versions_of(Visit const& visit, EscalationId id);

// A new one; decides "escalate" over the case.
[[nodiscard]] Result<Escalation> add_escalation(
    Change& change, Case const& of, Escalation const& wanted);
// The next version, with the step that led to it if one did; decides `act`.
[[nodiscard]] Result<Escalation> save_escalation(Change& change, KnownEscalation const& stands,
    Escalation const& wanted, std::string_view act, std::string const& reason,
    std::optional<EscalationStep> const& step = {});

// For the daily round: open ones whose clock passed by that moment, whoever may know them; and one
// of these, if it still is so, with the facts that the round is decided over.
[[nodiscard]] std::vector<EscalationId> escalations_overdue(db::Connection& connection, Instant by);
[[nodiscard]] std::optional<KnownEscalation> overdue(Change& change, EscalationId id, Instant by);

} // namespace kith::cases
