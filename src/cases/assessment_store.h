// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of assessments.
//
// A draft is known to those who may "assess" the case, and to nobody else; a completed one to all
// who read the case. Writing decides "assess" and writes the ledger entry with it.
//
// Cost     a list is one indexed read of the case.
// Errors   as the store of cases; `conflict` if it was saved since it was read.

#include "cases/assessment.h"
#include "cases/store.h"
#include <string>
#include <vector>

namespace kith::cases {

[[nodiscard]] Result<Assessment> find_assessment(Visit const& visit, AssessmentId id);
// The latest first; drafts only to who may work on them, none that was put aside.
[[nodiscard]] std::vector<Assessment> assessments_of(Visit const& visit, Case const& one);
// The draft of a kind, whoever may see it: for the rule that there is one. Decides nothing.
[[nodiscard]] std::optional<AssessmentId> open_assessment(
    db::Connection& connection, CaseId of, std::string_view kind);

// May this visit see the signs about sexual health? Who holds the case, and health colleagues who
// read it.
[[nodiscard]] bool sees_health_signs(Visit const& visit, Case const& one);

[[nodiscard]] Result<Assessment> add_assessment(Change& change, Assessment const& wanted);
// The next version. What is replaced is kept, save of a draft between two keys: the same author,
// within half an hour.
[[nodiscard]] Result<Assessment> save_assessment(
    Change& change, Assessment const& wanted, std::string const& reason);
// Signs and codes of the version that stands.
void keep_assessed(Change& change, Assessment const& one, std::vector<AssessedSign> const& signs,
    std::set<std::pair<std::string, std::string>> const& codes);

struct AssessmentWas {
    Assessment one;
    Instant until;
    AccountId by; // who replaced it
    std::string reason;
};
// What completed versions replaced, the latest first. The caller has found the assessment.
[[nodiscard]] std::vector<AssessmentWas> versions_of(Visit const& visit, AssessmentId id);
// As rows, of the version that stands; signs about sexual health only to who may see them.
[[nodiscard]] std::vector<AssessedSign> signs_of(
    Visit const& visit, Case const& of, Assessment const& one, HealthSigns const& health);
[[nodiscard]] std::vector<std::string> codes_of(
    Visit const& visit, Assessment const& one, std::string_view list);

} // namespace kith::cases
