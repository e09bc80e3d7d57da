// SPDX-License-Identifier: MIT
#pragma once

// Which contexts have most weight, in harm and in safety, for one person or one group.
//
// 1. Home, peers, school, neighbourhood and online are each weighed twice: what they do to the
//    harm, and what they do to the safety (csnetwork.org.uk). Effort follows the weight.
// 2. A weight is a word, never a number, and nothing adds weights up. One context at most is the
//    strongest in harm, and one in safety.
// 3. Each weight has its reason, and may say which recorded contexts it means.
// 4. The person's own view stands beside it, or why it was not heard.
// 5. A weighting is never edited: the next one stands, and the earlier ones stay.
//
// Shapes   codes of data/code_lists/weight.csv and context_kind.csv. Of a context's own case there
//          is one part, itself; of a group of peers the five.
// Errors   rules answer `invalid`; a field is "PEER-harm", "PEER-because", "own_view".

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include <string>
#include <string_view>
#include <vector>

namespace kith::cases {

struct PartWeight {
    std::string part;
    std::string harm = "not_known";
    std::string safety = "not_known";
    std::string because = {};
    std::vector<ContextId> contexts = {};
};

struct Weighting {
    WeightingId id = {};
    CaseId of = {};
    std::int64_t version = 0; // 0: not saved yet
    std::vector<PartWeight> parts = {};
    std::string own_view = {};
    std::string own_view_missing = {}; // why it was not heard
    Date on = {};
    AccountId by = {};
    Instant recorded_at = {};

    [[nodiscard]] PartWeight const* part(std::string_view code) const;
};

// What is weighed; `context_kind` is empty for a person.
[[nodiscard]] std::vector<std::string> parts_to_weigh(std::string_view context_kind);
// 0 for none and what is not known, to 3 for the strongest.
[[nodiscard]] int weight_rank(std::string_view code);
// Rules 2 to 4: all that is wrong, and the same tidied.
[[nodiscard]] std::vector<Error> problems_of(Weighting const& weighting, Date today);
[[nodiscard]] Weighting tidied(Weighting weighting);
// The parts with the greatest weight in harm, if any has one.
[[nodiscard]] std::vector<std::string> heaviest_in_harm(Weighting const& weighting);

} // namespace kith::cases
