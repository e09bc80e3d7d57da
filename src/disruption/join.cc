// SPDX-License-Identifier: MIT
// All that disruption adds to the house.
#include "base/london.h"
#include "disruption/api.h"
#include "disruption/disruption.h"
#include "disruption/pages.h"
#include "disruption/views.h"

namespace kith::disruption {
namespace {
    using html::Value;

    // The box on a person's or context's page.
    std::optional<Value> steps_panel(
        Disruption const& room, Visit const& visit, Thing const& target)
    {
        if (!visit.could("see the room", "disruption_step"))
            return std::nullopt;
        auto const facts = facts_of_target(visit, target);
        if (!facts || facts->state == "known")
            return std::nullopt;
        auto const steps = list_of(visit, target);
        auto const may_consider = visit.could("create", "disruption_step");
        if (steps.empty() && !may_consider)
            return std::nullopt;
        auto panel = Value::object({{"title", "Steps against the harm"},
            {"rows",
                Value::each(steps, [&](Step const& step) { return step_row(room, visit, step); })},
            {"link",
                Value::object(
                    {{"text", "What may be done, and why"}, {"href", address_of(target)}})}});
        if (steps.empty())
            panel["text"] = "No step is recorded that you may know.";
        return panel;
    }

    std::optional<Value> breach_panel(
        Disruption const& room, Visit const& visit, cases::Case const& one)
    {
        auto const told = breaches_near(visit, one);
        if (told.empty())
            return std::nullopt;
        return Value::object({{"title", "A step was breached"},
            {"rows", Value::each(told, [&](BreachTold const& each) {
                 return breach_row_view(room, each);
             })}});
    }

    std::vector<actions::Line> lines_of_steps(Disruption const& room, Visit const& visit)
    {
        std::vector<actions::Line> lines;
        for (auto const& told : unread_breaches(visit)) {
            actions::Line line{"Read", "breach near case " + told.held.reference.write(),
                told.breach.on.in_words() + ". " + tactic_name(room, told.breach.tactic),
                address_of_breach(told.breach.move), std::nullopt};
            line.urgent = true;
            lines.push_back(std::move(line));
        }
        if (!visit.could("see the room", "disruption_step"))
            return lines;
        auto const today = london::day_of(visit.now());
        auto const end_of
            = [](Date day) { return london::start_of(day + 1) - std::chrono::seconds(1); };
        for (auto const& step : list_owned(visit)) {
            if (!is_live(step.status))
                continue;
            auto const ending = ending_in_words(room, visit, step);
            auto const about = "step " + step.reference.write();
            auto const name = tactic_name(room, step.tactic);
            if (ending && ending->alert != Alert::none) {
                auto const& rule = room.clocks.rule(
                    ending->alert == Alert::first ? first_alert_rule : last_alert_rule);
                lines.push_back({"Look at", about, name + ". " + ending->text + ". " + rule.duty,
                    address_of(step.id), end_of(step.ends->last_day)});
            } else if (step.review_on && *step.review_on <= today) {
                lines.push_back({"Review", about, name + ". " + room.clocks.rule(review_rule).duty,
                    address_of(step.id), end_of(*step.review_on)});
            }
        }
        return lines;
    }
} // namespace

void join(House& house, Disruption& room)
{
    auto routes = house.routes.of(room);
    add_list_routes(routes);
    add_workbook_routes(routes);
    add_step_routes(routes);
    add_change_routes(routes);
    add_effect_routes(routes);
    add_api_routes(routes);
    add_effect_api_routes(routes);
    for (auto& operation : disruption_operations())
        house.operations.push_back(std::move(operation));
    house.jobs.push_back({"look at what steps against the harm rest on", std::chrono::hours(1),
        [&room](access::Gate const& gate) { look_at_what_ends(room, gate); }});
    room.links.seen.add(
        "disruption_step",
        [](Visit const& visit, Uuid const& id) { return knows(visit, StepId(id)); },
        [](Visit const& visit, Uuid const& id) -> links::Shown {
            auto const step = find(visit, StepId(id));
            if (!step)
                return {"A step against the harm"};
            return {"Step " + step->reference.write(), address_of(step->id)};
        });
    room.people.panels.emplace_back([&room](Visit const& visit, people::Person const& person) {
        return steps_panel(room, visit, thing(person.id));
    });
    room.contexts.panels.emplace_back(
        [&room](Visit const& visit, contexts::Context const& context) {
            return steps_panel(room, visit, thing(context.id));
        });
    room.cases.panels.emplace_back([&room](Visit const& visit, cases::Case const& one) {
        return breach_panel(room, visit, one);
    });
    auto const to_steps = [](Visit const& visit) -> std::optional<Value> {
        if (!visit.could("see the room", "disruption_step")
            || (!visit.could("create", "disruption_step") && list_owned(visit).empty()))
            return std::nullopt;
        return Value::object({{"text", "Steps against the harm"}, {"href", "/disruption"}});
    };
    room.contexts.beside.emplace_back(to_steps);
    room.home.beside.emplace_back(to_steps);
    room.home.lines.emplace_back(
        [&room](Visit const& visit) { return lines_of_steps(room, visit); });
}

} // namespace kith::disruption
