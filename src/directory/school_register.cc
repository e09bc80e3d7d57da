// SPDX-License-Identifier: MIT
#include "directory/school_register.h"

namespace kith::directory {
namespace {
    constexpr db::Sql school_of_number = {"school of a number",
        "select urn, name, town, postcode, phase, lowest_age, "
        "highest_age from schools where urn = $1"};
    constexpr db::Sql schools_of_name = {"open schools of a name",
        "select urn, name, town, postcode, phase, lowest_age, highest_age from schools where "
        "lower(name) = lower($1) and state in ('open', "
        "'closing') order by urn limit 2"};

    std::optional<RegisteredSchool> the_only(db::Rows const& rows)
    {
        if (rows.size() != 1)
            return {};
        auto const age = [&](char const* column) {
            return rows[0].is_null(column) ? std::nullopt : std::optional(rows[0].integer(column));
        };
        return RegisteredSchool{rows[0].integer("urn"), rows[0].text("name"), rows[0].text("town"),
            rows[0].text("postcode"), rows[0].text("phase"), age("lowest_age"), age("highest_age")};
    }
} // namespace

std::optional<RegisteredSchool> find_school(db::Connection& connection, std::int64_t urn)
{
    return the_only(connection.run(school_of_number, urn));
}

std::optional<RegisteredSchool> school_named(db::Connection& connection, std::string_view name)
{
    return the_only(connection.run(schools_of_name, name));
}

} // namespace kith::directory
