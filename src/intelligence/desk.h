// SPDX-License-Identifier: MIT
#pragma once

// What the police's desk makes of a submission: how urgent it is, how it is graded, and how far it
// has come. Pure.
//
// 1. Urgency first: what is urgent goes to response or an investigation at once, and the desk
// writes
//    down under which reference and to whom (domain.md 6.5).
// 2. A grade is 3x5x2: how reliable the source is (1 to 3), how the information was known (A to E),
//    how it may be handled (P or C; handling.h). Whoever submitted is never asked for it, and never
//    grades it (College of Policing, intelligence reporting).
// 3. A grade is never changed: a later one supersedes it, and says why. All stand.
// 4. A historic grade (5x5x5) is kept as it was written, in a field of its own. It is converted
//    neither into a grade of today nor into a handling code.
// 5. What waits is worked the most urgent first, then the longest waiting.
//
// Shapes   codes of data/code_lists: source_evaluation, information_assessment, handling_code.
// Errors   `invalid` with the field of the form.

#include "intelligence/handling.h"
#include "intelligence/submission.h"

namespace kith::intelligence {

struct Triage {
    bool urgent = false;
    std::string reference = {}; // of the incident or crime
    std::string told = {};      // to whom it was told
    std::string done = {};      // what was done
    Instant at = {};
    AccountId by = {};
};

struct Grade {
    int number = 0;               // 1 for the first
    std::string source = {};      // "1"
    std::string information = {}; // "A"
    Handling handling = {};
    std::string because = {}; // why so; of a later one, why the earlier does not stand any more
    Instant at = {};
    AccountId by = {};

    [[nodiscard]] std::string in_short() const; // "2B C"
};

struct OldGrade {
    std::string as_written = {}; // "B 2 4"
    std::string from = {};       // by whom and when, as far as it is known
    Instant at = {};             // when it was written down here
    AccountId by = {};
};

// Rules 1 and 2, of what a form answered.
[[nodiscard]] Result<Triage> read_triage(forms::Answers const& answers);
[[nodiscard]] Result<Grade> read_grade(forms::Answers const& answers);

enum class Stage {
    to_receive,
    to_triage,
    to_grade,
    to_sanitise,
    to_authorise,
    to_share,
    kept, // looked at again, and nothing more is to be done now
    shared,
    weeded,
    withdrawn,
};
[[nodiscard]] std::string_view name_of(Stage stage);     // "to_grade"
[[nodiscard]] std::string_view in_words_of(Stage stage); // "To grade"

// What is known of one that came in, for the list of the desk.
struct Waiting {
    Stage stage = Stage::to_receive;
    bool urgent = false; // as triaged
    Instant since = {};  // when it was sent
};
[[nodiscard]] bool waits(Stage stage);
// Rule 5. What does not wait any more comes last, the newest first.
[[nodiscard]] bool before(Waiting const& one, Waiting const& other);

} // namespace kith::intelligence
