// SPDX-License-Identifier: MIT
// What authorities return, on both databases: whom, which days, what is told, what is kept.
#include "missing/missing_world_test.h"
#include "missing/returns_store.h"
#include "world/databases.h"
#include <algorithm>

namespace kith::missing {
namespace {
    class ReturnsWorld : public MissingWorld {
    public:
        explicit ReturnsWorld(db::Database& database) : MissingWorld(database) { }

        PersonId child(char const* name, PartialDate birth, char const* la_id)
        {
            people::Person person;
            person.names = {{{}, "birth", name}};
            person.birth = birth;
            if (*la_id)
                person.identifiers = {{{}, "la_child_id", la_id}};
            return world.as(worker)
                ->visit()
                .change([&](Change& change) { return people::create(change, person); })
                .value()
                .id;
        }
        Result<people::Fact> status(
            PersonId id, char const* authority, char const* from, char const* code = "SECTION_20")
        {
            people::Fact fact;
            fact.kind = "status";
            fact.code = code;
            fact.number = authority;
            fact.stated_by = "practitioner";
            fact.from = PartialDate::read(from).value();
            return world.as(worker)->visit().change([&](Change& change) -> Result<people::Fact> {
                auto const person = TRY(people::find(change, id));
                return people::add_fact(change, facts, person, fact);
            });
        }
        void ends(PersonId id, people::Fact const& fact, char const* until, char const* why)
        {
            auto const ended
                = world.as(worker)->visit().change([&](Change& change) -> Result<people::Fact> {
                      auto const person = TRY(people::find(change, id));
                      return people::end_fact(
                          change, person, fact, PartialDate::read(until).value(), why);
                  });
            CHECK(ended.ok());
        }
        directory::Agency authority(AccountId who)
        {
            auto const pass = world.as(who);
            return authorities_for(pass->visit()).at(0);
        }
        PreparedReturn prepared(
            AccountId who, char const* on, ReturnKind kind = ReturnKind::ssda903)
        {
            auto const pass = world.as(who);
            return prepare_return(
                room, pass->visit(), {kind, authority(who), Date::read(on).value()})
                .value();
        }
        Result<MadeReturn> made(AccountId who, PreparedReturn const& file, char const* because)
        {
            return world.as(who)->visit().change(
                [&](Change& change) { return make_return(change, file, because); });
        }
        Episode away(PersonId id, char const* left, char const* back, char const* kind = "M")
        {
            auto wanted = a_report(id, left);
            wanted.episode.kind = kind;
            auto const one = reports(worker, wanted).value();
            return *back ? returns(worker, one, back).value() : one;
        }
    };
} // namespace

TEST_CASE("each authority returns the children it looks after, by London's days, and nobody else's")
{
    tests::on_both_databases([](db::Database& database) {
        ReturnsWorld drawn(database);
        auto const own = drawn.child("Wren Maple", {2011, 5, 3}, "KITH0001");
        auto const placed = drawn.child("Ivo Reed", {2010, 9, 14}, "KITH0002");
        drawn.child("Fern Holt", {2012, 1, 1}, "KITH0003");
        REQUIRE(drawn.status(own, "council", "2024-01-05").ok());
        REQUIRE(drawn.status(placed, "other_council", "2024-01-05").ok());
        drawn.away(own, "2025-03-01T12:00:00Z", "2025-03-02T12:00:00Z"); // of the year before
        drawn.away(own, "2025-06-01T23:30:00Z", "2025-06-02T23:30:00Z"); // 00:30 of the next day
        drawn.away(own, "2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z", "A");
        drawn.away(own, "2026-03-27T12:00:00Z", "");
        drawn.away(placed, "2026-02-01T12:00:00Z", "2026-02-01T19:00:00Z");
        drawn.away(drawn.girl, "2026-02-01T12:00:00Z", "2026-02-01T19:00:00Z"); // not looked after

        auto const file = drawn.prepared(drawn.coordinator, "2026-03-31");
        CHECK(file.csv()
            == "CHILD,DOB,MISSING,MIS_START,MIS_END\n"
               "KITH0001,03/05/2011,M,02/06/2025,03/06/2025\n"
               "KITH0001,03/05/2011,A,01/03/2026,02/03/2026\n"
               "KITH0001,03/05/2011,M,27/03/2026,\n");
        CHECK(file.breaches.empty());
        CHECK(file.children.size() == 1);
        CHECK(drawn.prepared(drawn.host_worker, "2026-03-31").csv()
            == "CHILD,DOB,MISSING,MIS_START,MIS_END\n"
               "KITH0002,14/09/2010,M,01/02/2026,01/02/2026\n");
        CHECK(drawn.prepared(drawn.coordinator, "2025-03-31").csv()
            == "CHILD,DOB,MISSING,MIS_START,MIS_END\n"
               "KITH0001,03/05/2011,M,01/03/2025,02/03/2025\n");

        // Another's return is not made, nor known.
        auto const pass = drawn.world.as(drawn.host_worker);
        CHECK(
            prepare_return(drawn.room, pass->visit(), file.wanted).error().code == Code::not_found);
        CHECK(!authority_for(pass->visit(), "council").ok());
        CHECK(authorities_for(drawn.world.as(drawn.officer)->visit()).empty());
        CHECK(drawn.made(drawn.host_worker, file, "Try it").error().code == Code::not_found);
    });
}

TEST_CASE("a file that is made stands in the ledger, for each child too, and what it left open is "
          "asked for next year")
{
    tests::on_both_databases([](db::Database& database) {
        ReturnsWorld drawn(database);
        auto const own = drawn.child("Wren Maple", {2011, 5, 3}, "KITH0001");
        REQUIRE(drawn.status(own, "council", "2024-01-05").ok());
        auto const open = drawn.away(own, "2026-03-27T12:00:00Z", "");
        auto const file = drawn.prepared(drawn.coordinator, "2026-03-31");
        CHECK(drawn.made(drawn.coordinator, file, " ").error().field == "because");
        auto const made = drawn.made(drawn.coordinator, file, "For the Department").value();
        CHECK(made.rows == 1);
        CHECK(made.children == 1);
        auto const pass = drawn.world.as(drawn.coordinator);
        CHECK(list_returns(pass->visit(), made.agency).size() == 1);
        CHECK(list_returns(drawn.world.as(drawn.host_worker)->visit(), made.agency).empty());
        auto const acts = [&](Thing const& about) {
            std::vector<std::string> all;
            for (auto const& line : ledger::lines_about(pass->visit().reading(), about, 50))
                all.push_back(line.act);
            return all;
        };
        CHECK(acts(thing(made.id)).front() == "create");
        auto const of_child = acts(thing(own));
        CHECK(std::ranges::count(of_child, "disclose") == 1);

        drawn.now("2026-04-10T12:00:00Z");
        CHECK(drawn.returns(drawn.worker, open, "2026-04-02T12:00:00Z").ok());
        CHECK(drawn.prepared(drawn.coordinator, "2027-03-31").breaches.empty());
        auto put_right = find(drawn.world.as(drawn.worker)->visit(), open.id).value();
        put_right.left_at = drawn.at("2026-03-26T12:00:00Z");
        CHECK(drawn.world.as(drawn.worker)
                  ->visit()
                  .change([&](Change& change) {
                      return correct(drawn.room, change, put_right, "A day earlier");
                  })
                  .ok());
        auto const told = drawn.prepared(drawn.coordinator, "2027-03-31").breaches;
        REQUIRE(told.size() == 1);
        CHECK(told[0].rule == 576);
        CHECK(told[0].child == "KITH0001");
        CHECK(told[0].says.ends_with("27/03/2026"));
        pass->settle();
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("who has no id of their authority is told, and so is who may be left out")
{
    tests::on_both_databases([](db::Database& database) {
        ReturnsWorld drawn(database);
        auto const nameless = drawn.child("Wren Maple", {2011, 5, 3}, "");
        auto const partly = drawn.child("Ivo Reed", {2010, 9}, "KITH0002");
        auto const unsaid = drawn.child("Fern Holt", {2012, 1, 1}, "KITH0003");
        REQUIRE(drawn.status(nameless, "council", "2024-01-05").ok());
        REQUIRE(drawn.status(partly, "Council", "2024-01-05").value().number == "council");
        CHECK(drawn.status(unsaid, "nowhere", "2024-01-05").error().field == "number");
        CHECK(drawn.status(unsaid, "council", "2024-01-05", "SUPERVISION_ORDER").error().field
            == "number");
        REQUIRE(
            drawn.status(unsaid, "", "2024-01-05").ok()); // looked after, and by whom is not said
        for (auto const id : {nameless, partly, unsaid})
            drawn.away(id, "2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z");
        auto const file = drawn.prepared(drawn.coordinator, "2026-03-31");
        CHECK(file.lines.empty());
        REQUIRE(file.breaches.size() == 2);
        CHECK(file.breaches[0].rule == 0);
        CHECK(file.breaches[0].child == "KITH0002");
        CHECK(file.breaches[0].says == "The day they were born is not known exactly");
        CHECK(file.breaches[1].says == "They have no local authority child id");
        REQUIRE(file.left_out.size() == 1);
        CHECK(file.left_out[0].child == "KITH0003");
    });
}

TEST_CASE("before the care began, or after it had ended: the published rule is told")
{
    tests::on_both_databases([](db::Database& database) {
        ReturnsWorld drawn(database);
        auto const later = drawn.child("Wren Maple", {2011, 5, 3}, "KITH0001");
        auto const ended = drawn.child("Ivo Reed", {2010, 9, 14}, "KITH0002");
        REQUIRE(drawn.status(later, "council", "2026-03-10").ok());
        auto const status = drawn.status(ended, "council", "2024-01-05").value();
        drawn.ends(ended, status, "2026-02-20", "E4A");
        for (auto const id : {later, ended})
            drawn.away(id, "2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z");
        auto const file = drawn.prepared(drawn.coordinator, "2026-03-31");
        CHECK(file.lines.empty());
        REQUIRE(file.left_out.size() == 2);
        std::map<std::string, int> rules;
        for (auto const& told : file.left_out)
            rules[told.child] = told.rule;
        CHECK(rules == std::map<std::string, int>{{"KITH0001", 581}, {"KITH0002", 578}});
    });
}

TEST_CASE("whom another authority looks after is in no table of this one, and that is told")
{
    tests::on_both_databases([](db::Database& database) {
        ReturnsWorld drawn(database);
        auto const theirs = drawn.child("Wren Maple", {2011, 5, 3}, "MARL0001");
        drawn.away(theirs, "2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z");
        CHECK(drawn.prepared(drawn.coordinator, "2026-03-31", ReturnKind::ssd_missing).lines.size()
            == 1); // a team of this authority answers, and no status says otherwise
        REQUIRE(drawn.status(theirs, "other_council", "2024-01-05").ok());
        auto const file = drawn.prepared(drawn.coordinator, "2026-03-31", ReturnKind::ssd_missing);
        CHECK(file.lines.empty());
        REQUIRE(file.left_out.size() == 1);
        CHECK(file.left_out[0].says.starts_with("A team of your authority answers for them"));
    });
}

TEST_CASE("a time away ends with the care; on an 18th birthday the reason is asked")
{
    tests::on_both_databases([](db::Database& database) {
        ReturnsWorld drawn(database);
        auto const grown = drawn.child("Wren Maple", {2008, 2, 20}, "KITH0001");
        auto const moved = drawn.child("Ivo Reed", {2010, 9, 14}, "KITH0002");
        auto const status = drawn.status(grown, "council", "2024-01-05").value();
        auto const first = drawn.status(moved, "council", "2024-01-05").value();
        drawn.away(grown, "2026-02-18T12:00:00Z", "2026-02-25T12:00:00Z");
        drawn.away(moved, "2026-03-01T12:00:00Z", "2026-03-08T12:00:00Z");
        drawn.ends(grown, status, "2026-02-20", "X1");
        drawn.ends(moved, first, "2026-03-04", "E4B: to another authority");
        REQUIRE(drawn.status(moved, "other_council", "2026-03-05").ok());
        auto const file = drawn.prepared(drawn.coordinator, "2026-03-31");
        CHECK(file.csv()
            == "CHILD,DOB,MISSING,MIS_START,MIS_END\n"
               "KITH0001,20/02/2008,M,18/02/2026,20/02/2026\n"
               "KITH0002,14/09/2010,M,01/03/2026,04/03/2026\n");
        REQUIRE(file.breaches.size() == 1);
        CHECK(file.breaches[0].rule == 580);
        CHECK(file.breaches[0].child == "KITH0001");
        auto const there = drawn.prepared(drawn.host_worker, "2026-03-31");
        CHECK(there.csv()
            == "CHILD,DOB,MISSING,MIS_START,MIS_END\n"
               "KITH0002,14/09/2010,M,05/03/2026,08/03/2026\n");
        CHECK(there.breaches.empty());
    });
}

TEST_CASE("Annex A counts a year of each child in care, and ssd_missing says what became of the "
          "interview")
{
    tests::on_both_databases([](db::Database& database) {
        ReturnsWorld drawn(database);
        auto const own = drawn.child("Wren Maple", {2011, 5, 3}, "KITH0001");
        auto const calm = drawn.child("Ivo Reed", {2010, 9, 14}, "KITH0002");
        REQUIRE(drawn.status(own, "council", "2024-01-05").ok());
        REQUIRE(drawn.status(calm, "council", "2024-01-05").ok());
        drawn.away(own, "2025-02-01T12:00:00Z", "2025-02-02T12:00:00Z"); // more than a year ago
        drawn.away(own, "2026-01-01T12:00:00Z", "2026-01-02T12:00:00Z", "A");
        auto const talked = drawn.away(own, "2026-03-20T12:00:00Z", "2026-03-26T12:00:00Z");
        CHECK(drawn.offers(drawn.worker, talked).ok());
        CHECK(drawn.holds(drawn.worker, talked, "2026-03-27T12:00:00Z").ok());
        auto const last = drawn.away(own, "2026-03-27T20:00:00Z", "2026-03-28T08:00:00Z");
        auto const annex = drawn.prepared(drawn.coordinator, "2026-03-28", ReturnKind::annex_a);
        CHECK(annex.header.size() == 9);
        REQUIRE(annex.lines.size() == 2);
        CHECK(annex.lines[0].cells
            == std::vector<std::string>{
                "KITH0001", "03/05/2011", "2", "1", "b) No", "c) Unknown", "1", "1", "1"});
        CHECK(annex.lines[1].cells
            == std::vector<std::string>{"KITH0002", "14/09/2010", "0", "0", "", "", "0", "0", "0"});
        CHECK(drawn.offers(drawn.worker, last).ok()); // they think about it
        auto const after = drawn.prepared(drawn.coordinator, "2026-03-28", ReturnKind::annex_a);
        CHECK(after.lines[0].cells[4] == "a) Yes");
        CHECK(after.lines[0].cells[5] == "c) Unknown");

        drawn.away(own, "2026-03-28T10:00:00Z", "");
        auto const ssd = drawn.prepared(drawn.coordinator, "2026-03-28", ReturnKind::ssd_missing);
        REQUIRE(ssd.lines.size() == 5);
        CHECK(ssd.header.front() == "miss_table_id");
        auto const from = [&](std::size_t at) {
            return std::vector(ssd.lines[at].cells.begin() + 1, ssd.lines[at].cells.end());
        };
        using Cells = std::vector<std::string>;
        // They went missing again before they were asked: that is nobody's refusal.
        CHECK(from(0) == Cells{"KITH0001", "2025-02-01", "M", "2025-02-02", "NA", "NA"});
        CHECK(from(2) == Cells{"KITH0001", "2026-03-20", "M", "2026-03-26", "Y", "Y"});
        CHECK(from(3) == Cells{"KITH0001", "2026-03-27", "M", "2026-03-28", "Y", "NA"});
        CHECK(from(4) == Cells{"KITH0001", "2026-03-28", "M", "NULL", "NA", "NA"});
    });
}

TEST_CASE("Annex A and ssd_missing of a past day tell what was known at its end in London")
{
    tests::on_both_databases([](db::Database& database) {
        ReturnsWorld drawn(database);
        auto const own = drawn.child("Wren Maple", {2011, 5, 3}, "KITH0001");
        REQUIRE(drawn.status(own, "council", "2024-01-05").ok());
        auto const annex = [&](char const* on) {
            auto const cells
                = drawn.prepared(drawn.coordinator, on, ReturnKind::annex_a).lines.at(0).cells;
            return std::vector(cells.begin() + 2, cells.end());
        };
        auto const ssd = [&](char const* on) {
            auto const lines = drawn.prepared(drawn.coordinator, on, ReturnKind::ssd_missing).lines;
            return lines.empty() ? std::vector<std::string>()
                                 : std::vector(lines[0].cells.begin() + 2, lines[0].cells.end());
        };
        using Cells = std::vector<std::string>;
        drawn.now("2026-03-28T23:30:00Z"); // still Saturday in London
        auto const gone = drawn.reported(own, "2026-03-28T20:00:00Z");
        drawn.now("2026-03-29T22:30:00Z"); // half past eleven on Sunday, by summer time
        auto const back = drawn.returns(drawn.worker, gone, "2026-03-29T08:00:00Z").value();
        drawn.now("2026-03-29T23:30:00Z"); // and this is Monday
        REQUIRE(drawn.offers(drawn.worker, back).ok());
        drawn.now("2026-03-31T12:00:00Z");
        REQUIRE(drawn.holds(drawn.worker, back, "2026-03-31T10:00:00Z").ok());
        drawn.now("2026-04-02T12:00:00Z");
        CHECK(annex("2026-03-27") == Cells{"0", "0", "", "", "0", "0", "0"});
        CHECK(annex("2026-03-28") == Cells{"1", "0", "c) Unknown", "c) Unknown", "0", "0", "0"});
        CHECK(annex("2026-03-29") == Cells{"1", "0", "b) No", "c) Unknown", "0", "0", "0"});
        CHECK(annex("2026-03-30") == Cells{"1", "0", "a) Yes", "c) Unknown", "1", "0", "0"});
        CHECK(annex("2026-03-31") == Cells{"1", "0", "a) Yes", "a) Yes", "1", "1", "1"});
        CHECK(ssd("2026-03-27").empty());
        CHECK(ssd("2026-03-28") == Cells{"2026-03-28", "M", "NULL", "NA", "NA"});
        CHECK(ssd("2026-03-29") == Cells{"2026-03-28", "M", "2026-03-29", "N", "NA"});
        CHECK(ssd("2026-03-30") == Cells{"2026-03-28", "M", "2026-03-29", "Y", "NULL"});
        CHECK(ssd("2026-03-31") == Cells{"2026-03-28", "M", "2026-03-29", "Y", "Y"});
        // Of the last time the one that is over is told, while another goes on.
        drawn.away(own, "2026-04-02T09:00:00Z", "");
        CHECK(annex("2026-04-02") == Cells{"2", "0", "a) Yes", "a) Yes", "1", "1", "1"});
    });
}

TEST_CASE(
    "what the rules can tell is told as an episode is recorded, and a report is never held up")
{
    tests::on_both_databases([](db::Database& database) {
        ReturnsWorld drawn(database);
        auto const baby = drawn.child("Wren Maple", {2026, 3, 20}, "KITH0001");
        auto const refused
            = drawn.reports(drawn.worker, drawn.a_report(baby, "2026-03-19T12:00:00Z"));
        CHECK(refused.error().field == "left_at");
        CHECK(drawn.reports(drawn.worker, drawn.a_report(baby, "2026-03-20T12:00:00Z")).ok());

        auto const own = drawn.child("Ivo Reed", {2010, 9, 14}, "KITH0002");
        auto const today = Date::of(2026, 3, 28).value();
        auto const told = [&](Episode const& one) {
            std::vector<int> rules;
            auto const pass = drawn.world.as(drawn.worker);
            for (auto const& rule : told_of_episode(pass->visit().reading(), one, today))
                rules.push_back(rule.number);
            return rules;
        };
        auto const early = drawn.away(own, "2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z");
        CHECK(told(early).empty()); // nobody looks after him, as far as is known
        auto const status = drawn.status(own, "council", "2026-03-02").value();
        CHECK(told(early) == std::vector{581});
        auto const fine = drawn.away(own, "2026-03-10T12:00:00Z", "2026-03-11T12:00:00Z");
        CHECK(told(fine).empty());
        drawn.ends(own, status, "2026-03-09", "E3");
        CHECK(told(fine) == std::vector{578});
    });
}

} // namespace kith::missing
