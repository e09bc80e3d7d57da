// SPDX-License-Identifier: MIT
#include "base/london.h"
#include "people/chronology.h"
#include "people/fact_store.h"
#include "people/family_world_test.h"
#include <algorithm>
#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::people;

namespace {
constexpr char const* chronology_page = "/people/{person}/chronology";

class ChronologyWorld : public AroundWorld {
public:
    using AroundWorld::AroundWorld;

    EventId happened(AccountId who, char const* kind, char const* day, char const* said,
        std::optional<Thing> drawn_from = {})
    {
        links::Event event;
        event.kind = kind;
        event.day = PartialDate::read(day).value();
        event.said = said;
        event.source = "Form tutor";
        event.drawn_from = drawn_from.value_or(thing(boy.id));
        return change(who,
            [&](Change& inside) {
                return linked.store.save(inside, event, {{thing(boy.id), "was_there"}});
            })
            .value()
            .id;
    }
    Chronology read(AccountId who, ChronologyFilter const& filter = {})
    {
        auto const pass = world.as(who);
        auto made = chronology_of(room, pass->visit(), find(pass->visit(), boy.id).value(), filter);
        pass->settle();
        return made;
    }
    static std::vector<std::string> titles(Chronology const& made)
    {
        std::vector<std::string> all;
        for (auto const& entry : made.entries)
            all.push_back(entry.when_in_words() + ": " + entry.title);
        return all;
    }
    static bool has(Chronology const& made, std::string_view words)
    {
        return std::ranges::any_of(made.entries, [&](Entry const& entry) {
            return (entry.title + " " + entry.text).find(words) != std::string::npos;
        });
    }
};

ChronologyFilter only(std::set<std::string> kinds)
{
    ChronologyFilter filter;
    filter.kinds = std::move(kinds);
    return filter;
}
} // namespace

TEST_CASE("a chronology tells everything of the record in order, and marks gaps in contact")
{
    tests::on_both_databases([](db::Database& database) {
        ChronologyWorld drawn(database);
        drawn.happened(drawn.worker, "seen", "2026-02-20", "Seen at school");
        drawn.happened(drawn.worker, "contact", "2026-02-01", "Rang his aunt");
        drawn.happened(drawn.worker, "good_news", "2026-02", "Joined the football club");
        auto mother = AroundWorld::said(drawn.boy.id, "mother", drawn.mother.id);
        mother.from = Date::read("2011-05-03").value();
        REQUIRE(drawn.add(drawn.worker, mother).ok());
        auto const events = drawn.read(drawn.worker, only({"contact", "happened", "family"}));
        CHECK(ChronologyWorld::titles(events)
            == std::vector<std::string>{"February 2026: Something good", "20 February 2026: Seen",
                "1 February 2026: Contact with the family or a colleague",
                "3 May 2011: Mother: Ann Castellan"});
        // today is 6 March: 14 days since 20 February; 19 days from 1 to 20 February
        CHECK(events.gaps == std::vector<Gap>{{1, 14, true}, {2, 19}});

        auto const all = drawn.read(drawn.worker);
        for (auto const* const words : {"A team began to work with them", "The record was made",
                 "A name was recorded: Robin O’Neill-Smith (Birth name)",
                 "A number was recorded: 999 000 0018 (NHS number)",
                 "A way to reach them was recorded: 01632 960001 (Mobile)"})
            CHECK_MESSAGE(ChronologyWorld::has(all, words), words);
        CHECK(std::ranges::is_sorted(
            all.entries, std::greater<>(), [](Entry const& entry) { return entry.place(); }));
        auto const page = drawn.page(drawn.worker, chronology_page, drawn.boy.id);
        CHECK(page.find("No contact recorded for 19 days") != std::string::npos);
        auto const text = drawn.get(drawn.worker, "/people/{person}/chronology/text", drawn.boy.id);
        CHECK(text->headers.find("Content-Type")->starts_with("text/plain"));
        CHECK(text->body.find("[No contact recorded for 19 days]") != std::string::npos);
        CHECK(drawn.get(drawn.worker, "/people/{person}/chronology/print", drawn.boy.id).ok());
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("what a visitor may not see leaves no entry, gap, agency or number in a chronology")
{
    tests::on_both_databases([](db::Database& database) {
        ChronologyWorld drawn(database);
        auto const elsewhere_team
            = drawn.world.as(drawn.elsewhere)->visit().visitor().teams.front();
        drawn.works_with(drawn.boy.id, elsewhere_team);
        drawn.happened(drawn.worker, "seen", "2026-02-20", "Seen at school");
        auto const before = drawn.page(drawn.worker, chronology_page, drawn.boy.id);
        auto const hidden = drawn.record(drawn.elsewhere, AroundWorld::named("Ivo Quill")).value();
        drawn.happened(drawn.elsewhere, "seen", "2026-03-01", "Seen with Ivo", thing(hidden.id));
        REQUIRE(
            drawn.add(drawn.elsewhere, AroundWorld::said(drawn.boy.id, "friend", hidden.id)).ok());
        CHECK(ChronologyWorld::has(drawn.read(drawn.elsewhere), "Seen with Ivo"));
        CHECK(ChronologyWorld::has(drawn.read(drawn.elsewhere), "Friend: Ivo Quill"));
        CHECK(drawn.page(drawn.worker, chronology_page, drawn.boy.id) == before);
        for (auto const* const pattern : {"", "/print", "/text"}) {
            auto const refused = drawn.get(
                drawn.school_lead, std::string(chronology_page) + pattern, drawn.boy.id);
            CHECK(refused.error()
                == drawn.get(drawn.school_lead, chronology_page, PersonId::fresh()).error());
        }
        CHECK(drawn.get(drawn.front_door, chronology_page, drawn.boy.id)->status
            == http::Status::see_other); // says why first
    });
}

TEST_CASE("a chronology as it was known on a day holds neither what was said later nor what was "
          "taken back later")
{
    tests::on_both_databases([](db::Database& database) {
        ChronologyWorld drawn(database); // on 6 March
        auto const seen = drawn.happened(drawn.worker, "seen", "2026-02-20", "Seen at school");
        auto const aunt = drawn
                              .add(drawn.worker,
                                  AroundWorld::in_words(drawn.boy.id, "aunt_or_uncle", "Aunt Jo"))
                              .value();
        drawn.world.clock.move_to(Instant::read("2026-03-10T09:00:00Z").value());
        drawn.happened(drawn.worker, "seen", "2026-02-21", "Seen at the boats");
        REQUIRE(drawn
                    .change(drawn.worker,
                        [&](Change& change) {
                            return withdraw_relationship(
                                drawn.linked, change, drawn.boy.id, aunt, "Not his aunt");
                        })
                    .ok());
        links::Event corrected;
        corrected.id = seen;
        corrected.kind = "seen";
        corrected.day = PartialDate::read("2026-02-19").value();
        corrected.said = "Seen at home";
        corrected.source = "Form tutor";
        corrected.drawn_from = thing(drawn.boy.id);
        corrected.version = 1;
        REQUIRE(drawn
                    .change(drawn.worker,
                        [&](Change& change) {
                            return drawn.linked.store.save(change, corrected, {}, "It was at home");
                        })
                    .ok());
        auto const now = drawn.read(drawn.worker);
        CHECK(ChronologyWorld::has(now, "Seen at the boats"));
        CHECK(ChronologyWorld::has(now, "Seen at home"));
        CHECK_FALSE(ChronologyWorld::has(now, "Seen at school"));
        CHECK_FALSE(ChronologyWorld::has(now, "Aunt Jo"));
        ChronologyFilter then;
        then.known_on = Date::read("2026-03-06").value();
        auto const known = drawn.read(drawn.worker, then);
        CHECK(ChronologyWorld::has(known, "Seen at school"));
        CHECK(ChronologyWorld::has(known, "Aunt Jo"));
        CHECK_FALSE(ChronologyWorld::has(known, "Seen at the boats"));
        CHECK_FALSE(ChronologyWorld::has(known, "Seen at home"));
        then.known_on = Date::read("2026-03-05").value();
        auto const early = drawn.read(drawn.worker, then);
        CHECK(ChronologyWorld::titles(early).empty()); // the record was not made yet
    });
}

TEST_CASE("what was taken off the record says so, and no longer what it said")
{
    tests::on_both_databases([](db::Database& database) {
        ChronologyWorld drawn(database);
        drawn.world.clock.move_to(Instant::read("2026-03-09T09:00:00Z").value());
        REQUIRE(drawn
                    .change(drawn.worker,
                        [&](Change& change) -> Done {
                            auto person = TRY(find(change, drawn.boy.id));
                            person.identifiers.clear();
                            TRY(save(change, person, "Another child's number"));
                            return done();
                        })
                    .ok());
        auto const made = drawn.read(drawn.worker, only({"record"}));
        CHECK_FALSE(ChronologyWorld::has(made, "999 000 0018"));
        CHECK(ChronologyWorld::has(
            made, "A number recorded in error was taken off Another child's number"));
        CHECK(ChronologyWorld::has(made, "The record was changed Another child's number"));
    });
}

TEST_CASE("what was said of somebody stands in the chronology, unless it is sealed or taken back")
{
    tests::on_both_databases([](db::Database& database) {
        ChronologyWorld drawn(database);
        auto const say
            = [&](char const* kind, char const* code, char const* words, char const* from) {
                  Fact fact;
                  fact.kind = kind;
                  fact.code = code;
                  fact.words = words;
                  fact.stated_by = "document";
                  if (*from)
                      fact.from = PartialDate::read(from).value();
                  return drawn
                      .change(drawn.worker,
                          [&](Change& change) {
                              return add_fact(
                                  change, drawn.facts, find(change, drawn.boy.id).value(), fact);
                          })
                      .value();
              };
        auto const school = say("education", "ON_ROLL", "Ropewalk High School", "2022-09");
        say("address", "HOME", "12 Anvil Lane, Eastmoor", "");
        auto const gender = say("gender", "", "a boy", "");
        auto const titles = ChronologyWorld::titles(drawn.read(drawn.worker, only({"record"})));
        auto const told = [&](std::string_view words) {
            return std::ranges::any_of(
                titles, [&](auto const& one) { return one.find(words) != std::string::npos; });
        };
        CHECK(told("September 2022: Where they learn or work: "));
        CHECK(told("Gender: "));
        CHECK(told("a boy"));
        CHECK(told("12 Anvil Lane"));
        REQUIRE(drawn
                    .change(drawn.worker,
                        [&](Change& change) -> Done {
                            auto person = TRY(find(change, drawn.boy.id));
                            TRY(end_fact(change, person, school,
                                PartialDate::read("2026-02").value(), "He moved"));
                            TRY(withdraw_fact(change, person, gender, "Another child's"));
                            person.protected_address = true;
                            TRY(save(change, person, "A risk at home"));
                            return done();
                        })
                    .ok());
        auto const later = drawn.read(drawn.worker, only({"record"}));
        CHECK(ChronologyWorld::has(later, "No longer: Where they learn or work: "));
        CHECK(ChronologyWorld::has(
            later, "Gender: a statement recorded in error was taken back Another child's"));
        CHECK_FALSE(ChronologyWorld::has(later, "a boy"));
        CHECK_FALSE(ChronologyWorld::has(later, "12 Anvil Lane")); // sealed by now
    });
}

TEST_CASE("another room adds to a chronology, and programs read it page by page")
{
    tests::on_both_databases([](db::Database& database) {
        ChronologyWorld drawn(database);
        drawn.room.chronicles.push_back(
            [](Visit const&, std::vector<PersonId> const& records, Instant) {
                Entry entry;
                entry.id = "from another room";
                entry.kind = "sign";
                entry.day = PartialDate::read("2026-01-10").value();
                entry.title = "Of " + std::to_string(records.size()) + " record";
                return std::vector{entry};
            });
        drawn.happened(drawn.worker, "seen", "2026-02-20", "Seen at school");
        drawn.happened(drawn.worker, "seen", "2026-02-01", "Seen at home");
        auto const all = drawn.read(drawn.worker).entries;
        auto const call = [&](std::string const& query) {
            std::string const pattern = "/api/v1/people/{person}/chronology";
            auto request
                = Request::get("/api/v1/people/" + drawn.boy.id.write() + "/chronology" + query);
            request.matched(pattern, "", {{"person", drawn.boy.id.write()}});
            for (auto const& route : drawn.house.routes.all())
                if (route.pattern == pattern)
                    return route.handler(drawn.world.as(drawn.worker)->visit(), request);
            return Result<Response>(not_found());
        };
        std::vector<std::string> ids;
        std::string after;
        do {
            auto const answer = boost::json::parse(call("?most=3" + after)->body).as_object();
            for (auto const& entry : answer.at("entries").as_array())
                ids.emplace_back(entry.at("id").as_string());
            CHECK(answer.at("entries").as_array().size() <= 3);
            after = answer.at("next").is_null()
                ? ""
                : "&after=" + std::string(answer.at("next").as_string());
        } while (!after.empty());
        REQUIRE(ids.size() == all.size());
        for (std::size_t i = 0; i < ids.size(); ++i)
            CHECK(ids[i] == all[i].id);
        auto const contact
            = boost::json::parse(call("?kind=contact")->body).at("entries").as_array();
        REQUIRE(contact.size() == 2);
        CHECK(contact[0].at("days_without_contact_after").as_int64() == 14); // up to 6 March
        CHECK(contact[1].at("days_without_contact_after").as_int64() == 19);
        CHECK(contact[1].at("at").is_null());
        CHECK(call("?most=0").error().field == "most");
        CHECK(call("?after=yesterday").error().field == "after");
        CHECK(call("?from=spring").error().field == "from");
    });
}

TEST_CASE("a program adds who stands around somebody once for each key, and reads what its owner "
          "may know")
{
    tests::on_both_databases([](db::Database& database) {
        ChronologyWorld drawn(database);
        std::string const path = "/api/v1/people/{person}/relationships";
        http::Headers key;
        key.set("Idempotency-Key", "family-key-0123456789");
        auto const sent = R"({"kind":"mother","person":")" + drawn.mother.id.write()
            + R"(","source":"Health visitor","parts":[{"part":"parental_responsibility","stated_by":"The court"}]})";
        auto const id_in = [](Result<Response> const& answer) {
            return std::string(
                boost::json::parse(answer.value().body).as_object().at("id").as_string());
        };
        auto const made = drawn.send(drawn.worker, path, drawn.boy.id, sent, key);
        REQUIRE(made.ok());
        CHECK(made->status == http::Status::created);
        CHECK(id_in(drawn.send(drawn.worker, path, drawn.boy.id, sent, key)) == id_in(made));
        auto const field_of = [&](std::string const& text) {
            return drawn.send(drawn.worker, path, drawn.boy.id, text).error().field;
        };
        CHECK(field_of(R"({"kind":"nemesis","name":"Ann","source":"Tutor"})") == "kind");
        CHECK(field_of(R"({"kind":"mother","source":"Tutor"})") == "name");
        CHECK(field_of(R"({"kind":"mother","name":"Ann","source":"Tutor","colour":"blue"})")
            == "colour");
        CHECK_FALSE(drawn.send(drawn.front_door, path, drawn.boy.id, sent).ok());
        auto const missing = drawn.send(drawn.school_lead, path, drawn.boy.id, sent).error();
        CHECK(missing == drawn.send(drawn.school_lead, path, PersonId::fresh(), sent).error());

        for (auto const& route : drawn.house.routes.all()) {
            if (route.pattern != path || route.method != http::Method::get)
                continue;
            auto request
                = Request::get("/api/v1/people/" + drawn.boy.id.write() + "/relationships");
            request.matched(path, "", {{"person", drawn.boy.id.write()}});
            auto const read = route.handler(drawn.world.as(drawn.worker)->visit(), request).value();
            auto const all = boost::json::parse(read.body).at("relationships").as_array();
            REQUIRE(all.size() == 1);
            CHECK(all[0].at("kind").as_string() == "mother");
            CHECK(all[0].at("name").as_string() == "Ann Castellan");
            CHECK(all[0].at("parts").at(0).at("part").as_string() == "parental_responsibility");
            CHECK(all[0].at("telling").is_null());
            auto const unsaid
                = route.handler(drawn.world.as(drawn.front_door)->visit(), request).error();
            CHECK(unsaid.field == "purpose"); // says why first
        }
    });
}

TEST_CASE("a chronology of two thousand events is whole")
{
    tests::on_both_databases([](db::Database& database) {
        ChronologyWorld drawn(database);
        constexpr int events = 2000;
        auto const written = drawn.change(drawn.worker, [&](Change& change) -> Done {
            for (int i = 0; i < events; ++i) {
                links::Event event;
                event.kind = i % 2 == 0 ? "seen" : "incident";
                event.at = Instant::read("2020-01-01T12:00:00Z").value() + std::chrono::hours(i);
                event.said = "Number " + std::to_string(i);
                event.source = "Form tutor";
                event.drawn_from = thing(drawn.boy.id);
                drawn.linked.store.tell(change, event, {{thing(drawn.boy.id), "was_there"}});
            }
            return done();
        });
        REQUIRE(written.ok());
        auto const made = drawn.read(drawn.worker, only({"contact", "happened"}));
        REQUIRE(made.entries.size() == events);
        CHECK(made.entries.front().text == "Number 1999");
        CHECK(made.entries.back().text == "Number 0");
        // 1,998 hours after noon on 1 January 2020 is 83 days and 6 hours: the last contact was on
        // 24 March 2020; to 24 March 2026 are 6 years with one leap day, in 2024, and 6 March is 18
        // before
        CHECK(made.gaps == std::vector<Gap>{{1, 6 * 365 + 1 - 18, true}});
    });
}
