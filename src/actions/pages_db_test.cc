// SPDX-License-Identifier: MIT
#include "actions/actions_world_test.h"
#include "actions/pages.h"
#include <boost/json.hpp>

using namespace kith;
using namespace kith::actions;

namespace {
using Pairs = std::vector<std::pair<std::string, std::string>>;

Result<Response> at_route(ActionsWorld& drawn, AccountId who, std::string const& pattern,
    Request request, ActionId id = {})
{
    request.matched(pattern, "", {{"action", id.write()}});
    for (auto const& route : drawn.house.routes.all())
        if (route.method == request.method() && route.pattern == pattern) {
            auto const pass = drawn.world.as(who);
            return route.handler(pass->visit(), request);
        }
    FAIL("no such route: ", pattern);
    return not_found();
}
Result<Response> get_page(
    ActionsWorld& drawn, AccountId who, std::string const& pattern, ActionId id = {})
{
    return at_route(drawn, who, pattern, Request::get("/x"), id);
}
Result<Response> post_form(ActionsWorld& drawn, AccountId who, std::string const& pattern,
    Pairs const& pairs, ActionId id = {})
{
    http::FormData form;
    for (auto const& [name, value] : pairs)
        form.add(name, value);
    return at_route(drawn, who, pattern, Request::post("/x", form), id);
}
Result<Response> send_json(ActionsWorld& drawn, AccountId who, std::string const& pattern,
    std::string const& text, ActionId id = {}, Pairs const& headers = {})
{
    auto request = Request::post_json("/x", text);
    for (auto const& [name, value] : headers) {
        Request more(std::move(request).with(name, value));
        request = std::move(more);
    }
    return at_route(drawn, who, pattern, std::move(request), id);
}
bool page_says(Result<Response> const& answer, std::string_view text)
{
    return answer.value().body.find(text) != std::string::npos;
}
Pairs typed_action(ActionsWorld const& drawn)
{
    return {{"about", "context"}, {"id", drawn.the_flat.id.write()}, {"key", "a-key-of-this-test"},
        {"what", "Visit the premises"}, {"kind", "changes_context"},
        {"for_agency", drawn.police.write()}, {"named", "COLLEAGUE5"}, {"due-day", "13"},
        {"due-month", "3"}, {"due-year", "2026"}, {"how_we_will_know", "A note of the visit"}};
}
void retype(Pairs& pairs, std::string const& name, std::string const& value)
{
    for (auto& [field, typed] : pairs)
        if (field == name)
            typed = value;
}
ActionId made_by(Result<Response> const& answer)
{
    REQUIRE(answer.ok());
    REQUIRE(answer->status == http::Status::see_other);
    auto const to = std::string(answer->headers.find("Location").value());
    return ActionId::read(to.substr(9, 36)).value();
}
} // namespace

TEST_CASE("an action is asked for once, comes to whoever has that name there, and ends on its page")
{
    tests::on_both_databases([](db::Database& database) {
        ActionsWorld drawn(database);
        auto const sent = typed_action(drawn);
        auto const id = made_by(post_form(drawn, drawn.worker, "/actions/new", sent));
        CHECK(made_by(post_form(drawn, drawn.worker, "/actions/new", sent)) == id); // pressed twice
        auto const asked = drawn.find_as(drawn.worker, id).value();
        CHECK(asked.named == drawn.officer); // the fifth account, by its name
        CHECK(page_says(get_page(drawn, drawn.officer, "/actions"), "Visit the premises"));
        auto const words = get_page(drawn, drawn.officer, "/actions/{action}", id);
        CHECK(page_says(words, "Exploitation team, council"));
        CHECK(page_says(words, "It was not done"));
        CHECK_FALSE(page_says(words, "a flat")); // what it is about
        CHECK_FALSE(page_says(words, drawn.the_flat.id.write()));
        CHECK_FALSE(page_says(words, "Give it more time"));
        auto const whole = get_page(drawn, drawn.worker, "/actions/{action}", id);
        CHECK(page_says(whole, "X-7KM-4QX9, a flat"));
        CHECK(page_says(whole, "Give it more time"));
        for (auto const* pattern : {"/actions/{action}", "/actions/{action}/copy",
                 "/actions/{action}/change", "/api/v1/actions/{action}"})
            CHECK(get_page(drawn, drawn.youth_worker, pattern, id).error()
                == get_page(drawn, drawn.youth_worker, pattern, ActionId::fresh()).error());

        auto const nothing = post_form(drawn, drawn.officer, "/actions/{action}",
            {{"version", "1"}, {"result", "kept words"}}, id);
        CHECK(nothing->status == http::Status::unprocessable);
        CHECK(page_says(nothing, "Say whether it is done"));
        CHECK(page_says(nothing, ">kept words</textarea>"));
        auto const why = post_form(drawn, drawn.officer, "/actions/{action}",
            {{"version", "1"}, {"state", "not_done"}}, id);
        CHECK(page_says(why, "Say why it was not done"));
        auto const late = post_form(drawn, drawn.officer, "/actions/{action}",
            {{"version", "0"}, {"state", "done"}, {"result", "kept words"}}, id);
        CHECK(late->status == http::Status::conflict);
        CHECK(page_says(late, ">kept words</textarea>"));
        CHECK(page_says(late, "What you wrote"));
        CHECK(post_form(drawn, drawn.officer, "/actions/{action}",
                  {{"version", "1"}, {"state", "done"}, {"result", "The manager will call us"}}, id)
                  ->status
            == http::Status::see_other);
        auto const ended = get_page(drawn, drawn.worker, "/actions/{action}", id);
        CHECK(page_says(ended, "The manager will call us"));
        CHECK(page_says(ended, "Open the action again"));
        // Somebody else had it open before: what they wrote stands beside what stands now, though
        // its form is gone.
        auto const second = post_form(drawn, drawn.officer, "/actions/{action}",
            {{"version", "1"}, {"state", "not_done"}, {"result", "Nobody opened to me"}}, id);
        CHECK(second->status == http::Status::conflict);
        for (auto const* said : {"What stands now", "The manager will call us", "What you wrote",
                 "It was not done", "Nobody opened to me"})
            CHECK_MESSAGE(page_says(second, said), said);
        auto const more = post_form(drawn, drawn.worker, "/actions/{action}/extend",
            {{"version", "1"}, {"due-day", "20"}, {"due-month", "3"}, {"due-year", "2026"},
                {"extend_reason", "Half term"}},
            id);
        CHECK(more->status == http::Status::conflict);
        CHECK(page_says(more, "20 3 2026"));
        CHECK(page_says(more, "Half term"));
        auto const back = post_form(drawn, drawn.worker, "/actions/{action}/withdraw",
            {{"version", "1"}, {"withdraw_reason", "It was sold"}}, id);
        CHECK(back->status == http::Status::conflict);
        CHECK(page_says(back, "It was sold"));
        CHECK(page_says(get_page(drawn, drawn.officer, "/actions"), "You have nothing left to do"));
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("a form of an action that is not whole says all that is wrong, and keeps what was typed")
{
    tests::on_both_databases([](db::Database& database) {
        ActionsWorld drawn(database);
        auto sent = typed_action(drawn);
        retype(sent, "kind", "");
        retype(sent, "due-month", "13");
        retype(sent, "how_we_will_know", " ");
        auto const refused = post_form(drawn, drawn.worker, "/actions/new", sent);
        CHECK(refused->status == http::Status::unprocessable);
        for (auto const* said : {"There is a problem", "Choose what kind of action it is",
                 "Enter the day by which it is due", "Say how we will know",
                 ">Visit the premises</textarea>", "value=\"COLLEAGUE5\"", "value=\"13\""})
            CHECK_MESSAGE(page_says(refused, said), said);
        CHECK(refused->body.find("#kind") < refused->body.find("#due")); // as the form goes
        auto past = typed_action(drawn);
        retype(past, "due-day", "5"); // yesterday
        CHECK(page_says(post_form(drawn, drawn.worker, "/actions/new", past),
            "Enter a day that is today or later"));
        auto nobody = typed_action(drawn);
        retype(nobody, "named", "Sergeant Hale");
        auto const id = made_by(post_form(drawn, drawn.worker, "/actions/new", nobody));
        CHECK(drawn.find_as(drawn.worker, id)->named_in_words == "Sergeant Hale");
        CHECK(page_says(get_page(drawn, drawn.contact, "/actions"), "Sergeant Hale, police"));

        auto elsewhere = typed_action(drawn);
        retype(elsewhere, "id", Uuid::fresh().write());
        CHECK(post_form(drawn, drawn.worker, "/actions/new", elsewhere).error()
            == post_form(drawn, drawn.other_worker, "/actions/new", typed_action(drawn)).error());
    });
}

TEST_CASE("two people of one name are asked apart, and a sign-in name does it")
{
    tests::on_both_databases([](db::Database& database) {
        ActionsWorld drawn(database);
        database.write([&](db::Connection& connection) {
            access::Writing const writing{
                connection, *drawn.world.keys, {{}, {}, "demo", {}}, drawn.world.clock.now()};
            REQUIRE(access::rename_account(writing, drawn.officer, "Ash Lowe").ok());
            REQUIRE(access::rename_account(writing, drawn.contact, "ash lówe").ok());
            return db::Outcome::keep;
        });
        auto sent = typed_action(drawn);
        retype(sent, "named", "Ash Lowe");
        auto const refused = post_form(drawn, drawn.worker, "/actions/new", sent);
        CHECK(refused->status == http::Status::unprocessable);
        CHECK(page_says(refused, "Several people there have this name"));
        retype(sent, "named", "colleague5");
        CHECK(drawn
                  .find_as(
                      drawn.worker, made_by(post_form(drawn, drawn.worker, "/actions/new", sent)))
                  ->named
            == drawn.officer);
    });
}

TEST_CASE("whoever asked changes, extends, withdraws and opens again, each with its reason in the "
          "history")
{
    tests::on_both_databases([](db::Database& database) {
        ActionsWorld drawn(database);
        auto const id
            = made_by(post_form(drawn, drawn.worker, "/actions/new", typed_action(drawn)));
        CHECK(page_says(get_page(drawn, drawn.worker, "/actions/{action}/change", id),
            ">Visit the premises</textarea>"));
        CHECK(get_page(drawn, drawn.officer, "/actions/{action}/change", id).error().code
            == Code::not_allowed);
        auto changed = typed_action(drawn);
        changed.emplace_back("version", "1");
        retype(changed, "what", "Visit by day");
        CHECK(page_says(post_form(drawn, drawn.worker, "/actions/{action}/change", changed, id),
            "Say why the action changes"));
        changed.emplace_back("reason", "By night it is shut");
        auto const change = [&] {
            return post_form(drawn, drawn.worker, "/actions/{action}/change", changed, id);
        };
        CHECK(change()->status == http::Status::see_other);
        auto const late = change();
        CHECK(late->status == http::Status::conflict);
        CHECK(page_says(late, "What stands now: Visit by day"));
        CHECK(page_says(late, "name=\"version\" value=\"2\""));

        auto const extend = [&](char const* day, char const* why) {
            return post_form(drawn, drawn.worker, "/actions/{action}/extend",
                {{"version", "2"}, {"due-day", day}, {"due-month", "3"}, {"due-year", "2026"},
                    {"extend_reason", why}},
                id);
        };
        CHECK(page_says(extend("", "Away"), "Enter the day by which it is due now"));
        CHECK(page_says(extend("20", ""), "Say why more time is needed"));
        CHECK(extend("20", "The manager is away")->status == http::Status::see_other);
        CHECK(post_form(drawn, drawn.worker, "/actions/{action}/withdraw",
                  {{"version", "3"}, {"withdraw_reason", "It was sold"}}, id)
                  ->status
            == http::Status::see_other);
        CHECK(page_says(post_form(drawn, drawn.worker, "/actions/{action}/reopen",
                            {{"version", "4"}, {"reopen_reason", ""}}, id),
            "Say why it is opened again"));
        CHECK(post_form(drawn, drawn.worker, "/actions/{action}/reopen",
                  {{"version", "4"}, {"reopen_reason", "The sale fell through"}}, id)
                  ->status
            == http::Status::see_other);
        auto const page = get_page(drawn, drawn.worker, "/actions/{action}", id);
        for (auto const* said : {"Asked for", "Put in other words", "By night it is shut",
                 "Due 20 March 2026, not 13 March 2026", "The manager is away", "Withdrawn",
                 "It was sold", "Opened again", "The sale fell through"})
            CHECK_MESSAGE(page_says(page, said), said);
        auto const text = get_page(drawn, drawn.worker, "/actions/{action}/copy", id);
        CHECK(page_says(text, "Action: Visit by day\nOpen\n"));
        CHECK(page_says(text, "About: X-7KM-4QX9, a flat\n"));
        auto const of_officer = get_page(drawn, drawn.officer, "/actions/{action}", id);
        CHECK(page_says(of_officer, "Due 20 March 2026, not 13 March 2026"));
        CHECK_FALSE(page_says(of_officer, "The manager is away"));
        CHECK_FALSE(
            page_says(get_page(drawn, drawn.officer, "/actions/{action}/copy", id), "flat"));
    });
}

TEST_CASE("Home shows what is due within a week, its words only to who may know what it is about")
{
    tests::on_both_databases([](db::Database& database) {
        ActionsWorld drawn(database);
        auto action = drawn.visit_premises();
        REQUIRE(drawn.save(action).ok()); // due on the 13th, a week from now
        action.due = Date::of(2026, 3, 14).value();
        REQUIRE(drawn.save(action).ok());
        action.named = drawn.worker;
        action.for_agency = drawn.council;
        action.due = Date::of(2026, 3, 6).value();
        REQUIRE(drawn.save(action).ok());
        auto const lines_of = [&](AccountId who) {
            auto const pass = drawn.world.as(who);
            return drawn.home.lines.at(0)(pass->visit());
        };
        auto const of_officer = lines_of(drawn.officer);
        REQUIRE(of_officer.size() == 1);
        CHECK(of_officer[0].text == "an action asked of you");
        CHECK(of_officer[0].due == Instant::read("2026-03-13T23:59:59Z").value());
        auto const of_worker = lines_of(drawn.worker);
        REQUIRE(of_worker.size() == 1);
        CHECK(of_worker[0].text == "Visit the premises with the licensing officer");
        CHECK(lines_of(drawn.youth_worker).empty());
        auto const mine = get_page(drawn, drawn.worker, "/actions");
        CHECK(page_says(mine, ">Today</h2>"));
        CHECK(page_says(mine, "Your team waits for others"));
        CHECK(
            page_says(get_page(drawn, drawn.youth_worker, "/actions"), "Nothing is asked of you"));
    });
}

TEST_CASE(
    "the page of what actions are about lists them, and asks for more, only for who may know it")
{
    tests::on_both_databases([](db::Database& database) {
        ActionsWorld drawn(database);
        auto const panel_of = [&](AccountId who) {
            auto const pass = drawn.world.as(who);
            return panel_about(drawn.room, pass->visit(), drawn.the_flat);
        };
        CHECK(panel_of(drawn.worker)->get("text").text() == "Nothing is asked of anybody yet.");
        REQUIRE(drawn.save(drawn.visit_premises()).ok());
        auto const panel = panel_of(drawn.worker);
        REQUIRE(panel);
        CHECK(panel->get("rows").size() == 1);
        CHECK(panel->get("link").get("href").text()
            == "/actions/new?about=context&id=" + drawn.the_flat.id.write());
        CHECK_FALSE(panel_of(drawn.officer)); // named, and no more
        CHECK_FALSE(panel_of(drawn.youth_worker));
    });
}

TEST_CASE("a program asks once, reads as its owner may, and changes the version it read")
{
    tests::on_both_databases([](db::Database& database) {
        ActionsWorld drawn(database);
        auto const sent = R"({"about_kind":"context","about":")" + drawn.the_flat.id.write()
            + R"(","what":"Visit","kind":"finds_out","agency":")" + drawn.police.write()
            + R"(","person":"colleague5","due":"2026-03-13","how_we_will_know":"A note"})";
        auto const ask = [&](AccountId who, std::string const& text) {
            return send_json(drawn, who, "/api/v1/actions", text, {},
                {{"Idempotency-Key", "a-key-of-this-test-0001"}});
        };
        auto const made = boost::json::parse(ask(drawn.worker, sent)->body).as_object();
        CHECK(boost::json::parse(ask(drawn.worker, sent)->body).as_object().at("id")
            == made.at("id"));
        auto const id = ActionId::read(std::string(made.at("id").as_string())).value();
        CHECK_FALSE(ask(drawn.other_worker, sent).ok());
        auto const read = [&](AccountId who) {
            return boost::json::parse(get_page(drawn, who, "/api/v1/actions/{action}", id)->body)
                .as_object();
        };
        CHECK(read(drawn.worker).at("about").is_object());
        CHECK(read(drawn.officer).at("about").is_null());
        CHECK(read(drawn.officer).at("asked_by").as_string() == "Exploitation team, council");
        CHECK(get_page(drawn, drawn.worker, "/api/v1/actions/{action}", id)->headers.find("ETag")
            == "\"v1\"");

        auto const send
            = [&](AccountId who, char const* what, std::string const& text, char const* version) {
                  return send_json(drawn, who, std::string("/api/v1/actions/{action}/") + what,
                      text, id, version ? Pairs{{"If-Match", version}} : Pairs());
              };
        CHECK(
            send(drawn.worker, "extend", R"({"due":"2026-03-20","reason":"Away"})", nullptr)->status
            == http::Status::precondition_required);
        CHECK(send(drawn.worker, "extend", R"({"due":"soon","reason":"Away"})", "\"v1\"")
                  .error()
                  .field
            == "due");
        CHECK(send(drawn.officer, "extend", R"({"due":"2026-03-20","reason":"Away"})", "\"v1\"")
                  .error()
                  .code
            == Code::not_allowed);
        auto const later
            = send(drawn.worker, "extend", R"({"due":"2026-03-20","reason":"Away"})", "\"v1\"");
        CHECK(page_says(later, R"("was":"2026-03-13","due":"2026-03-20","reason":"Away")"));
        CHECK(
            send(drawn.worker, "change", R"({"kind":"magic","reason":"x"})", "\"v2\"").error().field
            == "kind");
        CHECK(send(drawn.worker, "change", R"({"due_rule":"no.such","reason":"x"})", "\"v2\"")
                  .error()
                  .field
            == "due_rule");
        CHECK(page_says(
            send(drawn.worker, "change", R"({"what":"Look in","reason":"Less"})", "\"v2\""),
            R"("what":"Look in")"));
        CHECK(send(drawn.officer, "finish", R"({"state":"done"})", "\"v2\"").error().code
            == Code::conflict);
        CHECK(page_says(
            send(drawn.officer, "finish", R"({"state":"done"})", "\"v3\""), R"("state":"done")"));
        auto const mine = get_page(drawn, drawn.officer, "/api/v1/actions");
        CHECK(boost::json::parse(mine->body).as_object().at("actions").as_array().size() == 1);
        auto const about = [&](AccountId who) {
            return at_route(drawn, who, "/api/v1/actions",
                Request::get("/api/v1/actions?about=context&id=" + drawn.the_flat.id.write()));
        };
        CHECK(boost::json::parse(about(drawn.worker)->body)
                  .as_object()
                  .at("actions")
                  .as_array()
                  .size()
            == 1);
        CHECK(about(drawn.officer).error() == not_found()); // named on it, not told what else
    });
}
