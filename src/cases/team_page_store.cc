// SPDX-License-Identifier: MIT
#include "cases/team_page_store.h"
#include "cases/case_rows.h"
#include "cases/supervision_store.h"

namespace kith::cases {
namespace {
    constexpr db::Sql all_open_of_team = {"all open cases of a team",
        "select * from (select c.*, (select min(k.due_at) from case_clocks k where k.of_case = "
        "c.id and k.met_at is null and k.stopped_at is null) as next_due from cases c where c.team "
        "= $1 and c.closed_at is null) as held order by case when next_due is null then 1 else 0 "
        "end, next_due, opened_at desc, id"};
    constexpr db::Sql running_of_team = {"clocks of the open cases of a team",
        "select k.* from case_clocks k join cases c on c.id = k.of_case where c.team = $1 and "
        "c.closed_at is null and k.met_at is null and k.stopped_at is null and k.due_at <= $2 "
        "order by k.due_at, k.id"};
    constexpr db::Sql supervisions_of_team = {"supervisions of the open cases of a team",
        "select s.* from supervisions s join cases c on c.id = s.of_case where c.team = $1 and "
        "c.closed_at is null order by s.on_day desc, s.recorded_at desc, s.id"};
} // namespace

std::vector<OpenCase> open_cases_of(Visit const& visit, TeamId team, std::size_t most)
{
    std::vector<OpenCase> all;
    for (auto const row : visit.reading().run(all_open_of_team, team)) {
        auto one = read_case(row);
        auto facts = facts_of(visit, one);
        if (!facts || !visit.sees(*facts) || !visit.permits("supervise", *facts))
            continue;
        visit.looked_at(thing(one.id));
        all.push_back({std::move(one), std::move(*facts)});
        if (all.size() == most)
            break;
    }
    return all;
}

std::vector<CaseClock> clocks_of_team(Visit const& visit, TeamId team, Instant by)
{
    std::vector<CaseClock> all;
    for (auto const row : visit.reading().run(running_of_team, team, by))
        all.push_back(read_case_clock(row));
    return all;
}

std::map<CaseId, Supervision> last_supervisions(
    Visit const& visit, TeamId team, std::vector<OpenCase> const& cases)
{
    std::map<CaseId, access::Facts const*> facts;
    for (auto const& each : cases)
        facts.emplace(each.one.id, &each.facts);
    std::map<CaseId, Supervision> last;
    for (auto const row : visit.reading().run(supervisions_of_team, team)) {
        auto one = read_supervision(row);
        auto const of_case = facts.find(one.of);
        if (of_case == facts.end() || last.contains(one.of)
            || !visit.sees(facts_of(*of_case->second, one)))
            continue;
        visit.looked_at({"supervision", one.id.uuid()});
        auto const of = one.of;
        last.emplace(of, std::move(one));
    }
    return last;
}

} // namespace kith::cases
