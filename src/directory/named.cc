// SPDX-License-Identifier: MIT
#include "directory/named.h"

namespace kith::directory {
namespace {
    constexpr std::size_t shortest_part = 3;
    constexpr db::Sql named_so{"directory points of a name",
        "select name, town as around, postcode, district from schools where lower(name) = "
        "lower($1) and state <> 'closed' and district <> '' union all select name, address as "
        "around, postcode, district from places where lower(name) = lower($1) and district <> '' "
        "order by 1, 3, 2 limit $2"};
    constexpr db::Sql named_like{"directory points of a name like it",
        "select name, town as around, postcode, district from schools where lower(name) like "
        "lower($1) escape '!' and state <> 'closed' and district <> '' union all select name, "
        "address as around, postcode, district from places where lower(name) like lower($1) escape "
        "'!' and district <> '' order by 1, 3, 2 limit $2"};

    std::string holding(std::string_view part) // for `like`
    {
        std::string pattern = "%";
        for (char const c : part) {
            if (c == '%' || c == '_' || c == '!')
                pattern += '!';
            pattern += c;
        }
        return pattern + "%";
    }

    std::vector<NamedPoint> points_of(db::Rows const& rows)
    {
        std::vector<NamedPoint> points;
        for (auto const row : rows) {
            auto where = row.text("around");
            if (auto const postcode = row.text("postcode"); !postcode.empty())
                where += (where.empty() ? "" : ", ") + postcode;
            points.push_back({row.text("name"), std::move(where), row.text("district")});
        }
        return points;
    }
} // namespace

std::vector<NamedPoint> points_named(db::Connection& connection, std::string_view name)
{
    auto points = points_of(connection.run(named_so, name, named_points_shown + 1));
    if (points.empty() && name.size() >= shortest_part)
        points = points_of(connection.run(named_like, holding(name), named_points_shown + 1));
    return points;
}

} // namespace kith::directory
