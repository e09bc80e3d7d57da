// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of notes, and who may read what of one.
//
// A reader is given what is said to all, if they may know one of those the note is about, and the
// parts of those whom they may know and whose record is open to them (they work with them, or said
// why they look). Nothing tells that there are other parts. Names of whoever is joined to a context
// of the note, or in it as a person, are withheld where a reader of that context reads.
//
// Cost     an indexed read of the note and of its parts, and for each person and context that of
//          theirs; of a list two for each record, and each person and context once.
// Errors   `not_found`; as the policy decides; `conflict` if it was saved since it was read.

#include "cases/conference_acts.h"
#include "cases/note.h"
#include "cases/room.h"
#include <vector>

namespace kith::cases {

// May this visit know it, and does its record open without saying why first?
[[nodiscard]] bool opens_for_note(Cases const& room, Visit const& visit, Thing const& subject);
// Does the visit know one of those it is about?
[[nodiscard]] bool knows_note(Cases const& room, Visit const& visit, NoteId id);

// As far as this visit may read it; one that was taken back only for its author.
[[nodiscard]] Result<Note> find_note(Cases const& room, Visit const& visit, NoteId id);
// Where somebody says why they look, who may know whom it is about and has not said so yet.
[[nodiscard]] std::optional<Thing> asks_why_first(Cases const& room, Visit const& visit, NoteId id);
// Of these records, the latest first, at most `most`.
[[nodiscard]] std::vector<Note> list_notes(
    Cases const& room, Visit const& visit, std::vector<Thing> const& records, std::size_t most);
// The visitor's own whose next step has a day and is not done, the earliest first.
[[nodiscard]] std::vector<Note> list_next_steps(Cases const& room, Visit const& visit);

// All of it, whoever looks: for rules and for the next version. Decides nothing.
[[nodiscard]] std::optional<Note> whole_note(Visit const& visit, NoteId id);
[[nodiscard]] access::Facts facts_of_note(Cases const& room, Visit const& visit, Note const& note);

struct NoteWas {
    Note note;
    Instant until;
    std::string reason;
};
// The latest first, each as far as this visit may read it now, and only those that differ in that
// from what replaced them: a part that changed tells the readers of another nothing.
[[nodiscard]] std::vector<NoteWas> versions_of_note(
    Cases const& room, Visit const& visit, NoteId id);

// A new one, or the next version; decides and records `act`.
[[nodiscard]] Result<Note> save_note(Cases const& room, Change& change, Note const& wanted,
    std::string_view act, std::string const& reason);

// Written on that very record after the moment, as far as this visit may read it; for who takes
// joined records apart.
[[nodiscard]] std::vector<Note> list_written_on(
    Cases const& room, Visit const& visit, PersonId record, Instant after);
// The next version of one that stands, whoever does it: the caller has decided and recorded that.
void write_next_version(Change& change, Note& note, std::string const& reason);

// Who and what a context's reader may not find named in the note: one of each context it is about.
[[nodiscard]] std::vector<Naming> namings_of_note(
    Cases const& room, Visit const& visit, Note const& note);

} // namespace kith::cases
