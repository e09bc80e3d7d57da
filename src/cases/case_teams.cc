// SPDX-License-Identifier: MIT
// Which team would hold a case, and who works in it.
#include "base/london.h"
#include "cases/acts.h"
#include <algorithm>

namespace kith::cases {
namespace {
    constexpr db::Sql works_in_team = {"who works in a team that day",
        "select distinct s.account from assignments s join accounts a on a.id = s.account where "
        "s.team = $1 and s.from_day <= $2 and (s.until_day is null or s.until_day >= $2) and "
        "a.closed_at is null order by s.account"};

    std::string district_of(Cases const&, Visit const& visit, Thing const& subject)
    {
        if (subject.kind != "context")
            return {};
        auto const found = contexts::find(visit, ContextId(subject.id));
        return found ? found->district : std::string();
    }
} // namespace

TeamId suggested_team(Cases const& room, Visit const& visit, Opening const& opening)
{
    auto district = district_of(room, visit, opening.subject);
    if (district.empty() && opening.from.kind == "concern") {
        auto const concern = concerns::Store().find(visit, ConcernId(opening.from.id));
        district = concern ? concern->district : std::string();
    }
    auto const teams = directory::teams_for(
        visit.reading(), district, "exploitation", london::day_of(visit.now()));
    if (!district.empty() && !teams.empty())
        return teams.front().id;
    return visit.visitor().teams.empty() ? TeamId() : visit.visitor().teams.front();
}

bool may_open_case(Cases const& room, Visit const& visit, Opening const& opening)
{
    auto const team = opening.team.none() ? suggested_team(room, visit, opening) : opening.team;
    return visit.could("create", "case") && subject_facts(visit, opening.subject).ok()
        && directory::find_team(visit.reading(), team).ok();
}

Done opens_by_hand(Visit const& visit, Thing const& subject, Thing const& from)
{
    auto const facts = TRY(subject_facts(visit, subject));
    auto const decides = from.kind == "concern" && visit.could("decide", "concern");
    if (decides || links::is_involved(visit, facts))
        return done();
    return error(Code::not_allowed,
        "Whoever works with them opens a case. Raise a concern: the front door decides on it, and "
        "whoever holds a case reads it");
}

std::vector<std::pair<AccountId, std::string>> workers_of(
    Cases const& room, Visit const& visit, TeamId team)
{
    std::vector<std::pair<AccountId, std::string>> all;
    for (auto const row : visit.reading().run(works_in_team, team, london::day_of(visit.now()))) {
        auto const account = row.id<AccountId>("account");
        all.emplace_back(account, room.name_of(visit.reading(), account));
    }
    std::ranges::sort(all, {}, [](auto const& one) { return one.second; });
    return all;
}

} // namespace kith::cases
