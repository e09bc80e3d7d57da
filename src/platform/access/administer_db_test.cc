// SPDX-License-Identifier: MIT
#include "platform/access/administer.h"
#include "platform/access/sign_in_world_test.h"

namespace kith::access {
namespace {
    Administer desk_of(SignInWorld& world)
    {
        return {
            world.database, *world.keys, world.clock, world.hasher, {.process = "command line"}};
    }
} // namespace

TEST_CASE("somebody added can sign in with the password that was printed")
{
    in_sign_in_world([](SignInWorld& world) {
        auto const added
            = desk_of(world).add({"Ash.Khan", "Ash Khan", world.agency, {}, "triage worker"});
        REQUIRE(added.ok());
        CHECK(world.sign_in.begin("ash.khan", added->one_time_password, "/")->next
            == Next::set_password);
        auto const listed = desk_of(world).list();
        REQUIRE(listed.size() == 1);
        CHECK(listed[0].account.name == "Ash Khan");
        REQUIRE(listed[0].assignments.size() == 1);
        CHECK(listed[0].assignments[0].period.from == *Date::read("2026-03-03"));
    });
}

TEST_CASE("somebody whose role does not exist is not added by half")
{
    in_sign_in_world([](SignInWorld& world) {
        CHECK_FALSE(desk_of(world).add({"ash.khan", "Ash Khan", world.agency, {}, "queen"}).ok());
        CHECK(desk_of(world).list().empty());
    });
}

TEST_CASE("a fresh password replaces the old one and lets somebody who waits try again")
{
    in_sign_in_world([](SignInWorld& world) {
        auto const ash = world.add_settled("ash.khan");
        for (int i = 0; i < 5; ++i)
            CHECK_FALSE(world.sign_in.begin("ash.khan", "not the password", "/").ok());
        auto const password = desk_of(world).fresh_password("ASH.khan");
        REQUIRE(password.ok());
        CHECK_FALSE(world.sign_in.begin("ash.khan", own_password, "/").ok());
        CHECK(world.sign_in.begin("ash.khan", *password, "/").ok());
        CHECK(world.account(ash).one_time);
        CHECK_FALSE(desk_of(world).fresh_password("nobody.here").ok());
    });
}

TEST_CASE("a lost phone is set up again after the administrator forgot the old one")
{
    in_sign_in_world([](SignInWorld& world) {
        world.add_settled("ash.khan");
        REQUIRE(desk_of(world).forget_second_step("ash.khan").ok());
        CHECK(world.sign_in.begin("ash.khan", own_password, "/")->next == Next::set_second_step);
    });
}

TEST_CASE("a token made at the command line opens until the account is closed there")
{
    in_sign_in_world([](SignInWorld& world) {
        world.add("ash.khan");
        auto const token = desk_of(world).fresh_token("ash.khan", "nightly list");
        REQUIRE(token.ok());
        auto const opens = [&] {
            return find_token(*world.database.reader(), token->shown, world.clock.now()).ok();
        };
        CHECK(opens());
        CHECK(desk_of(world).close("ash.khan").ok());
        CHECK_FALSE(opens());
        CHECK_FALSE(desk_of(world).close("ash.khan").ok());
    });
}

} // namespace kith::access
