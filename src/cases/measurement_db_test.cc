// SPDX-License-Identifier: MIT
// Uses of instruments, on both databases.
#include "cases/measurement.h"
#include "cases/plan_world_test.h"
#include "cases/review_acts.h"

namespace kith::cases {
namespace {
    constexpr auto measure_path = "/cases/{case}/measurements/new/{instrument}";
    constexpr auto one_use = "/cases/{case}/measurements/{measurement}";

    Result<Response> measurement_page(CasesWorld& world, AccountId who, http::Method method,
        std::string const& pattern, CaseId of, std::string const& last,
        std::vector<std::pair<std::string, std::string>> const& pairs = {})
    {
        http::FormData form;
        for (auto const& [name, value] : pairs)
            form.add(name, value);
        auto request = method == http::Method::get ? Request::get("/x") : Request::post("/x", form);
        request.matched(
            pattern, "", {{"case", of.write()}, {"instrument", last}, {"measurement", last}});
        for (auto const& route : world.house.routes.all())
            if (route.method == method && route.pattern == pattern)
                return route.handler(world.world.as(who)->visit(), request);
        return not_found();
    }
    bool page_holds(Result<Response> const& shown, std::string const& words)
    {
        return shown && shown->body.find(words) != std::string::npos;
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
        auto const later = use(a_survey(made.id, Date::of(2026, 3, 6).value(), 58, 27));
        REQUIRE(later.ok());
        CHECK(later->baseline);
        auto const first = use(a_survey(made.id, Date::of(2026, 3, 2).value(), 62, 19));
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
        auto const one = a_survey(made.id, Date::of(2026, 3, 2).value(), 62, 19);
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

TEST_CASE("what a map hides is told by no goal, review, page or program either")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const of = world.open(thing(world.takeaway)).id;
        Measurement map;
        map.of = of;
        map.instrument = "safety_map";
        map.on = Date::of(2026, 3, 2).value();
        map.n = 20;
        map.how = "On paper, by two youth workers";
        map.tallies = {{"marks", "unsafe", "C4", 12}, {"marks", "avoided", "C4", 3}};
        auto const add_map = [&](Change& change) { return add(change, world.room, map); };
        auto const first = changed_by(world, world.worker, add_map);
        map.on = Date::of(2026, 3, 5).value();
        map.tallies[1].count = 6; // the second could be told, the first not
        auto const second = changed_by(world, world.worker, add_map);
        REQUIRE(first.ok());
        REQUIRE(second.ok());
        auto goal = a_trust_goal();
        goal.measured_by = "measure";
        goal.baseline_measurement = first->id;
        goal.measure = "avoided";
        with_goal(world, of, goal);
        auto const whole = plan_now(world, of);
        REQUIRE(whole->goals.front().baseline);
        CHECK(in_words(world.room, whole->goals.front(), *whole->goals.front().baseline)
            == "Not told: too few marks");
        auto const pages = std::vector{world.get(world.worker, "/cases/{case}/plan", of),
            world.get(world.worker, "/cases/{case}/plan/goals/new", of),
            world.get(world.worker, "/cases/{case}/measurements", of),
            world.get(world.worker, "/cases/{case}/reviews/new", of),
            world.get(world.worker, "/api/v1/cases/{case}/plan", of),
            measurement_page(
                world, world.worker, http::Method::get, one_use, of, first->id.write())};
        for (auto const& page : pages) {
            REQUIRE(page.ok());
            CHECK(page->body.find("Not told: too few marks") != std::string::npos);
            CHECK(page->body.find("3 of 15") == std::string::npos);
            CHECK(page->body.find("20 %") == std::string::npos);
            CHECK(page->body.find("\"count\":3") == std::string::npos);
        }
        auto const api = world.get(world.worker, "/api/v1/cases/{case}/measurements", of);
        REQUIRE(api.ok());
        CHECK(api->body.find("\"results\":{},\"results_told\":false") != std::string::npos);
        CHECK(api->body.find("\"results_told\":true") != std::string::npos); // the second is told
        // Before and after at a review: no difference that would tell it.
        Review review;
        review.on = Date::of(2026, 3, 6).value();
        review.findings = {{whole->goals.front().id, {}, second->id}};
        REQUIRE(changed_by(world, world.worker, [&](Change& change) {
            return keep_review(world.room, change, of, review, Reviewing::draft);
        }).ok());
        auto const reviews = world.get(world.worker, "/cases/{case}/reviews", of);
        REQUIRE(reviews.ok());
        CHECK(reviews->body.find("Not told: too few marks.") != std::string::npos);
        CHECK(reviews->body.find("percentage point") == std::string::npos);
    });
}

TEST_CASE(
    "a survey is entered in numbers, comes back as typed if it is wrong, and once if sent twice")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const send = [&](std::string const& yes, char const* how) {
            return measurement_page(world, world.worker, http::Method::post, measure_path, made.id,
                "safety_survey",
                {{"key", "0123456789abcdef"}, {"on-day", "2"}, {"on-month", "3"},
                    {"on-year", "2026"}, {"n", "62"}, {"how", how}, {"feel_safe-yes", yes},
                    {"feel_safe-mostly", "20"}, {"feel_safe-no", "23"}});
        };
        auto const wrong = send("nineteen", "");
        REQUIRE(wrong.ok());
        CHECK(wrong->status == http::Status::unprocessable);
        CHECK(page_holds(wrong, "Enter a whole number, 0 or more"));
        CHECK(page_holds(wrong, "Say how it was gathered")); // all of it at once
        CHECK(page_holds(wrong, "value=\"nineteen\""));
        CHECK(page_holds(wrong, "value=\"23\""));
        auto const too_many = send("20", "On paper");
        CHECK(page_holds(too_many, "63 answers, and 62 took part"));
        auto const right = send("19", "On paper");
        REQUIRE(right.ok());
        REQUIRE(right->status == http::Status::see_other);
        auto const twice = send("19", "On paper");
        CHECK(*twice->headers.find("Location") == *right->headers.find("Location"));
        auto const all = measurements_of(world.world.as(world.worker)->visit(), made.id);
        REQUIRE(all.size() == 1);
        CHECK(all[0].results.at("feel_safe") == doctest::Approx(100.0 * 19 / 62));
        auto const list = world.get(world.worker, "/cases/{case}/measurements", made.id);
        CHECK(page_holds(list, "31 %"));
        CHECK(page_holds(list, "2 March 2026, n = 62 (baseline)"));

        auto const back = [&](char const* because) {
            return measurement_page(world, world.worker, http::Method::post, one_use, made.id,
                all[0].id.write(), {{"because", because}});
        };
        CHECK(page_holds(back(""), "Say why it is taken back"));
        CHECK(back("Another door")->status == http::Status::see_other);
        CHECK(measurement_page(
                  world, world.worker, http::Method::get, one_use, made.id, all[0].id.write())
                  .error()
                  .code
            == Code::not_found);
    });
}

TEST_CASE("a safety map is entered by square, and drawn with small numbers hidden")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        std::vector<std::pair<std::string, std::string>> typed = {{"key", "0123456789abcdef"},
            {"rows", "10"}, {"on-day", "2"}, {"on-month", "3"}, {"on-year", "2026"}, {"n", "20"},
            {"how", "In three lessons"}, {"squares", "c4"}, {"mark-1", "unsafe"}, {"count-1", "12"},
            {"square-2", "C4"}, {"mark-2", "avoided"}, {"count-2", "3"}};
        auto more = typed;
        more.emplace_back("more", "1");
        auto const longer = measurement_page(
            world, world.worker, http::Method::post, measure_path, made.id, "safety_map", more);
        CHECK(longer->status == http::Status::ok);
        CHECK(page_holds(longer, "Mark 20"));
        CHECK(page_holds(longer, "value=\"c4\""));
        auto wrong = typed;
        wrong[7].second = "J9";
        auto const refused = measurement_page(
            world, world.worker, http::Method::post, measure_path, made.id, "safety_map", wrong);
        CHECK(page_holds(refused, "Enter a square from A1 to H8"));
        auto const entered = measurement_page(
            world, world.worker, http::Method::post, measure_path, made.id, "safety_map", typed);
        REQUIRE(entered.ok());
        CHECK(entered->status == http::Status::see_other);
        auto const all = measurements_of(world.world.as(world.worker)->visit(), made.id);
        REQUIRE(all.size() == 1);
        CHECK(all[0].results.at("avoided") == 20.0); // 3 of 15 marks
        auto const shown = measurement_page(
            world, world.licensing, http::Method::get, one_use, made.id, all[0].id.write());
        CHECK(page_holds(shown, "<svg class=\"kith-map\""));
        CHECK(page_holds(shown, "fewer than 5"));
        CHECK(page_holds(shown, ">12</td>"));
        CHECK(!page_holds(shown, ">3</td>"));
        CHECK(!page_holds(shown, "Take it back")); // they read it
        for (auto const who : {world.school_lead, world.elsewhere})
            CHECK(
                measurement_page(world, who, http::Method::get, one_use, made.id, all[0].id.write())
                    .error()
                    .code
                == Code::not_found);
        CHECK(measurement_page(
                  world, world.licensing, http::Method::get, measure_path, made.id, "safety_map")
                  .error()
                  .code
            == Code::not_allowed);
        CHECK(
            measurement_page(world, world.worker, http::Method::get, measure_path, made.id, "tarot")
                .error()
                .code
            == Code::not_found);
    });
}

} // namespace kith::cases
