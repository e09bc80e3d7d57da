// SPDX-License-Identifier: MIT
#pragma once

// What the pages of patterns draw, each drawing beside the table or list that says the same. The
// room's own.

#include "missing/patterns_drawn.h"
#include "missing/room.h"
#include <string>
#include <string_view>
#include <vector>

namespace kith::missing {

[[nodiscard]] std::string times_in_words(int times); // "once", "3 times"

// {svg, title, most, head, rows}; undefined where nothing is counted.
[[nodiscard]] html::Value heat_view(
    std::string const& id, std::string const& title, std::span<Instant const> moments);
// {svg, title, head, rows} of as many numbers as labels.
[[nodiscard]] html::Value bars_view(std::string const& id, std::string const& title,
    std::string const& of_what, std::vector<std::string> const& labels,
    std::vector<int> const& counts);
// {svg, people [{text, href}], paths, too_many}; undefined for fewer than two. `hrefs` as the
// names; "" where there is none.
[[nodiscard]] html::Value network_view(std::string const& id, std::string const& title,
    Network const& network, std::vector<std::string> const& hrefs);
// {head, rows}: rows of cells, the first of each heads it.
[[nodiscard]] html::Value table_view(
    std::vector<std::string> const& head, std::vector<std::vector<std::string>> const& rows);
[[nodiscard]] html::Value fact_view(std::string const& key, std::string const& text);

// From the address: "29/3/2026" or "2026-03-29"; what does not read stands in `problems`.
struct DaysAsked {
    std::optional<Date> from = {};
    std::optional<Date> to = {};
    std::string from_typed = {};
    std::string to_typed = {};
    std::vector<Error> problems = {};
    [[nodiscard]] std::string in_words() const; // "From 1 March 2026 until 31 March 2026"; ""
};
[[nodiscard]] DaysAsked days_asked(std::string_view from, std::string_view to);

} // namespace kith::missing
