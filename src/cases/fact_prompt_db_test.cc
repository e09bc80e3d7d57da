// SPDX-License-Identifier: MIT
// What a person's record says anew asks for a look at their case, on both databases.
#include "cases/cases_world_test.h"
#include "cases/prompt_acts.h"

namespace kith::cases {

TEST_CASE("a statement on the record that they moved, or were excluded, asks for a look")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl)); // on 6 March
        auto const adds = [&](char const* kind, char const* code, PartialDate from,
                              char const* words = "") {
            auto const added
                = world.world.as(world.worker)
                      ->visit()
                      .change([&](Change& change) -> Result<people::Fact> {
                          people::Fact fact;
                          fact.kind = kind;
                          fact.code = code;
                          fact.words = words;
                          fact.from = from;
                          fact.stated_by = "practitioner";
                          auto const girl = TRY(people::find(change, world.girl));
                          return people::add_fact_and_tell(world.people_room, change, girl, fact);
                      });
            REQUIRE_MESSAGE(added.ok(), (added.ok() ? "" : added.error().words.key));
        };
        auto const told = [&] {
            auto const pass = world.world.as(world.worker);
            std::vector<std::string> all;
            for (auto const& prompt : prompts_shown(world.room, pass->visit(), made))
                for (auto const& reason : prompt.reasons)
                    all.push_back(prompt.on.write() + " "
                        + reason_shown(world.room, pass->visit(), made, reason).text);
            return all;
        };
        // What had happened before the case was opened belongs to what it began with.
        adds("education", "ON_ROLL", {2023, 9, 4}, "Harbour Academy");
        adds("education", "SUSPENDED", {2026, 3, 5});
        CHECK(told().empty());
        world.world.clock.move_to(Instant::read("2026-03-12T09:00:00Z").value());
        adds("education", "EXCLUDED", {2026, 3, 11});
        adds("address", "PLACEMENT", {2026, 3, 12}, "7 Mill Row");
        adds("status", "SECTION_20", {2026, 3, 12});
        adds("status", "EHC_PLAN", {2026, 3, 12});
        using Told = std::vector<std::string>;
        CHECK(told()
            == Told{"2026-03-12 They were excluded, or changed school: Permanently excluded, from "
                    "11 March 2026",
                "2026-03-12 They moved home or placement: A home found for them, such as with a "
                "foster carer, from 12 March 2026",
                "2026-03-12 They moved home or placement: Looked after, by agreement (section "
                "20), from 12 March 2026"});
        auto const pass = world.world.as(world.worker);
        CHECK(prompts_shown(world.room, pass->visit(), made).size() == 1); // of one day
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("that they moved to a protected address is told without a word of it")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) -> Result<people::Person> {
                        auto girl = TRY(people::find(change, world.girl));
                        girl.protected_address = true;
                        return people::save(change, girl, "He must not find her");
                    })
                    .ok());
        http::FormData form;
        form.add("code", "REFUGE");
        form.add("words", "The house with the blue gate");
        form.add("stated_by", "practitioner");
        form.add("from-day", "6");
        form.add("from-month", "3");
        form.add("from-year", "2026");
        auto request
            = http::Request::post("/people/" + world.girl.write() + "/facts/address/new", form);
        request.matched("/people/{person}/facts/{kind}/new", "",
            {{"person", world.girl.write()}, {"kind", "address"}});
        auto answered = false;
        for (auto const& route : world.house.routes.all())
            if (route.method == http::Method::post
                && route.pattern == "/people/{person}/facts/{kind}/new") {
                auto const answer = route.handler(world.world.as(world.worker)->visit(), request);
                REQUIRE(answer.ok());
                CHECK(answer->status == http::Status::see_other);
                answered = true;
            }
        REQUIRE(answered); // as the page does it
        auto const pass = world.world.as(world.worker);
        auto const prompts = prompts_shown(world.room, pass->visit(), made);
        REQUIRE(prompts.size() == 1);
        CHECK(prompts[0].reasons[0].kind == "placement_move");
        CHECK(prompts[0].reasons[0].said.empty());
    });
}

} // namespace kith::cases
