// SPDX-License-Identifier: MIT
#include "people/relationship_rows.h"

namespace kith::people {
namespace {
    constexpr db::Sql relationships_of = {"relationships of a person",
        "select * from relationships where (person = $1 or other_person = $1) and recorded_at "
        "<= $2 and (withdrawn_at is null or withdrawn_at > $2) order by recorded_at, id limit "
        "500"};
    constexpr db::Sql find_relationship = {
        "find relationship", "select * from relationships where id = $1 and withdrawn_at is null"};
    constexpr db::Sql parts_of = {"parts in the relationships of a person",
        "select p.* from relationships r join relationship_parts p on p.relationship = r.id "
        "where (r.person = $1 or r.other_person = $1) and p.recorded_at <= $2 and "
        "(p.withdrawn_at is null or p.withdrawn_at > $2) order by p.recorded_at, p.id limit "
        "1000"};
    constexpr db::Sql tellings_of = {"what may be told about a person",
        "select * from tellings where about = $1 and not withdrawn order by recorded_at, id "
        "limit 500"};
    constexpr db::Sql all_tellings_of = {"all that was decided of what may be told",
        "select id, relationship, about, told, matters, how, when_told, safe, why, wish, "
        "wish_words, decided_by, decided_on, until_day, withdrawn, created_by, version, "
        "recorded_at, recorded_by, owner_agency from tellings where about = $1 and recorded_at "
        "<= $2 union all select id, relationship, about, told, matters, how, when_told, safe, "
        "why, wish, wish_words, decided_by, decided_on, until_day, withdrawn, created_by, "
        "version, recorded_at, recorded_by, owner_agency from tellings_was where about = $1 "
        "and recorded_at <= $2 limit 1000"};
    constexpr db::Sql add_relationship_row = {"add relationship",
        "insert into relationships (id, person, kind, other_person, name, reach, from_day, "
        "until_day, lapses, certainty, source, said_by, words, owner_agency, recorded_at, "
        "recorded_by, end_reason, reason) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
        "$11, $12, $13, $14, $15, $16, '', '')"};
    constexpr db::Sql add_part_row = {"add part in a relationship",
        "insert into relationship_parts (id, relationship, about, part, words, stated_by, "
        "source, from_day, until_day, recorded_at, recorded_by, reason) values ($1, $2, $3, "
        "$4, $5, $6, $7, $8, $9, $10, $11, '')"};
    constexpr db::Sql end_relationship_row = {"end relationship",
        "update relationships set until_day = $2, end_reason = $3, ended_at = $4, ended_by = "
        "$5 where id = $1 and withdrawn_at is null and ended_at is null and (from_day is null "
        "or from_day <= $2)"};
    constexpr db::Sql withdraw_relationship_row = {"withdraw relationship",
        "update relationships set withdrawn_at = $2, withdrawn_by = $3, reason = $4 where id = "
        "$1 and withdrawn_at is null"};
    constexpr db::Sql tie_relationship_row = {"tie relationship to a record",
        "update relationships set other_person = $2, tied_at = $3, tied_by = $4 where id = $1 "
        "and withdrawn_at is null and other_person is null"};
    constexpr db::Sql end_one_part = {"end part in a relationship",
        "update relationship_parts set until_day = $2, reason = $3, ended_at = $4, ended_by = "
        "$5 where id = $1 and withdrawn_at is null and ended_at is null and (from_day is null "
        "or from_day <= $2)"};
    constexpr db::Sql withdraw_one_part = {"withdraw part in a relationship",
        "update relationship_parts set withdrawn_at = $2, withdrawn_by = $3, reason = $4 where "
        "id = $1 and withdrawn_at is null"};
    constexpr db::Sql add_telling = {"add what may be told",
        "insert into tellings (id, relationship, about, told, matters, how, when_told, safe, "
        "why, wish, wish_words, decided_by, decided_on, until_day, withdrawn, created_by, "
        "version, recorded_at, recorded_by, owner_agency) values ($1, $2, $3, $4, $5, $6, $7, "
        "$8, $9, $10, $11, $12, $13, $14, $15, $16, 1, $17, $16, $18) on conflict "
        "(relationship, about) do nothing"};
    constexpr db::Sql keep_telling = {"keep what might be told",
        "insert into tellings_was (id, relationship, about, told, matters, how, when_told, "
        "safe, why, wish, wish_words, decided_by, decided_on, until_day, withdrawn, "
        "created_by, version, recorded_at, recorded_by, owner_agency, superseded_at, reason) "
        "select id, relationship, about, told, matters, how, when_told, safe, why, wish, "
        "wish_words, decided_by, decided_on, until_day, withdrawn, created_by, version, "
        "recorded_at, recorded_by, owner_agency, $3, $4 from tellings where id = $1 and "
        "version = $2"};
    constexpr db::Sql update_telling = {"save what may be told",
        "update tellings set told = $3, matters = $4, how = $5, when_told = $6, safe = $7, why "
        "= $8, wish = $9, wish_words = $10, decided_by = $11, decided_on = $12, until_day = "
        "$13, recorded_at = $14, recorded_by = $15, version = version + 1 where id = $1 and "
        "version = $2"};

    RelationshipRow relationship_in(db::Row const& row, Instant known_at)
    {
        RelationshipRow read;
        auto& one = read.relationship;
        one.id = row.id<RelationshipId>("id");
        one.person = row.id<PersonId>("person");
        one.kind = row.text("kind");
        one.name = row.text("name");
        one.from = row.maybe_date("from_day");
        one.lapses = row.maybe_date("lapses");
        one.certainty = row.text("certainty");
        one.source = row.text("source");
        one.said_by = row.text("said_by");
        one.words = row.text("words");
        one.owner_agency = row.id<AgencyId>("owner_agency");
        one.recorded_by = row.id<AccountId>("recorded_by");
        one.recorded_at = row.instant("recorded_at");
        one.ended_at = row.maybe_instant("ended_at");
        one.tied_at = row.maybe_instant("tied_at");
        if (!one.tied_at || *one.tied_at <= known_at)
            one.other = row.id<PersonId>("other_person");
        else
            one.tied_at.reset();
        if (!one.ended_at || *one.ended_at <= known_at) {
            one.until = row.maybe_date("until_day");
            one.end_reason = row.text("end_reason");
        } else {
            one.ended_at.reset();
        }
        if (!row.is_null("reach"))
            read.sealed_reach = row.bytes("reach");
        return read;
    }

    Part part_in(db::Row const& row, Instant known_at)
    {
        Part part;
        part.id = row.uuid("id");
        part.relationship = row.id<RelationshipId>("relationship");
        part.about = row.id<PersonId>("about");
        part.kind = row.text("part");
        part.words = row.text("words");
        part.stated_by = row.text("stated_by");
        part.source = row.text("source");
        part.from = row.maybe_date("from_day");
        auto const ended_at = row.maybe_instant("ended_at");
        if (!ended_at || *ended_at <= known_at)
            part.until = row.maybe_date("until_day");
        part.recorded_at = row.instant("recorded_at");
        return part;
    }

    Telling telling_in(db::Row const& row)
    {
        Telling one;
        one.id = row.uuid("id");
        one.relationship = row.id<RelationshipId>("relationship");
        one.about = row.id<PersonId>("about");
        one.told = row.text("told");
        one.matters = row.text("matters");
        one.how = row.text("how");
        one.when = row.text("when_told");
        one.safe = read_known(row.text("safe"));
        one.why = row.text("why");
        one.wish = row.text("wish");
        one.wish_words = row.text("wish_words");
        one.decided_by = row.text("decided_by");
        one.decided_on = row.date("decided_on");
        one.until = row.maybe_date("until_day");
        one.version = row.integer("version");
        one.created_by = row.id<AccountId>("created_by");
        one.owner_agency = row.id<AgencyId>("owner_agency");
        one.recorded_at = row.instant("recorded_at");
        return one;
    }
} // namespace

Instant as_it_stands()
{
    static Instant const far_off = Instant::read("9999-12-31T00:00:00Z").value();
    return far_off;
}

std::vector<RelationshipRow> read_relationships(
    db::Connection& connection, PersonId person, Instant known_at)
{
    std::vector<RelationshipRow> all;
    for (auto const row : connection.run(relationships_of, person, known_at))
        all.push_back(relationship_in(row, known_at));
    return all;
}

std::optional<RelationshipRow> read_relationship(db::Connection& connection, RelationshipId id)
{
    for (auto const row : connection.run(find_relationship, id))
        return relationship_in(row, as_it_stands());
    return {};
}

std::vector<Part> read_parts(db::Connection& connection, PersonId person, Instant known_at)
{
    std::vector<Part> all;
    for (auto const row : connection.run(parts_of, person, known_at))
        all.push_back(part_in(row, known_at));
    return all;
}

std::vector<Telling> read_tellings(db::Connection& connection, PersonId about)
{
    std::vector<Telling> all;
    for (auto const row : connection.run(tellings_of, about))
        all.push_back(telling_in(row));
    return all;
}

std::vector<Telling> read_all_tellings(db::Connection& connection, PersonId about, Instant known_at)
{
    std::vector<Telling> all;
    for (auto const row : connection.run(all_tellings_of, about, known_at))
        all.push_back(telling_in(row));
    return all;
}

void insert_relationship(access::Change& change, Relationship const& one)
{
    std::optional<db::Bytes> reach;
    if (!one.reach.empty())
        reach = db::Bytes{change.keys().seal(change.writing(), thing(one.person), one.reach)};
    change.writing().run(add_relationship_row, one.id, one.person, one.kind, one.other, one.name,
        reach, one.from, one.until, one.lapses, one.certainty, one.source, one.said_by, one.words,
        change.visitor().agency, change.now(), change.visitor().account);
}

void insert_part(access::Change& change, Part const& part)
{
    change.writing().run(add_part_row, part.id.none() ? Uuid::fresh() : part.id, part.relationship,
        part.about, part.kind, part.words, part.stated_by, part.source, part.from, part.until,
        change.now(), change.visitor().account);
}

bool end_row(access::Change& change, RelationshipId id, Date last_day, std::string const& reason)
{
    return change.writing()
               .run(end_relationship_row, id, last_day, reason, change.now(),
                   change.visitor().account)
               .changed()
        == 1;
}

bool withdraw_row(access::Change& change, RelationshipId id, std::string const& reason)
{
    return change.writing()
               .run(withdraw_relationship_row, id, change.now(), change.visitor().account, reason)
               .changed()
        == 1;
}

bool tie_row(access::Change& change, RelationshipId id, PersonId other)
{
    return change.writing()
               .run(tie_relationship_row, id, other, change.now(), change.visitor().account)
               .changed()
        == 1;
}

bool end_part_row(access::Change& change, Uuid const& id, Date last_day, std::string const& reason)
{
    return change.writing()
               .run(end_one_part, id, last_day, reason, change.now(), change.visitor().account)
               .changed()
        == 1;
}

bool withdraw_part_row(access::Change& change, Uuid const& id, std::string const& reason)
{
    return change.writing()
               .run(withdraw_one_part, id, change.now(), change.visitor().account, reason)
               .changed()
        == 1;
}

bool insert_telling(access::Change& change, Telling const& one)
{
    return change.writing()
               .run(add_telling, one.id, one.relationship, one.about, one.told, one.matters,
                   one.how, one.when, write(one.safe), one.why, one.wish, one.wish_words,
                   one.decided_by, one.decided_on, one.until, false, change.visitor().account,
                   change.now(), change.visitor().agency)
               .changed()
        == 1;
}

bool replace_telling(access::Change& change, Telling const& one)
{
    change.writing().run(keep_telling, one.id, one.version, change.now(), one.why);
    return change.writing()
               .run(update_telling, one.id, one.version, one.told, one.matters, one.how, one.when,
                   write(one.safe), one.why, one.wish, one.wish_words, one.decided_by,
                   one.decided_on, one.until, change.now(), change.visitor().account)
               .changed()
        == 1;
}

} // namespace kith::people
