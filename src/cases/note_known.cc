// SPDX-License-Identifier: MIT
#include "cases/note_known.h"
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace kith::cases {
namespace {
    constexpr db::Sql find_one_note = {"find note", "select * from notes where id = $1"};
    constexpr db::Sql parts_of_note = {"parts of a note",
        "select * from note_parts where note = $1 and note_version = $2 order by place_in_order"};
    constexpr db::Sql note_versions
        = {"note as it was", "select * from notes_was where id = $1 order by version desc"};
    constexpr db::Sql notes_about = {"notes about a record",
        "select n.* from notes n join note_parts p on p.note = n.id and p.note_version = n.version "
        "where p.subject_kind = $1 and p.subject = $2 and not n.withdrawn order by n.on_day desc, "
        "n.created_at desc, n.id limit $3"};
    constexpr db::Sql parts_of_notes_about = {"parts of the notes about a record",
        "select p.* from note_parts p join (select n.id, n.version from notes n join note_parts q "
        "on q.note = n.id and q.note_version = n.version where q.subject_kind = $1 and q.subject = "
        "$2 and not n.withdrawn order by n.on_day desc, n.created_at desc, n.id limit $3) listed "
        "on p.note = listed.id and p.note_version = listed.version order by p.note, "
        "p.place_in_order"};
    constexpr db::Sql parts_ever = {"parts of every version of a note",
        "select * from note_parts where note = $1 order by note_version, place_in_order"};
    constexpr db::Sql parts_of_next_steps = {"parts of the notes with next steps",
        "select p.* from note_parts p join notes n on n.id = p.note and n.version = p.note_version "
        "where n.created_by = $1 and n.next_due is not null and n.next_done_at is null and not "
        "n.withdrawn order by p.note, p.place_in_order"};
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

    NotePart read_part(db::Row const& row)
    {
        return {{row.text("subject_kind"), row.uuid("subject")}, row.text("said"),
            row.text("own_words"), row.text("seen_alone"), row.text("alone_words"),
            row.text("strengths")};
    }

    void read_parts(Visit const& visit, Note& note)
    {
        for (auto const row : visit.reading().run(parts_of_note, note.id, note.version))
            note.parts.push_back(read_part(row));
    }

    using PartsOf = std::map<NoteId, std::vector<NotePart>>;

    PartsOf by_note(db::Rows const& rows)
    {
        PartsOf all;
        for (auto const row : rows)
            all[row.id<NoteId>("note")].push_back(read_part(row));
        return all;
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

    // What one visit may read of one note or of many: asks once for each person and context.
    class NoteReader {
    public:
        NoteReader(Cases const& room, Visit const& visit) : room_(room), visit_(visit) { }

        // What this visit is given of it; nothing if none of those it is about opens.
        std::optional<Note> cut(Note note, std::string* reason = nullptr)
        {
            auto const namings = namings_of(note);
            auto const withheld = [&](std::string& text) {
                for (auto const& naming : namings)
                    text = without_names(text, naming.through, naming.around);
            };
            std::erase_if(note.parts, [&](NotePart const& part) { return !opens(part.subject); });
            if (note.parts.empty())
                return std::nullopt;
            for (auto* const text : {&note.said, &note.place, &note.next, reason})
                if (text)
                    withheld(*text);
            for (auto& part : note.parts)
                if (part.subject.kind == "context")
                    for (auto* const text :
                        {&part.said, &part.own_words, &part.alone_words, &part.strengths})
                        withheld(*text);
            return note;
        }

        access::Facts facts(Note const& note)
        {
            access::Facts facts;
            facts.thing = thing(note.id);
            facts.subject = note.parts.empty() ? thing(note.id) : note.parts.front().subject;
            facts.owner = note.owner_agency;
            facts.raised_by = note.created_by;
            facts.state = std::ranges::any_of(note.parts,
                              [&](NotePart const& part) { return may_know(part.subject); })
                ? "about known"
                : "about not known";
            return facts;
        }

        // Of each context it is about: who is joined to it, and who else the note is about.
        std::vector<Naming> namings_of(Note const& note)
        {
            std::vector<Naming> all;
            for (auto const& part : note.parts) {
                if (part.subject.kind != "context")
                    continue;
                auto naming = of_context(part.subject);
                for (auto const& other : note.parts)
                    if (other.subject.kind == "person")
                        for (auto const& name : names_of(other.subject))
                            naming.around.push_back(name);
                all.push_back(std::move(naming));
            }
            return all;
        }

    private:
        bool may_know(Thing const& subject)
        {
            auto const at = known_.find(subject);
            return at != known_.end()
                ? at->second
                : known_.emplace(subject, room_.links.seen.may_know(visit_, subject)).first->second;
        }
        bool opens(Thing const& subject)
        {
            auto const at = opens_.find(subject);
            return at != opens_.end()
                ? at->second
                : opens_.emplace(subject, opens_for_note(room_, visit_, subject)).first->second;
        }
        Naming const& of_context(Thing const& subject)
        {
            if (auto const at = namings_.find(subject); at != namings_.end())
                return at->second;
            Case of;
            of.subject = subject;
            return namings_.emplace(subject, naming_of(room_, visit_, of, {})).first->second;
        }
        std::vector<std::string> const& names_of(Thing const& subject)
        {
            if (auto const at = names_.find(subject); at != names_.end())
                return at->second;
            return names_
                .emplace(subject, people::names_ever(visit_.reading(), PersonId(subject.id)))
                .first->second;
        }

        Cases const& room_;
        Visit const& visit_;
        std::map<Thing, bool> known_ = {};
        std::map<Thing, bool> opens_ = {};
        std::map<Thing, Naming> namings_ = {};
        std::map<Thing, std::vector<std::string>> names_ = {};
    };
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
    return NoteReader(room, visit).facts(note);
}

Result<Note> find_note(Cases const& room, Visit const& visit, NoteId id)
{
    auto const whole = whole_note(visit, id);
    if (!whole)
        return not_found();
    if (whole->withdrawn && whole->created_by != visit.visitor().account)
        return not_found();
    NoteReader reader(room, visit);
    TRY(visit.see(reader.facts(*whole)));
    auto note = reader.cut(*whole);
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
    NoteReader reader(room, visit);
    std::set<NoteId> listed;
    auto const limit = static_cast<std::int64_t>(most);
    for (auto const& record : records) {
        auto parts
            = by_note(visit.reading().run(parts_of_notes_about, record.kind, record.id, limit));
        for (auto const row : visit.reading().run(notes_about, record.kind, record.id, limit)) {
            auto note = read_note(row);
            note.parts = std::move(parts[note.id]);
            if (!listed.insert(note.id).second || !visit.see(reader.facts(note)))
                continue;
            if (auto cut = reader.cut(std::move(note)))
                all.push_back(std::move(*cut));
        }
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
    NoteReader reader(room, visit);
    auto parts = by_note(visit.reading().run(parts_of_next_steps, visit.visitor().account));
    for (auto const row : visit.reading().run(next_steps_of, visit.visitor().account)) {
        auto note = read_note(row);
        note.parts = std::move(parts[note.id]);
        if (reader.facts(note).state == "about known")
            all.push_back(std::move(note));
    }
    return all;
}

std::vector<NoteWas> versions_of_note(Cases const& room, Visit const& visit, NoteId id)
{
    std::vector<NoteWas> all;
    auto const stands = whole_note(visit, id);
    if (!stands || stands->version == 1)
        return all;
    NoteReader reader(room, visit);
    std::map<std::int64_t, std::vector<NotePart>> parts;
    for (auto const row : visit.reading().run(parts_ever, id))
        parts[row.integer("note_version")].push_back(read_part(row));
    auto after = reader.cut(*stands);
    for (auto const row : visit.reading().run(note_versions, id)) {
        auto note = read_note(row);
        note.parts = std::move(parts[note.version]);
        auto reason = row.text("reason");
        auto cut = reader.cut(std::move(note), &reason);
        if (!cut)
            continue;
        if (!after || !read_the_same(*cut, *after))
            all.push_back({*cut, row.instant("superseded_at"), std::move(reason)});
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
    return NoteReader(room, visit).namings_of(note);
}

} // namespace kith::cases
