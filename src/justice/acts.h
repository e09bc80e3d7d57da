// SPDX-License-Identifier: MIT
#pragma once

// What is done with referrals, notices and notes of section 45: rules and store together, in one
// Change.
//
// Errors   `invalid` with the form's field; `conflict`; `not_found` for what may not be known;
//          `not_allowed`.

#include "justice/notice_store.h"
#include "justice/store.h"
#include "platform/forms/answers.h"

namespace kith::justice {

inline constexpr char const* referral_form = "justice/referral";
inline constexpr char const* notice_form = "justice/notice";

// What is known of their age: on the record, and of every dispute of it on a referral of theirs.
enum class SaidAdult { no, yes }; // that nobody doubts they are an adult
[[nodiscard]] RouteOn route_of_person(Justice const& room, Visit const& visit, PersonId person,
    Date day, SaidAdult said = SaidAdult::no);
// Of a referral that is to be sent that day: its own dispute of age, and the birth date it gives
// where the record has none, count too.
[[nodiscard]] RouteOn route_of(Justice const& room, Visit const& visit, Referral const& referral,
    std::vector<Entry> const& entries, Date day);
// An adult's referral that was withdrawn is handed on no more: their consent is gone.
[[nodiscard]] Done check_may_leave(Visit const& visit, Referral const& referral);

// May the visitor's agency refer that day? `invalid` with who may, if not.
[[nodiscard]] Done check_first_responder(Justice const& room, Visit const& visit);

// The form filled in with what the record of the person, and of a case, says already.
[[nodiscard]] forms::Answers prefilled(Justice const& room, Visit const& visit,
    people::Person const& person, std::optional<cases::Case> const& of_case);
// The visitor's own council, or the only one of the area; else "".
[[nodiscard]] std::string likely_authority(Justice const& room, Visit const& visit);

// The answers' typed columns; the rest of `referral` as it was.
void read_answers(forms::Answers const& answers, Referral& referral);
[[nodiscard]] std::vector<Error> problems_with(
    Justice const& room, Visit const& visit, Referral const& referral, Date day);
[[nodiscard]] Result<Referral> prepare(Justice const& room, Change& change, Referral wanted);
[[nodiscard]] Result<Referral> correct(
    Justice const& room, Change& change, Referral wanted, std::string const& reason);

struct EntryTyped {
    EntryKind kind = EntryKind::sent;
    Date on = {};
    std::string words = {};
    std::string reference = {};
};
[[nodiscard]] std::vector<Error> problems_with(
    Justice const& room, Visit const& visit, Referral const& referral, EntryTyped const& typed);
// Starts the clocks that follow from it, tells the chronology, and asks for another look at the
// case where the mechanism decided.
[[nodiscard]] Result<Entry> record_entry(
    Justice const& room, Change& change, ReferralId id, EntryTyped const& typed);
[[nodiscard]] Done take_back(Justice const& room, Change& change, ReferralId id,
    ReferralEntryId entry, std::string const& because);

// Whose aim it is, and how it stands: "Expected by 28 May 2026", never overdue.
struct Aim {
    std::string who;  // "The competent authority aims to decide on reasonable grounds"
    std::string text; // "Expected by 28 May 2026"
    std::string source;
};
[[nodiscard]] std::optional<Aim> aim_of(Justice const& room, std::vector<Entry> const& entries);

// A new notice, prepared; `kept_here` stays.
[[nodiscard]] Leaving leaving_from(forms::Answers const& answers);
enum class AdultDoubted { no, yes };
[[nodiscard]] AdultDoubted doubt_in(forms::Answers const& answers); // what is not answered is doubt
// `invalid` where they are, or are presumed to be, a child: asked when a notice is prepared, and
// again whenever it leaves.
[[nodiscard]] Done check_is_adult(
    Justice const& room, Visit const& visit, PersonId person, AdultDoubted doubted);
[[nodiscard]] std::vector<Error> problems_with(Justice const& room, Visit const& visit,
    PersonId person, Leaving const& leaving, AdultDoubted doubted);
[[nodiscard]] Result<Notice> prepare_notice(Justice const& room, Change& change, Notice wanted,
    AdultDoubted doubted, std::string const& kept_here);
[[nodiscard]] Result<NoticeEntry> record_entry(
    Justice const& room, Change& change, NoticeId id, NoticeEntry const& typed);
[[nodiscard]] Done take_back(Justice const& room, Change& change, NoticeId id, NoticeEntryId entry,
    std::string const& because);
// What leaves, from the closed lists alone.
[[nodiscard]] std::vector<NoticeRow> rows_that_leave(Justice const& room, Notice const& notice);
[[nodiscard]] NoticeHead head_of(Justice const& room, Notice const& notice);

[[nodiscard]] std::vector<Error> problems_with(Visit const& visit, DefenceNote const& note);
[[nodiscard]] Result<DefenceNote> note_defence(
    Justice const& room, Change& change, DefenceNote wanted);
[[nodiscard]] Done withdraw_defence(
    Justice const& room, Change& change, DefenceNoteId id, std::string const& because);

// The person, known to this visit, and the case of theirs that it came from.
[[nodiscard]] Result<people::Person> person_known(Visit const& visit, PersonId person);
[[nodiscard]] Result<std::optional<cases::Case>> case_of(
    Visit const& visit, PersonId person, CaseId of_case);

} // namespace kith::justice
