// SPDX-License-Identifier: MIT
// The desk of a case: pages that ask, forms that come back filled in, and who may open them.
#include "cases/assessment_world_test.h"

namespace kith::cases {
namespace {
    constexpr char const* to_new = "/cases/new";
    constexpr char const* to_move = "/cases/{case}/move";
    constexpr char const* to_level = "/cases/{case}/level";
    constexpr char const* to_close = "/cases/{case}/close";
    constexpr char const* to_allocate = "/cases/{case}/allocate";
    constexpr char const* to_extend = "/cases/{case}/extend";

    bool shows(Result<Response> const& answer, std::string_view words)
    {
        return answer.ok() && answer->body.find(words) != std::string::npos;
    }
    http::Status status_of_page(Result<Response> const& answer)
    {
        REQUIRE(answer.ok());
        return answer->status;
    }
    http::FormData desk_form(std::initializer_list<std::pair<std::string, std::string>> fields)
    {
        http::FormData form;
        for (auto const& [name, value] : fields)
            form.add(name, value);
        return form;
    }
    http::FormData closing_form(std::int64_t version)
    {
        return desk_form({{"version", std::to_string(version)}, {"reason", "safer"},
            {"why", "Nothing new for twelve weeks"}, {"life-changed", "She is back at football"},
            {"contexts-changed", "The takeaway closes at nine"},
            {"who-keeps", "Her school lead, each week"}, {"way-back", "She calls the team"},
            {"own-view", "\"I feel like me again\""}});
    }
    Case stands_as(CasesWorld& world, CaseId id)
    {
        return find(world.world.as(world.worker)->visit(), id).value();
    }
} // namespace

TEST_CASE("whoever does not work with a place is answered alike, whether its case stands or not")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const asked = "/cases/new?context=" + world.takeaway.write();
        auto const answer = [&] { return world.get_at(world.elsewhere, "/cases/new", asked); };
        auto const sent = [&] {
            return world.post(world.elsewhere, "/cases/new", {},
                desk_form({{"context", world.takeaway.write()}, {"strands", "CSE"},
                    {"because", "Men wait there"}}));
        };
        auto const before = answer();
        auto const sent_before = sent();
        REQUIRE(!before.ok());
        CHECK(before.error().code == Code::not_allowed);
        REQUIRE(world.get_at(world.worker, "/cases/new", asked).ok());
        (void)world.open(thing(world.takeaway));
        CHECK(answer().error().words.key == before.error().words.key);
        CHECK(sent().error().code == sent_before.error().code);
        CHECK(sent().error().words.key == sent_before.error().words.key);
    });
}

TEST_CASE("a case is opened from a page that comes back filled in until it is whole")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const ask
            = world.get_at(world.worker, to_new, "/cases/new?context=" + world.takeaway.write());
        CHECK(shows(ask, "Open a case about Harbour Grill"));
        auto const form = desk_form({{"context", world.takeaway.write()}, {"strands", "CCE"},
            {"strands", "CSE"}, {"because", " "}});
        auto const without = world.post(world.worker, to_new, {}, form);
        CHECK(status_of_page(without) == http::Status::unprocessable);
        CHECK(shows(without, "Say why the case is opened"));
        CHECK(shows(without, "value=\"CCE\" checked"));
        auto const whole = desk_form({{"context", world.takeaway.write()}, {"strands", "CCE"},
            {"strands", "CSE"}, {"because", "Men wait there for pupils"}, {"referred-day", "4"},
            {"referred-month", "3"}, {"referred-year", "2026"}, {"team", world.team.write()},
            {"worker", world.manager.write()}});
        CHECK(
            status_of_page(world.post(world.worker, to_new, {}, whole)) == http::Status::see_other);
        auto const pass = world.world.as(world.manager);
        auto const listed = list_of(pass->visit(), thing(world.takeaway));
        REQUIRE(listed.size() == 1);
        CHECK(listed[0].strands == std::set<std::string>{"CCE", "CSE"});
        CHECK(listed[0].worker == world.manager);
        CHECK(listed[0].referred_at.write() == "2026-03-04T00:00:00.000000Z");
        // Pressed twice: the page says what stands, and nothing is made again.
        auto const twice = world.post(world.worker, to_new, {}, whole);
        CHECK(status_of_page(twice) == http::Status::conflict);
        CHECK(shows(twice, listed[0].reference.write()));
        // Who works elsewhere is not chosen with that team.
        auto const astray = desk_form(
            {{"person", world.girl.write()}, {"strands", "CSE"}, {"because", "Told by four"},
                {"team", world.team.write()}, {"worker", world.licensing.write()}});
        CHECK(shows(world.post(world.worker, to_new, {}, astray),
            "Choose somebody who works in that team"));
        // Whoever may not know the girl cannot ask for her case either.
        auto const of_girl = "/cases/new?person=" + world.girl.write();
        for (auto const who : {world.licensing, world.school_lead, world.elsewhere})
            CHECK(world.get_at(who, to_new, of_girl).error().code == Code::not_found);
        CHECK(world.get_at(world.analyst, to_new, of_girl).error().code == Code::not_found);
    });
}

TEST_CASE(
    "each page of the desk is not there for who may not know the case, and refused to readers")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const about_girl = world.open(thing(world.girl));
        auto const about_place = world.open(thing(world.takeaway));
        for (auto const* const act : {"move", "level", "strands", "extend", "allocate", "close"}) {
            auto const page = "/cases/{case}/" + std::string(act);
            CHECK(status_of_page(world.get(world.worker, page, about_girl.id)) == http::Status::ok);
            for (auto const who : {world.licensing, world.school_lead, world.elsewhere})
                CHECK(world.get(who, page, about_girl.id).error()
                    == world.get(who, page, CaseId::fresh()).error());
            CHECK(
                world.get(world.licensing, page, about_place.id).error().code == Code::not_allowed);
            CHECK(world.post(world.licensing, page, about_place.id, desk_form({{"version", "1"}}))
                      .error()
                      .code
                == Code::not_allowed);
        }
        for (auto const* const page : {"history", "print", "text"}) {
            auto const path = "/cases/{case}/" + std::string(page);
            auto const read = world.get(world.licensing, path, about_place.id);
            CHECK(shows(read, about_place.reference.write()));
            CHECK_FALSE(shows(read, "Freya"));
            CHECK(world.get(world.licensing, path, about_girl.id).error().code == Code::not_found);
        }
    });
}

TEST_CASE("a step, a level and kinds of harm are recorded, and a late form shows what stands")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        CHECK(shows(world.get_at(world.worker, to_move,
                        "/cases/" + made.id.write() + "/move?to=assessment", made.id),
            "Start the assessment"));
        auto const judged = world.post(world.worker, to_level, made.id,
            desk_form({{"version", "1"}, {"level", "SIGNIFICANT"},
                {"rationale", "Three adults, one place"}, {"evidence", ""}}));
        CHECK(status_of_page(judged) == http::Status::unprocessable);
        CHECK(shows(judged, "Three adults, one place"));
        CHECK(shows(judged, "Say what this rests on"));
        CHECK(shows(judged, "Looked at again by 3 April 2026"));
        auto const level = desk_form({{"version", "1"}, {"level", "SIGNIFICANT"},
            {"rationale", "Three adults, one place"}, {"evidence", "Her own words"}});
        CHECK(status_of_page(world.post(world.worker, to_level, made.id, level))
            == http::Status::see_other);
        // Somebody else had the page of version 1 open.
        auto const late = world.post(world.manager, to_move, made.id,
            desk_form(
                {{"version", "1"}, {"to", "assessment"}, {"because", "Her mother agreed today"}}));
        CHECK(status_of_page(late) == http::Status::conflict);
        CHECK(shows(late, "What stands now"));
        CHECK(shows(late, "Her mother agreed today"));
        CHECK(shows(late, "name=\"version\" value=\"2\""));
        CHECK(stands_as(world, made.id).stage == "screening");
        screened(world, made);
        CHECK(status_of_page(world.post(world.manager, to_move, made.id,
                  desk_form({{"version", "2"}, {"to", "assessment"},
                      {"because", "Her mother agreed today"}})))
            == http::Status::see_other);
        CHECK(stands_as(world, made.id).stage == "assessment");
        auto const strands = world.post(world.worker, "/cases/{case}/strands", made.id,
            desk_form({{"version", "3"}, {"because", "x"}}));
        CHECK(shows(strands, "Choose at least one kind of harm"));
        CHECK(status_of_page(world.post(world.worker, "/cases/{case}/strands", made.id,
                  desk_form({{"version", "3"}, {"strands", "CCE"}, {"strands", "CSE"}})))
            == http::Status::see_other);
        auto const history = world.get(world.worker, "/cases/{case}/history", made.id);
        CHECK(shows(history, "Stage: from Screening to Assessment"));
        CHECK(shows(history, "Level: from not judged to Significant"));
        CHECK(shows(history,
            "Kinds of harm: from Child sexual exploitation to Child criminal "
            "exploitation, Child sexual exploitation"));
        CHECK(shows(history, "Opened. Stage: Screening"));
        CHECK(shows(history, ">Her mother agreed today<")); // the title says the step
    });
}

TEST_CASE("a time limit takes longer with a reason, and the day before stays in the history")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        auto const pass = world.world.as(world.worker);
        auto const clock = next_clock(pass->visit(), made.id)->id.write();
        auto const extended = [&](char const* day, char const* reason) {
            return world.post(world.worker, to_extend, made.id,
                desk_form({{"version", "1"}, {"clock", clock},
                    {"seen-" + clock, "2026-03-13T23:59:59.000000Z"}, {"due-day", day},
                    {"due-month", "3"}, {"due-year", "2026"}, {"reason", reason}}));
        };
        CHECK(shows(world.get(world.worker, to_extend, made.id),
            "name=\"seen-" + clock + "\" value=\"2026-03-13T23:59:59.000000Z\""));
        CHECK(shows(extended("20", ""), "Say why it takes longer"));
        CHECK(shows(extended("12", "Eid"), "Enter a day after the one that stands"));
        CHECK(shows(extended("", "Eid"), "Enter a day, a month and a year"));
        CHECK(status_of_page(extended("20", "The family asked to be seen after Eid"))
            == http::Status::see_other);
        CHECK(next_clock(world.world.as(world.worker)->visit(), made.id)->due_at.write()
            == "2026-03-20T23:59:59.000000Z");
        CHECK(shows(world.get(world.worker, "/cases/{case}/history", made.id),
            "From 13 March 2026 at 23:59 to 20 March 2026 at 23:59"));
        // Somebody else read it before that: theirs does not fall over it.
        auto const late = extended("25", "School is shut");
        CHECK(status_of_page(late) == http::Status::conflict);
        CHECK(shows(late, "it is due by 20 March 2026 at 23:59 now"));
        CHECK(shows(late, "The family asked to be seen after Eid"));
        CHECK(shows(late, "School is shut"));
        CHECK(shows(late, "name=\"seen-" + clock + "\" value=\"2026-03-20T23:59:59.000000Z\""));
        CHECK(next_clock(world.world.as(world.worker)->visit(), made.id)->due_at.write()
            == "2026-03-20T23:59:59.000000Z");
    });
}

TEST_CASE("a case is handed over on two pages, the team first, then who in it")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        CHECK(shows(world.get(world.manager, to_allocate, made.id), "Which team holds the case?"));
        auto const who = world.get_at(world.manager, to_allocate,
            "/cases/" + made.id.write() + "/allocate?team=" + world.team.write(), made.id);
        CHECK(shows(who, "Who in Exploitation team?"));
        CHECK(shows(who, world.worker.write()));
        CHECK_FALSE(shows(who, world.licensing.write()));
        auto const give = [&](std::int64_t version, AccountId to, char const* said) {
            return world.post(world.manager, to_allocate, made.id,
                desk_form({{"version", std::to_string(version)}, {"team", world.team.write()},
                    {"worker", to.write()}, {"handover", said}}));
        };
        CHECK(status_of_page(give(1, world.worker, "")) == http::Status::see_other);
        CHECK(shows(give(2, world.manager, ""), "Say what whoever takes it needs to know"));
        CHECK(status_of_page(give(2, world.manager, "The owner meets us on Monday"))
            == http::Status::see_other);
        CHECK(stands_as(world, made.id).worker == world.manager);
    });
}

TEST_CASE("a manager who closes over something open is asked once more, with nothing lost")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        world.room.blockers.emplace_back([](Visit const&, Case const&) -> std::vector<Blocked> {
            return {{"A missing episode is open", "/missing/1"},
                {"Barnardo's carries the NRM", "", true}};
        });
        auto const ask = world.get(world.worker, to_close, made.id);
        CHECK(shows(ask, "href=\"/missing/1\""));
        CHECK(shows(ask, "Barnardo&#39;s carries the NRM"));
        CHECK(shows(ask, "a manager of the team closes the case"));
        auto form = closing_form(1);
        auto const bare
            = world.post(world.worker, to_close, made.id, desk_form({{"version", "1"}}));
        for (auto const* const all : {"Choose why the case closes", "Say why the case closes now",
                 "Say who keeps contact", "Say what the person and their family say"})
            CHECK(shows(bare, all)); // all at once
        auto const refused = world.post(world.worker, to_close, made.id, form);
        CHECK(status_of_page(refused) == http::Status::unprocessable);
        CHECK(shows(refused, "She is back at football"));
        form.add("override", "The episode is another council's to close");
        auto const asked = world.post(world.manager, to_close, made.id, form);
        CHECK(status_of_page(asked) == http::Status::ok);
        CHECK(shows(asked, "You are closing this case while something is still open"));
        CHECK(shows(asked, "Nothing new for twelve weeks"));
        CHECK(stands_as(world, made.id).is_open());
        auto back = form;
        back.add("act", "back");
        CHECK(shows(world.post(world.manager, to_close, made.id, back), "She calls the team"));
        form.add("sure", "yes");
        CHECK(status_of_page(world.post(world.manager, to_close, made.id, form))
            == http::Status::see_other);
        CHECK_FALSE(stands_as(world, made.id).is_open());
        auto const page = world.get(world.worker, "/cases/{case}", made.id);
        // It went from screening to its end: what it never came to has no tick.
        CHECK(shows(page, "Screening<span class=\"govuk-visually-hidden\">, before this"));
        CHECK(shows(page, "Review<span class=\"govuk-visually-hidden\">, passed by"));
        CHECK(shows(page, "Closed while something was open, because"));
        auto const text = world.get(world.worker, "/cases/{case}/text", made.id);
        CHECK(shows(text, "What changed in their life: She is back at football"));
        auto const reopen = world.post(world.worker, "/cases/{case}/reopen", made.id,
            desk_form({{"version", "2"}, {"because", ""}}));
        CHECK(shows(reopen, "Say why the case is opened again"));
        CHECK(status_of_page(world.post(world.worker, "/cases/{case}/reopen", made.id,
                  desk_form({{"version", "2"}, {"because", "Seen at the arcade again"}})))
            == http::Status::see_other);
        CHECK(shows(
            world.get(world.worker, "/cases/{case}/history", made.id), "Seen at the arcade again"));
        CHECK(world.world.verdict().problems.empty());
    });
}

} // namespace kith::cases
