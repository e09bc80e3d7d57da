// SPDX-License-Identifier: MIT
#pragma once

// Relationships, what somebody is to a child, and what may be told: read and written.
//
// Reading goes with "read" of the person, writing with "change"; each act has its ledger entry. A
// row whose other end is a record this visit may not know is not there at all: not in a list, a
// count or a suggestion. Where it was named in words before it was tied to that record, it is
// still named in those words, as if it had not been tied. Where both ends are on record, a link of
// links joins them, drawn from the relationship.
//
// Cost     a list is three indexed reads for each record of the person, and the look-up of each
//          other person on record.
// Errors   `not_found`, `not_allowed`, `invalid` with the field, `conflict` if it was saved since
//          it was read.

#include "people/relationships.h"
#include "people/room.h"
#include "people/telling.h"
#include <vector>

namespace kith::people {

// A relationship as one of the two reads it.
struct Around {
    Relationship relationship;
    PersonId about = {};                 // from whose record it is read
    std::string kind;                    // what the other is to them
    bool said_here = true;               // on their own record, not on the other's
    std::optional<Person> other;         // if on record
    std::vector<Part> parts = {};        // what the other is to them; the latest last
    std::vector<Part> holds = {};        // what they themselves are to the other
    std::optional<Telling> telling = {}; // what the other may be told

    [[nodiscard]] std::string name_on(Date day) const;
    [[nodiscard]] bool has_part(std::string_view kind, Date day) const; // and stands itself
};

// What stands and what ended, oldest first; nothing that was taken back. The caller has found the
// person, and asked for a purpose where one is needed. `known_at`: as it was known then.
[[nodiscard]] std::vector<Around> list_around(
    Visit const& visit, Person const& person, std::optional<Instant> known_at = {});
[[nodiscard]] Result<Around> find_around(
    Visit const& visit, Person const& person, RelationshipId id);
// May this visit know both ends? Notes no look.
[[nodiscard]] bool knows_relationship(Visit const& visit, RelationshipId id);
// All that was decided of what may be told, the versions replaced too.
[[nodiscard]] std::vector<Telling> list_tellings(
    Visit const& visit, Person const& person, Instant known_at);

// Somebody who has a parent in common with the person, and is not recorded as brother or sister
// yet: to be looked at, never set by itself.
struct Suggested {
    Person who;
    std::string reason;
};
[[nodiscard]] std::vector<Suggested> brothers_and_sisters(
    Visit const& visit, Person const& person, std::vector<Around> const& around);

// Gives back the one that stands if the same was said already: the same form came twice.
[[nodiscard]] Result<RelationshipId> add_relationship(links::Links const& links, Change& change,
    Relationship const& relationship, std::vector<Part> const& parts);
[[nodiscard]] Done end_relationship(links::Links const& links, Change& change, PersonId person,
    RelationshipId id, Date last_day, std::string const& reason);
[[nodiscard]] Done withdraw_relationship(links::Links const& links, Change& change, PersonId person,
    RelationshipId id, std::string const& reason);
// As records of one person are taken apart: said of another record, with what stands on it, and
// taken back here. `one` is as it is read from `from`; the caller has decided that it may.
void move_relationship(links::Links const& links, Change& change, Around const& one, PersonId from,
    PersonId to, std::string const& reason);
// Whoever was named in words is found to be on record.
[[nodiscard]] Done tie_relationship(
    links::Links const& links, Change& change, PersonId person, RelationshipId id, PersonId other);
[[nodiscard]] Done add_part(Change& change, PersonId person, Part const& part);
[[nodiscard]] Done end_part(Change& change, PersonId person, RelationshipId id, Uuid const& part,
    Date last_day, std::string const& reason);
[[nodiscard]] Done withdraw_part(Change& change, PersonId person, RelationshipId id,
    Uuid const& part, std::string const& reason);
[[nodiscard]] Result<Telling> save_telling(Change& change, PersonId person, Telling const& telling);

} // namespace kith::people
