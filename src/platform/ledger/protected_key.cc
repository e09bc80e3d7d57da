// SPDX-License-Identifier: MIT
#include "platform/ledger/protected_key.h"
#include "platform/ledger/hash.h"
#include <array>
#include <fmt/core.h>
#include <fstream>
#include <sodium.h>
#include <stdexcept>

namespace kith::ledger {
namespace {
    namespace fs = std::filesystem;
    constexpr std::string_view protected_title = "kith protected key 1";
    // What a file may ask of us: a forged one shall not take all memory.
    constexpr std::uint64_t most_passes = 20;
    constexpr std::size_t most_bytes = std::size_t{2} << 30U;

    unsigned char const* octets(std::string const& text)
    {
        return reinterpret_cast<unsigned char const*>(text.data());
    }

    Secret key_from(std::string const& passphrase, std::string const& salt, GuessCost cost)
    {
        Secret key;
        if (crypto_pwhash(key.data(), Secret::width, passphrase.data(), passphrase.size(),
                octets(salt), cost.passes, cost.bytes, crypto_pwhash_ALG_ARGON2ID13)
            != 0)
            throw std::runtime_error(fmt::format(
                "Opening the keys takes {} MiB of memory, which are not free", cost.bytes >> 20U));
        return key;
    }

    [[noreturn]] void refuse_protected(fs::path const& file)
    {
        throw std::runtime_error(fmt::format(
            "The file {} is damaged or is not a key of Kith. Bring back the copy you keep",
            file.string()));
    }

    struct Read {
        GuessCost cost;
        std::string salt;
        std::string nonce;
        std::string sealed;
    };

    Read read_protected(fs::path const& file)
    {
        std::ifstream in(file);
        std::string title;
        std::string method;
        std::array<std::string, 3> digits;
        Read read;
        std::getline(in, title);
        in >> method >> read.cost.passes >> read.cost.bytes;
        for (auto& one : digits)
            in >> one;
        auto const salt = read_hex(digits[0]);
        auto const nonce = read_hex(digits[1]);
        auto const sealed = read_hex(digits[2]);
        if (!in || title != protected_title || method != "argon2id" || !salt || !nonce || !sealed
            || salt->size() != crypto_pwhash_SALTBYTES
            || nonce->size() != crypto_secretbox_NONCEBYTES
            || sealed->size() != Secret::width + crypto_secretbox_MACBYTES
            || read.cost.passes < crypto_pwhash_OPSLIMIT_MIN || read.cost.passes > most_passes
            || read.cost.bytes < crypto_pwhash_MEMLIMIT_MIN || read.cost.bytes > most_bytes)
            refuse_protected(file);
        read.salt = *salt;
        read.nonce = *nonce;
        read.sealed = *sealed;
        return read;
    }

    Secret open_read(fs::path const& file, std::string const& passphrase)
    {
        auto const read = read_protected(file);
        auto const opener = key_from(passphrase, read.salt, read.cost);
        Secret key;
        if (crypto_secretbox_open_easy(key.data(), octets(read.sealed), read.sealed.size(),
                octets(read.nonce), opener.data())
            != 0)
            throw std::runtime_error(
                fmt::format("The passphrase is not the one of {}", file.string()));
        return key;
    }

    void must_be_same(Secret const& one, Secret const& other)
    {
        if (sodium_memcmp(one.data(), other.data(), Secret::width) != 0)
            throw std::logic_error("a key that was just written reads differently");
    }

    std::string written(Secret const& key, std::string const& passphrase, GuessCost cost)
    {
        std::string salt(crypto_pwhash_SALTBYTES, '\0');
        std::string nonce(crypto_secretbox_NONCEBYTES, '\0');
        std::string sealed(Secret::width + crypto_secretbox_MACBYTES, '\0');
        randombytes_buf(salt.data(), salt.size());
        randombytes_buf(nonce.data(), nonce.size());
        auto const closer = key_from(passphrase, salt, cost);
        crypto_secretbox_easy(reinterpret_cast<unsigned char*>(sealed.data()), key.data(),
            Secret::width, octets(nonce), closer.data());
        return fmt::format("{}\nargon2id {} {}\n{}\n{}\n{}\n", protected_title, cost.passes,
            cost.bytes, write_hex(salt), write_hex(nonce), write_hex(sealed));
    }
} // namespace

fs::path protected_key_of(fs::path const& folder) { return folder / "master.sealed"; }

bool is_protected(fs::path const& folder) { return fs::exists(protected_key_of(folder)); }

Secret open_protected_key(fs::path const& folder, std::string const& passphrase)
{
    return open_read(protected_key_of(folder), passphrase);
}

void protect_key(
    fs::path const& folder, Secret const& key, std::string const& passphrase, GuessCost cost)
{
    auto const fresh = folder / "master.sealed.fresh";
    fs::remove(fresh); // of a try that was cut short
    write_once(fresh, written(key, passphrase, cost));
    must_be_same(open_read(fresh, passphrase), key);
    fs::rename(fresh, protected_key_of(folder));
    forget_file(folder / "master.key");
}

void unprotect_key(fs::path const& folder, Secret const& key)
{
    auto const clear = folder / "master.key";
    if (!fs::exists(clear))
        write_key_file(clear, key);
    must_be_same(read_key_file(clear, Readers::owner_only), key);
    forget_file(protected_key_of(folder));
}

} // namespace kith::ledger
