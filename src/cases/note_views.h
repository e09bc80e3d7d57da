// SPDX-License-Identifier: MIT
#pragma once

// What the pages of notes show: plain values for the templates, made of a note as far as this visit
// may read it (note_known.h).

#include "cases/note_known.h"
#include "platform/html/value.h"

namespace kith::cases {

[[nodiscard]] std::string address_of(NoteId id);                           // "/notes/…"
[[nodiscard]] std::string reads_it(std::vector<std::string> const& names); // who may know "A or B"
// What stands in the chronology of one that it is about.
[[nodiscard]] std::string told_of_note(Cases const& room, Note const& note, NotePart const& part);
// {href, kind, when, by, rows [{key, text}], parts [{name, href, rows, own_words, who}], readers,
// version, done, may_undo, may_correct, may_finish, history [{until, reason, said}]}
[[nodiscard]] html::Value note_view(Cases const& room, Visit const& visit, Note const& note);
// The box on a person's, a context's and a case's page: the latest, and a button to add one. `more`
// is the address to add one at; nothing for whoever may neither read nor write any.
[[nodiscard]] std::optional<html::Value> notes_panel(Cases const& room, Visit const& visit,
    std::vector<Thing> const& records, std::string const& add_href);
[[nodiscard]] std::string note_as_text(Cases const& room, Visit const& visit, Note const& note);

} // namespace kith::cases
