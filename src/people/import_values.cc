// SPDX-License-Identifier: MIT
// What an import did to records: kept so that it can be taken back.
#include "people/import_store.h"
#include "people/rows.h"

namespace kith::people {
namespace {
    constexpr db::Sql own_records_of_number = {"own records of a number",
        "select distinct i.person from person_identifiers i join persons p on p.id = i.person "
        "where i.scheme = $1 and i.value = $2 and i.withdrawn_at is null and p.owner_agency = $3 "
        "order by i.person limit 20"};
    constexpr db::Sql own_records_of_name = {"own records of a name and birth date",
        "select distinct n.person from person_names n join persons p on p.id = n.person where "
        "n.folded = $1 and n.withdrawn_at is null and p.birth in ($2, $3) and p.owner_agency = $4 "
        "order by n.person limit 20"};
    constexpr db::Sql insert_alike = {"add alike of import",
        "insert into import_alike (import, place, made, other, why) values ($1, $2, $3, $4, $5) on "
        "conflict do nothing"};
    constexpr db::Sql alike_of_import = {"alike of import",
        "select a.* from import_alike a where a.import = $1 and not exists (select 1 from "
        "withdrawn_people w where w.person = a.made or w.person = a.other) order by a.place, "
        "a.other limit 1000"};
    constexpr db::Sql insert_import_value = {"add value of import",
        "insert into import_values (import, person, value, act) values ($1, $2, $3, $4) on "
        "conflict do nothing"};
    constexpr db::Sql values_of_import = {"values of import",
        "select value from import_values where import = $1 and person = $2 and act = $3 order by "
        "value"};
    constexpr db::Sql record_before = {"person as they were",
        "select birth, sex, language, interpreter, died from persons_was where id = $1 and version "
        "= $2"};
    constexpr db::Sql name_row = {"name by id", "select * from person_names where id = $1"};
    constexpr db::Sql number_row
        = {"identifier by id", "select * from person_identifiers where id = $1"};
    constexpr db::Sql withdraw_names = {"withdraw names of a record",
        "update person_names set withdrawn_at = $2, withdrawn_by = $3, reason = $4 where person = "
        "$1 and withdrawn_at is null"};
    constexpr db::Sql withdraw_numbers = {"withdraw identifiers of a record",
        "update person_identifiers set withdrawn_at = $2, withdrawn_by = $3, reason = $4 where "
        "person = $1 and withdrawn_at is null"};
    constexpr db::Sql withdraw_contacts = {"withdraw contacts of a record",
        "update person_contacts set withdrawn_at = $2, withdrawn_by = $3, reason = $4 where person "
        "= $1 and withdrawn_at is null"};
    constexpr db::Sql insert_withdrawn = {"withdraw a record",
        "insert into withdrawn_people (person, import, withdrawn_at, withdrawn_by) values ($1, $2, "
        "$3, $4)"};
    std::vector<PersonId> ids_of_persons(db::Rows const& rows)
    {
        std::vector<PersonId> ids;
        for (auto const row : rows)
            ids.push_back(row.id<PersonId>("person"));
        return ids;
    }

    char const* word_of(ValueAct act) { return act == ValueAct::added ? "added" : "ended"; }

    std::optional<PartialDate> partial_in(db::Row const& row, std::string_view column)
    {
        return row.is_null(column) ? std::nullopt
                                   : std::optional(PartialDate::read(row.text(column)).value());
    }
} // namespace

std::vector<PersonId> own_of_number(
    db::Connection& connection, AgencyId agency, Identifier const& number)
{
    return ids_of_persons(
        connection.run(own_records_of_number, number.scheme, number.value, agency));
}

std::vector<PersonId> own_of_name(
    db::Connection& connection, AgencyId agency, std::string const& name, PartialDate const& birth)
{
    auto exact = birth;
    exact.about = false;
    auto about = exact;
    about.about = true;
    return ids_of_persons(connection.run(
        own_records_of_name, folded_name(name), exact.write(), about.write(), agency));
}

std::vector<imports::Pair> list_alike(Visit const& visit, Import const& import)
{
    std::vector<imports::Pair> all;
    for (auto const row : visit.reading().run(alike_of_import, import.id))
        all.push_back(
            {thing(row.id<PersonId>("made")), thing(row.id<PersonId>("other")), row.text("why")});
    return all;
}

void add_alike(Change& change, Import const& import, std::int64_t place, imports::Pair const& pair)
{
    change.writing().run(insert_alike, import.id, place, pair.made.id, pair.other.id, pair.why);
}

void add_value(
    Change& change, Import const& import, PersonId person, Uuid const& value, ValueAct act)
{
    change.writing().run(insert_import_value, import.id, person, value, word_of(act));
}

std::vector<Uuid> list_values(Change& change, Import const& import, PersonId person, ValueAct act)
{
    std::vector<Uuid> ids;
    for (auto const row : change.writing().run(values_of_import, import.id, person, word_of(act)))
        ids.push_back(row.uuid("value"));
    return ids;
}

std::optional<Person> person_before(Change& change, PersonId person, std::int64_t version)
{
    auto const rows = change.writing().run(record_before, person, version);
    if (rows.empty())
        return std::nullopt;
    Person before;
    before.birth = partial_in(rows[0], "birth");
    before.sex = rows[0].text("sex");
    before.language = rows[0].text("language");
    before.interpreter = read_known(rows[0].text("interpreter"));
    before.died = partial_in(rows[0], "died");
    return before;
}

std::vector<Name> names_by_id(Change& change, std::vector<Uuid> const& ids)
{
    std::vector<Name> names;
    for (auto const& id : ids)
        for (auto const row : change.writing().run(name_row, id))
            names.push_back({{}, row.text("kind"), row.text("name"), row.maybe_date("from_day"), {},
                row.text("source")});
    return names;
}

std::vector<Identifier> numbers_by_id(Change& change, std::vector<Uuid> const& ids)
{
    std::vector<Identifier> numbers;
    for (auto const& id : ids)
        for (auto const row : change.writing().run(number_row, id))
            numbers.push_back({{}, row.text("scheme"), row.text("value"), row.text("source"),
                row.maybe_date("verified_on")});
    return numbers;
}

void withdraw_record(
    Change& change, Import const& import, PersonId person, std::string const& reason)
{
    auto const who = change.visitor().account;
    auto& connection = change.writing();
    for (auto const* const statement : {&withdraw_names, &withdraw_numbers, &withdraw_contacts})
        connection.run(*statement, person, change.now(), who, reason);
    connection.run(insert_withdrawn, person, import.id, change.now(), who);
}

} // namespace kith::people
