// SPDX-License-Identifier: MIT
#include "people/joining.h"
#include "people/compare.h"
#include "people/joined.h"
#include "people/same.h"
#include "people/versions.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::people {
namespace {
    constexpr std::size_t longest_why = 500;

    constexpr db::Sql insert_join = {"join records",
        "insert into person_joins (id, kept, other, why, joined_at, joined_by, undone_why) values "
        "($1, $2, $3, $4, $5, $6, '')"};
    constexpr db::Sql undo_join = {"take records apart",
        "update person_joins set undone_at = $2, undone_by = $3, undone_why = $4 where id = $1 and "
        "undone_at is null"};
    constexpr db::Sql version_of_record
        = {"version of a record", "select version from persons where id = $1"};
    constexpr db::Sql record_of_person
        = {"reference of a record", "select reference from persons where id = $1"};

    Error records_moved_on()
    {
        return error(Code::conflict,
            "Somebody changed one of these records since you opened this page: look at what stands "
            "now, then decide");
    }

    // Rules 2 and 3.
    Done may_be_one(Visit const& visit, Person const& kept, Person const& other)
    {
        if (kept.id == other.id)
            return invalid("These are records of one person already", "other");
        TRY(visit.may("join", facts_of(visit, kept)));
        TRY(visit.may("join", facts_of(visit, other)));
        if (!conflicting_schemes(kept, other).empty())
            return invalid("Two checked numbers differ: these are two people, unless one number is "
                           "wrong. Take the wrong number off its record first",
                "decision");
        if (stand_apart(visit.reading(), kept.id, other.id))
            return invalid(
                "Somebody said that these are two people: take that back first", "decision");
        return done();
    }

    access::Facts under(access::Facts facts, PersonId record)
    {
        facts.thing = thing(record);
        facts.subject = facts.thing;
        return facts;
    }

    Result<std::vector<LaterRow>> rows_to_move(
        People const& room, Change& change, RecordJoin const& join, std::vector<Uuid> const& wanted)
    {
        std::vector<LaterRow> chosen;
        for (auto const& row : later_rows(room, change, join))
            if (std::ranges::find(wanted, row.id) != wanted.end())
                chosen.push_back(row);
        if (chosen.size() != wanted.size())
            return records_moved_on();
        return chosen;
    }
} // namespace

Done check_why(std::string const& why)
{
    if (why.find_first_not_of(" \t\r\n") == std::string::npos)
        return invalid("Say why", "why");
    if (why.size() > longest_why)
        return invalid("Write 500 characters or fewer", "why");
    return done();
}

std::int64_t version_of(db::Connection& connection, PersonId record)
{
    return connection.run(version_of_record, record)[0].integer("version");
}

std::string reference_of(db::Connection& connection, PersonId record)
{
    return connection.run(record_of_person, record)[0].text("reference");
}

Done check_joining(Visit const& visit, Joining const& wanted)
{
    TRY(check_why(wanted.why));
    auto const kept = TRY(find(visit, wanted.kept));
    auto const other = TRY(find(visit, wanted.other));
    TRY(may_be_one(visit, kept, other));
    if (kept.id != wanted.kept || other.id != wanted.other || kept.version != wanted.kept_version
        || other.version != wanted.other_version)
        return records_moved_on();
    return done();
}

Result<JoinId> join_records(Change& change, Joining const& wanted)
{
    TRY(check_joining(change, wanted));
    auto const kept = TRY(find(change, wanted.kept));
    auto const other = TRY(find(change, wanted.other));
    TRY(change.record("join", facts_of(change, kept),
        fmt::format("{} is the same person: {}", other.reference.write(), wanted.why)));
    TRY(change.record("join", facts_of(change, other),
        fmt::format(
            "the same person as {}, which is kept: {}", kept.reference.write(), wanted.why)));
    auto const is_protected = kept.protected_address || other.protected_address;
    auto const said = is_protected ? std::string() : wanted.why;
    auto& connection = change.writing();
    auto const id = JoinId::fresh();
    connection.run(
        insert_join, id, kept.id, other.id, said, change.now(), change.visitor().account);
    next_version(change, kept.id, said);
    next_version(change, other.id, said);
    for (auto const record : records_of(connection, kept.id))
        if (is_protected)
            protect_record(change, record, true);
    settle(change, kept.id, other.id, Standing::same, said);
    return id;
}

Result<PersonId> part_records(People const& room, Change& change, Parting const& wanted)
{
    auto& connection = change.writing();
    auto const join = find_join(connection, wanted.join);
    if (!join)
        return not_found();
    auto const kept = TRY(find(change, join->kept));
    Visit const& visit = change;
    auto const facts = facts_of(change, kept);
    TRY(visit.may("part", facts));
    TRY(check_why(wanted.why));
    if (join->undone_at || kept.version != wanted.version)
        return records_moved_on();
    auto const rows = TRY(rows_to_move(room, change, *join, wanted.to_other));
    auto const reference = reference_of(connection, join->kept);
    TRY(change.record("part", facts,
        fmt::format("{} is another person: {}", join->reference.write(), wanted.why)));
    TRY(change.record("part", under(facts, join->other),
        fmt::format("another person than {}: {}", reference, wanted.why)));
    auto const said = kept.protected_address ? std::string() : wanted.why;
    connection.run(undo_join, join->id, change.now(), change.visitor().account, said);
    for (auto const& row : rows)
        move_row(room, change, row, join->other,
            "Belongs to " + join->reference.write() + (said.empty() ? std::string() : ": " + said));
    next_version(change, kept.id, said);
    next_version(change, join->other, said);
    settle(change, join->kept, join->other, Standing::not_same, said);
    return join->other;
}

} // namespace kith::people
