// SPDX-License-Identifier: MIT
// Who reads what of a note, on both databases.
#include "cases/notes_world_test.h"
#include <fmt/core.h>

namespace kith::cases {

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
        // Who may not be known is put into none: what was typed stays, as for what never was.
        auto const mixed = [&](PersonId other) {
            auto with_other = form;
            with_other.add("subject-2", "person:" + other.write());
            with_other.add("said-2", "He waited outside.");
            with_other.add("key", "a-key-of-this-test-00000003");
            with_other.add("draft", DraftId().write());
            auto answer = world.at(world.worker, http::Method::post, new_note, "", with_other);
            REQUIRE(answer.ok());
            CHECK(answer->status == http::Status::unprocessable);
            CHECK(note_page_says(answer, "He waited outside."));
            auto body = answer->body;
            for (auto at = body.find(other.write()); at != std::string::npos;
                 at = body.find(other.write()))
                body.replace(at, other.write().size(), "ID");
            return body;
        };
        CHECK(mixed(world.boy) == mixed(PersonId::fresh()));
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

TEST_CASE("own words stand in a person's part alone: a place's readers would read a name there")
{
    tests::on_both_databases([](db::Database& database) {
        NotesWorld world(database);
        auto const wrong = [&](char const* more) {
            auto const answer = world.send(world.worker, "/api/v1/notes", {},
                R"({"said":"We met","about":[{"kind":"context","id":")" + world.takeaway.write()
                    + R"(",)" + more + "}]}");
            return answer.ok() ? std::string() : answer.error().field;
        };
        CHECK(wrong(R"("own_words":"Freya says she waits here")") == "own-1");
        CHECK(wrong(R"("alone_words":"Freya's aunt was there")") == "alone-1");
        CHECK(wrong(R"("seen_alone":"yes")") == "alone-1");
        CHECK(wrong(R"("strengths":"The owner looks out for them")") == "");
    });
}

TEST_CASE("a name in the reason for a change is withheld from a place's readers, too")
{
    tests::on_both_databases([](db::Database& database) {
        NotesWorld world(database);
        http::FormData form;
        form.add("said", "The lamp is broken.");
        form.add("subject-1", "context:" + world.takeaway.write());
        auto const note = world.made(world.worker, form);
        auto right = form_with(form, "said", "The lamp over the door is broken.");
        right.add("reason", "Quillon said which one");
        right.add("version", "1");
        REQUIRE(
            world.at(world.worker, http::Method::post, "/notes/{note}/correct", note, right)->status
            == http::Status::see_other);
        auto const page
            = [&] { return world.at(world.licensing, http::Method::get, one_note_page, note); };
        CHECK(note_page_says(page(), "Quillon said which one"));
        world.join_somebody("Quillon Marsh");
        CHECK_FALSE(note_page_says(page(), "Quillon"));
        CHECK(note_page_says(page(), "[name withheld] said which one"));
    });
}

} // namespace kith::cases
