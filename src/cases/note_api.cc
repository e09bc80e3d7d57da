// SPDX-License-Identifier: MIT
// Notes for programs: written, read, listed, taken back.
#include "cases/note_pages.h"
#include "platform/access/json_fields.h"
#include "platform/forms/drafts.h"
#include <boost/json.hpp>

namespace kith::cases {
namespace {
    using access::JsonFields;
    using http::Request;
    using http::Response;
    constexpr std::size_t most_notes_listed = 100;

    constexpr char const* note_part_properties
        = R"("kind":{"enum":["person","context"]},"id":{"type":"string","format":"uuid"},
"said":{"type":["string","null"],"description":"What concerns only them: read by who may know them"},
"own_words":{"type":["string","null"],"description":"Of a person, as they said it"},
"seen_alone":{"type":["string","null"],"description":"A code of the list seen_alone"},
"alone_words":{"type":["string","null"],"description":"Who was there, or why it was not asked"},
"strengths":{"type":["string","null"]})";

    std::string note_about_schema(bool sent)
    {
        return std::string(R"({"type":"array","minItems":1,"items":{"type":"object",)")
            + (sent ? R"("additionalProperties":false,)" : "")
            + R"("required":["kind","id"],"properties":{)" + note_part_properties + "}}}";
    }
    constexpr char const* note_properties
        = R"("kind":{"type":["string","null"],"description":"A code of the list note_kind"},
"said":{"type":["string","null"],"description":"To all: read by whoever may know any of those it is about"},
"on":{"type":["string","null"],"format":"date","description":"Today, if left out"},
"place":{"type":["string","null"]},"next":{"type":["string","null"]},
"next_due":{"type":["string","null"],"format":"date"})";

    std::string sent_note_schema()
    {
        return std::string(
                   R"({"type":"object","additionalProperties":false,"required":["about"],"properties":{)")
            + note_properties + R"(,"about":)" + note_about_schema(true) + "}}";
    }
    std::string note_schema()
    {
        return std::string(
                   R"({"type":"object","required":["id","kind","said","on","about","version"],"properties":{"id":{"type":"string","format":"uuid"},"version":{"type":"integer"},"withdrawn":{"type":"boolean"},"written_at":{"type":"string","format":"date-time"},"at":{"type":["string","null"],"format":"date-time"},)")
            + note_properties + R"(,"about":)" + note_about_schema(false) + "}}";
    }

    boost::json::value text_or_null(std::optional<std::string> const& text)
    {
        return text ? boost::json::value(*text) : boost::json::value(nullptr);
    }

    // Its version counts what this reader saw change, and nothing else.
    boost::json::object note_json(Cases const& room, Visit const& visit, Note const& note)
    {
        auto const version = versions_of_note(room, visit, note.id).size() + 1;
        boost::json::array about;
        for (auto const& part : note.parts)
            about.push_back(boost::json::object{{"kind", part.subject.kind},
                {"id", part.subject.id.write()}, {"said", part.said}, {"own_words", part.own_words},
                {"seen_alone", part.seen_alone}, {"alone_words", part.alone_words},
                {"strengths", part.strengths}});
        return {{"id", note.id.write()}, {"version", version}, {"withdrawn", note.withdrawn},
            {"kind", note.kind}, {"said", note.said},
            {"at", text_or_null(note.at ? std::optional(note.at->write()) : std::nullopt)},
            {"on", note.on->write()}, {"place", note.place}, {"next", note.next},
            {"next_due",
                text_or_null(note.next_due ? std::optional(note.next_due->write()) : std::nullopt)},
            {"written_at", note.created_at.write()}, {"about", about}};
    }

    Result<std::optional<Date>> sent_day(JsonFields const& sent, char const* field)
    {
        auto const text = TRY(sent.text(field));
        if (text.empty())
            return std::optional<Date>();
        auto const day = Date::read(text);
        if (!day)
            return invalid("Send a day as 2026-03-29", field);
        return std::optional(*day);
    }

    Result<NotePart> sent_part(JsonFields const& sent)
    {
        TRY(sent.only(
            {"kind", "id", "said", "own_words", "seen_alone", "alone_words", "strengths"}));
        NotePart part;
        part.subject.kind = TRY(sent.text("kind"));
        auto const id = TRY(sent.text("id"));
        auto const read = Uuid::read(id);
        if (!read || (part.subject.kind != "person" && part.subject.kind != "context"))
            return not_found();
        part.subject.id = *read;
        part.said = TRY(sent.text("said"));
        part.own_words = TRY(sent.text("own_words"));
        part.seen_alone = TRY(sent.text("seen_alone"));
        part.alone_words = TRY(sent.text("alone_words"));
        part.strengths = TRY(sent.text("strengths"));
        return part;
    }

    Result<Note> sent_note(Request const& request)
    {
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"kind", "said", "on", "place", "next", "next_due", "about"}));
        Note note;
        auto const kind = TRY(sent.text("kind"));
        if (!kind.empty())
            note.kind = kind;
        note.said = TRY(sent.text("said"));
        note.on = TRY(sent_day(sent, "on"));
        note.place = TRY(sent.text("place"));
        note.next = TRY(sent.text("next"));
        note.next_due = TRY(sent_day(sent, "next_due"));
        auto const about = TRY(sent.each("about"));
        for (auto const& one : about) {
            auto part = TRY(sent_part(one));
            note.parts.push_back(std::move(part));
        }
        return note;
    }

    Response one_note(Cases const& room, Visit const& visit, Note const& note,
        http::Status status = http::Status::ok)
    {
        return http::json(boost::json::serialize(note_json(room, visit, note)), status);
    }

    Result<Response> api_write_note(Cases const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "note"))
            return not_found();
        auto const key = TRY(request.idempotency_key());
        auto const note = TRY(sent_note(request));
        auto const made = TRY(visit.change([&](Change& change) {
            return forms::once<NoteId>(
                change, key, request.path() + "\n" + request.body(), [&]() -> Result<NoteId> {
                    auto const written = TRY(write_note(room, change, note));
                    return written.id;
                });
        }));
        auto const stands = TRY(find_note(room, visit, made));
        return one_note(room, visit, stands, http::Status::created);
    }

    Result<Response> api_find_note(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<NoteId>("note"));
        auto const note = TRY(find_note(room, visit, id));
        return one_note(room, visit, note);
    }

    Result<Response> api_undo_note(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<NoteId>("note"));
        TRY(visit.change([&](Change& change) { return undo_note(room, change, id); }));
        auto const note = TRY(find_note(room, visit, id));
        return one_note(room, visit, note);
    }

    Result<Response> api_list_notes(Cases const& room, Visit const& visit, Request const& request)
    {
        std::vector<Thing> records;
        for (auto const* const kind : {"person", "context"})
            if (auto const id = Uuid::read(request.query(kind)); id)
                records.push_back(room.links.seen.kept(visit, {kind, *id}));
        if (records.size() != 1)
            return invalid("Name one person or one context, as ?person= or ?context=", "person");
        if (!opens_for_note(room, visit, records.front()))
            return not_found();
        if (auto const kept = records.front(); kept.kind == "person") {
            records.clear();
            for (auto const record : people::records_of(visit.reading(), PersonId(kept.id)))
                records.push_back(thing(record));
        }
        boost::json::array all;
        for (auto const& note : list_notes(room, visit, records, most_notes_listed))
            all.push_back(note_json(room, visit, note));
        return http::json(boost::json::serialize(boost::json::object{{"notes", all}}));
    }
} // namespace

void add_note_api(access::Routes::OfRoom<Cases>& routes)
{
    routes.get("/api/v1/notes", "note:read", api_list_notes);
    routes.post("/api/v1/notes", "note:create", api_write_note);
    routes.get("/api/v1/notes/{note}", "note:read", api_find_note);
    routes.post("/api/v1/notes/{note}/undo", "note:withdraw", api_undo_note);
}

std::vector<access::Operation> note_operations()
{
    using http::Method;
    return {
        {Method::get, "/api/v1/notes", "listNotes",
            "Notes about one person (?person=) or context (?context=), the latest first, each "
            "as far as you may read it",
            "cases", "",
            R"({"type":"object","required":["notes"],"properties":{"notes":{"type":"array","items":)"
                + note_schema() + "}}}"},
        {Method::post, "/api/v1/notes", "writeNote",
            "Write a note about people and contexts whom you may know", "cases", sent_note_schema(),
            note_schema(), 201, true},
        {Method::get, "/api/v1/notes/{note}", "findNote",
            "One note: what is said to all, and the parts of those whom you may know", "cases", "",
            note_schema()},
        {Method::post, "/api/v1/notes/{note}/undo", "undoNote",
            "Take a note of your own back, within ten minutes", "cases", "", note_schema()}};
}

} // namespace kith::cases
