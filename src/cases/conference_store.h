// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of context conferences. A conference is known to who may know its case: the
// caller has found that.
//
// Cost     an indexed read.
// Errors   `not_found`; as the policy decides "confer"; `conflict` if it was saved since it was
//          read.

#include "cases/case.h"
#include "cases/conference.h"
#include "platform/access/visit.h"
#include <vector>

namespace kith::cases {

[[nodiscard]] std::vector<Conference> list_conferences( // the latest first
    access::Visit const& visit, CaseId of);
[[nodiscard]] Result<Conference> find_conference(
    access::Visit const& visit, CaseId of, ConferenceId id);
struct ConferenceWas {
    Conference one;
    Instant until;
    std::string reason;
};
[[nodiscard]] std::vector<ConferenceWas> versions_of_conference(
    access::Visit const& visit, ConferenceId id); // the latest first
// A new one if it has no id yet, else the next version of the one it was read at; decides and
// records "confer" with `text`.
[[nodiscard]] Result<Conference> save_conference(access::Change& change, Case const& of,
    Conference const& wanted, std::string const& text, std::string const& reason);
// Is there a colleague of that name? Those who use Kith are known to all of it.
[[nodiscard]] bool is_colleague(db::Connection& connection, std::string const& name);

} // namespace kith::cases
