// SPDX-License-Identifier: MIT
#pragma once

// Somebody is missing, or away from where they should be: the facts of one episode, and its rules.
//
// 1. It starts when they left the place where they should be, or when a responsible adult last saw
//    them, whichever is later (github.com/data-to-insight/ssd-data-model, ssd_missing).
// 2. Of who is missing it ends when they are found; of who is away, when they are back where they
//    should be.
// 3. Nobody has two at once, and none overlaps another; one may start when the one before ended
//    (SSDA903, rules 575 to 578).
// 4. Every grade of risk is kept, with its time and reason. Who is known or suspected to be
//    exploited is not graded low, or as of no apparent risk, without a reason that says why (a
//    setting of most partnerships; Kith asks it of all).
// 5. Nothing works a grade out.
//
// Shapes   plain values; times in UTC.
// Errors   rules answer `invalid` with the field of the form that is wrong, `conflict` where an
//          episode stands in the way.

#include "base/ids.h"
#include "base/reference.h"
#include "base/result.h"
#include "base/time.h"
#include "missing/ids.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::missing {

enum class EpisodeState { missing, returned, closed };

struct Episode {
    EpisodeId id = {};
    Reference reference = {}; // M-7KM-4QX9
    PersonId person = {};
    std::string kind = {}; // data/code_lists/missing_kind.csv
    Instant reported_at = {};
    std::optional<Instant> left_at = {};
    std::optional<Instant> last_seen_at = {};
    Instant started_at = {};             // rule 1
    std::string absent_from = {};        // data/code_lists/absent_from.csv
    bool exploitation_suspected = false; // by whoever reported it
    int form_version = 0;                // of missing/report
    std::string answers = {};            // JSON
    std::optional<Instant> returned_at = {};
    std::string found_by = {};       // data/code_lists/found_by.csv
    std::string found_place = {};    //
    int return_version = 0;          // of missing/return
    std::string return_answers = {}; //
    std::optional<Instant> closed_at = {};
    std::string closed_because = {};
    bool withdrawn = false;   // recorded in error: nobody finds it
    std::int64_t version = 0; // 0: not saved yet
    AccountId created_by = {};
    AgencyId owner_agency = {};
    Instant recorded_at = {};

    [[nodiscard]] EpisodeState state() const
    {
        return closed_at  ? EpisodeState::closed
            : returned_at ? EpisodeState::returned
                          : EpisodeState::missing;
    }
    [[nodiscard]] bool still_missing() const { return !returned_at; }
    [[nodiscard]] bool away() const { return kind == "A"; }
};

struct Grade {
    Uuid id = {};
    EpisodeId of = {};
    std::string grade = {}; // data/code_lists/missing_grade.csv
    Instant at = {};
    std::string graded_by = {}; // in words: a police officer, by name or number
    std::string because = {};
    std::string low_because = {}; // rule 4
    AccountId recorded_by = {};
    Instant recorded_at = {};
};

// What was done or heard while they were away.
struct LogEntry {
    Uuid id = {};
    EpisodeId of = {};
    std::string kind = {}; // data/code_lists/missing_log_kind.csv
    Instant at = {};
    std::string place = {};
    std::string said = {};
    AccountId recorded_by = {};
    Instant recorded_at = {};
    std::optional<Instant> withdrawn_at = {};
    AccountId withdrawn_by = {};
    std::string withdrawn_because = {};
};

// Who shares the episode, and what they answer for.
struct Party {
    Uuid id = {};
    EpisodeId of = {};
    TeamId team = {};
    std::string duty = {}; // data/code_lists/missing_duty.csv
    Instant recorded_at = {};
    std::optional<Instant> ended_at = {}; // shared with them no more, by whom and why
    AccountId ended_by = {};
    std::string ended_because = {};
};

// What police asked and saw on return; it is no return interview.
struct PreventionInterview {
    Uuid id = {};
    EpisodeId of = {};
    Instant held_at = {};
    std::string held_by = {};
    std::string said = {};
    std::string harm = {};
    std::string next = {};
    AccountId recorded_by = {};
    Instant recorded_at = {};
};

// The plan made before, one a person.
struct Plan {
    Uuid id = {};
    PersonId person = {};
    int form_version = 0;
    std::string answers = {};
    std::int64_t version = 0;
    AccountId recorded_by = {};
    Instant recorded_at = {};
};

// Rule 1; nothing where neither is known.
[[nodiscard]] std::optional<Instant> start_of(
    std::optional<Instant> left_at, std::optional<Instant> last_seen_at);

// Rules 1 and 2 of one episode by itself, with its start filled in.
[[nodiscard]] Result<Episode> checked(Episode episode, Instant now);
// Rule 3, against the person's others (itself left out); "left_at" or "returned_at" is refused.
[[nodiscard]] Done check_apart(Episode const& episode, std::vector<Episode> const& others);
// Rule 4; `exploited`: known or suspected.
[[nodiscard]] Done check_grade(
    Grade const& grade, Episode const& episode, bool exploited, Instant now);

// Of the latest grade, for order alone: HIGH first, then those without a grade yet, then the rest.
[[nodiscard]] int urgency_of(std::string_view grade);
[[nodiscard]] bool names_authority(std::string_view duty);       // police, responsible, host
[[nodiscard]] bool must_be_acknowledged(std::string_view grade); // HIGH
// "3 hours", "2 days and 4 hours", "25 minutes"
[[nodiscard]] std::string length_in_words(std::chrono::microseconds length);
[[nodiscard]] std::string_view name_of(EpisodeState state); // "missing"
[[nodiscard]] bool is_blank(std::string_view text);

} // namespace kith::missing
