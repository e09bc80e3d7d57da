// SPDX-License-Identifier: MIT
#include "missing/learning_store.h"
#include "people/people.h"

namespace kith::missing {
namespace {
    constexpr db::Sql learning_of_interview = {"what was learned in a return interview",
        "select * from interview_learning where interview = $1"};
    constexpr db::Sql insert_learning = {"write what was learned",
        "insert into interview_learning (id, interview, team, nothing_learned, said, version, "
        "recorded_at, "
        "recorded_by, owner_agency) values ($1, $2, $3, $4, $5, 1, $6, $7, $8) on conflict "
        "(interview) do nothing"};
    constexpr db::Sql keep_learning = {"keep what was learned as it was",
        "insert into interview_learning_was (id, interview, team, nothing_learned, said, version, "
        "recorded_at, recorded_by, owner_agency, superseded_at, reason) select id, interview, "
        "team, nothing_learned, said, version, recorded_at, recorded_by, owner_agency, $3, $4 from "
        "interview_learning where id = $1 and version = $2"};
    constexpr db::Sql update_learning = {"save what was learned",
        "update interview_learning set team = $3, nothing_learned = $4, said = $5, recorded_at = "
        "$6, "
        "recorded_by = $7, version = version + 1 where id = $1 and version = $2"};
    constexpr db::Sql reads_of_learning = {"who has read what was learned",
        "select * from interview_learning_reads where learning = $1 order by at, id"};
    constexpr db::Sql insert_learning_read = {"somebody has read what was learned",
        "insert into interview_learning_reads (id, learning, of_version, team, account, at, said) "
        "values ($1, $2, $3, $4, $5, $6, $7) on conflict (learning, of_version, account) do "
        "nothing"};

    Learning read_learning(db::Row const& row)
    {
        Learning one;
        one.id = row.id<LearningId>("id");
        one.interview = row.id<ReturnInterviewId>("interview");
        one.team = row.id<TeamId>("team");
        one.nothing = row.boolean("nothing_learned");
        one.said = row.text("said");
        one.version = row.integer("version");
        one.recorded_by = row.id<AccountId>("recorded_by");
        one.owner_agency = row.id<AgencyId>("owner_agency");
        one.recorded_at = row.instant("recorded_at");
        return one;
    }

    Error written_meanwhile()
    {
        return error(Code::conflict,
            "Somebody wrote this since you opened it: look at what stands now, then save again");
    }
} // namespace

std::optional<Learning> learning_of(db::Connection& connection, ReturnInterviewId interview)
{
    auto const rows = connection.run(learning_of_interview, interview);
    return rows.empty() ? std::nullopt : std::optional(read_learning(rows[0]));
}

std::vector<LearningRead> learning_reads_of(db::Connection& connection, LearningId id)
{
    std::vector<LearningRead> all;
    for (auto const row : connection.run(reads_of_learning, id))
        all.push_back(
            {row.id<LearningId>("learning"), row.integer("of_version"), row.id<TeamId>("team"),
                row.id<AccountId>("account"), row.instant("at"), row.text("said")});
    return all;
}

Result<access::Facts> learning_facts_of(
    Visit const& visit, ReturnInterview const& interview, Learning const& learning)
{
    auto facts = TRY(people::facts_for_a_rule(visit, interview.person));
    facts.subject = facts.thing;
    facts.thing = thing(learning.id);
    facts.owner = learning.owner_agency;
    facts.raised_by = learning.recorded_by;
    facts.state = interview.tell_home == "yes" ? "" : "kept from the home";
    auto const parties = parties_of(visit.reading(), interview.episode);
    for (auto const team : reading_teams(parties, interview.tell_home))
        facts.holding_teams.push_back(team);
    return facts;
}

Result<Learning> find_learning(Visit const& visit, ReturnInterview const& interview)
{
    auto one = learning_of(visit.reading(), interview.id);
    if (!one)
        return not_found();
    auto const facts = TRY(learning_facts_of(visit, interview, *one));
    TRY(visit.see(facts));
    return std::move(*one);
}

Result<Learning> save_learning(Change& change, ReturnInterview const& of, Learning const& wanted)
{
    auto const facts = TRY(facts_of(change, of));
    TRY(change.record("hold", facts, "What should be known if they go missing again"));
    auto one = wanted;
    auto& connection = change.writing();
    one.interview = of.id;
    one.recorded_at = change.now();
    one.recorded_by = change.visitor().account;
    one.owner_agency = change.visitor().agency;
    auto const stands = learning_of(connection, of.id);
    if ((stands ? stands->version : 0) != wanted.version)
        return written_meanwhile();
    if (!stands) {
        one.id = LearningId::fresh();
        auto const added = connection.run(insert_learning, one.id, one.interview, one.team,
            one.nothing, one.said, one.recorded_at, one.recorded_by, one.owner_agency);
        if (added.changed() == 0)
            return written_meanwhile();
        one.version = 1;
        return one;
    }
    one.id = stands->id;
    one.owner_agency = stands->owner_agency;
    connection.run(keep_learning, one.id, one.version, change.now(), "Written anew");
    auto const saved = connection.run(update_learning, one.id, one.version, one.team, one.nothing,
        one.said, one.recorded_at, one.recorded_by);
    if (saved.changed() == 0)
        return written_meanwhile();
    ++one.version;
    return one;
}

Done add_learning_read(Change& change, ReturnInterview const& of, LearningRead const& read)
{
    auto const learning = TRY(find_learning(change, of));
    auto const facts = TRY(learning_facts_of(change, of, learning));
    TRY(change.record("answer", facts, read.said));
    auto const added = change.writing().run(insert_learning_read, Uuid::fresh(), learning.id,
        learning.version, read.team, change.visitor().account, change.now(), read.said);
    if (added.changed() == 0)
        return error(Code::conflict, "You have said already that you read this");
    return done();
}

} // namespace kith::missing
