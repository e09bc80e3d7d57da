// SPDX-License-Identifier: MIT
#include "cases/escalation_acts.h"
#include "base/london.h"
#include "cases/acts.h"
#include "cases/case_shown.h"
#include "cases/plan_acts.h"
#include "cases/too_long.h"

namespace kith::cases {
namespace {
    Done no_child_in_escalation(
        Cases const& room, Visit const& visit, Case const& of, Escalation const& one)
    {
        std::vector<NamedText> texts;
        for (auto const& each : escalation_texts)
            texts.push_back({each.field, &(one.*each.text)});
        return no_child_in(room, visit, of, texts);
    }

    void come_to(Cases const& room, Escalation& one, EscalationStage const& stage, Instant now)
    {
        one.stage = stage.code;
        one.stage_since = now;
        one.due_rule = stage.rule;
        one.due_at.reset();
        if (!one.due_rule.empty())
            one.due_at
                = actions::due(room.clocks.rule(one.due_rule), now, room.facts.working_days());
    }

    // That there is a disagreement, and with whom it lies: never its words.
    void tell_of_escalation(
        Cases const& room, Change& change, Case const& of, std::string const& said)
    {
        tell_of_case(room, change, of, "case_disagreed", said);
    }

    Result<KnownEscalation> open_escalation(
        Change& change, CaseId of, EscalationId id, char const* field)
    {
        auto known = TRY(find_escalation(change, of, id));
        if (!known.one.open())
            return invalid("This is settled already", field);
        return known;
    }

    void withhold(CaseWords const& words, Escalation& one)
    {
        for (auto const& each : escalation_texts)
            one.*each.text = words.shown(one.*each.text);
        one.agreed = words.shown(one.agreed);
    }
} // namespace

Result<Escalation> disagree(Cases const& room, Change& change, CaseId id, Escalation const& wanted)
{
    auto const of = TRY(find(change, id));
    auto const facts = TRY(facts_of(change, of));
    TRY(static_cast<Visit const&>(change).may("escalate", facts));
    auto one = tidied(wanted);
    auto const problems = problems_of(one);
    if (!problems.empty())
        return problems.front();
    TRY(no_child_in_escalation(room, change, of, one));
    one.raised_at = change.now();
    come_to(room, one, stage_of("line_managers"), change.now());
    auto made = TRY(add_escalation(change, of, one));
    tell_of_escalation(room, change, of, "A disagreement was raised. It lies with line managers");
    return made;
}

std::vector<Error> problems_of(EscalationAnswer const& answer)
{
    std::vector<Error> problems;
    if (escalation_words(answer.said).empty())
        problems.push_back(invalid("Write your answer", "said"));
    else if (auto long_one = too_long(answer.said, longest_escalation_text, "said"))
        problems.push_back(std::move(*long_one));
    if (escalation_words(answer.meanwhile).empty())
        problems.push_back(
            invalid("Say what is done for safety meanwhile: that never waits", "meanwhile"));
    else if (auto long_one = too_long(answer.meanwhile, longest_escalation_text, "meanwhile"))
        problems.push_back(std::move(*long_one));
    return problems;
}

std::optional<Error> problem_of_agreement(std::string const& agreed)
{
    if (escalation_words(agreed).empty())
        return invalid("Write what was agreed", "agreed");
    return too_long(agreed, longest_escalation_text, "agreed");
}

std::optional<Error> problem_of_reason(std::string const& reason)
{
    if (escalation_words(reason).empty())
        return invalid("Say why it is put right", "reason");
    return too_long(reason, longest_escalation_reason, "reason");
}

Result<Escalation> answer_escalation(
    Cases const& room, Change& change, CaseId of, EscalationId id, EscalationAnswer const& answer)
{
    auto const known = TRY(open_escalation(change, of, id, "said"));
    auto const problems = problems_of(answer);
    if (!problems.empty())
        return problems.front();
    TRY(no_child_in(
        room, change, known.of, {{"said", &answer.said}, {"meanwhile", &answer.meanwhile}}));
    auto one = known.one;
    one.version = answer.version;
    one.meanwhile = escalation_words(answer.meanwhile);
    if (answer.moves_on) {
        auto const* const next = stage_after(one.stage);
        if (!next)
            return invalid("The partnership is notified already", "said");
        come_to(room, one, *next, change.now());
    }
    EscalationStep step;
    step.kind = answer.moves_on ? "moved" : "answered";
    step.stage = one.stage;
    step.said = escalation_words(answer.said);
    auto saved = TRY(save_escalation(change, known, one, "answer",
        answer.moves_on ? "It was answered, and moved on" : "It was answered", step));
    if (answer.moves_on)
        tell_of_escalation(room, change, known.of,
            std::string("A disagreement moved on: ") + stage_of(one.stage).label);
    return saved;
}

Result<Escalation> settle_escalation(Cases const& room, Change& change, CaseId of, EscalationId id,
    std::int64_t version, std::string const& agreed)
{
    auto const known = TRY(open_escalation(change, of, id, "agreed"));
    if (auto problem = problem_of_agreement(agreed))
        return *problem;
    TRY(no_child_in(room, change, known.of, {{"agreed", &agreed}}));
    auto one = known.one;
    one.version = version;
    one.agreed = escalation_words(agreed);
    one.settled_at = change.now();
    one.due_at.reset();
    EscalationStep step;
    step.kind = "settled";
    step.stage = one.stage;
    step.said = one.agreed;
    auto saved = TRY(save_escalation(change, known, one, "settle", "It is settled", step));
    tell_of_escalation(room, change, known.of, "A disagreement was settled");
    return saved;
}

Result<Escalation> put_escalation_right(Cases const& room, Change& change, CaseId of,
    Escalation const& wanted, std::string const& reason)
{
    auto const known = TRY(open_escalation(change, of, wanted.id, "about"));
    auto const typed = tidied(wanted);
    auto const problems = problems_of(typed);
    if (!problems.empty())
        return problems.front();
    if (auto problem = problem_of_reason(reason))
        return *problem;
    TRY(no_child_in_escalation(room, change, known.of, typed));
    TRY(no_child_in(room, change, known.of, {{"reason", &reason}}));
    auto one = known.one;
    one.version = typed.version;
    for (auto const& each : escalation_texts)
        one.*each.text = typed.*each.text;
    return save_escalation(change, known, one, "change", reason);
}

namespace {
    // Whether it moved: somebody may have settled or moved it since it was listed.
    Result<bool> move_overdue(Cases const& room, Change& change, EscalationId id)
    {
        auto const known = overdue(change, id, change.now());
        auto const* const next = known ? stage_after(known->one.stage) : nullptr;
        if (!next)
            return false;
        auto one = known->one;
        come_to(room, one, *next, change.now());
        EscalationStep step;
        step.kind = "clock";
        step.stage = one.stage;
        TRY(save_escalation(change, *known, one, "move on", "Its clock passed", step));
        tell_of_escalation(room, change, known->of,
            std::string("Nothing was agreed in time. A disagreement moved on: ") + next->label);
        return true;
    }
} // namespace

std::size_t move_overdue_escalations(Cases const& room, access::Gate const& gate)
{
    auto const pass = gate.enter_as_process("daily round");
    auto const& visit = pass->visit();
    std::size_t moved = 0;
    auto all_done = true;
    for (auto const id : escalations_overdue(visit.reading(), visit.now())) {
        auto const done
            = visit.change([&](Change& change) { return move_overdue(room, change, id); });
        all_done = all_done && done.ok(); // one that fails keeps no other back
        moved += std::size_t(done.ok() && *done);
    }
    must(all_done, "the daily round moves on what is overdue");
    return moved;
}

Escalation shown_escalation(Cases const& room, Visit const& visit, KnownEscalation const& known)
{
    auto one = known.one;
    withhold(CaseWords(room, visit, known.of), one);
    return one;
}

std::vector<EscalationStep> shown_steps(
    Cases const& room, Visit const& visit, KnownEscalation const& known)
{
    auto all = steps_of(visit, known.one.id);
    CaseWords const words(room, visit, known.of);
    for (auto& step : all)
        step.said = words.shown(step.said);
    return all;
}

std::vector<EscalationWas> shown_versions(
    Cases const& room, Visit const& visit, KnownEscalation const& known)
{
    auto all = versions_of(visit, known.one.id);
    CaseWords const words(room, visit, known.of);
    for (auto& was : all) {
        withhold(words, was.one);
        was.reason = words.shown(was.reason);
    }
    return all;
}

} // namespace kith::cases
