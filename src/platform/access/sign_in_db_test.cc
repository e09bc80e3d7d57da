// SPDX-License-Identifier: MIT
#include "platform/access/sign_in_world_test.h"
#include <algorithm>

namespace kith::access {
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

TEST_CASE("somebody new chooses a password, sets up the second step and is in")
{
    in_sign_in_world([](SignInWorld& world) {
        auto const ash = world.add("ash.khan");
        auto const begun
            = world.sign_in.begin("Ash.Khan ", "7KMQ 4X9P O2DT HW5N", "/concerns/waiting");
        REQUIRE(begun.ok());
        CHECK(begun->next == Next::set_password);
        CHECK_FALSE(world.is_in(begun->token));

        auto const chosen
            = world.sign_in.choose_password(begun->token, {{}, own_password, own_password});
        REQUIRE(chosen.ok());
        CHECK(chosen->next == Next::set_second_step);
        CHECK_FALSE(world.is_in(chosen->token));

        world.seed = *world.sign_in.offered_seed(chosen->token);
        CHECK(*world.sign_in.offered_seed(chosen->token)
            == world.seed); // the page can be loaded again
        auto const in = world.sign_in.confirm_second_step(chosen->token, world.code());
        REQUIRE(in.ok());
        CHECK(in->next == Next::nothing);
        CHECK(in->return_to == "/concerns/waiting");

        auto const who = world.sign_in.who_is(SignInWorld::asking(in->token));
        REQUIRE(who.ok());
        CHECK(who->account == ash);
        CHECK(who->agency == world.agency);
        CHECK(who->csrf_secret.size() == 32);
        CHECK(who->via == Via::session);
        CHECK(world.acts_on(ash)
            == "create account, assign role, give password, change password, set second step, sign "
               "in");
    });
}

TEST_CASE("each step gives a new token, and the one before it opens nothing")
{
    in_sign_in_world([](SignInWorld& world) {
        world.add_settled("ash.khan");
        auto const begun = *world.sign_in.begin("ash.khan", own_password, "/");
        CHECK(begun.next == Next::second_step);
        CHECK_FALSE(world.is_in(begun.token));
        auto const in = *world.sign_in.give_code(begun.token, world.code());
        CHECK(in.token != begun.token);
        CHECK(world.is_in(in.token));
        CHECK_FALSE(world.is_in(begun.token));
        CHECK_FALSE(world.sign_in.standing(begun.token).ok());
    });
}

TEST_CASE("a code is refused a second time, in another browser too")
{
    in_sign_in_world([](SignInWorld& world) {
        world.add_settled("ash.khan");
        auto const code = world.code();
        auto const first = *world.sign_in.begin("ash.khan", own_password, "/");
        auto const second = *world.sign_in.begin("ash.khan", own_password, "/");
        REQUIRE(world.sign_in.give_code(first.token, code).ok());
        auto const replayed = world.sign_in.give_code(second.token, code);
        REQUIRE_FALSE(replayed.ok());
        CHECK(replayed.error().field == "code");
        world.pass(seconds(30));
        CHECK(world.sign_in.give_code(second.token, world.code()).ok());
    });
}

TEST_CASE("the code that set up the second step does not sign in as well")
{
    in_sign_in_world([](SignInWorld& world) {
        world.add("ash.khan");
        auto step = *world.sign_in.begin("ash.khan", world.one_time, "/");
        step = *world.sign_in.choose_password(step.token, {{}, own_password, own_password});
        world.seed = *world.sign_in.offered_seed(step.token);
        auto const code = world.code();
        REQUIRE(world.sign_in.confirm_second_step(step.token, code).ok());
        auto const again = *world.sign_in.begin("ash.khan", own_password, "/");
        CHECK_FALSE(world.sign_in.give_code(again.token, code).ok());
    });
}

TEST_CASE("an unknown name, a wrong password and a closed account say the same")
{
    in_sign_in_world([](SignInWorld& world) {
        world.add_settled("ash.khan");
        auto const closed = world.add_settled("bo.lee");
        REQUIRE(world.change([&](Writing const& writing) { return close_account(writing, closed); })
                    .ok());
        auto const wrong = world.sign_in.begin("ash.khan", "not the password", "/").error();
        CHECK(wrong.words.key == "The name or the password is not right");
        CHECK(world.sign_in.begin("nobody.here", own_password, "/").error() == wrong);
        CHECK(world.sign_in.begin("bo.lee", own_password, "/").error() == wrong);
        CHECK(world.sign_in.begin("<script>", own_password, "/").error() == wrong);
    });
}

TEST_CASE("after five wrong passwords an account waits 15 minutes, and says nothing of it")
{
    in_sign_in_world([](SignInWorld& world) {
        auto const ash = world.add_settled("ash.khan");
        auto const wrong = world.sign_in.begin("nobody.here", "x", "/").error();
        for (int i = 0; i < 5; ++i)
            CHECK(world.sign_in.begin("ash.khan", "not the password", "/").error() == wrong);
        CHECK(world.last_act_on(ash) == "lock out");
        CHECK(world.sign_in.begin("ash.khan", own_password, "/").error() == wrong);
        world.pass(minutes(14));
        CHECK(world.sign_in.begin("ash.khan", own_password, "/").error() == wrong);
        world.pass(minutes(1)); // what was tried meanwhile did not make the wait longer
        CHECK(world.sign_in.begin("ash.khan", own_password, "/").ok());
    });
}

TEST_CASE("a sign-in that is finished clears what went wrong before, the password alone does not")
{
    in_sign_in_world([](SignInWorld& world) {
        auto const ash = world.add_settled("ash.khan");
        for (int i = 0; i < 4; ++i)
            CHECK_FALSE(world.sign_in.begin("ash.khan", "not the password", "/").ok());
        auto const begun = *world.sign_in.begin("ash.khan", own_password, "/");
        CHECK(world.account(ash).failures == 4);
        REQUIRE(world.sign_in.give_code(begun.token, world.code()).ok());
        CHECK(world.account(ash).failures == 0);
    });
}

TEST_CASE("five wrong codes lock the account and end the sign-in under way")
{
    in_sign_in_world([](SignInWorld& world) {
        auto const ash = world.add_settled("ash.khan");
        auto const begun = *world.sign_in.begin("ash.khan", own_password, "/");
        for (int i = 0; i < 5; ++i)
            CHECK_FALSE(world.sign_in.give_code(begun.token, "12345").ok());
        CHECK(world.account(ash).locked(world.clock.now()));
        CHECK_FALSE(world.sign_in.give_code(begun.token, world.code()).ok());
        CHECK_FALSE(world.sign_in.standing(begun.token).ok());
    });
}

TEST_CASE("closing an account and signing out work from the next request on")
{
    in_sign_in_world([](SignInWorld& world) {
        auto const ash = world.add_settled("ash.khan");
        auto const here = world.enter("ash.khan");
        auto const there = world.enter("ash.khan");
        CHECK(world.is_in(here));
        CHECK(world.is_in(there));
        world.sign_in.sign_out(here);
        CHECK_FALSE(world.is_in(here));
        CHECK(world.is_in(there));
        CHECK(world.last_act_on(ash) == "sign out");
        REQUIRE(
            world.change([&](Writing const& writing) { return close_account(writing, ash); }).ok());
        CHECK_FALSE(world.is_in(there));
    });
}

TEST_CASE("a session ends after 30 minutes without a request, and every request puts that off")
{
    in_sign_in_world([](SignInWorld& world) {
        world.add_settled("ash.khan");
        auto const token = world.enter("ash.khan");
        for (int i = 0; i < 3; ++i) {
            world.pass(minutes(28));
            CHECK(world.is_in(token));
        }
        world.pass(minutes(31));
        CHECK_FALSE(world.is_in(token));
    });
}

TEST_CASE("a session ends after twelve hours, however busy it is")
{
    in_sign_in_world([](SignInWorld& world) {
        world.add_settled("ash.khan");
        auto const token = world.enter("ash.khan"); // a minute ago
        for (int i = 0; i < 35; ++i) {
            world.pass(minutes(20)); // to 11 hours 41 minutes
            REQUIRE(world.is_in(token));
        }
        world.pass(minutes(20));
        CHECK_FALSE(world.is_in(token));
    });
}

TEST_CASE("the moment of the last request is written at most once a minute")
{
    in_sign_in_world([](SignInWorld& world) {
        world.add_settled("ash.khan");
        auto const token = world.enter("ash.khan"); // opened a minute ago
        REQUIRE(world.is_in(token));
        auto const seen = world.sign_in.standing(token)->session.seen_at;
        world.pass(seconds(40));
        REQUIRE(world.is_in(token));
        CHECK(world.sign_in.standing(token)->session.seen_at == seen);
        world.pass(seconds(20));
        REQUIRE(world.is_in(token));
        CHECK(world.sign_in.standing(token)->session.seen_at > seen);
    });
}

TEST_CASE("a one-time password dies after 14 days, and says so only to whoever has it")
{
    in_sign_in_world([](SignInWorld& world) {
        world.add("ash.khan");
        world.pass(hours(14 * 24 + 1));
        CHECK(world.sign_in.begin("ash.khan", world.one_time, "/").error().words.key
            == "This one-time password has expired: ask your administrator for another");
        CHECK(world.sign_in.begin("ash.khan", "something else", "/").error().words.key
            == "The name or the password is not right");
    });
}

TEST_CASE(
    "a one-time password must give way to one that is long, not breached, new, and typed twice")
{
    in_sign_in_world([](SignInWorld& world) {
        world.add("ash.khan");
        auto const token = world.sign_in.begin("ash.khan", world.one_time, "/")->token;
        auto const refused = [&](std::string_view fresh, std::string_view again) {
            auto const answer = world.sign_in.choose_password(token, {{}, fresh, again});
            REQUIRE_FALSE(answer.ok());
            return answer.error();
        };
        CHECK(refused("otter lamp", "otter lamp")
                  .words.key.starts_with("Choose a password of at least 12"));
        CHECK(refused("Basketball2024", "Basketball2024")
                  .words.key.starts_with("Choose another password"));
        CHECK(refused(world.one_time, world.one_time).words.key
            == "Choose a password other than the one you have now");
        CHECK(refused(own_password, "otter lamp 9 rivet").field == "again");
        CHECK(world.sign_in.standing(token)->next == Next::set_password);
        CHECK_FALSE(world.is_in(token));
    });
}

TEST_CASE("changing the password asks for the old one and signs every other browser out")
{
    in_sign_in_world([](SignInWorld& world) {
        world.add_settled("ash.khan");
        auto const here = world.enter("ash.khan");
        auto const there = world.enter("ash.khan");
        auto const* const other = "seven green kettles";
        CHECK(world.sign_in.choose_password(here, {"not the password", other, other}).error().field
            == "current");
        CHECK(world.is_in(there));
        auto const changed = world.sign_in.choose_password(here, {own_password, other, other});
        REQUIRE(changed.ok());
        CHECK(world.is_in(changed->token));
        CHECK_FALSE(world.is_in(here)); // its token was renewed
        CHECK_FALSE(world.is_in(there));
        CHECK_FALSE(world.sign_in.begin("ash.khan", own_password, "/").ok());
        CHECK(world.sign_in.begin("ash.khan", other, "/").ok());
    });
}

TEST_CASE("five wrong guesses at the old password end the session they come from")
{
    in_sign_in_world([](SignInWorld& world) {
        world.add_settled("ash.khan");
        auto const token = world.enter("ash.khan");
        for (int i = 0; i < 5; ++i)
            CHECK_FALSE(
                world.sign_in.choose_password(token, {"a guess", own_password, own_password}).ok());
        CHECK_FALSE(world.is_in(token));
    });
}

TEST_CASE("a fresh one-time password and a lost phone each sign every browser out")
{
    in_sign_in_world([](SignInWorld& world) {
        auto const ash = world.add_settled("ash.khan");
        auto const first = world.enter("ash.khan");
        REQUIRE(world
                    .change([&](Writing const& writing) {
                        return set_second_step(writing, ash, "", 0);
                    })
                    .ok());
        CHECK_FALSE(world.is_in(first));
        auto const begun = *world.sign_in.begin("ash.khan", own_password, "/");
        CHECK(begun.next == Next::set_second_step);
        world.seed = *world.sign_in.offered_seed(begun.token);
        auto const in = *world.sign_in.confirm_second_step(begun.token, world.code());
        CHECK(world.is_in(in.token));
        auto const hash = *world.hasher.hash(world.one_time);
        REQUIRE(world
                    .change([&](Writing const& writing) {
                        return set_password(writing, ash, hash, PasswordKind::one_time);
                    })
                    .ok());
        CHECK_FALSE(world.is_in(in.token));
        world.pass(seconds(60));
        auto const again = *world.sign_in.begin("ash.khan", world.one_time, "/");
        CHECK(again.next == Next::second_step); // whoever finds the paper still needs the phone
        CHECK(world.sign_in.give_code(again.token, world.code())->next == Next::set_password);
    });
}

TEST_CASE(
    "where the second step is optional a password is enough, but one that was set up is asked for")
{
    in_sign_in_world(
        [](SignInWorld& world) {
            world.add("ash.khan");
            auto const begun = *world.sign_in.begin("ash.khan", world.one_time, "/");
            CHECK(begun.next == Next::set_password);
            auto const in
                = *world.sign_in.choose_password(begun.token, {{}, own_password, own_password});
            CHECK(in.next == Next::nothing);
            CHECK(world.is_in(in.token));

            auto const bo = world.add("bo.lee");
            world.seed = fresh_seed();
            auto const sealed = world.keys->seal(world.seed);
            REQUIRE(world
                        .change([&](Writing const& writing) {
                            return set_second_step(writing, bo, sealed, 0);
                        })
                        .ok());
            CHECK(world.sign_in.begin("bo.lee", world.one_time, "/")->next == Next::second_step);
        },
        {.second_step = SecondStep::optional, .limits = {}});
}

TEST_CASE("an account without an assignment today is told to ask, once the password is right")
{
    in_sign_in_world([](SignInWorld& world) {
        auto const ash = world.add_settled("ash.khan");
        REQUIRE(world
                    .change([&](Writing const& writing) {
                        return unassign(
                            writing, ash, world.agency, "triage worker", *Date::read("2026-03-02"));
                    })
                    .ok());
        CHECK(world.sign_in.begin("ash.khan", own_password, "/").error().words.key
            == "Your account is not assigned to an agency today: ask your administrator");
        CHECK(world.sign_in.begin("ash.khan", "not the password", "/").error().words.key
            == "The name or the password is not right");
    });
}

TEST_CASE("a token signs a program in, and a cookie beside a wrong token does not")
{
    in_sign_in_world([](SignInWorld& world) {
        auto const ash = world.add_settled("ash.khan");
        auto const token = world.change([&](Writing const& writing) {
            return create_token(writing, ash, {}, "my spreadsheet");
        });
        REQUIRE(token.ok());
        auto const who = world.sign_in.who_is(
            http::Request::get("/api/v1/concerns").with("Authorization", "Bearer " + token->shown));
        REQUIRE(who.ok());
        CHECK(who->account == ash);
        CHECK(who->agency == world.agency);
        CHECK(who->via == Via::token);
        auto const cookie = world.enter("ash.khan");
        CHECK_FALSE(
            world.sign_in
                .who_is(SignInWorld::asking(cookie).with("Authorization", "Bearer kith_wrong"))
                .ok());
        CHECK_FALSE(world.is_in(token->shown)); // a token is no cookie
    });
}

TEST_CASE("somebody not signed in is sent to sign in, and a program is told 401")
{
    in_sign_in_world([](SignInWorld& world) {
        auto const page = world.sign_in.ask(http::Request::get("/concerns/waiting?team=north"));
        CHECK(page.status == http::Status::see_other);
        CHECK(*page.headers.find("Location") == "/sign-in?to=%2Fconcerns%2Fwaiting%3Fteam%3Dnorth");
        auto const ended = world.sign_in.ask(SignInWorld::asking("gone", "/concerns"));
        CHECK(*ended.headers.find("Location") == "/sign-in?to=%2Fconcerns&why=ended");
        auto const program = world.sign_in.ask(http::Request::get("/api/v1/concerns"));
        CHECK(program.status == http::Status::not_signed_in);
        CHECK(*program.headers.find("WWW-Authenticate") == "Bearer");

        world.add("ash.khan");
        auto const begun = *world.sign_in.begin("ash.khan", world.one_time, "/");
        auto const halfway = world.sign_in.ask(SignInWorld::asking(begun.token, "/concerns"));
        CHECK(*halfway.headers.find("Location") == "/sign-in/set-password");
    });
}

} // namespace kith::access
