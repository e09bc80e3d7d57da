// SPDX-License-Identifier: MIT
#pragma once

// The folder of one Kith (`--data DIR`): its keys, its database, its clock.
//
//   DATA/keys/         the secrets, unless --key-file says otherwise
//   DATA/kith.db       the database, unless --db names a PostgreSQL server
//   DATA/database      which kind the database is, and a PostgreSQL database's name
//   DATA/overlay/      files of this partnership that stand in for those in the program
//   DATA/checkpoints/  signed heads of the ledger
//   DATA/public/       what the public side may know; DATA/inbox/, DATA/outbox/: between it and the
//   hub DATA/public-own/   the public side's own key DATA/demo          present in a demonstration
//   folder only: invented people, an optional second step
//
// Errors   what the operator can mend is a Refused with a sentence and an exit code.

#include "base/time.h"
#include "concerns/concerns.h"
#include "platform/db/db.h"
#include "platform/ledger/keys.h"
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

namespace kith::app {

struct Settings {
    std::filesystem::path data = "kith-data";
    std::string db = {};                        // postgres://…; empty: DATA/kith.db
    std::filesystem::path key_file = {};        // the master key; empty: DATA/keys
    std::filesystem::path passphrase_file = {}; // of the keys; empty: KITH_PASSPHRASE, or asked
    std::string now = {}; // starts the clock there; demonstration folders only
};

// What stops a command, in a sentence for the operator. Exit codes: 1 problems found, 2 wrong
// usage, 3 broken.
class Refused : public std::runtime_error {
public:
    Refused(std::string const& sentence, int exit_code)
        : std::runtime_error(sentence), exit_code_(exit_code)
    {
    }
    [[nodiscard]] int exit_code() const { return exit_code_; }

private:
    int exit_code_;
};

// Another process has the folder open and writes.
class InUse : public Refused {
public:
    explicit InUse(std::string const& sentence) : Refused(sentence, 1) { }
};

enum class Need { to_write, to_read };

class Folder {
public:
    // Makes what is not there yet, and migrates the database, unless `need` is only to read.
    Folder(Settings settings, Need need);
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    ~Folder();

    [[nodiscard]] std::filesystem::path path(std::string_view name) const
    {
        return settings_.data / name;
    }
    [[nodiscard]] Settings const& settings() const { return settings_; }
    [[nodiscard]] Clock& clock() { return clock_; }
    [[nodiscard]] ledger::Keys& keys() { return *keys_; }
    [[nodiscard]] db::Database& database() { return *database_; }
    [[nodiscard]] bool is_demonstration() const;
    [[nodiscard]] concerns::Post post() const { return {path("inbox"), path("outbox")}; }

private:
    Settings settings_;
    Clock clock_;
    std::unique_ptr<ledger::Keys> keys_;
    std::unique_ptr<db::Database> database_;
};

// The name of the PostgreSQL database that holds the folder's records, as it was last opened; empty
// if they are in its own file, or nowhere yet.
[[nodiscard]] std::string postgres_of(std::filesystem::path const& data);

// Refuses a folder in which no Kith was made: a mistyped name would make one.
void must_hold_a_kith(Settings const& settings);

// Before the folder is opened: only there may the clock be moved.
void mark_as_demonstration(std::filesystem::path const& data);

} // namespace kith::app
