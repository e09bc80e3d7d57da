// SPDX-License-Identifier: MIT
// What stands around an episode: grades, what was done, who has seen it, who went with whom, what
// police asked on return; and the plan made before.
#include "base/london.h"
#include "missing/episode_rows.h"
#include "people/people.h"
#include "platform/access/accounts.h"
#include <algorithm>

namespace kith::missing {
namespace {
    constexpr db::Sql grades_of_episode = {"grades of an episode",
        "select * from missing_grades where episode = $1 order by at desc, recorded_at desc, id"};
    constexpr db::Sql insert_grade = {"grade an episode",
        "insert into missing_grades (id, episode, grade, at, graded_by, because, low_because, "
        "recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
    constexpr db::Sql log_of_episode = {"what was done in an episode",
        "select * from missing_log where episode = $1 order by at desc, recorded_at desc, id"};
    constexpr db::Sql insert_log = {"add what was done in an episode",
        "insert into missing_log (id, episode, kind, at, place, said, recorded_at, recorded_by, "
        "withdrawn_at, withdrawn_by, withdrawn_because) values ($1, $2, $3, $4, $5, $6, $7, $8, "
        "null, null, '')"};
    constexpr db::Sql withdraw_log = {"take back what was done in an episode",
        "update missing_log set withdrawn_at = $3, withdrawn_by = $4, withdrawn_because = $5 where "
        "id = $1 and episode = $2 and withdrawn_at is null"};
    constexpr db::Sql acknowledged = {"who has seen an episode",
        "select * from missing_acknowledgements where episode = $1 order by at, id"};
    constexpr db::Sql insert_acknowledgement = {"an episode was seen",
        "insert into missing_acknowledgements (id, episode, account, at) values ($1, $2, $3, $4)"};
    constexpr db::Sql taken_back = {"when a return was taken back",
        "select superseded_at from missing_episodes_was where id = $1 and returned_at is not null "
        "order by version desc limit 1"};
    constexpr db::Sql went_together = {"who went missing together",
        "select other as with_episode from missing_together where one = $1 union select one from "
        "missing_together where other = $1"};
    constexpr db::Sql insert_together = {"they went missing together",
        "insert into missing_together (one, other, recorded_at, recorded_by) values ($1, $2, $3, "
        "$4) on conflict (one, other) do nothing"};
    constexpr db::Sql prevention_of_episode = {"prevention interviews of an episode",
        "select * from prevention_interviews where episode = $1 order by held_at, id"};
    constexpr db::Sql insert_prevention = {"add prevention interview",
        "insert into prevention_interviews (id, episode, held_at, held_by, said, harm, next, "
        "recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
    constexpr db::Sql plan_of_person
        = {"plan of a person who may go missing", "select * from missing_plans where person = $1"};
    constexpr db::Sql insert_plan = {"add plan of a person who may go missing",
        "insert into missing_plans (id, person, form_version, answers, version, recorded_at, "
        "recorded_by, owner_agency) values ($1, $2, $3, $4, 1, $5, $6, $7)"};
    constexpr db::Sql keep_plan = {"keep plan of a person who may go missing as it was",
        "insert into missing_plans_was (id, person, form_version, answers, version, recorded_at, "
        "recorded_by, owner_agency, superseded_at, reason) select id, person, form_version, "
        "answers, version, recorded_at, recorded_by, owner_agency, $2, $3 from missing_plans where "
        "id = $1"};
    constexpr db::Sql update_plan = {"save plan of a person who may go missing",
        "update missing_plans set form_version = $3, answers = $4, recorded_at = $5, recorded_by = "
        "$6, version = version + 1 where id = $1 and version = $2"};
} // namespace

std::vector<Grade> grades_of(db::Connection& connection, EpisodeId id)
{
    std::vector<Grade> all;
    for (auto const row : connection.run(grades_of_episode, id))
        all.push_back(read_grade(row));
    return all;
}

Result<Grade> add_grade(Change& change, Episode const& of, Grade const& grade)
{
    auto const facts = TRY(facts_of(change, of));
    TRY(change.record("grade", facts, grade.grade + ": " + grade.because));
    auto one = grade;
    one.id = Uuid::fresh();
    one.of = of.id;
    one.recorded_at = change.now();
    one.recorded_by = change.visitor().account;
    change.writing().run(insert_grade, one.id, one.of, one.grade, one.at, one.graded_by,
        one.because, one.low_because, one.recorded_at, one.recorded_by);
    return one;
}

std::vector<LogEntry> log_of(db::Connection& connection, EpisodeId id)
{
    std::vector<LogEntry> all;
    for (auto const row : connection.run(log_of_episode, id))
        all.push_back(read_log_entry(row));
    return all;
}

Result<LogEntry> add_log(Change& change, Episode const& of, LogEntry const& entry)
{
    auto const facts = TRY(facts_of(change, of));
    TRY(change.record("log", facts, entry.said));
    auto one = entry;
    one.id = Uuid::fresh();
    one.of = of.id;
    one.recorded_at = change.now();
    one.recorded_by = change.visitor().account;
    change.writing().run(insert_log, one.id, one.of, one.kind, one.at, one.place, one.said,
        one.recorded_at, one.recorded_by);
    return one;
}

Done take_log_back(Change& change, Episode const& of, Uuid const& entry, std::string const& reason)
{
    auto const facts = TRY(facts_of(change, of));
    TRY(change.record("log", facts, "Taken back: " + reason));
    auto const taken = change.writing().run(
        withdraw_log, entry, of.id, change.now(), change.visitor().account, reason);
    if (taken.changed() == 0)
        return not_found();
    return done();
}

std::vector<Acknowledgement> acknowledgements_of(db::Connection& connection, EpisodeId id)
{
    std::vector<Acknowledgement> all;
    for (auto const row : connection.run(acknowledged, id))
        all.push_back({row.id<AccountId>("account"), row.instant("at")});
    return all;
}

std::optional<Instant> must_be_seen_since(db::Connection& connection, Episode const& episode)
{
    if (!episode.still_missing())
        return std::nullopt;
    std::optional<Instant> since;
    for (auto const& grade : grades_of(connection, episode.id)) {
        if (!must_be_acknowledged(grade.grade))
            break;
        since = grade.recorded_at;
    }
    if (since)
        for (auto const row : connection.run(taken_back, episode.id))
            since = std::max(*since, row.instant("superseded_at"));
    return since;
}

namespace {
    // Of the police or of an authority: the home's word alone is not enough.
    bool of_authority(db::Connection& connection, Acknowledgement const& seen)
    {
        for (auto const& held :
            access::assignments_of(connection, seen.account, london::day_of(seen.at))) {
            auto const agency = directory::find_agency(connection, held.agency);
            if (agency && (agency->kind == "council" || agency->kind == "police"))
                return true;
        }
        return false;
    }
} // namespace

bool waits_for_somebody(db::Connection& connection, Episode const& episode)
{
    auto const since = must_be_seen_since(connection, episode);
    if (!since)
        return false;
    return std::ranges::none_of(
        acknowledgements_of(connection, episode.id), [&](Acknowledgement const& seen) {
            return seen.at >= *since && of_authority(connection, seen);
        });
}

Done acknowledge(Change& change, Episode const& of)
{
    auto const facts = TRY(facts_of(change, of));
    TRY(change.record("acknowledge", facts, ""));
    auto const since = must_be_seen_since(change.writing(), of);
    for (auto const& seen : acknowledgements_of(change.writing(), of.id))
        if (since && seen.account == change.visitor().account && seen.at >= *since)
            return done();
    if (!waits_for_somebody(change.writing(), of))
        return error(Code::conflict,
            "Nothing waits to be seen: somebody has said so already, or the risk is not high now");
    change.writing().run(
        insert_acknowledgement, Uuid::fresh(), of.id, change.visitor().account, change.now());
    return done();
}

std::vector<EpisodeId> together_with(db::Connection& connection, EpisodeId id)
{
    std::vector<EpisodeId> all;
    for (auto const row : connection.run(went_together, id))
        all.push_back(row.id<EpisodeId>("with_episode"));
    return all;
}

void join_together(Change& change, EpisodeId one, EpisodeId other)
{
    auto const first = one < other ? one : other;
    auto const second = one < other ? other : one;
    change.writing().run(insert_together, first, second, change.now(), change.visitor().account);
}

std::vector<PreventionInterview> prevention_interviews_of(db::Connection& connection, EpisodeId id)
{
    std::vector<PreventionInterview> all;
    for (auto const row : connection.run(prevention_of_episode, id))
        all.push_back(read_prevention_interview(row));
    return all;
}

Done add_prevention_interview(Change& change, Episode const& of, PreventionInterview const& held)
{
    auto const facts = TRY(facts_of(change, of));
    TRY(change.record("log", facts, "Prevention interview"));
    change.writing().run(insert_prevention, Uuid::fresh(), of.id, held.held_at, held.held_by,
        held.said, held.harm, held.next, change.now(), change.visitor().account);
    return done();
}

std::optional<Plan> plan_of(db::Connection& connection, PersonId person)
{
    for (auto const record : people::records_of(connection, people::kept_of(connection, person)))
        for (auto const row : connection.run(plan_of_person, record))
            return read_plan(row);
    return std::nullopt;
}

Result<Plan> save_plan(
    Change& change, access::Facts const& person, Plan const& wanted, std::string const& reason)
{
    auto facts = person;
    facts.subject = person.thing;
    facts.thing = {"missing_plan", person.thing.id};
    TRY(change.record("change", facts, reason));
    auto& connection = change.writing();
    auto const stands = plan_of(connection, wanted.person);
    if ((stands ? stands->version : 0) != wanted.version)
        return error(Code::conflict,
            "Somebody saved this plan since you opened it: look at what stands now, then save "
            "again");
    auto saved = wanted;
    saved.version = wanted.version + 1;
    saved.recorded_at = change.now();
    saved.recorded_by = change.visitor().account;
    if (!stands) {
        saved.id = Uuid::fresh();
        connection.run(insert_plan, saved.id, saved.person, saved.form_version, saved.answers,
            change.now(), saved.recorded_by, change.visitor().agency);
        return saved;
    }
    saved.id = stands->id;
    connection.run(keep_plan, stands->id, change.now(), reason);
    connection.run(update_plan, stands->id, stands->version, saved.form_version, saved.answers,
        change.now(), saved.recorded_by);
    return saved;
}

} // namespace kith::missing
