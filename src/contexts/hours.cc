// SPDX-License-Identifier: MIT
#include "contexts/hours.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>

namespace kith::contexts {
namespace {
    constexpr int minutes_of_a_day = 24 * 60;
    constexpr int night_begins = 22 * 60;
    constexpr int night_ends = 6 * 60;
    constexpr std::array<std::string_view, 11> codes_of_days{
        "daily", "weekdays", "weekend", "school", "mon", "tue", "wed", "thu", "fri", "sat", "sun"};

    int digit(char c) { return c >= '0' && c <= '9' ? c - '0' : -1; }

    bool at_night(OpenHours const& one)
    {
        auto const closes = one.closes > one.opens ? one.closes : one.closes + minutes_of_a_day;
        return one.opens < night_ends || closes > night_begins; // yesterday's night, or today's
    }
} // namespace

Result<int> read_time(std::string_view text)
{
    auto const wrong = invalid("Enter a time such as 17:00", "hours");
    if (text.size() == 4)
        return text[1] == ':' ? read_time("0" + std::string(text)) : Result<int>(wrong);
    if (text.size() != 5 || text[2] != ':')
        return wrong;
    for (auto const at : {0, 1, 3, 4})
        if (digit(text[static_cast<std::size_t>(at)]) < 0)
            return wrong;
    auto const minutes
        = (digit(text[0]) * 10 + digit(text[1])) * 60 + digit(text[3]) * 10 + digit(text[4]);
    if (digit(text[3]) > 5 || minutes > minutes_of_a_day)
        return wrong;
    return minutes;
}

std::string write_time(int minutes)
{
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

Result<OpenHours> checked(OpenHours hours)
{
    if (std::ranges::find(codes_of_days, hours.days) == codes_of_days.end())
        return invalid("Choose on which days it is open", "hours");
    if (hours.opens == minutes_of_a_day)
        hours.opens = 0;
    if (hours.opens == hours.closes)
        return invalid("Enter when it opens and closes: all day is 00:00 to 24:00", "hours");
    return hours;
}

std::string write_hours(std::vector<OpenHours> const& hours)
{
    std::string text;
    for (auto const& one : hours)
        text += fmt::format("{}{} {}-{}", text.empty() ? "" : "; ", one.days, write_time(one.opens),
            write_time(one.closes));
    return text;
}

std::vector<OpenHours> read_hours(std::string_view written)
{
    std::vector<OpenHours> hours;
    while (!written.empty()) {
        auto const end = written.find("; ");
        auto const one = written.substr(0, end);
        written = end == std::string_view::npos ? std::string_view() : written.substr(end + 2);
        auto const space = one.find(' ');
        if (space == std::string_view::npos || one.size() != space + 12)
            continue;
        auto const opens = read_time(one.substr(space + 1, 5));
        auto const closes = read_time(one.substr(space + 7, 5));
        if (opens && closes)
            hours.push_back({std::string(one.substr(0, space)), *opens, *closes});
    }
    return hours;
}

std::string in_words(OpenHours const& hours, std::string_view days)
{
    if (hours.opens == 0 && hours.closes == minutes_of_a_day)
        return fmt::format("{}, all day and night", days);
    return fmt::format("{}, {} to {}{}", days, write_time(hours.opens), write_time(hours.closes),
        hours.closes < hours.opens ? " the next day" : "");
}

bool open_at_night(std::vector<OpenHours> const& hours)
{
    return std::ranges::any_of(hours, at_night);
}

} // namespace kith::contexts
