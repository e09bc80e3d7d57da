// SPDX-License-Identifier: MIT
#pragma once

// A linkage model as a JSON file: what was learned from one set of records, for another.
//
// The file holds shares of levels and how common common values are; values that fewer than five
// records held are not in it.
//
// Errors   Refused (exit 1) for what is no such file, naming it and what is wrong.

#include "engine/linkage/linkage.h"
#include <string>
#include <string_view>

namespace kith::app {

[[nodiscard]] std::string write_model(linkage::SavedModel const& model);
[[nodiscard]] linkage::SavedModel read_model(std::string_view text, std::string const& name);

} // namespace kith::app
