// SPDX-License-Identifier: MIT
#pragma once

// What `kith ledger verify` says.
//
// Errors   answers the exit code: 0 proven, 1 problems found.

#include "platform/ledger/ledger.h"
#include <ostream>

namespace kith::ledger {

enum class Spoken { in_words, in_json };

int report(Verdict const& verdict, std::ostream& out, Spoken spoken = Spoken::in_words);

// `kith ledger verify` whole: proves the ledger and holds it against the newest checkpoint of
// `folder` (none if it is empty) and against `held_against`, then reports.
int report_proof(db::Connection& connection, std::filesystem::path const& folder,
    std::vector<Checkpoint> held_against, std::ostream& out, Spoken spoken = Spoken::in_words);

} // namespace kith::ledger
