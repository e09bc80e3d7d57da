// SPDX-License-Identifier: MIT
#include "cases/acts.h"
#include "base/london.h"
#include "cases/plan_acts.h"
#include "cases/review_store.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::cases {
namespace {
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
        enter_stage(room, change, saved, *stage);
        return saved;
    }
    Done soon_enough(Cases const& room, LevelEntry const& entry, Date today)
    {
        auto const furthest = furthest_review_of(room, entry.level, entry.on, today);
        if (entry.next_review <= furthest)
            return done();
        return invalid(
            fmt::format("At this level it is looked at again within {}: enter {} or a day before",
                room.clocks.rule(review_rule_of(room, entry.level)).in_words(),
                furthest.in_words()),
            "next-review");
    }

    // A level says when it is looked at again, and one clock of reviews runs for it. While no plan
    // is agreed there is no review that could meet it: judging anew is the look.
    void look_again_by(Cases const& room, Change& change, Case const& one, LevelEntry const& judged)
    {
        auto const runs = review_clock(change, one.id);
        auto const plan = plan_of(change, one.id);
        if (runs && (plan && plan->agreed()))
            review_no_later(room, change, one, judged.next_review, "The level was judged anew");
        else if (!runs || london::day_of(runs->due_at) != judged.next_review)
            start_review_clock(room, change, one, judged.next_review);
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
        else
            TRY(soon_enough(room, entry, today));
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
    start_clocks(room, change, made);
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

Result<Case> judge_level(
    Cases const& room, Change& change, CaseId id, std::int64_t version, LevelEntry entry)
{
    auto const today = london::day_of(change.now());
    auto one = TRY(at_version(change, id, version));
    if (!one.is_open())
        return invalid("The case is closed: open it again first", "level");
    TRY(room.facts.lists("level", entry.level, today)
            ? done()
            : Done(invalid("Choose a level. It is your judgement: nothing adds it up", "level")));
    if (entry.next_review == Date{})
        entry.next_review = next_review_of(room, entry.level, entry.on);
    else
        TRY(soon_enough(room, entry, today));
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
        look_again_by(room, change, saved, judged);
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
    for (auto const& clock : clocks_of(change, id))
        if (clock.id == longer.clock && clock.runs() && clock.due_at != longer.seen)
            return error(Code::conflict,
                "This time limit was moved since you opened it: look at what stands now, then save "
                "again",
                "due");
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

namespace {
    // It closes on a day of its way: not before it was opened, moved, judged or reviewed last.
    Done closes_after_all(Change& change, Case const& one, Date on)
    {
        std::vector<std::pair<Date, char const*>> acts
            = {{london::day_of(one.opened_at), "It was opened on"},
                {london::day_of(one.stage_since), "It came to where it stands on"}};
        for (auto const& level : levels_of(change, one.id))
            acts.emplace_back(level.on, "Its level was judged on");
        for (auto const& review : reviews_of(change, one.id))
            if (review.complete())
                acts.emplace_back(review.on, "It was reviewed on");
        auto const& [day, what]
            = *std::ranges::max_element(acts, {}, &std::pair<Date, char const*>::first);
        if (day <= on)
            return done();
        return invalid(
            fmt::format("{} {}: enter that day or a later one", what, day.in_words()), "on");
    }

    Error still_open(std::vector<Blocked> const& keeps)
    {
        std::string texts;
        for (auto const& what : keeps)
            if (!what.informs)
                texts += what.text + ". ";
        return invalid("Something is still open. " + texts
                + "Close it first, or let a manager say why the case closes all the same",
            "override");
    }

    // Six months from the day it closed, which may be a day before today.
    void start_follow_up(Cases const& room, Change& change, CaseId id, Date on)
    {
        if (!room.clocks.has(follow_up_rule))
            return;
        auto const start = on == london::day_of(change.now()) ? change.now() : london::start_of(on);
        start_clock(change,
            {{}, id, follow_up_rule, start,
                actions::due(room.clocks.rule(follow_up_rule), start, room.facts.working_days())});
    }
} // namespace

Result<Case> close_case(
    Cases const& room, Change& change, std::int64_t version, Closure const& wanted)
{
    auto const today = london::day_of(change.now());
    auto one = TRY(at_version(change, wanted.of, version));
    auto closure = TRY(checked(wanted, one.of_context(), today));
    if (!room.facts.lists("case_close_reason", closure.reason, today))
        return invalid("Choose why the case closes", "reason");
    TRY(closes_after_all(change, one, closure.on));
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
            return still_open(keeps);
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
    start_follow_up(room, change, saved.id, closure.on);
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

} // namespace kith::cases
