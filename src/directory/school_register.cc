// SPDX-License-Identifier: MIT
#include "directory/school_register.h"

namespace kith::directory {
namespace {
    constexpr db::Sql school_of_number
        = {"school of a number", "select urn, name, town from schools where urn = $1"};
    constexpr db::Sql schools_of_name = {"open schools of a name",
        "select urn, name, town from schools where lower(name) = lower($1) and state in ('open', "
        "'closing') order by urn limit 2"};

    std::optional<RegisteredSchool> the_only(db::Rows const& rows)
    {
        if (rows.size() != 1)
            return {};
        return RegisteredSchool{rows[0].integer("urn"), rows[0].text("name"), rows[0].text("town")};
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
