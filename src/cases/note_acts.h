// SPDX-License-Identifier: MIT
#pragma once

// What people do with a note, each act whole inside one Change: pages, API and the invented year
// come through here. Each stands in the chronology of everybody and everything the note is about:
// for a person with what is said to all and in their part, for a context with where to read it.
//
// Errors   `not_found` for somebody or something that the writer may not know, as for what does not
//          exist; `invalid` with the field, also where a text names somebody (rule 2 of note.h);
//          `conflict` as the store's.

#include "cases/note_known.h"

namespace kith::cases {

// All that is wrong with it, names last.
[[nodiscard]] std::vector<Error> problems_of_note(
    Cases const& room, Visit const& visit, Note const& note);

[[nodiscard]] Result<Note> write_note(Cases const& room, Change& change, Note const& wanted);
// The next version, by its author. Parts of those whom the author may not know (any more) stay as
// they are.
[[nodiscard]] Result<Note> correct_note(
    Cases const& room, Change& change, Note const& wanted, std::string const& reason);
// What comes next is done.
[[nodiscard]] Result<Note> finish_next_step(Cases const& room, Change& change, NoteId id);
// Takes it back, within ten minutes; gives back what it said.
[[nodiscard]] Result<Note> undo_note(Cases const& room, Change& change, NoteId id);
// Records that were joined are taken apart: the part of one goes to the other, and with it what
// stands in the chronologies. The caller has decided and recorded that.
void move_note_part(Cases const& room, Change& change, NoteId id, PersonId from, PersonId to,
    std::string const& reason);
[[nodiscard]] bool may_undo(Visit const& visit, Note const& note);

} // namespace kith::cases
