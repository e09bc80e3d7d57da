// SPDX-License-Identifier: MIT
#include "people/joining.h"
#include "people/people_world_test.h"
#include "people/same.h"
#include "people/same_views.h"
#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::people;

namespace {
struct SameWorld : FamilyWorld {
    using FamilyWorld::FamilyWorld;

    std::vector<Proposal> listed(AccountId who, Listed which = Listed::waiting)
    {
        return list_same(world.as(who)->visit(), which, 50);
    }
    std::size_t look() { return look_for_same(room, *world.gate); }
    Deciding reading(AccountId who, ProposalId id, char const* why = "The school told us")
    {
        auto const pass = world.as(who);
        auto const proposal = find_same(pass->visit(), id).value();
        return {id, proposal.version, find(pass->visit(), proposal.one)->version,
            find(pass->visit(), proposal.other)->version, why};
    }
    Done decide(AccountId who, Done (*how)(Change&, Deciding const&), Deciding const& wanted)
    {
        return world.as(who)->visit().change([&](Change& change) { return how(change, wanted); });
    }
    Result<Response> page(AccountId who, http::Method method, std::string const& pattern,
        std::vector<std::pair<std::string, std::string>> const& names, http::FormData const& form)
    {
        auto path = pattern;
        for (auto const& [name, value] : names)
            path.replace(path.find("{" + name + "}"), name.size() + 2, value);
        auto request = method == http::Method::get ? Request::get(path) : Request::post(path, form);
        request.matched(pattern, "", {names.begin(), names.end()});
        for (auto const& route : house.routes.all())
            if (route.method == method && route.pattern == pattern)
                return route.handler(world.as(who)->visit(), request);
        return not_found();
    }
};

http::FormData form_of(std::vector<std::pair<std::string, std::string>> const& fields)
{
    http::FormData form;
    for (auto const& [name, value] : fields)
        form.add(name, value);
    return form;
}
} // namespace

TEST_CASE("a round proposes records of one number, or of one name and birth date, once")
{
    tests::on_both_databases([](db::Database& database) {
        SameWorld drawn(database);
        auto const one = drawn.record(drawn.worker, robin()).value();
        CHECK(drawn.look() == 0);
        auto by_name = robin();
        by_name.names = {{{}, "birth", "ROBIN ONEILL SMITH"}};
        by_name.identifiers.clear();
        auto const two = drawn.record(drawn.elsewhere, by_name).value();
        auto by_number = robin();
        by_number.names = {{{}, "birth", "R. Smith"}};
        by_number.birth = {};
        auto const three = drawn.record(drawn.worker, by_number).value();
        CHECK(drawn.look() == 2);
        CHECK(drawn.look() == 0); // nothing new
        auto const all = drawn.listed(drawn.front_door);
        REQUIRE(all.size() == 2);
        CHECK(all[0].bits == 20); // the surest first: a number, then a name with a birth date
        CHECK(all[1].bits == 14);
        CHECK(all[0].proposed_by.none());
        CHECK((all[0].one == three.id || all[0].other == three.id));
        CHECK((all[1].one == two.id || all[1].other == two.id));
        CHECK((all[1].one == one.id || all[1].other == one.id));
    });
}

TEST_CASE("a pair of which one is hidden is neither shown, counted nor found")
{
    tests::on_both_databases([](db::Database& database) {
        SameWorld drawn(database);
        auto const mine = drawn.record(drawn.worker, robin()).value();
        drawn.record(drawn.elsewhere, robin()).value();
        REQUIRE(drawn.look() == 1);
        auto const pair = drawn.listed(drawn.front_door).at(0);
        for (auto const who :
            {drawn.worker, drawn.elsewhere, drawn.school_lead, drawn.administrator}) {
            auto const pass = drawn.world.as(who);
            CHECK(drawn.listed(who).empty());
            CHECK(same_of(pass->visit(), mine.id).empty());
            CHECK(same_lines(pass->visit()).empty());
            CHECK(find_same(pass->visit(), pair.id).error()
                == find_same(pass->visit(), ProposalId::fresh()).error());
            auto const hidden = drawn.page(who, http::Method::get, "/people/same/{proposal}",
                {{"proposal", pair.id.write()}}, {});
            CHECK(hidden.error() == not_found());
        }
        auto const door = drawn.world.as(drawn.front_door);
        REQUIRE(same_lines(door->visit()).size() == 1);
        CHECK(same_lines(door->visit())[0].text == "2 records may be about one person");
        auto const page = drawn.get(drawn.worker, "/people/{person}", mine.id).value().body;
        CHECK(page.find("There may be another record") == std::string::npos);
    });
}

TEST_CASE("who works with a record that is joined decides on what is proposed of the kept one")
{
    tests::on_both_databases([](db::Database& database) {
        SameWorld drawn(database);
        auto one = robin();
        one.identifiers.clear();
        auto const kept = drawn.record(drawn.elsewhere, one).value();
        auto two = one;
        two.birth = {};
        two.identifiers = robin().identifiers;
        auto const third = drawn.record(drawn.elsewhere, two).value();
        auto const joined = [&](PersonId with, char const* name) {
            Person more;
            more.names = {{{}, "birth", name}};
            auto const mine = drawn.record(drawn.worker, more).value();
            return drawn.world.as(drawn.front_door)
                ->visit()
                .change([&](Change& change) {
                    return join_records(
                        change, {with, mine.id, version_of(change.writing(), with), 1, "Told"});
                })
                .ok();
        };
        REQUIRE(drawn.world.as(drawn.front_door)
                    ->visit()
                    .change([&](Change& change) {
                        return propose(change, kept.id, third.id, "One mother");
                    })
                    .ok());
        CHECK(drawn.listed(drawn.elsewhere).size() == 1);
        CHECK(drawn.listed(drawn.worker).empty());
        REQUIRE(joined(kept.id, "Kit Ray"));
        CHECK(drawn.listed(drawn.worker).empty()); // works with one of the two people alone
        REQUIRE(joined(third.id, "Ash Lee"));
        CHECK(drawn.listed(drawn.worker).size() == 1);
    });
}

TEST_CASE("not the same person is remembered until something that bears on it changes")
{
    tests::on_both_databases([](db::Database& database) {
        SameWorld drawn(database);
        auto one = drawn.record(drawn.worker, robin()).value();
        drawn.record(drawn.worker, robin()).value();
        REQUIRE(drawn.look() == 1);
        auto const pair = drawn.listed(drawn.worker).at(0);
        auto wanted = drawn.reading(drawn.worker, pair.id, " ");
        CHECK(drawn.decide(drawn.worker, tell_apart, wanted).error().field == "why");
        wanted.why = "Cousins: their aunt told us";
        REQUIRE(drawn.decide(drawn.worker, tell_apart, wanted).ok());
        CHECK(drawn.decide(drawn.worker, tell_apart, wanted).error().code == Code::conflict);
        CHECK(drawn.listed(drawn.worker).empty());
        REQUIRE(drawn.listed(drawn.worker, Listed::told_apart).size() == 1);
        CHECK(drawn.listed(drawn.worker, Listed::told_apart)[0].why == wanted.why);

        auto const save_with = [&](auto change_it) {
            change_it(one);
            one = drawn.world.as(drawn.worker)
                      ->visit()
                      .change([&](Change& change) { return save(change, one, "Told"); })
                      .value();
        };
        save_with([](Person& person) { person.language = "Urdu"; }); // says nothing of who they are
        CHECK(drawn.look() == 0);
        CHECK(drawn.world.as(drawn.worker)
                  ->visit()
                  .change([&](Change& change) {
                      return join_records(change,
                          {pair.one, pair.other, version_of(change.writing(), pair.one),
                              version_of(change.writing(), pair.other), "Same"});
                  })
                  .error()
                  .field
            == "decision");
        save_with([](Person& person) { person.names.push_back({{}, "alias", "Robbie"}); });
        CHECK(drawn.look() == 1); // a name bears on it
        REQUIRE(drawn.listed(drawn.worker).size() == 1);

        REQUIRE(drawn.decide(drawn.worker, tell_apart, drawn.reading(drawn.worker, pair.id)).ok());
        CHECK(drawn.look() == 0);
        REQUIRE(drawn.decide(drawn.worker, take_back, drawn.reading(drawn.worker, pair.id)).ok());
        CHECK(drawn.listed(drawn.worker).size() == 1);
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("a proposal that is put off comes back after a week, and a late decision is a conflict")
{
    tests::on_both_databases([](db::Database& database) {
        SameWorld drawn(database);
        auto const one = drawn.record(drawn.worker, robin()).value();
        drawn.record(drawn.worker, robin()).value();
        REQUIRE(drawn.look() == 1);
        auto const pair = drawn.listed(drawn.worker).at(0);
        auto const read = drawn.reading(drawn.worker, pair.id);
        REQUIRE(drawn.decide(drawn.colleague, put_off, read).ok());
        CHECK(drawn.decide(drawn.worker, tell_apart, read).error().code == Code::conflict);
        CHECK(drawn.listed(drawn.worker).empty());
        CHECK(drawn.listed(drawn.worker, Listed::put_off).size() == 1);
        CHECK(same_lines(drawn.world.as(drawn.worker)->visit()).empty());
        drawn.world.clock.move_to(drawn.world.clock.now() + std::chrono::hours(24 * 7 + 1));
        CHECK(drawn.listed(drawn.worker).size() == 1);
        // a record that moved on since it was read
        auto const again = drawn.reading(drawn.worker, pair.id);
        auto changed = one;
        changed.language = "Urdu";
        REQUIRE(drawn.world.as(drawn.worker)
                    ->visit()
                    .change([&](Change& change) { return save(change, changed, "Told"); })
                    .ok());
        CHECK(drawn.decide(drawn.worker, tell_apart, again).error().code == Code::conflict);
    });
}

TEST_CASE(
    "a colleague proposes another record they may know of, and nobody learns of one they may not")
{
    tests::on_both_databases([](db::Database& database) {
        SameWorld drawn(database);
        auto const one = drawn.record(drawn.worker, robin()).value();
        Person kit;
        kit.names = {{{}, "birth", "Kit Ray"}};
        auto const two = drawn.record(drawn.worker, kit).value();
        auto const hidden = drawn.record(drawn.elsewhere, kit).value();
        auto const send = [&](std::string const& reference, char const* why) {
            return drawn
                .page(drawn.worker, http::Method::post, "/people/{person}/same",
                    {{"person", one.id.write()}}, form_of({{"reference", reference}, {"why", why}}))
                .value();
        };
        auto const unknown = send(Reference::fresh('P').write(), "Same mother");
        CHECK(unknown.status == http::Status::unprocessable);
        CHECK(
            unknown.body.find("No person you may know of has this reference") != std::string::npos);
        auto const not_known = send(hidden.reference.write(), "Same mother");
        CHECK(not_known.status == http::Status::unprocessable);
        CHECK(not_known.body.find("No person you may know of has this reference")
            != std::string::npos);
        auto const silent = send(two.reference.write(), "");
        CHECK(silent.body.find("Say why") != std::string::npos);
        CHECK(silent.body.find("value=\"" + two.reference.write()) != std::string::npos);
        CHECK(send(two.reference.write(), "Same mother").status == http::Status::see_other);
        REQUIRE(drawn.listed(drawn.worker).size() == 1);
        CHECK(drawn.listed(drawn.worker)[0].why == "Same mother");
        auto const page = drawn.get(drawn.worker, "/people/{person}", one.id).value().body;
        CHECK(page.find("There may be another record") != std::string::npos);
        CHECK(page.find("Kit Ray") == std::string::npos); // a reference: it has not been opened
    });
}

TEST_CASE("the pages compare two records, say who will see both, join, and take apart again")
{
    tests::on_both_databases([](db::Database& database) {
        SameWorld drawn(database);
        auto const one = drawn.record(drawn.worker, robin()).value();
        auto const two = drawn.record(drawn.elsewhere, robin()).value();
        REQUIRE(drawn.look() == 1);
        auto const pair = drawn.listed(drawn.front_door).at(0);
        auto const at_pair
            = [&](http::Method method, std::string const& rest, http::FormData const& form) {
                  return drawn.page(drawn.front_door, method, "/people/same/{proposal}" + rest,
                      {{"proposal", pair.id.write()}}, form);
              };
        auto const queue = drawn.page(drawn.front_door, http::Method::get, "/people/same", {}, {});
        CHECK(queue->body.find(one.reference.write()) != std::string::npos);
        CHECK_FALSE(
            drawn.page(drawn.administrator, http::Method::get, "/people/same", {}, {}).ok());
        auto const shown = at_pair(http::Method::get, "", {})->body;
        for (auto const* const text : {"The same NHS number: 999 000 0018.",
                 "Born on the same day: 3 May 2011.", "A team, council", "Another team, council",
                 "the older record", "Found by Kith on 6 March 2026"})
            CHECK_MESSAGE(shown.find(text) != std::string::npos, text);

        CHECK(at_pair(http::Method::post, "", form_of({{"why", "x"}}))->status
            == http::Status::unprocessable); // nothing chosen
        std::vector<std::pair<std::string, std::string>> fields{{"decision", "same"},
            {"version", "1"}, {"one_version", "1"}, {"other_version", "1"},
            {"kept", one.id.write()}, {"why", ""}};
        CHECK(at_pair(http::Method::post, "", form_of(fields))->body.find("Say why")
            != std::string::npos);
        fields.back().second = "The GP told us";
        auto const before = at_pair(http::Method::post, "", form_of(fields)).value();
        CHECK(before.status == http::Status::ok);
        CHECK(before.body.find("Who will see both records from now on") != std::string::npos);
        CHECK(before.body.find("Another team, council") != std::string::npos);
        CHECK(drawn.listed(drawn.front_door).size() == 1); // nothing is done yet
        auto const done = at_pair(http::Method::post, "/join", form_of(fields)).value();
        CHECK(done.status == http::Status::see_other);
        CHECK(done.headers.find("Location") == "/people/" + one.id.write() + "?said=joined");
        CHECK(at_pair(http::Method::post, "/join", form_of(fields))->headers.find("Location")
            == "/people/" + one.id.write() + "?said=joined"); // pressed twice
        CHECK(drawn.listed(drawn.front_door).empty());

        auto const other = drawn.get(drawn.elsewhere, "/people/{person}", two.id).value();
        CHECK(other.headers.find("Location") == "/people/" + one.id.write() + "?said=kept-here");
        auto const page = drawn.get(drawn.elsewhere, "/people/{person}", one.id).value().body;
        CHECK(page.find("Also recorded as") != std::string::npos);
        CHECK(page.find(two.reference.write()) != std::string::npos);
        CHECK(page.find("A team, council") != std::string::npos);
        for (auto const& id : {one.id, two.id})
            CHECK_FALSE(drawn.get(drawn.school_lead, "/people/{person}", id).ok());

        auto const join = [&] {
            auto const lease = database.reader();
            return joins_of(*lease, one.id).at(0).id.write();
        }();
        auto const part = [&](http::Method method, http::FormData const& form) {
            return drawn.page(drawn.worker, method, "/people/{person}/part/{join}",
                {{"person", one.id.write()}, {"join", join}}, form);
        };
        CHECK(part(http::Method::get, {})->body.find("Nothing that you may see was recorded")
            != std::string::npos);
        CHECK(part(http::Method::post, form_of({{"version", "2"}, {"why", ""}}))->status
            == http::Status::unprocessable);
        CHECK(part(http::Method::post, form_of({{"version", "1"}, {"why", "Cousins"}}))->status
            == http::Status::conflict);
        CHECK(part(http::Method::post, form_of({{"version", "2"}, {"why", "Cousins"}}))->status
            == http::Status::see_other);
        CHECK_FALSE(part(http::Method::get, {}).ok());
        CHECK(drawn.get(drawn.elsewhere, "/people/{person}", two.id)->status == http::Status::ok);
        CHECK_FALSE(drawn.get(drawn.elsewhere, "/people/{person}", one.id).ok());
        CHECK(drawn.listed(drawn.front_door, Listed::told_apart).size() == 1);
    });
}

TEST_CASE("a program proposes, joins and takes apart, and reads the kept record by either id")
{
    tests::on_both_databases([](db::Database& database) {
        SameWorld drawn(database);
        auto const one = drawn.record(drawn.worker, robin()).value();
        auto const two = drawn.record(drawn.worker, robin()).value();
        auto const json_of = [](Result<Response> const& answer) {
            return boost::json::parse(answer.value().body).as_object();
        };
        auto const send = [&](std::string const& pattern, std::string const& text) {
            return drawn.send(drawn.worker, pattern, one.id, text);
        };
        std::string const asked = R"({"one":")" + one.reference.write() + R"(","other":")"
            + two.reference.write() + R"(","why":"Same mother"})";
        auto const made = json_of(send("/api/v1/people/same", asked));
        auto const id = std::string(made.at("id").as_string());
        CHECK(
            drawn.send(drawn.school_lead, "/api/v1/people/same", {}, asked).error().field == "one");
        auto const decide = [&](AccountId who, std::string const& text) {
            auto request = Request::post_json("/api/v1/people/same/" + id + "/decide", text);
            request.matched("/api/v1/people/same/{proposal}/decide", "", {{"proposal", id}});
            for (auto const& route : drawn.house.routes.all())
                if (route.pattern == "/api/v1/people/same/{proposal}/decide")
                    return route.handler(drawn.world.as(who)->visit(), request);
            return Result<Response>(not_found());
        };
        std::string const versions = R"("version":1,"one_version":1,"other_version":1)";
        CHECK(decide(drawn.elsewhere, R"({"decision":"later",)" + versions + "}").error().code
            == Code::not_found);
        CHECK(decide(drawn.worker, R"({"decision":"perhaps",)" + versions + "}").error().field
            == "decision");
        CHECK(
            decide(drawn.worker, R"({"decision":"same","why":"x",)" + versions + "}").error().field
            == "kept");
        auto const joined = json_of(decide(drawn.worker,
            R"({"decision":"same","why":"The GP told us","kept":")" + one.id.write() + "\","
                + versions + "}"));
        CHECK(joined.at("state").as_string() == "same");
        auto const read = json_of(drawn.get(drawn.worker, "/api/v1/people/{person}", two.id));
        CHECK(read.at("id").as_string() == one.id.write());
        CHECK(read.at("joined_to").as_string() == one.id.write());
        CHECK(read.at("also_recorded_as").as_array().at(0).at("reference").as_string()
            == two.reference.write());
        CHECK(json_of(drawn.get(drawn.worker, "/api/v1/people/{person}", one.id))
                  .at("joined_to")
                  .is_null());
        http::Headers version;
        version.set("If-Match", "\"v2\"");
        CHECK(drawn
                  .send(drawn.worker, "/api/v1/people/{person}/change", two.id,
                      R"({"language":"Urdu","reason":"Told"})", version)
                  .error()
                  .code
            == Code::conflict); // named by the record that is joined
        auto const join = std::string(joined.at("join").as_string());
        CHECK(send("/api/v1/people/{person}/part",
                  R"({"join":")" + id + R"(","why":"x","version":2})")
                  .error()
                  .field
            == "join");
        auto const parted = json_of(send("/api/v1/people/{person}/part",
            R"({"join":")" + join + R"(","why":"Cousins","version":2,"to_other":[]})"));
        CHECK(parted.at("other").as_string() == two.id.write());
        auto const listed = json_of(drawn.get(drawn.worker, "/api/v1/people/same", {}));
        CHECK(listed.at("proposals").as_array().at(0).at("state").as_string() == "not the same");
    });
}
