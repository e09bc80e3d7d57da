// SPDX-License-Identifier: MIT
#include "links/typed.h"
#include "base/london.h"
#include "platform/http/csrf.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>

namespace kith::links {
namespace {
    using html::Value;
    constexpr std::size_t longest_line = 500;
    constexpr std::size_t longest_account = 4000;

    struct DayParts {
        std::string year;
        std::string month;
        std::string day;
        [[nodiscard]] bool empty() const { return year.empty() && month.empty() && day.empty(); }
    };

    DayParts parts_of(http::FormData const& form, std::string const& name)
    {
        return {text_of(form, name + "-year"), text_of(form, name + "-month"),
            text_of(form, name + "-day")};
    }

    void read_day(http::FormData const& form, char const* name, std::optional<Date>& day,
        std::vector<Error>& problems)
    {
        day.reset();
        auto const parts = parts_of(form, name);
        if (parts.empty())
            return;
        auto const read = PartialDate::read(parts.year + "-" + parts.month + "-" + parts.day);
        if (read && read->day)
            day = read->first();
        else
            problems.push_back(
                invalid("Enter a day, a month and a year, or leave all three empty", name));
    }

    void put_day(std::optional<PartialDate> const& day, std::string const& name, Value& values)
    {
        if (!day)
            return;
        values[name + "-year"] = fmt::format("{}", day->year);
        if (day->month)
            values[name + "-month"] = fmt::format("{}", *day->month);
        if (day->day)
            values[name + "-day"] = fmt::format("{}", *day->day);
        values[name + "-about"] = day->about;
    }

    std::optional<PartialDate> partial(std::optional<Date> const& day)
    {
        return day ? std::optional(PartialDate::read(day->write()).value()) : std::nullopt;
    }

    void check_length(
        std::string const& text, std::size_t most, char const* field, std::vector<Error>& problems)
    {
        if (text.size() > most)
            problems.push_back(invalid(most == longest_line ? "Write 500 characters or fewer"
                                                            : "Write 4,000 characters or fewer",
                field));
    }

    // A day as far as it is known; with a time of day, the moment.
    void read_when(http::FormData const& form, TypedEvent& typed)
    {
        auto& event = typed.event;
        event.at.reset();
        event.day.reset();
        auto const parts = parts_of(form, "day");
        auto const time = text_of(form, "time");
        if (parts.empty() && time.empty())
            return;
        auto text = parts.year;
        if (!parts.month.empty())
            text += "-" + parts.month;
        if (!parts.day.empty())
            text += "-" + parts.day;
        auto day = PartialDate::read(text);
        if (!day || (parts.month.empty() && !parts.day.empty())) {
            typed.problems.push_back(
                invalid("Enter a year, or a month and year, or a whole date", "day"));
            return;
        }
        day->about = !form.first("day-about").empty();
        event.day = *day;
        if (time.empty())
            return;
        auto const at = london::read_time(time);
        auto const moment
            = at && day->day ? london::moment(day->first(), *at) : Result<Instant>(not_found());
        if (!moment) {
            typed.problems.push_back(invalid(
                "Enter a time such as 21:30, with a whole date, or leave it empty", "time"));
            return;
        }
        event.at = *moment;
        event.day.reset();
    }
} // namespace

Value values_of(http::FormData const& form)
{
    auto values = Value::object();
    for (auto const& [name, value] : form.pairs())
        if (name != http::csrf_field)
            values[name] = value;
    return values;
}

std::optional<Date> read_last_day(http::FormData const& form, std::vector<Error>& problems)
{
    std::optional<Date> day;
    read_day(form, "until", day, problems);
    return day;
}

std::string text_of(http::FormData const& form, std::string_view name)
{
    auto const text = form.first(name);
    auto const first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos
        ? ""
        : std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

TypedLink read_link(http::FormData const& form, Link const& stands)
{
    TypedLink typed{stands, values_of(form)};
    auto& link = typed.link;
    link.role = text_of(form, "role");
    link.source = text_of(form, "source");
    link.handling = text_of(form, "handling");
    if (auto const sure = text_of(form, "confidence"); !sure.empty())
        link.confidence = sure;
    read_day(form, "from", link.from_day, typed.problems);
    read_day(form, "until", link.until_day, typed.problems);
    check_length(link.source, longest_line, "source", typed.problems);
    check_length(link.handling, longest_line, "handling", typed.problems);
    if (auto const version = text_of(form, "version"); !version.empty())
        link.version = std::atoll(version.c_str());
    return typed;
}

TypedLink untyped(Link const& stands)
{
    TypedLink typed{stands};
    typed.values = Value::object(
        {{"role", stands.role}, {"source", stands.source}, {"confidence", stands.confidence},
            {"handling", stands.handling}, {"version", stands.version}});
    put_day(partial(stands.from_day), "from", typed.values);
    put_day(partial(stands.until_day), "until", typed.values);
    return typed;
}

TypedEvent read_event(http::FormData const& form, Event const& stands)
{
    TypedEvent typed{stands, values_of(form)};
    auto& event = typed.event;
    event.kind = text_of(form, "kind");
    event.place = text_of(form, "place");
    event.said = text_of(form, "said");
    event.source = text_of(form, "source");
    event.handling = text_of(form, "handling");
    if (auto const sure = text_of(form, "confidence"); !sure.empty())
        event.confidence = sure;
    read_when(form, typed);
    if (event.said.empty())
        typed.problems.push_back(invalid("Write what happened", "said"));
    check_length(event.said, longest_account, "said", typed.problems);
    for (auto const& [text, field] : {std::pair(event.place, "place"),
             std::pair(event.source, "source"), std::pair(event.handling, "handling")})
        check_length(text, longest_line, field, typed.problems);
    if (auto const version = text_of(form, "version"); !version.empty())
        event.version = std::atoll(version.c_str());
    return typed;
}

TypedEvent untyped(Event const& stands)
{
    TypedEvent typed{stands};
    typed.values = Value::object({{"kind", stands.kind}, {"place", stands.place},
        {"said", stands.said}, {"source", stands.source}, {"confidence", stands.confidence},
        {"handling", stands.handling}, {"version", stands.version}});
    put_day(stands.at ? partial(london::day_of(*stands.at)) : stands.day, "day", typed.values);
    if (stands.at) {
        auto const time = london::time_of(*stands.at);
        typed.values["time"] = fmt::format("{:02}:{:02}", time.hour, time.minute);
    }
    return typed;
}

Value choices(directory::ReferenceFacts const& facts, std::string_view list, Date today,
    std::string_view chosen, std::span<char const* const> only)
{
    auto items = Value::array();
    auto const add = [&](directory::ListedCode const& code) {
        items.push(Value::object({{"value", code.code}, {"text", code.label},
            {"selected", code.code == chosen}, {"checked", code.code == chosen}}));
    };
    auto const listed = facts.codes(list, today);
    if (only.empty())
        for (auto const& code : listed)
            add(code);
    for (auto const* const wanted : only)
        for (auto const& code : listed)
            if (code.code == wanted)
                add(code);
    return items;
}

Value form_view(directory::ReferenceFacts const& facts, Date today, Value const& values,
    std::vector<Error> const& problems, std::span<char const* const> roles)
{
    auto const typed = [&](char const* name, char const* otherwise) {
        auto const text = values.get(name).text();
        return text.empty() ? std::string(otherwise) : text;
    };
    return Value::object({{"values", values}, {"problems", problems_view(problems)},
        {"roles", choices(facts, "link_role", today, typed("role", ""), roles)},
        {"certainties", choices(facts, "certainty", today, typed("confidence", "reported"))},
        {"kinds", choices(facts, "event_kind", today, typed("kind", ""))}});
}

std::optional<Date> day_in(
    http::FormData const& form, std::string const& name, std::vector<Error>& problems)
{
    auto const year = text_of(form, name + "-year");
    auto const month = text_of(form, name + "-month");
    auto const day = text_of(form, name + "-day");
    if (year.empty() && month.empty() && day.empty())
        return std::nullopt;
    auto const read = PartialDate::read(year + "-" + month + "-" + day);
    if (read && read->day)
        return read->first();
    problems.push_back(invalid("Enter a day, a month and a year, or leave all three empty", name));
    return std::nullopt;
}

} // namespace kith::links
