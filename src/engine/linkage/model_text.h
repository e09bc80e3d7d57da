// SPDX-License-Identifier: MIT
#pragma once

// A model as text: what was learned from one set of records, for another. JSON, so that it can be
// read anywhere; the reader is the engine's own, since rooms and commands both need it and the
// engine leans on nothing.
//
// Shapes   shares of levels, and how common common values are.
// Errors   invalid: what is wrong, in words. Nothing of a damaged text is used.

#include "base/result.h"
#include "engine/linkage/model.h"
#include <string>
#include <string_view>

namespace kith::linkage {

[[nodiscard]] std::string write_model(SavedModel const& model);
[[nodiscard]] Result<SavedModel> read_model(std::string_view text);

} // namespace kith::linkage
