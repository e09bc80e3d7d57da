// SPDX-License-Identifier: MIT
#include "cases/plan_acts.h"
#include "base/london.h"
#include "cases/review_store.h"
#include "cases/safety_map.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    constexpr int adult_from_years = 18; // Children Act 1989 section 105

    std::string plan_address(Case const& one, std::string const& rest = {})
    {
        return "/cases/" + one.id.write() + "/plan" + rest;
    }

    std::vector<std::string> labels_of(
        directory::ReferenceFacts const& facts, std::string_view list, Date today)
    {
        std::vector<std::string> labels;
        for (auto const& code : facts.codes(list, today))
            labels.push_back(code.label);
        return labels;
    }

    Done must_be_open(Case const& one)
    {
        if (!one.is_open())
            return invalid("The case is closed: open it again first", "statement");
        return done();
    }

    Done must_say_why(std::optional<WholePlan> const& whole, std::string const& reason)
    {
        if (whole && whole->agreed() && reason.find_first_not_of(" \t\r\n") == std::string::npos)
            return invalid("The plan was agreed: say why it changes", "reason");
        return done();
    }

    // Every text of the plan of a context, as it is shown to anybody; those of its actions are
    // withheld where these are read.
    void withhold_names(Cases const& room, Visit const& visit, Case const& one, WholePlan& whole)
    {
        auto const naming = naming_of(room, visit, one, {});
        auto const hold
            = [&](std::string& text) { text = without_names(text, naming.through, naming.around); };
        for (auto* const text : {&whole.plan.own_goal, &whole.plan.own_view,
                 &whole.plan.trusted_worker, &whole.plan.agreed_with})
            hold(*text);
        for (auto& goal : whole.goals)
            for (auto* const text :
                {&goal.statement, &goal.observation, &goal.target, &goal.state_because})
                hold(*text);
        for (auto& partner : whole.partners)
            for (auto* const text : {&partner.who, &partner.own_view, &partner.offer,
                     &partner.their_part, &partner.may_be_told})
                hold(*text);
    }

    // A measure of an instrument: its baseline is read from the measurement, never typed.
    Done fill_measured(Cases const& room, Visit const& visit, CaseId id,
        std::optional<Goal> const& stands, Goal& goal)
    {
        if (goal.measured_by != "measure")
            return done();
        goal.baseline.reset();
        goal.instrument.clear();
        if (goal.baseline_measurement.none())
            return goal.measure.empty() ? done()
                                        : Done(invalid("Choose what was measured", "measure"));
        for (auto const& one : measurements_of(visit, id)) {
            if (one.id != goal.baseline_measurement)
                continue;
            auto const counted = counted_in(room, one, goal.measure);
            if (!counted)
                return invalid("This measure was not asked that day", "measure");
            goal.instrument = one.instrument;
            goal.baseline = *counted;
            return done();
        }
        // Taken back since: what was counted then stays as it was recorded.
        if (!stands || !stands->baseline || stands->measured_by != "measure"
            || stands->baseline_measurement != goal.baseline_measurement
            || stands->measure != goal.measure)
            return invalid("Choose what was measured", "measure");
        goal.instrument = stands->instrument;
        goal.baseline = stands->baseline;
        return done();
    }

    // The latest of the acts that set it: the agreement, or the review that was completed last. The
    // clock that runs is what holds, where a level brought it forward or somebody extended it.
    std::optional<Date> next_review_now(Visit const& visit, Plan const& plan)
    {
        if (auto const runs = review_clock(visit, plan.of))
            return london::day_of(runs->due_at);
        auto const review = last_completed(visit.reading(), plan.of);
        return review && (!plan.agreed_at || *plan.agreed_at <= review->completed_at)
            ? std::optional(review->next_review)
            : plan.next_review;
    }

    // Was that step of an action one of the plan, and not of doing it?
    bool changes_plan(actions::Action const& was, actions::Action const& is)
    {
        using actions::ActionState;
        if (was.state != is.state)
            return is.state == ActionState::withdrawn || was.state == ActionState::withdrawn;
        return was.what != is.what || was.due != is.due || was.kind != is.kind
            || was.named != is.named || was.named_in_words != is.named_in_words
            || was.for_agency != is.for_agency || was.how_we_will_know != is.how_we_will_know;
    }

    // When the plan of the action last changed: `actions_changed_at`.
    Instant plan_changed_by(Cases const& room, Visit const& visit, actions::Action const& action)
    {
        auto after = action; // the latest first
        for (auto const& was : room.actions.store.versions(visit, action.id)) {
            if (changes_plan(was.action, after))
                return was.until;
            after = was.action;
        }
        return after.recorded_at; // asked for
    }

    Error plan_changed_meanwhile()
    {
        return error(Code::conflict,
            "Somebody changed the plan since you opened this: look at what stands now, then save "
            "again");
    }
} // namespace

std::optional<Counted> counted_in(
    Cases const& room, Measurement const& measurement, std::string_view code)
{
    auto const* const instrument
        = room.instruments.find(measurement.instrument, measurement.instrument_version);
    auto const* const measure = instrument ? instrument->measure(code) : nullptr;
    if (!measure)
        return std::nullopt;
    Counted counted;
    counted.on = measurement.on;
    counted.told = tells_shares(measurement.tallies);
    for (auto const& tally : measurement.tallies)
        if (tally.question == measure->question) {
            counted.of += tally.count;
            if (std::ranges::find(measure->answers, tally.answer) != measure->answers.end())
                counted.count += tally.count;
        }
    return counted.of == 0 ? std::nullopt : std::optional(counted);
}

GoalWords goal_words(Cases const& room, Date today)
{
    return {labels_of(room.facts, "effort_word", today),
        labels_of(room.facts, "change_word", today), labels_of(room.facts, "negation_word", today)};
}

std::optional<WholePlan> whole_plan(Cases const& room, Visit const& visit, CaseId id)
{
    auto whole = plan_of(visit, id);
    if (whole)
        for (auto& one : room.actions.store.list_about(visit, thing(id))) {
            if (one.drawn_from.kind != "goal")
                continue;
            whole->changes += one.version;
            auto const at = plan_changed_by(room, visit, one);
            whole->actions_changed_at = std::max(whole->actions_changed_at.value_or(at), at);
            if (one.state != actions::ActionState::withdrawn)
                whole->actions.push_back(std::move(one));
        }
    if (whole)
        whole->plan.next_review = next_review_now(visit, whole->plan);
    if (auto const one = find(visit, id); whole && one && one->of_context())
        withhold_names(room, visit, *one, *whole);
    return whole;
}

Done no_child_in(
    Cases const& room, Visit const& visit, Case const& one, std::vector<NamedText> const& texts)
{
    if (!one.of_context())
        return done();
    auto const naming = naming_of(room, visit, one, {});
    for (auto const& [field, text] : texts)
        if (auto const words = naming_in(*text, naming.through, naming.around))
            return invalid(
                "This names a young person, or may: “" + *words + "”. Say it without the name",
                field);
    return done();
}

actions::About::Texts texts_of_actions(Cases const& room)
{
    // The case as far as its names go, also for who may not know it: whoever does an action.
    auto const case_named = [](Visit const& visit, Uuid const& id) {
        Case one;
        one.id = CaseId(id);
        one.subject = subject_of(visit.reading(), one.id).value_or(Thing());
        return one;
    };
    return {[&room, case_named](Visit const& visit, Uuid const& id,
                std::vector<actions::About::Text> const& texts) -> Done {
                auto const one = case_named(visit, id);
                std::vector<NamedText> named;
                for (auto const& [field, text] : texts) // who does it may be a colleague, by name
                    if (std::string_view(field) != "named" || !is_colleague(visit.reading(), *text))
                        named.push_back({field, text});
                return no_child_in(room, visit, one, named);
            },
        [&room, case_named](Visit const& visit, Uuid const& id) -> actions::About::Shown {
            auto const one = case_named(visit, id);
            if (!one.of_context())
                return {};
            return [naming = naming_of(room, visit, one, {})](std::string const& text) {
                return without_names(text, naming.through, naming.around);
            };
        }};
}

bool counts_marks(Cases const& room, Goal const& goal)
{
    auto const* const instrument
        = goal.measured_by == "measure" ? room.instruments.find(goal.instrument) : nullptr;
    return instrument && instrument->kind == InstrumentKind::map;
}

std::string in_words(Cases const& room, Goal const& goal, Counted const& counted)
{
    return counted.in_words(counts_marks(room, goal) ? "marks" : "");
}

Result<Plan> word_plan(
    Cases const& room, Change& change, CaseId id, Plan const& wanted, std::string const& reason)
{
    auto const one = TRY(find(change, id));
    TRY(must_be_open(one));
    TRY(no_child_in(room, change, one,
        {{"own_goal", &wanted.own_goal}, {"own_view", &wanted.own_view},
            {"trusted_worker", &wanted.trusted_worker}, {"reason", &reason}}));
    auto const whole = plan_of(change, id);
    TRY(must_say_why(whole, reason));
    auto plan = whole ? whole->plan : Plan();
    plan.version = wanted.version;
    plan.own_goal = wanted.own_goal;
    plan.own_view = wanted.own_view;
    plan.trusted_worker = wanted.trusted_worker;
    return save_plan(change, one, plan, reason.empty() ? "The own goal was written" : reason);
}

Result<Goal> set_goal(
    Cases const& room, Change& change, CaseId id, Goal const& wanted, std::string const& reason)
{
    auto const one = TRY(find(change, id));
    TRY(must_be_open(one));
    auto goal = tidied(wanted);
    std::optional<Goal> stands;
    if (!goal.id.none())
        stands = TRY(find_goal(change, id, goal.id));
    TRY(fill_measured(room, change, id, stands, goal));
    auto const today = london::day_of(change.now());
    auto const problems = problems_of(goal, goal_words(room, today), today);
    if (!problems.empty())
        return problems.front();
    TRY(no_child_in(room, change, one,
        {{"statement", &goal.statement}, {"observation", &goal.observation},
            {"target", &goal.target}, {"state_because", &goal.state_because},
            {"reason", &reason}}));
    TRY(must_say_why(plan_of(change, id), reason));
    return save_goal(change, one, goal, reason);
}

Result<actions::Action> ask_for(
    Cases const& room, Change& change, CaseId id, GoalId goal, actions::Action const& wanted)
{
    auto const one = TRY(find(change, id));
    TRY(must_be_open(one));
    auto const facts = TRY(facts_of(change, one));
    TRY(static_cast<Visit const&>(change).may("plan", facts));
    TRY(find_goal(change, id, goal));
    auto action = wanted;
    action.about = thing(id);
    action.drawn_from = thing(goal);
    auto const today = london::day_of(change.now());
    if (!action.kind.empty() && !room.facts.lists("action_kind", action.kind, today))
        return invalid("Choose what kind of action it is", "kind");
    return room.actions.store.save(change, action);
}

Result<Partner> take_partner(Cases const& room, Change& change, CaseId id, Partner const& wanted)
{
    auto const one = TRY(find(change, id));
    TRY(must_be_open(one));
    TRY(no_child_in(room, change, one,
        {{"who", &wanted.who}, {"own_view", &wanted.own_view}, {"offer", &wanted.offer},
            {"their_part", &wanted.their_part}, {"may_be_told", &wanted.may_be_told}}));
    return add_partner(change, one, wanted);
}

Done end_partner(
    Cases const& room, Change& change, CaseId id, Uuid const& partner, std::string const& because)
{
    auto const one = TRY(find(change, id));
    TRY(must_be_open(one));
    TRY(no_child_in(room, change, one, {{"because", &because}}));
    return withdraw_partner(change, one, partner, because);
}

bool is_about_a_child(Visit const& visit, Case const& one)
{
    if (one.of_context())
        return false;
    auto const person = people::find(visit, PersonId(one.subject.id));
    if (!person || !person->birth)
        return true;
    auto const today = london::day_of(visit.now());
    auto const latest = person->birth->last();
    auto years = today.year() - latest.year();
    if (std::pair(today.month(), today.day()) < std::pair(latest.month(), latest.day()))
        --years;
    return years < adult_from_years;
}

std::vector<Missing> missing_to_agree(
    Visit const& visit, Case const& one, std::optional<WholePlan> const& whole)
{
    std::vector<Missing> missing;
    auto const open_goals = [&] { return whole && std::ranges::any_of(whole->goals, &Goal::open); };
    if (!open_goals())
        missing.push_back({"Write one goal at least", plan_address(one, "/goals/new")});
    if (whole)
        for (auto const& goal : whole->goals) {
            if (!goal.open())
                continue;
            for (auto& text : missing_in(goal))
                missing.push_back(
                    {std::move(text), plan_address(one, "/goals/" + goal.id.write())});
            if (whole->actions_of(goal.id).empty())
                missing.push_back({"“" + goal.statement + "”: say who does what for it",
                    plan_address(one, "/goals/" + goal.id.write() + "/actions/new")});
        }
    auto const of_child = is_about_a_child(visit, one);
    if (!one.of_context() && (!whole || whole->plan.own_goal.empty()))
        missing.push_back({of_child ? "Write the child's own goal, in the child's words"
                                    : "Write the person's own goal, in their words",
            plan_address(one, "/words")});
    if (of_child && (!whole || whole->plan.trusted_worker.empty()))
        missing.push_back({"Name a worker the child trusts", plan_address(one, "/words")});
    return missing;
}

Date review_after_agreement(Cases const& room, Visit const& visit, Case const& one, Date on)
{
    auto const next = next_review_of(room, one.level, on);
    auto const runs = review_clock(visit, one.id);
    return runs ? std::min(next, london::day_of(runs->due_at)) : next;
}

Result<std::int64_t> version_of_unchanged(std::optional<WholePlan> const& whole, std::int64_t seen)
{
    if (seen != (whole ? whole->changes : 0))
        return plan_changed_meanwhile();
    return whole ? whole->plan.version : 0;
}

Result<Plan> agree(Cases const& room, Change& change, CaseId id, Agreement const& agreement)
{
    auto const one = TRY(find(change, id));
    TRY(must_be_open(one));
    auto const today = london::day_of(change.now());
    if (today < agreement.on)
        return invalid("Enter a day that is not in the future", "on");
    if (agreement.with.find_first_not_of(" \t\r\n") == std::string::npos)
        return invalid("Say who agreed it", "with");
    auto const whole = whole_plan(room, change, id);
    auto const version = TRY(version_of_unchanged(whole, agreement.seen));
    auto const missing = missing_to_agree(change, one, whole);
    if (!missing.empty())
        return invalid(missing.front().text, "with");
    TRY(no_child_in(
        room, change, one, {{"with", &agreement.with}, {"own_view", &agreement.own_view}}));
    auto plan = plan_of(change, id)->plan; // its words as they stand
    plan.version = version;
    plan.agreed_on = agreement.on;
    plan.agreed_with = agreement.with;
    plan.own_view = agreement.own_view;
    plan.agreed_at = change.now();
    plan.next_review = review_after_agreement(room, change, one, agreement.on);
    auto saved = TRY(save_plan(change, one, plan, "Agreed with " + agreement.with));
    if (review_clock(change, id))
        review_no_later(room, change, one, *saved.next_review, "The plan was agreed");
    else
        start_review_clock(room, change, one, *saved.next_review);
    tell_of_case(room, change, one, "case_planned",
        "Case " + one.reference.write() + ": the plan was agreed");
    return saved;
}

std::vector<PlanWas> shown_history(Cases const& room, Visit const& visit, Case const& one)
{
    auto all = plan_history(visit, one.id);
    if (!one.of_context())
        return all;
    auto const naming = naming_of(room, visit, one, {});
    for (auto& was : all)
        for (auto* const text : {&was.what, &was.text, &was.reason})
            *text = without_names(*text, naming.through, naming.around);
    return all;
}

HandedOn::HandedOn(Cases const& room, Visit const& visit, Case const& one, WholePlan const& whole)
    : visit_(visit)
{
    if (one.of_context()) {
        auto const naming = naming_of(room, visit, one, {});
        through_ = naming.through;
        names_ = naming.around;
        return;
    }
    // They go the way together, and are named as the family names them.
    for (auto const& partner : whole.partners)
        through_.people.push_back(partner.who);
    through_.people.push_back(whole.plan.trusted_worker);
    auto const own = people::records_of(
        visit.reading(), people::kept_of(visit.reading(), PersonId(one.subject.id)));
    own_ = {own.begin(), own.end()};
    for (auto const record : own_)
        for (auto const person : links::people_around(visit.reading(), thing(record)))
            if (std::ranges::find(own_, person) == own_.end())
                for (auto& name : people::names_ever(visit.reading(), person))
                    names_.push_back(std::move(name));
}

std::string HandedOn::operator()(std::string const& text)
{
    auto safe = !tells_an_address(text) && !has_a_persons_reference(text)
        && without_names(text, through_, names_) == text;
    for (auto const& known : people::named_in(visit_, text))
        if (std::ranges::find(own_, known.person.id) == own_.end())
            safe = false;
    if (safe)
        return text;
    left_out_ = true;
    return "(Something is left out here. Ask us and we talk about it.)";
}

} // namespace kith::cases
