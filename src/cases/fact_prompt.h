// SPDX-License-Identifier: MIT
#pragma once

// Which statement on a person's record asks for another look at their case: another home or
// placement, another school, an exclusion, an order, the police (liia.london/mace-review: placement
// move, exclusion, police event, strategy discussion).
//
// 1. By kind and code: the table in fact_prompt.cc. What somebody is, speaks or needs asks for
//    none, nor does an address for letters.
// 2. One with a last day that has passed is history: it asks for none.
// 3. One whose first day is known asks of each case that was open that day: what had happened
//    before belongs to what the case began with.
// 4. One whose first day is not known asks where something else of the kind was known before, or
//    where it is always something that happened, such as an exclusion.
// 5. What it says is the code's label and the day, in nobody's own words. Where the address is
//    protected, nothing of what is sealed is said: no kind of home and no day.
//
// Shapes   plain values.  Errors   none.

#include "people/people.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::cases {

struct FactPrompt {
    std::string kind;             // a trigger of the pathway
    std::string said;             // may be empty
    std::optional<Date> last_day; // a case that was opened after it is not asked
};
// `known`: the other statements on the record, as far as they may be read.
[[nodiscard]] std::optional<FactPrompt> prompt_of_fact(directory::ReferenceFacts const& facts,
    people::Fact const& fact, std::vector<people::Fact> const& known, Date today);

} // namespace kith::cases
