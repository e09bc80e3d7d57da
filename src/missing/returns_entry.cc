// SPDX-License-Identifier: MIT
// What the rules of the yearly return tell of one episode, as it is recorded and put right.
//
// A report of somebody who is missing is never held up for want of a date of care: only what cannot
// be so is refused (episode.h, rules 1 to 3; born after it started). What care says against it is
// told on the episode's page, to whoever may put it right.
#include "base/london.h"
#include "missing/returns_children.h"
#include <algorithm>

namespace kith::missing {

std::vector<ReturnRule> told_of_episode(
    db::Connection& connection, Episode const& episode, Date today)
{
    auto const care = people::care_of(connection, episode.person);
    if (care.empty())
        return {};
    ChildInCare child;
    child.placements = people::placements_of(connection, episode.person);
    // The authority that looks after them at the start; else any whose care the time touches.
    std::optional<DaysAway> days;
    for (auto const& period : care) {
        std::vector<people::PeriodOfCare> of_one;
        std::vector<people::PeriodOfCare> of_others;
        for (auto const& other : care)
            (other.authority == period.authority ? of_one : of_others).push_back(other);
        auto const found = days_in_care(episode, of_one, of_others);
        if (found && (!days || period.from <= found->start)) {
            days = found;
            child.care = of_one;
        }
    }
    if (!days && !from_a_placement(episode))
        return {};
    if (!days) {
        days = days_of(episode);
        child.care = care;
    }
    auto const birth = people::born_on(connection, episode.person);
    std::string const nobody = "A1";
    ReturnLine line{nobody, birth && birth->day ? write_uk(birth->first()) : "", episode.kind,
        write_uk(days->start), days->end ? write_uk(*days->end) : ""};
    auto const year = return_year_of(days->end ? *days->end : today);
    std::vector<ReturnRule> told;
    for (auto const& breach : breaches_of(year, {&line, 1}, {{nobody, child}}))
        told.push_back(return_rule(breach.rule));
    return told;
}

Done check_born_before(db::Connection& connection, Episode const& episode)
{
    auto const birth = people::born_on(connection, episode.person);
    auto const day = london::day_of(episode.started_at);
    if (!birth || day > birth->first())
        return done();
    auto const looked_after = !people::care_of(connection, episode.person).empty();
    if (day < birth->first() || (looked_after && birth->day))
        return invalid("It started on or before the day they were born, " + birth->in_words()
                + ": put the day right, or the birth on their record",
            "left_at");
    return done();
}

} // namespace kith::missing
