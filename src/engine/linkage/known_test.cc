// SPDX-License-Identifier: MIT
#include "engine/linkage/known.h"
#include "engine/linkage/linkage.h"
#include "engine/linkage/world_test.h"
#include <doctest/doctest.h>

using namespace kith::linkage;
using kith::linkage::test::World;

namespace {
struct Asking {
    World world{test::town(500)};
    Variants variants{test::few_variants};
    Model model = link(world.people(), {}).model;
    KnownPeople known{world.people(), variants, model, 330};

    // At which rank the record of this id stands among ten; 0 if it does not.
    std::size_t rank(Written const& written, std::string_view id)
    {
        auto const found = known.find(known.take(written), 10);
        for (std::size_t at = 0; at < found.size(); ++at)
            if (world.people().ids[found[at].record] == id)
                return at + 1;
        return 0;
    }
    std::string text(Value name) { return std::string(world.people().text(Book::names, name)); }
};
} // namespace

TEST_CASE(
    "who was typed is found: as written, with a slip, with names swapped, without a birth date")
{
    Asking asking;
    auto const& records = asking.world.people().records;
    std::size_t exact = 0;
    std::size_t slipped = 0;
    std::size_t swapped = 0;
    std::size_t undated = 0;
    std::size_t asked = 0;
    for (std::size_t at = 0; at < 100; ++at) {
        auto const record = records[at * 3];
        auto const id = asking.world.people().ids[at * 3];
        if (!record.birth.whole())
            continue;
        ++asked;
        auto const forename = asking.text(record.forename);
        auto const surname = asking.text(record.surname);
        auto const birth = std::to_string(record.birth.year) + "-"
            + std::to_string(record.birth.month) + "-" + std::to_string(record.birth.day);
        auto typo = surname;
        std::swap(typo[1], typo[2]);
        exact += asking.rank({.forename = forename, .surname = surname, .birth = birth}, id) != 0
            ? 1U
            : 0U;
        slipped += asking.rank({.forename = forename, .surname = typo, .birth = birth}, id) != 0
            ? 1U
            : 0U;
        swapped += asking.rank({.forename = surname, .surname = forename, .birth = birth}, id) != 0
            ? 1U
            : 0U;
        undated += asking.rank({.forename = forename, .surname = typo}, id) != 0 ? 1U : 0U;
    }
    CHECK(exact == asked);
    CHECK(slipped == asked);
    CHECK(swapped == asked);
    CHECK(undated * 100 >= asked * 85);
}

TEST_CASE("a form of a name is found, and what nobody has is not")
{
    Asking asking;
    auto const found
        = asking.known.find(asking.known.take({.forename = "Bill", .surname = "Smith"}), 10);
    REQUIRE_FALSE(found.empty());
    CHECK(asking.text(asking.world.people().records[found[0].record].forename)
              .starts_with("william"));
    CHECK(
        asking.known.find(asking.known.take({.forename = "Qqqq", .surname = "Xxxx"}), 10).empty());
    CHECK(asking.known.find(asking.known.take({}), 10).empty());
}

TEST_CASE("the most alike come first, and asking twice gives the same")
{
    Asking asking;
    auto const asked = asking.known.take({.forename = "Amelia", .surname = "Khan"});
    auto const first = asking.known.find(asked, 10);
    for (std::size_t at = 1; at < first.size(); ++at)
        CHECK(first[at - 1].bits >= first[at].bits);
    CHECK(asking.known.find(asked, 10) == first);
}
