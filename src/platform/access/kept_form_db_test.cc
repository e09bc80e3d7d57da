// SPDX-License-Identifier: MIT
#include "base/shipped.h"
#include "platform/access/browser_test.h"
#include "platform/access/house.h"

namespace kith::access {
namespace {
    // A room with one form: a note on one's own account.
    struct NoteRoom {
        Pages const& pages;
        bool closed = false; // the right to write notes has gone
    };

    http::Response note_page(NoteRoom const& room, Visit const& visit, std::string const& text,
        std::string const& key, std::vector<Error> const& problems = {})
    {
        auto page = html::Value::object({{"page",
            html::Value::object({{"title", "A note"},
                {"texts", html::Value::array({"[" + text + "]", "key " + key})}})}});
        if (!problems.empty())
            page["errors"] = html::Value::each(problems, [](Error const& problem) {
                return html::Value::object({{"text", problem.words.key}});
            });
        return room.pages.show(visit, "frames/error.njk", page,
            problems.empty() ? http::Status::ok : http::Status::unprocessable);
    }
    Result<http::Response> ask_note(NoteRoom const& room, Visit const& visit, http::Request const&)
    {
        return note_page(room, visit, "", "fresh");
    }
    Result<http::Response> write_note(
        NoteRoom const& room, Visit const& visit, http::Request const& request)
    {
        auto const form = TRY(request.form());
        auto const text = std::string(form.first("text"));
        auto const key = std::string(form.first("key"));
        if (text.empty())
            return note_page(room, visit, text, key, {invalid("Write the note", "text")});
        auto const written = visit.change([&](Change& change) -> Done {
            if (room.closed)
                return not_found();
            Facts facts;
            facts.thing = thing(change.visitor().account);
            return change.record("change", facts, text);
        });
        if (!written && written.error().code == Code::invalid)
            return note_page(room, visit, text, key, {written.error()});
        if (!written)
            return written.error();
        return http::see_other("/notes/new");
    }
    // A button, with no page to come back to.
    Result<http::Response> press_note(NoteRoom const&, Visit const& visit, http::Request const&)
    {
        TRY(visit.change([](Change& change) -> Done {
            Facts facts;
            facts.thing = thing(change.visitor().account);
            return change.record("change", facts, "pressed");
        }));
        return http::see_other("/notes/new");
    }

    struct AtNotes {
        explicit AtNotes(SignInWorld& held)
            : world(held)
            , gate(held.database, *held.keys,
                  Policy::read(
                      {{"account.toml", std::string(shipped_file("data/policies/account.toml"))}},
                      Predicates()),
                  held.clock)
            , browser(held)
            , room{browser.pages}
        {
            auto routes = house.routes.of(room);
            routes.get("/notes/new", "account:read", ask_note);
            routes.post("/notes/new", "account:change", write_note);
            routes.post("/notes/press", "account:change", press_note);
            house.routes.open(browser.router, gate, held.sign_in, browser.pages);
            browser.router.errors([this](Error const& problem, http::Request const& request) {
                auto const who = world.sign_in.who_is(request);
                auto const in
                    = who ? gate.enter(who->account) : Result<std::unique_ptr<Pass>>(not_found());
                return browser.pages.explain(problem, request, in ? &(*in)->visit() : nullptr);
            });
            ash = held.add_settled("ash.khan");
            seed = held.seed;
        }
        void enter()
        {
            world.seed = seed;
            browser.cookie = world.enter("ash.khan");
            browser.get("/notes/new");
        }
        [[nodiscard]] int notes() const
        {
            int count = 0;
            for (auto const& line : ledger::lines_about(*world.database.reader(), thing(ash), 100))
                count += line.act == "change" ? 1 : 0;
            return count;
        }
        [[nodiscard]] std::int64_t stored() const
        {
            static constexpr db::Sql count{"count kept", "select count(*) as n from kept_forms"};
            return world.database.reader()->run(count)[0].integer("n");
        }
        // Signs in on the page that came as an answer, with what it carries; where that leads.
        std::string sign_in_on(http::Response const& page, std::string const& name)
        {
            auto const step = browser.post("/sign-in",
                {{"to", "/"}, {"kept", sealed_on(page)}, {"name", name},
                    {"password", own_password}});
            if (where_to(step) != "/sign-in/second-step")
                return where_to(step);
            browser.get("/sign-in/second-step");
            auto const in = browser.post("/sign-in/second-step", {{"code", world.code()}});
            world.pass(std::chrono::seconds(60));
            return where_to(in);
        }
        static std::string sealed_on(http::Response const& page)
        {
            std::string const field = "name=\"kept\" value=\"";
            auto const at = page.body.find(field);
            if (at == std::string::npos)
                return "";
            auto const begin = at + field.size();
            return page.body.substr(begin, page.body.find('"', begin) - begin);
        }

        SignInWorld& world;
        Gate gate;
        Browser browser;
        NoteRoom room;
        House house;
        AccountId ash = {};
        std::string seed = {};
    };
    Fields const a_note = {{"text", "Wren said that the van waits."}, {"key", "k-1"}};
} // namespace

TEST_CASE(
    "a form sent after half an hour of silence comes back filled in, and is not sent by itself")
{
    in_sign_in_world([](SignInWorld& world) {
        AtNotes at(world);
        at.enter();
        world.pass(std::chrono::minutes(31));
        auto const late = at.browser.post("/notes/new", a_note);
        CHECK(late.status == http::Status::not_allowed);
        CHECK(says(late, "nothing was sent"));
        CHECK_FALSE(says(late, "Wren"));
        CHECK(at.stored() == 0); // nobody has given a password
        auto const to = at.sign_in_on(late, "ash.khan");
        REQUIRE(to.starts_with("/kept/"));
        CHECK(at.stored() == 1);
        auto const again = at.browser.get(to);
        CHECK(again.status == http::Status::ok);
        CHECK(says(again, "[Wren said that the van waits.]"));
        CHECK(says(again, "key k-1"));
        CHECK(says(again, "You were signed out before this was sent"));
        CHECK_FALSE(says(again, "There is a problem"));
        CHECK(at.notes() == 0);
        // Sent by the person, with the token of the page that came back.
        CHECK(where_to(at.browser.post("/notes/new", a_note)) == "/notes/new");
        CHECK(at.notes() == 1);
    });
}

TEST_CASE("another account on the same computer gets nothing of what was typed")
{
    in_sign_in_world([](SignInWorld& world) {
        AtNotes at(world);
        at.enter();
        world.pass(std::chrono::minutes(31));
        auto const late = at.browser.post("/notes/new", a_note);
        world.add_settled("bo.lee");
        CHECK(at.sign_in_on(late, "bo.lee") == "/");
        CHECK(at.stored() == 0);
        // Nor at the address of what was kept for its own account.
        at.browser.cookie.clear();
        world.seed = at.seed;
        auto const own = at.sign_in_on(late, "ash.khan");
        REQUIRE(own.starts_with("/kept/"));
        world.add_settled("jo.fox");
        at.browser.cookie = world.enter("jo.fox");
        auto const others = at.browser.get(own);
        auto const unknown = at.browser.get("/kept/00000000-0000-4000-8000-000000000000");
        CHECK(others.status == http::Status::not_found);
        CHECK_FALSE(says(others, "Wren"));
        auto const plain = [&](http::Response const& page) { // but for its fresh token
            auto body = page.body;
            auto const mark = body.find("name=\"csrf\"");
            return mark == std::string::npos ? body : body.erase(mark, 120);
        };
        CHECK(plain(others) == plain(unknown));
        // And signing in anew with that address leads elsewhere.
        auto const step = world.sign_in.begin("jo.fox", own_password, own);
        REQUIRE(step.ok());
        CHECK(world.sign_in.standing(step->token)->session.return_to == "/");
    });
}

TEST_CASE("a form sent after signing out in another window is known by its token, cookie or none")
{
    in_sign_in_world([](SignInWorld& world) {
        AtNotes at(world);
        at.enter();
        auto const token = at.browser.csrf;
        world.sign_in.sign_out(at.browser.cookie);
        at.browser.cookie.clear();
        auto const late = at.browser.post("/notes/new", a_note);
        REQUIRE_FALSE(AtNotes::sealed_on(late).empty());
        // Signed in again in that other window: the old page's form comes back at once.
        at.enter();
        at.browser.csrf = token;
        auto const again = at.browser.post("/notes/new", a_note);
        CHECK(again.status == http::Status::ok);
        CHECK(says(again, "[Wren said that the van waits.]"));
        CHECK(at.notes() == 0);
        // Not for another account, nor from another site, nor with a token that nobody has.
        world.add_settled("bo.lee");
        at.browser.cookie = world.enter("bo.lee");
        at.browser.csrf = token;
        auto const refused = at.browser.post("/notes/new", a_note);
        CHECK(refused.status == http::Status::not_allowed);
        CHECK_FALSE(says(refused, "Wren"));
        at.browser.cookie.clear();
        at.browser.csrf = token;
        CHECK(where_to(at.browser.post("/notes/new", a_note, "cross-site")) == "/sign-in?to=%2F");
        at.browser.csrf = http::mask(http::fresh_secret());
        CHECK(where_to(at.browser.post("/notes/new", a_note)) == "/sign-in?to=%2F");
    });
}

TEST_CASE("what is kept is gone after an hour, before and after the password")
{
    in_sign_in_world([](SignInWorld& world) {
        AtNotes at(world);
        at.enter();
        world.pass(std::chrono::minutes(31));
        auto const late = at.browser.post("/notes/new", a_note);
        world.pass(std::chrono::minutes(60));
        CHECK(at.sign_in_on(late, "ash.khan") == "/");
        CHECK(at.stored() == 0);
        at.browser.get("/notes/new");
        world.pass(std::chrono::minutes(31));
        auto const other = at.browser.post("/notes/new", a_note);
        auto const to = at.sign_in_on(other, "ash.khan");
        REQUIRE(to.starts_with("/kept/"));
        CHECK(at.browser.get(to).status == http::Status::ok);
        world.pass(std::chrono::minutes(29));
        CHECK(says(at.browser.get(to), "[Wren"));
        world.pass(std::chrono::minutes(29)); // one minute for the code: 59 in all
        CHECK(says(at.browser.get(to), "[Wren"));
        world.pass(std::chrono::minutes(1));
        CHECK(at.browser.get(to).status == http::Status::not_found);
        world.database.write([&](db::Connection& connection) {
            CHECK(forget_kept_forms(connection, world.clock.now() - kept_for) == 1);
            return db::Outcome::keep;
        });
        CHECK(at.stored() == 0);
    });
}

TEST_CASE("when the right has gone, the page is not found and nothing that was typed is shown")
{
    in_sign_in_world([](SignInWorld& world) {
        AtNotes at(world);
        at.enter();
        world.pass(std::chrono::minutes(31));
        auto const late = at.browser.post("/notes/new", a_note);
        auto const to = at.sign_in_on(late, "ash.khan");
        at.room.closed = true;
        auto const gone = at.browser.get(to);
        CHECK(gone.status == http::Status::not_found);
        CHECK_FALSE(says(gone, "Wren"));
        CHECK_FALSE(says(gone, "signed out before"));
    });
}

TEST_CASE("a button that was pressed too late is told apart, and a wrong form is shown with what "
          "is wrong")
{
    in_sign_in_world([](SignInWorld& world) {
        AtNotes at(world);
        at.enter();
        world.pass(std::chrono::minutes(31));
        auto const pressed = at.browser.post("/notes/press", {{"why", "because of the van"}});
        auto const to = at.sign_in_on(pressed, "ash.khan");
        auto const told = at.browser.get(to);
        CHECK(says(told, "This was not done"));
        CHECK(says(told, "because of the van"));
        CHECK(at.notes() == 0);
        world.pass(std::chrono::minutes(31));
        auto const wrong = at.browser.post("/notes/new", {{"text", ""}, {"key", "k-2"}});
        auto const page = at.browser.get(at.sign_in_on(wrong, "ash.khan"));
        CHECK(says(page, "Write the note"));
        CHECK(says(page, "You were signed out before this was sent"));
    });
}

TEST_CASE("of one account ten forms are kept, the newest")
{
    in_sign_in_world([](SignInWorld& world) {
        AtNotes at(world);
        auto const all = world.change([&](Writing const& writing) -> Done {
            for (int i = 0; i < 12; ++i) {
                KeptForm kept{KeptFormId::fresh(), at.ash,
                    writing.now - std::chrono::minutes(12 - i), "/notes/new", "/"};
                kept.form.add("text", "note " + std::to_string(i));
                keep_form(writing, kept);
                keep_form(writing, kept); // the same page of signing in, sent twice
                if (i == 1)
                    CHECK(find_kept(writing.connection, *world.keys, at.ash, kept.id, writing.now)
                              ->form.first("text")
                        == "note 1");
            }
            return done();
        });
        CHECK(all.ok());
        CHECK(at.stored() == 10);
    });
}

TEST_CASE("a sealed form that was touched, or is another secret of the folder, is none")
{
    in_sign_in_world([](SignInWorld& world) {
        KeptForm kept{KeptFormId::fresh(), AccountId::fresh(), world.clock.now(), "/notes/new?a=b",
            "/concerns"};
        kept.form.add("text", "two\r\nlines, café");
        kept.form.add("text", "");
        auto sealed = seal_form(*world.keys, kept);
        auto const opened = open_form(*world.keys, sealed, world.clock.now());
        REQUIRE(opened.ok());
        CHECK(opened->account == kept.account);
        CHECK(opened->address == "/notes/new?a=b");
        CHECK(opened->from == "/concerns");
        CHECK(opened->form.pairs() == kept.form.pairs());
        sealed[40] = sealed[40] == 'A' ? 'B' : 'A';
        CHECK_FALSE(open_form(*world.keys, sealed, world.clock.now()).ok());
        CHECK_FALSE(open_form(*world.keys, "", world.clock.now()).ok());
        CHECK_FALSE(open_form(*world.keys, "not base64!", world.clock.now()).ok());
    });
}

} // namespace kith::access
