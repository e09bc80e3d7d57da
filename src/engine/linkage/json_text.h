// SPDX-License-Identifier: MIT
#pragma once

// As much of JSON as the engine reads and writes: objects, arrays, numbers and strings. Strict:
// what is behind the end, a name twice, or anything else than these is an error.
//
// Shapes   values own their texts; an object keeps the order of its members.
// Errors   invalid, with the place. Depth is bounded, so no text can exhaust the stack.

#include "base/result.h"
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kith::linkage {

struct Json {
    using List = std::vector<Json>;
    using Members = std::vector<std::pair<std::string, Json>>;
    std::variant<double, std::string, List, Members> held = 0.0;

    // What is not there, or of another kind, is empty.
    [[nodiscard]] Json const& at(std::string_view name) const;
    [[nodiscard]] List const& list() const;
    [[nodiscard]] Members const& members() const;
    [[nodiscard]] std::string_view text() const;
    [[nodiscard]] double number() const; // NaN if it is none
};

[[nodiscard]] Result<Json> read_json(std::string_view text);
void append_json_text(std::string& out, std::string_view text);
void append_json_number(std::string& out, double number); // the shortest that reads back the same

} // namespace kith::linkage
