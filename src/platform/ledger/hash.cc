// SPDX-License-Identifier: MIT
#include "platform/ledger/hash.h"
#include <algorithm>
#include <sodium.h>

namespace kith::ledger {

Hash sha256(std::string_view bytes)
{
    Hash hash{};
    crypto_hash_sha256(
        hash.data(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
    return hash;
}

std::string bytes_of(Hash const& hash) { return {hash.begin(), hash.end()}; }

std::optional<Hash> hash_of(std::string_view bytes)
{
    Hash hash{};
    if (bytes.size() != hash.size())
        return {};
    std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
}

std::string write_hex(std::string_view bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    hex.reserve(bytes.size() * 2);
    for (char const byte : bytes) {
        auto const value = static_cast<unsigned char>(byte);
        hex += digits[value >> 4];
        hex += digits[value & 15];
    }
    return hex;
}

std::string write_hex(Hash const& hash) { return write_hex(bytes_of(hash)); }

std::optional<std::string> read_hex(std::string_view digits)
{
    constexpr std::string_view known = "0123456789abcdef";
    if (digits.size() % 2 != 0)
        return {};
    std::string bytes;
    for (std::size_t at = 0; at < digits.size(); at += 2) {
        auto const high = known.find(digits[at]);
        auto const low = known.find(digits[at + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos)
            return {};
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

} // namespace kith::ledger
