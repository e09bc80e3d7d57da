// SPDX-License-Identifier: MIT
#include "engine/linkage/alike.h"
#include "engine/linkage/alike_many.h"
#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <string>

using namespace kith::linkage;

namespace {
// Names of few letters, so that many letters are shared, displaced and doubled.
std::string drawn_name(std::uint64_t seed)
{
    std::string name;
    for (std::uint64_t at = 0; at < 1 + seed % 27; ++at)
        name += "aeinrstlo"[mixed(seed * 31 + at) % 9];
    return name;
}

struct Names {
    Dictionary book;
    std::vector<Value> all;
    Names()
    {
        for (std::uint64_t seed = 1; seed < 1500; ++seed)
            (void)book.take(drawn_name(mixed(seed)));
        for (Value value = 1; value < book.size(); ++value)
            all.push_back(value);
    }
};
} // namespace

TEST_CASE("every set of instructions gives the numbers of one name against one")
{
    Names const names;
    NameList const list(names.book, names.all);
    CHECK(list.size() == names.all.size());
    for (std::uint64_t seed = 1; seed < 60; ++seed) {
        auto const query = drawn_name(mixed(seed + 7000));
        for (auto const which : {Instructions::plain, Instructions::avx2, Instructions::avx512}) {
            if (which > best_instructions())
                continue; // this processor has no such instructions
            auto const found = list.find(query, 0.75F, which);
            std::size_t expected = 0;
            for (auto const value : names.all)
                expected += jaro_winkler(query, names.book.text(value)) >= 0.75F ? 1U : 0U;
            CHECK(found.size() == expected);
            float worst = 0;
            for (auto const& [name, alike] : found)
                worst
                    = std::max(worst, std::abs(alike - jaro_winkler(query, names.book.text(name))));
            CHECK(worst <= 1e-6F);
        }
    }
}

TEST_CASE("names added one by one are found as those held from the beginning")
{
    Names const names;
    NameList const whole(names.book, names.all);
    NameList grown;
    for (auto at = names.all.rbegin(); at != names.all.rend(); ++at) {
        grown.add(*at, names.book.text(*at));
        if (*at % 500 == 0)
            (void)grown.find("aeinr", 0.7F); // asking in between changes nothing
    }
    CHECK(grown.size() == whole.size());
    for (std::uint64_t seed = 1; seed < 60; ++seed) {
        auto const query = drawn_name(mixed(seed + 900));
        auto const found = whole.find(query, 0.75F);
        CHECK(found == grown.find(query, 0.75F));
    }
}

TEST_CASE("the most alike come first")
{
    Dictionary book;
    std::vector<Value> all;
    for (auto const* const name : {"holden", "nowak", "holdne", "holdens", "hol"})
        all.push_back(book.take(name));
    auto const found = NameList(book, all).find("holden", 0.9F);
    REQUIRE(found.size() == 3);
    CHECK(found[0] == AlikeName{1, 1.0F});
    CHECK(book.text(found[1].name) == "holdens");
    CHECK(book.text(found[2].name) == "holdne");
    CHECK(NameList(book, all).find("", 0.1F).empty());
}
