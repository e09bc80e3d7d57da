// SPDX-License-Identifier: MIT
#pragma once

// Two records that may be about one person: proposed by Kith or by a colleague, decided by
// somebody.
//
// 1. A proposal is shown, and counted, only for whoever may know both records; the queue holds
// those
//    on which they may decide.
// 2. "Not the same person" is remembered: the two are not proposed again until a name, a number, a
//    way to reach them, the birth date or the sex of either changes. It can be taken back.
// 3. "Later" puts a proposal off for a week.
// 4. A proposal names two records; what is shown is the records kept of their people, each pair
//    once.
//
// Cost     a list decides rows until it is full: for a front door those of all, 200 at a time; for
//          others those that name somebody they work with, and those of joined records.
// Errors   `not_found` unless both may be known; `not_allowed`; `invalid` with the field;
// `conflict`
//          if the proposal or either record moved on since it was read.

#include "people/room.h"

namespace kith::people {

enum class Standing { open, same, not_same };

struct Proposal {
    ProposalId id = {};
    PersonId one = {}; // the records kept of the two people
    PersonId other = {};
    double bits = 0; // 0: a colleague proposed it
    Standing standing = Standing::open;
    std::optional<Instant> put_off_until = {};
    Instant proposed_at = {};
    AccountId proposed_by = {}; // none: Kith
    std::optional<Instant> decided_at = {};
    AccountId decided_by = {};
    std::string why = {}; // of the proposal or decision; empty where an address is protected
    std::int64_t version = 0;
};

enum class Listed { waiting, put_off, told_apart };
// On which this visit may decide; the newest and surest first. At most so many.
[[nodiscard]] std::vector<Proposal> list_same(Visit const& visit, Listed which, std::size_t most);
// What is proposed or was told apart of this person, of those it may know.
[[nodiscard]] std::vector<Proposal> same_of(Visit const& visit, PersonId person);
// Whichever way it stands. `not_found` unless this visit may decide on both.
[[nodiscard]] Result<Proposal> find_same(Visit const& visit, ProposalId id);

[[nodiscard]] Result<ProposalId> propose(
    Change& change, PersonId one, PersonId other, std::string const& why);

struct Deciding {
    ProposalId proposal = {};
    std::int64_t version = 0; // of the proposal, and of the two records, as they were read
    std::int64_t one_version = 0;
    std::int64_t other_version = 0;
    std::string why = {};
};
[[nodiscard]] Done tell_apart(Change& change, Deciding const& wanted);
[[nodiscard]] Done put_off(Change& change, Deciding const& wanted);
[[nodiscard]] Done take_back(Change& change, Deciding const& wanted); // that they are two people

// Where somebody said that a record of the one and a record of the other are of two people.
[[nodiscard]] bool stand_apart(db::Connection& connection, PersonId one, PersonId other);
// The two were joined, or taken apart: whatever was proposed of them is settled.
void settle(
    Change& change, PersonId one, PersonId other, Standing standing, std::string const& why);

// A round of the house: looks at records saved since the last one, asks `People::likely_same` who
// is like each, and keeps what is new. Gives back how many it proposed.
std::size_t look_for_same(People const& room, access::Gate const& gate);
} // namespace kith::people
