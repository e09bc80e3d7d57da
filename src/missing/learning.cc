// SPDX-License-Identifier: MIT
#include "missing/learning.h"
#include <algorithm>

namespace kith::missing {
namespace {
    std::vector<TeamId> teams_with(std::vector<Party> const& parties, std::string_view duty)
    {
        std::vector<TeamId> teams;
        for (auto const& party : parties)
            if (party.duty == duty)
                teams.push_back(party.team);
        return teams;
    }

    bool read_by_another(Learning const& learning, std::vector<LearningRead> const& reads,
        std::vector<Party> const& parties)
    {
        return std::ranges::any_of(reads, [&](LearningRead const& one) {
            return one.of_version == learning.version && one.account != learning.recorded_by
                && std::ranges::any_of(
                    parties, [&](Party const& party) { return party.team == one.team; });
        });
    }
} // namespace

std::vector<TeamId> awaited_teams(Learning const& learning, std::vector<LearningRead> const& reads,
    std::vector<Party> const& parties)
{
    std::vector<TeamId> awaited;
    if (learning.nothing)
        return awaited;
    auto const read_by_one_of = [&](std::vector<TeamId> const& teams) {
        return std::ranges::any_of(reads, [&](LearningRead const& one) {
            return one.of_version == learning.version
                && std::ranges::find(teams, one.team) != teams.end();
        });
    };
    if (auto const police = teams_with(parties, "police");
        !police.empty() && !read_by_one_of(police))
        awaited.push_back(police.front());
    if (auto const responsible = teams_with(parties, "responsible"); !responsible.empty()) {
        auto const wrote = std::ranges::find(responsible, learning.team) != responsible.end();
        auto const named = std::ranges::find(awaited, responsible.front()) != awaited.end();
        if (!wrote && !named && !read_by_one_of(responsible))
            awaited.push_back(responsible.front());
        // Nobody else is awaited: then one of those who share it, and did not write it.
        if (wrote && teams_with(parties, "police").empty()
            && !read_by_another(learning, reads, parties))
            awaited.push_back(responsible.front());
    }
    return awaited;
}

std::vector<TeamId> reading_teams(std::vector<Party> const& parties, std::string_view tell_home)
{
    std::vector<TeamId> teams;
    auto const kept = tell_home != "yes";
    auto const homes = teams_with(parties, "carer");
    for (auto const& party : parties)
        if (!kept || std::ranges::find(homes, party.team) == homes.end())
            teams.push_back(party.team);
    return teams;
}

} // namespace kith::missing
