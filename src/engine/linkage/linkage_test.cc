// SPDX-License-Identifier: MIT
#include "engine/linkage/linkage.h"
#include "engine/linkage/world_test.h"
#include <doctest/doctest.h>

using namespace kith::linkage;
using kith::linkage::test::World;

TEST_CASE("somebody written in two scripts is proposed, and is found without their birth date too")
{
    auto const found = [](std::string const& left, std::string const& right) {
        World world(test::town(400) + "a," + left + "\nb," + right + "\n");
        auto const out = link(world.people(), {});
        auto const a = static_cast<std::uint32_t>(world.people().records.size() - 2);
        for (auto const& one : out.links)
            if (one.left == a && one.right == a + 1)
                return true;
        return false;
    };
    CHECK(found("محمد,حسين,2011-05-03,,,", "Mohammed,Hussain,2011-05-03,,,"));
    CHECK(found(
        "Γιώργος,Παπαδόπουλος,,7,mill lane,FY9 9ZD", "Giorgos,Papadopoulos,,7,mill lane,FY9 9ZD"));
    CHECK_FALSE(found("محمد,حسين,2011-05-03,,,", "Olivia,Nowak,2011-05-03,,,"));
}

TEST_CASE("only where somebody is written in another script are names of two scripts looked for")
{
    auto const asleep = [](std::string const& rows) {
        World world(rows);
        return link(world.people(), {}).model.crowded.asleep[static_cast<std::size_t>(Key::twins)];
    };
    CHECK(asleep(test::town(60)));
    CHECK_FALSE(asleep(test::town(60) + "a,محمد,حسين,2011-05-03,,,\n"));
}

TEST_CASE("the same records give the same answer on 1, 2 and 7 threads")
{
    auto const rows = test::town(900);
    World one(rows);
    auto const alone = link(one.people(), {});
    CHECK(alone.links.size() > 100);
    for (auto const threads : {2U, 7U}) {
        World world(rows, threads);
        auto const together = link(world.people(), {.threads = threads});
        CHECK(together.links == alone.links);
        CHECK(together.clusters == alone.clusters);
        CHECK(together.compared == alone.compared);
        CHECK(together.model.m == alone.model.m);
        CHECK(together.model.u == alone.model.u);
    }
}

TEST_CASE("people met twice are found, and strangers are not joined")
{
    World world(test::town(900));
    auto const out = link(world.people(), {});
    std::size_t found = 0;
    std::size_t wrong = 0;
    for (auto const& [left, right, bits] : out.links) {
        auto const l = std::string(world.people().ids[left]);
        auto const r = std::string(world.people().ids[right]);
        (l + "x" == r || r + "x" == l ? found : wrong) += 1;
    }
    CHECK(found >= 285); // of 300
    CHECK(wrong <= 15);
}

TEST_CASE("between two files only pairs across them are compared")
{
    std::string_view const first
        = "id,forename,surname,dob\n1,Ann,Day,2011-05-03\n2,Ann,Day,2011-05-03\n";
    std::string_view const second = "id,forename,surname,dob\n7,Ann,Day,2011-05-03\n";
    std::vector<std::string_view> const files = {first, second};
    auto read = read_people(files, {}, {}, 1);
    REQUIRE(read.people.records.size() == 3);
    CHECK(possible_pairs(read.people, Which::between_files) == 2);
    CHECK(possible_pairs(read.people, Which::anywhere) == 3);
    auto const out = link(read.people, {.which = Which::between_files});
    CHECK(out.compared == 2);
    for (auto const& one : out.links)
        CHECK(one.right == 2);
}

TEST_CASE("a crowded key is the same for one record alone as among the others")
{
    World world(test::town(2000));
    auto const blocked = block(world.people(), nullptr, 1);
    std::size_t crowded = 0;
    for (auto const& keys : blocked.crowded.keys)
        crowded += keys.size();
    REQUIRE(crowded > 0);
    for (std::size_t at = 0; at < world.people().records.size(); ++at)
        CHECK(keys_of(world.people().records[at], world.people(), blocked.crowded).of
            == blocked.keys[at].of);
    auto const again = block(world.people(), &blocked.crowded, 1);
    for (std::size_t kind = 0; kind < key_count; ++kind)
        CHECK(again.blocks[kind].order.size() == blocked.blocks[kind].order.size());
}

TEST_CASE("among many records a kind that seldom finds anything is tried on a share, then woken")
{
    World world(test::town(75'600), 2);
    auto const& people = world.people();
    REQUIRE(people.records.size() == 100'800);
    auto blocked = block(people, nullptr, 2);
    auto const surname = static_cast<std::size_t>(Key::surname);
    CHECK(blocked.share[surname] == doctest::Approx(1000.0 / 1008));
    CHECK(blocked.share[static_cast<std::size_t>(Key::names)] == 1);
    wake(blocked, people, Key::surname);
    CHECK(blocked.share[surname] == 1);
    std::size_t different = 0;
    for (std::size_t at = 0; at < people.records.size(); at += 7)
        different += keys_of(people.records[at], people, blocked.crowded).of[surname]
                != blocked.keys[at].of[surname]
            ? 1U
            : 0U;
    CHECK(different == 0);
}
