// SPDX-License-Identifier: MIT
// A context conference: recorded, held, put right, and without a child's name, on both databases.
#include "cases/cases_world_test.h"
#include "cases/conference_pages.h"
#include <boost/json.hpp>

namespace kith::cases {
namespace {
    constexpr char const* new_conference = "/cases/{case}/conferences/new";
    constexpr char const* one_page = "/cases/{case}/conferences/{conference}";

    class ConferencesWorld : public CasesWorld {
    public:
        explicit ConferencesWorld(db::Database& database)
            : CasesWorld(database), of(open(thing(takeaway)))
        {
            // The girl is joined to the takeaway, and her friend only through a concern that names
            // it: licensing may know neither.
            auto const joined = world.as(worker)->visit().change([&](Change& change) -> Done {
                links::Link link;
                link.from = thing(girl);
                link.to = thing(takeaway);
                link.role = "spends_time";
                link.source = "Form tutor";
                link.drawn_from = thing(girl);
                TRY(linked.store.save(change, link));
                return done();
            });
            REQUIRE(joined.ok());
        }

        static http::FormData whole(char const* keep)
        {
            http::FormData form;
            form.add("day-day", "6");
            form.add("day-month", "3");
            form.add("day-year", "2026");
            form.add("place", "The town hall");
            form.add("chair", "The council, exploitation team manager");
            form.add("came", "The council, licensing officer\nBus company, area manager");
            form.add("absent", "Takeaway, owner");
            form.add("now_like", "Nobody is at the door of Harbour Grill after nine.");
            form.add(
                "goals", "Young people know an adult here whom they can tell\nThe door is lit");
            form.add("decisions", "Licensing reviews the opening hours");
            form.add("dissent", "The bus company: nine o'clock is too early");
            form.add("views", "\"I would sit inside if somebody was there\"");
            form.add("views_how", "A survey of 62 young people in February");
            form.add("guardians", "The evening manager can watch the door");
            form.add(
                "steps", "Train the door staff; Licensing; 27/3/2026\nMend the lamp; the council");
            form.add("keep", keep);
            return form;
        }
        static http::FormData with(
            http::FormData const& form, std::string const& name, std::string const& value)
        {
            http::FormData other;
            for (auto const& [each, text] : form.pairs())
                if (each != name)
                    other.add(each, text);
            other.add(name, value);
            return other;
        }

        Result<http::Response> at(AccountId who, http::Method method, std::string const& pattern,
            std::string const& conference, http::FormData const& form = {})
        {
            auto const path = "/cases/" + of.id.write() + "/conferences/" + conference;
            auto request
                = method == http::Method::get ? Request::get(path) : Request::post(path, form);
            request.matched(pattern, "", {{"case", of.id.write()}, {"conference", conference}});
            for (auto const& one : house.routes.all())
                if (one.method == method && one.pattern == pattern)
                    return one.handler(world.as(who)->visit(), request);
            return not_found();
        }
        std::string made(http::FormData const& form)
        {
            auto const answer = post(worker, new_conference, of.id, form);
            REQUIRE(answer.ok());
            REQUIRE(answer->status == http::Status::see_other);
            std::string const to(answer->headers.find("Location").value());
            auto const from = to.rfind('/') + 1;
            return to.substr(from, to.find('?') - from);
        }
        // As a program changes one.
        Result<http::Response> sent(
            std::string const& conference, char const* version, std::string const& json)
        {
            std::string const pattern = "/api/v1/cases/{case}/conferences/{conference}/change";
            auto plain = Request::post_json("/api/v1/cases/" + of.id.write(), json);
            Request request(std::move(plain).with("If-Match", version));
            request.matched(pattern, "", {{"case", of.id.write()}, {"conference", conference}});
            for (auto const& one : house.routes.all())
                if (one.method == http::Method::post && one.pattern == pattern)
                    return one.handler(world.as(worker)->visit(), request);
            return not_found();
        }
        void joins(char const* name)
        {
            auto const joined = world.as(worker)->visit().change([&](Change& change) -> Done {
                people::Person person;
                person.names = {{{}, "birth", name}};
                auto const made = TRY(people::create(change, person));
                links::Link link;
                link.from = thing(made.id);
                link.to = thing(takeaway);
                link.role = "spends_time";
                link.source = "Form tutor";
                link.drawn_from = thing(made.id);
                TRY(linked.store.save(change, link));
                return done();
            });
            REQUIRE(joined.ok());
        }
        std::string stage_needs()
        {
            auto const pass = world.as(worker);
            auto const missing = room.needs.at("a conference held")(pass->visit(), of);
            return missing ? missing->text : "";
        }

        Case of;
    };

    bool has_words(Result<http::Response> const& answer, std::string_view words)
    {
        return answer.value().body.find(words) != std::string::npos;
    }
} // namespace

TEST_CASE(
    "a conference is a draft until it is held, meets its clock, and is put right with a reason")
{
    tests::on_both_databases([](db::Database& database) {
        ConferencesWorld drawn(database);
        CHECK(drawn.stage_needs() == "No context conference was held yet");
        http::FormData nothing;
        nothing.add("keep", "draft");
        auto const id = drawn.made(nothing);
        CHECK(drawn.stage_needs() == "No context conference was held yet");
        CHECK(has_words(drawn.get(drawn.worker, "/cases/{case}", drawn.of.id), "Draft"));

        // Held with nothing in it: every field says what it needs, and all comes back.
        auto half = ConferencesWorld::with(ConferencesWorld::whole("held"), "goals", "");
        half.add("version", "1");
        auto const refused
            = drawn.at(drawn.worker, http::Method::post, std::string(one_page) + "/edit", id, half);
        CHECK(refused->status == http::Status::unprocessable);
        CHECK(has_words(refused, "Enter at least one goal"));
        CHECK(has_words(refused, "Train the door staff; Licensing; 27/3/2026"));

        auto const whole = ConferencesWorld::with(ConferencesWorld::whole("held"), "version", "1");
        auto const pass = drawn.world.as(drawn.worker);
        REQUIRE(pass->visit()
                    .change([&](Change& change) -> Done {
                        start_clock(change,
                            {{}, drawn.of.id, "context.conference", change.now(),
                                change.now() + std::chrono::hours(24)});
                        return done();
                    })
                    .ok());
        CHECK(
            drawn.at(drawn.worker, http::Method::post, std::string(one_page) + "/edit", id, whole)
                ->status
            == http::Status::see_other);
        CHECK(drawn.stage_needs().empty());
        for (auto const& clock : clocks_of(drawn.world.as(drawn.worker)->visit(), drawn.of.id))
            CHECK(clock.met_at.has_value() == (clock.rule == "context.conference"));
        auto const page = drawn.at(drawn.licensing, http::Method::get, one_page, id);
        for (auto const* const words : {"6 March 2026", "The door is lit",
                 "The bus company: nine o&#39;clock is too early", "A survey of 62 young people"})
            CHECK_MESSAGE(has_words(page, words), words);
        CHECK_FALSE(has_words(page, "Put it right")); // reads, and may not write
        CHECK(drawn.at(drawn.worker, http::Method::get, std::string(one_page) + "/print", id).ok());

        // Late: both texts, and the version that is seen now.
        auto const late
            = drawn.at(drawn.worker, http::Method::post, std::string(one_page) + "/edit", id,
                ConferencesWorld::with(whole, "reason", "A word was wrong"));
        CHECK(late->status == http::Status::conflict);
        CHECK(has_words(late, "What stands now"));
        CHECK(has_words(late, "name=\"version\" value=\"2\""));
        // Held: a change says why.
        auto right = ConferencesWorld::with(
            ConferencesWorld::with(whole, "version", "2"), "place", "The library");
        auto const unsaid = drawn.at(
            drawn.worker, http::Method::post, std::string(one_page) + "/edit", id, right);
        CHECK(has_words(unsaid, "Say why the record changes"));
        right.add("reason", "It was held in the library");
        CHECK(
            drawn.at(drawn.worker, http::Method::post, std::string(one_page) + "/edit", id, right)
                ->status
            == http::Status::see_other);
        auto const now = drawn.at(drawn.worker, http::Method::get, one_page, id);
        CHECK(has_words(now, "The library"));
        CHECK(has_words(now, "It was held in the library"));
        CHECK(has_words(drawn.get(drawn.worker, "/cases/{case}", drawn.of.id), "Held"));
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE(
    "a child is named in no conference, whoever knows her, and a refusal does not tell whether "
    "anybody does")
{
    tests::on_both_databases([](db::Database& database) {
        ConferencesWorld drawn(database);
        auto const said = [&](std::string const& field, std::string const& text) {
            auto const answer = drawn.post(drawn.worker, new_conference, drawn.of.id,
                ConferencesWorld::with(ConferencesWorld::whole("draft"), field, text));
            CHECK(answer->status == http::Status::unprocessable);
            CHECK(has_words(answer, "Licensing reviews the opening hours")); // nothing lost
            return answer->body;
        };
        auto const sentence = [](std::string const& page) {
            auto const from = page.find("This names a young person, or may");
            auto told = page.substr(from, page.find('<', from) - from);
            for (auto const* const name : {"Freya Larkspur", "Nancy Bracken"})
                if (auto const at = told.find(name); at != std::string::npos)
                    told.replace(at, std::string_view(name).size(), "…");
            return told;
        };
        CHECK(links::people_around(
                  drawn.world.as(drawn.worker)->visit().reading(), thing(drawn.takeaway))
            == std::vector{drawn.girl});
        CHECK(people::names_ever(drawn.world.as(drawn.worker)->visit().reading(), drawn.girl)
            == std::vector<std::string>{"Freya Larkspur"});
        auto const known = sentence(said("views", "They ask Freya Larkspur to wait"));
        CHECK(known == sentence(said("views", "They ask Nancy Bracken to wait")));
        CHECK(known.find("This names a young person, or may: “…”. Say it without the name") == 0);
        said("now_like", "freya larkspur is there each evening");
        said("steps", "Speak with F.L.; the council");
        said("came", "The council, officer\nFreya Larkspur, pupil");
        // A name in the list of who came is of a colleague, or of a guardian who agreed.
        CHECK(said("came", "The council, officer, Nancy Bracken")
                  .find("Say agency and role alone: “Nancy Bracken”")
            != std::string::npos);
        CHECK(list_conferences(drawn.world.as(drawn.worker)->visit(), drawn.of.id).empty());

        // Joined to the context only after it was recorded: withheld wherever it is shown.
        auto const id = drawn.made(ConferencesWorld::with(
            ConferencesWorld::whole("held"), "now_like", "Quillan wait at the door."));
        CHECK(has_words(drawn.at(drawn.worker, http::Method::get, one_page, id), "Quillan wait"));
        auto const joined
            = drawn.world.as(drawn.worker)->visit().change([&](Change& change) -> Done {
                  people::Person person;
                  person.names = {{{}, "birth", "Quillan Thorpe"}};
                  auto const made = TRY(people::create(change, person));
                  links::Link link;
                  link.from = thing(made.id);
                  link.to = thing(drawn.takeaway);
                  link.role = "spends_time";
                  link.source = "Form tutor";
                  link.drawn_from = thing(made.id);
                  TRY(drawn.linked.store.save(change, link));
                  return done();
              });
        REQUIRE(joined.ok());
        for (auto const* const kind : {"", "/print", "/text", "/edit"}) {
            auto const shown
                = drawn.at(drawn.worker, http::Method::get, std::string(one_page) + kind, id);
            CHECK_FALSE(has_words(shown, "Quillan"));
            CHECK(has_words(shown, "[name withheld] wait at the door."));
        }
        auto const sent = drawn.at(
            drawn.worker, http::Method::get, "/api/v1/cases/{case}/conferences/{conference}", id);
        auto const read = boost::json::parse(sent->body);
        CHECK(read.at("now_like").as_string() == "[name withheld] wait at the door.");
        CHECK(read.at("held").as_bool());
        // A program changes something else: what is withheld stays so, and is not quoted back.
        auto const changed
            = drawn.sent(id, "\"v1\"", R"({"place":"The library","reason":"Quillan said so"})");
        CHECK_FALSE(changed.ok());
        CHECK(changed.error().field == "reason"); // typed here, and not what stood before
        auto const library
            = drawn.sent(id, "\"v1\"", R"({"place":"The library","reason":"A word was wrong"})");
        REQUIRE(library.ok());
        CHECK(boost::json::parse(library->body).at("now_like").as_string()
            == "[name withheld] wait at the door.");
        CHECK_FALSE(has_words(library, "Quillan"));
    });
}

TEST_CASE("a conference that stands is changed from the version that was seen, whatever was sent")
{
    tests::on_both_databases([](db::Database& database) {
        ConferencesWorld drawn(database);
        auto const id = drawn.made(ConferencesWorld::whole("draft"));
        auto const to_edit = std::string(one_page) + "/edit";
        for (auto const* const version : {"0", "", "two", "7"}) {
            auto const late = drawn.at(drawn.worker, http::Method::post, to_edit, id,
                ConferencesWorld::with(ConferencesWorld::whole("draft"), "version", version));
            REQUIRE(late.ok());
            CHECK(late->status == http::Status::conflict);
            CHECK(has_words(late, "What stands now"));
        }
        for (auto const* const version : {"\"v0\"", "\"v7\""})
            CHECK(drawn.sent(id, version, R"({"place":"The library"})").error().code
                == Code::conflict);
        CHECK(list_conferences(drawn.world.as(drawn.worker)->visit(), drawn.of.id).size() == 1);
    });
}

TEST_CASE(
    "a colleague who came and has left since is not asked for again; why it changed names nobody")
{
    tests::on_both_databases([](db::Database& database) {
        ConferencesWorld drawn(database);
        AccountId left;
        database.write([&](db::Connection& connection) {
            access::Writing const writing{
                connection, *drawn.world.keys, {{}, {}, "demo", {}}, drawn.world.clock.now()};
            left = access::create_account(writing, {"imran", "Imran Siddle", "not used here"})
                       .value();
            return db::Outcome::keep;
        });
        auto const form
            = ConferencesWorld::with(ConferencesWorld::with(ConferencesWorld::whole("held"), "came",
                                         "The council, licensing officer, Imran Siddle"),
                "steps", "Mend the lamp; Imran Siddle");
        auto const id = drawn.made(form);
        database.write([&](db::Connection& connection) {
            access::Writing const writing{
                connection, *drawn.world.keys, {{}, {}, "demo", {}}, drawn.world.clock.now()};
            must(access::close_account(writing, left).ok(), "closed");
            return db::Outcome::keep;
        });
        auto const to_edit = std::string(one_page) + "/edit";
        auto right = ConferencesWorld::with(
            ConferencesWorld::with(form, "version", "1"), "reason", "Quillan was meant");
        CHECK(drawn.at(drawn.worker, http::Method::post, to_edit, id, right)->status
            == http::Status::see_other);
        // Whoever was not there before is asked for as ever.
        auto const more
            = ConferencesWorld::with(ConferencesWorld::with(right, "version", "2"), "came",
                "The council, licensing officer, Imran Siddle\nBus company, driver, Nancy Bracken");
        CHECK(has_words(drawn.at(drawn.worker, http::Method::post, to_edit, id, more),
            "Say agency and role alone: “Nancy Bracken”"));
        CHECK_FALSE(has_words(drawn.at(drawn.worker, http::Method::post, to_edit, id, more),
            "Say agency and role alone: “Imran Siddle”"));
        // Somebody joined since was named in the reason.
        CHECK(has_words(drawn.at(drawn.licensing, http::Method::get, one_page, id), "Quillan"));
        drawn.joins("Quillan Thorpe");
        auto const page = drawn.at(drawn.licensing, http::Method::get, one_page, id);
        CHECK_FALSE(has_words(page, "Quillan"));
        CHECK(has_words(page, "[name withheld] was meant"));
    });
}

TEST_CASE("who may not know the case knows no conference, and a person's case has none")
{
    tests::on_both_databases([](db::Database& database) {
        ConferencesWorld drawn(database);
        auto const id = drawn.made(ConferencesWorld::whole("held"));
        for (auto const who : {drawn.elsewhere, drawn.school_lead, drawn.analyst})
            for (auto const* const kind : {"", "/print", "/text", "/edit"})
                CHECK(drawn.at(who, http::Method::get, std::string(one_page) + kind, id).error()
                    == drawn
                           .at(who, http::Method::get, std::string(one_page) + kind,
                               Uuid::fresh().write())
                           .error());
        CHECK(drawn
                  .post(drawn.licensing, new_conference, drawn.of.id,
                      ConferencesWorld::whole("draft"))
                  .error()
                  .code
            == Code::not_allowed);
        auto const girls = drawn.open(thing(drawn.girl));
        CHECK(drawn.get(drawn.worker, new_conference, girls.id).error().code == Code::not_found);
        // Another case does not lead to it.
        auto request = Request::get("/cases/" + girls.id.write() + "/conferences/" + id);
        request.matched(one_page, "", {{"case", girls.id.write()}, {"conference", id}});
        for (auto const& one : drawn.house.routes.all())
            if (one.pattern == one_page && one.method == http::Method::get)
                CHECK(one.handler(drawn.world.as(drawn.worker)->visit(), request).error().code
                    == Code::not_found);
    });
}
} // namespace kith::cases
