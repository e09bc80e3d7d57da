// SPDX-License-Identifier: MIT
#pragma once

// The folder's secrets (decisions: "Secrets"): the master key, which wraps one key for each
// subject; the hub's key pair, to which the public process seals reports; the key that signs
// checkpoints; the key of the database file. They stand in DATA/keys (or a key file elsewhere),
// never in a backup.
//
// Threads  safe. Wrapped keys are in the database (table subject_keys), made in the Change that
// first
//          needs them.
// Errors   a missing or damaged key file throws, with a sentence that names the file.

#include "base/ids.h"
#include "platform/db/db.h"
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace kith::ledger {

class Keys {
public:
    // Reads the keys of DATA/keys, making what is not there yet. `master_file` is --key-file: where
    // given, the master key is read from it, and every other secret is derived from it or wrapped
    // by it.
    [[nodiscard]] static std::unique_ptr<Keys> open(
        std::filesystem::path const& folder, std::filesystem::path const& master_file = {});
    Keys(Keys const&) = delete;
    Keys& operator=(Keys const&) = delete;
    ~Keys();

    // Sealed with the subject's own key (XChaCha20-Poly1305, random nonce in front); the key is
    // made if there is none. `unseal` answers nothing once the key was destroyed.
    [[nodiscard]] std::string seal(
        db::Connection& connection, Thing const& subject, std::string_view text);
    [[nodiscard]] std::optional<std::string> unseal(
        db::Connection& connection, Thing const& subject, std::string_view sealed) const;

    // Sealed with the master key itself, for secrets that have no subject (a second step's seed).
    [[nodiscard]] std::string seal(std::string_view text) const;
    [[nodiscard]] std::optional<std::string> unseal(std::string_view sealed) const;

    [[nodiscard]] std::string derive(
        std::string_view purpose) const; // 32 bytes, one for each purpose

    // The hub's pair (X25519, libsodium sealed boxes): anyone with the public half can write, only
    // the hub reads.
    [[nodiscard]] std::string const& hub_public_key() const; // 32 bytes
    [[nodiscard]] std::optional<std::string> open_sealed_box(std::string_view sealed) const;

    [[nodiscard]] std::string sign(std::string_view message) const; // Ed25519, 64 bytes
    [[nodiscard]] std::string const& signing_public_key() const;

    [[nodiscard]] std::string const& database_key() const; // 32 bytes
    [[nodiscard]] bool
    beside_the_data() const; // true: the master key lies in DATA/keys, which `kith check` warns of

private:
    Keys();
    struct Secrets;
    std::unique_ptr<Secrets> secrets_;
};

} // namespace kith::ledger
