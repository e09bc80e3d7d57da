// SPDX-License-Identifier: MIT
#include "app/clock_command.h"
#include "actions/actions.h"
#include "app/clock_words.h"
#include "app/hub.h"
#include "base/london.h"
#include "base/shipped.h"
#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/ostream.h>
#include <iostream>
#include <numeric>

namespace kith::app {
namespace {
    constexpr int wrong_words = 2;
    constexpr std::size_t most_near_names = 5;
    constexpr std::size_t furthest_near_name = 4; // letters to change

    std::size_t letters_between(std::string_view one, std::string_view other)
    {
        std::vector<std::size_t> row(other.size() + 1);
        std::iota(row.begin(), row.end(), std::size_t{0});
        for (std::size_t i = 1; i <= one.size(); ++i) {
            auto before = row[0];
            row[0] = i;
            for (std::size_t k = 1; k <= other.size(); ++k) {
                auto const swap = before + (one[i - 1] == other[k - 1] ? 0 : 1);
                before = row[k];
                row[k] = std::min({row[k] + 1, row[k - 1] + 1, swap});
            }
        }
        return row.back();
    }

    // Those of a like name, the likest first.
    std::string near_names(actions::Clocks const& clocks, std::string const& typed)
    {
        std::vector<std::pair<std::size_t, std::string>> near;
        for (auto const& rule : clocks.list()) {
            auto const& id = rule.id;
            auto const within = typed.size() > 2 && id.find(typed) != std::string::npos;
            auto const letters = !within ? letters_between(typed, id)
                : id.starts_with(typed)  ? std::size_t{0}
                                         : std::size_t{1};
            if (letters <= furthest_near_name)
                near.emplace_back(letters, id);
        }
        std::ranges::stable_sort(near, {}, [](auto const& one) { return one.first; });
        near.resize(std::min(near.size(), most_near_names));
        std::string names;
        for (auto const& [letters, id] : near)
            names += (names.empty() ? "" : ", ") + id;
        return names;
    }

    actions::Rule const& rule_named(actions::Clocks const& clocks, std::string const& typed)
    {
        if (clocks.has(typed))
            return clocks.rule(typed);
        auto const near = near_names(clocks, typed);
        throw Refused(fmt::format("No rule is called \"{}\". {}`kith clock --list` shows them all",
                          typed, near.empty() ? "" : "Did you mean " + near + "? "),
            wrong_words);
    }

    // "01:30", with seconds if there are any.
    struct WallTime {
        london::TimeOfDay time;
        int seconds = 0;
    };
    std::optional<WallTime> read_wall_time(std::string const& text)
    {
        auto const digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
        WallTime wall;
        auto rest = text;
        if (text.size() == 8 && text[2] == ':' && text[5] == ':' && digit(6) && digit(7)) {
            wall.seconds = (text[6] - '0') * 10 + (text[7] - '0');
            rest = text.substr(0, 5);
        }
        auto const time = london::read_time(rest);
        if (!time || wall.seconds > 59)
            return std::nullopt;
        wall.time = *time;
        return wall;
    }

    Instant moment_in_london(ClockWanted const& wanted, Date day, WallTime const& wall)
    {
        if (london::comes_twice(day, wall.time) && wanted.first == wanted.second)
            throw Refused(
                fmt::format("{} at {:02}:{:02} came twice in London, when the clocks went back: "
                            "add --first (summer time) or --second (winter time)",
                    day.in_words(), wall.time.hour, wall.time.minute),
                wrong_words);
        auto const moment = london::moment(
            day, wall.time, wanted.second ? london::Hour::second : london::Hour::first);
        if (!moment)
            throw Refused(
                fmt::format("{}: {}", wanted.from, moment.error().words.key), wrong_words);
        return *moment + std::chrono::seconds(wall.seconds);
    }

    Refused not_understood(std::string const& from)
    {
        return {
            fmt::format("\"{}\" is no day or time. Such as 2026-03-06, \"2026-03-06 16:45\" (in "
                        "London) or 2026-03-06T16:45:00Z",
                from),
            wrong_words};
    }

    Instant started(ClockWanted const& wanted, actions::Rule const& rule)
    {
        auto const& from = wanted.from;
        if (auto const moment = Instant::read(from))
            return *moment;
        if (auto const day = Date::read(from)) {
            if (rule.unit == actions::Unit::hours)
                throw Refused(fmt::format("{} counts hours: say at what time it began, such as "
                                          "\"{} 16:45\"",
                                  rule.id, day->write()),
                    wrong_words);
            return london::start_of(*day);
        }
        auto const cut = from.find_last_of("T ");
        if (cut == std::string::npos)
            throw not_understood(from);
        auto before = from.substr(0, cut);
        if (before.ends_with(" at"))
            before.resize(before.size() - 3);
        auto const day = Date::read(before);
        auto const wall = read_wall_time(from.substr(cut + 1));
        if (!day || !wall)
            throw not_understood(from);
        return moment_in_london(wanted, *day, *wall);
    }

    void must_be_of_our_time(Instant start)
    {
        auto const year = london::day_of(start).year();
        if (year < 1900 || year > 2200)
            throw Refused("Give a day between 1900 and 2200", wrong_words);
    }
} // namespace

void add_clock(CLI::App& kith, ClockWanted& wanted, std::function<int()>& work)
{
    auto& command = *kith.add_subcommand(
        "clock", "by when is a duty due? In UTC and in London, with its rule and source");
    command.add_option("--data", wanted.data, "the folder of a Kith, whose own settings count")
        ->capture_default_str();
    auto* const rule = command.add_option("rule", wanted.rule, "such as return_interview");
    auto* const from = command.add_option("--from", wanted.from,
        "what starts it: 2026-03-29T00:40:00Z, \"2026-03-29 01:40\" in London, or a day");
    auto* const first = command.add_flag(
        "--first", wanted.first, "in the hour that came twice in October: the first");
    command.add_flag("--second", wanted.second, "the second")->excludes(first);
    auto* const list = command.add_flag("--list", wanted.list, "every rule");
    list->excludes(rule)->excludes(from);
    command.add_flag("--json", wanted.json, "for a machine to read");
    command.callback([&wanted, &work, rule, from] {
        if (!wanted.list && rule->count() == 0)
            throw CLI::RequiredError("RULE or --list");
        if (!wanted.list && from->count() == 0)
            throw CLI::RequiredError("--from");
        work = [&wanted] { return tell_clock(wanted, std::cout); };
    });
}

int tell_clock(ClockWanted const& wanted, std::ostream& out)
{
    overlay(wanted.data / "overlay");
    auto const clocks = or_refuse(actions::Clocks::read());
    auto const facts = or_refuse(directory::ReferenceFacts::read());
    if (wanted.list) {
        fmt::print(out, "{}", wanted.json ? rules_in_json(clocks) : rules_in_words(clocks));
        return 0;
    }
    auto const& rule = rule_named(clocks, wanted.rule);
    auto const start = started(wanted, rule);
    must_be_of_our_time(start);
    auto const told = RuleDue{rule, start, actions::due(rule, start, facts.working_days()),
        facts.holidays_known_from(), facts.holidays_known_until()};
    fmt::print(out, "{}", wanted.json ? due_in_json(told) : due_in_words(told));
    return 0;
}

} // namespace kith::app
