// SPDX-License-Identifier: MIT
// Exhibits, custody and timelines on both databases.
#include "evidence/evidence_world_test.h"
#include "platform/documents/zip_by_hand_test.h"

namespace kith::evidence {
namespace {
    // All that the ledger and the tables of evidence hold of words, as it lies there.
    std::string at_rest(db::Database& database)
    {
        std::string all;
        constexpr db::Sql exhibits{"all exhibits", "select words as sealed from exhibits"};
        constexpr db::Sql custody{"all custody", "select words as sealed from exhibit_custody"};
        constexpr db::Sql timeline{
            "all timelines", "select words as sealed from evidence_timeline"};
        for (auto const& sql : {exhibits, custody, timeline})
            for (auto const row : database.reader()->run(sql))
                all += row.bytes("sealed");
        return all;
    }
} // namespace

TEST_CASE(
    "an exhibit is taken in with its receipt, sealed, and read by who may know what it hangs on")
{
    tests::on_both_databases([](db::Database& database) {
        EvidenceWorld world(database);
        auto const one = world.taken_in(world.place());
        CHECK(one.reference.kind() == 'E');
        CHECK(one.version == 1);
        auto const read = find(world.as(world.second)->visit(), one.id);
        REQUIRE(read.ok());
        CHECK(read->words.description == "A grey phone, its glass broken");
        auto const log = world.log_of(world.second, one);
        REQUIRE(log.size() == 1);
        CHECK(log[0].act == CustodyAct::received);
        CHECK(log[0].words.seal == "S0044718");
        // The exploitation worker of the council works with the place too, and reads it.
        CHECK(find(world.as(world.base.worker)->visit(), one.id).ok());
        // Whoever does not, gets what is not there.
        for (auto const who : {world.base.elsewhere, world.base.auditor, world.base.licensing})
            CHECK(find(world.as(who)->visit(), one.id).error()
                == find(world.as(who)->visit(), ExhibitId::fresh()).error());
        CHECK(exhibits_of(world.as(world.second)->visit(), world.place()).size() == 1);
        CHECK(exhibits_of(world.as(world.base.elsewhere)->visit(), world.place()).empty());
        CHECK(exhibits_owned(world.as(world.second)->visit()).size() == 1);
        CHECK(exhibits_owned(world.as(world.base.worker)->visit()).empty());
        for (auto const* const words : {"grey phone", "Vance", "S0044718"})
            CHECK(at_rest(database).find(words) == std::string::npos);
        auto wrong = world.an_exhibit(world.place());
        wrong.words.produced_by = " ";
        CHECK(world.takes_in(world.base.sergeant, wrong).error().field == "produced_by");
        CHECK(world.takes_in(world.base.elsewhere, world.an_exhibit(world.place())).error().code
            == Code::not_found);
        CHECK(world.takes_in(world.base.sergeant, world.an_exhibit({"person", Uuid::fresh()}))
                  .error()
                  .code
            == Code::not_found);
    });
}

TEST_CASE("custody is added and never edited; a second person confirms a destruction")
{
    tests::on_both_databases([](db::Database& database) {
        EvidenceWorld world(database);
        auto const one = world.taken_in(world.place());
        auto const by = world.base.sergeant;
        REQUIRE(
            world.notes(by, one, world.an_entry(CustodyAct::opened, "2026-03-05T11:00:00Z")).ok());
        CHECK(world.notes(by, one, world.an_entry(CustodyAct::moved, "2026-03-05T10:30:00Z"))
                  .error()
                  .field
            == "at");
        // The council's worker reads the log, and adds nothing to it.
        CHECK(world
                  .notes(world.base.worker, one,
                      world.an_entry(CustodyAct::moved, "2026-03-05T12:00:00Z"))
                  .error()
                  .code
            == Code::not_allowed);
        auto const gone
            = world.notes(by, one, world.an_entry(CustodyAct::destroyed, "2026-03-05T12:00:00Z"));
        REQUIRE(gone.ok());
        CHECK(world.notes(by, one, world.an_entry(CustodyAct::moved, "2026-03-05T13:00:00Z"))
                  .error()
                  .field
            == "act");
        auto const confirms = [&](AccountId who) {
            return world.as(who)->visit().change(
                [&](Change& change) { return confirm_destroyed(change, one.id, *gone); });
        };
        CHECK(confirms(by).error().words.key == "A second person confirms it: not who recorded it");
        CHECK(world.base.lines_with(world.second, "Confirm", one.reference.write()) == 1);
        CHECK(world.base.lines_with(by, "Confirm", one.reference.write()) == 0);
        auto const marks = [&](CustodyId entry, std::string const& because) {
            return world.as(world.second)->visit().change([&](Change& change) {
                return mark_wrong(change, one.id, entry, because);
            });
        };
        CHECK(marks(*gone, "").error().field == "wrong");
        CHECK(marks(world.log_of(by, one)[0].id, "Never came").error().field == "wrong");
        REQUIRE(marks(*gone, "It stands on the shelf").ok());
        CHECK(confirms(world.second).error().code == Code::conflict);
        CHECK(world.log_of(by, one).size() == 3); // it stands, marked
        CHECK(world.log_of(by, one)[2].wrong_because == "It stands on the shelf");
        auto const again
            = world.notes(by, one, world.an_entry(CustodyAct::destroyed, "2026-03-05T14:00:00Z"));
        REQUIRE(again.ok());
        REQUIRE(
            world.as(world.second)
                ->visit()
                .change([&](Change& change) { return confirm_destroyed(change, one.id, *again); })
                .ok());
        CHECK(standing_of(world.log_of(by, one)).destroyed());
        CHECK(marks(*again, "No").error().code == Code::conflict);
        CHECK(world.base.lines_with(world.second, "Confirm", one.reference.write()) == 0);
    });
}

TEST_CASE("what is said of an exhibit is corrected as a version, and withdrawn with why")
{
    tests::on_both_databases([](db::Database& database) {
        EvidenceWorld world(database);
        auto one = world.taken_in(world.place());
        auto const corrects = [&](Exhibit const& wanted, std::string const& reason) {
            return world.as(world.second)->visit().change([&](Change& change) {
                return correct(change, wanted, reason);
            });
        };
        one.words.description = "A blue phone";
        CHECK(corrects(one, "").error().field == "reason");
        auto const saved = corrects(one, "The light was yellow");
        REQUIRE(saved.ok());
        CHECK(saved->version == 2);
        CHECK(corrects(one, "Again").error().code == Code::conflict);
        auto const pass = world.as(world.second);
        auto const was = versions_of(pass->visit(), *saved);
        REQUIRE(was.size() == 1);
        CHECK(was[0].exhibit.words.description == "A grey phone, its glass broken");
        CHECK(was[0].reason == "The light was yellow");
        auto const withdraws = [&](std::string const& because) {
            return world.as(world.base.sergeant)->visit().change([&](Change& change) {
                return withdraw_exhibit(change, one.id, because);
            });
        };
        CHECK(withdraws(" ").error().field == "withdrawn");
        REQUIRE(withdraws("It is of another matter").ok());
        CHECK(withdraws("Again").error().code == Code::conflict);
        auto const stands = find(world.as(world.second)->visit(), one.id);
        CHECK(stands->withdrawn_because == "It is of another matter");
        CHECK(
            world
                .notes(world.second, one, world.an_entry(CustodyAct::moved, "2026-03-05T12:00:00Z"))
                .error()
                .code
            == Code::conflict);
    });
}

TEST_CASE("a timeline stands by day with its sources, and is withdrawn with why")
{
    tests::on_both_databases([](db::Database& database) {
        EvidenceWorld world(database);
        auto const one = world.taken_in(world.place());
        auto const adds = [&](char const* on, char const* what, ExhibitId from) {
            TimelineEntry entry;
            entry.about = world.place();
            entry.owner_agency = world.base.police;
            entry.on = *PartialDate::read(on);
            entry.words = {what, "", from.none() ? "Statement of the porter" : ""};
            entry.exhibit = from;
            return world.as(world.base.sergeant)->visit().change([&](Change& change) {
                return add_to_timeline(change, entry);
            });
        };
        REQUIRE(adds("2026-03-02", "A car waited at the back", one.id).ok());
        REQUIRE(adds("2026-02", "Two men asked for the key", {}).ok());
        auto const pass = world.as(world.base.worker);
        auto const all = timeline_of(pass->visit(), world.place());
        REQUIRE(all.size() == 2);
        CHECK(all[0].words.what == "Two men asked for the key");
        CHECK(all[1].exhibit == one.id);
        CHECK(timeline_of(world.as(world.base.elsewhere)->visit(), world.place()).empty());
        auto const withdraws = [&](AccountId who) {
            return world.as(who)->visit().change([&](Change& change) {
                return withdraw_from_timeline(change, all[0].id, "Of another house");
            });
        };
        CHECK(withdraws(world.base.worker).error().code == Code::not_allowed);
        REQUIRE(withdraws(world.second).ok());
        CHECK(timeline_of(world.as(world.second)->visit(), world.place())[0].withdrawn_because
            == "Of another house");
        CHECK(at_rest(database).find("A car waited") == std::string::npos);
    });
}

TEST_CASE("evidence hangs on a step, and on a concern for who may decide it")
{
    tests::on_both_databases([](db::Database& database) {
        EvidenceWorld world(database);
        auto const step = world.base.considered(thing(world.base.takeaway), "D17");
        auto const about = thing(step.id);
        auto one = world.an_exhibit(about);
        one.owner_agency = world.base.council;
        REQUIRE(world.takes_in(world.base.worker, one).ok());
        CHECK(exhibits_of(world.as(world.base.worker)->visit(), about).size() == 1);
        CHECK(world.takes_in(world.base.sergeant, world.an_exhibit({"concern", Uuid::fresh()}))
                  .error()
                  .code
            == Code::not_found);
        CHECK(world.takes_in(world.base.sergeant, world.an_exhibit({"agency", Uuid::fresh()}))
                  .error()
                  .code
            == Code::not_found);
    });
}

TEST_CASE("a file is hashed as it comes, sealed, and shown as its kind may be")
{
    tests::on_both_databases([](db::Database& database) {
        EvidenceWorld world(database);
        auto const about = world.place();
        auto const text = world.with_file(about, "We said we would meet at the pier\n");
        auto const pass = world.as(world.second);
        auto const known = documents::file_known(pass->visit().reading(), text.file);
        REQUIRE(known.has_value());
        CHECK(known->kind == documents::FileKind::text);
        CHECK(text.sha256 == known->sha256);
        CHECK(text.sha256.size() == 32);
        CHECK(*documents::viewing_copy(world.files, pass->visit(), text.file)
            == "We said we would meet at the pier\n");
        // The original is for whoever keeps the exhibit; the council's worker reads the copy.
        CHECK(documents::original(world.files, pass->visit(), text.file).ok());
        auto const reader = world.as(world.base.worker);
        CHECK(documents::viewing_copy(world.files, reader->visit(), text.file).ok());
        CHECK(documents::original(world.files, reader->visit(), text.file).error().code
            == Code::not_allowed);
        auto const stranger = world.as(world.base.elsewhere);
        CHECK(documents::viewing_copy(world.files, stranger->visit(), text.file).error()
            == documents::viewing_copy(world.files, stranger->visit(), AttachmentId::fresh())
                   .error());
        auto const picture
            = world.with_file(about, documents::as_jpeg(documents::plain(40, 30, {9, 9, 9})));
        auto const pdf = world.with_file(about, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
        auto const later = world.as(world.second);
        CHECK(documents::viewing_copy(world.files, later->visit(), picture.file)
                  ->starts_with("\xFF\xD8"));
        CHECK(documents::viewing_copy(world.files, later->visit(), pdf.file).error().code
            == Code::not_found);
        CHECK(documents::original(world.files, later->visit(), pdf.file)->starts_with("%PDF"));
        CHECK(world.sends(world.base.sergeant, about, "MZ\x90\x01").error().words.key
            == "forms.kept_file.not_taken");
        // A file that came with a thing is not lost without a word.
        auto thing_with_file = world.an_exhibit(about);
        thing_with_file.file = *world.sends(world.base.sergeant, about, "Some words");
        CHECK(world.takes_in(world.base.sergeant, thing_with_file).error().field == "sort");
        // A file that is no exhibit's, and one that was claimed.
        auto again = world.an_exhibit(about);
        again.sort = ExhibitSort::file;
        CHECK(world.takes_in(world.base.sergeant, again).error().field == "file");
        again.file = text.file;
        CHECK(world.takes_in(world.base.sergeant, again).error().field == "file");
    });
}

TEST_CASE("an archive is listed, one file of it becomes an exhibit, and a bomb is refused")
{
    tests::on_both_databases([](db::Database& database) {
        EvidenceWorld world(database);
        auto const about = world.place();
        auto const archive = world.with_file(about,
            documents::zip_by_hand({{"chat/one.txt", "Meet me at the pier"}, {"b.txt", "y"}}));
        auto const pass = world.as(world.second);
        auto const inside = documents::members(world.files, pass->visit(), archive.file);
        REQUIRE(inside.ok());
        REQUIRE(inside->size() == 2);
        CHECK((*inside)[0].name == "chat/one.txt");
        CHECK(documents::members(world.files, world.as(world.base.elsewhere)->visit(), archive.file)
                  .error()
                  .code
            == Code::not_found);
        auto const kept = documents::keep_member(
            world.files, pass->visit(), archive.file, 0, about, "harmless");
        REQUIRE(kept.ok());
        auto one = world.an_exhibit(about, "What they wrote");
        one.sort = ExhibitSort::file;
        one.file = *kept;
        one.out_of = archive.id;
        auto const made = world.takes_in(world.second, one);
        REQUIRE(made.ok());
        CHECK(made->sha256 == (*inside)[0].sha256);
        CHECK(*documents::viewing_copy(world.files, world.as(world.second)->visit(), made->file)
            == "Meet me at the pier");
        CHECK(documents::keep_member(world.files, pass->visit(), archive.file, 2, about, "harmless")
                  .error()
                  .code
            == Code::not_found);
        // The council's worker may look, and take nothing out.
        CHECK(documents::keep_member(world.files, world.as(world.base.worker)->visit(),
                  archive.file, 0, about, "harmless")
                  .error()
                  .code
            == Code::not_allowed);
        auto const bomb = world.sends(world.base.sergeant, about,
            documents::zip_by_hand({{"zeros", std::string(30'000'000, '\0')}}));
        CHECK(bomb.error().words.key == "forms.archive.too_dense");
        CHECK(said_in_english(world.room, bomb.error()).words.key.find("100 times its size")
            != std::string::npos);
    });
}

TEST_CASE("a file that two people say was destroyed is gone; what it was stays")
{
    tests::on_both_databases([](db::Database& database) {
        EvidenceWorld world(database);
        auto const one = world.with_file(world.place(), "Words that are to go\n");
        auto const gone = world.notes(world.base.sergeant, one,
            world.an_entry(CustodyAct::destroyed, "2026-03-05T12:00:00Z"));
        REQUIRE(gone.ok());
        CHECK(documents::viewing_copy(world.files, world.as(world.second)->visit(), one.file).ok());
        REQUIRE(
            world.as(world.second)
                ->visit()
                .change([&](Change& change) { return confirm_destroyed(change, one.id, *gone); })
                .ok());
        CHECK(documents::viewing_copy(world.files, world.as(world.second)->visit(), one.file)
                  .error()
                  .code
            == Code::not_found);
        constexpr db::Sql pieces_left{"pieces left", "select count(*) as n from attachment_pieces"};
        CHECK(database.reader()->run(pieces_left)[0].integer("n") == 0);
        auto const page = world.base.get(world.second, "/evidence/exhibits/{exhibit}",
            "/evidence/exhibits/" + one.id.write(), {{"exhibit", one.id.write()}});
        REQUIRE(page.ok());
        auto const text = std::string(page->body);
        CHECK(text.find("Its bytes were destroyed") != std::string::npos);
        CHECK(text.find(ledger::write_hex(one.sha256)) != std::string::npos);
        CHECK(text.find("/attachments/") == std::string::npos);
        ItemTyped typed;
        typed.kind = ItemKind::exhibit;
        typed.reference = one.reference.write();
        typed.with_file = true;
        CHECK(world.adds(world.base.sergeant, world.pack(world.place()), typed).error().field
            == "with_file");
    });
}

TEST_CASE("what is marked as a sexual image of a child is an exhibit no more, but its reference")
{
    tests::on_both_databases([](db::Database& database) {
        EvidenceWorld world(database);
        auto const one = world.with_file(
            world.place(), documents::zip_by_hand({{"a-name-that-tells.txt", "words"}}));
        auto const path = documents::file_path(one.file) + "/mark";
        http::FormData form;
        form.add("sure", "yes");
        form.add("said", "Came with the phone");
        auto const marked = world.base.post(world.base.worker, "/attachments/{attachment}/mark",
            path, form, {{"attachment", one.file.write()}});
        REQUIRE(marked.ok());
        auto const pass = world.as(world.second);
        CHECK(is_taken_away(pass->visit().reading(), one));
        CHECK(documents::members(world.files, pass->visit(), one.file).error().code
            == Code::not_found);
        CHECK(documents::original(world.files, pass->visit(), one.file).error().code
            == Code::not_found);
        constexpr db::Sql members_left{
            "members left", "select count(*) as n from attachment_members"};
        CHECK(database.reader()->run(members_left)[0].integer("n") == 0);
        auto const page = world.base.get(world.second, "/evidence/exhibits/{exhibit}",
            "/evidence/exhibits/" + one.id.write(), {{"exhibit", one.id.write()}});
        REQUIRE(page.ok());
        CHECK(std::string(page->body).find("Write that reference down") != std::string::npos);
        CHECK(std::string(page->body).find("a-name-that-tells") == std::string::npos);
        auto wanted = one;
        auto const corrects = [&] {
            return world.as(world.second)->visit().change([&](Change& change) {
                return correct(change, wanted, "The police store holds it");
            });
        };
        CHECK(corrects().error().field == "store_reference");
        wanted.words.store_reference = "PPS 44/2026";
        auto const saved = corrects();
        REQUIRE(saved.ok());
        CHECK(saved->sort == ExhibitSort::police_store);
        // No pack takes its file.
        auto const pack = world.pack(world.place());
        ItemTyped typed;
        typed.kind = ItemKind::exhibit;
        typed.reference = one.reference.write();
        typed.with_file = true;
        auto const added = world.adds(world.base.sergeant, pack, typed);
        REQUIRE(added.ok());
        CHECK_FALSE(world.all_of(pack).item(*added)->with_file);
    });
}

TEST_CASE("what the police are to take over nobody else destroys, by whatever two people say")
{
    tests::on_both_databases([](db::Database& database) {
        EvidenceWorld world(database);
        auto const one = world.with_file(world.place(), "Words in a file\n");
        auto const gone = world.notes(world.base.sergeant, one,
            world.an_entry(CustodyAct::destroyed, "2026-03-05T12:00:00Z"));
        REQUIRE(gone.ok());
        http::FormData form;
        form.add("sure", "yes");
        REQUIRE(world.base
                    .post(world.base.worker, "/attachments/{attachment}/mark",
                        documents::file_path(one.file) + "/mark", form,
                        {{"attachment", one.file.write()}})
                    .ok());
        auto const confirmed = world.as(world.second)->visit().change([&](Change& change) {
            return confirm_destroyed(change, one.id, *gone);
        });
        CHECK(confirmed.error().code == Code::conflict);
        CHECK(world.log_of(world.second, one).back().confirmed_at == std::nullopt);
        constexpr db::Sql pieces{"pieces held", "select count(*) as n from attachment_pieces"};
        CHECK(database.reader()->run(pieces)[0].integer("n") == 1);
    });
}

TEST_CASE("a mark on an archive takes what was taken out of it, and a mark on that the archive")
{
    tests::on_both_databases([](db::Database& database) {
        EvidenceWorld world(database);
        auto const about = world.place();
        auto const takes_first_out = [&](Exhibit const& archive) {
            auto const kept = documents::keep_member(
                world.files, world.as(world.second)->visit(), archive.file, 0, about, "harmless");
            REQUIRE(kept.ok());
            auto one = world.an_exhibit(about, "What they wrote");
            one.sort = ExhibitSort::file;
            one.file = *kept;
            one.out_of = archive.id;
            auto const made = world.takes_in(world.second, one);
            REQUIRE(made.ok());
            return *made;
        };
        auto const marks = [&](Exhibit const& one) {
            http::FormData form;
            form.add("sure", "yes");
            REQUIRE(world.base
                        .post(world.base.worker, "/attachments/{attachment}/mark",
                            documents::file_path(one.file) + "/mark", form,
                            {{"attachment", one.file.write()}})
                        .ok());
        };
        auto const away
            = [&](Exhibit const& one) { return is_taken_away(*database.reader(), one); };
        auto const first
            = world.with_file(about, documents::zip_by_hand({{"a.txt", "First words"}}));
        auto const out_of_first = takes_first_out(first);
        auto const second = world.with_file(
            about, documents::zip_by_hand({{"b.txt", "Other words"}, {"c.txt", "c"}}));
        auto const out_of_second = takes_first_out(second);
        marks(first);
        CHECK(away(first));
        CHECK(away(out_of_first));
        CHECK_FALSE(away(second));
        marks(out_of_second);
        CHECK(away(out_of_second));
        CHECK(away(second));
    });
}

} // namespace kith::evidence
