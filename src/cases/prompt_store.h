// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of prompts. Whoever may read a case reads its prompts, each with the reasons
// that they may be told (prompt_acts.h); one without any is not there for them.
//
// Cost     an indexed read of the case's prompts and one for each of these.
// Errors   as the store of cases; `conflict` where somebody answered first.

#include "cases/prompt.h"
#include "cases/store.h"

namespace kith::cases {

// With all their reasons, whoever may be told them: the caller sorts that out. The latest first.
[[nodiscard]] std::vector<Prompt> prompts_kept(db::Connection& connection, CaseId of);
// Of all cases that an agency answers for, since that day.
[[nodiscard]] std::vector<Prompt> prompts_of_agency(
    db::Connection& connection, AgencyId agency, Date since);
// Open cases with a prompt that waits: of the visitor's teams, and allocated to them. At most 500
// of each team.
[[nodiscard]] std::vector<CaseId> cases_prompted(Visit const& visit);

// What decides whether an open case is prompted; nothing for one that is closed.
struct PromptedCase {
    std::string pathway;
    int pathway_version = 0;
    AgencyId agency = {};
    Instant opened_at = {};
};
[[nodiscard]] std::optional<PromptedCase> prompted_case(db::Connection& connection, CaseId of);

// Rule 2: into the prompt of that day that waits, or into a new one. The same reason once more
// changes nothing. Decides nothing: it follows from what the caller has decided and recorded.
void keep_reason(Change& change, CaseId of, Date on, PromptReason const& reason);
// Rule 3: the reasons of a waiting prompt that are not among these become a prompt of their own.
void let_wait(Change& change, Prompt const& prompt, std::set<Uuid> const& answered);
// "answer prompt" over the case's facts.
[[nodiscard]] Done answer_prompt(
    Change& change, Case const& of, Uuid const& prompt, PromptAnswer const& answer);

// Kinds that an agency retired, also those brought back; the latest first.
[[nodiscard]] std::vector<Retirement> retirements_of(db::Connection& connection, AgencyId agency);
[[nodiscard]] bool is_retired(db::Connection& connection, AgencyId agency, std::string const& kind);
// For the visitor's agency: "retire" of data/policies/prompts.toml.
[[nodiscard]] Done retire_kind(Change& change, std::string const& kind, std::string const& because);
[[nodiscard]] Done bring_kind_back(
    Change& change, std::string const& kind, std::string const& because);
[[nodiscard]] access::Facts facts_of_kinds(AgencyId agency);

} // namespace kith::cases
