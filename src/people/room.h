// SPDX-License-Identifier: MIT
#pragma once

// What the room of people needs, filled by `app`.

#include "directory/directory.h"
#include "links/links.h"
#include "people/entry.h"
#include "people/lookups.h"
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

namespace kith::people {

// A box that another room puts on a person's page, for those who may see what is in it: {title,
// text, rows ([{href, text, detail, status, due}], as the macro work_list), link ({text, href})};
// nothing if this visitor has none.
using Panel = std::function<std::optional<html::Value>(Visit const&, Person const&)>;

// What another room adds to a person's chronology: entries of all their records, as they were known
// at that moment, and only those that this visit may see.
using Chronicle
    = std::function<std::vector<Entry>(Visit const&, std::vector<PersonId> const&, Instant)>;

struct People {
    links::Links& links;
    directory::ReferenceFacts const& facts;
    access::Pages const& pages;
    std::function<std::string(db::Connection&, AccountId)> name_of;    // as colleagues see it
    std::vector<Panel> panels = {};                                    // in the order shown
    std::shared_ptr<Snapshot> snapshot = std::make_shared<Snapshot>(); // who may be alike
    std::vector<LookupLimits> lookup_limits = shipped_lookup_limits();
    std::vector<Chronicle> chronicles = {};
    // Two records may be of one person, and why: for somebody to decide. Set where there is a
    // queue for it; an import's own page lists those it found either way.
    std::function<Done(access::Change&, PersonId, PersonId, std::string const& why)> propose_same
        = {};
};

void join(House& house, People& room);

} // namespace kith::people
