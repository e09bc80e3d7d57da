// SPDX-License-Identifier: MIT
#include "platform/ledger/hash.h"
#include "platform/ledger/keys.h"
#include "platform/ledger/ledgers_test.h"
#include <doctest/doctest.h>
#include <fstream>
#include <iterator>
#include <sodium.h>
#include <sys/stat.h>

namespace kith::ledger {
namespace {

    unsigned mode_of(std::filesystem::path const& path)
    {
        struct stat about { };
        REQUIRE(::stat(path.c_str(), &about) == 0);
        return about.st_mode & 0777;
    }

    std::string whole_file(std::filesystem::path const& path)
    {
        std::ifstream in(path);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    void put_file(std::filesystem::path const& path, std::string const& text)
    {
        std::ofstream(path) << text;
        std::filesystem::permissions(path, std::filesystem::perms(0600));
    }

    std::string sealed_to(std::string const& public_key, std::string const& text)
    {
        std::string sealed(text.size() + crypto_box_SEALBYTES, '\0');
        crypto_box_seal(reinterpret_cast<unsigned char*>(sealed.data()),
            reinterpret_cast<unsigned char const*>(text.data()), text.size(),
            reinterpret_cast<unsigned char const*>(public_key.data()));
        return sealed;
    }

} // namespace

TEST_CASE("the master key is made once, is read again, and only its owner may read it")
{
    tests::Folder const folder;
    auto const keys_folder = folder.path() / "keys";
    auto const first = Keys::open(keys_folder);
    auto const file = whole_file(keys_folder / "master.key");
    auto const again = Keys::open(keys_folder);
    CHECK(whole_file(keys_folder / "master.key") == file);
    CHECK(first->database_key() == again->database_key());
    CHECK(first->database_key().size() == 32);
    CHECK(again->unseal(first->seal("the seed")) == "the seed");
    CHECK(mode_of(keys_folder) == 0700);
    CHECK(mode_of(keys_folder / "master.key") == 0600);
    CHECK(first->beside_the_data());
}

TEST_CASE("a key file elsewhere gives the same secrets and is not beside the data")
{
    tests::Folder const folder;
    auto const first = Keys::open(folder.path() / "keys");
    std::filesystem::rename(folder.path() / "keys" / "master.key", folder.path() / "elsewhere");
    auto const again = Keys::open(folder.path() / "keys", folder.path() / "elsewhere");
    CHECK_FALSE(again->beside_the_data());
    CHECK(first->database_key() == again->database_key());
    CHECK(first->derive("drafts") == again->derive("drafts"));
}

TEST_CASE("a key file that is missing, damaged, another folder's or open to others is refused")
{
    tests::Folder const folder;
    auto const keys_folder = folder.path() / "keys";
    auto const file = keys_folder / "master.key";
    (void)Keys::open(keys_folder);
    (void)Keys::open(folder.path() / "others");
    auto const good = whole_file(file);

    std::filesystem::remove(file);
    CHECK_THROWS((void)Keys::open(keys_folder));
    CHECK_FALSE(std::filesystem::exists(file)); // a new key would hide that the old one is gone

    auto damaged = good;
    damaged[30] = damaged[30] == '0' ? '1' : '0';
    put_file(file, damaged);
    CHECK_THROWS((void)Keys::open(keys_folder));

    put_file(file, whole_file(folder.path() / "others" / "master.key"));
    CHECK_THROWS((void)Keys::open(keys_folder));

    put_file(file, good);
    CHECK_NOTHROW((void)Keys::open(keys_folder));
    std::filesystem::permissions(file, std::filesystem::perms(0644));
    CHECK_THROWS((void)Keys::open(keys_folder));
}

TEST_CASE("each secret differs from all others, and so does what is derived for each purpose")
{
    tests::Folder const folder;
    auto const keys = Keys::open(folder.path());
    CHECK(keys->derive("drafts").size() == 32);
    CHECK(keys->derive("drafts") != keys->derive("receipts"));
    CHECK(keys->derive("database file") != keys->database_key());
    CHECK(keys->hub_public_key() != keys->signing_public_key());
}

TEST_CASE("what is sealed without a subject opens only whole")
{
    tests::Folder const folder;
    auto const keys = Keys::open(folder.path());
    auto const sealed = keys->seal("a second step's seed");
    CHECK(sealed != keys->seal("a second step's seed")); // the nonce is random
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        auto damaged = sealed;
        damaged[at] = static_cast<char>(damaged[at] ^ 1);
        CHECK_FALSE(keys->unseal(damaged).has_value());
    }
    CHECK_FALSE(keys->unseal(sealed.substr(1)).has_value());
    CHECK_FALSE(keys->unseal("").has_value());
}

TEST_CASE("only the hub opens what is sealed to its public half")
{
    tests::Folder const folder;
    auto const hub = Keys::open(folder.path() / "hub");
    auto const other = Keys::open(folder.path() / "other");
    CHECK(whole_file(folder.path() / "hub" / "hub.public")
        == write_hex(hub->hub_public_key()) + "\n");
    auto const sealed = sealed_to(hub->hub_public_key(), "I am worried about a friend");
    CHECK(hub->open_sealed_box(sealed) == "I am worried about a friend");
    CHECK_FALSE(other->open_sealed_box(sealed).has_value());
    CHECK_FALSE(hub->open_sealed_box("short").has_value());
}

TEST_CASE("what is sealed about a subject opens for that subject alone, until its key is destroyed")
{
    tests::Folder const folder;
    auto const keys = Keys::open(folder.path());
    on_both_ledgers([&](db::Database& database) {
        Thing const child{"person", Uuid::fresh()};
        Thing const other{"person", Uuid::fresh()};
        std::string sealed;
        database.write([&](db::Connection& connection) {
            sealed = keys->seal(connection, child, "seen at the bus station");
            (void)keys->seal(connection, other, "something else");
            return db::Outcome::keep;
        });
        auto damaged = sealed;
        damaged.back() = static_cast<char>(damaged.back() ^ 1);
        {
            auto const reader = database.reader();
            CHECK(keys->unseal(*reader, child, sealed) == "seen at the bus station");
            CHECK_FALSE(keys->unseal(*reader, other, sealed).has_value());
            CHECK_FALSE(keys->unseal(*reader, {"context", child.id}, sealed).has_value());
            CHECK_FALSE(keys->unseal(*reader, child, damaged).has_value());
        }
        std::string later;
        database.write([&](db::Connection& connection) {
            keys->destroy(connection, child, Instant(0));
            later = keys->seal(connection, child, "later");
            return db::Outcome::keep;
        });
        auto const reader = database.reader();
        CHECK_FALSE(keys->unseal(*reader, child, sealed).has_value());
        CHECK(keys->unseal(*reader, child, later) == "later");
    });
}

TEST_CASE("a key made in a write that is undone is made anew, and the next text opens")
{
    tests::Folder const folder;
    auto const keys = Keys::open(folder.path());
    on_both_ledgers([&](db::Database& database) {
        Thing const child{"person", Uuid::fresh()};
        database.write([&](db::Connection& connection) {
            (void)keys->seal(connection, child, "undone");
            return db::Outcome::undo;
        });
        std::string sealed;
        database.write([&](db::Connection& connection) {
            sealed = keys->seal(connection, child, "kept");
            return db::Outcome::keep;
        });
        CHECK(keys->unseal(*database.reader(), child, sealed) == "kept");
    });
}

} // namespace kith::ledger
