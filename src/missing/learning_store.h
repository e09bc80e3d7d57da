// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of what should be known if somebody goes missing again.
//
// Reading takes a Visit, decides "read" of an interview_learning and notes what was handed out. It
// is read by whoever shares the episode, not by all who read the interview, and not by some who do:
// data/policies/missing.toml. Writing it is part of holding the interview.
//
// Cost     an indexed read, and those of the person's facts.
// Errors   `not_found`, `not_allowed`, `conflict` if it was saved since it was read.

#include "missing/interview_store.h"
#include "missing/learning.h"
#include <optional>

namespace kith::missing {

// Whoever looks: for the rules. Decides nothing.
[[nodiscard]] std::optional<Learning> learning_of(
    db::Connection& connection, ReturnInterviewId interview);
[[nodiscard]] std::vector<LearningRead> learning_reads_of(
    db::Connection& connection, LearningId id); // the first first

[[nodiscard]] Result<access::Facts> learning_facts_of(
    Visit const& visit, ReturnInterview const& interview, Learning const& learning);
// What was learned in that interview, where this visit may read it.
[[nodiscard]] Result<Learning> find_learning(Visit const& visit, ReturnInterview const& interview);

// The next version; `of` is the interview, decided "hold" of it and its ledger entry written here.
[[nodiscard]] Result<Learning> save_learning(
    Change& change, ReturnInterview const& of, Learning const& wanted);
// Once for each account and version; decides "answer".
[[nodiscard]] Done add_learning_read(
    Change& change, ReturnInterview const& of, LearningRead const& read);

} // namespace kith::missing
