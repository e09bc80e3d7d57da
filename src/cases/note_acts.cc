// SPDX-License-Identifier: MIT
#include "cases/note_acts.h"
#include "base/london.h"
#include "cases/note_views.h"
#include "cases/views.h"
#include <algorithm>
#include <fmt/core.h>
#include <tuple>

namespace kith::cases {
namespace {
    constexpr char const* names_somebody_else
        = "This names somebody the note is about: whoever may know only the others would read it. "
          "Say it without the name, or write it under what concerns only them";

    struct FieldText {
        std::string field;
        std::string const* text;
    };
    std::vector<FieldText> said_to_all(Note const& note)
    {
        return {{"said", &note.said}, {"place", &note.place}, {"next", &note.next}};
    }
    // But for own words, which stay as they were given.
    std::vector<FieldText> texts_of_part(NotePart const& part, std::size_t number)
    {
        return {{fmt::format("said-{}", number), &part.said},
            {fmt::format("alone_words-{}", number), &part.alone_words},
            {fmt::format("strengths-{}", number), &part.strengths}};
    }

    // The names of people in the note, but for `but`.
    std::vector<std::string> people_named(Visit const& visit, Note const& note, Thing const& but)
    {
        std::vector<std::string> names;
        for (auto const& part : note.parts)
            if (part.subject.kind == "person" && part.subject != but)
                for (auto& name : people::names_ever(visit.reading(), PersonId(part.subject.id)))
                    names.push_back(std::move(name));
        return names;
    }

    // Texts that whoever may know a context reads.
    void no_child_for_context(std::vector<Error>& problems, std::vector<Naming> const& namings,
        std::vector<FieldText> const& texts)
    {
        for (auto const& [field, text] : texts)
            for (auto const& naming : namings)
                if (auto const words = naming_in(*text, naming.through, naming.around)) {
                    problems.push_back(names_a_child(*words, field));
                    break;
                }
    }

    void no_other_named(std::vector<Error>& problems, LetThrough const& through,
        std::vector<std::string> const& names, std::vector<FieldText> const& texts)
    {
        for (auto const& [field, text] : texts)
            if (without_names(*text, through, names) != *text)
                problems.push_back(invalid(names_somebody_else, field));
    }

    void note_names_nobody(
        Visit const& visit, Cases const& room, Note const& note, std::vector<Error>& problems)
    {
        auto const namings = namings_of_note(room, visit, note);
        if (!namings.empty())
            no_child_for_context(problems, namings, said_to_all(note));
        else if (note.parts.size() > 1)
            no_other_named(problems, {}, people_named(visit, note, {}), said_to_all(note));
        for (std::size_t i = 0; i < note.parts.size(); ++i) {
            auto const& part = note.parts[i];
            auto const texts = texts_of_part(part, i + 1);
            if (part.subject.kind == "context") {
                no_child_for_context(problems, namings, texts);
                continue;
            }
            LetThrough own;
            own.people = people::names_ever(visit.reading(), PersonId(part.subject.id));
            no_other_named(problems, own, people_named(visit, note, part.subject), texts);
        }
    }

    // In the chronology of one of those it is about.
    links::Event event_of_note(
        Cases const& room, Visit const& visit, Note const& note, NotePart const& part)
    {
        links::Event event;
        event.kind = event_kind_of(note, part.subject);
        if (note.at)
            event.at = note.at;
        else
            event.day = links::whole(*note.on);
        event.said = told_of_note(room, note, part);
        event.source = room.name_of(visit.reading(), note.created_by);
        event.drawn_from = thing(note.id);
        return event;
    }
    void tell_part(Cases const& room, Change& change, Note const& note, NotePart const& part)
    {
        room.links.store.tell(change, event_of_note(room, change, note, part),
            {{part.subject, part.subject.kind == "person" ? "was_there" : "happened_at"}});
    }
    // What was told of `before` is taken back, and what stands is told, where it is not the same:
    // a part that changed tells the readers of another nothing.
    void tell_again(Cases const& room, Change& change, Note const& before, Note const& note,
        std::string const& reason)
    {
        auto const told = [&](Note const& one, NotePart const& part) {
            auto const event = event_of_note(room, change, one, part);
            return std::tuple(event.kind, event.at, event.day, event.said);
        };
        for (auto const& part : before.parts) {
            auto const* const now = note.part_of(part.subject);
            if (!now || note.withdrawn || told(before, part) != told(note, *now))
                room.links.store.part_told(change, thing(note.id), part.subject, reason);
        }
        for (auto const& part : note.parts) {
            auto const* const was = before.part_of(part.subject);
            if (!note.withdrawn && (!was || told(before, *was) != told(note, part)))
                tell_part(room, change, note, part);
        }
    }

    void fill_when(Change& change, Note& note)
    {
        if (note.on && *note.on != london::day_of(change.now()))
            return; // written down afterwards
        note.at = change.now();
        note.on = london::day_of(change.now());
    }

    // The version that stands, for its author.
    Result<Note> own_note(Cases const& room, Change& change, NoteId id, std::string_view act)
    {
        auto const note = whole_note(change, id);
        if (!note || note->withdrawn)
            return not_found();
        auto const known = TRY(find_note(room, change, id));
        TRY(static_cast<Visit const&>(change).may(act, facts_of_note(room, change, *note)));
        return *note;
    }
} // namespace

std::vector<Error> problems_of_note(Cases const& room, Visit const& visit, Note const& note)
{
    auto const today = london::day_of(visit.now());
    auto problems = problems_of_note(note, today);
    if (!room.facts.code("note_kind", note.kind))
        problems.push_back(invalid("Choose what kind of note it is", "kind"));
    for (std::size_t i = 0; i < note.parts.size(); ++i)
        if (auto const& alone = note.parts[i].seen_alone;
            !alone.empty() && !room.facts.code("seen_alone", alone))
            problems.push_back(
                invalid("Choose one of the answers", fmt::format("alone-{}", i + 1)));
    note_names_nobody(visit, room, note, problems);
    return problems;
}

Result<Note> write_note(Cases const& room, Change& change, Note const& wanted)
{
    auto note = wanted;
    for (auto& part : note.parts) {
        part.subject = room.links.seen.kept(change, part.subject);
        if (!opens_for_note(room, change, part.subject))
            return not_found();
    }
    auto const problems = problems_of_note(room, change, note);
    if (!problems.empty())
        return problems.front();
    fill_when(change, note);
    note.id = {};
    note = TRY(save_note(room, change, note, "create", ""));
    for (auto const& part : note.parts)
        tell_part(room, change, note, part);
    return note;
}

Result<Note> correct_note(
    Cases const& room, Change& change, Note const& wanted, std::string const& reason)
{
    auto const stands = TRY(own_note(room, change, wanted.id, "change"));
    if (reason.empty())
        return invalid("Say why the note changes", "reason");
    auto note = wanted;
    for (auto const& part : note.parts) // those it was about, and no others
        if (!stands.part_of(part.subject) || !opens_for_note(room, change, part.subject))
            return not_found();
    for (auto const& part : stands.parts)
        if (!note.part_of(part.subject))
            note.parts.push_back(part);
    auto problems = problems_of_note(room, change, note);
    for (auto const& naming : namings_of_note(room, change, note))
        if (auto const words = naming_in(reason, naming.through, naming.around))
            problems.push_back(names_a_child(*words, "reason"));
    if (note.parts.size() > 1)
        no_other_named(problems, {}, people_named(change, note, {}), {{"reason", &reason}});
    if (!problems.empty())
        return problems.front();
    note.at = note.on == stands.on ? stands.at : std::nullopt;
    if (!note.on) {
        note.on = stands.on;
        note.at = stands.at;
    }
    note.next_done_at = note.next == stands.next ? stands.next_done_at : std::nullopt;
    note.created_at = stands.created_at;
    note.created_by = stands.created_by;
    note.owner_agency = stands.owner_agency;
    note = TRY(save_note(room, change, note, "change", reason));
    tell_again(room, change, stands, note, reason);
    return note;
}

Result<Note> finish_next_step(Cases const& room, Change& change, NoteId id)
{
    auto note = TRY(own_note(room, change, id, "change"));
    if (note.next.empty() || note.next_done_at)
        return note;
    note.next_done_at = change.now();
    return save_note(room, change, note, "change", "What came next is done");
}

void move_note_part(Cases const& room, Change& change, NoteId id, PersonId from, PersonId to,
    std::string const& reason)
{
    auto const stands = whole_note(change, id);
    must(stands.has_value(), "what is listed stands");
    if (stands->part_of(thing(to)))
        return; // it is about both
    auto note = *stands;
    for (auto& part : note.parts)
        if (part.subject == thing(from))
            part.subject = thing(to);
    write_next_version(change, note, reason);
    tell_again(room, change, *stands, note, reason);
}

bool may_undo(Visit const& visit, Note const& note)
{
    return !note.withdrawn && note.created_by == visit.visitor().account
        && visit.now() <= note.created_at + undo_lasts;
}

Result<Note> undo_note(Cases const& room, Change& change, NoteId id)
{
    auto note = TRY(own_note(room, change, id, "withdraw"));
    if (!may_undo(change, note))
        return error(Code::conflict,
            "The ten minutes to undo it are over. Put it right instead: what stood before is kept");
    auto const said = note;
    note.withdrawn = true;
    TRY(save_note(room, change, note, "withdraw", "Taken back by its author"));
    tell_again(room, change, said, note, "Taken back by its author");
    return said;
}

} // namespace kith::cases
