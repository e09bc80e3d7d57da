// SPDX-License-Identifier: MIT
// Some hundred people of the larger place, recorded through the rooms' front doors.
#include "invented/recording.h"
#include "invented/told_world_test.h"
#include <algorithm>

using namespace kith;
using namespace kith::invented;

namespace {
struct RecordedWorld {
    explicit RecordedWorld(db::Database& database) : world(database)
    {
        Draw draw(4);
        population = draw_population(400, Date::read("2025-03-18").value(), draw);
        Invented const invented{world.clock, *world.gate, world.hasher, world.room, world.cases,
            world.disruption, world.missing, world.intelligence, world.own_key};
        auto const town = build_town(invented, read_place(), Streets::postcodes_csv());
        references = record(invented, town, population, [this](std::size_t n) { told = n; });
    }
    Result<people::Person> read_as(std::string_view sign_in, std::size_t held)
    {
        auto const pass = world.gate->enter(world.account(sign_in)).value();
        return people::find(pass->visit(), references[held]);
    }
    ToldWorld world;
    Population population = {};
    std::vector<Reference> references = {};
    std::size_t told = 0;
};
} // namespace

TEST_CASE("each agency's people are recorded by who works there, and the truth names both records")
{
    tests::on_both_databases([](db::Database& database) {
        RecordedWorld recorded(database);
        auto const& held = recorded.population.held;
        CHECK(recorded.told == held.size());
        REQUIRE(recorded.references.size() == held.size());
        auto const twice = held_twice(recorded.population, recorded.references);
        REQUIRE(!twice.empty());
        auto const csv = write_truth(twice);
        CHECK(static_cast<std::size_t>(std::ranges::count(csv, '\n')) == twice.size() + 1);
        for (auto const& one : twice) {
            auto const second
                = std::ranges::find(recorded.references, one.second) - recorded.references.begin();
            auto const first
                = std::ranges::find(recorded.references, one.first) - recorded.references.begin();
            auto const read_second
                = recorded.read_as("rosa.adeyemi", static_cast<std::size_t>(second));
            auto const read_first
                = recorded.read_as("rosa.adeyemi", static_cast<std::size_t>(first));
            REQUIRE(read_second.ok()); // a front door opens any, and says why
            REQUIRE(read_first.ok());
            CHECK(read_second->owner_agency != read_first->owner_agency);
            CHECK(read_second->names.front().text == one.name);
        }
        auto const verdict = ledger::verify(*database.reader(), {});
        CHECK(verdict.problems.empty());
    });
}

TEST_CASE("whom an agency brings over nobody works with, and only families in need have a team")
{
    tests::on_both_databases([](db::Database& database) {
        RecordedWorld recorded(database);
        auto const& held = recorded.population.held;
        auto const rosa = recorded.world.account("rosa.adeyemi");
        std::size_t with_team = 0;
        std::size_t kin = 0;
        for (std::size_t i = 0; i < held.size(); ++i) {
            auto const pass = recorded.world.gate->enter(rosa).value();
            auto const facts = people::find_facts(pass->visit(), recorded.references[i]).value();
            CHECK(facts.holding_teams.size() == (held[i].worked_with ? 1U : 0U));
            CHECK(facts.shared_with.empty());
            with_team += facts.holding_teams.size();
            if (held[i].worked_with && held[i].part == Part::child)
                kin += recorded.world.links.store.list_of(pass->visit(), facts.thing).size();
        }
        CHECK(with_team > 0);
        CHECK(kin > 0);
        // the police see their own, not the council's
        auto const of = [&](std::string_view keeper) {
            return static_cast<std::size_t>(std::ranges::find_if(held, [&](Held const& one) {
                return one.keeper->sign_in == keeper && !one.slip;
            }) - held.begin());
        };
        CHECK(recorded.read_as("dana.whitlock", of("dana.whitlock")).ok());
        CHECK(recorded.read_as("dana.whitlock", of("farida.aziz")).error().code == Code::not_found);
    });
}
