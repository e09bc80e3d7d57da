// SPDX-License-Identifier: MIT
#include "directory/reference_facts.h"
#include "directory/facts_file.h"
#include <algorithm>

namespace kith::directory {
namespace {
    template <class Fact>
    std::vector<Fact> standing_on(std::vector<Fact> const& all, Date on)
    {
        std::vector<Fact> found;
        std::ranges::copy_if(all, std::back_inserter(found),
            [on](Fact const& fact) { return fact.standing.during.holds(on); });
        return found;
    }

    template <class Fact, class Member>
    std::optional<Fact> one_on(
        std::vector<Fact> const& all, Member member, std::string_view wanted, Date on)
    {
        auto const at = std::ranges::find_if(all, [&](Fact const& fact) {
            return fact.*member == wanted && fact.standing.during.holds(on);
        });
        return at == all.end() ? std::nullopt : std::optional(*at);
    }
} // namespace

std::vector<District> ReferenceFacts::districts(Date on) const
{
    return standing_on(districts_, on);
}
std::optional<District> ReferenceFacts::district(std::string_view code, Date on) const
{
    return one_on(districts_, &District::code, code, on);
}
std::optional<Authority> ReferenceFacts::authority(std::string_view code, Date on) const
{
    return one_on(authorities_, &Authority::code, code, on);
}
std::vector<Authority> ReferenceFacts::authorities(Date on) const
{
    return standing_on(authorities_, on);
}
std::vector<ExploitationTeam> ReferenceFacts::teams(Date on) const
{
    return standing_on(teams_, on);
}
std::optional<ExploitationTeam> ReferenceFacts::team(std::string_view name, Date on) const
{
    return one_on(teams_, &ExploitationTeam::name, name, on);
}
std::vector<Contact> ReferenceFacts::contacts(Date on) const
{
    auto found = standing_on(contacts_, on);
    for (auto& contact : found)
        std::erase_if(
            contact.hours, [on](Hours const& hours) { return !hours.standing.during.holds(on); });
    return found;
}
std::optional<Contact> ReferenceFacts::contact(std::string_view code, Date on) const
{
    auto const all = contacts(on);
    auto const at = std::ranges::find(all, code, &Contact::code);
    return at == all.end() ? std::nullopt : std::optional(*at);
}
std::vector<Partnership> ReferenceFacts::partnerships(Date on) const
{
    return standing_on(partnerships_, on);
}
std::vector<LevelOfNeed> ReferenceFacts::levels_of_need(Date on) const
{
    return standing_on(levels_, on);
}

std::optional<Place> ReferenceFacts::place(std::string_view name, Date on) const
{
    auto const wanted = plain_name(name);
    for (auto const& district : districts(on))
        if (plain_name(district.name) == wanted)
            return Place{district.name, district.code, district.standing};
    for (auto const& place : places_)
        if (plain_name(place.name) == wanted && place.standing.during.holds(on))
            return place;
    return std::nullopt;
}
std::vector<Place> ReferenceFacts::places(Date on) const { return standing_on(places_, on); }

std::vector<ListedCode> ReferenceFacts::codes(std::string_view list, Date on) const
{
    auto const at = codes_.find(list);
    must(at != codes_.end(), "no code list ships under the name " + std::string(list));
    return standing_on(at->second, on);
}

std::optional<ListedCode> ReferenceFacts::code(std::string_view list, std::string_view code) const
{
    auto const at = codes_.find(list);
    must(at != codes_.end(), "no code list ships under the name " + std::string(list));
    auto const found = std::ranges::find(at->second, code, &ListedCode::code);
    return found == at->second.end() ? std::nullopt : std::optional(*found);
}

std::vector<std::string> ReferenceFacts::code_lists() const
{
    std::vector<std::string> names;
    for (auto const& [name, codes] : codes_)
        names.push_back(name);
    return names;
}

} // namespace kith::directory
