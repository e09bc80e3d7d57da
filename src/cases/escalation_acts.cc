// SPDX-License-Identifier: MIT
#include "cases/escalation_acts.h"
#include "base/london.h"
#include "cases/acts.h"
#include "cases/case_shown.h"
#include "cases/plan_acts.h"

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

    Result<KnownEscalation> open_escalation(Change& change, CaseId of, EscalationId id)
    {
        auto known = TRY(find_escalation(change, of, id));
        if (!known.one.open())
            return invalid("This is settled already", "said");
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
    if (!of.is_open())
        return invalid("The case is closed: ask for it to be opened again", "about");
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
    if (answer.said.empty())
        problems.push_back(invalid("Write your answer", "said"));
    if (answer.meanwhile.empty())
        problems.push_back(
            invalid("Say what is done for safety meanwhile: that never waits", "meanwhile"));
    return problems;
}

Result<Escalation> answer_escalation(
    Cases const& room, Change& change, CaseId of, EscalationId id, EscalationAnswer const& answer)
{
    auto const known = TRY(open_escalation(change, of, id));
    auto const problems = problems_of(answer);
    if (!problems.empty())
        return problems.front();
    TRY(no_child_in(
        room, change, known.of, {{"said", &answer.said}, {"meanwhile", &answer.meanwhile}}));
    auto one = known.one;
    one.version = answer.version;
    one.meanwhile = answer.meanwhile;
    if (answer.moves_on) {
        auto const* const next = stage_after(one.stage);
        if (!next)
            return invalid("The partnership is notified already", "said");
        come_to(room, one, *next, change.now());
    }
    EscalationStep step;
    step.kind = answer.moves_on ? "moved" : "answered";
    step.stage = one.stage;
    step.said = answer.said;
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
    auto const known = TRY(open_escalation(change, of, id));
    if (agreed.empty())
        return invalid("Write what was agreed", "agreed");
    TRY(no_child_in(room, change, known.of, {{"agreed", &agreed}}));
    auto one = known.one;
    one.version = version;
    one.agreed = agreed;
    one.settled_at = change.now();
    one.due_at.reset();
    EscalationStep step;
    step.kind = "settled";
    step.stage = one.stage;
    step.said = agreed;
    auto saved = TRY(save_escalation(change, known, one, "settle", "It is settled", step));
    tell_of_escalation(room, change, known.of, "A disagreement was settled");
    return saved;
}

Result<Escalation> put_escalation_right(Cases const& room, Change& change, CaseId of,
    Escalation const& wanted, std::string const& reason)
{
    auto const known = TRY(open_escalation(change, of, wanted.id));
    auto const typed = tidied(wanted);
    auto const problems = problems_of(typed);
    if (!problems.empty())
        return problems.front();
    if (reason.empty())
        return invalid("Say why it is put right", "reason");
    TRY(no_child_in_escalation(room, change, known.of, typed));
    TRY(no_child_in(room, change, known.of, {{"reason", &reason}}));
    auto one = known.one;
    one.version = typed.version;
    for (auto const& each : escalation_texts)
        one.*each.text = typed.*each.text;
    return save_escalation(change, known, one, "change", reason);
}

std::size_t move_overdue_escalations(Cases const& room, access::Gate const& gate)
{
    auto const pass = gate.enter_as_process("clocks");
    std::size_t moved = 0;
    auto const done_all = pass->visit().change([&](Change& change) -> Done {
        moved = 0; // the body may run again
        for (auto const& known : escalations_overdue(change, change.now())) {
            auto const* const next = stage_after(known.one.stage);
            if (!next)
                continue;
            auto one = known.one;
            come_to(room, one, *next, change.now());
            EscalationStep step;
            step.kind = "clock";
            step.stage = one.stage;
            TRY(save_escalation(change, known, one, "move on", "Its clock passed", step));
            tell_of_escalation(room, change, known.of,
                std::string("Nothing was agreed in time. A disagreement moved on: ") + next->label);
            ++moved;
        }
        return done();
    });
    must(done_all.ok(), "the clocks process moves on what is overdue");
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
