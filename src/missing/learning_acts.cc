// SPDX-License-Identifier: MIT
#include "missing/learning_acts.h"
#include "missing/views.h"
#include <algorithm>

namespace kith::missing {
namespace {
    // The team of the visitor's that shares the episode; of several the one that answers for most.
    TeamId team_that_shares(Change& change, EpisodeId episode)
    {
        auto const parties = parties_of(change.writing(), episode);
        for (auto const* const duty : {"police", "responsible", "host", "carer", "reporter"})
            for (auto const& party : parties)
                if (party.duty == duty && change.visitor().in_team(party.team))
                    return party.team;
        return {};
    }
} // namespace

Result<Learning> write_learning(Missing const&, Change& change, EpisodeId episode,
    forms::Answers const& answers, std::int64_t version)
{
    auto const one = TRY(find_interview(change, episode));
    if (one.state != InterviewState::completed)
        return error(
            Code::conflict, "The interview was not held: there is nothing to learn from it");
    Learning learning;
    learning.nothing = answers.text("anything") == "no";
    learning.said = answers.text(learning.nothing ? "nothing_because" : "learned");
    if (is_blank(learning.said))
        return invalid("Write what should be known, or why there is nothing to learn",
            learning.nothing ? "nothing_because" : "learned");
    learning.team = team_that_shares(change, episode);
    learning.version = version;
    return save_learning(change, one, learning);
}

Done say_read(Missing const&, Change& change, EpisodeId episode, std::string const& said,
    std::int64_t version)
{
    auto const one = line_of(change.writing(), episode);
    if (!one)
        return not_found();
    auto const learning = TRY(find_learning(change, *one));
    if (learning.version != version)
        return error(Code::conflict,
            "It was written anew since you opened it: read what stands now, then say so again");
    if (is_blank(said))
        return invalid("Say what you do with it, or that there is nothing for you to do", "said");
    LearningRead read;
    read.of = learning.id;
    read.of_version = learning.version;
    read.team = team_that_shares(change, episode);
    read.said = said;
    return add_learning_read(change, *one, read);
}

std::vector<TeamId> teams_to_read(db::Connection& connection, ReturnInterview const& interview)
{
    auto const learning = learning_of(connection, interview.id);
    if (!learning)
        return {};
    return awaited_teams(*learning, learning_reads_of(connection, learning->id),
        parties_of(connection, interview.episode));
}

std::string awaited_in_words(db::Connection& connection, Learning const& learning, TeamId team)
{
    auto const of_writer = team == learning.team ? "another of " : "";
    return of_writer + team_in_words(connection, team);
}

std::vector<std::string> learning_awaited(db::Connection& connection, EpisodeId episode)
{
    std::vector<std::string> reasons;
    auto const one = line_of(connection, episode);
    if (!one || one->state != InterviewState::completed)
        return reasons;
    auto const learning = learning_of(connection, one->id);
    if (!learning) {
        reasons.emplace_back("Nobody has written what should be known if they go missing again, or "
                             "that there is nothing to learn");
        return reasons;
    }
    for (auto const team : teams_to_read(connection, *one))
        reasons.push_back("What was learned has still to be read by "
            + awaited_in_words(connection, *learning, team));
    return reasons;
}

std::vector<Learned> learned_before(Visit const& visit, PersonId person, EpisodeId but)
{
    std::vector<Learned> all;
    for (auto const& one : interviews_of(visit.reading(), person)) {
        if (one.episode == but || one.state != InterviewState::completed)
            continue;
        if (auto learning = find_learning(visit, one); learning && !learning->nothing)
            all.push_back(
                {one.episode, one.ended_at, std::move(*learning), one.tell_home != "yes"});
    }
    return all;
}

} // namespace kith::missing
