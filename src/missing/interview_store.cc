// SPDX-License-Identifier: MIT
#include "missing/interview_store.h"
#include "missing/episode_rows.h"
#include "people/people.h"
#include <algorithm>
#include <set>

namespace kith::missing {
namespace {
    constexpr db::Sql interview_of_episode = {"return interview of an episode",
        "select * from return_interviews where episode = $1 and state <> 'withdrawn'"};
    constexpr db::Sql any_interview_of_episode = {"return interview of an episode, also withdrawn",
        "select * from return_interviews where episode = $1"};
    constexpr db::Sql interview_as_known = {"return interview as it stood before",
        "select * from return_interviews_was where id = $1 and recorded_at < $2 and superseded_at "
        ">= $2 order by version desc limit 1"};
    constexpr db::Sql interview_by_id = {"find return interview",
        "select * from return_interviews where id = $1 and state <> 'withdrawn'"};
    constexpr db::Sql interviews_of_person = {"return interviews of a person",
        "select * from return_interviews where person = $1 and state <> 'withdrawn' order by "
        "returned_at desc, id"};
    constexpr db::Sql open_interviews = {"open return interviews",
        "select * from return_interviews where state = 'open' and (due_at > $1 or (due_at = $1 and "
        "id > $2)) order by due_at, id limit $3"};
    constexpr db::Sql insert_interview = {"start return interview",
        "insert into return_interviews (id, episode, person, team, rule, returned_at, due_at, "
        "state, outcome, because, ended_at, interviewer, interviewer_words, preferred_person, "
        "preferred_place, preferred_method, hold_until, covered_by, tell_home, form_version, "
        "answers, version, recorded_at, recorded_by, owner_agency) values ($1, $2, $3, $4, $5, $6, "
        "$7, 'open', '', '', null, null, '', '', '', '', null, null, '', 0, '', 1, $8, $9, $10)"};
    constexpr db::Sql keep_interview = {"keep return interview as it was",
        "insert into return_interviews_was (id, episode, person, team, rule, returned_at, due_at, "
        "state, outcome, because, ended_at, interviewer, interviewer_words, preferred_person, "
        "preferred_place, preferred_method, hold_until, covered_by, tell_home, form_version, "
        "answers, version, recorded_at, recorded_by, owner_agency, superseded_at, reason) select "
        "id, episode, person, team, rule, returned_at, due_at, state, outcome, because, ended_at, "
        "interviewer, interviewer_words, preferred_person, preferred_place, preferred_method, "
        "hold_until, covered_by, tell_home, form_version, answers, version, recorded_at, "
        "recorded_by, owner_agency, $3, $4 from return_interviews where id = $1 and version = $2"};
    constexpr db::Sql update_interview = {"save return interview",
        "update return_interviews set team = $3, rule = $4, returned_at = $5, due_at = $6, state = "
        "$7, outcome = $8, because = $9, ended_at = $10, interviewer = $11, interviewer_words = "
        "$12, preferred_person = $13, preferred_place = $14, preferred_method = $15, hold_until = "
        "$16, covered_by = $17, tell_home = $18, form_version = $19, answers = $20, recorded_at = "
        "$21, recorded_by = $22, version = version + 1 where id = $1 and version = $2"};
    constexpr db::Sql interview_versions = {"return interview as it was",
        "select * from return_interviews_was where id = $1 order by version desc"};
    constexpr db::Sql offers_of_interview = {"offers of a return interview",
        "select * from return_interview_offers where interview = $1 order by at desc, recorded_at "
        "desc, id"};
    constexpr db::Sql insert_offer = {"offer a return interview",
        "insert into return_interview_offers (id, interview, at, method, offered_by, result, said, "
        "recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};

    access::Facts interview_facts(
        Visit const& visit, ReturnInterview const& one, access::Facts facts)
    {
        facts.subject = facts.thing;
        facts.thing = thing(one.id);
        facts.owner = one.owner_agency;
        facts.raised_by = one.interviewer;
        facts.state = one.tell_home == "no" || one.tell_home == "part" ? "kept from the home" : "";
        if (!one.team.none())
            facts.holding_teams.push_back(one.team);
        // Whoever answers for the child, and where they live, sees to it together.
        for (auto const& party : parties_of(visit.reading(), one.episode))
            if (party.duty == "responsible" || party.duty == "host")
                facts.holding_teams.push_back(party.team);
        return facts;
    }

    // The caller has decided it, and knows that nobody was first.
    void write_interview(Change& change, ReturnInterview const& stands,
        ReturnInterview const& wanted, std::string const& reason)
    {
        auto& connection = change.writing();
        connection.run(keep_interview, stands.id, stands.version, change.now(), reason);
        connection.run(update_interview, stands.id, stands.version, wanted.team, wanted.rule,
            wanted.returned_at, wanted.due_at, name_of(wanted.state), wanted.outcome,
            wanted.because, wanted.ended_at, wanted.interviewer, wanted.interviewer_words,
            wanted.preferred_person, wanted.preferred_place, wanted.preferred_method,
            wanted.hold_until, wanted.covered_by, wanted.tell_home, wanted.form_version,
            wanted.answers, change.now(), change.visitor().account);
    }
} // namespace

Result<access::Facts> facts_of(Visit const& visit, ReturnInterview const& one)
{
    auto facts = TRY(people::facts_for_a_rule(visit, one.person));
    return interview_facts(visit, one, std::move(facts));
}

bool may_read(Visit const& visit, ReturnInterview const& one)
{
    auto const facts = facts_of(visit, one);
    return facts && visit.sees(*facts);
}

Result<ReturnInterview> find_interview(Visit const& visit, EpisodeId episode)
{
    auto one = line_of(visit.reading(), episode);
    if (!one)
        return not_found();
    auto const facts = TRY(facts_of(visit, *one));
    TRY(visit.see(facts));
    return std::move(*one);
}

std::optional<ReturnInterview> line_of(db::Connection& connection, EpisodeId episode)
{
    auto const rows = connection.run(interview_of_episode, episode);
    if (rows.empty())
        return std::nullopt;
    return read_return_interview(rows[0]);
}

std::optional<ReturnInterview> line_as_known(
    db::Connection& connection, EpisodeId episode, Instant before)
{
    auto const rows = connection.run(any_interview_of_episode, episode);
    if (rows.empty())
        return std::nullopt;
    std::optional one = read_return_interview(rows[0]);
    if (one->recorded_at >= before) {
        auto const was = connection.run(interview_as_known, one->id, before);
        one = was.empty() ? std::nullopt : std::optional(read_return_interview(was[0]));
    }
    return one && one->state != InterviewState::withdrawn ? one : std::nullopt;
}

std::optional<ReturnInterview> find_interview_by_id(
    db::Connection& connection, ReturnInterviewId id)
{
    auto const rows = connection.run(interview_by_id, id);
    if (rows.empty())
        return std::nullopt;
    return read_return_interview(rows[0]);
}

std::vector<ReturnInterview> interviews_of(db::Connection& connection, PersonId person)
{
    std::vector<ReturnInterview> all;
    for (auto const record : people::records_of(connection, people::kept_of(connection, person)))
        for (auto const row : connection.run(interviews_of_person, record))
            all.push_back(read_return_interview(row));
    std::ranges::stable_sort(all, [](ReturnInterview const& one, ReturnInterview const& other) {
        return one.returned_at > other.returned_at;
    });
    return all;
}

Listed<ReturnInterview> list_open_interviews(Visit const& visit, Most most)
{
    Listed<ReturnInterview> listed;
    Instant due;
    ReturnInterviewId after;
    for (;;) {
        std::vector<ReturnInterview> some;
        std::set<PersonId> of;
        for (auto const row :
            visit.reading().run(open_interviews, due, after.uuid(), most.at_once)) {
            some.push_back(read_return_interview(row));
            of.insert(some.back().person);
        }
        auto const facts = people::facts_for_rules(visit, of);
        for (auto& one : some) {
            due = one.due_at;
            after = one.id;
            auto const person = facts.find(one.person);
            if (person == facts.end() || !visit.sees(interview_facts(visit, one, person->second)))
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

ReturnInterview start_interview(Change& change, ReturnInterview const& wanted)
{
    auto& connection = change.writing();
    // A return that was taken back and is entered again goes on with the interview that was.
    auto const before = connection.run(any_interview_of_episode, wanted.episode);
    if (!before.empty()) {
        auto const stands = read_return_interview(before[0]);
        auto again = wanted;
        again.id = stands.id;
        again.version = stands.version + 1;
        write_interview(change, stands, again, "They are back");
        return again;
    }
    auto one = wanted;
    one.id = ReturnInterviewId::fresh();
    one.version = 1;
    one.recorded_at = change.now();
    one.owner_agency = change.visitor().agency;
    connection.run(insert_interview, one.id, one.episode, one.person, one.team, one.rule,
        one.returned_at, one.due_at, change.now(), change.visitor().account, one.owner_agency);
    return one;
}

Result<ReturnInterview> save_interview(
    Change& change, ReturnInterview const& wanted, std::string_view act, std::string const& said)
{
    auto const stands = TRY(find_interview(change, wanted.episode));
    auto const facts = TRY(facts_of(change, stands));
    TRY(change.record(act, facts, said));
    if (stands.version != wanted.version)
        return error(Code::conflict,
            "Somebody saved this interview since you opened it: look at what stands now, then "
            "save again");
    write_interview(change, stands, wanted, said);
    auto saved = wanted; // whoever held it may not be one who reads it (the home)
    saved.version = stands.version + 1;
    saved.recorded_at = change.now();
    return saved;
}

void follow_interview(Change& change, ReturnInterview const& wanted, std::string const& reason)
{
    auto const rows = change.writing().run(any_interview_of_episode, wanted.episode);
    must(!rows.empty(), "an interview that follows stands");
    write_interview(change, read_return_interview(rows[0]), wanted, reason);
}

std::vector<InterviewWas> versions_of(Visit const& visit, ReturnInterviewId id)
{
    std::vector<InterviewWas> all;
    for (auto const row : visit.reading().run(interview_versions, id))
        all.push_back(
            {read_return_interview(row), row.instant("superseded_at"), row.text("reason")});
    return all;
}

std::vector<Offer> offers_of(db::Connection& connection, ReturnInterviewId id)
{
    std::vector<Offer> all;
    for (auto const row : connection.run(offers_of_interview, id))
        all.push_back(read_offer(row));
    return all;
}

Done add_offer(Change& change, ReturnInterview const& of, Offer const& offer)
{
    auto const facts = TRY(facts_of(change, of));
    TRY(change.record("offer", facts, offer.result));
    change.writing().run(insert_offer, Uuid::fresh(), of.id, offer.at, offer.method,
        offer.offered_by, offer.result, offer.said, change.now(), change.visitor().account);
    return done();
}

} // namespace kith::missing
