// SPDX-License-Identifier: MIT
#include "people/addresses.h"
#include "people/fact_rows.h"
#include "people/joined.h"
#include <algorithm>
#include <boost/json.hpp>

namespace kith::people {
namespace {
    namespace json = boost::json;

    constexpr db::Sql protected_of = {"protected contacts of a person",
        "select * from protected_contacts where person = $1 order by recorded_at, id"};
    constexpr db::Sql find_protected = {"find protected contact",
        "select person from protected_contacts where id = $1 and withdrawn_at is null"};
    constexpr db::Sql protection_of = {
        "is a person's address protected", "select protected_address from persons where id = $1"};
    constexpr db::Sql insert_protected = {"add protected contact",
        "insert into protected_contacts (id, person, sealed, recorded_at, recorded_by, "
        "withdrawn_at, withdrawn_by) values ($1, $2, $3, $4, $5, $6, $7)"};
    constexpr db::Sql take_back_protected = {"withdraw protected contact",
        "update protected_contacts set sealed = $2, withdrawn_at = $3, withdrawn_by = $4 where id "
        "= $1"};
    constexpr db::Sql delete_protected
        = {"protected contact goes", "delete from protected_contacts where id = $1"};
    constexpr db::Sql clear_of = {"contacts of a person, and those withdrawn",
        "select * from person_contacts where person = $1 order by recorded_at, id"};
    constexpr db::Sql insert_clear = {"contact is protected no more",
        "insert into person_contacts (id, person, kind, value, safe, note, recorded_at, "
        "recorded_by, withdrawn_at, withdrawn_by, reason) values ($1, $2, $3, $4, $5, $6, $7, $8, "
        "$9, $10, $11)"};
    constexpr db::Sql delete_clear
        = {"contact in clear goes", "delete from person_contacts where id = $1"};
    constexpr db::Sql clear_of_protected = {"contacts in clear of who is protected",
        "select c.person, c.kind from person_contacts c join persons p on p.id = c.person where "
        "p.protected_address order by c.person"};

    // What is sealed of a row; the rest is ids and moments.
    struct Told {
        ContactDetail contact;
        std::string reason = {}; // why it was taken back
    };

    std::string told_as_text(Told const& told)
    {
        return json::serialize(json::object{{"kind", told.contact.kind},
            {"value", told.contact.value}, {"safe", write(told.contact.safe)},
            {"note", told.contact.note}, {"reason", told.reason}});
    }

    std::optional<Told> read_told(Uuid const& id, std::optional<std::string> const& text)
    {
        if (!text)
            return {};
        auto const value = json::parse(*text);
        auto const at = [&](char const* key) { return json::value_to<std::string>(value.at(key)); };
        return Told{
            {id, at("kind"), at("value"), read_known(at("safe")), at("note")}, at("reason")};
    }

    db::Bytes sealed(
        db::Connection& connection, ledger::Keys& keys, PersonId person, Told const& told)
    {
        return {keys.seal(connection, thing(person), told_as_text(told))};
    }

    void seal_clear(db::Connection& connection, ledger::Keys& keys, PersonId person)
    {
        for (auto const row : connection.run(clear_of, person)) {
            ContactDetail const contact{row.uuid("id"), row.text("kind"), row.text("value"),
                read_known(row.text("safe")), row.text("note")};
            if (!tells_where(contact.kind))
                continue;
            connection.run(insert_protected, contact.id, person,
                sealed(connection, keys, person, {contact, row.text("reason")}),
                row.instant("recorded_at"), row.id<AccountId>("recorded_by"),
                row.maybe_instant("withdrawn_at"), row.id<AccountId>("withdrawn_by"));
            connection.run(delete_clear, contact.id);
        }
    }

    std::vector<PersonId> left_in_clear(db::Connection& connection)
    {
        std::vector<PersonId> people;
        for (auto const row : connection.run(clear_of_protected))
            if (tells_where(row.text("kind")))
                people.push_back(row.id<PersonId>("person"));
        for (auto const person : facts_left_in_clear(connection))
            people.push_back(person);
        std::ranges::sort(people);
        auto const again = std::ranges::unique(people);
        people.erase(again.begin(), again.end());
        return people;
    }
} // namespace

bool is_protected(db::Connection& connection, PersonId record)
{
    auto const rows = connection.run(protection_of, record);
    return !rows.empty() && rows[0].boolean("protected_address");
}

bool joined_protected(db::Connection& connection, PersonId kept)
{
    return std::ranges::any_of(records_of(connection, kept),
        [&](PersonId record) { return record != kept && is_protected(connection, record); });
}

bool any_protected(db::Connection& connection, PersonId kept)
{
    return is_protected(connection, kept) || joined_protected(connection, kept);
}

void read_protected(access::Visit const& visit, access::Facts const& facts,
    std::vector<PersonId> const& records, Person& person)
{
    if (!visit.permits("read address", facts)) {
        person.addresses_withheld = true;
        std::erase_if(
            person.contacts, [](ContactDetail const& one) { return tells_where(one.kind); });
        return;
    }
    for (auto const record : records) {
        auto of_record = facts;
        of_record.subject = thing(record);
        for (auto const row : visit.reading().run(protected_of, record)) {
            if (!row.is_null("withdrawn_at"))
                continue;
            if (auto told = read_told(
                    row.uuid("id"), visit.unsealed("read address", of_record, row.bytes("sealed"))))
                person.contacts.push_back(std::move(told->contact));
        }
    }
}

void add_protected(access::Change& change, PersonId person, ContactDetail const& contact)
{
    auto& connection = change.writing();
    connection.run(insert_protected, Uuid::fresh(), person,
        sealed(connection, change.keys(), person, {contact}), change.now(),
        change.visitor().account, std::optional<Instant>(), AccountId());
}

bool withdraw_protected(access::Change& change, ContactDetail const& contact, std::string reason)
{
    auto& connection = change.writing();
    auto const rows = connection.run(find_protected, contact.id);
    if (rows.empty())
        return false;
    auto const record = rows[0].id<PersonId>("person");
    connection.run(take_back_protected, contact.id,
        sealed(connection, change.keys(), record, {contact, std::move(reason)}), change.now(),
        change.visitor().account);
    return true;
}

void begin_protection(access::Change& change, PersonId person)
{
    seal_clear(change.writing(), change.keys(), person);
    seal_facts(change.writing(), change.keys(), person);
}

void end_protection(access::Change& change, PersonId person)
{
    auto& connection = change.writing();
    for (auto const row : connection.run(protected_of, person)) {
        auto const id = row.uuid("id");
        auto const told
            = read_told(id, change.keys().unseal(connection, thing(person), row.bytes("sealed")));
        if (!told)
            continue;
        auto const& one = told->contact;
        connection.run(insert_clear, id, person, one.kind, one.value, write(one.safe), one.note,
            row.instant("recorded_at"), row.id<AccountId>("recorded_by"),
            row.maybe_instant("withdrawn_at"), row.id<AccountId>("withdrawn_by"), told->reason);
        connection.run(delete_protected, id);
    }
    unseal_facts(connection, change.keys(), person);
}

std::size_t seal_protected(db::Database& database, ledger::Keys& keys, Instant now)
{
    if (left_in_clear(*database.reader()).empty())
        return 0;
    std::size_t sealed_people = 0;
    database.write([&](db::Connection& connection) {
        auto const people = left_in_clear(connection);
        sealed_people = people.size();
        for (auto const person : people) {
            seal_clear(connection, keys, person);
            seal_facts(connection, keys, person);
            ledger::Entry entry;
            entry.actor.process = "start";
            entry.act = "seal address";
            entry.thing = thing(person);
            entry.subject = entry.thing;
            entry.rule = "a protected address is sealed at the start";
            ledger::append(connection, keys, entry, now);
        }
        return db::Outcome::keep;
    });
    return sealed_people;
}

} // namespace kith::people
