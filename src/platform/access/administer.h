// SPDX-License-Identifier: MIT
#pragma once

// What an administrator does to accounts, each a whole act with its own transaction: for the
// command line (`kith user`, `kith token`) and for the demonstration.
//
// Cost     whatever makes a password hashes it first (some 0.15 s), outside the transaction.
// Threads  shared by all.
// Errors   those of accounts.h and tokens.h; `too_many` if too many passwords are being hashed.

#include "platform/access/accounts.h"
#include "platform/access/passwords.h"
#include "platform/access/tokens.h"
#include <string>
#include <string_view>
#include <vector>

namespace kith::access {

class Administer {
public:
    Administer(db::Database& database, ledger::Keys& keys, Clock const& clock,
        PasswordHasher const& hasher, ledger::Actor actor)
        : database_(database), keys_(keys), clock_(clock), hasher_(hasher), actor_(std::move(actor))
    {
    }

    struct Person {
        std::string sign_in_name;
        std::string name; // as colleagues see it
        AgencyId agency;
        TeamId team = {};
        std::string role;
    };
    struct Added {
        AccountId account;
        std::string one_time_password; // shown once, kept nowhere
    };
    // The account and its first assignment, from today, or neither.
    [[nodiscard]] Result<Added> add(Person const& person) const;

    [[nodiscard]] Result<std::string> fresh_password(std::string_view sign_in_name) const;
    [[nodiscard]] Done forget_second_step(std::string_view sign_in_name) const;
    [[nodiscard]] Done close(std::string_view sign_in_name) const;
    [[nodiscard]] Result<FreshToken> fresh_token(
        std::string_view sign_in_name, std::string_view what_for, AgencyId agency = {}) const;

    struct Listed {
        Account account;
        std::vector<Assignment> assignments; // of today
    };
    [[nodiscard]] std::vector<Listed> list() const;

private:
    db::Database& database_;
    ledger::Keys& keys_;
    Clock const& clock_;
    PasswordHasher const& hasher_;
    ledger::Actor actor_;

    template <class Body>
    auto write(Body const& body) const;
};

} // namespace kith::access
