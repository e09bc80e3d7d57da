// SPDX-License-Identifier: MIT
#pragma once

// The rows of what is known of a person, in clear or sealed. The room's own, behind fact_store.h.
//
// Where a person's address is protected, what tells where they live is a row of protected_facts,
// sealed with that person's own key, and no row of person_facts; so is what was withdrawn.
//
// Cost     an indexed read; and the opening of each sealed row.
// Errors   none: what was erased or damaged is not there. Database failures are thrown.

#include "people/person_fact.h"
#include "platform/access/visit.h"
#include "platform/ledger/keys.h"
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kith::people {

// Of one record, oldest first, withdrawn ones too.
[[nodiscard]] std::vector<Fact> clear_facts(db::Connection& connection, PersonId record);
// `open` answers the text of a sealed row, or nothing where it may not or cannot be read.
using OpenSealed = std::function<std::optional<std::string>(std::string const& sealed)>;
[[nodiscard]] std::vector<Fact> sealed_facts(
    db::Connection& connection, PersonId record, OpenSealed const& open);

// Where `fact.sealed` says, here and below.
void insert_fact(db::Connection& connection, ledger::Keys& keys, Fact const& fact);
// A last day, or that it was withdrawn: false if somebody else was first.
[[nodiscard]] bool save_fact(db::Connection& connection, ledger::Keys& keys, Fact const& fact);

// The protection of a record begins: where they live stands in clear no more. Or it ends.
void seal_facts(db::Connection& connection, ledger::Keys& keys, PersonId record);
void unseal_facts(db::Connection& connection, ledger::Keys& keys, PersonId record);
// Records that are protected, and of which a row stands in clear.
[[nodiscard]] std::vector<PersonId> facts_left_in_clear(db::Connection& connection);

} // namespace kith::people
