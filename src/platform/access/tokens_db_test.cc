// SPDX-License-Identifier: MIT
#include "platform/access/sign_in_world_test.h"

namespace kith::access {
namespace {
    Result<FreshToken> made_token(SignInWorld& world, AccountId account, AgencyId agency = {},
        char const* name = "my spreadsheet")
    {
        return world.change(
            [&](Writing const& writing) { return create_token(writing, account, agency, name); });
    }
    bool opens(SignInWorld& world, std::string const& shown)
    {
        return find_token(*world.database.reader(), shown, world.clock.now()).ok();
    }
} // namespace

TEST_CASE("a token opens for 90 days")
{
    in_sign_in_world([](SignInWorld& world) {
        auto const ash = world.add("ash.khan");
        auto const token = made_token(world, ash);
        REQUIRE(token.ok());
        CHECK(token->shown.starts_with("kith_"));
        CHECK(token->shown.size() == 48);
        world.pass(std::chrono::hours(90 * 24 - 1));
        CHECK(opens(world, token->shown));
        world.pass(std::chrono::hours(1));
        CHECK_FALSE(opens(world, token->shown));
    });
}

TEST_CASE("a token that is almost right opens nothing")
{
    in_sign_in_world([](SignInWorld& world) {
        auto const ash = world.add("ash.khan");
        auto const shown = made_token(world, ash)->shown;
        auto other = shown;
        other.back() = other.back() == 'A' ? 'B' : 'A';
        CHECK_FALSE(opens(world, other));
        CHECK_FALSE(opens(world, shown.substr(5)));
        CHECK_FALSE(opens(world, ""));
        CHECK_FALSE(opens(world, "kith_"));
        CHECK(opens(world, shown));
    });
}

TEST_CASE("a token ends at once, by its owner and nobody else, and is listed still")
{
    in_sign_in_world([](SignInWorld& world) {
        auto const ash = world.add("ash.khan");
        auto const bo = world.add("bo.lee");
        auto const token = *made_token(world, ash);
        auto const ending = [&](AccountId owner) {
            return world.change(
                [&](Writing const& writing) { return end_token(writing, owner, token.id); });
        };
        CHECK_FALSE(ending(bo).ok());
        CHECK(opens(world, token.shown));
        CHECK(ending(ash).ok());
        CHECK_FALSE(opens(world, token.shown));
        CHECK_FALSE(ending(ash).ok());
        auto const listed = list_tokens(*world.database.reader(), ash);
        REQUIRE(listed.size() == 1);
        CHECK(listed[0].name == "my spreadsheet");
        CHECK(listed[0].ended_at.has_value());
        CHECK(list_tokens(*world.database.reader(), bo).empty());
    });
}

TEST_CASE("closing an account ends its tokens")
{
    in_sign_in_world([](SignInWorld& world) {
        auto const ash = world.add("ash.khan");
        auto const token = *made_token(world, ash);
        REQUIRE(
            world.change([&](Writing const& writing) { return close_account(writing, ash); }).ok());
        CHECK_FALSE(opens(world, token.shown));
    });
}

TEST_CASE("a token is for an agency the account works for, and has a name")
{
    in_sign_in_world([](SignInWorld& world) {
        auto const ash = world.add("ash.khan");
        CHECK_FALSE(made_token(world, ash, AgencyId::fresh()).ok());
        CHECK(made_token(world, ash, {}, "").error().field == "name");
        CHECK(made_token(world, ash, world.agency).ok());
    });
}

} // namespace kith::access
