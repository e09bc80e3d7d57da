// SPDX-License-Identifier: MIT
// Uses of instruments, on both databases.
#include "cases/cases_world_test.h"
#include "cases/measurement.h"

namespace kith::cases {
namespace {
    Measurement survey_at(CaseId of, Date on, std::int64_t n, std::int64_t yes)
    {
        Measurement one;
        one.of = of;
        one.instrument = "safety_survey";
        one.on = on;
        one.n = n;
        one.how = "On paper, by two youth workers";
        one.tallies = {{"feel_safe", "yes", "", yes}, {"feel_safe", "no", "", n - yes}};
        return one;
    }
} // namespace

TEST_CASE("what was measured first is the baseline, later uses are repeats, earliest first")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const pass = world.world.as(world.worker);
        auto const use = [&](Measurement const& one) {
            return pass->visit().change(
                [&](Change& change) { return add(change, world.room, one); });
        };
        auto const later = use(survey_at(made.id, Date::of(2026, 3, 6).value(), 58, 27));
        REQUIRE(later.ok());
        CHECK(later->baseline);
        auto const first = use(survey_at(made.id, Date::of(2026, 3, 2).value(), 62, 19));
        REQUIRE(first.ok());
        auto const all = measurements_of(pass->visit(), made.id);
        REQUIRE(all.size() == 2);
        CHECK(all[0].id == first->id);
        CHECK(all[0].baseline);
        CHECK(!all[1].baseline);
        CHECK(all[0].tallies.size() == 2);
        auto const measures = measures_of(world.room, "safety_survey");
        REQUIRE(!measures.empty());
        CHECK(value_in_words(all[0], measures[0], Sees::the_case) == "31 %");
        CHECK(value_in_words(all[1], measures[0], Sees::the_case) == "47 %");
        CHECK(measures_of(world.room, "tarot").empty());

        auto const gone = pass->visit().change([&](Change& change) {
            return withdraw_measurement(change, first->id, "Counted at another door");
        });
        REQUIRE(gone.ok());
        auto const left = measurements_of(pass->visit(), made.id);
        REQUIRE(left.size() == 1);
        CHECK(left[0].baseline);
        CHECK(find_measurement(pass->visit(), first->id).error().code == Code::not_found);
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("who may read a context's case reads what was measured, and who may not finds nothing")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const one = survey_at(made.id, Date::of(2026, 3, 2).value(), 62, 19);
        auto const added = world.world.as(world.worker)->visit().change([&](Change& change) {
            return add(change, world.room, one);
        });
        REQUIRE(added.ok());
        auto const licensing = world.world.as(world.licensing);
        CHECK(measurements_of(licensing->visit(), made.id).size() == 1);
        auto const theirs = licensing->visit().change(
            [&](Change& change) { return add(change, world.room, one); });
        CHECK(theirs.error().code == Code::not_allowed);
        auto const school = world.world.as(world.school_lead);
        CHECK(measurements_of(school->visit(), made.id).empty());
        CHECK(find_measurement(school->visit(), added->id).error().code == Code::not_found);
        // A survey is of a context; a child's case has none.
        auto const girl = world.open(thing(world.girl));
        auto of_girl = one;
        of_girl.of = girl.id;
        auto const refused = world.world.as(world.worker)->visit().change([&](Change& change) {
            return add(change, world.room, of_girl);
        });
        CHECK(refused.error().field == "instrument");
    });
}

} // namespace kith::cases
