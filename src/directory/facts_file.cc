// SPDX-License-Identifier: MIT
#include "directory/facts_file.h"
#include "base/shipped.h"
#include <algorithm>
#include <cctype>
#include <charconv>
#include <fmt/core.h>

namespace kith::directory {
namespace {
    constexpr std::array<std::string_view, 8> day_names{
        "", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

    std::size_t day_number(std::string_view name) // 0 if it is none
    {
        auto const at = std::ranges::find(day_names.begin() + 1, day_names.end(), name);
        return at == day_names.end() ? 0 : static_cast<std::size_t>(at - day_names.begin());
    }
} // namespace

Result<FactsFile> FactsFile::read(
    std::string const& path, std::vector<std::string_view> const& columns)
{
    auto const table = csv::Table::read(shipped_file(path));
    if (!table)
        return invalid(path + ": " + table.error().words.key);
    for (auto const column : columns)
        if (!table->has(column))
            return invalid(fmt::format("{}: add the column \"{}\"", path, column));
    return FactsFile(path, *table);
}

Error FactsFile::refused(std::size_t row, std::string_view column, std::string_view why) const
{
    return invalid(fmt::format("{}, row {}, {}: {}", path_, table_.number(row), column, why));
}

Result<std::string> FactsFile::filled(std::size_t row, std::string_view column) const
{
    if (text(row, column).empty())
        return refused(row, column, "this may not be empty");
    return text(row, column);
}

Result<int> FactsFile::whole(std::size_t row, std::string_view column) const
{
    auto const& digits = text(row, column);
    int number = 0;
    auto const [end, wrong] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (wrong != std::errc{} || end != digits.data() + digits.size())
        return refused(row, column, "write a whole number");
    return number;
}

Result<bool> FactsFile::yes(std::size_t row, std::string_view column) const
{
    auto const& word = text(row, column);
    if (word != "yes" && word != "no")
        return refused(row, column, "write yes or no");
    return word == "yes";
}

Result<Date> FactsFile::day(std::size_t row, std::string_view column) const
{
    auto const read = Date::read(text(row, column));
    if (!read)
        return refused(row, column, "write a day as 2026-03-29");
    return read;
}

Result<london::TimeOfDay> FactsFile::time(std::size_t row, std::string_view column) const
{
    auto const read = london::read_time(text(row, column));
    if (!read)
        return refused(row, column, "write a time as 16:45");
    return read;
}

Result<Standing> FactsFile::standing(std::size_t row) const
{
    Standing standing;
    standing.during.from = TRY(day(row, "from"));
    if (!text(row, "until").empty()) {
        standing.during.until = TRY(day(row, "until"));
        if (*standing.during.until < standing.during.from)
            return refused(row, "until", "it is before the day in from");
    }
    standing.source = TRY(filled(row, "source"));
    standing.verified = true;
    if (table_.has("verified"))
        standing.verified = TRY(yes(row, "verified"));
    return standing;
}

Result<std::array<bool, 8>> read_weekdays(std::string_view text)
{
    auto const refused = invalid("write days as Mon-Fri or Sat Sun");
    std::array<bool, 8> days{};
    while (!text.empty()) {
        auto const end = std::min(text.find(' '), text.size());
        auto const part = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        auto const dash = part.find('-');
        auto const first = day_number(part.substr(0, dash));
        auto const last
            = dash == std::string_view::npos ? first : day_number(part.substr(dash + 1));
        if (first == 0 || last < first)
            return refused;
        std::fill(days.begin() + static_cast<std::ptrdiff_t>(first),
            days.begin() + static_cast<std::ptrdiff_t>(last) + 1, true);
    }
    if (std::ranges::none_of(days, [](bool on) { return on; }))
        return refused;
    return days;
}

std::string plain_name(std::string_view name)
{
    std::string plain;
    for (char const c : name) {
        auto const letter = c == '-' || c == '\t' ? ' ' : c;
        if (std::isalpha(static_cast<unsigned char>(letter)))
            plain += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
        else if (letter == ' ' && !plain.empty() && plain.back() != ' ')
            plain += ' ';
    }
    if (plain.ends_with(' '))
        plain.pop_back();
    return plain;
}

} // namespace kith::directory
