// SPDX-License-Identifier: MIT
#include "cases/team_page.h"
#include "base/london.h"
#include "cases/case_shown.h"
#include "cases/supervision_acts.h"
#include "cases/supervision_pages.h"
#include "cases/views.h"
#include <algorithm>
#include <boost/json.hpp>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    using html::Value;
    using http::Request;
    using http::Response;

    constexpr char const* reviews_ahead = "review.ahead";

    Instant looked_ahead_to(Cases const& room, Instant now)
    {
        return actions::due(room.clocks.rule(reviews_ahead), now, room.facts.working_days());
    }

    bool by_due(TeamClock const& one, TeamClock const& other)
    {
        return one.clock.due_at < other.clock.due_at;
    }

    void add_clocks(Cases const& room, Visit const& visit, Case const& one, TeamView& team)
    {
        for (auto const& clock : clocks_of(visit, one.id)) {
            if (!clock.runs())
                continue;
            auto const theirs = room.clocks.has(clock.rule)
                && room.clocks.rule(clock.rule).whose == actions::Whose::others;
            if (clock.due_at < visit.now() && !theirs)
                team.late.push_back({one, clock});
        }
        if (auto const review = review_clock(visit, one.id); review && visit.now() <= review->due_at
            && review->due_at <= looked_ahead_to(room, visit.now()))
            team.reviews.push_back({one, *review});
    }

    void hold(TeamView& team, Case const& one, std::string const& name)
    {
        if (one.worker.none()) {
            team.waiting.push_back(one);
            return;
        }
        auto at = std::ranges::find(team.workers, one.worker, &HeldBy::worker);
        if (at == team.workers.end())
            at = team.workers.insert(team.workers.end(), {one.worker, name, {}});
        at->cases.push_back(one);
    }

    std::string in_number(std::size_t count, char const* one, char const* several)
    {
        return count == 1 ? std::string("1 ") + one : fmt::format("{} {}", count, several);
    }

    Value clock_row(Cases const& room, Visit const& visit, TeamClock const& each)
    {
        auto const view = case_view(room, visit, each.of);
        return Value::object({{"href", view.get("href")}, {"text", view.get("reference")},
            {"detail",
                view.get("subject").get("text").text() + ". "
                    + (room.clocks.has(each.clock.rule) ? room.clocks.rule(each.clock.rule).duty
                                                        : each.clock.rule)
                    + ". " + view.get("holder").text()},
            {"due", due_view(each.clock.due_at, visit.now())}});
    }

    // A case of a worker, with when it was gone through last.
    Value held_row(Cases const& room, Visit const& visit, Case const& one)
    {
        auto const view = case_view(room, visit, one);
        auto row = Value::object({{"href", view.get("href")}, {"reference", view.get("reference")},
            {"subject", view.get("subject").get("text")}, {"stage", view.get("stage")},
            {"level", view.get("level")}, {"due", view.get("due")}, {"duty", view.get("duty")},
            {"supervise_href", supervisions_path(one.id) + "/new"},
            {"may_supervise", one.worker != visit.visitor().account}});
        auto const notes = shown_supervisions(room, visit, one);
        if (notes.empty())
            return row;
        row["gone_through"] = notes.front().on->in_words();
        row["with"] = room.name_of(visit.reading(), notes.front().worker);
        row["note"] = notes.front().decisions;
        row["notes_href"] = supervisions_path(one.id);
        if (notes.front().next)
            row["next"] = notes.front().next->in_words();
        return row;
    }

    Value team_view(Cases const& room, Visit const& visit, TeamView const& team)
    {
        auto const clocks = [&](std::vector<TeamClock> const& all) {
            return Value::each(
                all, [&](TeamClock const& each) { return clock_row(room, visit, each); });
        };
        return Value::object(
            {{"name", team.name}, {"late", clocks(team.late)}, {"reviews", clocks(team.reviews)},
                {"counts",
                    in_number(team.open(), "open case", "open cases") + ", "
                        + in_number(team.waiting.size(), "not allocated", "not allocated") + ", "
                        + in_number(team.late.size(), "time limit overdue", "time limits overdue")
                        + ", " + in_number(team.reviews.size(), "review", "reviews") + " due in "
                        + room.clocks.rule(reviews_ahead).in_words()},
                {"waiting",
                    Value::each(team.waiting,
                        [&](Case const& one) {
                            auto row = case_row(room, visit, one);
                            row["href"] = address_of(one.id) + "/allocate";
                            return row;
                        })},
                {"workers", Value::each(team.workers, [&](HeldBy const& held) {
                     return Value::object({{"name", held.name},
                         {"count", in_number(held.cases.size(), "case", "cases")},
                         {"cases", Value::each(held.cases, [&](Case const& one) {
                              return held_row(room, visit, one);
                          })}});
                 })}});
    }

    Result<Value> team_page(Cases const& room, Visit const& visit)
    {
        if (!visit.could("supervise", "case"))
            return not_found();
        return Value::object({{"section", "/people"}, {"today", london::in_words(visit.now())},
            {"ahead", room.clocks.rule(reviews_ahead).in_words()},
            {"teams", Value::each(teams_led(room, visit), [&](TeamView const& team) {
                 return team_view(room, visit, team);
             })}});
    }

    Result<Response> show_team(Cases const& room, Visit const& visit, Request const&)
    {
        auto const page = TRY(team_page(room, visit));
        return room.pages.show(visit, "cases/team_page.njk", page);
    }

    Result<Response> print_team(Cases const& room, Visit const& visit, Request const&)
    {
        auto const page = TRY(team_page(room, visit));
        return room.pages.show(visit, "cases/team_page_print.njk", page);
    }

    boost::json::array ids_of(std::vector<Case> const& cases)
    {
        boost::json::array all;
        for (auto const& one : cases)
            all.emplace_back(one.id.write());
        return all;
    }

    boost::json::array clocks_json(std::vector<TeamClock> const& clocks)
    {
        boost::json::array all;
        for (auto const& each : clocks)
            all.push_back(boost::json::object{{"case", each.of.id.write()},
                {"rule", each.clock.rule}, {"due_at", each.clock.due_at.write()}});
        return all;
    }

    Result<Response> api_team(Cases const& room, Visit const& visit, Request const&)
    {
        if (!visit.could("supervise", "case"))
            return not_found();
        boost::json::array teams;
        for (auto const& team : teams_led(room, visit)) {
            boost::json::array workers;
            for (auto const& held : team.workers)
                workers.push_back(boost::json::object{{"worker", held.worker.write()},
                    {"name", held.name}, {"cases", ids_of(held.cases)}});
            teams.push_back(boost::json::object{{"team", team.team.write()}, {"name", team.name},
                {"workers", workers}, {"not_allocated", ids_of(team.waiting)},
                {"overdue", clocks_json(team.late)}, {"reviews", clocks_json(team.reviews)}});
        }
        return http::json(boost::json::serialize(boost::json::object{{"teams", std::move(teams)}}));
    }

    access::Operation team_operation()
    {
        std::string const ids = R"({"type":"array","items":{"type":"string","format":"uuid"}})";
        std::string const clocks
            = R"({"type":"array","items":{"type":"object","required":["case","rule","due_at"],"properties":{"case":{"type":"string","format":"uuid"},"rule":{"type":"string"},"due_at":{"type":"string","format":"date-time"}}}})";
        return {http::Method::get, "/api/v1/cases/team", "showTeam",
            "Who holds which cases of the teams you lead, by name, and what is due", "cases", "",
            R"({"type":"object","required":["teams"],"properties":{"teams":{"type":"array","items":{"type":"object","required":["team","name","workers","not_allocated","overdue","reviews"],"properties":{"team":{"type":"string","format":"uuid"},"name":{"type":"string"},"workers":{"type":"array","items":{"type":"object","required":["worker","name","cases"],"properties":{"worker":{"type":"string","format":"uuid"},"name":{"type":"string"},"cases":)"
                + ids + R"(}}},"not_allocated":)" + ids + R"(,"overdue":)" + clocks
                + R"(,"reviews":)" + clocks + "}}}}}"};
    }
} // namespace

std::size_t TeamView::open() const
{
    auto count = waiting.size();
    for (auto const& held : workers)
        count += held.cases.size();
    return count;
}

std::vector<TeamView> teams_led(Cases const& room, Visit const& visit)
{
    std::vector<TeamView> teams;
    if (!visit.could("supervise", "case"))
        return teams;
    for (auto const id : visit.visitor().teams) {
        TeamView team;
        team.team = id;
        auto const found = directory::find_team(visit.reading(), id);
        team.name = found ? found->name : std::string("A team");
        for (auto const& [account, name] : workers_of(room, visit, id))
            team.workers.push_back({account, name, {}});
        teams.push_back(std::move(team));
    }
    for (auto const& one : list_held(visit, Held::open)) {
        auto const team = std::ranges::find(teams, one.team, &TeamView::team);
        auto const facts = facts_of(visit, one);
        if (team == teams.end() || !facts || !visit.permits("supervise", *facts))
            continue;
        hold(*team, one, room.name_of(visit.reading(), one.worker));
        add_clocks(room, visit, one, *team);
    }
    for (auto& team : teams) {
        std::ranges::sort(team.workers, {}, [](HeldBy const& held) { return held.name; });
        std::ranges::stable_sort(team.late, by_due);
        std::ranges::stable_sort(team.reviews, by_due);
    }
    return teams;
}

void join_team_page(House& house, Cases& room)
{
    auto routes = house.routes.of(room);
    routes.get("/cases/team", "case:supervise", show_team);
    routes.get("/cases/team/print", "case:supervise", print_team);
    routes.get("/api/v1/cases/team", "case:supervise", api_team);
    house.operations.push_back(team_operation());
    room.home.beside.emplace_back([](Visit const& visit) -> std::optional<Value> {
        if (!visit.could("supervise", "case"))
            return std::nullopt;
        return Value::object({{"text", "My team's cases"}, {"href", "/cases/team"}});
    });
}

} // namespace kith::cases
