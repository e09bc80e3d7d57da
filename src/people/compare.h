// SPDX-License-Identifier: MIT
#pragma once

// Two records side by side: what is alike and what differs, in sentences that can be disputed. They
// never say whether it is one person: somebody decides that.
//
// Only what the two hold as they were handed out is compared, so what a visitor may not see gives
// no sentence. What neither says is passed over.
//
// Shapes   values in, sentences out; a name or a number is said only where the record says it.
// Errors   none.

#include "people/person.h"
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::people {

struct Compared {
    std::vector<std::string> alike = {};
    std::vector<std::string> differ = {};
    // Why these are two people unless one number is wrong: both were checked, and they differ.
    std::vector<std::string> conflicts = {};
};

// As pages call a code of a code list: label_of(list, code).
using LabelOf = std::function<std::string(std::string_view list, std::string_view code)>;

[[nodiscard]] Compared compared(Person const& one, Person const& other, LabelOf const& label_of);
// The schemes of which somebody has one number for life, where both records hold one that was
// checked and none of them is the same.
[[nodiscard]] std::vector<std::string> conflicting_schemes(Person const& one, Person const& other);

} // namespace kith::people
