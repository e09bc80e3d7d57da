// SPDX-License-Identifier: MIT
#include "concerns/concerns_world_test.h"
#include "concerns/joining.h"
#include <algorithm>

using namespace kith;
using namespace kith::concerns;

TEST_CASE(
    "a child and a place that a concern names are linked from it, seen both ways by those who "
    "may see the concern, corrected and taken back")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        auto& triage = world.as(world.triage_worker);
        auto& school = world.as(world.school_lead);
        auto const answers = forms::Answers::from_json("concerns/referral", 1,
            R"({"about":["child","place"],"people":[{"name":"Robin Marlowe","known_as":"Rob","age":"14"},{"name":"Alex Marlowe"}],"contexts":[{"name":"Pier Arcade","postcode":"FY1 1AD"}],"what":"A worry","postcode":"FY1 1AD","safe_now":"yes","strengths":"A trusted teacher","own_words":"“I like football”","consent":"agreed"})");
        auto const id = school.visit().change(
            [&](Change& change) { return raise(world.room, change, *answers); });
        REQUIRE(id.ok());
        auto const held = world.room.store.find(triage.visit(), *id);
        REQUIRE(held.ok());
        CHECK(links_of(world.room, triage.visit(), *id).empty());

        // Nothing is typed twice: 14 in 2026 is about 2012.
        auto const begun = person_as_given(*held, 0);
        REQUIRE(begun.person.names.size() == 2);
        CHECK(begun.person.names[1].text == "Rob");
        REQUIRE(begun.person.birth);
        CHECK(begun.person.birth->write() == "~2012");
        CHECK(person_as_given(*held, 2).person.names.empty());
        auto const place = context_as_given(*held, 0);
        CHECK(place.context.name == "Pier Arcade");
        CHECK(place.context.kind == "PLACE");

        Joining joining{*id, {}, {}};
        joining.stands.role = "worry_about";
        auto const robin = triage.visit().change(
            [&](Change& change) { return link_new(world.room, change, joining, begun.person); });
        REQUIRE(robin.ok());
        auto at = joining;
        at.stands.role = "happened_at";
        auto const arcade = triage.visit().change(
            [&](Change& change) { return link_new(world.room, change, at, place.context); });
        REQUIRE(arcade.ok());
        at.stands.role = "sibling";
        at.subject = thing(*arcade);
        auto const unfit = triage.visit().change(
            [&](Change& change) { return link_known(world.room, change, at); });
        REQUIRE_FALSE(unfit.ok());
        CHECK(unfit.error().field == "role");
        joining.subject = thing(*robin);
        auto const again = triage.visit().change(
            [&](Change& change) { return link_known(world.room, change, joining); });
        REQUIRE(again.ok());
        auto linked = links_of(world.room, triage.visit(), *id);
        REQUIRE(linked.size() == 2); // the second time changed nothing
        auto const to_robin = std::ranges::find(linked, thing(*robin), subject_of);
        REQUIRE(to_robin != linked.end());
        auto link = *to_robin;
        CHECK(link.source == "Concern " + held->reference.write());

        // From the child's side: the concern, for the front door; for the school, nothing.
        CHECK(world.links.store.list_of(triage.visit(), thing(*robin)).size() == 1);
        CHECK(world.links.store.find(school.visit(), link.id).error().code == Code::not_found);
        CHECK_FALSE(world.links.store.find(world.as(world.other_front_door).visit(), link.id).ok());
        auto const by_other = world.as(world.other_front_door).visit().change([&](Change& change) {
            return link_known(world.room, change, joining);
        });
        REQUIRE_FALSE(by_other.ok());
        CHECK(by_other.error().code == Code::not_found);
        auto const by_school = school.visit().change(
            [&](Change& change) { return link_known(world.room, change, joining); });
        REQUIRE_FALSE(by_school.ok());
        CHECK(by_school.error().code == Code::not_allowed);

        link.role = "saw_it";
        link.confidence = "confirmed";
        auto const correct = [&](std::string const& why) {
            return triage.visit().change(
                [&](Change& change) { return correct_link(world.room, change, *id, link, why); });
        };
        CHECK(correct("").error().field == "reason");
        CHECK(correct("She saw it, as her mother says").ok());
        CHECK(correct("Sent twice").error().code == Code::conflict);
        ++link.version;
        link.withdrawn = true;
        CHECK(correct("Another child of that name").ok());
        linked = links_of(world.room, triage.visit(), *id);
        REQUIRE(linked.size() == 1);
        CHECK(subject_of(linked[0]) == thing(*arcade));
        triage.settle();
        CHECK(world.verdict().problems.empty());
    });
}

TEST_CASE("somebody known who is not meant is not shown beside that concern again")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        auto& triage = world.as(world.triage_worker);
        people::Person person;
        person.birth = PartialDate::read("2011-05-03").value();
        person.names.push_back({{}, "birth", "Robin Marlowe"});
        auto const robin
            = triage.visit().change([&](Change& change) { return people::create(change, person); });
        REQUIRE(robin.ok());
        auto const answers = forms::Answers::from_json("concerns/referral", 1,
            R"({"about":["child"],"people":[{"name":"robin marlowe","birth":"2011-05-03"}],"what":"A worry","postcode":"FY1 1AD","safe_now":"yes","strengths":"A trusted teacher","own_words":"“I like football”","consent":"agreed"})");
        auto const raise_one = [&] {
            return world.as(world.school_lead)
                .visit()
                .change([&](Change& change) { return raise(world.room, change, *answers); })
                .value();
        };
        auto const first = raise_one();
        auto const second = raise_one();
        REQUIRE(triage.visit()
                    .change([&](Change& change) {
                        return set_aside(world.room, change, first, thing(robin->id));
                    })
                    .ok());
        auto const candidates = [&](ConcernId id) {
            return named_in(
                world.room, triage.visit(), world.room.store.find(triage.visit(), id).value())[0]
                .candidates.size();
        };
        CHECK(candidates(first) == 0);
        CHECK(candidates(second) == 1);
        auto const by_school = world.as(world.school_lead).visit().change([&](Change& change) {
            return set_aside(world.room, change, second, thing(robin->id));
        });
        CHECK(by_school.error().code == Code::not_allowed);
    });
}
