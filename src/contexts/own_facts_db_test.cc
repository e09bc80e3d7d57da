// SPDX-License-Identifier: MIT
#include "contexts/context_fact_store.h"
#include "contexts/contexts_world_test.h"
#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::contexts;

namespace {
constexpr char const* new_page = "/contexts/new";
constexpr char const* context_page = "/contexts/{context}";
constexpr char const* change_page = "/contexts/{context}/change";
constexpr char const* where_page = "/contexts/{context}/where";
constexpr char const* fact_page = "/contexts/{context}/facts/{kind}/new";
constexpr char const* fact_end_page = "/contexts/{context}/facts/{fact}/withdraw";
constexpr char const* household_page = "/contexts/{context}/household";

bool tells(std::string const& body, std::string_view text)
{
    return body.find(text) != std::string::npos;
}

http::FormData fields(std::initializer_list<std::pair<char const*, char const*>> all)
{
    http::FormData form;
    for (auto const& [name, value] : all)
        form.add(name, value);
    return form;
}

ContextId made_by(Result<Response> const& answer)
{
    REQUIRE(answer.ok());
    REQUIRE_MESSAGE(answer->status == http::Status::see_other, answer->body);
    auto const location = *answer->headers.find("Location");
    return ContextId::read(location.substr(10, 36)).value();
}

// 3.1 to 3.0 west, 53.8 to 53.9 north: one ward that is the whole district.
std::string square(std::string const& stem, std::string const& code, std::string const& name,
    std::string const& also)
{
    return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{")" + stem
        + R"(cd":")" + code + R"(",")" + stem + R"(nm":")" + name + "\"" + also
        + R"(},"geometry":{"type":"Polygon","coordinates":)"
          "[[[-3.1,53.8],[-3,53.8],[-3,53.9],[-3.1,53.9],[-3.1,53.8]]]}}]}";
}

Context takeaway()
{
    Context context;
    context.kind = "PLACE";
    context.name = "Saffron Star";
    context.sort = "TAKEAWAY";
    context.postcode = "FY1 1AD";
    return context;
}
} // namespace

TEST_CASE("each kind of context is asked for its own facts and for no other's")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        struct Asked {
            char const* kind;
            std::vector<char const*> there;
            std::vector<char const*> not_there;
        };
        for (auto const& [kind, there, not_there] :
            std::vector<Asked>{{"PLACE", {"Sort of place", "Opening hours", "How people get there"},
                                   {"Register number", "Platform", "Tenancy"}},
                {"SCHOOL", {"Register number", "DfE number", "Phases", "Opening hours"},
                    {"Sort of place", "Platform", "Tenancy", "How people get there"}},
                {"ONLINE", {"Platform or game", "Kind of space"},
                    {"Postcode", "Phases", "Tenancy", "Does the address tell"}},
                {"HOME", {"Tenancy", "Does the address tell"},
                    {"Platform", "Phases", "Opening hours", "How people get there"}},
                {"PEER", {"Where they meet"},
                    {"Platform", "Phases", "Tenancy", "Does the address tell", "Latitude"}}}) {
            auto const body
                = drawn.get(drawn.worker, new_page, {}, {}, std::string("?kind=") + kind)->body;
            for (auto const* const text : there)
                CHECK_MESSAGE(tells(body, text), kind, " asks ", text);
            for (auto const* const text : not_there)
                CHECK_FALSE_MESSAGE(tells(body, text), kind, " does not ask ", text);
        }
        auto const first = drawn.get(drawn.worker, new_page, {}, {}, "");
        CHECK(tells(first->body, "What is it?"));
        CHECK_FALSE(tells(first->body, "Postcode"));
        auto const nothing = drawn.get(drawn.worker, new_page, {}, {}, "?chosen=yes");
        CHECK(nothing->status == http::Status::unprocessable);

        auto const sent = [&](char const* text) {
            return drawn.send(drawn.worker, "/api/v1/contexts", {}, text).error().field;
        };
        CHECK(sent(R"({"kind":"PLACE","name":"Pier","phases":["PRIMARY"]})") == "phases");
        CHECK(sent(R"({"kind":"HOME","name":"Flat","urn":"119234"})") == "urn");
        CHECK(sent(R"({"kind":"ONLINE","name":"Chat","platform":"A game","transport":"Bus"})")
            == "transport");
        CHECK(sent(R"({"kind":"PEER","name":"Friends","sort":"PARK"})") == "sort");
        CHECK(sent(R"({"kind":"PLACE","name":"Pier","sort":"GAME"})") == "sort");
        CHECK(sent(R"({"kind":"PLACE","name":"Pier","tells_where":"maybe"})") == "tells_where");
    });
}

TEST_CASE("a place has its sort, its hours and how people get there, and loses them as a school")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto form = fields({{"kind", "PLACE"}, {"name", "Saffron Star"}, {"sort", "TAKEAWAY"},
            {"postcode", "FY1 1AD"}, {"owner", "A company"}, {"transport", "Lines 7 and N2"},
            {"hours-1-days", "weekdays"}, {"hours-1-opens", "17:00"}, {"hours-1-closes", "3:00"},
            {"hours-2-days", "sat"}, {"hours-2-opens", "17.00"}, {"hours-2-closes", "04:00"}});
        auto const wrong = drawn.post(drawn.worker, new_page, {}, form);
        CHECK(wrong->status == http::Status::unprocessable);
        CHECK(tells(wrong->body, "Enter a time such as 17:00"));
        CHECK(tells(wrong->body, "value=\"17.00\"")); // nothing typed is lost
        form = fields({{"kind", "PLACE"}, {"name", "Saffron Star"}, {"sort", "TAKEAWAY"},
            {"postcode", "FY1 1AD"}, {"transport", "Lines 7 and N2"}, {"hours-1-days", "weekdays"},
            {"hours-1-opens", "17:00"}, {"hours-1-closes", "3:00"}});
        auto const id = made_by(drawn.post(drawn.worker, new_page, {}, form));
        auto const page = drawn.get(drawn.school_lead, context_page, id)->body;
        CHECK(tells(page, "Takeaway or café"));
        CHECK(tells(page, "Monday to Friday, 17:00 to 03:00 the next day"));
        CHECK(tells(page, "Lines 7 and N2"));
        auto const read = boost::json::parse(
            drawn.get(drawn.school_lead, "/api/v1/contexts/{context}", id)->body)
                              .as_object();
        CHECK(read.at("sort").as_string() == "TAKEAWAY");
        CHECK(read.at("hours").as_array()[0].at("closes").as_string() == "03:00");

        auto const as_school = fields({{"version", "1"}, {"kind", "SCHOOL"},
            {"name", "Saffron Star"}, {"phases-asked", "yes"}, {"phases", "PRIMARY"},
            {"phases", "NURSERY"}, {"reason", "Recorded as a place in error"}});
        REQUIRE(drawn.post(drawn.worker, change_page, id, as_school)->status
            == http::Status::see_other);
        auto const stands = find(drawn.world.as(drawn.worker)->visit(), id).value();
        CHECK(stands.phases == std::vector<std::string>{"PRIMARY", "NURSERY"});
        CHECK(stands.sort.empty());
        CHECK(stands.transport.empty());
        CHECK(stands.postcode == "FY1 1AD"); // not asked on that form, so it stays
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("a school is taken over from the register that is loaded, by its number")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        constexpr db::Sql add_school{"add school",
            "insert into schools (urn, name, town, postcode, state, kind, phase, council, "
            "district, ward, source, loaded_at) values ($1, $2, 'Quillmouth', 'FY1 1AD', 'open', "
            "'Community school', 'Secondary', '', '', '', 'test', $3)"};
        database.write([&](db::Connection& connection) {
            connection.run(add_school, 119234, "Cinder High School", drawn.world.clock.now());
            return db::Outcome::keep;
        });
        auto const id = made_by(drawn.post(drawn.worker, new_page, {},
            fields({{"kind", "SCHOOL"}, {"urn", "119234"}, {"name", ""}, {"postcode", ""},
                {"dfe_number", "8884123"}, {"phases-asked", "yes"}})));
        auto const school = find(drawn.world.as(drawn.worker)->visit(), id).value();
        CHECK(school.name == "Cinder High School");
        CHECK(school.postcode == "FY1 1AD");
        CHECK(school.phases == std::vector<std::string>{"SECONDARY"});
        CHECK(school.dfe_number == "888/4123");
        CHECK(school.district == "E06000009");
        auto const short_urn = drawn.post(drawn.worker, new_page, {},
            fields({{"kind", "SCHOOL"}, {"urn", "1192"}, {"name", "Other"}}));
        CHECK(short_urn->status == http::Status::unprocessable);
        CHECK(tells(short_urn->body, "has six digits"));
    });
}

TEST_CASE("a route is a line, a park an area, an estate a ward; what is none is refused as typed")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        drawn.load(square("lad23", "E06000009", "Blackpool", ""));
        drawn.load(square("wd23", "E05001644", "Talbot", R"(,"lad23cd":"E06000009")"));
        auto const id = drawn.record(drawn.worker, takeaway()).value().id;
        auto const place = [&](std::initializer_list<std::pair<char const*, char const*>> all) {
            return drawn.post(drawn.worker, where_page, id, fields(all));
        };
        auto const stands = [&] { return find(drawn.world.as(drawn.worker)->visit(), id).value(); };
        auto const wrong = place({{"version", "1"}, {"extent", "line"},
            {"outline", "-3.05, 53.81\n-3.06, 53.82"}, {"reason", "Told by a driver"}});
        CHECK(wrong->status == http::Status::unprocessable);
        CHECK(tells(wrong->body, "a list has latitude first"));
        CHECK(tells(wrong->body, "-3.05, 53.81"));
        CHECK(tells(wrong->body, "value=\"Told by a driver\""));
        CHECK(place({{"version", "1"}, {"extent", "line"},
                        {"outline", "53.81, -3.05\n53.83, -3.05"}, {"reason", "It is a route"}})
                  ->status
            == http::Status::see_other);
        auto context = stands();
        CHECK(context.outline
            == R"({"type":"LineString","coordinates":[[-3.05E0,5.381E1],[-3.05E0,5.383E1]]})");
        REQUIRE(context.point);
        CHECK(context.point->latitude == doctest::Approx(53.82));
        auto page = drawn.get(drawn.school_lead, context_page, id)->body;
        CHECK(tells(page, "<polyline class=\"kith-map__line\""));
        CHECK(tells(page, "The thick line shows where it is: in Talbot, Blackpool"));
        CHECK_FALSE(tells(page, "kith-map__point\""));

        CHECK(place({{"version", "2"}, {"extent", "whole"}, {"area", "E05001644"},
                        {"reason", "The whole estate"}})
                  ->status
            == http::Status::see_other);
        context = stands();
        CHECK(context.outline.empty());
        CHECK(context.area == "E05001644");
        CHECK(tells(drawn.get(drawn.school_lead, context_page, id)->body, "The whole of Talbot"));
        auto const late = place({{"version", "2"}, {"extent", "point"}, {"latitude", "53.85"},
            {"longitude", "-3.05"}, {"reason", "Moved"}});
        CHECK(late->status == http::Status::conflict);
        CHECK(tells(late->body, "What stands now"));
        CHECK(tells(late->body, "value=\"53.85\""));

        auto const sent = drawn.send(drawn.worker, "/api/v1/contexts/{context}/change", id,
            R"({"area":null,"outline":{"type":"Polygon","coordinates":[[[-3.06,53.81],[-3.05,53.81],[-3.05,53.82],[-3.06,53.81]]]},"reason":"A park"})",
            [] {
                http::Headers headers;
                headers.set("If-Match", "\"v3\"");
                return headers;
            }());
        REQUIRE(sent.ok());
        auto const read = boost::json::parse(sent->body).as_object();
        CHECK(read.at("outline").at("type").as_string() == "Polygon");
        CHECK(read.at("area").is_null());
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("who points at the map without a script has latitude and longitude filled in")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const id = drawn.record(drawn.worker, takeaway()).value().id;
        auto const before = drawn.get(drawn.worker, where_page, id)->body;
        CHECK(tells(before, "no outlines of Blackpool are loaded"));
        drawn.load(square("lad23", "E06000009", "Blackpool", ""));
        drawn.load(square("wd23", "E05001644", "Talbot", R"(,"lad23cd":"E06000009")"));
        CHECK(tells(drawn.get(drawn.worker, where_page, id)->body, "type=\"image\""));
        auto const image = drawn.get(drawn.worker, "/contexts/{context}/where/map.svg", id);
        CHECK(image->body.starts_with("<svg"));
        CHECK(image->headers.find("Content-Type") == "image/svg+xml");
        // The square is 0.1 degrees high and 0.059 wide on the ground at 53.85 degrees: it fills
        // the 1600 - 24 units of height, so a degree of latitude is 15,760 units. Across is 24 +
        // 0.1 × cos(53.85°) × 15,760 = 953.7 units for 720 pixels: a pixel is 1.3246 units.
        // 360 pixels right is the middle; 600 down is 794.7 units, of which 12 are the edge:
        // 782.7 / 15,760 = 0.04967 degrees below 53.9.
        auto const at = drawn.post(drawn.worker, where_page, id,
            fields({{"version", "1"}, {"pick.x", "360"}, {"pick.y", "600"}, {"extent", "line"}}));
        CHECK(at->status == http::Status::ok);
        CHECK(tells(at->body, "You pointed at a place in Talbot."));
        CHECK(tells(at->body, "Nothing is saved yet"));
        CHECK(tells(at->body, "value=\"53.8503"));
        CHECK(tells(at->body, "value=\"-3.05000\""));
        CHECK(find(drawn.world.as(drawn.worker)->visit(), id)->version == 1);
        auto const by_key = drawn.post(drawn.worker, where_page, id,
            fields({{"version", "1"}, {"pick.x", "0"}, {"pick.y", "0"}}));
        CHECK(by_key->status == http::Status::unprocessable);
        CHECK_FALSE(drawn.get(drawn.school_lead, where_page, id).ok());
        auto const home = drawn.record(drawn.worker, flat()).value().id;
        CHECK_FALSE(drawn.get(drawn.worker, where_page, home).ok());
    });
}

TEST_CASE("harm types seen are a set, each first and last seen, with who said so")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const id = drawn.record(drawn.worker, takeaway()).value().id;
        auto const add = [&](std::initializer_list<std::pair<char const*, char const*>> all) {
            return drawn.post(drawn.worker, fact_page, id, fields(all), {{"kind", "harm"}});
        };
        auto const silent = add({{"code", "CCE"}, {"words", "Phones are given out"}});
        CHECK(silent->status == http::Status::unprocessable);
        CHECK(tells(silent->body, "Say who told this"));
        CHECK(tells(silent->body, "value=\"Phones are given out\""));
        CHECK(add({{"code", "CCE"}, {"from-year", "2027"}, {"source", "A driver"}})->status
            == http::Status::unprocessable); // the world stands in 2026
        CHECK(add({{"code", "CCE"}, {"source", "A driver"}, {"from-year", "2025"},
                      {"from-month", "5"}, {"words", "Phones are given out"}})
                  ->status
            == http::Status::see_other);
        CHECK(add({{"code", "CCE"}, {"source", "Licensing"}, {"until-year", "2026"},
                      {"until-month", "1"}, {"certainty", "confirmed"}})
                  ->status
            == http::Status::see_other);
        CHECK(add({{"code", "CSE"}, {"source", "A parent"}})->status == http::Status::see_other);
        auto const page = drawn.get(drawn.school_lead, context_page, id)->body;
        CHECK(tells(page, "first seen May 2025, last seen January 2026"));
        CHECK(tells(page, "source: Licensing"));
        CHECK(tells(page, "Child sexual exploitation"));
        CHECK_FALSE(tells(page, "facts/harm/new")); // whoever may not change it has no button

        auto const worker = drawn.world.as(drawn.worker);
        auto const context = find(worker->visit(), id).value();
        auto const all = list_facts(worker->visit(), context);
        REQUIRE(all.size() == 3);
        auto const parts = PlacesWorld::Parts{{"fact", all[2].id.write()}};
        CHECK(drawn
                  .post(drawn.worker, fact_end_page, id,
                      fields({{"what", "ended"}, {"until-year", "2026"}, {"reason", "x"}}), parts)
                  ->status
            == http::Status::unprocessable); // a harm is seen again, not ended
        CHECK(
            drawn.post(drawn.worker, fact_end_page, id, fields({{"what", "wrong"}}), parts)->status
            == http::Status::unprocessable); // without a reason
        CHECK(drawn
                  .post(drawn.worker, fact_end_page, id,
                      fields({{"what", "wrong"}, {"reason", "It was another place"}}), parts)
                  ->status
            == http::Status::see_other);
        CHECK_FALSE(drawn
                        .post(drawn.worker, fact_end_page, id,
                            fields({{"what", "wrong"}, {"reason", "Again"}}), parts)
                        .ok());
        CHECK_FALSE(tells(
            drawn.get(drawn.school_lead, context_page, id)->body, "Child sexual exploitation"));
        CHECK_FALSE(drawn.get(drawn.worker, fact_page, id, {{"kind", "lead"}}).ok()); // a school's
        CHECK_FALSE(drawn.get(drawn.school_lead, fact_page, id, {{"kind", "harm"}}).ok());
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("licences, safeguarding leads and a home taken over are dated, by page and by API")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const place = drawn.record(drawn.worker, takeaway()).value().id;
        auto const home = drawn.record(drawn.worker, flat()).value().id;
        auto const school
            = drawn.record(drawn.worker, {.kind = "SCHOOL", .name = "Cinder High School"})
                  .value()
                  .id;
        constexpr char const* facts_api = "/api/v1/contexts/{context}/facts";
        auto const send = [&](ContextId id, char const* text) {
            return drawn.send(drawn.worker, facts_api, id, text);
        };
        CHECK(
            send(place,
                R"({"kind":"licence","code":"LATE_NIGHT","number":"LN/17","reach":"The council","until":"2027-01-01"})")
                ->status
            == http::Status::created);
        CHECK(tells(drawn.get(drawn.school_lead, context_page, place)->body,
            "number LN/17; The council; until 1 January 2027"));
        CHECK(
            send(place, R"({"kind":"lead","code":"LEAD","words":"Ada"})").error().field == "kind");
        CHECK(send(school, R"({"kind":"lead","code":"LEAD"})").error().field == "words");
        http::Headers key;
        key.set("Idempotency-Key", "a-key-of-this-test-0043");
        auto const lead
            = R"({"kind":"lead","code":"DEPUTY","words":"Ada Quill","reach":"By phone"})";
        auto const once = drawn.send(drawn.worker, facts_api, school, lead, key);
        CHECK(drawn.send(drawn.worker, facts_api, school, lead, key)->body == once->body);
        CHECK(tells(drawn.get(drawn.school_lead, context_page, school)->body,
            "Deputy safeguarding lead: Ada Quill"));
        CHECK(send(home, R"({"kind":"cuckooing","code":"SUSPECTED","source":"A neighbour"})")
                  .error()
                  .field
            == "from");
        auto const taken = send(home,
            R"({"kind":"cuckooing","code":"SUSPECTED","source":"A neighbour","from":"2026-02"})");
        REQUIRE(taken.ok());
        CHECK(tells(drawn.get(drawn.worker, context_page, home)->body, "Suspected"));
        auto const fact
            = std::string(boost::json::parse(taken->body).as_object().at("id").as_string());
        auto const page = drawn.get(drawn.worker, fact_end_page, home, {{"fact", fact}});
        CHECK(tells(page->body, "It is no longer so"));
        CHECK(drawn
                  .post(drawn.worker, fact_end_page, home,
                      fields({{"what", "ended"}, {"until-year", "2026"}, {"until-month", "3"}}),
                      {{"fact", fact}})
                  ->status
            == http::Status::see_other);
        drawn.world.clock.move_to(drawn.world.clock.now() + std::chrono::hours(24 * 40));
        CHECK_FALSE(tells(drawn.get(drawn.worker, context_page, home)->body, "Suspected"));
        CHECK_FALSE(drawn
                        .send(drawn.school_lead, facts_api, place,
                            R"({"kind":"harm","code":"CSE","source":"x"})")
                        .ok());
        CHECK(drawn
                  .send(drawn.school_lead, facts_api, home,
                      R"({"kind":"harm","code":"CSE","source":"x"})")
                  .error()
            == drawn.send(drawn.school_lead, facts_api, ContextId::fresh(), "{}").error());
    });
}

TEST_CASE("who lives in a home is seen by whoever may know both, and ends with a reason")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const home = drawn.record(drawn.worker, flat()).value().id;
        auto const robin = Reference::fresh('P');
        auto const hidden = Reference::fresh('P');
        drawn.people[robin.write()] = thing(PersonId::fresh());
        drawn.people[hidden.write()] = thing(PersonId::fresh());
        drawn.hidden = {drawn.people[hidden.write()].id};
        auto const add = [&](std::string const& reference) {
            http::FormData form;
            form.add("reference", reference);
            form.add("source", "Their social worker");
            form.add("confidence", "confirmed");
            return drawn.post(drawn.worker, household_page, home, form);
        };
        CHECK(tells(drawn.get(drawn.worker, household_page, home)->body, "Who lives here?"));
        auto const unknown = add(Reference::fresh('P').write());
        CHECK(unknown->status == http::Status::unprocessable);
        CHECK(tells(unknown->body, "Nobody you may know of has this reference"));
        CHECK(tells(add(hidden.write())->body, "Nobody you may know of has this reference"));
        CHECK(add(robin.write())->status == http::Status::see_other);
        CHECK(add(robin.write())->status == http::Status::see_other); // once
        auto const page = drawn.get(drawn.worker, context_page, home)->body;
        CHECK(tells(page, "Lives here no more"));
        CHECK(page.find("Lives here no more") == page.rfind("Lives here no more"));
        auto const at = page.find("/household/");
        REQUIRE(at != std::string::npos);
        auto const link = page.substr(page.find("/household/", at) + 11, 36);
        constexpr char const* end_page = "/contexts/{context}/household/{link}/end";
        CHECK(
            drawn.post(drawn.worker, end_page, home, fields({{"what", "ended"}}), {{"link", link}})
                ->status
            == http::Status::unprocessable);
        CHECK(drawn
                  .post(drawn.worker, end_page, home,
                      fields({{"what", "wrong"}, {"reason", "Another flat"}}), {{"link", link}})
                  ->status
            == http::Status::see_other);
        CHECK(tells(drawn.get(drawn.worker, context_page, home)->body, "Nobody that you may know"));
        auto const place = drawn.record(drawn.worker, takeaway()).value().id;
        CHECK_FALSE(drawn.get(drawn.worker, household_page, place).ok());
        auto const sent = drawn.send(drawn.worker, "/api/v1/contexts/{context}/household", home,
            R"({"person":")" + robin.write() + R"(","source":"A neighbour"})");
        CHECK(sent->status == http::Status::created);
        CHECK(drawn.world.verdict().problems.empty());
    });
}
