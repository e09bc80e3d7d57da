// SPDX-License-Identifier: MIT
#include "missing/learning.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::missing;

namespace {
TeamId const police = TeamId::fresh(), council = TeamId::fresh(), host = TeamId::fresh(),
             home = TeamId::fresh();

std::vector<Party> four_parties()
{
    return {{{}, {}, police, "police"}, {{}, {}, council, "responsible"}, {{}, {}, host, "host"},
        {{}, {}, home, "carer"}, {{}, {}, home, "reporter"}};
}
LearningRead read_by(TeamId team, std::int64_t version = 1)
{
    LearningRead one;
    one.of_version = version;
    one.team = team;
    return one;
}
Learning written_by(TeamId team)
{
    Learning one;
    one.team = team;
    one.said = "She goes to the old flat";
    one.version = 1;
    return one;
}
} // namespace

TEST_CASE("the police, and the authority that answers where another team wrote it, are waited for")
{
    auto const parties = four_parties();
    CHECK(awaited_teams(written_by(host), {}, parties) == std::vector{police, council});
    CHECK(awaited_teams(written_by(council), {}, parties) == std::vector{police});
    CHECK(awaited_teams(written_by(host), {read_by(police)}, parties) == std::vector{council});
    CHECK(awaited_teams(written_by(host), {read_by(council)}, parties) == std::vector{police});
    CHECK(awaited_teams(written_by(host), {read_by(council), read_by(police)}, parties).empty());
    // Who else has read it stands for neither of them.
    CHECK(awaited_teams(written_by(host), {read_by(home), read_by(host), read_by({})}, parties)
        == std::vector{police, council});
    CHECK(awaited_teams(written_by(host), {}, {}).empty());
}

TEST_CASE("any of several police teams has read it for the police")
{
    auto parties = four_parties();
    auto const other = TeamId::fresh();
    parties.push_back({{}, {}, other, "police"});
    CHECK(awaited_teams(written_by(council), {read_by(other)}, parties).empty());
}

TEST_CASE(
    "without police, what the authority that answers wrote is read by one who did not write it")
{
    auto const writer = AccountId::fresh();
    std::vector<Party> const parties{{{}, {}, council, "responsible"}, {{}, {}, home, "carer"}};
    auto written = written_by(council);
    written.recorded_by = writer;
    auto const read_as = [](TeamId team, AccountId who) {
        auto one = read_by(team);
        one.account = who;
        return one;
    };
    CHECK(awaited_teams(written, {}, parties) == std::vector{council});
    CHECK(awaited_teams(written, {read_as(council, writer)}, parties) == std::vector{council});
    CHECK(awaited_teams(written, {read_as(host, AccountId::fresh())}, parties)
        == std::vector{council}); // shares nothing
    CHECK(awaited_teams(written, {read_as(council, AccountId::fresh())}, parties).empty());
    CHECK(awaited_teams(written, {read_as(home, AccountId::fresh())}, parties).empty());
}

TEST_CASE("nothing to learn is waited for by nobody, and what is written anew is read anew")
{
    auto nothing = written_by(host);
    nothing.nothing = true;
    CHECK(awaited_teams(nothing, {}, four_parties()).empty());
    auto again = written_by(council);
    again.version = 2;
    CHECK(awaited_teams(again, {read_by(police, 1)}, four_parties()) == std::vector{police});
    CHECK(awaited_teams(again, {read_by(police, 2)}, four_parties()).empty());
}

TEST_CASE(
    "what a child asked not to tell where they live is not read by the team there, whatever else "
    "that team did")
{
    auto const parties = four_parties();
    CHECK(reading_teams(parties, "yes").size() == 5);
    for (auto const* const wish : {"no", "part", ""})
        CHECK(reading_teams(parties, wish) == std::vector{police, council, host});
}
