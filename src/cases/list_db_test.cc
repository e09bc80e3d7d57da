// SPDX-License-Identifier: MIT
// Lists of cases, brought in and undone; on both databases.
#include "cases/cases_world_test.h"
#include "cases/chronicle.h"
#include "cases/list.h"
#include <algorithm>
#include <chrono>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::cases;

namespace {
char const* const exploitation_list
    = "Type,Name,DOB,Strand,Level,Reason for level,Next review,Allocated to,Date opened\n"
      "Child,Tansy Birkwood,2010-01-02,CCE,Moderate,Three worries in a month,2026-04-01,A "
      "colleague,2026-02-02\n"
      "Child,Ewan Sedge,2011-04-03,CSE,,,,Somebody else,\n"
      "Takeaway,Quayside Kebab,,CCE,Emerging,Four worries there,,,\n";

class CaseListWorld : public CasesWorld {
public:
    explicit CaseListWorld(db::Database& database) : CasesWorld(database)
    {
        council = world.as(worker)->visit().visitor().agency;
    }
    Result<imports::Prepared> prepared(
        Visit const& visit, std::string const& text, imports::Settings const& settings = {})
    {
        return imports::prepare(list, visit, head(settings), text, {});
    }
    Import staged(
        Visit const& visit, std::string const& text, imports::Settings const& settings = {})
    {
        auto const read = prepared(visit, text, settings).value();
        for (auto const& one : read.file.troubles)
            MESSAGE(one.row << " [" << one.column << "] " << one.words);
        return imports::stage(list, visit, head(settings), read).value();
    }
    Import bring_in(std::string const& text)
    {
        auto const pass = world.as(manager);
        auto const import = staged(pass->visit(), text);
        return imports::accept(list, pass->visit(), import).value();
    }
    std::vector<imports::StagedRow> rows(Visit const& visit, Import const& import)
    {
        return imports::list_rows(visit, import, 0, 50);
    }
    std::vector<Case> held() { return list_held(world.as(worker)->visit(), Held::open); }
    std::vector<people::KnownPerson> people_named(char const* name, char const* birth)
    {
        return people::known(
            world.as(worker)->visit(), {{name}, PartialDate::read(birth).value(), {}});
    }

    AgencyId council;
    CaseList list{room};

private:
    Import head(imports::Settings const& settings)
    {
        Import one;
        one.agency = council;
        one.team = team;
        one.settings = settings;
        return one;
    }
};
} // namespace

TEST_CASE(
    "a list of cases is tried, staged and accepted: cases with level, review, holder and clocks")
{
    tests::on_both_databases([](db::Database& database) {
        CaseListWorld drawn(database);
        auto const pass = drawn.world.as(drawn.manager);
        auto const import = drawn.staged(pass->visit(), exploitation_list);
        CHECK(import.counts.made == 3);
        CHECK(drawn.held().empty()); // tried, and nothing of it stays
        CHECK(drawn.people_named("Tansy Birkwood", "2010-01-02").empty());
        auto const remarks = drawn.rows(pass->visit(), import)[1].remarks;
        REQUIRE(remarks.size() == 1);
        CHECK(remarks[0].starts_with("Nobody of the team is called as the list says"));
        auto const done = imports::accept(drawn.list, pass->visit(), import);
        REQUIRE_MESSAGE(done.ok(), (done.ok() ? "" : done.error().words.key));
        auto const held = drawn.held();
        REQUIRE(held.size() == 3);
        auto const tansy = drawn.people_named("Tansy Birkwood", "2010-01-02").at(0).person;
        auto const worker = drawn.world.as(drawn.worker);
        auto const one = list_of(worker->visit(), thing(tansy.id)).at(0);
        CHECK(one.stage == "screening");
        CHECK(one.strands == std::set<std::string>{"CCE"});
        CHECK_FALSE(one.worker.none());
        CHECK(one.opened_because == "From the list of council, opened there on 2 February 2026.");
        CHECK(one.referred_at == london::start_of(Date::of(2026, 2, 2).value()));
        CHECK(one.version == 1);
        auto const levels = levels_of(worker->visit(), one.id);
        REQUIRE(levels.size() == 1);
        CHECK(levels[0].level == "MODERATE");
        CHECK(levels[0].rationale == "Three worries in a month");
        CHECK(levels[0].evidence == "The list of council");
        CHECK(levels[0].by == drawn.manager);
        CHECK(levels[0].next_review.write() == "2026-04-01");
        CHECK(review_clock(worker->visit(), one.id).has_value());
        auto const ewan = drawn.people_named("Ewan Sedge", "2011-04-03").at(0).person;
        auto const other = list_of(worker->visit(), thing(ewan.id)).at(0);
        CHECK(other.worker.none());
        CHECK(other.level.empty());
        CHECK(other.opened_because.find("held there by Somebody else") != std::string::npos);
        auto const kebab = std::ranges::find_if(
            held, [](Case const& held_one) { return held_one.of_context(); });
        REQUIRE(kebab != held.end());
        CHECK(kebab->level == "EMERGING"); // and its next review falls by the level
        CHECK(levels_of(worker->visit(), kebab->id).at(0).next_review
            == next_review_of(drawn.room, "EMERGING", Date::of(2026, 3, 6).value()));
        CHECK(drawn.rows(pass->visit(), *done)[0].row.values.empty()); // destroyed
        pass->settle();
        CHECK(drawn.world.verdict().problems.empty());
        auto const again = drawn.staged(drawn.world.as(drawn.manager)->visit(),
            "Reference,Strand\n" + tansy.reference.write() + ",CCE\n");
        CHECK(again.counts.unchanged == 1); // an open case stands
    });
}

TEST_CASE(
    "a list's next review that is later than the level allows is brought forward, and said so")
{
    tests::on_both_databases([](db::Database& database) {
        CaseListWorld drawn(database);
        auto const pass = drawn.world.as(drawn.manager);
        auto const import = drawn.staged(pass->visit(),
            "Type,Name,DOB,Strand,Level,Reason for level,Next review\n"
            "Child,Tansy Birkwood,2010-01-02,CCE,Moderate,Three worries in a month,2099-04-01\n");
        auto const remarks = drawn.rows(pass->visit(), import)[0].remarks;
        REQUIRE(remarks.size() == 1);
        // Eight weeks after Friday 6 March 2026: Friday 1 May.
        CHECK(remarks[0]
            == "The list's next review is later than the level allows: it is brought forward to 1 "
               "May 2026");
        REQUIRE(imports::accept(drawn.list, pass->visit(), import).ok());
        auto const worker = drawn.world.as(drawn.worker);
        auto const made = drawn.held().at(0);
        CHECK(levels_of(worker->visit(), made.id).at(0).next_review.write() == "2026-05-01");
        CHECK(review_clock(worker->visit(), made.id)->due_at.write().starts_with("2026-05-01"));
    });
}

TEST_CASE("what the acts of cases refuse is the row's trouble, and nothing is staged")
{
    tests::on_both_databases([](db::Database& database) {
        CaseListWorld drawn(database);
        auto const pass = drawn.world.as(drawn.manager);
        auto const refused = drawn.prepared(pass->visit(),
            "Type,Name,Strand,Summary,Level,Reason for level,Level since,Next review\n"
            "Takeaway,Quayside Kebab,CCE,Freya Larkspur was seen there,,,,\n"
            "Child,Ewan Sedge,CSE,,Moderate,Why,2026-03-06,2026-03-07\n"
            "Child,Wren Maple,CSE,,,,,\n");
        REQUIRE(refused.ok());
        CHECK(refused->file.trouble_count == 1);
        CHECK(refused->file.troubles[0].row == 2);
        CHECK(refused->file.troubles[0].words.starts_with("This names a young person, or may"));
        CHECK(refused->plan.empty());
        CHECK(drawn
                  .prepared(pass->visit(), "Name,Strand\nWren Maple,CSE\n",
                      {{"late_review", "2026-01-01"}})
                  .error()
                  .field
            == "late_review");
        auto const unknown = drawn.prepared(
            pass->visit(), "Reference,Strand\n" + Reference::fresh('P').write() + ",CCE\n");
        CHECK(unknown->file.troubles.at(0).words
            == "no record of that reference is one you may work on");
        auto const twice = drawn.prepared(pass->visit(),
            "Name,DOB,Strand\nWren Maple,2011-01-01,CSE\nWREN MAPLE,01/01/2011,CCE\n");
        CHECK(twice->file.troubles.at(0).words
            == "it is about the same as row 2: leave one of them, with the kinds of harm of both");
        auto const worker = drawn.world.as(drawn.worker); // who answers for no register
        CHECK_FALSE(drawn.prepared(worker->visit(), exploitation_list)->file.trouble_count == 0);
    });
}

TEST_CASE("who may be known is said by a person; a row that is theirs opens their case")
{
    tests::on_both_databases([](db::Database& database) {
        CaseListWorld drawn(database);
        auto const pass = drawn.world.as(drawn.manager);
        auto const import
            = drawn.staged(pass->visit(), "Name,DOB,Strand\nFreya Larkspur,2011-05-03,CSE\n");
        CHECK(import.counts.perhaps_known == 1);
        CHECK(imports::accept(drawn.list, pass->visit(), import).error().field == "rows");
        auto const settled = imports::settle(
            drawn.list, pass->visit(), import, {{1, imports::written(thing(drawn.girl))}});
        REQUIRE(settled.ok());
        CHECK(drawn.rows(pass->visit(), *settled)[0].beside == thing(drawn.girl));
        REQUIRE(imports::accept(drawn.list, pass->visit(), *settled).ok());
        CHECK(list_of(drawn.world.as(drawn.worker)->visit(), thing(drawn.girl)).size() == 1);
        CHECK(drawn.people_named("Freya Larkspur", "2011-05-03").size() == 1);
    });
}

TEST_CASE("a panel of a case that is open already is added once, and taken back")
{
    tests::on_both_databases([](db::Database& database) {
        CaseListWorld drawn(database);
        auto const one = drawn.open(thing(drawn.girl));
        auto const girl
            = people::find(drawn.world.as(drawn.worker)->visit(), drawn.girl)->reference.write();
        auto const text = "Reference,Strand,Panel date,Decision\n" + girl
            + ",CSE,2026-03-02,A safer way home\n";
        drawn.world.clock.move_to(drawn.world.clock.now() + std::chrono::minutes(5));
        auto const import = drawn.bring_in(text);
        CHECK(import.counts.changed == 1);
        auto const told = [&] {
            auto const events = drawn.linked.store.list_events(
                drawn.world.as(drawn.worker)->visit(), thing(drawn.girl));
            return std::ranges::count_if(events, [](links::Happened const& happened) {
                return happened.event.kind == "case_panel"
                    && happened.event.said.find("A safer way home") != std::string::npos;
            });
        };
        CHECK(told() == 1);
        auto const pass = drawn.world.as(drawn.manager);
        CHECK(drawn.staged(pass->visit(), text).counts.unchanged == 1);
        auto const undone = imports::undo(drawn.list, pass->visit(), import, "The wrong list");
        REQUIRE(undone.ok());
        CHECK(undone->counts.kept == 0);
        CHECK(told() == 0);
        CHECK(find(drawn.world.as(drawn.worker)->visit(), one.id).ok()); // it was there before
    });
}

TEST_CASE("undoing withdraws cases nobody worked on, with whom they brought, and keeps the rest")
{
    tests::on_both_databases([](db::Database& database) {
        CaseListWorld drawn(database);
        auto const import = drawn.bring_in(exploitation_list);
        auto const tansy = drawn.people_named("Tansy Birkwood", "2010-01-02").at(0).person;
        auto const ewan = drawn.people_named("Ewan Sedge", "2011-04-03").at(0).person;
        auto const worker = drawn.world.as(drawn.worker);
        auto const worked = list_of(worker->visit(), thing(tansy.id)).at(0);
        auto const untouched = list_of(worker->visit(), thing(ewan.id)).at(0);
        drawn.world.clock.move_to(drawn.world.clock.now() + std::chrono::minutes(5));
        REQUIRE(drawn.world.as(drawn.worker)
                    ->visit()
                    .change([&](Change& change) {
                        return set_strands(drawn.room, change, worked.id, worked.version,
                            {"CCE", "CSE"}, "Another worry");
                    })
                    .ok());
        auto const pass = drawn.world.as(drawn.manager);
        CHECK(imports::undo(drawn.list, pass->visit(), import, " ").error().field == "why");
        auto const undone = imports::undo(drawn.list, pass->visit(), import, "The wrong list");
        REQUIRE_MESSAGE(undone.ok(), (undone.ok() ? "" : undone.error().words.key));
        CHECK(undone->counts.kept == 1);
        CHECK(
            imports::list_kept(pass->visit(), *undone).at(0).kept == "The case was changed since");
        auto const after = drawn.world.as(drawn.worker);
        CHECK(find(after->visit(), worked.id).ok());
        CHECK(people::find(after->visit(), tansy.id).ok());
        CHECK(find(after->visit(), untouched.id).error()
            == find(after->visit(), CaseId::fresh()).error());
        CHECK_FALSE(find(after->visit(), untouched.reference).ok());
        CHECK_FALSE(people::find(after->visit(), ewan.id).ok());
        CHECK(drawn.held().size() == 1);
        CHECK(list_held(after->visit(), Held::closed).empty());
        CHECK(drawn.bring_in("Name,DOB,Strand\nEwan Sedge,2011-04-03,CSE\n").counts.made == 1);
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE(
    "a case of a subject that was there is withdrawn alone, and its team stops working with it")
{
    tests::on_both_databases([](db::Database& database) {
        CaseListWorld drawn(database);
        auto const grill
            = contexts::find(drawn.world.as(drawn.worker)->visit(), drawn.takeaway).value();
        auto const import
            = drawn.bring_in("Reference,Strand\n" + grill.reference.write() + ",CCE\n");
        CHECK(import.counts.made == 1);
        REQUIRE(drawn.held().size() == 1);
        drawn.world.clock.move_to(drawn.world.clock.now() + std::chrono::minutes(5));
        auto const pass = drawn.world.as(drawn.manager);
        auto const undone = imports::undo(drawn.list, pass->visit(), import, "The wrong list");
        REQUIRE(undone.ok());
        CHECK(undone->counts.kept == 0);
        CHECK(drawn.held().empty());
        CHECK(contexts::find(drawn.world.as(drawn.worker)->visit(), drawn.takeaway).ok());
        (void)drawn.open(thing(drawn.takeaway)); // another can be opened
    });
}

TEST_CASE("the command line opens cases of people and places of its agency, and reads none")
{
    tests::on_both_databases([](db::Database& database) {
        CaseListWorld drawn(database);
        auto const pass = drawn.world.gate->enter_as_process("command line (ash)");
        auto const grill
            = contexts::find(drawn.world.as(drawn.worker)->visit(), drawn.takeaway).value();
        auto const import = drawn.staged(pass->visit(),
            std::string(exploitation_list) + ",,,,,,,,\n" + "Takeaway,Harbour Grill,,CCE,,,,,\n");
        CHECK(import.counts.perhaps_known == 1); // the same name, and nothing of where
        auto const settled = imports::settle(
            drawn.list, pass->visit(), import, {{4, imports::written(thing(grill.id))}});
        REQUIRE(settled.ok());
        auto const done = imports::accept(drawn.list, pass->visit(), *settled);
        REQUIRE_MESSAGE(done.ok(), (done.ok() ? "" : done.error().words.key));
        auto const held = drawn.held();
        REQUIRE(held.size() == 4);
        for (auto const& one : held) {
            CHECK_FALSE(find(pass->visit(), one.id).ok());
            CHECK(drawn.list.reference(pass->visit(), thing(one.id)) == one.reference.write());
        }
        auto const undone = imports::undo(drawn.list, pass->visit(), *done, "The wrong list");
        REQUIRE_MESSAGE(undone.ok(), (undone.ok() ? "" : undone.error().words.key));
        CHECK(undone->counts.kept == 0);
        CHECK(drawn.held().empty());
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("a list tells nothing of cases and records that its reader may not know")
{
    tests::on_both_databases([](db::Database& database) {
        CaseListWorld drawn(database);
        (void)drawn.open(thing(drawn.girl));
        auto const school = drawn.world.as(drawn.school_lead);
        Import head;
        head.agency = school->visit().visitor().agency;
        auto const read = imports::prepare(drawn.list, school->visit(), head,
            "Name,DOB,Strand\nFreya Larkspur,2011-05-03,CSE\n", {});
        REQUIRE(read.ok());
        // Nobody is found and no case is told of; without a team nobody would hold it.
        for (auto const& row : read->plan) {
            CHECK(row.candidates.empty());
            CHECK(row.remarks.empty());
        }
        auto const girl
            = people::find(drawn.world.as(drawn.worker)->visit(), drawn.girl)->reference.write();
        auto const by_reference = imports::prepare(
            drawn.list, school->visit(), head, "Reference,Strand\n" + girl + ",CSE\n", {});
        auto const by_none = imports::prepare(drawn.list, school->visit(), head,
            "Reference,Strand\n" + Reference::fresh('P').write() + ",CSE\n", {});
        CHECK(by_reference->file.troubles.at(0).words == by_none->file.troubles.at(0).words);
    });
}
