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

namespace {
PersonId recorded_child(access::Pass& pass, char const* name)
{
    people::Person person;
    person.names.push_back({});
    person.names.front().text = name;
    return pass.visit()
        .change([&](Change& change) { return people::create(change, person); })
        .value()
        .id;
}

ContextId recorded_place(access::Pass& pass, char const* name)
{
    contexts::Context place;
    place.kind = "PLACE";
    place.name = name;
    return pass.visit()
        .change([&](Change& change) { return contexts::create(change, place); })
        .value()
        .id;
}

Concern raised_saying(Partnership& world, char const* words)
{
    auto answers = forms::Answers::from_json("concerns/referral", 2,
        R"({"about":["child"],"postcode":"FY1 1AD","safe_now":"yes","strengths":"A trusted teacher","own_words":"“I like football”","consent":"agreed"})");
    answers->set("what", std::string(words));
    auto const id = world.as(world.school_lead).visit().change([&](Change& change) {
        return raise(world.room, change, *answers);
    });
    return world.room.store.find(world.as(world.triage_worker).visit(), id.value()).value();
}
} // namespace

TEST_CASE(
    "a report that names a recorded takeaway and a recorded child finds both in its words, for "
    "those who may know them, and with the reason")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        auto& triage = world.as(world.triage_worker);
        auto const child = recorded_child(triage, "Robin Marlowe");
        auto const wok = recorded_place(triage, "Golden Wok");
        auto const arches = recorded_place(triage, "Arches");
        auto const everyday = recorded_place(triage, "School");
        auto const absent = recorded_place(triage, "Old Wok");
        auto const concern = raised_saying(world,
            "robin MARLOWE’s phone came from the Golden-Wok, or the arches behind the school. The "
            "golden boys know the old one.");
        auto const named = named_in(world.room, triage.visit(), concern);
        REQUIRE(named.size() == 1);
        CHECK(named[0].words.empty());
        std::set<Thing> found;
        for (auto const& one : named[0].candidates) {
            CHECK(one.reason == "Named in the report");
            found.insert(one.thing);
        }
        CHECK(found == std::set<Thing>{thing(child), thing(wok), thing(arches)});
        CHECK_FALSE(found.contains(thing(everyday)));
        CHECK_FALSE(found.contains(thing(absent)));
        auto& school = world.as(world.school_lead);
        for (auto const& one : named_in(world.room, school.visit(), concern))
            for (auto const& candidate : one.candidates)
                CHECK(candidate.thing != thing(child));
    });
}

TEST_CASE("earlier concerns about somebody named stand beside a new one, with the reason, and only "
          "those that the visitor may see")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        auto& triage = world.as(world.triage_worker);
        auto const child = recorded_child(triage, "Robin Marlowe");
        auto const first = raised_saying(world, "Late home.");
        Joining joining{first.id, thing(child), {}};
        joining.stands.role = "worry_about";
        REQUIRE(triage.visit()
                    .change([&](Change& change) { return link_known(world.room, change, joining); })
                    .ok());
        auto const second = raised_saying(world, "Robin Marlowe has two phones.");
        auto const earlier = [&](Visit const& visit) {
            return earlier_than(world.room, visit, second, named_in(world.room, visit, second), 10);
        };
        auto const seen = earlier(triage.visit());
        REQUIRE(seen.size() == 1); // the same postcode too, and shown once
        CHECK(seen[0].concern.id == first.id);
        CHECK(seen[0].reason == "Linked to Robin Marlowe");
        CHECK(earlier(world.as(world.other_front_door).visit()).empty());
    });
}

TEST_CASE(
    "a person's page tells that a concern about them was raised and decided, whenever they were "
    "linked, to those who may see the concern; a link taken back takes them out")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        auto& triage = world.as(world.triage_worker);
        auto const child = recorded_child(triage, "Robin Marlowe");
        auto const friend_of_theirs = recorded_child(triage, "Kim Marlowe");
        auto const concern = raised_saying(world, "Late home.");
        auto const join = [&](PersonId who) {
            Joining joining{concern.id, thing(who), {}};
            joining.stands.role = "worry_about";
            return triage.visit()
                .change([&](Change& change) { return link_known(world.room, change, joining); })
                .value();
        };
        auto const link = join(child);
        Weighed weighed;
        weighed.concern = concern.id;
        weighed.version = concern.version;
        weighed.choice.outcomes = {"no_further_action"};
        weighed.choice.reasons = {{"no_further_action", "Nothing more is known"}};
        weighed.reply = "Thank you.";
        world.clock.move_to(friday_morning + std::chrono::hours(1));
        auto& later = world.as(world.triage_worker);
        REQUIRE(later.visit()
                    .change([&](Change& change) {
                        return record_decision(world.room, change, weighed);
                    })
                    .ok());
        auto const told = [&](AccountId who, PersonId person) {
            std::string kinds;
            auto const pass = world.gate->enter(who).value(); // a connection of its own
            for (auto const& one : world.links.store.list_events(pass->visit(), thing(person)))
                kinds += one.event.kind + " " + one.role + "; ";
            return kinds;
        };
        auto const both = "decision worry_about; concern_raised worry_about; ";
        CHECK(told(world.triage_worker, child) == both);
        CHECK(told(world.other_front_door, child).empty());
        CHECK(told(world.triage_worker, friend_of_theirs).empty());
        join(friend_of_theirs); // afterwards
        CHECK(told(world.triage_worker, friend_of_theirs) == both);

        auto stands = world.links.store.find(later.visit(), link).value();
        stands.withdrawn = true;
        REQUIRE(later.visit()
                    .change([&](Change& change) {
                        return correct_link(
                            world.room, change, concern.id, stands, "Another child of that name");
                    })
                    .ok());
        CHECK(told(world.triage_worker, child).empty());
        CHECK(told(world.triage_worker, friend_of_theirs) == both);
        CHECK(world.verdict().problems.empty());
    });
}
