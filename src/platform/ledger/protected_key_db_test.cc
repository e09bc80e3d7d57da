// SPDX-License-Identifier: MIT
#include "platform/ledger/keys.h"
#include "platform/ledger/ledgers_test.h"
#include <doctest/doctest.h>
#include <fstream>

using namespace kith;
using namespace kith::ledger;

namespace {
constexpr GuessCost cheap_guess = {1, 8192}; // what libsodium takes at least

std::string said_by_keys(std::filesystem::path const& folder, std::string const& passphrase)
{
    try {
        (void)Keys::open(folder, {}, [&] { return passphrase; });
        return "opens";
    } catch (std::runtime_error const& problem) {
        return problem.what();
    }
}
} // namespace

TEST_CASE("a protected key opens with its passphrase only, and the clear one is gone")
{
    tests::Folder const place;
    auto const folder = place.path() / "keys";
    auto const before = Keys::open(folder)->hub_public_key();
    Keys::open(folder)->protect("lantern meadow quiet tractor", cheap_guess);
    CHECK_FALSE(std::filesystem::exists(folder / "master.key"));
    CHECK_THROWS_WITH(
        (void)Keys::open(folder), doctest::Contains("have a passphrase, and none is given"));
    CHECK(said_by_keys(folder, "lantern meadow quiet tracto").starts_with("The passphrase is not"));
    auto const keys = Keys::open(folder, {}, [] { return "lantern meadow quiet tractor"; });
    CHECK(keys->hub_public_key() == before);
    CHECK(keys->kept() == Keys::Kept::under_a_passphrase);
    CHECK_FALSE(std::filesystem::exists(folder / "master.key")); // nor made anew

    keys->protect("another one of four words", cheap_guess);
    CHECK(
        said_by_keys(folder, "lantern meadow quiet tractor").starts_with("The passphrase is not"));
    CHECK(said_by_keys(folder, "another one of four words") == "opens");

    Keys::open(folder, {}, [] { return "another one of four words"; })->keep_in_the_clear();
    CHECK_FALSE(is_protected(folder));
    CHECK(Keys::open(folder)->hub_public_key() == before);
    CHECK(Keys::open(folder)->beside_the_data());
}

TEST_CASE("a protected key that is damaged, or asks for all memory, is refused by name")
{
    tests::Folder const place;
    auto const folder = place.path() / "keys";
    Keys::open(folder)->protect("lantern meadow quiet tractor", cheap_guess);
    std::string text;
    {
        std::ifstream in(protected_key_of(folder));
        text.assign(std::istreambuf_iterator<char>(in), {});
    }
    auto const with = [&](std::string const& bytes) {
        std::ofstream(protected_key_of(folder)) << bytes;
        return said_by_keys(folder, "lantern meadow quiet tractor");
    };
    CHECK(with(text) == "opens");
    CHECK(with(text.substr(0, text.size() - 4)).find("master.sealed is damaged") != text.npos);
    auto greedy = text;
    greedy.replace(greedy.find(" 8192"), 5, " 99999999999");
    CHECK(with(greedy).find("master.sealed is damaged") != text.npos);
    CHECK(with("").find("master.sealed is damaged") != text.npos);
}
