// SPDX-License-Identifier: MIT
#pragma once

// What the room of intelligence needs, filled by `app`, and what rooms above add to it.

#include "actions/actions.h"
#include "directory/directory.h"
#include "intelligence/submission.h"
#include "links/links.h"
#include "platform/access/house.h"
#include "platform/access/pages.h"
#include "platform/forms/forms.h"
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace kith::intelligence {

using access::Change;
using access::Visit;

// What a record that something is drawn from gives to the sealed source: whose it is, and what it
// is called. Nothing where this visit may not read it. Notes no look: the ledger would tell of it
// in the same breath as of the submission.
struct Origin {
    Thing child = {};
    std::string in_words = {}; // "Return interview of M-7KM-4QX9, held on 3 May 2026"
};
using OriginOf = std::function<std::optional<Origin>(Visit const&, Uuid const&)>;

struct Intelligence {
    links::Links& links;
    directory::ReferenceFacts const& facts;
    forms::Forms const& forms;
    words::Catalogue const& words;
    access::Pages const& pages;
    actions::Home& home;
    actions::Clocks const& clocks;
    ledger::Keys const& keys;                                       // for marks alone (store.h)
    std::function<std::string(db::Connection&, AccountId)> name_of; // as colleagues see it
    std::map<std::string, OriginOf, std::less<>> origins = {};      // by the kind of record
    // Whom or what a reference means, if this visit may know them: of the rooms of people and of
    // contexts, set by `app`. Without it the desk links nothing.
    std::function<std::optional<Thing>(Visit const&, Reference const&)> subject_of = {};
    // Every record of that person, where several were found to be one; set by `app`.
    std::function<std::vector<Thing>(db::Connection&, Thing const&)> records_of
        = [](db::Connection&, Thing const& one) { return std::vector{one}; };
};

} // namespace kith::intelligence
