// SPDX-License-Identifier: MIT
// Who answers for which district, from when: council, area, exploitation team, police division, and
// the teams of Kith to which concerns go.
#include "directory/coverage.h"
#include "directory/desk_pages.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::directory {
namespace {
    constexpr char const* areas_list = "/directory/areas";
    std::string district_desk(std::string const& district) { return areas_list + ("/" + district); }

    std::string answers_in_words(District const& district)
    {
        return fmt::format("{}; {} area, {}; police division {}", district.authority_name,
            district.area, district.team, district.division);
    }

    Value cell_of(District const& district)
    {
        auto view = cell(fmt::format("{}, {}", district.team, district.area));
        if (!district.standing.verified)
            view["tag"] = "Not confirmed";
        return view;
    }

    std::string teams_in_words(Visit const& visit, std::string const& district)
    {
        std::string words;
        for (auto const& area : all_areas_of(visit.reading(), district)) {
            auto const team = find_team(visit.reading(), area.team);
            if (team && area.during.holds(today(visit)))
                words += (words.empty() ? "" : ", ") + team->name;
        }
        return words.empty() ? "None" : words;
    }

    Shown list_districts(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto rows = Value::each(room.facts.districts(today(visit)), [&](District const& district) {
            return cells({cell(district.name, district_desk(district.code)),
                cell(district.authority_name), cell_of(district), cell(district.division),
                cell(teams_in_words(visit, district.code))});
        });
        auto page = Value::object(
            {{"title", "Areas: who answers for which district"}, {"back", "/directory"},
                {"sections",
                    Value::array({section("Districts today",
                        {"District", "Council", "Exploitation team", "Police division",
                            "Teams in Kith"},
                        std::move(rows), "No district is known.")})}});
        return show_record(room, visit, request, page);
    }

    // The purpose of each team, so that teams are compared only with those of the same.
    std::vector<Covering> covering(
        Visit const& visit, std::string const& district, std::string const& purpose)
    {
        std::vector<Covering> rows;
        for (auto const& area : all_areas_of(visit.reading(), district)) {
            auto const team = find_team(visit.reading(), area.team);
            if (team && team->purpose == purpose)
                rows.push_back({team->name, area.during});
        }
        return rows;
    }

    std::string area_key(TeamArea const& area)
    {
        return fmt::format("team={}&from={}", area.team.write(), area.during.from.write());
    }

    Value teams_section(Directory const& room, Visit const& visit, std::string const& district)
    {
        auto rows = Value::each(all_areas_of(visit.reading(), district), [&](TeamArea const& area) {
            auto const team = find_team(visit.reading(), area.team);
            auto const purpose
                = team ? room.facts.code("team_purpose", team->purpose) : std::nullopt;
            return cells({cell(team ? team->name : "A team"), cell(purpose ? purpose->label : ""),
                cell(period_in_words(area.during)),
                cell("Change the last day",
                    district_desk(district) + "/teams/end?" + area_key(area))});
        });
        auto view = section("Teams that get its concerns", {"Team", "Purpose", "Days", "Change"},
            std::move(rows), "No team in Kith answers for this district yet.");
        view["links"]
            = Value::array({link("Give it to a team", district_desk(district) + "/teams/new")});
        return view;
    }

    Shown show_district(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const code = TRY(request.segment("district"));
        auto const maps = maps_of(room.facts, visit.reading(), code);
        if (maps.empty())
            return not_found();
        auto rows = Value::array();
        for (auto const& map : maps) {
            auto days = cell(period_in_words(map.district.standing.during));
            auto who = cell(answers_in_words(map.district));
            if (!map.district.standing.verified)
                who["tag"] = "Not confirmed";
            rows.push(cells({days, who, cell(map.district.standing.source)}));
        }
        auto answering = section("Who answers for it", {"Days", "Who", "Source"}, rows, "");
        answering["links"]
            = Value::array({link("Change from a day on", district_desk(code) + "/change")});
        if (maps.size() > 1 && maps.front().version != 0)
            answering["links"].push(
                link("Take the newest row back", district_desk(code) + "/take-back"));
        auto page = Value::object({{"title", maps.front().district.name}, {"back", areas_list},
            {"intro", "Past answers stay as they were: each row holds for its own days."},
            {"sections", Value::array({answering, teams_section(room, visit, code)})}});
        return show_record(room, visit, request, page);
    }

    template <class Fact, class Name>
    std::vector<Choice> by_name(std::vector<Fact> const& facts, Name const& choice)
    {
        std::vector<Choice> choices;
        for (auto const& fact : facts)
            choices.push_back(choice(fact));
        return choices;
    }

    Form map_form(Directory const& room, Visit const& visit, District const& stands)
    {
        Form form{"Change who answers for " + stands.name, district_desk(stands.code) + "/change",
            district_desk(stands.code), "Save from that day on"};
        form.intro = fmt::format(
            "Now: {}. The new row holds from its first day; the one before ends the day before.",
            answers_in_words(stands));
        form.day("from", "From which day?")
            .choose("authority_code", "Council",
                by_name(room.facts.authorities(today(visit)),
                    [](Authority const& one) {
                        return Choice{one.code, one.name};
                    }),
                "For a council that is not listed choose none and fill in the next three")
            .line("new_code", "Another council: its code",
                "As the Office for National Statistics "
                "gives it, such as E06000009")
            .line("new_name", "Another council: its name")
            .line("new_number", "Another council: its local authority number")
            .line("area", "Area", "Such as North")
            .line("team", "Exploitation team", "Its short name, such as Awaken")
            .line("division", "Police division")
            .choose("verified", "Is it confirmed?",
                {{"yes", "Confirmed by the team and the council"}, {"no", "Not confirmed yet"}})
            .line("source", "Where it is decided or published")
            .line("reason", "Why it changes");
        form.values = Value::object({{"authority_code", stands.authority_code},
            {"area", stands.area}, {"team", stands.team}, {"division", stands.division}});
        form.keep("read", stands.standing.during.from.write());
        return form;
    }

    void read_council(
        Directory const& room, http::FormData const& typed, Form& form, District& wanted)
    {
        auto const code = text_of(typed, "new_code");
        if (code.empty()) {
            auto const chosen
                = room.facts.authority(typed.first("authority_code"), wanted.standing.during.from);
            wanted.authority_code = chosen ? chosen->code : "";
            wanted.authority_name = chosen ? chosen->name : "";
            wanted.la_number = chosen ? chosen->la_number : 0;
            return;
        }
        wanted.authority_code = code;
        wanted.authority_name = text_of(typed, "new_name");
        wanted.la_number = std::atoi(text_of(typed, "new_number").c_str());
        if (wanted.authority_name.empty())
            form.problems.push_back(invalid("Give the council's name", "new_name"));
        if (wanted.la_number <= 0)
            form.problems.push_back(
                invalid("Give the council's number, such as 888", "new_number"));
    }

    Result<District> newest_map(Directory const& room, Visit const& visit, std::string_view code)
    {
        auto const maps = maps_of(room.facts, visit.reading(), code);
        if (maps.empty())
            return not_found();
        return maps.front().district;
    }

    Shown ask_map(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const code = TRY(request.segment("district"));
        auto const stands = TRY(newest_map(room, visit, code));
        return show_form(room, visit, map_form(room, visit, stands));
    }

    Shown change_map(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const code = TRY(request.segment("district"));
        auto const stands = TRY(newest_map(room, visit, code));
        auto const typed = TRY(request.form());
        auto form = map_form(room, visit, stands);
        form.typed(typed);
        auto wanted = stands;
        wanted.standing.during = {form.first_day_of(typed, "from"), {}};
        wanted.area = text_of(typed, "area");
        wanted.team = text_of(typed, "team");
        wanted.division = text_of(typed, "division");
        wanted.standing.source = text_of(typed, "source");
        wanted.standing.verified = typed.first("verified") == "yes";
        if (typed.first("verified").empty())
            form.problems.push_back(invalid("Say whether it is confirmed", "verified"));
        read_council(room, typed, form, wanted);
        auto const seen = read_written(typed.first("read")).value_or(Date());
        auto const reason = text_of(typed, "reason");
        return answer(
            room, visit, form,
            [&](Change& change) { return remap(change, room.facts, wanted, seen, reason); },
            district_desk(stands.code) + "?said=saved",
            [&]() -> Stands {
                auto const now = newest_map(room, visit, code);
                if (!now)
                    return {};
                return {Value::array({row("Days", period_in_words(now->standing.during)),
                            row("Who answers", answers_in_words(*now))}),
                    {{"read", now->standing.during.from.write()}}};
            });
    }

    Form take_back_form(District const& newest)
    {
        Form form{"Take the newest row of " + newest.name + " back",
            district_desk(newest.code) + "/take-back", district_desk(newest.code), "Take it back"};
        form.intro = fmt::format("{}: {}. The row before runs on.",
            period_in_words(newest.standing.during), answers_in_words(newest));
        form.line("reason", "Why it is taken back");
        form.keep("read", newest.standing.during.from.write());
        return form;
    }

    Shown ask_take_back(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const code = TRY(request.segment("district"));
        auto const stands = TRY(newest_map(room, visit, code));
        return show_form(room, visit, take_back_form(stands));
    }

    Shown take_back(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const code = TRY(request.segment("district"));
        auto const stands = TRY(newest_map(room, visit, code));
        auto const typed = TRY(request.form());
        auto form = take_back_form(stands);
        form.typed(typed);
        auto const read = read_written(typed.first("read")).value_or(Date());
        auto const reason = text_of(typed, "reason");
        return answer(
            room, visit, form,
            [&](Change& change) {
                return take_back_map(change, room.facts, stands.code, read, reason);
            },
            district_desk(stands.code) + "?said=saved",
            [&]() -> Stands {
                return {Value::array({row("Who answers", answers_in_words(stands))}),
                    {{"read", stands.standing.during.from.write()}}};
            });
    }

    Form team_area_form(Visit const& visit, District const& district)
    {
        Form form{"Give " + district.name + " to a team",
            district_desk(district.code) + "/teams/new", district_desk(district.code)};
        std::vector<Choice> teams;
        for (auto const& team : list_teams(visit.reading(), today(visit))) {
            auto const agency = find_agency(visit.reading(), team.agency);
            teams.push_back({team.id.write(),
                fmt::format("{}, {}", team.name, agency ? agency->name : std::string())});
        }
        form.choose("team", "Team", teams)
            .day("from", "From which day?")
            .choose("before", "Who answers for the same purpose until then",
                {{"end", "Stops the day before"}, {"stay", "Goes on beside the new team"}});
        form.values["before"] = "end";
        form.set_day("from", today(visit));
        return form;
    }

    Shown ask_team_area(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const code = TRY(request.segment("district"));
        auto const district = TRY(newest_map(room, visit, code));
        return show_form(room, visit, team_area_form(visit, district));
    }

    // Those of the same purpose that run on that day end the day before.
    std::vector<TeamArea> that_would_end(
        Visit const& visit, std::string const& district, Team const& team, Date from)
    {
        std::vector<TeamArea> rows;
        for (auto const& area : all_areas_of(visit.reading(), district)) {
            auto const other = find_team(visit.reading(), area.team);
            if (other && other->id != team.id && other->purpose == team.purpose
                && area.during.holds(from) && area.during.from < from)
                rows.push_back(area);
        }
        return rows;
    }

    Shown give_to_team(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const code = TRY(request.segment("district"));
        auto const district = TRY(newest_map(room, visit, code));
        auto const typed = TRY(request.form());
        auto form = team_area_form(visit, district);
        form.typed(typed);
        auto const id = TeamId::read(typed.first("team"));
        auto const team = id ? find_team(visit.reading(), *id) : Result<Team>(not_found());
        if (!team)
            form.problems.push_back(invalid("Choose a team", "team"));
        auto const from = form.first_day_of(typed, "from");
        std::vector<TeamArea> ending;
        if (form.problems.empty()) {
            if (typed.first("before") != "stay")
                ending = that_would_end(visit, district.code, *team, from);
            auto after = covering(visit, district.code, team->purpose);
            for (auto& row : after)
                if (row.during.from < from && row.during.holds(from)
                    && (row.team == team->name || typed.first("before") != "stay"))
                    row.during.until = from + -1;
            after.push_back({team->name, {from, {}}});
            form.warnings = gaps_and_overlaps(after, std::min(from, today(visit)));
        }
        return answer(
            room, visit, form,
            [&](Change& change) -> Done {
                for (auto const& row : ending)
                    TRY(set_last_day(change, row, from + -1));
                return save(change, TeamArea{team->id, district.code, {from, {}}});
            },
            district_desk(district.code) + "?said=saved");
    }

    Result<TeamArea> area_asked(Visit const& visit, std::string const& district,
        std::string_view team, std::string_view from)
    {
        for (auto const& area : all_areas_of(visit.reading(), district))
            if (area.team.write() == team && area.during.from.write() == from)
                return area;
        return not_found();
    }

    Form area_end_form(Visit const& visit, District const& district, TeamArea const& area)
    {
        auto const team = find_team(visit.reading(), area.team);
        auto form = last_day_form(fmt::format("Last day of {} for {}",
                                      team ? team->name : std::string("the team"), district.name),
            district_desk(district.code) + "/teams/end", district_desk(district.code));
        form.set_day("until", area.during.until);
        form.keep("team", area.team.write())
            .keep("first_day", area.during.from.write())
            .keep("read", written(area.during.until));
        return form;
    }

    Shown ask_area_end(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const code = TRY(request.segment("district"));
        auto const district = TRY(newest_map(room, visit, code));
        auto const area
            = TRY(area_asked(visit, district.code, request.query("team"), request.query("from")));
        return show_form(room, visit, area_end_form(visit, district, area));
    }

    Shown end_area_typed(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const code = TRY(request.segment("district"));
        auto const district = TRY(newest_map(room, visit, code));
        auto const typed = TRY(request.form());
        auto area
            = TRY(area_asked(visit, district.code, typed.first("team"), typed.first("first_day")));
        auto const stood = written(area.during.until);
        auto form = area_end_form(visit, district, area);
        form.typed(typed);
        auto const last = form.day_of(typed, "until");
        auto const team = TRY(find_team(visit.reading(), area.team));
        auto after = covering(visit, district.code, team.purpose);
        for (auto& row : after)
            if (row.team == team.name && row.during == area.during)
                row.during.until = last;
        if (form.problems.empty())
            form.warnings = gaps_and_overlaps(after, today(visit));
        area.during.until = read_written(typed.first("read"));
        return answer(
            room, visit, form, [&](Change& change) { return set_last_day(change, area, last); },
            district_desk(district.code) + "?said=saved",
            [&]() -> Stands {
                return {Value::array({row("Last day", stood)}), {{"read", stood}}};
            });
    }
} // namespace

void join_area_desk(House& house, Directory const& room)
{
    auto routes = house.routes.of(room);
    routes.get("/directory/areas", "area:save", list_districts);
    routes.get("/directory/areas/{district}", "area:save", show_district);
    routes.get("/directory/areas/{district}/change", "area:save", ask_map);
    routes.post("/directory/areas/{district}/change", "area:save", change_map);
    routes.get("/directory/areas/{district}/take-back", "area:save", ask_take_back);
    routes.post("/directory/areas/{district}/take-back", "area:save", take_back);
    routes.get("/directory/areas/{district}/teams/new", "area:save", ask_team_area);
    routes.post("/directory/areas/{district}/teams/new", "area:save", give_to_team);
    routes.get("/directory/areas/{district}/teams/end", "area:save", ask_area_end);
    routes.post("/directory/areas/{district}/teams/end", "area:save", end_area_typed);
}

} // namespace kith::directory
