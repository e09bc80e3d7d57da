// SPDX-License-Identifier: MIT
// What policies are told of many people at once is what they are told of each.
#include "people/joining.h"
#include "people/people_world_test.h"
#include <algorithm>
#include <doctest/doctest.h>

namespace kith::people {
namespace {
    template <class Id>
    std::vector<Id> in_order(std::vector<Id> ids)
    {
        std::ranges::sort(ids);
        return ids;
    }
    void check_alike(access::Facts const& one, access::Facts const& other)
    {
        CHECK(one.thing == other.thing);
        CHECK(one.subject == other.subject);
        CHECK(one.owner == other.owner);
        CHECK(one.raised_by == other.raised_by);
        CHECK(in_order(one.holding_teams) == in_order(other.holding_teams));
        CHECK(in_order(one.shared_with) == in_order(other.shared_with));
        CHECK(in_order(one.opened_to) == in_order(other.opened_to));
        CHECK(one.state == other.state);
        CHECK(one.sealed == other.sealed);
        CHECK(one.walled == other.walled);
    }
} // namespace

TEST_CASE("facts of many people are those of each, joined records and all")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld world(database);
        std::set<PersonId> ids;
        for (auto i = 0; i < 120; ++i) { // more than two batches
            Person person;
            person.names = {{{}, "birth", "Somebody " + std::to_string(i)}};
            auto const who = i % 3 == 0 ? world.worker
                : i % 3 == 1            ? world.elsewhere
                                        : world.school_lead;
            ids.insert(world.record(who, person).value().id);
        }
        auto const first = *ids.begin();
        auto const last = *ids.rbegin();
        // Whoever recorded both, or a front door, may join them.
        auto const joined = world.world.as(world.front_door)->visit().change([&](Change& change) {
            return join_records(change,
                {first, last, version_of(change.writing(), first),
                    version_of(change.writing(), last), "The school told us"});
        });
        REQUIRE(joined.ok());
        for (auto const who : {world.worker, world.elsewhere, world.school_lead, world.auditor}) {
            auto const pass = world.world.as(who);
            auto asked = ids;
            asked.insert(PersonId::fresh()); // nobody
            auto const many = facts_for_rules(pass->visit(), asked);
            CHECK(many.size() == ids.size());
            for (auto const id : ids)
                check_alike(many.at(id), facts_for_a_rule(pass->visit(), id).value());
        }
        CHECK(facts_for_rules(world.world.as(world.worker)->visit(), {}).empty());
    });
}

} // namespace kith::people
