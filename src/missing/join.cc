// SPDX-License-Identifier: MIT
// All that missing adds to the house.
#include "base/london.h"
#include "missing/api.h"
#include "missing/learning_acts.h"
#include "missing/learning_api.h"
#include "missing/missing.h"
#include "missing/named_acts.h"
#include "missing/named_api.h"
#include "missing/pages.h"
#include "missing/pattern_subject.h"
#include "missing/patterns_store.h"
#include "missing/sharing_api.h"
#include "missing/views.h"
#include <algorithm>
#include <iterator>
#include <stdexcept>

namespace kith::missing {
namespace {
    using html::Value;

    std::optional<Value> missing_panel(
        Missing const& room, Visit const& visit, people::Person const& person)
    {
        auto const all = list_of(visit, person.id);
        auto const may_report = visit.could("create", "missing_episode");
        if (all.empty() && !may_report)
            return std::nullopt;
        auto rows = Value::array();
        for (std::size_t at = 0; at < all.size() && at < 3; ++at)
            rows.push(episode_row(room, visit, all[at]));
        auto panel = Value::object({{"title", "Missing from home"}, {"rows", rows}});
        if (all.empty())
            panel["text"] = "No episode that you may see.";
        panel["link"] = Value::object({{"text", "Every time, the plan made before, and a report"},
            {"href", "/people/" + person.id.write() + "/missing"}});
        return panel;
    }

    // What somebody learned waits for whoever should read it, or for whoever should write it.
    std::vector<actions::Line> lines_of_learning(Visit const& visit)
    {
        std::vector<actions::Line> lines;
        auto const open = list_open(visit, Which::not_closed);
        for (auto const& one : open.all) {
            auto const interview = line_of(visit.reading(), one.id);
            if (!interview || interview->state != InterviewState::completed)
                continue;
            auto const learning = learning_of(visit.reading(), interview->id);
            if (!learning) {
                auto const facts = facts_of(visit, *interview);
                if (facts && visit.permits("hold", *facts)
                    && visit.visitor().in_team(interview->team))
                    lines.push_back({"Write", one.reference.write(),
                        "What should be known if they go missing again",
                        interview_address(one.id) + "/learning", std::nullopt});
                continue;
            }
            auto const facts = learning_facts_of(visit, *interview, *learning);
            auto const awaited = teams_to_read(visit.reading(), *interview);
            auto const wrote = learning->recorded_by == visit.visitor().account;
            auto const theirs = std::ranges::any_of(awaited, [&](TeamId team) {
                return visit.visitor().in_team(team) && !(wrote && team == learning->team);
            });
            if (theirs && facts && visit.permits("answer", *facts))
                lines.push_back(
                    {"Read", one.reference.write(), "What was learned in the return interview",
                        address_of(one.id) + "#learning", std::nullopt});
        }
        return lines;
    }

    std::vector<actions::Line> lines_of_missing(Missing const& room, Visit const& visit)
    {
        std::vector<actions::Line> lines;
        if (!visit.could("read", "missing_episode"))
            return lines;
        auto const now_missing = list_open(visit, Which::still_missing);
        for (auto const& one : now_missing.all) {
            auto const waits = waits_for_somebody(visit.reading(), one);
            auto const view = episode_view(room, visit, one);
            lines.push_back({waits ? "Say that you have seen" : "Look for", one.reference.write(),
                view.get("grade").get("text").text() + ", for " + view.get("length").text(),
                address_of(one.id), std::nullopt, true});
        }
        auto const interviews = list_open_interviews(visit);
        for (auto const& one : interviews.all) {
            auto const episode = find(visit, one.episode);
            if (episode)
                lines.push_back({offers_of(visit.reading(), one.id).empty() ? "Offer" : "Hold",
                    "the return interview of " + episode->reference.write(),
                    one.of_law() ? "72 hours" : "An adult", interview_address(one.episode),
                    one.of_law() ? std::optional(one.due_at) : std::nullopt});
        }
        auto learning = lines_of_learning(visit);
        lines.insert(lines.end(), std::make_move_iterator(learning.begin()),
            std::make_move_iterator(learning.end()));
        return lines;
    }

    // What the meeting that the rule of repeats asks for is to read.
    std::optional<actions::Paper> summary_for(Visit const& visit, actions::Action const& action)
    {
        if (action.due_rule != meeting_rule || action.about.kind != "missing_episode")
            return std::nullopt;
        auto const facts = facts_by_id(visit, EpisodeId(action.about.id));
        if (!facts || !people::knows(visit, PersonId(facts->subject.id)))
            return std::nullopt;
        return actions::Paper{
            "Summary for the meeting", "/people/" + facts->subject.id.write() + "/missing/summary"};
    }

    // For whoever counts only: all others go by the page of who is missing.
    std::optional<Value> to_numbers(Visit const& visit)
    {
        if (!counts_only(visit))
            return std::nullopt;
        return Value::object(
            {{"text", "Going missing, in numbers"}, {"href", "/missing/patterns"}});
    }

    // Records that were joined are taken apart: an episode goes to the record it belongs to.
    people::LaterKind later_episodes()
    {
        return {"missing episode",
            [](Visit const& visit, PersonId record, Instant after) {
                std::vector<people::LaterRow> rows;
                for (auto const& one : list_of(visit, record))
                    if (one.person == record && one.recorded_at > after)
                        rows.push_back({"missing episode", one.id.uuid(), record,
                            one.reference.write() + ", since " + london::in_words(one.started_at),
                            {}, one.created_by, one.owner_agency});
                return rows;
            },
            [](Change& change, people::LaterRow const& row, PersonId to,
                std::string const& reason) {
                move_to_record(change, EpisodeId(row.id), to, reason);
            }};
    }
} // namespace

std::vector<StillOpen> still_open(Visit const& visit, PersonId person)
{
    std::vector<StillOpen> all;
    for (auto const& one : list_of(visit, person)) {
        if (one.still_missing())
            all.push_back({one.reference.write() + ": they are missing", address_of(one.id)});
        auto const interview = line_of(visit.reading(), one.id);
        if (interview && interview->is_open())
            all.push_back({"The return interview of " + one.reference.write() + " is open",
                interview_address(one.id)});
        if (!one.closed_at)
            for (auto const& reason : learning_awaited(visit.reading(), one.id))
                all.push_back({one.reference.write() + ": " + reason, address_of(one.id)});
    }
    return all;
}

void join(House& house, Missing& room)
{
    // Both stand on the page of a report (report_pages.cc); an overlay may add to either.
    for (auto const& question : room.forms.form("missing/return").questions)
        if (room.forms.form("missing/report").find(question.name))
            throw std::runtime_error("forms missing/report and missing/return both ask “"
                + question.name + "”: give one of the two another name");
    auto routes = house.routes.of(room);
    add_duty_routes(routes);
    add_episode_routes(routes);
    add_interview_routes(routes);
    add_named_routes(routes);
    add_learning_routes(routes);
    add_person_routes(routes);
    add_pattern_routes(routes);
    add_summary_routes(routes);
    add_returns_routes(routes);
    house.jobs.push_back({"ask for meetings about who is missing", std::chrono::hours(1),
        [&room](access::Gate const& gate) { ask_for_meetings(room, gate); }});
    room.list = std::make_shared<MissingList>(room);
    imports::join_kind(house, *room.list);
    add_api_routes(routes);
    add_named_api_routes(routes);
    add_learning_api_routes(routes);
    add_sharing_api_routes(routes);
    for (auto& operation : missing_operations())
        house.operations.push_back(std::move(operation));
    for (auto& operation : named_operations())
        house.operations.push_back(std::move(operation));
    for (auto& operation : sharing_operations())
        house.operations.push_back(std::move(operation));
    for (auto& operation : learning_operations())
        house.operations.push_back(std::move(operation));

    room.links.seen.add(
        "missing_episode",
        [](Visit const& visit, Uuid const& id) { return knows(visit, EpisodeId(id)); },
        [](Visit const& visit, Uuid const& id) -> links::Shown {
            auto const one = find(visit, EpisodeId(id));
            if (!one)
                return {"An episode"};
            return {"Missing, " + one->reference.write(), address_of(one->id)};
        });
    room.links.seen.add(
        "return_interview",
        [](Visit const& visit, Uuid const& id) {
            auto const one = find_interview_by_id(visit.reading(), ReturnInterviewId(id));
            return one && may_read(visit, *one);
        },
        [](Visit const& visit, Uuid const& id) -> links::Shown {
            auto const one = find_interview_by_id(visit.reading(), ReturnInterviewId(id));
            if (!one)
                return {"A return interview"};
            return {"Return interview", interview_address(one->episode)};
        });
    room.actions.about.add(
        "missing_episode",
        [](Visit const& visit, Uuid const& id) -> std::optional<access::Facts> {
            auto facts = facts_by_id(visit, EpisodeId(id));
            return facts ? std::optional(std::move(*facts)) : std::nullopt;
        },
        [&room](Visit const& visit, Uuid const& id) -> actions::Named {
            auto const shown = room.links.seen.show(visit, {"missing_episode", id});
            return {shown.text, shown.href};
        });
    room.actions.about.add(
        "return_interview",
        [](Visit const& visit, Uuid const& id) -> std::optional<access::Facts> {
            auto const one = find_interview_by_id(visit.reading(), ReturnInterviewId(id));
            auto facts = one ? facts_of(visit, *one) : Result<access::Facts>(not_found());
            return facts ? std::optional(std::move(*facts)) : std::nullopt;
        },
        [&room](Visit const& visit, Uuid const& id) -> actions::Named {
            auto const shown = room.links.seen.show(visit, {"return_interview", id});
            return {shown.text, shown.href};
        });
    room.intelligence.origins["return_interview"] = [](Visit const& visit, Uuid const& id) {
        return origin_of_interview(visit, ReturnInterviewId(id));
    };
    auto const to_missing = [](Visit const& visit) -> std::optional<Value> {
        if (!visit.could("read", "missing_episode"))
            return std::nullopt;
        return Value::object({{"text", "Who is missing now"}, {"href", "/missing"}});
    };
    room.actions.papers.emplace_back([](Visit const& visit, actions::Action const& action) {
        return summary_for(visit, action);
    });
    room.home.beside.emplace_back([](Visit const& visit) { return to_numbers(visit); });
    room.people.beside.emplace_back(to_missing);
    room.home.beside.emplace_back(to_missing);
    room.people.later_kinds.push_back(later_episodes());
    room.people.panels.emplace_back([&room](Visit const& visit, people::Person const& person) {
        return missing_panel(room, visit, person);
    });
    room.home.lines.emplace_back(
        [&room](Visit const& visit) { return lines_of_missing(room, visit); });
}

} // namespace kith::missing
