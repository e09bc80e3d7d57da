// SPDX-License-Identifier: MIT
#include "contexts/answers.h"
#include "platform/http/csrf.h"
#include <charconv>
#include <fmt/core.h>

namespace kith::contexts {
namespace {
    constexpr std::size_t longest_line = 500;
    constexpr std::size_t longest_words = 4000;

    std::string without_spaces_around(std::string_view text)
    {
        auto const first = text.find_first_not_of(" \t\r\n");
        if (first == std::string_view::npos)
            return {};
        return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
    }
} // namespace

Answers Answers::of(http::FormData const& form)
{
    Answers answers;
    for (auto const& [name, value] : form.pairs())
        if (name != http::csrf_field)
            answers.texts_[name] = without_spaces_around(value);
    return answers;
}

Result<Answers> Answers::of(
    access::JsonFields const& sent, std::initializer_list<std::string_view> names)
{
    TRY(sent.only(names));
    Answers answers;
    for (auto const name : names)
        if (sent.has(name)) {
            auto const text = TRY(sent.text(name));
            answers.texts_[std::string(name)] = without_spaces_around(text);
        }
    return answers;
}

std::string Answers::text(std::string_view name, std::string const& stands, std::size_t longest)
{
    auto const at = texts_.find(name);
    if (at == texts_.end())
        return stands;
    if (at->second.size() > longest)
        refuse(invalid(longest == longest_line ? "Write 500 characters or fewer"
                                               : "Write 4,000 characters or fewer",
            std::string(name)));
    return at->second;
}

std::string Answers::line(std::string_view name, std::string const& stands)
{
    return text(name, stands, longest_line);
}

std::string Answers::words(std::string_view name, std::string const& stands)
{
    return text(name, stands, longest_words);
}

std::optional<Date> Answers::day(std::string_view name, std::optional<Date> const& stands)
{
    std::string const field(name);
    auto written = std::string();
    if (auto const whole = texts_.find(name); whole != texts_.end())
        written = whole->second;
    else if (!has(field + "-day") && !has(field + "-month") && !has(field + "-year"))
        return stands;
    else {
        auto const day = texts_[field + "-day"];
        auto const month = texts_[field + "-month"];
        auto const year = texts_[field + "-year"];
        if (!day.empty() || !month.empty() || !year.empty())
            written = fmt::format("{}/{}/{}", day, month, year);
    }
    if (written.empty())
        return {};
    auto const read = Date::read(written);
    if (read)
        return *read;
    refuse(invalid("Enter a day, a month and a year", field));
    return {};
}

std::int64_t Answers::version() const
{
    std::int64_t version = 0;
    if (auto const at = texts_.find("version"); at != texts_.end())
        std::from_chars(at->second.data(), at->second.data() + at->second.size(), version);
    return version;
}

Done Answers::all_read() const { return problems_.empty() ? done() : Done(problems_.front()); }

void put_day(html::Value& values, std::string const& name, std::optional<Date> const& day)
{
    if (!day)
        return;
    values[name + "-day"] = fmt::format("{}", day->day());
    values[name + "-month"] = fmt::format("{}", day->month());
    values[name + "-year"] = fmt::format("{}", day->year());
}

} // namespace kith::contexts
