// SPDX-License-Identifier: MIT
// What episodes have in common, on both databases: who is told of which, that what may not be known
// leaves no number, and what the meeting reads.
#include "missing/companions.h"
#include "missing/missing_world_test.h"
#include "missing/patterns_across.h"
#include "missing/patterns_person.h"
#include "missing/repeats.h"
#include "missing/summary_told.h"
#include "platform/http/request.h"
#include "world/databases.h"
#include <set>
#include <tuple>

namespace kith::missing {
namespace {
    std::set<EpisodeId> ids_of(std::vector<PatternRow> const& rows)
    {
        std::set<EpisodeId> ids;
        for (auto const& row : rows)
            ids.insert(row.id);
        return ids;
    }
    std::size_t rows_seen(MissingWorld& world, AccountId who, PatternFilter const& filter = {})
    {
        auto const pass = world.world.as(who);
        return pattern_rows(pass->visit(), filter, PatternsOf::those_read).rows.size();
    }

    // Away for two hours, found by police in the Old Boathouse.
    Episode was_missing(MissingWorld& world, PersonId person, char const* left, char const* back)
    {
        auto const episode = world.reported(person, left);
        return world.returns(world.officer, episode, back).value();
    }

    // What a page would show, as text.
    std::string all_text(html::Value const& value)
    {
        std::string text = value.is_text() || value.is_number() ? value.text() + "\n" : "";
        for (auto const& item : value.items())
            text += all_text(item);
        for (auto const& [key, item] : value.entries())
            text += all_text(item);
        return text;
    }
    bool has(std::string const& text, std::string const& words)
    {
        return text.find(words) != std::string::npos;
    }

    // How often somebody's looks at a thing stand in the ledger.
    std::int64_t looks_at(db::Database& database, AccountId who, Thing const& thing)
    {
        constexpr db::Sql looks{"looks at a thing, by whom",
            "select count(*) as n from looks where account = $1 and thing_kind = $2 and thing_id = "
            "$3"};
        auto const lease = database.reader();
        return lease->run(looks, who, thing.kind, thing.id)[0].integer("n");
    }

    http::Request asks(char const* path) { return http::Request::get(path); }

    people::Person record(MissingWorld& world, PersonId person)
    {
        return people::find(world.world.as(world.worker)->visit(), person).value();
    }
} // namespace

TEST_CASE("patterns across are of exactly the episodes that each may read")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        was_missing(world, world.girl, "2026-03-02T08:00:00Z", "2026-03-02T10:00:00Z");
        was_missing(world, world.girl, "2026-03-06T08:00:00Z", "2026-03-06T10:00:00Z");
        was_missing(world, world.boy, "2026-03-08T08:00:00Z", "2026-03-08T10:00:00Z");
        auto unshared = world.a_report(world.adult, "2026-03-09T08:00:00Z");
        unshared.parties.clear(); // the reporter's team alone
        REQUIRE(world.reports(world.worker, unshared).ok());
        auto const gone = world.reported(world.boy, "2026-03-20T08:00:00Z");
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) {
                        return withdraw(world.room, change, gone.id, gone.version, "Another child");
                    })
                    .ok());
        for (auto const who : {world.worker, world.coordinator, world.host_worker, world.officer,
                 world.carer, world.elsewhere}) {
            auto const pass = world.world.as(who);
            std::set<EpisodeId> expected;
            for (auto const person : {world.girl, world.boy, world.adult})
                for (auto const& one : list_of(pass->visit(), person))
                    expected.insert(one.id);
            CHECK(ids_of(pattern_rows(pass->visit(), {}, PatternsOf::those_read).rows) == expected);
        }
        CHECK(rows_seen(world, world.worker) == 4);
        CHECK(rows_seen(world, world.officer) == 3); // not what is not shared with police
        CHECK(rows_seen(world, world.elsewhere) == 0);
        // Nor do those see which teams share it.
        auto const outside = world.world.as(world.elsewhere);
        CHECK(pattern_rows(outside->visit(), {}, PatternsOf::those_read).teams.empty());
    });
}

TEST_CASE("patterns across: days are London's, and each filter leaves out what it says")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        was_missing(world, world.girl, "2026-03-02T23:30:00Z", "2026-03-03T01:00:00Z");
        auto away = world.a_report(world.boy, "2026-03-10T08:00:00Z");
        away.episode.kind = "A";
        away.episode.absent_from = "school";
        away.parties = {{{}, {}, world.host_team, "responsible"}};
        REQUIRE(world.reports(world.worker, away).ok());
        auto const day = [](char const* text) { return Date::read(text).value(); };
        CHECK(rows_seen(world, world.worker) == 2);
        CHECK(rows_seen(world, world.worker, {day("2026-03-02"), day("2026-03-02")}) == 1);
        CHECK(rows_seen(world, world.worker, {day("2026-03-03"), {}}) == 1);
        CHECK(rows_seen(world, world.worker, {{}, day("2026-03-01")}) == 0);
        CHECK(rows_seen(world, world.worker, {{}, {}, "A"}) == 1);
        CHECK(rows_seen(world, world.worker, {{}, {}, "", "childrens_home"}) == 1);
        CHECK(rows_seen(world, world.worker, {{}, {}, "", "", world.police_team}) == 1);
        CHECK(rows_seen(world, world.worker, {{}, {}, "", "", world.home_team}) == 0);
        auto const pass = world.world.as(world.worker);
        auto const both = pattern_rows(pass->visit(), {}, PatternsOf::those_read);
        CHECK(both.rows.front().responsible == world.host_team); // the latest start first
        CHECK(both.teams.contains(world.police_team));
    });
}

TEST_CASE("an analyst counts all and reads none; whoever works with people reads their own")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        was_missing(world, world.girl, "2026-03-02T08:00:00Z", "2026-03-02T10:00:00Z");
        auto const council = world.world.agency("statistics");
        auto const analyst = world.world.account("analyst", council);
        auto const both = world.world.account("analyst", council);
        world.world.assign(both, "social worker", council, {});
        auto const auditor = world.world.account("auditor", council);
        auto const which = [&](AccountId who) {
            auto const pass = world.world.as(who);
            return which_patterns(pass->visit());
        };
        CHECK(which(analyst).value() == PatternsOf::all_counted);
        CHECK(which(world.officer).value() == PatternsOf::those_read);
        CHECK(which(both).value() == PatternsOf::those_read);
        auto const looked = world.world.as(analyst);
        REQUIRE(which_patterns(looked->visit()).ok());
        looked->settle();
        CHECK(looks_at(database, analyst, {"missing_patterns", council.uuid()}) == 1);
        CHECK(which(auditor).error().code == Code::not_found);
        auto const pass = world.world.as(analyst);
        CHECK(pattern_rows(pass->visit(), {}, PatternsOf::all_counted).rows.size() == 1);
        CHECK(pattern_rows(pass->visit(), {}, PatternsOf::those_read).rows.empty());
        CHECK(rows_seen(world, auditor) == 0);
    });
}

TEST_CASE("numbers alone: fewer than five people are not told, and no number under five after that")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const analyst = world.world.account("analyst", world.world.agency("statistics"));
        auto const counted = [&] {
            auto const pass = world.world.as(analyst);
            return patterns_counted(world.room, pass->visit(), asks("/missing/patterns?year=2025"));
        };
        // One child nine times is one child, and four children are too few.
        for (auto i = 1; i < 10; ++i) {
            auto const day = "2026-03-0" + std::to_string(i);
            was_missing(
                world, world.girl, (day + "T08:00:00Z").c_str(), (day + "T10:00:00Z").c_str());
        }
        was_missing(world, world.boy, "2026-03-11T08:00:00Z", "2026-03-11T10:00:00Z");
        CHECK(counted().get("people").is_absent());
        for (auto i = 0; i < 4; ++i) {
            auto const name = "Somebody Else " + std::to_string(i);
            was_missing(world, world.somebody(name.c_str(), PartialDate{2011, 1, 1}),
                "2026-03-12T20:00:00Z", "2026-03-12T22:00:00Z");
        }
        auto const told = counted();
        CHECK(told.get("people").whole() == 6);
        std::set<std::string> numbers;
        for (auto const& row : told.get("starts").get("rows").items())
            for (std::size_t i = 1; i < row.size(); ++i)
                numbers.insert(row.at(i).text());
        for (auto const& list : told.get("lists").items())
            for (auto const& row : list.get("rows").items())
                numbers.insert(row.at(1).text());
        for (auto const& number : numbers)
            CHECK_MESSAGE((number == "Not told" || std::stoi(number) >= 5), number);
        CHECK(numbers.contains("6"));
        auto const text = all_text(told);
        for (auto const* const name : {"Freya", "Jude", "Somebody Else"})
            CHECK(!has(text, name));
        // Another year, and one that does not read.
        auto const pass = world.world.as(analyst);
        CHECK(patterns_counted(world.room, pass->visit(), asks("/missing/patterns?year=2024"))
                  .get("people")
                  .is_absent());
        CHECK(patterns_counted(world.room, pass->visit(), asks("/missing/patterns?year=x"))
                  .get("people")
                  .whole()
            == 6);
    });
}

TEST_CASE("who went with whom: whose episode this visit may not read leaves no name and no number")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto report = world.a_report(world.girl, "2026-03-27T20:00:00Z");
        report.episode.answers = R"({"companions":"Kez\nTwo men whom nobody knows in a car"})";
        auto const hers = world.reports(world.worker, report).value();
        auto const his = world.world.as(world.worker)->visit().change([&](Change& change) {
            return went_with(world.room, change, hers.id, world.boy);
        });
        REQUIRE(his.ok());
        // The other council shares hers and not his.
        auto const with = [&](AccountId who) {
            auto const pass = world.world.as(who);
            return companions_of(world.room, pass->visit(), record(world, world.girl),
                list_of(pass->visit(), world.girl));
        };
        auto const known = with(world.worker);
        REQUIRE(known.network.names.size() == 3);
        CHECK(known.network.names[0] == "Freya Larkspur");
        CHECK(known.network.names[1] == "Jude Ashcombe");
        CHECK(known.network.names[2] == "“Kez”");
        CHECK(known.network.ties.size() == 2);
        CHECK(known.network.ties[0].times == 1);
        CHECK(known.said.size() == 1);
        auto const less = with(world.host_worker);
        REQUIRE(less.network.names.size() == 2);
        CHECK(less.network.names[1] == "“Kez”");
        CHECK(less.network.ties.size() == 1);
        // Across: the same.
        auto const pass = world.world.as(world.worker);
        auto const rows = pattern_rows(pass->visit(), {}, PatternsOf::those_read).rows;
        CHECK(together_among(pass->visit(), {}, rows).size() == 1);
        auto const page = patterns_read(world.room, pass->visit(), asks("/missing/patterns"));
        CHECK(page.get("people").whole() == 2);
        CHECK(page.get("network").get("paths").size() == 1);
        auto const other = world.world.as(world.host_worker);
        auto const his_not = patterns_read(world.room, other->visit(), asks("/missing/patterns"));
        CHECK(his_not.get("people").whole() == 1);
        CHECK(his_not.get("network").is_undefined());
        CHECK(!has(all_text(his_not), "Jude"));
        auto const nobody = world.world.as(world.elsewhere);
        CHECK(patterns_read(world.room, nobody->visit(), asks("/missing/patterns"))
                  .get("count")
                  .whole()
            == 0);
    });
}

TEST_CASE("patterns of one: filtered by days, places known and not, distances only between known")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        contexts::Context boathouse;
        boathouse.kind = "PLACE";
        boathouse.name = "The Old Boathouse";
        boathouse.point = geo::Point{53.94, -3.92};
        contexts::Context school = boathouse;
        school.kind = "SCHOOL";
        school.name = "Lanternhouse Academy";
        school.point = geo::Point{53.98, -3.92};
        for (auto const& context : {boathouse, school})
            REQUIRE(world.world.as(world.worker)
                        ->visit()
                        .change([&](Change& change) { return contexts::create(change, context); })
                        .ok());
        auto from_school = world.a_report(world.girl, "2026-03-02T14:00:00Z");
        from_school.episode.absent_from = "school";
        from_school.episode.answers = R"({"absent_from_words":"Lanternhouse Academy"})";
        auto const first = world.reports(world.worker, from_school).value();
        REQUIRE(world.returns(world.officer, first, "2026-03-02T20:00:00Z").ok());
        was_missing(world, world.girl, "2026-03-14T08:00:00Z", "2026-03-15T10:00:00Z");
        auto const pass = world.world.as(world.worker);
        auto const person = record(world, world.girl);
        PersonPatternsAsked asked;
        auto page = person_patterns(world.room, pass->visit(), person, asked);
        CHECK(page.get("count").whole() == 2);
        CHECK(page.get("lengths").get("rows").size() == 2);
        CHECK(page.get("starts").get("rows").size() == 7);
        REQUIRE(page.get("places").get("rows").size() == 1);
        CHECK(page.get("places").get("rows").at(0).get("said").text() == "found 2 times");
        REQUIRE(page.get("distances").get("rows").size() == 1);
        CHECK(page.get("distances").get("rows").at(0).at(3).text() == "4 km");
        CHECK(has(page.get("distances").get("said").text(), "Of 1 of these"));
        asked.days = days_asked("10/3/2026", "");
        page = person_patterns(world.room, pass->visit(), person, asked);
        CHECK(page.get("count").whole() == 1);
        CHECK(page.get("whole").whole() == 2);
        asked.days = days_asked("20/3/2026", "");
        page = person_patterns(world.room, pass->visit(), person, asked);
        CHECK(page.get("starts").is_undefined());
        CHECK(person_patterns(world.room, world.world.as(world.elsewhere)->visit(), person, {})
                  .get("whole")
                  .whole()
            == 0);
    });
}

TEST_CASE("before and after: only what happened on a day that is known, and that the visit may see")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        was_missing(world, world.girl, "2026-03-05T08:00:00Z", "2026-03-05T10:00:00Z");
        was_missing(world, world.girl, "2026-03-20T08:00:00Z", "2026-03-20T10:00:00Z");
        was_missing(world, world.girl, "2026-03-24T08:00:00Z", "2026-03-24T10:00:00Z");
        auto const happened = [&](PartialDate day, char const* said) {
            links::Event event;
            event.kind = "change_of_home";
            event.day = day;
            event.said = said;
            event.source = "Her social worker";
            event.drawn_from = thing(world.girl);
            return world.world.as(world.worker)->visit().change([&](Change& change) {
                return world.linked.store.save(change, event, {{thing(world.girl), "about"}});
            });
        };
        auto const moved = happened({2026, 3, 18}, "To another foster home");
        REQUIRE_MESSAGE(moved.ok(), (moved.ok() ? "" : moved.error().words.key));
        REQUIRE(happened({2026, 2, {}}, "Some day in February").ok());
        auto const pass = world.world.as(world.worker);
        auto const person = record(world, world.girl);
        PersonPatternsAsked asked;
        auto page = person_patterns(world.room, pass->visit(), person, asked);
        REQUIRE(page.get("around").get("candidates").size() == 1);
        CHECK(has(page.get("around").get("candidates").at(0).get("text").text(), "18 March 2026"));
        CHECK(page.get("around").get("chosen").is_absent());
        asked.event = moved.value().id.write();
        page = person_patterns(world.room, pass->visit(), person, asked);
        auto const& around = page.get("around");
        CHECK(around.get("facts").at(0).get("text").text() == "1");
        CHECK(around.get("facts").at(1).get("text").text() == "0");
        CHECK(around.get("facts").at(2).get("text").text() == "2");
        CHECK(around.get("rows").size() == 3);
        CHECK(has(around.get("not_over").text(), "10 have passed"));
        // What was drawn from a record that somebody may not know is not offered to them.
        links::Event drawn;
        drawn.kind = "incident";
        drawn.day = PartialDate{2026, 3, 21};
        drawn.said = "An argument with Nadia";
        drawn.source = "Nadia Holt";
        drawn.drawn_from = thing(world.adult);
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) {
                        return world.linked.store.save(
                            change, drawn, {{thing(world.girl), "was_there"}});
                    })
                    .ok());
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) -> Done {
                        links::Involvement one;
                        one.agency = world.home_agency;
                        one.team = world.home_team;
                        one.role = "Cares for them";
                        return links::involve_with(change, thing(world.girl), one);
                    })
                    .ok());
        // An exclusion is known of her, with a day; where she moved to is not told.
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) -> Done {
                        people::Fact excluded;
                        excluded.kind = "education";
                        excluded.code = "SUSPENDED";
                        excluded.words = "Lanternhouse Academy";
                        excluded.stated_by = "practitioner";
                        excluded.from = PartialDate{2026, 3, 19};
                        TRY(people::add_fact(change, world.facts, person, excluded));
                        return done();
                    })
                    .ok());
        auto const offered = [&](AccountId who) {
            auto const visit = world.world.as(who);
            return all_text(person_patterns(world.room, visit->visit(), person, {})
                                .get("around")
                                .get("candidates"));
        };
        CHECK(has(offered(world.worker), "Nadia"));
        CHECK(has(offered(world.worker), "Suspended"));
        CHECK(!has(offered(world.carer), "Nadia"));
        CHECK(has(offered(world.carer), "18 March 2026"));
    });
}

TEST_CASE(
    "the summary: their words to whoever may read them, why the meeting is asked for, and its way")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        was_missing(world, world.girl, "2026-03-02T08:00:00Z", "2026-03-02T10:00:00Z");
        was_missing(world, world.girl, "2026-03-12T08:00:00Z", "2026-03-12T10:00:00Z");
        auto const last
            = was_missing(world, world.girl, "2026-03-26T08:00:00Z", "2026-03-26T10:00:00Z");
        Held held;
        held.held_at = MissingWorld::at("2026-03-27T11:00:00Z");
        held.interviewer = "Sol Brandreth, independent";
        held.tell_home = "no";
        held.form_version = 1;
        held.answers = R"({"why":"It was loud","would_help":"A quiet room","push":["bullying"],)"
                       R"("with_whom":"Kez was there"})";
        held.version = world.interview(last)->version;
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) { return hold(world.room, change, last.id, held); })
                    .ok());
        // The home shares the episode and works with her.
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) -> Done {
                        TRY(share(world.room, change, last.id, {{}, {}, world.home_team, "carer"}));
                        links::Involvement one;
                        one.agency = world.home_agency;
                        one.team = world.home_team;
                        one.role = "Cares for them";
                        return links::involve_with(change, thing(world.girl), one);
                    })
                    .ok());
        auto const person = record(world, world.girl);
        auto const told = [&](AccountId who) {
            auto const pass = world.world.as(who);
            return summary_of(world.room, pass->visit(), person);
        };
        auto const hers = told(world.worker);
        REQUIRE(hers.get("words").size() == 1);
        CHECK(has(all_text(hers.get("words")), "A quiet room"));
        CHECK(has(hers.get("words").at(0).get("home").text(), "told nothing of this"));
        REQUIRE(hers.get("push").size() == 1);
        CHECK(hers.get("push").at(0).get("key").text() == "Bullying");
        CHECK(hers.get("push").at(0).get("text").text() == "26 March 2026");
        REQUIRE(hers.get("reasons").size() == 1);
        CHECK(has(hers.get("reasons").at(0).text(), "3 times within 30 days"));
        CHECK(has(hers.get("counted").text(), last.reference.write()));
        CHECK(hers.get("asked").get("open").truthy());
        CHECK(hers.get("episodes").get("rows").size() == 3);
        CHECK(hers.get("open").get("rows").size() == 1);
        CHECK(has(all_text(hers.get("places")), "The Old Boathouse: found 3 times"));
        CHECK(has(all_text(hers.get("shared")), "Missing persons, police"));
        // Her home reads nothing of what she kept from it, whatever part of the paper it is.
        auto const at_home = all_text(told(world.carer));
        for (auto const* const kept : {"quiet room", "loud", "Bullying", "Kez", "told nothing"})
            CHECK_MESSAGE(!has(at_home, kept), kept);
        CHECK(has(at_home, last.reference.write()));
        CHECK(told(world.elsewhere).get("count").whole() == 0);
        // Reading it is a look, at each episode and at the interview that it tells of.
        auto const interview = world.interview(last)->id;
        auto const reader = world.world.as(world.coordinator);
        CHECK(summary_of(world.room, reader->visit(), person).get("words").size() == 1);
        reader->settle();
        CHECK(looks_at(database, world.coordinator, thing(last.id)) == 1);
        CHECK(looks_at(database, world.coordinator, thing(interview)) == 1);
        auto const home = world.world.as(world.carer);
        std::ignore = summary_of(world.room, home->visit(), person);
        home->settle();
        CHECK(looks_at(database, world.carer, thing(last.id)) == 1);
        CHECK(looks_at(database, world.carer, thing(interview)) == 0);

        // The action leads to the paper, for those who may open her record.
        auto const pass = world.world.as(world.worker);
        auto const asked
            = meeting_asked(world.room, pass->visit(), list_of(pass->visit(), world.girl));
        REQUIRE(asked.has_value());
        auto const paper = world.actions_room.paper_of(pass->visit(), *asked);
        REQUIRE(paper.has_value());
        CHECK(paper->href == "/people/" + world.girl.write() + "/missing/summary");
        auto const host = world.world.as(world.host_worker);
        CHECK(!world.actions_room.paper_of(host->visit(), *asked));
        auto another = *asked;
        another.due_rule.clear();
        CHECK(!world.actions_room.paper_of(pass->visit(), another));
    });
}

} // namespace kith::missing
