// SPDX-License-Identifier: MIT
#pragma once

// `kith key protect`: the master key of a folder under a passphrase.
//
// Works on DATA/keys alone, beside a server or without: one that runs has the key already.
// Errors   Refused with a sentence: 2 for a folder without a key of its own or a passphrase too
//          short; a wrong passphrase ends with 3 and changes nothing.

#include "app/folder.h"

namespace kith::app {

struct ProtectWanted {
    std::filesystem::path new_passphrase_file = {};
    bool remove = false;
};

int protect_key(Settings const& settings, ProtectWanted const& wanted);

} // namespace kith::app
