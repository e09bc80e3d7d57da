// SPDX-License-Identifier: MIT
#pragma once

// What an authority returns of children who were missing or away: the file, what is wrong with it,
// and what it leaves out.
//
//   ssda903      missing.csv of the yearly return of children looked after, to 31 March
//   annex_a      missing and return interviews of children in care, as an inspection asks for them
//   ssd_missing  the table of that name of the Standard Safeguarding Dataset
//
// 1. An authority's file holds only those whom it looks after itself: the legal status on their
//    record says which authority that is. A child whom another placed here stands in that one's.
// 2. Days are London's. A time away that is open on the last day has no end; one that goes on after
//    the care has ended, or came to another authority, ends with it.
// 3. Who was missing from their family's home before they came into care was not away from a
//    placement: such a time is not in the yearly return.
// 4. The child's id is the one their authority gave (people/care.h). Who has none, or no whole
// birth
//    date, is told: without it there is no line.
// 5. Only whom this visit may disclose is in a file. Nothing tells of others: a record that is
//    sealed, or walled off from the visitor, is in no file of theirs.
// 6. Making a file is a disclosure: it stands in the ledger, as a whole and for each child, before
//    the file leaves.
// 7. An interview counts as offered once somebody reached the child, or who answers for them, with
//    it; as accepted once they said yes, or it was held.
// 8. Annex A and ssd_missing tell what was known at the end of the day they are made for, in
// London:
//    times away, returns, offers and interviews that were recorded later are not in them, and what
//    was put right later stands as it was. What was recorded in error is left out all the same.
// 9. Of the last time they were missing Annex A tells of the last that is over, where any is.
//
// Sources  domain: github.com/data-to-insight/ssd-data-model (ssd_missing; the list of children in
//          care in its tools, for the columns and the answers "a) Yes", "b) No", "c) Unknown"),
//          return_rules.h; Ofsted's Annex A, list 8. The wording of the
//          heading about the offer is the one that public tools read; that about accepting it is
//          worded after it, since none of them shows it (theirs call it
//          ChildAcceptedReturnInterviewAfterLastMFH, with the same three answers).
// Cost     for each child of the authority some ten indexed reads, and two for each time away.
// Errors   `not_allowed` for whom no rule lets make one; `invalid` with the field.

#include "missing/interview_store.h"
#include "missing/return_rules.h"
#include "missing/returned.h"
#include "missing/room.h"
#include <set>

namespace kith::missing {

struct ReturnWanted {
    ReturnKind kind = ReturnKind::ssda903;
    directory::Agency authority = {};
    Date on = {}; // of the yearly return 31 March; else the day that is looked back from
};

struct ReturnedLine {
    PersonId person = {};
    EpisodeId episode = {}; // none: a line about a child
    std::vector<std::string> cells = {};
};
// What is wrong with the file, or is not in it.
struct ToldOfReturn {
    int rule = 0;           // 0: of Kith's own
    std::string child = {}; // the id in the file; empty if there is none
    PersonId person = {};
    EpisodeId episode = {};
    Reference reference = {}; // of the episode
    std::string says = {};
    std::string mend = {};
};
struct PreparedReturn {
    ReturnWanted wanted = {};
    std::vector<std::string> header = {};
    std::vector<ReturnedLine> lines = {};
    std::vector<ToldOfReturn> breaches = {};
    std::vector<ToldOfReturn> left_out = {}; // away from a placement, and no status says in care
    std::vector<LeftOpen> open = {};
    std::set<PersonId> children = {};

    [[nodiscard]] std::string csv() const;
};

// Which councils this visit could make a return for; by name.
[[nodiscard]] std::vector<directory::Agency> authorities_for(Visit const& visit);
// The council of that code or name; `not_found` if it is none of those.
[[nodiscard]] Result<directory::Agency> authority_for(Visit const& visit, std::string_view named);
// Reads, and keeps nothing.
[[nodiscard]] Result<PreparedReturn> prepare_return(
    Missing const& room, Visit const& visit, ReturnWanted const& wanted);

// Rule 6. The file may leave once this is kept.
[[nodiscard]] Result<MadeReturn> make_return(
    Change& change, PreparedReturn const& prepared, std::string const& because);
// Rule 7: "Y", "N", "NA" where none is due or it was not possible, "NULL" where nobody knows.
struct InterviewAnswers {
    std::string offered = "NULL";
    std::string accepted = "NULL";
    bool in_time = false;
};
// As it stood before that moment; the episode is as it stood then.
[[nodiscard]] InterviewAnswers interview_answers(
    db::Connection& connection, Episode const& episode, Instant before);

// What the rules tell of one episode as it stands, by the status of the authority that looks after
// the child; nothing of who is not looked after. For its page: a return is put right as it is made.
[[nodiscard]] std::vector<ReturnRule> told_of_episode(
    db::Connection& connection, Episode const& episode, Date today);
// Rule 586, as it is reported or put right; "left_at" is refused.
[[nodiscard]] Done check_born_before(db::Connection& connection, Episode const& episode);

} // namespace kith::missing
