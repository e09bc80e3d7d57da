// SPDX-License-Identifier: MIT
#include "platform/access/sign_in_world_test.h"

namespace kith::access {
namespace {
    constexpr db::Sql everything_kept{"what is kept of a sign-in",
        "select a.password_hash, s.token_hash, a.second_step from accounts a join sessions s on "
        "s.account = a.id "
        "where s.ended_at is null"};
}

TEST_CASE("a sign-in name is given once, in whatever case it is typed")
{
    in_sign_in_world([](SignInWorld& world) {
        auto const ash = world.add("ash.khan");
        auto const second = world.change([](Writing const& writing) {
            return create_account(writing, {"ASH.Khan", "Another Ash", "x"});
        });
        REQUIRE_FALSE(second.ok());
        CHECK(second.error().code == Code::conflict);
        CHECK(list_accounts(*world.database.reader()).size() == 1);
        CHECK(find_account(*world.database.reader(), "ash.khan")->id == ash);
        CHECK_FALSE(find_account(*world.database.reader(), "bo.lee").ok());
    });
}

TEST_CASE("a role that is not in the list, or an agency left out, is refused")
{
    in_sign_in_world([](SignInWorld& world) {
        auto const ash = world.add("ash.khan");
        auto const giving = [&](std::string const& role, AgencyId agency) {
            return world.change([&](Writing const& writing) {
                return assign(writing, {ash, agency, {}, role, {*Date::read("2026-01-01"), {}}});
            });
        };
        CHECK(giving("queen", world.agency).error().field == "role");
        CHECK(giving("auditor", {}).error().field == "agency");
        CHECK(giving("auditor", world.agency).ok());
    });
}

TEST_CASE("an assignment counts on its first and its last day, and on none before or after")
{
    in_sign_in_world([](SignInWorld& world) {
        auto const ash = world.add("ash.khan"); // a triage worker from 1 January
        auto const team = TeamId::fresh();
        REQUIRE(world
                    .change([&](Writing const& writing) {
                        return assign(writing,
                            {ash, world.agency, team, "team manager",
                                {*Date::read("2026-03-10"), *Date::read("2026-03-12")}});
                    })
                    .ok());
        auto const on = [&](char const* day) {
            return assignments_of(*world.database.reader(), ash, *Date::read(day));
        };
        CHECK(on("2025-12-31").empty());
        CHECK(on("2026-03-09").size() == 1);
        REQUIRE(on("2026-03-10").size() == 2);
        CHECK(on("2026-03-10")[0].role == "triage worker"); // the earliest first
        CHECK(on("2026-03-10")[1].team == team);
        CHECK(on("2026-03-12").size() == 2);
        CHECK(on("2026-03-13").size() == 1);
    });
}

TEST_CASE("a role is ended once, and only where it was given")
{
    in_sign_in_world([](SignInWorld& world) {
        auto const ash = world.add("ash.khan");
        auto const ending = [&](AgencyId agency) {
            return world.change([&](Writing const& writing) {
                return unassign(writing, ash, agency, "triage worker", *Date::read("2026-03-31"));
            });
        };
        CHECK_FALSE(ending(AgencyId::fresh()).ok());
        CHECK(ending(world.agency).ok());
        CHECK_FALSE(ending(world.agency).ok());
        CHECK(assignments_of(*world.database.reader(), ash, *Date::read("2026-04-01")).empty());
        CHECK(world.acts_on(ash) == "create account, assign role, end role");
    });
}

TEST_CASE("a closed account cannot be given a password, a role or a token")
{
    in_sign_in_world([](SignInWorld& world) {
        auto const ash = world.add("ash.khan");
        REQUIRE(
            world.change([&](Writing const& writing) { return close_account(writing, ash); }).ok());
        CHECK_FALSE(
            world.change([&](Writing const& writing) { return close_account(writing, ash); }).ok());
        CHECK_FALSE(world
                        .change([&](Writing const& writing) {
                            return set_password(writing, ash, "x", PasswordKind::one_time);
                        })
                        .ok());
        CHECK_FALSE(
            world
                .change([&](Writing const& writing) {
                    return assign(writing,
                        {ash, world.agency, {}, "auditor", {*Date::read("2026-01-01"), {}}});
                })
                .ok());
        CHECK_FALSE(world
                        .change([&](Writing const& writing) {
                            return create_token(writing, ash, {}, "my spreadsheet");
                        })
                        .ok());
    });
}

TEST_CASE("neither password, token nor seed stands in the database")
{
    in_sign_in_world([](SignInWorld& world) {
        world.add_settled("ash.khan");
        auto const token = world.enter("ash.khan");
        auto const rows = world.database.reader()->run(everything_kept);
        REQUIRE(rows.size() == 1);
        auto const row = rows[0];
        CHECK(row.text("password_hash").find(own_password) == std::string::npos);
        CHECK(row.text("password_hash").starts_with("$argon2id$"));
        CHECK(row.bytes("token_hash") == hash_of_token(token).held);
        CHECK(row.bytes("second_step").find(world.seed) == std::string::npos);
        CHECK(*world.keys->unseal(row.bytes("second_step")) == world.seed);
    });
}

TEST_CASE("a person with two agencies acts for the one they choose, and for no third")
{
    in_sign_in_world([](SignInWorld& world) {
        auto const ash = world.add_settled("ash.khan");
        auto const second = AgencyId::fresh();
        REQUIRE(world
                    .change([&](Writing const& writing) {
                        return assign(
                            writing, {ash, second, {}, "auditor", {*Date::read("2026-02-01"), {}}});
                    })
                    .ok());
        auto const token = world.enter("ash.khan");
        CHECK(world.sign_in.who_is(SignInWorld::asking(token))->agency == world.agency);
        auto const session = world.sign_in.standing(token)->session;
        auto const acting = [&](AgencyId agency) {
            return world.change(
                [&](Writing const& writing) { return act_for(writing, session, agency); });
        };
        CHECK_FALSE(acting(AgencyId::fresh()).ok());
        CHECK(acting(second).ok());
        CHECK(world.sign_in.who_is(SignInWorld::asking(token))->agency == second);
    });
}

} // namespace kith::access
