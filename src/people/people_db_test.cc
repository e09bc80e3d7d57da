// SPDX-License-Identifier: MIT
#include "people/people_world_test.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::people;

namespace {
http::FormData change_form(std::int64_t version, char const* language)
{
    http::FormData form;
    form.add("version", std::to_string(version));
    form.add("birth-year", "2011");
    form.add("birth-month", "5");
    form.add("birth-day", "3");
    form.add("language", language);
    form.add("reason", "The school told us");
    return form;
}
} // namespace

TEST_CASE("whoever works with a person finds them, and to others they do not exist")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const made = drawn.record(drawn.worker, robin());
        REQUIRE(made.ok());
        CHECK(made->reference.kind() == 'P');
        auto const worker = drawn.world.as(drawn.worker);
        auto const found = find(worker->visit(), made->reference);
        REQUIRE(found.ok());
        CHECK(found->names.size() == 2);
        CHECK(found->identifiers.front().value == "9990000018");
        CHECK(found->contacts.front().safe == Known::no);
        CHECK(list_own(worker->visit()).size() == 1);
        CHECK(find(drawn.world.as(drawn.colleague)->visit(), made->id).ok());
        CHECK(find(drawn.world.as(drawn.front_door)->visit(), made->id).ok());
        for (auto const who : {drawn.elsewhere, drawn.school_lead, drawn.administrator}) {
            auto const other = drawn.world.as(who);
            auto const hidden = find(other->visit(), made->id);
            REQUIRE_FALSE(hidden.ok());
            CHECK(hidden.error() == find(other->visit(), PersonId::fresh()).error());
            CHECK(list_own(other->visit()).empty());
            CHECK_FALSE(knows(other->visit(), made->id));
        }
        worker->settle();
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE(
    "somebody is known by an identifier, or by name and birth date however the name is written")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const made = drawn.record(drawn.worker, robin()).value();
        auto const door = drawn.world.as(drawn.front_door);
        auto const by_number = known(door->visit(), {{}, {}, {{{}, "nhs_number", "9990000018"}}});
        REQUIRE(by_number.size() == 1);
        CHECK(by_number[0].person.id == made.id);
        CHECK(by_number[0].reason == "Same NHS number");
        auto const birth = PartialDate::read("2011-05-03").value();
        auto const by_name = known(door->visit(), {{"ROBIN  ONEILL SMITH"}, birth, {}});
        REQUIRE(by_name.size() == 1);
        CHECK(by_name[0].reason == "Same name and birth date");
        CHECK(known(door->visit(), {{"rob"}, birth, {}}).size() == 1); // as they are known
        CHECK(known(door->visit(), {{"rob"}, birth, {{{}, "nhs_number", "9990000018"}}}).size()
            == 1); // once, though both match
        CHECK(known(door->visit(), {{"Rob"}, PartialDate::read("2011-05-04").value(), {}}).empty());
        CHECK(known(door->visit(), {{"Rob"}, {}, {}}).empty()); // a name alone is no match
        CHECK(known(door->visit(), {{}, {}, {{{}, "nhs_number", "9990000085"}}}).empty());
        CHECK(known(drawn.world.as(drawn.school_lead)->visit(), {{"Rob"}, birth, {}}).empty());
    });
}

TEST_CASE("the second of two changes made from one version is a conflict, and the first stands")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const made = drawn.record(drawn.worker, robin()).value();
        auto const worker = drawn.world.as(drawn.worker);
        auto const change_to = [&](char const* language) {
            auto person = made;
            person.language = language;
            std::erase_if(person.names, // recorded in error
                [](Name const& one) { return one.kind == "known_as"; });
            person.names.push_back({{}, "alias", "Robbie"});
            return worker->visit().change(
                [&](Change& change) { return save(change, person, "told by the school"); });
        };
        REQUIRE(change_to("Urdu").ok());
        auto const late = change_to("Polish");
        REQUIRE_FALSE(late.ok());
        CHECK(late.error().code == Code::conflict);
        auto const stands = find(worker->visit(), made.id).value();
        CHECK(stands.language == "Urdu");
        CHECK(stands.version == 2);
        REQUIRE(stands.names.size() == 2); // the birth name and the alias
        CHECK(stands.names[1].text == "Robbie");
        CHECK(known(worker->visit(), {{"Rob"}, made.birth, {}}).empty()); // taken back
    });
}

TEST_CASE("a front door reads, and others may not change what they do not keep")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const made = drawn.record(drawn.worker, robin()).value();
        auto const change_as = [&](AccountId who) {
            return drawn.world.as(who)->visit().change(
                [&](Change& change) { return save(change, made, "no reason"); });
        };
        CHECK(change_as(drawn.front_door).error().code == Code::not_allowed);
        CHECK(change_as(drawn.elsewhere).error().code == Code::not_found);
        CHECK_FALSE(drawn.record(drawn.administrator, robin()).ok());
    });
}

TEST_CASE(
    "a protected address is shown to those who work with somebody, and outlives others' saves")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto person = robin();
        person.protected_address = true;
        person.contacts.push_back({{}, "address", "1 Invented Street", Known::yes});
        auto const made = drawn.record(drawn.school_lead, person).value();
        auto const lead = drawn.world.as(drawn.school_lead); // named on it, as there is no team
        CHECK(find(lead->visit(), made.id)->contacts.size() == 2);
        auto const seen = find(drawn.world.as(drawn.front_door)->visit(), made.id).value();
        CHECK(seen.addresses_withheld);
        REQUIRE(seen.contacts.size() == 1);
        CHECK(seen.contacts.front().kind == "mobile");
    });
}

TEST_CASE("a record opens to who does not work with somebody only once they said why")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const made = drawn.record(drawn.worker, robin()).value();
        auto const page = [&](AccountId who) {
            return drawn.get(who, "/people/{person}", made.id).value().body;
        };
        CHECK(page(drawn.worker).find("Robin O’Neill-Smith") != std::string::npos);
        auto const asked = page(drawn.front_door);
        CHECK(asked.find("Why do you open this record?") != std::string::npos);
        CHECK(asked.find("Rob") == std::string::npos);
        http::FormData silent;
        silent.add("purpose", "  ");
        CHECK(drawn.post(drawn.front_door, "/people/{person}/purpose", made.id, silent)->status
            == http::Status::unprocessable);
        http::FormData why;
        why.add("purpose", "Weighing a concern");
        CHECK(drawn.post(drawn.front_door, "/people/{person}/purpose", made.id, why).ok());
        CHECK(page(drawn.front_door).find("Robin O’Neill-Smith") != std::string::npos);
        CHECK_FALSE(drawn.get(drawn.school_lead, "/people/{person}", made.id).ok());
        CHECK_FALSE(drawn.post(drawn.school_lead, "/people/{person}/purpose", made.id, why).ok());
        drawn.world.clock.move_to(drawn.world.clock.now() + std::chrono::minutes(31));
        CHECK(page(drawn.front_door).find("Rob") == std::string::npos);
    });
}

TEST_CASE("a late save gets a page with what stands now and what was typed")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const made = drawn.record(drawn.worker, robin()).value();
        auto const save_as = [&](AccountId who, char const* language) {
            return drawn.post(who, "/people/{person}/change", made.id, change_form(1, language));
        };
        CHECK(save_as(drawn.worker, "Urdu")->status == http::Status::see_other);
        auto const late = save_as(drawn.colleague, "Polish");
        REQUIRE(late.ok());
        CHECK(late->status == http::Status::conflict);
        CHECK(late->body.find("Urdu") != std::string::npos);
        CHECK(late->body.find("value=\"Polish\"") != std::string::npos);
        CHECK(late->body.find("name=\"version\" value=\"2\"") != std::string::npos);
    });
}

TEST_CASE("who may be known already is shown before a second record is made")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        drawn.record(drawn.worker, robin()).value();
        http::FormData form;
        form.add("name", "robin oneill smith");
        form.add("name_kind", "birth");
        form.add("birth-day", "3");
        form.add("birth-month", "May");
        form.add("birth-year", "2011");
        auto const send
            = [&](AccountId who) { return drawn.post(who, "/people/new", {}, form).value(); };
        auto const stopped = send(drawn.worker);
        CHECK(stopped.status == http::Status::unprocessable);
        CHECK(stopped.body.find("Same name and birth date") != std::string::npos);
        CHECK(send(drawn.school_lead).status == http::Status::see_other); // is told of nobody
        form.add("another_person", "yes");
        CHECK(send(drawn.worker).status == http::Status::see_other);
        CHECK(list_own(drawn.world.as(drawn.worker)->visit()).size() == 2);
    });
}

TEST_CASE("every page of people draws, with links, events and who works with them")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const one = drawn.record(drawn.worker, robin()).value();
        auto const other = drawn.record(drawn.worker, robin()).value();
        links::Link link;
        link.from = thing(one.id);
        link.to = thing(other.id);
        link.role = "friend";
        link.source = "His own words";
        link.drawn_from = thing(one.id);
        links::Event event;
        event.kind = "good_news";
        event.day = PartialDate::read("2026-02").value();
        event.said = "Joined the football club";
        event.source = "School";
        event.drawn_from = thing(one.id);
        auto const worker = drawn.world.as(drawn.worker);
        REQUIRE(worker->visit()
                    .change([&](Change& change) -> Done {
                        TRY(drawn.linked.store.save(change, link));
                        TRY(drawn.linked.store.save(change, event, {{thing(one.id), "was_there"}}));
                        return done();
                    })
                    .ok());
        drawn.room.panels.push_back([](Visit const&, Person const&) -> std::optional<html::Value> {
            return html::Value::object({{"title", "From another room"}});
        });
        auto const page = drawn.get(drawn.worker, "/people/{person}", one.id)->body;
        for (auto const* const text : {"Friend", "Joined the football club", "A team",
                 "From another room", "NOT safe to use", "999 000 0018"})
            CHECK_MESSAGE(page.find(text) != std::string::npos, text);
        auto const title = page.substr(page.find("<title>"), 60);
        CHECK(title.find("Rob") == std::string::npos);
        CHECK(drawn.get(drawn.worker, "/people", {})->body.find("Rob") != std::string::npos);
        CHECK(drawn.get(drawn.worker, "/people/new", {}).ok());
        CHECK(drawn.get(drawn.worker, "/people/{person}/change", one.id).ok());
        CHECK_FALSE(drawn.get(drawn.administrator, "/people", {}).ok());
        CHECK_FALSE(drawn.get(drawn.administrator, "/people/new", {}).ok());
        http::FormData find;
        find.add("reference", one.reference.write());
        CHECK(
            drawn.post(drawn.worker, "/people/find", {}, find)->status == http::Status::see_other);
        CHECK(drawn.post(drawn.front_door, "/people/find", {}, find)->status
            == http::Status::unprocessable); // asks why
        find.add("purpose", "Weighing a concern");
        CHECK(drawn.post(drawn.front_door, "/people/find", {}, find)->status
            == http::Status::see_other);
        CHECK(drawn.post(drawn.school_lead, "/people/find", {}, find)->status
            == http::Status::unprocessable); // as if there were nobody
    });
}

TEST_CASE("a team that stops working with somebody no longer finds them the day after")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const made = drawn.record(drawn.worker, robin()).value();
        auto const open = links::involvements_of(
            drawn.world.as(drawn.worker)->visit().reading(), thing(made.id));
        REQUIRE(open.size() == 1);
        http::FormData form;
        form.add("involvement", open[0].id.write());
        CHECK(drawn.post(drawn.colleague, "/people/{person}/involve/end", made.id, form)->status
            == http::Status::unprocessable); // why?
        form.add("reason", "Handed over");
        CHECK_FALSE( // a front door opens the record, and does not say who works with them no more
            drawn.post(drawn.front_door, "/people/{person}/involve/end", made.id, form).ok());
        CHECK(drawn.post(drawn.colleague, "/people/{person}/involve/end", made.id, form).ok());
        CHECK(knows(drawn.world.as(drawn.colleague)->visit(), made.id)); // the last day counts
        drawn.world.clock.move_to(drawn.world.clock.now() + std::chrono::hours(24));
        CHECK_FALSE(knows(drawn.world.as(drawn.colleague)->visit(), made.id));
        CHECK(knows(drawn.world.as(drawn.worker)->visit(), made.id)); // recorded them
        CHECK(drawn.post(drawn.front_door, "/people/{person}/involve", made.id, {}).ok());
        CHECK(list_own(drawn.world.as(drawn.front_door)->visit()).size() == 1);
    });
}

TEST_CASE("what a version replaced has every column of what it was (people)")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        CHECK(drawn.world.columns("persons_was") == drawn.world.twin_columns("persons"));
    });
}
