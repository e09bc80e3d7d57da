// SPDX-License-Identifier: MIT
#pragma once

// A linkage model from a file: engine/linkage/model_text.h reads it; the command line refuses with
// the file's name.
//
// Errors   Refused (exit 1) for what is no such file, naming it and what is wrong.

#include "engine/linkage/linkage.h"
#include <string>
#include <string_view>

namespace kith::app {

[[nodiscard]] linkage::SavedModel read_model(std::string_view text, std::string const& name);

} // namespace kith::app
