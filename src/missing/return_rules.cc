// SPDX-License-Identifier: MIT
#include "missing/return_rules.h"
#include "actions/actions.h"
#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/core.h>

namespace kith::missing {
namespace {
    constexpr int grown_at = 18;
    constexpr std::string_view ended_missing = "E8"; // left care for another reason

    constexpr std::array<ReturnRule, 17> all_rules{{
        {564, "It says missing or away, and not since when", "Enter the day it started"},
        {565, "It says since when, and not whether missing or away",
            "Say whether they were missing (M) or away (A)"},
        {566, "It says until when, and not whether missing or away",
            "Say whether they were missing (M) or away (A)"},
        {567, "It ended before it started", "Put one of the days right"},
        {570, "It started after the year ended", "It belongs to a later year: leave it out here"},
        {571, "It ended outside the year",
            "It belongs to the year in which it ended; one that was open on 31 March has no end"},
        {574, "It overlaps another time, or starts while one is open",
            "Record the return from the first, or put the days right. It may start on the day the "
            "one before ended"},
        {575, "The placement they were away from has ended, and this has not",
            "It ends with the placement: record the day, or put the placement’s days right"},
        {576, "It was open in last year’s return, and this year’s has none with that start",
            "Keep the start that was returned, or tell the Department for Education"},
        {577, "They are no longer looked after, and this goes on beyond that day",
            "It ends with the care at the latest: put the last day of the legal status right, or "
            "that of the return"},
        {578, "It started after they were no longer looked after",
            "Leave it out, or record the legal status that they had"},
        {580,
            "They were still missing when care ended on their 18th birthday, and the reason it "
            "ended is not E8",
            "End the legal status with a reason that begins with E8"},
        {581, "It started before they were looked after",
            "Leave it out, or put the first day of the legal status right"},
        {586, "It started on or before the day they were born", "Put the day, or the birth, right"},
        {1004, "The start is no date", "Write the day as dd/mm/yyyy"},
        {1005, "The end is no date", "Write the day as dd/mm/yyyy, or leave it empty"},
        {1006, "It is neither missing (M) nor away (A)",
            "Say whether they were missing (M) or away (A)"},
    }};

    // A line whose days were read.
    struct ReadLine {
        std::size_t at = 0;
        ReturnLine const* line = nullptr;
        std::optional<Date> birth = {};
        std::optional<Date> start = {};
        std::optional<Date> end = {};
    };

    class Checking {
    public:
        Checking(ReturnYear year, std::span<ReturnLine const> lines,
            std::map<std::string, ChildInCare> const& children)
            : year_(year), children_(children)
        {
            for (std::size_t at = 0; at < lines.size(); ++at)
                read_.push_back({at, &lines[at], read_uk(lines[at].birth), read_uk(lines[at].start),
                    read_uk(lines[at].end)});
        }

        std::vector<Breach> all(std::span<LeftOpen const> left_open)
        {
            for (auto const& one : read_) {
                fields(one);
                days(one);
                care(one);
            }
            apart();
            std::ranges::sort(
                found_, {}, [](Breach const& one) { return std::pair(one.line, one.rule); });
            last_year(left_open);
            return std::move(found_);
        }

    private:
        void tell(int rule, ReadLine const& one) { found_.push_back({rule, one.at}); }

        void fields(ReadLine const& one)
        {
            auto const& line = *one.line;
            auto const typed = line.kind == "M" || line.kind == "A";
            if (!line.kind.empty() && !typed)
                tell(1006, one);
            if (typed && line.start.empty())
                tell(564, one);
            if (line.kind.empty() && !line.start.empty())
                tell(565, one);
            if (line.kind.empty() && line.start.empty() && !line.end.empty())
                tell(566, one);
            auto const nothing = line.kind.empty() && line.start.empty() && line.end.empty();
            if (nothing || (!line.start.empty() && !one.start))
                tell(1004, one);
            if (!line.end.empty() && !one.end)
                tell(1005, one);
        }

        void days(ReadLine const& one)
        {
            if (one.start && one.end && *one.end < *one.start)
                tell(567, one);
            if (one.start && *one.start > year_.last())
                tell(570, one);
            if (one.end && (*one.end < year_.first() || *one.end > year_.last()))
                tell(571, one);
            if (one.start && one.birth && *one.start <= *one.birth)
                tell(586, one);
        }

        // Rule 3 of the header.
        [[nodiscard]] std::optional<Date> ended_by_then(std::optional<Date> until) const
        {
            return until && *until <= year_.last() ? until : std::nullopt;
        }

        void care(ReadLine const& one)
        {
            auto const child = children_.find(one.line->child);
            if (!one.start || child == children_.end())
                return;
            for (auto const& placement : child->second.placements)
                if (auto const until = ended_by_then(placement.until); until
                    && one.line->end.empty() && placement.from <= *one.start
                    && *one.start <= *until) {
                    tell(575, one);
                    break;
                }
            people::PeriodOfCare const* latest = nullptr; // that began by then
            for (auto const& period : child->second.care)
                if (period.from <= *one.start
                    && (!latest || !period.until
                        || (latest->until && *latest->until < *period.until)))
                    latest = &period;
            if (!latest)
                tell(581, one);
            else if (latest->until && *latest->until < *one.start)
                tell(578, one);
            else
                within(one, *latest);
        }

        void within(ReadLine const& one, people::PeriodOfCare const& period)
        {
            auto const until = ended_by_then(period.until);
            if (!until)
                return;
            if (one.line->end.empty() || (one.end && *one.end > *until))
                tell(577, one);
            if (one.end && one.birth && *one.end == *until
                && *until == birthday(*one.birth, grown_at)
                && !period.ended_because.starts_with(ended_missing))
                tell(580, one);
        }

        // 574: in order of their starts, none starts before one of the same child before it ended.
        void apart()
        {
            std::map<std::string_view, std::vector<ReadLine const*>> by_child;
            for (auto const& one : read_)
                if (one.start)
                    by_child[one.line->child].push_back(&one);
            for (auto& [child, all] : by_child) {
                std::ranges::stable_sort(all, {}, [](ReadLine const* one) {
                    return std::tuple(*one->start, !one->end, one->end);
                });
                std::optional<Date> latest_end;
                bool open = false;
                for (auto const* one : all) {
                    if (open || (latest_end && *one->start < *latest_end))
                        tell(574, *one);
                    open = open || !one->end;
                    if (one->end && (!latest_end || *latest_end < *one->end))
                        latest_end = one->end;
                }
            }
        }

        void last_year(std::span<LeftOpen const> left_open)
        {
            for (std::size_t at = 0; at < left_open.size(); ++at) {
                auto const goes_on = std::ranges::any_of(read_, [&](ReadLine const& one) {
                    return one.line->child == left_open[at].child
                        && one.start == left_open[at].start;
                });
                if (!goes_on)
                    found_.push_back({576, at});
            }
        }

        ReturnYear year_;
        std::map<std::string, ChildInCare> const& children_;
        std::vector<ReadLine> read_ = {};
        std::vector<Breach> found_ = {};
    };

    std::optional<int> number_in(std::string_view text)
    {
        int number = 0;
        auto const* const end = text.data() + text.size();
        auto const read = std::from_chars(text.data(), end, number);
        return read.ec == std::errc() && read.ptr == end ? std::optional(number) : std::nullopt;
    }
} // namespace

std::string write_uk(Date day)
{
    return fmt::format("{:02}/{:02}/{:04}", day.day(), day.month(), day.year());
}

std::optional<Date> read_uk(std::string_view text)
{
    if (text.size() != 10 || text[2] != '/' || text[5] != '/')
        return std::nullopt;
    auto const day = number_in(text.substr(0, 2));
    auto const month = number_in(text.substr(3, 2));
    auto const year = number_in(text.substr(6));
    if (!day || !month || !year)
        return std::nullopt;
    auto const read = Date::of(*year, *month, *day);
    return read ? std::optional(*read) : std::nullopt;
}

Date ReturnYear::first() const { return Date::of(year - 1, 4, 1).value(); }
Date ReturnYear::last() const { return Date::of(year, 3, 31).value(); }

ReturnYear return_year_of(Date day) { return {day.month() >= 4 ? day.year() + 1 : day.year()}; }

std::span<ReturnRule const> return_rules() { return all_rules; }

ReturnRule const& return_rule(int number)
{
    auto const* const found = std::ranges::find(all_rules, number, &ReturnRule::number);
    must(found != all_rules.end(), "a rule that is told has words");
    return *found;
}

std::vector<Breach> breaches_of(ReturnYear year, std::span<ReturnLine const> lines,
    std::map<std::string, ChildInCare> const& children, std::span<LeftOpen const> left_open)
{
    return Checking(year, lines, children).all(left_open);
}

Date birthday(Date born, int years) { return actions::months_after(born, 12 * years); }

} // namespace kith::missing
