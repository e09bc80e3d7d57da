// SPDX-License-Identifier: MIT
#pragma once

// Weighing the contexts of a case: what its page, its API and the plan use.
//
// Errors   `invalid` with the field; `conflict`; as the store's.

#include "cases/room.h"
#include "cases/weighting_store.h"

namespace kith::cases {

// What happened to a case, for the chronology of its subject; seen by who may know the case.
void tell_of_case(
    Cases const& room, Change& change, Case const& one, char const* kind, std::string said);

// What is weighed in this case, and the recorded contexts that each part may mean: those joined to
// its subject, as far as this visit may know.
struct ToWeigh {
    struct Choice {
        ContextId context;
        std::string text;
        std::string href;
    };
    std::string part;
    std::vector<Choice> choices = {};
};
[[nodiscard]] std::vector<ToWeigh> to_weigh(Cases const& room, Visit const& visit, Case const& one);
// The contexts that the visit may not know stay as they stood. Of a context's case no text names a
// child (unnamed.h).
[[nodiscard]] Result<Weighting> weigh(
    Cases const& room, Change& change, CaseId id, Weighting const& wanted, std::int64_t seen);
// As shown: names withheld in a context's.
[[nodiscard]] std::vector<Weighting> shown_weightings(
    Cases const& room, Visit const& visit, Case const& one);

} // namespace kith::cases
