// SPDX-License-Identifier: MIT
#pragma once

// The rows of relationships, their parts, and what may be told. The room's own: who may see them is
// decided in around.h.
//
// Cost     an indexed read each.

#include "people/relationships.h"
#include "people/telling.h"
#include "platform/access/visit.h"

namespace kith::people {

// "As it is known now": later than anything recorded, whichever server's clock is a little ahead.
[[nodiscard]] Instant as_it_stands();

struct RelationshipRow {
    Relationship relationship; // without `reach`
    std::string sealed_reach = {};
};

// At either end, as it was known at that moment, without what was taken back by then; oldest first.
[[nodiscard]] std::vector<RelationshipRow> read_relationships(
    db::Connection& connection, PersonId person, Instant known_at);
[[nodiscard]] std::optional<RelationshipRow> read_relationship(
    db::Connection& connection, RelationshipId id); // unless it was taken back
// Of all relationships at either end, so too.
[[nodiscard]] std::vector<Part> read_parts(
    db::Connection& connection, PersonId person, Instant known_at);
[[nodiscard]] std::vector<Telling> read_tellings(db::Connection& connection, PersonId about);
[[nodiscard]] std::vector<Telling> read_all_tellings(
    db::Connection& connection, PersonId about, Instant known_at);

void insert_relationship(access::Change& change, Relationship const& one);
void insert_part(access::Change& change, Part const& part);
// Each says whether there was such a row to change.
[[nodiscard]] bool end_row(
    access::Change& change, RelationshipId id, Date last_day, std::string const& reason);
[[nodiscard]] bool withdraw_row(
    access::Change& change, RelationshipId id, std::string const& reason);
[[nodiscard]] bool tie_row(access::Change& change, RelationshipId id, PersonId other);
[[nodiscard]] bool end_part_row(
    access::Change& change, Uuid const& id, Date last_day, std::string const& reason);
[[nodiscard]] bool withdraw_part_row(
    access::Change& change, Uuid const& id, std::string const& reason);
[[nodiscard]] bool insert_telling(access::Change& change, Telling const& one);
[[nodiscard]] bool replace_telling(access::Change& change, Telling const& one);

} // namespace kith::people
