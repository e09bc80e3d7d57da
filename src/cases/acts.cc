// SPDX-License-Identifier: MIT
#include "cases/acts.h"
#include "base/london.h"
#include "cases/plan_acts.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    constexpr char const* follow_up_rule = "closure.follow_up";

    Pathway const& pathway_of(Cases const& room, Case const& one)
    {
        auto const* const found = room.pathways.find(one.pathway, one.pathway_version);
        return found ? *found : room.pathways.current(one.pathway);
    }

    void tell(
        Cases const& room, Change& change, Case const& one, char const* kind, std::string said)
    {
        links::Event event;
        event.kind = kind;
        event.at = change.now();
        event.said = std::move(said);
        event.source = "Case " + one.reference.write();
        event.drawn_from = thing(one.id);
        room.links.store.tell(change, event, {{one.subject, "worry_about"}});
    }

    // The act that meets a clock, by the need that asks for it.
    struct ClockDuty {
        std::string_view rule, need;
    };
    constexpr std::array<ClockDuty, 5> clock_duties{
        {{"person.screen", "a completed screening"}, {"context.screen", "a completed screening"},
            {"assessment.complete", "a completed assessment"},
            {"context.assessment", "a completed assessment"},
            {"context.conference", "a conference held"}}};

    // Done, if only before the clock began. The step itself is the act where no other is known.
    bool duty_done(Cases const& room, Change& change, Case const& one, std::string_view rule)
    {
        auto const duty = std::ranges::find(clock_duties, rule, &ClockDuty::rule);
        if (duty == clock_duties.end())
            return one.is_open();
        auto const need = room.needs.find(duty->need);
        return need != room.needs.end() && !need->second(change, one);
    }

    // Those of stages alone, unless the case ends: when a plan is reviewed next does not hang on
    // the stage. A clock is met by its act and by nothing else; what is left undone stops it.
    void leave_clocks(Cases const& room, Change& change, Case const& one, Stage const& entered)
    {
        auto const& stages = pathway_of(room, one).stages;
        for (auto const& clock : clocks_of(change, one.id)) {
            if (!clock.runs())
                continue;
            auto const of_stage
                = std::ranges::find(stages, clock.rule, &Stage::clock) != stages.end();
            if (of_stage && duty_done(room, change, one, clock.rule))
                meet_clocks(change, one.id, clock.rule);
            else if (of_stage || entered.ends || clock.rule == follow_up_rule)
                stop_clocks(change, one.id, clock.rule);
        }
    }

    Done start_clock_of(Cases const& room, Change& change, Case const& one, Stage const& stage)
    {
        leave_clocks(room, change, one, stage);
        if (stage.clock.empty())
            return done();
        auto const& rule = room.clocks.rule(stage.clock);
        auto const start = stage.starts == "referral" ? one.referred_at : change.now();
        start_clock(change,
            {{}, one.id, rule.id, start, actions::due(rule, start, room.facts.working_days())});
        return done();
    }

    Done team_works_with(Change& change, Thing const& subject, TeamId team, AccountId worker)
    {
        links::Involvement one;
        one.team = team;
        one.practitioner = worker;
        auto const held = directory::find_team(change.writing(), team);
        one.agency = held ? held->agency : change.visitor().agency;
        // Whoever reads it may know the subject and not its case: no word of a case.
        one.role = subject.kind == "person" ? "Works with them" : "Works with it";
        return links::involve_with(change, subject, one);
    }

    bool works_in(Cases const& room, Visit const& visit, TeamId team, AccountId worker)
    {
        auto const workers = workers_of(room, visit, team);
        return std::ranges::find(workers, worker, &std::pair<AccountId, std::string>::first)
            != workers.end();
    }

    Result<Case> at_version(Change& change, CaseId id, std::int64_t version)
    {
        auto one = TRY(find(change, id));
        if (one.version != version)
            return error(Code::conflict,
                "Somebody changed this case since you opened it: look at "
                "what stands now, then save again");
        return one;
    }

    std::vector<Missing> missing_for(
        Cases const& room, Visit const& visit, Case const& one, Move const& move)
    {
        std::vector<Missing> all;
        for (auto const& name : move.needs)
            if (auto const need = room.needs.find(name); need != room.needs.end())
                if (auto what = need->second(visit, one))
                    all.push_back(std::move(*what));
        return all;
    }

    // What every way on asks: the policy, the pathway, and that nothing is missing.
    Result<Move> way_to(Cases const& room, Change& change, Case const& one, std::string const& to)
    {
        auto const* const move = pathway_of(room, one).move(one.stage, to);
        if (!move)
            return invalid("Choose one of the steps that lead on from here", "to");
        auto const facts = TRY(facts_of(change, one));
        TRY(static_cast<Visit const&>(change).may(move->act, facts));
        auto const missing = missing_for(room, change, one, *move);
        if (!missing.empty()) {
            std::string text = missing.front().text;
            for (std::size_t i = 1; i < missing.size(); ++i)
                text += ". " + missing[i].text;
            return invalid(text, "to");
        }
        return *move;
    }

    Result<Case> enter(Cases const& room, Change& change, Case one, std::string const& to,
        std::string_view act, std::string const& because)
    {
        auto const& pathway = pathway_of(room, one);
        auto const* const stage = pathway.stage(to);
        must(stage != nullptr, "a move leads to a stage");
        auto const from = pathway.label_of(one.stage);
        one.stage = to;
        one.stage_since = change.now();
        auto const reason
            = fmt::format("{} to {}{}{}", from, stage->label, because.empty() ? "" : ": ", because);
        auto saved = TRY(save(change, one, act, reason));
        TRY(start_clock_of(room, change, saved, *stage));
        return saved;
    }
    // Of a list that is brought in: rule 7.
    Result<LevelEntry> level_to_open_with(
        Cases const& room, Change& change, Case const& one, LevelEntry entry)
    {
        auto const today = london::day_of(change.now());
        if (!room.facts.lists("level", entry.level, today))
            return invalid("Choose a level. It is your judgement: nothing adds it up", "level");
        if (entry.next_review == Date{})
            entry.next_review = next_review_of(room, entry.level, today);
        auto judged = TRY(checked(std::move(entry), today));
        TRY(no_child_in(
            room, change, one, {{"rationale", &judged.rationale}, {"evidence", &judged.evidence}}));
        return judged;
    }

    void tell_level(Cases const& room, Change& change, Case const& one, LevelEntry const& judged,
        std::string const& when)
    {
        auto const label = room.facts.code("level", judged.level);
        tell(room, change, one, "case_level",
            fmt::format("Case {}: level {}{}", one.reference.write(),
                label ? label->label : judged.level, when));
    }
} // namespace

Result<Case> open_case(Cases const& room, Change& change, Opening const& opening)
{
    TRY(subject_facts(change, opening.subject));
    if (auto const open = open_case_of(change.writing(), opening.subject)) {
        auto const known = find(change, *open);
        return error(Code::conflict,
            known ? "There is an open case already: " + known->reference.write()
                  : std::string("Somebody works on this already: ask your front door"));
    }
    auto const& pathway
        = room.pathways.current(opening.subject.kind == "person" ? "person" : "context");
    Case one;
    one.subject = opening.subject;
    one.pathway = pathway.name;
    one.pathway_version = pathway.version;
    one.stage = pathway.stages.front().code;
    one.stage_since = change.now();
    one.strands = opening.strands;
    one.opened_because = opening.because;
    one.opened_from = opening.from;
    one.referred_at = opening.referred_at.value_or(change.now());
    one.opened_at = change.now();
    if (change.now() < one.referred_at)
        return invalid("Enter a day that is not in the future", "referred");
    one.team = opening.team.none() ? suggested_team(room, change, opening) : opening.team;
    one.worker = opening.worker;
    if (one.team.none())
        return invalid("Choose the team that holds the case", "team");
    auto const held = directory::find_team(change.writing(), one.team);
    if (!held)
        return invalid("Choose the team that holds the case", "team");
    if (!one.worker.none() && !works_in(room, change, one.team, one.worker))
        return invalid("Choose somebody who works in that team", "worker");
    one.owner_agency = held->agency;
    TRY(no_child_in(room, change, one, {{"because", &one.opened_because}}));
    std::optional<LevelEntry> level;
    if (opening.level) {
        level = TRY(level_to_open_with(room, change, one, *opening.level));
        one.level = level->level;
    }
    auto const made = TRY(add(change, one));
    TRY(team_works_with(change, one.subject, one.team, {}));
    if (!one.worker.none())
        TRY(team_works_with(change, one.subject, one.team, one.worker));
    TRY(start_clock_of(room, change, made, pathway.stages.front()));
    tell(room, change, made, "case_opened", "Case " + made.reference.write() + " was opened");
    if (level) {
        level->of = made.id;
        TRY(add_level(change, made, *level, "bring in"));
        tell_level(room, change, made, *level, "");
    }
    if (opening.next_review)
        start_review_clock(room, change, made, *opening.next_review);
    return made;
}

Result<Case> move_on(Cases const& room, Change& change, Step const& step)
{
    auto const one = TRY(at_version(change, step.of, step.version));
    TRY(no_child_in(room, change, one, {{"because", &step.because}}));
    auto const move = TRY(way_to(room, change, one, step.to));
    if (move.act == "close" || move.act == "reopen")
        return invalid("Close it, or open it again, with what is asked for that", "to");
    auto moved = TRY(enter(room, change, one, step.to, "move", step.because));
    tell(room, change, moved, "case_moved",
        fmt::format(
            "Case {}: {}", moved.reference.write(), pathway_of(room, moved).label_of(moved.stage)));
    return moved;
}

std::vector<WayOn> ways_on(Cases const& room, Visit const& visit, Case const& one)
{
    std::vector<WayOn> all;
    auto const facts = facts_of(visit, one);
    if (!facts)
        return all;
    for (auto const& move : pathway_of(room, one).moves_from(one.stage))
        if (visit.permits(move.act, *facts))
            all.push_back({move, missing_for(room, visit, one, move)});
    return all;
}

Result<Case> allocate(Cases const& room, Change& change, Allocation const& wanted)
{
    auto one = TRY(at_version(change, wanted.of, wanted.version));
    if (!one.is_open())
        return invalid("The case is closed: open it again first", "worker");
    auto const team = directory::find_team(change.writing(), wanted.team);
    if (!team)
        return invalid("Choose the team that holds the case", "team");
    auto const workers = workers_of(room, change, wanted.team);
    auto const chosen
        = std::ranges::find(workers, wanted.worker, &std::pair<AccountId, std::string>::first);
    if (!wanted.worker.none() && chosen == workers.end())
        return invalid("Choose somebody who works in that team", "worker");
    auto const handed_over = one.team != wanted.team || !one.worker.none();
    if (handed_over && wanted.handover.empty())
        return invalid("Say what whoever takes it needs to know", "handover");
    TRY(no_child_in(room, change, one, {{"handover", &wanted.handover}}));
    auto const facts = TRY(facts_of(change, one));
    TRY(static_cast<Visit const&>(change).may("allocate", facts));
    // Who takes it works with the subject from today on; who held it goes on until somebody ends
    // that on the subject's page.
    TRY(team_works_with(change, one.subject, wanted.team, {}));
    if (!wanted.worker.none())
        TRY(team_works_with(change, one.subject, wanted.team, wanted.worker));
    one.team = wanted.team;
    one.worker = wanted.worker;
    auto const to = wanted.worker.none() ? team->name : chosen->second + ", " + team->name;
    return save(change, one, "allocate",
        "To " + to + (wanted.handover.empty() ? "" : ": " + wanted.handover));
}

std::string review_rule_of(Cases const& room, std::string_view level)
{
    std::string rule = "review.";
    for (auto const c : level)
        rule += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    if (!room.clocks.has(rule))
        rule = "plan.review";
    return rule;
}

Date next_review_of(Cases const& room, std::string_view level, Date from)
{
    auto const rule = review_rule_of(room, level);
    return london::day_of(
        actions::due(room.clocks.rule(rule), london::start_of(from), room.facts.working_days()));
}

bool is_review_rule(std::string_view rule)
{
    return rule == "plan.review" || rule.starts_with("review.");
}

std::optional<CaseClock> review_clock(Visit const& visit, CaseId id)
{
    for (auto& clock : clocks_of(visit, id))
        if (clock.runs() && is_review_rule(clock.rule))
            return clock; // the first due
    return std::nullopt;
}

void start_review_clock(Cases const& room, Change& change, Case const& one, Date next_review)
{
    while (auto const runs = review_clock(change, one.id))
        meet_clocks(change, one.id, runs->rule);
    start_clock(change,
        {{}, one.id, review_rule_of(room, one.level), change.now(),
            london::start_of(next_review + 1) - std::chrono::seconds(1)});
}

void review_no_later(Cases const& room, Change& change, Case const& one, Date next_review,
    std::string const& because)
{
    auto const due_at = london::start_of(next_review + 1) - std::chrono::seconds(1);
    if (auto const runs = review_clock(change, one.id); runs && due_at < runs->due_at)
        bring_clock_forward(change, *runs, review_rule_of(room, one.level), due_at, because);
}

Result<Case> judge_level(
    Cases const& room, Change& change, CaseId id, std::int64_t version, LevelEntry entry)
{
    auto const today = london::day_of(change.now());
    auto one = TRY(at_version(change, id, version));
    TRY(room.facts.lists("level", entry.level, today)
            ? done()
            : Done(invalid("Choose a level. It is your judgement: nothing adds it up", "level")));
    if (entry.next_review == Date{})
        entry.next_review = next_review_of(room, entry.level, entry.on);
    entry.of = id;
    auto const judged = TRY(checked(entry, today));
    TRY(no_child_in(
        room, change, one, {{"rationale", &judged.rationale}, {"evidence", &judged.evidence}}));
    auto const levels = levels_of(change, id);
    // Of a day before the one that stands: it is told, and what stands goes on.
    auto const afterwards = !levels.empty() && judged.on < levels.front().on;
    TRY(add_level(change, one, judged));
    auto const before = one.level;
    one.level = afterwards ? levels.front().level : judged.level;
    auto saved = TRY(save(change, one, "record level",
        afterwards           ? "A level of " + judged.on.in_words() + " was recorded afterwards"
            : before.empty() ? "The level was judged"
            : before == judged.level ? "The level stands"
                                     : "The level was judged anew"));
    if (!afterwards)
        review_no_later(room, change, saved, judged.next_review, "The level was judged anew");
    tell_level(room, change, saved, judged,
        afterwards ? ", of " + judged.on.in_words() + ", recorded afterwards" : "");
    return saved;
}

Result<Case> set_strands(Cases const& room, Change& change, CaseId id, std::int64_t version,
    std::set<std::string> const& strands, std::string const& because)
{
    auto one = TRY(at_version(change, id, version));
    if (!one.is_open())
        return invalid("The case is closed: open it again first", "strands");
    TRY(no_child_in(room, change, one, {{"because", &because}}));
    for (auto const& code : strands)
        if (!room.facts.lists("harm", code, london::day_of(change.now())))
            return invalid("Choose from the list", "strands");
    one.strands = strands;
    return save(
        change, one, "move", because.empty() ? "The kinds of harm were put right" : because);
}

Result<Case> extend(
    Cases const& room, Change& change, CaseId id, std::int64_t version, Longer const& longer)
{
    auto const one = TRY(at_version(change, id, version));
    TRY(no_child_in(room, change, one, {{"reason", &longer.reason}}));
    TRY(extend_clock(change, one, longer.clock, longer.due_at, longer.reason));
    return one;
}

std::vector<Blocked> blocked(Cases const& room, Visit const& visit, Case const& one)
{
    std::vector<Blocked> all;
    for (auto const& ask : room.blockers)
        for (auto& what : ask(visit, one))
            all.push_back(std::move(what));
    return all;
}

Result<Case> close_case(
    Cases const& room, Change& change, std::int64_t version, Closure const& wanted)
{
    auto const today = london::day_of(change.now());
    auto one = TRY(at_version(change, wanted.of, version));
    auto closure = TRY(checked(wanted, one.of_context(), today));
    if (!room.facts.lists("case_close_reason", closure.reason, today))
        return invalid("Choose why the case closes", "reason");
    TRY(no_child_in(room, change, one,
        {{"why", &closure.why}, {"life-changed", &closure.life_changed},
            {"contexts-changed", &closure.contexts_changed}, {"who-keeps", &closure.who_keeps},
            {"way-back", &closure.way_back}, {"own-view", &closure.own_view},
            {"override", &closure.override_reason}}));
    auto const& pathway = pathway_of(room, one);
    auto const end
        = std::ranges::find_if(pathway.stages, [](Stage const& stage) { return stage.ends; });
    must(end != pathway.stages.end(), "a pathway has an end");
    TRY(way_to(room, change, one, end->code));
    auto const keeps = blocked(room, change, one);
    if (std::ranges::any_of(keeps, [](Blocked const& what) { return !what.informs; })) {
        if (closure.override_reason.empty())
            return invalid("Something is still open: close it first, or let a manager say why the "
                           "case closes all the same",
                "override");
        auto const facts = TRY(facts_of(change, one));
        auto const may = static_cast<Visit const&>(change).may("override", facts);
        if (!may)
            return invalid(
                "A manager of the team closes it while something is still open", "override");
        TRY(change.record("override", facts, closure.override_reason));
    } else
        closure.override_reason.clear();
    one.closed_at = change.now();
    auto saved = TRY(enter(room, change, one, end->code, "close", closure.why));
    add_closure(change, closure);
    if (room.clocks.has(follow_up_rule))
        start_clock(change,
            {{}, saved.id, follow_up_rule, change.now(),
                actions::due(
                    room.clocks.rule(follow_up_rule), change.now(), room.facts.working_days())});
    tell(room, change, saved, "case_closed", "Case " + saved.reference.write() + " was closed");
    return saved;
}

Result<Case> reopen(
    Cases const& room, Change& change, CaseId id, std::int64_t version, std::string const& because)
{
    auto one = TRY(at_version(change, id, version));
    if (because.empty())
        return invalid("Say why the case is opened again", "because");
    TRY(no_child_in(room, change, one, {{"because", &because}}));
    if (open_case_of(change.writing(), one.subject))
        return error(Code::conflict, "There is an open case already");
    auto const& first = pathway_of(room, one).stages.front().code;
    TRY(way_to(room, change, one, first));
    end_closure(change, id, because);
    one.closed_at.reset();
    one.referred_at = change.now(); // its times run anew
    auto saved = TRY(enter(room, change, one, first, "reopen", because));
    tell(room, change, saved, "case_opened",
        "Case " + saved.reference.write() + " was opened again");
    return saved;
}

std::optional<CaseClock> next_clock(Visit const& visit, CaseId id)
{
    for (auto const& clock : clocks_of(visit, id))
        if (clock.runs())
            return clock; // those that run stand first, by when they are due
    return std::nullopt;
}

} // namespace kith::cases
