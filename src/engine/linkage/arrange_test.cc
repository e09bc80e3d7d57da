// SPDX-License-Identifier: MIT
#include "engine/linkage/arrange.h"
#include "engine/linkage/block.h"
#include "engine/linkage/world_test.h"
#include <doctest/doctest.h>

using namespace kith::linkage;
using kith::linkage::test::World;

namespace {
// Records enough to be arranged: three to each of the first postcodes, and some with none.
People many_people()
{
    People people;
    for (unsigned at = 0; at < 30'000; ++at)
        (void)people.book(Book::postcodes).take("fy" + std::to_string(at));
    people.records.resize(120'000);
    for (std::uint32_t at = 0; at < people.records.size(); ++at) {
        auto& record = people.records[at];
        record.postcode = at % 4 == 3 ? 0 : 1 + at % 30'000;
        record.birth = {static_cast<std::uint16_t>(1950 + at % 70), 5, 3};
        record.house = at + 1; // which one it is
    }
    return people;
}
} // namespace

TEST_CASE("records are laid by where people live, and are in their order again at the end")
{
    auto people = many_people();
    std::size_t neighbours = 0;
    std::size_t wrong = 0;
    {
        Arranged const arranged(people, 3);
        std::vector<bool> seen(people.records.size());
        for (std::uint32_t now = 0; now < people.records.size(); ++now) {
            auto const before = arranged.number_before(now);
            wrong += seen[before] || people.records[now].house != before + 1 ? 1U : 0U;
            seen[before] = true;
            neighbours += now > 0 && people.records[now].postcode != 0
                    && people.records[now].postcode == people.records[now - 1].postcode
                ? 1U
                : 0U;
        }
    }
    // 90,000 records give one of 22,500 postcodes: all but the first of each stand behind one
    CHECK(neighbours == 90'000 - 22'500);
    for (std::uint32_t at = 0; at < people.records.size(); ++at)
        wrong += people.records[at].house != at + 1 ? 1U : 0U;
    CHECK(wrong == 0);
}

TEST_CASE("records are arranged alike on any number of threads; a few are left as they are")
{
    auto people = many_people();
    std::vector<std::uint32_t> alone;
    {
        Arranged const arranged(people, 1);
        for (std::uint32_t now = 0; now < people.records.size(); ++now)
            alone.push_back(arranged.number_before(now));
    }
    Arranged const arranged(people, 7);
    std::size_t different = 0;
    for (std::uint32_t now = 0; now < people.records.size(); ++now)
        different += arranged.number_before(now) != alone[now] ? 1U : 0U;
    CHECK(different == 0);
    World few(test::town(9));
    Arranged const left(few.people(), 2);
    for (std::uint32_t now = 0; now < few.people().records.size(); ++now)
        CHECK(left.number_before(now) == now);
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
