// SPDX-License-Identifier: MIT
#include "engine/linkage/known_typed.h"
#include "engine/linkage/linkage.h"
#include "engine/linkage/world_test.h"
#include <doctest/doctest.h>

using namespace kith::linkage;
using kith::linkage::test::World;

TEST_CASE("what was typed is compared as two records are, level by level and bit by bit")
{
    World world{test::town(120)
        + "q,محمد,حسين,2011-05-03,,,\nr,Mohammed,Hussain,2011-05-03,,,\ns,محمود,حسن,,,,\n"
          "t,Юлія,Їжак,,,,\nu,Yulia,Yizhak,,,,\nv,محمد علی,ਸਿੰਘ,,,,\nw,Mohammed,Singh,,,,\n"};
    auto& people = world.people();
    auto const learned = saved(link(people, {}).model, people);
    auto const model = applied(learned, people);
    Scorer const scorer(model, 500'000);
    Comparer comparer(people);
    GivenModel const given(learned, 1'000'000);
    KnownRows rows(Variants(test::few_variants), given);
    auto const written = [&](Record const& record) {
        return Written{.forename = people.text(Book::names, record.forename),
            .surname = people.text(Book::names, record.surname),
            .house = people.text(Book::houses, record.house),
            .street = people.text(Book::streets, record.street),
            .postcode = people.text(Book::postcodes, record.postcode)};
    };
    std::size_t number = 0;
    for (auto& record : people.records) {
        record.birth = {}; // compare_births is one function for both
        std::array<std::uint8_t, 16> bytes = {};
        bytes[0] = static_cast<std::uint8_t>(number >> 8);
        bytes[1] = static_cast<std::uint8_t>(number++);
        rows.put(kith::Uuid::from(bytes), std::array{written(record)});
    }
    std::size_t likely = 0;
    for (std::uint32_t left = 0; left < people.records.size(); ++left) {
        auto const typed = typed_record(rows, given, written(people.records[left]));
        ComparedNames forenames;
        ComparedNames surnames;
        forenames.begin(rows.names(), given, typed.forename, Field::forename, false);
        surnames.begin(rows.names(), given, typed.surname, Field::surname, false);
        Asking asking(rows, given, typed, forenames, surnames);
        for (std::uint32_t right = 0; right < people.records.size(); ++right) {
            auto const got = asking.compare(rows.row(right));
            auto const& one = people.records[left];
            auto const& other = people.records[right];
            auto const pattern = comparer.compare(one, other);
            auto const score = scorer.score(pattern, one, other);
            REQUIRE(got.pattern == pattern);
            REQUIRE(got.score.total == doctest::Approx(score.total).epsilon(1e-4));
            likely += score.total > score.prior + 5 ? 1U : 0U;
        }
    }
    CHECK(likely > people.records.size()); // more than each with itself
}
