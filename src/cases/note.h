// SPDX-License-Identifier: MIT
#pragma once

// A note: what somebody saw, heard or talked about, of one or several people and contexts at once.
//
// 1. What is said to all is read by whoever may know any of those it is about. What concerns one
//    of them alone stands in their part, and is read by who may know that one. Who else it is about
//    is neither named nor counted.
// 2. So what is said to all of several names none of these people, and a part none of the others.
//    Where a context is among them, neither that nor the context's part names any child
//    (unnamed.h). Own words stay as they were given: they stand in the part of who said them.
// 3. For ten minutes its author may undo it; what it said comes back as a draft. Afterwards it is
//    put right with a reason. What stood before is kept.
// 4. Contact is what a note about a person tells of, where its kind says so: a phone call is
//    contact, a talk among colleagues is none.
//
// Shapes   plain values; ids only. `at` where it was written as it happened, else the day alone.
// Errors   rules answer `invalid` with the field that is wrong.

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::cases {

inline constexpr std::chrono::minutes undo_lasts{10};
inline constexpr std::size_t longest_note_text = 20'000;
inline constexpr std::size_t most_note_subjects = 12;

// What concerns one of those it is about.
struct NotePart {
    Thing subject;
    std::string said = {};
    std::string own_words = {};   // of a person alone, as they said it
    std::string seen_alone = {};  // the same; data/code_lists/seen_alone.csv, "" if not about that
    std::string alone_words = {}; // who was there, or why it was not asked
    std::string strengths = {};

    [[nodiscard]] bool empty() const;
    friend bool operator==(NotePart const&, NotePart const&) = default;
};

struct Note {
    NoteId id = {};
    std::string kind = "note"; // data/code_lists/note_kind.csv
    std::string said = {};     // to all
    std::string place = {};
    std::optional<Instant> at = {};
    std::optional<Date> on = {};
    std::string next = {}; // what comes next
    std::optional<Date> next_due = {};
    std::optional<Instant> next_done_at = {};
    std::vector<NotePart> parts = {};
    bool withdrawn = false;
    Instant created_at = {};
    std::int64_t version = 0; // 0: not saved yet
    AccountId created_by = {};
    AgencyId owner_agency = {};
    Instant recorded_at = {};

    [[nodiscard]] NotePart const* part_of(Thing const& subject) const;
    [[nodiscard]] NotePart* part_to_fill(Thing const& subject);
    [[nodiscard]] std::string when_in_words() const; // "29 March 2026 at 01:40", "28 March 2026"
};

// All that is wrong with it, but for names. Parts are numbered from 1: the field is "said-2".
[[nodiscard]] std::vector<Error> problems_of_note(Note const& note, Date today);
// The event it is in somebody's chronology: "seen" and "contact" are contact with them.
[[nodiscard]] std::string event_kind_of(Note const& note, Thing const& subject);

} // namespace kith::cases
