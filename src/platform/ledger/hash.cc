// SPDX-License-Identifier: MIT
#include "platform/ledger/hash.h"
#include <algorithm>
#include <openssl/evp.h>
#include <stdexcept>

namespace kith::ledger {

namespace {
    // Whose SHA-256 uses what the processor has for it, and is looked up once a thread.
    class Hasher {
    public:
        Hasher() : way_(EVP_MD_fetch(nullptr, "SHA256", nullptr)), context_(EVP_MD_CTX_new())
        {
            if (!way_ || !context_ || EVP_DigestInit_ex2(context_, way_, nullptr) != 1)
                throw std::runtime_error("OpenSSL has no SHA-256");
        }
        Hasher(Hasher const&) = delete;
        Hasher& operator=(Hasher const&) = delete;
        ~Hasher()
        {
            EVP_MD_CTX_free(context_);
            EVP_MD_free(way_);
        }
        Hash hash(std::initializer_list<std::string_view> parts)
        {
            Hash made{};
            bool fine = EVP_DigestInit_ex2(context_, nullptr, nullptr) == 1;
            for (auto const part : parts)
                fine = fine && EVP_DigestUpdate(context_, part.data(), part.size()) == 1;
            if (!fine || EVP_DigestFinal_ex(context_, made.data(), nullptr) != 1)
                throw std::runtime_error("OpenSSL does not hash");
            return made;
        }

    private:
        EVP_MD* way_;
        EVP_MD_CTX* context_;
    };
} // namespace

Hash sha256(std::initializer_list<std::string_view> parts)
{
    thread_local Hasher hasher;
    return hasher.hash(parts);
}

Hash sha256(std::string_view bytes) { return sha256({bytes}); }

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
