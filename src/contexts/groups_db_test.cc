// SPDX-License-Identifier: MIT
// Guardians, peer maps and numbers, on both databases: what each may see, and what goes.
#include "base/london.h"
#include "contexts/peer_world_test.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>

using namespace kith;
using namespace kith::contexts;

namespace {
http::FormData form_of(std::vector<std::pair<std::string, std::string>> const& fields)
{
    http::FormData form;
    for (auto const& [name, value] : fields)
        form.add(name, value);
    return form;
}

bool says(Result<Response> const& answer, std::string_view text)
{
    return answer.ok() && answer->body.find(text) != std::string::npos;
}

Guardian supervisor()
{
    Guardian one;
    one.adult = true;
    one.name = "Sam Lee";
    one.part = "Inspector";
    one.looks_out = "Anybody left alone";
    one.contact = "01253 496001";
    one.consented_on = Date::of(2026, 3, 1).value();
    one.consent_how = "At the depot";
    return one;
}
} // namespace

TEST_CASE("a guardian who takes their consent back is listed no more, and nothing tells who they "
          "were or how to reach them")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const place = drawn.record(drawn.worker, bus_stop()).value();
        auto const listed = drawn.world.as(drawn.school_lead)->visit().change([&](Change& change) {
            return add_guardian(drawn.room, change, place, supervisor());
        });
        REQUIRE(listed.ok()); // whoever works with places lists who cares there
        CHECK(says(drawn.get(drawn.worker, "/contexts/{context}", place.id), "Sam Lee"));
        CHECK(says(drawn.get(drawn.school_lead, "/contexts/{context}/guardians", place.id),
            "01253 496001"));
        CHECK_FALSE(drawn.get(drawn.administrator, "/contexts/{context}/guardians", place.id).ok());

        auto const worker = drawn.world.as(drawn.worker);
        auto one = find_guardian(worker->visit(), place, *listed).value();
        one.training = "Noticing exploitation";
        CHECK(worker->visit()
                  .change([&](Change& change) {
                      return save_guardian(drawn.room, change, place, one, "Trained");
                  })
                  .ok());
        auto const late = worker->visit().change(
            [&](Change& change) { return save_guardian(drawn.room, change, place, one, "Again"); });
        CHECK(late.error().code == Code::conflict);
        CHECK(worker->visit()
                  .change([&](Change& change) {
                      return withdraw_guardian(change, place, *listed, "Mrs Lee phoned");
                  })
                  .ok());
        CHECK(list_guardians(worker->visit(), place).empty());
        CHECK_FALSE(find_guardian(worker->visit(), place, *listed).ok());
        auto const lease = database.reader();
        CHECK(lease
                  ->run({"what is left",
                      "select id from guardians where contact <> '' or name <> '' union all "
                      "select id from guardians_was where contact <> '' or name <> '' or reason "
                      "<> ''"})
                  .empty());
        CHECK(lease->run({"versions", "select id from guardians_was"}).size() == 2);
        for (auto const* const route : {"/contexts/{context}", "/contexts/{context}/guardians",
                 "/contexts/{context}/chronology", "/contexts/{context}/history"})
            CHECK_FALSE(says(drawn.get(drawn.worker, route, place.id), "Lee"));
        CHECK(says(drawn.get(drawn.worker, "/contexts/{context}/chronology", place.id),
            "A guardian is no longer listed"));
        CHECK(drawn.world.columns("guardians_was") == drawn.world.twin_columns("guardians"));
        CHECK(drawn.world.columns("peer_maps_was") == drawn.world.twin_columns("peer_maps"));
    });
}

TEST_CASE("a refused guardian comes back filled in, and one of a home is nobody else's to know")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const home = drawn.record(drawn.worker, flat()).value();
        auto const refused = drawn.post(drawn.worker, "/contexts/{context}/guardians/new", home.id,
            form_of({{"who", "adult"}, {"name", "Ada Moss"}, {"part", "Neighbour"},
                {"looks_out", "Late callers"}, {"consent_how", "On the stairs"}}));
        REQUIRE(refused.ok());
        CHECK(refused->status == http::Status::unprocessable);
        CHECK(says(refused, "Without their own consent nobody is"));
        CHECK(says(refused, "value=\"Ada Moss\""));
        auto const hidden = drawn.get(drawn.school_lead, "/contexts/{context}/guardians", home.id);
        REQUIRE_FALSE(hidden.ok());
        CHECK(hidden.error()
            == drawn.get(drawn.school_lead, "/contexts/{context}/guardians", ContextId::fresh())
                   .error());
    });
}

TEST_CASE("who is on a peer map is shown to whoever works with the group and may know them; others "
          "are a number")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        Mapped mapped(drawn, 6);
        CHECK(mapped.seen_by(drawn.worker).size() == 6);
        drawn.hidden = {mapped.persons[0].uuid(), mapped.persons[1].uuid()};
        CHECK(mapped.seen_by(drawn.worker).size() == 4);
        auto const page = drawn.get(drawn.worker, "/contexts/{context}/group", mapped.group.id);
        CHECK(says(page, "Fewer than 5 children are linked whom you may not know."));
        CHECK(says(page, "<svg"));

        // A front door that says why opens the group, and reads no map of it; nor does a link tell.
        REQUIRE(drawn
                    .post(drawn.front_door, "/contexts/{context}/purpose", mapped.group.id,
                        form_of({{"purpose", "A concern"}}))
                    .ok());
        auto const opened = drawn.get(drawn.front_door, "/contexts/{context}", mapped.group.id);
        CHECK(says(opened, "Friends of the lunch table"));
        CHECK_FALSE(says(opened, "Peer map"));
        CHECK_FALSE(says(opened, "One of the group"));
        CHECK(drawn.get(drawn.front_door, "/contexts/{context}/group", mapped.group.id).error()
            == drawn.get(drawn.front_door, "/contexts/{context}/group", ContextId::fresh())
                   .error());
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("on a child's page their place on a map is for those who may see the map")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        Mapped mapped(drawn, 2);
        auto const links_seen_by = [&](AccountId who) {
            return drawn.linked.store
                .list_of(drawn.world.as(who)->visit(), thing(mapped.persons[0]))
                .size();
        };
        CHECK(links_seen_by(drawn.worker) == 1);
        CHECK(links_seen_by(drawn.front_door) == 0); // though it may know the group and the child
        CHECK(links_seen_by(drawn.elsewhere) == 0);
    });
}

TEST_CASE("people leave a map by themselves, and whoever works with the group is told 28 days "
          "before (peer_map.notice)")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        Mapped mapped(drawn, 2); // last seen on 1 March 2026: they leave after 1 March 2027
        auto const lines
            = [&] { return due_lines(drawn.room, drawn.world.as(drawn.worker)->visit()); };
        auto const says_leave = [&] {
            auto const all = lines();
            return std::ranges::any_of(
                all, [](auto const& line) { return line.detail == "2 people leave it soon"; });
        };
        auto const day = [&](int year, int month, int at) {
            drawn.world.clock.move_to(
                london::start_of(Date::of(year, month, at).value()) + std::chrono::hours(12));
        };
        day(2027, 1, 31); // 29 days before
        CHECK_FALSE(says_leave());
        day(2027, 2, 1);
        CHECK(says_leave());
        day(2027, 3, 1);
        CHECK(mapped.seen_by(drawn.worker).size() == 2);
        day(2027, 3, 2);
        CHECK(mapped.seen_by(drawn.worker).empty());
        CHECK(says(drawn.get(drawn.worker, "/contexts/{context}/group", mapped.group.id),
            "Left the map by themselves on 1 March 2027"));
    });
}

TEST_CASE(
    "whoever is taken off leaves at once with whom they know, and a late renewal is a conflict")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        Mapped mapped(drawn, 3);
        links::Link tie;
        tie.role = "friend";
        tie.source = "Their form tutor";
        mapped.as_worker([&](Change& change) {
            return add_tie(
                drawn.room, change, mapped.group, mapped.members[0], mapped.members[1], tie);
        });
        auto const ties = [&] {
            auto const pass = drawn.world.as(drawn.worker);
            auto const map = find_map(pass->visit(), mapped.group).value().value();
            return list_ties(
                drawn.room, pass->visit(), map, list_members(drawn.room, pass->visit(), map));
        };
        REQUIRE(ties().size() == 1);
        CHECK(ties().front().expires == Date::of(2027, 3, 1).value()); // with the first of the two
        auto const worker = drawn.world.as(drawn.worker);
        auto member
            = find_member(drawn.room, worker->visit(), mapped.group, mapped.members[2]).value();
        member.link.from_day = Date::of(2026, 3, 5).value();
        member.link.expires.reset();
        auto const renew = [&] {
            return worker->visit().change([&](Change& change) {
                return save_member(drawn.room, change, mapped.group, member, "Seen again");
            });
        };
        CHECK(renew().ok());
        CHECK(renew().error().code == Code::conflict);
        CHECK(worker->visit()
                  .change([&](Change& change) {
                      return add_member(
                          drawn.room, change, mapped.group, member_of(mapped.persons[2]));
                  })
                  .error()
                  .field
            == "reference"); // on it already
        CHECK(worker->visit()
                  .change([&](Change& change) {
                      return take_off(
                          drawn.room, change, mapped.group, mapped.members[0], "Moved away");
                  })
                  .ok());
        CHECK(mapped.seen_by(drawn.worker).size() == 2);
        CHECK(ties().empty());
        auto const left = drawn.get(drawn.worker, "/contexts/{context}/group", mapped.group.id);
        CHECK(says(left, "Taken off the map on 6 March 2026"));
        CHECK_FALSE(says(left, "Moved away"));
        CHECK(worker->visit()
                  .change([&](Change& change) {
                      return end_map(drawn.room, change, mapped.group, "It did what it was for");
                  })
                  .ok());
        CHECK(find_map(worker->visit(), mapped.group).value() == std::nullopt);
        CHECK(drawn.linked.store.list_of(worker->visit(), thing(mapped.persons[1])).empty());
    });
}

TEST_CASE("numbers of children are the same whoever asks, tell no small one, and no table to "
          "whoever is shown some")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const place = drawn.record(drawn.worker, bus_stop()).value();
        auto const analyst = drawn.world.account("analyst", drawn.world.agency("analysts"));
        std::vector<PersonId> people;
        for (auto i = 0; i < 13; ++i) {
            people.push_back(PersonId::fresh());
            links::Link link;
            link.from = thing(people.back());
            link.to = thing(place.id);
            link.role = i < 6 ? "spends_time" : "worry_about";
            link.source = "A bus driver";
            link.drawn_from = thing(place.id);
            REQUIRE(
                drawn.world.as(drawn.worker)
                    ->visit()
                    .change([&](Change& change) { return drawn.linked.store.save(change, link); })
                    .ok());
        }
        // 5 girls of 14, 7 boys of 16, and a grown-up of 30.
        drawn.room.counted_as = [people](db::Connection&, PersonId person) {
            auto const at = std::ranges::find(people, person) - people.begin();
            auto const born = at == 12 ? 1996 : at < 5 ? 2012 : 2010;
            return CountedAs{PartialDate{born, 1, 1}, at < 5 ? "F" : "M"};
        };
        auto const numbers = [&](AccountId who) {
            return numbers_of(drawn.room, drawn.world.as(who)->visit(), place);
        };
        auto const told = [](NumberTable const& table) {
            std::string text;
            for (auto const& row : table.rows)
                text += (row.number ? std::to_string(*row.number) : std::string("-")) + " ";
            return text;
        };
        for (auto const who : {drawn.school_lead, analyst}) {
            auto const seen = numbers(who);
            CHECK(seen.children == 12);
            CHECK(seen.others_in_words() == "12 children are linked whom you may not know.");
            REQUIRE(seen.tables.size() == 4);
            CHECK(told(seen.tables[0])
                == "- 5 - - "); // none under 13, none unknown: with the 7 beside
            CHECK(told(seen.tables[1]) == "5 - - "); // none not recorded: its neighbour goes too
            CHECK(told(seen.tables[2]) == "6 - - "); // 6 were worries, 6 spent time, none else
        }
        // In whose weighting it is heavy: of those linked alone, in a table that adds up to them.
        drawn.room.weighs_for = [people](db::Connection&, ContextId) {
            std::set<Uuid> heavy{Uuid::fresh()}; // of somebody who is not linked
            for (auto i = 0; i < 7; ++i)
                heavy.insert(people[static_cast<std::size_t>(i)].uuid());
            return heavy;
        };
        CHECK(told(numbers(analyst).tables.at(4)) == "7 5 ");
        auto const worker = numbers(drawn.worker);
        CHECK(worker.tables.empty()); // is shown all of them
        CHECK(
            worker.others_in_words() == "Fewer than 5 children are linked whom you may not know.");

        auto const page = drawn.get(analyst, "/contexts/{context}/numbers", place.id);
        CHECK(says(page, "12 children are linked."));
        CHECK(says(drawn.get(analyst, "/contexts/numbers", {}), "The Promenade bus stop"));
        CHECK_FALSE(drawn.get(analyst, "/contexts/{context}", place.id).ok());
        auto const home = drawn.record(drawn.worker, flat()).value();
        CHECK(drawn.get(analyst, "/contexts/{context}/numbers", home.id).error()
            == drawn.get(analyst, "/contexts/{context}/numbers", ContextId::fresh()).error());
        CHECK_FALSE(drawn.get(drawn.worker, "/contexts/numbers", {}).ok());
    });
}

TEST_CASE("a guardian who is not asked again in time is listed to nobody but whoever asks them")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const home = drawn.record(drawn.worker, flat()).value();
        auto const id = drawn.world.as(drawn.worker)
                            ->visit()
                            .change([&](Change& change) {
                                return add_guardian(drawn.room, change, home, supervisor());
                            })
                            .value(); // asked again by 1 March 2027
        REQUIRE(drawn
                    .post(drawn.front_door, "/contexts/{context}/purpose", home.id,
                        form_of({{"purpose", "A concern"}}))
                    .ok());
        constexpr std::array routes{"/contexts/{context}", "/contexts/{context}/guardians",
            "/contexts/{context}/chronology", "/api/v1/contexts/{context}/guardians"};
        for (auto const* const route : routes)
            CHECK_MESSAGE(says(drawn.get(drawn.front_door, route, home.id), "Sam Lee"), route);
        drawn.world.clock.move_to(
            london::start_of(Date::of(2027, 3, 2).value()) + std::chrono::hours(9));
        REQUIRE(drawn
                    .post(drawn.front_door, "/contexts/{context}/purpose", home.id,
                        form_of({{"purpose", "A concern"}}))
                    .ok());
        for (auto const* const route : routes)
            CHECK_FALSE_MESSAGE(
                says(drawn.get(drawn.front_door, route, home.id), "Sam Lee"), route);
        {
            auto const pass = drawn.world.as(drawn.front_door);
            CHECK(list_guardians(pass->visit(), home).empty());
            CHECK(find_guardian(pass->visit(), home, id).error().code == Code::not_found);
        }
        CHECK(says(drawn.get(drawn.worker, routes[1], home.id), "They agreed anew"));
        auto const save = [&](Date agreed) {
            auto const pass = drawn.world.as(drawn.worker);
            auto one = find_guardian(pass->visit(), home, id).value();
            one.consented_on = agreed;
            one.review_on.reset();
            return pass->visit().change([&](Change& change) {
                return save_guardian(drawn.room, change, home, one, "Asked again");
            });
        };
        CHECK(save(Date::of(2026, 3, 1).value()).error().field == "consented");
        CHECK(save(Date::of(2027, 3, 1).value()).ok());
        CHECK(says(drawn.get(drawn.front_door, routes[1], home.id), "Sam Lee"));
    });
}

TEST_CASE("who was listed under 18, and why somebody left, goes with the migration that forbids it")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const place = drawn.record(drawn.worker, bus_stop()).value();
        auto const id = drawn.world.as(drawn.worker)
                            ->visit()
                            .change([&](Change& change) {
                                return add_guardian(drawn.room, change, place, supervisor());
                            })
                            .value();
        Mapped mapped(drawn, 1);
        mapped.as_worker([&](Change& change) -> Result<bool> {
            TRY(take_off(drawn.room, change, mapped.group, mapped.members[0], "Moved"));
            return true;
        });
        constexpr std::array as_before{
            db::Sql{"a friend of 15, as it was", "update guardians set under_18 = $1"},
            db::Sql{"why, as it was", "update peer_map_words set reason = 'Moved' where $1"},
            db::Sql{
                "why a link ended, as it was", "update links_was set reason = 'Moved' where $1"}};
        database.write([&](db::Connection& connection) {
            for (auto const& sql : as_before)
                connection.run(sql, true);
            connection.run({"not run yet", "delete from migrations where name like $1"}, "0065%");
            return db::Outcome::keep;
        });
        db::migrate(database, db::shipped_migrations(database.kind()), drawn.world.clock.now());
        auto const pass = drawn.world.as(drawn.worker);
        CHECK(list_guardians(pass->visit(), place).empty());
        CHECK(list_lapsed_guardians(pass->visit(), place).empty());
        CHECK(find_guardian(pass->visit(), place, id).error().code == Code::not_found);
        CHECK_FALSE(
            says(drawn.get(drawn.worker, "/contexts/{context}/chronology", place.id), "Lee"));
        auto const lease = database.reader();
        CHECK(lease->run({"versions", "select id from guardians_was"}).size() == 1);
        CHECK(lease
                  ->run({"what is left",
                      "select id from guardians where name <> '' or contact <> '' union all select "
                      "id from guardians_was where name <> '' or contact <> '' union all select id "
                      "from peer_map_words where reason <> '' union all select id from links_was "
                      "where reason <> ''"})
                  .empty());
    });
}

TEST_CASE("a program makes a peer map for a purpose, once, and changes the version it read")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const group = drawn.record(drawn.worker, lunch_friends()).value();
        constexpr char const* map = "/api/v1/contexts/{context}/group";
        CHECK(drawn.send(drawn.worker, map, group.id, R"({"used_by":"The team"})").error().field
            == "purpose");
        auto const sent = R"({"purpose":"To get them home","used_by":"The team"})";
        CHECK(drawn.send(drawn.worker, map, group.id, sent)->status == http::Status::created);
        CHECK(drawn.send(drawn.worker, map, group.id, sent)->status
            == http::Status::precondition_required);
        http::Headers version;
        version.set("If-Match", "\"v1\"");
        CHECK(drawn
                  .send(drawn.worker, map, group.id,
                      R"({"strengths":"They walk home together","reason":"Met them"})", version)
                  ->status
            == http::Status::ok);
        auto const person = PersonId::fresh();
        http::Headers key;
        key.set("Idempotency-Key", "a-key-of-this-test-0044");
        auto const body = R"({"person":")" + person.write()
            + R"(","part":"Friend","source":"A teacher","seen":"2026-03-01"})";
        constexpr char const* members = "/api/v1/contexts/{context}/group/members";
        auto const first = drawn.send(drawn.worker, members, group.id, body, key);
        CHECK(first->status == http::Status::created);
        CHECK(drawn.send(drawn.worker, members, group.id, body, key)->body == first->body);
        CHECK(says(drawn.get(drawn.worker, map, group.id), person.write()));
        CHECK(drawn.send(drawn.worker, "/api/v1/contexts/{context}/group/finish", group.id, "{}")
                  .ok());
        CHECK(drawn.send(drawn.front_door, map, group.id, sent).error().code == Code::not_allowed);
        CHECK(drawn.send(drawn.elsewhere, map, group.id, sent).error().code == Code::not_found);

        constexpr char const* guardians = "/api/v1/contexts/{context}/guardians";
        auto const made = drawn.send(drawn.worker, guardians, group.id,
            R"({"who":"adult","name":"Ada Moss","part":"Form tutor","looks_out":"Who goes home alone","consented":"2026-03-02","consent_how":"In class"})");
        CHECK(made->status == http::Status::created);
        CHECK(says(drawn.get(drawn.worker, guardians, group.id), "\"consent_stands\":true"));
        for (auto const* const who : {R"("who":"friend",)", ""})
            CHECK(drawn
                      .send(drawn.worker, guardians, group.id,
                          fmt::format(R"({{{}"name":"Bo","part":"y","looks_out":"z"}})", who))
                      .error()
                      .field
                == "who");
    });
}
