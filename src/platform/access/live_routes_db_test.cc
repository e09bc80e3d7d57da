// SPDX-License-Identifier: MIT
#include "base/shipped.h"
#include "platform/access/browser_test.h"
#include "platform/access/house.h"

namespace kith::access {
namespace {
    using namespace std::chrono_literals;

    struct LiveRoom { };
    Result<http::Response> show_quiet_page(LiveRoom const&, Visit const&, http::Request const&)
    {
        return http::page("<p>As it stands</p>");
    }

    struct AtLivePages {
        explicit AtLivePages(SignInWorld& held)
            : world(held)
            , gate(held.database, *held.keys,
                  Policy::read(
                      {{"account.toml", std::string(shipped_file("data/policies/account.toml"))}},
                      Predicates()),
                  held.clock)
            , browser(held)
        {
            auto routes = house.routes.of(room);
            routes.get("/own", "page:read", show_quiet_page);
            routes.live("/own/live", "page:read", "account");
            routes.live("/all/live", "account:administer", "account");
            house.routes.open(browser.router, gate, held.sign_in, browser.pages);
            ash = held.add_settled("ash.khan");
            browser.cookie = held.enter("ash.khan");
        }
        // As a page's EventSource asks, and as its script does.
        [[nodiscard]] http::Response stream(std::string const& target) const
        {
            return answer(target, "Accept", "text/event-stream");
        }
        [[nodiscard]] http::Response look_by_itself() const
        {
            return answer("/own", std::string(by_itself_header), "page");
        }
        [[nodiscard]] http::Response answer(
            std::string const& target, std::string header, std::string value) const
        {
            auto request = http::Request::get(target)
                               .with("Cookie", "__Host-kith=" + browser.cookie)
                               .with(std::move(header), std::move(value));
            return browser.router.answer(request);
        }

        SignInWorld& world;
        Gate gate;
        Browser browser;
        LiveRoom room;
        House house;
        AccountId ash = {};
    };
} // namespace

TEST_CASE("a stream is for whoever could do the act to some record: others find no such page, and "
          "strangers are asked to sign in")
{
    in_sign_in_world([](SignInWorld& world) {
        AtLivePages at(world);
        auto const mine = at.stream("/own/live");
        REQUIRE(mine.live.has_value());
        CHECK(mine.live->topic == "account");
        CHECK(mine.status == http::Status::ok);
        CHECK(mine.live->still());
        auto const others = at.stream("/all/live"); // a triage worker administers no accounts
        CHECK(others.status == http::Status::not_found);
        CHECK_FALSE(others.live.has_value());
        at.browser.cookie.clear();
        auto const stranger = at.stream("/own/live");
        CHECK(where_to(stranger) == "/sign-in?to=%2Fown%2Flive");
        CHECK_FALSE(stranger.live.has_value());
    });
}

TEST_CASE("a stream may go on until its listener has signed out, or has no assignment or account")
{
    in_sign_in_world([](SignInWorld& world) {
        AtLivePages at(world);
        auto const first = at.stream("/own/live");
        world.sign_in.sign_out(at.browser.cookie);
        CHECK_FALSE(first.live->still());
        at.browser.cookie = world.enter("ash.khan");
        auto const second = at.stream("/own/live");
        CHECK(second.live->still());
        CHECK_FALSE(first.live->still()); // of the session that ended
        REQUIRE(world.change([&](Writing const& writing) { return close_account(writing, at.ash); })
                    .ok());
        CHECK_FALSE(second.live->still());
    });
}

TEST_CASE(
    "a page that is live has its script, and loads itself again where no script runs; others do "
    "neither")
{
    in_sign_in_world([](SignInWorld& world) {
        AtLivePages at(world);
        auto context = html::Value::object({{"page", html::Value::object({{"title", "Now"}})}});
        auto const quiet = at.browser.pages.show("frames/error.njk", context);
        CHECK_FALSE(says(quiet, "http-equiv"));
        CHECK_FALSE(says(quiet, "/assets/live."));
        context["refresh_seconds"] = 20;
        auto const live = at.browser.pages.show("frames/error.njk", context);
        CHECK(says(live, R"(<noscript><meta http-equiv="refresh" content="20"></noscript>)"));
        CHECK(says(live, R"(<script src="/assets/live.)"));
    });
}

TEST_CASE("a page that looks by itself keeps nobody signed in")
{
    in_sign_in_world([](SignInWorld& world) {
        AtLivePages at(world);
        world.pass(20min);
        CHECK(at.browser.get("/own").status == http::Status::ok); // a person, who begins anew
        auto const open = at.stream("/own/live");
        world.pass(20min);
        CHECK(open.live->still());
        CHECK(at.look_by_itself().status == http::Status::ok);
        CHECK(at.stream("/own/live").live.has_value());
        world.pass(11min);
        CHECK_FALSE(open.live->still());
        CHECK(where_to(at.look_by_itself()).starts_with("/sign-in?"));
        CHECK(where_to(at.stream("/own/live")).starts_with("/sign-in?"));
    });
}

} // namespace kith::access
