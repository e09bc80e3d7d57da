// SPDX-License-Identifier: MIT
// Who is on a peer map, on both databases: for readers who may know some of them, and for two
// records that are joined or taken apart.
#include "contexts/peer_world_test.h"
#include <algorithm>

using namespace kith;
using namespace kith::contexts;

namespace {
constexpr char const* group_page = "/contexts/{context}/group";

// A second reader works with the group, and may know those of its members alone that are given.
struct TwoReaders {
    explicit TwoReaders(PlacesWorld& world, Context const& group) : drawn(world)
    {
        links::Involvement works;
        works.agency = drawn.world.as(drawn.worker)->visit().visitor().agency;
        works.practitioner = drawn.elsewhere;
        works.role = "Works with them";
        REQUIRE(drawn.world.as(drawn.worker)
                    ->visit()
                    .change([&](Change& change) {
                        return links::involve(change, facts_of(change, group), works);
                    })
                    .ok());
    }
    // All that pages and programs tell of the map.
    std::string told(AccountId who, ContextId group) const
    {
        std::string text;
        for (auto const* const route :
            {"/contexts/{context}", group_page, "/contexts/{context}/group/print",
                "/contexts/{context}/group/members/new", "/api/v1/contexts/{context}/group"})
            text += drawn.get(who, route, group).value().body;
        auto const pass = drawn.world.as(who);
        for (auto const& line : due_lines(drawn.room, pass->visit()))
            text += line.verb + line.text + line.detail;
        return text;
    }

    PlacesWorld& drawn;
};

bool has(std::string const& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

std::string parts_of(Members const& members)
{
    std::string text;
    for (auto const& one : members.known)
        text += one.part + (one.strengths.empty() ? "" : " (" + one.strengths + ")") + ". ";
    return text;
}
} // namespace

TEST_CASE("of 4 members whom a reader may not know no page tells one, nor of fewer; of 5 and 6 how "
          "many")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        Mapped mapped(drawn, 1);
        TwoReaders two(drawn, mapped.group);
        drawn.known_elsewhere.insert(mapped.persons[0].uuid());
        auto const id = mapped.group.id;
        auto const alone = two.told(drawn.elsewhere, id);
        CHECK(has(alone, "Fewer than 5 more are on it whom you may not know."));
        CHECK(has(alone, R"("others":"fewer than 5")"));
        auto const add = [&] {
            mapped.persons.push_back(PersonId::fresh());
            auto member = member_of(mapped.persons.back());
            member.part = "Hidden part";
            member.strengths = "Hidden strength";
            mapped.members.push_back(mapped.as_worker([&](Change& change) {
                return add_member(drawn.room, change, mapped.group, member);
            }));
        };
        for (auto hidden = 1; hidden <= 4; ++hidden) {
            add();
            CHECK(two.told(drawn.elsewhere, id) == alone);
        }
        for (auto const* const more : {"5 more are on it", "6 more are on it"}) {
            add();
            auto const told = two.told(drawn.elsewhere, id);
            CHECK(has(told, more));
            CHECK_FALSE(has(told, "Hidden"));
            for (std::size_t at = 1; at < mapped.persons.size(); ++at) {
                CHECK_FALSE(has(told, mapped.persons[at].write()));
                CHECK_FALSE(has(told, mapped.members[at].write()));
            }
            auto const all = two.told(drawn.worker, id); // who may know them all
            CHECK(has(all, "Fewer than 5 more are on it whom you may not know."));
            CHECK(has(all, "Hidden part"));
            CHECK(has(all, mapped.persons.back().write()));
        }
        // Nor is anybody told of who leaves again, or of what they are good at.
        REQUIRE(drawn.world.as(drawn.worker)
                    ->visit()
                    .change([&](Change& change) -> Done {
                        TRY(take_off(drawn.room, change, mapped.group, mapped.members[5], "Moved"));
                        return take_off(
                            drawn.room, change, mapped.group, mapped.members[6], "Moved");
                    })
                    .ok());
        CHECK(two.told(drawn.elsewhere, id) == alone);
        CHECK(drawn.send(drawn.elsewhere, "/api/v1/contexts/{context}/group/finish", id, "{}")
                  .error()
                  .field
            == "strengths");
    });
}

TEST_CASE("part and strengths follow whoever is on a map to the record that is theirs")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        Mapped mapped(drawn, 1);
        auto const kept = PersonId::fresh();
        auto const other = PersonId::fresh();
        auto member = member_of(kept);
        member.part = "Walks the younger ones home";
        member.strengths = "Kind";
        auto const id = mapped.as_worker(
            [&](Change& change) { return add_member(drawn.room, change, mapped.group, member); });
        auto const before = parts_of(mapped.seen_by(drawn.worker));
        CHECK(before == "Sits with them. Walks the younger ones home (Kind). ");
        mapped.as_worker([&](Change& change) -> Result<bool> {
            drawn.linked.store.move(
                change, id, thing(kept), thing(other), "Belongs to another record");
            return true;
        });
        auto const after = mapped.seen_by(drawn.worker);
        CHECK(parts_of(after) == before);
        REQUIRE(after.known.size() == 2);
        CHECK(after.known[1].link.from == thing(other));
        CHECK(after.known[1].link.id != id);
        auto const pass = drawn.world.as(drawn.worker);
        auto const map = find_map(pass->visit(), mapped.group).value().value();
        CHECK(list_former(drawn.room, pass->visit(), map).empty()); // nobody left
        auto const one
            = find_member(drawn.room, pass->visit(), mapped.group, after.known[1].link.id);
        CHECK(one->part == "Walks the younger ones home");
        CHECK(one->strengths == "Kind");
    });
}

TEST_CASE("somebody of two joined records is one on a map, leaves it once, and is no former member")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        Mapped mapped(drawn, 3);
        links::Link tie;
        tie.role = "friend";
        tie.source = "Their form tutor";
        mapped.as_worker([&](Change& change) {
            return add_tie(
                drawn.room, change, mapped.group, mapped.members[0], mapped.members[2], tie);
        });
        mapped.as_worker([&](Change& change) { // of two who turn out to be one
            return add_tie(
                drawn.room, change, mapped.group, mapped.members[0], mapped.members[1], tie);
        });
        drawn.joined[mapped.persons[0].uuid()] = mapped.persons[1].uuid();
        auto const seen = mapped.seen_by(drawn.worker);
        CHECK(seen.known.size() == 2);
        CHECK(seen.others == 0);
        auto const pass = drawn.world.as(drawn.worker);
        auto const map = find_map(pass->visit(), mapped.group).value().value();
        auto const ties = list_ties(drawn.room, pass->visit(), map, seen.known);
        REQUIRE(ties.size() == 1); // and not with themselves
        CHECK(ties[0].from == thing(mapped.persons[0]));
        CHECK(has(drawn.get(drawn.worker, group_page, mapped.group.id)->body, "<line"));
        mapped.as_worker([&](Change& change) -> Result<bool> {
            TRY(take_off(drawn.room, change, mapped.group, mapped.members[1], "Moved away"));
            return true;
        });
        auto const left = mapped.seen_by(drawn.worker);
        REQUIRE(left.known.size() == 1);
        CHECK(left.known[0].link.from == thing(mapped.persons[2]));
        auto const former
            = [&] { return list_former(drawn.room, drawn.world.as(drawn.worker)->visit(), map); };
        CHECK(former().size() == 2);           // of either record
        mapped.as_worker([&](Change& change) { // comes back
            return add_member(drawn.room, change, mapped.group, member_of(mapped.persons[1]));
        });
        CHECK(mapped.seen_by(drawn.worker).known.size() == 2);
        CHECK(former().empty());
    });
}
