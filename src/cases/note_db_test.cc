// SPDX-License-Identifier: MIT
// Notes, one thing: each case writes one note and asks who reads what of it, as a draft, undone,
// put right, in chronologies and by programs, on both databases.
#include "base/london.h"
#include "cases/cases_world_test.h"
#include "cases/note_pages.h"
#include <boost/json.hpp>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    constexpr char const* new_note = "/notes/new";
    constexpr char const* one_note_page = "/notes/{note}";
    constexpr char const* api_note = "/api/v1/notes/{note}";

    class NotesWorld : public CasesWorld {
    public:
        explicit NotesWorld(db::Database& database) : CasesWorld(database)
        {
            // A boy whom the worker's team does not know of.
            boy = world.as(elsewhere)
                      ->visit()
                      .change([](Change& change) {
                          people::Person person;
                          person.names = {{{}, "birth", "Ivo Tamarind"}};
                          return people::create(change, person);
                      })
                      .value()
                      .id;
        }

        http::FormData about_both() const
        {
            http::FormData form;
            form.add("said", "We talked by the door, about half an hour.");
            form.add("subject-1", "person:" + girl.write());
            form.add("subject-2", "context:" + takeaway.write());
            form.add("said-1", "She has a new phone.");
            form.add("own-1", "Freya says nobody asks me");
            form.add("alone-1", "yes");
            form.add("said-2", "The lamp over the door is broken.");
            return form;
        }
        Result<http::Response> at(AccountId who, http::Method method, std::string const& pattern,
            std::string const& note, http::FormData const& form = {})
        {
            auto path = pattern;
            if (auto const from = path.find("{note}"); from != std::string::npos)
                path.replace(from, 6, note);
            auto request
                = method == http::Method::get ? Request::get(path) : Request::post(path, form);
            request.matched(pattern, "", {{"note", note}});
            for (auto const& one : house.routes.all())
                if (one.method == method && one.pattern == pattern)
                    return one.handler(world.as(who)->visit(), request);
            return not_found();
        }
        Result<http::Response> read(AccountId who, std::string const& note)
        {
            return at(who, http::Method::get, api_note, note);
        }
        std::string made(AccountId who, http::FormData const& form)
        {
            auto const answer = at(who, http::Method::post, new_note, "", form);
            REQUIRE(answer.ok());
            REQUIRE_MESSAGE(answer->status == http::Status::see_other, answer->body);
            std::string const to(answer->headers.find("Location").value());
            return to.substr(7, to.find('?') - 7);
        }
        Result<http::Response> listed(AccountId who, std::string const& query)
        {
            return get_at(who, "/api/v1/notes", "/api/v1/notes?" + query);
        }
        void says_why(AccountId who, PersonId person)
        {
            auto const said = world.as(who)->visit().change([&](Change& change) -> Done {
                auto const facts_of_person = TRY(people::find_facts(change, person));
                return links::state_purpose(change, facts_of_person, "A referral came in");
            });
            REQUIRE(said.ok());
        }
        // Entries of somebody's chronology, as its text; "" for whoever may not read it.
        std::vector<links::Entry> chronicled(AccountId who, char const* known_on = "")
        {
            auto const pass = world.as(who);
            links::ChronologyFilter filter;
            if (*known_on)
                filter.known_on = Date::read(known_on).value();
            auto const person = people::find(pass->visit(), girl).value();
            auto all = people::chronology_of(people_room, pass->visit(), person, filter).entries;
            std::erase_if(all, [](links::Entry const& entry) {
                return entry.href.find("/notes/") == std::string::npos;
            });
            return all;
        }
        PersonId boy;
    };

    boost::json::object note_sent_back(Result<http::Response> const& answer)
    {
        REQUIRE(answer.ok());
        return boost::json::parse(answer->body).as_object();
    }
    bool note_page_says(Result<http::Response> const& answer, char const* words)
    {
        REQUIRE(answer.ok());
        return answer->body.find(words) != std::string::npos;
    }
    http::FormData form_with(http::FormData const& form, std::string const& name, char const* value)
    {
        http::FormData other;
        for (auto const& [each, text] : form.pairs())
            if (each != name)
                other.add(each, text);
        other.add(name, value);
        return other;
    }
} // namespace

TEST_CASE("each reader is given the part that is theirs, to the byte, and learns of no other")
{
    tests::on_both_databases([](db::Database& database) {
        NotesWorld world(database);
        auto const note = world.made(world.worker, world.about_both());
        auto const girls = fmt::format(
            R"({{"kind":"person","id":"{}","said":"She has a new phone.","own_words":"Freya says nobody asks me","seen_alone":"yes","alone_words":"","strengths":""}})",
            world.girl.write());
        auto const takeaways = fmt::format(
            R"({{"kind":"context","id":"{}","said":"The lamp over the door is broken.","own_words":"","seen_alone":"","alone_words":"","strengths":""}})",
            world.takeaway.write());
        auto const at = boost::json::value_to<std::string>(
            note_sent_back(world.read(world.worker, note)).at("at")); // the clock runs
        auto const whole = [&](std::string const& about) {
            return fmt::format(
                R"({{"id":"{0}","version":1,"withdrawn":false,"kind":"note","said":"We talked by the door, about half an hour.","at":"{2}","on":"2026-03-06","place":"","next":"","next_due":null,"written_at":"{2}","about":[{1}]}})",
                note, about, at);
        };
        CHECK(world.read(world.worker, note)->body == whole(girls + "," + takeaways));
        CHECK(world.read(world.licensing, note)->body == whole(takeaways)); // no child is told of
        // The front door may know the girl and has not said why it looks: the place alone.
        CHECK(world.read(world.front_door, note)->body == whole(takeaways));
        world.says_why(world.front_door, world.girl);
        CHECK(world.read(world.front_door, note)->body == whole(girls + "," + takeaways));
        // Whoever may know neither: as what was never there.
        auto const none = world.read(world.analyst, NoteId::fresh().write());
        CHECK(world.read(world.analyst, note).error() == none.error());

        auto const page = world.at(world.licensing, http::Method::get, one_note_page, note);
        CHECK(note_page_says(page, "The lamp over the door is broken."));
        for (auto const* const hidden :
            {"Freya", "Larkspur", "new phone", "nobody asks", "people/"})
            for (auto const* const pattern :
                {"/notes/{note}", "/notes/{note}/print", "/notes/{note}/text"})
                CHECK_FALSE(note_page_says(
                    world.at(world.licensing, http::Method::get, pattern, note), hidden));
        // The same length of list, whoever else a note is about.
        auto const of_place = world.listed(world.licensing, "context=" + world.takeaway.write());
        CHECK(of_place->body == "{\"notes\":[" + whole(takeaways) + "]}");
        CHECK(world.listed(world.licensing, "person=" + world.girl.write()).error()
            == world.listed(world.licensing, "person=" + PersonId::fresh().write()).error());
    });
}

TEST_CASE("a note about one child alone is not there for those who know only the place")
{
    tests::on_both_databases([](db::Database& database) {
        NotesWorld world(database);
        http::FormData form;
        form.add("said", "Freya came to the office by herself.");
        form.add("subject-1", "person:" + world.girl.write());
        form.add("kind", "visit");
        auto const note = world.made(world.worker, form);
        CHECK(world.read(world.licensing, note).error()
            == world.read(world.licensing, NoteId::fresh().write()).error());
        CHECK(world.listed(world.licensing, "context=" + world.takeaway.write())->body
            == R"({"notes":[]})");
        // Whoever may know her and has not said why is asked, and told nothing.
        auto const asked = world.at(world.front_door, http::Method::get, one_note_page, note);
        REQUIRE(asked->status == http::Status::see_other);
        CHECK(asked->headers.find("Location") == "/people/" + world.girl.write());
        CHECK(world.read(world.front_door, note).error().code == Code::not_found);
        // Somebody who may not know her can put her into none.
        form.add("subject-2", "person:" + world.boy.write());
        auto const mixed = world.made(world.worker, form);
        CHECK(note_sent_back(world.read(world.worker, mixed)).at("about").as_array().size() == 1);
        auto const sent
            = R"({"said":"Hello","about":[{"kind":"person","id":")" + world.boy.write() + R"("}]})";
        CHECK(world.send(world.worker, "/api/v1/notes", {}, sent).error().code == Code::not_found);
    });
}

TEST_CASE("what is said to several names none of them, and what a place's readers read no child")
{
    tests::on_both_databases([](db::Database& database) {
        NotesWorld world(database);
        auto const refused = [&](http::FormData const& form, char const* field, char const* why) {
            auto const answer = world.at(world.worker, http::Method::post, new_note, "", form);
            REQUIRE(answer.ok());
            CHECK(answer->status == http::Status::unprocessable);
            CHECK(note_page_says(answer, why));
            CHECK(note_page_says(answer, (std::string("href=\"#") + field).c_str()));
            CHECK(note_page_says(answer, "Freya says nobody asks me")); // nothing lost
        };
        auto const form = world.about_both();
        // Known or not, in the same sentence.
        refused(form_with(form, "said", "I saw Freya Larkspur there"), "said",
            "This names a young person, or may: “Freya Larkspur”");
        refused(form_with(form, "said", "I saw Nancy Bracken there"), "said",
            "This names a young person, or may: “Nancy Bracken”");
        refused(form_with(form, "said-2", "They let Freya wait inside"), "said-2",
            "This names a young person, or may: “Freya”");
        refused(form_with(form, "next", "Ask Freya about it"), "next", "This names a young person");
        // In her own part, and in her own words, her name stands.
        auto const own = world.made(
            world.worker, form_with(form, "said-1", "Freya has a new phone, says Freya."));
        CHECK(world.read(world.worker, own)->body.find("says Freya") != std::string::npos);

        // Two people: neither is named to the other's readers.
        auto const sister = world.world.as(world.worker)
                                ->visit()
                                .change([](Change& change) {
                                    people::Person person;
                                    person.names = {{{}, "birth", "Poppy Larkspur"}};
                                    return people::create(change, person);
                                })
                                .value()
                                .id;
        http::FormData two;
        two.add("said", "Poppy did the talking.");
        two.add("subject-1", "person:" + world.girl.write());
        two.add("subject-2", "person:" + sister.write());
        auto const answer = world.at(world.worker, http::Method::post, new_note, "", two);
        CHECK(note_page_says(answer, "This names somebody the note is about"));
        CHECK(answer->status == http::Status::unprocessable);
        auto const parted = form_with(form_with(two, "said", "They came together."), "said-2",
            "Poppy did the talking, the Larkspur way.");
        CHECK_FALSE(world.made(world.worker, parted).empty()); // her own name, and the shared one
        auto const wrong = world.at(world.worker, http::Method::post, new_note, "",
            form_with(form_with(two, "said", "They came."), "said-1", "Poppy did the talking."));
        CHECK(wrong->status == http::Status::unprocessable);
    });
}

TEST_CASE("who is joined to a place afterwards is withheld from what its readers read")
{
    tests::on_both_databases([](db::Database& database) {
        NotesWorld world(database);
        http::FormData form;
        // A rare name alone at the beginning of a sentence passes, while nobody bears it.
        form.add("said", "Quillon was there.");
        form.add("subject-1", "context:" + world.takeaway.write());
        auto const note = world.made(world.worker, form);
        CHECK(world.read(world.licensing, note)->body.find("Quillon") != std::string::npos);
        world.join_somebody("Quillon Marsh");
        CHECK(world.read(world.licensing, note)->body.find("Quillon") == std::string::npos);
        CHECK(world.read(world.licensing, note)->body.find("[name withheld]") != std::string::npos);
    });
}

TEST_CASE("for ten minutes its author undoes a note, which comes back as a draft")
{
    tests::on_both_databases([](db::Database& database) {
        NotesWorld world(database);
        auto const note = world.made(world.worker, world.about_both());
        CHECK(world.chronicled(world.worker).size() == 1);
        auto const undo = [&](AccountId who) {
            return world.at(who, http::Method::post, "/notes/{note}/undo", note);
        };
        CHECK(undo(world.manager).error().code == Code::not_allowed); // who may read it
        CHECK(undo(world.analyst).error().code == Code::not_found);
        world.world.clock.move_to(Instant::read("2026-03-06T09:10:00Z").value());
        auto const back = undo(world.worker);
        REQUIRE(back.ok());
        REQUIRE(back->status == http::Status::see_other);
        std::string const to(back->headers.find("Location").value());
        auto const draft = world.get_at(world.worker, new_note, to);
        for (auto const* const words : {"She has a new phone.", "The lamp over the door is broken.",
                 "Freya says nobody asks me", "We talked by the door"})
            CHECK(note_page_says(draft, words));
        CHECK(world.get_at(world.manager, new_note, to).error().code == Code::not_found);
        // For others it is as if it had never been; its author reads that it was taken back.
        CHECK(world.read(world.manager, note).error()
            == world.read(world.manager, NoteId::fresh().write()).error());
        CHECK(note_page_says(world.at(world.worker, http::Method::get, one_note_page, note),
            "You took this note back"));
        CHECK(world.chronicled(world.worker).empty());
        CHECK(
            world.listed(world.worker, "person=" + world.girl.write())->body == R"({"notes":[]})");
        CHECK(undo(world.worker).error().code == Code::not_found);

        auto const later = world.made(world.worker, world.about_both());
        world.world.clock.move_to(Instant::read("2026-03-06T09:40:00Z").value());
        auto const late = world.at(world.worker, http::Method::post, "/notes/{note}/undo", later);
        CHECK(late.error().code == Code::conflict);
    });
}

TEST_CASE("a note is put right with a reason, as it was seen, and what stood before is kept")
{
    tests::on_both_databases([](db::Database& database) {
        NotesWorld world(database);
        auto const note = world.made(world.worker, world.about_both());
        constexpr char const* correct = "/notes/{note}/correct";
        auto form = form_with(world.about_both(), "said-1", "She has an old phone.");
        form.add("version", "1");
        auto const without_why = world.at(world.worker, http::Method::post, correct, note, form);
        CHECK(without_why->status == http::Status::unprocessable);
        CHECK(note_page_says(without_why, "Say why the note changes"));
        CHECK(note_page_says(without_why, "She has an old phone."));
        form.add("reason", "It was her old one");
        CHECK(world.at(world.manager, http::Method::post, correct, note, form).error().code
            == Code::not_allowed);
        world.world.clock.move_to(Instant::read("2026-03-08T09:00:00Z").value());
        auto const saved = world.at(world.worker, http::Method::post, correct, note, form);
        REQUIRE(saved.ok());
        CHECK(saved->status == http::Status::see_other);
        auto const late = world.at(
            world.worker, http::Method::post, correct, note, form_with(form, "said-1", "A third"));
        CHECK(late->status == http::Status::conflict);
        CHECK(note_page_says(late, "She has an old phone.")); // what stands now
        CHECK(note_page_says(late, "A third"));               // and what was typed
        auto const page = world.at(world.manager, http::Method::get, one_note_page, note);
        CHECK(note_page_says(page, "She has an old phone."));
        CHECK(note_page_says(page, "She has a new phone.")); // in its history
        CHECK(note_page_says(page, "It was her old one"));
        // What stood before is the part of who may know the girl.
        CHECK_FALSE(note_page_says(
            world.at(world.licensing, http::Method::get, one_note_page, note), "phone"));
        // Nor does it tell them that anything changed.
        for (auto const* const hidden : {"What stood before", "It was her old one"})
            CHECK_FALSE(note_page_says(
                world.at(world.licensing, http::Method::get, one_note_page, note), hidden));
        CHECK(note_sent_back(world.read(world.licensing, note)).at("version").as_int64() == 1);
        CHECK(note_sent_back(world.read(world.manager, note)).at("version").as_int64() == 2);
        {
            auto const pass = world.world.as(world.licensing);
            CHECK(links::news_of_links(world.linked.store, world.linked.seen, world.facts,
                world.room.name_of, pass->visit(), thing(world.takeaway),
                Instant::read("2026-03-07T09:00:00Z").value())
                      .empty());
        }
        // The chronology tells each once, as it was known on a day.
        auto const now = world.chronicled(world.worker);
        REQUIRE(now.size() == 1);
        CHECK(now[0].text.find("old phone") != std::string::npos);
        auto const before = world.chronicled(world.worker, "2026-03-07");
        REQUIRE(before.size() == 1);
        CHECK(before[0].text.find("new phone") != std::string::npos);
    });
}

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

TEST_CASE("a draft keeps each field, is its author's alone, and goes when the note is saved")
{
    tests::on_both_databases([](db::Database& database) {
        NotesWorld world(database);
        auto form = world.about_both();
        auto const id = DraftId::fresh().write();
        form.add("draft", id);
        form.add("revision", "0");
        form.add("key", "a-key-of-this-test-00000001");
        auto saving = form;
        saving.add("save", "1");
        auto const saved = world.at(world.worker, http::Method::post, new_note, "", saving);
        REQUIRE(saved->status == http::Status::see_other);
        auto const path = "/notes/new?draft=" + id;
        auto const again = world.get_at(world.worker, new_note, path);
        CHECK(note_page_says(again, "She has a new phone."));
        CHECK(note_page_says(again, "Freya Larkspur"));
        CHECK(world.get_at(world.manager, new_note, path).error().code == Code::not_found);
        CHECK(
            world.listed(world.worker, "person=" + world.girl.write())->body == R"({"notes":[]})");
        // Another window: what was typed there is another draft, and nothing is lost.
        auto const other = world.at(
            world.worker, http::Method::post, new_note, "", form_with(saving, "said", "Later"));
        CHECK(other->headers.find("Location")->find(id) == std::string::npos);
        CHECK(note_page_says(world.get_at(world.worker, new_note, path), "We talked by the door"));
        auto const first = world.made(world.worker, form);
        CHECK(world.made(world.worker, form) == first); // sent twice, written once
        CHECK(world.get_at(world.worker, new_note, path).error().code == Code::not_found);
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
