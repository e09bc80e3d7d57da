// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of referrals, their entries, and notes of section 45.
//
// Whoever may not know the person knows none of it, whatever a rule says; who may is
// data/policies/justice.toml. Answers, places and words are sealed with the record's own key.
//
// Cost     a find is an indexed read and one for each part; lists read at most 500 rows and decide
//          each. Errors   `not_found`; `conflict` where somebody was first.

#include "justice/referral.h"
#include "justice/room.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::justice {

// As far as this visit may know the person; a process of the program knows all. State is "worked
// with" where the visitor works with them, else "known".
[[nodiscard]] Result<access::Facts> facts_of_person(Visit const& visit, PersonId person);
// The person's records, as one.
// Whether anybody disputed a person's age on a referral, and what was decided last: of all their
// records and whoever's referral it is, for the rule that a child is presumed. Nothing else of
// those referrals is told by it.
struct AgeDispute {
    bool disputed = false;
    std::optional<Route> decided = {};
};
[[nodiscard]] AgeDispute age_dispute(db::Connection& connection, PersonId person);
[[nodiscard]] std::vector<PersonId> records_as_one(db::Connection& connection, PersonId person);
// Of a record of this room about them.
[[nodiscard]] Result<access::Facts> facts_about(
    Visit const& visit, PersonId person, Thing const& record, AgencyId owner, AccountId raised_by);

[[nodiscard]] Result<access::Facts> facts_of(Visit const& visit, Referral const& referral);
[[nodiscard]] Result<Referral> find(Visit const& visit, ReferralId id);
[[nodiscard]] bool knows(Visit const& visit, ReferralId id); // notes no look
[[nodiscard]] std::vector<Referral> list_referrals(Visit const& visit, PersonId person);
[[nodiscard]] std::vector<Referral> list_owned_referrals(
    Visit const& visit); // the visitor's agency

[[nodiscard]] Result<Referral> add(Change& change, Referral const& wanted);
[[nodiscard]] Result<Referral> save(
    Change& change, Referral const& wanted, std::string const& reason);
struct ReferralWas {
    Referral referral;
    Instant until;
    AccountId by; // who replaced it
    std::string reason;
};
[[nodiscard]] std::vector<ReferralWas> versions_of(Visit const& visit, Referral const& referral);

// In the order recorded, taken back or not. The caller has found the referral.
[[nodiscard]] std::vector<Entry> entries_of(Visit const& visit, Referral const& referral);
// The ledger entry is "change"; the referral's own row stays.
[[nodiscard]] Result<Entry> add_entry(
    Change& change, Referral const& referral, Entry const& wanted);
[[nodiscard]] Done take_entry_back(
    Change& change, Referral const& referral, ReferralEntryId entry, std::string const& because);
// A file was made of it, or it was printed: a line of the ledger, and nothing else.
[[nodiscard]] Done note_export(Change& change, access::Facts const& facts, std::string const& how);

// Section 45 was considered.
struct DefenceNote {
    DefenceNoteId id = {};
    PersonId person = {};
    ReferralId referral = {}; // none: of none
    AgencyId owner_agency = {};
    Date on = {};
    std::string considered_by = {}; // in words
    std::string contact = {};       // of which contact with the police
    std::string words = {};         // what was looked at, who advised
    AccountId by = {};
    Instant at = {};
    std::optional<Instant> withdrawn_at = {};
    std::string withdrawn_because = {};
};
[[nodiscard]] Result<access::Facts> facts_of(Visit const& visit, DefenceNote const& note);
[[nodiscard]] std::vector<DefenceNote> list_defence_notes(Visit const& visit, PersonId person);
[[nodiscard]] Result<DefenceNote> find(Visit const& visit, DefenceNoteId id);
[[nodiscard]] bool knows(Visit const& visit, DefenceNoteId id);
[[nodiscard]] Result<DefenceNote> add(Change& change, DefenceNote const& wanted);
[[nodiscard]] Done withdraw(Change& change, DefenceNote const& note, std::string const& because);

} // namespace kith::justice
