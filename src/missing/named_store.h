// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of what return interviews name: one row for each thing that somebody decided
// about, or added by hand.
//
// Decides nothing by itself: whoever asks has found the interview, and decided and recorded the
// act. What a row names is read by whoever reads the interview.
//
// Cost     one indexed statement each.
// Errors   `conflict` if a row was saved since it was read.

#include "missing/interview.h"
#include "platform/access/visit.h"
#include <optional>
#include <string>
#include <vector>

namespace kith {
using InterviewNamedId = Id<struct InterviewNamedKind>; // something that a return interview names
}

namespace kith::missing {

using access::Change;
using access::Visit;

enum class NamedState { waits, accepted, set_aside };

struct InterviewNamed {
    InterviewNamedId id = {};
    ReturnInterviewId interview = {};
    std::string kind = {};       // data/code_lists/named_kind.csv
    std::string as_written = {}; //
    std::string key = {};        // named.h, or "person:…" of somebody known already
    bool by_hand = false;        // not found in the words
    NamedState state = NamedState::waits;
    Thing thing = {};         // what it was found to be: a person, a context, a named thing
    LinkId link = {};         // drawn to it
    std::string role = {};    // data/code_lists/link_role.csv
    std::string because = {}; // why it was set aside
    std::int64_t version = 0; // 0: not saved yet
    AccountId recorded_by = {};
    Instant recorded_at = {};
};

// The first named first.
[[nodiscard]] std::vector<InterviewNamed> named_rows_of(
    db::Connection& connection, ReturnInterviewId interview);
[[nodiscard]] std::optional<InterviewNamed> find_named_row(
    db::Connection& connection, ReturnInterviewId interview, InterviewNamedId id);
// Interviews that were held, whose accepted rows name this thing, the latest first; whoever looks.
struct NamedIn {
    ReturnInterviewId interview;
    Instant held_at;
};
[[nodiscard]] std::vector<NamedIn> held_interviews_naming(
    db::Connection& connection, Thing const& thing);
// A new one, or the next version.
[[nodiscard]] Result<InterviewNamed> save_named_row(
    Change& change, InterviewNamed const& wanted, std::string const& reason);

[[nodiscard]] std::string_view name_of(NamedState state); // "set aside"

} // namespace kith::missing
