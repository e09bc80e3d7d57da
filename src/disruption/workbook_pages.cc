// SPDX-License-Identifier: MIT
// A target's workbook: what is known, what the facts support, what was considered; and a new step.
#include "base/london.h"
#include "disruption/of_concern_views.h"
#include "disruption/pages.h"
#include "disruption/views.h"
#include "platform/html/problems.h"
#include <algorithm>
#include <set>

namespace kith::disruption {
namespace {
    using html::Value;

    Value option_list(Disruption const& room, std::vector<Option> const& all, Thing const& target)
    {
        return Value::each(all, [&](Option const& one) { return option_view(room, one, target); });
    }

    // The facts that some tactic for such a target asks for, and that nobody has ticked.
    Value fact_choices(Disruption const& room, Situation const& situation, Date today,
        std::set<std::string> const& chosen)
    {
        std::set<std::string> asked;
        for (auto const& tactic : room.tactics.all())
            if (tactic.is_for(situation.target)) {
                for (auto const* list : {&tactic.needs, &tactic.one_of, &tactic.rules_out})
                    asked.insert(list->begin(), list->end());
                if (tactic.closes_a_home)
                    asked.insert({"people_live_there", "tenant_harmed"});
                if (tactic.acts_on_child == ActsOnChild::under_18 && situation.target != "person")
                    asked.insert("under_18_affected");
            }
        auto choices = Value::array();
        for (auto const& code : room.facts.codes("disruption_fact", today))
            if (asked.contains(code.code) && !knows_fact(situation, code.code))
                choices.push(Value::object({{"value", code.code}, {"text", code.label},
                    {"checked", chosen.contains(code.code)}}));
        return choices;
    }

    Value known_view(Disruption const& room, Visit const& visit, Thing const& target)
    {
        return Value::each(facts_known(visit, target), [&](TargetFact const& fact) {
            auto const facts = facts_of(visit, fact);
            return Value::object(
                {{"label", label_of_fact(room, fact.code)}, {"where_from", fact.where_from},
                    {"by",
                        room.name_of(visit.reading(), fact.by) + ", "
                            + room.pages.agency_name(fact.owner_agency)},
                    {"on", london::day_of(fact.at).in_words()},
                    {"href", address_of(target) + "/facts/" + fact.id.write() + "/withdraw"},
                    {"may_withdraw", facts && visit.permits("withdraw", *facts)}});
        });
    }

    Value rejected_view(Disruption const& room, Visit const& visit, std::vector<Step> const& steps)
    {
        auto all = Value::array();
        for (auto const& step : steps) {
            if (step.status != StepStatus::rejected)
                continue;
            std::string why;
            for (auto const& entry : moves_of(visit, step))
                if (!entry.taken_back_at)
                    why = entry.why;
            all.push(Value::object({{"href", address_of(step.id)},
                {"name", step.tactic + " " + tactic_name(room, step.tactic)}, {"why", why},
                {"on", step.status_on.in_words()}}));
        }
        return all;
    }

    struct WorkbookTyped {
        Value values = Value::object();
        std::set<std::string> chosen = {};
        std::vector<Error> problems = {};
        std::string notice = {};
    };

    Result<Response> draw_workbook(
        Disruption const& room, Visit const& visit, Thing const& target, WorkbookTyped const& typed)
    {
        auto const situation = TRY(situation_of(visit, target));
        auto const laid = options_for(room, visit, situation);
        auto const steps = list_of(visit, target);
        auto rows = Value::array();
        for (auto const& step : steps)
            if (step.status != StepStatus::rejected)
                rows.push(step_row(room, visit, step));
        auto page = Value::object({{"section",
                                       target.kind.starts_with("person") ? "/people" : "/contexts"},
            {"target", target_view(room, visit, target)}, {"href", address_of(target)},
            {"known", known_view(room, visit, target)},
            {"choices", fact_choices(room, situation, london::day_of(visit.now()), typed.chosen)},
            {"supported", option_list(room, laid.supported, target)},
            {"lacking", option_list(room, laid.lacking, target)},
            {"ruled_out", option_list(room, laid.ruled_out, target)},
            {"not_offered", option_list(room, laid.not_offered, target)},
            {"on_child", option_list(room, laid.on_child, target)}, {"steps", rows},
            {"rejected", rejected_view(room, visit, steps)},
            {"as_of", room.tactics.as_of().in_words()},
            {"may_tick", visit.could("create", "disruption_fact")},
            {"may_consider", visit.could("create", "disruption_step")}, {"values", typed.values},
            {"problems", html::problems_view(typed.problems)}, {"notice", typed.notice}});
        if (target.kind == "person")
            if (auto panel = of_concern_panel(room, visit, PersonId(target.id)))
                page["of_concern"] = std::move(*panel);
        if (!typed.problems.empty())
            page["errors"] = html::errors_view(typed.problems);
        return room.pages.show(visit, "disruption/workbook.njk", page, status_of(typed.problems));
    }

    Result<Response> show_workbook(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const target = TRY(target_in(room, visit, request));
        auto const said = request.query("said");
        WorkbookTyped typed;
        typed.notice = said == "ticked" ? "It is recorded, with where you know it from."
            : said == "withdrawn"       ? "It is taken back."
                                        : "";
        return draw_workbook(room, visit, target, typed);
    }

    Result<Response> again(Disruption const& room, Visit const& visit, Thing const& target,
        http::FormData const& form, Error const& problem)
    {
        if (problem.code != Code::invalid && problem.code != Code::conflict)
            return problem;
        WorkbookTyped typed{links::values_of(form), {}, {problem}, {}};
        for (auto const code : form.all("fact"))
            typed.chosen.emplace(code);
        return draw_workbook(room, visit, target, typed);
    }

    Result<Response> take_facts(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const target = TRY(target_in(room, visit, request));
        auto const form = TRY(request.form());
        auto const where_from = links::text_of(form, "where_from");
        auto const codes = form.all("fact");
        if (codes.empty())
            return again(room, visit, target, form, invalid("Tick what is known", "fact"));
        auto const made = visit.change([&](Change& change) -> Done {
            for (auto const code : codes)
                TRY(tick(room, change, target, std::string(code), where_from));
            return done();
        });
        if (!made)
            return again(room, visit, target, form, made.error());
        return http::see_other(address_of(target) + "?said=ticked");
    }

    Result<Response> take_withdrawal(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const target = TRY(target_in(room, visit, request));
        auto const id = TRY(request.id<TargetFactId>("fact"));
        auto const form = TRY(request.form());
        auto const made = visit.change([&](Change& change) {
            return untick(change, target, id, links::text_of(form, "withdrawn"));
        });
        if (!made)
            return again(room, visit, target, form, made.error());
        return http::see_other(address_of(target) + "?said=withdrawn");
    }

    // ---- a new step

    Result<Response> draw_new(Disruption const& room, Visit const& visit, Thing const& target,
        Tactic const& tactic, Value const& values, std::vector<Error> const& problems)
    {
        auto const situation = TRY(situation_of(visit, target));
        auto const option = laid_out(
            tactic, situation, [&](std::string_view code) { return label_of_fact(room, code); });
        auto page = Value::object(
            {{"section", target.kind.starts_with("person") ? "/people" : "/contexts"},
                {"target", target_view(room, visit, target)}, {"href", address_of(target)},
                {"option", option_view(room, option, target)},
                {"acts_on_child", acts_on_a_child(tactic, situation)}, {"values", values},
                {"choices", step_choices(visit, tactic, values)},
                {"problems", html::problems_view(problems)}});
        if (!problems.empty())
            page["errors"] = html::errors_view(problems);
        return room.pages.show(visit, "disruption/new.njk", page, status_of(problems));
    }

    Result<Response> ask_step(Disruption const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "disruption_step"))
            return not_found();
        auto const target = TRY(target_in(room, visit, request));
        auto const* const tactic = room.tactics.find(request.query("tactic"));
        if (!tactic)
            return not_found();
        return draw_new(room, visit, target, *tactic, Value::object(), {});
    }

    Result<Response> take_step(Disruption const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "disruption_step"))
            return not_found();
        auto const target = TRY(target_in(room, visit, request));
        auto const form = TRY(request.form());
        auto const* const tactic = room.tactics.find(form.first("tactic"));
        if (!tactic)
            return not_found();
        Step step;
        step.target = target;
        step.tactic = tactic->code;
        step.because = links::text_of(form, "because");
        std::vector<Error> unread;
        read_owner(form, step);
        read_days(form, step, unread);
        read_footing(visit, form, step, unread);
        auto problems = problems_with(room, visit, step);
        problems.insert(problems.end(), unread.begin(), unread.end());
        if (!problems.empty())
            return draw_new(room, visit, target, *tactic, links::values_of(form), problems);
        auto const made
            = visit.change([&](Change& change) { return consider(room, change, step); });
        if (made)
            return http::see_other(address_of(made->id) + "?said=considered");
        if (made.error().code != Code::invalid && made.error().code != Code::conflict)
            return made.error();
        return draw_new(room, visit, target, *tactic, links::values_of(form), {made.error()});
    }
} // namespace

Result<Thing> target_in(Disruption const& room, Visit const& visit, Request const& request)
{
    auto const kind = TRY(request.segment("kind"));
    auto const text = TRY(request.segment("target"));
    auto const id = Uuid::read(text);
    if (!id || !visit.could("see the room", "disruption_step"))
        return not_found();
    Thing const target{kind, *id};
    auto const facts = TRY(facts_of_target(visit, target));
    if (kind == "person" || kind == "context" || kind == "person_of_concern") {
        // A page of its own asks why somebody opens it; here only who works with it, or a public
        // place, is laid out.
        if (facts.state == "known")
            return not_found();
        visit.looked_at(target);
        return target;
    }
    auto const named = !facts_known(visit, target).empty() || !list_of(visit, target).empty()
        || !links::named_in_records(room.links.seen, visit, NamedThingId(*id)).empty();
    if (!named)
        return not_found();
    return target;
}

void add_workbook_routes(access::Routes::OfRoom<Disruption>& routes)
{
    std::string const target = "/disruption/targets/{kind}/{target}";
    routes.get(target, "disruption_step:see the room", show_workbook);
    routes.post(target + "/facts", "disruption_fact:create", take_facts);
    routes.post(target + "/facts/{fact}/withdraw", "disruption_fact:withdraw", take_withdrawal);
    routes.get(target + "/new", "disruption_step:create", ask_step);
    routes.post(target + "/new", "disruption_step:create", take_step);
}

} // namespace kith::disruption
