// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of what the desk makes of a submission (migration 0090).
//
// Rows are added; none is changed, save that a second person decides about a text or a proposal to
// weed, once. All words are sealed with the submission's own key. Whom or what an item is about
// stands in the table as a keyed hash alone.
//
// Reading takes a Visit, and hands out nothing but to who sees the desk's work; writing takes a
// Change, decides the act and writes the ledger entry with it.
//
// Cost     `find_desk_work` is a read for each of its parts and the opening of what was sealed.
// Errors   `not_found`, `not_allowed`; `conflict` where somebody was first.

#include "intelligence/sharing.h"
#include "intelligence/store.h"

namespace kith::intelligence {

// Whom or what the desk said that it is about.
struct AboutSubject {
    Uuid id = {};
    Thing subject = {};
    Instant at = {};
    AccountId by = {};
};
// What whoever submitted it is told.
struct ToldBack {
    std::string words = {};
    Instant at = {};
    AccountId by = {};
};
// It was looked at again: kept, or proposed for weeding, about which a second person decides.
struct DeskReview {
    Uuid id = {};
    bool weed = false;
    std::string because = {};
    Instant at = {};
    AccountId by = {};
    std::optional<Instant> decided_at = {};
    bool agreed = false;
    AccountId decided_by = {};
    std::string decided_because = {};

    [[nodiscard]] bool waits() const { return weed && !decided_at; }
};

// The newest first, each.
struct DeskWork {
    std::vector<Triage> triages = {};
    std::vector<Grade> grades = {};
    std::vector<OldGrade> old_grades = {};
    std::vector<CleanText> texts = {};
    std::vector<AboutSubject> subjects = {};
    std::vector<Sharing> sharings = {};
    std::vector<Outcome> outcomes = {};
    std::vector<ToldBack> told_back = {};
    std::vector<DeskReview> reviews = {};

    [[nodiscard]] Grade const* grade() const; // that stands; nullptr: not graded
    [[nodiscard]] CleanText const* text(CleanTextId id) const;
    [[nodiscard]] CleanText const* authorised() const; // the text that may leave; nullptr: none
    [[nodiscard]] bool urgent() const { return !triages.empty() && triages.front().urgent; }
    [[nodiscard]] DeskReview const* proposal() const; // to weed it, that waits; nullptr: none
};
[[nodiscard]] Stage stage_of(Submission const& one, DeskWork const& work);
// When it was received, or last kept: from there its clocks run.
[[nodiscard]] std::optional<Instant> last_looked_at(Submission const& one, DeskWork const& work);

[[nodiscard]] access::Facts facts_of(CleanText const& text);
[[nodiscard]] access::Facts facts_of(DeskReview const& review, SubmissionId submission);

// `not_found` for who does not see the desk's work. Notes no look: the caller found the submission.
[[nodiscard]] Result<DeskWork> find_desk_work(Visit const& visit, Submission const& one);
// What whoever sent it was told, for them and for the desk.
[[nodiscard]] std::vector<ToldBack> told_back(Visit const& visit, Submission const& one);

struct DeskLine {
    Submission submission = {};
    Waiting waiting = {};
};
// Those that wait, as the desk works them (desk.h, rule 5), then up to 200 of the others.
[[nodiscard]] std::vector<DeskLine> list_desk(Visit const& visit);
// Texts that wait for this visitor to let them out, the oldest first.
struct TextWaiting {
    CleanTextId id = {};
    SubmissionId submission = {};
    Reference reference = {}; // of the submission
    Instant at = {};
};
[[nodiscard]] std::vector<TextWaiting> texts_waiting(Visit const& visit);

// What was received and is not weeded, the longest there first: from when its clocks run.
struct Standing {
    SubmissionId id = {};
    Reference reference = {};
    Instant received_at = {};
    Instant looked_at = {};   // or received
    Instant stays_since = {}; // somebody said why it is not weeded; or received
    // To weed it, about which nobody has decided; nothing: nobody proposes it.
    std::optional<access::Facts> proposal = {};
};
[[nodiscard]] std::vector<Standing> list_standing(Visit const& visit);

[[nodiscard]] Done add_triage(Change& change, Submission const& one, Triage const& triage);
[[nodiscard]] Done add_grade(Change& change, Submission const& one, Grade const& grade);
[[nodiscard]] Done add_old_grade(Change& change, Submission const& one, OldGrade const& grade);
// As it stands then; those that waited are superseded.
[[nodiscard]] Result<CleanText> add_text(
    Change& change, Submission const& one, CleanText const& text);
// `act` is "authorise" or "refuse"; an earlier text that was let out is superseded.
[[nodiscard]] Done decide_text(Change& change, Submission const& one, CleanText const& text,
    std::string const& act, Handling const& handling, std::string const& reason);
[[nodiscard]] Done add_subject(
    Intelligence const& room, Change& change, Submission const& one, Thing const& subject);
[[nodiscard]] Done withdraw_subject(
    Change& change, Submission const& one, AboutSubject const& subject);
[[nodiscard]] Done add_told_back(Change& change, Submission const& one, std::string const& words);
[[nodiscard]] Done add_review(Change& change, Submission const& one, DeskReview const& review);
// Agreed: what was told, each text of it and who told it are destroyed, with their keys.
[[nodiscard]] Done decide_weeding(Change& change, Submission const& one, DeskReview const& proposal,
    bool agreed, std::string const& because);

// By which the page of a record finds what is about it.
[[nodiscard]] db::Bytes subject_mark(Intelligence const& room, Thing const& subject);

} // namespace kith::intelligence
