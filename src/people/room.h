// SPDX-License-Identifier: MIT
#pragma once

// What the room of people needs, filled by `app`.

#include "directory/directory.h"
#include "links/links.h"
#include "people/entry.h"
#include "people/later_rows.h"
#include "people/lookups.h"
#include "people/person_fact.h"
#include "people/snapshot.h"
#include "people/store.h"
#include "platform/access/house.h"
#include "platform/access/pages.h"
#include "platform/html/value.h"
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kith::documents {
struct Documents;
}
namespace kith::imports {
class Kind;
}

namespace kith::people {

// A box that another room puts on a person's page, for those who may see what is in it: {title,
// text, rows ([{href, text, detail, status, due}], as the macro work_list), link ({text, href})};
// nothing if this visitor has none.
using Panel = std::function<std::optional<html::Value>(Visit const&, Person const&)>;

// A way to another room from the list of people, for those who may go there: {text, href}.
using Beside = std::function<std::optional<html::Value>(Visit const&)>;

// What another room adds to a person's chronology: entries of all their records, as they were known
// at that moment, and only those that this visit may see.
using Chronicle
    = std::function<std::vector<Entry>(Visit const&, std::vector<PersonId> const&, Instant)>;
// What another room does once a statement was added to a person's record, in the same Change.
using FactAdded = std::function<Done(access::Change&, Person const&, Fact const&)>;
// Records that may be about the same person as this one, each with its weight in bits. For the
// round that proposes them: no visitor, so ids and weights only, and nothing of it is shown.
using LikelySame
    = std::function<std::vector<std::pair<PersonId, float>>(db::Connection&, PersonId)>;
// Those with the same number, or the same name and birth date: what SQL alone finds.
[[nodiscard]] std::vector<std::pair<PersonId, float>> exactly_alike(
    db::Connection& connection, PersonId person);

struct People {
    links::Links& links;
    directory::ReferenceFacts const& facts;
    access::Pages const& pages;
    std::function<std::string(db::Connection&, AccountId)> name_of;    // as colleagues see it
    std::vector<Panel> panels = {};                                    // in the order shown
    std::shared_ptr<Snapshot> snapshot = std::make_shared<Snapshot>(); // who may be alike
    std::vector<LookupLimits> lookup_limits = shipped_lookup_limits();
    std::vector<Chronicle> chronicles = {};
    std::vector<FactAdded> fact_added = {};
    // Two records may be of one person, and why: for somebody to decide. Set where there is a
    // queue for it; an import's own page lists those it found either way.
    std::function<Done(access::Change&, PersonId, PersonId, std::string const& why)> propose_same
        = {};
    LikelySame likely_same = exactly_alike;
    std::vector<LaterKind> later_kinds = {}; // of other parts and rooms, beside people's own
    std::vector<Beside> beside = {};
    documents::Documents* documents = nullptr; // photographs; without it there are none
    // Who sees the photograph of somebody beside those who may read the record: whoever looks for
    // them while they are missing. The facts by which this visit may; nothing if it may not. Set by
    // `app`.
    std::function<std::optional<access::Facts>(Visit const&, PersonId)> photograph_for = {};
    // Files of people that an agency brings in: set by join.
    std::shared_ptr<imports::Kind const> list = {};
};

// Adds a statement (fact_store.h) and tells the rooms above.
[[nodiscard]] Result<Fact> add_fact_and_tell(
    People const& room, access::Change& change, Person const& person, Fact const& fact);

void join(House& house, People& room);

} // namespace kith::people
