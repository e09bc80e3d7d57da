// SPDX-License-Identifier: MIT
#pragma once

// What the pages of the desk, and of those to whom it shares, draw. The room's own.
//
// A text that leaves the desk is drawn by `handled_view` alone, so that no page has it without the
// code and the conditions under which it stands.

#include "intelligence/desk_acts.h"
#include "intelligence/panel.h"
#include "intelligence/views.h"

namespace kith::intelligence {

[[nodiscard]] std::string address_of(SubmissionId submission, CleanTextId text);
[[nodiscard]] std::string address_of(SharingId id); // /intelligence/shared/…

// {code, text, conditions: [text], words: all in one line}
[[nodiscard]] html::Value handling_view(Handling const& handling);
// {text, handling}
[[nodiscard]] html::Value handled_view(std::string const& text, Handling const& handling);

// {stage, next: [{text, href}], grade, grades, old_grades, triage, triages, texts, text, subjects,
//  sharings, outcomes, told_back, reviews, proposal, due}
[[nodiscard]] html::Value desk_view(
    Intelligence const& room, Visit const& visit, Submission const& one, DeskWork const& work);
[[nodiscard]] html::Value grade_view(
    Intelligence const& room, Visit const& visit, Grade const& grade);
[[nodiscard]] html::Value clean_text_view(
    Intelligence const& room, Visit const& visit, CleanText const& text, Grade const* stands);
// [{tells, words, why}], and the text in pieces [{text, marked}]
[[nodiscard]] html::Value marks_view(std::vector<ReleaseMark> const& marks);
[[nodiscard]] html::Value pieces_view(
    std::string const& text, std::vector<ReleaseMark> const& marks);
[[nodiscard]] html::Value told_back_view(
    Intelligence const& room, Visit const& visit, std::vector<ToldBack> const& all);

// A line of the macro work_list.
[[nodiscard]] html::Value desk_row(
    Intelligence const& room, Visit const& visit, DeskLine const& line);
[[nodiscard]] html::Value shared_row(
    Intelligence const& room, Visit const& visit, SharedText const& shared);
// {reference, href, handled, rows, state, ...} for the page of a recipient.
[[nodiscard]] html::Value shared_view(
    Intelligence const& room, Visit const& visit, SharedText const& shared);
// Of several that are shown together: the tightest of those that this visit may read.
[[nodiscard]] html::Value together_view(std::vector<SharedText> const& all);

} // namespace kith::intelligence
