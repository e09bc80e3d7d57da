// SPDX-License-Identifier: MIT
// Assessments and measurements of a context name no child, on both databases.
#include "cases/assessment_world_test.h"
#include "cases/measurement.h"
#include <algorithm>
#include <boost/json.hpp>

namespace kith::cases {
namespace {
    constexpr auto api_all = "/api/v1/cases/{case}/assessments";
    constexpr auto api_one = "/api/v1/cases/{case}/assessments/{assessment}";
    constexpr auto page_one = "/cases/{case}/assessments/{assessment}";
    constexpr auto page_edit = "/cases/{case}/assessments/edit/{assessment}";
    constexpr auto measured_all = "/cases/{case}/measurements";
    constexpr auto measured_one = "/cases/{case}/measurements/{measurement}";

    using NamedPath = std::vector<std::pair<std::string, std::string>>;

    void join_the_girl(CasesWorld& world)
    {
        auto const joined
            = world.world.as(world.worker)->visit().change([&](Change& change) -> Done {
                  links::Link link;
                  link.from = thing(world.girl);
                  link.to = thing(world.takeaway);
                  link.role = "spends_time";
                  link.source = "Form tutor";
                  link.drawn_from = thing(world.girl);
                  TRY(world.linked.store.save(change, link));
                  return done();
              });
        REQUIRE(joined.ok());
    }
    // As the router does it; whatever is refused is its sentence.
    std::string answer_to(CasesWorld& world, AccountId who, http::Method method,
        std::string const& pattern, NamedPath const& path, Request request = Request::get("/x"))
    {
        request.matched(pattern, "", path);
        for (auto const& route : world.house.routes.all())
            if (route.method == method && route.pattern == pattern) {
                auto const answer = route.handler(world.world.as(who)->visit(), request);
                return answer ? std::string(answer->body) : answer.error().words.key;
            }
        return "No such route";
    }
    Assessment begun_of(CasesWorld& world, Case const& of, char const* kind)
    {
        return world.world.as(world.worker)
            ->visit()
            .change(
                [&](Change& change) { return start_assessment(world.room, change, of.id, kind); })
            .value();
    }
    forms::Answers context_answers(std::string const& json)
    {
        return forms::Answers::from_json("cases/screening_context", 1, json).value();
    }
    bool holds(std::string const& text, std::string_view words)
    {
        return text.find(words) != std::string::npos;
    }
    Measurement counted_at(CaseId of, char const* how, char const* place)
    {
        Measurement one;
        one.of = of;
        one.instrument = "safety_survey";
        one.on = Date::of(2026, 3, 2).value();
        one.n = 62;
        one.how = how;
        one.place = place;
        one.tallies = {{"feel_safe", "yes", "", 19}, {"feel_safe", "no", "", 43}};
        return one;
    }
} // namespace

TEST_CASE("names are found in every text of an assessment, inside items too, each at its input")
{
    auto const words = words::Catalogue::shipped();
    auto const forms = forms::Forms::shipped(words);
    auto const& form = forms.form("cases/exploitation");
    Naming const naming{{{}, {"Harbour Grill"}}, {"Freya Larkspur"}};
    auto const answers = forms::Answers::from_json("cases/exploitation", 1, R"({
        "what_happened": "They ask Bella for money at Harbour Grill",
        "contexts": [{"kind": "neighbourhood", "harms": "Nobody watches", "protects": "freya does"},
            {"kind": "home", "harms": "His cousin Vosper lives there", "protects": "An aunt"}],
        "strengths": ["TRUSTED"], "judgement": "Nobody is at the door"})");
    std::vector<std::string> fields;
    for (auto const& problem : names_in(form, answers.value(), naming))
        fields.push_back(problem.field);
    CHECK(fields
        == std::vector<std::string>{"what_happened", "contexts-1-protects", "contexts-2-harms"});
    CHECK(names_in(form, answers.value(), naming).at(0).words.key
        == "This names a young person, or may: “Bella”. Say it without the name");

    auto const shown = names_withheld(form, answers.value(), naming);
    auto const items = std::get<std::vector<forms::Parts>>(*shown.find("contexts"));
    CHECK(items[0].at("protects") == "[name withheld] does");
    CHECK(items[1].at("protects") == "An aunt");
    CHECK(shown.text("what_happened") == answers->text("what_happened")); // she is not joined
    CHECK(shown.list("strengths") == std::vector<std::string>{"TRUSTED"});
}

TEST_CASE("an assessment of a context is completed and corrected without a child's name")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const begun = begun_of(world, made, "screening_context");
        auto const pass = world.world.as(world.worker);
        auto answers = context_answers(answered_screening_of_context);
        answers.set("judgement", std::string("They wait for Freya Larkspur"));
        answers.set("explains_else", std::string("Bella brings the others"));
        auto const saved = pass->visit().change([&](Change& change) {
            return save_draft(world.room, change, {begun.id, begun.version, answers, ""});
        });
        REQUIRE(saved.ok()); // a draft holds anything

        auto const complete = [&] {
            return pass->visit().change([&](Change& change) {
                return complete_assessment(
                    world.room, change, {begun.id, saved->version, answers, ""});
            });
        };
        CHECK(complete().error()
            == invalid("This names a young person, or may: “Bella”. Say it without the name",
                "explains_else"));
        NamedPath const path = {{"case", made.id.write()}, {"assessment", begun.id.write()}};
        // All of it is told at once, to a program and on the page.
        auto const told = boost::json::parse(
            answer_to(world, world.worker, http::Method::post, std::string(api_one) + "/complete",
                path, Request::post_json("/x", answers.to_json()).with("If-Match", "\"v2\"")));
        std::vector<std::string> fields;
        for (auto const& each : told.at("errors").as_array())
            fields.emplace_back(each.at("field").as_string());
        CHECK(fields == std::vector<std::string>{"explains_else", "judgement"});
        http::FormData form;
        for (auto const& [name, value] : std::vector<std::pair<std::string, std::string>>{
                 {"revision", "2"}, {"complete", "1"}, {"judgement", "They wait for Freya"}})
            form.add(name, value);
        auto const page = answer_to(
            world, world.worker, http::Method::post, page_edit, path, Request::post("/x", form));
        CHECK(holds(page, "This names a young person, or may: “Freya”"));
        CHECK(holds(page, ">They wait for Freya</textarea>")); // nothing typed is lost

        answers.set("judgement", std::string("They wait at the door"));
        answers.set("explains_else", std::string("It is warm"));
        auto const done = complete();
        REQUIRE(done.ok());
        auto const correct = [&](char const* reason) {
            return pass->visit().change([&](Change& change) {
                return correct_assessment(
                    world.room, change, {begun.id, done->version, answers, reason});
            });
        };
        for (auto const& [json, problem] :
            {std::pair{R"({"answers": ANSWERS, "reason": " \n"})", "Say why it is corrected"},
                std::pair{R"({"answers": ANSWERS, "reason": "\u0000"})",
                    "This holds a character that is no text (U+0000): send it without"}}) {
            auto body = std::string(json);
            body.replace(body.find("ANSWERS"), 7, answers.to_json());
            CHECK(answer_to(world, world.worker, http::Method::post,
                      std::string(api_one) + "/correct", path,
                      Request::post_json("/x", body).with("If-Match", "\"v3\""))
                == problem);
        }
        CHECK(correct("Bella told us").error()
            == invalid(
                "This names a young person, or may: “Bella”. Say it without the name", "reason"));
        answers.set("outcome_because", std::string("Bella told us"));
        CHECK(correct("Somebody told us").error().field == "outcome_because");
        answers.set("outcome_because", std::string("It weighs most"));
        CHECK(correct("Somebody told us").ok());
        // Of a person's case names stand.
        auto const girl = world.open(thing(world.girl));
        CHECK(screened(world, girl).state == AssessmentState::complete);
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("blanks sent by a program complete nothing, and no draft keeps what is no text")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const begun = begun_of(world, made, "screening_context");
        NamedPath const path = {{"case", made.id.write()}, {"assessment", begun.id.write()}};
        auto const send = [&](char const* act, std::string const& json) {
            return answer_to(world, world.worker, http::Method::post, api_one + std::string(act),
                path, Request::post_json("/x", json).with("If-Match", "\"v1\""));
        };
        auto blank = std::string(answered_screening_of_context);
        std::string_view const strengths = "The evening manager knows them by name";
        blank.replace(blank.find(strengths), strengths.size(), " \\n ");
        auto const told = boost::json::parse(send("/complete", blank));
        REQUIRE(told.at("errors").as_array().size() == 1);
        CHECK(told.at("errors").at(0).at("field").as_string() == "strengths_words");
        CHECK(holds(send("/save", R"({"judgement": "So\u0000far"})"), "U+0000"));
        CHECK(find_assessment(world.world.as(world.worker)->visit(), begun.id)->version == 1);
        CHECK(holds(send("/save", R"({"judgement": " So far "})"), R"("judgement":"So far")"));
    });
}

TEST_CASE("the name of somebody joined later is withheld wherever an assessment is shown")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto answers = context_answers(answered_screening_of_context);
        answers.set("own_words_obtained", std::string("no"));
        answers.set("own_words_not", std::string("freya was away"));
        answers.set("judgement", std::string("Larkspur waits by the door"));
        answers.set("outcome_because", std::string("freya waits by the wall"));
        auto const one = completed(world, made.id, "screening_context", answers.to_json().c_str());
        answers.set("judgement", std::string("Larkspur waits in the back room"));
        auto const corrected = world.world.as(world.worker)->visit().change([&](Change& change) {
            return correct_assessment(
                world.room, change, {one.id, one.version, answers, "freya moved inside"});
        });
        REQUIRE(corrected.ok());
        NamedPath const path = {{"case", made.id.write()}, {"assessment", one.id.write()},
            {"version", std::to_string(one.version)}};
        std::vector<std::string> everywhere = {api_all, api_one, page_one};
        for (auto const* const after : {"/print", "/text", "/history", "/compare/{version}"})
            everywhere.push_back(page_one + std::string(after));
        auto const named = [](std::string const& text) {
            return holds(text, "freya") || holds(text, "Larkspur");
        };
        for (auto const& pattern : everywhere)
            CHECK_MESSAGE(
                named(answer_to(world, world.licensing, http::Method::get, pattern, path)),
                pattern);
        join_the_girl(world);
        for (auto const& pattern : everywhere) {
            auto const shown = answer_to(world, world.licensing, http::Method::get, pattern, path);
            CHECK_MESSAGE(!named(shown), pattern);
            CHECK_MESSAGE(holds(shown, "[name withheld]"), pattern);
        }
        auto const again = answer_to(world, world.worker, http::Method::get, page_edit, path);
        CHECK(holds(again, "[name withheld] waits in the back room"));
        CHECK(!named(again));
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("what is measured in a context names no child, and withholds who is joined later")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const pass = world.world.as(world.worker);
        auto const enter = [&](char const* how, char const* place) {
            return pass->visit().change([&](Change& change) {
                return add(change, world.room, counted_at(made.id, how, place));
            });
        };
        CHECK(enter("Freya Larkspur asked her friends", "").error()
            == invalid(
                "This names a young person, or may: “Freya Larkspur”. Say it without the name",
                "how"));
        CHECK(enter("On paper", "Where Bella sits").error().field == "place");
        auto const one = enter("On paper, freya helped", "Larkspur’s corner");
        REQUIRE(one.ok());
        NamedPath const path = {{"case", made.id.write()}, {"measurement", one->id.write()}};
        std::vector<std::string> const everywhere
            = {measured_all, measured_one, std::string("/api/v1") + measured_all};
        auto const shown = [&](std::string const& pattern) {
            return answer_to(world, world.licensing, http::Method::get, pattern, path);
        };
        for (auto const& pattern : everywhere)
            CHECK_MESSAGE(holds(shown(pattern), "freya"), pattern);
        join_the_girl(world);
        for (auto const& pattern : everywhere) {
            CHECK_MESSAGE(!holds(shown(pattern), "freya"), pattern);
            CHECK_MESSAGE(!holds(shown(pattern), "Larkspur"), pattern);
            CHECK_MESSAGE(holds(shown(pattern), "On paper, [name withheld] helped"), pattern);
        }
        CHECK(holds(shown(measured_one), "[name withheld]’s corner"));
        auto const back = [&](char const* because) {
            return pass->visit().change(
                [&](Change& change) { return take_back(change, world.room, one->id, because); });
        };
        CHECK(back("Bella counted it").error().field == "because");
        CHECK(back("Counted at another door").ok());
        CHECK(world.world.verdict().problems.empty());
    });
}

} // namespace kith::cases
