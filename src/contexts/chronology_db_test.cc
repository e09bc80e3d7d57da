// SPDX-License-Identifier: MIT
// The chronology of a context, how its record stood on an earlier day, and what is new, on both
// databases.
#include "contexts/canary_test.h"
#include "contexts/context_fact_store.h"
#include "contexts/history.h"

using namespace kith;
using namespace kith::contexts;

namespace {
constexpr char const* chronology_of_one = "/contexts/{context}/chronology";

bool tells(links::Chronology const& made, std::string_view words)
{
    for (auto const& entry : made.entries)
        if ((entry.title + "\n" + entry.text).find(words) != std::string::npos)
            return true;
    return false;
}
bool page_tells(Result<Response> const& page, std::string_view words)
{
    return page.value().body.find(words) != std::string::npos;
}
GuardianId list_sam_lee(PlacesWorld& drawn, Context const& place)
{
    Guardian sam;
    sam.adult = true;
    sam.name = "Sam Lee";
    sam.part = "Bus station supervisor";
    sam.looks_out = "Who waits alone for the last bus";
    sam.consented_on = Date::of(2026, 3, 5).value();
    sam.consent_how = "Said so when we met";
    return drawn.world.as(drawn.worker)
        ->visit()
        .change([&](Change& change) { return add_guardian(drawn.room, change, place, sam); })
        .value();
}
} // namespace

TEST_CASE("a guardian who took their consent back is named at no moment of a chronology")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const place = drawn.record(drawn.worker, bus_stop()).value();
        auto const id = list_sam_lee(drawn, place);
        CHECK(page_tells(drawn.get(drawn.elsewhere, "/contexts/{context}/copy", place.id),
            "- Sam Lee (Bus station supervisor. Looks out for: Who waits alone for the last bus)"));
        drawn.world.clock.move_to(Instant::read("2026-03-09T10:00:00Z").value());
        REQUIRE(drawn.world.as(drawn.worker)
                    ->visit()
                    .change([&](Change& change) {
                        return withdraw_guardian(change, place, id, "Told on the telephone");
                    })
                    .ok());
        auto const pass = drawn.world.as(drawn.elsewhere);
        auto const now = find(pass->visit(), place.id).value();
        auto const all = chronology_of(drawn.room, pass->visit(), now, {});
        CHECK(tells(all, "A guardian is no longer listed"));
        CHECK_FALSE(tells(all, "Told on the telephone")); // it may say who they were
        CHECK_FALSE(tells(all, "Sam Lee"));
        links::ChronologyFilter filter;
        filter.known_on = Date::of(2026, 3, 8).value();
        auto const then = chronology_of(drawn.room, pass->visit(), now, filter);
        CHECK_FALSE(tells(then, "Sam Lee"));
        CHECK_FALSE(tells(then, "no longer listed"));
        auto const known
            = guardians_as_known(pass->visit(), now, Instant::read("2026-03-08T23:59:59Z").value());
        REQUIRE(known.size() == 1);
        CHECK(known.front().guardian.name.empty());
        CHECK(guardians_as_known(pass->visit(), now, Instant::read("2026-03-05T12:00:00Z").value())
                  .empty());
        auto const nobody = drawn.world.as(drawn.administrator);
        CHECK(guardians_as_known(nobody->visit(), now, nobody->visit().now()).empty());
    });
}

TEST_CASE("a context's chronology tells what changed, and how the record was known on any day")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto place = drawn.record(drawn.worker, bus_stop()).value();
        list_sam_lee(drawn, place);
        drawn.world.clock.move_to(Instant::read("2026-03-09T10:00:00Z").value());
        place.name = "North Promenade bus stop";
        place.owner = "The tram company";
        REQUIRE(drawn.world.as(drawn.worker)
                    ->visit()
                    .change([&](Change& change) { return save(change, place, "It was renamed"); })
                    .ok());
        auto const pass = drawn.world.as(drawn.worker);
        auto const now = find(pass->visit(), place.id).value();
        auto const all = chronology_of(drawn.room, pass->visit(), now, {});
        CHECK(tells(all, "The record was made"));
        CHECK(tells(all,
            "It was renamed\nName: North Promenade bus stop, before that The Promenade bus stop\n"
            "Owner or manager: The tram company, before that none"));
        CHECK(tells(all, "A guardian is listed: Sam Lee"));
        CHECK(tells(all, "A team began to work with it"));

        auto const then
            = as_known(pass->visit(), now, Instant::read("2026-03-08T23:59:59Z").value());
        REQUIRE(then);
        CHECK(then->name == "The Promenade bus stop");
        CHECK(then->owner.empty());
        CHECK(then->version == 1);
        CHECK_FALSE(as_known(pass->visit(), now, Instant::read("2026-03-05T12:00:00Z").value()));
        links::ChronologyFilter filter;
        filter.known_on = Date::of(2026, 3, 8).value();
        CHECK_FALSE(tells(chronology_of(drawn.room, pass->visit(), now, filter), "renamed"));

        CHECK(drawn.get(drawn.worker, chronology_of_one, place.id).ok());
        CHECK(drawn.get(drawn.worker, std::string(chronology_of_one) + "/print", place.id).ok());
        CHECK(
            page_tells(drawn.get(drawn.worker, std::string(chronology_of_one) + "/text", place.id),
                "Chronology of North Promenade bus stop (X-"));
        CHECK(drawn.get(drawn.worker, "/api/v1/contexts/{context}/chronology", place.id).ok());
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE(
    "a chronology of a context names nobody whom its reader may not know, and a home asks why "
    "first")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const place = drawn.record(drawn.worker, bus_stop()).value();
        auto const somebody = PersonId::fresh();
        links::Link link;
        link.from = thing(somebody);
        link.to = thing(place.id);
        link.role = "spends_time";
        link.from_day = Date::of(2026, 3, 1).value();
        link.source = "Form tutor";
        link.drawn_from = thing(place.id);
        REQUIRE(drawn.world.as(drawn.worker)
                    ->visit()
                    .change([&](Change& change) { return drawn.linked.store.save(change, link); })
                    .ok());
        auto const theirs = [&](AccountId who) {
            auto const pass = drawn.world.as(who);
            auto const found = find(pass->visit(), place.id).value();
            return chronology_of(drawn.room, pass->visit(), found, {});
        };
        CHECK(tells(theirs(drawn.worker), "Spends time there"));
        CHECK_FALSE(tells(theirs(drawn.elsewhere), "Spends time there"));
        // With the rights of the program everybody is found: for records that must name nobody.
        CHECK(links::people_around(
                  drawn.world.as(drawn.elsewhere)->visit().reading(), thing(place.id))
            == std::vector{somebody});

        auto const home = drawn.record(drawn.worker, flat()).value();
        auto const asked = drawn.get(drawn.front_door, chronology_of_one, home.id);
        CHECK(asked->status == http::Status::see_other); // to say why
        CHECK(drawn.get(drawn.front_door, "/api/v1/contexts/{context}/chronology", home.id)
                  .error()
                  .field
            == "purpose");
        for (auto const* const kind : {"", "/print", "/text"})
            CHECK(drawn.get(drawn.elsewhere, std::string(chronology_of_one) + kind, home.id).error()
                == drawn
                       .get(drawn.elsewhere, std::string(chronology_of_one) + kind,
                           ContextId::fresh())
                       .error());
    });
}

TEST_CASE("a context's page says what is new since the last sitting, in no number that hides "
          "somebody")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto place = drawn.record(drawn.worker, bus_stop()).value();
        CHECK_FALSE(page_tells(
            drawn.get(drawn.elsewhere, "/contexts/{context}", place.id), "Since you last looked"));
        drawn.world.clock.move_to(Instant::read("2026-03-09T10:00:00Z").value());
        place.owner = "The tram company";
        links::Link link;
        link.from = thing(PersonId::fresh());
        link.to = thing(place.id);
        link.role = "spends_time";
        link.source = "Form tutor";
        link.drawn_from = thing(place.id);
        REQUIRE(drawn.world.as(drawn.worker)
                    ->visit()
                    .change([&](Change& change) -> Done {
                        TRY(save(change, place, "The tram company told us"));
                        TRY(drawn.linked.store.save(change, link));
                        return done();
                    })
                    .ok());
        auto const page = drawn.get(drawn.elsewhere, "/contexts/{context}", place.id);
        CHECK(
            page_tells(page, "Since you last looked on 6 March 2026 at 09:00: 1 changed</strong>"));
        CHECK(page_tells(page, "The tram company told us"));
        CHECK_FALSE(page_tells(
            drawn.get(drawn.worker, "/contexts/{context}", place.id), "Since you last looked"));
    });
}

namespace {
std::string row_of_known(
    PlacesWorld& drawn, AccountId who, ContextId id, Instant known_at, std::string_view key)
{
    auto const pass = drawn.world.as(who);
    auto const found = find(pass->visit(), id).value();
    auto const rows = as_known_view(drawn.room, pass->visit(), found, known_at);
    for (auto const& row : rows.items())
        if (row.get("key").text() == key)
            return row.get("text").text();
    return {};
}
links::Chronology told_to(PlacesWorld& drawn, AccountId who, ContextId id)
{
    auto const pass = drawn.world.as(who);
    return chronology_of(drawn.room, pass->visit(), find(pass->visit(), id).value(), {});
}
Instant at_ten(char const* day) { return Instant::read(std::string(day) + "T10:00:00Z").value(); }
} // namespace

TEST_CASE("where a protected place was is told by chronology and history alike, to who reads it")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto house = drawn.record(drawn.worker, childrens_home()).value();
        drawn.world.clock.move_to(at_ten("2026-03-09"));
        house.address = "2 Heron Street";
        house = change_as(drawn, drawn.worker, house, "Moved by the council").value();
        auto const before = at_ten("2026-03-08");
        CHECK(row_of_known(drawn, drawn.worker, house.id, before, "Address") == canary_street);
        CHECK(row_of_known(drawn, drawn.worker, house.id, before, "Postcode") == "FY1 1AD");
        CHECK(row_of_known(drawn, drawn.worker, house.id, at_ten("2026-03-10"), "Address")
            == "2 Heron Street");
        CHECK(tells(told_to(drawn, drawn.worker, house.id),
            "Moved by the council\nAddress: 2 Heron Street, before that 1 Canary Wharf Lane"));
        CHECK(row_of_known(drawn, drawn.school_lead, house.id, before, "Name") == "Beech House");
        for (auto const* const key : {"Address", "Postcode", "Point", "Transport"})
            CHECK(row_of_known(drawn, drawn.school_lead, house.id, before, key).empty());
        for (auto const* const words : {"Canary", "Heron", "Moved by"})
            CHECK_FALSE(tells(told_to(drawn, drawn.school_lead, house.id), words));

        // A home whose address is said to tell nothing: what it was before is told to no more.
        auto home = home_of_canary();
        home.tells_where = Tells::no;
        home = drawn.record(drawn.worker, home).value();
        drawn.world.clock.move_to(at_ten("2026-03-11"));
        home.address = "2 Heron Street";
        home = change_as(drawn, drawn.worker, home, "Moved by the council").value();
        http::FormData why;
        why.add("purpose", "Weighing a concern");
        REQUIRE(drawn.post(drawn.front_door, "/contexts/{context}/purpose", home.id, why).ok());
        auto const door = drawn.world.as(drawn.front_door);
        auto const seen = find(door->visit(), home.id).value();
        CHECK(seen.address == "2 Heron Street");
        auto const ground = history_of(door->visit(), seen).boundaries;
        REQUIRE(ground.size() == 2);
        CHECK(ground[0].text == "2 Heron Street; FY1 1AD");
        CHECK(ground[1].text == "Protected");
        CHECK_FALSE(tells(told_to(drawn, drawn.front_door, home.id), "Canary"));
        CHECK(row_of_known(drawn, drawn.front_door, home.id, at_ten("2026-03-10"), "Address")
                  .empty());
        CHECK(tells(told_to(drawn, drawn.worker, home.id), "before that 1 Canary Wharf Lane"));
        CHECK(row_of_known(drawn, drawn.worker, home.id, at_ten("2026-03-10"), "Address")
            == canary_street);
    });
}

TEST_CASE("facts of a context, and all that its record says, are in its chronology and its news")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto star = bus_stop();
        star.sort = "BUS_ROUTE";
        star.transport = "Line 7";
        star = drawn.record(drawn.worker, star).value();
        auto const page_of
            = [&] { return drawn.get(drawn.elsewhere, "/contexts/{context}", star.id); };
        CHECK_FALSE(page_tells(page_of(), "Since you last looked"));
        drawn.world.clock.move_to(at_ten("2026-03-09"));
        auto const act = [&](auto const& what) {
            REQUIRE(drawn.world.as(drawn.worker)->visit().change(what).ok());
        };
        ContextFact harm;
        harm.kind = "harm";
        harm.code = "CCE";
        harm.source = "A driver";
        ContextFact licence;
        licence.kind = "licence";
        licence.code = "LATE_NIGHT";
        licence.from = PartialDate{2026, 3, 1};
        ContextFact wrong = harm;
        wrong.code = "CSE";
        act([&](Change& change) -> Done {
            harm = TRY(add_fact(change, drawn.facts, star, harm));
            licence = TRY(add_fact(change, drawn.facts, star, licence));
            return done();
        });
        drawn.world.clock.move_to(at_ten("2026-03-09") + std::chrono::minutes(5));
        act([&](Change& change) -> Done {
            wrong = TRY(add_fact(change, drawn.facts, star, wrong));
            return done();
        });
        auto changed = star;
        changed.sort = "TAKEAWAY";
        changed.transport = "Lines 7 and N2";
        changed.hours = {{"sat", 1320, 120}};
        REQUIRE(change_as(drawn, drawn.worker, changed, "It is a takeaway").ok());
        drawn.world.clock.move_to(at_ten("2026-03-11"));
        act([&](Change& change) -> Done {
            TRY(end_fact(change, star, licence, PartialDate{2026, 3, 10}, "It was revoked"));
            TRY(withdraw_fact(change, star, wrong, "Said of another place"));
            return done();
        });
        auto const all = told_to(drawn, drawn.elsewhere, star.id);
        for (auto const* const words :
            {"Harm seen here: Child criminal exploitation\n", "Licences: Late-night refreshment\n",
                "No longer: Licences: Late-night refreshment\nIt was revoked",
                "Harm seen here: a statement recorded in error was taken back\nSaid of another",
                "Sort: Takeaway or café, before that ",
                "Transport: Lines 7 and N2, before that Line 7",
                "Opening hours: Saturday, 22:00 to 02:00 the next day, before that none"})
            CHECK_MESSAGE(tells(all, words), words);
        CHECK_FALSE(tells(all, "Child sexual exploitation"));
        auto const known = [&](char const* day, char const* key) {
            return row_of_known(drawn, drawn.elsewhere, star.id, at_ten(day), key);
        };
        CHECK(known("2026-03-08", "Harm seen here").empty());
        CHECK(known("2026-03-10", "Harm seen here")
            == "Child criminal exploitation\nChild sexual exploitation");
        CHECK(known("2026-03-12", "Harm seen here") == "Child criminal exploitation");
        CHECK(known("2026-03-10", "Licences") == "Late-night refreshment");
        CHECK(known("2026-03-12", "Licences").empty());
        CHECK(known("2026-03-08", "Transport") == "Line 7");
        CHECK(known("2026-03-10", "Sort") == "Takeaway or café");
        auto const page = page_of();
        for (auto const* const words : {"Harm seen here: Child criminal exploitation",
                 "No longer: Licences: Late-night refreshment", "It was revoked",
                 "Harm seen here: a statement was taken back", "Sort: Takeaway or café"})
            CHECK_MESSAGE(page_tells(page, words), words);
    });
}
