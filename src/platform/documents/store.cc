// SPDX-License-Identifier: MIT
#include "platform/documents/store.h"
#include "platform/documents/files.h"
#include <chrono>
#include <fmt/core.h>

namespace kith::documents {
namespace {
    constexpr db::Sql find_attachment = {"find attachment",
        "select a.*, q.marked_at from attachments a left join attachment_quarantines q on "
        "q.attachment = a.id where a.id = $1"};
    constexpr db::Sql pieces_of_attachment = {"pieces of attachment",
        "select sealed from attachment_pieces where attachment = $1 and part = $2 order by number"};
    constexpr db::Sql piece_of_attachment = {"piece of attachment",
        "select sealed from attachment_pieces where attachment = $1 and part = $2 and number = $3"};
    constexpr db::Sql insert_attachment = {"add attachment",
        "insert into attachments (id, subject_kind, subject_id, kind, named, size, sha256, width, "
        "height, scan, recorded_at, recorded_by, owner_agency) values ($1, $2, $3, $4, $5, $6, $7, "
        "$8, $9, $10, $11, $12, $13)"};
    constexpr db::Sql insert_piece = {"add piece",
        "insert into attachment_pieces (attachment, part, number, sealed) values ($1, $2, $3, $4)"};
    constexpr db::Sql claim_attachment = {"claim attachment",
        "update attachments set on_kind = $2, on_id = $3, claimed_at = $4 where id = $1 and "
        "claimed_at is null"};
    constexpr db::Sql unclaimed_pieces_go = {"unclaimed pieces go",
        "delete from attachment_pieces where attachment in (select id from attachments where "
        "claimed_at is null and recorded_at < $1) and attachment not in (select attachment from "
        "attachment_quarantines)"};
    constexpr db::Sql unclaimed_go = {"unclaimed attachments go",
        "delete from attachments where claimed_at is null and recorded_at < $1 and id not in "
        "(select attachment from attachment_quarantines)"};
    constexpr db::Sql waiting_attachments = {"attachments that wait",
        "select a.*, q.marked_at from attachments a left join attachment_quarantines q on "
        "q.attachment = a.id where a.scan = 'waits' and q.attachment is null order by "
        "a.recorded_at, a.id limit 20"};
    constexpr db::Sql insert_member = {"add file of an archive",
        "insert into attachment_members (attachment, number, named, size, sha256, is_archive) "
        "values ($1, $2, $3, $4, $5, $6)"};
    constexpr db::Sql members_of_attachment = {"files of an archive",
        "select * from attachment_members where attachment = $1 order by number"};
    constexpr db::Sql members_go
        = {"files of an archive go", "delete from attachment_members where attachment = $1"};
    constexpr db::Sql unclaimed_members_go = {"files of unclaimed archives go",
        "delete from attachment_members where attachment in (select id from attachments where "
        "claimed_at is null and recorded_at < $1)"};
    constexpr db::Sql save_attachment_scan
        = {"save scan", "update attachments set scan = $2 where id = $1 and scan = 'waits'"};
    constexpr db::Sql all_pieces_go
        = {"pieces go", "delete from attachment_pieces where attachment = $1"};

    std::string_view part_word(Part part)
    {
        return part == Part::original ? "original" : part == Part::picture ? "picture" : "small";
    }

    Attachment read_attachment(db::Row const& row)
    {
        Attachment one;
        one.id = row.id<AttachmentId>("id");
        one.on = {row.text("on_kind"), row.uuid("on_id")};
        one.subject = {row.text("subject_kind"), row.uuid("subject_id")};
        one.kind = read_file_kind(row.text("kind")).value();
        one.named = row.bytes("named");
        one.size = static_cast<std::uint64_t>(row.integer("size"));
        one.sha256 = row.bytes("sha256");
        one.width = static_cast<int>(row.integer("width"));
        one.height = static_cast<int>(row.integer("height"));
        one.scan = read_scan(row.text("scan"));
        one.recorded_at = row.instant("recorded_at");
        one.recorded_by = row.id<AccountId>("recorded_by");
        one.owner = row.id<AgencyId>("owner_agency");
        one.claimed_at = row.maybe_instant("claimed_at");
        one.quarantined = row.maybe_instant("marked_at").has_value();
        return one;
    }
} // namespace

std::optional<Attachment> attachment_row(db::Connection& connection, AttachmentId id)
{
    auto const rows = connection.run(find_attachment, id);
    if (rows.empty())
        return std::nullopt;
    return read_attachment(rows[0]);
}

access::Facts own_facts(Attachment const& attachment)
{
    access::Facts facts;
    facts.thing = thing(attachment.id);
    facts.subject = attachment.subject;
    facts.owner = attachment.owner;
    facts.raised_by = attachment.recorded_by;
    return facts;
}

Result<Found> find(Documents const& room, Visit const& visit, AttachmentId id)
{
    auto const found = attachment_row(visit.reading(), id);
    if (!found || !found->claimed_at || found->quarantined)
        return not_found();
    auto const holder = room.holders.find(found->on.kind);
    if (holder == room.holders.end())
        return not_found();
    auto facts = holder->second.sees(visit, found->on, id);
    if (!facts)
        return not_found();
    auto const keeps = visit.permits(holder->second.keep_act, *facts);
    facts->thing = thing(id);
    facts->subject = found->subject;
    facts->state = keeps ? "kept" : "shown";
    TRY(visit.see(*facts));
    return Found{*found, *facts};
}

Result<std::string> bytes_of(
    Visit const& visit, Found const& found, Part part, std::string_view act)
{
    TRY(visit.may(act, found.facts));
    auto const scan = found.attachment.scan;
    if (scan == Scan::waits)
        return error(Code::unavailable,
            "This file waits for the virus scanner, and is shown to nobody until then. Try again "
            "in a few minutes");
    if (scan == Scan::refused)
        return not_found();
    std::string bytes;
    for (auto const row :
        visit.reading().run(pieces_of_attachment, found.attachment.id, part_word(part))) {
        auto const piece = visit.unsealed(act, found.facts, row.bytes("sealed"));
        if (!piece)
            return not_found(); // lawfully erased
        bytes += *piece;
    }
    if (bytes.empty())
        return not_found();
    return bytes;
}

std::string name_of_file(Visit const& visit, Found const& found)
{
    return visit.unsealed("read", found.facts, found.attachment.named).value_or("");
}

void add_row(Change& change, Attachment const& one, std::string const& name)
{
    auto sealed = change.keys().seal(change.writing(), one.subject, name);
    change.writing().run(insert_attachment, one.id, one.subject.kind, one.subject.id,
        name_of(one.kind), db::Bytes{std::move(sealed)}, one.size, db::Bytes{one.sha256}, one.width,
        one.height, write(one.scan), change.now(), db::Value{change.visitor().account.write()},
        db::Value{change.visitor().agency.write()});
}

void add_pieces(
    Change& change, AttachmentId id, Thing const& subject, std::vector<Piece> const& pieces)
{
    for (auto const& piece : pieces)
        change.writing().run(insert_piece, id, part_word(piece.part), std::int64_t(piece.number),
            db::Bytes{change.keys().seal(change.writing(), subject, piece.bytes)});
}

void add_members(
    Change& change, AttachmentId id, Thing const& subject, std::vector<MemberRow> const& members)
{
    for (auto const& one : members)
        change.writing().run(insert_member, id, std::int64_t(one.number),
            db::Bytes{change.keys().seal(change.writing(), subject, one.name)}, one.size,
            db::Bytes{one.sha256}, one.archive);
}

std::vector<MemberRow> members_of_file(Visit const& visit, Found const& found)
{
    std::vector<MemberRow> all;
    for (auto const row : visit.reading().run(members_of_attachment, found.attachment.id))
        all.push_back({static_cast<std::size_t>(row.integer("number")),
            visit.unsealed("read", found.facts, row.bytes("named")).value_or(""),
            static_cast<std::uint64_t>(row.integer("size")), row.bytes("sha256"),
            row.boolean("is_archive")});
    return all;
}

void remove_members(db::Connection& connection, AttachmentId id) { connection.run(members_go, id); }

Done destroy_bytes(Change& change, AttachmentId id)
{
    auto const found = attachment_row(change.writing(), id);
    if (found && found->quarantined)
        return error(Code::conflict, "The police hold this file: nobody else destroys it");
    change.writing().run(all_pieces_go, id);
    remove_members(change.writing(), id);
    return done();
}

Done claim(Change& change, AttachmentId id, Thing const& subject, Thing const& on,
    std::string const& field)
{
    auto const found = attachment_row(change.writing(), id);
    if (found && !is_picture(found->kind))
        return invalid("forms.file.gone", field);
    return claim_of_any_kind(change, id, subject, on, field);
}

Done claim_of_any_kind(Change& change, AttachmentId id, Thing const& subject, Thing const& on,
    std::string const& field)
{
    auto const found = attachment_row(change.writing(), id);
    if (!found || found->claimed_at || found->quarantined || found->subject != subject
        || found->recorded_by != change.visitor().account)
        return invalid("forms.file.gone", field);
    TRY(change.record("attach", own_facts(*found),
        fmt::format("{} bytes, SHA-256 {}, on {} {}", found->size, ledger::write_hex(found->sha256),
            on.kind, on.id.write())));
    change.writing().run(claim_attachment, id, on.kind, on.id, change.now());
    return done();
}

Shown shown(db::Connection& connection, AttachmentId id)
{
    auto const found = attachment_row(connection, id);
    if (!found)
        return {Standing::refused};
    auto const standing = found->quarantined ? Standing::quarantined
        : found->scan == Scan::waits         ? Standing::waits
        : found->scan == Scan::refused       ? Standing::refused
                                             : Standing::shown;
    return {standing, found->width, found->height};
}

std::size_t remove_unclaimed(db::Database& database, Instant now)
{
    std::size_t gone = 0;
    database.write([&](db::Connection& connection) {
        auto const before = now - std::chrono::hours(24);
        connection.run(unclaimed_pieces_go, before);
        connection.run(unclaimed_members_go, before);
        gone = static_cast<std::size_t>(connection.run(unclaimed_go, before).changed());
        return db::Outcome::keep;
    });
    return gone;
}

std::vector<Attachment> list_waiting(db::Connection& connection)
{
    std::vector<Attachment> all;
    for (auto const row : connection.run(waiting_attachments))
        all.push_back(read_attachment(row));
    return all;
}

std::string original_piece(Visit const& visit, Attachment const& one, std::size_t number)
{
    auto const rows = visit.reading().run(
        piece_of_attachment, one.id, part_word(Part::original), std::int64_t(number));
    if (rows.empty())
        return {};
    return visit.unsealed("scan", own_facts(one), rows[0].bytes("sealed")).value_or("");
}

Done save_scan(Change& change, Attachment const& one, Scan scan)
{
    TRY(change.record("scan", own_facts(one), std::string(write(scan))));
    change.writing().run(save_attachment_scan, one.id, write(scan));
    auto const stands = attachment_row(change.writing(), one.id);
    if (scan == Scan::refused && stands && !stands->quarantined)
        TRY(destroy_bytes(change, one.id)); // what does harm is kept by nobody
    return done();
}

} // namespace kith::documents
