// SPDX-License-Identifier: MIT
// Screenings and assessments, on both databases.
#include "cases/assessment_world_test.h"

namespace kith::cases {
namespace {
    forms::Answers screening_answers(char const* json)
    {
        return forms::Answers::from_json("cases/screening", 1, json).value();
    }
    // As the router does it, with an assessment in the path.
    Result<Response> assessment_page(CasesWorld& world, AccountId who, http::Method method,
        std::string const& pattern, Assessment const& one, http::FormData const& form = {},
        std::string const& version = "1")
    {
        auto request = method == http::Method::get ? Request::get("/x") : Request::post("/x", form);
        request.matched(pattern, "",
            {{"case", one.of.write()}, {"assessment", one.id.write()}, {"version", version}});
        for (auto const& route : world.house.routes.all())
            if (route.method == method && route.pattern == pattern)
                return route.handler(world.world.as(who)->visit(), request);
        return not_found();
    }
    std::string read_page(CasesWorld& world, AccountId who, std::string const& after,
        Assessment const& one, std::string const& version = "1")
    {
        auto const shown = assessment_page(world, who, http::Method::get,
            "/cases/{case}/assessments/{assessment}" + after, one, {}, version);
        return shown ? std::string(shown->body) : shown.error().words.key;
    }
    bool says(std::string const& page, char const* words)
    {
        return page.find(words) != std::string::npos;
    }
    http::FormData sent(std::vector<std::pair<std::string, std::string>> const& pairs)
    {
        http::FormData form;
        for (auto const& [name, value] : pairs)
            form.add(name, value);
        return form;
    }
    constexpr auto edit = "/cases/{case}/assessments/edit/{assessment}";
    // Weighing has tests of its own (weighting_db_test.cc).
    void needs_no_weighting(CasesWorld& world)
    {
        world.room.needs["a weighting"]
            = [](Visit const&, Case const&) { return std::optional<Missing>(); };
    }
} // namespace

TEST_CASE("a draft is saved with anything in it, and completing tells everything that is missing")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        auto const pass = world.world.as(world.worker);
        auto const begun = pass->visit().change([&](Change& change) {
            return start_assessment(world.room, change, made.id, "screening");
        });
        REQUIRE(begun.ok());
        auto const saved = pass->visit().change([&](Change& change) {
            return save_draft(world.room, change,
                {begun->id, begun->version, screening_answers(R"({"judgement": "So far"})"), ""});
        });
        REQUIRE(saved.ok());
        CHECK(saved->version == 2);
        CHECK(versions_of(pass->visit(), begun->id).empty()); // the same sitting

        auto const page = assessment_page(world, world.worker, http::Method::post, edit, *saved,
            sent({{"revision", "2"}, {"complete", "1"}, {"judgement", "So far & further"}}));
        REQUIRE(page.ok());
        CHECK(page->status == http::Status::unprocessable);
        for (auto const* const words :
            {"Choose at least one strength", "Write what the strengths are, with an example",
                "Choose whether you have them", "Say what else could explain it",
                "Say what brings you to screen now", "Choose what comes of it"})
            CHECK(says(page->body, words));
        CHECK(says(page->body, "So far &amp; further")); // nothing typed is lost
        CHECK(says(page->body, "You have completed 0 of 5 sections"));

        auto const refused = pass->visit().change([&](Change& change) {
            return complete_assessment(
                world.room, change, {begun->id, 2, screening_answers("{}"), ""});
        });
        CHECK(refused.error().code == Code::invalid);
        CHECK(find_assessment(pass->visit(), begun->id)->state == AssessmentState::draft);
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("a completed screening meets its clock and lets the case go on to the assessment")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        needs_no_weighting(world);
        auto const made = world.open(thing(world.girl));
        auto const pass = world.world.as(world.worker);
        auto const go_on = [&] {
            return pass->visit().change([&](Change& change) {
                return move_on(world.room, change, {made.id, made.version, "assessment", ""});
            });
        };
        CHECK(next_clock(pass->visit(), made.id)->rule == "person.screen");
        CHECK(says(go_on().error().words.key, "The screening is not complete"));
        auto const screening = screened(world, made);
        CHECK(screening.state == AssessmentState::complete);
        CHECK(screening.strengths);
        CHECK(screening.own_words);
        CHECK(screening.outcome == "goes_on");
        // Met; the assessment's has run since the referral.
        CHECK(next_clock(pass->visit(), made.id)->rule == "assessment.complete");
        CHECK(signs_of(pass->visit(), made, screening, world.room.health_signs).size() == 2);
        CHECK(codes_of(pass->visit(), screening, "strength")
            == std::vector<std::string>{"SAFE_PLACE", "TRUSTED"});
        auto const moved = go_on();
        REQUIRE(moved.ok());
        auto const plan = [&] {
            return pass->visit().change([&](Change& change) {
                return move_on(world.room, change, {made.id, moved->version, "plan", ""});
            });
        };
        CHECK(says(plan().error().words.key, "No assessment is complete"));
        // What the screening found is not asked again.
        auto const begun = world.world.as(world.manager)->visit().change([&](Change& change) {
            return start_assessment(world.room, change, made.id, "exploitation");
        });
        auto const carried = signs_in(answers_of(*begun));
        REQUIRE(carried.size() == 2);
        CHECK(carried[0].sign == "MIS_LATE");
        CHECK(world.world.as(world.manager)
                  ->visit()
                  .change([&](Change& change) {
                      return put_aside(world.room, change,
                          {begun->id, begun->version, {}, "Begun by a colleague"});
                  })
                  .ok());
        assessed(world, made);
        CHECK(next_clock(pass->visit(), made.id)->rule == "reassess");
        CHECK(plan().ok());
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("a context is screened and assessed with its own forms and clocks")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        needs_no_weighting(world);
        auto const made = world.open(thing(world.takeaway));
        auto const pass = world.world.as(world.worker);
        std::vector<std::string> kinds;
        for (auto const* kind : kinds_for(world.room, pass->visit(), made))
            kinds.emplace_back(kind->code);
        CHECK(kinds == std::vector<std::string>{"screening_context", "neighbourhood"});
        auto const screening = screened(world, made);
        CHECK(codes_of(world.world.as(world.worker)->visit(), screening, "harm")
            == std::vector<std::string>{"CSE"});
        auto const moved = pass->visit().change([&](Change& change) {
            return move_on(world.room, change, {made.id, made.version, "assessment", ""});
        });
        REQUIRE(moved.ok());
        CHECK(next_clock(pass->visit(), made.id)->rule == "context.assessment");
        auto const assessment = assessed(world, made);
        CHECK(!assessment.own_words);
        CHECK(assessment.own_words_not == "The survey is on Tuesday");
        CHECK(next_clock(pass->visit(), made.id)->rule == "context.conference");
        auto const wrong = pass->visit().change([&](Change& change) {
            return start_assessment(world.room, change, made.id, "child_family");
        });
        CHECK(wrong.error().field == "kind");
        // Of a girl of fourteen: no assessment of an adult.
        auto const girl = world.open(thing(world.girl));
        kinds.clear();
        for (auto const* kind : kinds_for(world.room, pass->visit(), girl))
            kinds.emplace_back(kind->code);
        CHECK(kinds == std::vector<std::string>{"screening", "exploitation", "child_family"});
        // Born on 29 February 2008: eighteen on 1 March 2026, and this is the sixth.
        auto grown = CasesWorld::a_girl();
        grown.names = {{{}, "birth", "Tamsin Rook"}};
        grown.birth = PartialDate{2008, 2, 29};
        auto const adult
            = pass->visit()
                  .change([&](Change& change) { return people::create(change, grown); })
                  .value()
                  .id;
        kinds.clear();
        for (auto const* kind : kinds_for(world.room, pass->visit(), world.open(thing(adult))))
            kinds.emplace_back(kind->code);
        CHECK(kinds == std::vector<std::string>{"screening", "exploitation", "adult"});
    });
}

TEST_CASE("one assessment of a kind is open at a time, and one put aside makes room")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        auto const start = [&](AccountId who) {
            return world.world.as(who)->visit().change([&](Change& change) {
                return start_assessment(world.room, change, made.id, "screening");
            });
        };
        auto const first = start(world.worker);
        REQUIRE(first.ok());
        CHECK(start(world.manager).error().code == Code::conflict);
        // Its draft keeps the case from closing.
        auto const pass = world.world.as(world.worker);
        auto const keeps = blocked(world.room, pass->visit(), made);
        REQUIRE(keeps.size() == 2); // and the screening is not done
        CHECK(says(keeps[1].text, "A draft is open (Exploitation screening)"));
        auto const aside = [&](char const* reason) {
            return pass->visit().change([&](Change& change) {
                return put_aside(world.room, change, {first->id, first->version, {}, reason});
            });
        };
        CHECK(aside("").error().field == "reason");
        CHECK(aside("Begun on the wrong child").ok());
        CHECK(blocked(world.room, pass->visit(), made).size() == 1);
        CHECK(assessments_of(pass->visit(), made).empty());
        CHECK(start(world.manager).ok());
    });
}

TEST_CASE("of two people who write one draft, the second is shown what the first saved")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        auto const begun = world.world.as(world.worker)->visit().change([&](Change& change) {
            return start_assessment(world.room, change, made.id, "screening");
        });
        REQUIRE(begun.ok());
        auto const save = [&](AccountId who, char const* revision, char const* words) {
            return assessment_page(world, who, http::Method::post, edit, *begun,
                sent({{"revision", revision}, {"save", "1"}, {"judgement", words}}));
        };
        CHECK(save(world.worker, "1", "Written by the first")->status == http::Status::see_other);
        auto const late = save(world.manager, "1", "Written by the second");
        REQUIRE(late.ok());
        CHECK(late->status == http::Status::conflict);
        CHECK(says(late->body, "Written by the first"));
        CHECK(says(late->body, "Written by the second"));
        CHECK(says(late->body, R"(name="revision" value="2")"));
        // Saving again puts the second in place; what stood is kept, by another author.
        CHECK(save(world.manager, "2", "Written by the second")->status == http::Status::see_other);
        auto const versions = versions_of(world.world.as(world.manager)->visit(), begun->id);
        REQUIRE(versions.size() == 1);
        CHECK(says(versions[0].one.answers, "Written by the first"));
        CHECK(versions[0].by == world.manager);
    });
}

TEST_CASE("a completed assessment is corrected with a reason, and what it said before stays")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        auto const one = screened(world, made);
        auto answers = screening_answers(answered_screening);
        answers.set("judgement", std::string("Two older people use her friendships"));
        auto const pass = world.world.as(world.worker);
        auto const correct = [&](char const* reason) {
            return pass->visit().change([&](Change& change) {
                return correct_assessment(
                    world.room, change, {one.id, one.version, answers, reason});
            });
        };
        CHECK(correct("").error().field == "reason");
        auto const corrected = correct("Her aunt told us of a second man");
        REQUIRE(corrected.ok());
        CHECK(corrected->completed_at == one.completed_at);
        CHECK(correct("Once more").error().code == Code::conflict);
        auto const draft_again = pass->visit().change([&](Change& change) {
            return save_draft(world.room, change, {one.id, corrected->version, answers, ""});
        });
        CHECK(draft_again.error().code == Code::conflict);
        auto const history = read_page(world, world.worker, "/history", one);
        CHECK(says(history, "Her aunt told us of a second man"));
        auto const changed = read_page(
            world, world.worker, "/compare/{version}", one, std::to_string(one.version));
        CHECK(says(changed, "Somebody older is using her friendships"));
        CHECK(says(changed, "Two older people use her friendships"));
        CHECK(!says(changed, "Her school called")); // this did not change
        CHECK(read_page(world, world.worker, "/compare/{version}", one, "77") == "Page not found");
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("a draft is not there for who only reads the case, nor anything for who may not know it")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const begun = world.world.as(world.worker)->visit().change([&](Change& change) {
            return start_assessment(world.room, change, made.id, "screening_context");
        });
        REQUIRE(begun.ok());
        auto const listed
            = [&] { return assessments_of(world.world.as(world.licensing)->visit(), made).size(); };
        CHECK(listed() == 0);
        CHECK(read_page(world, world.licensing, "", *begun) == "Page not found");
        auto const theirs = assessment_page(world, world.licensing, http::Method::post, edit,
            *begun, sent({{"revision", "1"}, {"save", "1"}, {"judgement", "x"}}));
        CHECK(theirs.error().code == Code::not_found);
        auto const done = assessed(world, made);
        CHECK(listed() == 1);
        CHECK(says(read_page(world, world.licensing, "", done), "The evening manager"));
        CHECK(says(read_page(world, world.licensing, "/text", done), "The evening manager"));
        for (auto const* const after : {"", "/print", "/text", "/history", "/aside"})
            CHECK(read_page(world, world.school_lead, after, done) == "Page not found");
        // Under another case it is not there either.
        auto elsewhere = done;
        elsewhere.of = world.open(thing(world.girl)).id;
        CHECK(read_page(world, world.worker, "", elsewhere) == "Page not found");
    });
}

TEST_CASE("signs about sexual health are for health and who holds the case, unless shared")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        auto const colleague = [&](char const* code, char const* kind) {
            directory::Agency agency;
            agency.code = code;
            agency.name = code;
            agency.kind = kind;
            agency.during.from = Date::of(2020, 1, 1).value();
            auto const id
                = world.world.gate->enter_as_process("demo")
                      ->visit()
                      .change([&](Change& change) { return directory::save(change, agency); })
                      .value()
                      .id;
            auto const team = world.world.team(id, code);
            world.works_with(thing(world.girl), team, id);
            return world.world.account("agency contact", id, team);
        };
        auto const nurse = colleague("clinic", "health");
        auto const youth_worker = colleague("youth_club", "voluntary");
        auto const one = screened(world, made);
        auto const told = [&](AccountId who, char const* words) {
            for (auto const* const after : {"", "/print", "/text"})
                if (says(read_page(world, who, after, one), words))
                    return true;
            return false;
        };
        for (auto const who : {world.worker, nurse})
            CHECK(told(who, "Seen at the clinic"));
        CHECK(told(youth_worker, "Home after eleven, four times"));
        CHECK(!told(youth_worker, "Seen at the clinic"));
        CHECK(!told(youth_worker, "sexual"));
        CHECK(!told(youth_worker, "Sign 2"));
        auto const pass = world.world.as(youth_worker);
        CHECK(signs_of(pass->visit(), made, one, world.room.health_signs).size() == 1);

        auto answers = screening_answers(answered_screening);
        answers.set("health_shared", std::vector<std::string>{"yes"});
        auto const share = [&] {
            return world.world.as(world.worker)->visit().change([&](Change& change) {
                return correct_assessment(
                    world.room, change, {one.id, one.version, answers, "Shared with her club"});
            });
        };
        CHECK(share().error().field == "health_shared_because"); // a tick with a reason
        answers.set("health_shared_because", std::string("She asked us to"));
        REQUIRE(share().ok());
        CHECK(told(youth_worker, "Seen at the clinic"));
    });
}

TEST_CASE("a screening that leads nowhere ends with advice and its reason, and does not go on")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        auto const pass = world.world.as(world.worker);
        auto const ended = pass->visit().change([&](Change& change) -> Result<Assessment> {
            auto const begun = TRY(start_assessment(world.room, change, made.id, "screening"));
            auto answers = screening_answers(answered_screening);
            answers.set("outcome", std::string("advice"));
            answers.set("outcome_because", std::string("Her school goes on seeing her"));
            return complete_assessment(world.room, change, {begun.id, begun.version, answers, ""});
        });
        REQUIRE(ended.ok());
        auto const page = read_page(world, world.worker, "", *ended);
        CHECK(says(page, "It ends with advice"));
        CHECK(says(page, "Her school goes on seeing her"));
        CHECK(says(page, "close?reason=advice_given"));
        auto const on = pass->visit().change([&](Change& change) {
            return move_on(world.room, change, {made.id, made.version, "assessment", ""});
        });
        CHECK(says(on.error().words.key, "ended with advice"));
    });
}

TEST_CASE("rule section 42: an exploited adult outside it is owed a support plan before it closes")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto person = CasesWorld::a_girl();
        person.names = {{{}, "Corin Ashdown", "legal"}};
        person.birth = PartialDate{1988, 2, 1};
        auto const pass = world.world.as(world.worker);
        auto const adult
            = pass->visit()
                  .change([&](Change& change) { return people::create(change, person); })
                  .value()
                  .id;
        auto const made = world.open(thing(adult));
        auto const one = completed(world, made.id, "adult", R"({
            "needs_care": "no", "needs_care_because": "Well, and works", "harmed": "yes", "harmed_because": "His flat is taken over",
            "cannot_protect": "no", "cannot_protect_because": "He could, with the police", "exploited": "yes",
            "capacity": [{"decision": "To ask them to leave", "has_capacity": "yes", "on": "2026-03-02", "reasons": "We talked twice, alone"}],
            "consent": "no", "without_consent": "Others live there too", "advocate": "not_needed", "advocate_words": "He speaks for himself",
            "coercion": "One of them waited outside", "strengths": ["SEEKS_HELP"], "strengths_words": "He called us",
            "own_words_obtained": "yes", "own_words": "its my flat", "outcomes": [{"outcome": "my keys back", "met": "not_yet"}],
            "explains_else": "Nothing else", "judgement": "He is cuckooed"})");
        CHECK(one.section_42 == "outside");
        CHECK(one.support_plan);
        auto const page = read_page(world, world.worker, "", one);
        CHECK(says(page, "a support plan is owed"));
        CHECK(says(page, "/move?to=plan"));
        auto const keeps = blocked(world.room, pass->visit(), made);
        REQUIRE(keeps.size() == 2); // and the screening is not done
        CHECK(says(keeps[1].text, "a support plan is owed"));
    });
}

TEST_CASE("the twins of assessments have the same columns")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        CHECK(world.world.twin_columns("assessments") == world.world.columns("assessments_was"));
    });
}

} // namespace kith::cases
