// SPDX-License-Identifier: MIT
#pragma once

// What leaves the desk: a sanitised text, written by a person beside the raw one. Pure.
//
// 1. It is a new version; what was told stays as it was told, read by the desk alone. A text is
//    never changed either: a later one supersedes it, with why.
// 2. Whoever writes it answers, before it is put forward: does it contain anything that only one
//    person could know? What must stay although it does is said, with why (release_check.h shows
//    what to look at).
// 3. It is let out by a second person at the desk: never by whoever wrote it, never by whoever
//    submitted what it is drawn from. Or it is refused, with why.
// 4. A text is under the tightest of the handling under which it was let out and that of the grade
//    that stands now: a tighter grade tightens it at once, a looser one needs a new text.
// 5. Once a later one is let out, the earlier is read by nobody outside the desk.
//
// Errors   `invalid` with the field of the form.

#include "intelligence/desk.h"

namespace kith::intelligence {

enum class TextState { waits, authorised, refused, superseded, weeded };

struct CleanText {
    CleanTextId id = {};
    SubmissionId submission = {};
    int number = 0; // 1 for the first
    TextState state = TextState::waits;
    std::string text = {};
    std::string only_one = {};  // "no", "yes"
    std::string why_stays = {}; // of "yes"
    std::string because = {};   // of a later one: why it supersedes the earlier
    Instant at = {};
    AccountId by = {};
    Handling handling = {}; // under which it was let out, or would be
    std::optional<Instant> decided_at = {};
    AccountId decided_by = {};
    std::string decision = {}; // why refused; what was said when it was let out

    [[nodiscard]] bool may_leave() const { return state == TextState::authorised; }
};

// Rule 2. `number`: how many there are already.
[[nodiscard]] Result<CleanText> read_clean_text(forms::Answers const& answers, int number);

// Rule 4.
[[nodiscard]] Handling handling_of(CleanText const& text, Grade const& stands);

[[nodiscard]] std::string_view name_of(TextState state);     // "authorised"
[[nodiscard]] std::string_view in_words_of(TextState state); // "Authorised"
[[nodiscard]] TextState read_text_state(std::string_view name);

} // namespace kith::intelligence
