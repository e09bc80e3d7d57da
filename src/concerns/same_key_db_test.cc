// SPDX-License-Identifier: MIT
// The same page or key sent again: with the same words it is done once, with other words none of
// them are lost.
#include "concerns/concerns_world_test.h"
#include "concerns/pages.h"
#include "concerns/public_frame.h"
#include "concerns/receipt.h"
#include "concerns/report.h"
#include "platform/forms/sealed_draft.h"
#include "platform/http/router.h"
#include <algorithm>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::concerns;

namespace {
// The public side of a partnership, as somebody without script meets it.
class OpenDoor {
public:
    explicit OpenDoor(Partnership& held)
        : world(held)
        , site{world.templates, world.words, world.forms, world.clock, world.room.post,
              world.folder.path() / "site.json", std::string(32, 'k'),
              std::make_unique<PublicLimits>(PublicFigures{}, world.clock)}
    {
        SiteFacts facts;
        facts.hub_key = world.keys->hub_public_key();
        write_durably(site.site_file, write(facts));
        add_public_routes(router, site);
    }
    std::string post(
        char const* path, std::vector<std::pair<std::string, std::string>> const& pairs)
    {
        http::FormData form;
        for (auto const& [name, value] : pairs)
            form.add(name, value);
        auto request = http::Request::post(path, form);
        return router.answer(request).body;
    }
    // The page that a receipt opens, for one draft of the form.
    std::string tell(std::string const& answers)
    {
        draft.answers = forms::Answers::from_json("concerns/report", 2, answers).value();
        return post("/tell-us/send", {{"draft", forms::seal(site.own_key, draft).value()}});
    }
    std::string hold_out()
    {
        return post("/reply", {{"receipt", Receipt::of_draft(site.own_key, draft.key).words()}});
    }
    void hub_works()
    {
        take_in(world.room, *world.gate);
        lay_out_replies(world.room, *world.gate);
    }

    Partnership& world;
    PublicSite site;
    http::Router router;
    forms::SealedDraft draft{{}, "one draft", friday_morning};
};

std::string held_on(std::string const& page)
{
    std::string const mark = "name=\"held\" value=\"";
    auto const at = page.find(mark);
    REQUIRE(at != std::string::npos);
    return page.substr(at + mark.size(), page.find('"', at + mark.size()) - at - mark.size());
}

char const* const at_the_mill
    = R"({"about":["place"],"what":"Free food after dark","postcode":"FY1 1AD","safe_now":"yes","reach":"contact","phone":"01632 960001"})";

std::vector<std::string> bodies(Partnership& world, Concern const& concern)
{
    std::vector<std::string> all;
    for (auto const& message :
        world.room.store.messages(world.as(world.triage_worker).visit(), concern))
        all.push_back(message.body);
    std::ranges::sort(all);
    return all;
}

Concern told_concern(Partnership& world)
{
    auto const open = world.room.store.list_open(world.as(world.triage_worker).visit());
    REQUIRE(open.size() == 1);
    return open.front();
}

// Presses the button of a page of /concerns/{concern}.
http::Response press(Partnership& world, AccountId who,
    Result<http::Response> (*handler)(Concerns const&, Visit const&, http::Request const&),
    Concern const& concern, std::vector<std::pair<std::string, std::string>> const& pairs)
{
    http::FormData form;
    for (auto const& [name, value] : pairs)
        form.add(name, value);
    auto request = http::Request::post("/concerns/" + concern.id.write() + "/act", form);
    request.matched("/concerns/{concern}/act", "", {{"concern", concern.id.write()}});
    return handler(world.room, world.as(who).visit(), request).value();
}
} // namespace

TEST_CASE("two messages sent from one reply page both reach the team, and one sent twice is one")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        OpenDoor door(world);
        door.tell(at_the_mill);
        door.hub_works();
        auto const held = held_on(door.hold_out());
        for (auto const* words : {"first words", "second words", "first words"}) {
            auto const page = door.post("/reply/write", {{"held", held}, {"body", words}});
            CHECK(page.find("Your message is on its way.") != std::string::npos);
        }
        door.hub_works();
        door.post("/reply/write", {{"held", held}, {"body", "second words"}}); // late, taken in
        door.hub_works();
        CHECK(bodies(world, told_concern(world))
            == std::vector<std::string>{"first words", "second words"});
    });
}

TEST_CASE("a form that is changed and sent again under its receipt: the first words stand, what is "
          "new comes as a message, and ways to be reached stay ones that can be taken back")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        OpenDoor door(world);
        auto const receipt = door.tell(at_the_mill);
        door.hub_works();
        CHECK(door.tell(at_the_mill).find("kith-receipt") != std::string::npos);
        door.hub_works();
        CHECK(bodies(world, told_concern(world)).empty());
        door.tell(
            R"({"about":["place"],"what":"And now a grey van","postcode":"FY1 1AD","safe_now":"no","reach":"contact","phone":"01632 960002"})");
        door.hub_works();
        auto const concern = told_concern(world);
        auto const all = bodies(world, concern);
        REQUIRE(all.size() == 1);
        CHECK(all[0]
            == "I changed my answers and sent the form again:\n\nWhat have you seen or "
               "heard?\nAnd now a grey van\n\nIs everybody safe at this moment?\nNo");
        CHECK(concern.answers.find("Free food after dark") != std::string::npos);
        CHECK(concern.answers.find("01632 960002") != std::string::npos);
        CHECK(concern.safe_now == SafeNow::no);
    });
}

TEST_CASE("a decision sent from one page with other words comes back filled in, and is not said to "
          "be recorded")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        OpenDoor door(world);
        door.tell(at_the_mill);
        door.hub_works();
        auto const concern = told_concern(world);
        auto const key = Uuid::fresh().write();
        auto const decide = [&](char const* reason, char const* reply) {
            return press(world, world.triage_worker, decide_concern, concern,
                {{"version", "1"}, {"key", key}, {"outcomes", "assessment"},
                    {"reason_assessment", reason}, {"reply", reply}});
        };
        CHECK(decide("A first reason", "Thank you.").status == http::Status::see_other);
        CHECK(decide("A first reason", "Thank you.").status == http::Status::see_other);
        for (auto const& other : {decide("A longer reason", "Thank you."),
                 decide("A first reason", "Thank you very much.")}) {
            CHECK(other.status == http::Status::conflict);
            CHECK(
                other.body.find("This page was sent before with other words") != std::string::npos);
        }
        CHECK(decide("A longer reason", "").body.find(">A longer reason</textarea>")
            != std::string::npos);
        auto& triage = world.as(world.triage_worker);
        CHECK(world.room.store.decisions(triage.visit(), concern).size() == 1);
        CHECK(bodies(world, concern) == std::vector<std::string>{"Thank you."});
    });
}

TEST_CASE("a message sent from one page with other words is another message")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        OpenDoor door(world);
        door.tell(at_the_mill);
        door.hub_works();
        auto const concern = told_concern(world);
        auto const key = Uuid::fresh().write();
        for (auto const* words : {"One.", "Two.", "One.", "Two."})
            CHECK(press(world, world.triage_worker, write_message, concern,
                      {{"key", key}, {"body", words}})
                      .status
                == http::Status::see_other);
        CHECK(bodies(world, concern) == std::vector<std::string>{"One.", "Two."});
    });
}
