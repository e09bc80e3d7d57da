// SPDX-License-Identifier: MIT
// Becoming an adult, with the clock moved along, on both databases.
#include "cases/cases_world_test.h"
#include "cases/prompt_acts.h"
#include "cases/turning_pages.h"
#include "cases/turning_store.h"

namespace kith::cases {
namespace {
    PersonId born_on(CasesWorld& world, PartialDate birth)
    {
        return world.world.as(world.worker)
            ->visit()
            .change([&](Change& change) {
                people::Person person;
                person.names = {{{}, "birth", "Rowan Thistlewood"}};
                person.birth = birth;
                return people::create(change, person);
            })
            .value()
            .id;
    }

    void day_comes(CasesWorld& world, std::string const& day)
    {
        world.world.clock.move_to(Instant::read(day + "T06:00:00Z").value());
        tell_who_becomes_an_adult(world.room, *world.world.gate);
        tell_who_becomes_an_adult(world.room, *world.world.gate); // again does nothing
    }

    std::vector<std::string> told_of(CasesWorld& world, Case const& of) // the latest first
    {
        std::vector<std::string> told;
        for (auto const& prompt :
            prompts_shown(world.room, world.world.as(world.worker)->visit(), of))
            for (auto const& reason : prompt.reasons)
                told.push_back(prompt.on.write() + " " + reason.said);
        return told;
    }

    std::vector<actions::Action> actions_of(CasesWorld& world, Case const& of)
    {
        return world.actions_room.store.list_about(
            world.world.as(world.worker)->visit(), thing(of.id));
    }

    bool turning_says(CasesWorld& world, Case const& of, std::string const& words)
    {
        auto const page = world.get(world.worker, "/cases/{case}/turning-18", of.id);
        return page && std::string(page->body).find(words) != std::string::npos;
    }
} // namespace

TEST_CASE("17 and a half, 28 days, 7 days and the day itself are each told once")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        // 17 and a half on 15 March 2026, 18 on 15 September 2026.
        auto const person = born_on(world, {2008, 9, 15});
        auto const made = world.open(thing(person));
        day_comes(world, "2026-03-14");
        CHECK(told_of(world, made).empty());
        day_comes(world, "2026-03-15");
        CHECK(told_of(world, made)
            == std::vector<std::string>{"2026-03-15 Plan the move to adult services: they are 17 "
                                        "and a half; 18 on 15 September 2026"});
        auto const asked = actions_of(world, made);
        REQUIRE(asked.size() == 1);
        CHECK(asked[0].what == "Plan the move to adult services, with them");
        CHECK(asked[0].due.write() == "2026-08-18");
        CHECK(asked[0].asked_by == world.team);
        day_comes(world, "2026-08-17");
        CHECK(told_of(world, made).size() == 1);
        day_comes(world, "2026-08-18");
        day_comes(world, "2026-09-08");
        day_comes(world, "2026-09-15");
        auto const told = told_of(world, made);
        REQUIRE(told.size() == 4);
        CHECK(told[0] == "2026-09-15 Ask for consent anew: they are 18");
        CHECK(told[1] == "2026-09-08 Settle what ends with childhood; 18 on 15 September 2026");
        CHECK(told[2]
            == "2026-08-18 Look at what ends with childhood, and ask for consent anew; 18 on 15 "
               "September 2026");
        CHECK(actions_of(world, made).size() == 1);
        // Same person, same case, same history, same walls.
        auto const now = find(world.world.as(world.worker)->visit(), made.id);
        REQUIRE(now.ok());
        CHECK(now->subject == thing(person));
        CHECK(now->is_open());
        CHECK(!knows(world.world.as(world.licensing)->visit(), made.id));
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("born on 29 February: told of the day on 1 March, and not before")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const leap = world.open(thing(born_on(world, {2012, 2, 29})));
        day_comes(world, "2030-02-28");
        REQUIRE(told_of(world, leap).size() == 1); // of what came, the last
        CHECK(told_of(world, leap)[0]
            == "2030-02-28 Settle what ends with childhood; 18 on 1 March 2030");
        REQUIRE(actions_of(world, leap).size() == 1);
        CHECK(actions_of(world, leap)[0].due.write() == "2030-02-28"); // never in the past
        day_comes(world, "2030-03-01");
        REQUIRE(told_of(world, leap).size() == 2);
        CHECK(told_of(world, leap)[0] == "2030-03-01 Ask for consent anew: they are 18");
    });
}

TEST_CASE("an adult's case, and one of whom a year of birth alone is known, are told nothing")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const adult = world.open(thing(born_on(world, {1990, 1, 2})));
        auto const year_known = world.open(thing(born_on(world, PartialDate{2008})));
        day_comes(world, "2026-12-31");
        CHECK(told_of(world, adult).empty());
        CHECK(told_of(world, year_known).empty());
        CHECK(turning_says(world, year_known, "not known as a whole day"));
        CHECK(actions_of(world, adult).empty());
    });
}

TEST_CASE("on the case, consent is asked anew once they are 18, and support ends with its last day")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(born_on(world, {2008, 3, 20})));
        auto const consent = [&](char const* answer, char const* words) {
            http::FormData form;
            form.add("answer", answer);
            form.add(std::string(answer) == "not_asked" ? "because" : "own_words", words);
            return world.post(world.worker, "/cases/{case}/turning-18/consent", made.id, form)
                ->status;
        };
        auto const events = [&] {
            std::int64_t told = 0;
            auto const pass = world.world.as(world.worker);
            for (auto const& happened : world.linked.store.list_events(pass->visit(), made.subject))
                told += happened.event.kind == "consent_asked" ? 1 : 0;
            return told;
        };
        auto const panel_says = [&](char const* words) {
            auto const page = world.get(world.worker, "/cases/{case}", made.id);
            return page && std::string(page->body).find(words) != std::string::npos;
        };
        CHECK(consent("given", "my mum knows") == http::Status::see_other);
        http::FormData support;
        support.add("service", "Harbour young adults team");
        support.add("until-day", "25");
        support.add("until-month", "3");
        support.add("until-year", "2026");
        REQUIRE(
            world.post(world.worker, "/cases/{case}/turning-18/support", made.id, support)->status
            == http::Status::see_other);
        world.world.clock.move_to(Instant::read("2026-03-20T09:00:00Z").value());
        CHECK(panel_says("Consent is not asked anew yet."));
        CHECK(panel_says("Support goes on past 18 with Harbour young adults team"));
        CHECK(turning_says(world, made, "before they were 18"));
        CHECK(consent("not_asked", "In hospital") == http::Status::see_other);
        CHECK(panel_says("Consent is not asked anew yet."));
        CHECK(consent("refused", "not now") == http::Status::see_other);
        CHECK(panel_says("Consent, asked on 20 March 2026:"));
        world.world.clock.move_to(Instant::read("2026-03-26T09:00:00Z").value());
        CHECK(!panel_says("Support goes on past 18"));
        CHECK(turning_says(world, made, "It has ended."));
        CHECK(events() == 2); // when they answered, and not when nobody asked
    });
}

TEST_CASE("consent is asked anew and support goes on past 18, each refused until it is whole")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(born_on(world, {2008, 3, 20})));
        auto const fact = world.world.as(world.worker)
                              ->visit()
                              .change([&](Change& change) -> Result<people::Fact> {
                                  auto const person
                                      = TRY(people::find(change, PersonId(made.subject.id)));
                                  people::Fact order;
                                  order.kind = "status";
                                  order.code = "SECTION_31";
                                  order.from = PartialDate{2020, 1, 8};
                                  order.stated_by = "practitioner";
                                  order.source = "The order itself";
                                  return people::add_fact(change, world.facts, person, order);
                              });
        REQUIRE_MESSAGE(fact.ok(), (fact.ok() ? "" : fact.error().words.key));
        CHECK(turning_says(world, made, "The care order ends on the 18th birthday"));
        CHECK(turning_says(world, made, "They turn 18 on 20 March 2026"));
        auto const post = [&](AccountId who, char const* path, http::FormData const& form) {
            return world.post(who, path, made.id, form);
        };
        auto const consent = "/cases/{case}/turning-18/consent";
        auto const support = "/cases/{case}/turning-18/support";
        http::FormData form;
        form.add("answer", "given");
        form.add("because", "kept as typed");
        auto const refused = post(world.worker, consent, form);
        REQUIRE(refused.ok());
        CHECK(refused->status == http::Status::unprocessable);
        CHECK(std::string(refused->body).find("kept as typed") != std::string::npos);
        form.add("own_words", "yes, but not my dad");
        CHECK(post(world.worker, consent, form)->status == http::Status::see_other);
        CHECK(turning_says(world, made, "yes, but not my dad"));
        CHECK(post(world.worker, support, {})->status == http::Status::unprocessable);
        http::FormData goes_on;
        goes_on.add("service", "Harbour young adults team");
        goes_on.add("until-day", "20");
        goes_on.add("until-month", "3");
        goes_on.add("until-year", "2032");
        CHECK(post(world.worker, support, goes_on)->status == http::Status::see_other);
        auto const page = world.get(world.worker, "/cases/{case}", made.id);
        CHECK(
            std::string(page->body)
                .find(
                    "Support goes on past 18 with Harbour young adults team, until 20 March 2032.")
            != std::string::npos);
        auto const stands = supports_of(world.world.as(world.worker)->visit(), made.id);
        REQUIRE(stands.size() == 1);
        auto const end = [&](http::FormData const& why) {
            return world.post_to(world.worker,
                "/cases/{case}/turning-18/support/{support}/withdraw", made.id, "support",
                stands[0].id.write(), why);
        };
        CHECK(end({})->status == http::Status::unprocessable);
        http::FormData why;
        why.add("ended_because", "They moved to another county");
        CHECK(end(why)->status == http::Status::see_other);
        CHECK(end(why)->status == http::Status::conflict);
        // Nothing of it for who may not know the case, and none for a context.
        CHECK(world.get(world.licensing, "/cases/{case}/turning-18", made.id).error().code
            == Code::not_found);
        CHECK(post(world.school_lead, consent, form).error().code == Code::not_found);
        auto const its = world.open(thing(world.takeaway));
        CHECK(world.get(world.worker, "/cases/{case}/turning-18", its.id).error().code
            == Code::not_found);
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("a program reads what ends, and records an answer and a support once for a key")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(born_on(world, {2008, 3, 20})));
        auto const address = std::string("/api/v1/cases/{case}/turning-18");
        http::Headers key;
        key.set("Idempotency-Key", "a-key-of-this-test-0018");
        auto const says = [](Result<Response> const& answer, std::string const& words) {
            return answer.ok() && std::string(answer->body).find(words) != std::string::npos;
        };
        auto const read = world.get(world.worker, address, made.id);
        CHECK(says(read, R"("turns_18":"2026-03-20","is_adult":false)"));
        auto const sent = R"({"answer":"given","own_words":"yes, tell the college"})";
        for (int again = 0; again < 2; ++again)
            CHECK(world.send(world.worker, address + "/consent", made.id, sent, key)->status
                == http::Status::created);
        CHECK(consents_of(world.world.as(world.worker)->visit(), made.id).size() == 1);
        CHECK(says(world.get(world.worker, address, made.id), R"("as_adult":false)"));
        CHECK(world.send(world.worker, address + "/consent", made.id, R"({"answer":"given"})")
                  .error()
                  .field
            == "own_words");
        CHECK(world.send(world.worker, address + "/support", made.id, R"({"service":" "})")
                  .error()
                  .field
            == "service");
        CHECK(says(world.send(world.worker, address + "/support", made.id,
                       R"({"service":"Harbour young adults team","until":"2032-03-20"})"),
            R"("goes_on":true)"));
        CHECK(world.send(world.elsewhere, address + "/consent", made.id, sent).error()
            == world.send(world.elsewhere, address + "/consent", CaseId::fresh(), sent).error());
        CHECK(world.get(world.licensing, address, made.id).error().code == Code::not_found);
    });
}

} // namespace kith::cases
