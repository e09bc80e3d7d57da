// SPDX-License-Identifier: MIT
#pragma once

// Why somebody opens the record of a subject they do not work with: asked once, kept for that
// subject for 30 minutes, and told in each look meanwhile (decisions of the house: 12).
//
// Errors   `invalid` if nothing was said; as the policy decides "state purpose".

#include "platform/access/visit.h"
#include <chrono>
#include <string>
#include <vector>

namespace kith::links {

inline constexpr std::chrono::minutes purpose_lasts{30};

// True if none need be asked: the visitor works with the subject, or said why a little while ago,
// which from now on stands in the looks of this visit.
[[nodiscard]] bool purpose_stands(access::Visit const& visit, access::Facts const& subject);
// When an account said why it opens somebody's record (`kind` "person"), or a context's, since
// then.
[[nodiscard]] std::vector<Instant> purposes_stated(
    db::Connection& connection, AccountId account, std::string_view kind, Instant since);
[[nodiscard]] Done check_purpose(std::string const& purpose); // is one given, and not too long?
[[nodiscard]] Done state_purpose(
    access::Change& change, access::Facts const& subject, std::string const& purpose);

} // namespace kith::links
