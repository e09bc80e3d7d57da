// SPDX-License-Identifier: MIT
#pragma once

// Asking for another look at a case, and answering that.
//
// 1. A reason is kept where the subject has an open case whose pathway has such a trigger, and the
//    agency that answers for the case has not retired it.
// 2. A context that changed asks for a look at its own case, and at the case of each person who is
//    joined to it. That is told to who may know what joins the two; for others nothing happened.
// 3. What happened to a person (a move of home or school), and a statement on their record that
// says
//    so (fact_prompt.h), is told to who may know what it was drawn from; a prompt of which a reader
//    may be told nothing is not there for them.
//
// Cost     asking: a few indexed reads for each case. Errors   `invalid` with the field;
//          `conflict`; as the store's.

#include "cases/prompt_store.h"
#include "cases/room.h"
#include <utility>

namespace kith::cases {

struct Happening {
    Thing subject;         // person or context
    std::string kind;      // a trigger of the pathway
    std::string said = {}; // in words; names nobody
    Thing from = {};       // what it came from
    ToldTo told = ToldTo::readers;
    LinkId by_link = {};
    // The last day it can have been, if it is known: a case that was opened later began with it.
    std::optional<Date> last_day = {};
};
// Of each open case of the subject: two, where two records of a person were joined. Decides
// nothing: it follows from what the caller has decided and recorded.
void ask_for_a_look(Cases const& room, Change& change, Happening const& what);
// Rule 2; `said` is "It closed".
void context_happened(
    Cases const& room, Change& change, ContextId context, std::string const& said);
// What of a context asks for a look: owner, opening, closing; empty if nothing of that changed.
[[nodiscard]] std::string changes_that_ask(
    contexts::Context const& stood, contexts::Context const& stands);

// As this visit may be told them, the latest first; the words of a context's case name no child.
[[nodiscard]] std::vector<Prompt> prompts_shown(
    Cases const& room, Visit const& visit, Case const& one);
// Each reason that this visit may be told, the earliest first, and when its prompt was answered.
[[nodiscard]] std::vector<std::pair<PromptReason, std::optional<Instant>>> reasons_known(
    Cases const& room, Visit const& visit, Case const& one);
// Those of the visitor's agency of the last year, as far as this visit may know.
[[nodiscard]] std::vector<Prompt> prompts_known(Cases const& room, Visit const& visit);
struct ReasonShown {
    std::string text; // "A new concern was raised: a decision on a concern"
    std::string href = {};
};
[[nodiscard]] ReasonShown reason_shown(
    Cases const& room, Visit const& visit, Case const& one, PromptReason const& reason);
[[nodiscard]] std::string trigger_label(
    Cases const& room, Case const& one, std::string const& kind);

// All that is wrong with an answer, names that must not stand included.
[[nodiscard]] std::vector<Error> problems_with(
    Cases const& room, Visit const& visit, Case const& one, PromptAnswer const& answer);
// A review that is brought forward falls due that day.
[[nodiscard]] Done answer_prompt(
    Cases const& room, Change& change, CaseId id, Uuid const& prompt, PromptAnswer const& answer);

} // namespace kith::cases
