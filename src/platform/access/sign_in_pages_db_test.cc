// SPDX-License-Identifier: MIT
#include "platform/access/browser_test.h"
#include "platform/access/sign_in_pages.h"

namespace kith::access {

TEST_CASE("somebody new is led over every page of signing in, back to the page they asked for")
{
    in_sign_in_world([](SignInWorld& world) {
        world.add("ash.khan");
        Browser browser(world);
        auto const first = browser.get("/sign-in?to=%2Fconcerns%2Fwaiting");
        CHECK(first.status == http::Status::ok);
        CHECK(says(first, "value=\"/concerns/waiting\""));
        CHECK(says(first, "autocomplete=\"current-password\""));
        auto step = browser.post("/sign-in",
            {{"to", "/concerns/waiting"}, {"name", "ash.khan"}, {"password", world.one_time}});
        REQUIRE(where_to(step) == "/sign-in/set-password");
        CHECK(browser.set_cookie.ends_with("; Path=/; Secure; HttpOnly; SameSite=Lax"));
        CHECK(says(browser.get("/sign-in/set-password"), "You signed in with a one-time password"));
        step = browser.post(
            "/sign-in/set-password", {{"password", own_password}, {"again", own_password}});
        REQUIRE(where_to(step) == "/sign-in/set-second-step");
        auto const set_up = browser.get("/sign-in/set-second-step");
        world.seed = *world.sign_in.offered_seed(browser.cookie);
        CHECK(says(set_up, seed_in_groups(world.seed)));
        step = browser.post("/sign-in/set-second-step", {{"code", world.code()}});
        REQUIRE(where_to(step) == "/concerns/waiting");
        CHECK(world.is_in(browser.cookie));
    });
}

TEST_CASE("a page out of turn leads to the one whose turn it is")
{
    in_sign_in_world([](SignInWorld& world) {
        Browser browser(world);
        for (std::string const page :
            {"/sign-in/second-step", "/sign-in/set-password", "/sign-in/set-second-step"}) {
            CHECK(where_to(browser.get(page)) == "/sign-in?why=ended");
            CHECK(where_to(browser.post(page, {{"code", "123456"}})) == "/sign-in?why=ended");
        }
        world.add_settled("ash.khan");
        browser.post("/sign-in", {{"name", "ash.khan"}, {"password", own_password}});
        CHECK(where_to(browser.get("/sign-in/set-password")) == "/sign-in/second-step");
        CHECK(where_to(browser.get("/sign-in/set-second-step")) == "/sign-in/second-step");
        CHECK(says(browser.get("/sign-in/second-step"), "autocomplete=\"one-time-code\""));
        CHECK(where_to(browser.post("/sign-in/second-step", {{"code", world.code()}})) == "/");
        CHECK(where_to(browser.get("/sign-in/second-step")) == "/");
    });
}

TEST_CASE("a wrong name and a wrong password get the same page, byte for byte")
{
    in_sign_in_world([](SignInWorld& world) {
        world.add_settled("ash.khan");
        Browser browser(world);
        auto const unknown
            = browser.post("/sign-in", {{"name", "bo.lee99"}, {"password", "not the password"}});
        auto known
            = browser.post("/sign-in", {{"name", "ash.khan"}, {"password", "not the password"}});
        CHECK(known.status == http::Status::unprocessable);
        CHECK(says(known, "Error: "));
        CHECK(says(known, "The name or the password is not right"));
        CHECK_FALSE(says(known, "not the password"));
        auto const at = known.body.find("ash.khan"); // as typed, in its field
        REQUIRE(at != std::string::npos);
        known.body.replace(at, 8, "bo.lee99");
        CHECK(known.body == unknown.body);
        CHECK(browser.cookie.empty());
    });
}

TEST_CASE("an empty field is named before anything is checked")
{
    in_sign_in_world([](SignInWorld& world) {
        auto const ash = world.add_settled("ash.khan");
        Browser browser(world);
        CHECK(says(browser.post("/sign-in", {{"name", ""}, {"password", "x"}}),
            "Enter your sign-in name"));
        CHECK(says(browser.post("/sign-in", {{"name", "ash.khan"}, {"password", ""}}),
            "Enter your password"));
        CHECK(world.account(ash).failures == 0);
    });
}

TEST_CASE("a form from another site is refused, and so is one without its token")
{
    in_sign_in_world([](SignInWorld& world) {
        world.add_settled("ash.khan");
        Browser browser(world);
        auto const foreign = browser.post(
            "/sign-in", {{"name", "ash.khan"}, {"password", own_password}}, "cross-site");
        CHECK(foreign.status == http::Status::not_allowed);
        CHECK(browser.cookie.empty());
        browser.post("/sign-in", {{"name", "ash.khan"}, {"password", own_password}});
        CHECK(browser.post("/sign-in/second-step", {{"code", world.code()}}).status
            == http::Status::not_allowed);
        browser.get("/sign-in/second-step");
        auto const cross
            = browser.post("/sign-in/second-step", {{"code", world.code()}}, "cross-site");
        CHECK(cross.status == http::Status::not_allowed);
        browser.get("/sign-in/second-step");
        CHECK(where_to(browser.post("/sign-in/second-step", {{"code", world.code()}})) == "/");
    });
}

TEST_CASE("a cookie planted beforehand is not the one that is signed in")
{
    in_sign_in_world([](SignInWorld& world) {
        world.add_settled("ash.khan");
        Browser browser(world);
        browser.cookie = "planted-by-somebody-else";
        browser.post("/sign-in", {{"name", "ash.khan"}, {"password", own_password}});
        auto const after_password = browser.cookie;
        CHECK(after_password != "planted-by-somebody-else");
        browser.get("/sign-in/second-step");
        browser.post("/sign-in/second-step", {{"code", world.code()}});
        CHECK(browser.cookie != after_password);
        CHECK(world.is_in(browser.cookie));
        CHECK_FALSE(world.is_in("planted-by-somebody-else"));
    });
}

TEST_CASE("signing in again ends the session this browser had")
{
    in_sign_in_world([](SignInWorld& world) {
        world.add_settled("ash.khan");
        auto const before = world.enter("ash.khan");
        Browser browser(world);
        browser.cookie = before;
        browser.post("/sign-in", {{"name", "ash.khan"}, {"password", own_password}});
        CHECK_FALSE(world.is_in(before));
    });
}

TEST_CASE("signing out ends the session, clears the cookie and says so")
{
    in_sign_in_world([](SignInWorld& world) {
        world.add_settled("ash.khan");
        Browser browser(world);
        auto const token = world.enter("ash.khan");
        browser.cookie = token;
        CHECK(browser.post("/sign-out", {}).status
            == http::Status::not_allowed); // no token of a page
        CHECK(world.is_in(token));
        browser.csrf = http::mask(world.sign_in.who_is(SignInWorld::asking(token))->csrf_secret);
        auto const out = browser.post("/sign-out", {});
        CHECK(where_to(out) == "/sign-in?why=out");
        CHECK(browser.set_cookie.find("Max-Age=0") != std::string::npos);
        CHECK(out.headers.find("Clear-Site-Data").has_value());
        CHECK_FALSE(world.is_in(token));
        CHECK(says(browser.get("/sign-in?why=out"), "You have signed out"));
        CHECK(says(browser.get("/sign-in?why=ended"), "You were signed out"));
    });
}

TEST_CASE("no address elsewhere is come back to, wherever it was put")
{
    in_sign_in_world([](SignInWorld& world) {
        world.add_settled("ash.khan");
        Browser browser(world);
        CHECK_FALSE(says(browser.get("/sign-in?to=https%3A%2F%2Fexample.org"), "example.org"));
        browser.post("/sign-in",
            {{"to", "//example.org"}, {"name", "ash.khan"}, {"password", own_password}});
        browser.get("/sign-in/second-step");
        CHECK(where_to(browser.post("/sign-in/second-step", {{"code", world.code()}})) == "/");
    });
}

TEST_CASE("a refused new password says why and shows nothing of what was typed")
{
    in_sign_in_world([](SignInWorld& world) {
        world.add_settled("ash.khan");
        Browser browser(world);
        browser.cookie = world.enter("ash.khan");
        CHECK(says(browser.get("/sign-in/set-password"), "The password you have now"));
        auto const refused = browser.post("/sign-in/set-password",
            {{"current", own_password}, {"password", "basketball99"}, {"again", "basketball99"}});
        CHECK(refused.status == http::Status::unprocessable);
        CHECK(says(refused, "Choose another password"));
        CHECK_FALSE(says(refused, "basketball99"));
        CHECK_FALSE(says(refused, own_password));
    });
}

} // namespace kith::access
