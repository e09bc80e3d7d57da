// SPDX-License-Identifier: MIT
// Cleared, as every page, list, print, program and target of a step says it; and whoever was shown
// the record before is told. On both databases.
#include "disruption/of_concern_world_test.h"
#include "disruption/views.h"
#include <algorithm>
#include <random>

namespace kith::disruption {
namespace {
    constexpr char const* cleared_words = "leared on 6 March 2026";

    // The texts between tags, and those between quotes of JSON objects: each alone is what somebody
    // reads.
    std::vector<std::string> texts_of(std::string const& body)
    {
        std::vector<std::string> all;
        std::string text;
        for (char const c : body) {
            if (c == '<' || c == '>') {
                all.push_back(text);
                text.clear();
            } else {
                text += c;
            }
        }
        all.push_back(text);
        return all;
    }
    // Texts that name them, or say what they were said to be, without saying that they are cleared.
    std::vector<std::string> without_cleared(std::string const& body)
    {
        std::vector<std::string> found;
        for (auto const& text : texts_of(body)) {
            auto const tells = text.find(OfConcernWorld::name) != std::string::npos
                || text.find("Alleged") != std::string::npos
                || text.find("\"alleged\"") != std::string::npos
                || text.find("Under investigation") != std::string::npos;
            if (tells && text.find(cleared_words) == std::string::npos)
                found.push_back(text);
        }
        return found;
    }
    struct Place {
        std::string what;
        std::string body;
    };
    // Wherever the record may be read about, as this visitor gets it.
    std::vector<Place> every_place(
        OfConcernWorld& world, AccountId who, OfConcern const& one, Step const& step)
    {
        auto const target = thing(one.id);
        std::vector<std::pair<std::string, std::string>> const of_record{
            {"record", one.id.write()}};
        auto const on_target = [&](Thing const& of) {
            return std::vector<std::pair<std::string, std::string>>{
                {"kind", of.kind}, {"target", of.id.write()}};
        };
        std::string const api = "/api/v1/disruption/people";
        auto const workbook = "/disruption/targets/{kind}/{target}";
        return {{"list", world.body(who, "/disruption/people", "/disruption/people")},
            {"page", world.page(who, one)}, {"print", world.page(who, one, "/print")},
            {"correction", world.page(who, one, "/change")},
            {"person", world.person_page(who, world.man)},
            {"workbook of the person",
                world.body(
                    who, workbook, address_of(thing(world.man)), on_target(thing(world.man)))},
            {"workbook of the record",
                world.body(who, workbook, address_of(target), on_target(target))},
            {"steps of the agency", world.body(who, "/disruption", "/disruption")},
            {"step",
                world.body(who, "/disruption/steps/{step}", address_of(step.id),
                    {{"step", step.id.write()}})},
            {"step on paper",
                world.body(who, "/disruption/steps/{step}/print", address_of(step.id) + "/print",
                    {{"step", step.id.write()}})},
            {"API list", world.body(who, api, api)},
            {"API", world.body(who, api + "/{record}", api + "/" + one.id.write(), of_record)},
            {"where it is named by others",
                world.linked.seen.show(world.world.as(who)->visit(), target).text}};
    }
} // namespace

TEST_CASE("cleared stands wherever the name was shown, and no view shows what was said without it")
{
    tests::on_both_databases([](db::Database& database) {
        OfConcernWorld world(database);
        auto const one = world.alleged();
        world.matched(one, world.man);
        auto const step = world.considered(thing(one.id), "D02");
        auto places = every_place(world, world.worker, one, step);
        std::size_t named = 0;
        for (auto const& place : places) {
            CHECK_MESSAGE(!place.body.empty(), place.what);
            named += place.body.find(OfConcernWorld::name) != std::string::npos ? 1 : 0;
            CHECK_MESSAGE(place.body.find("leared on") == std::string::npos, place.what);
        }
        CHECK(named >= 11); // they are shown there: else nothing below would be proven
        REQUIRE(world.stands(world.manager, one, Standing::cleared, "It was another man").ok());
        for (auto const& place : every_place(world, world.worker, one, step)) {
            if (place.what == "correction" || place.what.starts_with("API"))
                continue; // below: what is typed, and fields of one object
            for (auto const& text : without_cleared(place.body))
                CHECK_MESSAGE(text.empty(), (place.what + ": " + text));
            CHECK_MESSAGE(place.body.find(cleared_words) != std::string::npos, place.what);
        }
        // The form of a correction has the bare name to be corrected, and says it above.
        auto const form = world.page(world.worker, one, "/change");
        CHECK(form.find("Cleared on 6 March 2026") < form.find(OfConcernWorld::name));
        // Programs get the day in the same object as the name, and as each entry.
        auto const api = world.body(world.worker, "/api/v1/disruption/people/{record}",
            "/api/v1/disruption/people/" + one.id.write(), {{"record", one.id.write()}});
        CHECK(api.find(R"x("name":"Zebedee Quillfeather (cleared on 6 March 2026)")x")
            != std::string::npos);
        CHECK(api.find(R"x("standing":"alleged","in_words":"Alleged (cleared on 6 March 2026)")x")
            != std::string::npos);
        CHECK(api.find(R"("cleared_on":"2026-03-06")") != std::string::npos);
        // Considered again, and of concern again: what was cleared stays said to be.
        REQUIRE(world.stands(world.worker, one, Standing::considered, "A new report").ok());
        auto const again = world.page(world.worker, one);
        CHECK(again.find("Under consideration again, since 6 March 2026 (cleared on 6 March 2026)")
            != std::string::npos);
        CHECK(again.find("Alleged (cleared on 6 March 2026)") != std::string::npos);
    });
}

TEST_CASE(
    "whoever was shown the record is told that it was cleared, also who may read it no longer")
{
    tests::on_both_databases([](db::Database& database) {
        OfConcernWorld world(database);
        auto const one = world.alleged();
        world.works_on_it(one, world.second_team);
        // Two open it; of the one the team is then let go.
        for (auto const who : {world.colleague, world.second}) {
            auto const pass = world.world.as(who);
            REQUIRE(find(pass->visit(), one.id).ok());
            pass->settle();
        }
        auto const on_it = teams_of(world.world.as(world.manager)->visit(), one);
        auto const its_row = std::ranges::find(on_it, world.second_team, &TeamOnIt::team);
        REQUIRE(its_row != on_it.end());
        REQUIRE(world
                    .as(world.manager,
                        [&](Change& change) {
                            return let_team_go(change, one.id, its_row->id, "They moved on");
                        })
                    .ok());
        CHECK(world.page(world.second, one).empty());
        world.world.clock.move_to(Instant::read("2026-03-06T10:00:00Z").value());
        CHECK(world.lines_with(world.colleague, "Read", "was cleared") == 0);
        auto const cleared
            = world.stands(world.manager, one, Standing::cleared, "It was another man");
        REQUIRE(cleared.ok());
        auto const entry = cleared->history.back().id;
        auto const told_page = [&](AccountId who, StandingEntryId id) {
            return world.get(who, "/disruption/cleared/{entry}", address_of_cleared(id),
                {{"entry", id.write()}});
        };
        for (auto const who : {world.colleague, world.second, world.worker}) {
            CHECK(world.lines_with(who, "Read", one.reference.write() + " was cleared") == 1);
            CHECK(told_page(who, entry).ok());
        }
        // Not who cleared it, who was never shown it, or who looks for another entry.
        CHECK(world.lines_with(world.manager, "Read", "was cleared") == 0);
        CHECK(world.lines_with(world.childs_worker, "Read", "was cleared") == 0);
        CHECK(told_page(world.childs_worker, entry).error()
            == told_page(world.childs_worker, StandingEntryId::fresh()).error());
        // Who may read it no longer is told no name.
        auto const second_reads = std::string(told_page(world.second, entry)->body);
        CHECK(second_reads.find(OfConcernWorld::name) == std::string::npos);
        CHECK(second_reads.find("You may read the record no longer") != std::string::npos);
        auto const colleague_reads = std::string(told_page(world.colleague, entry)->body);
        CHECK(colleague_reads.find("Zebedee Quillfeather (cleared on") != std::string::npos);
        auto const read = world.post(world.second, "/disruption/cleared/{entry}",
            address_of_cleared(entry), {}, {{"entry", entry.write()}});
        REQUIRE(read.ok());
        CHECK(world.lines_with(world.second, "Read", "was cleared") == 0);
        CHECK(world.lines_with(world.colleague, "Read", "was cleared") == 1);
        // Who is shown it from now on sees it cleared, and has nothing to be told.
        world.world.clock.move_to(Instant::read("2026-03-06T11:00:00Z").value());
        {
            auto const pass = world.world.as(world.other_manager);
            REQUIRE(find(pass->visit(), one.id).ok());
            pass->settle();
        }
        CHECK(world.lines_with(world.other_manager, "Read", "was cleared") == 0);
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("two views of one young person: each is, byte for byte, as if the other were not there")
{
    tests::on_both_databases([](db::Database& database) {
        OfConcernWorld world(database);
        auto const boy = world.boy;
        // Who has only the person's record: before there is any record of concern.
        auto const harmed_view = [&] {
            return std::vector<std::string>{world.person_page(world.childs_worker, boy),
                world.body(world.childs_worker, "/disruption/targets/{kind}/{target}",
                    address_of(thing(boy)), {{"kind", "person"}, {"target", boy.write()}}),
                world.body(world.childs_worker, "/people/{person}/chronology",
                    "/people/" + boy.write() + "/chronology", {{"person", boy.write()}}),
                world.body(world.childs_worker, "/api/v1/people/{person}",
                    "/api/v1/people/" + boy.write(), {{"person", boy.write()}}),
                world.body(world.childs_worker, "/disruption/people", "/disruption/people"),
                world.body(world.childs_worker, "/", "/")};
        };
        auto const harmed_before = harmed_view();
        CHECK(!harmed_before[0].empty());
        CHECK(!harmed_before[3].empty());
        auto const one = world.alleged(AgeGroup::under_18);
        world.works_on_it(one, world.second_team);
        CHECK(harmed_view() == harmed_before);
        // Who has only the record of concern: before it is matched with the person.
        auto const harming_view = [&] {
            return std::vector<std::string>{world.page(world.second, one),
                world.page(world.second, one, "/print"),
                world.body(world.second, "/disruption/people", "/disruption/people"),
                world.body(world.second, "/api/v1/disruption/people/{record}",
                    "/api/v1/disruption/people/" + one.id.write(), {{"record", one.id.write()}}),
                world.person_page(world.second, boy),
                world.body(world.second, "/disruption/targets/{kind}/{target}",
                    address_of(thing(boy)), {{"kind", "person"}, {"target", boy.write()}})};
        };
        auto const harming_before = harming_view();
        CHECK(!harming_before[0].empty());
        CHECK(harming_before[4].empty()); // the person is nothing to them
        CHECK(harming_before[5].empty());
        world.matched(one, boy);
        CHECK(harmed_view() == harmed_before);
        CHECK(harming_view() == harming_before); // no version, no line, no number of it
        // From here on nothing that is done to the one changes a byte of the other's view.
        std::mt19937 random(20260309); // NOLINT(cert-msc32-c,cert-msc51-cpp): the same each time
        auto stands = Standing::alleged;
        for (int act = 0; act < 24; ++act) {
            if (random() % 2 == 0) { // as somebody who is harmed
                auto const before = harming_view();
                auto const changed = world.as(world.childs_worker, [&](Change& change) -> Done {
                    auto person = TRY(people::find(change, boy));
                    person.names.push_back({{}, "known_as", "Canary name " + std::to_string(act)});
                    TRY(people::save(change, person, "He asked for it"));
                    return done();
                });
                REQUIRE(changed.ok());
                CHECK(harming_view() == before);
            } else { // as somebody who harms
                auto const before = harmed_view();
                auto const wanted = stands == Standing::alleged ? Standing::under_investigation
                                                                : Standing::alleged;
                REQUIRE(world
                            .rests_on(world.worker, one, "document",
                                "Canary evidence " + std::to_string(act))
                            .ok());
                REQUIRE(world.stands(world.manager, one, wanted, "Canary reason").ok());
                stands = wanted;
                CHECK(harmed_view() == before);
            }
        }
        for (auto const& view : harmed_view())
            for (auto const* canary :
                {"Quillfeather", "Canary evidence", "Canary reason", "boxing club", "flagpole"})
                CHECK(view.find(canary) == std::string::npos);
        for (auto const& view : harming_view())
            for (auto const* canary : {"Jude", "Ashcombe", "Canary name"})
                CHECK(view.find(canary) == std::string::npos);
        // Whoever has both sees both, in their own place.
        auto const both = world.person_page(world.worker, boy);
        CHECK(both.find("As somebody who may harm others") != std::string::npos);
        CHECK(both.find(OfConcernWorld::name) != std::string::npos);
        CHECK(world.page(world.worker, one).find("Only who may know that person sees this")
            != std::string::npos);
    });
}

} // namespace kith::disruption
