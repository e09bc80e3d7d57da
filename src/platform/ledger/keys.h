// SPDX-License-Identifier: MIT
#pragma once

// The folder's secrets: the master key, which wraps one key for each subject; the hub's key pair,
// to which the public process seals reports; the key that signs checkpoints; the key of the
// database file.
//
// Only the master key is kept, 32 random bytes in DATA/keys/master.key (or under a passphrase in
// master.sealed beside it, or in a key file elsewhere), never in a backup. All else is derived from
// it, each by a label of its own: keyed BLAKE2b of "kith own 1: <label>". Beside it stand the
// public halves, DATA/keys/hub.public and checkpoints.public, in hexadecimal digits; a master key
// that does not give them is refused.
//
// Threads  safe. Subjects' wrapped keys are in the database (table subject_keys), made in the
// Change
//          that first needs them.
// Errors   a missing or damaged key file throws, with a sentence that names the file.

#include "base/ids.h"
#include "platform/db/db.h"
#include "platform/ledger/key_file.h"
#include "platform/ledger/protected_key.h"
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kith::ledger {

class Keys {
public:
    // Reads the keys of DATA/keys, making what is not there yet. `master_file` is --key-file: where
    // given, the master key is read from it, and every other secret is derived from it or wrapped
    // by it. `passphrase` is asked only where the master key is protected by one.
    [[nodiscard]] static std::unique_ptr<Keys> open(std::filesystem::path const& folder,
        std::filesystem::path const& master_file = {},
        std::function<std::string()> const& passphrase = {});
    Keys(Keys const&) = delete;
    Keys& operator=(Keys const&) = delete;
    ~Keys();

    // Sealed with the subject's own key (XChaCha20-Poly1305, random nonce in front); the key is
    // made if there is none. `unseal` answers nothing once the key was destroyed, or if the text
    // was damaged or is another subject's. What is sealed after that has a new key.
    [[nodiscard]] std::string seal(
        db::Connection& connection, Thing const& subject, std::string_view text);
    [[nodiscard]] std::optional<std::string> unseal(
        db::Connection& connection, Thing const& subject, std::string_view sealed) const;

    // The end of a subject's key, and so of all that was sealed with it (ledger::erase calls it).
    void destroy(db::Connection& connection, Thing const& subject, Instant at);

    // Sealed with the folder's own key, for secrets that have no subject (a second step's seed).
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
    // Where the master key is: in the clear in DATA/keys (which `kith check` warns of), there under
    // a passphrase, or in a file elsewhere.
    enum class Kept { beside_the_data, under_a_passphrase, elsewhere };
    [[nodiscard]] Kept kept() const;
    [[nodiscard]] bool beside_the_data() const { return kept() == Kept::beside_the_data; }

    // Puts a master key of DATA/keys under a passphrase, or under another one; or takes it away.
    // They throw where the key is elsewhere. For whoever opens the folder next.
    void protect(std::string const& passphrase, GuessCost cost = {}) const;
    void keep_in_the_clear() const;

private:
    struct Secrets;

public:
    explicit Keys(std::unique_ptr<Secrets> secrets); // only `open` has them

private:
    [[nodiscard]] std::optional<Secret> subject_key(
        db::Connection& connection, Thing const& subject) const;
    std::unique_ptr<Secrets> secrets_;
};

} // namespace kith::ledger
