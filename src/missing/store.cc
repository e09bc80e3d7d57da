// SPDX-License-Identifier: MIT
#include "missing/store.h"
#include "base/london.h"
#include "missing/episode_rows.h"
#include "people/people.h"
#include <algorithm>
#include <set>

namespace kith::missing {
namespace {
    constexpr db::Sql find_episode
        = {"find missing episode", "select * from missing_episodes where id = $1"};
    constexpr db::Sql episodes_still_missing = {"who is missing now",
        "select * from missing_episodes where returned_at is null and closed_at is null and not "
        "withdrawn and (started_at < $1 or (started_at = $1 and id > $2)) order by started_at "
        "desc, id limit $3"};
    constexpr db::Sql episodes_back = {"who is back, of episodes that are not closed",
        "select * from missing_episodes where returned_at is not null and closed_at is null and "
        "not withdrawn and (started_at < $1 or (started_at = $1 and id > $2)) order by started_at "
        "desc, id limit $3"};
    constexpr db::Sql episodes_not_closed = {"episodes that are not closed",
        "select * from missing_episodes where closed_at is null and not withdrawn and (started_at "
        "< $1 or (started_at = $1 and id > $2)) order by started_at desc, id limit $3"};
    constexpr db::Sql people_with_open = {"who has an episode that is not closed",
        "select distinct person from missing_episodes where closed_at is null and not withdrawn "
        "order by person"};
    constexpr db::Sql episodes_of_person = {"missing episodes of a person",
        "select * from missing_episodes where person = $1 and not withdrawn order by started_at "
        "desc, id limit 500"};
    constexpr db::Sql episode_as_known = {"missing episode as it stood before",
        "select * from missing_episodes_was where id = $1 and recorded_at < $2 and superseded_at "
        ">= $2 order by version desc limit 1"};
    constexpr db::Sql insert_episode = {"add missing episode",
        "insert into missing_episodes (id, reference, person, kind, reported_at, left_at, "
        "last_seen_at, started_at, absent_from, exploitation_suspected, form_version, answers, "
        "returned_at, found_by, found_place, return_version, return_answers, closed_at, "
        "closed_because, withdrawn, created_by, version, recorded_at, recorded_by, owner_agency) "
        "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $17, $18, $19, $20, $21, null, "
        "'', $13, $14, 1, $15, $14, $16)"};
    constexpr db::Sql reference_taken = {"is a reference of an episode taken",
        "select id from missing_episodes where reference = $1"};
    constexpr db::Sql keep_episode = {"keep missing episode as it was",
        "insert into missing_episodes_was (id, reference, person, kind, reported_at, left_at, "
        "last_seen_at, started_at, absent_from, exploitation_suspected, form_version, answers, "
        "returned_at, found_by, found_place, return_version, return_answers, closed_at, "
        "closed_because, withdrawn, created_by, version, recorded_at, recorded_by, owner_agency, "
        "superseded_at, reason) select id, reference, person, kind, reported_at, left_at, "
        "last_seen_at, started_at, absent_from, exploitation_suspected, form_version, answers, "
        "returned_at, found_by, found_place, return_version, return_answers, closed_at, "
        "closed_because, withdrawn, created_by, version, recorded_at, recorded_by, owner_agency, "
        "$3, $4 from missing_episodes where id = $1 and version = $2"};
    constexpr db::Sql update_episode = {"save missing episode",
        "update missing_episodes set person = $3, kind = $4, reported_at = $5, left_at = $6, "
        "last_seen_at = $7, started_at = $8, absent_from = $9, exploitation_suspected = $10, "
        "form_version = $11, answers = $12, returned_at = $13, found_by = $14, found_place = $15, "
        "return_version = $16, return_answers = $17, closed_at = $18, closed_because = $19, "
        "withdrawn = $20, recorded_at = $21, recorded_by = $22, version = version + 1 where id = "
        "$1 and version = $2"};
    constexpr db::Sql move_episode = {"missing episode of another record",
        "update missing_episodes set person = $2, recorded_at = $3, recorded_by = $4, version = "
        "version + 1 where id = $1"};
    constexpr db::Sql move_interview_of_episode = {"return interview of another record",
        "update return_interviews set person = $2 where episode = $1"};
    constexpr db::Sql episode_versions = {"missing episode as it was",
        "select * from missing_episodes_was where id = $1 order by version desc"};
    constexpr db::Sql parties_of_episode = {"who shares an episode",
        "select * from missing_parties where episode = $1 order by recorded_at, duty, id"};
    constexpr db::Sql parties_before
        = {"who shared an episode before", "select * from missing_parties_was where episode = $1"};
    constexpr db::Sql keep_party = {"keep that an episode was shared before",
        "insert into missing_parties_was (id, episode, team, duty, recorded_at, recorded_by, "
        "ended_at, ended_by, ended_because, superseded_at) select id, episode, team, duty, "
        "recorded_at, recorded_by, ended_at, ended_by, ended_because, $4 from missing_parties "
        "where episode = $1 and team = $2 and duty = $3 and ended_at is not null"};
    constexpr db::Sql finish_party = {"share an episode no more",
        "update missing_parties set ended_at = $2, ended_by = $3, ended_because = $4 where id = $1 "
        "and ended_at is null"};
    constexpr db::Sql insert_party = {"share an episode",
        "insert into missing_parties (id, episode, team, duty, recorded_at, recorded_by, ended_at) "
        "values ($1, $2, $3, $4, $5, $6, null) on conflict (episode, team, duty) do update set "
        "recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by, ended_at = null, "
        "ended_by = null, ended_because = '' where missing_parties.ended_at is not null"};

    bool may_read(Visit const& visit, Episode const& episode)
    {
        auto const facts = facts_of(visit, episode);
        return facts && visit.sees(*facts);
    }

    Party read_party(db::Row const& row)
    {
        return {row.uuid("id"), row.id<EpisodeId>("episode"), row.id<TeamId>("team"),
            row.text("duty"), row.instant("recorded_at"), row.maybe_instant("ended_at"),
            row.id<AccountId>("ended_by"), row.text("ended_because")};
    }

    std::vector<Party> all_parties_of(db::Connection& connection, EpisodeId id)
    {
        std::vector<Party> all;
        for (auto const row : connection.run(parties_of_episode, id))
            all.push_back(read_party(row));
        return all;
    }

    access::Facts facts_with(Visit const& visit, Episode const& episode, access::Facts facts)
    {
        facts.subject = facts.thing;
        facts.thing = thing(episode.id);
        facts.owner = episode.owner_agency;
        facts.raised_by = episode.created_by;
        facts.state = std::string(name_of(episode.state()));
        for (auto const& party : all_parties_of(visit.reading(), episode.id))
            if (!party.ended_at)
                facts.holding_teams.push_back(party.team);
            else if (party.duty == "reporter")
                facts.raised_by = {}; // whoever reported it shares it no more either
        return facts;
    }
} // namespace

Result<access::Facts> facts_of(Visit const& visit, Episode const& episode)
{
    auto facts = TRY(people::facts_for_a_rule(visit, episode.person));
    return facts_with(visit, episode, std::move(facts));
}

Result<access::Facts> facts_by_id(Visit const& visit, EpisodeId id)
{
    auto const rows = visit.reading().run(find_episode, id);
    if (rows.empty())
        return not_found();
    auto const one = read_episode(rows[0]);
    if (one.withdrawn)
        return not_found();
    return facts_of(visit, one);
}

Result<Episode> find(Visit const& visit, EpisodeId id)
{
    auto const rows = visit.reading().run(find_episode, id);
    if (rows.empty())
        return not_found();
    auto one = read_episode(rows[0]);
    if (one.withdrawn)
        return not_found();
    auto const facts = TRY(facts_of(visit, one));
    TRY(visit.see(facts));
    return one;
}

bool knows(Visit const& visit, EpisodeId id)
{
    auto const facts = facts_by_id(visit, id);
    return facts && visit.sees(*facts);
}

Listed<Episode> list_open(Visit const& visit, Which which, Most most)
{
    auto const& statement = which == Which::still_missing ? episodes_still_missing
        : which == Which::back_not_closed                 ? episodes_back
                                                          : episodes_not_closed;
    Listed<Episode> listed;
    auto before = london::start_of(Date::of(9999, 1, 1).value());
    EpisodeId after;
    for (;;) {
        std::vector<Episode> some;
        std::set<PersonId> of;
        for (auto const row : visit.reading().run(statement, before, after.uuid(), most.at_once)) {
            some.push_back(read_episode(row));
            of.insert(some.back().person);
        }
        auto const facts = people::facts_for_rules(visit, of);
        for (auto& one : some) {
            before = one.started_at;
            after = one.id;
            auto const person = facts.find(one.person);
            if (person == facts.end() || !visit.sees(facts_with(visit, one, person->second)))
                continue;
            if (listed.all.size() == most.shown) {
                listed.more = true;
                return listed;
            }
            visit.looked_at(thing(one.id));
            listed.all.push_back(std::move(one));
        }
        if (std::ssize(some) < most.at_once)
            return listed;
    }
}

std::vector<PersonId> people_not_closed(db::Connection& connection)
{
    std::vector<PersonId> all;
    for (auto const row : connection.run(people_with_open))
        all.push_back(row.id<PersonId>("person"));
    return all;
}

std::vector<Episode> all_of(db::Connection& connection, PersonId person)
{
    std::vector<Episode> all;
    for (auto const record : people::records_of(connection, people::kept_of(connection, person)))
        for (auto const row : connection.run(episodes_of_person, record))
            all.push_back(read_episode(row));
    std::ranges::stable_sort(all,
        [](Episode const& one, Episode const& other) { return one.started_at > other.started_at; });
    return all;
}

std::vector<Episode> all_as_known(db::Connection& connection, PersonId person, Instant before)
{
    std::vector<Episode> known;
    for (auto& one : all_of(connection, person)) {
        if (one.recorded_at < before) {
            known.push_back(std::move(one));
            continue;
        }
        for (auto const row : connection.run(episode_as_known, one.id, before))
            known.push_back(read_episode(row));
    }
    return known;
}

std::vector<Episode> list_of(Visit const& visit, PersonId person)
{
    auto all = all_of(visit.reading(), person);
    std::erase_if(all, [&](Episode const& one) { return !may_read(visit, one); });
    for (auto const& one : all)
        visit.looked_at(thing(one.id));
    return all;
}

Result<Episode> add(Change& change, Episode const& wanted, std::vector<Party> const& parties)
{
    auto one = wanted;
    auto& connection = change.writing();
    one.id = EpisodeId::fresh();
    do
        one.reference = Reference::fresh('M');
    while (!connection.run(reference_taken, one.reference.write()).empty());
    one.created_by = change.visitor().account;
    one.owner_agency = change.visitor().agency;
    one.recorded_at = change.now();
    one.version = 1;
    auto facts = TRY(people::facts_for_a_rule(change, one.person));
    facts.subject = facts.thing;
    facts.thing = thing(one.id);
    facts.owner = one.owner_agency;
    facts.raised_by = one.created_by;
    facts.state = std::string(name_of(one.state()));
    TRY(change.record("create", facts, one.reference.write()));
    connection.run(insert_episode, one.id, one.reference.write(), one.person, one.kind,
        one.reported_at, one.left_at, one.last_seen_at, one.started_at, one.absent_from,
        one.exploitation_suspected, one.form_version, one.answers, one.withdrawn, one.created_by,
        one.recorded_at, one.owner_agency, one.returned_at, one.found_by, one.found_place,
        one.return_version, one.return_answers);
    for (auto party : parties) {
        party.of = one.id;
        add_party(change, party);
    }
    return one;
}

Result<Episode> save(
    Change& change, Episode const& wanted, std::string_view act, std::string const& reason)
{
    auto const stands = TRY(find(change, wanted.id));
    auto const facts = TRY(facts_of(change, stands));
    TRY(change.record(act, facts, reason));
    if (stands.version != wanted.version)
        return error(Code::conflict,
            "Somebody saved this episode since you opened it: look at what stands now, then save "
            "again");
    auto& connection = change.writing();
    connection.run(keep_episode, stands.id, stands.version, change.now(), reason);
    connection.run(update_episode, stands.id, stands.version, wanted.person, wanted.kind,
        wanted.reported_at, wanted.left_at, wanted.last_seen_at, wanted.started_at,
        wanted.absent_from, wanted.exploitation_suspected, wanted.form_version, wanted.answers,
        wanted.returned_at, wanted.found_by, wanted.found_place, wanted.return_version,
        wanted.return_answers, wanted.closed_at, wanted.closed_because, wanted.withdrawn,
        change.now(), change.visitor().account);
    auto saved = wanted;
    saved.version = stands.version + 1;
    saved.recorded_at = change.now();
    return saved;
}

void move_to_record(Change& change, EpisodeId id, PersonId to, std::string const& reason)
{
    auto& connection = change.writing();
    auto const rows = connection.run(find_episode, id);
    must(!rows.empty(), "an episode that moves stands");
    auto const stands = read_episode(rows[0]);
    connection.run(keep_episode, stands.id, stands.version, change.now(), reason);
    connection.run(move_episode, id, to, change.now(), change.visitor().account);
    connection.run(move_interview_of_episode, id, to);
}

std::vector<EpisodeWas> versions_of(Visit const& visit, EpisodeId id)
{
    std::vector<EpisodeWas> all;
    for (auto const row : visit.reading().run(episode_versions, id))
        all.push_back({read_episode(row), row.instant("superseded_at"), row.text("reason")});
    return all;
}

std::vector<Party> parties_of(db::Connection& connection, EpisodeId id)
{
    auto all = all_parties_of(connection, id);
    std::erase_if(all, [](Party const& party) { return party.ended_at.has_value(); });
    return all;
}

std::vector<Party> parties_ended(db::Connection& connection, EpisodeId id)
{
    auto all = all_parties_of(connection, id);
    std::erase_if(all, [](Party const& party) { return !party.ended_at; });
    for (auto const row : connection.run(parties_before, id))
        all.push_back(read_party(row));
    std::ranges::stable_sort(
        all, [](Party const& one, Party const& other) { return one.ended_at > other.ended_at; });
    return all;
}

std::vector<Party> parties_as_known(db::Connection& connection, EpisodeId id, Instant before)
{
    auto all = all_parties_of(connection, id);
    for (auto const row : connection.run(parties_before, id))
        all.push_back(read_party(row));
    std::erase_if(all, [before](Party const& party) {
        return party.recorded_at >= before || (party.ended_at && *party.ended_at < before);
    });
    return all;
}

void add_party(Change& change, Party const& party)
{
    auto& connection = change.writing();
    connection.run(keep_party, party.of, party.team, party.duty, change.now());
    connection.run(insert_party, Uuid::fresh(), party.of, party.team, party.duty, change.now(),
        change.visitor().account);
}

void end_party(Change& change, Uuid const& id, std::string const& because)
{
    change.writing().run(finish_party, id, change.now(), change.visitor().account, because);
}

} // namespace kith::missing
