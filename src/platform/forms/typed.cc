// SPDX-License-Identifier: MIT
#include "platform/forms/typed.h"
#include "base/london.h"
#include <algorithm>
#include <array>
#include <charconv>

namespace kith::forms {
namespace {
    // The length of the UTF-8 sequence at the front (RFC 3629): 0 if it is none.
    std::size_t sequence(std::string_view text)
    {
        auto const byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
        auto const lead = byte(0);
        std::size_t const length = lead < 0x80 ? 1
            : lead >= 0xC2 && lead <= 0xDF     ? 2
            : lead >= 0xE0 && lead <= 0xEF     ? 3
            : lead >= 0xF0 && lead <= 0xF4     ? 4
                                               : 0;
        if (length == 0 || length > text.size())
            return 0;
        for (std::size_t at = 1; at < length; ++at)
            if ((byte(at) & 0xC0) != 0x80)
                return 0;
        if (length > 2) { // overlong forms, surrogates, beyond U+10FFFF
            auto const next = byte(1);
            if ((lead == 0xE0 && next < 0xA0) || (lead == 0xED && next > 0x9F)
                || (lead == 0xF0 && next < 0x90) || (lead == 0xF4 && next > 0x8F))
                return 0;
        }
        return length;
    }

    bool is_digit(char c) { return c >= '0' && c <= '9'; }
    bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

    // A9 A99 AA9 AA99 A9A AA9A, then 9AA: Royal Mail, "PAF Programmers' Guide".
    bool is_postcode(std::string_view typed)
    {
        std::string shape;
        for (auto const c : typed) {
            if (c == ' ')
                continue;
            if (!is_digit(c) && !is_letter(c))
                return false;
            shape += is_digit(c) ? '9' : 'A';
        }
        static constexpr std::array shapes{
            "A99AA", "A999AA", "AA99AA", "AA999AA", "A9A9AA", "AA9A9AA"};
        return std::find(shapes.begin(), shapes.end(), shape) != shapes.end();
    }

    bool is_email(std::string_view text)
    {
        auto const at = text.find('@');
        if (at == text.npos || at == 0 || text.find('@', at + 1) != text.npos
            || text.find_first_of(" \t\n,;<>\"") != text.npos)
            return false;
        auto const domain = text.substr(at + 1);
        auto const dot = domain.find('.');
        return dot != domain.npos && dot > 0 && domain.back() != '.'
            && domain.find("..") == domain.npos;
    }

    bool is_phone(std::string_view text)
    {
        auto const digits = std::count_if(text.begin(), text.end(), is_digit);
        return digits >= 7 && digits <= 15
            && text.find_first_not_of("0123456789 +()-.") == text.npos;
    }

    std::string_view part(Parts const& parts, std::string_view name)
    {
        auto const at = parts.find(name);
        return at == parts.end() ? std::string_view{} : std::string_view(at->second);
    }

    std::optional<int> whole_number(std::string_view text)
    {
        int number = 0;
        auto const read = std::from_chars(text.data(), text.data() + text.size(), number);
        if (read.ec != std::errc{} || read.ptr != text.data() + text.size())
            return {};
        return number;
    }

    std::optional<int> month_number(std::string_view text)
    {
        if (auto const number = whole_number(text))
            return number;
        static constexpr std::array<std::string_view, 12> names{"january", "february", "march",
            "april", "may", "june", "july", "august", "september", "october", "november",
            "december"};
        std::string lower;
        for (auto const c : text)
            lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        for (std::size_t i = 0; i < names.size(); ++i)
            if (lower.size() >= 3 && names[i].starts_with(lower))
                return static_cast<int>(i) + 1;
        return {};
    }

    // 1. The year alone, or with its month, or with month and day (PartialDate).
    // 2. A year is four digits from 1900 on: "26" is not guessed at.
    Result<PartialDate> read_known_parts(Parts const& parts)
    {
        auto const day = part(parts, "day");
        auto const month = part(parts, "month");
        if (part(parts, "year").empty())
            return invalid("forms.date.year_missing", "year");
        if (!day.empty() && month.empty())
            return invalid("forms.date.month_missing", "month");
        auto const year = whole_number(part(parts, "year"));
        if (!year || *year < 1900 || *year > 2199)
            return invalid("forms.date.not_real", "year");
        PartialDate date{*year};
        if (!month.empty()) {
            date.month = month_number(month);
            if (!date.month || *date.month < 1 || *date.month > 12)
                return invalid("forms.date.not_real", "month");
        }
        if (!day.empty()) {
            date.day = whole_number(day);
            if (!date.day || !Date::of(date.year, *date.month, *date.day))
                return invalid("forms.date.not_real", "day");
        }
        return date;
    }
} // namespace

Tidy tidy(std::string_view typed)
{
    Tidy made;
    while (!typed.empty()) {
        auto const length = sequence(typed);
        if (length == 0 || typed.front() == '\0') {
            made.text += "\xEF\xBF\xBD";
            made.whole = false;
            typed.remove_prefix(1);
        } else if (typed.front() == '\r') {
            made.text += '\n';
            typed.remove_prefix(typed.starts_with("\r\n") ? 2 : 1);
        } else {
            made.text += typed.substr(0, length);
            typed.remove_prefix(length);
        }
    }
    constexpr auto blank = " \t\n\v\f";
    auto const first = made.text.find_first_not_of(blank);
    if (first == std::string::npos)
        made.text.clear();
    else
        made.text = made.text.substr(first, made.text.find_last_not_of(blank) - first + 1);
    return made;
}

std::size_t characters(std::string_view utf8)
{
    return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(),
        [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool fits(Pattern pattern, std::string_view text)
{
    switch (pattern) {
    case Pattern::any:
        return true;
    case Pattern::postcode:
        return is_postcode(text);
    case Pattern::email:
        return is_email(text);
    case Pattern::phone:
        return is_phone(text);
    }
    return true;
}

Result<PartialDate> read_date_parts(Parts const& parts, Question const& question)
{
    auto date = TRY(read_known_parts(parts));
    if (question.whole && !date.month)
        return invalid("forms.date.whole_missing", "month");
    if (question.whole && !date.day)
        return invalid("forms.date.day_missing", "day");
    date.about = question.about && !part(parts, "about").empty();
    return date;
}

Result<Instant> read_moment_parts(Parts const& parts)
{
    auto const date = TRY(read_known_parts(parts));
    if (!date.month)
        return invalid("forms.date.whole_missing", "month");
    if (!date.day)
        return invalid("forms.date.day_missing", "day");
    auto const time = london::read_time(part(parts, "time"));
    if (!time)
        return invalid("forms.date.time_wrong", "time");
    auto const day = date.first();
    auto const hour = part(parts, "hour");
    if (london::comes_twice(day, *time) && hour != "first" && hour != "second")
        return invalid("forms.date.time_twice", "hour");
    auto const at
        = london::moment(day, *time, hour == "second" ? london::Hour::second : london::Hour::first);
    if (!at)
        return invalid("forms.date.time_skipped", "time");
    return *at;
}

Parts parts_of(PartialDate const& date)
{
    Parts parts{{"year", std::to_string(date.year)}};
    if (date.month)
        parts["month"] = std::to_string(*date.month);
    if (date.day)
        parts["day"] = std::to_string(*date.day);
    if (date.about)
        parts["about"] = "yes";
    return parts;
}

Parts parts_of(Instant at)
{
    auto const day = london::day_of(at);
    auto const time = london::time_of(at);
    auto const two
        = [](int number) { return std::string(number < 10 ? "0" : "") + std::to_string(number); };
    Parts parts{{"day", std::to_string(day.day())}, {"month", std::to_string(day.month())},
        {"year", std::to_string(day.year())}, {"time", two(time.hour) + ":" + two(time.minute)}};
    if (london::comes_twice(day, time)) {
        auto const first = london::moment(day, time, london::Hour::first);
        parts["hour"] = first && at - *first < std::chrono::minutes(1) ? "first" : "second";
    }
    return parts;
}

bool asks_which_hour(Parts const& parts)
{
    auto const date = read_known_parts(parts);
    auto const time = london::read_time(part(parts, "time"));
    return date && date->day && time && london::comes_twice(date->first(), *time);
}

Parts birth_parts(Parts const& block)
{
    Parts parts;
    for (auto const* const name : {"day", "month", "year"})
        if (auto const typed = part(block, std::string("birth_") + name); !typed.empty())
            parts[name] = typed;
    return parts;
}

} // namespace kith::forms
