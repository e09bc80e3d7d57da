// SPDX-License-Identifier: MIT
#pragma once

// A phone, a vehicle, an account, a nickname: something that was named and has no record of its
// own. It is one thing however often it is named (named.h says when two namings compare as the
// same), and says by itself nothing of who named it: that stands in links, drawn from where it was
// named.
//
// It is known to whoever may know something that a standing link to it was drawn from; so a thing
// that was named only where a visitor may not look is not there for them.
//
// Cost     an indexed read; who may know it asks for each link's record.
// Errors   none.

#include "links/link.h"
#include "links/seen.h"
#include <optional>
#include <string>
#include <vector>

namespace kith {
using NamedThingId = Id<struct NamedThingKind>;
[[nodiscard]] inline Thing thing(NamedThingId id) { return {"named_thing", id.uuid()}; }
} // namespace kith

namespace kith::links {

struct NamedThing {
    NamedThingId id = {};
    std::string kind = {};       // data/code_lists/named_kind.csv
    std::string as_written = {}; // as it was named first
    std::string normalised = {}; // "" where no other naming can be found to be the same
};

// The one that compares as the same, or a new one. For what a room decides and records in the same
// Change.
NamedThing named_as(Change& change, std::string_view kind, std::string_view as_written);
[[nodiscard]] std::optional<NamedThing> find_named_thing(
    db::Connection& connection, NamedThingId id);
// The records that standing links to it were drawn from, each once, as far as this visit may know.
// Notes no look.
[[nodiscard]] std::vector<Thing> named_in_records(
    Seen const& seen, Visit const& visit, NamedThingId id);

} // namespace kith::links
