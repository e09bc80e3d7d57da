// SPDX-License-Identifier: MIT
#pragma once

// The file that holds the folder's master key, and memory that forgets it.
//
// Shapes   three lines of text: "kith master key 1", the key as 64 hexadecimal digits, and the
// first
//          16 digits of its SHA-256, so that a damaged file is told from a wrong one.
// Errors   throws std::runtime_error with a sentence that names the file and says what to do.

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace kith::ledger {

// Bytes that are kept out of swap and core files, and overwritten when they are let go (libsodium's
// guarded memory).
class Secret {
public:
    static constexpr std::size_t width = 32;
    Secret(); // zeros
    [[nodiscard]] unsigned char* data() { return bytes_.get(); }
    [[nodiscard]] unsigned char const* data() const { return bytes_.get(); }

private:
    struct Forget {
        void operator()(unsigned char* bytes) const;
    };
    std::unique_ptr<unsigned char, Forget> bytes_;
};

enum class Readers { owner_only, group_too };

[[nodiscard]] Secret read_key_file(std::filesystem::path const& file, Readers allowed);

// Written whole and on the disk before it has its name, mode 0600. If another process was first,
// its file stands.
void make_key_file(std::filesystem::path const& file); // with a fresh key
void write_key_file(std::filesystem::path const& file, Secret const& key);
void write_once(std::filesystem::path const& file, std::string_view text);

// Overwritten, as far as the disk lets us, then gone; nothing if it is not there.
void forget_file(std::filesystem::path const& file);

} // namespace kith::ledger
