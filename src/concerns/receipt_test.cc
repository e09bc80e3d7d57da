// SPDX-License-Identifier: MIT
#include "base/shipped.h"
#include "concerns/receipt.h"
#include <algorithm>
#include <doctest/doctest.h>
#include <set>
#include <sstream>

using namespace kith;
using namespace kith::concerns;

namespace {
std::string const own_key(32, 'k');
std::string const salt(16, 's');
} // namespace

TEST_CASE("the same draft has the same receipt, and another draft another")
{
    auto const one = Receipt::of_draft(own_key, "draft one");
    CHECK(one == Receipt::of_draft(own_key, "draft one"));
    CHECK(one != Receipt::of_draft(own_key, "draft two"));
    CHECK(one != Receipt::of_draft(std::string(32, 'x'), "draft one"));
}

TEST_CASE(
    "a receipt is read back from its words and from its digits, however they were written down")
{
    for (int i = 0; i < 200; ++i) {
        auto const receipt = Receipt::of_draft(own_key, std::to_string(i));
        auto const words = receipt.words();
        CHECK(Receipt::read(words).value() == receipt);
        CHECK(Receipt::read(receipt.digits()).value() == receipt);
        auto shouted = words;
        std::ranges::transform(shouted, shouted.begin(),
            [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
        CHECK(Receipt::read("  " + shouted + "\r\n").value() == receipt);
        auto lines = words;
        std::ranges::replace(lines, ' ', '\n');
        CHECK(Receipt::read(lines).value() == receipt);
        auto commas = words;
        std::ranges::replace(commas, ' ', ',');
        CHECK(Receipt::read(commas).value() == receipt);
    }
}

TEST_CASE("the first and the last receipt there can be are five words and twenty digits")
{
    CHECK(Receipt().words() == "abacus abacus abacus abacus abacus");
    CHECK(Receipt().digits() == "00000 00000 00000 00000");
    auto const last = Receipt::read("28430288029929701375"); // 7,776^5 - 1
    REQUIRE(last.ok());
    CHECK(last->words() == "zoom zoom zoom zoom zoom");
    CHECK_FALSE(Receipt::read("28430288029929701376").ok());
}

TEST_CASE("what is no receipt is not found")
{
    CHECK_FALSE(Receipt::read("").ok());
    CHECK_FALSE(Receipt::read("abacus abacus abacus abacus").ok());
    CHECK_FALSE(Receipt::read("abacus abacus abacus abacus abacus abacus").ok());
    CHECK_FALSE(Receipt::read("abacus abacus abacus abacus abacvs").ok());
    CHECK_FALSE(Receipt::read("1234").ok());
    CHECK_FALSE(Receipt::read(std::string(5000, 'a')).ok());
}

TEST_CASE("what is sealed to a receipt's box opens with that receipt and with no other")
{
    auto const receipt = Receipt::of_draft(own_key, "draft");
    auto const box = open_box(receipt, salt);
    auto const again = open_box(receipt, salt);
    CHECK(box.number == again.number);
    CHECK(box.number.size() == 32);
    auto const sealed = seal_to(box.public_key, "We have read it");
    CHECK(open_sealed(again, sealed).value() == "We have read it");
    auto const other = open_box(Receipt::of_draft(own_key, "another"), salt);
    CHECK(other.number != box.number);
    CHECK_FALSE(open_sealed(other, sealed).ok());
    auto damaged = sealed;
    damaged[damaged.size() / 2] ^= 1;
    CHECK_FALSE(open_sealed(box, damaged).ok());
}

TEST_CASE("two words that differ by a dash alone are two receipts")
{
    auto const dashed = Receipt::read("yo-yo abacus abacus abacus abacus");
    auto const plain = Receipt::read("yoyo abacus abacus abacus abacus");
    REQUIRE(dashed.ok());
    REQUIRE(plain.ok());
    CHECK(*dashed != *plain);
    CHECK(Receipt::read(dashed->words()).value() == *dashed);
    CHECK(Receipt::read(plain->words()).value() == *plain);
}

TEST_CASE("no receipt shows a word that is unfit for somebody who tells of harm, and each is read")
{
    std::set<std::string> unfit;
    std::istringstream list{std::string(shipped_file("data/receipt_unfit_words.txt"))};
    for (std::string line; std::getline(list, line);)
        if (!line.empty() && line.front() != '#')
            CHECK(unfit.insert(line).second);
    CHECK(unfit.size() > 400);
    CHECK(unfit.size() <= 644);
    for (auto const* const word : {"cannabis", "oppressor", "helpless", "shame"})
        CHECK(unfit.contains(word));
    for (int i = 0; i < 500; ++i) {
        auto const receipt = Receipt::of_draft(own_key, std::to_string(i));
        CHECK(receipt == Receipt::of_draft(own_key, std::to_string(i)));
        std::istringstream words{receipt.words()};
        for (std::string word; words >> word;)
            CHECK_FALSE(unfit.contains(word));
        CHECK(Receipt::read(receipt.words()).value() == receipt);
        CHECK(Receipt::read(receipt.digits()).value() == receipt);
    }
    // One that was given before the words were left out still opens its box.
    CHECK(Receipt::read("cannabis oppressor helpless shame otter").ok());
}
