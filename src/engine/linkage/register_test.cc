// SPDX-License-Identifier: MIT
#include "engine/linkage/linkage.h"
#include "engine/linkage/register.h"
#include "engine/linkage/world_test.h"
#include <doctest/doctest.h>
#include <map>

using namespace kith::linkage;
using kith::linkage::test::World;

namespace {
// What a full run over the records that are held gives, by their numbers in the register.
std::vector<std::uint32_t> full_run(
    People const& people, Register const& kept, Model const& model, double pairs_per_record)
{
    People held;
    held.books = people.books;
    held.names = people.names;
    std::vector<std::uint32_t> numbers;
    for (std::uint32_t at = 0; at < people.records.size(); ++at)
        if (kept.holds(at)) {
            held.records.push_back(people.records[at]);
            numbers.push_back(at);
        }
    auto const blocked = block(held, &model.crowded, 1);
    Scorer const scorer(model, pairs_per_record);
    Comparer comparer(held);
    std::vector<Link> links;
    for (std::size_t kind = 0; kind < key_count; ++kind)
        for (std::size_t at = 0; at < blocked.blocks[kind].size(); ++at)
            for (auto l = blocked.blocks[kind].starts[at]; l < blocked.blocks[kind].starts[at + 1];
                 ++l)
                for (auto r = l + 1; r < blocked.blocks[kind].starts[at + 1]; ++r) {
                    auto const left
                        = std::min(blocked.blocks[kind].order[l], blocked.blocks[kind].order[r]);
                    auto const right
                        = std::max(blocked.blocks[kind].order[l], blocked.blocks[kind].order[r]);
                    auto const bits
                        = scorer.bits(comparer.compare(held.records[left], held.records[right]),
                            held.records[left], held.records[right]);
                    if (bits >= 0)
                        links.push_back({left, right, bits});
                }
    auto const clusters = cluster(held, links, scorer, 1);
    std::vector<std::uint32_t> by_number(people.records.size());
    for (std::size_t at = 0; at < numbers.size(); ++at)
        by_number[numbers[at]] = numbers[clusters[at]];
    return by_number;
}

void must_agree(People const& people, Register const& kept, std::vector<std::uint32_t> const& full)
{
    std::size_t different = 0;
    for (std::uint32_t at = 0; at < people.records.size(); ++at)
        different += kept.holds(at) && kept.cluster_of(at) != full[at] ? 1U : 0U;
    CHECK(different == 0);
}
} // namespace

TEST_CASE("whatever comes, changes and goes, clusters are those of a full run")
{
    World world(test::town(400));
    auto& people = world.people();
    auto const model = link(people, {}).model;
    Variants const variants(test::few_variants);
    Register kept(people, model, 270, 0.5);
    must_agree(people, kept, full_run(people, kept, model, 270));
    std::size_t joined = 0;
    for (std::uint64_t step = 0; step < 300; ++step) {
        auto const draw = mixed(step + 5);
        auto const number = static_cast<std::uint32_t>(mixed(draw) % people.records.size());
        auto changed = people.records[mixed(draw + 1)
            % people.records.size()]; // somebody is met again, with a slip
        if (draw % 4 == 0)
            changed.birth.day = static_cast<std::uint8_t>(1 + draw / 4 % 28);
        if (draw % 5 == 0)
            changed.surname = people.records[number].surname;
        if (draw % 3 == 0 || !kept.holds(number))
            joined += kept.cluster_of(kept.add(changed)) != people.records.size() - 1 ? 1U : 0U;
        else if (draw % 3 == 1)
            kept.change(number, changed);
        else
            kept.remove(number);
        if (step % 25 == 24)
            must_agree(people, kept, full_run(people, kept, model, 270));
    }
    CHECK(joined > 20);
}

TEST_CASE("a record typed in is found at once, under a name nobody had before too")
{
    World world(test::town(300));
    auto& people = world.people();
    auto const model = link(people, {}).model;
    Variants const variants(test::few_variants);
    Register kept(people, model, 200, 0.5);
    Written const zoe{.forename = "Zoë",
        .surname = "Zabłocka",
        .birth = "3/5/2011",
        .house = "6",
        .street = "Mill Lane",
        .postcode = "FY1 1AD"};
    auto const first = kept.add(take(people, variants, zoe));
    CHECK(kept.cluster_of(first) == first);
    auto typed = zoe;
    typed.forename = "Zoe";
    typed.birth = "2011-05-03";
    auto const second = kept.add(take(people, variants, typed));
    CHECK(kept.cluster_of(second) == first);
    REQUIRE(kept.links_of(second).size() == 1);
    CHECK(kept.links_of(second)[0].bits > 5);
    kept.remove(first);
    CHECK_FALSE(kept.holds(first));
    CHECK(kept.cluster_of(second) == second);
}
