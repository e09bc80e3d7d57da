// SPDX-License-Identifier: MIT
#include "people/store.h"
#include "base/london.h"
#include "links/links.h"
#include "people/addresses.h"
#include "people/identifiers.h"
#include "people/joined.h"
#include "people/kept_record.h"
#include "people/rows.h"
#include "people/versions.h"
#include "platform/ledger/changed.h"
#include "platform/words/latin.h"
#include "platform/words/whole_words.h"
#include <algorithm>
#include <fmt/core.h>
#include <functional>
#include <set>

namespace kith::people {
namespace {
    constexpr int draws_of_a_reference = 20;

    constexpr db::Sql find_person = {"find person",
        "select * from persons where id = $1 and not exists (select 1 from withdrawn_people w "
        "where w.person = persons.id)"};
    constexpr db::Sql find_person_by_reference = {"find person by reference",
        "select * from persons where reference = $1 and not exists (select 1 from "
        "withdrawn_people w where w.person = persons.id)"};
    constexpr db::Sql find_reference
        = {"is a person's reference taken", "select id from persons where reference = $1"};
    constexpr db::Sql insert_person = {"add person",
        "insert into persons (id, reference, birth, birth_known, sex, language, interpreter, died, "
        "protected_address, created_by, version, recorded_at, recorded_by, owner_agency) values "
        "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $10, $12)"};
    constexpr db::Sql update_person = {"save person",
        "update persons set birth = $3, birth_known = $4, sex = $5, language = $6, interpreter = "
        "$7, died = $8, protected_address = $9, recorded_at = $10, recorded_by = $11, version = "
        "version + 1 where id = $1 and version = $2"};
    constexpr db::Sql persons_of_name = {"persons of a name and birth date",
        "select distinct n.person from person_names n join persons p on p.id = n.person where "
        "n.folded = $1 and n.withdrawn_at is null and p.birth in ($2, $3) and n.person > $4 order "
        "by "
        "n.person limit 50"};
    constexpr db::Sql persons_recorded_by
        = {"persons that an account recorded", "select id from persons where created_by = $1"};
    constexpr db::Sql persons_in_words = {"persons whom words may name",
        "select person, folded from person_names where withdrawn_at is null and folded <> '' and "
        "cast($1 as {text}) like '%' || folded || '%' order by person, folded limit 500"};
    constexpr db::Sql persons_of_identifier = {"persons of an identifier",
        "select distinct person from person_identifiers where scheme = $1 and value = $2 and "
        "withdrawn_at is null and person > $3 order by person limit 50"};

    std::optional<std::string> written(std::optional<PartialDate> const& day)
    {
        return day ? std::optional(day->write()) : std::nullopt;
    }
    std::optional<PartialDate> partial(db::Row const& row, std::string_view column)
    {
        return row.is_null(column) ? std::nullopt
                                   : std::optional(PartialDate::read(row.text(column)).value());
    }

    Person read_person(db::Row const& row)
    {
        Person person;
        person.id = row.id<PersonId>("id");
        person.reference = Reference::read(row.text("reference")).value();
        person.birth = partial(row, "birth");
        person.sex = row.text("sex");
        person.language = row.text("language");
        person.interpreter = read_known(row.text("interpreter"));
        person.died = partial(row, "died");
        person.protected_address = row.boolean("protected_address");
        person.version = row.integer("version");
        person.created_by = row.id<AccountId>("created_by");
        person.owner_agency = row.id<AgencyId>("owner_agency");
        person.recorded_at = row.instant("recorded_at");
        return person;
    }

    access::Facts own_facts(Visit const& visit, Person const& record)
    {
        auto facts = bare_facts(record);
        links::add_involved(visit.reading(), london::day_of(visit.now()), facts);
        return facts;
    }

    // The record that is kept of the person whose record was found.
    Person kept_record(Visit const& visit, db::Row const& found)
    {
        auto record = read_person(found);
        auto const kept = kept_of(visit.reading(), record.id);
        return kept == record.id ? record : read_person(visit.reading().run(find_person, kept)[0]);
    }

    // What the kept record does not say, and another of the same person does.
    void fill_in(Person& person, Person const& record)
    {
        person.birth = person.birth ? person.birth : record.birth;
        person.died = person.died ? person.died : record.died;
        if (person.sex.empty() || person.sex == "U")
            person.sex = record.sex.empty() ? person.sex : record.sex;
        if (person.language.empty())
            person.language = record.language;
        if (person.interpreter == Known::not_known)
            person.interpreter = record.interpreter;
        person.protected_address = person.protected_address || record.protected_address;
    }

    Result<Person> one_seen(Visit const& visit, db::Rows const& rows)
    {
        if (rows.empty())
            return not_found();
        auto person = kept_record(visit, rows[0]);
        auto const facts = facts_of(visit, person);
        TRY(visit.see(facts));
        auto& connection = visit.reading();
        auto const records = records_of(connection, person.id);
        for (auto const record : records) {
            if (record != person.id) {
                visit.looked_at(thing(record));
                fill_in(person, read_person(connection.run(find_person, record)[0]));
            }
            read_rows(connection, record, person);
        }
        if (person.protected_address)
            read_protected(visit, facts, records, person);
        return person;
    }

    Result<access::Facts> facts_seen(Visit const& visit, db::Rows const& rows)
    {
        if (rows.empty())
            return not_found();
        auto facts = facts_of(visit, kept_record(visit, rows[0]));
        if (!visit.sees(facts))
            return not_found();
        return facts;
    }

    Error saved_meanwhile()
    {
        return error(Code::conflict,
            "Somebody changed this record since you opened it. What you typed is still below: look "
            "at what stands now, then save again");
    }

    // What another record of the same person tells stays there, and stands until it is put right:
    // it cannot be emptied from here.
    template <class Field>
    Done keep_apart(Field& wanted, Field const& shown, Field const& own, Field const& nothing,
        char const* field)
    {
        if (wanted == shown)
            wanted = own;
        else if (wanted == nothing && own == nothing)
            return invalid("This stands in a record that is joined to this one: write what is "
                           "right, rather than nothing",
                field);
        return done();
    }

    // As the kept record itself is to hold it.
    Result<Person> own_fields(
        db::Connection& connection, Person const& stands, Person const& wanted)
    {
        auto const own = read_person(connection.run(find_person, wanted.id)[0]);
        auto fields = wanted;
        TRY(keep_apart(fields.birth, stands.birth, own.birth, {}, "birth"));
        TRY(keep_apart(fields.died, stands.died, own.died, {}, "died"));
        TRY(keep_apart(fields.sex, stands.sex, own.sex, {}, "sex"));
        TRY(keep_apart(fields.language, stands.language, own.language, {}, "language"));
        TRY(keep_apart(fields.interpreter, stands.interpreter, own.interpreter, Known::not_known,
            "interpreter"));
        return fields;
    }

    Reference free_reference(db::Connection& connection)
    {
        for (auto tries = 0; tries < draws_of_a_reference; ++tries) {
            auto const reference = Reference::fresh('P');
            if (connection.run(find_reference, reference.write()).empty())
                return reference;
        }
        must(false, "no reference is left for a person");
        return {};
    }

    links::Involvement of_team(Change const& change, TeamId team)
    {
        Visit const& visit = change;
        auto const& who = visit.visitor();
        links::Involvement one;
        one.agency = who.agency;
        one.team = !team.none() ? team : who.teams.empty() ? TeamId() : who.teams.front();
        if (one.team.none())
            one.practitioner = who.account;
        one.role = "Works with them";
        return one;
    }

    // Adds those of the rows whom this visit may know and who are not there yet.
    // `rows_after` reads on, by id. Each is decided on before any is counted: those who may not be
    // known push nobody out, however many there are.
    using RowsAfter = std::function<db::Rows(std::string const& last)>;
    void add_known(Visit const& visit, RowsAfter const& rows_after, std::string const& reason,
        std::vector<KnownAs>& all)
    {
        constexpr std::size_t most = 50;
        std::size_t added = 0;
        std::string last = "00000000-0000-0000-0000-000000000000";
        for (bool more = true; more && added < most;) {
            more = false;
            for (auto const row : rows_after(last)) {
                more = true;
                auto const id = row.id<PersonId>("person");
                last = id.write();
                auto const kept = kept_of(visit.reading(), id);
                if (added < most && std::ranges::find(all, kept, &KnownAs::person) == all.end()
                    && knows(visit, kept)) {
                    all.push_back({kept, reason});
                    ++added;
                }
            }
        }
    }

    std::string reason_of(std::string_view scheme)
    {
        return scheme == "nhs_number" ? "Same NHS number"
            : scheme == "upn"         ? "Same unique pupil number"
            : scheme == "uln"         ? "Same unique learner number"
            : scheme == "pnc_id"      ? "Same PNC id"
                                      : "Same number at an agency";
    }
} // namespace

access::Facts bare_facts(Person const& person)
{
    access::Facts facts;
    facts.thing = thing(person.id);
    facts.subject = facts.thing;
    facts.owner = person.owner_agency;
    facts.raised_by = person.created_by;
    return facts;
}

access::Facts facts_of(Visit const& visit, Person const& person)
{
    auto facts = own_facts(visit, person);
    auto& connection = visit.reading();
    for (auto const record : records_of(connection, person.id))
        if (record != person.id)
            unite(facts, own_facts(visit, read_person(connection.run(find_person, record)[0])),
                visit.visitor().account);
    return facts;
}

Result<Person> find(Visit const& visit, PersonId id)
{
    return one_seen(visit, visit.reading().run(find_person, id));
}

Result<Person> find(Visit const& visit, Reference const& reference)
{
    return one_seen(visit, visit.reading().run(find_person_by_reference, reference.write()));
}

Result<access::Facts> find_facts(Visit const& visit, PersonId id)
{
    return facts_seen(visit, visit.reading().run(find_person, id));
}

Result<access::Facts> find_facts(Visit const& visit, Reference const& reference)
{
    return facts_seen(visit, visit.reading().run(find_person_by_reference, reference.write()));
}

bool knows(Visit const& visit, PersonId id) { return find_facts(visit, id).ok(); }

Result<access::Facts> facts_for_a_rule(Visit const& visit, PersonId id)
{
    auto const rows = visit.reading().run(find_person, id);
    if (rows.empty())
        return not_found();
    return facts_of(visit, kept_record(visit, rows[0]));
}

std::vector<Person> list_own(Visit const& visit)
{
    auto const today = london::day_of(visit.now());
    std::vector<Person> own;
    std::set<PersonId> kept;
    for (auto const& id : links::subjects_of(visit.reading(), visit.visitor(), "person", today))
        kept.insert(kept_of(visit.reading(), PersonId(id)));
    for (auto const id : kept)
        if (auto person = find(visit, id))
            own.push_back(std::move(*person));
    std::ranges::sort(own, {},
        [today](Person const& one) { return std::pair(usual_name(one, today), one.reference); });
    return own;
}

Match match_of(Person const& person)
{
    Match match;
    for (auto const& name : person.names)
        match.names.push_back(name.text);
    match.birth = person.birth;
    match.identifiers = person.identifiers;
    match.sex = person.sex;
    return match;
}

std::vector<KnownAs> known_as(Visit const& visit, Match const& match)
{
    std::vector<KnownAs> all;
    if (auto const reference = Reference::read(match.reference))
        if (auto const facts = find_facts(visit, *reference))
            all.push_back({PersonId(facts->thing.id), "The same reference"});
    for (auto const& identifier : match.identifiers)
        if (auto const value = read_identifier(identifier.scheme, identifier.value))
            add_known(
                visit,
                [&](std::string const& after) {
                    return visit.reading().run(
                        persons_of_identifier, identifier.scheme, *value, after);
                },
                reason_of(identifier.scheme), all);
    if (!match.birth)
        return all;
    auto exact = *match.birth;
    exact.about = false;
    auto about = exact;
    about.about = true;
    for (auto const& name : match.names)
        if (auto const folded = folded_name(name); !folded.empty())
            add_known(
                visit,
                [&](std::string const& after) {
                    return visit.reading().run(
                        persons_of_name, folded, exact.write(), about.write(), after);
                },
                "Same name and birth date", all);
    return all;
}

std::vector<KnownPerson> known(Visit const& visit, Match const& match)
{
    std::vector<KnownPerson> all;
    for (auto const& one : people::known_as(visit, match)) // not the field of a list
        if (auto person = find(visit, one.person))
            all.push_back({std::move(*person), one.reason});
    return all;
}

std::vector<PersonId> recorded_by(Visit const& visit)
{
    std::vector<PersonId> all;
    for (auto const row : visit.reading().run(persons_recorded_by, visit.visitor().account))
        all.push_back(row.id<PersonId>("id"));
    return all;
}

std::vector<KnownPerson> named_in(Visit const& visit, std::string_view text)
{
    std::vector<KnownPerson> all;
    words::WholeWords const spoken(words::in_latin(text)); // as names are kept
    for (auto const row : visit.reading().run(persons_in_words, spoken.folded_text())) {
        auto const id = kept_of(visit.reading(), row.id<PersonId>("person"));
        if (spoken.spelt_in(row.text("folded")) < 2
            || std::ranges::any_of(all, [id](auto const& one) { return one.person.id == id; }))
            continue;
        if (auto person = find(visit, id))
            all.push_back({std::move(*person), "Named in the report"});
    }
    return all;
}

std::optional<Person> kept_record(db::Connection& connection, PersonId id)
{
    auto const rows = connection.run(find_person, id);
    if (rows.empty())
        return std::nullopt;
    auto person = read_person(rows[0]);
    read_rows(connection, person);
    person.addresses_withheld = person.protected_address;
    return person;
}

Reference add_record(Change& change, Person const& person)
{
    auto const reference = free_reference(change.writing());
    change.writing().run(insert_person, person.id, reference.write(), written(person.birth),
        birth_known(person), person.sex, person.language, write(person.interpreter),
        written(person.died), person.protected_address, person.created_by, change.now(),
        person.owner_agency);
    write_rows(change, Person{.id = person.id}, person, "");
    return reference;
}

Done keep_version(
    Change& change, Person const& stands, Person const& wanted, std::string const& reason)
{
    auto& connection = change.writing();
    auto const own = TRY(own_fields(connection, stands, wanted));
    keep_version(change, wanted.id, wanted.version, said_in_clear(stands, wanted, reason));
    auto const saved = connection.run(update_person, wanted.id, wanted.version, written(own.birth),
        birth_known(own), own.sex, own.language, write(own.interpreter), written(own.died),
        own.protected_address, change.now(), change.visitor().account);
    if (saved.changed() == 0)
        return saved_meanwhile();
    if (wanted.protected_address && !stands.protected_address)
        begin_protection(change, wanted.id);
    if (stands.protected_address && !wanted.protected_address)
        end_protection(change, wanted.id);
    for (auto const record : records_of(connection, wanted.id)) {
        protect_record(change, record, wanted.protected_address);
        ledger::note_changed(connection, thing(record), change.now());
    }
    write_rows(change, stands, wanted, reason);
    return done();
}

Result<Person> bring_in(Change& change, Person const& wanted)
{
    auto person = TRY(checked(wanted, london::day_of(change.now())));
    person.id = person.id.none() ? PersonId::fresh() : person.id;
    person.created_by = change.visitor().account;
    person.owner_agency = change.visitor().agency;
    person.recorded_at = change.now();
    person.reference = add_record(change, person);
    TRY(change.record(
        "create", bare_facts(person), fmt::format("{} recorded", person.reference.write())));
    return person;
}

Result<Person> create(Change& change, Person const& wanted, TeamId team)
{
    auto const person = TRY(bring_in(change, wanted));
    auto const involvement = of_team(change, team);
    if (!involvement.team.none() || !involvement.practitioner.none())
        TRY(links::involve(change, bare_facts(person), involvement));
    return find(change, person.id);
}

Result<Person> save(Change& change, Person const& wanted, std::string const& reason)
{
    auto person = TRY(checked(wanted, london::day_of(change.now())));
    auto const stands = TRY(find(change, person.id));
    if (stands.id != person.id)
        return saved_meanwhile(); // joined to another record
    if (stands.addresses_withheld)
        person.protected_address = true; // who may not see it does not open it
    TRY(change.record("change", facts_of(change, stands), reason));
    TRY(keep_version(change, stands, person, reason));
    return find(change, person.id);
}

} // namespace kith::people
