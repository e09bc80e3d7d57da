// SPDX-License-Identifier: MIT
#pragma once

// What `kith link` shows of its model and of single pairs: a table, and waterfall pictures.
//
// Errors   Refused: 2 for a pair that is not two ids, 1 for a record that no file holds.

#include "engine/linkage/linkage.h"
#include <filesystem>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace kith::app {

using PairOfIds = std::pair<std::string, std::string>;
// "LEFT,RIGHT"
[[nodiscard]] PairOfIds read_pair(std::string const& words);
struct PairOfRecords {
    std::size_t left = 0, right = 0;
    std::string title = {};
};
// An id that two files share means the left record in the earlier file and the right one in the
// later.
[[nodiscard]] std::vector<PairOfRecords> find_pairs(
    std::vector<PairOfIds> const& pairs, linkage::People const& people);
// One picture for each pair, one below the other.
void write_pictures(std::filesystem::path const& file, std::vector<PairOfRecords> const& pairs,
    linkage::People const& people, linkage::Outcome const& outcome);
// The model in a file, as a table.
int show_model(std::filesystem::path const& file, std::ostream& out);

} // namespace kith::app
