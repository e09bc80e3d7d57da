// SPDX-License-Identifier: MIT
#pragma once

// Small words for reading a publisher's columns: the room's own, behind `load`.

#include "base/csv.h"
#include "base/encoding.h"
#include "platform/geo/british_grid.h"
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::directory {

using Column = std::optional<std::size_t>; // none if the layout does not have it

[[nodiscard]] std::string lower_case(std::string text);
[[nodiscard]] std::vector<std::string> lower_case_header(csv::Row const& row);
// The first of `names` that the header has.
[[nodiscard]] Column column_named(
    std::vector<std::string> const& header, std::initializer_list<std::string_view> names);
// lad23cd, wd25cd: `begins`, two digits of a year, "cd".
[[nodiscard]] Column column_of_year(
    std::vector<std::string> const& header, std::string_view begins);
[[nodiscard]] std::string const& field(csv::Row const& row, Column column); // "" if there is none

[[nodiscard]] std::optional<double> read_number(std::string_view text);
[[nodiscard]] bool is_area_code(std::string_view code); // E06000009, or empty
// A row must be as wide as its header.
[[nodiscard]] Done right_width(csv::Row const& row, std::size_t width);

// Two numbers in degrees; nothing if both are empty.
[[nodiscard]] Result<std::optional<geo::Point>> read_point(
    std::string_view latitude, std::string_view longitude);
[[nodiscard]] bool in_united_kingdom(geo::Point point);

} // namespace kith::directory
