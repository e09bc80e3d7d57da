// SPDX-License-Identifier: MIT
// People of concern on both databases: on what they rest, who decides, and how it ends.
#include "base/london.h"
#include "disruption/of_concern_world_test.h"
#include <algorithm>

namespace kith::disruption {

TEST_CASE("the twin of people of concern keeps every column")
{
    tests::on_both_databases([](db::Database& database) {
        OfConcernWorld world(database);
        CHECK(world.world.columns("persons_of_concern_was")
            == world.world.twin_columns("persons_of_concern"));
    });
}

TEST_CASE("a public report alone is refused until a second kind of source is there")
{
    tests::on_both_databases([](db::Database& database) {
        OfConcernWorld world(database);
        auto const one = world.opened();
        CHECK(one.reference.kind() == 'H');
        CHECK(one.standing == Standing::considered);
        auto const decide = [&] { return world.stands(world.manager, one, Standing::alleged); };
        CHECK(decide().error().words.key == "Add first what it rests on");
        REQUIRE(world.rests_on(world.worker, one, "public_report").ok());
        CHECK(decide().error().words.key.starts_with("A public report alone never"));
        auto const second = world.rests_on(world.worker, one, "child_told");
        REQUIRE(second.ok());
        CHECK(world
                  .as(world.worker,
                      [&](Change& change) {
                          return take_evidence_back(change, one.id, *second, "He meant another");
                      })
                  .ok());
        CHECK(decide().error().words.key.starts_with("A public report alone never"));
        REQUIRE(world.rests_on(world.worker, one, "practitioner_saw").ok());
        auto const made = decide();
        REQUIRE(made.ok());
        CHECK(made->standing == Standing::alleged);
        CHECK(made->review_on == Date::read("2026-05-29").value()); // 12 weeks
        CHECK(made->history.size() == 2);
        CHECK(made->history[1].why == "Two kinds of source say the same");
        auto const pass = world.world.as(world.worker);
        CHECK(evidence_of(pass->visit(), *made).size() == 3); // taken back, it stays
        CHECK(versions_of(pass->visit(), *made).size() == 1);
        pass->settle();
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("whoever had it considered does not decide, nor who has no say, nor who knows them")
{
    tests::on_both_databases([](db::Database& database) {
        OfConcernWorld world(database);
        auto const one
            = world
                  .as(world.manager,
                      [&](Change& change) {
                          return open_of_concern(world.room, change, world.details(), "no");
                      })
                  .value();
        REQUIRE(world.rests_on(world.manager, one, "police_record").ok());
        CHECK(world.stands(world.manager, one, Standing::alleged).error().field == "standing");
        CHECK(world.stands(world.other_manager, one, Standing::alleged, "Why", false).error().field
            == "apart");
        CHECK(
            world.stands(world.other_manager, one, Standing::alleged, " ").error().field == "why");
        REQUIRE(world.stands(world.other_manager, one, Standing::alleged).ok());
        auto const mine = world.opened();
        CHECK(world.stands(world.colleague, mine, Standing::removed).error().code
            == Code::not_allowed);
        // Who knows them outside work records nothing.
        auto const tied = world.as(world.worker, [&](Change& change) {
            return open_of_concern(world.room, change, world.details(), "yes");
        });
        CHECK(tied.error().field == "knows_them");
        // Somebody was first.
        auto const late = world.as(world.other_manager, [&](Change& change) {
            StandingTyped typed;
            typed.standing = Standing::removed;
            typed.on = Date::read("2026-03-06").value();
            typed.why = "Nothing came of it";
            return set_standing(world.room, change, one.id, 1, typed);
        });
        CHECK(late.error().code == Code::conflict);
    });
}

TEST_CASE("it is reviewed, taken back, ended with a reason, and considered again")
{
    tests::on_both_databases([](db::Database& database) {
        OfConcernWorld world(database);
        auto one = world.alleged();
        auto const still
            = world.stands(world.manager, one, Standing::alleged, "Nothing has changed");
        REQUIRE(still.ok());
        CHECK(still->history.size() == 3);
        auto const back = [&](std::size_t at, std::string const& because) {
            return world.as(world.manager, [&](Change& change) {
                return take_back(world.room, change, one.id, still->history[at].id, because);
            });
        };
        CHECK(back(1, "Another record").error().code == Code::conflict);
        CHECK(back(2, " ").error().field == "taken_back");
        REQUIRE(back(2, "It was another record").ok());
        auto const ended
            = world.stands(world.manager, one, Standing::removed, "He moved away, and it stopped");
        REQUIRE(ended.ok());
        CHECK(!ended->review_on);
        CHECK(world.stands(world.manager, one, Standing::alleged).error().field == "standing");
        REQUIRE(world.stands(world.worker, one, Standing::considered, "Seen there again").ok());
        auto const cleared = world.stands(world.manager, one, Standing::cleared, "It was not him");
        REQUIRE(cleared.ok());
        auto const undo = world.as(world.manager, [&](Change& change) {
            return take_back(
                world.room, change, one.id, cleared->history.back().id, "It was after all");
        });
        CHECK(undo.error().field == "taken_back"); // who was told would not be told back
    });
}

TEST_CASE("a child is never of concern without the manager's reason that names what supports them")
{
    tests::on_both_databases([](db::Database& database) {
        OfConcernWorld world(database);
        auto const one = world.opened(AgeGroup::under_18);
        REQUIRE(world.rests_on(world.worker, one, "police_record").ok());
        auto const bare = world.as(world.manager, [&](Change& change) {
            StandingTyped typed;
            typed.standing = Standing::alleged;
            typed.on = Date::read("2026-03-06").value();
            typed.why = "He was seen";
            typed.apart = true;
            return set_standing(world.room, change, one.id, one.version, typed);
        });
        CHECK(bare.error().field == "reason");
        REQUIRE(world.stands(world.manager, one, Standing::alleged).ok());
        auto const shown = world.page(world.worker, one);
        CHECK(shown.find("Young person who may have caused harm") != std::string::npos);
        CHECK(shown.find("Two others were hurt") != std::string::npos);
        CHECK(shown.find("His uncle, and the boxing club") != std::string::npos);
        CHECK(shown.find("Person of concern") == std::string::npos);
        // Where a person's record says that they are a child, no adult is matched with it.
        auto const adult = world.opened();
        auto const made = world.as(world.worker, [&](Change& change) -> Done {
            auto const boy = TRY(people::find(change, world.boy));
            return match(change, adult.id, boy.reference.write(), "He said so");
        });
        CHECK(made.error().field == "person");
    });
}

TEST_CASE("whoever knows them outside their work says so once, and reads it no longer")
{
    tests::on_both_databases([](db::Database& database) {
        OfConcernWorld world(database);
        auto const one = world.alleged();
        CHECK(!world.page(world.colleague, one).empty());
        auto const keep = [&](std::string const& because) {
            return world.as(world.colleague,
                [&](Change& change) { return keep_away(change, one.id, because); });
        };
        CHECK(keep("").error().field == "tie");
        REQUIRE(keep("He is my neighbour").ok());
        auto const get = [&](AccountId who, OfConcernId id) {
            return world.get(
                who, "/disruption/people/{record}", address_of(id), {{"record", id.write()}});
        };
        CHECK(get(world.colleague, one.id).error()
            == get(world.colleague, OfConcernId::fresh()).error());
        CHECK(list_of_concern(world.world.as(world.colleague)->visit()).empty());
        // A manager's role does not lift it.
        REQUIRE(world
                    .as(world.manager,
                        [&](Change& change) {
                            return keep_away(change, one.id, "We went to school together");
                        })
                    .ok());
        CHECK(get(world.manager, one.id).error().code == Code::not_found);
        CHECK(get(world.worker, one.id).ok());
    });
}

TEST_CASE("what they use is one thing for all who name it, with its days and who says so")
{
    tests::on_both_databases([](db::Database& database) {
        OfConcernWorld world(database);
        auto const one = world.opened();
        auto const name
            = [&](AccountId who, char const* kind, char const* written, char const* source) {
                  return world.as(who, [&](Change& change) {
                      UsedThing typed;
                      typed.kind = kind;
                      typed.as_written = written;
                      typed.from = Date::read("2026-02-01").value();
                      typed.source = source;
                      return name_used(world.room, change, one.id, typed);
                  });
              };
        CHECK(name(world.worker, "phone", "01632 96", "The warden").error().field == "used");
        CHECK(name(world.worker, "phone", "01632 960001", "").error().field == "used_source");
        REQUIRE(name(world.worker, "phone", "01632 960001", "The warden's log").ok());
        CHECK(name(world.worker, "phone", "+44 1632 960001", "Another").error().field == "used");
        REQUIRE(name(world.worker, "vehicle", "ab12 cde", "The warden's log").ok());
        auto const pass = world.world.as(world.worker);
        auto const uses = used_by(world.room, pass->visit(), one);
        REQUIRE(uses.size() == 2);
        auto const phone = std::ranges::find(uses, std::string("phone"), &UsedThing::kind);
        REQUIRE(phone != uses.end());
        CHECK(links::find_named_thing(pass->visit().reading(), phone->thing)->normalised
            == "+441632960001");
        // Known by the record alone: to who may not read it, it is not there.
        CHECK(world.linked.seen.may_know(pass->visit(), thing(phone->thing)));
        CHECK(!world.linked.seen.may_know(
            world.world.as(world.childs_worker)->visit(), thing(phone->thing)));
        REQUIRE(world
                    .as(world.worker,
                        [&](Change& change) {
                            return end_used(
                                world.room, change, one.id, phone->link, "It was another's");
                        })
                    .ok());
        CHECK(used_by(world.room, world.world.as(world.worker)->visit(), one).size() == 1);
    });
}

TEST_CASE("intelligence is evidence for whom it is shared with, and its conditions stand for all")
{
    tests::on_both_databases([](db::Database& database) {
        OfConcernWorld world(database);
        auto const one = world.opened();
        auto const text = "A man with a grey dog waits there";
        auto const first = world.shared_with(world.worker, text, "Name nobody");
        auto const other = world.shared_with(world.worker, "He has two keys", "Ask the desk first");
        CHECK(world.rests_on(world.worker, one, "intelligence", "It is him", "G-000-0000")
                  .error()
                  .field
            == "sharing");
        CHECK(world
                  .rests_on(world.colleague, one, "intelligence", "It is him",
                      first.reference.write())
                  .error()
                  .field
            == "sharing"); // it is not shared with them
        for (auto const& sharing : {first, other})
            REQUIRE(world
                        .rests_on(world.worker, one, "intelligence", "The keys fit",
                            sharing.reference.write())
                        .ok());
        auto const mine = world.page(world.worker, one);
        CHECK(mine.find(text) != std::string::npos);
        // Drawn from both: every condition of both, on the page, in the list, on paper, by the API.
        auto const holds_both = [](std::string const& shown) {
            return shown.find("Name nobody; Ask the desk first") != std::string::npos;
        };
        auto const list = [&](AccountId who) {
            return world.body(who, "/disruption/people", "/disruption/people");
        };
        auto const api = [&](AccountId who) {
            return world.body(who, "/api/v1/disruption/people", "/api/v1/disruption/people");
        };
        for (auto const who : {world.worker, world.colleague, world.manager}) {
            CHECK(holds_both(world.page(who, one)));
            CHECK(holds_both(world.page(who, one, "/print")));
            CHECK(holds_both(list(who)));
            CHECK(holds_both(api(who)));
        }
        // Who it is not shared with reads neither its text nor what was drawn from it here.
        for (auto const& shown : {world.page(world.colleague, one),
                 world.page(world.colleague, one, "/print"), world.page(world.manager, one)}) {
            CHECK(shown.find(text) == std::string::npos);
            CHECK(shown.find("The keys fit") == std::string::npos);
        }
        // Nobody decides on what they may not read.
        CHECK(world.stands(world.manager, one, Standing::alleged).error().field == "standing");
        REQUIRE(world
                    .as(world.officer,
                        [&](Change& change) {
                            return intelligence::recall_sharing(
                                change, first.id, "It was another man");
                        })
                    .ok());
        CHECK(world.page(world.worker, one).find(text) == std::string::npos);
        CHECK(holds_both(world.page(world.worker, one))); // what was drawn from it stays under it
    });
}

} // namespace kith::disruption
