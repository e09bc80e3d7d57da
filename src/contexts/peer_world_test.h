// SPDX-License-Identifier: MIT
#pragma once

// For tests of peer maps: a group of friends, mapped by a council's worker.

#include "contexts/contexts_world_test.h"
#include "contexts/peer_maps.h"

namespace kith::contexts {

inline Context lunch_friends()
{
    Context context;
    context.kind = "PEER";
    context.name = "Friends of the lunch table";
    return context;
}

inline Member member_of(PersonId person)
{
    Member member;
    member.part = "Sits with them";
    member.link.from = thing(person);
    member.link.source = "A teacher";
    member.link.from_day = Date::of(2026, 3, 1).value();
    return member;
}

// A group with its map, and so many people on it.
struct Mapped {
    auto as_worker(auto const& body)
    {
        return drawn.world.as(drawn.worker)->visit().change(body).value();
    }
    explicit Mapped(PlacesWorld& world, int people)
        : drawn(world), group(world.record(world.worker, lunch_friends()).value())
    {
        PeerMap map;
        map.purpose = "To get them home safely";
        map.used_by = "The team";
        as_worker([&](Change& change) { return save_map(drawn.room, change, group, map, ""); });
        for (auto i = 0; i < people; ++i) {
            persons.push_back(PersonId::fresh());
            members.push_back(as_worker([&](Change& change) {
                return add_member(drawn.room, change, group, member_of(persons.back()));
            }));
        }
    }
    std::vector<Member> seen_by(AccountId who)
    {
        auto const pass = drawn.world.as(who);
        auto const map = find_map(pass->visit(), group).value().value();
        return list_members(drawn.room, pass->visit(), map);
    }

    PlacesWorld& drawn;
    Context group;
    std::vector<PersonId> persons;
    std::vector<LinkId> members;
};

} // namespace kith::contexts
