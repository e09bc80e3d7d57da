// SPDX-License-Identifier: MIT
// Who is on a peer map, on both databases: for readers who may know some of them, and for two
// records that are joined or taken apart.
#include "base/london.h"
#include "contexts/peer_world_test.h"
#include <algorithm>
#include <array>

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

std::string parts_of(std::vector<Member> const& members)
{
    std::string text;
    for (auto const& one : members)
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
        CHECK(
            has(alone, "Fewer than 5 children are linked whom you may not know. Whether they are"));
        CHECK(has(alone, R"("others":"Fewer than 5 children are linked)"));
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
        for (auto const* const more : {"5 children are linked", "6 children are linked"}) {
            add();
            auto const told = two.told(drawn.elsewhere, id);
            CHECK(has(told, more));
            CHECK_FALSE(has(told, "Hidden"));
            for (std::size_t at = 1; at < mapped.persons.size(); ++at) {
                CHECK_FALSE(has(told, mapped.persons[at].write()));
                CHECK_FALSE(has(told, mapped.members[at].write()));
            }
            auto const all = two.told(drawn.worker, id); // who may know them all
            CHECK(has(all, "Fewer than 5 children are linked whom you may not know."));
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

TEST_CASE("a peer map tells no number that could be taken from that of the children linked")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        Mapped mapped(drawn, 1);
        TwoReaders two(drawn, mapped.group);
        drawn.known_elsewhere.insert(mapped.persons[0].uuid());
        auto const put = [&](bool on_map) {
            mapped.persons.push_back(PersonId::fresh());
            auto member = member_of(mapped.persons.back());
            auto const adult = mapped.persons.size() == 8;
            if (adult)
                drawn.room.counted_as
                    = [grown = mapped.persons.back()](db::Connection&, PersonId person) {
                          return CountedAs{PartialDate{person == grown ? 1990 : 2012, 1, 1}, "F"};
                      };
            mapped.as_worker([&](Change& change) -> Result<LinkId> {
                if (on_map)
                    return add_member(drawn.room, change, mapped.group, member);
                member.link.to = thing(mapped.group.id);
                member.link.role = "one_of_the_group";
                member.link.drawn_from = thing(mapped.group.id);
                auto const made = TRY(drawn.linked.store.save(change, member.link));
                return made.id;
            });
        };
        for (auto i = 0; i < 6; ++i)
            put(true);
        auto const page
            = [&] { return drawn.get(drawn.elsewhere, group_page, mapped.group.id).value().body; };
        auto const before = page();
        CHECK(has(before, "6 children are linked whom you may not know."));
        put(true); // a grown-up: no number points at them
        CHECK(page() == before);
        put(false); // linked, and not on the map: the page of the map counts them all the same
        CHECK(has(page(), "7 children are linked whom you may not know."));
    });
}

TEST_CASE("seen on another day somebody leaves a year after that, and whom they know no later")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        Mapped mapped(drawn, 2); // last seen on 1 March 2026
        links::Link tie;
        tie.role = "friend";
        tie.source = "Their form tutor";
        mapped.as_worker([&](Change& change) {
            return add_tie(
                drawn.room, change, mapped.group, mapped.members[0], mapped.members[1], tie);
        });
        auto const member = [&] {
            auto const pass = drawn.world.as(drawn.worker);
            return find_member(drawn.room, pass->visit(), mapped.group, mapped.members[0]).value();
        };
        auto const save = [&](Member const& wanted) {
            mapped.as_worker([&](Change& change) -> Result<bool> {
                TRY(save_member(drawn.room, change, mapped.group, wanted, "As her tutor said"));
                return true;
            });
        };
        auto again = member();
        again.link.from_day = Date::of(2026, 3, 5).value(); // the day to leave as the form had it
        save(again);
        CHECK(member().link.expires == Date::of(2027, 3, 5).value());
        auto sooner = member();
        sooner.link.expires = Date::of(2026, 6, 1).value();
        // Also by whoever may not know the other end of it.
        drawn.hidden = {mapped.persons[1].uuid()};
        save(sooner);
        drawn.hidden.clear();
        drawn.world.clock.move_to(
            london::start_of(Date::of(2026, 6, 2).value()) + std::chrono::hours(9));
        auto const pass = drawn.world.as(drawn.worker);
        CHECK(drawn.linked.store.list_of(pass->visit(), thing(mapped.persons[0])).empty());
        CHECK(drawn.linked.store.list_of(pass->visit(), thing(mapped.persons[1])).size() == 1);
        // Nobody is followed by having been on a map: in a month it says no more who was.
        CHECK(list_former(drawn.room, pass->visit(), find_map(pass->visit(), mapped.group)->value())
                  .size()
            == 1);
        drawn.world.clock.move_to(
            london::start_of(Date::of(2026, 6, 30).value()) + std::chrono::hours(9));
        auto const later = drawn.world.as(drawn.worker);
        CHECK(
            list_former(drawn.room, later->visit(), find_map(later->visit(), mapped.group)->value())
                .empty());
        CHECK_FALSE(has(drawn.get(drawn.worker, group_page, mapped.group.id)->body, "her tutor"));
        constexpr std::array reasons{
            db::Sql{"words left", "select id from peer_map_words where reason <> ''"},
            db::Sql{"links left", "select id from links_was where reason <> ''"}};
        auto const lease = database.reader();
        for (auto const& sql : reasons)
            CHECK(lease->run(sql).empty());
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
        REQUIRE(after.size() == 2);
        CHECK(after[1].link.from == thing(other));
        CHECK(after[1].link.id != id);
        auto const pass = drawn.world.as(drawn.worker);
        auto const map = find_map(pass->visit(), mapped.group).value().value();
        CHECK(list_former(drawn.room, pass->visit(), map).empty()); // nobody left
        auto const one = find_member(drawn.room, pass->visit(), mapped.group, after[1].link.id);
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
        CHECK(seen.size() == 2);
        auto const pass = drawn.world.as(drawn.worker);
        auto const map = find_map(pass->visit(), mapped.group).value().value();
        auto const ties = list_ties(drawn.room, pass->visit(), map, seen);
        REQUIRE(ties.size() == 1); // and not with themselves
        CHECK(ties[0].from == thing(mapped.persons[0]));
        CHECK(has(drawn.get(drawn.worker, group_page, mapped.group.id)->body, "<line"));
        mapped.as_worker([&](Change& change) -> Result<bool> {
            TRY(take_off(drawn.room, change, mapped.group, mapped.members[1], "Moved away"));
            return true;
        });
        auto const left = mapped.seen_by(drawn.worker);
        REQUIRE(left.size() == 1);
        CHECK(left[0].link.from == thing(mapped.persons[2]));
        auto const former
            = [&] { return list_former(drawn.room, drawn.world.as(drawn.worker)->visit(), map); };
        CHECK(former().size() == 2);           // of either record
        mapped.as_worker([&](Change& change) { // comes back
            return add_member(drawn.room, change, mapped.group, member_of(mapped.persons[1]));
        });
        CHECK(mapped.seen_by(drawn.worker).size() == 2);
        CHECK(former().empty());
    });
}
