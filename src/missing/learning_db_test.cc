// SPDX-License-Identifier: MIT
// What was learned in a return interview, on both databases: who reads it, and what waits until
// they have.
#include "missing/learning_acts.h"
#include "missing/learning_views.h"
#include "missing/missing_world_test.h"
#include "missing/views.h"
#include "world/databases.h"
#include <algorithm>

namespace kith::missing {
namespace {
    struct LearningWorld : MissingWorld {
        explicit LearningWorld(db::Database& database) : MissingWorld(database) { }

        // Of her, shared with police, both councils and the home; held by the host council.
        Episode held(std::string const& tell_home = "yes",
            std::string const& answers = R"({"why":"It was loud"})")
        {
            auto const episode = reported(girl, "2026-03-28T08:00:00Z");
            must(world.as(worker)
                     ->visit()
                     .change([&](Change& change) {
                         return share(room, change, episode.id, {{}, {}, home_team, "carer"});
                     })
                     .ok(),
                "shared");
            must(returns(officer, episode, "2026-03-28T10:00:00Z").ok(), "back");
            must(holds(host_worker, episode, "2026-03-28T11:00:00Z", tell_home, answers).ok(),
                "held");
            return find(world.as(worker)->visit(), episode.id).value();
        }
        Result<Learning> writes(AccountId who, Episode const& episode, char const* said,
            char const* anything = "yes", std::int64_t version = 0)
        {
            forms::Answers answers("missing/learning", 1);
            answers.set("anything", std::string(anything));
            answers.set(std::string_view(anything) == "yes" ? "learned" : "nothing_because",
                std::string(said));
            return world.as(who)->visit().change([&](Change& change) {
                return write_learning(room, change, episode.id, answers, version);
            });
        }
        Done says_read(AccountId who, Episode const& episode,
            char const* said = "We look there first", std::int64_t version = 0)
        {
            auto const pass = world.as(who);
            auto const stands = learning_of(pass->visit().reading(), interview(episode)->id);
            auto const read = version > 0 ? version : stands ? stands->version : 0;
            return pass->visit().change(
                [&](Change& change) { return say_read(room, change, episode.id, said, read); });
        }
        bool reads(AccountId who, Episode const& episode)
        {
            auto const pass = world.as(who);
            return find_learning(pass->visit(), *interview(episode)).ok();
        }
        std::vector<std::string> reasons(Episode const& episode)
        {
            auto const pass = world.as(worker);
            return reasons_to_stay_open(room, pass->visit(), episode);
        }
        Result<Episode> closes(Episode const& episode)
        {
            auto const pass = world.as(worker);
            auto const version = find(pass->visit(), episode.id)->version;
            return pass->visit().change([&](Change& change) {
                return close(room, change, episode.id, version, "She is home");
            });
        }
        bool on_home(AccountId who, char const* verb)
        {
            auto const pass = world.as(who);
            for (auto const& lines : home.lines)
                for (auto const& line : lines(pass->visit()))
                    if (line.verb == verb && line.text.starts_with("M-"))
                        return true;
            return false;
        }
        std::size_t open_for_a_case() { return still_open(world.as(worker)->visit(), girl).size(); }
    };
} // namespace

TEST_CASE(
    "an interview that was held waits for what should be known; police and the authority that "
    "answers read it by name; then the episode closes")
{
    tests::on_both_databases([](db::Database& database) {
        LearningWorld world(database);
        auto const episode = world.held();
        CHECK(
            world.reasons(episode).front().starts_with("Nobody has written what should be known"));
        CHECK(world.open_for_a_case() == 1);
        CHECK(!world.closes(episode).ok());
        CHECK(world.on_home(world.worker, "Write"));
        CHECK(!world.on_home(world.officer, "Write"));
        CHECK(world.writes(world.officer, episode, "x").error().code == Code::not_found);
        CHECK(world.writes(world.host_worker, episode, " ").error().field == "learned");
        REQUIRE(
            world.writes(world.host_worker, episode, "She goes to the loft when it is loud").ok());

        auto const awaited = world.reasons(episode);
        REQUIRE(awaited.size() == 2);
        CHECK(awaited[0].ends_with("Missing persons, police"));
        CHECK(awaited[1].ends_with("Missing from home, council"));
        CHECK(world.open_for_a_case() == 2);
        CHECK(world.closes(episode).error().words.key.find("Missing persons, police")
            != std::string::npos);
        CHECK(world.on_home(world.officer, "Read"));
        CHECK(world.on_home(world.coordinator, "Read"));
        CHECK(!world.on_home(world.host_worker, "Read")); // who wrote it
        CHECK(!world.on_home(world.carer, "Read"));       // may, and need not

        CHECK(world.says_read(world.elsewhere, episode).error().code == Code::not_found);
        CHECK(world.says_read(world.officer, episode, "").error().field == "said");
        REQUIRE(world.says_read(world.officer, episode).ok());
        CHECK(world.says_read(world.officer, episode).error().code == Code::conflict);
        CHECK(!world.on_home(world.officer, "Read"));
        CHECK(world.reasons(episode).size() == 1);
        REQUIRE(world.says_read(world.carer, episode).ok()); // stands for neither
        CHECK(world.reasons(episode).size() == 1);
        REQUIRE(world.says_read(world.worker, episode).ok());
        CHECK(world.reasons(episode).empty());
        CHECK(world.open_for_a_case() == 0);
        CHECK(world.closes(episode).ok());
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE(
    "what she asked not to tell where she lives is not read there; police who may not read the "
    "interview read what was learned")
{
    tests::on_both_databases([](db::Database& database) {
        LearningWorld world(database);
        auto const episode = world.held("no");
        REQUIRE(world.writes(world.host_worker, episode, "She is afraid of the stairs").ok());
        CHECK(world.reads(world.officer, episode));
        CHECK(!find_interview(world.world.as(world.officer)->visit(), episode.id).ok());
        CHECK(world.reads(world.worker, episode));
        CHECK(!world.reads(world.carer, episode));
        CHECK(world.says_read(world.carer, episode).error().code == Code::not_found);
        CHECK(!world.reads(world.elsewhere, episode));
    });
}

TEST_CASE(
    "who cares for them reads what a child is content for them to know, and nobody else there")
{
    tests::on_both_databases([](db::Database& database) {
        LearningWorld world(database);
        auto const episode = world.held("part", R"({"tell_home_what":"That my arm hurts"})");
        auto const told = [&](AccountId who) {
            return content_for_home(world.room, world.world.as(who)->visit(), episode.id);
        };
        CHECK(told(world.carer) == "That my arm hurts");
        CHECK(told(world.worker).empty()); // reads the interview itself
        CHECK(told(world.elsewhere).empty());
        CHECK(!find_interview(world.world.as(world.carer)->visit(), episode.id).ok());
    });
}

TEST_CASE("nothing to learn, with why, is waited for by nobody; what is written anew is read anew")
{
    tests::on_both_databases([](db::Database& database) {
        LearningWorld world(database);
        auto const episode = world.held();
        CHECK(world.writes(world.worker, episode, "", "no").error().field == "nothing_because");
        REQUIRE(world.writes(world.worker, episode, "She missed her bus", "no").ok());
        CHECK(world.reasons(episode).empty());
        CHECK(world.writes(world.worker, episode, "Late", "yes", 0).error().code == Code::conflict);
        REQUIRE(world.writes(world.worker, episode, "She was at the loft", "yes", 1).ok());
        REQUIRE(world.reasons(episode).size() == 1); // hers is the team that answers
        REQUIRE(world.says_read(world.officer, episode).ok());
        REQUIRE(world.writes(world.worker, episode, "She was at the loft twice", "yes", 2).ok());
        CHECK(world.reasons(episode).size() == 1);
        // What was open on the page is not what stands.
        CHECK(world.says_read(world.officer, episode, "Read", 2).error().code == Code::conflict);
        REQUIRE(world.says_read(world.officer, episode, "Read again").ok());
        CHECK(world.closes(episode).ok());
        CHECK(world.world.columns("interview_learning_was")
            == world.world.twin_columns("interview_learning"));
    });
}

TEST_CASE("the next grade of risk is given by who has read what was learned before")
{
    tests::on_both_databases([](db::Database& database) {
        LearningWorld world(database);
        auto const first = world.held("no");
        REQUIRE(world.writes(world.host_worker, first, "She goes to the loft").ok());
        world.now("2026-03-30T12:00:00Z");
        auto const second = world.reported(world.girl, "2026-03-30T08:00:00Z");
        auto const before = [&](AccountId who) {
            return learned_before(world.world.as(who)->visit(), world.girl, second.id).size();
        };
        CHECK(before(world.officer) == 1);
        CHECK(before(world.worker) == 1);
        CHECK(before(world.carer) == 0);
        CHECK(before(world.elsewhere) == 0);
        CHECK(learned_before(world.world.as(world.officer)->visit(), world.girl, first.id).empty());
    });
}

TEST_CASE("an interview that was declined leaves nothing to be read")
{
    tests::on_both_databases([](db::Database& database) {
        LearningWorld world(database);
        auto const episode = world.reported(world.girl, "2026-03-28T08:00:00Z");
        REQUIRE(world.returns(world.officer, episode, "2026-03-28T10:00:00Z").ok());
        REQUIRE(world.offers(world.worker, episode).ok());
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) {
                        return end_without(world.room, change, episode.id,
                            {"declined", "She", "Her aunt asked", "Not now", 1});
                    })
                    .ok());
        CHECK(world.writes(world.worker, episode, "x").error().code == Code::conflict);
        CHECK(world.closes(episode).ok());
    });
}

} // namespace kith::missing
