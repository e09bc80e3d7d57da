// SPDX-License-Identifier: MIT
#include "base/time.h"
#include <array>
#include <charconv>
#include <date/date.h>
#include <fmt/core.h>
#include <vector>

namespace kith {
namespace {
    constexpr std::array<char const*, 12> month_names = {"January", "February", "March", "April",
        "May", "June", "July", "August", "September", "October", "November", "December"};
    constexpr char const* enter_a_date = "Enter a real date, such as 27 3 2026";

    std::optional<int> whole_number(std::string_view text)
    {
        int value = 0;
        auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (text.empty() || text.front() == '-' || problem != std::errc{}
            || end != text.data() + text.size())
            return std::nullopt;
        return value;
    }

    std::vector<std::string_view> split_date(std::string_view text, std::string_view separators)
    {
        std::vector<std::string_view> parts;
        while (!text.empty()) {
            auto const stop = text.find_first_of(separators);
            if (stop != 0)
                parts.push_back(text.substr(0, stop));
            if (stop == std::string_view::npos)
                break;
            text.remove_prefix(stop + 1);
        }
        return parts;
    }

    // A month by number, or by its name from three letters on.
    std::optional<int> month_number(std::string_view text)
    {
        if (auto const number = whole_number(text))
            return number;
        if (text.size() < 3)
            return std::nullopt;
        for (std::size_t i = 0; i < month_names.size(); ++i) {
            std::string_view const name = month_names[i];
            bool same = text.size() <= name.size();
            for (std::size_t k = 0; same && k < text.size(); ++k)
                same = (text[k] | 0x20) == (name[k] | 0x20);
            if (same)
                return static_cast<int>(i) + 1;
        }
        return std::nullopt;
    }

    date::year_month_day civil(std::int32_t days) { return date::sys_days(date::days(days)); }

    // Reads digits at the front and takes them off; nothing unless there are exactly `count` of
    // them.
    std::optional<int> take_digits(std::string_view& text, std::size_t count)
    {
        if (text.size() < count)
            return std::nullopt;
        auto const value = whole_number(text.substr(0, count));
        if (value)
            text.remove_prefix(count);
        return value;
    }
    bool take_char(std::string_view& text, std::string_view any_of)
    {
        if (text.empty() || any_of.find(text.front()) == std::string_view::npos)
            return false;
        text.remove_prefix(1);
        return true;
    }

    // ".5" is 500,000 microseconds; digits past the sixth are dropped.
    std::int64_t take_fraction(std::string_view& text)
    {
        std::int64_t value = 0;
        std::int64_t unit = 100000;
        while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
            value += unit * (text.front() - '0');
            unit /= 10;
            text.remove_prefix(1);
        }
        return value;
    }

    // "Z", "+01", "+0100" or "+01:00", in minutes east of UTC.
    std::optional<int> take_offset(std::string_view text)
    {
        if (text == "Z" || text == "z")
            return 0;
        auto const east = !text.empty() && text.front() == '+';
        if (!take_char(text, "+-"))
            return std::nullopt;
        auto const hours = take_digits(text, 2);
        take_char(text, ":");
        auto const minutes = text.empty() ? std::optional<int>(0) : take_digits(text, 2);
        if (!hours || !minutes || !text.empty() || *hours > 15 || *minutes > 59)
            return std::nullopt;
        auto const offset = *hours * 60 + *minutes;
        return east ? offset : -offset;
    }
} // namespace

namespace {
    // What we write ourselves, and what databases therefore hand back most.
    constexpr std::string_view own_shape = "0000-00-00T00:00:00.000000Z";

    void put_digits(std::string& text, std::size_t from, std::size_t count, std::int64_t value)
    {
        for (auto at = from + count; at > from; value /= 10)
            text[--at] = static_cast<char>('0' + value % 10);
    }

    // The microseconds since 1970 of a moment written in just that shape; nothing if it is another,
    // or no moment: then the reader of all shapes has the word.
    std::optional<std::int64_t> read_own_shape(std::string_view text)
    {
        if (text.size() != own_shape.size())
            return {};
        bool whole = true;
        for (std::size_t at = 0; at < text.size(); ++at)
            whole = whole
                && (own_shape[at] == '0' ? text[at] >= '0' && text[at] <= '9'
                                         : text[at] == own_shape[at]);
        auto const number = [&](std::size_t from, std::size_t count) {
            int value = 0;
            for (auto at = from; at < from + count; ++at)
                value = value * 10 + (text[at] - '0');
            return value;
        };
        if (!whole || number(0, 4) < 1000)
            return {};
        auto const ymd = date::year(number(0, 4)) / number(5, 2) / number(8, 2);
        auto const hour = number(11, 2), minute = number(14, 2), second = number(17, 2);
        if (!ymd.ok() || hour > 23 || minute > 59 || second > 59)
            return {};
        std::int64_t const days = date::sys_days(ymd).time_since_epoch().count();
        return ((days * 24 + hour) * 60 + minute) * 60'000'000 + second * 1'000'000 + number(20, 6);
    }
} // namespace

std::string Instant::write() const
{
    auto const at
        = date::sys_time<std::chrono::microseconds>(std::chrono::microseconds(microseconds_));
    auto const day = date::floor<date::days>(at);
    date::year_month_day const ymd = day;
    auto const rest = (at - day).count();
    std::string text(own_shape);
    put_digits(text, 0, 4, static_cast<int>(ymd.year()));
    put_digits(text, 5, 2, static_cast<unsigned>(ymd.month()));
    put_digits(text, 8, 2, static_cast<unsigned>(ymd.day()));
    put_digits(text, 11, 2, rest / 3600000000);
    put_digits(text, 14, 2, rest / 60000000 % 60);
    put_digits(text, 17, 2, rest / 1000000 % 60);
    put_digits(text, 20, 6, rest % 1000000);
    return text;
}

Result<Instant> Instant::read(std::string_view text)
{
    if (auto const own = read_own_shape(text))
        return Instant(*own);
    auto const refused
        = [] { return invalid("Enter a date and time, such as 2026-03-29T00:40:00Z"); };
    if (text.size() < 17)
        return refused();
    auto const day = Date::read(text.substr(0, 10));
    if (!day || text[4] != '-')
        return refused();
    text.remove_prefix(10);
    if (!take_char(text, "T "))
        return refused();
    auto const hour = take_digits(text, 2);
    auto const minute = take_char(text, ":") ? take_digits(text, 2) : std::nullopt;
    auto const second = take_char(text, ":") ? take_digits(text, 2) : std::optional<int>(0);
    auto const fraction = take_char(text, ".") ? take_fraction(text) : 0;
    auto const offset = take_offset(text);
    if (!hour || !minute || !second || !offset || *hour > 23 || *minute > 59 || *second > 59)
        return refused();
    std::int64_t const seconds
        = std::int64_t(day->days()) * 86400 + *hour * 3600 + (*minute - *offset) * 60 + *second;
    return Instant(seconds * 1000000 + fraction);
}

Result<Date> Date::of(int year, int month, int day)
{
    if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
        return invalid(enter_a_date);
    auto const ymd = date::year(year) / month / day;
    if (!ymd.ok())
        return invalid(enter_a_date);
    return from_days(static_cast<std::int32_t>(date::sys_days(ymd).time_since_epoch().count()));
}

Result<Date> Date::read(std::string_view text)
{
    auto const parts = split_date(text, "-/. ");
    if (parts.size() != 3)
        return invalid(enter_a_date);
    auto const year_first = parts[0].size() == 4;
    auto const year = whole_number(parts[year_first ? 0 : 2]);
    auto const month = month_number(parts[1]);
    auto const day = whole_number(parts[year_first ? 2 : 0]);
    if (!year || !month || !day)
        return invalid(enter_a_date);
    return of(*year, *month, *day);
}

Date Date::from_days(std::int32_t days_since_1970)
{
    Date date;
    date.days_ = days_since_1970;
    return date;
}

int Date::year() const { return static_cast<int>(civil(days_).year()); }
int Date::month() const { return static_cast<int>(static_cast<unsigned>(civil(days_).month())); }
int Date::day() const { return static_cast<int>(static_cast<unsigned>(civil(days_).day())); }
int Date::weekday() const
{
    auto const since_monday = (days_ + 3) % 7; // 1 January 1970 was a Thursday
    return (since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}
std::string Date::write() const { return fmt::format("{:04}-{:02}-{:02}", year(), month(), day()); }
std::string Date::in_words() const
{
    return fmt::format(
        "{} {} {}", day(), month_names[static_cast<std::size_t>(month() - 1)], year());
}

std::string PartialDate::write() const
{
    auto text = fmt::format("{}{:04}", about ? "~" : "", year);
    if (month)
        text += fmt::format("-{:02}", *month);
    if (month && day)
        text += fmt::format("-{:02}", *day);
    return text;
}

Result<PartialDate> PartialDate::read(std::string_view text)
{
    PartialDate partial;
    if (!text.empty() && text.front() == '~') {
        partial.about = true;
        text.remove_prefix(1);
    }
    auto parts = split_date(text, "-/. ");
    if (!parts.empty() && parts.size() < 4 && parts.front().size() != 4)
        parts = {parts.rbegin(), parts.rend()};
    auto const year = parts.empty() ? std::nullopt : whole_number(parts[0]);
    if (!year || *year < 1000 || *year > 9999 || parts.size() > 3)
        return invalid("Enter a year, or a month and year, or a date, such as 27 3 2011");
    partial.year = *year;
    if (parts.size() > 1)
        partial.month = month_number(parts[1]).value_or(0);
    if (parts.size() > 2)
        partial.day = whole_number(parts[2]).value_or(0);
    if (auto const whole = Date::of(*year, partial.month.value_or(1), partial.day.value_or(1));
        !whole)
        return whole.error();
    return partial;
}

std::string PartialDate::in_words() const
{
    std::string text = about ? "about " : "";
    if (day)
        text += fmt::format("{} ", *day);
    if (month)
        text += fmt::format("{} ", month_names[static_cast<std::size_t>(*month - 1)]);
    return text + fmt::format("{}", year);
}

Date PartialDate::first() const
{
    return Date::of(year, month.value_or(1), day.value_or(1)).value();
}

Date PartialDate::last() const
{
    if (day)
        return first();
    auto const last_month = month.value_or(12);
    auto const next
        = last_month == 12 ? Date::of(year + 1, 1, 1) : Date::of(year, last_month + 1, 1);
    return next.value() + -1;
}

Instant Clock::now() const
{
    using namespace std::chrono;
    auto const machine
        = duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
    return Instant(machine + shift_.load());
}

void Clock::move_to(Instant moment)
{
    shift_ = 0;
    shift_ = (moment - now()).count();
}

} // namespace kith
