// SPDX-License-Identifier: MIT
#include "concerns/allegation_store.h"
#include "base/london.h"
#include "directory/directory.h"
#include <algorithm>
#include <array>

namespace kith::concerns {
namespace {
    constexpr db::Sql find_worker_row
        = {"find whom a concern is about", "select * from allegations where concern = $1"};
    constexpr db::Sql received_when
        = {"when a concern was received", "select received_at from concerns where id = $1"};
    constexpr db::Sql insert_worker = {"add whom a concern is about",
        "insert into allegations (concern, person_name, work_role, employer, agency, account, "
        "told, told_what, known_on, version, recorded_at, recorded_by, owner_agency) values ($1, "
        "$2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $11, $12)"};
    constexpr db::Sql keep_worker = {"keep whom a concern was about",
        "insert into allegations_was (concern, person_name, work_role, employer, agency, account, "
        "told, told_what, known_on, version, recorded_at, recorded_by, owner_agency, "
        "superseded_at, reason) select concern, person_name, work_role, employer, agency, "
        "account, told, told_what, known_on, version, recorded_at, recorded_by, owner_agency, $2, "
        "$3 from allegations where concern = $1"};
    constexpr db::Sql update_worker = {"save whom a concern is about",
        "update allegations set person_name = $3, work_role = $4, employer = $5, agency = $6, "
        "account = $7, told = $8, told_what = $9, known_on = $10, version = version + 1, "
        "recorded_at = $11, recorded_by = $12 where concern = $1 and version = $2"};
    constexpr db::Sql openings_of = {"to whom a concern was opened",
        "select * from openings where concern = $1 order by opened_at, id"};
    constexpr db::Sql insert_opening = {"open a concern to somebody",
        "insert into openings (id, concern, account, reason, words, in_full, opened_at, "
        "opened_by, last_day) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
    constexpr db::Sql close_opening = {"close a concern to somebody",
        "update openings set closed_at = $3, closed_by = $4, closed_because = $5 where id = $1 "
        "and concern = $2 and closed_at is null"};
    // Days: $2 since, $3 today.
    constexpr db::Sql leads_over_account = {"safeguarding leads over an account",
        "select l.account from leads l join assignments p on p.agency = l.agency where p.account "
        "= $1 and l.from_day <= $3 and (l.until_day is null or l.until_day >= $2) and p.from_day "
        "<= $3 and (p.until_day is null or p.until_day >= $2)"};
    constexpr db::Sql managers_over_account = {"managers over an account",
        "select m.account, m.role from assignments m join assignments p on p.agency = m.agency "
        "and (m.team is null or m.team = p.team) where p.account = $1 and m.from_day <= $3 and "
        "(m.until_day is null or m.until_day >= $2) and p.from_day <= $3 and (p.until_day is null "
        "or p.until_day >= $2)"};
    constexpr db::Sql leads_of_agency = {"safeguarding leads of an agency, for a wall",
        "select account from leads where agency = $1 and from_day <= $3 and (until_day is null or "
        "until_day >= $2)"};
    constexpr db::Sql managers_in_agency = {"managers in an agency",
        "select account, role from assignments where agency = $1 and from_day <= $3 and "
        "(until_day is null or until_day >= $2)"};
    constexpr db::Sql colleagues_today = {"colleagues with an assignment today",
        "select a.id, a.name, g.id as agency, g.name as agency_name from accounts a join "
        "assignments s on s.account = a.id join agencies g on g.id = s.agency where a.closed_at "
        "is null and s.from_day <= $1 and (s.until_day is null or s.until_day >= $1) group by "
        "a.id, a.name, g.id, g.name order by a.name, g.name, a.id"};

    constexpr std::array manager_roles{"team manager", "triage manager",
        "exploitation team manager", "police exploitation sergeant", "home manager"};
    constexpr std::size_t most_colleagues = 10;

    Opening read_opening(db::Row const& row)
    {
        Opening opening;
        opening.id = row.id<OpeningId>("id");
        opening.concern = row.id<ConcernId>("concern");
        opening.account = row.id<AccountId>("account");
        opening.reason = row.text("reason");
        opening.words = row.text("words");
        opening.in_full = row.boolean("in_full");
        opening.opened_at = row.instant("opened_at");
        opening.opened_by = row.id<AccountId>("opened_by");
        opening.last_day = row.maybe_date("last_day");
        opening.closed_at = row.maybe_instant("closed_at");
        opening.closed_by = row.id<AccountId>("closed_by");
        opening.closed_because = row.text("closed_because");
        return opening;
    }

    bool in_list(std::vector<AccountId> const& accounts, AccountId account)
    {
        return std::ranges::find(accounts, account) != accounts.end();
    }

    // Adds the accounts of the rows, where a role is given only those of managers.
    void add_accounts(db::Rows const& rows, bool by_role, std::vector<AccountId>& accounts)
    {
        for (auto const row : rows) {
            auto const account = row.id<AccountId>("account");
            auto const counts = !by_role
                || std::ranges::find(manager_roles, row.text("role")) != manager_roles.end();
            if (counts && !in_list(accounts, account))
                accounts.push_back(account);
        }
    }
} // namespace

std::optional<Worker> find_worker(db::Connection& connection, ConcernId concern)
{
    auto const rows = connection.run(find_worker_row, concern);
    if (rows.empty())
        return {};
    auto const row = rows[0];
    Worker worker;
    worker.name = row.text("person_name");
    worker.role = row.text("work_role");
    worker.employer = row.text("employer");
    worker.agency = row.id<AgencyId>("agency");
    worker.account = row.id<AccountId>("account");
    worker.told = row.text("told");
    worker.told_what = row.text("told_what");
    worker.known_on = row.maybe_date("known_on");
    worker.version = row.integer("version");
    return worker;
}

std::vector<AccountId> managers_of(
    db::Connection& connection, Worker const& worker, Date since, Date today)
{
    std::vector<AccountId> managers;
    if (!worker.account.none()) {
        add_accounts(
            connection.run(leads_over_account, worker.account, since, today), false, managers);
        add_accounts(
            connection.run(managers_over_account, worker.account, since, today), true, managers);
    }
    if (!worker.agency.none()) {
        add_accounts(connection.run(leads_of_agency, worker.agency, since, today), false, managers);
        if (worker.account.none())
            add_accounts(
                connection.run(managers_in_agency, worker.agency, since, today), true, managers);
    }
    std::erase(managers, worker.account);
    return managers;
}

std::vector<AccountId> behind_wall(db::Connection& connection, ConcernId concern, Date today)
{
    auto const worker = find_worker(connection, concern);
    if (!worker)
        return {};
    auto const received = connection.run(received_when, concern)[0].instant("received_at");
    auto behind = managers_of(connection, *worker, london::day_of(received), today);
    if (!worker->account.none())
        behind.push_back(worker->account);
    return behind;
}

void attend_wall(Visit const& visit, Concern& concern)
{
    concern.walled = false;
    concern.opened_to.clear();
    auto const& visitor = visit.visitor();
    auto const worker = concern.route == Route::allegation && visitor.process.empty()
        ? find_worker(visit.reading(), concern.id)
        : std::nullopt;
    if (!worker)
        return;
    auto const today = london::day_of(visit.now());
    for (auto const& opening : list_openings(visit.reading(), concern.id))
        if (opening.stands(today))
            concern.opened_to.push_back(opening.account);
    Standing standing;
    standing.concerned = !worker->account.none() && worker->account == visitor.account;
    standing.manages
        = in_list(managers_of(visit.reading(), *worker, london::day_of(concern.received_at), today),
            visitor.account);
    standing.raised = visitor.account == concern.raised_by;
    standing.holds = concern.holding_team.none() ? visitor.has("designated officer")
                                                 : visitor.in_team(concern.holding_team);
    standing.opened = in_list(concern.opened_to, visitor.account);
    concern.walled = wall_stands(standing);
}

void add(Change& change, Concern const& concern, Worker const& worker)
{
    change.writing().run(insert_worker, concern.id, worker.name, worker.role, worker.employer,
        worker.agency, worker.account, worker.told, worker.told_what, worker.known_on, change.now(),
        change.visitor().account, concern.owner_agency);
}

Done save(Change& change, Concern const& concern, Worker const& worker, std::string const& reason)
{
    TRY(change.record("correct", facts_of(concern), reason));
    change.writing().run(keep_worker, concern.id, change.now(), reason);
    auto const saved = change.writing().run(update_worker, concern.id, worker.version, worker.name,
        worker.role, worker.employer, worker.agency, worker.account, worker.told, worker.told_what,
        worker.known_on, change.now(), change.visitor().account);
    if (saved.changed() == 0)
        return error(Code::conflict,
            "Somebody changed this since you opened it. Your words are still below: look, then "
            "save again");
    return done();
}

std::vector<Opening> list_openings(db::Connection& connection, ConcernId concern)
{
    std::vector<Opening> list;
    for (auto const row : connection.run(openings_of, concern))
        list.push_back(read_opening(row));
    return list;
}

Done add(Change& change, Concern const& concern, Opening const& opening)
{
    TRY(change.record("open", facts_of(concern), "opened to somebody: " + opening.reason));
    change.writing().run(insert_opening, opening.id, concern.id, opening.account, opening.reason,
        opening.words, opening.in_full, opening.opened_at, opening.opened_by, opening.last_day);
    return done();
}

Done close(Change& change, Concern const& concern, OpeningId opening, std::string const& because)
{
    TRY(change.record("open", facts_of(concern), "closed to somebody: " + because));
    auto const closed = change.writing().run(
        close_opening, opening, concern.id, change.now(), change.visitor().account, because);
    return closed.changed() == 0 ? Done(not_found()) : done();
}

TeamId officer_team_for(db::Connection& connection, std::string const& district, Date on)
{
    constexpr auto purpose = "designated_officer";
    auto const here = district.empty() ? std::vector<directory::Team>()
                                       : directory::teams_for(connection, district, purpose, on);
    if (!here.empty())
        return here.front().id;
    auto all = directory::list_teams(connection, on);
    std::erase_if(all, [&](directory::Team const& team) { return team.purpose != purpose; });
    return all.size() == 1 ? all.front().id : TeamId{};
}

std::vector<NamedColleague> colleagues_named(
    db::Connection& connection, std::string const& typed, Date today)
{
    std::vector<NamedColleague> found;
    auto const wanted = plain_words(typed);
    if (wanted.size() < 2)
        return found;
    for (auto const row : connection.run(colleagues_today, today)) {
        auto const name = plain_words(row.text("name"));
        auto const fits = std::ranges::all_of(wanted,
            [&](std::string const& word) { return std::ranges::find(name, word) != name.end(); });
        if (fits && found.size() < most_colleagues)
            found.push_back({row.id<AccountId>("id"), row.text("name"), row.id<AgencyId>("agency"),
                row.text("agency_name")});
    }
    return found;
}

AgencyId agency_named(db::Connection& connection, std::string const& typed, Date today)
{
    auto const wanted = plain_words(typed);
    for (auto const& agency : directory::list_agencies(connection, today))
        if (!wanted.empty() && plain_words(agency.name) == wanted)
            return agency.id;
    return {};
}

} // namespace kith::concerns
