// SPDX-License-Identifier: MIT
// Interviews of two teams that name one context; on both databases.
#include "missing/missing_world_test.h"
#include "world/databases.h"

namespace kith::missing {
namespace {
    struct TwoTeams : MissingWorld {
        explicit TwoTeams(db::Database& database) : MissingWorld(database)
        {
            contexts::Context loft_facts;
            loft_facts.kind = "HOME";
            loft_facts.name = "Netmakers Loft";
            loft = world.as(worker)
                       ->visit()
                       .change([&](Change& change) { return contexts::create(change, loft_facts); })
                       .value()
                       .id;
            auto const other = world.agency("third_council");
            other_team = world.team(other, "Missing from home, third");
            colleague = world.account("social worker", other, other_team);
            must(world.as(worker)
                     ->visit()
                     .change([&](Change& change) {
                         links::Involvement one;
                         one.subject = thing(loft);
                         one.agency = other;
                         one.team = other_team;
                         one.role = "Works with it";
                         one.from = Date::of(2026, 1, 5).value();
                         return links::involve_with(change, thing(loft), one);
                     })
                     .ok(),
                "both teams know the loft");
        }

        PersonId child_of(AccountId who, char const* name)
        {
            people::Person person;
            person.names = {{{}, "birth", name}};
            person.birth = PartialDate{2011, 2, 3};
            return world.as(who)
                ->visit()
                .change([&](Change& change) { return people::create(change, person); })
                .value()
                .id;
        }

        // Whoever it is reports, records the return and holds the talk, which names the loft.
        Episode talked(AccountId who, TeamId team, PersonId person, std::string const& day)
        {
            now((day + "T19:00:00Z").c_str());
            auto wanted = a_report(person, (day + "T12:00:00Z").c_str());
            wanted.parties = {{{}, {}, team, "responsible"}};
            auto const episode = reports(who, wanted).value();
            must(returns(who, episode, (day + "T16:00:00Z").c_str()).ok(), "back");
            must(holds(who, episode, (day + "T18:00:00Z").c_str(), "yes",
                     R"({"where":"We were at the Netmakers Loft."})")
                     .ok(),
                "held");
            return episode;
        }
        Done accepts(AccountId who, Episode const& episode)
        {
            auto const pass = world.as(who);
            for (auto const& one : candidates_of(room, pass->visit(), of(episode)))
                if (one.known == thing(loft))
                    return world.as(who)->visit().change([&](Change& change) {
                        return accept_named(room, change, episode.id,
                            {one.named.kind, one.named.as_written, one.key, one.known, "", ""});
                    });
            return not_found();
        }
        ReturnInterview of(Episode const& episode)
        {
            return *line_of(world.as(worker)->visit().reading(), episode.id);
        }
        std::vector<actions::Action> asked(AccountId who, Episode const& episode)
        {
            return actions_room.store.list_about(world.as(who)->visit(), thing(of(episode).id));
        }

        ContextId loft;
        TeamId other_team;
        AccountId colleague;
    };
} // namespace

TEST_CASE("three interviews of two teams ask whoever may read all three, and not who reads one")
{
    tests::on_both_databases([](db::Database& database) {
        TwoTeams drawn(database);
        auto const& worker = drawn.worker;
        auto const first = drawn.talked(worker, drawn.council_team, drawn.girl, "2026-03-02");
        REQUIRE(drawn.accepts(worker, first).ok());
        auto const hers = drawn.child_of(drawn.colleague, "Kit Sorrel");
        auto const second = drawn.talked(drawn.colleague, drawn.other_team, hers, "2026-03-10");
        REQUIRE(drawn.accepts(drawn.colleague, second).ok());
        auto const third = drawn.talked(worker, drawn.council_team, drawn.boy, "2026-03-18");
        REQUIRE(drawn.accepts(worker, third).ok());
        CHECK(drawn.asked(worker, third).empty()); // two that they may read
        // The second is shared with them: the next that they accept is the fourth of four.
        REQUIRE(drawn.world.as(drawn.colleague)
                    ->visit()
                    .change([&](Change& change) {
                        return share(
                            drawn.room, change, second.id, {{}, {}, drawn.council_team, "host"});
                    })
                    .ok());
        auto const fourth = drawn.talked(worker, drawn.council_team, drawn.girl, "2026-03-24");
        REQUIRE(drawn.accepts(worker, fourth).ok());
        auto const asked = drawn.asked(worker, fourth);
        REQUIRE(asked.size() == 1);
        CHECK(asked[0].what.starts_with("Fourth return interview in 30 days"));
        CHECK(asked[0].what.find("Sorrel") == std::string::npos);
    });
}

TEST_CASE("while one team is asked to refer it, another that may not know that is not asked too")
{
    tests::on_both_databases([](db::Database& database) {
        TwoTeams drawn(database);
        auto const& worker = drawn.worker;
        Episode last;
        for (auto const* const day : {"2026-03-02", "2026-03-06", "2026-03-10"}) {
            last = drawn.talked(worker, drawn.council_team, drawn.girl, day);
            REQUIRE(drawn.accepts(worker, last).ok());
        }
        REQUIRE(drawn.asked(worker, last).size() == 1);
        auto const hers = drawn.child_of(drawn.colleague, "Kit Sorrel");
        Episode theirs;
        for (auto const* const day : {"2026-03-12", "2026-03-14", "2026-03-16"}) {
            theirs = drawn.talked(drawn.colleague, drawn.other_team, hers, day);
            REQUIRE(drawn.accepts(drawn.colleague, theirs).ok());
        }
        CHECK(drawn.asked(drawn.colleague, last).empty()); // it is not theirs to know
        CHECK(drawn.asked(drawn.colleague, theirs).empty());
        // Once it is referred, the next one asks the other team.
        auto const open = drawn.asked(worker, last).front();
        REQUIRE(drawn.world.as(worker)
                    ->visit()
                    .change([&](Change& change) {
                        return drawn.actions_room.store.finish(change, open.id, open.version,
                            actions::ActionState::done, "A concern was raised");
                    })
                    .ok());
        auto const next = drawn.talked(drawn.colleague, drawn.other_team, hers, "2026-03-18");
        REQUIRE(drawn.accepts(drawn.colleague, next).ok());
        CHECK(drawn.asked(drawn.colleague, next).size() == 1);
    });
}

} // namespace kith::missing
