// SPDX-License-Identifier: MIT
#include "people/people_world_test.h"
#include "people/views.h"
#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::people;

namespace {
constexpr char const* own_page = "/people/{person}";
constexpr char const* new_fact = "/people/{person}/facts/{kind}/new";
constexpr char const* end_page = "/people/{person}/facts/{fact}/withdraw";
constexpr char const* all_kinds = "/people/{person}/facts";
constexpr char const* to_add = "/api/v1/people/{person}/facts";
constexpr char const* to_end = "/api/v1/people/{person}/facts/{fact}/withdraw";

http::FormData form_of(std::initializer_list<std::pair<char const*, char const*>> fields)
{
    http::FormData form;
    for (auto const& [name, value] : fields)
        form.add(name, value);
    return form;
}

http::Headers sent_with(char const* name, std::string const& value)
{
    http::Headers headers;
    headers.set(name, value);
    return headers;
}

boost::json::object object_of(Result<Response> const& answer)
{
    return boost::json::parse(answer.value().body).as_object();
}

bool says(std::string const& page, char const* text)
{
    return page.find(text) != std::string::npos;
}

Fact stated(char const* kind, char const* code, char const* words, char const* by = "self")
{
    Fact fact;
    fact.kind = kind;
    fact.code = code;
    fact.words = words;
    fact.stated_by = by;
    return fact;
}

Result<Fact> add(FamilyWorld& drawn, AccountId who, Person const& person, Fact const& fact)
{
    return drawn.world.as(who)->visit().change(
        [&](Change& change) { return add_fact(change, drawn.facts, person, fact); });
}

std::vector<Fact> facts_seen(FamilyWorld& drawn, AccountId who, PersonId id)
{
    auto const pass = drawn.world.as(who);
    auto const person = find(pass->visit(), id);
    return person ? list_facts(pass->visit(), *person) : std::vector<Fact>();
}

// How often a text stands in clear in the rows of what is known, or can be read in what is sealed.
std::size_t times_found(db::Database& database, std::string const& text)
{
    constexpr db::Sql clear{"all facts",
        "select words || ' ' || number || ' ' || note || ' ' || source || ' ' || end_reason || ' ' "
        "|| reason as said from person_facts"};
    constexpr db::Sql sealed{"all protected facts", "select sealed from protected_facts"};
    auto const lease = database.reader();
    std::size_t times = 0;
    for (auto const row : lease->run(clear))
        times += row.text("said").find(text) == std::string::npos ? 0 : 1;
    for (auto const row : lease->run(sealed))
        times += row.bytes("sealed").find(text) == std::string::npos ? 0 : 1;
    return times;
}
} // namespace

TEST_CASE("what is known is added with who said it, ended and taken back, and never changed")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const made = drawn.record(drawn.worker, robin()).value();
        auto const page = [&] { return drawn.get(drawn.worker, own_page, made.id).value().body; };
        CHECK(says(page(),
            "Nothing is recorded yet about: Language and communication; "
            "Health and disability needs; Education; Status."));

        auto const post = [&](char const* kind, http::FormData const& form) {
            return drawn.post(drawn.worker, new_fact, made.id, form, {{"kind", kind}}).value();
        };
        CHECK(post("gender", form_of({{"words", "a boy, mostly"}, {"stated_by", "self"}})).status
            == http::Status::see_other);
        CHECK(says(page(), "“a boy, mostly”"));
        CHECK(post("ethnicity", form_of({{"code", "OOTH"}, {"stated_by", "officer"}})).status
            == http::Status::see_other);
        CHECK(post("ethnicity", form_of({{"code", "MWAS"}, {"stated_by", "self"}})).status
            == http::Status::see_other);
        auto const shown = page();
        auto const first = shown.find("White and Asian");
        CHECK(first < shown.find("Any other ethnic group")); // which is folded, as what others said
        CHECK(says(shown, "said by a police officer"));

        auto const facts = facts_seen(drawn, drawn.worker, made.id);
        REQUIRE(facts.size() == 3);
        auto const end = [&](Fact const& fact, http::FormData const& form) {
            return drawn.post(drawn.worker, end_page, made.id, form, {{"fact", fact.id.write()}})
                .value();
        };
        auto const silent = end(facts[1], form_of({{"what", "wrong"}, {"reason", " "}}));
        CHECK(silent.status == http::Status::unprocessable);
        CHECK(says(silent.body, "Say why it is taken back"));
        CHECK(end(facts[1], form_of({{"what", "wrong"}, {"reason", "A guess by looks"}})).status
            == http::Status::see_other);
        CHECK(end(facts[0], form_of({{"what", "ended"}, {"until-year", "2026"}})).status
            == http::Status::see_other);
        auto const after = page();
        CHECK(says(after, "A guess by looks"));
        CHECK(says(after, "taken back on"));
        CHECK(says(after, "by A colleague"));
        CHECK_FALSE(drawn
                        .post(drawn.worker, end_page, made.id, form_of({{"what", "wrong"}}),
                            {{"fact", facts[1].id.write()}})
                        .ok());                                      // it is gone
        CHECK(facts_seen(drawn, drawn.worker, made.id).size() == 3); // nothing was deleted
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("a form that is refused comes back as it was filled in")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const made = drawn.record(drawn.worker, robin()).value();
        auto const refused = drawn.post(drawn.worker, new_fact, made.id,
            form_of({{"code", "HOME"}, {"words", "9 Umber Row"}, {"number", "nowhere"},
                {"stated_by", "parent_carer"}, {"from-year", "2024"}, {"note", "Ring twice"}}),
            {{"kind", "address"}});
        REQUIRE(refused.ok());
        CHECK(refused->status == http::Status::unprocessable);
        for (auto const* const kept : {"9 Umber Row", "value=\"nowhere\"", "value=\"2024\"",
                 "Ring twice", "Enter a full UK postcode", "href=\"#number\""})
            CHECK_MESSAGE(says(refused->body, kept), kept);
        CHECK(facts_seen(drawn, drawn.worker, made.id).empty());
        for (auto const& kind : fact_kinds())
            CHECK(drawn.get(drawn.worker, new_fact, made.id, {{"kind", std::string(kind.kind)}})
                      ->status
                == http::Status::ok);
        CHECK_FALSE(drawn.get(drawn.worker, new_fact, made.id, {{"kind", "nationality"}}).ok());
        CHECK(says(drawn.get(drawn.worker, all_kinds, made.id)->body, "Not recorded"));
    });
}

TEST_CASE("who may not change a record adds nothing to it, and who may not know it learns nothing")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const made = drawn.record(drawn.worker, robin()).value();
        auto const other = PersonId::fresh();
        auto const form = form_of({{"words", "a boy"}, {"stated_by", "self"}});
        for (auto const who : {drawn.elsewhere, drawn.school_lead, drawn.administrator}) {
            auto const hidden = drawn.post(who, new_fact, made.id, form, {{"kind", "gender"}});
            REQUIRE_FALSE(hidden.ok());
            CHECK(hidden.error()
                == drawn.post(who, new_fact, other, form, {{"kind", "gender"}}).error());
            CHECK(drawn.get(who, all_kinds, made.id).error().code == Code::not_found);
        }
        CHECK(
            drawn.post(drawn.front_door, new_fact, made.id, form, {{"kind", "gender"}}).error().code
            == Code::not_allowed);
        CHECK(facts_seen(drawn, drawn.worker, made.id).empty());
    });
}

TEST_CASE("where they live over time never lies in clear while the address is protected")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto person = robin();
        person.protected_address = true;
        auto made = drawn.record(drawn.worker, person).value();
        auto home = stated("address", "HOME", "1 Canary Wharf Lane", "parent_carer");
        home.number = "ZY9 9ZY";
        home.note = "The canary sings";
        auto const added = add(drawn, drawn.worker, made, home).value();
        CHECK(add(drawn, drawn.worker, made, stated("gender", "", "a boy")).ok());
        CHECK(times_found(database, "anary") == 0);
        CHECK(times_found(database, "ZY9") == 0);
        CHECK(times_found(database, "a boy") == 1); // or this could find nothing anywhere

        auto const ended = drawn.world.as(drawn.worker)->visit().change([&](Change& change) {
            return end_fact(change, made, added, PartialDate::read("2026-01").value(),
                "Left the canary behind");
        });
        REQUIRE(ended.ok());
        CHECK(times_found(database, "anary") == 0);
        auto const own = facts_seen(drawn, drawn.worker, made.id);
        REQUIRE(own.size() == 2);
        CHECK(own[0].words == "1 Canary Wharf Lane");
        CHECK(own[0].number == "ZY9 9ZY");
        CHECK(own[0].end_reason == "Left the canary behind");
        auto const door = facts_seen(drawn, drawn.front_door, made.id);
        REQUIRE(door.size() == 1); // as if they had never lived anywhere
        CHECK(door[0].kind == "gender");

        made = find(drawn.world.as(drawn.worker)->visit(), made.id).value();
        made.protected_address = false;
        REQUIRE(drawn.world.as(drawn.worker)
                    ->visit()
                    .change([&](Change& change) { return save(change, made, "No danger now"); })
                    .ok());
        CHECK(times_found(database, "anary") == 1);
        CHECK(facts_seen(drawn, drawn.front_door, made.id).size() == 2);
        made = find(drawn.world.as(drawn.worker)->visit(), made.id).value();
        made.protected_address = true;
        REQUIRE(drawn.world.as(drawn.worker)
                    ->visit()
                    .change([&](Change& change) { return save(change, made, "Danger again"); })
                    .ok());
        CHECK(times_found(database, "anary") == 0);
        CHECK(facts_seen(drawn, drawn.worker, made.id).size() == 2);
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("an address that an earlier state left in clear is sealed at the start")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const made = drawn.record(drawn.worker, robin()).value();
        CHECK(add(drawn, drawn.worker, made, stated("address", "HOME", "1 Canary Lane")).ok());
        constexpr db::Sql mark{
            "as if somebody had written it", "update persons set protected_address = true"};
        database.write([&](db::Connection& connection) {
            connection.run(mark);
            return db::Outcome::keep;
        });
        CHECK(facts_seen(drawn, drawn.front_door, made.id).empty()); // not even then
        auto const now = drawn.world.clock.now();
        CHECK(seal_protected(database, *drawn.world.keys, now) == 1);
        CHECK(times_found(database, "Canary") == 0);
        CHECK(seal_protected(database, *drawn.world.keys, now) == 0);
        CHECK(facts_seen(drawn, drawn.worker, made.id).size() == 1);
    });
}

TEST_CASE("a page without a protected address is the same whether or not there is one")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto bare = robin();
        bare.names.resize(1);
        bare.identifiers.clear();
        bare.protected_address = true;
        auto const with = drawn.record(drawn.worker, bare).value();
        auto const without = drawn.record(drawn.worker, bare).value();
        CHECK(add(drawn, drawn.worker, with, stated("address", "HOME", "1 Canary Lane")).ok());
        auto const why = form_of({{"purpose", "Weighing a concern"}});
        auto const page = [&](Person const& of) {
            REQUIRE(drawn.post(drawn.front_door, "/people/{person}/purpose", of.id, why).ok());
            auto body = drawn.get(drawn.front_door, own_page, of.id).value().body;
            for (auto const& hide : {of.id.write(), of.reference.write()})
                for (auto at = body.find(hide); at != std::string::npos; at = body.find(hide))
                    body.replace(at, hide.size(), "THEM");
            return body.substr(0, body.find("<aside")); // which names involvements by their ids
        };
        CHECK(page(with) == page(without));
        CHECK(says(page(with), "The address is protected."));
        CHECK(says(drawn.get(drawn.worker, own_page, with.id)->body, "1 Canary Lane"));
    });
}

TEST_CASE("a name in another script is kept, read in Latin letters, and found in either")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto person = robin();
        person.names = {{{}, "birth", "Олена Бондар", {}, {}, {}, "uk"}};
        auto const made = drawn.record(drawn.worker, person).value();
        auto const worker = drawn.world.as(drawn.worker);
        CHECK(find(worker->visit(), made.id)->names.front().language == "uk");
        CHECK(known(worker->visit(), {{"Olena Bondar"}, person.birth, {}}).size() == 1);
        CHECK(known(worker->visit(), {{"ОЛЕНА БОНДАР"}, person.birth, {}}).size() == 1);
        CHECK(known(worker->visit(), {{"Olga Bondar"}, person.birth, {}}).empty());
        CHECK(named_in(worker->visit(), "I saw Olena Bondar there").size() == 1);
        auto const page = drawn.get(drawn.worker, own_page, made.id)->body;
        CHECK(says(page, "lang=\"uk\" dir=\"ltr\">Олена Бондар"));
        CHECK(says(page, "<span lang=\"und-Latn\">Olena Bondar</span>"));
        CHECK(says(page, "Ukrainian"));

        constexpr db::Sql earlier{"as the version before compared it",
            "update person_names set folded = 'олена бондар', folding = 1"};
        database.write([&](db::Connection& connection) {
            connection.run(earlier);
            return db::Outcome::keep;
        });
        CHECK(known(drawn.world.as(drawn.worker)->visit(), {{"Olena Bondar"}, person.birth, {}})
                  .empty());
        CHECK(fold_names(database) == 1);
        CHECK(fold_names(database) == 0);
        CHECK(known(drawn.world.as(drawn.worker)->visit(), {{"Olena Bondar"}, person.birth, {}})
                  .size()
            == 1);
    });
}

TEST_CASE("a checked number on two records is said to whoever may know both, and to nobody else")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto person = robin();
        person.identifiers = {{{}, "nhs_number", "9990000018", "Mother",
            Date::read("2026-01-05").value(), "Red book", {}}};
        auto const one = drawn.record(drawn.worker, person).value();
        auto const page
            = [&](AccountId who, PersonId id) { return drawn.get(who, own_page, id).value().body; };
        auto const alone = page(drawn.worker, one.id);
        CHECK(says(alone, "checked on 5 January 2026 against Red book, by A colleague"));
        CHECK_FALSE(says(alone, "stands on another record"));
        auto const other = drawn.record(drawn.worker, person).value();
        auto const both = page(drawn.worker, one.id);
        CHECK(says(both, "stands on another record too"));
        CHECK(says(both, other.reference.write().c_str()));
        auto const hidden = drawn.record(drawn.school_lead, person).value();
        CHECK_FALSE(says(page(drawn.worker, one.id), hidden.reference.write().c_str()));
        CHECK_FALSE(says(page(drawn.school_lead, hidden.id), "stands on another record"));

        auto late = robin();
        late.identifiers = {{{}, "nhs_number", "9990000018", "", {}, "Red book", {}}};
        CHECK(drawn.record(drawn.worker, late).error().field == "verified_on");
    });
}

TEST_CASE("a program adds once, ends the version it read, and reads it all with the person")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const made = drawn.record(drawn.worker, robin()).value();
        std::string const sent
            = R"({"kind":"status","code":"SECTION_20","stated_by":"document","from":"2025-11-03"})";
        auto const key = sent_with("Idempotency-Key", "a-key-of-this-test-0101");
        auto const first = drawn.send(drawn.worker, to_add, made.id, sent, key);
        REQUIRE(first.ok());
        CHECK(first->status == http::Status::created);
        CHECK(first->headers.find("ETag") == "\"v1\"");
        auto const again = drawn.send(drawn.worker, to_add, made.id, sent, key);
        CHECK(object_of(again).at("id") == object_of(first).at("id"));
        CHECK(drawn.send(drawn.worker, to_add, made.id, sent).error().field == "code"); // stands
        auto const field_of = [&](char const* text) {
            return drawn.send(drawn.worker, to_add, made.id, text).error().field;
        };
        CHECK(field_of(R"({"kind":"ethnicity","code":"XXXX","stated_by":"self"})") == "code");
        CHECK(field_of(R"({"kind":"ethnicity","answer":"perhaps"})") == "answer");
        CHECK(field_of(R"({"kind":"ethnicity","colour":"blue"})") == "colour");
        CHECK(field_of(R"({"kind":"status","code":"CARE_LEAVER","stated_by":"self","from":"May"})")
            == "from");

        auto const id = std::string(object_of(first).at("id").as_string());
        auto const end = [&](std::string const& text, char const* version) {
            return drawn.send(drawn.worker, to_end, made.id, text,
                version ? sent_with("If-Match", version) : http::Headers(), {{"fact", id}});
        };
        CHECK(end(R"({"until":"2026-01-31"})", nullptr)->status
            == http::Status::precondition_required);
        auto const ended = object_of(end(R"({"until":"2026-01-31"})", "\"v1\""));
        CHECK(ended.at("version").as_int64() == 2);
        CHECK(end(R"({"until":"2026-02-01"})", "\"v1\"").error().code == Code::conflict);
        CHECK(end(R"({"until":"2026-02-01"})", "\"v2\"").error().field == "until");
        CHECK(end("{}", "\"v2\"").error().field == "reason");
        CHECK(object_of(end(R"({"reason":"Another child"})", "\"v2\"")).at("version").as_int64()
            == 3);
        CHECK(end(R"({"reason":"Again"})", "\"v3\"").error().code == Code::conflict);
        auto const read = object_of(drawn.get(drawn.worker, "/api/v1/people/{person}", made.id));
        REQUIRE(read.at("facts").as_array().size() == 1);
        auto const& fact = read.at("facts").as_array()[0].as_object();
        CHECK(fact.at("code").as_string() == "SECTION_20");
        CHECK(fact.at("until").as_string() == "2026-01-31");
        CHECK(fact.at("reason").as_string() == "Another child");
        CHECK_FALSE(fact.at("stands").as_bool());
        CHECK(
            drawn.send(drawn.front_door, to_add, made.id, sent).error().code == Code::not_allowed);
        CHECK(drawn.send(drawn.school_lead, to_add, made.id, sent).error().code == Code::not_found);
    });
}

TEST_CASE("a school is known by its number or its name, where the register is loaded")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        constexpr db::Sql school{"a school",
            "insert into schools (urn, name, town, postcode, state, kind, phase, council, "
            "district, ward, source, loaded_at) values ($1, $2, 'Ostermere', 'ZY1 1EB', 'open', "
            "'', '', '', '', '', 'a test', $3)"};
        database.write([&](db::Connection& connection) {
            connection.run(school, 990001, "Juniper Row High School", drawn.world.clock.now());
            return db::Outcome::keep;
        });
        auto const made = drawn.record(drawn.worker, robin()).value();
        for (auto const* const sent :
            {R"({"kind":"education","code":"ON_ROLL","number":"990001","stated_by":"document"})",
                R"({"kind":"education","code":"PART_TIME","words":"juniper row high school","stated_by":"document"})"}) {
            auto const added = object_of(drawn.send(drawn.worker, to_add, made.id, sent));
            CHECK(added.at("number").as_string() == "990001");
            CHECK(added.at("words").as_string().size() == 23);
        }
        auto const unknown = object_of(drawn.send(drawn.worker, to_add, made.id,
            R"({"kind":"education","code":"ALTERNATIVE","words":"A farm","stated_by":"self"})"));
        CHECK(unknown.at("number").is_null());
    });
}
