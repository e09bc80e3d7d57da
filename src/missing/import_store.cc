// SPDX-License-Identifier: MIT
#include "missing/import_store.h"
#include "missing/episode_rows.h"

namespace kith::missing {
namespace {
    constexpr db::Sql listed_episode_row
        = {"episode of a list", "select * from missing_episodes where id = $1 and not withdrawn"};
    constexpr db::Sql listed_reference_taken = {"is a reference of a listed episode taken",
        "select id from missing_episodes where reference = $1"};
    constexpr db::Sql insert_listed_episode = {"add episode of a list",
        "insert into missing_episodes (id, reference, person, kind, reported_at, left_at, "
        "last_seen_at, started_at, absent_from, exploitation_suspected, form_version, answers, "
        "returned_at, found_by, found_place, return_version, return_answers, closed_at, "
        "closed_because, withdrawn, created_by, version, recorded_at, recorded_by, owner_agency) "
        "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, "
        "$19, $20, $21, 1, $22, $21, $23)"};
    constexpr db::Sql insert_listed_row = {"note episode of a list",
        "insert into listed_episodes (episode, import, person_made, start_known, return_known) "
        "values ($1, $2, $3, $4, $5)"};
    constexpr db::Sql insert_grade_of_list = {"add grade of a list",
        "insert into missing_grades (id, episode, grade, at, graded_by, because, low_because, "
        "recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, '', $7, $8)"};
    constexpr db::Sql insert_log_of_list = {"add log of a list",
        "insert into missing_log (id, episode, kind, at, place, said, recorded_at, recorded_by, "
        "withdrawn_at, withdrawn_by, withdrawn_because) values ($1, $2, $3, $4, $5, $6, $7, $8, "
        "null, null, '')"};
    constexpr db::Sql insert_interview_of_list = {"add return interview of a list",
        "insert into return_interviews (id, episode, person, team, rule, returned_at, due_at, "
        "state, outcome, because, ended_at, interviewer, interviewer_words, preferred_person, "
        "preferred_place, preferred_method, hold_until, covered_by, tell_home, form_version, "
        "answers, version, recorded_at, recorded_by, owner_agency) values ($1, $2, $3, $4, $5, $6, "
        "$7, $8, $9, $10, $11, null, $12, '', '', '', null, null, $13, $14, $15, 1, $16, $17, "
        "$18)"};
    constexpr db::Sql insert_offer_of_list = {"add offer of a list",
        "insert into return_interview_offers (id, interview, at, method, offered_by, result, said, "
        "recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
    constexpr db::Sql listed_row_of
        = {"how a list gave an episode", "select * from listed_episodes where episode = $1"};
    constexpr db::Sql keep_listed = {"keep episode of a list as it was",
        "insert into missing_episodes_was (id, reference, person, kind, reported_at, left_at, "
        "last_seen_at, started_at, absent_from, exploitation_suspected, form_version, answers, "
        "returned_at, found_by, found_place, return_version, return_answers, closed_at, "
        "closed_because, withdrawn, created_by, version, recorded_at, recorded_by, owner_agency, "
        "superseded_at, reason) select id, reference, person, kind, reported_at, left_at, "
        "last_seen_at, started_at, absent_from, exploitation_suspected, form_version, answers, "
        "returned_at, found_by, found_place, return_version, return_answers, closed_at, "
        "closed_because, withdrawn, created_by, version, recorded_at, recorded_by, owner_agency, "
        "$3, $4 from missing_episodes where id = $1 and version = $2"};
    constexpr db::Sql withdraw_listed_row = {"withdraw episode of a list",
        "update missing_episodes set withdrawn = $3, recorded_at = $4, recorded_by = $5, version = "
        "version + 1 where id = $1 and version = $2"};
    constexpr db::Sql episodes_left = {"episodes of an import that stand for a person",
        "select e.id, e.withdrawn, l.person_made from listed_episodes l join missing_episodes e on "
        "e.id "
        "= l.episode where l.import = $1 and e.person = $2"};

    char const* known_as(bool day_only) { return day_only ? "day" : "minute"; }
} // namespace

Result<access::Facts> facts_for_list(Visit const& visit, AgencyId agency, Episode const& episode)
{
    auto facts = TRY(people::facts_for_a_rule(visit, episode.person));
    facts.subject = facts.thing;
    facts.thing = thing(episode.id);
    facts.owner = agency;
    facts.raised_by = episode.created_by;
    facts.state = std::string(name_of(episode.state()));
    return facts;
}

Result<Episode> episode_for_list(db::Connection& connection, EpisodeId id)
{
    auto const rows = connection.run(listed_episode_row, id);
    if (rows.empty())
        return not_found();
    return read_episode(rows[0]);
}

Episode insert_listed(
    Change& change, Import const& import, Episode one, std::vector<Party> const& parties)
{
    auto& connection = change.writing();
    do
        one.reference = Reference::fresh('M');
    while (!connection.run(listed_reference_taken, one.reference.write()).empty());
    one.created_by = change.visitor().account;
    one.owner_agency = import.agency;
    one.recorded_at = change.now();
    one.version = 1;
    connection.run(insert_listed_episode, one.id, one.reference.write(), one.person, one.kind,
        one.reported_at, one.left_at, one.last_seen_at, one.started_at, one.absent_from,
        one.exploitation_suspected, one.form_version, one.answers, one.returned_at, one.found_by,
        one.found_place, one.return_version, one.return_answers, one.closed_at, one.closed_because,
        one.withdrawn, one.created_by, one.recorded_at, one.owner_agency);
    for (auto party : parties) {
        party.of = one.id;
        add_party(change, party);
    }
    return one;
}

void note_listed(Change& change, Import const& import, Episode const& one, ListedAs const& as)
{
    if (import.id.none())
        return; // the rows are tried, and all of it is undone
    change.writing().run(insert_listed_row, one.id, import.id, as.person_made,
        known_as(as.start_day_only), one.returned_at ? known_as(as.return_day_only) : "none");
}

void insert_listed_grade(Change& change, Grade const& grade)
{
    change.writing().run(insert_grade_of_list, Uuid::fresh(), grade.of, grade.grade, grade.at,
        grade.graded_by, grade.because, change.now(), change.visitor().account);
}

void insert_listed_log(Change& change, LogEntry const& entry)
{
    change.writing().run(insert_log_of_list, Uuid::fresh(), entry.of, entry.kind, entry.at,
        entry.place, entry.said, change.now(), change.visitor().account);
}

void insert_listed_interview(Change& change, ReturnInterview const& one)
{
    change.writing().run(insert_interview_of_list, one.id, one.episode, one.person, one.team,
        one.rule, one.returned_at, one.due_at, name_of(one.state), one.outcome, one.because,
        one.ended_at, one.interviewer_words, one.tell_home, one.form_version, one.answers,
        change.now(), change.visitor().account, one.owner_agency);
}

void insert_listed_offer(Change& change, Offer const& offer)
{
    change.writing().run(insert_offer_of_list, Uuid::fresh(), offer.of, offer.at, offer.method,
        offer.offered_by, offer.result, offer.said, change.now(), change.visitor().account);
}

std::optional<ListedAs> listed_as(
    db::Connection& connection, EpisodeId id, std::optional<ImportId> import)
{
    for (auto const row : connection.run(listed_row_of, id))
        if (!import || row.id<ImportId>("import") == *import)
            return ListedAs{row.boolean("person_made"), row.text("start_known") == "day",
                row.text("return_known") == "day"};
    return std::nullopt;
}

void withdraw_listed(Change& change, Episode const& one, std::string const& reason)
{
    auto& connection = change.writing();
    connection.run(keep_listed, one.id, one.version, change.now(), reason);
    connection.run(
        withdraw_listed_row, one.id, one.version, true, change.now(), change.visitor().account);
    if (auto stands = line_of(connection, one.id)) {
        stands->state = InterviewState::withdrawn;
        follow_interview(change, *stands, reason);
    }
}

LeftOfPerson left_of_person(db::Connection& connection, Import const& import, PersonId person)
{
    LeftOfPerson left;
    for (auto const row : connection.run(episodes_left, import.id, person)) {
        left.brought.push_back(thing(row.id<EpisodeId>("id")));
        left.episodes = left.episodes || !row.boolean("withdrawn");
        left.person_made = left.person_made || row.boolean("person_made");
    }
    return left;
}

} // namespace kith::missing
