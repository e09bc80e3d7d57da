// SPDX-License-Identifier: MIT
#pragma once

// The rows of contexts, in clear or with their address sealed. The room's own, behind store.h.
//
// Rule 6 of context.h: where the address is protected, what tells where it is lies in the column
// `sealed`, under the context's own key, and the columns in clear are empty; so it is with the
// versions that were replaced, and with the reasons for replacing them.
//
// Cost     one statement each; sealing is some microseconds.
// Errors   none: what was erased or damaged is withheld. Database failures are thrown.

#include "contexts/context.h"
#include "platform/access/visit.h"
#include "platform/ledger/keys.h"
#include <string>
#include <vector>

namespace kith::contexts {

// As it stands in clear.
[[nodiscard]] Context read_row(db::Row const& row);
// Puts in what is sealed, for a visit that may "read address"; else takes out what tells where it
// is, and says so. With the reason for replacing it, if the row is a version that was.
void open_address(access::Visit const& visit, access::Facts const& facts, db::Row const& row,
    Context& context, std::string* reason = nullptr);

void insert_row(access::Change& change, Context const& context);
// The version that stands is kept, and the next is written; false if it moved on. Where
// `wanted.address_withheld` what is sealed stays as it is.
[[nodiscard]] bool replace_row(access::Change& change, Context const& stands, Context const& wanted,
    std::string const& reason);

// At the start of a program that writes: seals, in one write, the addresses that an earlier version
// of Kith left in clear. Nothing is written where there is nothing. Gives back of how many
// contexts.
std::size_t seal_addresses(db::Database& database, ledger::Keys& keys, Instant now);

} // namespace kith::contexts
