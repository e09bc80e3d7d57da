// SPDX-License-Identifier: MIT
#pragma once

// What the room of contexts needs, filled by `app`.

#include "actions/actions.h"
#include "contexts/store.h"
#include "directory/directory.h"
#include "links/links.h"
#include "platform/access/house.h"
#include "platform/access/pages.h"
#include "platform/html/value.h"
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace kith::imports {
class Kind;
}

namespace kith::contexts {

// A box that another room puts on a context's page: {title, text, rows, link}; also a drawing
// (`picture`, safe) with its `table` of {key, text} and `table_heads`. Nothing if this visitor has
// none.
using Panel = std::function<std::optional<html::Value>(Visit const&, Context const&)>;

// A way to another room from the list of contexts, for those who may go there: {text, href}.
using WayBeside = std::function<std::optional<html::Value>(Visit const&)>;

// What numbers of people are split by: what the room of people answers for one of them.
struct CountedAs {
    std::optional<PartialDate> birth = {};
    std::string sex = {}; // data/code_lists/sex.csv
};
// What a room above does once a context changed, in the same Change: as it stood, as it stands.
using Changed = std::function<Done(Change&, Context const& stood, Context const& stands)>;

struct Contexts {
    links::Links& links;
    directory::ReferenceFacts const& facts;
    access::Pages const& pages;
    std::function<std::string(db::Connection&, AccountId)> name_of; // as colleagues see it
    std::vector<Panel> panels = {};                                 // in the order shown
    std::vector<WayBeside> beside = {};
    // Whom a reference means, if this visit may know them; of the room of people, set by `app`.
    std::function<std::optional<Thing>(Visit const&, Reference const&)> person_of = {};
    // For counting alone. Without it nothing is known of anybody but that they are there.
    std::function<CountedAs(db::Connection&, PersonId)> counted_as = {};
    // Who has it among the contexts that weigh most in harm for them; a table of numbers, never
    // told by name. Of the room of cases.
    std::function<std::set<Uuid>(db::Connection&, ContextId)> weighs_for = {};
    actions::Clocks clocks = actions::Clocks::read().value();
    std::vector<Changed> changed = {};
    // Lists of contexts that an agency brings in: set by join.
    std::shared_ptr<imports::Kind const> list = {};
};

// Saves the next version (store.h) and tells the rooms above what changed.
[[nodiscard]] Result<Context> save_and_tell(
    Contexts const& room, Change& change, Context const& wanted, std::string const& reason);

void join(House& house, Contexts& room);

} // namespace kith::contexts
