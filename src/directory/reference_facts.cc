// SPDX-License-Identifier: MIT
#include "directory/reference_facts.h"
#include "directory/facts_file.h"
#include <algorithm>
#include <set>

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

    template <class Fact>
    bool has_code(std::vector<Fact> const& all, std::string Fact::*member, std::string_view wanted)
    {
        return std::ranges::find(all, wanted, member) != all.end();
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

std::shared_ptr<ReferenceFacts::Kept const> ReferenceFacts::kept() const
{
    std::lock_guard const lock(held_->mutex);
    return held_->kept;
}

void ReferenceFacts::keep(
    std::vector<Contact> const& contacts, std::vector<District> const& districts) const
{
    auto fresh = std::make_shared<Kept>(shipped_);
    std::set<std::string, std::less<>> mapped;
    for (auto const& district : districts)
        mapped.insert(district.code);
    std::erase_if(
        fresh->districts, [&](District const& district) { return mapped.contains(district.code); });
    fresh->districts.insert(fresh->districts.end(), districts.begin(), districts.end());
    std::ranges::stable_sort(fresh->districts, {}, &District::name);
    for (auto const& contact : contacts) {
        auto const at = std::ranges::find(fresh->contacts, contact.code, &Contact::code);
        if (at == fresh->contacts.end()) {
            fresh->contacts.push_back(contact);
        } else {
            *at = contact; // in its place: the order of the file is the order to call
            auto const later = std::remove_if(at + 1, fresh->contacts.end(),
                [&](Contact const& other) { return other.code == contact.code; });
            fresh->contacts.erase(later, fresh->contacts.end());
        }
    }
    for (auto const& district : districts) { // a council or team that only a kept row names
        Standing const since{{district.standing.during.from, {}}, district.standing.source, false};
        if (!has_code(fresh->authorities, &Authority::code, district.authority_code))
            fresh->authorities.push_back(
                {district.authority_code, district.authority_name, district.la_number, since});
        if (!has_code(fresh->teams, &ExploitationTeam::name, district.team))
            fresh->teams.push_back({district.team, district.area, {}, since});
    }
    for (auto& team : fresh->teams)
        for (auto const& contact : fresh->contacts)
            if (team.contact.empty() && contact.kind == ContactKind::team
                && contact.serves == team.name)
                team.contact = contact.code;
    std::lock_guard const lock(held_->mutex);
    held_->kept = std::move(fresh);
}

std::vector<District> ReferenceFacts::districts(Date on) const
{
    return standing_on(kept()->districts, on);
}
std::optional<District> ReferenceFacts::district(std::string_view code, Date on) const
{
    return one_on(kept()->districts, &District::code, code, on);
}
std::optional<Authority> ReferenceFacts::authority(std::string_view code, Date on) const
{
    return one_on(kept()->authorities, &Authority::code, code, on);
}
std::vector<Authority> ReferenceFacts::authorities(Date on) const
{
    return standing_on(kept()->authorities, on);
}
std::vector<ExploitationTeam> ReferenceFacts::teams(Date on) const
{
    return standing_on(kept()->teams, on);
}
std::optional<ExploitationTeam> ReferenceFacts::team(std::string_view name, Date on) const
{
    return one_on(kept()->teams, &ExploitationTeam::name, name, on);
}
std::vector<Contact> ReferenceFacts::contacts(Date on) const
{
    auto found = standing_on(kept()->contacts, on);
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

bool ReferenceFacts::lists(std::string_view list, std::string_view code, Date on) const
{
    auto const standing = codes(list, on);
    return std::ranges::find(standing, code, &ListedCode::code) != standing.end();
}

std::vector<std::string> ReferenceFacts::code_lists() const
{
    std::vector<std::string> names;
    for (auto const& [name, codes] : codes_)
        names.push_back(name);
    return names;
}

} // namespace kith::directory
