// SPDX-License-Identifier: MIT
#pragma once

// Who may sign in, and what they work as: an account, and its assignments to agencies, teams and
// roles, each from one day until another (decisions.md 13).
//
// Kith adds nobody by itself: an administrator makes each account, with a one-time password. An
// account is never deleted, only closed: the ledger goes on naming it.
//
// Shapes   a sign-in name is 2 to 80 of a-z, 0-9 and . _ - @ ', kept in lower case. Roles are codes
//          of data/code_lists/role.csv. An assignment counts on its first and on its last day.
// Errors   `not_found`; `conflict` for a sign-in name that is taken; `invalid` for an unknown role
// or
//          a malformed name. Each change writes its ledger entry in the same transaction.
// Threads  as the connection.

#include "base/ids.h"
#include "base/time.h"
#include "platform/db/db.h"
#include "platform/ledger/ledger.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::access {

struct Account {
    AccountId id = {};
    std::string sign_in_name = {};
    std::string name = {}; // as colleagues see it
    std::string password_hash = {};
    Instant password_set_at = {};
    bool one_time = false;        // the password must be changed, and dies 14 days after it was set
    std::string second_step = {}; // the seed, sealed; empty: not set up
    std::int64_t second_step_last = 0; // the newest step whose code was used
    std::int64_t failures = 0;         // in a row
    std::optional<Instant> locked_until = {};
    std::optional<Instant> closed_at = {};
    Instant created_at = {};

    [[nodiscard]] bool open() const { return !closed_at; }
    [[nodiscard]] bool locked(Instant now) const { return locked_until && now < *locked_until; }
};

struct Assignment {
    AccountId account = {};
    AgencyId agency = {};
    TeamId team = {}; // none: the agency as a whole
    std::string role = {};
    Period period = {};
    Uuid id = {}; // of the row; made by `assign`
};

// A change to accounts in hand: the transaction, whose keys seal its ledger text, who acts, and
// when.
struct Writing {
    db::Connection& connection;
    ledger::Keys& keys;
    ledger::Actor actor;
    Instant now;

    // The entry that tells of one act on an account.
    void tell(std::string_view act, AccountId account, std::string_view text = {}) const;
};

[[nodiscard]] Result<Account> find_account(db::Connection& connection, AccountId id);
[[nodiscard]] Result<Account> find_account(
    db::Connection& connection, std::string_view sign_in_name);
[[nodiscard]] std::vector<Account> list_accounts(db::Connection& connection); // by sign-in name

// Those that count on that day, the earliest first.
[[nodiscard]] std::vector<Assignment> assignments_of(
    db::Connection& connection, AccountId account, Date today);

// All of an account, past and to come, the newest first; those with an agency that count that day.
[[nodiscard]] std::vector<Assignment> all_assignments_of(
    db::Connection& connection, AccountId account);
[[nodiscard]] std::vector<Assignment> assignments_with(
    db::Connection& connection, AgencyId agency, Date today);

// " Ash.Khan " as "ash.khan".
[[nodiscard]] Result<std::string> read_sign_in_name(std::string_view typed);

struct NewAccount {
    std::string sign_in_name;
    std::string name;
    std::string password_hash; // of a one-time password
};
[[nodiscard]] Result<AccountId> create_account(Writing const& writing, NewAccount const& wanted);
[[nodiscard]] Done assign(Writing const& writing, Assignment const& wanted);
// Ends the account's assignments of that role with that agency after `last`.
[[nodiscard]] Done unassign(
    Writing const& writing, AccountId account, AgencyId agency, std::string_view role, Date last);
// Sets or takes away the last day of one assignment; what it was is kept. `conflict` if it is no
// longer as it was `read`.
[[nodiscard]] Done set_last_day(
    Writing const& writing, Assignment const& read, std::optional<Date> last);
// The name that colleagues see.
[[nodiscard]] Done rename_account(
    Writing const& writing, AccountId account, std::string const& name);

enum class PasswordKind { own, one_time };
// Also clears failures and waiting. A one-time password ends every session; after a change of their
// own the caller ends the others (sessions.h).
[[nodiscard]] Done set_password(
    Writing const& writing, AccountId account, std::string_view password_hash, PasswordKind kind);
// Closes the account and ends its sessions and tokens, from the next request on.
[[nodiscard]] Done close_account(Writing const& writing, AccountId account);

// The second step's seed, sealed with `Keys::seal(text)`; an empty one takes it away and ends
// every session, so that the person sets it up afresh (a lost phone).
[[nodiscard]] Done set_second_step(Writing const& writing, AccountId account,
    std::string_view sealed_seed, std::int64_t last_step);
// False if a code of that step or a later one was used before.
[[nodiscard]] bool use_second_step(Writing const& writing, AccountId account, std::int64_t step);

// One more failure in a row, `account` as it stands in this transaction; the fifth makes the
// account wait 15 minutes, whatever is typed then.
inline constexpr std::int64_t failures_allowed = 5;
inline constexpr std::chrono::minutes lock_lasts{15};
void note_failure(Writing const& writing, Account const& account);
void clear_failures(Writing const& writing, AccountId account);

struct Role {
    std::string code;
    std::string label;
    Period period;
};
[[nodiscard]] std::vector<Role> const& roles(); // data/code_lists/role.csv; throws if it is damaged
[[nodiscard]] Role const* find_role(std::string_view code);

} // namespace kith::access
