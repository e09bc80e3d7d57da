// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of return interviews: their rows, versions and offers.
//
// A return interview is known to the team that sees to it and to those who work with the child, not
// to all who share the episode: those see that it is due, and what became of it (`line_of`). What
// the child said not to tell where they live is not read by whoever cares for them there
// (data/policies/missing.toml).
//
// Cost     as the store's. Errors   `not_found`, `not_allowed`, `conflict`.

#include "missing/interview.h"
#include "missing/store.h"
#include <vector>

namespace kith::missing {

[[nodiscard]] Result<ReturnInterview> find_interview(Visit const& visit, EpisodeId episode);
[[nodiscard]] Result<access::Facts> facts_of(Visit const& visit, ReturnInterview const& one);
[[nodiscard]] bool may_read(Visit const& visit, ReturnInterview const& one); // notes no look
// The row whoever looks: its due moment and state are told to whoever may know the episode, and the
// rules ask it. Decides nothing.
[[nodiscard]] std::optional<ReturnInterview> line_of(db::Connection& connection, EpisodeId episode);
// The same as it stood before that moment; nothing where there was none yet.
[[nodiscard]] std::optional<ReturnInterview> line_as_known(
    db::Connection& connection, EpisodeId episode, Instant before);
[[nodiscard]] std::optional<ReturnInterview> find_interview_by_id(
    db::Connection& connection, ReturnInterviewId id); // the same
// Those of a person whoever looks, the latest return first.
[[nodiscard]] std::vector<ReturnInterview> interviews_of(
    db::Connection& connection, PersonId person);

// Open ones that this visit may read, the first due first: each is decided before the list is cut.
[[nodiscard]] Listed<ReturnInterview> list_open_interviews(Visit const& visit, Most most = {});

// Starts it: follows from a return that the caller has decided and recorded.
ReturnInterview start_interview(Change& change, ReturnInterview const& wanted);
// The next version. `act` is what was done; `said` goes into the ledger.
[[nodiscard]] Result<ReturnInterview> save_interview(
    Change& change, ReturnInterview const& wanted, std::string_view act, std::string const& said);
// The same where it follows from an act that the caller has decided and recorded: the child went
// missing again, or the return was entered wrongly.
void follow_interview(Change& change, ReturnInterview const& wanted, std::string const& reason);

struct InterviewWas {
    ReturnInterview one;
    Instant until;
    std::string reason;
};
[[nodiscard]] std::vector<InterviewWas> versions_of(Visit const& visit, ReturnInterviewId id);

[[nodiscard]] std::vector<Offer> offers_of(
    db::Connection& connection, ReturnInterviewId id); // latest first
[[nodiscard]] Done add_offer(Change& change, ReturnInterview const& of, Offer const& offer);

} // namespace kith::missing
