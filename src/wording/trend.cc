// SPDX-License-Identifier: MIT
#include "wording/trend.h"
#include <algorithm>
#include <set>

namespace kith::wording_helper {
namespace {
    void add_counts(Counts& to, Counts const& more)
    {
        to.texts += more.texts;
        to.flagged += more.flagged;
        to.phrases += more.phrases;
    }
} // namespace

Trend trend_of(std::vector<std::pair<TeamId, std::string>> const& teams,
    std::vector<Place> const& places, std::vector<Counted> const& counted,
    std::string const& everybody_else)
{
    std::map<TeamId, std::set<AccountId>> people;
    for (auto const& place : places)
        if (!place.team.none())
            people[place.team].insert(place.account);
    Trend trend;
    std::map<TeamId, std::size_t> group_of;
    for (auto const& [team, name] : teams)
        if (people[team].size() >= least_people) {
            group_of[team] = trend.groups.size();
            trend.groups.push_back({name});
        }
    std::set<AccountId> others;
    for (auto const& place : places)
        others.insert(place.account);
    for (auto const& place : places)
        if (group_of.contains(place.team))
            others.erase(place.account);
    Group rest{everybody_else};
    for (auto const& one : counted) {
        auto const at = group_of.find(one.team);
        auto& group = at == group_of.end() ? rest : trend.groups[at->second];
        add_counts(group.months[one.month], one.counts);
    }
    trend.withheld = !others.empty() && others.size() < least_people;
    if (others.size() >= least_people)
        trend.groups.push_back(std::move(rest));
    return trend;
}

int share(Counts const& counts)
{
    if (counts.texts < least_texts)
        return -1;
    return static_cast<int>((counts.flagged * 100 + counts.texts / 2) / counts.texts);
}

Date month_of(Date day) { return Date::of(day.year(), day.month(), 1).value(); }

std::vector<Date> months_until(Date day, int count)
{
    std::vector<Date> months;
    auto year = day.year();
    auto month = day.month();
    for (; count > 0; --count) {
        months.push_back(Date::of(year, month, 1).value());
        year -= int(month == 1);
        month = month == 1 ? 12 : month - 1;
    }
    std::ranges::reverse(months);
    return months;
}

} // namespace kith::wording_helper
