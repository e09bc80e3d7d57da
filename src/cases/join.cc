// SPDX-License-Identifier: MIT
// All that cases adds to the house.
#include "base/london.h"
#include "cases/assessment_pages.h"
#include "cases/case_api.h"
#include "cases/case_desk.h"
#include "cases/chronicle.h"
#include "cases/conference_pages.h"
#include "cases/escalation_pages.h"
#include "cases/fairness_pages.h"
#include "cases/list.h"
#include "cases/measurement_pages.h"
#include "cases/note_pages.h"
#include "cases/onward.h"
#include "cases/pages.h"
#include "cases/plan_acts.h"
#include "cases/plan_api.h"
#include "cases/plan_pages.h"
#include "cases/prompt_pages.h"
#include "cases/review_pages.h"
#include "cases/supervision_pages.h"
#include "cases/team_page.h"
#include "cases/turning_pages.h"
#include "cases/views.h"
#include "cases/weighting_pages.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    // The box on a person's or context's page.
    std::optional<html::Value> cases_panel(
        Cases const& room, Visit const& visit, Thing const& subject)
    {
        auto const listed = list_of(visit, subject);
        auto const may_open = visit.could("create", "case")
            && opens_by_hand(visit, subject, {}).ok()
            && std::ranges::none_of(listed, [](Case const& one) { return one.is_open(); });
        if (listed.empty() && !may_open)
            return std::nullopt;
        auto panel = html::Value::object(
            {{"title", "Case"}, {"rows", html::Value::each(listed, [&](Case const& one) {
                                     return case_row(room, visit, one);
                                 })}});
        if (listed.empty())
            panel["text"] = "No case that you may see.";
        if (may_open)
            panel["link"] = html::Value::object({{"text", "Open a case"},
                {"href", "/cases/new?" + subject.kind + "=" + subject.id.write()}});
        return panel;
    }

    // Records that were joined are taken apart: a case stays with the record it was opened on, or
    // goes to the other.
    people::LaterKind later_cases()
    {
        return {"case",
            [](Visit const& visit, PersonId record, Instant after) {
                std::vector<people::LaterRow> rows;
                for (auto const& one : list_opened_on(visit, record, after))
                    rows.push_back({"case", one.id.uuid(), record,
                        "Case " + one.reference.write() + ", opened on "
                            + london::in_words(one.opened_at),
                        {}, one.created_by, one.owner_agency});
                return rows;
            },
            [](Change& change, people::LaterRow const& row, PersonId to,
                std::string const& reason) {
                auto const one = move_to_record(change, CaseId(row.id), to, reason);
                links::Involvement holds; // else whoever holds it could not open it any more
                holds.agency = one.owner_agency;
                holds.team = one.team;
                holds.role = "Works with them";
                must(links::involve_with(change, one.subject, holds).ok(), "a team holds a case");
            }};
    }

    std::vector<actions::Line> lines_of_cases(Cases const& room, Visit const& visit)
    {
        std::vector<actions::Line> lines;
        if (!visit.could("read", "case"))
            return lines;
        auto held = list_held(visit, Held::mine);
        for (auto const& one : list_held(visit, Held::not_allocated))
            held.push_back(one);
        for (auto const& one : held) {
            auto const view = case_view(room, visit, one);
            auto const clock = next_clock(visit, one.id);
            if (one.worker.none())
                lines.push_back({"Allocate", "case " + one.reference.write(),
                    view.get("stage").text(), address_of(one.id) + "/allocate",
                    clock ? std::optional(clock->due_at) : std::nullopt});
            else if (clock)
                lines.push_back({"Go on with", "case " + one.reference.write(),
                    view.get("duty").text(), address_of(one.id), clock->due_at});
        }
        return lines;
    }
} // namespace

void join(House& house, Cases& room)
{
    auto routes = house.routes.of(room);
    routes.get("/cases", "case:read", show_cases);
    routes.get("/cases/{case}", "case:read", show_case);
    room.list = std::make_shared<CaseList>(room);
    imports::join_kind(house, *room.list);
    join_chronicle(house, room);
    add_desk_routes(routes);
    join_onward(room);
    add_case_api_routes(routes);
    for (auto const& operation : case_operations())
        house.operations.push_back(operation);

    room.needs["a level"] = [](Visit const&, Case const& one) -> std::optional<Missing> {
        if (!one.level.empty())
            return std::nullopt;
        return Missing{"Nobody has judged a level yet", address_of(one.id) + "/level"};
    };

    room.blockers.emplace_back(
        [&room](Visit const& visit, Case const& one) { return duties_undone(room, visit, one); });

    // Their boxes stand on a case's page in the order of the work.
    join_prompts(house, room);
    join_assessments(house, room);
    join_measurements(house, room);
    join_weighting(house, room);
    join_conference(house, room);
    join_plan(house, room);
    join_plan_api(house, room);
    join_reviews(house, room);
    join_escalations(house, room);
    join_notes(house, room);
    join_supervision(house, room);
    join_team_page(house, room);
    join_turning(house, room);
    join_fairness(house, room);

    room.links.seen.add(
        "case", [](Visit const& visit, Uuid const& id) { return knows(visit, CaseId(id)); },
        [](Visit const& visit, Uuid const& id) -> links::Shown {
            auto const one = find(visit, CaseId(id));
            if (!one)
                return {"A case"};
            return {"Case " + one->reference.write(), address_of(one->id)};
        });
    room.actions.about.add(
        "case",
        [](Visit const& visit, Uuid const& id) -> std::optional<access::Facts> {
            auto facts = facts_by_id(visit, CaseId(id));
            return facts ? std::optional(std::move(*facts)) : std::nullopt;
        },
        [&room](Visit const& visit, Uuid const& id) -> actions::Named {
            auto const shown = room.links.seen.show(visit, {"case", id});
            return {shown.text, shown.href};
        },
        texts_of_actions(room));
    auto const to_cases = [](Visit const& visit) -> std::optional<html::Value> {
        if (!visit.could("create", "case"))
            return std::nullopt;
        return html::Value::object({{"text", "Cases"}, {"href", "/cases"}});
    };
    room.people.beside.emplace_back(to_cases);
    room.contexts.beside.emplace_back(to_cases);
    room.home.beside.emplace_back(to_cases);
    room.people.later_kinds.push_back(later_cases());
    room.people.panels.emplace_back([&room](Visit const& visit, people::Person const& person) {
        return cases_panel(room, visit, thing(person.id));
    });
    room.contexts.panels.emplace_back(
        [&room](Visit const& visit, contexts::Context const& context) {
            return cases_panel(room, visit, thing(context.id));
        });
    room.home.lines.emplace_back(
        [&room](access::Visit const& visit) { return lines_of_cases(room, visit); });
}

void check_pathways(Cases const& room)
{
    for (auto const& pathway : room.pathways.all()) {
        for (auto const& stage : pathway.stages)
            must(stage.clock.empty() || room.clocks.has(stage.clock),
                fmt::format("pathway {}, stage {}: no clock is called {}", pathway.name, stage.code,
                    stage.clock));
        for (auto const& move : pathway.moves)
            for (auto const& need : move.needs)
                must(room.needs.contains(need),
                    fmt::format("pathway {}, move {} to {}: nobody knows what \"{}\" is",
                        pathway.name, move.from, move.to, need));
    }
}

} // namespace kith::cases
