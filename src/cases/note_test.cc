// SPDX-License-Identifier: MIT
#include "cases/note.h"
#include <doctest/doctest.h>

namespace kith::cases {
namespace {
    Date note_day(int day) { return Date::of(2026, 3, day).value(); }
    Note note_about(char const* kind)
    {
        Note note;
        note.said = "She was at the bus stop and waved";
        note.parts.push_back({{kind, Uuid::fresh()}});
        return note;
    }
    std::vector<std::string> fields_wrong(Note const& note)
    {
        std::vector<std::string> fields;
        for (auto const& problem : problems_of_note(note, note_day(6)))
            fields.push_back(problem.field);
        return fields;
    }
    using Fields = std::vector<std::string>;
} // namespace

TEST_CASE("a note says something, about somebody, of a day that was")
{
    CHECK(fields_wrong(note_about("person")).empty());
    auto nothing = note_about("person");
    nothing.said = "";
    CHECK(fields_wrong(nothing) == Fields{"said"});
    nothing.parts[0].own_words = "leave me alone";
    CHECK(fields_wrong(nothing).empty()); // own words are enough
    auto nobody = note_about("person");
    nobody.parts.clear();
    CHECK(fields_wrong(nobody) == Fields{"reference"});
    auto tomorrow = note_about("person");
    tomorrow.on = note_day(7);
    CHECK(fields_wrong(tomorrow) == Fields{"on"});
    tomorrow.on = note_day(6);
    CHECK(fields_wrong(tomorrow).empty());
    auto due = note_about("person");
    due.next_due = note_day(9);
    CHECK(fields_wrong(due) == Fields{"next"});
    auto much = note_about("person");
    much.parts[0].said = std::string(20'001, 'a');
    CHECK(fields_wrong(much) == Fields{"said-1"});
    much.parts[0].said.pop_back();
    CHECK(fields_wrong(much).empty());
}

TEST_CASE("what is contact with somebody is contact in their chronology, and in no context's")
{
    auto const kind_told = [](char const* kind, char const* subject) {
        auto note = note_about(subject);
        note.kind = kind;
        return event_kind_of(note, note.parts[0].subject);
    };
    for (auto const* const kind : {"visit", "seen", "meeting"})
        CHECK(kind_told(kind, "person") == "seen");
    for (auto const* const kind : {"call", "message"})
        CHECK(kind_told(kind, "person") == "contact");
    for (auto const* const kind : {"note", "colleagues", "observation"})
        CHECK(kind_told(kind, "person") == "note_written");
    CHECK(kind_told("visit", "context") == "note_written");
}

} // namespace kith::cases
