// SPDX-License-Identifier: MIT
#pragma once

// Who works with whom: agency, team or practitioner, in which role, from one day until another.
// Policies read it, so that a person or context is open to those who work with them.
//
// Who works with a subject may be known to whoever may know the subject: the caller has decided
// that, and gives the subject's facts to write.
//
// Cost     one indexed read. Errors   `invalid` with the field; as the policy decides "involve"
//          and "end involvement".

#include "platform/access/visit.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::links {

struct Involvement {
    Uuid id = {};
    Thing subject;
    AgencyId agency = {};
    TeamId team = {}; // one of these two at least
    AccountId practitioner = {};
    std::string role
        = {}; // in words: "Works with them": more people read it than may know of a case
    Date from = {};
    std::optional<Date> until = {}; // the last day
    std::string end_reason = {};    // why it ended; empty if nobody ended it
    Instant recorded_at = {};
    std::optional<Instant> ended_at = {}; // when somebody said that it ends
};

// Opens it, on the day of the change if `from` was left out. The same team, practitioner and role
// once more change nothing. `because` stands in the ledger alone.
[[nodiscard]] Done involve(access::Change& change, access::Facts const& subject,
    Involvement const& involvement, std::string const& because = {});
// The same where it follows from an act that the caller has decided and recorded (a case is opened
// by whoever may open it: its team works with the subject from then on).
[[nodiscard]] Done involve_with(
    access::Change& change, Thing const& subject, Involvement const& involvement);
// `held_by` is the record whose row it is, where that stands joined to the subject.
[[nodiscard]] Done end_involvement(access::Change& change, access::Facts const& subject,
    Uuid const& id, Date last_day, std::string const& reason, Thing const& held_by = {});
// All that stand on that day end with it.
[[nodiscard]] Done end_involvements(
    access::Change& change, access::Facts const& subject, Date last_day, std::string const& reason);
// One that is about another record after all: it goes on there from its first day, and here it
// never counted. The caller has decided and recorded that.
void move_involvement(
    access::Change& change, Involvement const& one, Thing const& to, std::string const& reason);
// Those recorded after that moment which have not ended, the earliest first.
[[nodiscard]] std::vector<Involvement> involvements_since(
    db::Connection& connection, Thing const& subject, Instant after);

[[nodiscard]] std::vector<Involvement> involvements_of(
    db::Connection& connection, Thing const& subject); // all there were, the latest first
[[nodiscard]] std::vector<Involvement> involvements_of(
    db::Connection& connection, Thing const& subject, Date on);
// What a visitor's teams, or they themselves, work with that day; `kind` is "person" or "context".
[[nodiscard]] std::vector<Uuid> subjects_of(
    db::Connection& connection, access::Visitor const& visitor, std::string_view kind, Date on);

// Puts the teams and practitioners into the facts that a policy reads.
void add_involved(db::Connection& connection, Date on, access::Facts& facts);
// The same of many things of one kind, none of them twice, in a statement for each fifty.
void add_involved(db::Connection& connection, Date on, std::vector<access::Facts>& of_one_kind);
[[nodiscard]] bool is_involved(access::Visit const& visit, access::Facts const& subject);

} // namespace kith::links
