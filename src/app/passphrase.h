// SPDX-License-Identifier: MIT
#pragma once

// Where the passphrase of the keys comes from: --passphrase-file, KITH_PASSPHRASE, or whoever sits
// at the terminal. Asked for only if the keys have one.
//
// Errors   Refused (2) if none is given and nobody can be asked. A wrong one is told by the keys.
// Threads  one: called while a command starts.

#include "app/folder.h"
#include <string>

namespace kith::app {

// The keys of a folder. A passphrase from KITH_PASSPHRASE is taken out of this process's
// environment, so that none of its children has it.
[[nodiscard]] std::unique_ptr<ledger::Keys> open_keys(Settings const& settings);

// The first line of the file, or what the variable holds, or what is typed (not shown) when asked
// with that sentence.
[[nodiscard]] std::string passphrase_from(
    std::filesystem::path const& file, char const* variable, std::string const& question);

} // namespace kith::app
