// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of becoming an adult. Whoever may read the case reads them; "plan" adds.
//
// Cost     an indexed read of a case's rows. Errors   as the store of cases.

#include "cases/store.h"
#include "cases/turning.h"

namespace kith::cases {

// Open cases of people, for the daily round: whoever may see them; decides nothing.
struct TurningCase {
    CaseId id;
    PersonId person;
    Instant opened_at;
    TeamId team;
    AccountId worker;
    AgencyId agency;
};
[[nodiscard]] std::vector<TurningCase> cases_of_people(db::Connection& connection);
[[nodiscard]] bool was_told(
    db::Connection& connection, CaseId of, std::string const& step, Date turns_on);
// False where it was told before.
[[nodiscard]] bool note_told(Change& change, CaseId of, std::string const& step, Date turns_on);

// Of a case that was found; the latest first.
[[nodiscard]] std::vector<Consent> consents_of(Visit const& visit, CaseId of);
[[nodiscard]] std::vector<Support> supports_of(Visit const& visit, CaseId of);
[[nodiscard]] Result<Uuid> add_consent(Change& change, Case const& of, Consent const& consent);
[[nodiscard]] Result<Uuid> add_support(Change& change, Case const& of, Support const& support);
// `conflict` where it was taken back before.
[[nodiscard]] Done withdraw_support(
    Change& change, Case const& of, Uuid const& id, std::string const& because);

} // namespace kith::cases
