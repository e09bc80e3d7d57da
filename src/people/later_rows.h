// SPDX-License-Identifier: MIT
#pragma once

// What was recorded of a person after two of their records were joined: somebody who takes the
// records apart says of each row which of the two it belongs to.
//
// What is new always goes to the record that is kept, so only the records above the one that is
// taken away can hold such rows. A kind of row that another part of the room, or another room,
// keeps is told of by a LaterKind in `People::later_kinds`.
//
// Errors   none. What this visit may not see is not listed, and stays where it is.

#include "people/joined.h"
#include "platform/access/visit.h"
#include <functional>
#include <string>
#include <vector>

namespace kith::people {

struct People;

struct LaterRow {
    // "name", "number", "contact", "fact", "relationship", "link", "involvement", or another room's
    std::string kind;
    Uuid id = {};
    PersonId record = {}; // where it stands
    std::string text = {};
    std::string source = {};
    AccountId by = {};
    AgencyId agency = {};      // for whom it was recorded, where the row says so
    bool seems_others = false; // it seems to belong to the record that is taken away
};

struct LaterKind {
    std::string kind;
    // Of one record, after a moment; those that stand and this visit may see.
    std::function<std::vector<LaterRow>(access::Visit const&, PersonId record, Instant after)> list;
    // Added to another record, and withdrawn where it stands, for the reason.
    std::function<void(access::Change&, LaterRow const&, PersonId to, std::string const& reason)>
        move;
};

struct Person;
// What was recorded in one record of the person after a moment and stands, as far as this visit may
// see it.
[[nodiscard]] std::vector<LaterRow> rows_since(People const& room, access::Visit const& visit,
    Person const& shown, PersonId record, Instant after);
[[nodiscard]] std::vector<LaterRow> later_rows(
    People const& room, access::Visit const& visit, RecordJoin const& join);
void move_row(People const& room, access::Change& change, LaterRow const& row, PersonId to,
    std::string const& reason);

} // namespace kith::people
