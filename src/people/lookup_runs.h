// SPDX-License-Identifier: MIT
#pragma once

// Who looked many people up in a short while, for the auditor of their agency.
//
// What a run is stands in lookup_rules.h. Whom they looked for, and whom that showed, is in the
// ledger (docs/auditor.md): here is told that it happened, how often, and why they went on.
//
// Cost     one indexed read, and the unsealing of each reason.
// Errors   `not_found` for whoever audits nothing.

#include "people/room.h"
#include "platform/access/operations.h"
#include "platform/html/value.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::people {

struct RunTold {
    Uuid id = {};
    AccountId account = {};
    Instant began_at = {};
    std::int64_t different = 0; // look-ups that differed
    std::int64_t brief = 0;     // of these, of fewer than three letters
    std::int64_t stepping = 0;  // steps in a row from one to the next
    std::optional<Instant> said_why_at = {};
    std::string why = {}; // empty where they did not go on, or their key was destroyed
};
// Of the visitor's agency, the latest first, `most` at most; noted as a look at them.
[[nodiscard]] Result<std::vector<RunTold>> runs_told(
    Visit const& visit, Instant since, std::size_t most);

[[nodiscard]] http::Response draw_lookup_runs(
    People const& room, Visit const& visit, std::vector<RunTold> const& runs);
Result<http::Response> show_lookup_runs(
    People const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_lookup_runs(
    People const& room, Visit const& visit, http::Request const& request);
[[nodiscard]] access::Operation lookup_runs_operation();
// "Who looked many people up", for Home of those who may read it.
[[nodiscard]] std::optional<html::Value> way_to_lookup_runs(Visit const& visit);

} // namespace kith::people
