// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of matters, their stages, who told the victim, and what was offered.
//
// Cost     a find is an indexed read; a matter's parts are an indexed read each, and one for each
//          stage. Errors   as store.h.

#include "justice/matter.h"
#include "justice/store.h"

namespace kith::justice {

[[nodiscard]] Result<access::Facts> facts_of(Visit const& visit, Matter const& matter);
[[nodiscard]] Result<Matter> find(Visit const& visit, MatterId id);
[[nodiscard]] bool knows(Visit const& visit, MatterId id); // notes no look
[[nodiscard]] std::vector<Matter> list_matters(Visit const& visit, PersonId person);
[[nodiscard]] std::vector<Matter> list_owned_matters(Visit const& visit);
[[nodiscard]] Result<Matter> add(Change& change, Matter const& wanted);
[[nodiscard]] Result<Matter> save(Change& change, Matter const& wanted, std::string const& reason);
struct MatterWas {
    Matter matter;
    Instant until;
    AccountId by; // who replaced it
    std::string reason;
};
[[nodiscard]] std::vector<MatterWas> versions_of(Visit const& visit, Matter const& matter);

// In the order recorded, taken back or not. The caller has found the matter.
[[nodiscard]] std::vector<Stage> stages_of(Visit const& visit, Matter const& matter);
[[nodiscard]] std::vector<Offer> offers_of(Visit const& visit, Matter const& matter);

[[nodiscard]] Result<Stage> add_stage(Change& change, Matter const& matter, Stage const& wanted);
[[nodiscard]] Result<Telling> add_telling(
    Change& change, Matter const& matter, StageId stage, Telling const& wanted);
[[nodiscard]] Result<Offer> add_offer(Change& change, Matter const& matter, Offer const& wanted);
enum class MatterPart { stage, telling, offer };
[[nodiscard]] Done take_part_back(Change& change, Matter const& matter, MatterPart part,
    Uuid const& id, std::string const& because);

} // namespace kith::justice
