// SPDX-License-Identifier: MIT
#include "missing/patterns_store.h"
#include "base/london.h"
#include "people/people.h"
#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

namespace kith::missing {
namespace {
    constexpr db::Sql episodes_between = {"missing episodes that started between",
        "select id, person, kind, started_at, returned_at, closed_at, absent_from, found_by, "
        "found_place, created_by, owner_agency from missing_episodes where not withdrawn and "
        "started_at >= $1 and started_at < $2 and ($3 = '' or kind = $3) and ($4 = '' or "
        "absent_from = $4) order by started_at desc, id limit 50001"};
    constexpr db::Sql parties_between = {"who shares episodes that started between",
        "select p.episode, p.team, p.duty, p.recorded_at, p.ended_at from missing_parties p join "
        "missing_episodes e on e.id = p.episode where not e.withdrawn and "
        "e.started_at >= $1 and e.started_at < $2 and ($3 = '' or e.kind = $3) and ($4 = '' or "
        "e.absent_from = $4)"}; // in no order: a sort of so many rows costs more than the rest
    constexpr db::Sql together_between = {"who went together between",
        "select t.one, t.other from missing_together t join missing_episodes e on e.id = t.one "
        "where not e.withdrawn and e.started_at >= $1 and e.started_at < $2 order by t.one, "
        "t.other"};

    struct Bounds {
        Instant from = {};
        Instant until = {};
    };
    Bounds bounds_of(PatternFilter const& filter)
    {
        auto const never = Date::of(9999, 1, 1).value();
        return {filter.from ? london::start_of(*filter.from) : Instant(),
            london::start_of(filter.to ? *filter.to + 1 : never)};
    }

    access::Facts numbers_facts(Visit const& visit)
    {
        access::Facts facts;
        facts.thing = {"missing_patterns", visit.visitor().agency.uuid()};
        facts.owner = visit.visitor().agency;
        return facts;
    }

    struct Shared {
        std::vector<TeamId> teams = {};
        TeamId responsible = {}; // the first
        Instant since = {};
        bool reporter_ended = false;
    };

    // Who shares each of those found, in their order.
    std::vector<Shared> shared_by(db::Rows const& found, db::Rows const& parties)
    {
        std::unordered_map<EpisodeId, std::size_t> place;
        place.reserve(found.size());
        for (std::size_t i = 0; i < found.size(); ++i)
            place.emplace(found[i].id<EpisodeId>("id"), i);
        std::vector<Shared> shared(found.size());
        for (auto const row : parties) {
            auto const at = place.find(row.id<EpisodeId>("episode"));
            if (at == place.end())
                continue; // of one that is cut off
            auto& one = shared[at->second];
            if (!row.is_null("ended_at")) {
                one.reporter_ended = one.reporter_ended || row.text("duty") == "reporter";
                continue;
            }
            auto const team = row.id<TeamId>("team");
            one.teams.push_back(team);
            if (row.text("duty") != "responsible")
                continue;
            auto const since = row.instant("recorded_at");
            if (one.responsible.none()
                || std::tie(since, team) < std::tie(one.since, one.responsible)) {
                one.responsible = team;
                one.since = since;
            }
        }
        return shared;
    }
} // namespace

// Whoever may know some of those counted could take them off what is told of all.
bool counts_only(Visit const& visit)
{
    return visit.permits("count", numbers_facts(visit))
        && !visit.could("acknowledge", "missing_episode");
}

Result<PatternsOf> which_patterns(Visit const& visit)
{
    TRY(visit.see(numbers_facts(visit)));
    return counts_only(visit) ? PatternsOf::all_counted : PatternsOf::those_read;
}

PatternRows pattern_rows(Visit const& visit, PatternFilter const& filter, PatternsOf which)
{
    auto& connection = visit.reading();
    auto const [from, until] = bounds_of(filter);
    auto const found
        = connection.run(episodes_between, from, until, filter.kind, filter.absent_from);
    auto const shared = shared_by(
        found, connection.run(parties_between, from, until, filter.kind, filter.absent_from));
    std::set<PersonId> people;
    for (auto const row : found)
        people.insert(row.id<PersonId>("person"));
    auto const known = people::facts_for_rules(visit, people);
    auto const* const act = which == PatternsOf::all_counted ? "count" : "read";

    PatternRows all;
    for (std::size_t i = 0; i < found.size(); ++i) {
        auto const row = found[i];
        if (all.rows.size() == most_pattern_rows) {
            all.cut = true;
            break;
        }
        auto const person = known.find(row.id<PersonId>("person"));
        if (person == known.end())
            continue;
        PatternRow one;
        one.id = row.id<EpisodeId>("id");
        auto const& with = shared[i];
        one.started_at = row.instant("started_at");
        one.returned_at = row.maybe_instant("returned_at");
        auto facts = person->second; // as facts_of an episode (store.h)
        one.person = PersonId(facts.thing.id);
        facts.subject = facts.thing;
        facts.thing = thing(one.id);
        facts.owner = row.id<AgencyId>("owner_agency");
        if (!with.reporter_ended)
            facts.raised_by = row.id<AccountId>("created_by");
        facts.state = std::string(name_of(!row.is_null("closed_at") ? EpisodeState::closed
                : one.returned_at                                   ? EpisodeState::returned
                                                                    : EpisodeState::missing));
        facts.holding_teams.insert(facts.holding_teams.end(), with.teams.begin(), with.teams.end());
        if (!visit.permits(act, facts))
            continue;
        all.teams.insert(with.teams.begin(), with.teams.end());
        if (!filter.team.none() && std::ranges::find(with.teams, filter.team) == with.teams.end())
            continue;
        one.kind = row.text("kind");
        one.absent_from = row.text("absent_from");
        one.found_by = row.text("found_by");
        one.found_place = row.text("found_place");
        one.responsible = with.responsible;
        all.rows.push_back(std::move(one));
    }
    return all;
}

std::vector<std::pair<std::size_t, std::size_t>> together_among(
    Visit const& visit, PatternFilter const& filter, std::vector<PatternRow> const& rows)
{
    std::unordered_map<EpisodeId, std::size_t> place;
    for (std::size_t i = 0; i < rows.size(); ++i)
        place.emplace(rows[i].id, i);
    auto const [from, until] = bounds_of(filter);
    std::vector<std::pair<std::size_t, std::size_t>> all;
    for (auto const row : visit.reading().run(together_between, from, until)) {
        auto const one = place.find(row.id<EpisodeId>("one"));
        auto const other = place.find(row.id<EpisodeId>("other"));
        if (one != place.end() && other != place.end())
            all.emplace_back(one->second, other->second);
    }
    return all;
}

} // namespace kith::missing
