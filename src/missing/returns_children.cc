// SPDX-License-Identifier: MIT
#include "missing/returns_children.h"
#include "base/london.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::missing {
namespace {
    bool in_care_of(people::PeriodOfCare const& period, DaysAway const& days)
    {
        return period.from <= days.end.value_or(days.start + 1'000'000)
            && (!period.until || days.start <= *period.until);
    }
} // namespace

std::optional<access::Facts> may_disclose(
    Visit const& visit, directory::Agency const& authority, PersonId person)
{
    auto facts = people::facts_for_a_rule(visit, person);
    if (!facts)
        return std::nullopt;
    facts->owner = authority.id;
    return visit.permits("disclose", *facts) ? std::optional(*facts) : std::nullopt;
}

std::vector<ReturnedChild> children_of(
    Visit const& visit, ReturnWanted const& wanted, std::set<PersonId> const& besides)
{
    auto& connection = visit.reading();
    auto const& authority = wanted.authority;
    auto everybody = besides;
    for (auto const person : people::ever_looked_after_by(connection, authority.code))
        everybody.insert(person);
    std::vector<ReturnedChild> children;
    for (auto const person : everybody) {
        if (!may_disclose(visit, authority, person))
            continue;
        ReturnedChild child;
        child.person = person;
        for (auto& period : people::care_of(connection, person))
            (period.authority == authority.code ? child.care : child.elsewhere)
                .push_back(std::move(period));
        auto const ids = people::child_ids_of(connection, person);
        child.id = people::child_id_for(ids, authority.name).value_or("");
        child.several_ids = child.id.empty() && ids.size() > 1;
        child.birth = people::born_on(connection, person);
        child.placements = people::placements_of(connection, person);
        child.episodes = wanted.kind == ReturnKind::ssda903
            ? all_of(connection, person)
            : all_as_known(connection, person, london::start_of(wanted.on + 1)); // rule 8
        std::ranges::reverse(child.episodes);
        visit.looked_at(thing(person));
        children.push_back(std::move(child));
    }
    std::ranges::stable_sort(
        children, {}, [](ReturnedChild const& one) { return std::pair(one.id.empty(), one.id); });
    return children;
}

DaysAway days_of(Episode const& episode)
{
    DaysAway days;
    days.start = london::day_of(episode.started_at);
    if (episode.returned_at)
        days.end = london::day_of(*episode.returned_at);
    return days;
}

bool from_a_placement(Episode const& episode)
{
    return episode.absent_from == "foster_home" || episode.absent_from == "childrens_home"
        || episode.absent_from == "supported_home";
}

std::optional<DaysAway> days_in_care(Episode const& episode,
    std::vector<people::PeriodOfCare> const& care,
    std::vector<people::PeriodOfCare> const& elsewhere)
{
    auto days = days_of(episode);
    auto const period = std::ranges::find_if(
        care, [&](people::PeriodOfCare const& one) { return in_care_of(one, days); });
    if (period == care.end())
        return std::nullopt;
    if (days.start < period->from) {
        if (std::ranges::any_of(elsewhere, [&](people::PeriodOfCare const& one) {
                return one.from <= days.start && (!one.until || days.start <= *one.until);
            }))
            days.start = period->from;
        else if (!from_a_placement(episode))
            return std::nullopt;
    }
    if (period->until && (!days.end || *period->until < *days.end))
        days.end = period->until;
    return days;
}

std::optional<DaysAway> within(ReturnYear year, DaysAway days)
{
    if (days.start > year.last() || (days.end && *days.end < year.first()))
        return std::nullopt;
    if (days.end && *days.end > year.last())
        days.end.reset();
    return days;
}

ReturnLine line_of(
    std::string const& child, Date birth, Episode const& episode, DaysAway const& days)
{
    return {child, write_uk(birth), episode.kind, write_uk(days.start),
        days.end ? write_uk(*days.end) : std::string()};
}

std::optional<ToldOfReturn> why_no_line(
    ReturnedChild const& child, directory::Agency const& authority, Episode const* episode)
{
    ToldOfReturn told;
    told.child = child.id;
    told.person = child.person;
    if (episode) {
        told.episode = episode->id;
        told.reference = episode->reference;
    }
    if (child.id.empty()) {
        told.says = child.several_ids
            ? fmt::format("They have several local authority child ids, and none says that it is "
                          "of {}",
                authority.name)
            : std::string("They have no local authority child id");
        told.mend = child.several_ids
            ? fmt::format("Write “{}” into the source of the one that it gave, on their record",
                authority.name)
            : fmt::format("Add the one that {} gave them to their record", authority.name);
        return told;
    }
    if (!people::read_identifier("la_child_id", child.id)) {
        told.says = "Their local authority child id is no such id";
        told.mend = "It has at most 20 letters and digits, and nothing else: put it right on their "
                    "record";
        return told;
    }
    if (!child.birth || !child.birth->day || child.birth->about) {
        told.says = "The day they were born is not known exactly";
        told.mend = "Enter the whole birth date on their record";
        return told;
    }
    return std::nullopt;
}

} // namespace kith::missing
