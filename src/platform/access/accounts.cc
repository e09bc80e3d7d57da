// SPDX-License-Identifier: MIT
#include "platform/access/accounts.h"
#include "base/csv.h"
#include "base/london.h"
#include "base/shipped.h"
#include <algorithm>
#include <cctype>
#include <fmt/core.h>

namespace kith::access {
namespace {
    constexpr db::Sql account_by_id{"account by id",
        "select id, sign_in_name, name, password_hash, password_set_at, one_time, second_step, "
        "second_step_last, "
        "failures, locked_until, closed_at, created_at from accounts where id = $1"};
    constexpr db::Sql account_by_name{"account by sign-in name",
        "select id, sign_in_name, name, password_hash, password_set_at, one_time, second_step, "
        "second_step_last, "
        "failures, locked_until, closed_at, created_at from accounts where sign_in_name = $1"};
    constexpr db::Sql all_accounts{"accounts",
        "select id, sign_in_name, name, password_hash, password_set_at, one_time, second_step, "
        "second_step_last, "
        "failures, locked_until, closed_at, created_at from accounts order by sign_in_name"};
    constexpr db::Sql add_account{"add account",
        "insert into accounts (id, sign_in_name, name, password_hash, password_set_at, one_time, "
        "second_step_last, "
        "failures, created_at) values ($1, $2, $3, $4, $5, $6, 0, 0, $5)"};
    constexpr db::Sql assignments_today{"assignments of an account on a day",
        "select id, account, agency, team, role, from_day, until_day from assignments where "
        "account = "
        "$1 "
        "and from_day <= $2 and (until_day is null or until_day >= $2) order by from_day, role, "
        "id"};
    constexpr db::Sql every_assignment{"every assignment of an account",
        "select id, account, agency, team, role, from_day, until_day from assignments "
        "where account = $1 order by from_day desc, role, id"};
    constexpr db::Sql agency_assignments{"assignments with an agency on a day",
        "select id, account, agency, team, role, from_day, until_day from assignments "
        "where agency = $1 and from_day <= $2 and (until_day is null or until_day >= $2) "
        "order by role, account, id"};
    constexpr db::Sql keep_assignment{"keep assignment as it was",
        "insert into assignments_was (was, id, account, agency, team, role, from_day, until_day, "
        "superseded_at, superseded_by) "
        "select cast($4 as {id}), id, account, agency, team, role, from_day, until_day, cast($2 as "
        "{instant}), "
        "cast($3 as {id}) from assignments where id = $1"};
    constexpr db::Sql find_assignment{"find assignment",
        "select id, account, agency, team, role, from_day, until_day from assignments "
        "where id = $1 and account = $2"};
    constexpr db::Sql end_assignment{
        "set the last day of an assignment", "update assignments set until_day = $2 where id = $1"};
    constexpr db::Sql change_name{
        "rename account", "update accounts set name = $2 where id = $1 and closed_at is null"};
    constexpr db::Sql add_assignment{"add assignment",
        "insert into assignments (id, account, agency, team, role, from_day, until_day) "
        "values ($1, $2, $3, $4, $5, $6, $7)"};
    constexpr db::Sql end_assignments{"end assignments of a role",
        "update assignments set until_day = $4 where account = $1 and agency = $2 and role = $3 "
        "and (until_day is null or until_day > $4)"};
    constexpr db::Sql change_password{"set password",
        "update accounts set password_hash = $2, password_set_at = $3, one_time = $4, failures = "
        "0, "
        "locked_until = null where id = $1 and closed_at is null"};
    constexpr db::Sql close_one{
        "close account", "update accounts set closed_at = $2 where id = $1 and closed_at is null"};
    constexpr db::Sql end_its_sessions{"end sessions of an account that changed",
        "update sessions set ended_at = $2 where account = $1 and ended_at is null"};
    constexpr db::Sql end_its_tokens{"end tokens of a closed account",
        "update tokens set ended_at = $2 where account = $1 and ended_at is null"};
    constexpr db::Sql change_second_step{"set second step",
        "update accounts set second_step = $2, second_step_last = $3 where id = $1 and closed_at "
        "is null"};
    constexpr db::Sql use_step{"use second step",
        "update accounts set second_step_last = $2 where id = $1 and second_step_last < $2"};
    constexpr db::Sql set_failures{
        "set failures", "update accounts set failures = $2, locked_until = $3 where id = $1"};

    Account account_of(db::Row const& row)
    {
        Account account;
        account.id = row.id<AccountId>("id");
        account.sign_in_name = row.text("sign_in_name");
        account.name = row.text("name");
        account.password_hash = row.text("password_hash");
        account.password_set_at = row.instant("password_set_at");
        account.one_time = row.boolean("one_time");
        if (!row.is_null("second_step"))
            account.second_step = row.bytes("second_step");
        account.second_step_last = row.integer("second_step_last");
        account.failures = row.integer("failures");
        account.locked_until = row.maybe_instant("locked_until");
        account.closed_at = row.maybe_instant("closed_at");
        account.created_at = row.instant("created_at");
        return account;
    }
    Result<Account> only_account(db::Rows const& rows)
    {
        if (rows.empty())
            return not_found("There is no account of that name");
        return account_of(rows[0]);
    }
    Done touched(db::Rows const& rows)
    {
        if (rows.changed() == 0)
            return not_found("There is no open account of that name");
        return done();
    }

    std::vector<Assignment> assignments_in(db::Rows const& rows)
    {
        std::vector<Assignment> assignments;
        for (auto const row : rows)
            assignments.push_back({row.id<AccountId>("account"), row.id<AgencyId>("agency"),
                row.id<TeamId>("team"), row.text("role"),
                {row.date("from_day"), row.maybe_date("until_day")}, row.uuid("id")});
        return assignments;
    }

    std::vector<Role> read_roles()
    {
        auto const table = csv::Table::read(shipped_file("data/code_lists/role.csv"));
        if (!table)
            throw std::runtime_error("data/code_lists/role.csv: " + table.error().words.key);
        auto const day = [&](std::size_t row, char const* column) {
            auto const read = Date::read(table->text(row, column));
            if (!read)
                throw std::runtime_error(
                    fmt::format("data/code_lists/role.csv: row {}: {} is not a day",
                        table->number(row), column));
            return *read;
        };
        std::vector<Role> read;
        for (std::size_t row = 0; row < table->size(); ++row) {
            Role role{table->text(row, "code"), table->text(row, "label"), {day(row, "from"), {}}};
            if (!table->text(row, "until").empty())
                role.period.until = day(row, "until");
            read.push_back(std::move(role));
        }
        return read;
    }
} // namespace

void Writing::tell(std::string_view act, AccountId account, std::string_view text) const
{
    ledger::Entry entry;
    entry.actor = actor;
    entry.act = act;
    entry.thing = thing(account);
    entry.subject = entry.thing;
    entry.rule = "accounts";
    entry.text = text;
    ledger::append(connection, keys, entry, now);
}

Result<Account> find_account(db::Connection& connection, AccountId id)
{
    return only_account(connection.run(account_by_id, id));
}

Result<Account> find_account(db::Connection& connection, std::string_view sign_in_name)
{
    return only_account(connection.run(account_by_name, sign_in_name));
}

std::vector<Account> list_accounts(db::Connection& connection)
{
    std::vector<Account> accounts;
    for (auto const row : connection.run(all_accounts))
        accounts.push_back(account_of(row));
    return accounts;
}

std::vector<Assignment> assignments_of(db::Connection& connection, AccountId account, Date today)
{
    return assignments_in(connection.run(assignments_today, account, today));
}

std::vector<Assignment> all_assignments_of(db::Connection& connection, AccountId account)
{
    return assignments_in(connection.run(every_assignment, account));
}

std::vector<Assignment> assignments_with(db::Connection& connection, AgencyId agency, Date today)
{
    return assignments_in(connection.run(agency_assignments, agency, today));
}

Result<std::string> read_sign_in_name(std::string_view typed)
{
    std::string name;
    for (auto const c : typed)
        name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    name.erase(0, name.find_first_not_of(" \t\r\n"));
    name.erase(name.find_last_not_of(" \t\r\n") + 1);
    auto const fits
        = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789._-@'") == std::string::npos;
    if (name.size() < 2 || name.size() > 80 || !fits)
        return invalid("Enter a sign-in name of 2 to 80 letters, digits, dots or dashes", "name");
    return name;
}

Result<AccountId> create_account(Writing const& writing, NewAccount const& wanted)
{
    auto const name = TRY(read_sign_in_name(wanted.sign_in_name));
    if (wanted.name.empty())
        return invalid("Enter the name that colleagues see", "full_name");
    if (!writing.connection.run(account_by_name, name).empty())
        return error(Code::conflict, "Choose another sign-in name: this one is taken", "name");
    auto const id = AccountId::fresh();
    writing.connection.run(
        add_account, id, name, wanted.name, wanted.password_hash, writing.now, true);
    writing.tell("create account", id, name);
    return id;
}

Done assign(Writing const& writing, Assignment const& wanted)
{
    auto const* const role = find_role(wanted.role);
    if (!role)
        return invalid("Choose a role of the list (data/code_lists/role.csv): there is no \""
                + wanted.role + "\"",
            "role");
    if (!role->period.holds(london::day_of(writing.now)))
        return invalid("Choose another role: \"" + wanted.role + "\" is no longer given", "role");
    if (wanted.agency.none())
        return invalid("Say for which agency", "agency");
    if (wanted.period.until && *wanted.period.until < wanted.period.from)
        return invalid("The last day must not be before the first", "until");
    auto const account = TRY(find_account(writing.connection, wanted.account));
    if (!account.open())
        return not_found("There is no open account of that name");
    writing.connection.run(add_assignment, Uuid::fresh(), wanted.account, wanted.agency,
        wanted.team, wanted.role, wanted.period.from, wanted.period.until);
    writing.tell("assign role", wanted.account,
        fmt::format("{} for agency {} from {}", wanted.role, wanted.agency.write(),
            wanted.period.from.write()));
    return done();
}

Done unassign(
    Writing const& writing, AccountId account, AgencyId agency, std::string_view role, Date last)
{
    if (writing.connection.run(end_assignments, account, agency, role, last).changed() == 0)
        return not_found("This account has no such role with that agency");
    writing.tell("end role", account,
        fmt::format("{} for agency {} until {}", role, agency.write(), last.write()));
    return done();
}

Done set_last_day(Writing const& writing, Assignment const& read, std::optional<Date> last)
{
    auto const rows = writing.connection.run(find_assignment, read.id, read.account);
    if (rows.empty())
        return not_found("This account has no such role");
    auto const stands = assignments_in(rows).front();
    if (stands.period.until != read.period.until)
        return error(Code::conflict,
            "Somebody changed the last day of this role since you opened it: read what stands now, "
            "then save yours again");
    if (last && *last < stands.period.from + -1)
        return invalid("The last day must not be before the first", "until");
    writing.connection.run(
        keep_assignment, read.id, writing.now, writing.actor.account, Uuid::fresh());
    writing.connection.run(end_assignment, read.id, last);
    writing.tell("end role", read.account,
        fmt::format("{} for agency {} until {}", stands.role, stands.agency.write(),
            last ? last->write() : "further notice"));
    return done();
}

Done rename_account(Writing const& writing, AccountId account, std::string const& name)
{
    if (name.empty())
        return invalid("Enter the name that colleagues see", "full_name");
    TRY(touched(writing.connection.run(change_name, account, name)));
    writing.tell("rename account", account, name);
    return done();
}

Done set_password(
    Writing const& writing, AccountId account, std::string_view password_hash, PasswordKind kind)
{
    auto const one_time = kind == PasswordKind::one_time;
    TRY(touched(
        writing.connection.run(change_password, account, password_hash, writing.now, one_time)));
    if (one_time)
        writing.connection.run(end_its_sessions, account, writing.now);
    writing.tell(one_time ? "give one-time password" : "change password", account);
    return done();
}

Done close_account(Writing const& writing, AccountId account)
{
    TRY(touched(writing.connection.run(close_one, account, writing.now)));
    writing.connection.run(end_its_sessions, account, writing.now);
    writing.connection.run(end_its_tokens, account, writing.now);
    writing.tell("close account", account);
    return done();
}

Done set_second_step(
    Writing const& writing, AccountId account, std::string_view sealed_seed, std::int64_t last_step)
{
    auto const seed
        = sealed_seed.empty() ? std::optional<db::Bytes>() : db::Bytes{std::string(sealed_seed)};
    TRY(touched(writing.connection.run(change_second_step, account, seed, last_step)));
    if (sealed_seed.empty())
        writing.connection.run(end_its_sessions, account, writing.now);
    writing.tell(sealed_seed.empty() ? "take away second step" : "set second step", account);
    return done();
}

bool use_second_step(Writing const& writing, AccountId account, std::int64_t step)
{
    return writing.connection.run(use_step, account, step).changed() == 1;
}

void note_failure(Writing const& writing, Account const& account)
{
    auto failures = account.failures;
    auto until = account.locked_until;
    auto const waiting = account.locked(writing.now); // what is tried meanwhile changes nothing
    auto const lock = !waiting && ++failures >= failures_allowed;
    if (lock) {
        failures = 0;
        until = writing.now + lock_lasts;
    }
    writing.connection.run(set_failures, account.id, failures, until);
    writing.tell(lock ? "lock out" : "sign in refused", account.id);
}

void clear_failures(Writing const& writing, AccountId account)
{
    writing.connection.run(set_failures, account, 0, std::nullopt);
}

std::vector<Role> const& roles()
{
    static std::vector<Role> const read = read_roles();
    return read;
}

Role const* find_role(std::string_view code)
{
    auto const found = std::ranges::find(roles(), code, &Role::code);
    return found == roles().end() ? nullptr : &*found;
}

} // namespace kith::access
