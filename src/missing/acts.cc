// SPDX-License-Identifier: MIT
// While they are missing, and until the episode is closed: grade, log, what keeps it open.
#include "missing/acts_inside.h"
#include "missing/interview_store.h"
#include "missing/learning_acts.h"
#include "missing/repeats.h"

namespace kith::missing {

void tell_event(Missing const& room, Change& change, Episode const& one, char const* kind,
    Instant at, std::string said)
{
    links::Event event;
    event.kind = kind;
    event.at = at;
    event.said = std::move(said);
    event.source = "Episode " + one.reference.write();
    event.drawn_from = thing(one.id);
    room.links.store.tell(change, event, {{thing(one.person), "worry_about"}});
}

// Of an episode that this visit may not know nothing is told but that there is one.
std::vector<Episode> others_of(Change& change, Episode const& one)
{
    auto others = all_of(change.writing(), one.person);
    for (auto& other : others)
        if (!knows(change, other.id))
            other.reference = {};
    return others;
}

Done check_reason(std::string const& reason)
{
    if (is_blank(reason))
        return invalid("Say why", "reason");
    return done();
}

bool is_exploited(Missing const& room, db::Connection& connection, Episode const& episode)
{
    return episode.exploitation_suspected || room.exploited(connection, episode.person);
}

Done check_not_closed(Episode const& episode)
{
    if (episode.closed_at)
        return error(Code::conflict, "The episode is closed: open it again first");
    return done();
}

Result<Grade> grade(Missing const& room, Change& change, EpisodeId id, Grade const& wanted)
{
    auto const episode = TRY(find(change, id));
    if (!episode.still_missing())
        return error(Code::conflict, "They are back: the risk is graded while somebody is missing");
    TRY(check_grade(wanted, episode, is_exploited(room, change.writing(), episode), change.now()));
    auto const made = TRY(add_grade(change, episode, wanted));
    TRY(propose_meeting(room, change, episode));
    return made;
}

Result<LogEntry> add_to_log(
    Missing const& room, Change& change, EpisodeId id, LogEntry const& entry)
{
    auto const episode = TRY(find(change, id));
    TRY(check_not_closed(episode));
    if (entry.at > change.now())
        return invalid("Enter a moment that is not still to come", "at");
    if (is_blank(entry.said))
        return invalid("Say what was done, seen or said", "said");
    auto const made = TRY(add_log(change, episode, entry));
    TRY(propose_meeting(room, change, episode));
    return made;
}

Done keep_prevention_interview(
    Missing const&, Change& change, EpisodeId id, PreventionInterview const& held)
{
    auto const episode = TRY(find(change, id));
    TRY(check_not_closed(episode));
    if (!episode.returned_at)
        return invalid("They are not back yet: it is held after they came back", "held_at");
    if (held.held_at < *episode.returned_at || held.held_at > change.now())
        return invalid("It is held after they came back: look at both moments", "held_at");
    return add_prevention_interview(change, episode, held);
}

std::vector<std::string> reasons_to_stay_open(
    Missing const& room, Visit const& visit, Episode const& episode)
{
    std::vector<std::string> reasons;
    if (episode.still_missing())
        reasons.emplace_back("They are not back yet");
    auto const interview = line_of(visit.reading(), episode.id);
    if (interview && interview->is_open())
        reasons.emplace_back("The return interview is open: it is held, declined, or it is said "
                             "why there is none");
    for (auto& reason : learning_awaited(visit.reading(), episode.id))
        reasons.push_back(std::move(reason));
    if (room.actions.store.open_count(visit, thing(episode.id)) > 0)
        reasons.emplace_back("Something that was asked for about it is not done");
    return reasons;
}

Result<Episode> close(Missing const& room, Change& change, EpisodeId id, std::int64_t version,
    std::string const& because)
{
    auto one = TRY(find(change, id));
    if (one.closed_at)
        return error(Code::conflict, "Somebody closed it already");
    if (is_blank(because))
        return invalid("Say what came of it", "because");
    auto const reasons = reasons_to_stay_open(room, change, one);
    if (!reasons.empty())
        return invalid("It cannot close yet. " + reasons.front(), "because");
    one.version = version;
    one.closed_at = change.now();
    one.closed_because = because;
    return save(change, one, "close", because);
}

Result<Episode> open_again(
    Missing const&, Change& change, EpisodeId id, std::int64_t version, std::string const& because)
{
    auto one = TRY(find(change, id));
    if (!one.closed_at)
        return error(Code::conflict, "It is open already");
    if (is_blank(because))
        return invalid("Say why it is opened again", "because");
    one.version = version;
    one.closed_at.reset();
    one.closed_because.clear();
    return save(change, one, "close", because);
}

} // namespace kith::missing
