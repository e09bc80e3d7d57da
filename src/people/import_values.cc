// SPDX-License-Identifier: MIT
// What an import did to records: kept so that it can be taken back.
#include "people/import_store.h"

namespace kith::people {
namespace {
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
    constexpr db::Sql find_import_profile = {"find import profile",
        "select * from import_profiles where owner_agency = $1 and name = $2"};
    constexpr db::Sql import_profiles_of = {"import profiles of an agency",
        "select name from import_profiles where owner_agency = $1 order by name limit 200"};
    constexpr db::Sql insert_import_profile = {"add import profile",
        "insert into import_profiles (id, name, mapping, created_by, version, recorded_at, "
        "recorded_by, owner_agency) values ($1, $2, $3, $4, 1, $5, $4, $6)"};
    constexpr db::Sql keep_import_profile = {"keep import profile as it was",
        "insert into import_profiles_was select id, name, mapping, created_by, version, "
        "recorded_at, recorded_by, owner_agency, $2, 'saved anew' from import_profiles where id = "
        "$1"};
    constexpr db::Sql update_import_profile = {"save import profile",
        "update import_profiles set mapping = $2, recorded_at = $3, recorded_by = $4, version = "
        "version + 1 where id = $1"};

    char const* word_of(ValueAct act) { return act == ValueAct::added ? "added" : "ended"; }

    std::optional<PartialDate> partial_in(db::Row const& row, std::string_view column)
    {
        return row.is_null(column) ? std::nullopt
                                   : std::optional(PartialDate::read(row.text(column)).value());
    }
} // namespace

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

Result<ImportMapping> find_profile(Visit const& visit, AgencyId agency, std::string const& name)
{
    auto const rows = visit.reading().run(find_import_profile, agency, name);
    if (rows.empty())
        return invalid("No profile has this name: save one with its columns first", "profile");
    return read_kept_mapping(rows[0].text("mapping"));
}

std::vector<std::string> list_profiles(Visit const& visit, AgencyId agency)
{
    std::vector<std::string> names;
    for (auto const row : visit.reading().run(import_profiles_of, agency))
        names.push_back(row.text("name"));
    return names;
}

Done save_profile(Change& change, AgencyId agency, ImportProfile const& profile)
{
    constexpr std::size_t longest_name = 60;
    if (profile.name.empty() || profile.name.size() > longest_name)
        return invalid("Give the profile a name of 60 characters or fewer", "save_profile");
    auto const who = change.visitor().account;
    auto const mapping = write_mapping(profile.mapping);
    auto const stands = change.writing().run(find_import_profile, agency, profile.name);
    access::Facts facts;
    facts.thing = {"import", stands.empty() ? Uuid::fresh() : stands[0].uuid("id")};
    facts.owner = agency;
    TRY(change.record("create", facts, "The columns of a file are kept as a profile"));
    if (stands.empty()) {
        change.writing().run(insert_import_profile, facts.thing.id, profile.name, mapping, who,
            change.now(), agency);
        return done();
    }
    change.writing().run(keep_import_profile, facts.thing.id, change.now());
    change.writing().run(update_import_profile, facts.thing.id, mapping, change.now(), who);
    return done();
}

} // namespace kith::people
