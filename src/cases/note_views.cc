// SPDX-License-Identifier: MIT
#include "cases/note_views.h"
#include "base/london.h"
#include "cases/note_acts.h"
#include "cases/views.h"
#include <fmt/core.h>

namespace kith::cases {
namespace {
    using html::Value;
    constexpr std::size_t notes_in_a_box = 5;
    constexpr std::size_t longest_note_line = 90;

    void add_note_row(Value& rows, char const* key, std::string const& text)
    {
        if (!text.empty())
            rows.push(Value::object({{"key", key}, {"text", text}}));
    }

    std::string alone_in_words(Cases const& room, NotePart const& part)
    {
        if (part.seen_alone.empty())
            return part.alone_words;
        auto const label = label_of(room, "seen_alone", part.seen_alone);
        return part.alone_words.empty() ? label : label + ": " + part.alone_words;
    }

    Value part_view(Cases const& room, Visit const& visit, NotePart const& part)
    {
        auto const shown = room.links.seen.show(visit, part.subject);
        auto rows = Value::array();
        add_note_row(rows, "What concerns only them", part.said);
        add_note_row(rows, "Seen alone", alone_in_words(room, part));
        add_note_row(rows, "Strengths seen", part.strengths);
        return Value::object({{"name", shown.text}, {"href", shown.href}, {"rows", rows},
            {"own_words", part.own_words}, {"who", reads_it({shown.text})},
            {"says_something", !part.empty()}});
    }

    std::string first_line_of(Note const& note)
    {
        auto text = note.said;
        for (auto const& part : note.parts)
            if (text.empty())
                text = part.said.empty() ? part.own_words : part.said;
        text = text.substr(0, text.find('\n'));
        if (text.size() <= longest_note_line)
            return text;
        auto const space = text.find_last_of(' ', longest_note_line);
        return space == std::string::npos ? std::string() : text.substr(0, space) + " …";
    }

    std::string next_in_words(Note const& note)
    {
        if (note.next.empty())
            return {};
        return note.next + (note.next_due ? ", by " + note.next_due->in_words() : "")
            + (note.next_done_at ? ". Done on " + london::in_words(*note.next_done_at) : "");
    }

    Value note_rows(Note const& note)
    {
        auto rows = Value::array();
        add_note_row(rows, "When", note.when_in_words());
        add_note_row(rows, "Where", note.place);
        add_note_row(rows, "What comes next", next_in_words(note));
        return rows;
    }

    Value note_history(Cases const& room, Visit const& visit, Note const& note)
    {
        return Value::each(versions_of_note(room, visit, note.id), [](NoteWas const& was) {
            return Value::object({{"until", london::in_words(was.until)}, {"reason", was.reason},
                {"said", was.note.said},
                {"parts", Value::each(was.note.parts, [](NotePart const& part) {
                     return Value(part.said);
                 })}});
        });
    }
} // namespace

std::string address_of(NoteId id) { return "/notes/" + id.write(); }

std::string reads_it(std::vector<std::string> const& names)
{
    std::string text = "whoever may know ";
    for (std::size_t i = 0; i < names.size(); ++i)
        text += (i == 0 ? "" : i + 1 == names.size() ? " or " : ", ") + names[i];
    return text;
}

std::string told_of_note(Cases const& room, Note const& note, NotePart const& part)
{
    auto text = label_of(room, "note_kind", note.kind);
    if (part.subject.kind != "person")
        return text + ". It is read on its own page";
    for (auto const* const said : {&note.said, &part.said})
        if (!said->empty())
            text += (said == &note.said ? ": " : "\n") + *said;
    if (!part.own_words.empty())
        text += "\nIn their own words: “" + part.own_words + "”";
    if (auto const alone = alone_in_words(room, part); !alone.empty())
        text += "\nSeen alone? " + alone;
    return text;
}

Value note_view(Cases const& room, Visit const& visit, Note const& note)
{
    std::vector<std::string> names;
    for (auto const& part : note.parts)
        names.push_back(room.links.seen.show(visit, part.subject).text);
    auto const mine = note.created_by == visit.visitor().account;
    return Value::object(
        {{"href", address_of(note.id)}, {"kind", label_of(room, "note_kind", note.kind)},
            {"when", note.when_in_words()}, {"written", london::in_words(note.created_at)},
            {"by", room.name_of(visit.reading(), note.created_by)}, {"said", note.said},
            {"rows", note_rows(note)},
            {"parts",
                Value::each(note.parts,
                    [&](NotePart const& part) { return part_view(room, visit, part); })},
            {"readers", reads_it(names)}, {"version", note.version}, {"withdrawn", note.withdrawn},
            {"may_undo", may_undo(visit, note)}, {"may_correct", mine && !note.withdrawn},
            {"may_finish", mine && !note.withdrawn && !note.next.empty() && !note.next_done_at},
            {"history", note_history(room, visit, note)}});
}

std::optional<Value> notes_panel(Cases const& room, Visit const& visit,
    std::vector<Thing> const& records, std::string const& add_href)
{
    auto const may_write = visit.could("create", "note");
    auto const listed = list_notes(room, visit, records, notes_in_a_box);
    if (listed.empty() && !may_write)
        return std::nullopt;
    auto panel = Value::object({{"title", "Notes and visits"},
        {"rows", Value::each(listed, [&](Note const& note) {
             return Value::object({{"href", address_of(note.id)},
                 {"text", label_of(room, "note_kind", note.kind) + ", " + note.when_in_words()},
                 {"detail", first_line_of(note)}});
         })}});
    if (listed.empty())
        panel["text"] = "No note that you may see.";
    if (may_write)
        panel["act"] = Value::object({{"text", "Add a note"}, {"href", add_href}});
    return panel;
}

std::string note_as_text(Cases const& room, Visit const& visit, Note const& note)
{
    auto const view = note_view(room, visit, note);
    auto text = fmt::format("{}, {}\nWritten by {} on {}. Written out on {} for {}.\n\n{}\n",
        view.get("kind").text(), view.get("when").text(), view.get("by").text(),
        view.get("written").text(), london::in_words(visit.now()), visit.visitor().name, note.said);
    auto const put = [&text](Value const& rows) {
        for (auto const& row : rows.items())
            text += "\n" + row.get("key").text() + ": " + row.get("text").text();
    };
    put(view.get("rows"));
    text += "\n";
    for (auto const& part : view.get("parts").items()) {
        text += "\nAbout " + part.get("name").text();
        put(part.get("rows"));
        if (auto const own = part.get("own_words").text(); !own.empty())
            text += "\nTheir own words: “" + own + "”";
        text += "\n";
    }
    return text;
}

} // namespace kith::cases
