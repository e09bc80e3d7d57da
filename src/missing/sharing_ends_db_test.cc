// SPDX-License-Identifier: MIT
// With whom an episode is shared no longer, and again; on both databases.
#include "missing/missing_world_test.h"
#include "missing/patterns_store.h"
#include "world/databases.h"
#include <algorithm>

namespace kith::missing {
namespace {
    class SharingWorld : public MissingWorld {
    public:
        explicit SharingWorld(db::Database& database)
            : MissingWorld(database), episode(reported(girl, "2026-03-28T08:00:00Z"))
        {
        }
        Done shares(AccountId who, TeamId team, char const* duty)
        {
            return world.as(who)->visit().change([&](Change& change) {
                return share(room, change, episode.id, {{}, {}, team, duty});
            });
        }
        Uuid party(TeamId team, char const* duty)
        {
            for (auto const& one : parties_of(world.as(worker)->visit().reading(), episode.id))
                if (one.team == team && one.duty == duty)
                    return one.id;
            return {};
        }
        Done ends(AccountId who, TeamId team, char const* duty, char const* because = "She moved")
        {
            auto const id = party(team, duty);
            return world.as(who)->visit().change([&](Change& change) {
                return share_no_more(room, change, episode.id, id, because);
            });
        }
        bool knows_it(AccountId who) { return find(world.as(who)->visit(), episode.id).ok(); }
        std::vector<Party> ended()
        {
            return parties_ended(world.as(worker)->visit().reading(), episode.id);
        }

        Episode episode;
    };
} // namespace

TEST_CASE("a team with which it is shared no more finds nothing, and is given it again; both times "
          "are kept")
{
    tests::on_both_databases([](db::Database& database) {
        SharingWorld drawn(database);
        REQUIRE(drawn.shares(drawn.worker, drawn.home_team, "carer").ok());
        REQUIRE(drawn.world.as(drawn.carer)
                    ->visit()
                    .change([&](Change& change) {
                        LogEntry entry;
                        entry.kind = "contact";
                        entry.at = change.now();
                        entry.said = "She rang us";
                        return add_to_log(drawn.room, change, drawn.episode.id, entry);
                    })
                    .ok());
        CHECK(drawn.ends(drawn.worker, drawn.home_team, "carer", " ").error().field == "reason");
        CHECK(drawn.knows_it(drawn.carer));
        REQUIRE(drawn.ends(drawn.worker, drawn.home_team, "carer").ok());
        auto const gone = find(drawn.world.as(drawn.carer)->visit(), drawn.episode.id).error();
        CHECK(gone == find(drawn.world.as(drawn.carer)->visit(), EpisodeId::fresh()).error());
        CHECK(list_open(drawn.world.as(drawn.carer)->visit(), Which::not_closed).all.empty());
        REQUIRE(drawn.ended().size() == 1);
        CHECK(drawn.ended()[0].ended_because == "She moved");
        CHECK(drawn.ended()[0].ended_by == drawn.worker);
        // What they wrote stands.
        CHECK(
            log_of(drawn.world.as(drawn.worker)->visit().reading(), drawn.episode.id).size() == 1);
        // Nobody ends it twice.
        CHECK(drawn.ends(drawn.worker, drawn.home_team, "carer").error().code == Code::not_found);

        drawn.now("2026-03-28T13:00:00Z");
        REQUIRE(drawn.shares(drawn.officer, drawn.home_team, "carer").ok());
        CHECK(drawn.knows_it(drawn.carer));
        REQUIRE(drawn.shares(drawn.officer, drawn.home_team, "carer").ok()); // changes nothing
        drawn.now("2026-03-28T14:00:00Z");
        REQUIRE(drawn.ends(drawn.worker, drawn.home_team, "carer", "Only until tonight").ok());
        REQUIRE(drawn.ended().size() == 2);
        CHECK(drawn.ended()[0].ended_because == "Only until tonight");
        CHECK(drawn.ended()[0].recorded_at > MissingWorld::at("2026-03-28T12:59:00Z"));
        CHECK(drawn.ended()[0].recorded_at < MissingWorld::at("2026-03-28T13:30:00Z"));
        CHECK(drawn.ended()[1].ended_because == "She moved");
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("the only authority that answers for them, or is where they live, and the only police "
          "while they are missing, share it by their duty")
{
    tests::on_both_databases([](db::Database& database) {
        SharingWorld drawn(database);
        for (auto const& [team, duty] : {std::pair(drawn.council_team, "responsible"),
                 std::pair(drawn.host_team, "host"), std::pair(drawn.police_team, "police")})
            CHECK(drawn.ends(drawn.worker, team, duty).error().code == Code::conflict);
        CHECK(drawn.knows_it(drawn.host_worker));
        // The wrong authority was named: once the right one is, it can be taken off.
        auto const right = drawn.world.agency("right_council");
        auto const team = drawn.world.team(right, "Missing from home, the right one");
        REQUIRE(drawn.shares(drawn.worker, team, "host").ok());
        REQUIRE(drawn.ends(drawn.worker, drawn.host_team, "host").ok());
        CHECK(!drawn.knows_it(drawn.host_worker));
        CHECK(drawn.ends(drawn.worker, team, "host").error().code == Code::conflict);
        // Once they are back police may leave it.
        REQUIRE(drawn.returns(drawn.worker, drawn.episode, "2026-03-28T10:00:00Z").ok());
        REQUIRE(drawn.ends(drawn.worker, drawn.police_team, "police").ok());
        CHECK(!drawn.knows_it(drawn.officer));
    });
}

TEST_CASE("who cares for them takes nobody off, nor does anybody who may not know it")
{
    tests::on_both_databases([](db::Database& database) {
        SharingWorld drawn(database);
        REQUIRE(drawn.shares(drawn.worker, drawn.home_team, "carer").ok());
        CHECK(drawn.ends(drawn.carer, drawn.home_team, "carer").error().code == Code::not_allowed);
        CHECK(
            drawn.ends(drawn.elsewhere, drawn.home_team, "carer").error().code == Code::not_found);
    });
}

TEST_CASE("the interview goes to the authority that stays, and the one taken off reads none of it")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto wanted = world.a_report(world.girl, "2026-03-28T08:00:00Z");
        wanted.parties
            = {{{}, {}, world.police_team, "police"}, {{}, {}, world.host_team, "responsible"}};
        auto const episode = world.reports(world.worker, wanted).value();
        REQUIRE(world.returns(world.officer, episode, "2026-03-28T10:00:00Z").ok());
        REQUIRE(world.holds(world.worker, episode, "2026-03-28T11:00:00Z").ok());
        CHECK(world.interview(episode)->team == world.host_team);
        auto const reads = [&] {
            return find_interview(world.world.as(world.host_worker)->visit(), episode.id).ok();
        };
        CHECK(reads());
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) -> Done {
                        TRY(share(world.room, change, episode.id,
                            {{}, {}, world.council_team, "responsible"}));
                        for (auto const& party : parties_of(change.writing(), episode.id))
                            if (party.team == world.host_team)
                                TRY(share_no_more(world.room, change, episode.id, party.id,
                                    "It was the wrong council"));
                        return done();
                    })
                    .ok());
        CHECK(world.interview(episode)->team == world.council_team);
        CHECK(!reads());
    });
}

TEST_CASE("whose team reported it and is taken off finds it no more, though they told of it")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const school = world.world.agency("school", "school");
        auto const team = world.world.team(school, "Safeguarding");
        auto const lead = world.world.account("social worker", school, team);
        auto const hers
            = [&](Change& change) { return people::facts_for_a_rule(change, world.girl).value(); };
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) {
                        links::Involvement one;
                        one.subject = thing(world.girl);
                        one.agency = school;
                        one.team = team;
                        one.role = "School";
                        one.from = Date::of(2026, 3, 1).value();
                        return links::involve_with(change, thing(world.girl), one);
                    })
                    .ok());
        auto const episode
            = world.reports(lead, world.a_report(world.girl, "2026-03-28T08:00:00Z")).value();
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) -> Done {
                        for (auto const& one :
                            links::involvements_of(change.writing(), thing(world.girl)))
                            if (one.team == team)
                                TRY(links::end_involvement(change, hers(change), one.id,
                                    Date::of(2026, 3, 27).value(), "She left"));
                        return done();
                    })
                    .ok());
        auto const knows_it = [&] { return find(world.world.as(lead)->visit(), episode.id).ok(); };
        CHECK(knows_it());
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) -> Done {
                        auto const all = parties_of(change.writing(), episode.id);
                        auto const one = std::ranges::find(all, team, &Party::team);
                        return share_no_more(
                            world.room, change, episode.id, one->id, "She left the school");
                    })
                    .ok());
        CHECK(!knows_it());
        auto const pass = world.world.as(lead);
        CHECK(pattern_rows(pass->visit(), {}, PatternsOf::those_read).rows.empty());
    });
}

} // namespace kith::missing
