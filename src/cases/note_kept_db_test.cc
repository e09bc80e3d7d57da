// SPDX-License-Identifier: MIT
// A note as a draft, undone, and put right, on both databases.
#include "cases/notes_world_test.h"

namespace kith::cases {

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
        REQUIRE(late.ok()); // nobody else saved: the note stands, with what to do instead
        CHECK(late->headers.find("Location").value().ends_with("?said=too-late"));
        CHECK(world.world.as(world.worker)
                  ->visit()
                  .change([&](Change& change) {
                      return undo_note(world.room, change, *NoteId::read(later));
                  })
                  .error()
                  .code
            == Code::conflict);
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

TEST_CASE("when a record closes while somebody types about it nothing of that is lost, nor sent "
          "without it")
{
    tests::on_both_databases([](db::Database& database) {
        NotesWorld world(database);
        world.says_why(world.front_door, world.girl);
        auto const form = world.about_both();
        auto const send = [&](http::FormData const& typed) {
            return world.at(world.front_door, http::Method::post, new_note, "", typed).value();
        };
        world.world.clock.move_to(Instant::read("2026-03-06T09:31:00Z").value());
        auto const refused = send(form); // why they look stood for half an hour
        CHECK(refused.status == http::Status::unprocessable);
        for (auto const* const words : {"We talked by the door", "She has a new phone.",
                 "Freya says nobody asks me", "The lamp over the door is broken.",
                 "does not open for you now", "name=\"gone_said-1\""})
            CHECK_MESSAGE(refused.body.find(words) != std::string::npos, words);
        CHECK(refused.body.find("/people/" + world.girl.write()) != std::string::npos);
        CHECK(refused.body.find("Larkspur") == std::string::npos);
        CHECK(world.listed(world.worker, "context=" + world.takeaway.write())->body
            == R"({"notes":[]})");
        // As the page has it, kept as a draft meanwhile; then she is looked for with a reason
        // again.
        http::FormData again;
        for (auto const& [name, value] : {std::pair{"said", "We talked by the door."},
                 {"gone_said-1", "She has a new phone."}, {"gone_own-1", "nobody asks me"},
                 {"gone_alone-1", "yes"}, {"said-1", "The lamp over the door is broken."}})
            again.add(name, value);
        again.add("gone-1", "person:" + world.girl.write());
        again.add("subject-1", "context:" + world.takeaway.write());
        auto saving = again;
        saving.add("save", "1");
        auto const kept = send(saving);
        REQUIRE(kept.status == http::Status::see_other);
        std::string const to(kept.headers.find("Location").value());
        CHECK(note_page_says(world.get_at(world.front_door, new_note, to), "nobody asks me"));
        world.says_why(world.front_door, world.girl);
        auto const back = world.get_at(world.front_door, new_note, to);
        CHECK(note_page_says(back, "About Freya Larkspur"));
        CHECK(note_page_says(back, "name=\"own-2\""));
        auto const note = world.made(world.front_door, again);
        CHECK(note_sent_back(world.read(world.worker, note)).at("about").as_array().size() == 2);
        // Taken out, it is sent without.
        world.world.clock.move_to(Instant::read("2026-03-06T10:31:00Z").value());
        CHECK(send(form_with(again, "without", ("person:" + world.girl.write()).c_str()))
                  .body.find("does not open")
            == std::string::npos);
    });
}

TEST_CASE(
    "a note is three actions from any page: it carries whom the page is about, or a name saves")
{
    tests::on_both_databases([](db::Database& database) {
        NotesWorld world(database);
        world.pages.navigation(world.house.navigation);
        auto const made = world.open(thing(world.girl));
        auto const of_case = world.get(world.worker, "/cases/{case}/weighting", made.id);
        CHECK(note_page_says(of_case, ("/notes/new?case=" + made.id.write()).c_str()));
        // From Home: New note, type, and one tap on whom it is about.
        auto const empty = world.get_at(world.worker, new_note, new_note);
        auto const key = "person:" + world.girl.write();
        CHECK(note_page_says(empty, ("name=\"also\" value=\"" + key + "\"").c_str()));
        CHECK(note_page_says(empty, "href=\"/notes/new\""));
        http::FormData form;
        form.add("said", "She rang about Monday.");
        form.add("also", key);
        auto const note = world.made(world.worker, form);
        CHECK(world.read(world.worker, note)->body.find("rang about Monday") != std::string::npos);
        CHECK(world.read(world.licensing, note).error().code == Code::not_found);
    });
}

} // namespace kith::cases
