// SPDX-License-Identifier: MIT
#pragma once

// What was wrong with the words of a command, for the person who typed them: a sentence that names
// the word, and where to read on; where a command is missing, those there are.

#include <CLI/CLI.hpp>
#include <string>

namespace kith::app {

[[nodiscard]] std::string wrong_usage(CLI::App const& kith, CLI::ParseError const& problem);

} // namespace kith::app
