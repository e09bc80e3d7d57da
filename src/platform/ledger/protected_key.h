// SPDX-License-Identifier: MIT
#pragma once

// The master key under a passphrase: DATA/keys/master.sealed in place of master.key.
//
// A key is made of the passphrase by Argon2id (RFC 9106), and the master key is sealed with it
// (libsodium's secretbox, XSalsa20-Poly1305).
//
// Shapes   five lines of text: "kith protected key 1", "argon2id PASSES BYTES", then salt, nonce
// and
//          sealed key in hexadecimal digits.
// Cost     256 MiB and about a second, each time it is opened: so dear is every guess.
// Errors   throws std::runtime_error with a sentence: a wrong passphrase, a damaged file.

#include "platform/ledger/key_file.h"
#include <cstdint>

namespace kith::ledger {

struct GuessCost {
    std::uint64_t passes = 3;
    std::size_t bytes = std::size_t{256} << 20U;
};

[[nodiscard]] std::filesystem::path protected_key_of(std::filesystem::path const& folder);
[[nodiscard]] bool is_protected(std::filesystem::path const& folder);

[[nodiscard]] Secret open_protected_key(
    std::filesystem::path const& folder, std::string const& passphrase);

// Written whole and on the disk, read back, and only then the one before it, or the clear key, is
// gone.
void protect_key(std::filesystem::path const& folder, Secret const& key,
    std::string const& passphrase, GuessCost cost = {});
// The clear key again, and the protected one is gone.
void unprotect_key(std::filesystem::path const& folder, Secret const& key);

} // namespace kith::ledger
