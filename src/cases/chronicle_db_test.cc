// SPDX-License-Identifier: MIT
// The chronology of a case, how it stood on an earlier day, and what is new, on both databases.
#include "base/london.h"
#include "cases/assessment_world_test.h"
#include "cases/chronicle.h"
#include "cases/chronicle_added.h"
#include "cases/plan_world_test.h"
#include "cases/prompt_acts.h"
#include "cases/turning_acts.h"

namespace kith::cases {
namespace {
    constexpr char const* chronicle_page_of = "/cases/{case}/chronology";

    class ChronicleWorld : public CasesWorld {
    public:
        using CasesWorld::CasesWorld;
        void at(char const* moment) { world.clock.move_to(Instant::read(moment).value()); }
        Case moved(CaseId id, std::int64_t version, char const* to, AccountId who)
        {
            return world.as(who)
                ->visit()
                .change([&](Change& change) {
                    return move_on(room, change, {id, version, to, "Both know her"});
                })
                .value();
        }
        Case judged(CaseId id, std::int64_t version, AccountId who)
        {
            LevelEntry entry;
            entry.level = "SIGNIFICANT";
            entry.rationale = "Three adults, one place";
            entry.evidence = "Her own words";
            entry.on = Date::of(2026, 3, 12).value();
            return world.as(who)
                ->visit()
                .change(
                    [&](Change& change) { return judge_level(room, change, id, version, entry); })
                .value();
        }
        void joins_girl_to_takeaway()
        {
            auto const joined = world.as(worker)->visit().change([&](Change& change) -> Done {
                links::Link link;
                link.from = thing(girl);
                link.to = thing(takeaway);
                link.role = "spends_time";
                link.from_day = Date::of(2026, 3, 1).value();
                link.source = "Form tutor";
                link.drawn_from = thing(girl);
                TRY(linked.store.save(change, link));
                return done();
            });
            REQUIRE(joined.ok());
        }
        std::vector<std::string> done_on(AccountId who, CaseId id, char const* known_on = "")
        {
            auto const pass = world.as(who);
            links::ChronologyFilter filter;
            filter.kinds = {"case"};
            if (*known_on)
                filter.known_on = Date::read(known_on).value();
            std::vector<std::string> titles;
            for (auto const& entry :
                chronology_of(room, pass->visit(), find(pass->visit(), id).value(), filter).entries)
                titles.push_back(entry.title);
            return titles;
        }
    };

    bool shown_in(Result<http::Response> const& page, std::string_view words)
    {
        return page.value().body.find(words) != std::string::npos;
    }
} // namespace

TEST_CASE("a case's chronology tells each act once, and how the case was known on any day")
{
    tests::on_both_databases([](db::Database& database) {
        ChronicleWorld drawn(database);
        auto const opened = drawn.open(thing(drawn.girl));
        drawn.at("2026-03-10T09:00:00Z");
        screened(drawn, opened);
        drawn.at("2026-03-11T09:00:00Z");
        auto const assessed = drawn.moved(opened.id, opened.version, "assessment", drawn.worker);
        drawn.at("2026-03-12T09:00:00Z");
        drawn.judged(opened.id, assessed.version, drawn.manager);
        using Titles = std::vector<std::string>;
        CHECK(drawn.done_on(drawn.worker, opened.id)
            == Titles{"Level: Significant", "Moved on: Assessment", "An assessment was completed",
                "The case was opened"});
        CHECK(
            drawn.done_on(drawn.worker, opened.id, "2026-03-09") == Titles{"The case was opened"});
        CHECK(drawn.done_on(drawn.worker, opened.id, "2026-03-05").empty());

        auto const pass = drawn.world.as(drawn.worker);
        auto const now = find(pass->visit(), opened.id).value();
        auto const on = [&](char const* moment) {
            return as_known(pass->visit(), now, Instant::read(moment).value());
        };
        CHECK(on("2026-03-10T12:00:00Z")->stage == "screening");
        CHECK(on("2026-03-11T12:00:00Z")->stage == "assessment");
        CHECK(on("2026-03-11T12:00:00Z")->level.empty());
        CHECK(on("2026-03-12T12:00:00Z")->level == "SIGNIFICANT");
        CHECK_FALSE(on("2026-03-05T12:00:00Z"));
        auto const page = drawn.get(drawn.worker, chronicle_page_of, opened.id);
        CHECK(shown_in(page, "Three adults, one place"));
        CHECK(shown_in(page, "The record was made")); // of the girl, whom the team works with
        for (auto const* const kind : {"/print", "/text"})
            CHECK(drawn.get(drawn.worker, std::string(chronicle_page_of) + kind, opened.id).ok());
        CHECK(drawn.get(drawn.worker, "/api/v1/cases/{case}/chronology", opened.id).ok());
        for (auto const who : {drawn.licensing, drawn.elsewhere, drawn.analyst})
            CHECK(drawn.get(who, chronicle_page_of, opened.id).error()
                == drawn.get(who, chronicle_page_of, CaseId::fresh()).error());
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("the chronology of a context's case names no child to who may not know her")
{
    tests::on_both_databases([](db::Database& database) {
        ChronicleWorld drawn(database);
        drawn.joins_girl_to_takeaway();
        auto const of = drawn.open(thing(drawn.takeaway));
        CHECK(shown_in(drawn.get(drawn.worker, chronicle_page_of, of.id), "Freya Larkspur"));
        for (auto const* const kind : {"", "/print", "/text"}) {
            auto const theirs
                = drawn.get(drawn.licensing, std::string(chronicle_page_of) + kind, of.id);
            CHECK(shown_in(theirs, "The case was opened"));
            CHECK_FALSE(shown_in(theirs, "Larkspur"));
            CHECK_FALSE(shown_in(theirs, "Spends time there"));
        }
    });
}

TEST_CASE("a case's page says what others did since the last sitting")
{
    tests::on_both_databases([](db::Database& database) {
        ChronicleWorld drawn(database);
        auto const opened = drawn.open(thing(drawn.girl));
        CHECK_FALSE(
            shown_in(drawn.get(drawn.worker, "/cases/{case}", opened.id), "Since you last looked"));
        drawn.at("2026-03-11T09:00:00Z");
        screened(drawn, opened);
        auto const assessed = drawn.moved(opened.id, opened.version, "assessment", drawn.worker);
        drawn.at("2026-03-12T09:00:00Z");
        drawn.judged(opened.id, assessed.version, drawn.manager);
        auto const page = drawn.get(drawn.worker, "/cases/{case}", opened.id);
        CHECK(shown_in(page, "Since you last looked on 6 March 2026 at 09:00: 1 new</strong>"));
        CHECK(shown_in(page, "level Significant")); // the manager's, and not one's own move
    });
}
TEST_CASE("what was put right of assessment, goals, partners and weighting is told, and is news")
{
    tests::on_both_databases([](db::Database& database) {
        ChronicleWorld drawn(database);
        auto const of = drawn.open(thing(drawn.takeaway));
        auto const screening = screened(drawn, of);
        auto goal = with_goal(drawn, of.id, a_trust_goal());
        Partner owner;
        owner.who = "The evening manager";
        auto const partner = changed_by(drawn, drawn.worker,
            [&](Change& change) { return take_partner(drawn.room, change, of.id, owner); });
        REQUIRE(partner.ok());
        Weighting weighting;
        weighting.on = Date::of(2026, 3, 6).value();
        weighting.parts = {{"PLACE", "strong", "none", "Four reports", {}}};
        weighting.own_view = "It is loud";
        auto const weighed = [&](std::int64_t seen) {
            return changed_by(drawn, drawn.worker,
                [&](Change& change) { return weigh(drawn.room, change, of.id, weighting, seen); });
        };
        auto const first = weighed(0);
        REQUIRE(first.ok());
        drawn.at("2026-03-10T09:30:00Z");
        REQUIRE(changed_by(drawn, drawn.worker, [&](Change& change) {
            auto const given
                = forms::Answers::from_json(form_of(*assessment_kind("screening_context")),
                    screening.form_version, answered_screening_of_context);
            return correct_assessment(drawn.room, change,
                {screening.id, screening.version, given.value(), "The owner had changed"});
        }).ok());
        goal.target = "7 of 10";
        REQUIRE(changed_by(drawn, drawn.worker, [&](Change& change) {
            return set_goal(drawn.room, change, of.id, goal, "They want more");
        }).ok());
        auto const left = changed_by(drawn, drawn.worker, [&](Change& change) {
            return end_partner(drawn.room, change, of.id, partner->id, "They left the job");
        });
        REQUIRE_MESSAGE(left.ok(), (left.ok() ? "" : left.error().words.key));
        REQUIRE(weighed(first->version).ok());
        auto const told = drawn.done_on(drawn.worker, of.id);
        for (auto const* const title : {"Put right: Screening of a context",
                 "Goal changed: Young people can name an adult they trust here",
                 "No longer a partner in the plan: The evening manager"})
            CHECK_MESSAGE(std::ranges::count(told, std::string(title)) == 1, title);
        auto const page = drawn.get(drawn.worker, chronicle_page_of, of.id);
        for (auto const* const why : {"The owner had changed", "They want more",
                 "They left the job", "the contexts were weighed anew"})
            CHECK_MESSAGE(shown_in(page, why), why);
        auto const manager = drawn.world.as(drawn.manager);
        auto const news = news_of(drawn.room, manager->visit(),
            find(manager->visit(), of.id).value(), Instant::read("2026-03-09T00:00:00Z").value());
        for (auto const* const why :
            {"The owner had changed", "They want more", "They left the job"})
            CHECK_MESSAGE(std::ranges::count(news, std::string(why), &links::News::text) == 1, why);
        // Before that none of it was known: a moment of that day, not only the day.
        auto const at = [&](char const* known) {
            return drawn.get_at(drawn.worker, chronicle_page_of,
                "/cases/" + of.id.write() + "/chronology?known_on=" + known, of.id);
        };
        CHECK(shown_in(at("2026-03-10"), "They want more"));
        auto const before = at("10+March+2026+at+09:29");
        CHECK(before->status == http::Status::ok);
        CHECK_FALSE(shown_in(before, "They want more"));
        CHECK(shown_in(before, "As it was known on 10 March 2026 at 09:29"));
        CHECK(shown_in(at("2026-03-10T09:30"), "They want more"));
        CHECK_FALSE(shown_in(at("2026-03-10T09:29:59.000000Z"), "They want more"));
    });
}

TEST_CASE("consent, support past 18 and what asked for a look stand as they were known on a moment")
{
    tests::on_both_databases([](db::Database& database) {
        ChronicleWorld drawn(database);
        auto const of = drawn.open(thing(drawn.girl));
        auto const does
            = [&](auto const& act) { REQUIRE(changed_by(drawn, drawn.worker, act).ok()); };
        auto const asked = [&](char const* answer, char const* words) {
            Consent consent;
            consent.on = london::day_of(drawn.world.clock.now());
            consent.answer = answer;
            consent.own_words = words;
            does(
                [&](Change& change) { return record_consent(drawn.room, change, of.id, consent); });
        };
        drawn.at("2026-03-09T09:00:00Z");
        asked("given", "yes, tell the college");
        Support support;
        support.service = "Harbour young adults team";
        support.until = Date::of(2026, 3, 15).value();
        does([&](Change& change) { return record_support(change, of.id, support); });
        drawn.at("2026-03-10T09:00:00Z");
        does([&](Change& change) -> Done {
            ask_for_a_look(
                drawn.room, change, {thing(drawn.girl), "police_event", "they were asked in"});
            return done();
        });
        drawn.at("2026-03-11T09:00:00Z");
        asked("refused", "not my dad");
        auto const visit = drawn.world.as(drawn.worker);
        auto const prompt = prompts_shown(drawn.room, visit->visit(), of).at(0).id;
        does([&](Change& change) {
            return answer_prompt(
                drawn.room, change, of.id, prompt, {{"plan_changed"}, "A safe way home"});
        });
        drawn.at("2026-03-12T09:00:00Z");
        auto const of_support = supports_of(drawn.world.as(drawn.worker)->visit(), of.id).at(0).id;
        does([&](Change& change) {
            return take_support_back(change, of.id, of_support, "They moved away");
        });

        auto const titles = drawn.done_on(drawn.worker, of.id);
        CHECK(titles
            == std::vector<std::string>{"Support past 18 was taken back: Harbour young adults team",
                "It was looked at between reviews", "Consent: They do not consent",
                "Something asked for another look",
                "Support past 18: Harbour young adults team, until 15 March 2026",
                "Consent: They consent", "The case was opened"});
        auto const rows_at = [&](char const* moment) {
            std::string rows;
            auto const pass = drawn.world.as(drawn.worker);
            for (auto const& [key, text] : stood_then(drawn.room, pass->visit(),
                     find(pass->visit(), of.id).value(), Instant::read(moment).value()))
                rows += key + ": " + text + "\n";
            return rows;
        };
        CHECK(rows_at("2026-03-09T08:59:59Z").empty());
        auto const support_stands
            = std::string("Support past 18: Harbour young adults team, until 15 March 2026\n");
        CHECK(rows_at("2026-03-09T12:00:00Z")
            == "Consent: They consent, asked on 9 March 2026\n" + support_stands);
        CHECK(rows_at("2026-03-10T12:00:00Z")
            == "Consent: They consent, asked on 9 March 2026\n" + support_stands
                + "Asked for another look: The police were involved: they were asked in\n");
        CHECK(rows_at("2026-03-11T12:00:00Z")
            == "Consent: They do not consent, asked on 11 March 2026\n" + support_stands);
        CHECK(rows_at("2026-03-12T12:00:00Z")
            == "Consent: They do not consent, asked on 11 March 2026\n");
        // On the page, at a moment of the day: nothing of what came after it.
        auto const at = [&](char const* known) {
            return drawn.get_at(drawn.worker, chronicle_page_of,
                "/cases/" + of.id.write() + "/chronology?known_on=" + known, of.id);
        };
        auto const before = at("2026-03-11T08:59");
        CHECK(shown_in(before, "yes, tell the college"));
        CHECK(shown_in(before, "The police were involved: they were asked in"));
        for (auto const* const later :
            {"not my dad", "They do not consent", "A safe way home", "They moved away"}) {
            CHECK_FALSE_MESSAGE(shown_in(before, later), later);
            CHECK_MESSAGE(shown_in(at("2026-03-12"), later), later);
        }
        // Support that was given and taken back is news; that of oneself is none.
        auto const manager = drawn.world.as(drawn.manager);
        auto const news = news_of(drawn.room, manager->visit(),
            find(manager->visit(), of.id).value(), Instant::read("2026-03-12T00:00:00Z").value());
        REQUIRE(news.size() == 1);
        CHECK(news[0].text == "They moved away");
        CHECK(news[0].changed);
        auto const own = drawn.world.as(drawn.worker);
        CHECK(news_of(drawn.room, own->visit(), find(own->visit(), of.id).value(),
            Instant::read("2026-03-12T00:00:00Z").value())
                  .empty());
    });
}

TEST_CASE("a reason that a reader may not be told stands in no chronology of theirs")
{
    tests::on_both_databases([](db::Database& database) {
        ChronicleWorld drawn(database);
        auto const of = drawn.open(thing(drawn.takeaway));
        drawn.at("2026-03-10T09:00:00Z");
        REQUIRE(changed_by(drawn, drawn.worker, [&](Change& change) -> Done {
            ask_for_a_look(drawn.room, change,
                {thing(drawn.takeaway), "context_changed", "it closed", thing(drawn.girl),
                    ToldTo::who_knows_source});
            return done();
        }).ok());
        auto const asked_for = [&](AccountId who) { return drawn.done_on(who, of.id).size(); };
        CHECK(asked_for(drawn.worker) == 2);
        CHECK(asked_for(drawn.licensing) == 1); // knows the place, and not the girl
        auto const pass = drawn.world.as(drawn.licensing);
        CHECK(stood_then(
            drawn.room, pass->visit(), find(pass->visit(), of.id).value(), drawn.world.clock.now())
                  .empty());
    });
}

TEST_CASE("a link of unknown beginning stands in the chronology at the day it was recorded")
{
    tests::on_both_databases([](db::Database& database) {
        ChronicleWorld drawn(database);
        auto const of = drawn.open(thing(drawn.takeaway));
        drawn.at("2026-03-10T09:00:00Z");
        drawn.join_somebody("Corin Ashdown");
        auto const of_context = drawn.get(drawn.worker, chronicle_page_of, of.id);
        CHECK(shown_in(of_context,
            "Spends time there: Corin Ashdown, recorded that day; since when is not known"));
        CHECK(shown_in(of_context, "10 March 2026"));
        CHECK_FALSE(
            shown_in(drawn.get_at(drawn.worker, chronicle_page_of,
                         "/cases/" + of.id.write() + "/chronology?known_on=2026-03-09", of.id),
                "Corin Ashdown"));
        // And in that of the person.
        auto const people = drawn.linked.store.list_of(
            drawn.world.as(drawn.worker)->visit(), thing(drawn.takeaway));
        REQUIRE(people.size() == 1);
        auto const pass = drawn.world.as(drawn.worker);
        auto const person = people::find(pass->visit(), PersonId(people[0].from.id)).value();
        auto const entries
            = people::chronology_of(drawn.people_room, pass->visit(), person, {}).entries;
        CHECK(std::ranges::count_if(entries, [](links::Entry const& entry) {
            return entry.title.ends_with(
                "Harbour Grill, recorded that day; since when is not known");
        }) == 1);
    });
}

} // namespace kith::cases
