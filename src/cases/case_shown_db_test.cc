// SPDX-License-Identifier: MIT
// The case of a context names no child: refused when it is written, withheld wherever it is shown.
#include "cases/assessment_world_test.h"
#include <boost/json.hpp>

namespace kith::cases {
namespace {
    http::FormData names_form(std::vector<std::pair<std::string, std::string>> const& fields)
    {
        http::FormData form;
        for (auto const& [name, value] : fields)
            form.add(name, value);
        return form;
    }
    bool names_said(Result<Response> const& answer, std::string_view words)
    {
        return answer.value().body.find(words) != std::string::npos;
    }
    std::string desk_of(char const* act) { return std::string("/cases/{case}/") + act; }

    // A case whose words name somebody whom nobody knew then: each text of it, once.
    class NamedCase : public CasesWorld {
    public:
        explicit NamedCase(db::Database& database) : CasesWorld(database)
        {
            Opening opening;
            opening.subject = thing(takeaway);
            opening.strands = {"CSE"};
            opening.because = "Quillan wait at the door";
            of = world.as(worker)
                     ->visit()
                     .change([&](Change& change) { return open_case(room, change, opening); })
                     .value();
        }

        void take(char const* act, std::vector<std::pair<std::string, std::string>> fields)
        {
            fields.emplace_back(
                "version", std::to_string(find(world.as(worker)->visit(), of.id)->version));
            auto const who = std::string_view(act) == "allocate" ? manager : worker;
            auto const done = post(who, desk_of(act), of.id, names_form(fields));
            REQUIRE(done.ok());
            CHECK_MESSAGE(done->status == http::Status::see_other, act);
        }

        void word_everything()
        {
            auto const clock = next_clock(world.as(worker)->visit(), of.id)->id.write();
            take("level",
                {{"level", "MODERATE"}, {"rationale", "Quillan judged 1"},
                    {"evidence", "Quillan judged 2"}});
            take("extend",
                {{"clock", clock}, {"seen-" + clock, "2026-03-13T23:59:59.000000Z"},
                    {"due-day", "20"}, {"due-month", "3"}, {"due-year", "2026"},
                    {"reason", "Quillan extended"}});
            take("strands", {{"strands", "CCE"}, {"because", "Quillan put right"}});
            take("allocate", {{"team", team.write()}, {"worker", worker.write()}});
            take("allocate",
                {{"team", team.write()}, {"worker", manager.write()},
                    {"handover", "Quillan handed over"}});
            screened(*this, of);
            take("close",
                {{"reason", "safer"}, {"why", "Quillan closed 1"},
                    {"contexts-changed", "Quillan closed 2"}, {"who-keeps", "Quillan closed 3"},
                    {"way-back", "Quillan closed 4"}, {"own-view", "Quillan closed 5"}});
        }

        void join_quillan()
        {
            auto const joined = world.as(worker)->visit().change([&](Change& change) -> Done {
                people::Person person;
                person.names = {{{}, "birth", "Quillan Thorpe"}};
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

        Case of;
    };
} // namespace

TEST_CASE("what looks like a name is refused in each text of a context's case, with nothing lost")
{
    tests::on_both_databases([](db::Database& database) {
        NamedCase drawn(database);
        auto const clock = next_clock(drawn.world.as(drawn.worker)->visit(), drawn.of.id)->id;
        std::vector<std::pair<std::string, std::string>> const closing
            = {{"reason", "safer"}, {"why", "Nothing new"}, {"contexts-changed", "The door is lit"},
                {"who-keeps", "The licensing team"}, {"way-back", "Anybody calls"},
                {"own-view", "They sit inside"}};
        auto const refused = [&](char const* act, char const* field,
                                 std::vector<std::pair<std::string, std::string>> fields) {
            std::erase_if(fields, [&](auto const& one) { return one.first == field; });
            fields.emplace_back("version", "1");
            fields.emplace_back(field, "They ask Nancy Bracken to wait");
            auto const who = std::string_view(act) == "allocate" ? drawn.manager : drawn.worker;
            auto const answer = drawn.post(who, desk_of(act), drawn.of.id, names_form(fields));
            INFO(act << ", " << field);
            REQUIRE(answer.ok());
            CHECK(answer->status == http::Status::unprocessable);
            CHECK(names_said(answer,
                "This names a young person, or may: “Nancy Bracken”. Say it without the name"));
            CHECK(names_said(answer, "href=\"#" + std::string(field) + "\""));
            for (auto const& [name, value] : fields)
                if (name != "version")
                    CHECK_MESSAGE(names_said(answer, value), name);
        };
        refused("level", "rationale", {{"level", "MODERATE"}, {"evidence", "Four accounts"}});
        refused("level", "evidence", {{"level", "MODERATE"}, {"rationale", "Four accounts"}});
        refused("move", "because", {{"to", "assessment"}});
        refused("strands", "because", {{"strands", "CCE"}});
        refused("extend", "reason",
            {{"clock", clock.write()}, {"due-day", "20"}, {"due-month", "3"},
                {"due-year", "2026"}});
        for (auto const* const field :
            {"why", "contexts-changed", "who-keeps", "way-back", "own-view"})
            refused("close", field, closing);
        refused("allocate", "handover",
            {{"team", drawn.team.write()}, {"worker", drawn.worker.write()}});
        CHECK(find(drawn.world.as(drawn.worker)->visit(), drawn.of.id)->version == 1);
        CHECK(levels_of(drawn.world.as(drawn.worker)->visit(), drawn.of.id).empty());

        // Opening, for a page and a program; and opening again.
        screened(drawn, drawn.of);
        drawn.take("close", closing);
        auto const again = drawn.post(drawn.worker, desk_of("reopen"), drawn.of.id,
            names_form({{"version", "2"}, {"because", "They ask Nancy Bracken to wait"}}));
        CHECK(again->status == http::Status::unprocessable);
        CHECK(names_said(again, "They ask Nancy Bracken to wait</textarea>"));
        auto const opened = drawn.post(drawn.worker, "/cases/new", {},
            names_form({{"context", drawn.takeaway.write()}, {"strands", "CSE"},
                {"because", "They ask Nancy Bracken to wait"}}));
        CHECK(opened->status == http::Status::unprocessable);
        CHECK(names_said(opened, "They ask Nancy Bracken to wait</textarea>"));
        CHECK(drawn
                  .send(drawn.worker, "/api/v1/cases", {},
                      R"({"context":")" + drawn.takeaway.write()
                          + R"(","strands":["CSE"],"because":"They ask Nancy Bracken to wait"})")
                  .error()
                  .field
            == "because");
        // A person's case says who they are.
        Opening of_girl;
        of_girl.subject = thing(drawn.girl);
        of_girl.strands = {"CSE"};
        of_girl.because = "Nancy Bracken told her tutor";
        CHECK(drawn.world.as(drawn.worker)
                  ->visit()
                  .change([&](Change& change) { return open_case(drawn.room, change, of_girl); })
                  .ok());
    });
}

TEST_CASE(
    "who is joined to a context later is withheld in every text of its case, wherever it is shown")
{
    tests::on_both_databases([](db::Database& database) {
        NamedCase drawn(database);
        CHECK(drawn.get(drawn.licensing, "/cases/{case}", drawn.of.id).ok()); // has looked
        drawn.world.clock.move_to(Instant::read("2026-03-09T09:00:00Z").value());
        drawn.word_everything();
        auto const path = [](char const* rest) { return "/cases/{case}" + std::string(rest); };
        auto const shown = [&](std::string const& pattern) {
            return drawn.get(drawn.licensing, pattern, drawn.of.id);
        };
        CHECK(names_said(shown(path("/history")), "Quillan closed 5"));
        drawn.join_quillan();
        for (auto const* const rest : {"", "/print", "/text", "/history", "/chronology",
                 "/chronology/print", "/chronology/text"}) {
            auto const page = shown(path(rest));
            CHECK_FALSE_MESSAGE(names_said(page, "Quillan"), rest);
            CHECK_MESSAGE(names_said(page, "[name withheld] judged 1"), rest);
            CHECK_MESSAGE(names_said(page, "[name withheld] wait at the door"), rest);
            CHECK_MESSAGE(names_said(page, "[name withheld] closed 1"), rest);
        }
        for (auto const* const text : {"judged 2", "extended", "put right", "handed over",
                 "closed 2", "closed 3", "closed 4", "closed 5"})
            CHECK_MESSAGE(
                names_said(shown(path("/history")), "[name withheld] " + std::string(text)), text);
        // As news, to who looked before.
        CHECK(names_said(shown(path("")), "[name withheld] extended"));
        CHECK(names_said(shown(path("")), "[name withheld] put right"));
        auto const sent = boost::json::parse(shown("/api/v1/cases/{case}")->body);
        CHECK(sent.at("opened_because").as_string() == "[name withheld] wait at the door");
        CHECK_FALSE(names_said(shown("/api/v1/cases/{case}/chronology"), "Quillan"));
        // Opened again: why stands beside the closure, and in a late form.
        drawn.take("reopen", {{"because", "They are there again"}});
        drawn.take("strands", {{"strands", "CSE"}, {"because", "Nothing more"}});
        CHECK(names_said(shown(path("/history")), "They are there again"));
        for (auto const* const act : {"level", "allocate"})
            CHECK_FALSE(
                names_said(drawn.get(drawn.manager, desk_of(act), drawn.of.id), "Quillan judged"));
    });
}

TEST_CASE("whoever works with a subject is not said to hold its case")
{
    tests::on_both_databases([](db::Database& database) {
        NamedCase drawn(database);
        drawn.open(thing(drawn.girl));
        drawn.take("allocate",
            {{"team", drawn.team.write()}, {"worker", drawn.worker.write()}, {"handover", "All"}});
        auto const pass = drawn.world.as(drawn.worker);
        auto const roles = [&](Thing const& subject) {
            std::set<std::string> all;
            for (auto const& one : links::involvements_of(pass->visit().reading(), subject))
                all.insert(one.role);
            return all;
        };
        CHECK(roles(thing(drawn.takeaway)) == std::set<std::string>{"Works with it"});
        CHECK(roles(thing(drawn.girl)) == std::set<std::string>{"Works with them"});
        CHECK(links::involvements_of(pass->visit().reading(), thing(drawn.takeaway)).size() == 3);
    });
}

} // namespace kith::cases
