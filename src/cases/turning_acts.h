// SPDX-License-Identifier: MIT
#pragma once

// What pages and programs do when somebody becomes an adult: ask for consent anew, and say who goes
// on supporting them.
//
// Errors   `invalid` with the field, also of a case that is closed; `conflict`; as the store's.

#include "cases/room.h"
#include "cases/turning_store.h"
#include "platform/http/request.h"

namespace kith::cases {

// The case of the request, of a person, for an act this visitor may do to it.
[[nodiscard]] Result<Case> persons_case(
    Visit const& visit, http::Request const& request, char const* act);
// Where the whole day of birth is known.
[[nodiscard]] std::optional<Date> birthday_of(people::Person const& person);

struct EndsAt18 {
    std::string status; // a code of legal_status
    std::string says;   // data/code_lists/ends_at_18.csv
};
// Rule 4 of turning.h: what stands that day, as far as this visit reads the record.
[[nodiscard]] std::vector<EndsAt18> what_ends(
    Cases const& room, Visit const& visit, people::Person const& person, Date on);

[[nodiscard]] std::vector<Error> problems_with(
    Cases const& room, Consent const& consent, Date today);
[[nodiscard]] Result<Uuid> record_consent(
    Cases const& room, Change& change, CaseId of, Consent const& consent);
[[nodiscard]] Result<Uuid> record_support(Change& change, CaseId of, Support const& support);
[[nodiscard]] Done take_support_back(
    Change& change, CaseId of, Uuid const& support, std::string const& because);

} // namespace kith::cases
