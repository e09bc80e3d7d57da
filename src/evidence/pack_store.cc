// SPDX-License-Identifier: MIT
#include "evidence/pack_store.h"
#include "evidence/sealed_words.h"
#include "evidence/store.h"
#include <algorithm>
#include <fmt/core.h>
#include <sodium.h>

namespace kith::evidence {
namespace {
    constexpr db::Sql pack_by_id
        = {"find pack of evidence", "select * from evidence_packs where id = $1"};
    constexpr db::Sql pack_by_reference
        = {"is a reference of a pack taken", "select id from evidence_packs where reference = $1"};
    constexpr db::Sql packs_of_record = {"packs of a record",
        "select * from evidence_packs where about_kind = $1 and about = $2 order by recorded_at "
        "desc, id limit 500"};
    constexpr db::Sql packs_of_agency = {"packs of an agency",
        "select * from evidence_packs where owner_agency = $1 order by recorded_at desc, id limit "
        "500"};
    constexpr db::Sql insert_pack = {"add pack of evidence",
        "insert into evidence_packs (id, reference, about_kind, about, words, owner_agency, "
        "recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8)"};
    constexpr db::Sql items_of_pack
        = {"items of a pack", "select * from evidence_pack_items where pack = $1 order by place"};
    constexpr db::Sql insert_item = {"add item of a pack",
        "insert into evidence_pack_items (id, pack, place, kind, exhibit, words, with_file, "
        "third_party, wrote, added_at, added_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
        "$11)"};
    constexpr db::Sql remove_item_from_pack = {"remove item of a pack",
        "update evidence_pack_items set removed_at = $2, removed_by = $3, removed_because = $4 "
        "where id = $1 and removed_at is null"};
    constexpr db::Sql checks_of_pack = {"release checks of a pack",
        "select c.* from evidence_checks c join evidence_pack_items i on i.id = c.item where "
        "i.pack = $1 order by c.recorded_at, c.id"};
    constexpr db::Sql insert_check = {"add release check",
        "insert into evidence_checks (id, item, passed, because, recorded_at, recorded_by) values "
        "($1, $2, $3, $4, $5, $6)"};
    constexpr db::Sql void_checks = {"release checks are void",
        "update evidence_checks set void_at = $2 where item = $1 and void_at is null"};
    constexpr db::Sql decisions_of_pack = {"decisions about a pack",
        "select d.* from evidence_decisions d join evidence_pack_items i on i.id = d.item where "
        "i.pack = $1 order by d.recorded_at, d.id"};
    constexpr db::Sql insert_decision = {"add decision about unused material",
        "insert into evidence_decisions (id, item, code, words, recorded_at, recorded_by) values "
        "($1, $2, $3, $4, $5, $6)"};
    constexpr db::Sql recipients_of_pack = {"recipients of a pack",
        "select * from evidence_recipients where pack = $1 order by number"};
    constexpr db::Sql insert_recipient = {"add recipient of a pack",
        "insert into evidence_recipients (id, pack, number, name, with_unused, added_at, added_by) "
        "values ($1, $2, $3, $4, $5, $6, $7)"};
    constexpr db::Sql recipient_ends = {"end recipient of a pack",
        "update evidence_recipients set ended_at = $2, ended_by = $3, ended_because = $4 where id "
        "= $1 and ended_at is null"};
    constexpr db::Sql redactions_of_pack = {"redactions of a pack",
        "select r.* from evidence_redactions r join evidence_pack_items i on i.id = r.item where "
        "i.pack = $1 order by r.from_byte, r.recorded_at, r.id"};
    constexpr db::Sql insert_redaction = {"add redaction",
        "insert into evidence_redactions (id, item, recipient, from_byte, to_byte, part_left, "
        "part_top, part_width, part_height, reason, recorded_at, recorded_by) values ($1, $2, $3, "
        "$4, $5, $6, $7, $8, $9, $10, $11, $12)"};
    constexpr db::Sql put_redaction_back = {"put back what was redacted",
        "update evidence_redactions set withdrawn_at = $2, withdrawn_by = $3 where id = $1 and "
        "withdrawn_at is null"};
    constexpr db::Sql copies_of_pack = {"copies of a pack",
        "select * from evidence_copies where pack = $1 order by recorded_at, id"};
    constexpr db::Sql insert_copy = {"add copy of a pack",
        "insert into evidence_copies (id, pack, recipient, number, sha256, size, recorded_at, "
        "recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8)"};
    constexpr db::Sql copies_for
        = {"copies for a recipient", "select id from evidence_copies where recipient = $1"};
    constexpr db::Sql insert_copy_piece = {"add piece of a copy",
        "insert into evidence_copy_pieces (copy, number, sealed) values ($1, $2, $3)"};
    constexpr db::Sql pieces_of_copy = {"pieces of a copy",
        "select sealed from evidence_copy_pieces where copy = $1 order by number"};
    constexpr db::Sql void_checks_of_pack = {"release checks of a pack are void",
        "update evidence_checks set void_at = $2 where void_at is null and item in (select id from "
        "evidence_pack_items where pack = $1)"};
    constexpr db::Sql insert_copy_file = {
        "add file of a copy", "insert into evidence_copy_files (copy, attachment) values ($1, $2)"};
    constexpr db::Sql files_of_copies = {"files of the copies of a pack",
        "select f.copy, f.attachment from evidence_copy_files f join evidence_copies c on c.id = "
        "f.copy where c.pack = $1"};
    constexpr db::Sql files_of_kept_copies = {"files of kept copies",
        "select f.copy, f.attachment from evidence_copy_files f join evidence_copy_pieces p on "
        "p.copy = f.copy and p.number = 0"};
    constexpr db::Sql copy_pieces_go
        = {"pieces of a copy go", "delete from evidence_copy_pieces where copy = $1"};
    constexpr std::size_t copy_piece = 256UL * 1024;

    constexpr Field<PackWords> pack_fields[]
        = {{"title", &PackWords::title}, {"marking", &PackWords::marking}};
    constexpr Field<ItemWords> item_fields[] = {{"title", &ItemWords::title},
        {"text", &ItemWords::text}, {"held_by", &ItemWords::held_by}, {"why", &ItemWords::why}};

    Error first_was_somebody()
    {
        return error(Code::conflict, "Somebody changed this pack meanwhile: look at it again");
    }

    // How one pack's words are opened and sealed.
    struct Key {
        Visit const& visit;
        access::Facts const& facts;
        [[nodiscard]] std::string open(std::string const& sealed) const
        {
            return sealed.empty() ? std::string()
                                  : visit.unsealed("read", facts, sealed).value_or("");
        }
    };
    db::Bytes sealed_with(Change& change, Pack const& pack, std::string const& text)
    {
        return db::Bytes{change.keys().seal(change.writing(), thing(pack.id), text)};
    }

    Pack bare_pack(db::Row const& row)
    {
        Pack one;
        one.id = row.id<PackId>("id");
        one.reference = Reference::read(row.text("reference")).value();
        one.about = {row.text("about_kind"), row.uuid("about")};
        one.owner_agency = row.id<AgencyId>("owner_agency");
        one.recorded_at = row.instant("recorded_at");
        one.recorded_by = row.id<AccountId>("recorded_by");
        return one;
    }

    std::vector<Pack> packs_known(Visit const& visit, db::Rows const& rows)
    {
        std::vector<Pack> all;
        for (auto const row : rows) {
            auto one = bare_pack(row);
            auto const facts = facts_of(visit, one);
            if (!facts || !visit.sees(*facts))
                continue;
            visit.looked_at(thing(one.id));
            one.words
                = read_fields<PackWords>(Key{visit, *facts}.open(row.bytes("words")), pack_fields);
            all.push_back(std::move(one));
        }
        return all;
    }

    PackItem read_item(Key const& key, db::Row const& row)
    {
        PackItem one;
        one.id = row.id<PackItemId>("id");
        one.pack = row.id<PackId>("pack");
        one.place = row.integer("place");
        one.kind = read_item_kind(row.text("kind")).value();
        one.exhibit = row.id<ExhibitId>("exhibit");
        one.words = read_fields<ItemWords>(key.open(row.bytes("words")), item_fields);
        one.with_file = row.boolean("with_file");
        one.third_party = row.boolean("third_party");
        one.wrote = row.id<AccountId>("wrote");
        one.added_at = row.instant("added_at");
        one.added_by = row.id<AccountId>("added_by");
        one.removed_at = row.maybe_instant("removed_at");
        if (one.removed_at)
            one.removed_because = key.open(row.bytes("removed_because"));
        return one;
    }

    Redaction read_redaction(db::Row const& row)
    {
        Redaction one;
        one.id = row.id<RedactionId>("id");
        one.item = row.id<PackItemId>("item");
        one.recipient = row.id<PackRecipientId>("recipient");
        one.from = static_cast<std::size_t>(row.integer("from_byte"));
        one.to = static_cast<std::size_t>(row.integer("to_byte"));
        if (row.integer("part_width") > 0)
            one.part = documents::Covered{static_cast<int>(row.integer("part_left")),
                static_cast<int>(row.integer("part_top")),
                static_cast<int>(row.integer("part_width")),
                static_cast<int>(row.integer("part_height"))};
        one.reason = row.text("reason");
        one.at = row.instant("recorded_at");
        one.by = row.id<AccountId>("recorded_by");
        one.withdrawn_at = row.maybe_instant("withdrawn_at");
        one.withdrawn_by = row.id<AccountId>("withdrawn_by");
        return one;
    }

    PackRecipient read_recipient(Key const& key, db::Row const& row)
    {
        PackRecipient one;
        one.id = row.id<PackRecipientId>("id");
        one.pack = row.id<PackId>("pack");
        one.number = row.integer("number");
        one.name = key.open(row.bytes("name"));
        one.with_unused = row.boolean("with_unused");
        one.added_at = row.instant("added_at");
        one.added_by = row.id<AccountId>("added_by");
        one.ended_at = row.maybe_instant("ended_at");
        if (one.ended_at)
            one.ended_because = key.open(row.bytes("ended_because"));
        return one;
    }

    bool is_marked(db::Connection& connection, AttachmentId file)
    {
        return documents::shown(connection, file).standing == documents::Standing::quarantined;
    }

    std::string sha256_of(std::string const& bytes)
    {
        std::string hash(crypto_hash_sha256_BYTES, '\0');
        crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
            reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
        return hash;
    }

    Done note(Change& change, Pack const& pack, std::string_view act, std::string const& text)
    {
        auto const facts = TRY(facts_of(change, pack));
        return change.record(act, facts, text);
    }
} // namespace

Result<access::Facts> facts_of(Visit const& visit, Pack const& pack)
{
    auto facts = TRY(facts_of_about(visit, pack.about));
    facts.thing = thing(pack.id);
    facts.subject = {};
    facts.owner = pack.owner_agency;
    facts.raised_by = pack.recorded_by;
    facts.shared_with = {};
    facts.opened_to = {};
    return facts;
}

Result<Pack> find(Visit const& visit, PackId id)
{
    auto const rows = visit.reading().run(pack_by_id, id);
    if (rows.empty())
        return not_found();
    auto one = bare_pack(rows[0]);
    auto const facts = TRY(facts_of(visit, one));
    TRY(visit.see(facts));
    one.words = read_fields<PackWords>(Key{visit, facts}.open(rows[0].bytes("words")), pack_fields);
    return one;
}

Result<WholePack> whole(Visit const& visit, PackId id)
{
    WholePack made;
    made.pack = TRY(find(visit, id));
    auto const facts = TRY(facts_of(visit, made.pack));
    Key const key{visit, facts};
    auto& connection = visit.reading();
    for (auto const row : connection.run(items_of_pack, id)) {
        auto one = read_item(key, row);
        (one.removed_at ? made.removed : made.items).push_back(std::move(one));
    }
    for (auto const row : connection.run(checks_of_pack, id))
        made.checks.push_back({row.id<PackItemId>("item"), row.boolean("passed"),
            key.open(row.bytes("because")), row.instant("recorded_at"),
            row.id<AccountId>("recorded_by"), row.maybe_instant("void_at")});
    for (auto const row : connection.run(decisions_of_pack, id))
        made.decisions.push_back(
            {row.id<PackItemId>("item"), row.text("code"), key.open(row.bytes("words")),
                row.instant("recorded_at"), row.id<AccountId>("recorded_by")});
    for (auto const row : connection.run(recipients_of_pack, id))
        made.recipients.push_back(read_recipient(key, row));
    for (auto const row : connection.run(redactions_of_pack, id))
        made.redactions.push_back(read_redaction(row));
    for (auto const row : connection.run(copies_of_pack, id))
        made.copies.push_back(
            {row.id<CopyId>("id"), id, row.id<PackRecipientId>("recipient"), row.integer("number"),
                row.bytes("sha256"), static_cast<std::uint64_t>(row.integer("size")),
                row.instant("recorded_at"), row.id<AccountId>("recorded_by")});
    for (auto const row : connection.run(files_of_copies, id))
        if (is_marked(connection, row.id<AttachmentId>("attachment")))
            std::ranges::find(made.copies, row.id<CopyId>("copy"), &PackCopy::id)->taken_away
                = true;
    return made;
}

std::vector<Pack> packs_of(Visit const& visit, Thing const& about)
{
    std::vector<Pack> all;
    for (auto const& record : disruption::same_as(visit.reading(), about))
        for (auto& one :
            packs_known(visit, visit.reading().run(packs_of_record, record.kind, record.id)))
            all.push_back(std::move(one));
    return all;
}

std::vector<Pack> packs_owned(Visit const& visit)
{
    return packs_known(visit, visit.reading().run(packs_of_agency, visit.visitor().agency));
}

Result<Pack> add(Change& change, Pack const& wanted)
{
    auto one = wanted;
    auto& connection = change.writing();
    one.id = PackId::fresh();
    do
        one.reference = Reference::fresh('B');
    while (!connection.run(pack_by_reference, one.reference.write()).empty());
    one.recorded_at = change.now();
    one.recorded_by = change.visitor().account;
    TRY(note(change, one, "create", one.reference.write()));
    connection.run(insert_pack, one.id, one.reference.write(), one.about.kind, one.about.id,
        sealed_with(change, one, write_fields(one.words, pack_fields)), one.owner_agency,
        one.recorded_at, one.recorded_by);
    return one;
}

Result<PackItemId> add_item_row(Change& change, Pack const& pack, PackItem const& item)
{
    TRY(note(change, pack, "change",
        fmt::format("Added: {}, {}", in_words_of(item.kind), item.words.title)));
    auto const id = PackItemId::fresh();
    auto const place = std::int64_t(change.writing().run(items_of_pack, pack.id).size()) + 1;
    change.writing().run(insert_item, id, pack.id, place, name_of(item.kind), item.exhibit,
        sealed_with(change, pack, write_fields(item.words, item_fields)), item.with_file,
        item.third_party, item.wrote, change.now(), change.visitor().account);
    return id;
}

Done remove_item_row(
    Change& change, Pack const& pack, PackItem const& item, std::string const& because)
{
    TRY(note(change, pack, "change", fmt::format("Removed item {}: {}", item.place, because)));
    auto const gone = change.writing().run(remove_item_from_pack, item.id, change.now(),
        change.visitor().account, sealed_with(change, pack, because));
    return gone.changed() == 0 ? Done(first_was_somebody()) : done();
}

Done add_check(Change& change, Pack const& pack, PackItem const& item, ReleaseCheck const& check)
{
    TRY(note(change, pack, "check",
        fmt::format("Release check of item {}: {}. {}", item.place,
            check.passed ? "passed" : "not passed", check.because)));
    change.writing().run(void_checks, item.id, change.now());
    change.writing().run(insert_check, Uuid::fresh(), item.id, check.passed,
        sealed_with(change, pack, check.because), change.now(), change.visitor().account);
    return done();
}

Done add_decision(
    Change& change, Pack const& pack, PackItem const& item, UnusedDecision const& decision)
{
    TRY(note(change, pack, "change",
        fmt::format("Decided about item {}: {}. {}", item.place, decision.code, decision.words)));
    change.writing().run(void_checks, item.id, change.now());
    change.writing().run(insert_decision, Uuid::fresh(), item.id, decision.code,
        sealed_with(change, pack, decision.words), change.now(), change.visitor().account);
    return done();
}

Result<PackRecipientId> add_recipient_row(
    Change& change, Pack const& pack, PackRecipient const& recipient)
{
    TRY(note(change, pack, "change", "Recipient: " + recipient.name));
    auto const id = PackRecipientId::fresh();
    auto const number = std::int64_t(change.writing().run(recipients_of_pack, pack.id).size()) + 1;
    change.writing().run(insert_recipient, id, pack.id, number,
        sealed_with(change, pack, recipient.name), recipient.with_unused, change.now(),
        change.visitor().account);
    change.writing().run(void_checks_of_pack, pack.id, change.now());
    return id;
}

Done end_recipient_row(
    Change& change, Pack const& pack, PackRecipient const& recipient, std::string const& because)
{
    TRY(note(
        change, pack, "change", fmt::format("Recipient {} ends: {}", recipient.number, because)));
    auto const ended = change.writing().run(recipient_ends, recipient.id, change.now(),
        change.visitor().account, sealed_with(change, pack, because));
    return ended.changed() == 0 ? Done(first_was_somebody()) : done();
}

Done add_redactions(Change& change, Pack const& pack, PackItem const& item,
    std::vector<Redaction> const& redactions)
{
    TRY(note(change, pack, "change",
        fmt::format("Taken out of item {}: {} places", item.place, redactions.size())));
    for (auto const& one : redactions) {
        auto const part = one.part.value_or(documents::Covered{});
        change.writing().run(insert_redaction, RedactionId::fresh(), item.id, one.recipient,
            std::int64_t(one.from), std::int64_t(one.to), part.left, part.top, part.width,
            part.height, one.reason, change.now(), change.visitor().account);
    }
    change.writing().run(void_checks, item.id, change.now());
    return done();
}

Done withdraw_redaction(
    Change& change, Pack const& pack, PackItem const& item, Redaction const& redaction)
{
    TRY(note(change, pack, "change", fmt::format("Put back in item {}", item.place)));
    auto const back = change.writing().run(
        put_redaction_back, redaction.id, change.now(), change.visitor().account);
    if (back.changed() == 0)
        return first_was_somebody();
    change.writing().run(void_checks, item.id, change.now());
    return done();
}

Result<PackCopy> add_copy(Change& change, Pack const& pack, PackRecipient const& recipient,
    std::string const& bytes, std::vector<AttachmentId> const& files)
{
    for (auto const file : files)
        if (documents::shown(change.writing(), file).standing != documents::Standing::shown)
            return first_was_somebody();
    PackCopy one;
    one.id = CopyId::fresh();
    one.pack = pack.id;
    one.recipient = recipient.id;
    one.number = std::int64_t(change.writing().run(copies_for, recipient.id).size()) + 1;
    one.sha256 = sha256_of(bytes);
    one.size = bytes.size();
    one.at = change.now();
    one.by = change.visitor().account;
    TRY(note(change, pack, "make",
        fmt::format("Copy {} for {}, SHA-256 {}", one.number, recipient.name,
            ledger::write_hex(one.sha256))));
    change.writing().run(insert_copy, one.id, one.pack, one.recipient, one.number,
        db::Bytes{one.sha256}, one.size, one.at, one.by);
    for (auto const file : files)
        change.writing().run(insert_copy_file, one.id, file);
    for (std::size_t at = 0, number = 0; at < bytes.size(); at += copy_piece, ++number)
        change.writing().run(insert_copy_piece, one.id, std::int64_t(number),
            sealed_with(change, pack, bytes.substr(at, copy_piece)));
    return one;
}

Result<std::string> bytes_of_copy(Visit const& visit, Pack const& pack, PackCopy const& copy)
{
    auto const facts = TRY(facts_of(visit, pack));
    TRY(visit.may("make", facts));
    for (auto const row : visit.reading().run(files_of_copies, pack.id))
        if (row.id<CopyId>("copy") == copy.id
            && is_marked(visit.reading(), row.id<AttachmentId>("attachment")))
            return not_found();
    std::string bytes;
    for (auto const row : visit.reading().run(pieces_of_copy, copy.id)) {
        auto const piece = visit.unsealed("make", facts, row.bytes("sealed"));
        if (!piece)
            return not_found(); // lawfully erased
        bytes += *piece;
    }
    if (bytes.empty())
        return not_found();
    return bytes;
}

void remove_copies_taken_away(db::Database& database)
{
    std::vector<CopyId> gone;
    {
        auto const reader = database.reader();
        for (auto const row : reader->run(files_of_kept_copies))
            if (is_marked(*reader, row.id<AttachmentId>("attachment")))
                gone.push_back(row.id<CopyId>("copy"));
    }
    if (gone.empty())
        return;
    database.write([&](db::Connection& connection) {
        for (auto const id : gone)
            connection.run(copy_pieces_go, id);
        return db::Outcome::keep;
    });
}

} // namespace kith::evidence
