// SPDX-License-Identifier: MIT
// The effect of a step on both databases: what is counted around a place and what is not, what is
// kept of a look at it, and for whom.
#include "disruption/disruption_world_test.h"
#include "disruption/views.h"
#include <fmt/core.h>

namespace kith::disruption {
namespace {
    std::string const effect_pattern = "/disruption/steps/{step}/effect";
    std::string const api_effect_pattern = "/api/v1/disruption/steps/{step}/effect";
    geo::Point const takeaway_at{53.8175, -3.0357};
    geo::Point const far_away{53.7487, -2.4877};

    bool tells(Result<Response> const& answer, std::string const& words)
    {
        return answer.ok() && std::string(answer->body).find(words) != std::string::npos;
    }

    // North of a point, by metres.
    geo::Point north_of(geo::Point at, double metres)
    {
        return {at.latitude + metres / 111'300, at.longitude};
    }

    class EffectWorld : public DisruptionWorld {
    public:
        explicit EffectWorld(db::Database& database) : DisruptionWorld(database)
        {
            set_point(takeaway, takeaway_at, "E07000000");
            auto wanted = a_step(thing(takeaway), "D17");
            wanted.starts = Date::of(2025, 10, 10).value();
            step = considers(worker, wanted).value();
            REQUIRE(answers(worker, step, answered(step)).ok());
            step = moved(step, StepStatus::planned, "");
        }

        void set_point(ContextId id, geo::Point at, std::string district)
        {
            auto const set = world.as(worker)->visit().change([&](Change& change) -> Done {
                auto context = TRY(contexts::find(change, id));
                context.point = at;
                context.district = std::move(district);
                TRY(contexts::save(change, context, "Where it stands"));
                return done();
            });
            REQUIRE(set.ok());
        }

        // So many in that month, there.
        void recorded(char const* month, geo::Point at, int count,
            std::string district = "E07000000", std::string kind = "Drugs")
        {
            constexpr db::Sql one_incident{"a test's incident",
                "insert into incidents (key, crime_id, month, force, kind, latitude, longitude, "
                "location, lsoa, district, ward, outcome) values ($1, '', $2, 'A force', $3, $4, "
                "$5, '', '', $6, '', '')"};
            world.database.write([&](db::Connection& connection) {
                for (int number = 0; number < count; ++number) {
                    auto const key = fmt::format("{}", ++made_);
                    connection.run(one_incident, db::Bytes{key}, std::string_view(month), kind,
                        at.latitude, at.longitude, district);
                }
                return db::Outcome::keep;
            });
        }

        Result<Measured> counted(AccountId who, EffectAsked const& asked = {})
        {
            auto const inside = world.as(who);
            return measure(room, inside->visit(), find(inside->visit(), step.id).value(), asked);
        }

        // It began on 10 October 2025, as its start says.
        void begin() { step = moved(step, StepStatus::served, ""); }
        // 12 a month near it before and 4 after, 10 around it throughout, 100 elsewhere.
        void figures()
        {
            for (auto const* const month : {"2025-07", "2025-08", "2025-09"})
                recorded(month, north_of(takeaway_at, 100), 12);
            for (auto const* const month : {"2025-11", "2025-12", "2026-01"})
                recorded(month, north_of(takeaway_at, 100), 4);
            recorded("2025-10", north_of(takeaway_at, 100), 50);
            for (auto const* const month :
                {"2025-07", "2025-08", "2025-09", "2025-11", "2025-12", "2026-01"}) {
                recorded(month, north_of(takeaway_at, 400), 10);
                recorded(month, north_of(takeaway_at, 4000), 100);
            }
        }

        Step step;

    private:
        int made_ = 0;
    };
} // namespace

TEST_CASE("what police recorded is counted near, around and elsewhere, month for month")
{
    tests::on_both_databases([](db::Database& database) {
        EffectWorld world(database);
        CHECK(world.counted(world.worker).error().words.key.starts_with("It has not begun"));
        world.begin();
        CHECK(world.counted(world.worker).error().words.key.starts_with("No police figures"));
        world.figures();
        auto const measured = world.counted(world.worker).value();
        CHECK(measured.began == Date::of(2025, 10, 10).value());
        CHECK(measured.effect.near == Around{36, 12});
        CHECK(measured.effect.ring == Around{30, 30});
        CHECK(measured.effect.elsewhere == Around{300, 300});
        CHECK(measured.effect.found == Finding::fewer);
        CHECK(measured.effect.quotient == 0);
        CHECK(measured.months.size() == 7);
        CHECK(measured.months[3].near == 50);
        // A wider circle takes the ring in; what lies in another district is no part of this one.
        world.recorded("2025-12", north_of(takeaway_at, 4500), 70, "E07000001");
        world.recorded("2025-12", north_of(takeaway_at, 450), 7, "E07000001");
        EffectAsked asked;
        asked.within = 500;
        auto const wide = world.counted(world.worker, asked).value();
        CHECK(wide.effect.near == Around{66, 49});
        CHECK(wide.effect.elsewhere == Around{300, 300});
        // Only those kinds that are asked for.
        world.recorded("2025-12", takeaway_at, 20, "E07000000", "Burglary");
        asked = {};
        asked.kinds = {"Drugs"};
        CHECK(world.counted(world.worker, asked)->effect.near == Around{36, 12});
        asked.kinds = {"Burglary"};
        CHECK(world.counted(world.worker, asked)->effect.near == Around{0, 20});
        // Fewer months are held than are asked for.
        asked = {};
        asked.months = 12;
        CHECK(world.counted(world.worker, asked)->halves.months() == 3);
        asked.months = 4;
        CHECK(world.counted(world.worker, asked).error().field == "months");
        asked = {};
        asked.within = 50;
        CHECK(world.counted(world.worker, asked).error().field == "within");
    });
}

TEST_CASE("nothing is counted around a home, and a place to compare with is not near")
{
    tests::on_both_databases([](db::Database& database) {
        EffectWorld world(database);
        world.begin();
        world.figures();
        auto const reference = [&](ContextId id) {
            return contexts::find(world.world.as(world.worker)->visit(), id)->reference.write();
        };
        world.set_point(world.flat, north_of(takeaway_at, 3000), "E07000000");
        EffectAsked asked;
        asked.place = reference(world.flat);
        CHECK(world.counted(world.worker, asked).error().field == "place");
        asked.place = "X-000-0000";
        CHECK(world.counted(world.worker, asked).error().field == "place");
        auto const other = world.place("PLACE", "Quay Grill");
        world.set_point(other, north_of(takeaway_at, 600), "E07000000");
        asked = {};
        asked.comparison = reference(other);
        CHECK(world.counted(world.worker, asked).error().field == "comparison");
        world.set_point(other, north_of(takeaway_at, 4000), "E07000000");
        auto const measured = world.counted(world.worker, asked).value();
        CHECK(measured.effect.elsewhere == Around{300, 300});
        CHECK(measured.comparison->id == other);
        // A step on a person: at which place it should work is named.
        world.step = world.served(thing(world.man), "D02");
        CHECK(world.counted(world.worker).error().field == "place");
        asked = {};
        asked.place = reference(other);
        world.recorded("2026-05", far_away, 1);
        CHECK(world.counted(world.worker, asked)->began == Date::of(2026, 3, 6).value());
    });
}

TEST_CASE(
    "a look is kept as it stood, with what it did to children for those alone who may read it")
{
    tests::on_both_databases([](db::Database& database) {
        EffectWorld world(database);
        world.works_with(thing(world.takeaway), world.licensing_team, world.council);
        world.begin();
        world.figures();
        auto const named
            = std::vector<std::pair<std::string, std::string>>{{"step", world.step.id.write()}};
        auto const path = address_of(world.step.id) + "/effect";
        auto const page = [&](AccountId who, std::string const& question = "") {
            return world.get(who, effect_pattern, path + question, named);
        };
        CHECK(tells(page(world.worker), "Near it: 36 before and 12 after. Fewer than elsewhere"));
        CHECK(tells(page(world.worker), "Nobody has looked yet"));
        CHECK(tells(page(world.licensing), "Near it: 36 before and 12 after"));
        CHECK_FALSE(tells(page(world.licensing), "Say what it did"));
        CHECK(page(world.worker, "?within=7")->status == http::Status::unprocessable);
        CHECK(page(world.auditor).error().code == Code::not_found);
        auto const say
            = [&](AccountId who, std::vector<std::pair<std::string, std::string>> fields) {
                  http::FormData form;
                  for (auto const& [name, value] : fields)
                      form.add(name, value);
                  return world.post(who, effect_pattern, path, form, named);
              };
        auto const refused = say(world.worker,
            {{"months", "3"}, {"within", "250"},
                {"words", "The queue is gone, and the car park is quiet"},
                {"children", "She says that she walks home again"}});
        CHECK(refused->status == http::Status::unprocessable);
        CHECK(tells(refused, "Choose what it did"));
        CHECK(tells(refused, "The queue is gone"));
        CHECK(tells(refused, "She says that she walks home again"));
        CHECK(tells(
            say(world.worker, {{"conclusion", "helped"}, {"words", "Quiet"}, {"children", ""}}),
            "Say what it did to children"));
        CHECK(tells(say(world.worker,
                        {{"conclusion", "helped"}, {"words", "Quiet"}, {"children", "None"},
                            {"next-day", "1"}, {"next-month", "3"}, {"next-year", "2026"}}),
            "Name a day to come"));
        CHECK(say(world.licensing, {{"conclusion", "helped"}, {"words", "Quiet"}}).error().code
            == Code::not_allowed);
        REQUIRE(say(world.worker,
                    {{"months", "3"}, {"within", "250"}, {"conclusion", "helped"},
                        {"words", "The queue is gone"},
                        {"children", "She says that she walks home again"}, {"next-day", "1"},
                        {"next-month", "6"}, {"next-year", "2026"}})
                    ->status
            == http::Status::see_other);
        // The figures move on; what was looked at stays.
        world.recorded("2025-12", takeaway_at, 90);
        CHECK(tells(page(world.worker), "Near it: 36 before and 102 after"));
        CHECK(tells(page(world.worker), "Near it: 36 before and 12 after"));
        auto const stands = find(world.world.as(world.worker)->visit(), world.step.id).value();
        CHECK(stands.review_on == Date::of(2026, 6, 1).value());
        auto const shown
            = world.get(world.worker, "/disruption/steps/{step}", address_of(world.step.id), named);
        CHECK(tells(shown, "She says that she walks home again"));
        for (auto const* const end : {"", "/print"}) {
            auto const to_officer
                = world.get(world.licensing, std::string("/disruption/steps/{step}") + end,
                    address_of(world.step.id) + end, named);
            CHECK(tells(to_officer, "The queue is gone"));
            CHECK_FALSE(tells(to_officer, "walks home"));
        }
        CHECK_FALSE(tells(world.get(world.worker, "/disruption/steps/{step}/print",
                              address_of(world.step.id) + "/print", named),
            "walks home"));
        auto const program = [&](AccountId who) {
            return world.get(who, "/api/v1/disruption/steps/{step}",
                "/api/v1/disruption/steps/" + world.step.id.write(), named);
        };
        CHECK(tells(program(world.worker), R"("children":"She says that she walks home again")"));
        CHECK_FALSE(tells(program(world.licensing), "walks home"));
        CHECK(tells(program(world.licensing), R"("conclusion":"helped")"));
    });
}

TEST_CASE("a look is taken back with a reason, and the API does the same")
{
    tests::on_both_databases([](db::Database& database) {
        EffectWorld world(database);
        world.begin();
        auto const path = "/api/v1/disruption/steps/" + world.step.id.write() + "/effect";
        auto const named
            = std::vector<std::pair<std::string, std::string>>{{"step", world.step.id.write()}};
        auto const send = [&](std::string const& json) {
            return world.send(world.worker, api_effect_pattern, path, json, named);
        };
        CHECK(world.get(world.worker, api_effect_pattern, path, named).error().field == "months");
        // Without police figures it can be looked at all the same.
        CHECK(send(R"({"conclusion":"worked","words":"Quiet","children":"None"})").error().field
            == "conclusion");
        CHECK(send(R"({"conclusion":"mixed","words":"Quiet","children":"None","place":"X-1"})")
                  .error()
                  .field
            == "place");
        REQUIRE(send(R"({"conclusion":"mixed","words":"Quiet by day","children":"None"})")->status
            == http::Status::created);
        world.figures();
        auto const counted = world.get(world.worker, api_effect_pattern, path, named);
        CHECK(tells(counted, R"("near":{"before":36,"after":12})"));
        CHECK(tells(counted, R"("found":"fewer")"));
        auto const reviews = reviews_of(world.world.as(world.worker)->visit(), world.step);
        REQUIRE(reviews.size() == 1);
        CHECK(reviews[0].counts == "");
        auto both = named;
        both.emplace_back("review", reviews[0].id.write());
        auto const take = [&](std::string const& json) {
            return world.send(world.worker, api_effect_pattern + "/{review}/take-back",
                path + "/" + reviews[0].id.write() + "/take-back", json, both);
        };
        CHECK(take(R"({"because":" "})").error().field == "taken_back");
        CHECK(take(R"({"because":"It was another place"})").ok());
        CHECK(take(R"({"because":"Again"})").error().code == Code::conflict);
        CHECK(reviews_of(world.world.as(world.worker)->visit(), world.step)[0].taken_back_because
            == "It was another place");
    });
}

} // namespace kith::disruption
