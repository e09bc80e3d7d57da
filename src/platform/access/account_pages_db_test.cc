// SPDX-License-Identifier: MIT
#include "base/shipped.h"
#include "platform/access/account_pages.h"
#include "platform/access/browser_test.h"

namespace kith::access {
namespace {
    // Somebody at their account page, in a house that has no other rooms.
    struct AtAccount {
        explicit AtAccount(SignInWorld& held)
            : world(held)
            , gate(held.database, *held.keys,
                  Policy::read(
                      {{"account.toml", std::string(shipped_file("data/policies/account.toml"))}},
                      Predicates()),
                  held.clock)
            , browser(held)
            , room{browser.pages}
        {
            join(house, room);
            house.routes.open(browser.router, gate, held.sign_in, browser.pages);
        }
        AccountId enter(std::string const& name)
        {
            auto const id = world.add_settled(name);
            browser.cookie = world.enter(name);
            return id;
        }
        http::Response load_and_post(std::string const& target, Fields const& fields)
        {
            browser.get("/account"); // for the form's token
            return browser.post(target, fields);
        }
        http::Response as_program(http::Request request) const
        {
            return browser.router.answer(request);
        }

        SignInWorld& world;
        Gate gate;
        Browser browser;
        OwnAccount room;
        House house;
    };

    // "kith_..." as the page shows it.
    std::string token_on(http::Response const& page)
    {
        auto const at = page.body.find(">kith_");
        return at == std::string::npos ? "" : page.body.substr(at + 1, 5 + 43);
    }
    std::string end_link_on(http::Response const& page)
    {
        auto const at = page.body.find("/account/tokens/");
        return at == std::string::npos ? "" : page.body.substr(at, page.body.find('"', at) - at);
    }
    Result<SignedIn> opened_by(SignInWorld const& world, std::string const& token)
    {
        return world.sign_in.who_is(
            http::Request::get("/account").with("Authorization", "Bearer " + token));
    }
} // namespace

TEST_CASE("the account page says who somebody is, in words, and only to them")
{
    in_sign_in_world([](SignInWorld& world) {
        AtAccount at(world);
        CHECK(where_to(at.browser.get("/account")) == "/sign-in?to=%2Faccount");
        at.enter("ash.khan");
        auto const page = at.browser.get("/account");
        CHECK(page.status == http::Status::ok);
        CHECK(says(page, "ash.khan"));
        CHECK(says(page, "Triage worker"));
        CHECK(says(page, "An app on your phone shows a code"));
        CHECK(says(page, "You have none."));
    });
}

TEST_CASE("a token is shown once, acts as its maker, and opens nothing once it is ended")
{
    in_sign_in_world([](SignInWorld& world) {
        AtAccount at(world);
        auto const ash = at.enter("ash.khan");
        auto const made = at.load_and_post("/account/tokens", {{"name", "  my weekly list "}});
        REQUIRE(made.status == http::Status::ok);
        auto const token = token_on(made);
        REQUIRE(token.size() == 48);
        REQUIRE(opened_by(world, token).ok());
        CHECK(opened_by(world, token)->account == ash);
        CHECK(opened_by(world, token)->agency == world.agency);

        auto const later = at.browser.get("/account");
        CHECK_FALSE(says(later, token));
        CHECK(says(later, "my weekly list</h3>"));
        auto const ended = at.load_and_post(end_link_on(later), {});
        CHECK(where_to(ended) == "/account");
        CHECK_FALSE(opened_by(world, token).ok());
        CHECK(says(at.browser.get("/account"), "Ended"));
        CHECK(world.acts_on(ash).find("create token") != std::string::npos);
        CHECK(world.acts_on(ash).find("end token") != std::string::npos);
    });
}

TEST_CASE("a token without a purpose is not made, and the page says what to do")
{
    in_sign_in_world([](SignInWorld& world) {
        AtAccount at(world);
        auto const ash = at.enter("ash.khan");
        auto const refused = at.load_and_post("/account/tokens", {{"name", "   "}});
        CHECK(refused.status == http::Status::unprocessable);
        CHECK(says(refused, "Error: Your account"));
        CHECK(says(refused, "href=\"#token-name\">Say what the token is for"));
        CHECK(list_tokens(*world.database.reader(), ash).empty());
    });
}

TEST_CASE("nobody ends a colleague's token")
{
    in_sign_in_world([](SignInWorld& world) {
        AtAccount at(world);
        at.enter("ash.khan");
        auto const token = token_on(at.load_and_post("/account/tokens", {{"name", "mine"}}));
        auto const its_end = end_link_on(at.browser.get("/account"));
        at.enter("bo.lee");
        CHECK(at.load_and_post(its_end, {}).status == http::Status::not_found);
        CHECK(opened_by(world, token).ok());
    });
}

TEST_CASE("a token opens the account page but makes no other token")
{
    in_sign_in_world([](SignInWorld& world) {
        AtAccount at(world);
        auto const ash = at.enter("ash.khan");
        auto const token = token_on(at.load_and_post("/account/tokens", {{"name", "mine"}}));
        auto const bearer = "Bearer " + token;
        auto const page
            = at.as_program(http::Request::get("/account").with("Authorization", bearer));
        CHECK(page.status == http::Status::ok);
        CHECK_FALSE(says(page, "Make a token"));
        http::FormData form;
        form.add("name", "another");
        auto const refused = at.as_program(
            http::Request::post("/account/tokens", form).with("Authorization", bearer));
        CHECK(refused.status == http::Status::not_allowed);
        CHECK(list_tokens(*world.database.reader(), ash).size() == 1);
    });
}

TEST_CASE("somebody of two agencies acts for the other one from the next page on")
{
    in_sign_in_world([](SignInWorld& world) {
        AtAccount at(world);
        auto const ash = at.enter("ash.khan");
        auto const other = AgencyId::fresh();
        REQUIRE(world
                    .change([&](Writing const& writing) {
                        return assign(writing,
                            {ash, other, {}, "school lead", {*Date::read("2026-02-01"), {}}});
                    })
                    .ok());
        auto const acting_for
            = [&] { return world.sign_in.who_is(SignInWorld::asking(at.browser.cookie))->agency; };
        CHECK(acting_for() == world.agency);
        auto const switched = at.load_and_post("/account/agency", {{"agency", other.write()}});
        CHECK(where_to(switched) == "/account");
        CHECK(acting_for() == other);
        CHECK(world.acts_on(ash).find("act for agency") != std::string::npos);

        auto const foreign = AgencyId::fresh().write();
        CHECK(at.load_and_post("/account/agency", {{"agency", foreign}}).status
            == http::Status::not_found);
        CHECK(acting_for() == other);
    });
}

TEST_CASE("where the second step is by choice, it is set up from the account page")
{
    in_sign_in_world(
        [](SignInWorld& world) {
            AtAccount at(world);
            auto const ash = world.add("ash.khan");
            auto step = world.sign_in.begin("ash.khan", world.one_time, "/");
            step = world.sign_in.choose_password(step->token, {{}, own_password, own_password});
            REQUIRE(step->next == Next::nothing);
            at.browser.cookie = step->token;
            CHECK(says(at.browser.get("/account"), "href=\"/sign-in/set-second-step\""));
            at.browser.get("/sign-in/set-second-step");
            world.seed = *world.sign_in.offered_seed(at.browser.cookie);
            CHECK(where_to(at.browser.post("/sign-in/set-second-step", {{"code", world.code()}}))
                == "/account");
            CHECK_FALSE(world.account(ash).second_step.empty());
            CHECK(says(at.browser.get("/account"), "An app on your phone shows a code"));
            CHECK(where_to(at.browser.get("/sign-in/set-second-step")) == "/");
        },
        {.second_step = SecondStep::optional});
}

} // namespace kith::access
