// SPDX-License-Identifier: MIT
#pragma once

// Dated statements about a context, each with its source: harm seen there, a licence, who leads on
// safeguarding at a school, that a home is taken over by others.
//
// 1. A statement is added, given its last day, or taken back with a reason. It is never changed.
// 2. Harm types are a set: each with when it was first and last seen. Seen again is said again, and
//    the page tells the first and the last of all.
// 3. That a home is taken over (cuckooing) is a fact of the home, with its source and since when;
//    whoever lives there is harmed by it, and nothing of it stands on their record.
//
// Shapes   plain values; a day may be a year, or year and month.
// Errors   rules answer `invalid` with the field that is wrong.

#include "contexts/context.h"
#include "directory/directory.h"
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kith::contexts {

struct ContextFact {
    Uuid id = {};
    ContextId context = {};
    std::string kind = {};
    std::string code = {};   // of the kind's code list
    std::string words = {};  // what was seen; the lead's name
    std::string number = {}; // of a licence
    std::string reach = {};  // who gives the licence; how the lead is reached
    std::string source = {};
    std::string certainty = {}; // data/code_lists/certainty.csv
    std::optional<PartialDate> from = {};
    std::optional<PartialDate> until = {}; // the last day, or when it was last seen
    Instant recorded_at = {};
    AccountId recorded_by = {};
    std::optional<Instant> ended_at = {};
    AccountId ended_by = {};
    std::optional<Instant> withdrawn_at = {};
    AccountId withdrawn_by = {};
    std::string reason = {}; // why it ended or was taken back
};

// How one kind is asked for and shown; what is empty is not asked.
struct ContextFactKind {
    std::string_view kind; // as in the address of its form
    std::string_view of;   // the kind of context that has it; empty: each
    std::string_view label;
    std::string_view question; // the heading of its form
    std::string_view hint;
    std::string_view list; // of data/code_lists
    std::string_view words;
    std::string_view number;
    std::string_view reach;
    std::string_view from;
    std::string_view until;
    bool needs_words;
    bool needs_from;
    bool needs_source;
    bool asks_certainty;
    bool ends; // has a last day; else `until` is when it was last seen, and it is only taken back
};
[[nodiscard]] std::span<ContextFactKind const> context_fact_kinds(); // in the order shown
// Nothing for a kind that this context cannot have.
[[nodiscard]] ContextFactKind const* find_fact_kind(
    std::string_view kind, std::string_view of_context);

[[nodiscard]] ContextFactKind const& kind_of(ContextFact const& fact); // of one that was read

[[nodiscard]] bool stands(ContextFact const& fact, Date on);
// The rules; what was typed comes back tidied.
[[nodiscard]] Result<ContextFact> checked(
    directory::ReferenceFacts const& lists, ContextFact fact, Context const& context, Date today);
[[nodiscard]] Done check_last_day(
    ContextFact const& fact, std::optional<PartialDate> const& until, Date today);

// Rule 2: each harm type once, with all that was said of it; the one last seen comes first.
struct HarmSeen {
    std::string code;
    std::optional<PartialDate> first = {};
    std::optional<PartialDate> last = {};
    std::vector<ContextFact> said = {};
};
[[nodiscard]] std::vector<HarmSeen> harms_seen(std::vector<ContextFact> const& facts);

} // namespace kith::contexts
