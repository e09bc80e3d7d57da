// SPDX-License-Identifier: MIT
// Steps on both databases: what is asked first, when they end, and how they are put right.
#include "base/london.h"
#include "disruption/disruption_world_test.h"
#include <algorithm>

namespace kith::disruption {
namespace {
    Date the_day(char const* text) { return Date::read(text).value(); }

    std::string listed_codes(std::vector<Option> const& all)
    {
        std::string codes;
        for (auto const& one : all)
            codes += (codes.empty() ? "" : " ") + one.tactic->code;
        return codes;
    }
} // namespace

TEST_CASE("a fact is ticked once, with where it is from, and lays out what it supports")
{
    tests::on_both_databases([](db::Database& database) {
        DisruptionWorld world(database);
        auto const target = thing(world.takeaway);
        REQUIRE(world.ticks(world.worker, target, "premises_licence").ok());
        REQUIRE(world.ticks(world.worker, target, "licence_harm").ok());
        CHECK(world.ticks(world.worker, target, "licence_harm").error().field == "fact");
        CHECK(world.ticks(world.worker, target, "none_such").error().field == "fact");
        auto const blank = world.world.as(world.worker)->visit().change([&](Change& change) {
            return tick(world.room, change, target, "hotel", " ");
        });
        CHECK(blank.error().field == "where_from");
        auto const pass = world.world.as(world.worker);
        auto const situation = situation_of(pass->visit(), target).value();
        CHECK(listed_codes(options_for(world.room, pass->visit(), situation).supported) == "D17");
        auto const known = facts_known(pass->visit(), target);
        REQUIRE(known.size() == 2);
        CHECK(known[0].where_from == "What the manager told us on 3 March");
        // A licensing officer is told nothing of what is known, nor may they add to it.
        auto const officer = world.world.as(world.licensing);
        CHECK(facts_known(officer->visit(), target).empty());
        CHECK(!world.ticks(world.licensing, target, "hotel").ok());
        // Taken back with a reason, it supports nothing any more.
        auto const untick_it = [&](std::string const& because) {
            return pass->visit().change(
                [&](Change& change) { return untick(change, target, known[0].id, because); });
        };
        CHECK(untick_it("").error().field == "withdrawn");
        CHECK(untick_it("The licence lapsed").ok());
        CHECK(facts_known(world.world.as(world.worker)->visit(), target).size() == 1);
    });
}

TEST_CASE("an age on the record rules out what is for adults, and sets apart what acts on a child")
{
    tests::on_both_databases([](db::Database& database) {
        DisruptionWorld world(database);
        auto const target = thing(world.boy);
        for (auto const* code : {"gang_violence", "named_adult", "target_adult"})
            REQUIRE(world.ticks(world.worker, target, code).ok());
        auto const pass = world.world.as(world.worker);
        auto const situation = situation_of(pass->visit(), target).value();
        auto const laid = options_for(world.room, pass->visit(), situation);
        CHECK(listed_codes(laid.supported).empty());
        CHECK(listed_codes(laid.on_child).find("D08") != std::string::npos);
        CHECK(world.considered(target, "D08").acts_on_child);
    });
}

TEST_CASE("a step is considered, asked about, planned, served; each entry with its day and why")
{
    tests::on_both_databases([](db::Database& database) {
        DisruptionWorld world(database);
        auto const step = world.considered(thing(world.takeaway), "D14");
        CHECK(step.reference.kind() == 'D');
        CHECK(step.tactics_as_of == world.room.tactics.as_of());
        CHECK(world.moves(world.worker, step, StepStatus::served, "").error().field == "status");
        // The questions come first, all of them.
        CHECK(world.moves(world.worker, step, StepStatus::planned, "").error().field == "status");
        auto some = world.answered(step);
        some.who_lives_there.clear();
        REQUIRE(world.answers(world.worker, step, some).ok());
        CHECK(world.moves(world.worker, step, StepStatus::planned, "").error().field == "status");
        CHECK(world.answers(world.worker, step, world.answered(step)).error().field == "because");
        REQUIRE(world.answers(world.worker, step, world.answered(step), "They told us").ok());
        auto const planned = world.moved(step, StepStatus::planned, "");
        CHECK(planned.review_on == the_day("2026-04-03")); // four weeks
        auto const served = world.moved(planned, StepStatus::served, "By hand, at noon");
        CHECK(served.starts == the_day("2026-03-06"));
        REQUIRE(served.ends);
        CHECK(served.ends->last_day == the_day("2026-06-05")); // three months
        CHECK(served.ends->by == EndsBy::limit);
        // Once it is planned no answer may be emptied.
        CHECK(
            world.answers(world.worker, step, some, "Too long").error().field == "who_lives_there");
        auto const pass = world.world.as(world.worker);
        auto const moves = moves_of(pass->visit(), served);
        REQUIRE(moves.size() == 3);
        CHECK(moves[0].why == "Four people told of the same worry");
        CHECK(moves[2].why == "By hand, at noon");
        CHECK(answers_of(pass->visit(), served).size() == 2);
        CHECK(versions_of(pass->visit(), served).size() == 2);
        pass->settle();
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("what is rejected says why, for whoever thinks of it next; the last entry is taken back")
{
    tests::on_both_databases([](db::Database& database) {
        DisruptionWorld world(database);
        auto const step = world.considered(thing(world.takeaway), "D13");
        CHECK(world.moves(world.worker, step, StepStatus::rejected, " ").error().field == "why");
        world.moved(step, StepStatus::rejected, "Young people would lose the only lit bench");
        auto const back = [&](std::size_t entry, std::string const& because) {
            auto const pass = world.world.as(world.worker);
            auto const moves = moves_of(pass->visit(), find(pass->visit(), step.id).value());
            return pass->visit().change([&](Change& change) {
                return take_back(world.room, change, step.id, moves[entry].id, because);
            });
        };
        CHECK(back(0, "Not said").error().code == Code::conflict);
        CHECK(back(1, "").error().field == "taken_back");
        auto const again = back(1, "It was another order");
        REQUIRE(again.ok());
        CHECK(again->status == StepStatus::considered);
        auto const moves = moves_of(world.world.as(world.worker)->visit(), *again);
        REQUIRE(moves.size() == 2);
        CHECK(moves[1].taken_back_because == "It was another order");
    });
}

TEST_CASE("a tactic that is not offered, or not for such a target, is not considered")
{
    tests::on_both_databases([](db::Database& database) {
        DisruptionWorld world(database);
        auto const refused = [&](Thing const& target, char const* tactic) {
            auto const made = world.considers(world.worker, world.a_step(target, tactic));
            return made ? std::string("considered") : made.error().words.key;
        };
        CHECK(refused(thing(world.man), "D09").find("not rolled out") != std::string::npos);
        CHECK(refused(thing(world.man), "D24").find("ended in 2023") != std::string::npos);
        CHECK(refused(thing(world.man), "D06").find("29 April 2026") != std::string::npos);
        CHECK(refused(thing(world.man), "D14") == "This tactic is not for such a target");
        CHECK(refused(thing(world.takeaway), "D99") == "Choose from the list");
        CHECK(refused(thing(world.takeaway), "D14") == "considered");
    });
}

TEST_CASE("an abduction warning notice ends with the 16th birthday, or with a status until 18")
{
    tests::on_both_databases([](db::Database& database) {
        DisruptionWorld world(database);
        auto step = world.a_step(thing(world.man), "D01");
        step.footing = "under_16";
        step.footing_child = world.girl; // born on 3 May 2011
        auto const on_age = world.considers(world.worker, step);
        REQUIRE(on_age.ok());
        CHECK(on_age->ends == Ending{the_day("2027-05-02"), EndsBy::birthday});
        // The boy is past 16. Accommodation by agreement is no footing; a care order is one.
        step.footing_child = world.boy;
        CHECK(world.considers(world.worker, step).error().field == "footing");
        step.footing = "care_order";
        CHECK(world.considers(world.worker, step).error().field == "footing");
        world.has_status(world.boy, "SECTION_20");
        CHECK(world.considers(world.worker, step).error().field == "footing");
        world.has_status(world.boy, "SECTION_31");
        auto const on_order = world.considers(world.worker, step);
        REQUIRE_MESSAGE(on_order.ok(), (on_order.ok() ? "" : on_order.error().words.key));
        CHECK(on_order->ends == Ending{the_day("2026-09-13"), EndsBy::birthday});
        // A status that has an end ends it sooner.
        step.footing = "police_protection";
        world.has_status(world.boy, "POLICE_PROTECTION", PartialDate{2026, 3, 8});
        auto const short_one = world.considers(world.worker, step);
        REQUIRE_MESSAGE(short_one.ok(), (short_one.ok() ? "" : short_one.error().words.key));
        CHECK(short_one->ends == Ending{the_day("2026-03-08"), EndsBy::status});
        // Without a footing it is not planned.
        auto const bare = world.considered(thing(world.man), "D01");
        REQUIRE(world.answers(world.worker, bare, world.answered(bare)).ok());
        CHECK(world.moves(world.worker, bare, StepStatus::planned, "").error().field == "status");
    });
}

TEST_CASE("Home warns 28 and 7 days before the last day, and on it; then the round says it ended")
{
    tests::on_both_databases([](db::Database& database) {
        DisruptionWorld world(database);
        auto const served = world.served(thing(world.takeaway), "D14"); // until 5 June 2026
        auto const lines_on = [&](char const* moment) {
            world.world.clock.move_to(Instant::read(moment).value());
            return world.lines_with(world.worker, "Look at", "5 June 2026");
        };
        CHECK(lines_on("2026-05-07T22:59:00Z") == 0); // 23:59 in London, 29 days before
        CHECK(lines_on("2026-05-07T23:00:00Z") == 1); // 28
        CHECK(world.lines_with(world.worker, "Look at", "what follows when it expires") == 1);
        CHECK(lines_on("2026-05-29T08:00:00Z") == 1);
        CHECK(world.lines_with(world.worker, "Look at", "Settle what follows") == 1);
        CHECK(lines_on("2026-06-05T08:00:00Z") == 1);
        CHECK(world.lines_with(world.sergeant, "Look at", "5 June 2026") == 0); // not theirs
        look_at_what_ends(world.room, *world.world.gate);
        CHECK(find(world.world.as(world.worker)->visit(), served.id)->status == StepStatus::served);
        CHECK(lines_on("2026-06-05T23:30:00Z") == 1); // the day after, in London
        look_at_what_ends(world.room, *world.world.gate);
        look_at_what_ends(world.room, *world.world.gate);
        auto const pass = world.world.as(world.worker);
        auto const ended = find(pass->visit(), served.id).value();
        CHECK(ended.status == StepStatus::expired);
        CHECK(ended.status_on == the_day("2026-06-05"));
        CHECK(moves_of(pass->visit(), ended).size() == 4);
        CHECK(lines_on("2026-06-06T08:00:00Z") == 0);
    });
}

TEST_CASE("what a step rests on is looked at anew each day")
{
    tests::on_both_databases([](db::Database& database) {
        DisruptionWorld world(database);
        world.has_status(world.boy, "SECTION_31");
        auto step = world.a_step(thing(world.man), "D01");
        step.footing = "care_order";
        step.footing_child = world.boy;
        auto const made = world.considers(world.worker, step).value();
        REQUIRE(world.answers(world.worker, made, world.answered(made)).ok());
        world.moved(world.moved(made, StepStatus::planned, ""), StepStatus::served, "");
        auto const ends = [&] {
            look_at_what_ends(world.room, *world.world.gate);
            return find(world.world.as(world.worker)->visit(), made.id).value();
        };
        CHECK(ends().ends == Ending{the_day("2026-09-13"), EndsBy::birthday});
        // The court ends the order.
        auto const ended
            = world.world.as(world.worker)->visit().change([&](Change& change) -> Done {
                  auto const known = TRY(people::find(change, world.boy));
                  for (auto const& fact : people::list_facts(change, known))
                      if (fact.code == "SECTION_31")
                          TRY(people::end_fact(change, known, fact, PartialDate{2026, 3, 6},
                              "The order was discharged"));
                  return done();
              });
        REQUIRE_MESSAGE(ended.ok(), (ended.ok() ? "" : ended.error().words.key));
        CHECK(ends().ends == Ending{the_day("2026-03-06"), EndsBy::status});
        world.world.clock.move_to(Instant::read("2026-03-07T09:00:00Z").value());
        CHECK(ends().status == StepStatus::expired);
    });
}

TEST_CASE("a correction is a new version with a reason, and never stands past the limit")
{
    tests::on_both_databases([](db::Database& database) {
        DisruptionWorld world(database);
        auto const served = world.served(thing(world.takeaway), "D14");
        auto const corrected
            = [&](char const* expires, std::string const& reason, std::int64_t version) {
                  auto wanted = served;
                  wanted.version = version;
                  wanted.expires = the_day(expires);
                  return world.world.as(world.worker)->visit().change([&](Change& change) {
                      return correct(world.room, change, wanted, reason);
                  });
              };
        CHECK(corrected("2026-05-01", " ", served.version).error().field == "reason");
        CHECK(corrected("2026-06-06", "The order says so", served.version).error().field
            == "expires");
        CHECK(corrected("2026-05-01", "The order says so", served.version - 1).error().code
            == Code::conflict);
        auto const done_to = corrected("2026-05-01", "The order says so", served.version);
        REQUIRE(done_to.ok());
        CHECK(done_to->ends == Ending{the_day("2026-05-01"), EndsBy::expiry});
        auto const pass = world.world.as(world.worker);
        auto const versions = versions_of(pass->visit(), *done_to);
        REQUIRE(!versions.empty());
        CHECK(versions[0].reason == "The order says so");
        CHECK(!versions[0].step.expires);
    });
}

TEST_CASE("conditions are added one at a time, and end with a reason")
{
    tests::on_both_databases([](db::Database& database) {
        DisruptionWorld world(database);
        auto const step = world.considered(thing(world.takeaway), "D17");
        auto const change_it
            = [&](auto const& act) { return world.world.as(world.worker)->visit().change(act); };
        auto const added = change_it([&](Change& change) {
            return set_condition(change, step.id, "Nobody under 18 after nine in the evening");
        });
        REQUIRE(added.ok());
        CHECK(change_it([&](Change& change) { return set_condition(change, step.id, " "); })
                  .error()
                  .field
            == "words");
        CHECK(change_it([&](Change& change) { return drop_condition(change, step.id, *added, ""); })
                  .error()
                  .field
            == "dropped");
        CHECK(change_it([&](Change& change) {
            return drop_condition(change, step.id, Uuid::fresh(), "Why not");
        })
                  .error()
                  .code
            == Code::not_found);
        REQUIRE(change_it([&](Change& change) {
            return drop_condition(change, step.id, *added, "The hearing struck it out");
        }).ok());
        auto const conditions = conditions_of(world.world.as(world.worker)->visit(), step);
        REQUIRE(conditions.size() == 1);
        CHECK(conditions[0].ended_because == "The hearing struck it out");
        // They stand in the order in which they were added, within one moment too.
        REQUIRE(change_it([&](Change& change) -> Done {
            for (auto const* const words : {"One", "Two", "Three", "Four"})
                TRY(set_condition(change, step.id, words));
            return done();
        }).ok());
        std::string all;
        for (auto const& one : conditions_of(world.world.as(world.worker)->visit(), step))
            all += one.words.substr(0, 5) + " ";
        CHECK(all == "Nobod One Two Three Four ");
    });
}

} // namespace kith::disruption
