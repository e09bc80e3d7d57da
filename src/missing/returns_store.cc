// SPDX-License-Identifier: MIT
#include "missing/returns_store.h"

namespace kith::missing {
namespace {
    constexpr db::Sql answered_for_by_agency = {"whom an agency answers for in episodes",
        "select distinct e.person from missing_episodes e join missing_parties p on p.episode = "
        "e.id join teams t on t.id = p.team where t.agency = $1 and p.duty = 'responsible' and "
        "(p.ended_at is null or p.ended_at >= $3) and not e.withdrawn and e.started_at < $3 and "
        "(e.returned_at is null "
        "or e.returned_at >= $2) order by e.person"};
    constexpr db::Sql latest_yearly_return = {"latest return of a year",
        "select id from missing_returns where agency = $1 and kind = 'ssda903' and on_day = $2 "
        "order by recorded_at desc, id limit 1"};
    constexpr db::Sql open_of_return = {"what a return left open",
        "select child, start, person from missing_return_open where of_return = $1 order by child, "
        "start"};
    constexpr db::Sql add_return = {"keep a return",
        "insert into missing_returns (id, kind, agency, on_day, row_count, children, breaches, "
        "file_hash, because, recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
        "$10, $11)"};
    constexpr db::Sql add_left_open = {"keep what a return left open",
        "insert into missing_return_open (of_return, child, start, person) values ($1, $2, $3, $4) "
        "on "
        "conflict (of_return, child, start) do nothing"};
    constexpr db::Sql returns_of_agency = {"returns of an agency",
        "select * from missing_returns where agency = $1 order by recorded_at desc, id limit 50"};
} // namespace

std::set<PersonId> answered_for(
    db::Connection& connection, AgencyId agency, Instant from, Instant before)
{
    std::set<PersonId> all;
    for (auto const row : connection.run(answered_for_by_agency, agency, from, before))
        all.insert(people::kept_of(connection, row.id<PersonId>("person")));
    return all;
}

std::vector<LeftOpen> left_open_in(db::Connection& connection, AgencyId agency, Date last_day)
{
    std::vector<LeftOpen> open;
    for (auto const found : connection.run(latest_yearly_return, agency, last_day))
        for (auto const row : connection.run(open_of_return, found.id<MissingReturnId>("id")))
            open.push_back({row.text("child"), row.date("start"), row.id<PersonId>("person")});
    return open;
}

void insert_return(db::Connection& connection, MadeReturn const& made)
{
    connection.run(add_return, made.id, write(made.kind), made.agency, made.on, made.rows,
        made.children, made.breaches, made.file_hash, made.because, made.at, made.by);
}

void insert_left_open(db::Connection& connection, MissingReturnId of, LeftOpen const& open)
{
    connection.run(add_left_open, of, open.child, open.start, open.person);
}

std::vector<MadeReturn> list_returns(access::Visit const& visit, AgencyId agency)
{
    std::vector<MadeReturn> all;
    for (auto const row : visit.reading().run(returns_of_agency, agency)) {
        MadeReturn one;
        one.id = row.id<MissingReturnId>("id");
        one.kind = read_return_kind(row.text("kind")).value_or(ReturnKind::ssda903);
        one.agency = row.id<AgencyId>("agency");
        one.on = row.date("on_day");
        one.rows = row.integer("row_count");
        one.children = row.integer("children");
        one.breaches = row.integer("breaches");
        one.file_hash = row.text("file_hash");
        one.because = row.text("because");
        one.at = row.instant("recorded_at");
        one.by = row.id<AccountId>("recorded_by");
        access::Facts facts;
        facts.thing = thing(one.id);
        facts.owner = one.agency;
        if (!visit.sees(facts))
            continue;
        visit.looked_at(facts.thing);
        all.push_back(std::move(one));
    }
    return all;
}

} // namespace kith::missing
