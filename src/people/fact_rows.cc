// SPDX-License-Identifier: MIT
#include "people/fact_rows.h"
#include <boost/json.hpp>

namespace kith::people {
namespace {
    namespace json = boost::json;

    constexpr db::Sql facts_of_record = {"facts of a person",
        "select * from person_facts where person = $1 order by recorded_at, id"};
    constexpr db::Sql insert_clear_fact = {"add fact",
        "insert into person_facts (id, person, kind, answer, code, words, number, stated_by, "
        "source, from_day, until_day, note, recorded_at, recorded_by, ended_at, ended_by, "
        "end_reason, withdrawn_at, withdrawn_by, reason) values ($1, $2, $3, $4, $5, $6, $7, $8, "
        "$9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)"};
    constexpr db::Sql save_clear_fact = {"save fact",
        "update person_facts set until_day = $2, ended_at = $3, ended_by = $4, withdrawn_at = $5, "
        "withdrawn_by = $6, reason = $7, end_reason = $8 where id = $1 and withdrawn_at is null "
        "and (ended_at is "
        "null or cast($5 as {instant}) is not null)"};
    constexpr db::Sql delete_clear_fact
        = {"fact in clear goes", "delete from person_facts where id = $1"};
    constexpr db::Sql sealed_of_record = {"protected facts of a person",
        "select * from protected_facts where person = $1 order by recorded_at, id"};
    constexpr db::Sql insert_sealed_fact = {"add protected fact",
        "insert into protected_facts (id, person, sealed, recorded_at, recorded_by, ended_at, "
        "ended_by, withdrawn_at, withdrawn_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
    constexpr db::Sql save_sealed_fact = {"save protected fact",
        "update protected_facts set sealed = $2, ended_at = $3, ended_by = $4, withdrawn_at = $5, "
        "withdrawn_by = $6 where id = $1 and withdrawn_at is null and (ended_at is null or cast($5 "
        "as {instant}) is not null)"};
    constexpr db::Sql delete_sealed_fact
        = {"protected fact goes", "delete from protected_facts where id = $1"};
    constexpr db::Sql clear_of_protected_records = {"addresses in clear of who is protected",
        "select distinct f.person from person_facts f join persons p on p.id = f.person where "
        "p.protected_address and f.kind = 'address' order by f.person"};

    std::optional<std::string> day_text(std::optional<PartialDate> const& day)
    {
        return day ? std::optional(day->write()) : std::nullopt;
    }
    std::optional<PartialDate> read_day_text(std::string const& text)
    {
        return text.empty() ? std::nullopt : std::optional(PartialDate::read(text).value());
    }

    // What both tables hold in clear.
    Fact read_moments(db::Row const& row, PersonId record)
    {
        Fact fact;
        fact.id = row.uuid("id");
        fact.record = record;
        fact.recorded_at = row.instant("recorded_at");
        fact.recorded_by = row.id<AccountId>("recorded_by");
        fact.ended_at = row.maybe_instant("ended_at");
        fact.ended_by = row.id<AccountId>("ended_by");
        fact.withdrawn_at = row.maybe_instant("withdrawn_at");
        fact.withdrawn_by = row.id<AccountId>("withdrawn_by");
        return fact;
    }

    Fact read_clear(db::Row const& row, PersonId record)
    {
        auto fact = read_moments(row, record);
        fact.kind = row.text("kind");
        fact.answer = read_answer(row.text("answer")).value_or(Answer::not_known);
        fact.code = row.text("code");
        fact.words = row.text("words");
        fact.number = row.text("number");
        fact.stated_by = row.text("stated_by");
        fact.source = row.text("source");
        fact.from = read_day_text(row.text("from_day"));
        fact.until = read_day_text(row.text("until_day"));
        fact.note = row.text("note");
        fact.end_reason = row.text("end_reason");
        fact.reason = row.text("reason");
        return fact;
    }

    std::string fact_as_text(Fact const& fact)
    {
        return json::serialize(
            json::object{{"kind", fact.kind}, {"answer", write(fact.answer)}, {"code", fact.code},
                {"words", fact.words}, {"number", fact.number}, {"stated_by", fact.stated_by},
                {"source", fact.source}, {"from", day_text(fact.from).value_or("")},
                {"until", day_text(fact.until).value_or("")}, {"note", fact.note},
                {"end_reason", fact.end_reason}, {"reason", fact.reason}});
    }

    Fact read_sealed(db::Row const& row, PersonId record, std::string const& text)
    {
        auto fact = read_moments(row, record);
        auto const value = json::parse(text);
        auto const at = [&](char const* key) { return json::value_to<std::string>(value.at(key)); };
        fact.kind = at("kind");
        fact.answer = read_answer(at("answer")).value_or(Answer::not_known);
        fact.code = at("code");
        fact.words = at("words");
        fact.number = at("number");
        fact.stated_by = at("stated_by");
        fact.source = at("source");
        fact.from = read_day_text(at("from"));
        fact.until = read_day_text(at("until"));
        fact.note = at("note");
        fact.end_reason = at("end_reason");
        fact.reason = at("reason");
        fact.sealed = true;
        return fact;
    }

    db::Bytes seal_text(db::Connection& connection, ledger::Keys& keys, Fact const& fact)
    {
        return {keys.seal(connection, thing(fact.record), fact_as_text(fact))};
    }
} // namespace

std::vector<Fact> clear_facts(db::Connection& connection, PersonId record)
{
    std::vector<Fact> facts;
    for (auto const row : connection.run(facts_of_record, record))
        facts.push_back(read_clear(row, record));
    return facts;
}

std::vector<Fact> sealed_facts(db::Connection& connection, PersonId record, OpenSealed const& open)
{
    std::vector<Fact> facts;
    for (auto const row : connection.run(sealed_of_record, record))
        if (auto const text = open(row.bytes("sealed")))
            facts.push_back(read_sealed(row, record, *text));
    return facts;
}

void insert_fact(db::Connection& connection, ledger::Keys& keys, Fact const& fact)
{
    if (fact.sealed)
        connection.run(insert_sealed_fact, fact.id, fact.record, seal_text(connection, keys, fact),
            fact.recorded_at, fact.recorded_by, fact.ended_at, fact.ended_by, fact.withdrawn_at,
            fact.withdrawn_by);
    else
        connection.run(insert_clear_fact, fact.id, fact.record, fact.kind, write(fact.answer),
            fact.code, fact.words, fact.number, fact.stated_by, fact.source, day_text(fact.from),
            day_text(fact.until), fact.note, fact.recorded_at, fact.recorded_by, fact.ended_at,
            fact.ended_by, fact.end_reason, fact.withdrawn_at, fact.withdrawn_by, fact.reason);
}

bool save_fact(db::Connection& connection, ledger::Keys& keys, Fact const& fact)
{
    auto const saved = fact.sealed
        ? connection.run(save_sealed_fact, fact.id, seal_text(connection, keys, fact),
            fact.ended_at, fact.ended_by, fact.withdrawn_at, fact.withdrawn_by)
        : connection.run(save_clear_fact, fact.id, day_text(fact.until), fact.ended_at,
            fact.ended_by, fact.withdrawn_at, fact.withdrawn_by, fact.reason, fact.end_reason);
    return saved.changed() == 1;
}

void seal_facts(db::Connection& connection, ledger::Keys& keys, PersonId record)
{
    for (auto& fact : clear_facts(connection, record)) {
        if (!tells_where(fact))
            continue;
        fact.sealed = true;
        insert_fact(connection, keys, fact);
        connection.run(delete_clear_fact, fact.id);
    }
}

void unseal_facts(db::Connection& connection, ledger::Keys& keys, PersonId record)
{
    auto const open
        = [&](std::string const& sealed) { return keys.unseal(connection, thing(record), sealed); };
    for (auto& fact : sealed_facts(connection, record, open)) {
        fact.sealed = false;
        insert_fact(connection, keys, fact);
        connection.run(delete_sealed_fact, fact.id);
    }
}

std::vector<PersonId> facts_left_in_clear(db::Connection& connection)
{
    std::vector<PersonId> people;
    for (auto const row : connection.run(clear_of_protected_records))
        people.push_back(row.id<PersonId>("person"));
    return people;
}

} // namespace kith::people
