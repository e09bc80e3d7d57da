// SPDX-License-Identifier: MIT
#include "directory/incidents.h"
#include <charconv>
#include <cmath>
#include <fmt/core.h>
#include <map>
#include <numbers>

namespace kith::directory {
namespace {
    constexpr double metres_of_a_degree = 111'000; // of latitude, a little less than any is

    constexpr db::Sql incidents_in_a_square = {"what police recorded in a square",
        "select month, kind, district, latitude, longitude from incidents where latitude between "
        "$1 and $2 "
        "and longitude between $3 and $4 and month between $5 and $6"};
    constexpr db::Sql incidents_of_a_district = {"what police recorded in a district",
        "select month, kind, count(*) as n from incidents where district = $1 and month between $2 "
        "and $3 group by month, kind"};
    constexpr db::Sql months_of_incidents = {"months that police recorded",
        "select min(month) as earliest, max(month) as latest from incidents"};
} // namespace

std::optional<Month> Month::read(std::string_view text)
{
    auto const number = [&](std::size_t at, std::size_t length) {
        int value = -1;
        auto const part = text.substr(at, length);
        auto const [end, wrong] = std::from_chars(part.data(), part.data() + part.size(), value);
        return wrong == std::errc{} && end == part.data() + part.size() ? value : -1;
    };
    if (text.size() != 7 || text[4] != '-')
        return std::nullopt;
    auto const year = number(0, 4);
    auto const month = number(5, 2);
    if (year < 1900 || month < 1 || month > 12)
        return std::nullopt;
    return Month{year * 12 + month - 1};
}

std::string Month::write() const
{
    return fmt::format("{:04}-{:02}", number / 12, number % 12 + 1);
}

std::string Month::in_words() const { return PartialDate{number / 12, number % 12 + 1}.in_words(); }

Date Month::first_day() const { return Date::of(number / 12, number % 12 + 1, 1).value(); }

std::vector<RecordedCount> recorded_within(db::Connection& connection, geo::Point at, int metres,
    Month from, Month until, std::string const& district)
{
    auto const by = metres / metres_of_a_degree;
    auto const across = by / std::cos(at.latitude * std::numbers::pi / 180);
    std::map<std::pair<int, std::string>, std::int64_t> counts;
    for (auto const row : connection.run(incidents_in_a_square, at.latitude - by, at.latitude + by,
             at.longitude - across, at.longitude + across, from.write(), until.write())) {
        geo::Point const there{row.real("latitude"), row.real("longitude")};
        auto const month = Month::read(row.text("month"));
        auto const counted = district.empty() || row.text("district") == district;
        if (month && counted && geo::metres_between(at, there) <= metres)
            ++counts[{month->number, row.text("kind")}];
    }
    std::vector<RecordedCount> all;
    for (auto const& [key, count] : counts)
        all.push_back({{key.first}, key.second, count});
    return all;
}

std::vector<RecordedCount> recorded_in_district(
    db::Connection& connection, std::string const& district, Month from, Month until)
{
    std::vector<RecordedCount> all;
    for (auto const row :
        connection.run(incidents_of_a_district, district, from.write(), until.write()))
        if (auto const month = Month::read(row.text("month")))
            all.push_back({*month, row.text("kind"), row.integer("n")});
    return all;
}

std::optional<MonthsHeld> months_recorded(db::Connection& connection)
{
    for (auto const row : connection.run(months_of_incidents)) {
        if (row.is_null("earliest"))
            return std::nullopt;
        auto const first = Month::read(row.text("earliest"));
        auto const last = Month::read(row.text("latest"));
        if (first && last)
            return MonthsHeld{*first, *last};
    }
    return std::nullopt;
}

} // namespace kith::directory
