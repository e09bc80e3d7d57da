// SPDX-License-Identifier: MIT
#pragma once

// Who is counted in a list, and with which outcome.
//
// Whoever may "read all" on "fairness" and opens no cases (analysts) is told of the whole
// partnership: they may know none of those counted. Others who may "read" there are told of the
// cases that their teams hold and that they may read anyhow. Both are noted as looks at the
// numbers, and name nobody.
//
// Cost     an indexed read for each case or concern in the list and a few for each person.
// Errors   `not_found` where this visit reads no numbers, or for a list there is not.

#include "cases/fairness.h"
#include "cases/room.h"

namespace kith::cases {

struct FairnessList {
    std::string code;  // as in the address: "levels", "harm-CSE"
    std::string label; // "Open cases: the level judged"
    std::string says;  // who is counted
    std::vector<std::string> outcomes = {};
};
// In the order offered. Of concerns there is one for the whole partnership alone.
[[nodiscard]] std::vector<FairnessList> fairness_lists(Cases const& room, Visit const& visit);

struct FairnessNumbers {
    FairnessList list;
    bool of_all = false; // the partnership, not the visitor's teams
    Date on = {};
    std::vector<FairnessTable> tables = {};
};
[[nodiscard]] Result<FairnessNumbers> fairness_of(
    Cases const& room, Visit const& visit, std::string_view list);

} // namespace kith::cases
