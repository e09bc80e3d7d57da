// SPDX-License-Identifier: MIT
#include "platform/ledger/keys.h"
#include "platform/ledger/hash.h"
#include "platform/ledger/sealing.h"
#include <cstring>
#include <fmt/core.h>
#include <fstream>
#include <iterator>
#include <sodium.h>
#include <stdexcept>

namespace kith::ledger {
namespace {

    constexpr db::Sql find_subject_key{"find subject key",
        "select wrapped from subject_keys where subject_kind = $1 and subject_id = $2"};
    constexpr db::Sql keep_subject_key{"keep subject key",
        "insert into subject_keys (subject_kind, subject_id, wrapped) values ($1, $2, $3) "
        "on conflict (subject_kind, subject_id) do update set wrapped = excluded.wrapped "
        "where subject_keys.wrapped is null"};
    constexpr db::Sql destroy_subject_key{"destroy subject key",
        "insert into subject_keys (subject_kind, subject_id, wrapped, destroyed_at) "
        "values ($1, $2, null, $3) on conflict (subject_kind, subject_id) "
        "do update set wrapped = null, destroyed_at = excluded.destroyed_at"};

    // Every secret is the keyed BLAKE2b (RFC 7693) of its label under the master key. Two labels
    // never give one secret: `own` and `derive` keep ours apart from those asked for by name.
    Secret derived_secret(Secret const& master, std::string_view family, std::string_view label)
    {
        auto const message = fmt::format("kith {} 1: {}", family, label);
        Secret secret;
        crypto_generichash(secret.data(), Secret::width,
            reinterpret_cast<unsigned char const*>(message.data()), message.size(), master.data(),
            Secret::width);
        return secret;
    }

    std::string plain_bytes(Secret const& secret)
    {
        return {reinterpret_cast<char const*>(secret.data()), Secret::width};
    }

    std::string about_subject(std::string_view what, Thing const& subject)
    {
        return fmt::format("kith {} 1: {} {}", what, subject.kind, subject.id.write());
    }

    void expect_subject(Thing const& subject)
    {
        must(!subject.kind.empty() && !subject.id.none(), "what is sealed has a subject");
    }

    // The public halves stand beside the master key in the open: whoever seals to the hub or checks
    // a checkpoint needs them, and a key file of another folder is told by them.
    void keep_public_half(std::filesystem::path const& file, std::string_view key)
    {
        std::string const line = write_hex(key) + "\n";
        if (!std::filesystem::exists(file))
            write_once(file, line);
        std::ifstream in(file);
        std::string const stands{std::istreambuf_iterator<char>(in), {}};
        if (stands != line)
            throw std::runtime_error(fmt::format("The master key is not the one this folder was "
                                                 "made with: {} says so. Give the right key file",
                file.string()));
    }

} // namespace

struct Keys::Secrets {
    Kept kept;
    std::filesystem::path folder;
    Secret master = {};
    Secret wrapping = {};
    Secret sealing = {};
    Secret hub = {};
    std::string hub_public = std::string(crypto_box_PUBLICKEYBYTES, '\0');
    std::string signing = std::string(crypto_sign_SECRETKEYBYTES, '\0');
    std::string signing_public = std::string(crypto_sign_PUBLICKEYBYTES, '\0');
    std::string database = {};

    Secrets(Secret key, Kept where, std::filesystem::path keys_folder)
        : kept(where)
        , folder(std::move(keys_folder))
        , master(std::move(key))
        , wrapping(derived_secret(master, "own", "subject keys"))
        , sealing(derived_secret(master, "own", "sealing"))
        , hub(derived_secret(master, "own", "hub"))
        , database(plain_bytes(derived_secret(master, "own", "database file")))
    {
        auto const raw
            = [](std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); };
        crypto_scalarmult_base(raw(hub_public), hub.data());
        auto const seed = derived_secret(master, "own", "checkpoints");
        crypto_sign_seed_keypair(raw(signing_public), raw(signing), seed.data());
    }
    Secrets(Secrets const&) = delete;
    Secrets& operator=(Secrets const&) = delete;
    ~Secrets()
    {
        sodium_memzero(signing.data(), signing.size());
        sodium_memzero(database.data(), database.size());
    }
};

Keys::Keys(std::unique_ptr<Secrets> secrets) : secrets_(std::move(secrets)) { }
Keys::~Keys() = default;

std::unique_ptr<Keys> Keys::open(std::filesystem::path const& folder,
    std::filesystem::path const& master_file, std::function<std::string()> const& passphrase)
{
    if (sodium_init() < 0)
        throw std::runtime_error("The cryptographic library could not start");
    std::filesystem::create_directories(folder);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);

    bool const beside = master_file.empty();
    auto const file = beside ? folder / "master.key" : master_file;
    auto const hub_file = folder / "hub.public";
    auto const signing_file = folder / "checkpoints.public";
    bool const is_new_folder
        = !std::filesystem::exists(hub_file) && !std::filesystem::exists(signing_file);
    // A clear key beside a protected one is what a cut-short `protect` leaves: it is read still.
    bool const sealed = beside && is_protected(folder) && !std::filesystem::exists(file);
    if (is_new_folder && !sealed && !std::filesystem::exists(file))
        make_key_file(file);
    if (sealed && !passphrase)
        throw std::runtime_error(
            fmt::format("The keys in {} have a passphrase, and none is given", folder.string()));

    auto secrets = sealed
        ? std::make_unique<Secrets>(
            open_protected_key(folder, passphrase()), Kept::under_a_passphrase, folder)
        : std::make_unique<Secrets>(
            read_key_file(file, beside ? Readers::owner_only : Readers::group_too),
            beside ? Kept::beside_the_data : Kept::elsewhere, folder);
    keep_public_half(hub_file, secrets->hub_public);
    keep_public_half(signing_file, secrets->signing_public);
    return std::make_unique<Keys>(std::move(secrets));
}

std::string Keys::seal(db::Connection& connection, Thing const& subject, std::string_view text)
{
    expect_subject(subject);
    auto const about = about_subject("text", subject);
    if (auto const key = subject_key(connection, subject))
        return seal_with(*key, text, about);
    Secret fresh;
    randombytes_buf(fresh.data(), Secret::width);
    auto plain = plain_bytes(fresh);
    auto wrapped = seal_with(secrets_->wrapping, plain, about_subject("subject key", subject));
    sodium_memzero(plain.data(), plain.size());
    connection.run(keep_subject_key, subject.kind, subject.id, db::Bytes{std::move(wrapped)});
    return seal_with(fresh, text, about);
}

std::optional<std::string> Keys::unseal(
    db::Connection& connection, Thing const& subject, std::string_view sealed) const
{
    expect_subject(subject);
    auto const key = subject_key(connection, subject);
    if (!key)
        return {};
    return open_with(*key, sealed, about_subject("text", subject));
}

// The subject's key, unless there is none or it was destroyed. It is never kept in memory: another
// server may destroy it, and a transaction that made it may still be undone.
std::optional<Secret> Keys::subject_key(db::Connection& connection, Thing const& subject) const
{
    auto const rows = connection.run(find_subject_key, subject.kind, subject.id);
    if (rows.empty() || rows[0].is_null("wrapped"))
        return {};
    auto plain = open_with(
        secrets_->wrapping, rows[0].bytes("wrapped"), about_subject("subject key", subject));
    if (!plain || plain->size() != Secret::width)
        throw std::runtime_error(fmt::format("The key of {} {} does not open with this master key",
            subject.kind, subject.id.write()));
    Secret key;
    std::memcpy(key.data(), plain->data(), Secret::width);
    sodium_memzero(plain->data(), plain->size());
    return key;
}

void Keys::destroy(db::Connection& connection, Thing const& subject, Instant at)
{
    expect_subject(subject);
    connection.run(destroy_subject_key, subject.kind, subject.id, at);
}

std::string Keys::seal(std::string_view text) const
{
    return seal_with(secrets_->sealing, text, "kith secret 1");
}

std::optional<std::string> Keys::unseal(std::string_view sealed) const
{
    return open_with(secrets_->sealing, sealed, "kith secret 1");
}

std::string Keys::derive(std::string_view purpose) const
{
    return plain_bytes(derived_secret(secrets_->master, "derive", purpose));
}

std::string const& Keys::hub_public_key() const { return secrets_->hub_public; }

std::optional<std::string> Keys::open_sealed_box(std::string_view sealed) const
{
    if (sealed.size() < crypto_box_SEALBYTES)
        return {};
    auto const raw
        = [](auto const& text) { return reinterpret_cast<unsigned char const*>(text.data()); };
    std::string text(sealed.size() - crypto_box_SEALBYTES, '\0');
    if (crypto_box_seal_open(reinterpret_cast<unsigned char*>(text.data()), raw(sealed),
            sealed.size(), raw(secrets_->hub_public), secrets_->hub.data())
        != 0)
        return {};
    return text;
}

std::string Keys::sign(std::string_view message) const
{
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr,
        reinterpret_cast<unsigned char const*>(message.data()), message.size(),
        reinterpret_cast<unsigned char const*>(secrets_->signing.data()));
    return signature;
}

std::string const& Keys::signing_public_key() const { return secrets_->signing_public; }
std::string const& Keys::database_key() const { return secrets_->database; }
Keys::Kept Keys::kept() const { return secrets_->kept; }

void Keys::protect(std::string const& passphrase, GuessCost cost) const
{
    must(kept() != Kept::elsewhere, "a key file elsewhere is not protected here");
    protect_key(secrets_->folder, secrets_->master, passphrase, cost);
}

void Keys::keep_in_the_clear() const
{
    must(kept() != Kept::elsewhere, "a key file elsewhere is not protected here");
    unprotect_key(secrets_->folder, secrets_->master);
}

} // namespace kith::ledger
