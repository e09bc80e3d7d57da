// SPDX-License-Identifier: MIT
#include "disruption/acts.h"
#include "base/london.h"
#include "disruption/of_concern_store.h"
#include <algorithm>

namespace kith::disruption {
namespace {
    Date day_now(Visit const& visit) { return london::day_of(visit.now()); }

    Result<Tactic const*> tactic_of(Disruption const& room, Step const& step)
    {
        auto const* const tactic = room.tactics.find(step.tactic);
        if (!tactic)
            return invalid("Choose from the list", "tactic");
        return tactic;
    }

    // The step as it stands, for an act this visitor may do to it.
    Result<Step> step_to(Visit const& visit, StepId id, char const* act)
    {
        auto step = TRY(find(visit, id));
        auto const facts = TRY(facts_of(visit, step));
        TRY(visit.may(act, facts));
        return step;
    }

    // What of a footing's statuses stands, or stood the latest.
    struct StatusEnd {
        bool stands = false;
        std::optional<Date> until = {};
    };
    StatusEnd status_end(
        db::Connection& connection, PersonId child, Footing const& footing, Date today)
    {
        StatusEnd end;
        auto open = false;
        for (auto const& status : people::legal_statuses_of(connection, child)) {
            if (std::ranges::find(footing.statuses, status.code) == footing.statuses.end())
                continue;
            if (!status.until) {
                open = true;
                continue;
            }
            // As far as it is known, the earliest day it can be: a warning comes sooner, not later.
            auto const last = status.until->first();
            if (!end.until || *end.until < last)
                end.until = last;
        }
        if (open)
            return {true, std::nullopt};
        end.stands = end.until && today <= *end.until;
        if (!end.until)
            end.until = today + -1; // it was recorded in error, or never stood
        return end;
    }

    Done check_words(std::string const& text, char const* field, char const* missing)
    {
        if (says_nothing(text))
            return invalid(missing, field);
        if (text.size() > longest_step_text)
            return invalid("Say it in fewer words", field);
        return done();
    }

    Done check_offered(
        Disruption const& room, Visit const& visit, Step const& step, Tactic const& tactic)
    {
        auto const situation = TRY(situation_of(visit, step.target));
        auto const option = laid_out(
            tactic, situation, [&](std::string_view code) { return label_of_fact(room, code); });
        if (!tactic.is_for(situation.target))
            return invalid("This tactic is not for such a target", "tactic");
        if (option.support == Support::not_offered)
            return invalid("It is not offered: " + option.reasons.front(), "tactic");
        return done();
    }

    // Where nobody has set it: begun when it was served, looked at again by the rule.
    void fill_days_in(Disruption const& room, Step& step)
    {
        if ((step.status == StepStatus::served || step.status == StepStatus::granted)
            && !step.starts)
            step.starts = step.status_on;
        if (step.status == StepStatus::planned && !step.review_on)
            step.review_on = actions::due_on(
                room.clocks.rule(review_rule), step.status_on, room.facts.working_days());
    }

    Done ready_to_plan(Disruption const& room, Change& change, Step const& step)
    {
        auto const* const tactic = TRY(tactic_of(room, step));
        TRY(check_offered(room, change, step, *tactic));
        if (!problems_of(answers_for_a_rule(change, step), *tactic, step.acts_on_child).empty())
            return invalid("Answer what is asked before it is planned", "status");
        if (!tactic->hangs_on.empty() && step.footing.empty())
            return invalid("Say first what it rests on, and of which child", "status");
        return done();
    }
} // namespace

Result<TargetFacts> target_facts(Visit const& visit, Thing const& target)
{
    TargetFacts facts;
    if (target.kind == "person") {
        facts.word = target_word("person", "");
        facts.birth = people::birth_of(visit.reading(), PersonId(target.id));
        return facts;
    }
    if (target.kind == "person_of_concern") {
        facts.word = target_word(target.kind, "");
        if (auto const one = find(visit, OfConcernId(target.id));
            one && one->details.age != AgeGroup::not_known)
            facts.age_fact
                = one->details.age == AgeGroup::adult ? "target_adult" : "target_under_18";
        return facts;
    }
    if (target.kind == "context") {
        auto const context = contexts::find_to_count(visit, ContextId(target.id));
        if (!context)
            return not_found();
        facts.word = target_word("context", context->kind);
        if (contexts::is_public(*context) && !contexts::is_protected(*context))
            facts.district = context->district;
        return facts;
    }
    auto const named = links::find_named_thing(visit.reading(), NamedThingId(target.id));
    if (!named)
        return not_found();
    facts.word = target_word("named_thing", named->kind);
    return facts;
}

Result<Situation> situation_of(Visit const& visit, Thing const& target)
{
    auto const facts = TRY(target_facts(visit, target));
    Situation situation;
    situation.target = facts.word;
    situation.day = day_now(visit);
    situation.district = facts.district;
    std::vector<FactKnown> known;
    for (auto const& fact : facts_known(visit, target))
        known.push_back({fact.code, fact.where_from});
    if (!facts.age_fact.empty()) {
        std::erase_if(known, [](FactKnown const& one) {
            return one.code == "target_adult" || one.code == "target_under_18";
        });
        known.push_back({facts.age_fact, "their record as a person of concern"});
    }
    situation.facts = with_age(std::move(known), facts.birth, situation.day);
    return situation;
}

std::string label_of_fact(Disruption const& room, std::string_view code)
{
    auto const found = room.facts.code("disruption_fact", code);
    return found ? found->label : std::string(code);
}

Options options_for(Disruption const& room, Visit const&, Situation const& situation)
{
    return options(
        room.tactics, situation, [&](std::string_view code) { return label_of_fact(room, code); });
}

Lasting lasting_of(Disruption const& room, db::Connection& connection, Step const& step, Date today)
{
    Lasting lasting{step.starts, step.starts_at, step.expires, {}, {}, 0, {}};
    auto const* const tactic = room.tactics.find(step.tactic);
    if (!tactic)
        return lasting;
    lasting.limit = tactic->limit;
    auto const* const footing = tactic->footing(step.footing);
    if (!footing || step.footing_child.none())
        return lasting;
    if (auto const birth = people::birth_of(connection, step.footing_child)) {
        lasting.birth = birth->first();
        lasting.birthday = footing->birthday;
    }
    if (!footing->statuses.empty())
        lasting.status_until = status_end(connection, step.footing_child, *footing, today).until;
    return lasting;
}

Result<std::optional<Ending>> ending_for(
    Disruption const& room, db::Connection& connection, Step const& step, Date today)
{
    auto const lasting = lasting_of(room, connection, step, today);
    auto const* const tactic = room.tactics.find(step.tactic);
    auto const* const footing = tactic ? tactic->footing(step.footing) : nullptr;
    if (footing && !step.footing_child.none()) {
        if (!lasting.birth)
            return invalid(
                "Their date of birth is not known: put it on their record first", "footing_child");
        if (birthday_of(*lasting.birth, footing->birthday) <= today)
            return invalid("They are past the birthday it rests on", "footing");
        if (!footing->statuses.empty()
            && !status_end(connection, step.footing_child, *footing, today).stands)
            return invalid("No such status stands on their record. Accommodation by agreement "
                           "(section 20) is none",
                "footing");
    }
    return ending_of(lasting);
}

std::vector<Error> problems_with(
    Disruption const& room, Visit const& visit, Step const& step, std::optional<Step> const& stands)
{
    auto const* const tactic = room.tactics.find(step.tactic);
    if (!tactic)
        return {invalid("Choose from the list", "tactic")};
    auto problems = problems_of(step, *tactic);
    if (!directory::find_agency(visit.reading(), step.owner_agency))
        problems.push_back(invalid("Choose whose step it is", "owner"));
    if (stands && stands->footing == step.footing && stands->footing_child == step.footing_child)
        return problems;
    if (!step.footing_child.none() && !people::knows(visit, step.footing_child))
        problems.push_back(invalid("Nobody you may know has this reference", "footing_child"));
    else if (problems.empty())
        if (auto const ending = ending_for(room, visit.reading(), step, day_now(visit)); !ending)
            problems.push_back(ending.error());
    return problems;
}

Result<Step> consider(Disruption const& room, Change& change, Step wanted)
{
    TRY(facts_of_target(change, wanted.target));
    auto const* const tactic = TRY(tactic_of(room, wanted));
    TRY(check_offered(room, change, wanted, *tactic));
    auto const problems = problems_with(room, change, wanted);
    if (!problems.empty())
        return problems.front();
    auto const situation = TRY(situation_of(change, wanted.target));
    wanted.acts_on_child = acts_on_a_child(*tactic, situation);
    wanted.tactics_as_of = room.tactics.as_of();
    wanted.status_on = day_now(change);
    wanted.ends = TRY(ending_for(room, change.writing(), wanted, day_now(change)));
    return add(change, wanted);
}

Result<Step> correct(Disruption const& room, Change& change, Step wanted, std::string const& reason)
{
    auto const stands = TRY(step_to(change, wanted.id, "change"));
    TRY(check_words(reason, "reason", "Say why it is corrected"));
    auto const problems = problems_with(room, change, wanted, stands);
    if (!problems.empty())
        return problems.front();
    wanted.ends = ending_of(lasting_of(room, change.writing(), wanted, day_now(change)));
    return save(change, wanted, "change", reason);
}

Result<Step> move(
    Disruption const& room, Change& change, StepId id, std::int64_t version, MoveTyped const& typed)
{
    auto step = TRY(step_to(change, id, "move"));
    if (step.version != version)
        return error(
            Code::conflict, "Somebody changed this step meanwhile: look at what stands now");
    auto const problems
        = problems_of_move(step, typed.status, typed.on, typed.why, day_now(change));
    if (!problems.empty())
        return problems.front();
    if (typed.status == StepStatus::planned)
        TRY(ready_to_plan(room, change, step));
    step.status = typed.status;
    step.status_on = typed.on;
    fill_days_in(room, step);
    step.ends = ending_of(lasting_of(room, change.writing(), step, day_now(change)));
    auto const told = std::string(in_words_of(typed.status))
        + (typed.why.empty() ? std::string() : ": " + typed.why);
    auto const saved = TRY(save(change, step, "move", told));
    note_move(change, saved, typed.why);
    return saved;
}

Result<Step> take_back(
    Disruption const& room, Change& change, StepId id, StepMoveId entry, std::string const& because)
{
    auto step = TRY(step_to(change, id, "move"));
    TRY(check_words(because, "taken_back", "Say why it is taken back"));
    auto moves = moves_of(change, step);
    std::erase_if(moves, [](Move const& one) { return one.taken_back_at.has_value(); });
    if (moves.size() < 2 || moves.back().id != entry)
        return error(Code::conflict, "Only the last entry can be taken back", "taken_back");
    auto const& before = moves[moves.size() - 2];
    step.status = before.status;
    step.status_on = before.on;
    step.ends = ending_of(lasting_of(room, change.writing(), step, day_now(change)));
    auto const saved = TRY(save(change, step, "move", "Taken back: " + because));
    TRY(note_taken_back(change, saved, entry, because));
    return saved;
}

Done answer(Disruption const& room, Change& change, StepId id, StepAnswers const& answers,
    std::string const& because)
{
    auto const step = TRY(step_to(change, id, "change"));
    auto const* const tactic = TRY(tactic_of(room, step));
    // What is not answered yet may wait until it is planned; then nothing of it is left out.
    for (auto const& problem : problems_of(answers, *tactic, step.acts_on_child))
        if (problem.words.key == "Say it in fewer words" || is_live(step.status))
            return problem;
    auto const stands = answers_for_a_rule(change, step);
    if (!(stands == StepAnswers{}))
        TRY(check_words(because, "because", "Say why the answers are changed"));
    return save_answers(change, step, answers, because);
}

Result<Uuid> set_condition(Change& change, StepId id, std::string const& words)
{
    auto const step = TRY(step_to(change, id, "change"));
    TRY(check_words(words, "words", "Write the condition, as it stands on paper"));
    return add_condition(change, step, words);
}

Done drop_condition(Change& change, StepId id, Uuid const& condition, std::string const& because)
{
    auto const step = TRY(step_to(change, id, "change"));
    auto const known = conditions_of(change, step);
    if (std::ranges::find(known, condition, &Condition::id) == known.end())
        return not_found();
    TRY(check_words(because, "dropped", "Say why it stands no longer"));
    return end_condition(change, step, condition, because);
}

Result<Uuid> link_child(
    Change& change, StepId id, std::string const& reference, std::string const& because)
{
    auto const step = TRY(step_to(change, id, "change"));
    auto const read = Reference::read(reference);
    auto const known
        = read ? people::find_facts(change, *read) : Result<access::Facts>(not_found());
    if (!known)
        return invalid("Nobody you may know has this reference", "child");
    TRY(check_words(because, "child_because", "Say how they are touched by it"));
    return add_child(change, step, PersonId(known->thing.id), because);
}

Done unlink_child(Change& change, StepId id, Uuid const& child, std::string const& because)
{
    auto const step = TRY(step_to(change, id, "change"));
    TRY(check_words(because, "unlinked", "Say why they are linked no longer"));
    return end_child(change, step, child, because);
}

Result<TargetFactId> tick(Disruption const& room, Change& change, Thing const& target,
    std::string const& code, std::string const& where_from)
{
    TRY(facts_of_target(change, target));
    if (!room.facts.lists("disruption_fact", code, day_now(change)))
        return invalid("Choose from the list", "fact");
    TRY(check_words(where_from, "where_from", "Say where you know this from"));
    for (auto const& one : facts_known(change, target))
        if (one.code == code)
            return invalid("This is known already: take it back first, if it is wrong", "fact");
    return add_fact(change, target, code, where_from);
}

Done untick(Change& change, Thing const& target, TargetFactId id, std::string const& because)
{
    TRY(facts_of_target(change, target));
    auto const known = facts_known(change, target);
    auto const found = std::ranges::find(known, id, &TargetFact::id);
    if (found == known.end())
        return not_found();
    TRY(check_words(because, "withdrawn", "Say why it is taken back"));
    return withdraw_fact(change, *found, because);
}

Result<Thing> name_target(Disruption const& room, Change& change, std::string const& kind,
    std::string const& as_written, std::string const& where_from)
{
    if (std::ranges::find(named_target_kinds, kind) == std::end(named_target_kinds))
        return invalid("Choose what it is", "kind");
    if (links::normalised(kind, as_written).empty())
        return invalid("Write it in full: a whole number, a registration mark, a handle", "words");
    TRY(check_words(where_from, "where_from", "Say where you know this from"));
    auto const named = links::named_as(change, kind, as_written);
    auto const target = thing(named.id);
    auto const* const code = kind == "phone" ? "drug_line"
        : kind == "vehicle"                  ? "vehicle_used"
        : kind == "online_account"           ? "harm_online"
                                             : "criminal_money";
    auto const ticked = tick(room, change, target, code, where_from);
    // Known to be used already, by this agency: then that is where it leads.
    if (!ticked && ticked.error().field != "fact")
        return ticked.error();
    if (ticked) { // so that whoever may know the fact finds the thing while they type it
        links::Link link;
        link.from = {"disruption_fact", ticked->uuid()};
        link.to = target;
        link.role = "uses";
        link.source = "What is known of a target of steps against the harm";
        link.drawn_from = link.from;
        auto const drawn = room.links.store.draw(change, link);
        if (!drawn)
            return drawn.error();
    }
    return target;
}

} // namespace kith::disruption
