// SPDX-License-Identifier: MIT
// What the episodes that a visitor may read have in common.
#include "missing/patterns_across.h"
#include "base/london.h"
#include "missing/patterns_places.h"
#include "missing/views.h"
#include "platform/html/problems.h"
#include "platform/http/form_data.h"
#include "platform/words/fold.h"
#include <algorithm>
#include <fmt/core.h>
#include <map>
#include <set>

namespace kith::missing {
namespace {
    using html::Value;
    constexpr std::size_t most_people_told = 20;
    constexpr std::size_t most_places_looked_up = 40; // those written most often

    struct AcrossAsked {
        DaysAsked days;
        PatternFilter filter;
    };
    AcrossAsked across_asked(Missing const& room, http::Request const& request)
    {
        AcrossAsked asked{days_asked(request.query("from"), request.query("to")), {}};
        asked.filter.from = asked.days.from;
        asked.filter.to = asked.days.to;
        if (auto const kind = request.query("kind"); room.facts.code("missing_kind", kind))
            asked.filter.kind = kind;
        if (auto const from = request.query("absent_from"); room.facts.code("absent_from", from))
            asked.filter.absent_from = from;
        if (auto const team = TeamId::read(request.query("team")))
            asked.filter.team = *team;
        return asked;
    }

    Value codes_to_choose(Missing const& room, Date today, char const* list, std::string const& any,
        std::string const& chosen)
    {
        auto items = Value::array({Value::object({{"value", ""}, {"text", any}})});
        for (auto const& code : room.facts.codes(list, today))
            items.push(Value::object(
                {{"value", code.code}, {"text", code.label}, {"selected", code.code == chosen}}));
        return items;
    }

    Value teams_to_choose(Visit const& visit, std::set<TeamId> const& teams, TeamId chosen)
    {
        std::vector<std::pair<std::string, TeamId>> named;
        for (auto const team : teams)
            named.emplace_back(team_in_words(visit.reading(), team), team);
        std::ranges::sort(named);
        auto items = Value::array({Value::object({{"value", ""}, {"text", "Any team"}})});
        for (auto const& [name, team] : named)
            items.push(Value::object(
                {{"value", team.write()}, {"text", name}, {"selected", team == chosen}}));
        return items;
    }

    std::string across_query(http::Request const& request)
    {
        std::string query;
        for (auto const* const name : {"from", "to", "kind", "absent_from", "team"})
            if (auto const value = request.query(name); !value.empty())
                query += fmt::format(
                    "{}{}={}", query.empty() ? "?" : "&", name, http::percent_encoded(value));
        return query;
    }

    Value lengths_across(std::vector<PatternRow> const& rows, Instant now)
    {
        std::vector<int> counts(length_groups.size());
        std::vector<Length> each;
        for (auto const& row : rows) {
            each.push_back(row.returned_at.value_or(now) - row.started_at);
            ++counts[length_group_of(each.back())];
        }
        auto view = bars_view("lengths", "How long they lasted", "Hours that passed",
            {length_groups.begin(), length_groups.end()}, counts);
        auto const lengths = lengths_of(std::move(each));
        view["facts"]
            = Value::array({fact_view("Halfway (median)", length_in_words(lengths.median)),
                fact_view("The longest", length_in_words(lengths.longest)),
                fact_view("Longer than 24 hours", std::to_string(lengths.over_a_day))});
        return view;
    }

    Value codes_across(Missing const& room, Date today, std::string const& id,
        std::string const& title, char const* list, std::vector<PatternRow> const& rows,
        std::string PatternRow::*code)
    {
        std::vector<std::string> labels;
        std::vector<int> counts;
        auto left = rows.size();
        for (auto const& listed : room.facts.codes(list, today)) {
            auto const times = std::ranges::count(rows, listed.code, code);
            if (times == 0)
                continue;
            labels.push_back(listed.label.substr(0, listed.label.find(':')));
            counts.push_back(static_cast<int>(times));
            left -= static_cast<std::size_t>(times);
        }
        if (left > 0) { // a code that is no longer listed
            labels.emplace_back("Not said");
            counts.push_back(static_cast<int>(left));
        }
        return bars_view(id, title, title, labels, counts);
    }

    // How often each, the most often first; then by id, so that the order stands.
    std::vector<std::pair<PersonId, int>> times_of_each(std::vector<PatternRow> const& rows)
    {
        std::map<PersonId, int> counted;
        for (auto const& row : rows)
            ++counted[row.person];
        std::vector<std::pair<PersonId, int>> all(counted.begin(), counted.end());
        std::ranges::stable_sort(
            all, [](auto const& one, auto const& other) { return one.second > other.second; });
        return all;
    }

    Value repeats_across(std::vector<std::pair<PersonId, int>> const& each)
    {
        std::vector<int> counts(repeat_groups.size());
        for (auto const& [person, times] : each)
            ++counts[repeat_group_of(times)];
        auto view = bars_view("repeats", "How often each went", "In this time",
            {repeat_groups.begin(), repeat_groups.end()}, counts);
        view["head"] = Value::array({Value("In this time"), Value("People")});
        return view;
    }

    struct PersonShown {
        std::string name;
        std::string href;
    };
    // By an episode of theirs that the visit may read; the look is noted.
    PersonShown shown_person(Visit const& visit, PatternRow const& row)
    {
        visit.looked_at(thing(row.id));
        auto const who = people::called(visit.reading(), row.person, london::day_of(visit.now()));
        return {who.name.empty() ? "Somebody whose name is not known" : who.name,
            people::knows(visit, row.person) ? "/people/" + row.person.write() + "/missing/patterns"
                                             : address_of(row.id)};
    }

    Value most_often_away(Visit const& visit, std::vector<PatternRow> const& rows,
        std::vector<std::pair<PersonId, int>> const& each)
    {
        auto list = Value::array();
        for (auto const& [person, times] : each) {
            if (times < 2 || list.size() == most_people_told)
                break;
            auto const row = std::ranges::find(rows, person, &PatternRow::person);
            auto const shown = shown_person(visit, *row);
            list.push(Value::object({{"href", shown.href}, {"text", shown.name},
                {"detail",
                    fmt::format("{}, last on {}", times_in_words(times),
                        london::day_of(row->started_at).in_words())}}));
        }
        return list;
    }

    Value network_across(Visit const& visit, PatternFilter const& filter,
        std::vector<PatternRow> const& rows, bool& cut)
    {
        // Each pair of people, with how often; each time counts once, by the first of them.
        std::map<std::pair<PersonId, PersonId>, std::set<EpisodeId>> pairs;
        for (auto const& [one, other] : together_among(visit, filter, rows)) {
            auto const& first = rows[one].person < rows[other].person ? rows[one] : rows[other];
            auto const& second = &first == &rows[one] ? rows[other] : rows[one];
            if (first.person != second.person)
                pairs[{first.person, second.person}].insert(first.id);
        }
        std::vector<std::pair<std::pair<PersonId, PersonId>, int>> in_order;
        for (auto const& [pair, times] : pairs)
            in_order.emplace_back(pair, static_cast<int>(times.size()));
        std::ranges::stable_sort(
            in_order, [](auto const& one, auto const& other) { return one.second > other.second; });
        Network network;
        std::vector<std::string> hrefs;
        std::map<PersonId, std::size_t> place;
        auto const at = [&](PersonId person) {
            auto const [found, fresh] = place.try_emplace(person, network.names.size());
            if (fresh) {
                auto const shown
                    = shown_person(visit, *std::ranges::find(rows, person, &PatternRow::person));
                network.names.push_back(shown.name);
                hrefs.push_back(shown.href);
            }
            return found->second;
        };
        for (auto const& [pair, times] : in_order) {
            auto const fresh
                = (place.contains(pair.first) ? 0U : 1U) + (place.contains(pair.second) ? 0U : 1U);
            if (network.names.size() + fresh > most_in_a_network) {
                cut = true;
                continue;
            }
            auto const one = at(pair.first);
            auto const other = at(pair.second);
            network.ties.push_back({std::min(one, other), std::max(one, other), times});
        }
        return network_view("together", "Who went missing with whom", network, hrefs);
    }

    Value places_across(
        Missing const& room, Visit const& visit, std::vector<PatternRow> const& rows)
    {
        struct Written {
            std::string text;
            int times = 0;
        };
        std::map<std::string, Written> by_text;
        for (auto const& row : rows)
            if (row.found_by != "self")
                if (auto const key = words::folded(row.found_place); !key.empty()) {
                    auto& one = by_text[key];
                    one.text = one.text.empty() ? row.found_place : one.text;
                    ++one.times;
                }
        std::vector<Written> written;
        for (auto& [key, one] : by_text)
            written.push_back(std::move(one));
        std::ranges::stable_sort(written,
            [](Written const& one, Written const& other) { return one.times > other.times; });
        if (written.size() > most_places_looked_up)
            written.resize(most_places_looked_up);
        PlacesKnown known(visit, false); // only contexts: an address of somebody is none
        std::vector<std::pair<KnownPlace, int>> counted;
        for (auto const& one : written)
            if (auto const place = known.find(one.text)) {
                auto const same = std::ranges::find(
                    counted, place->href, [](auto const& other) { return other.first.href; });
                if (same == counted.end())
                    counted.emplace_back(*place, one.times);
                else
                    same->second += one.times;
            }
        std::ranges::stable_sort(
            counted, [](auto const& one, auto const& other) { return one.second > other.second; });
        std::vector<PlaceTold> told;
        for (auto const& [place, times] : counted)
            told.push_back({place, "found " + times_in_words(times)});
        return places_map(room, visit, told);
    }
} // namespace

Value patterns_read(Missing const& room, Visit const& visit, http::Request const& request)
{
    auto const today = london::day_of(visit.now());
    auto const asked = across_asked(room, request);
    auto const found = pattern_rows(visit, asked.filter, PatternsOf::those_read);
    auto const& rows = found.rows;
    auto const each = times_of_each(rows);
    auto page = Value::object({{"from", asked.days.from_typed}, {"to", asked.days.to_typed},
        {"in_words", asked.days.in_words()}, {"problems", html::problems_view(asked.days.problems)},
        {"query", across_query(request)}, {"count", rows.size()}, {"people", each.size()},
        {"cut", found.cut},
        {"kinds",
            codes_to_choose(room, today, "missing_kind", "Missing or away", asked.filter.kind)},
        {"froms",
            codes_to_choose(room, today, "absent_from", "Anywhere", asked.filter.absent_from)},
        {"teams", teams_to_choose(visit, found.teams, asked.filter.team)}});
    if (!asked.days.problems.empty())
        page["errors"] = html::errors_view(asked.days.problems);
    if (rows.empty())
        return page;
    std::vector<Instant> starts;
    std::vector<Instant> returns;
    for (auto const& row : rows) {
        starts.push_back(row.started_at);
        if (row.returned_at)
            returns.push_back(*row.returned_at);
    }
    page["starts"] = heat_view("starts", "When they went", starts);
    page["returns"] = heat_view("returns", "When they came back", returns);
    page["bars"] = Value::array({lengths_across(rows, visit.now()),
        codes_across(
            room, today, "from", "From where", "absent_from", rows, &PatternRow::absent_from),
        codes_across(
            room, today, "kind", "Missing or away", "missing_kind", rows, &PatternRow::kind),
        repeats_across(each)});
    page["most"] = most_often_away(visit, rows, each);
    page["places"] = places_across(room, visit, rows);
    auto network_cut = false;
    page["network"] = network_across(visit, asked.filter, rows, network_cut);
    page["network_cut"] = network_cut;
    return page;
}

} // namespace kith::missing
