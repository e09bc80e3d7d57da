// SPDX-License-Identifier: MIT
#pragma once

// The cases that prove the rules: data/policies/*.cases.toml, each beside the rules it proves.
//
// A case names a visitor, the facts of a record, acts, and the rule that must decide each of them,
// or "refused" where none may permit it. The format is written down in data/policies/README.md.
//
// Beyond each case itself, the rules must be proven whole:
//   each act of each rule      is decided by that rule in some case;
//   each condition of a rule   decides: in some case it alone does not hold, and all others do;
//   no by default              some case of each kind of record is refused by no rule at all.
// So a rule that is widened, or a condition that is dropped, makes a case fail.
//
// Cost     cases times rules: milliseconds.
// Errors   none thrown for what stands in a file: each failure is a sentence that names file and
//          case.
// Threads  safe.

#include "platform/access/policy.h"
#include <string>
#include <utility>
#include <vector>

namespace kith::access {

using NamedTexts = std::vector<std::pair<std::string, std::string>>; // path and text of a file

[[nodiscard]] NamedTexts shipped_cases(); // every data/policies/*.cases.toml

// What is not as the cases say, as sentences; empty if all is proven.
[[nodiscard]] std::vector<std::string> run_cases(Policy const& policy, NamedTexts const& files);

} // namespace kith::access
