// SPDX-License-Identifier: MIT
#include "concerns/concerns_world_test.h"
#include "concerns/joining.h"
#include <algorithm>

using namespace kith;
using namespace kith::concerns;

namespace {
struct TwoRecords : Partnership {
    explicit TwoRecords(db::Database& held) : Partnership(held)
    {
        kept = record("Robin Marlowe");
        other = record("Robyn Marlow");
    }
    // A way in of its own each time; the one before it is over.
    Visit const& triage()
    {
        door.reset();
        door = gate->enter(triage_worker).value();
        return door->visit();
    }
    PersonId record(char const* name)
    {
        people::Person person;
        person.names.push_back({{}, "birth", name});
        return triage()
            .change([&](Change& change) { return people::create(change, person); })
            .value()
            .id;
    }
    ConcernId raised()
    {
        auto const answers = forms::Answers::from_json("concerns/referral", 1,
            R"({"about":["child"],"people":[{"name":"Robin Marlowe"}],"what":"Robin Marlowe, whom some call Robyn Marlow, is late home","postcode":"FY1 1AD","safe_now":"yes","strengths":"A trusted teacher","own_words":"“I like football”","consent":"agreed"})");
        return gate->enter(school_lead)
            .value()
            ->visit()
            .change([&](Change& change) { return raise(room, change, *answers); })
            .value();
    }
    Result<LinkId> link(ConcernId concern, PersonId person)
    {
        Joining joining{concern, thing(person), {}};
        joining.stands.role = "worry_about";
        return triage().change([&](Change& change) { return link_known(room, change, joining); });
    }
    Result<JoinId> join_them()
    {
        return triage().change([&](Change& change) {
            return people::join_records(change, {kept, other, 1, 1, "The school told us"});
        });
    }
    std::vector<links::Link> shown(ConcernId concern)
    {
        auto const& visit = triage();
        return each_once(room, visit, links_of(room, visit, concern));
    }
    std::size_t candidates(ConcernId concern)
    {
        auto const& visit = triage();
        auto const held = room.store.find(visit, concern).value();
        std::size_t all = 0;
        for (auto const& named : named_in(room, visit, held))
            all += named.candidates.size();
        return all;
    }

    std::unique_ptr<access::Pass> door;
    PersonId kept;
    PersonId other;
};
} // namespace

TEST_CASE(
    "a concern linked to two records of one person shows the person once, and each again when "
    "they are taken apart")
{
    tests::on_both_databases([](db::Database& database) {
        TwoRecords world(database);
        auto const concern = world.raised();
        REQUIRE(world.link(concern, world.kept).ok());
        REQUIRE(world.link(concern, world.other).ok());
        CHECK(world.shown(concern).size() == 2);
        auto const join = world.join_them();
        REQUIRE(join.ok());
        REQUIRE(world.shown(concern).size() == 1);
        auto const subject = subject_of(world.shown(concern)[0]);
        auto const shown = world.links.seen.show(world.triage(), subject);
        CHECK(shown.text == "Robin Marlowe");
        CHECK(shown.href == "/people/" + world.kept.write());
        // the same once more changes nothing, by whichever record it is asked
        CHECK(*world.link(concern, world.kept) == *world.link(concern, world.other));
        CHECK(links_of(world.room, world.triage(), concern).size() == 2);
        // nobody is proposed who is linked already
        CHECK(world.candidates(concern) == 0);
        REQUIRE(world.triage()
                    .change([&](Change& change) {
                        return people::part_records(
                            world.people_room, change, {*join, 2, "They are cousins", {}});
                    })
                    .ok());
        CHECK(world.shown(concern).size() == 2);
        CHECK(world.verdict().problems.empty());
    });
}

TEST_CASE("an earlier concern about either record stands beside a new one, and who was set aside "
          "stays so")
{
    tests::on_both_databases([](db::Database& database) {
        TwoRecords world(database);
        auto const earlier = world.raised();
        REQUIRE(world.link(earlier, world.other).ok());
        auto const aside = world.raised();
        REQUIRE(world.triage()
                    .change([&](Change& change) {
                        return set_aside(world.room, change, aside, thing(world.other));
                    })
                    .ok());
        auto const later = world.raised();
        REQUIRE(world.link(later, world.kept).ok());
        auto const reasons = [&] {
            auto const& visit = world.triage();
            auto const held = world.room.store.find(visit, later).value();
            for (auto const& one : earlier_than(world.room, visit, held, {}, 10))
                if (one.concern.id == earlier)
                    return one.reason;
            return std::string();
        };
        CHECK(reasons() == "Same postcode");
        REQUIRE(world.join_them().ok());
        CHECK(reasons() == "Linked to Robin Marlowe");
        CHECK(world.candidates(aside) == 0); // neither of the two names is asked about again
    });
}
