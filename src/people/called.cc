// SPDX-License-Identifier: MIT
#include "people/called.h"
#include "people/joined.h"
#include "people/person.h"
#include "people/rows.h"

namespace kith::people {
namespace {
    constexpr db::Sql names_of_record = {"every name of a record",
        "select name from person_names where person = $1 and withdrawn_at is null order by id"};
    constexpr db::Sql birth_of_record
        = {"birth and death of a record", "select birth, died from persons where id = $1"};
    constexpr db::Sql called_of_record = {
        "what a person is called", "select reference, birth, sex, died from persons where id = $1"};
    constexpr db::Sql statuses_of_record = {"legal statuses of a record",
        "select code, from_day, until_day from person_facts where person = $1 and kind = 'status' "
        "and answer = 'said' and withdrawn_at is null order by recorded_at, id"};

    std::optional<PartialDate> day_or_none(db::Row const& row, std::string_view column)
    {
        if (row.is_null(column))
            return std::nullopt;
        return PartialDate::read(row.text(column)).value();
    }
} // namespace

std::vector<StatusStood> legal_statuses_of(db::Connection& connection, PersonId person)
{
    std::vector<StatusStood> all;
    for (auto const record : records_of(connection, kept_of(connection, person)))
        for (auto const row : connection.run(statuses_of_record, record))
            all.push_back(
                {row.text("code"), day_or_none(row, "from_day"), day_or_none(row, "until_day")});
    return all;
}

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

Called called(db::Connection& connection, PersonId any, Date on)
{
    Person person;
    person.id = kept_of(connection, any);
    for (auto const row : connection.run(called_of_record, person.id)) {
        person.reference = Reference::read(row.text("reference")).value();
        person.sex = row.text("sex");
        if (!row.is_null("birth"))
            person.birth = PartialDate::read(row.text("birth")).value();
        if (!row.is_null("died"))
            person.died = PartialDate::read(row.text("died")).value();
    }
    read_rows(connection, person);
    if (!person.birth)
        person.birth = birth_of(connection, person.id);
    return {
        person.id, person.reference, usual_name(person, on), age_in_words(person, on), person.sex};
}

} // namespace kith::people
