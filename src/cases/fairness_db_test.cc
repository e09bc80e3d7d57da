// SPDX-License-Identifier: MIT
// Numbers of groups, on both databases.
#include "cases/concern_world_test.h"
#include "cases/fairness_pages.h"

namespace kith::cases {
namespace {
    constexpr auto fairness_path = "/fairness";
    constexpr auto fairness_api = "/api/v1/fairness";

    Case open_of(CasesWorld& world, std::string const& name, std::string const& sex,
        std::string const& level)
    {
        auto const person = world.world.as(world.worker)
                                ->visit()
                                .change([&](Change& change) {
                                    people::Person one;
                                    one.names = {{{}, "birth", name}};
                                    one.birth = PartialDate{2011, 5, 3};
                                    one.sex = sex;
                                    return people::create(change, one);
                                })
                                .value();
        auto const made = world.open(thing(person.id));
        if (!level.empty()) {
            LevelEntry judged;
            judged.of = made.id;
            judged.level = level;
            judged.rationale = "What was told";
            judged.evidence = "Two reports";
            judged.on = Date::of(2026, 3, 6).value();
            judged.next_review = Date::of(2026, 4, 3).value();
            auto const done = world.world.as(world.worker)->visit().change([&](Change& change) {
                return judge_level(world.room, change, made.id, made.version, judged);
            });
            REQUIRE_MESSAGE(done.ok(), (done.ok() ? "" : done.error().words.key));
        }
        return made;
    }

    // Seven girls and six boys, of whom five girls and no boy are judged significant.
    void many_cases(CasesWorld& world)
    {
        for (int i = 0; i < 7; ++i)
            open_of(world, "Ash" + std::to_string(i) + " Merriweather", "F",
                i < 5 ? "SIGNIFICANT" : "");
        for (int i = 0; i < 6; ++i)
            open_of(world, "Bay" + std::to_string(i) + " Quill", "M", i == 0 ? "SIGNIFICANT" : "");
    }

    std::string fairness_body(CasesWorld& world, AccountId who, std::string const& list)
    {
        auto const answer
            = world.get_at(who, fairness_api, std::string(fairness_api) + "?list=" + list);
        return answer.ok() ? answer.value().body : answer.error().words.key;
    }
} // namespace

TEST_CASE("an analyst reads the numbers of all, a manager those of the team, others nothing")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        many_cases(world);
        auto const all = fairness_body(world, world.analyst, "allocated");
        CHECK(all.find(R"("whole_partnership":true)") != std::string::npos);
        CHECK(all.find(R"("people":13,)") != std::string::npos);
        auto const team = fairness_body(world, world.manager, "allocated");
        CHECK(team.find(R"("whole_partnership":false)") != std::string::npos);
        CHECK(team.find(R"("people":13,)") != std::string::npos);
        for (auto const who : {world.worker, world.licensing, world.school_lead, world.elsewhere}) {
            CHECK(world.get_at(who, fairness_api, fairness_api).error().code == Code::not_found);
            CHECK(world.get_at(who, fairness_path, fairness_path).error().code == Code::not_found);
        }
        // Of concerns there are numbers for the whole partnership alone.
        CHECK(fairness_body(world, world.analyst, "concerns").find(R"("people":null)")
            != std::string::npos);
        CHECK(
            world.get_at(world.manager, fairness_api, std::string(fairness_api) + "?list=concerns")
                .error()
                .code
            == Code::not_found);
        CHECK(world.get_at(world.analyst, fairness_api, std::string(fairness_api) + "?list=nothing")
                  .error()
                  .code
            == Code::not_found);
    });
}

TEST_CASE("levels are split by sex, and no number under 5 is told or can be worked out")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        many_cases(world);
        auto const told = fairness_body(world, world.analyst, "levels");
        // 6 significant and 7 not judged; emerging and moderate are none, so they are kept back,
        // and those two alone could only be none: so no level is told.
        CHECK(told.find(R"("outcomes":["Emerging","Moderate","Significant","Not judged yet"])")
            != std::string::npos);
        CHECK(told.find(R"({"group":"Female","people":7,"outcomes":[{"people":null,)")
            != std::string::npos);
        // Nobody's sex is not recorded: that is a small number, and the row beside it goes with it.
        CHECK(told.find(R"({"group":"Male","people":null)") != std::string::npos);
        CHECK(told.find("Merriweather") == std::string::npos);

        auto const harm = fairness_body(world, world.analyst, "harm-CSE");
        CHECK(harm.find(R"("people":13,)") != std::string::npos);

        auto const page = world.get_at(world.analyst, fairness_path, fairness_path);
        REQUIRE(page.ok());
        CHECK(page.value().body.find("13 in all, on 6 March 2026") != std::string::npos);
        CHECK(page.value().body.find("Not told") != std::string::npos);
        CHECK(page.value().body.find("Ethnicity") != std::string::npos);
        CHECK(page.value().body.find("Quill") == std::string::npos);
    });
}

TEST_CASE("a person counts in concerns by the latest one, from its own day on")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        // Five with a case, five whose concern was decided without one, five not decided.
        for (int i = 0; i < 15; ++i) {
            auto const person
                = world.world.as(world.worker)
                      ->visit()
                      .change([&](Change& change) {
                          people::Person one;
                          one.names = {{{}, "birth", "Elm" + std::to_string(i) + " Hart"}};
                          one.sex = "F";
                          return people::create(change, one);
                      })
                      .value();
            if (i < 5)
                (void)world.open(thing(person.id));
            auto const concern = a_concern(world, "She was followed");
            link_as(world, concern, thing(person.id), "worry_about");
            if (i >= 5 && i < 10)
                REQUIRE(decided_with(world, concern, {"information_and_advice"}).ok());
        }
        auto const told = fairness_body(world, world.analyst, "concerns");
        CHECK(told.find(R"("people":15,"all":[{"people":5,)") != std::string::npos);
        CHECK(told.find("Not decided yet") != std::string::npos);
        auto const page = world.get_at(
            world.analyst, fairness_path, std::string(fairness_path) + "?list=concerns");
        REQUIRE(page.ok());
        CHECK(page.value().body.find("15 in all") != std::string::npos);
        // All are of one sex: that nobody is of another is a small number, so no group is told;
        // what is so of all together is, once. 5 of 15 by Wilson: 15.2 to 58.3.
        CHECK(page.value().body.find("No group can be told apart") != std::string::npos);
        CHECK(page.value().body.find("5: 33 % (15 to 58)") != std::string::npos);
    });
}

TEST_CASE("where too few are counted, a demonstration says how to make a larger one; others do not")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const says = [&](char const* words, char const* list) {
            auto const page = world.get_at(
                world.analyst, fairness_path, std::string(fairness_path) + "?list=" + list);
            return page.ok() && page.value().body.find(words) != std::string::npos;
        };
        constexpr auto larger = "kith demo --size town";
        CHECK(says("Too few to tell", "levels"));
        CHECK_FALSE(says(larger, "levels"));
        world.pages.banner("Demonstration: an invented place. Nobody here is real.");
        CHECK(says(larger, "levels"));
        for (int i = 0; i < 6; ++i) // all of one sex and age: no group can be told apart
            open_of(world, "Ash" + std::to_string(i) + " Merriweather", "F", "SIGNIFICANT");
        CHECK(says("No group can be told apart", "harm-CSE"));
        CHECK(says(larger, "harm-CSE"));
        for (int i = 0; i < 6; ++i)
            open_of(world, "Bay" + std::to_string(i) + " Quill", i < 5 ? "M" : "", "SIGNIFICANT");
        for (int i = 0; i < 5; ++i)
            open_of(world, "Cob" + std::to_string(i) + " Hart", "", "SIGNIFICANT");
        CHECK_FALSE(says("No group can be told apart", "harm-CSE"));
        CHECK_FALSE(says(larger, "harm-CSE"));
    });
}

TEST_CASE("what a person says of themself is what counts, once for all their records")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const say = [&](std::string const& kind, std::string const& code,
                             std::string const& by, people::Answer answer) {
            auto const done = world.world.as(world.worker)->visit().change([&](Change& change) {
                auto const girl = people::find(change, world.girl).value();
                people::Fact fact;
                fact.kind = kind;
                fact.answer = answer;
                fact.code = code;
                fact.stated_by = by;
                fact.source = "Said on a visit";
                return people::add_fact(change, world.facts, girl, fact);
            });
            REQUIRE_MESSAGE(done.ok(), (done.ok() ? "" : done.error().words.key));
        };
        auto const split = [&] {
            auto const pass = world.world.as(world.worker);
            return people::split_by(
                pass->visit().reading(), world.girl, Date::of(2026, 3, 6).value());
        };
        CHECK(split().ethnicity.empty());
        say("ethnicity", "WBRI", "practitioner", people::Answer::said);
        say("ethnicity", "MWBC", "self", people::Answer::said);
        say("disability", "", "self", people::Answer::not_wished);
        say("status", "SECTION_20", "practitioner", people::Answer::said);
        CHECK(split().ethnicity == "MWBC");
        CHECK(split().disabilities == std::set<std::string>{"REFU"});
        CHECK(split().statuses == std::set<std::string>{"SECTION_20"});
        CHECK(split().sex == "F");
    });
}

TEST_CASE("numbers of too few are not told at all")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        CHECK(fairness_body(world, world.analyst, "levels").find(R"("people":null)")
            != std::string::npos);
        auto const page = world.get_at(world.analyst, fairness_path, fairness_path);
        REQUIRE(page.ok());
        CHECK(page.value().body.find("Too few to tell") != std::string::npos);
        CHECK(page.value().body.find("<table") == std::string::npos);
    });
}

} // namespace kith::cases
