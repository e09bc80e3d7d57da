// SPDX-License-Identifier: MIT
#include "people/rows.h"
#include "people/addresses.h"
#include "people/joined.h"
#include "platform/words/fold.h"
#include "platform/words/latin.h"
#include <algorithm>

namespace kith::people {
namespace {
    // How names are compared; the next way of folding is the next number. 2: in Latin letters.
    constexpr int folding = 2;

    constexpr db::Sql names_of = {"names of a person",
        "select * from person_names where person = $1 and withdrawn_at is null order by "
        "recorded_at, id"};
    constexpr db::Sql identifiers_of = {"identifiers of a person",
        "select * from person_identifiers where person = $1 and withdrawn_at is null order by "
        "recorded_at, id"};
    constexpr db::Sql contacts_of = {"contacts of a person",
        "select * from person_contacts where person = $1 and withdrawn_at is null order by "
        "recorded_at, id"};
    constexpr db::Sql insert_name = {"add name",
        "insert into person_names (id, person, kind, name, folded, from_day, until_day, source, "
        "recorded_at, recorded_by, language, folding, reason) values ($1, $2, $3, $4, $5, $6, $7, "
        "$8, $9, $10, $11, $12, '')"};
    constexpr db::Sql insert_identifier = {"add identifier",
        "insert into person_identifiers (id, person, scheme, value, source, verified_on, "
        "verified_against, verified_by, recorded_at, recorded_by, reason) values ($1, $2, $3, $4, "
        "$5, $6, $7, $8, $9, $10, '')"};
    constexpr db::Sql insert_contact = {"add contact",
        "insert into person_contacts (id, person, kind, value, safe, note, recorded_at, "
        "recorded_by, reason) values ($1, $2, $3, $4, $5, $6, $7, $8, '')"};
    // Not what went to another record as the two were taken apart: it is told there, and only
    // there.
    constexpr db::Sql taken_back_of = {"what was withdrawn of a person",
        "select * from (select 'names' as part, kind, name as value, withdrawn_at, withdrawn_by, "
        "reason from person_names where person = $1 and withdrawn_at is not null union all select "
        "'identifiers', scheme, value, withdrawn_at, withdrawn_by, reason from person_identifiers "
        "where person = $1 and withdrawn_at is not null union all select 'contacts', kind, value, "
        "withdrawn_at, withdrawn_by, reason from person_contacts where person = $1 and "
        "withdrawn_at is not null) taken where not exists (select 1 from person_joins apart where "
        "apart.undone_at = taken.withdrawn_at and apart.undone_by = taken.withdrawn_by) order by "
        "withdrawn_at desc, part, value"};
    constexpr db::Sql end_name = {
        "end name", "update person_names set until_day = $2 where id = $1 and until_day is null"};
    constexpr db::Sql names_of_other_folding = {"names compared in an earlier way",
        "select id, name from person_names where folding < $1 order by id limit 1000"};
    constexpr db::Sql fold_again = {
        "name is compared anew", "update person_names set folded = $2, folding = $3 where id = $1"};
    constexpr db::Sql withdraw_name = {"withdraw name",
        "update person_names set withdrawn_at = $2, withdrawn_by = $3, reason = $4 where id = $1 "
        "and withdrawn_at is null"};
    constexpr db::Sql withdraw_identifier = {"withdraw identifier",
        "update person_identifiers set withdrawn_at = $2, withdrawn_by = $3, reason = $4 where id "
        "= $1 and withdrawn_at is null"};
    constexpr db::Sql withdraw_contact = {"withdraw contact",
        "update person_contacts set withdrawn_at = $2, withdrawn_by = $3, reason = $4 where id = "
        "$1 and withdrawn_at is null"};

    template <class Part>
    bool holds(std::vector<Part> const& parts, Uuid const& id)
    {
        return std::ranges::any_of(parts, [&](Part const& part) { return part.id == id; });
    }

    // Withdraws what is wanted no more, whichever record's it is, and hands `add` what is new.
    template <class Part, class Add>
    void move_to(access::Change& change, std::vector<Part> const& stand,
        std::vector<Part> const& wanted, db::Sql const& withdraw, std::string const& reason,
        Add add)
    {
        for (auto const& part : stand)
            if (!holds(wanted, part.id))
                change.writing().run(
                    withdraw, part.id, change.now(), change.visitor().account, reason);
        for (auto const& part : wanted)
            if (part.id.none())
                add(part);
    }

    void move_contacts(access::Change& change, Person const& stands, Person const& wanted,
        std::string const& reason)
    {
        auto const is_protected
            = wanted.protected_address || any_protected(change.writing(), wanted.id);
        for (auto const& one : stands.contacts)
            if (is_protected && tells_where(one.kind) && !holds(wanted.contacts, one.id))
                withdraw_protected(change, one, reason);
        move_to(change, stands.contacts, wanted.contacts, withdraw_contact,
            said_in_clear(stands, wanted, reason), [&](ContactDetail const& one) {
                if (is_protected && tells_where(one.kind))
                    add_protected(change, wanted.id, one);
                else
                    change.writing().run(insert_contact, Uuid::fresh(), wanted.id, one.kind,
                        one.value, write(one.safe), one.note, change.now(),
                        change.visitor().account);
            });
    }
} // namespace

std::string said_in_clear(Person const& stands, Person const& wanted, std::string const& reason)
{
    return stands.protected_address || wanted.protected_address ? "" : reason;
}

std::string folded_name(std::string_view name)
{
    return words::folded(words::in_latin(name)); // "Олена" and "Olena" find each other
}

std::size_t fold_names(db::Database& database)
{
    std::size_t names = 0;
    while (!database.reader()->run(names_of_other_folding, folding).empty()) {
        std::size_t some = 0; // the closure may run again
        database.write([&](db::Connection& connection) {
            auto const rows = connection.run(names_of_other_folding, folding);
            some = rows.size();
            for (auto const row : rows)
                connection.run(fold_again, row.uuid("id"), folded_name(row.text("name")), folding);
            return db::Outcome::keep;
        });
        names += some;
    }
    return names;
}

void read_rows(db::Connection& connection, PersonId record, Person& person)
{
    for (auto const row : connection.run(names_of, record))
        person.names.push_back(
            {row.uuid("id"), row.text("kind"), row.text("name"), row.maybe_date("from_day"),
                row.maybe_date("until_day"), row.text("source"), row.text("language")});
    for (auto const row : connection.run(identifiers_of, record))
        person.identifiers.push_back({row.uuid("id"), row.text("scheme"), row.text("value"),
            row.text("source"), row.maybe_date("verified_on"), row.text("verified_against"),
            row.id<AccountId>("verified_by")});
    for (auto const row : connection.run(contacts_of, record))
        person.contacts.push_back({row.uuid("id"), row.text("kind"), row.text("value"),
            read_known(row.text("safe")), row.text("note")});
}

void read_rows(db::Connection& connection, Person& person)
{
    for (auto const record : records_of(connection, person.id))
        read_rows(connection, record, person);
}

std::vector<TakenBack> taken_back(db::Connection& connection, PersonId kept)
{
    auto const is_protected = any_protected(connection, kept);
    std::vector<TakenBack> all;
    for (auto const record : records_of(connection, kept))
        for (auto const row : connection.run(taken_back_of, record)) {
            TakenBack one{row.text("part"), row.text("kind"), row.text("value"),
                row.instant("withdrawn_at"), row.id<AccountId>("withdrawn_by"), row.text("reason")};
            if (!is_protected || one.part != "contacts" || !tells_where(one.kind))
                all.push_back(std::move(one));
        }
    return all;
}

void write_rows(
    access::Change& change, Person const& stands, Person const& wanted, std::string const& reason)
{
    auto& connection = change.writing();
    auto const now = change.now();
    auto const who = change.visitor().account;
    auto const said = said_in_clear(stands, wanted, reason);
    move_to(change, stands.names, wanted.names, withdraw_name, said, [&](Name const& name) {
        connection.run(insert_name, Uuid::fresh(), wanted.id, name.kind, name.text,
            folded_name(name.text), name.from, name.until, name.source, now, who, name.language,
            folding);
    });
    for (auto const& name : wanted.names)
        if (!name.id.none() && name.until && holds(stands.names, name.id))
            connection.run(end_name, name.id, *name.until);
    move_to(change, stands.identifiers, wanted.identifiers, withdraw_identifier, said,
        [&](Identifier const& one) {
            connection.run(insert_identifier, Uuid::fresh(), wanted.id, one.scheme, one.value,
                one.source, one.verified_on, one.verified_against,
                one.verified_on ? who : AccountId(), now, who);
        });
    move_contacts(change, stands, wanted, reason);
}

} // namespace kith::people
