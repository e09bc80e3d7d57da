// SPDX-License-Identifier: MIT
#include "directory/desk.h"
#include "base/london.h"
#include "platform/access/accounts.h"
#include "platform/http/csrf.h"
#include <fmt/core.h>

namespace kith::directory {
namespace {
    Value field_of(std::string_view kind, std::string const& name, std::string const& label,
        std::string const& hint)
    {
        return Value::object({{"kind", kind}, {"name", name}, {"label", label}, {"hint", hint}});
    }
    Value by_field(std::vector<Error> const& problems)
    {
        auto view = Value::object();
        for (auto const& problem : problems)
            if (!problem.field.empty())
                view[problem.field] = problem.words.key;
        return view;
    }
    Value in_summary(std::vector<Error> const& problems)
    {
        return Value::each(problems, [](Error const& problem) {
            auto entry = Value::object({{"text", problem.words.key}});
            if (!problem.field.empty())
                entry["href"] = "#" + problem.field;
            return entry;
        });
    }
} // namespace

Form& Form::line(std::string const& name, std::string const& label, std::string const& hint)
{
    fields.push(field_of("line", name, label, hint));
    return *this;
}
Form& Form::lines(std::string const& name, std::string const& label, std::string const& hint)
{
    fields.push(field_of("lines", name, label, hint));
    return *this;
}
Form& Form::day(std::string const& name, std::string const& label, std::string const& hint)
{
    fields.push(field_of("day", name, label, hint));
    return *this;
}
Form& Form::choose(std::string const& name, std::string const& label,
    std::vector<Choice> const& choices, std::string const& hint)
{
    auto field = field_of("choose", name, label, hint);
    field["items"] = Value::array({Value::object({{"value", ""}, {"text", "Choose one"}})});
    for (auto const& choice : choices)
        field["items"].push(Value::object({{"value", choice.value}, {"text", choice.text}}));
    fields.push(std::move(field));
    return *this;
}
Form& Form::keep(std::string const& name, std::string const& value)
{
    fields.push(field_of("keep", name, "", ""));
    values[name] = value;
    return *this;
}

void Form::typed(http::FormData const& form)
{
    for (auto const& [name, value] : form.pairs())
        if (name != http::csrf_field)
            values[name] = value;
}

std::optional<Date> Form::day_of(http::FormData const& form, std::string const& name)
{
    auto const part = [&](char const* which) { return text_of(form, name + "-" + which); };
    auto const year = part("year");
    auto month = part("month");
    auto day = part("day");
    if (year.empty() && month.empty() && day.empty())
        return std::nullopt;
    for (auto* digits : {&month, &day})
        if (digits->size() == 1)
            digits->insert(0, "0");
    auto const read = Date::read(fmt::format("{}-{}-{}", year, month, day));
    if (read)
        return *read;
    problems.push_back(invalid("Enter a day, such as 1 4 2026", name));
    return std::nullopt;
}

Date Form::first_day_of(http::FormData const& form, std::string const& name)
{
    auto const before = problems.size();
    auto const day = day_of(form, name);
    if (!day && problems.size() == before)
        problems.push_back(invalid("Enter the first day", name));
    return day.value_or(Date());
}

void Form::set_day(std::string const& name, std::optional<Date> const& day)
{
    if (!day)
        return;
    values[name + "-day"] = std::to_string(day->day());
    values[name + "-month"] = std::to_string(day->month());
    values[name + "-year"] = std::to_string(day->year());
}

std::string text_of(http::FormData const& form, std::string_view name)
{
    auto const text = form.first(name);
    auto const first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos
        ? ""
        : std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

std::string period_in_words(Period const& period)
{
    if (period.until && *period.until < period.from)
        return "Taken back, was from " + period.from.in_words();
    if (period.until)
        return fmt::format("{} to {}", period.from.in_words(), period.until->in_words());
    return "From " + period.from.in_words();
}

std::string name_of(db::Connection& connection, AccountId account)
{
    if (account.none())
        return "Kith itself";
    auto const found = access::find_account(connection, account);
    return found ? found->name : "a colleague";
}

Value row(std::string const& key, std::string const& text)
{
    return Value::object({{"key", key}, {"text", text.empty() ? "Not known" : text}});
}

std::vector<Choice> choices_of(ReferenceFacts const& facts, std::string_view list, Date on)
{
    std::vector<Choice> choices;
    for (auto const& code : facts.codes(list, on))
        choices.push_back({code.code, code.label});
    return choices;
}

Date today(Visit const& visit) { return london::day_of(visit.now()); }

std::string written(std::optional<Date> const& day) { return day ? day->write() : ""; }

std::optional<Date> read_written(std::string_view text)
{
    auto const day = Date::read(text);
    return day ? std::optional(*day) : std::nullopt;
}

Done administers(Visit const& visit)
{
    if (!visit.could("save", "agency"))
        return not_found();
    return done();
}

Response show_form(Directory const& room, Visit const& visit, Form const& form, http::Status status)
{
    auto page = Value::object({{"section", "/directory"}, {"title", form.title},
        {"action", form.action}, {"back", form.back}, {"submit", form.submit},
        {"intro", form.intro}, {"fields", form.fields}, {"values", form.values},
        {"problems", by_field(form.problems)}, {"standing", form.standing}});
    page["warnings"]
        = Value::each(form.warnings, [](std::string const& text) { return Value(text); });
    if (!form.problems.empty())
        page["errors"] = in_summary(form.problems);
    return room.pages.show(visit, "directory/desk_form.njk", page, status);
}

Shown answer(Directory const& room, Visit const& visit, Form form,
    std::function<Done(Change&)> const& save, std::string const& next,
    std::function<Stands()> const& stands)
{
    auto status = http::Status::unprocessable;
    if (!form.warnings.empty() && form.values.get("anyway").text().empty())
        form.problems.push_back(
            invalid("Read the warning, then save all the same or change the days", "anyway"));
    if (form.problems.empty()) {
        auto const saved = visit.change(save);
        if (saved) {
            if (room.changed)
                room.changed();
            return http::see_other(next);
        }
        auto const& problem = saved.error();
        if (problem.code != Code::invalid && problem.code != Code::conflict)
            return problem;
        if (problem.code == Code::conflict && problem.field.empty() && stands) {
            auto const now = stands();
            form.standing = now.rows;
            for (auto const& [name, value] : now.kept)
                form.values[name] = value;
        }
        if (problem.code == Code::conflict)
            status = http::Status::conflict;
        form.problems.push_back(problem);
    }
    return show_form(room, visit, form, status);
}

} // namespace kith::directory
