// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of a step itself: its row and its versions. What hangs on it: parts_store.h.
//
// Reading takes a Visit, decides "read" over each row's facts and notes what was handed out;
// writing takes a Change, decides the act and writes the ledger entry with it. A step is known only
// to who may know its target: a person or context as those rooms say; a thing that was named has no
// rule of its own, and is known to the agency that owns the step and whoever recorded it.
//
// Cost     a find is an indexed read, and those of its target's facts. Lists decide each row, at
//          most 500.
// Errors   `not_found`, `not_allowed`; `conflict` if it was saved since it was read.

#include "disruption/room.h"
#include "disruption/step.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::disruption {

// As far as this visit may know the target; a process of the program knows all. State is "public
// place", "worked with" where the visitor works with it, or "named thing".
[[nodiscard]] Result<access::Facts> facts_of_target(Visit const& visit, Thing const& target);
[[nodiscard]] Result<access::Facts> facts_of(Visit const& visit, Step const& step);
// Of what was answered about children: a rule, and a key, of its own.
[[nodiscard]] Result<access::Facts> answer_facts_of(Visit const& visit, Step const& step);

[[nodiscard]] Result<Step> find(Visit const& visit, StepId id);
[[nodiscard]] bool knows(Visit const& visit, StepId id); // notes no look
[[nodiscard]] std::optional<access::Facts> facts_by_id(Visit const& visit, StepId id);
// Of a target (of a person: all their records), the latest first.
[[nodiscard]] std::vector<Step> list_of(Visit const& visit, Thing const& target);
// Of the visitor's agency: what ends the soonest first, then what has no end, the latest first.
[[nodiscard]] std::vector<Step> list_owned(Visit const& visit);
// For the round of the day, whoever looks: at work, or on its way, and with an end or a footing.
[[nodiscard]] std::vector<Step> list_that_end(Visit const& visit);

// A new one, with id and reference, and the first entry of its history; or the next version. `act`
// is what was done.
[[nodiscard]] Result<Step> add(Change& change, Step const& wanted);
[[nodiscard]] Result<Step> save(
    Change& change, Step const& wanted, std::string_view act, std::string const& reason);

struct StepWas {
    Step step;
    Instant until;
    AccountId by; // who replaced it
    std::string reason;
};
// What each version replaced, the latest first. The caller has found the step.
[[nodiscard]] std::vector<StepWas> versions_of(Visit const& visit, Step const& step);

// A person's records, as one; any other thing itself.
[[nodiscard]] std::vector<Thing> same_as(db::Connection& connection, Thing const& target);

} // namespace kith::disruption
