// SPDX-License-Identifier: MIT
#pragma once

// The words of the command line, and which work each command is.
//
// A command that writes works at a Desk: on the folder itself or, while a server has it open,
// within the server (hatch.h). All others work alone, beside a server or without.
//
// Errors   none: what goes wrong is told, and answers an exit code: 0 done, 1 problems found, 2
// wrong
//          usage, 3 broken.

#include "app/desk.h"
#include <string>
#include <vector>

namespace kith::app {

[[nodiscard]] int run(std::vector<std::string> const& words); // those behind the program's name
[[nodiscard]] int run_at_desk(std::vector<std::string> const& words, Desk& desk);

} // namespace kith::app
