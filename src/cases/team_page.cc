// SPDX-License-Identifier: MIT
#include "cases/team_page.h"
#include "base/london.h"
#include "cases/case_shown.h"
#include "cases/supervision_pages.h"
#include "cases/team_page_store.h"
#include "cases/views.h"
#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <fmt/core.h>
#include <set>

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

    void add_clocks(
        Cases const& room, Visit const& visit, std::vector<OpenCase> const& open, TeamView& team)
    {
        std::map<CaseId, Case const*> cases;
        for (auto const& each : open)
            cases.emplace(each.one.id, &each.one);
        std::set<CaseId> reviewed; // the clock of reviews that is due first
        for (auto const& clock :
            clocks_of_team(visit, team.team, looked_ahead_to(room, visit.now()))) {
            auto const of = cases.find(clock.of);
            if (of == cases.end())
                continue;
            auto const theirs = room.clocks.has(clock.rule)
                && room.clocks.rule(clock.rule).whose == actions::Whose::others;
            if (clock.due_at < visit.now() && !theirs)
                team.late.push_back({*of->second, clock});
            if (is_review_rule(clock.rule) && reviewed.insert(clock.of).second
                && visit.now() <= clock.due_at)
                team.reviews.push_back({*of->second, clock});
        }
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
    Value held_row(Cases const& room, Visit const& visit, TeamView const& team, Case const& one)
    {
        auto const view = case_view(room, visit, one);
        auto row = Value::object({{"href", view.get("href")}, {"reference", view.get("reference")},
            {"subject", view.get("subject").get("text")}, {"stage", view.get("stage")},
            {"level", view.get("level")}, {"due", view.get("due")}, {"duty", view.get("duty")},
            {"supervise_href", supervisions_path(one.id) + "/new"},
            {"may_supervise", one.worker != visit.visitor().account}});
        auto const note = team.gone_through.find(one.id);
        if (note == team.gone_through.end())
            return row;
        row["gone_through"] = note->second.on->in_words();
        row["with"] = room.name_of(visit.reading(), note->second.worker);
        row["note"] = CaseWords(room, visit, one).shown(note->second.decisions);
        row["notes_href"] = supervisions_path(one.id);
        if (note->second.next)
            row["next"] = note->second.next->in_words();
        return row;
    }

    // How much of it is shown: everything on paper, else a page of fifty.
    struct TeamPart {
        std::size_t page = 1;
        std::size_t at_once = shown_at_once;
        [[nodiscard]] std::size_t from() const { return (page - 1) * at_once; }
        [[nodiscard]] bool has(std::size_t at) const
        {
            return from() <= at && at < from() + at_once;
        }
    };

    // Who holds what: a line for each case, and one for whoever holds none.
    Value workers_view(Cases const& room, Visit const& visit, TeamView const& team,
        TeamPart const& part, std::size_t& lines)
    {
        auto workers = Value::array();
        lines = 0;
        for (auto const& held : team.workers) {
            auto cases = Value::array();
            auto const first = lines;
            auto stands = held.cases.empty() && part.has(lines);
            lines += std::max<std::size_t>(held.cases.size(), 1);
            for (std::size_t i = 0; i < held.cases.size(); ++i)
                if (part.has(first + i)) {
                    stands = true;
                    cases.push(held_row(room, visit, team, held.cases[i]));
                }
            if (stands)
                workers.push(Value::object({{"name", held.name},
                    {"count", in_number(held.cases.size(), "case", "cases")}, {"cases", cases}}));
        }
        return workers;
    }

    std::string counted(TeamView const& team)
    {
        return team.more ? "more than 1,000 open cases"
                         : in_number(team.open(), "open case", "open cases");
    }

    template <class Each, class View>
    Value first_of(std::vector<Each> const& all, TeamPart const& part, View const& view)
    {
        auto rows = Value::array();
        for (auto const& each : all)
            if (rows.size() < part.at_once)
                rows.push(view(each));
        return rows;
    }

    // "37 more, due later. All of them are on the page to print."
    std::string left_out(std::size_t all, TeamPart const& part)
    {
        return all <= part.at_once
            ? ""
            : fmt::format("{} more. All of them are on the page to print.", all - part.at_once);
    }

    Value team_view(
        Cases const& room, Visit const& visit, TeamView const& team, TeamPart const& part)
    {
        auto const clock = [&](TeamClock const& each) { return clock_row(room, visit, each); };
        std::size_t lines = 0;
        auto workers = workers_view(room, visit, team, part, lines);
        auto view = Value::object({{"name", team.name}, {"late", first_of(team.late, part, clock)},
            {"late_more", left_out(team.late.size(), part)},
            {"reviews", first_of(team.reviews, part, clock)},
            {"reviews_more", left_out(team.reviews.size(), part)},
            {"counts",
                counted(team) + ", "
                    + in_number(team.waiting.size(), "not allocated", "not allocated") + ", "
                    + in_number(team.late.size(), "time limit overdue", "time limits overdue")
                    + ", " + in_number(team.reviews.size(), "review", "reviews") + " due in "
                    + room.clocks.rule(reviews_ahead).in_words()},
            {"waiting",
                first_of(team.waiting, part,
                    [&](Case const& one) {
                        auto row = case_row(room, visit, one);
                        row["href"] = address_of(one.id) + "/allocate";
                        return row;
                    })},
            {"waiting_more", left_out(team.waiting.size(), part)},
            {"workers", std::move(workers)}});
        auto const page_at = [&](std::size_t page) {
            return fmt::format("/cases/team?team={}&page={}", team.team.write(), page);
        };
        if (part.page > 1)
            view["before"] = page_at(part.page - 1);
        if (lines > part.from() + part.at_once)
            view["after"] = page_at(part.page + 1);
        if (part.page > 1 || view.has("after"))
            view["part"] = fmt::format(
                "Page {} of {}", part.page, (lines + part.at_once - 1) / part.at_once);
        return view;
    }

    // Those the visitor leads, or the one the address names: another is not there.
    Result<Value> team_page(
        Cases const& room, Visit const& visit, TeamId only, TeamPart const& part)
    {
        if (!visit.could("supervise", "case"))
            return not_found();
        auto teams = teams_led(room, visit);
        if (!only.none())
            std::erase_if(teams, [only](TeamView const& team) { return team.team != only; });
        if (!only.none() && teams.empty())
            return not_found();
        return Value::object({{"section", "/people"}, {"today", london::in_words(visit.now())},
            {"one_team", !only.none()}, {"ahead", room.clocks.rule(reviews_ahead).in_words()},
            {"teams", Value::each(teams, [&](TeamView const& team) {
                 return team_view(room, visit, team, part);
             })}});
    }

    std::size_t page_asked(Request const& request)
    {
        auto const text = request.query("page");
        std::size_t page = 1;
        auto const read = std::from_chars(text.data(), text.data() + text.size(), page);
        return read.ec == std::errc() && page > 0 && page <= most_counted ? page : 1;
    }

    Result<Response> show_team(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const only = TeamId::read(request.query("team"));
        TeamPart part;
        if (only)
            part.page = page_asked(request);
        auto const page = TRY(team_page(room, visit, only ? *only : TeamId(), part));
        return room.pages.show(visit, "cases/team_page.njk", page);
    }

    Result<Response> print_team(Cases const& room, Visit const& visit, Request const&)
    {
        auto const page = TRY(team_page(room, visit, {}, {1, 2 * most_counted}));
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

    boost::json::array gone_through_json(TeamView const& team)
    {
        boost::json::array all;
        for (auto const& [of, note] : team.gone_through)
            all.push_back(boost::json::object{{"case", of.write()},
                {"supervision", note.id.write()}, {"on", note.on->write()},
                {"worker", note.worker.write()}, {"manager", note.manager.write()},
                {"next",
                    note.next ? boost::json::value(note.next->write())
                              : boost::json::value(nullptr)}});
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
                {"overdue", clocks_json(team.late)}, {"reviews", clocks_json(team.reviews)},
                {"gone_through", gone_through_json(team)}, {"more", team.more}});
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
            R"({"type":"object","required":["teams"],"properties":{"teams":{"type":"array","items":{"type":"object","required":["team","name","workers","not_allocated","overdue","reviews","gone_through","more"],"properties":{"team":{"type":"string","format":"uuid"},"name":{"type":"string"},"workers":{"type":"array","items":{"type":"object","required":["worker","name","cases"],"properties":{"worker":{"type":"string","format":"uuid"},"name":{"type":"string"},"cases":)"
                + ids + R"(}}},"not_allocated":)" + ids + R"(,"overdue":)" + clocks
                + R"(,"reviews":)" + clocks
                + R"(,"gone_through":{"type":"array","description":"The last supervision of each case, as far as you may read it; its words under /api/v1/cases/{case}/supervisions","items":{"type":"object","required":["case","supervision","on","worker","manager","next"],"properties":{"case":{"type":"string","format":"uuid"},"supervision":{"type":"string","format":"uuid"},"on":{"type":"string","format":"date"},"worker":{"type":"string","format":"uuid"},"manager":{"type":"string","format":"uuid"},"next":{"type":["string","null"],"format":"date"}}}},"more":{"type":"boolean","description":"The team holds more than the 1,000 open cases that are told"}}}}}})"};
    }
} // namespace

std::size_t TeamView::open() const
{
    auto count = waiting.size();
    for (auto const& held : workers)
        count += held.cases.size();
    return count;
}

namespace {
    TeamView team_led(Cases const& room, Visit const& visit, TeamId id)
    {
        TeamView team;
        team.team = id;
        auto const found = directory::find_team(visit.reading(), id);
        team.name = found ? found->name : std::string("A team");
        for (auto const& [account, name] : workers_of(room, visit, id))
            team.workers.push_back({account, name, {}});
        auto open = open_cases_of(visit, id, most_counted + 1);
        if (open.size() > most_counted) {
            team.more = true;
            open.pop_back();
        }
        for (auto const& each : open)
            hold(team, each.one, room.name_of(visit.reading(), each.one.worker));
        add_clocks(room, visit, open, team);
        team.gone_through = last_supervisions(visit, id, open);
        std::ranges::stable_sort(team.workers, {}, &HeldBy::name);
        return team;
    }

    // "Exploitation team, East": said where two have one name.
    std::string name_told_apart(Visit const& visit, TeamView const& team)
    {
        auto const found = directory::find_team(visit.reading(), team.team);
        if (!found)
            return team.name;
        if (!found->area.empty())
            return team.name + ", " + found->area;
        auto const agency = directory::find_agency(visit.reading(), found->agency);
        return agency ? team.name + ", " + agency->name : team.name;
    }
} // namespace

std::vector<TeamView> teams_led(Cases const& room, Visit const& visit)
{
    std::vector<TeamView> teams;
    if (!visit.could("supervise", "case"))
        return teams;
    for (auto const id : visit.visitor().leads)
        teams.push_back(team_led(room, visit, id));
    std::map<std::string, int> names;
    for (auto const& team : teams)
        ++names[team.name];
    for (auto& team : teams)
        if (names[team.name] > 1)
            team.name = name_told_apart(visit, team);
    std::ranges::stable_sort(teams, {}, &TeamView::name);
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
