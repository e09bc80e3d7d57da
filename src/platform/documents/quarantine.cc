// SPDX-License-Identifier: MIT
// Files that were marked as sexual images of children: kept from everybody but one police role.
#include "platform/documents/store.h"

namespace kith::documents {
namespace {
    constexpr db::Sql quarantined_rows = {"quarantined attachments",
        "select a.id, q.marked_at, q.marked_by, q.marked_for, q.said, h.taken_at, h.taken_by, "
        "h.said as taken_said, h.destroyed_at from attachment_quarantines q join attachments a on "
        "a.id = q.attachment left join attachment_handovers h on h.attachment = q.attachment order "
        "by q.marked_at, a.id"};
    constexpr db::Sql quarantined_row = {"quarantined attachment",
        "select a.id, q.marked_at, q.marked_by, q.marked_for, q.said, h.taken_at, h.taken_by, "
        "h.said as taken_said, h.destroyed_at from attachment_quarantines q join attachments a on "
        "a.id = q.attachment left join attachment_handovers h on h.attachment = q.attachment where "
        "q.attachment = $1"};
    constexpr db::Sql mark_attachment = {"mark attachment",
        "insert into attachment_quarantines (attachment, marked_at, marked_by, marked_for, said) "
        "values ($1, $2, $3, $4, $5) on conflict (attachment) do nothing"};
    constexpr db::Sql pictures_go = {"pictures go",
        "delete from attachment_pieces where attachment = $1 and part <> 'original'"};
    constexpr db::Sql numbers_of_pieces = {"numbers of pieces",
        "select number from attachment_pieces where attachment = $1 order by number"};
    constexpr db::Sql one_piece = {"one original piece",
        "select sealed from attachment_pieces where attachment = $1 and part = 'original' and "
        "number = $2"};
    constexpr db::Sql seal_piece_anew = {"seal piece anew",
        "update attachment_pieces set sealed = $3 where attachment = $1 and part = 'original' and "
        "number = $2"};
    constexpr db::Sql seal_name_anew
        = {"seal name anew", "update attachments set named = $2 where id = $1"};
    constexpr db::Sql insert_handover = {"hand over",
        "insert into attachment_handovers (attachment, taken_at, taken_by, taken_for, said) values "
        "($1, $2, $3, $4, $5) on conflict (attachment) do nothing"};
    constexpr db::Sql destroy_handover = {"destroy what was handed over",
        "update attachment_handovers set destroyed_at = $2, destroyed_by = $3 where attachment = "
        "$1 and destroyed_at is null"};
    constexpr db::Sql original_goes
        = {"original goes", "delete from attachment_pieces where attachment = $1"};

    constexpr db::Sql reached_by = {"reached by a mark",
        "select id from attachments where sha256 = $1 union select attachment from "
        "attachment_members where sha256 = $1 union select a.id from attachments a join "
        "attachment_members m on m.sha256 = a.sha256 join attachments z on z.id = m.attachment "
        "where z.sha256 = $1 and a.subject_kind = z.subject_kind and a.subject_id = z.subject_id"};

    // Its own thing, so that no key but its own opens it, and no rule but its own lets anybody try.
    access::Facts quarantine_facts(AttachmentId id)
    {
        access::Facts facts;
        facts.thing = {"quarantined_attachment", id.uuid()};
        return facts;
    }

    Error somebody_was_first()
    {
        return error(Code::conflict, "Somebody did this before you: look at what stands now");
    }

    Quarantined read_quarantined(Visit const& visit, db::Row const& row)
    {
        auto const id = row.id<AttachmentId>("id");
        auto const facts = quarantine_facts(id);
        Quarantined one{attachment_row(visit.reading(), id).value(), row.instant("marked_at"),
            row.id<AccountId>("marked_by"), row.id<AgencyId>("marked_for"),
            visit.unsealed("read", facts, row.bytes("said")).value_or("")};
        one.taken_at = row.maybe_instant("taken_at");
        one.taken_by = row.id<AccountId>("taken_by");
        if (one.taken_at)
            one.taken_said = visit.unsealed("read", facts, row.bytes("taken_said")).value_or("");
        one.destroyed_at = row.maybe_instant("destroyed_at");
        return one;
    }

    // Asked before the lists of what is in archives go.
    std::vector<Attachment> reached_by_mark(db::Connection& connection, Attachment const& marked)
    {
        std::vector<Attachment> all;
        for (auto const row : connection.run(reached_by, db::Bytes{marked.sha256}))
            if (auto const id = row.id<AttachmentId>("id"); id != marked.id)
                if (auto one = attachment_row(connection, id); one && !one->quarantined)
                    all.push_back(std::move(*one));
        return all;
    }

    // False if it was taken away before.
    bool take_away(Change& change, Attachment const& one, std::string const& said)
    {
        auto const own = quarantine_facts(one.id).thing;
        auto& connection = change.writing();
        auto& keys = change.keys();
        auto const marked
            = connection.run(mark_attachment, one.id, change.now(), change.visitor().account,
                change.visitor().agency, db::Bytes{keys.seal(connection, own, said)});
        if (marked.changed() == 0)
            return false;
        connection.run(pictures_go, one.id);
        remove_members(connection, one.id); // their names may tell what they show
        // Piece by piece: the bytes change their key, and no more of them is in memory than one.
        for (auto const row : connection.run(numbers_of_pieces, one.id)) {
            auto const number = row.integer("number");
            auto const held = connection.run(one_piece, one.id, number)[0].bytes("sealed");
            auto const bytes = keys.unseal(connection, one.subject, held).value_or("");
            connection.run(
                seal_piece_anew, one.id, number, db::Bytes{keys.seal(connection, own, bytes)});
        }
        auto const name = keys.unseal(connection, one.subject, one.named);
        connection.run(
            seal_name_anew, one.id, db::Bytes{keys.seal(connection, own, name.value_or(""))});
        return true;
    }
} // namespace

Done quarantine(Change& change, Found const& found, std::string const& said)
{
    auto const reached = reached_by_mark(change.writing(), found.attachment);
    TRY(change.record("mark", found.facts, "Marked as a sexual image of a child"));
    if (!take_away(change, found.attachment, said))
        return somebody_was_first();
    for (auto const& other : reached) {
        // Decided with the one that was seen: a mark follows the bytes, past walls too.
        auto facts = own_facts(other);
        facts.state = "shown";
        if (!take_away(change, other, said))
            continue; // marked before
        TRY(change.record("mark", facts,
            "Taken away with " + found.attachment.id.write()
                + ", which was marked as a sexual image of a child"));
    }
    return done();
}

std::vector<Quarantined> list_quarantined(Visit const& visit)
{
    std::vector<Quarantined> all;
    for (auto const row : visit.reading().run(quarantined_rows))
        if (auto const facts = quarantine_facts(row.id<AttachmentId>("id")); visit.see(facts))
            all.push_back(read_quarantined(visit, row));
    return all;
}

std::size_t waiting_for_police(Visit const& visit)
{
    std::size_t waiting = 0;
    if (!visit.could("read", "quarantined_attachment"))
        return waiting;
    for (auto const row : visit.reading().run(quarantined_rows))
        if (!row.maybe_instant("destroyed_at"))
            ++waiting;
    return waiting;
}

Result<Quarantined> find_quarantined(Visit const& visit, AttachmentId id)
{
    auto const rows = visit.reading().run(quarantined_row, id);
    if (rows.empty())
        return not_found();
    TRY(visit.see(quarantine_facts(id)));
    return read_quarantined(visit, rows[0]);
}

Done hand_over(Change& change, Quarantined const& one, std::string const& said)
{
    auto const id = one.attachment.id;
    auto const facts = quarantine_facts(id);
    TRY(change.record("hand over", facts, said));
    auto const sealed = change.keys().seal(change.writing(), facts.thing, said);
    auto const handed = change.writing().run(insert_handover, id, change.now(),
        change.visitor().account, change.visitor().agency, db::Bytes{sealed});
    return handed.changed() == 0 ? Done(somebody_was_first()) : done();
}

Result<std::string> quarantined_bytes(Visit const& visit, Quarantined const& one)
{
    if (!one.taken_at || one.destroyed_at || one.taken_by != visit.visitor().account)
        return not_found();
    auto const facts = quarantine_facts(one.attachment.id);
    std::string bytes;
    for (auto const row : visit.reading().run(numbers_of_pieces, one.attachment.id)) {
        auto const held = visit.reading().run(one_piece, one.attachment.id, row.integer("number"));
        auto const piece = visit.unsealed("hand over", facts, held[0].bytes("sealed"));
        if (!piece)
            return not_found();
        bytes += *piece;
    }
    return bytes;
}

Done destroy(Change& change, Quarantined const& one)
{
    auto const id = one.attachment.id;
    auto const facts = quarantine_facts(id);
    TRY(change.record("destroy", facts, "The bytes are destroyed; what was taken over stands"));
    auto const gone
        = change.writing().run(destroy_handover, id, change.now(), change.visitor().account);
    if (gone.changed() == 0)
        return somebody_was_first();
    change.writing().run(original_goes, id);
    return done();
}

} // namespace kith::documents
