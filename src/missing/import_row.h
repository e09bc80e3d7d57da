// SPDX-License-Identifier: MIT
#pragma once

// What one row of a tracker says: who was missing or away, since when and until when, the risk, who
// found them where, and what became of the return interview.
//
// 1. Whom a row is about is read as in lists of people (people/import_file.h); it needs Kith's
//    reference, a number or a birth date, so that rows of one child are told together.
// 2. Since when is needed: when they left, or were last seen. Without a return they are missing
//    still.
// 3. A cell may hold a day and a time (03/05/2026 14:30), a day alone, or a day with its time in a
//    column of its own. Where the day alone is known it stands at noon, or at the moment of the
//    other end of the time away where noon would turn them round: `days_only` says so. Midnight, as
//    databases write it behind a day, is no time.
// 4. The hour that comes twice in October is read as the first, and the row says so; the one that
//    March does not have is a trouble.
// 5. Of the interview it may say: offered (a day, or yes or no), held, declined, an outcome.
//    Nothing is made up: an offer is kept where its day is given, without an answer; else the log
//    of the episode tells what the list says. Held and declined together are a trouble. What says
//    nothing of what came of it is kept open for a child, to be seen to; of a return that lies
//    longer ago than `days_an_interview_is_owed` it is not known, and the row says so.
// 6. Held counts as in time within 72 hours; where a day alone is known, by the third day after the
//    return.
// 7. A list never graded by Kith: a grade is kept as the list has it, and says so.
// 8. Whether exploitation was suspected: yes, no, or nothing where the cell is empty. Any other
// text
//    counts as yes, and the row says so.
//
// Errors   `invalid` with the name of the field; never what stands in the cell.

#include "directory/directory.h"
#include "missing/interview.h"
#include "people/people.h"

namespace kith::missing {

enum class MissingField : std::uint8_t {
    reference, // Kith's own, of the person
    subject,   // their name
    kind,
    reported,
    reported_time,
    left,
    left_time,
    last_seen,
    last_seen_time,
    returned,
    returned_time,
    risk,
    absent_from,
    seen_place,
    found_place,
    found_by,
    offered,
    held,
    declined,
    outcome,
    because,
    interviewer,
    exploitation,
    police_reference
};
inline constexpr std::size_t missing_field_count = 24;
[[nodiscard]] imports::Fields list_fields(); // and then those of people
[[nodiscard]] std::string name_of_field(MissingField field);
[[nodiscard]] Result<imports::Columns> lay_out_missing(
    std::span<std::string const> header, imports::Mapping const& asked);

// A moment as a list gives it.
struct ListedMoment {
    Instant at = {};
    bool day_only = false;
    bool first_of_two = false; // rule 4
};
// `time` is the cell beside it, and may be empty. Nothing for an empty cell.
[[nodiscard]] Result<std::optional<ListedMoment>> read_list_moment(
    std::string_view text, std::string_view time, std::string_view field);

// Chosen for Kith: nobody is asked for an interview about a return that lies longer ago.
inline constexpr int days_an_interview_is_owed = 90;
[[nodiscard]] bool is_long_ago(Episode const& episode, Instant now);

struct ListedInterview {
    std::string outcome = {}; // data/code_lists/interview_outcome.csv
    std::optional<Instant> ended_at = {};
    std::string because = {};
    std::string interviewer = {};
};
struct ListedEpisode {
    std::optional<people::Person> person = {}; // none where the reference alone says who
    std::string reference = {};
    Episode episode = {}; // kind, times, where, who found them; no person yet
    bool start_day_only = false;
    bool return_day_only = false;
    bool exploitation_said = false; // rule 8; what, the episode has
    std::string grade = {};
    std::string seen_place = {};
    std::string police_reference = {};
    bool offered = false;
    std::optional<Instant> offered_at = {};
    std::optional<ListedInterview> interview = {};
    std::vector<std::string> remarks = {};

    [[nodiscard]] std::string name(Date on) const;
    // What rows of one child have in common.
    [[nodiscard]] std::string key() const;
};
struct MissingListSays {
    directory::ReferenceFacts const& facts;
    imports::Settings settings;
    imports::Owner owner;
    Instant now;
};
[[nodiscard]] Result<ListedEpisode> episode_in(
    MissingListSays const& says, imports::Row const& row);

} // namespace kith::missing
