// SPDX-License-Identifier: MIT
#pragma once

// A linkage model as a file: engine/linkage/model_text.h, and a refusal for the command line.
//
// Errors   Refused (exit 1) for what is no such file, naming it and what is wrong.

#include "engine/linkage/linkage.h"
#include <string>
#include <string_view>

namespace kith::app {

[[nodiscard]] std::string write_model(linkage::SavedModel const& model);
[[nodiscard]] linkage::SavedModel read_model(std::string_view text, std::string const& name);

} // namespace kith::app
