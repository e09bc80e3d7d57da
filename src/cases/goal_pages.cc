// SPDX-License-Identifier: MIT
#include "cases/goal_pages.h"
#include "base/london.h"
#include "cases/plan_views.h"
#include "cases/views.h"
#include <algorithm>

namespace kith::cases {
namespace {
    using html::Value;

    // The case of the address, for whoever may plan in it.
    Result<Case> case_to_plan(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<CaseId>("case"));
        auto one = TRY(find(visit, id));
        auto const facts = TRY(facts_of(visit, one));
        TRY(visit.may("plan", facts));
        return one;
    }

    // What was measured in this case: "<measurement>:<measure>" and how it is said.
    std::vector<std::pair<std::string, std::string>> measured_so_far(
        Cases const& room, Visit const& visit, CaseId id)
    {
        std::vector<std::pair<std::string, std::string>> all;
        for (auto const& one : measurements_of(visit, id)) {
            auto const* const instrument
                = room.instruments.find(one.instrument, one.instrument_version);
            if (!instrument)
                continue;
            for (auto const& measure : instrument->measures)
                if (auto const counted = counted_in(room, one, measure.code))
                    all.emplace_back(one.id.write() + ":" + measure.code,
                        instrument->title + ": " + measure.label + ": "
                            + counted->in_words(
                                instrument->kind == InstrumentKind::map ? "marks" : ""));
        }
        return all;
    }

    Value goal_values(Goal const& goal)
    {
        auto values = Value::object({{"statement", goal.statement}, {"aims_at", goal.aims_at},
            {"measured_by", goal.measured_by}, {"what_it_tells", goal.what_it_tells},
            {"observation", goal.observation}, {"target", goal.target}, {"state", goal.state},
            {"state_because", goal.state_because}, {"version", std::to_string(goal.version)},
            {"measured",
                goal.baseline_measurement.none()
                    ? std::string()
                    : goal.baseline_measurement.write() + ":" + goal.measure}});
        if (goal.baseline && goal.measured_by != "measure") {
            values["baseline_count"] = std::to_string(goal.baseline->count);
            values["baseline_of"] = std::to_string(goal.baseline->of);
            values["baseline_on"] = goal.baseline->on.in_words();
        }
        return values;
    }

    void read_goal_measure(http::FormData const& form, Goal& goal)
    {
        auto const text = std::string(form.first("measured"));
        auto const colon = text.find(':');
        auto const id = MeasurementId::read(text.substr(0, colon));
        if (colon == std::string::npos || !id)
            return;
        goal.baseline_measurement = *id;
        goal.measure = text.substr(colon + 1);
    }

    Goal read_goal_form(
        http::FormData const& form, Goal stands, Date today, std::vector<Error>& problems)
    {
        auto goal = std::move(stands);
        goal.statement = form.first("statement");
        goal.aims_at = form.first("aims_at");
        goal.measured_by = form.first("measured_by");
        goal.what_it_tells = form.first("what_it_tells");
        goal.observation = form.first("observation");
        goal.target = form.first("target");
        if (!goal.id.none()) {
            goal.version = version_typed(form);
            goal.state = form.has("state") ? std::string(form.first("state")) : goal.state;
            goal.state_because = form.first("state_because");
        }
        if (goal.measured_by == "measure") {
            read_goal_measure(form, goal);
            return goal;
        }
        goal.baseline.reset();
        if (!links::text_of(form, "baseline_count").empty()
            || !links::text_of(form, "baseline_of").empty())
            goal.baseline = Counted{read_count_field(form, "baseline_count"),
                read_count_field(form, "baseline_of"),
                read_day_field(form, "baseline_on", today, problems)};
        return goal;
    }

    Response show_goal_form(Cases const& room, Visit const& visit, Case const& one,
        std::optional<Goal> const& stands, Value const& values,
        std::vector<Error> const& problems = {}, http::Status status = http::Status::ok)
    {
        auto const today = london::day_of(visit.now());
        auto page = plan_form_view(room, visit, one, values, problems);
        auto aims = std::vector<std::pair<std::string, std::string>>();
        for (auto const& code : room.facts.codes("context_kind", today))
            aims.emplace_back(code.code, code.label);
        if (!one.of_context())
            aims.emplace_back("LIFE", aim_label(room, "LIFE"));
        page["aims"] = plan_choices(aims, values.get("aims_at").text());
        page["ways"] = plan_choices({{"measure", "By an instrument that was used here"},
                                        {"observation", "By something that can be counted"}},
            values.get("measured_by").text());
        page["tells"] = plan_choices(
            {{"what_is_different", "What is different afterwards"}, {"what_we_do", "What we do"}},
            values.get("what_it_tells").text());
        auto measured = measured_so_far(room, visit, one.id);
        page["nothing_measured"] = measured.empty();
        measured.insert(measured.begin(), {"", "Choose"});
        page["measured"] = plan_choices(measured, values.get("measured").text());
        page["states"] = plan_choices({{"open", "We go on with it"}, {"reached", "It is reached"},
                                          {"dropped", "It is dropped"}},
            values.get("state").text());
        if (stands) {
            page["action"] = plan_path(one.id, "/goals/" + stands->id.write());
            if (status == http::Status::conflict)
                page["stands"] = Value::object({{"text", stands->statement},
                    {"detail",
                        measured_in_words(room, *stands)
                            + (stands->target.empty() ? "" : ". Target: " + stands->target)}});
        } else
            page["action"] = plan_path(one.id, "/goals/new");
        page["is_new"] = !stands;
        return room.pages.show(visit, "cases/goal.njk", page, status);
    }

    Result<std::optional<Goal>> goal_asked(
        Cases const& room, Visit const& visit, Request const& request, CaseId of)
    {
        if (request.path().ends_with("/goals/new"))
            return std::optional<Goal>();
        auto const id = TRY(request.id<GoalId>("goal"));
        auto const whole = whole_plan(room, visit, of); // names withheld
        if (!whole)
            return not_found();
        auto const found = std::ranges::find(whole->goals, id, &Goal::id);
        if (found == whole->goals.end())
            return not_found();
        return std::optional(*found);
    }

    Response show_action_form(Cases const& room, Visit const& visit, Case const& one,
        Goal const& goal, Value const& values, std::vector<Error> const& problems = {},
        http::Status status = http::Status::ok)
    {
        auto const today = london::day_of(visit.now());
        auto page = plan_form_view(room, visit, one, values, problems);
        page["action"] = plan_path(one.id, "/goals/" + goal.id.write() + "/actions/new");
        page["goal"] = goal.statement;
        page["kinds"] = code_choices(room, "action_kind", today, values.get("kind").text());
        std::vector<std::pair<std::string, std::string>> agencies = {{"", "Choose"}};
        for (auto const& agency : directory::list_agencies(visit.reading(), today))
            agencies.emplace_back(agency.id.write(), agency.name);
        page["agencies"] = plan_choices(agencies, values.get("for_agency").text());
        std::vector<std::pair<std::string, std::string>> workers
            = {{"", "Somebody else, named below"}};
        for (auto const& [account, name] : workers_of(room, visit, one.team))
            workers.emplace_back(account.write(), name);
        page["workers"] = plan_choices(workers, values.get("named").text());
        return room.pages.show(visit, "cases/goal_action.njk", page, status);
    }

    actions::Action read_action_form(Cases const& room, Visit const& visit, Case const& one,
        http::FormData const& form, std::vector<Error>& problems)
    {
        auto const today = london::day_of(visit.now());
        actions::Action action;
        action.about = thing(one.id);
        action.what = form.first("what");
        action.kind = form.first("kind");
        action.for_agency = AgencyId::read(form.first("for_agency")).value_or(AgencyId());
        action.named_in_words = form.first("named_in_words");
        action.how_we_will_know = form.first("how_we_will_know");
        if (auto const named = AccountId::read(form.first("named"))) {
            auto const workers = workers_of(room, visit, one.team);
            if (std::ranges::find(workers, *named, &std::pair<AccountId, std::string>::first)
                != workers.end())
                action.named = *named;
            if (action.for_agency.none())
                action.for_agency = one.owner_agency;
        }
        if (links::text_of(form, "due").empty())
            problems.push_back(invalid("Enter the day by which it is done", "due"));
        else
            action.due = read_day_field(form, "due", today, problems);
        return action;
    }

    Response show_partner_form(Cases const& room, Visit const& visit, Case const& one,
        Value const& values, std::vector<Error> const& problems = {},
        http::Status status = http::Status::ok)
    {
        return room.pages.show(visit, "cases/plan_partner.njk",
            plan_form_view(room, visit, one, values, problems), status);
    }

    Result<Partner> partner_asked(
        Cases const& room, Visit const& visit, Request const& request, CaseId of)
    {
        auto const id = TRY(request.id<Uuid>("partner"));
        auto const whole = whole_plan(room, visit, of); // names withheld
        if (!whole)
            return not_found();
        auto const found = std::ranges::find(whole->partners, id, &Partner::id);
        if (found == whole->partners.end())
            return not_found();
        return *found;
    }

    Response show_partner_end_form(Cases const& room, Visit const& visit, Case const& one,
        Partner const& partner, Value const& values, std::vector<Error> const& problems = {},
        http::Status status = http::Status::ok)
    {
        auto page = plan_form_view(room, visit, one, values, problems);
        page["who"] = partner.who;
        page["action"] = plan_path(one.id, "/partners/" + partner.id.write() + "/withdraw");
        return room.pages.show(visit, "cases/plan_partner_end.njk", page, status);
    }
} // namespace

Result<Response> ask_goal(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to_plan(visit, request));
    auto const goal = TRY(goal_asked(room, visit, request, one.id));
    auto values = goal_values(goal.value_or(Goal()));
    if (!goal && one.of_context())
        if (auto const context = contexts::find(visit, ContextId(one.subject.id)))
            values["aims_at"] = context->kind;
    return show_goal_form(room, visit, one, goal, values);
}

Result<Response> record_goal(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to_plan(visit, request));
    auto const form = TRY(request.form());
    auto const stands = TRY(goal_asked(room, visit, request, one.id));
    auto const today = london::day_of(visit.now());
    std::vector<Error> problems;
    auto const goal = read_goal_form(form, stands.value_or(Goal()), today, problems);
    auto const wrong = problems_of(tidied(goal), goal_words(room, today), today);
    problems.insert(problems.end(), wrong.begin(), wrong.end());
    auto status = http::Status::unprocessable;
    if (problems.empty()) {
        auto const made = visit.change([&](Change& change) {
            return set_goal(room, change, one.id, goal, links::text_of(form, "reason"));
        });
        if (made)
            return http::see_other(plan_path(one.id) + "?said=goal");
        if (made.error().code == Code::conflict)
            status = http::Status::conflict;
        else if (made.error().code != Code::invalid)
            return made.error();
        problems.push_back(made.error());
    }
    auto values = links::values_of(form);
    if (status == http::Status::conflict)
        values["version"] = std::to_string(stands->version);
    return show_goal_form(room, visit, one, stands, values, problems, status);
}

Result<Response> ask_plan_action(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to_plan(visit, request));
    auto const asked = TRY(goal_asked(room, visit, request, one.id));
    auto const& goal = *asked;
    return show_action_form(room, visit, one, goal, Value::object());
}

Result<Response> record_plan_action(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to_plan(visit, request));
    auto const form = TRY(request.form());
    auto const asked = TRY(goal_asked(room, visit, request, one.id));
    auto const& goal = *asked;
    std::vector<Error> problems;
    auto const action = read_action_form(room, visit, one, form, problems);
    if (problems.empty()) {
        auto const made = visit.change(
            [&](Change& change) { return ask_for(room, change, one.id, goal.id, action); });
        if (made)
            return http::see_other(plan_path(one.id) + "?said=action");
        if (made.error().code != Code::invalid)
            return made.error();
        problems.push_back(made.error());
    } else if (auto const wrong = actions::checked(action, london::day_of(visit.now())); !wrong)
        problems.push_back(wrong.error());
    if (action.named.none()) // its field on this page
        for (auto& problem : problems)
            if (problem.field == "named")
                problem.field = "named_in_words";
    return show_action_form(
        room, visit, one, goal, links::values_of(form), problems, http::Status::unprocessable);
}

Result<Response> ask_partner(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to_plan(visit, request));
    return show_partner_form(room, visit, one, Value::object());
}

Result<Response> record_partner(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to_plan(visit, request));
    auto const form = TRY(request.form());
    Partner partner;
    partner.who = form.first("who");
    partner.own_view = form.first("own_view");
    partner.offer = form.first("offer");
    partner.their_part = form.first("their_part");
    partner.may_be_told = form.first("may_be_told");
    auto const made
        = visit.change([&](Change& change) { return take_partner(room, change, one.id, partner); });
    if (made)
        return http::see_other(plan_path(one.id) + "?said=partner");
    if (made.error().code != Code::invalid)
        return made.error();
    return show_partner_form(
        room, visit, one, links::values_of(form), {made.error()}, http::Status::unprocessable);
}

Result<Response> ask_partner_end(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to_plan(visit, request));
    auto const partner = TRY(partner_asked(room, visit, request, one.id));
    return show_partner_end_form(room, visit, one, partner, Value::object());
}

Result<Response> record_partner_end(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to_plan(visit, request));
    auto const form = TRY(request.form());
    auto const partner = TRY(partner_asked(room, visit, request, one.id));
    auto const ended = visit.change([&](Change& change) {
        return end_partner(room, change, one.id, partner.id, links::text_of(form, "because"));
    });
    if (ended)
        return http::see_other(plan_path(one.id) + "?said=partner-ended");
    if (ended.error().code != Code::invalid)
        return ended.error();
    return show_partner_end_form(room, visit, one, partner, links::values_of(form), {ended.error()},
        http::Status::unprocessable);
}

void join_goals(House& house, Cases& room)
{
    auto routes = house.routes.of(room);
    routes.get("/cases/{case}/plan/goals/new", "case:plan", ask_goal);
    routes.post("/cases/{case}/plan/goals/new", "case:plan", record_goal);
    routes.get("/cases/{case}/plan/goals/{goal}", "case:plan", ask_goal);
    routes.post("/cases/{case}/plan/goals/{goal}", "case:plan", record_goal);
    routes.get("/cases/{case}/plan/goals/{goal}/actions/new", "case:plan", ask_plan_action);
    routes.post("/cases/{case}/plan/goals/{goal}/actions/new", "case:plan", record_plan_action);
    routes.get("/cases/{case}/plan/partners/new", "case:plan", ask_partner);
    routes.post("/cases/{case}/plan/partners/new", "case:plan", record_partner);
    routes.get("/cases/{case}/plan/partners/{partner}/withdraw", "case:plan", ask_partner_end);
    routes.post("/cases/{case}/plan/partners/{partner}/withdraw", "case:plan", record_partner_end);
}

} // namespace kith::cases
