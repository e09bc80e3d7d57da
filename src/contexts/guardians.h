// SPDX-License-Identifier: MIT
#pragma once

// Guardians, read and written: every SQL statement about them.
//
// The caller gives the context it has found for this visit; who may do what with its guardians is
// decided over its facts, as kind "guardian" (data/policies/groups.toml).
//
// Cost     one indexed read.
// Errors   `not_found`, `not_allowed`, `invalid` with the field; `conflict` if it was saved since
// it
//          was read.

#include "contexts/guardian.h"
#include "contexts/room.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::contexts {

[[nodiscard]] access::Facts guardian_facts(
    Visit const& visit, Context const& context, GuardianId id = {});

// Those who stand on the list and whose consent has not lapsed, the longest unchanged first.
// Nobody, for whoever may not read them.
[[nodiscard]] std::vector<Guardian> list_guardians(Visit const& visit, Context const& context);
// Those whose consent lapsed, for whoever may ask them anew.
[[nodiscard]] std::vector<Guardian> list_lapsed_guardians(
    Visit const& visit, Context const& context);
[[nodiscard]] Result<Guardian> find_guardian(
    Visit const& visit, Context const& context, GuardianId id);
// Those of the context that are to be asked again by that day.
[[nodiscard]] std::vector<Guardian> guardians_due(
    Visit const& visit, Context const& context, Date by);

// One who is listed, or was. Who took their consent back, and to whoever does not ask them anew who
// let it lapse, stands here without name, part or contact, at whatever moment it is asked of.
struct GuardianKnown {
    Guardian guardian = {}; // as it stood at that moment
    Instant listed_at = {};
    AccountId listed_by = {};
    std::optional<Instant> ended_at = {}; // also if that is after the moment
    AccountId ended_by = {};
    bool lapsed = false; // and not for this visit to know
};
// All that were listed by a moment, for a chronology. Nobody, for whoever may not read them.
[[nodiscard]] std::vector<GuardianKnown> guardians_as_known(
    Visit const& visit, Context const& context, Instant known_at);

[[nodiscard]] Result<GuardianId> add_guardian(
    Contexts const& room, Change& change, Context const& context, Guardian const& guardian);
[[nodiscard]] Done save_guardian(Contexts const& room, Change& change, Context const& context,
    Guardian const& guardian, std::string const& reason);
// They take their consent back, or were listed in error. The reason stands in the ledger alone.
[[nodiscard]] Done withdraw_guardian(
    Change& change, Context const& context, GuardianId id, std::string const& reason);

} // namespace kith::contexts
