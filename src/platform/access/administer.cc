// SPDX-License-Identifier: MIT
#include "platform/access/administer.h"
#include "base/london.h"

namespace kith::access {
namespace {
    Result<Account> named_account(Writing const& writing, std::string_view typed)
    {
        auto const name = TRY(read_sign_in_name(typed));
        return find_account(writing.connection, name);
    }
} // namespace

template <class Body>
auto Administer::write(Body const& body) const
{
    std::optional<std::invoke_result_t<Body const&, Writing const&>> answer;
    database_.write([&](db::Connection& connection) {
        answer.emplace(body(Writing{connection, keys_, actor_, clock_.now()}));
        return answer->ok() ? db::Outcome::keep : db::Outcome::undo;
    });
    return std::move(*answer);
}

Result<Administer::Added> Administer::add(Person const& person) const
{
    auto const password = fresh_one_time_password();
    auto const hash = TRY(hasher_.hash(password));
    return write([&](Writing const& writing) -> Result<Added> {
        auto const id = TRY(create_account(writing, {person.sign_in_name, person.name, hash}));
        auto const today = london::day_of(writing.now);
        TRY(assign(writing, {id, person.agency, person.team, person.role, {today, {}}}));
        return Added{id, password};
    });
}

Result<std::string> Administer::fresh_password(std::string_view sign_in_name) const
{
    auto const password = fresh_one_time_password();
    auto const hash = TRY(hasher_.hash(password));
    return write([&](Writing const& writing) -> Result<std::string> {
        auto const account = TRY(named_account(writing, sign_in_name));
        TRY(set_password(writing, account.id, hash, PasswordKind::one_time));
        return password;
    });
}

Done Administer::forget_second_step(std::string_view sign_in_name) const
{
    return write([&](Writing const& writing) -> Done {
        auto const account = TRY(named_account(writing, sign_in_name));
        return set_second_step(writing, account.id, "", 0);
    });
}

Done Administer::close(std::string_view sign_in_name) const
{
    return write([&](Writing const& writing) -> Done {
        auto const account = TRY(named_account(writing, sign_in_name));
        return close_account(writing, account.id);
    });
}

Result<FreshToken> Administer::fresh_token(
    std::string_view sign_in_name, std::string_view what_for, AgencyId agency) const
{
    return write([&](Writing const& writing) -> Result<FreshToken> {
        auto const account = TRY(named_account(writing, sign_in_name));
        return create_token(writing, account.id, agency, what_for);
    });
}

std::vector<Administer::Listed> Administer::list() const
{
    auto const lease = database_.reader();
    std::vector<Listed> listed;
    for (auto& account : list_accounts(*lease)) {
        auto assignments = assignments_of(*lease, account.id, london::day_of(clock_.now()));
        listed.push_back({std::move(account), std::move(assignments)});
    }
    return listed;
}

} // namespace kith::access
