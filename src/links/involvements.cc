// SPDX-License-Identifier: MIT
#include "links/involvements.h"
#include "base/london.h"
#include <algorithm>
#include <fmt/core.h>
#include <map>
#include <set>

namespace kith::links {
namespace {
    constexpr std::size_t longest_reason = 500;
    constexpr db::Sql all_involvements = {"involvements of a subject",
        "select * from involvements where subject_kind = $1 and subject = $2 order by from_day "
        "desc, id"};
    constexpr db::Sql insert_involvement = {"add involvement",
        "insert into involvements (id, subject_kind, subject, agency, team, practitioner, role, "
        "from_day, until_day, recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8, "
        "$9, $10, $11)"};
    constexpr db::Sql close_involvement = {"end involvement",
        "update involvements set until_day = $4, end_reason = $5, ended_at = $6, ended_by = $7 "
        "where id = $1 and subject_kind = $2 and subject = "
        "$3 and from_day <= $4 and (until_day is null or until_day > $4)"};
    constexpr db::Sql late_involvements = {"involvements recorded after",
        "select * from involvements where subject_kind = $1 and subject = $2 and recorded_at > $3 "
        "and (until_day is null or until_day >= from_day) order by recorded_at, id"};
    constexpr db::Sql never_counted = {"involvement of another record",
        "update involvements set until_day = $2, end_reason = $3, ended_at = $4, ended_by = $5 "
        "where id = $1"};
    constexpr db::Sql subjects_of_team = {"subjects of a team",
        "select distinct subject from involvements where team = $1 and subject_kind = $2 and "
        "from_day <= $3 and (until_day is null or until_day >= $3) order by subject limit 1000"};
    constexpr db::Sql subjects_of_practitioner = {"subjects of a practitioner",
        "select distinct subject from involvements where practitioner = $1 and subject_kind = $2 "
        "and from_day <= $3 and (until_day is null or until_day >= $3) order by subject limit "
        "1000"};

    constexpr std::size_t things_at_once = 50;
    constexpr db::Sql involvements_of_many = {"involvements of many subjects",
        "select subject, team, practitioner from involvements where subject_kind = $1 "
        "and from_day <= $2 and (until_day is null or until_day >= $2) and subject in "
        "($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, "
        "$20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, "
        "$36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, "
        "$52) order by from_day desc, id"};

    Involvement read_involvement(db::Row const& row)
    {
        return {row.uuid("id"), {row.text("subject_kind"), row.uuid("subject")},
            row.id<AgencyId>("agency"), row.id<TeamId>("team"), row.id<AccountId>("practitioner"),
            row.text("role"), row.date("from_day"), row.maybe_date("until_day"),
            row.text("end_reason"), row.instant("recorded_at"), row.maybe_instant("ended_at")};
    }

    Result<Involvement> checked_involvement(
        access::Change const& change, Thing const& subject, Involvement one)
    {
        one.subject = subject;
        if (one.from == Date())
            one.from = london::day_of(change.now());
        if (one.team.none() && one.practitioner.none())
            return invalid("Say which team, or who, works with them", "team");
        if (one.role.empty())
            return invalid("Say in what role", "role");
        if (one.until && *one.until < one.from)
            return invalid("The last day is before the first: change one of them", "until");
        return one;
    }

    bool stands_already(access::Change& change, Involvement const& one)
    {
        auto const standing = involvements_of(change.writing(), one.subject, one.from);
        return std::ranges::any_of(standing, [&](Involvement const& stands) {
            return stands.team == one.team && stands.practitioner == one.practitioner
                && stands.role == one.role;
        });
    }

    void put_involvement(access::Change& change, Involvement const& one)
    {
        change.writing().run(insert_involvement, one.id.none() ? Uuid::fresh() : one.id,
            one.subject.kind, one.subject.id, one.agency, one.team, one.practitioner, one.role,
            one.from, one.until, change.now(), change.visitor().account);
    }
} // namespace

Done involve(access::Change& change, access::Facts const& subject, Involvement const& wanted,
    std::string const& because)
{
    auto const one = TRY(checked_involvement(change, subject.thing, wanted));
    if (stands_already(change, one))
        return done();
    if (because.size() > longest_reason)
        return invalid("Write 500 characters or fewer", "because");
    TRY(change.record("involve", subject,
        fmt::format(
            "{} from {}{}", one.role, one.from.write(), because.empty() ? "" : ": " + because)));
    put_involvement(change, one);
    return done();
}

Done involve_with(access::Change& change, Thing const& subject, Involvement const& wanted)
{
    auto const one = TRY(checked_involvement(change, subject, wanted));
    if (!stands_already(change, one))
        put_involvement(change, one);
    return done();
}

Done end_involvement(access::Change& change, access::Facts const& subject, Uuid const& id,
    Date last_day, std::string const& reason, Thing const& held_by)
{
    auto const& holder = held_by.id.none() ? subject.thing : held_by;
    if (reason.empty())
        return invalid("Say why it ends", "reason");
    if (reason.size() > longest_reason)
        return invalid("Write 500 characters or fewer", "reason");
    TRY(change.record(
        "end involvement", subject, fmt::format("ends on {}: {}", last_day.write(), reason)));
    auto const ended = change.writing().run(close_involvement, id, holder.kind, holder.id, last_day,
        reason, change.now(), change.visitor().account);
    if (ended.changed() == 0)
        return invalid("Choose a last day after the first and before the one that stands", "until");
    return done();
}

Done end_involvements(
    access::Change& change, access::Facts const& subject, Date last_day, std::string const& reason)
{
    for (auto const& one : involvements_of(change.writing(), subject.thing, last_day))
        TRY(end_involvement(change, subject, one.id, last_day, reason));
    return done();
}

void move_involvement(
    access::Change& change, Involvement const& one, Thing const& to, std::string const& reason)
{
    auto& connection = change.writing();
    auto const who = change.visitor().account;
    connection.run(never_counted, one.id, one.from + -1, reason, change.now(), who);
    connection.run(insert_involvement, Uuid::fresh(), to.kind, to.id, one.agency, one.team,
        one.practitioner, one.role, one.from, one.until, change.now(), who);
}

std::vector<Involvement> involvements_since(
    db::Connection& connection, Thing const& subject, Instant after)
{
    std::vector<Involvement> all;
    for (auto const row : connection.run(late_involvements, subject.kind, subject.id, after))
        all.push_back(read_involvement(row));
    return all;
}

std::vector<Involvement> involvements_of(db::Connection& connection, Thing const& subject)
{
    std::vector<Involvement> all;
    for (auto const row : connection.run(all_involvements, subject.kind, subject.id))
        all.push_back(read_involvement(row));
    return all;
}

std::vector<Involvement> involvements_of(db::Connection& connection, Thing const& subject, Date on)
{
    auto all = involvements_of(connection, subject);
    std::erase_if(all,
        [on](Involvement const& one) { return on < one.from || (one.until && *one.until < on); });
    return all;
}

std::vector<Uuid> subjects_of(
    db::Connection& connection, access::Visitor const& visitor, std::string_view kind, Date on)
{
    std::set<Uuid> subjects;
    for (auto const team : visitor.teams)
        for (auto const row : connection.run(subjects_of_team, team, kind, on))
            subjects.insert(row.uuid("subject"));
    for (auto const row : connection.run(subjects_of_practitioner, visitor.account, kind, on))
        subjects.insert(row.uuid("subject"));
    return {subjects.begin(), subjects.end()};
}

void add_involved(db::Connection& connection, Date on, access::Facts& facts)
{
    for (auto const& one : involvements_of(connection, facts.thing, on)) {
        if (!one.team.none())
            facts.holding_teams.push_back(one.team);
        if (!one.practitioner.none())
            facts.shared_with.push_back(one.practitioner);
    }
}

void add_involved(db::Connection& connection, Date on, std::vector<access::Facts>& of_one_kind)
{
    std::map<Uuid, access::Facts*> by_id;
    for (auto& facts : of_one_kind)
        by_id[facts.thing.id] = &facts;
    for (std::size_t at = 0; at < of_one_kind.size(); at += things_at_once) {
        std::vector<db::Value> bound{db::to_value(of_one_kind[at].thing.kind), db::to_value(on)};
        for (std::size_t i = 0; i < things_at_once; ++i) // the last, again, where there are fewer
            bound.push_back(
                db::to_value(of_one_kind[std::min(at + i, of_one_kind.size() - 1)].thing.id));
        for (auto const row : connection.run_bound(involvements_of_many, bound)) {
            auto& facts = *by_id.at(row.uuid("subject"));
            if (auto const team = row.id<TeamId>("team"); !team.none())
                facts.holding_teams.push_back(team);
            if (auto const who = row.id<AccountId>("practitioner"); !who.none())
                facts.shared_with.push_back(who);
        }
    }
}

bool is_involved(access::Visit const& visit, access::Facts const& subject)
{
    auto const& who = visit.visitor();
    if (!who.process.empty() || (!who.account.none() && who.account == subject.raised_by))
        return true;
    return std::ranges::find(subject.shared_with, who.account) != subject.shared_with.end()
        || std::ranges::any_of(
            subject.holding_teams, [&](TeamId team) { return who.in_team(team); });
}

} // namespace kith::links
