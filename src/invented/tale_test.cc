// SPDX-License-Identifier: MIT
#include "base/csv.h"
#include "base/shipped.h"
#include "directory/directory.h"
#include "invented/background.h"
#include "invented/draw.h"
#include "invented/tale.h"
#include <algorithm>
#include <doctest/doctest.h>
#include <set>

using namespace kith;
using namespace kith::invented;

namespace {
csv::Table shipped_table(char const* path) { return csv::Table::read(shipped_file(path)).value(); }

std::set<std::string> known_postcodes()
{
    auto const table = shipped_table("data/invented/postcodes.csv");
    std::set<std::string> all;
    for (std::size_t row = 0; row < table.size(); ++row)
        all.insert(table.text(row, "postcode"));
    return all;
}

bool done_in_public(Deed deed)
{
    return deed == Deed::report || deed == Deed::answer || deed == Deed::withdraw;
}
} // namespace

TEST_CASE("every actor of every story has an account, and tells in public only if they have none")
{
    auto const place = read_place();
    std::set<std::string> known;
    for (auto const& account : place.accounts)
        known.insert(account.sign_in);
    Draw draw(3);
    auto stories = read_stories();
    CHECK(stories.size() == 12); // four tell what becomes of cases
    stories.push_back(compose_background(place, 42, draw));
    for (auto const& story : stories)
        for (auto const& act : story.acts) {
            CHECK_MESSAGE((act.actor == "public") == done_in_public(act.deed), story.name);
            CHECK_MESSAGE((act.actor == "public" || known.contains(act.actor)), act.actor);
        }
}

TEST_CASE("a story with an act that nobody knows, or without its moment, is refused")
{
    constexpr auto head = "name = 'a'\ntitle = 'b'\nanswer = 'c'\n[[act]]\nconcern = 'd'\n"
                          "actor = 'public'\n";
    CHECK_THROWS_WITH(
        (void)read_story("s.toml", std::string(head) + "act = 'shout'\nhours_ago = 1.0\n"),
        "data/invented: no act is called shout");
    CHECK_THROWS_WITH((void)read_story("s.toml", std::string(head) + "act = 'report'\n"),
        "s.toml:4: days_ago or hours_ago, due or after: one of them says when");
    CHECK(read_story("s.toml", std::string(head) + "act = 'report'\nhours_ago = 1.0\n").acts.size()
        == 1);
}

TEST_CASE("every postcode used is invented, full and known, and stories share none with the rest")
{
    auto const known = known_postcodes();
    CHECK(known.size() == 60);
    for (auto const& postcode : known) {
        CHECK(directory::Postcode::read(postcode).value().write() == postcode);
        CHECK(postcode.starts_with("ZY")); // no postcode area of that name exists
    }
    std::set<std::string> of_background;
    for (auto const& spot : read_place().spots) {
        CHECK_MESSAGE(known.contains(spot.postcode), spot.postcode);
        of_background.insert(spot.postcode);
    }
    for (auto const& story : read_stories()) {
        CHECK_FALSE(of_background.contains(story.postcode));
        CHECK((story.postcode.empty() || known.contains(story.postcode)));
    }
}

TEST_CASE("no invented place or district has the name of a real one of ours")
{
    std::set<std::string> real;
    for (auto const* path : {"data/reference/places.csv", "data/reference/districts.csv"}) {
        auto const table = csv::Table::read(built_in_file(path)).value();
        for (std::size_t row = 0; row < table.size(); ++row)
            real.insert(table.text(row, "name"));
    }
    CHECK(real.contains("Blackpool"));
    for (auto const* path :
        {"data/invented/reference/places.csv", "data/invented/reference/districts.csv"}) {
        auto const table = shipped_table(path);
        CHECK(table.size() >= 3);
        for (std::size_t row = 0; row < table.size(); ++row)
            CHECK_FALSE(real.contains(table.text(row, "name")));
    }
}

TEST_CASE("a seed draws the same background each time, of 42 concerns with a decision each")
{
    auto const place = read_place();
    auto const drawn = [&](std::uint64_t seed) {
        Draw draw(seed);
        auto const story = compose_background(place, 42, draw);
        std::string texts;
        for (auto const& act : story.acts)
            texts += act.answers.to_json() + act.words;
        auto const decisions = std::ranges::count(story.acts, Deed::decide, &Act::deed);
        CHECK(decisions == 42);
        return texts;
    };
    CHECK(drawn(5) == drawn(5));
    CHECK(drawn(5) != drawn(6));
}

TEST_CASE("SplitMix64 draws its published first numbers")
{
    Draw draw(1234567);
    CHECK(draw.next() == 6457827717110365317U);
    CHECK(draw.next() == 3203168211198807973U);
}
