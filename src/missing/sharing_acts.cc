// SPDX-License-Identifier: MIT
// Who shares an episode: teams that are named, and those with whom it is shared no more; and who
// went with them.
#include "base/london.h"
#include "missing/acts_inside.h"
#include "missing/interview_store.h"
#include <algorithm>

namespace kith::missing {
namespace {
    // What both share, and no more: when and where they were last seen, and when it was told. What
    // else was reported of one is not told to those who answer for the other: it is asked anew.
    Episode begun_as(Episode const& first)
    {
        auto const told
            = forms::Answers::from_json("missing/report", first.form_version, first.answers);
        forms::Answers shared("missing/report", first.form_version);
        shared.set("exploitation", std::string("not_known"));
        for (auto const* const both :
            {"kind", "reported_at", "left_at", "last_seen_at", "last_seen_place", "absent_from"})
            if (told && told->has(both))
                shared.set(both, told->text(both));
        Episode one;
        one.kind = first.kind;
        one.reported_at = first.reported_at;
        one.left_at = first.left_at;
        one.last_seen_at = first.last_seen_at;
        one.absent_from = first.absent_from;
        one.form_version = first.form_version;
        one.answers = shared.to_json();
        return one;
    }
} // namespace

Done check_party(Missing const& room, Visit const& visit, Party const& party)
{
    if (!room.facts.lists("missing_duty", party.duty, london::day_of(visit.now())))
        return invalid("Choose what they answer for", "duty");
    auto const team = directory::find_team(visit.reading(), party.team);
    auto const agency = team ? directory::find_agency(visit.reading(), team->agency)
                             : Result<directory::Agency>(not_found());
    if (!agency)
        return invalid("Choose a team of the list", "team");
    if (party.duty == "police" && agency->kind != "police")
        return invalid("Only a team of the police looks for them: choose one", "team");
    if (names_authority(party.duty) && party.duty != "police" && agency->kind != "council")
        return invalid(
            "Only a team of a council answers for them or is where they live: choose one", "team");
    return done();
}

TeamId team_for_interview(std::vector<Party> const& parties)
{
    for (auto const* const duty : {"responsible", "host"})
        for (auto const& party : parties)
            if (party.duty == duty)
                return party.team;
    return {};
}

void give_interview(Change& change, EpisodeId id)
{
    auto stands = line_of(change.writing(), id);
    if (!stands)
        return;
    auto const parties = parties_of(change.writing(), id);
    // Of one that has ended, whoever saw to it keeps it as long as they share the episode.
    auto const sees_to_it = [&](Party const& party) {
        return party.team == stands->team
            && (!stands->is_open() || party.duty == "responsible" || party.duty == "host");
    };
    auto const team = team_for_interview(parties);
    if (std::ranges::any_of(parties, sees_to_it) || team == stands->team
        || (!stands->is_open() && stands->team.none()))
        return;
    stands->team = team;
    follow_interview(change, *stands, "Who sees to it was named");
}

Done share(Missing const& room, Change& change, EpisodeId id, Party const& party)
{
    auto const episode = TRY(find(change, id));
    TRY(check_not_closed(episode));
    auto const facts = TRY(facts_of(change, episode));
    TRY(check_party(room, change, party));
    auto const& who = change.visitor();
    auto const cares = who.has("carer") || who.has("home manager");
    if (names_authority(party.duty)
        && (cares || !static_cast<Visit const&>(change).permits("grade", facts)))
        return invalid("Whoever cares for them, or reported them, names no police and no "
                       "authority: ask the team that answers for them to do it",
            "duty");
    auto const team = TRY(directory::find_team(change.writing(), party.team));
    TRY(change.record("log", facts, "Shared with " + team.name));
    auto one = party;
    one.of = id;
    add_party(change, one);
    give_interview(change, id);
    return done();
}

bool shares_by_duty(Episode const& episode, Party const& party, std::vector<Party> const& all)
{
    auto const stands_for_it = party.duty == "responsible" || party.duty == "host"
        || (party.duty == "police" && episode.still_missing());
    return stands_for_it && std::ranges::none_of(all, [&](Party const& other) {
        return other.duty == party.duty && other.team != party.team;
    });
}

Done share_no_more(
    Missing const&, Change& change, EpisodeId id, Uuid const& party, std::string const& because)
{
    auto const episode = TRY(find(change, id));
    auto const facts = TRY(facts_of(change, episode));
    TRY(static_cast<Visit const&>(change).may("share no more", facts));
    auto const all = parties_of(change.writing(), id);
    auto const one = std::ranges::find(all, party, &Party::id);
    if (one == all.end())
        return not_found();
    TRY(check_reason(because));
    if (shares_by_duty(episode, *one, all))
        return error(Code::conflict,
            one->duty == "police"
                ? "Police look for them while they are missing: share it with another team of the "
                  "police first"
                : "They share it by their duty: they answer for them, or are where they live. If "
                  "it is another authority, share it with that one first");
    auto const team = TRY(directory::find_team(change.writing(), one->team));
    TRY(change.record(
        "share no more", facts, "No longer shared with " + team.name + ": " + because));
    end_party(change, party, because);
    give_interview(change, id);
    return done();
}

Result<Episode> went_with(Missing const& room, Change& change, EpisodeId id, PersonId companion)
{
    auto const first = TRY(find(change, id));
    TRY(check_not_closed(first));
    auto const kept = people::kept_of(change.writing(), companion);
    if (kept == people::kept_of(change.writing(), first.person))
        return invalid("That is the same person: choose who went with them", "person");
    auto const known = TRY(people::find_facts(change, kept));
    if (!static_cast<Visit const&>(change).sees(known))
        return not_found();
    for (auto const& open : list_of(change, kept)) {
        auto const ended_before = open.returned_at && *open.returned_at <= first.started_at;
        auto const begun_after = first.returned_at && *first.returned_at <= open.started_at;
        if (ended_before || begun_after)
            continue;
        auto const facts = TRY(facts_of(change, first));
        TRY(change.record("log", facts, "Went with " + open.reference.write()));
        join_together(change, first.id, open.id);
        return open;
    }
    Report same;
    same.episode = begun_as(first);
    same.episode.person = kept;
    for (auto const& party : parties_of(change.writing(), first.id))
        if (party.duty == "police" && check_party(room, change, party))
            same.parties.push_back(party);
    // Who answers for them is not who answers for the other: as it was the last time.
    if (auto const before = all_of(change.writing(), kept); !before.empty())
        for (auto const& party : parties_of(change.writing(), before.front().id))
            if (party.duty != "police" && party.duty != "reporter"
                && check_party(room, change, party))
                same.parties.push_back(party);
    auto const made = TRY(report(room, change, same));
    join_together(change, first.id, made.id);
    return made;
}

} // namespace kith::missing
