// SPDX-License-Identifier: MIT
// Notes in chronologies, by programs, on Home, and of records that are taken apart, on both
// databases.
#include "base/london.h"
#include "cases/notes_world_test.h"

namespace kith::cases {

TEST_CASE("a visit is contact and closes a gap; a talk among colleagues does not")
{
    tests::on_both_databases([](db::Database& database) {
        NotesWorld world(database);
        auto const write = [&](char const* kind, char const* day, char const* month) {
            http::FormData form;
            form.add("said", "As told");
            form.add("kind", kind);
            form.add("on-day", day);
            form.add("on-month", month);
            form.add("on-year", "2026");
            form.add("subject-1", "person:" + world.girl.write());
            return world.made(world.worker, form);
        };
        write("visit", "2", "2");
        write("colleagues", "20", "2"); // 18 days after the visit
        write("call", "5", "3");        // 31 days after it
        auto const entries = world.chronicled(world.worker);
        REQUIRE(entries.size() == 3);
        CHECK(entries[0].contact);
        CHECK(entries[0].kind == "contact");
        CHECK_FALSE(entries[1].contact);
        CHECK(entries[2].contact);
        CHECK(entries[2].day->write() == "2026-02-02");
        auto const gaps = links::gaps_in(entries, 14, std::nullopt);
        REQUIRE(gaps.size() == 1);
        CHECK(gaps[0].days == 31);
    });
}

TEST_CASE("a program writes a note once; what comes next stands on its author's Home until done")
{
    tests::on_both_databases([](db::Database& database) {
        NotesWorld world(database);
        auto const sent
            = R"({"kind":"visit","said":"We met","on":"2026-03-05","next":"Ring her aunt",)"
              R"("next_due":"2026-03-09","about":[{"kind":"person","id":")"
            + world.girl.write() + R"("}]})";
        http::Headers key;
        key.set("Idempotency-Key", "a-key-of-this-test-00000002");
        auto const first = world.send(world.worker, "/api/v1/notes", {}, sent, key);
        REQUIRE(first.ok());
        CHECK(first->status == http::Status::created);
        auto const again = world.send(world.worker, "/api/v1/notes", {}, sent, key);
        CHECK(again->body == first->body);
        auto const id = std::string(note_sent_back(first).at("id").as_string());
        auto const lines = [&](AccountId who) {
            auto const pass = world.world.as(who);
            std::vector<actions::Line> all;
            for (auto const& room_lines : world.home.lines)
                for (auto const& line : room_lines(pass->visit()))
                    if (line.href == "/notes/" + id)
                        all.push_back(line);
            return all;
        };
        REQUIRE(lines(world.worker).size() == 1);
        CHECK(lines(world.worker)[0].text.find("aunt") == std::string::npos); // names nobody
        CHECK(london::day_of(*lines(world.worker)[0].due).write() == "2026-03-09");
        CHECK(lines(world.manager).empty());
        auto const done_now
            = world.at(world.worker, http::Method::post, "/notes/{note}/next-done", id);
        CHECK(done_now->status == http::Status::see_other);
        CHECK(lines(world.worker).empty());
        auto const wrong = [&](char const* json) {
            auto const answer = world.send(world.worker, "/api/v1/notes", {}, json);
            REQUIRE_FALSE(answer.ok());
            return answer.error().field;
        };
        CHECK(wrong(R"({"said":"We met","about":[]})") == "reference");
        CHECK(wrong(R"({"said":"We met","abuot":[]})") == "abuot");
        CHECK(wrong(R"({"said":"We met","on":"soon","about":[]})") == "on");
        CHECK(world.send(world.analyst, "/api/v1/notes", {}, sent).error().code == Code::not_found);
    });
}

TEST_CASE("records are taken apart: a note written since goes where it belongs, once")
{
    tests::on_both_databases([](db::Database& database) {
        NotesWorld world(database);
        auto const cousin = world.world.as(world.worker)->visit().change([](Change& change) {
            return people::create(change, CasesWorld::a_girl());
        });
        REQUIRE(cousin.ok());
        auto const joined = world.world.as(world.worker)->visit().change([&](Change& change) {
            return people::join_records(
                change, {world.girl, cousin->id, 1, 1, "The same name and day of birth"});
        });
        REQUIRE(joined.ok());
        world.world.clock.move_to(Instant::read("2026-03-06T09:30:00Z").value());
        auto const note = world.made(world.worker, world.about_both());
        std::vector<Uuid> to_other;
        std::int64_t version = 0;
        {
            auto const pass = world.world.as(world.worker);
            auto const stands = people::find_join(pass->visit().reading(), *joined).value();
            for (auto const& row : people::later_rows(world.people_room, pass->visit(), stands)) {
                CHECK(row.kind != "link"); // its place in the chronology goes with it
                if (row.kind == "note")
                    to_other.push_back(row.id);
            }
            version = people::version_of(pass->visit().reading(), world.girl);
        }
        REQUIRE(to_other.size() == 1);
        auto const parted = world.world.as(world.worker)->visit().change([&](Change& change) {
            return people::part_records(
                world.people_room, change, {*joined, version, "They are cousins", to_other});
        });
        REQUIRE(parted.ok());
        CHECK(world.chronicled(world.worker).empty());
        CHECK(
            world.listed(world.worker, "person=" + world.girl.write())->body == R"({"notes":[]})");
        auto const theirs
            = note_sent_back(world.listed(world.worker, "person=" + cousin->id.write()));
        REQUIRE(theirs.at("notes").as_array().size() == 1);
        auto const& moved = theirs.at("notes").as_array()[0].as_object();
        CHECK(moved.at("id").as_string() == note);
        CHECK(moved.at("version").as_int64() == 2);
        auto const& part = moved.at("about").as_array()[0].as_object();
        CHECK(part.at("id").as_string() == cousin->id.write());
        CHECK(part.at("said").as_string() == "She has a new phone.");
    });
}

} // namespace kith::cases
