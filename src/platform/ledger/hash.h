// SPDX-License-Identifier: MIT
#pragma once

// SHA-256 (FIPS 180-4) and its written form.
//
// Shapes   a Hash is 32 bytes, written as 64 lower-case hexadecimal digits.
// Threads  values only.

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace kith::ledger {

using Hash = std::array<std::uint8_t, 32>;

[[nodiscard]] Hash sha256(std::string_view bytes);
[[nodiscard]] Hash sha256(std::initializer_list<std::string_view> parts); // one after another

[[nodiscard]] std::string bytes_of(Hash const& hash);
[[nodiscard]] std::optional<Hash> hash_of(std::string_view bytes); // nothing unless 32 bytes

[[nodiscard]] std::string write_hex(std::string_view bytes);
[[nodiscard]] std::string write_hex(Hash const& hash);
// Lower-case digits only, an even number of them, so that a text has one reading and one writing.
[[nodiscard]] std::optional<std::string> read_hex(std::string_view digits);

} // namespace kith::ledger
