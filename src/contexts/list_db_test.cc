// SPDX-License-Identifier: MIT
// Lists of contexts, brought in and undone; on both databases.
#include "contexts/context_fact_store.h"
#include "contexts/contexts_world_test.h"
#include "contexts/list.h"
#include <algorithm>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::contexts;
using imports::State;

namespace {
char const* const three_contexts = "Type,Place,Address,Postcode,Harm\n"
                                   "Takeaway,Harbour Grill,1 Quay Road,FY1 1AD,CCE\n"
                                   "Flat,Flat above the arcade,2 Quay Road,FY1 1AD,Cuckooing\n"
                                   "Peer group,Pier group,,,\n";

class ListWorld : public PlacesWorld {
public:
    explicit ListWorld(db::Database& database) : PlacesWorld(database)
    {
        council = world.as(worker)->visit().visitor().agency;
        team = world.as(worker)->visit().visitor().teams.front();
        manager = world.account("team manager", council, world.team(council, "Managers"));
    }
    Result<imports::Prepared> prepared(Visit const& visit, std::string const& text)
    {
        return imports::prepare(list, visit, head(), text, {});
    }
    Import staged(Visit const& visit, std::string const& text)
    {
        auto const read = prepared(visit, text).value();
        for (auto const& one : read.file.troubles)
            MESSAGE(one.row << " [" << one.column << "] " << one.words);
        return imports::stage(list, visit, head(), read).value();
    }
    Import bring_in(std::string const& text)
    {
        auto const pass = world.as(manager);
        auto const import = staged(pass->visit(), text);
        return imports::accept(list, pass->visit(), import).value();
    }
    imports::StagedRow row(Visit const& visit, Import const& import, std::size_t at)
    {
        return imports::list_rows(visit, import, 0, 50).at(at);
    }
    std::vector<Context> named(char const* name)
    {
        std::vector<Context> all;
        for (auto& one : known(world.as(worker)->visit(), {name, {}, {}}))
            all.push_back(std::move(one.context));
        return all;
    }

    AgencyId council;
    TeamId team;
    AccountId manager;
    ContextList list{room};

private:
    Import head()
    {
        Import one;
        one.agency = council;
        one.team = team;
        return one;
    }
};
} // namespace

TEST_CASE("a list of contexts is staged, accepted as a whole, and its team works with what is new")
{
    tests::on_both_databases([](db::Database& database) {
        ListWorld drawn(database);
        auto const pass = drawn.world.as(drawn.manager);
        auto const import = drawn.staged(pass->visit(), three_contexts);
        CHECK(import.counts.made == 3);
        CHECK(drawn.named("Harbour Grill").empty()); // not yet, though it was tried
        CHECK(drawn.row(pass->visit(), import, 1).remarks.at(0) == "Its address is protected");
        auto const done = imports::accept(drawn.list, pass->visit(), import);
        REQUIRE(done.ok());
        auto const grill = drawn.named("Harbour Grill");
        REQUIRE(grill.size() == 1);
        CHECK(grill[0].kind == "PLACE");
        CHECK(grill[0].sort == "TAKEAWAY");
        CHECK(grill[0].district == "E06000009"); // by its postcode
        CHECK(grill[0].owner_agency == drawn.council);
        auto const flat = drawn.named("Flat above the arcade");
        REQUIRE(flat.size() == 1);
        CHECK(is_protected(flat[0]));
        CHECK(flat[0].address == "2 Quay Road"); // its team may read it
        CHECK(find(drawn.world.as(drawn.front_door)->visit(), flat[0].id)->address_withheld);
        CHECK(find(drawn.world.as(drawn.elsewhere)->visit(), flat[0].id).error()
            == find(drawn.world.as(drawn.elsewhere)->visit(), ContextId::fresh()).error());
        auto const facts = list_facts(drawn.world.as(drawn.worker)->visit(), grill[0]);
        REQUIRE(facts.size() == 1);
        CHECK(facts[0].code == "CCE");
        CHECK(facts[0].source == "List of council");
        CHECK(drawn.row(pass->visit(), *done, 0).row.values.empty()); // destroyed
        auto const lease = database.reader();
        CHECK(lease
                  ->run({"addresses in clear",
                      "select id from contexts where address like '%2 Quay%'"})
                  .empty());
        pass->settle();
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("the same list again changes nothing, and what a record does not say is filled in")
{
    tests::on_both_databases([](db::Database& database) {
        ListWorld drawn(database);
        drawn.bring_in(three_contexts);
        auto const grill = drawn.named("Harbour Grill").at(0);
        auto const again = drawn.staged(drawn.world.as(drawn.manager)->visit(),
            "kind,name,postcode,owner\nPlace,harbour grill,fy1 1ad,A company\n");
        CHECK(again.counts.changed == 1);
        auto const pass = drawn.world.as(drawn.manager);
        CHECK(drawn.row(pass->visit(), again, 0).thing == thing(grill.id));
        auto const done = imports::accept(drawn.list, pass->visit(), again).value();
        auto const filled = find(drawn.world.as(drawn.worker)->visit(), grill.id).value();
        CHECK(filled.version == 2);
        CHECK(filled.owner == "A company");
        CHECK(filled.address == "1 Quay Road");
        CHECK(drawn.staged(drawn.world.as(drawn.manager)->visit(), three_contexts).counts.unchanged
            == 1); // the flat and the group are for a person to say
        REQUIRE(imports::undo(drawn.list, pass->visit(), done, "The wrong list").ok());
        auto const back = find(drawn.world.as(drawn.worker)->visit(), grill.id).value();
        CHECK(back.version == 3);
        CHECK(back.owner.empty());
        CHECK(back.point == grill.point);
    });
}

TEST_CASE("what may be known is said by a person before a list is accepted")
{
    tests::on_both_databases([](db::Database& database) {
        ListWorld drawn(database);
        drawn.bring_in("kind,name,postcode\nTakeaway,Harbour Grill,FY1 1AD\n");
        auto const grill = drawn.named("Harbour Grill").at(0);
        auto const pass = drawn.world.as(drawn.manager);
        auto const import = drawn.staged(pass->visit(),
            "kind,name,postcode,owner\n"
            "Takeaway,Harbour Grill,,A company\n"  // the same name, and nothing of where
            "Takeaway,Quayside Kebab,FY1 1AD,\n"); // at the same spot, of the same sort
        CHECK(import.counts.perhaps_known == 2);
        auto const refused = imports::accept(drawn.list, pass->visit(), import);
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().field == "rows");
        CHECK(refused.error().words.key.find("2, 3") != std::string::npos);
        CHECK(drawn.row(pass->visit(), import, 0).candidates.at(0).why == "Same name");
        CHECK(drawn.row(pass->visit(), import, 1).candidates.at(0).why
            == "0 metres away, of the same sort");
        CHECK_FALSE(imports::settle(
            drawn.list, pass->visit(), import, {{1, imports::written(thing(ContextId::fresh()))}})
                        .ok());
        auto const settled = imports::settle(drawn.list, pass->visit(), import,
            {{1, imports::written(thing(grill.id))}, {2, std::string(imports::settled_as_new)}});
        REQUIRE(settled.ok());
        CHECK(settled->counts.perhaps_known == 0);
        CHECK(settled->counts.changed == 1);
        CHECK(settled->counts.made == 1);
        REQUIRE(imports::accept(drawn.list, pass->visit(), *settled).ok());
        CHECK(drawn.named("Harbour Grill").size() == 1);
        CHECK(drawn.named("Harbour Grill").at(0).owner == "A company");
        CHECK(drawn.named("Quayside Kebab").size() == 1);
    });
}

TEST_CASE("rows that name what the visitor may not know are new, and tell nothing of it")
{
    tests::on_both_databases([](db::Database& database) {
        ListWorld drawn(database);
        Context home;
        home.kind = "HOME";
        home.name = "Flat above the arcade";
        REQUIRE(drawn.record(drawn.elsewhere, home).ok()); // another team's, but of the agency
        auto const school = drawn.world.as(drawn.school_lead);
        Import head;
        head.agency = school->visit().visitor().agency;
        auto const read
            = imports::prepare(drawn.list, school->visit(), head, three_contexts, {}).value();
        CHECK(imports::counts_of(read.plan).made == 3);
        CHECK(imports::counts_of(read.plan).perhaps_known == 0);
        // The agency that answers for it is told that there is one, and not what it says.
        auto const pass = drawn.world.as(drawn.manager);
        auto const import = drawn.staged(pass->visit(), three_contexts);
        CHECK(import.counts.perhaps_known == 1);
        auto const candidate = drawn.row(pass->visit(), import, 1).candidates.at(0).thing;
        CHECK_FALSE(find(pass->visit(), ContextId(candidate.id)).ok());
        CHECK(drawn.list.link(pass->visit(), candidate).get("href").is_absent());
        CHECK(drawn.list.link(pass->visit(), candidate).get("text").text().starts_with("X-"));
        CHECK_FALSE(imports::find_import(school->visit(), import.id).ok());
        CHECK_FALSE(imports::find_import(pass->visit(), import.id, "people").ok());
    });
}

TEST_CASE("undoing a list withdraws what nobody has touched, and keeps the rest with its reason")
{
    tests::on_both_databases([](db::Database& database) {
        ListWorld drawn(database);
        auto const import = drawn.bring_in(three_contexts);
        auto grill = drawn.named("Harbour Grill").at(0);
        auto const flat = drawn.named("Flat above the arcade").at(0);
        drawn.world.clock.move_to(drawn.world.clock.now() + std::chrono::minutes(5));
        grill.owner = "A company";
        REQUIRE(drawn.world.as(drawn.worker)
                    ->visit()
                    .change([&](Change& change) { return save(change, grill, "They told us"); })
                    .ok());
        auto const pass = drawn.world.as(drawn.manager);
        auto const undone = imports::undo(drawn.list, pass->visit(), import, "The wrong list");
        REQUIRE(undone.ok());
        CHECK(undone->counts.kept == 1);
        CHECK(imports::list_kept(pass->visit(), *undone).at(0).kept
            == "The record was changed since");
        auto const worker = drawn.world.as(drawn.worker);
        CHECK(find(worker->visit(), grill.id).ok());
        CHECK(find(worker->visit(), flat.id).error()
            == find(worker->visit(), ContextId::fresh()).error());
        CHECK_FALSE(find(worker->visit(), flat.reference).ok());
        CHECK(drawn.named("Flat above the arcade").empty());
        auto const listed = list(worker->visit(), "", "");
        CHECK(std::ranges::none_of(listed, [&](Context const& one) { return one.id == flat.id; }));
        CHECK_FALSE(imports::undo(drawn.list, pass->visit(), *undone, "twice").ok());
        CHECK(drawn.bring_in("kind,name\nFlat,Flat above the arcade\n").counts.made == 1);
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("the command line brings contexts in and undoes, and opens none")
{
    tests::on_both_databases([](db::Database& database) {
        ListWorld drawn(database);
        auto const pass = drawn.world.gate->enter_as_process("command line (ash)");
        auto const import = drawn.staged(pass->visit(), three_contexts);
        auto const done = imports::accept(drawn.list, pass->visit(), import);
        REQUIRE(done.ok());
        auto const grill = drawn.named("Harbour Grill").at(0);
        CHECK_FALSE(find(pass->visit(), grill.id).ok());
        CHECK(drawn.list.reference(pass->visit(), thing(grill.id)) == grill.reference.write());
        CHECK(drawn.staged(pass->visit(), three_contexts).counts.unchanged == 1);
        auto const undone = imports::undo(drawn.list, pass->visit(), *done, "The wrong list");
        REQUIRE(undone.ok());
        CHECK(undone->counts.kept == 0);
        CHECK(drawn.named("Harbour Grill").empty());
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("two rows of one context, and a list without names, are refused")
{
    tests::on_both_databases([](db::Database& database) {
        ListWorld drawn(database);
        auto const pass = drawn.world.as(drawn.manager);
        auto const twice = drawn.prepared(pass->visit(),
            "kind,name,postcode\nPlace,Quay,FY1 1AD\nPlace,QUAY,fy1 1ad\nVolcano,Hill,\n");
        REQUIRE(twice.ok());
        CHECK(twice->file.trouble_count == 2);
        CHECK(twice->file.troubles.at(0).row == 3);
        CHECK(twice->file.troubles.at(1).column == "kind");
        CHECK(drawn.prepared(pass->visit(), "kind,town hall\nPlace,x\n").error().field == "map");
        auto const worker = drawn.world.as(drawn.worker); // who answers for no register
        auto const read = drawn.prepared(worker->visit(), three_contexts).value();
        Import head;
        head.agency = drawn.council;
        head.team = drawn.team;
        CHECK_FALSE(imports::stage(drawn.list, worker->visit(), head, read).ok());
        CHECK(drawn.world.columns("imports_was") == drawn.world.twin_columns("imports"));
        CHECK(drawn.world.columns("import_profiles_was")
            == drawn.world.twin_columns("import_profiles"));
    });
}
