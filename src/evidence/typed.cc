// SPDX-License-Identifier: MIT
// What a form of evidence says, and how it is shown again.
#include "base/london.h"
#include "evidence/pages.h"
#include "platform/html/problems.h"
#include <algorithm>

namespace kith::evidence {
namespace {
    using html::Value;

    struct DayTyped {
        std::string year, month, day;
        [[nodiscard]] bool empty() const { return year.empty() && month.empty() && day.empty(); }
    };
    DayTyped day_parts(http::FormData const& form, std::string const& name)
    {
        return {links::text_of(form, name + "-year"), links::text_of(form, name + "-month"),
            links::text_of(form, name + "-day")};
    }
} // namespace

std::optional<Date> day_typed(
    http::FormData const& form, std::string const& name, std::vector<Error>& problems)
{
    auto const typed = day_parts(form, name);
    if (typed.empty())
        return std::nullopt;
    auto const read = PartialDate::read(typed.year + "-" + typed.month + "-" + typed.day);
    if (read && read->day)
        return read->first();
    problems.push_back(invalid("Enter a day, a month and a year", name));
    return std::nullopt;
}

std::optional<PartialDate> partial_day_typed(http::FormData const& form, std::string const& name)
{
    auto const typed = day_parts(form, name);
    if (typed.month.empty() && !typed.day.empty())
        return std::nullopt;
    auto text = typed.year;
    if (!typed.month.empty())
        text += "-" + typed.month;
    if (!typed.day.empty())
        text += "-" + typed.day;
    auto const read = PartialDate::read(text);
    return read ? std::optional(*read) : std::nullopt;
}

Instant moment_typed(Visit const& visit, http::FormData const& form, std::vector<Error>& problems)
{
    auto const time = links::text_of(form, "at_time");
    if (day_parts(form, "at").empty() && time.empty())
        return visit.now();
    auto const day = day_typed(form, "at", problems);
    auto const read = london::read_time(time);
    auto const moment = day && read ? london::moment(*day, *read) : Result<Instant>(not_found());
    if (moment)
        return *moment;
    if (problems.empty())
        problems.push_back(
            invalid("Enter the day and a time such as 21:30, or leave both empty for now", "at"));
    return visit.now();
}

ExhibitWords exhibit_words_typed(http::FormData const& form)
{
    return {links::text_of(form, "description"), links::text_of(form, "mark"),
        links::text_of(form, "produced_by"), links::text_of(form, "found_where"),
        links::text_of(form, "found_time"), links::text_of(form, "store_reference")};
}

CustodyWords custody_words_typed(http::FormData const& form)
{
    return {links::text_of(form, "who"), links::text_of(form, "where"), links::text_of(form, "why"),
        links::text_of(form, "seal")};
}

Value values_of(Exhibit const& one)
{
    return Value::object({{"description", one.words.description}, {"mark", one.words.mark},
        {"produced_by", one.words.produced_by}, {"found_where", one.words.found_where},
        {"found_time", one.words.found_time}, {"store_reference", one.words.store_reference},
        {"found-day", std::to_string(one.found_on.day())},
        {"found-month", std::to_string(one.found_on.month())},
        {"found-year", std::to_string(one.found_on.year())}});
}

Error said_in_english(Evidence const& room, Error problem)
{
    auto const& words = room.documents.words;
    if (words.has(problem.words.key))
        problem.words = Words{words.say("en", problem.words)};
    return problem;
}

http::Status status_for(std::vector<Error> const& problems)
{
    auto const late = std::ranges::any_of(
        problems, [](Error const& one) { return one.code == Code::conflict; });
    return problems.empty() ? http::Status::ok
        : late              ? http::Status::conflict
                            : http::Status::unprocessable;
}

void put_typed(Value& page, Value const& values, std::vector<Error> const& problems)
{
    page["values"] = values;
    page["problems"] = html::problems_view(problems);
    if (!problems.empty())
        page["errors"] = html::errors_view(problems);
}

bool may_be_shown_again(Error const& problem)
{
    return problem.code == Code::invalid || problem.code == Code::conflict;
}

} // namespace kith::evidence
