// SPDX-License-Identifier: MIT
// Supervision, and the page of whoever leads a team, on both databases.
#include "cases/cases_world_test.h"
#include "cases/supervision_acts.h"
#include "cases/supervision_pages.h"
#include "cases/team_page.h"
#include "cases/views.h"

namespace kith::cases {
namespace {
    constexpr char const* notes_pattern = "/cases/{case}/supervisions";
    constexpr char const* new_note_pattern = "/cases/{case}/supervisions/new";

    Supervision a_note_with(AccountId worker)
    {
        Supervision one;
        one.worker = worker;
        one.on = Date::of(2026, 3, 6).value();
        one.reflection = "The adults are heard more than she is";
        one.decisions = "See her alone, because she asked";
        one.worker_needs = "A colleague at the visit";
        one.next = Date::of(2026, 3, 10).value();
        return one;
    }

    Result<Supervision> supervised(
        CasesWorld& world, AccountId who, CaseId of, Supervision const& wanted)
    {
        return world.world.as(who)->visit().change(
            [&](Change& change) { return supervise(world.room, change, of, wanted); });
    }

    Result<Supervision> corrected(CasesWorld& world, AccountId who, CaseId of,
        Supervision const& wanted, std::string const& reason)
    {
        return world.world.as(who)->visit().change([&](Change& change) {
            return put_supervision_right(world.room, change, of, wanted, reason);
        });
    }

    std::size_t notes_of(CasesWorld& world, AccountId who, CaseId of)
    {
        auto const pass = world.world.as(who);
        return supervisions_of(pass->visit(), of).size();
    }

    http::FormData a_note_form(AccountId worker)
    {
        http::FormData form;
        form.add("on", "6 March 2026");
        form.add("worker", worker.write());
        form.add("reflection", "The adults are heard more than she is");
        form.add("decisions", "See her alone, because she asked");
        return form;
    }

    void allocated_to(CasesWorld& world, CaseId of, AccountId worker)
    {
        auto const handed = world.world.as(world.worker)->visit().change([&](Change& change) {
            auto const one = find(change, of).value();
            return allocate(
                world.room, change, {of, one.version, one.team, worker, "All is noted"});
        });
        REQUIRE_MESSAGE(handed.ok(), (handed.ok() ? "" : handed.error().words.key));
    }
} // namespace

TEST_CASE(
    "a note of supervision is for the two and the team's managers; for others it is not there")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const colleague = world.world.account(
            "exploitation practitioner", world.world.agency("other"), world.team);
        auto const made = world.open(thing(world.girl));
        auto const page_before = world.get(colleague, "/cases/{case}", made.id);
        auto const list_before = world.get(colleague, notes_pattern, made.id);
        REQUIRE(supervised(world, world.manager, made.id, a_note_with(world.worker)).ok());
        CHECK(notes_of(world, world.manager, made.id) == 1);
        CHECK(notes_of(world, world.worker, made.id) == 1);
        for (auto const who : {colleague, world.elsewhere, world.licensing, world.analyst}) {
            CHECK(notes_of(world, who, made.id) == 0);
            CHECK(world.get(who, notes_pattern, made.id).error().code == Code::not_found);
        }
        // A colleague reads the case, and it reads as it did before there was a note.
        auto const page_after = world.get(colleague, "/cases/{case}", made.id);
        REQUIRE(page_before.ok());
        REQUIRE(page_after.ok());
        CHECK(page_after->body.find("Supervision") == std::string::npos);
        CHECK(list_before.error().code == Code::not_found);
        // The worker reads it on the case, and writes none.
        auto const read = world.get(world.worker, notes_pattern, made.id);
        REQUIRE(read.ok());
        CHECK(read->body.find("See her alone, because she asked") != std::string::npos);
        CHECK(read->body.find("Put it right") == std::string::npos);
        CHECK(world.get(world.worker, "/cases/{case}", made.id)->body.find("Last gone through")
            != std::string::npos);
        CHECK(supervised(world, world.worker, made.id, a_note_with(colleague)).error().code
            == Code::not_allowed);
        CHECK(world.get(world.worker, new_note_pattern, made.id).error().code == Code::not_found);
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("a note of supervision is put right with a reason, by version, and what it said stays")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        auto const note
            = supervised(world, world.manager, made.id, a_note_with(world.worker)).value();
        auto wanted = note;
        wanted.decisions = "See her alone on Tuesday";
        CHECK(corrected(world, world.manager, made.id, wanted, "").error().field == "reason");
        CHECK(corrected(world, world.worker, made.id, wanted, "I remember it so").error().code
            == Code::not_allowed);
        auto const saved = corrected(world, world.manager, made.id, wanted, "The day was left out");
        REQUIRE(saved.ok());
        CHECK(saved->version == 2);
        CHECK(corrected(world, world.manager, made.id, wanted, "Once more").error().code
            == Code::conflict);
        auto const pass = world.world.as(world.manager);
        auto const was = versions_of(pass->visit(), note.id);
        REQUIRE(was.size() == 1);
        CHECK(was[0].one.decisions == "See her alone, because she asked");
        CHECK(was[0].reason == "The day was left out");
        // A form that was read before it: both texts stand on the page that comes back.
        auto form = a_note_form(world.worker);
        form.add("version", "1");
        form.add("reason", "We said Thursday");
        auto const late
            = world.post_to(world.manager, "/cases/{case}/supervisions/{supervision}/correct",
                made.id, "supervision", note.id.write(), form);
        REQUIRE(late.ok());
        CHECK(late->status == http::Status::conflict);
        CHECK(late->body.find("See her alone on Tuesday") != std::string::npos);
        CHECK(late->body.find("See her alone, because she asked") != std::string::npos);
    });
}

TEST_CASE("a supervision that misses something comes back as it was typed")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        http::FormData form;
        form.add("on", "yesterday");
        form.add("reflection", "Half a thought");
        auto const refused = world.post(world.manager, new_note_pattern, made.id, form);
        REQUIRE(refused.ok());
        CHECK(refused->status == http::Status::unprocessable);
        for (auto const* words : {"Enter a day, such as 6 March 2026", "Half a thought",
                 "Choose with whom you went through the case", "yesterday"})
            CHECK_MESSAGE(refused->body.find(words) != std::string::npos, words);
        CHECK(refused->body.find("Enter the day you went through") == std::string::npos);
        CHECK(supervised(world, world.manager, made.id, a_note_with(world.manager)).error().field
            == "worker"); // nobody supervises themselves
        CHECK(supervised(world, world.manager, made.id, a_note_with(world.elsewhere)).error().field
            == "worker");
        CHECK(notes_of(world, world.manager, made.id) == 0);
        // Twice with one key is one note.
        auto twice = a_note_form(world.worker);
        twice.add("key", "one-key-of-a-page");
        REQUIRE(world.post(world.manager, new_note_pattern, made.id, twice).ok());
        REQUIRE(world.post(world.manager, new_note_pattern, made.id, twice).ok());
        CHECK(notes_of(world, world.manager, made.id) == 1);
    });
}

TEST_CASE("the supervision of a context's case names no child, also one who is joined later")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto note = a_note_with(world.worker);
        note.reflection = "We spoke of Freya Larkspur";
        CHECK(supervised(world, world.manager, made.id, note).error().field == "reflection");
        note.reflection = "Tansy was mentioned by two of them"; // begins a sentence, and is rare
        REQUIRE(supervised(world, world.manager, made.id, note).ok());
        world.join_somebody("Tansy Holloway");
        auto const read = world.get(world.worker, notes_pattern, made.id);
        REQUIRE(read.ok());
        CHECK(read->body.find("Tansy") == std::string::npos);
        CHECK(read->body.find("[name withheld]") != std::string::npos);
    });
}

TEST_CASE("who leads a team sees who holds what, what is late, what is reviewed, and the last note")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const of_girl = world.open(thing(world.girl));
        auto const of_takeaway = world.open(thing(world.takeaway));
        allocated_to(world, of_girl.id, world.worker);
        REQUIRE(supervised(world, world.manager, of_girl.id, a_note_with(world.worker)).ok());
        {
            auto const pass = world.world.as(world.manager);
            auto const teams = teams_led(world.room, pass->visit());
            REQUIRE(teams.size() == 1);
            CHECK(teams[0].open() == 2);
            REQUIRE(teams[0].waiting.size() == 1);
            CHECK(teams[0].waiting[0].id == of_takeaway.id);
            CHECK(teams[0].late.empty());
            CHECK(teams[0].reviews.empty());
            // Worker, manager and analyst work in the team; one of them holds the girl's case.
            CHECK(teams[0].workers.size() == 3);
        }
        auto const page = world.get_at(world.manager, "/cases/team", "/cases/team");
        REQUIRE(page.ok());
        for (auto const* words : {"2 open cases, 1 not allocated, 0 time limits overdue",
                 "See her alone, because she asked", "6 March 2026 with A colleague",
                 "A colleague: 1 case", "A colleague: 0 cases"})
            CHECK_MESSAGE(page->body.find(words) != std::string::npos, words);
        // Both screenings are due within five working days of Friday 6 March: the 13th.
        world.world.clock.move_to(Instant::read("2026-03-16T09:00:00Z").value());
        auto const pass = world.world.as(world.manager);
        auto const later = teams_led(world.room, pass->visit());
        REQUIRE(later[0].late.size() == 2);
        CHECK(later[0].late[0].clock.due_at == Instant::read("2026-03-13T23:59:59Z").value());
        for (auto const who : {world.worker, world.elsewhere, world.licensing, world.analyst}) {
            CHECK(teams_led(world.room, world.world.as(who)->visit()).empty());
            CHECK(world.get_at(who, "/cases/team", "/cases/team").error().code == Code::not_found);
        }
        // Who leads another team sees nothing of this one.
        auto const elsewhere = world.world.account("team manager", world.world.agency("third"));
        CHECK(teams_led(world.room, world.world.as(elsewhere)->visit()).empty());
    });
}

TEST_CASE("who leads one team and works in another supervises in the one they lead alone")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto& partners = world.world;
        auto const made = world.open(thing(world.girl));
        REQUIRE(supervised(world, world.manager, made.id, a_note_with(world.worker)).ok());
        auto const council = partners.agency("moor");
        auto const east = partners.team(council, "Exploitation team east");
        auto const both = partners.account("exploitation team manager", council, east);
        CHECK(teams_led(world.room, partners.as(both)->visit()).size() == 1);
        partners.assign(both, "exploitation practitioner", council, world.team);
        {
            auto const pass = partners.as(both);
            CHECK(pass->visit().visitor().in_team(world.team));
            auto const teams = teams_led(world.room, pass->visit());
            REQUIRE(teams.size() == 1); // the one they lead, with none of the other's cases
            CHECK(teams[0].team == east);
            CHECK(teams[0].open() == 0);
        }
        CHECK(notes_of(world, both, made.id) == 0);
        CHECK(supervised(world, both, made.id, a_note_with(world.worker)).error().code
            == Code::not_allowed);
        // Leading both, each stands by itself, told apart though they have one name.
        partners.assign(both, "exploitation team manager", council, world.team);
        partners.assign(both, "team manager", council, partners.team(council, "Exploitation team"));
        auto const pass = partners.as(both);
        auto const teams = teams_led(world.room, pass->visit());
        REQUIRE(teams.size() == 3);
        CHECK(teams[0].name == "Exploitation team east");
        CHECK(teams[1].name == "Exploitation team, council");
        CHECK(teams[2].name == "Exploitation team, moor");
        CHECK(teams[1].open() == 1);
        CHECK(teams[2].open() == 0);
    });
}

TEST_CASE("whoever leads the team is reminded to go through a case, not only who wrote the note")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        REQUIRE(supervised(world, world.manager, made.id, a_note_with(world.worker)).ok());
        auto const council = world.world.agency("moor");
        auto const deputy = world.world.account("exploitation team manager", council, world.team);
        auto const reminded = [&](AccountId who) {
            auto const pass = world.world.as(who);
            return supervisions_to_come(pass->visit(), Date::of(2026, 3, 10).value()).size();
        };
        CHECK(reminded(world.manager) == 1);
        CHECK(reminded(deputy) == 1);
        CHECK(reminded(world.worker) == 0);
        // Once one of them went through it, neither is reminded of that day.
        auto again = a_note_with(world.worker);
        again.next = Date::of(2026, 4, 10).value();
        world.world.clock.move_to(Instant::read("2026-03-06T12:00:00Z").value());
        REQUIRE(supervised(world, deputy, made.id, again).ok());
        CHECK(reminded(world.manager) == 0);
        CHECK(reminded(deputy) == 0);
    });
}

TEST_CASE("a supervision form sent again with other words is kept as another at the second try")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        auto form = a_note_form(world.worker);
        form.add("key", "one-key");
        CHECK(world.post(world.manager, new_note_pattern, made.id, form)->status
            == http::Status::see_other);
        form.add("worker_needs", "A colleague at the visit");
        auto const back = world.post(world.manager, new_note_pattern, made.id, form);
        REQUIRE(back.ok());
        CHECK(back->status == http::Status::unprocessable);
        CHECK(back->body.find("You sent this form before") != std::string::npos);
        CHECK(back->body.find("A colleague at the visit") != std::string::npos);
        CHECK(back->body.find("value=\"one-key\"") == std::string::npos);
    });
}

TEST_CASE("the page of a team shows fifty cases at a time, and counts what it does not show")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        for (int i = 0; i < 53; ++i) {
            auto const place = world.world.as(world.worker)->visit().change([&](Change& change) {
                auto context = CasesWorld::a_takeaway();
                context.name += " " + std::to_string(i);
                return contexts::create(change, context);
            });
            auto const made = world.open(thing(place.value().id));
            if (i > 0)
                allocated_to(world, made.id, world.worker);
        }
        auto const page = [&](std::string const& more) {
            return world.get_at(world.manager, "/cases/team", "/cases/team" + more)->body;
        };
        auto const links_of = [](std::string const& body) {
            std::size_t count = 0;
            for (auto at = body.find("Write down a supervision"); at != std::string::npos;
                 at = body.find("Write down a supervision", at + 1))
                ++count;
            return count;
        };
        auto const first = page("");
        CHECK(first.find("53 open cases, 1 not allocated") != std::string::npos);
        CHECK(first.find("A colleague: 52 cases") != std::string::npos);
        CHECK(first.find("Page 1 of 2") != std::string::npos);
        auto const whole = "?team=" + world.team.write() + "&page=";
        CHECK(links_of(first) + links_of(page(whole + "2")) == 52);
        CHECK(links_of(page(whole + "2")) > 0);
        CHECK(page(whole + "2").find("Cases before") != std::string::npos);
        // All of it on paper.
        auto const paper
            = world.get_at(world.manager, "/cases/team/print", "/cases/team/print")->body;
        CHECK(links_of(paper) == 52);
        // A team that is not theirs to lead is not there.
        CHECK(
            world
                .get_at(world.manager, "/cases/team", "/cases/team?team=" + TeamId::fresh().write())
                .error()
                .code
            == Code::not_found);
    });
}

TEST_CASE("programs read when each case was gone through last, without its words")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        auto const note
            = supervised(world, world.manager, made.id, a_note_with(world.worker)).value();
        auto const told = world.get_at(world.manager, "/api/v1/cases/team", "/api/v1/cases/team");
        REQUIRE(told.ok());
        for (auto const& words :
            {R"("supervision":")" + note.id.write(), std::string(R"("on":"2026-03-06")"),
                std::string(R"("next":"2026-03-10")"), std::string(R"("more":false)")})
            CHECK_MESSAGE(told->body.find(words) != std::string::npos, words);
        CHECK(told->body.find("See her alone") == std::string::npos);
    });
}

TEST_CASE("a reason to put a supervision right is no longer than is read")
{
    CHECK(problem_of_correction(" ")->field == "reason");
    CHECK(!problem_of_correction("The day was left out"));
    CHECK(problem_of_correction(std::string(2'001, 'e'))->words.key
        == "Write 2,000 characters or fewer");
}

TEST_CASE("reviews of the next 14 days stand on the team's page, no later ones")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        auto const reviewed_on = [&](char const* day) {
            auto const begun
                = world.world.as(world.worker)->visit().change([&](Change& change) -> Done {
                      auto const one = find(change, made.id).value();
                      start_review_clock(world.room, change, one, Date::read(day).value());
                      return done();
                  });
            REQUIRE(begun.ok());
            auto const pass = world.world.as(world.manager);
            return teams_led(world.room, pass->visit())[0].reviews.size();
        };
        CHECK(reviewed_on("2026-03-20") == 1); // 14 days after the 6th
        CHECK(reviewed_on("2026-03-21") == 0);
        CHECK(reviewed_on("2026-03-05") == 0); // that is overdue
    });
}

TEST_CASE("programs write, read and correct a supervision; Home says when to look again")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        std::string const sent = R"({"on":"2026-03-06","worker":")" + world.worker.write()
            + R"(","reflection":"She is heard","decisions":"Go on","next":"2026-03-12"})";
        auto const told
            = world.send(world.manager, "/api/v1/cases/{case}/supervisions", made.id, sent);
        REQUIRE_MESSAGE(told.ok(), (told.ok() ? "" : told.error().words.key));
        CHECK(told->status == http::Status::created);
        CHECK(told->body.find(R"("decisions":"Go on")") != std::string::npos);
        CHECK(world.send(world.worker, "/api/v1/cases/{case}/supervisions", made.id, sent)
                  .error()
                  .code
            == Code::not_allowed);
        auto const said = [&](AccountId who) {
            std::string all;
            auto const pass = world.world.as(who);
            for (auto const& lines : world.room.home.lines)
                for (auto const& line : lines(pass->visit()))
                    all += line.verb + " " + line.text + "\n";
            return all;
        };
        CHECK(said(world.manager).find("Go through case " + made.reference.write() + " again")
            != std::string::npos);
        CHECK(said(world.worker).find("Go through") == std::string::npos);
    });
}

TEST_CASE("the twins of supervisions have the same columns")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        CHECK(world.world.twin_columns("supervisions") == world.world.columns("supervisions_was"));
    });
}

} // namespace kith::cases
