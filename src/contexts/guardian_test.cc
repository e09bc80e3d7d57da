// SPDX-License-Identifier: MIT
#include "contexts/guardian.h"
#include "contexts/peer_map.h"
#include "contexts/peer_picture.h"
#include "directory/directory.h"
#include <algorithm>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::contexts;

namespace {
Date const of_the_rules = Date::of(2026, 3, 6).value();

Guardian driver()
{
    Guardian one;
    one.adult = true;
    one.name = "Sam Lee";
    one.part = "Drives the last bus";
    one.looks_out = "Anybody left waiting alone";
    one.consented_on = of_the_rules;
    one.consent_how = "She said so at the depot";
    return one;
}

std::string wrong_with(Guardian const& one)
{
    auto const read = checked(one, of_the_rules, 365);
    return read ? "" : read.error().field;
}

std::string wrong_with(Member const& one)
{
    auto const read = checked(one, of_the_rules, 365);
    return read ? "" : read.error().field;
}
} // namespace

TEST_CASE("nobody is listed as a guardian without their own consent, and how they gave it")
{
    CHECK(wrong_with(driver()) == "");
    auto one = driver();
    one.consented_on.reset();
    CHECK(wrong_with(one) == "consented");
    one.consented_on = of_the_rules + 1;
    CHECK(wrong_with(one) == "consented");
    one = driver();
    one.consent_how.clear();
    CHECK(wrong_with(one) == "consent_how");
    one = driver();
    one.trained_on = of_the_rules;
    CHECK(wrong_with(one) == "training");
}

TEST_CASE("nobody under 18 is listed as a guardian, nor anybody of whom it is not said")
{
    auto one = driver();
    one.adult = false;
    CHECK(wrong_with(one) == "who");
    one.name.clear();
    CHECK(wrong_with(one) == "who");
    one.adult = true;
    CHECK(wrong_with(one) == "name");
}

TEST_CASE(
    "a guardian's consent lapses with the day to ask again, and a later day needs a later one")
{
    auto stands = driver();
    CHECK_FALSE(stands.agrees_on(of_the_rules)); // nobody set a day
    stands.review_on = of_the_rules + 30;
    CHECK(stands.agrees_on(of_the_rules + 30));
    CHECK_FALSE(stands.agrees_on(of_the_rules + 31));
    auto wanted = stands;
    CHECK(check_asked_again(wanted, stands, of_the_rules).ok());
    wanted.review_on = of_the_rules + 31;
    CHECK(check_asked_again(wanted, stands, of_the_rules).error().field == "consented");
    wanted.consented_on = of_the_rules + 1;
    CHECK(check_asked_again(wanted, stands, of_the_rules + 1).ok());
    wanted = stands; // lapsed: the same day is no consent
    CHECK(check_asked_again(wanted, stands, of_the_rules + 31).error().field == "consented");
}

TEST_CASE("a guardian is asked again within the year (guardian.review)")
{
    CHECK(checked(driver(), of_the_rules, 365)->review_on == Date::of(2027, 3, 6).value());
    auto one = driver();
    one.review_on = of_the_rules;
    CHECK(wrong_with(one) == "review");
    one.review_on = of_the_rules + 366;
    CHECK(wrong_with(one) == "review");
    one.review_on = of_the_rules + 365;
    CHECK(wrong_with(one) == "");
}

TEST_CASE("a peer map without a purpose is refused, and one of worries alone is not finished")
{
    PeerMap map;
    map.used_by = "The exploitation team";
    map.worries = "A man waits at the gate";
    auto const refused = checked(map, of_the_rules, {84, 365});
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().field == "purpose");
    CHECK(refused.error().words.key.find("without a purpose is not made") != std::string::npos);
    map.purpose = "To get them home safely";
    CHECK(checked(map, of_the_rules, {84, 365})->review_on
        == Date::of(2026, 5, 29).value()); // 12 weeks
    map.review_on = of_the_rules + 30;
    CHECK(checked(map, of_the_rules, {14, 30}).ok());
    map.review_on = of_the_rules + 31;
    CHECK(checked(map, of_the_rules, {14, 30}).error().field == "review");
    CHECK(checked(map, of_the_rules, {14, 31}).ok());
    map.used_by.clear();
    CHECK(checked(map, of_the_rules, {84, 365}).error().field == "used_by");
    CHECK(can_be_finished(map, {}).error().field == "strengths");
    CHECK(can_be_finished(map, {Member{{}, "Friend", "Kind"}}).ok());
    map.no_strengths = "Nobody has met them yet";
    CHECK(can_be_finished(map, {}).ok());
}

TEST_CASE(
    "who is on a map leaves it a year after they were last seen in the group (peer_map.member)")
{
    Member one;
    one.link.source = "Youth worker";
    CHECK(wrong_with(one) == "part");
    one.part = "Plays football with them";
    CHECK(wrong_with(one) == "seen");
    one.link.from_day = Date::of(2026, 1, 10).value();
    CHECK(checked(one, of_the_rules, 365)->link.expires == Date::of(2027, 1, 10).value());
    one.link.expires = Date::of(2027, 1, 11).value();
    CHECK(wrong_with(one) == "expires");
    one.link.expires = of_the_rules;
    CHECK(wrong_with(one) == "expires");
    one.link.expires.reset();
    one.link.from_day = Date::of(2025, 3, 6).value(); // 365 days ago: they would leave today
    CHECK(wrong_with(one) == "seen");
    one.link.from_day = of_the_rules + 1;
    CHECK(wrong_with(one) == "seen");
}

TEST_CASE("no code says that a group, or somebody in it, is a gang")
{
    auto const facts = directory::ReferenceFacts::read().value();
    for (auto const* const list : {"link_role", "relationship_kind", "context_kind"})
        for (auto const& code : facts.codes(list, of_the_rules)) {
            auto label = code.code + " " + code.label;
            std::ranges::transform(label, label.begin(),
                [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
            CHECK_MESSAGE(label.find("gang") == std::string::npos, label);
        }
}

TEST_CASE(
    "the picture of a map has a dot for each, a line for two who know each other, and no more")
{
    auto const svg = drawn({{"Ann <b>", "Bo", "Cy"}, {{0, 1}}});
    // Three in a ring round (180, 180): the first on top; then sin 30 = 0.5 and cos 30 = 0.866.
    CHECK(svg.find("<line x1=\"180\" y1=\"30\" x2=\"310\" y2=\"255\"/>") != std::string::npos);
    CHECK(svg.find("cx=\"50\" cy=\"255\"") != std::string::npos);
    CHECK(svg.find("Ann &lt;b&gt;") != std::string::npos);
    CHECK(svg.find("3 people in a ring, 1 lines") != std::string::npos);
    CHECK(svg.find("style=") == std::string::npos);
    CHECK(drawn({{"Ann"}}).empty());
    CHECK(drawn({std::vector<std::string>(37, "Ann")}).empty());
}
