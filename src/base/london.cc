// SPDX-License-Identifier: MIT
#include "base/london.h"
#include <algorithm>
#include <cctype>
#include <date/tz.h>
#include <fmt/core.h>

namespace kith::london {
namespace {
    date::time_zone const* zone()
    {
        static auto const* const found = date::locate_zone("Europe/London");
        return found;
    }
    date::sys_time<std::chrono::microseconds> system_time(Instant at)
    {
        return date::sys_time<std::chrono::microseconds>(
            std::chrono::microseconds(at.microseconds()));
    }
    date::local_seconds local(Date day, TimeOfDay time)
    {
        return date::local_days(date::days(day.days())) + std::chrono::hours(time.hour)
            + std::chrono::minutes(time.minute);
    }
    Instant as_instant(date::sys_seconds at)
    {
        return Instant(at.time_since_epoch().count() * 1000000);
    }
} // namespace

Date day_of(Instant at)
{
    auto const here = zone()->to_local(system_time(at));
    return Date::from_days(
        static_cast<std::int32_t>(date::floor<date::days>(here).time_since_epoch().count()));
}

TimeOfDay time_of(Instant at)
{
    auto const here = zone()->to_local(system_time(at));
    auto const minutes
        = std::chrono::duration_cast<std::chrono::minutes>(here - date::floor<date::days>(here))
              .count();
    return {static_cast<int>(minutes / 60), static_cast<int>(minutes % 60)};
}

Result<Instant> moment(Date day, TimeOfDay time, Hour which)
{
    if (time.hour < 0 || time.hour > 23 || time.minute < 0 || time.minute > 59)
        return invalid("Enter a time between 00:00 and 23:59");
    auto const info = zone()->get_info(local(day, time));
    if (info.result == date::local_info::nonexistent)
        return invalid("The clocks went forward in that hour, so it did not exist: enter a time "
                       "before 01:00 or from 02:00");
    auto const choose = info.result == date::local_info::ambiguous && which == Hour::second
        ? date::choose::latest
        : date::choose::earliest;
    return as_instant(zone()->to_sys(local(day, time), choose));
}

bool comes_twice(Date day, TimeOfDay time)
{
    return zone()->get_info(local(day, time)).result == date::local_info::ambiguous;
}

Instant start_of(Date day)
{
    return as_instant(zone()->to_sys(local(day, {}), date::choose::earliest));
}

std::string in_words(Instant at)
{
    auto const day = day_of(at);
    auto const time = time_of(at);
    auto text = fmt::format("{} at {:02}:{:02}", day.in_words(), time.hour, time.minute);
    if (comes_twice(day, time))
        text += zone()->get_info(system_time(at)).save == std::chrono::minutes(0)
            ? " (after the clocks went back)"
            : " (before the clocks went back)";
    return text;
}

Result<TimeOfDay> read_time(std::string_view text)
{
    std::string digits;
    std::string letters;
    std::optional<std::size_t> split;
    for (char const c : text) {
        if (std::isdigit(static_cast<unsigned char>(c)))
            digits += c;
        else if (c == ':' || c == '.')
            split = digits.size();
        else if (std::isalpha(static_cast<unsigned char>(c)))
            letters += static_cast<char>(c | 0x20);
        else if (c != ' ')
            digits = "x";
    }
    auto const refused = invalid("Enter a time, such as 16:45 or 4:45pm");
    auto const whole = !digits.empty() && digits.size() <= 4
        && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    if (!whole || (!letters.empty() && letters != "am" && letters != "pm"))
        return refused;
    auto const cut = split.value_or(digits.size() <= 2 ? digits.size() : digits.size() - 2);
    if (cut == 0 || cut > 2 || (digits.size() - cut != 2 && digits.size() != cut))
        return refused;
    TimeOfDay time{
        std::stoi(digits.substr(0, cut)), digits.size() == cut ? 0 : std::stoi(digits.substr(cut))};
    if (!letters.empty() && (time.hour < 1 || time.hour > 12))
        return refused;
    if (letters == "pm" && time.hour < 12)
        time.hour += 12;
    if (letters == "am" && time.hour == 12)
        time.hour = 0;
    if (time.hour > 23 || time.minute > 59)
        return refused;
    return time;
}

} // namespace kith::london
