// SPDX-License-Identifier: MIT
#pragma once

// On what conditions a piece of intelligence may be told on, and how that travels.
//
// 1. P: sharing is permitted where it is lawful. C: permitted on conditions, which say in words
// what
//    they are (College of Policing, 3x5x2; domain.md 6.5: the codes of conditions are not
//    confirmed, so they are words).
// 2. What is drawn from several items inherits the tightest of them all: C if one of them is C, and
//    every condition of every one.
// 3. The code and its conditions stand wherever the text stands: pages, lists, the API, paper,
//    files, what is copied as text.
//
// Shapes   conditions without blanks around them, each once, in the order in which they were met.
// Cost     conditions are few: each is compared with each.
// Errors   `check` answers `invalid` with the field.

#include "base/result.h"
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kith::intelligence {

enum class HandlingCode { permitted, conditional }; // P, C

struct Handling {
    HandlingCode code = HandlingCode::permitted;
    std::vector<std::string> conditions = {};

    friend bool operator==(Handling const&, Handling const&) = default;
};

// Of nothing: P. Whatever the order, the same code and the same conditions.
[[nodiscard]] Handling tightest(std::span<Handling const> all);
[[nodiscard]] Handling tightest(Handling const& one, Handling const& other);

// Does `one` hold back at least all that `other` does?
[[nodiscard]] bool at_least_as_tight(Handling const& one, Handling const& other);

// Rule 1: C says its conditions, P has none.
[[nodiscard]] Done check(Handling const& handling);

// What was typed, a condition a line.
[[nodiscard]] std::vector<std::string> read_conditions(std::string_view typed);
[[nodiscard]] std::string write_conditions(std::vector<std::string> const& conditions);

[[nodiscard]] std::string_view name_of(HandlingCode code);            // "P", "C"
[[nodiscard]] HandlingCode read_handling_code(std::string_view code); // what is not "P" is C
// "Handling P: lawful sharing permitted", "Handling C: permitted only on these conditions: …"
[[nodiscard]] std::string in_words_of(Handling const& handling);

} // namespace kith::intelligence
