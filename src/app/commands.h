// SPDX-License-Identifier: MIT
#pragma once

// The command line: what each command does once its words are read. Each returns the exit code:
// 0 done, 1 problems found, 2 wrong usage, 3 broken.

#include "app/desk.h"
#include <filesystem>
#include <string>

namespace kith::app {

enum class Spoken { in_words, in_json };

int who(Settings const& settings, std::string const& asked, Spoken spoken);
int load(Desk& desk, std::filesystem::path const& folder);

int ledger_verify(Settings const& settings, std::filesystem::path const& checkpoint, Spoken spoken);
int ledger_checkpoint(Desk& desk);

int check(Settings const& settings, Spoken spoken);
// How the master key is kept, in a sentence: for `check`, and for a server that starts.
[[nodiscard]] std::string protection_of(Folder& folder);

} // namespace kith::app
