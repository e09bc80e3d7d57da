// SPDX-License-Identifier: MIT
#pragma once

// What the desk, and those to whom it shares, do: each act whole inside one Change. Pages, the API
// and the invented year come through here. `answers` are those of the form that bears the act's
// name, checked by the form.
//
// 1. What is urgent, and how it is graded, is for the desk; nobody grades or lets out what they
// sent
//    themselves (data/policies/intelligence.toml).
// 2. It is graded once somebody said how urgent it is. A text is put forward once it is graded, and
//    let out by somebody else than wrote it.
// 3. Only a text that was let out is shared; whoever it is shared with is there today.
// 4. Nobody is tasked: what the desk writes to others asks nobody to find something out
//    (data/code_lists/tasking_phrase.csv).
// 5. Weeding is proposed by one, and done by another.
//
// Errors   `invalid` with the form's field; `not_found`, `not_allowed`; `conflict` where somebody
// was
//          first.

#include "intelligence/acts.h"
#include "intelligence/release_check.h"
#include "intelligence/sharing_store.h"

namespace kith::intelligence {

[[nodiscard]] Done triage(Change& change, SubmissionId id, forms::Answers const& answers);
// `seen`: how many grades whoever grades had before them.
[[nodiscard]] Done grade(Change& change, SubmissionId id, forms::Answers const& answers, int seen);
[[nodiscard]] Done keep_old_grade(Change& change, SubmissionId id, forms::Answers const& answers);
// `seen`: how many texts.
[[nodiscard]] Result<CleanText> write_text(
    Change& change, SubmissionId id, forms::Answers const& answers, int seen);
[[nodiscard]] Done decide_about_text(
    Change& change, SubmissionId id, CleanTextId text, forms::Answers const& answers);

[[nodiscard]] Done link_subject(
    Intelligence const& room, Change& change, SubmissionId id, forms::Answers const& answers);
[[nodiscard]] Done unlink_subject(Change& change, SubmissionId id, Uuid const& link);

[[nodiscard]] Result<Sharing> share(Intelligence const& room, Change& change, SubmissionId id,
    forms::Answers const& answers, Recipient const& recipient);
[[nodiscard]] Done recall(Change& change, SharingId id, forms::Answers const& answers);
[[nodiscard]] Done acknowledge(Change& change, SharingId id);
[[nodiscard]] Done tell_outcome(Change& change, SharingId id, forms::Answers const& answers);

[[nodiscard]] Done answer_submitter(
    Intelligence const& room, Change& change, SubmissionId id, forms::Answers const& answers);
[[nodiscard]] Done review(Change& change, SubmissionId id, forms::Answers const& answers);
[[nodiscard]] Done weed(Change& change, SubmissionId id, forms::Answers const& answers);
// The page of paper that leaves the desk, or the file: its handing out stands in the ledger.
[[nodiscard]] Done take_form_out(Change& change, CleanText const& text, std::string const& as);

// "team:…", "agency:…", "account:…"; whoever bears that sign-in name. Somebody who is there today.
[[nodiscard]] Result<Recipient> read_recipient(
    Visit const& visit, std::string_view chosen, std::string_view sign_in_name);
[[nodiscard]] std::string recipient_in_words(
    Intelligence const& room, Visit const& visit, Recipient const& to);

// The last day that may be chosen for a sharing of today.
[[nodiscard]] Date furthest_expiry(Intelligence const& room, Instant now);
// When it is to be looked at again, and when it is to be weeded; nothing before it was received.
[[nodiscard]] std::optional<Instant> review_due(
    Intelligence const& room, Submission const& one, DeskWork const& work);
[[nodiscard]] std::optional<Instant> weeding_due(
    Intelligence const& room, Submission const& one, DeskWork const& work);

// What the desk must look at again, weed, or decide about, within a week; the earliest due first.
struct ReviewDue {
    SubmissionId submission = {};
    Reference reference = {};
    Instant received = {};
    Instant due = {};
    bool weeding = false;
    bool decides = false; // somebody else proposed to weed it
};
[[nodiscard]] std::vector<ReviewDue> reviews_due(Intelligence const& room, Visit const& visit);

[[nodiscard]] std::vector<SourcePhrase> source_phrases(Intelligence const& room, Date on);
// Rule 4.
[[nodiscard]] Done check_nobody_tasked(
    Intelligence const& room, Date on, std::string const& text, std::string const& field);

} // namespace kith::intelligence
