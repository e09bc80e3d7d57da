// SPDX-License-Identifier: MIT
#pragma once

// For tests: one agency on a Tuesday morning, a clock that can be moved, hashing that costs next to
// nothing, and the shortest ways to have people in it.

#include "platform/access/second_step.h"
#include "platform/access/sign_in.h"
#include "platform/access/tokens.h"
#include "world/databases.h"
#include <doctest/doctest.h>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kith::access {

inline constexpr char const* own_password = "otter lamp 9 river";

struct SignInWorld {
    explicit SignInWorld(db::Database& at, SignInOptions options = {})
        : database(at)
        , keys(ledger::Keys::open(folder.path()))
        , clock(*Instant::read("2026-03-03T09:00:00Z"))
        , sign_in(
              database, *keys, clock, hasher, CommonPasswords("basketball\nsunshine\n"), options)
    {
    }

    template <class Body>
    auto change(Body body)
    {
        std::optional<std::invoke_result_t<Body&, Writing const&>> answer;
        database.write([&](db::Connection& connection) {
            answer.emplace(body(Writing{connection, *keys, {.process = "test"}, clock.now()}));
            return db::Outcome::keep;
        });
        return std::move(*answer);
    }
    void pass(std::chrono::seconds by) { clock.move_to(clock.now() + by); }

    // Somebody new, whose one-time password is `one_time`.
    AccountId add(std::string const& name, std::string const& role = "triage worker")
    {
        auto const hash = *hasher.hash(one_time);
        auto const id = change([&](Writing const& writing) {
            return create_account(writing, {name, "Ash Khan", hash});
        });
        REQUIRE(id.ok());
        REQUIRE(change([&](Writing const& writing) {
            return assign(writing, {*id, agency, {}, role, {*Date::read("2026-01-01"), {}}});
        }).ok());
        return *id;
    }
    // Somebody who has signed in before: a password of their own, and the second step set up.
    AccountId add_settled(std::string const& name)
    {
        auto const id = add(name);
        auto step = sign_in.begin(name, one_time, "/");
        step = sign_in.choose_password(step->token, {{}, own_password, own_password});
        seed = *sign_in.offered_seed(step->token);
        step = sign_in.confirm_second_step(step->token, code());
        REQUIRE(step->next == Next::nothing);
        sign_in.sign_out(step->token);
        pass(std::chrono::seconds(60)); // the code of a new half minute
        return id;
    }
    // Their token, signed in.
    std::string enter(std::string const& name)
    {
        auto const begun = sign_in.begin(name, own_password, "/");
        REQUIRE(begun.ok());
        auto const in = sign_in.give_code(begun->token, code());
        REQUIRE(in.ok());
        REQUIRE(in->next == Next::nothing);
        pass(std::chrono::seconds(60));
        return in->token;
    }
    [[nodiscard]] std::string code() const { return code_of(seed, step_of(clock.now())); }

    [[nodiscard]] static http::Request asking(std::string const& token, std::string target = "/")
    {
        return http::Request::get(std::move(target)).with("Cookie", "__Host-kith=" + token);
    }
    [[nodiscard]] bool is_in(std::string const& token) const
    {
        return sign_in.who_is(asking(token)).ok();
    }
    [[nodiscard]] Account account(AccountId id) const
    {
        return *find_account(*database.reader(), id);
    }

    // What the ledger says was done to an account, the oldest first; of one transaction, by letter.
    [[nodiscard]] std::string acts_on(AccountId id) const
    {
        std::set<std::pair<Instant, std::string>> in_order;
        for (auto const& line : ledger::lines_about(*database.reader(), thing(id), 100))
            in_order.emplace(line.at, line.act);
        std::string acts;
        for (auto const& [at, act] : in_order)
            acts += (acts.empty() ? "" : ", ") + act;
        return acts;
    }
    [[nodiscard]] std::string last_act_on(AccountId id) const
    {
        return ledger::lines_about(*database.reader(), thing(id), 1).at(0).act;
    }

    db::Database& database;
    tests::Folder folder;
    std::unique_ptr<ledger::Keys> keys;
    Clock clock;
    PasswordHasher hasher{HashCost{1, 8192}};
    SignIn sign_in;
    AgencyId agency = AgencyId::fresh();
    std::string one_time = "7kmq-4x9p-02dt-hw5n";
    std::string seed = {}; // of whoever was settled last
};

inline void in_sign_in_world(void (*body)(SignInWorld&), SignInOptions const& options = {})
{
    tests::on_both_databases([&](db::Database& database) {
        SignInWorld world(database, options);
        body(world);
    });
}

} // namespace kith::access
