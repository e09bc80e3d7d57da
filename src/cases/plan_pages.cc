// SPDX-License-Identifier: MIT
#include "cases/plan_pages.h"
#include "base/london.h"
#include "cases/goal_pages.h"
#include "cases/plan_views.h"
#include "cases/views.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    using html::Value;

    char const* plan_notice(std::string_view said)
    {
        return said == "goal"  ? "The goal is saved."
            : said == "action" ? "The action is asked for. It shows on the Home of whoever does it."
            : said == "partner" ? "They are part of the plan."
            : said == "partner-ended"
            ? "They are taken off the plan. What was written stays in the history."
            : said == "words"  ? "Saved. What it replaced stays in the history."
            : said == "agreed" ? "The plan is agreed. Its next review is set."
                               : "";
    }

    std::string how_it_stands(WholePlan const& whole)
    {
        if (!whole.agreed())
            return "Not agreed yet.";
        auto text = "Agreed on " + whole.plan.agreed_on->in_words() + " with "
            + whole.plan.agreed_with + ".";
        if (whole.changed_since_agreed())
            text += " It changed since then: agree it again.";
        return text;
    }

    Value partners_view(CaseId of, WholePlan const& whole)
    {
        return Value::each(whole.partners, [&](Partner const& one) {
            return Value::object({{"who", one.who}, {"own_view", one.own_view},
                {"offer", one.offer}, {"part", one.their_part}, {"told", one.may_be_told},
                {"end_href", plan_path(of, "/partners/" + one.id.write() + "/withdraw")}});
        });
    }

    Value history_view(Cases const& room, Visit const& visit, Case const& one)
    {
        return Value::each(shown_history(room, visit, one), [&](PlanWas const& was) {
            return Value::object(
                {{"title", was.what}, {"when", "Until " + london::in_words(was.until)},
                    {"who", room.name_of(visit.reading(), was.by)},
                    {"text",
                        was.text + (was.reason.empty() ? "" : " Changed because: " + was.reason)}});
        });
    }

    Value plan_page(Cases const& room, Visit const& visit, Case const& one,
        std::optional<WholePlan> const& whole)
    {
        auto const plan = whole.value_or(WholePlan());
        auto sentences = Value::array();
        for (auto const& text : said_of_actions(room, visit, one, plan))
            sentences.push(text);
        return Value::object({{"section", one.of_context() ? "/contexts" : "/people"},
            {"case", case_view(room, visit, one)}, {"href", plan_path(one.id)},
            {"begun", whole.has_value()}, {"own_goal", plan.plan.own_goal},
            {"own_view", plan.plan.own_view}, {"trusted_worker", plan.plan.trusted_worker},
            {"stands", whole ? how_it_stands(plan) : std::string("Nothing is planned yet.")},
            {"next_review",
                plan.plan.next_review ? plan.plan.next_review->in_words() : std::string()},
            {"goals",
                Value::each(plan.goals,
                    [&](Goal const& goal) { return goal_view(room, visit, one.id, plan, goal); })},
            {"sentences", sentences}, {"partners", partners_view(one.id, plan)},
            {"family_href",
                one.of_context() ? std::string() : "/people/" + one.subject.id.write() + "/family"},
            {"of_child", is_about_a_child(visit, one)},
            {"missing",
                Value::each(missing_to_agree(visit, one, whole),
                    [](Missing const& what) {
                        return Value::object({{"text", what.text}, {"href", what.href}});
                    })},
            {"history", history_view(room, visit, one)}});
    }

    Response show_words_form(Cases const& room, Visit const& visit, Case const& one,
        Value const& values, std::vector<Error> const& problems = {},
        http::Status status = http::Status::ok, std::optional<WholePlan> const& stands = {})
    {
        auto page = plan_form_view(room, visit, one, values, problems);
        page["of_child"] = is_about_a_child(visit, one);
        if (stands)
            page["stands"] = Value::object(
                {{"own_goal", stands->plan.own_goal}, {"own_view", stands->plan.own_view},
                    {"trusted_worker", stands->plan.trusted_worker}});
        return room.pages.show(visit, "cases/plan_words.njk", page, status);
    }

    // Each goal with who does what for it, and who goes the way together.
    Value plan_as_lines(WholePlan const& whole)
    {
        auto lines = Value::array();
        for (auto const& goal : whole.goals) {
            if (!goal.open())
                continue;
            auto line = goal.statement + (goal.target.empty() ? "" : ". Target: " + goal.target);
            for (auto const& action : whole.actions_of(goal.id))
                line += ". " + action.what;
            lines.push(line);
        }
        for (auto const& partner : whole.partners)
            lines.push(partner.who + (partner.their_part.empty() ? "" : ": " + partner.their_part));
        return lines;
    }

    // Who agreed it, when, and how they see it: for whoever agreed it at the same time.
    Value agreement_view(Cases const& room, Visit const& visit, Case const& one, Plan const& plan)
    {
        auto rows = Value::array({Value::object({{"key", "Agreed on"},
                                      {"text", plan.agreed_on.value_or(Date()).in_words()}}),
            Value::object({{"key", "Who agreed it"}, {"text", plan.agreed_with}})});
        if (!plan.own_view.empty())
            rows.push(Value::object({{"key",
                                         one.of_context() ? "How young people there see it"
                                                          : "How they see it themselves"},
                {"text", plan.own_view}}));
        return Value::object({{"rows", rows}, {"when", london::in_words(*plan.agreed_at)},
            {"by", room.name_of(visit.reading(), agreed_by(visit, plan))}});
    }

    Response show_agreement_form(Cases const& room, Visit const& visit, Case const& one,
        Value const& values, std::vector<Error> const& problems = {},
        http::Status status = http::Status::ok)
    {
        auto const whole = whole_plan(room, visit, one.id);
        auto page = plan_form_view(room, visit, one, values, problems);
        page["missing"] = Value::each(missing_to_agree(visit, one, whole), [](Missing const& what) {
            return Value::object({{"text", what.text}, {"href", what.href}});
        });
        page["review"]
            = review_after_agreement(room, visit, one, london::day_of(visit.now())).in_words();
        if (whole && status == http::Status::conflict) {
            page["stands"] = plan_as_lines(*whole);
            if (whole->agreed())
                page["first"] = agreement_view(room, visit, one, whole->plan);
        }
        return room.pages.show(visit, "cases/plan_agree.njk", page, status);
    }

    Result<Case> case_planned(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<CaseId>("case"));
        auto one = TRY(find(visit, id));
        auto const facts = TRY(facts_of(visit, one));
        TRY(visit.may("plan", facts));
        return one;
    }

    Value plain_goal(Cases const& room, Visit const& visit, WholePlan const& whole,
        Goal const& goal, HandedOn& hand_on)
    {
        auto doing = Value::array();
        for (auto const& action : whole.actions_of(goal.id))
            if (action.open() || action.state == actions::ActionState::done)
                doing.push(Value::object({{"what", hand_on(action.what)},
                    {"who", hand_on(doer_in_words(room, visit, action))},
                    {"when",
                        action.open() ? "by " + action.due.in_words() : std::string("done")}}));
        return Value::object({{"statement", hand_on(goal.statement)}, {"doing", doing},
            {"target", hand_on(goal.target)},
            {"today",
                goal.baseline && goal.baseline->told && !goal.observation.empty()
                    ? hand_on(goal.observation)
                        + fmt::format(": {} of {}", goal.baseline->count, goal.baseline->of)
                    : std::string()}});
    }

    std::optional<Value> plan_panel(Cases const& room, Visit const& visit, Case const& one)
    {
        auto const whole = whole_plan(room, visit, one.id);
        auto const facts = facts_of(visit, one);
        auto const may_plan = facts && visit.permits("plan", *facts) && one.is_open();
        if (!whole && !may_plan)
            return std::nullopt;
        auto panel = Value::object({{"title", "Plan"}});
        panel["text"] = whole ? how_it_stands(*whole)
                              : std::string("Nothing is planned yet. A plan says what shall be "
                                            "different, and who does what for it.");
        if (whole && whole->plan.next_review)
            panel["text"] = panel.get("text").text() + " Reviewed next by "
                + whole->plan.next_review->in_words() + ".";
        panel["link"] = Value::object(
            {{"text", whole ? "Open the plan" : "Begin the plan"}, {"href", plan_path(one.id)}});
        return panel;
    }

    // Plans of contexts that this person is joined to, for those who may know those cases.
    std::optional<Value> context_plans_panel(
        Cases const& room, Visit const& visit, people::Person const& person)
    {
        auto rows = Value::array();
        std::vector<Uuid> shown;
        for (auto const& link : room.links.store.list_of(visit, thing(person.id))) {
            auto const& other = link.other_end(thing(person.id));
            if (other.kind != "context" || std::ranges::find(shown, other.id) != shown.end())
                continue;
            shown.push_back(other.id);
            for (auto const& one : list_of(visit, other)) {
                auto const whole = whole_plan(room, visit, one.id);
                if (!one.is_open() || !whole || !whole->agreed())
                    continue;
                std::string goals;
                for (auto const& goal : whole->goals)
                    if (goal.open())
                        goals += (goals.empty() ? "" : ". ") + goal.statement;
                rows.push(Value::object({{"href", plan_path(one.id)},
                    {"text", room.links.seen.show(visit, other).text}, {"detail", goals}}));
            }
        }
        if (rows.size() == 0)
            return std::nullopt;
        return Value::object({{"title", "Plans of contexts that affect them"}, {"rows", rows}});
    }

    std::optional<Value> helped_panel(
        Cases const& room, Visit const& visit, contexts::Context const& context)
    {
        for (auto const& one : list_of(visit, thing(context.id))) {
            auto const whole = plan_of(visit, one.id);
            if (!one.is_open() || !whole || !whole->agreed())
                continue;
            auto const numbers = contexts::numbers_of(room.contexts, visit, context);
            // Whoever knows some is told how many these are, and of the others what a small number
            // may be told as.
            auto const known = numbers.known == 0 ? std::string()
                : numbers.known == 1
                ? std::string("One of them is somebody you may know. ")
                : fmt::format("{} of them are people you may know. ", numbers.known);
            return Value::object({{"title", "Plan for this context"},
                {"text",
                    "It helps the children who are linked here, and names none of them. " + known
                        + numbers.in_words()},
                {"link", Value::object({{"text", "Open the plan"}, {"href", plan_path(one.id)}})}});
        }
        return std::nullopt;
    }

    std::optional<Missing> plan_needed(Visit const& visit, Case const& one)
    {
        auto const whole = plan_of(visit, one.id);
        if (!whole || std::ranges::none_of(whole->goals, &Goal::open))
            return Missing{"There is no plan with a goal yet", plan_path(one.id)};
        if (!whole->agreed())
            return Missing{"The plan is not agreed yet", plan_path(one.id, "/agree")};
        return std::nullopt;
    }

    // Of whom or what the case is about, on whichever of their records it hangs.
    std::int64_t overdue_about_subject(Cases const& room, Visit const& visit, Case const& one)
    {
        auto const& store = room.actions.store;
        if (one.of_context())
            return store.overdue_count(visit, one.subject);
        std::int64_t all = 0;
        auto& connection = visit.reading();
        for (auto const record :
            people::records_of(connection, people::kept_of(connection, PersonId(one.subject.id))))
            all += store.overdue_count(visit, thing(record));
        return all;
    }

    std::vector<Blocked> open_actions(Cases const& room, Visit const& visit, Case const& one)
    {
        std::vector<Blocked> all;
        auto const about = overdue_about_subject(room, visit, one);
        auto const* const whom = one.of_context() ? "it" : "them";
        if (about > 0)
            all.push_back({about == 1 ? fmt::format("One action about {} is overdue", whom)
                                      : fmt::format("{} actions about {} are overdue", about, whom),
                subject_shown(room, visit, one).href});
        auto const overdue = room.actions.store.overdue_count(visit, thing(one.id));
        auto const open = room.actions.store.open_count(visit, thing(one.id)) - overdue;
        if (overdue > 0)
            all.push_back({overdue == 1 ? std::string("One action is overdue")
                                        : fmt::format("{} actions are overdue", overdue),
                plan_path(one.id)});
        if (open > 0)
            all.push_back({open == 1 ? std::string("One action is still open")
                                     : fmt::format("{} actions are still open", open),
                plan_path(one.id)});
        return all;
    }
} // namespace

Result<Response> show_plan(Cases const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<CaseId>("case"));
    auto const one = TRY(find(visit, id));
    auto const facts = TRY(facts_of(visit, one));
    auto page = plan_page(room, visit, one, whole_plan(room, visit, id));
    page["may_plan"] = visit.permits("plan", facts) && one.is_open();
    page["notice"] = plan_notice(request.query("said"));
    return room.pages.show(visit, "cases/plan.njk", page);
}

Result<Response> show_plain_plan(Cases const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<CaseId>("case"));
    auto const one = TRY(find(visit, id));
    auto const whole = whole_plan(room, visit, id);
    if (!whole)
        return not_found();
    HandedOn hand_on(room, visit, one, *whole);
    auto goals = Value::array();
    for (auto const& goal : whole->goals)
        if (goal.state != "dropped")
            goals.push(plain_goal(room, visit, *whole, goal, hand_on));
    auto page = Value::object(
        {{"of_context", one.of_context()}, {"of_child", is_about_a_child(visit, one)},
            {"context", one.of_context() ? subject_shown(room, visit, one).text : std::string()},
            {"own_goal", hand_on(whole->plan.own_goal)},
            {"trusted_worker", hand_on(whole->plan.trusted_worker)}, {"goals", goals},
            {"partners",
                Value::each(whole->partners,
                    [&](Partner const& partner) {
                        return Value::object(
                            {{"who", hand_on(partner.who)}, {"part", hand_on(partner.their_part)}});
                    })},
            {"agreed", whole->plan.agreed_on ? whole->plan.agreed_on->in_words() : std::string()},
            {"next_review",
                whole->plan.next_review ? whole->plan.next_review->in_words() : std::string()},
            {"back", plan_path(id)}});
    page["left_out"] = hand_on.left_out();
    return room.pages.show(visit, "cases/plan_plain.njk", page);
}

Result<Response> ask_plan_words(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_planned(visit, request));
    auto const whole = whole_plan(room, visit, one.id);
    auto const plan = whole ? whole->plan : Plan();
    return show_words_form(room, visit, one,
        Value::object({{"own_goal", plan.own_goal}, {"own_view", plan.own_view},
            {"trusted_worker", plan.trusted_worker}, {"version", std::to_string(plan.version)}}));
}

Result<Response> record_plan_words(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_planned(visit, request));
    auto const form = TRY(request.form());
    Plan plan;
    plan.own_goal = form.first("own_goal");
    plan.own_view = form.first("own_view");
    plan.trusted_worker = form.first("trusted_worker");
    plan.version = version_typed(form);
    auto const made = visit.change([&](Change& change) {
        return word_plan(room, change, one.id, plan, links::text_of(form, "reason"));
    });
    if (made)
        return http::see_other(plan_path(one.id) + "?said=words");
    auto values = links::values_of(form);
    if (made.error().code == Code::conflict) {
        auto const stands = whole_plan(room, visit, one.id);
        if (stands)
            values["version"] = std::to_string(stands->plan.version);
        return show_words_form(
            room, visit, one, values, {made.error()}, http::Status::conflict, stands);
    }
    if (made.error().code != Code::invalid)
        return made.error();
    return show_words_form(room, visit, one, values, {made.error()}, http::Status::unprocessable);
}

Result<Response> ask_agreement(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_planned(visit, request));
    auto const whole = whole_plan(room, visit, one.id);
    return show_agreement_form(room, visit, one,
        Value::object({{"version", std::to_string(whole ? whole->changes : 0)},
            {"on", london::day_of(visit.now()).in_words()}}));
}

Result<Response> record_agreement(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_planned(visit, request));
    auto const form = TRY(request.form());
    std::vector<Error> problems;
    Agreement agreement;
    agreement.seen = version_typed(form);
    agreement.on = read_day_field(form, "on", london::day_of(visit.now()), problems);
    agreement.with = links::text_of(form, "with");
    agreement.own_view = links::text_of(form, "own_view");
    auto status = http::Status::unprocessable;
    auto values = links::values_of(form);
    if (problems.empty()) {
        auto const made
            = visit.change([&](Change& change) { return agree(room, change, one.id, agreement); });
        if (made)
            return http::see_other(plan_path(one.id) + "?said=agreed");
        if (made.error().code == Code::conflict) {
            status = http::Status::conflict;
            auto const whole = whole_plan(room, visit, one.id);
            values["version"] = std::to_string(whole ? whole->changes : 0);
        } else if (made.error().code != Code::invalid)
            return made.error();
        problems.push_back(made.error());
    }
    return show_agreement_form(room, visit, one, values, problems, status);
}

void join_plan(House& house, Cases& room)
{
    auto routes = house.routes.of(room);
    routes.get("/cases/{case}/plan", "case:read", show_plan);
    routes.get("/cases/{case}/plan/plain", "case:read", show_plain_plan);
    routes.get("/cases/{case}/plan/words", "case:plan", ask_plan_words);
    routes.post("/cases/{case}/plan/words", "case:plan", record_plan_words);
    routes.get("/cases/{case}/plan/agree", "case:plan", ask_agreement);
    routes.post("/cases/{case}/plan/agree", "case:plan", record_agreement);
    join_goals(house, room);
    room.needs["a plan with a change goal"] = plan_needed;
    room.panels.emplace_back(
        [&room](Visit const& visit, Case const& one) { return plan_panel(room, visit, one); });
    room.blockers.emplace_back(
        [&room](Visit const& visit, Case const& one) { return open_actions(room, visit, one); });
    room.people.panels.emplace_back([&room](Visit const& visit, people::Person const& person) {
        return context_plans_panel(room, visit, person);
    });
    room.contexts.panels.emplace_back(
        [&room](Visit const& visit, contexts::Context const& context) {
            return helped_panel(room, visit, context);
        });
}

} // namespace kith::cases
