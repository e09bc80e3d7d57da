// SPDX-License-Identifier: MIT
#pragma once

// The lines to call that administrators keep: each stands in for the shipped line of its code, or
// adds one. A change of number or hours that nobody confirmed is marked as not confirmed; "checked
// by whom on what day" clears the mark.
//
// Shapes   hours are written one row a line, "Mon-Fri 08:45-17:00" or "Sat 09:00-12:00, bank
//          holidays too"; none means not known. `steps_in` are codes.
// Errors   `invalid` with the field; `conflict` if somebody saved it since it was read; by policy.
// Threads  as the connection.

#include "base/ids.h"
#include "directory/reference_facts.h"
#include "platform/access/visit.h"

namespace kith::directory {

struct KeptLine {
    LineId id = {};
    Contact contact = {}; // with its own source, before "checked by" is added to it
    std::string checked_by = {};
    std::optional<Date> checked_on = {};
    std::int64_t version = 0; // 0: not kept yet; the shipped row
};

// What a save replaced, or what stands: who wrote it when, and why it was replaced.
template <class T>
struct Version {
    T row;
    Instant recorded_at;
    AccountId recorded_by;
    std::string reason; // why it was replaced; empty for what stands
};

[[nodiscard]] std::vector<KeptLine> list_kept_lines(db::Connection& connection); // by code
// The kept row of that code, else the shipped one with version 0.
[[nodiscard]] Result<KeptLine> find_line(
    ReferenceFacts const& facts, db::Connection& connection, std::string_view code);
[[nodiscard]] std::vector<Version<KeptLine>> versions_of(
    db::Connection& connection, LineId id); // newest first, without what stands

// A check of numbers and hours is part of the line: `checked_on` of the day it was made.
[[nodiscard]] Result<KeptLine> save(
    access::Change& change, KeptLine line, std::string const& reason);
[[nodiscard]] Done check(KeptLine const& line);
// A change of number or hours without a check of its own is not confirmed.
[[nodiscard]] KeptLine with_doubts(KeptLine wanted, KeptLine const& stands);

[[nodiscard]] access::Facts facts_of(KeptLine const& line);
[[nodiscard]] std::string write_hours(std::vector<Hours> const& hours);
[[nodiscard]] Result<std::vector<Hours>> read_hours(
    std::string_view text, Standing const& standing);
[[nodiscard]] Result<ContactKind> read_contact_kind(std::string_view word);
[[nodiscard]] Result<Audience> read_audience(std::string_view word);
[[nodiscard]] std::string_view code_of(ContactKind kind); // "front_door"
[[nodiscard]] std::string_view code_of(Audience audience);

} // namespace kith::directory
