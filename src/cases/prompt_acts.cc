// SPDX-License-Identifier: MIT
#include "cases/prompt_acts.h"
#include "base/london.h"
#include "cases/case_shown.h"
#include "cases/plan_acts.h"
#include <algorithm>
#include <map>

namespace kith::cases {
namespace {
    constexpr int days_counted = 365;

    bool may_be_told(Cases const& room, Visit const& visit, PromptReason const& reason)
    {
        if (!reason.by_link.none() && !room.links.store.find(visit, reason.by_link))
            return false;
        auto const by_source = reason.told == ToldTo::who_knows_source || !reason.by_link.none();
        return !by_source || room.links.seen.may_know(visit, reason.from);
    }

    // Prompts of which this visit may be told nothing are not there; answered ones stand for those
    // who may be told all.
    std::vector<Prompt> as_told(Cases const& room, Visit const& visit, std::vector<Prompt> prompts)
    {
        std::erase_if(prompts, [&](Prompt& prompt) {
            auto const kept_back = std::erase_if(prompt.reasons,
                [&](PromptReason const& reason) { return !may_be_told(room, visit, reason); });
            return prompt.reasons.empty() || (kept_back > 0 && !prompt.waits());
        });
        return prompts;
    }

    std::set<Uuid> ids_of(std::vector<PromptReason> const& reasons)
    {
        std::set<Uuid> ids;
        for (auto const& reason : reasons)
            ids.insert(reason.id);
        return ids;
    }

    void ask_of_case(Cases const& room, Change& change, CaseId id, Happening const& what)
    {
        auto& connection = change.writing();
        auto const of = prompted_case(connection, id);
        auto const* const pathway
            = of ? room.pathways.find(of->pathway, of->pathway_version) : nullptr;
        auto const* const trigger = pathway ? pathway->trigger(what.kind) : nullptr;
        if (trigger && what.last_day && *what.last_day < london::day_of(of->opened_at))
            return;
        if (!trigger || (!trigger->always && is_retired(connection, of->agency, what.kind)))
            return;
        keep_reason(change, id, london::day_of(change.now()),
            {what.kind, what.said, what.from, what.told, what.by_link, change.now()});
    }

    std::optional<Date> review_due_now(Visit const& visit, CaseId id)
    {
        auto const runs = review_clock(visit, id);
        return runs ? std::optional(london::day_of(runs->due_at)) : std::nullopt;
    }
} // namespace

void ask_for_a_look(Cases const& room, Change& change, Happening const& what)
{
    for (auto const id : open_cases_of(change.writing(), what.subject))
        ask_of_case(room, change, id, what);
}

void context_happened(Cases const& room, Change& change, ContextId context, std::string const& said)
{
    auto const itself = thing(context);
    ask_for_a_look(room, change, {itself, "context_changed", said, itself});
    for (auto const& joined :
        links::people_joined(change.writing(), itself, london::day_of(change.now())))
        ask_for_a_look(room, change,
            {thing(joined.person), "context_changed", said, itself, ToldTo::readers, joined.by});
}

std::string changes_that_ask(contexts::Context const& stood, contexts::Context const& stands)
{
    std::string said;
    auto const add = [&said](bool changed, char const* words) {
        if (changed)
            said += (said.empty() ? "" : "; ") + std::string(words);
    };
    add(stands.closed && !stood.closed, "it closed");
    add(!stands.closed && stood.closed, "it opened again");
    add(stands.owner != stood.owner, "somebody else owns or manages it");
    add(stands.opening != stood.opening || stands.hours != stood.hours,
        "it is open at other times");
    return said;
}

std::vector<Prompt> prompts_shown(Cases const& room, Visit const& visit, Case const& one)
{
    auto prompts = as_told(room, visit, prompts_kept(visit.reading(), one.id));
    CaseWords const words(room, visit, one);
    for (auto& prompt : prompts)
        prompt.because = words.shown(prompt.because);
    return prompts;
}

std::vector<std::pair<PromptReason, std::optional<Instant>>> reasons_known(
    Cases const& room, Visit const& visit, Case const& one)
{
    std::vector<std::pair<PromptReason, std::optional<Instant>>> all;
    for (auto const& prompt : prompts_kept(visit.reading(), one.id))
        for (auto const& reason : prompt.reasons)
            if (may_be_told(room, visit, reason))
                all.emplace_back(reason, prompt.answered_at);
    std::ranges::stable_sort(all, {}, [](auto const& known) { return known.first.at; });
    return all;
}

std::vector<Prompt> prompts_known(Cases const& room, Visit const& visit)
{
    auto prompts = prompts_of_agency(
        visit.reading(), visit.visitor().agency, london::day_of(visit.now()) + -days_counted);
    std::map<CaseId, bool> known;
    std::erase_if(prompts, [&](Prompt const& prompt) {
        auto const [at, fresh] = known.try_emplace(prompt.of, false);
        if (fresh)
            at->second = knows(visit, prompt.of);
        return !at->second;
    });
    return as_told(room, visit, std::move(prompts));
}

std::string trigger_label(Cases const& room, Case const& one, std::string const& kind)
{
    auto const* const pathway = room.pathways.find(one.pathway, one.pathway_version);
    auto const* const trigger = pathway ? pathway->trigger(kind) : nullptr;
    return trigger ? trigger->label : kind;
}

ReasonShown reason_shown(
    Cases const& room, Visit const& visit, Case const& one, PromptReason const& reason)
{
    ReasonShown shown{trigger_label(room, one, reason.kind)};
    if (!reason.by_link.none()) {
        auto const context = room.links.seen.show(visit, reason.from);
        return {shown.text + ": " + context.text + ", " + reason.said, context.href};
    }
    if (!reason.said.empty())
        shown.text += ": " + reason.said;
    if (!reason.from.id.none() && reason.from != one.subject
        && room.links.seen.may_know(visit, reason.from))
        shown.href = room.links.seen.show(visit, reason.from).href;
    return shown;
}

std::vector<Error> problems_with(
    Cases const& room, Visit const& visit, Case const& one, PromptAnswer const& answer)
{
    auto const today = london::day_of(visit.now());
    auto problems = problems_of(answer, review_due_now(visit, one.id), today);
    for (auto const& code : answer.changes)
        if (!room.facts.lists("prompt_answer", code, today))
            problems.push_back(invalid("Choose from the list", "changes"));
    if (auto const named = no_child_in(room, visit, one, {{"because", &answer.because}}); !named)
        problems.push_back(named.error());
    return problems;
}

Done answer_prompt(
    Cases const& room, Change& change, CaseId id, Uuid const& prompt, PromptAnswer const& given)
{
    auto const one = TRY(find(change, id));
    auto const facts = TRY(facts_of(change, one));
    TRY(static_cast<Visit const&>(change).may("answer prompt", facts));
    auto const told = prompts_shown(room, change, one);
    auto const asked = std::ranges::find(told, prompt, &Prompt::id);
    if (asked == told.end())
        return not_found();
    if (!asked->waits())
        return error(Code::conflict, "Somebody answered this meanwhile: look at what they said");
    if (!one.is_open())
        return invalid("The case is closed: open it again first", "changes");
    // Rule 3 of prompt.h.
    auto const reasons = ids_of(asked->reasons);
    if (!given.read.empty() && !std::ranges::includes(given.read, reasons))
        return error(Code::conflict,
            "Something else asked for a look meanwhile. It stands below with the rest: say what "
            "all of it changed");
    auto const answer = tidied(given);
    auto const problems = problems_with(room, change, one, answer);
    if (!problems.empty())
        return problems.front();
    let_wait(change, *asked, reasons);
    TRY(answer_prompt(change, one, prompt, answer));
    // Whoever reads the case reads why its review is due: not the words said of the reasons.
    if (answer.review_due)
        review_no_later(
            room, change, one, *answer.review_due, "It was looked at again between reviews");
    tell_of_case(room, change, one, "case_prompt_answered",
        "Case " + one.reference.write() + ": looked at again between reviews");
    return done();
}

} // namespace kith::cases
