// SPDX-License-Identifier: MIT
#pragma once

// The pictures of patterns: days and hours, bars, days around a day, and who went with whom. Each
// says nothing that the table or list beside it does not.
//
// Shapes   SVG with a title and a description, attributes only, already escaped: hand it to a page
//          as safe. Empty where there is nothing to draw.
// Units    of its own view box, 360 wide.
// Cost     one pass; who went with whom O(people + ties). Errors   none. Threads  safe: pure.

#include "missing/patterns_counted.h"
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kith::missing {

// Days from Monday, each with a number for every column; one that is kept back is empty.
struct HeatPicture {
    std::vector<std::string> columns = {};
    std::array<std::vector<std::optional<std::int64_t>>, 7> days = {};
};
[[nodiscard]] HeatPicture picture_of(Heat const& heat);
// Its id must be the only one of the page: "starts".
[[nodiscard]] std::string drawn_heat(
    std::string const& id, std::string const& title, HeatPicture const& picture);

struct Bar {
    std::string label; // "3 March"
    double value = 0;
    std::string text;     // "2 hours"
    bool goes_on = false; // its end is open
};
enum class BarLabels { narrow, wide };
[[nodiscard]] std::string drawn_bars(std::string const& id, std::string const& title,
    std::vector<Bar> const& bars, BarLabels labels);

[[nodiscard]] std::string drawn_around(std::string const& id, AroundDay const& around);

// Who went missing with whom: in the picture each stands as the number of their line in the list.
struct Network {
    struct Tie {
        std::size_t one = 0; // places in `names`
        std::size_t other = 0;
        int times = 1;
    };
    std::vector<std::string> names = {};
    std::vector<Tie> ties = {};
};
inline constexpr std::size_t most_in_a_network = 36;

struct Spot {
    double x = 0;
    double y = 0;
    friend bool operator==(Spot const&, Spot const&) = default;
};
struct NetworkPlaced {
    std::vector<Spot> spots = {}; // in the order of the names
    double dot = 13;
    double wide = 360;
    double tall = 0;
};
// Those who are joined stand together, the largest group first: in a ring, with whoever is joined
// to all others of it in the middle. The same network always stands alike.
[[nodiscard]] NetworkPlaced placed(Network const& network);
[[nodiscard]] std::string drawn_network(
    std::string const& id, std::string const& title, Network const& network);
// "1 Freya Larkspur and 2 Jude Ashcombe: 3 times", the most often first.
[[nodiscard]] std::vector<std::string> paths_of(Network const& network);

} // namespace kith::missing
