// SPDX-License-Identifier: MIT
#pragma once

// Putting right the typed facts of a concern: where, who or what it is about, whether somebody is
// safe. The words as they were given stay; what each fact was before stands in the history.
//
// Errors   `invalid` with the field; `conflict` if somebody saved first; as the store's.

#include "concerns/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::concerns {

struct Correction {
    ConcernId concern = {};
    std::int64_t version = 0; // the one they saw
    std::string postcode = {};
    std::set<std::string> about = {};
    SafeNow safe_now = SafeNow::not_known;
    std::string reason = {};
};
// Works out anew which district and, until it is decided, which team it goes to: another team's is
// theirs from then on. Saying what stands already changes nothing.
Done correct_facts(Concerns const& room, Change& change, Correction const& correction);

// What the facts were, each time they were put right, the latest first: [{when, by, reason, rows}].
[[nodiscard]] html::Value corrections_view(
    Concerns const& room, Visit const& visit, Concern const& concern);

Result<http::Response> ask_correction(
    Concerns const& room, Visit const& visit, http::Request const& request);
Result<http::Response> record_correction(
    Concerns const& room, Visit const& visit, http::Request const& request);

} // namespace kith::concerns
