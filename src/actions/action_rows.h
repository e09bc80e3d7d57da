// SPDX-License-Identifier: MIT
#pragma once

// A row of actions, or of its twin, as a value, and what the policies may know of it. The room's
// own.

#include "actions/about.h"
#include "actions/action.h"
#include "platform/db/db.h"

namespace kith::actions {

struct ActionRow {
    Action action;
    Thing subject;       // whose key seals what the ledger tells of it
    bool nobody = false; // nobody who signs in is named
};

[[nodiscard]] Action read_action(db::Row const& row);
// Of a row joined with the account it names.
[[nodiscard]] ActionRow read_action_row(db::Row const& row);

// `about` as its room told it; nothing where it told nothing.
struct ActionFacts {
    access::Facts facts;
    bool about_known = false;
};
[[nodiscard]] ActionFacts facts_of_action(
    Visit const& visit, ActionRow const& row, std::optional<access::Facts> const& about);

// Only its own words, who asked and by when: for who may not know what it is about.
[[nodiscard]] Action own_words(Action action);

} // namespace kith::actions
