// SPDX-License-Identifier: MIT
#include "people/joined.h"
#include <algorithm>

namespace kith::people {
namespace {
    constexpr db::Sql find_a_join = {"find join",
        "select j.*, p.reference from person_joins j join persons p on p.id = j.other where j.id = "
        "$1"};
    constexpr db::Sql joins_to = {"records joined to a record",
        "select j.*, p.reference from person_joins j join persons p on p.id = j.other where j.kept "
        "= $1 and j.undone_at is null order by j.joined_at, j.id"};
    constexpr db::Sql join_of = {"join of a record",
        "select j.*, p.reference from person_joins j join persons p on p.id = j.other where "
        "j.other = $1 and j.undone_at is null"};
    constexpr db::Sql kept_for
        = {"record kept", "select kept from person_joins where other = $1 and undone_at is null"};

    RecordJoin read_join(db::Row const& row)
    {
        return {row.id<JoinId>("id"), row.id<PersonId>("kept"), row.id<PersonId>("other"),
            Reference::read(row.text("reference")).value(), row.text("why"),
            row.instant("joined_at"), row.id<AccountId>("joined_by"),
            row.maybe_instant("undone_at"), row.id<AccountId>("undone_by"), row.text("undone_why")};
    }

    template <class One>
    void add_missing(std::vector<One>& all, std::vector<One> const& more)
    {
        for (auto const& one : more)
            if (std::ranges::find(all, one) == all.end())
                all.push_back(one);
    }
} // namespace

std::vector<RecordJoin> joins_of(db::Connection& connection, PersonId kept)
{
    std::vector<RecordJoin> all;
    std::vector<PersonId> to_ask{kept};
    for (std::size_t next = 0; next < to_ask.size(); ++next)
        for (auto const row : connection.run(joins_to, to_ask[next])) {
            all.push_back(read_join(row));
            to_ask.push_back(all.back().other);
        }
    std::ranges::stable_sort(
        all, [](RecordJoin const& one, RecordJoin const& other) { return one.at < other.at; });
    return all;
}

std::vector<PersonId> records_of(db::Connection& connection, PersonId kept)
{
    std::vector<PersonId> all{kept};
    for (auto const& join : joins_of(connection, kept))
        all.push_back(join.other);
    return all;
}

PersonId kept_of(db::Connection& connection, PersonId any)
{
    for (;;) {
        auto const rows = connection.run(kept_for, any);
        if (rows.empty())
            return any;
        any = rows[0].id<PersonId>("kept");
    }
}

std::optional<RecordJoin> find_join(db::Connection& connection, JoinId id)
{
    auto const rows = connection.run(find_a_join, id);
    return rows.empty() ? std::nullopt : std::optional(read_join(rows[0]));
}

std::optional<RecordJoin> join_that_holds(db::Connection& connection, PersonId other)
{
    auto const rows = connection.run(join_of, other);
    return rows.empty() ? std::nullopt : std::optional(read_join(rows[0]));
}

void unite(access::Facts& facts, access::Facts const& with, AccountId visitor)
{
    add_missing(facts.holding_teams, with.holding_teams);
    add_missing(facts.shared_with, with.shared_with);
    add_missing(facts.opened_to, with.opened_to);
    if (!visitor.none() && with.raised_by == visitor)
        facts.raised_by = visitor;
    facts.sealed = facts.sealed || with.sealed;
    facts.walled = facts.walled || with.walled;
}

} // namespace kith::people
