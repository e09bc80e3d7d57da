// SPDX-License-Identifier: MIT
#include "people/called.h"
#include "people/joined.h"

namespace kith::people {
namespace {
    constexpr db::Sql names_of_record = {"every name of a record",
        "select name from person_names where person = $1 and withdrawn_at is null order by id"};
    constexpr db::Sql birth_of_record
        = {"birth and death of a record", "select birth, died from persons where id = $1"};
} // namespace

std::optional<PartialDate> birth_of(db::Connection& connection, PersonId person)
{
    std::optional<PartialDate> birth;
    for (auto const record : records_of(connection, kept_of(connection, person)))
        for (auto const row : connection.run(birth_of_record, record)) {
            if (!row.is_null("died"))
                return std::nullopt;
            if (!birth && !row.is_null("birth"))
                birth = PartialDate::read(row.text("birth")).value();
        }
    return birth;
}

std::vector<std::string> names_ever(db::Connection& connection, PersonId person)
{
    std::vector<std::string> names;
    for (auto const record : records_of(connection, kept_of(connection, person)))
        for (auto const row : connection.run(names_of_record, record))
            names.push_back(row.text("name"));
    return names;
}

} // namespace kith::people
