// SPDX-License-Identifier: MIT
// The same for whoever counts only: numbers of people of a year, none under 5 and none that gives
// one away.
#include "base/london.h"
#include "base/small_tables.h"
#include "missing/patterns_across.h"
#include "missing/views.h"
#include "platform/words/fold.h"
#include <algorithm>
#include <charconv>
#include <fmt/core.h>
#include <map>
#include <set>

namespace kith::missing {
namespace {
    using html::Value;
    constexpr int first_month = 4; // a year of returns: 1 April to 31 March
    constexpr int years_to_choose = 6;
    constexpr int hours_in_a_part = 6;
    constexpr std::array parts_of_day{"Night", "Morning", "Afternoon", "Evening"};
    constexpr std::array parts_in_words{
        "Night (0 to 6)", "Morning (6 to 12)", "Afternoon (12 to 18)", "Evening (18 to 24)"};
    constexpr char const* number_not_told = "Not told";

    std::size_t part_of(Instant at)
    {
        return static_cast<std::size_t>(london::time_of(at).hour / hours_in_a_part);
    }

    std::string told_in_words(std::optional<std::int64_t> const& told)
    {
        return told ? std::to_string(*told) : std::string(number_not_told);
    }

    // One whole: a number for each label, of people each of whom stands in one.
    struct Whole {
        std::string id;
        std::string title;
        std::vector<std::string> labels = {};
        std::vector<std::int64_t> counts = {};

        void add(std::string label)
        {
            labels.push_back(std::move(label));
            counts.push_back(0);
        }
    };

    // Rows that are told; the others in one sentence, rather than in rows that say nothing.
    Value whole_view(Whole const& whole, bool names_the_untold)
    {
        auto const told = numbers_told(whole.counts);
        std::vector<Bar> bars;
        std::vector<std::vector<std::string>> rows;
        std::string untold;
        for (std::size_t i = 0; i < whole.labels.size(); ++i) {
            if (!told[i]) {
                untold += (untold.empty() ? "" : ", ") + whole.labels[i];
                continue;
            }
            bars.push_back(
                {whole.labels[i], static_cast<double>(*told[i]), told_in_words(told[i])});
            rows.push_back({whole.labels[i], told_in_words(told[i])});
        }
        auto view = table_view({whole.title, "People"}, rows);
        view["title"] = whole.title;
        view["svg"] = Value::safe(drawn_bars(whole.id, whole.title, bars, BarLabels::wide));
        view["told"] = !rows.empty();
        if (!untold.empty())
            view["not_told_of"] = names_the_untold ? untold
                : rows.empty()                     ? std::string("any of them")
                                                   : std::string("all others");
        return view;
    }

    Value starts_counted(std::vector<PatternRow> const& rows)
    {
        std::vector<std::vector<std::int64_t>> counts(
            7, std::vector<std::int64_t>(parts_of_day.size()));
        for (auto const& row : rows)
            ++counts.at(static_cast<std::size_t>(london::day_of(row.started_at).weekday() - 1))
                  .at(part_of(row.started_at));
        auto const told = table_told(counts);
        HeatPicture picture;
        picture.columns.assign(parts_of_day.begin(), parts_of_day.end());
        std::vector<std::string> head{"Day"};
        head.insert(head.end(), parts_in_words.begin(), parts_in_words.end());
        head.emplace_back("All");
        std::vector<std::vector<std::string>> table;
        for (std::size_t day = 0; day < 7; ++day) {
            picture.days.at(day) = told.cells[day];
            auto& row = table.emplace_back(1, week_in_words.at(day));
            for (auto const& cell : told.cells[day])
                row.push_back(told_in_words(cell));
            row.push_back(told_in_words(told.rows[day]));
        }
        auto& all = table.emplace_back(1, "All");
        for (auto const& column : told.columns)
            all.push_back(told_in_words(column));
        all.push_back(told_in_words(told.all));
        auto view = table_view(head, table);
        view["title"] = "When they went";
        view["svg"] = Value::safe(drawn_heat("starts", "When they went", picture));
        return view;
    }

    Whole returns_counted(std::vector<PatternRow> const& rows)
    {
        Whole whole{"returns", "When they came back"};
        for (auto const* const part : parts_in_words)
            whole.add(part);
        whole.add("Not back yet");
        for (auto const& row : rows)
            ++whole.counts[row.returned_at ? part_of(*row.returned_at) : parts_in_words.size()];
        return whole;
    }

    Whole lengths_counted(std::vector<PatternRow> const& rows, Instant now)
    {
        Whole whole{"lengths", "How long it lasted"};
        for (auto const* const label : length_groups)
            whole.add(label);
        for (auto const& row : rows)
            ++whole.counts[length_group_of(row.returned_at.value_or(now) - row.started_at)];
        return whole;
    }

    Whole codes_counted(Missing const& room, Date on, char const* id, char const* title,
        char const* list, std::vector<PatternRow> const& rows, std::string PatternRow::*code)
    {
        Whole whole{id, title};
        std::map<std::string, std::size_t> place;
        for (auto const& listed : room.facts.codes(list, on)) {
            place.emplace(listed.code, whole.labels.size());
            whole.add(listed.label.substr(0, listed.label.find(':')));
        }
        whole.add("Not said");
        for (auto const& row : rows) {
            auto const at = place.find(row.*code);
            ++whole.counts[at == place.end() ? whole.counts.size() - 1 : at->second];
        }
        return whole;
    }

    Whole repeats_counted(std::vector<PatternRow> const& all)
    {
        Whole whole{"repeats", "How often each went in the year"};
        for (auto const* const label : repeat_groups)
            whole.add(label);
        std::map<PersonId, int> times;
        for (auto const& row : all)
            ++times[row.person];
        for (auto const& [person, count] : times)
            ++whole.counts[repeat_group_of(count)];
        return whole;
    }

    Whole authorities_counted(Visit const& visit, Date on, std::vector<PatternRow> const& rows)
    {
        Whole whole{"authorities", "Which authority answers for them"};
        std::map<AgencyId, std::size_t> place;
        for (auto const& agency : directory::list_agencies(visit.reading(), on))
            if (agency.kind == "council") {
                place.emplace(agency.id, whole.labels.size());
                whole.add(agency.name);
            }
        whole.add("Another agency, or none is named");
        std::map<TeamId, std::size_t> by_team; // asked for once each
        for (auto const& row : rows) {
            auto const [at, fresh] = by_team.try_emplace(row.responsible, whole.counts.size() - 1);
            if (fresh)
                if (auto const team = directory::find_team(visit.reading(), row.responsible))
                    if (auto const known = place.find(team->agency); known != place.end())
                        at->second = known->second;
            ++whole.counts[at->second];
        }
        return whole;
    }

    Whole places_counted(Visit const& visit, std::vector<PatternRow> const& rows)
    {
        Whole whole{"places", "Where somebody found them"};
        std::map<std::string, std::size_t> place;
        for (auto const& context : contexts::list_to_count(visit)) {
            place.try_emplace(words::folded(context.name), whole.labels.size());
            whole.add(context.name);
        }
        whole.add("Somewhere else, not known, or they came back themselves");
        for (auto const& row : rows) {
            auto const at
                = row.found_by == "self" ? place.end() : place.find(words::folded(row.found_place));
            ++whole.counts[at == place.end() ? whole.counts.size() - 1 : at->second];
        }
        return whole;
    }
} // namespace

int year_of_counting(Date day) { return day.month() < first_month ? day.year() - 1 : day.year(); }

std::vector<PatternRow> latest_of_each(std::vector<PatternRow> const& rows)
{
    std::set<PersonId> seen;
    std::vector<PatternRow> latest;
    for (auto const& row : rows)
        if (seen.insert(row.person).second)
            latest.push_back(row);
    return latest;
}

Value patterns_counted(Missing const& room, Visit const& visit, http::Request const& request)
{
    auto const today = london::day_of(visit.now());
    auto const this_year = year_of_counting(today);
    auto year = this_year;
    if (auto const typed = request.query("year"); !typed.empty())
        std::from_chars(typed.data(), typed.data() + typed.size(), year);
    year = std::clamp(year, this_year - years_to_choose + 1, this_year);
    auto const in_words
        = [](int first) { return fmt::format("April {} to March {}", first, first + 1); };
    auto page = Value::object({{"years", Value::array()}, {"year", in_words(year)},
        {"query", fmt::format("?year={}", year)}, {"so_far", year == this_year},
        {"today", today.in_words()}});
    for (auto one = this_year; one > this_year - years_to_choose; --one)
        page["years"].push(
            Value::object({{"value", one}, {"text", in_words(one)}, {"selected", one == year}}));
    PatternFilter filter;
    filter.from = Date::of(year, first_month, 1).value();
    filter.to = Date::of(year + 1, first_month, 1).value() + -1;
    auto const found = pattern_rows(visit, filter, PatternsOf::all_counted);
    auto const rows = latest_of_each(found.rows);
    page["cut"] = found.cut;
    if (static_cast<std::int64_t>(rows.size()) < smallest_number_told)
        return page;
    page["people"] = rows.size();
    page["starts"] = starts_counted(rows);
    page["lists"] = Value::array({whole_view(returns_counted(rows), true),
        whole_view(lengths_counted(rows, visit.now()), true),
        whole_view(codes_counted(room, today, "from", "From where they went", "absent_from", rows,
                       &PatternRow::absent_from),
            true),
        whole_view(codes_counted(room, today, "kind", "Missing or away", "missing_kind", rows,
                       &PatternRow::kind),
            true),
        whole_view(repeats_counted(found.rows), true),
        whole_view(authorities_counted(visit, today, rows), true),
        whole_view(places_counted(visit, rows), false)});
    return page;
}

} // namespace kith::missing
