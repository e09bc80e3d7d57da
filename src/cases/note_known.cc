// SPDX-License-Identifier: MIT
#include "cases/note_known.h"
#include <algorithm>
#include <tuple>

namespace kith::cases {
namespace {
    constexpr db::Sql find_one_note = {"find note", "select * from notes where id = $1"};
    constexpr db::Sql parts_of_note = {"parts of a note",
        "select * from note_parts where note = $1 and note_version = $2 order by place_in_order"};
    constexpr db::Sql note_versions
        = {"note as it was", "select * from notes_was where id = $1 order by version desc"};
    constexpr db::Sql notes_about = {"notes about a record",
        "select n.id, n.on_day, n.created_at from notes n join note_parts p on p.note = n.id and "
        "p.note_version = n.version where p.subject_kind = $1 and p.subject = $2 and not "
        "n.withdrawn order by n.on_day desc, n.created_at desc, n.id limit 500"};
    constexpr db::Sql notes_written_on = {"notes written on a record since",
        "select n.id from notes n join note_parts p on p.note = n.id and p.note_version = "
        "n.version where p.subject_kind = 'person' and p.subject = $1 and n.created_at > $2 and "
        "not n.withdrawn order by n.created_at, n.id"};
    constexpr db::Sql next_steps_of = {"next steps of notes",
        "select * from notes where created_by = $1 and next_due is not null and next_done_at is "
        "null and not withdrawn order by next_due, id limit 50"};
    constexpr db::Sql insert_note = {"add note",
        "insert into notes (id, kind, said, place, happened_at, on_day, next_step, next_due, "
        "next_done_at, withdrawn, created_at, created_by, version, recorded_at, recorded_by, "
        "owner_agency) values ($1, $2, $3, $4, $5, $6, $7, $8, null, $9, $10, $11, 1, $10, $11, "
        "$12)"};
    constexpr db::Sql keep_note = {"keep note as it was",
        "insert into notes_was (id, kind, said, place, happened_at, on_day, next_step, next_due, "
        "next_done_at, withdrawn, created_at, created_by, version, recorded_at, recorded_by, "
        "owner_agency, superseded_at, reason) select id, kind, said, place, happened_at, on_day, "
        "next_step, next_due, next_done_at, withdrawn, created_at, created_by, version, "
        "recorded_at, recorded_by, owner_agency, $2, $3 from notes where id = $1"};
    constexpr db::Sql update_note = {"save note",
        "update notes set kind = $3, said = $4, place = $5, happened_at = $6, on_day = $7, "
        "next_step = $8, next_due = $9, next_done_at = $10, withdrawn = $11, recorded_at = $12, "
        "recorded_by = $13, version = version + 1 where id = $1 and version = $2"};
    constexpr db::Sql insert_note_part = {"add part of a note",
        "insert into note_parts (id, note, note_version, place_in_order, subject_kind, subject, "
        "said, own_words, seen_alone, alone_words, strengths) values ($1, $2, $3, $4, $5, $6, $7, "
        "$8, $9, $10, $11)"};

    Note read_note(db::Row const& row)
    {
        Note note;
        note.id = row.id<NoteId>("id");
        note.kind = row.text("kind");
        note.said = row.text("said");
        note.place = row.text("place");
        note.at = row.maybe_instant("happened_at");
        note.on = row.date("on_day");
        note.next = row.text("next_step");
        note.next_due = row.maybe_date("next_due");
        note.next_done_at = row.maybe_instant("next_done_at");
        note.withdrawn = row.boolean("withdrawn");
        note.created_at = row.instant("created_at");
        note.created_by = row.id<AccountId>("created_by");
        note.version = row.integer("version");
        note.owner_agency = row.id<AgencyId>("owner_agency");
        note.recorded_at = row.instant("recorded_at");
        return note;
    }

    void read_parts(Visit const& visit, Note& note)
    {
        for (auto const row : visit.reading().run(parts_of_note, note.id, note.version))
            note.parts.push_back({{row.text("subject_kind"), row.uuid("subject")}, row.text("said"),
                row.text("own_words"), row.text("seen_alone"), row.text("alone_words"),
                row.text("strengths")});
    }

    void write_parts(Change& change, Note const& note)
    {
        std::int64_t place = 0;
        for (auto const& part : note.parts)
            change.writing().run(insert_note_part, Uuid::fresh(), note.id, note.version, ++place,
                part.subject.kind, part.subject.id, part.said, part.own_words, part.seen_alone,
                part.alone_words, part.strengths);
    }

    // Do they say the same to one reader?
    bool read_the_same(Note const& one, Note const& other)
    {
        return std::tie(one.kind, one.said, one.place, one.at, one.on, one.next, one.next_due,
                   one.next_done_at, one.parts, one.withdrawn)
            == std::tie(other.kind, other.said, other.place, other.at, other.on, other.next,
                other.next_due, other.next_done_at, other.parts, other.withdrawn);
    }

    // What this visit is given of it; nothing if none of those it is about opens.
    std::optional<Note> cut_to(Cases const& room, Visit const& visit, Note note)
    {
        auto const namings = namings_of_note(room, visit, note);
        auto const withheld = [&](std::string& text) {
            for (auto const& naming : namings)
                text = without_names(text, naming.through, naming.around);
        };
        std::erase_if(note.parts,
            [&](NotePart const& part) { return !opens_for_note(room, visit, part.subject); });
        if (note.parts.empty())
            return std::nullopt;
        for (auto* const text : {&note.said, &note.place, &note.next})
            withheld(*text);
        for (auto& part : note.parts)
            if (part.subject.kind == "context")
                for (auto* const text : {&part.said, &part.strengths})
                    withheld(*text);
        return note;
    }
} // namespace

bool opens_for_note(Cases const& room, Visit const& visit, Thing const& subject)
{
    if (!room.links.seen.may_know(visit, subject))
        return false;
    if (subject.kind == "context") {
        auto const facts = contexts::find_facts(visit, ContextId(subject.id));
        return facts && contexts::opens(visit, *facts);
    }
    auto const facts = people::find_facts(visit, PersonId(subject.id));
    return facts && links::purpose_stands(visit, *facts);
}

bool knows_note(Cases const& room, Visit const& visit, NoteId id)
{
    auto const note = whole_note(visit, id);
    return note && !note->withdrawn && visit.sees(facts_of_note(room, visit, *note));
}

std::optional<Note> whole_note(Visit const& visit, NoteId id)
{
    auto const rows = visit.reading().run(find_one_note, id);
    if (rows.empty())
        return std::nullopt;
    auto note = read_note(rows[0]);
    read_parts(visit, note);
    return note;
}

access::Facts facts_of_note(Cases const& room, Visit const& visit, Note const& note)
{
    access::Facts facts;
    facts.thing = thing(note.id);
    facts.subject = note.parts.empty() ? thing(note.id) : note.parts.front().subject;
    facts.owner = note.owner_agency;
    facts.raised_by = note.created_by;
    facts.state
        = std::ranges::any_of(note.parts,
              [&](NotePart const& part) { return room.links.seen.may_know(visit, part.subject); })
        ? "about known"
        : "about not known";
    return facts;
}

Result<Note> find_note(Cases const& room, Visit const& visit, NoteId id)
{
    auto const whole = whole_note(visit, id);
    if (!whole)
        return not_found();
    if (whole->withdrawn && whole->created_by != visit.visitor().account)
        return not_found();
    TRY(visit.see(facts_of_note(room, visit, *whole)));
    auto note = cut_to(room, visit, *whole);
    if (!note)
        return not_found();
    return *note;
}

std::optional<Thing> asks_why_first(Cases const& room, Visit const& visit, NoteId id)
{
    auto const note = whole_note(visit, id);
    if (!note || note->withdrawn || !visit.sees(facts_of_note(room, visit, *note)))
        return std::nullopt;
    for (auto const& part : note->parts)
        if (room.links.seen.may_know(visit, part.subject))
            return room.links.seen.kept(visit, part.subject);
    return std::nullopt;
}

std::vector<Note> list_notes(
    Cases const& room, Visit const& visit, std::vector<Thing> const& records, std::size_t most)
{
    std::vector<Note> all;
    for (auto const& record : records)
        for (auto const row : visit.reading().run(notes_about, record.kind, record.id)) {
            auto const id = row.id<NoteId>("id");
            if (std::ranges::find(all, id, &Note::id) != all.end())
                continue;
            if (auto note = find_note(room, visit, id))
                all.push_back(std::move(*note));
            if (all.size() >= most * records.size())
                break;
        }
    std::ranges::stable_sort(all, [](Note const& one, Note const& other) {
        return std::tie(*other.on, other.created_at) < std::tie(*one.on, one.created_at);
    });
    if (all.size() > most)
        all.resize(most);
    return all;
}

std::vector<Note> list_next_steps(Cases const& room, Visit const& visit)
{
    std::vector<Note> all;
    if (visit.visitor().account.none())
        return all;
    for (auto const row : visit.reading().run(next_steps_of, visit.visitor().account)) {
        auto note = read_note(row);
        read_parts(visit, note);
        if (facts_of_note(room, visit, note).state == "about known")
            all.push_back(std::move(note));
    }
    return all;
}

std::vector<NoteWas> versions_of_note(Cases const& room, Visit const& visit, NoteId id)
{
    std::vector<NoteWas> all;
    auto const stands = whole_note(visit, id);
    auto after = stands ? cut_to(room, visit, *stands) : std::nullopt;
    for (auto const row : visit.reading().run(note_versions, id)) {
        auto note = read_note(row);
        read_parts(visit, note);
        auto cut = cut_to(room, visit, note);
        if (!cut)
            continue;
        if (!after || !read_the_same(*cut, *after))
            all.push_back({*cut, row.instant("superseded_at"), row.text("reason")});
        after = std::move(cut);
    }
    return all;
}

Result<Note> save_note(Cases const& room, Change& change, Note const& wanted, std::string_view act,
    std::string const& reason)
{
    auto note = wanted;
    auto& connection = change.writing();
    auto const who = change.visitor().account;
    if (note.id.none()) {
        note.id = NoteId::fresh();
        note.created_by = who;
        note.created_at = change.now();
        note.recorded_at = change.now();
        note.owner_agency = change.visitor().agency;
        note.version = 1;
        TRY(change.record(act, facts_of_note(room, change, note), "A note was written"));
        connection.run(insert_note, note.id, note.kind, note.said, note.place, note.at, *note.on,
            note.next, note.next_due, note.withdrawn, note.created_at, who, note.owner_agency);
        write_parts(change, note);
        return note;
    }
    auto const stands = whole_note(change, note.id);
    if (!stands)
        return not_found();
    TRY(change.record(act, facts_of_note(room, change, *stands), "A note was changed: " + reason));
    if (stands->version != note.version)
        return error(Code::conflict,
            "This note was changed since you opened it: look at what stands now, then save again");
    write_next_version(change, note, reason);
    return note;
}

std::vector<Note> list_written_on(
    Cases const& room, Visit const& visit, PersonId record, Instant after)
{
    std::vector<Note> all;
    for (auto const row : visit.reading().run(notes_written_on, record, after))
        if (auto note = find_note(room, visit, row.id<NoteId>("id")))
            all.push_back(std::move(*note));
    return all;
}

void write_next_version(Change& change, Note& note, std::string const& reason)
{
    auto& connection = change.writing();
    auto const who = change.visitor().account;
    connection.run(keep_note, note.id, change.now(), reason);
    connection.run(update_note, note.id, note.version, note.kind, note.said, note.place, note.at,
        *note.on, note.next, note.next_due, note.next_done_at, note.withdrawn, change.now(), who);
    ++note.version;
    write_parts(change, note);
}

std::vector<Naming> namings_of_note(Cases const& room, Visit const& visit, Note const& note)
{
    std::vector<Naming> all;
    for (auto const& part : note.parts) {
        if (part.subject.kind != "context")
            continue;
        Case of_context;
        of_context.subject = part.subject;
        auto naming = naming_of(room, visit, of_context, {});
        for (auto const& other : note.parts)
            if (other.subject.kind == "person")
                for (auto& name : people::names_ever(visit.reading(), PersonId(other.subject.id)))
                    naming.around.push_back(std::move(name));
        all.push_back(std::move(naming));
    }
    return all;
}

} // namespace kith::cases
