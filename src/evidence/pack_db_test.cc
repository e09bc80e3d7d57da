// SPDX-License-Identifier: MIT
// Packs on both databases: two recipients with different copies, what is let out and by whom.
#include "evidence/evidence_world_test.h"
#include <boost/json.hpp>
#include <openssl/sha.h>

namespace kith::evidence {
namespace {
    std::string text_of_copy(std::string const& zip)
    {
        documents::ArchiveCaps const caps;
        auto const listed = documents::list_archive(zip, caps);
        REQUIRE(listed.members.has_value());
        std::string all;
        for (std::size_t i = 0; i < listed.members->size(); ++i)
            all += (*listed.members)[i].name + "\n" + *documents::take_out(zip, caps, i).bytes;
        return all;
    }
    std::string file_of_copy(std::string const& zip, std::string const& name)
    {
        documents::ArchiveCaps const caps;
        auto const listed = documents::list_archive(zip, caps);
        REQUIRE(listed.members.has_value());
        for (std::size_t i = 0; i < listed.members->size(); ++i)
            if ((*listed.members)[i].name == name)
                return *documents::take_out(zip, caps, i).bytes;
        return {};
    }
    bool holds(std::string const& text, std::string const& words)
    {
        return text.find(words) != std::string::npos;
    }
    constexpr char const* statement
        = "Mr Pellworth of 4 Sandgrown Row saw Odile Marchbanks get into the car at night";
} // namespace

TEST_CASE(
    "a pack goes to two recipients, each with a copy of their own, and neither holds what was "
    "taken out for them")
{
    tests::on_both_databases([](db::Database& database) {
        EvidenceWorld world(database);
        auto const pack = world.pack(world.place());
        auto const item = world.text_item(pack, "Statement of the porter", statement);
        auto const lawyer = world.recipient(pack, "The reviewing lawyer", true);
        auto const defence = world.recipient(pack, "The defence");
        REQUIRE(world.takes_out(pack, item, "Odile Marchbanks").ok());
        REQUIRE(world.takes_out(pack, item, "4 Sandgrown Row", defence).ok());
        CHECK(world.takes_out(pack, item, "nowhere in it").error().field == "phrase");
        CHECK(world.prepares(world.second, pack, lawyer).error().words.key
            == "Item 1 waits for its release check");
        CHECK(world.checks(world.base.sergeant, pack, item).error().field == "passed");
        REQUIRE(world.checks(world.second, pack, item).ok());
        auto const one = world.prepares(world.base.sergeant, pack, lawyer);
        REQUIRE_MESSAGE(one.ok(), (one.ok() ? "" : one.error().words.key));
        auto const two = world.prepares(world.second, pack, defence);
        REQUIRE(two.ok());
        auto const first = text_of_copy(one->zip);
        auto const second = text_of_copy(two->zip);
        CHECK(first != second);
        CHECK(holds(first, "4 Sandgrown Row"));
        CHECK(holds(first, "copy 1 for The reviewing lawyer"));
        CHECK_FALSE(holds(first, "Odile"));
        CHECK_FALSE(holds(second, "Odile"));
        CHECK_FALSE(holds(second, "Sandgrown"));
        CHECK(holds(second, "[taken out: About somebody else]"));
        CHECK(holds(second, "Mr Pellworth of"));
        CHECK_FALSE(holds(first, "The defence"));
        // The manifest names each file with its hash.
        auto const manifest
            = boost::json::parse(file_of_copy(one->zip, "manifest.json")).as_object();
        auto const html = file_of_copy(one->zip, "pack.html");
        std::string hash(SHA256_DIGEST_LENGTH, '\0');
        SHA256(reinterpret_cast<unsigned char const*>(html.data()), html.size(),
            reinterpret_cast<unsigned char*>(hash.data()));
        auto named = 0;
        for (auto const& each : manifest.at("files").as_array()) {
            if (each.at("name").as_string() != "pack.html")
                continue;
            CHECK(each.at("sha256").as_string() == ledger::write_hex(hash));
            ++named;
        }
        CHECK(named == 1);
        CHECK(manifest.at("marking").as_string() == "OFFICIAL-SENSITIVE");
        CHECK(manifest.at("recipient").as_string() == "The reviewing lawyer");
        if (documents::press_lacks().empty())
            CHECK(file_of_copy(one->zip, "pack.pdf").starts_with("%PDF-1.7"));
        auto const kept = world.keeps(world.base.sergeant, *one);
        REQUIRE(kept.ok());
        CHECK(kept->number == 1);
        CHECK(*bytes_of_copy(world.as(world.second)->visit(), pack, *kept) == one->zip);
        // What was put back afterwards waits for another check, and the kept copy is as it was.
        auto const out = world.all_of(pack).redactions_of(item, defence);
        REQUIRE(world.as(world.base.sergeant)
                    ->visit()
                    .change([&](Change& change) {
                        return put_back(change, pack.id, item, out.back().id);
                    })
                    .ok());
        CHECK(world.keeps(world.second, *two).error().code == Code::conflict);
        CHECK(world.prepares(world.second, pack, defence).error().words.key
            == "Item 1 waits for its release check");
        CHECK(*bytes_of_copy(world.as(world.second)->visit(), pack, *kept) == one->zip);
    });
}

TEST_CASE("words that were taken out of one item and stand in another stop the copy")
{
    tests::on_both_databases([](db::Database& database) {
        EvidenceWorld world(database);
        auto const pack = world.pack(world.place());
        auto const first = world.text_item(pack, "Statement", statement);
        auto const second
            = world.text_item(pack, "Note of the call", "ODILE MARCHBANKS rang twice");
        auto const to = world.recipient(pack, "The reviewing lawyer");
        REQUIRE(world.takes_out(pack, first, "Odile Marchbanks").ok());
        REQUIRE(world.checks(world.second, pack, first).ok());
        REQUIRE(world.checks(world.second, pack, second).ok());
        CHECK(world.prepares(world.second, pack, to).error().words.key
            == "Words that were taken out for them still stand in item 2: take them out there too");
        // Two lines as a browser sends them are found as they were written.
        auto const lines = world.text_item(pack, "Two lines", "first line\r\nsecond line");
        CHECK(world.all_of(pack).item(lines)->words.text == "first line\nsecond line");
        CHECK(world.takes_out(pack, lines, "line\r\nsecond").ok());
        REQUIRE(world.checks(world.second, pack, lines).ok());
        REQUIRE(world.takes_out(pack, second, "ODILE MARCHBANKS").ok());
        REQUIRE(world.checks(world.second, pack, second).ok());
        auto const made = world.prepares(world.second, pack, to);
        REQUIRE(made.ok());
        CHECK_FALSE(holds(text_of_copy(made->zip), "ODILE"));
    });
}

TEST_CASE("pictures go drawn anew with what is covered burnt in; other files whole, or not at all")
{
    tests::on_both_databases([](db::Database& database) {
        EvidenceWorld world(database);
        auto const pack = world.pack(world.place());
        auto const picture = world.with_file(world.place(),
            documents::with_exif(
                documents::as_jpeg(documents::plain(400, 200, {250, 250, 250})), 1, "SecretPlace"));
        auto const pdf = world.with_file(world.place(), "%PDF-1.7\nthe whole of it");
        auto const adds = [&](Exhibit const& one) {
            ItemTyped typed;
            typed.kind = ItemKind::exhibit;
            typed.reference = one.reference.write();
            typed.with_file = true;
            auto const made = world.adds(world.base.sergeant, pack, typed);
            REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : made.error().words.key));
            return *made;
        };
        auto const of_picture = adds(picture);
        auto const of_pdf = adds(pdf);
        auto const all = world.recipient(pack, "The reviewing lawyer");
        auto const some = world.recipient(pack, "The defence");
        RedactionTyped typed;
        typed.recipient = some;
        typed.reason = "where_somebody_is";
        typed.part = documents::Covered{500, 0, 500, 1'000};
        REQUIRE(world.redacts(world.base.sergeant, pack, of_picture, typed).ok());
        typed.part = documents::Covered{900, 0, 500, 1'000};
        CHECK(world.redacts(world.base.sergeant, pack, of_picture, typed).error().field
            == "part_left");
        REQUIRE(world.takes_out(pack, of_pdf, "Behind the counter", some).ok());
        // The picture's own words still say where it was found: they go out too.
        REQUIRE(world.takes_out(pack, of_picture, "Behind the counter", some).ok());
        // The sergeant took the exhibits in, so neither he nor who added them checks them.
        REQUIRE(world.checks(world.second, pack, of_picture).ok());
        REQUIRE(world.checks(world.second, pack, of_pdf).ok());
        auto const one = world.prepares(world.second, pack, all);
        REQUIRE_MESSAGE(one.ok(), (one.ok() ? "" : one.error().words.key));
        auto const two = world.prepares(world.second, pack, some);
        REQUIRE_MESSAGE(two.ok(), (two.ok() ? "" : two.error().words.key));
        auto const name = "exhibits/" + picture.reference.write() + ".jpg";
        auto const seen = documents::decode_jpeg(file_of_copy(one->zip, name));
        auto const hidden = documents::decode_jpeg(file_of_copy(two->zip, name));
        REQUIRE(seen.pixels.has_value());
        REQUIRE(hidden.pixels.has_value());
        CHECK(seen.pixels->at(300, 100)[0] > 230);
        CHECK(hidden.pixels->at(300, 100)[0] < 20);
        CHECK(hidden.pixels->at(100, 100)[0] > 230);
        CHECK_FALSE(holds(text_of_copy(one->zip), "SecretPlace"));
        // The hash of the uncut picture would tell whoever has it which it is.
        auto const uncut = ledger::write_hex(picture.sha256);
        CHECK(holds(text_of_copy(one->zip), uncut));
        CHECK_FALSE(holds(text_of_copy(two->zip), uncut));
        auto const whole_file = "exhibits/" + pdf.reference.write() + ".pdf";
        CHECK(file_of_copy(one->zip, whole_file) == "%PDF-1.7\nthe whole of it");
        CHECK(file_of_copy(two->zip, whole_file).empty());
        CHECK(holds(file_of_copy(two->zip, "pack.html"), "The file is not in this copy"));
        // No name that somebody gave a file stands in a copy.
        CHECK_FALSE(holds(text_of_copy(one->zip), "what-they-called-it"));
    });
}

TEST_CASE("what is unused goes to whom the schedule goes, once somebody decided in their own words")
{
    tests::on_both_databases([](db::Database& database) {
        EvidenceWorld world(database);
        auto const pack = world.pack(world.place());
        ItemTyped typed;
        typed.kind = ItemKind::unused;
        typed.third_party = true;
        typed.words = {"Register of the school", "Who was there in March", "The school", ""};
        CHECK(world.adds(world.base.sergeant, pack, typed).error().field == "why_unused");
        typed.words.why = "It tells of other pupils";
        auto const item = world.adds(world.base.sergeant, pack, typed);
        REQUIRE(item.ok());
        auto const statement_item = world.text_item(pack, "Statement", statement);
        auto const with = world.recipient(pack, "The reviewing lawyer", true);
        auto const without_it = world.recipient(pack, "The court");
        CHECK(world.checks(world.second, pack, *item).error().words.key
            == "Somebody decides first whether it might undermine or assist");
        auto const decides = [&](AccountId who, char const* code, char const* words) {
            return world.as(who)->visit().change([&](Change& change) {
                return decide_unused(world.room, change, pack.id, *item, code, words);
            });
        };
        CHECK(decides(world.base.sergeant, "perhaps", "x").error().field == "decision");
        CHECK(decides(world.base.sergeant, "assists", "").error().field == "decided_because");
        REQUIRE(decides(world.base.sergeant, "assists", "He was marked as present").ok());
        REQUIRE(world.checks(world.second, pack, *item).ok());
        REQUIRE(world.checks(world.second, pack, statement_item).ok());
        auto const one = world.prepares(world.second, pack, with);
        auto const two = world.prepares(world.second, pack, without_it);
        REQUIRE(one.ok());
        REQUIRE(two.ok());
        CHECK(
            holds(text_of_copy(one->zip), "It might assist the defence: He was marked as present"));
        CHECK(holds(text_of_copy(one->zip), "Held by: The school"));
        CHECK_FALSE(holds(text_of_copy(two->zip), "Register of the school"));
        // Another decision voids the check.
        REQUIRE(decides(world.base.sergeant, "neither", "It was another boy").ok());
        CHECK_FALSE(world.prepares(world.second, pack, with).ok());
    });
}

TEST_CASE(
    "who wrote an exhibit does not check it, whoever added it; items and recipients end with why")
{
    tests::on_both_databases([](db::Database& database) {
        EvidenceWorld world(database);
        auto const one = world.taken_in(world.place()); // by the sergeant
        auto const pack = world.pack(world.place());
        ItemTyped typed;
        typed.kind = ItemKind::exhibit;
        typed.reference = one.reference.write();
        auto const item = world.adds(world.second, pack, typed);
        REQUIRE(item.ok());
        CHECK(world.adds(world.second, pack, typed).error().field == "exhibit");
        CHECK(world.checks(world.base.sergeant, pack, *item).error().words.key
            == "You wrote what it is drawn from: somebody else checks it");
        CHECK(world.checks(world.second, pack, *item).error().words.key
            == "You added it: somebody else checks it");
        auto const third = world.base.world.account(
            "police exploitation sergeant", world.base.police, world.base.police_team);
        auto const to = world.recipient(pack, "The reviewing lawyer");
        REQUIRE(world.checks(third, pack, *item, false).ok());
        CHECK(world.prepares(third, pack, to).error().words.key
            == "Item 1 did not pass its release check");
        REQUIRE(world.checks(third, pack, *item).ok());
        CHECK(world.prepares(third, pack, to).ok());
        auto const removes = [&](std::string const& because) {
            return world.as(world.second)->visit().change([&](Change& change) {
                return remove_item(change, pack.id, *item, because);
            });
        };
        CHECK(removes("").error().field == "removed");
        REQUIRE(removes("Not needed").ok());
        CHECK(world.all_of(pack).items.empty());
        CHECK(world.all_of(pack).removed.front().removed_because == "Not needed");
        CHECK(world.prepares(third, pack, to).error().words.key == "There is nothing in it");
        REQUIRE(world.as(world.second)
                    ->visit()
                    .change([&](Change& change) {
                        return end_recipient(change, pack.id, to, "The case was dropped");
                    })
                    .ok());
        CHECK(world.prepares(third, pack, to).error().words.key == "Choose who gets it");
    });
}

TEST_CASE("a check counts for what its checker read, and for whom was on the list then")
{
    tests::on_both_databases([](db::Database& database) {
        EvidenceWorld world(database);
        auto const pack = world.pack(world.place());
        auto const item = world.text_item(pack, "Statement", statement);
        auto const lawyer = world.recipient(pack, "The reviewing lawyer");
        auto const read = world.all_of(pack).mark_of(item);
        REQUIRE(world.takes_out(pack, item, "Odile Marchbanks").ok());
        auto const late = world.checks_what_was(world.second, pack, item, true, read);
        CHECK(late.error().code == Code::conflict);
        CHECK(late.error().field == "passed");
        CHECK(world.all_of(pack).check_of(item) == nullptr);
        REQUIRE(world.checks(world.second, pack, item).ok());
        CHECK(world.prepares(world.second, pack, lawyer).ok());
        // Nobody read it for who comes later.
        auto const defence = world.recipient(pack, "The defence");
        for (auto const who : {lawyer, defence})
            CHECK(world.prepares(world.second, pack, who).error().words.key
                == "Item 1 waits for its release check");
        REQUIRE(world.checks(world.second, pack, item).ok());
        CHECK(world.prepares(world.second, pack, defence).ok());
    });
}

TEST_CASE("a pack takes nothing that hangs on another record: a wall may stand before that one")
{
    tests::on_both_databases([](db::Database& database) {
        EvidenceWorld world(database);
        auto const elsewhere = thing(world.base.takeaway);
        world.base.works_with(elsewhere, world.base.police_team, world.base.police);
        auto const other = world.taken_in(elsewhere);
        auto const pack = world.pack(world.place());
        ItemTyped typed;
        typed.kind = ItemKind::exhibit;
        typed.reference = other.reference.write();
        CHECK(world.adds(world.base.sergeant, pack, typed).error().field == "exhibit");
        CHECK(world.adds(world.base.sergeant, world.pack(elsewhere), typed).ok());
    });
}

TEST_CASE("a copy goes with the mark of a file in it, and is not kept once one was marked")
{
    tests::on_both_databases([](db::Database& database) {
        EvidenceWorld world(database);
        auto const pack = world.pack(world.place());
        auto const picture = world.with_file(
            world.place(), documents::as_jpeg(documents::plain(40, 30, {200, 9, 9})));
        ItemTyped typed;
        typed.kind = ItemKind::exhibit;
        typed.reference = picture.reference.write();
        typed.with_file = true;
        auto const item = world.adds(world.base.sergeant, pack, typed);
        REQUIRE(item.ok());
        auto const to = world.recipient(pack, "The reviewing lawyer");
        REQUIRE(world.checks(world.second, pack, *item).ok());
        auto const early = world.prepares(world.second, pack, to);
        REQUIRE_MESSAGE(early.ok(), (early.ok() ? "" : early.error().words.key));
        auto const intake = ledger::write_hex(picture.sha256);
        CHECK(holds(file_of_copy(early->zip, "manifest.json"), intake));
        CHECK_FALSE(holds(file_of_copy(early->zip, "pack.html"), intake));
        auto const kept = world.keeps(world.second, *early);
        REQUIRE(kept.ok());
        auto const late = world.prepares(world.second, pack, to);
        REQUIRE(late.ok());
        CHECK(bytes_of_copy(world.as(world.second)->visit(), pack, *kept).ok());
        http::FormData form;
        form.add("sure", "yes");
        REQUIRE(world.base
                    .post(world.base.worker, "/attachments/{attachment}/mark",
                        documents::file_path(picture.file) + "/mark", form,
                        {{"attachment", picture.file.write()}})
                    .ok());
        CHECK(bytes_of_copy(world.as(world.second)->visit(), pack, *kept).error().code
            == Code::not_found);
        CHECK(world.all_of(pack).copies.front().taken_away);
        CHECK(world.keeps(world.second, *late).error().code == Code::conflict);
        CHECK_FALSE(world.prepares(world.second, pack, to).ok());
        constexpr db::Sql pieces{
            "pieces of copies", "select count(*) as n from evidence_copy_pieces"};
        CHECK(database.reader()->run(pieces)[0].integer("n") > 0);
        remove_copies_taken_away(database);
        CHECK(database.reader()->run(pieces)[0].integer("n") == 0);
        // Of what was marked no program is told the hash.
        auto const told = world.base.get(world.second, "/api/v1/evidence/exhibits/{exhibit}",
            "/api/v1/evidence/exhibits/" + picture.id.write(), {{"exhibit", picture.id.write()}});
        REQUIRE(told.ok());
        CHECK_FALSE(holds(std::string(told->body), intake));
    });
}

TEST_CASE("the search reads titles, names and what was decided, and items that do not go")
{
    tests::on_both_databases([](db::Database& database) {
        EvidenceWorld world(database);
        auto const pack = world.pack(world.place());
        auto const first = world.text_item(pack, "Statement", "Amy was at the back with Mark");
        auto const to = world.recipient(pack, "The reviewing lawyer");
        auto const defence = world.recipient(pack, "Amy's solicitor");
        REQUIRE(world.takes_out(pack, first, "Mark").ok());
        REQUIRE(world.checks(world.second, pack, first).ok());
        // The words that every copy has ("a mark in square brackets") stop nothing.
        CHECK(world.prepares(world.second, pack, to).ok());
        REQUIRE(world.takes_out(pack, first, "Amy").ok());
        REQUIRE(world.checks(world.second, pack, first).ok());
        CHECK(world.prepares(world.second, pack, to).ok());
        auto const named = world.prepares(world.second, pack, defence);
        CHECK(named.error().field == "copy");
        CHECK(holds(named.error().words.key, "what this recipient is called"));
        auto const second = world.text_item(pack, "What AMY said", "It was late");
        REQUIRE(world.checks(world.second, pack, second).ok());
        CHECK(
            holds(world.prepares(world.second, pack, to).error().words.key, "the title of item 2"));
    });
}

TEST_CASE(
    "who wrote a version or a line of the log does not check it; what is withdrawn stops the copy")
{
    tests::on_both_databases([](db::Database& database) {
        EvidenceWorld world(database);
        auto const one = world.taken_in(world.place()); // by the sergeant
        auto const others = [&] {
            return world.base.world.account(
                "police exploitation sergeant", world.base.police, world.base.police_team);
        };
        auto const corrector = others();
        auto const mover = others();
        auto const checker = others();
        auto wanted = one;
        wanted.words.description = "A grey phone, its glass whole";
        REQUIRE(world.as(corrector)
                    ->visit()
                    .change([&](Change& change) { return correct(change, wanted, "Looked again"); })
                    .ok());
        REQUIRE(world.notes(mover, one, world.an_entry(CustodyAct::moved, "2026-03-05T12:00:00Z"))
                    .ok());
        auto const pack = world.pack(world.place());
        ItemTyped typed;
        typed.kind = ItemKind::exhibit;
        typed.reference = one.reference.write();
        auto const item = world.adds(world.second, pack, typed);
        REQUIRE(item.ok());
        auto const to = world.recipient(pack, "The reviewing lawyer");
        for (auto const who : {corrector, mover})
            CHECK(world.checks(who, pack, *item).error().words.key
                == "You wrote something of what it is drawn from: somebody else checks it");
        REQUIRE(world.checks(checker, pack, *item).ok());
        CHECK(world.prepares(checker, pack, to).ok());
        REQUIRE(world.as(world.base.sergeant)
                    ->visit()
                    .change([&](Change& change) {
                        return withdraw_exhibit(change, one.id, "It is not his phone");
                    })
                    .ok());
        CHECK(holds(world.prepares(checker, pack, to).error().words.key, "it was withdrawn"));
    });
}

TEST_CASE("a statement may be long")
{
    tests::on_both_databases([](db::Database& database) {
        EvidenceWorld world(database);
        auto const pack = world.pack(world.place());
        (void)world.text_item(pack, "Statement", std::string(longest_item_text, 'a'));
        ItemTyped typed;
        typed.words.title = "Longer";
        typed.words.text = std::string(longest_item_text + 1, 'a');
        CHECK(world.adds(world.base.sergeant, pack, typed).error().field == "text");
        typed.words.text = " \n";
        CHECK(world.adds(world.base.sergeant, pack, typed).error().field == "text");
    });
}

TEST_CASE("a pack is its agency's alone: to all others it does not exist")
{
    tests::on_both_databases([](db::Database& database) {
        EvidenceWorld world(database);
        auto const pack = world.pack(world.place());
        (void)world.text_item(pack, "Statement", statement);
        for (auto const who : {world.base.worker, world.base.elsewhere, world.base.auditor}) {
            CHECK(find(world.as(who)->visit(), pack.id).error()
                == find(world.as(who)->visit(), PackId::fresh()).error());
            CHECK(packs_of(world.as(who)->visit(), world.place()).empty());
        }
        CHECK(packs_of(world.as(world.second)->visit(), world.place()).size() == 1);
        constexpr db::Sql items{"all items", "select words as sealed from evidence_pack_items"};
        for (auto const row : database.reader()->run(items))
            CHECK_FALSE(holds(row.bytes("sealed"), "Pellworth"));
    });
}

} // namespace kith::evidence
