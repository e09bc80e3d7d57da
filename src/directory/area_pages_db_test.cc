// SPDX-License-Identifier: MIT
#include "directory/area_pages.h"
#include "platform/access/gate.h"
#include "platform/html/templates_once_test.h"
#include "world/databases.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::directory;

namespace {
// Blackpool's code with an invented square for an outline, two invented wards and a school.
constexpr char const* one_district
    = R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"lad22cd":"E06000009","lad22nm":"Blackpool"},
"geometry":{"type":"Polygon","coordinates":[[[-3.1,53.7],[-3,53.7],[-3,53.9],[-3.1,53.9],[-3.1,53.7]]]}}]})";
constexpr char const* two_wards
    = R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"wd22cd":"E05900001","wd22nm":"Tower & Sands","lad22cd":"E06000009"},
"geometry":{"type":"Polygon","coordinates":[[[-3.1,53.7],[-3,53.7],[-3,53.8],[-3.1,53.8],[-3.1,53.7]]]}},
{"type":"Feature","properties":{"wd22cd":"E05900002","wd22nm":"Pinewood","lad22cd":"E06000009"},
"geometry":{"type":"Polygon","coordinates":[[[-3.1,53.8],[-3,53.8],[-3,53.9],[-3.1,53.9],[-3.1,53.8]]]}}]})";
constexpr char const* one_school
    = "urn,name,town,postcode,status_2022,phase_hint,latitude,longitude,lad_code\n"
      "900001,Invented <Primary> School,Reedham,FY1 1AD,open,primary,53.75,-3.05,\n"
      "900002,Shut School,Reedham,FY1 1AD,closed,primary,53.75,-3.05,\n";

struct AreaHouse {
    explicit AreaHouse(db::Database& held) : database(held) { }
    tests::Folder folder = {};
    db::Database& database;
    Clock clock = Clock(*Instant::read("2026-03-18T10:00:00Z"));
    std::unique_ptr<ledger::Keys> keys = ledger::Keys::open(folder.path() / "keys");
    access::Gate gate
        = access::Gate(database, *keys, access::Policy::read({}, access::Predicates()), clock);
    // a pass sees the database as it was when it began, as one request does
    [[nodiscard]] std::unique_ptr<access::Pass> fresh_pass() const
    {
        return gate.enter_as_process("command line");
    }
    ReferenceFacts facts = *ReferenceFacts::read();
    html::Templates const& templates = html::templates_once();
    access::Pages pages = access::Pages(templates);
    Directory room = {facts, pages};

    void load(std::string_view text)
    {
        CHECK(load_bytes(database, "file", text, clock.now()).fate == Fate::loaded);
    }
    std::string areas()
    {
        auto const pass = fresh_pass();
        auto const page = show_areas(room, pass->visit(), http::Request::get("/areas"));
        REQUIRE(page.ok());
        return page->body;
    }
    Result<http::Response> area(std::string const& code)
    {
        auto request = http::Request::get("/areas/" + code);
        request.matched("/areas/{area}", "", {{"area", code}});
        auto const pass = fresh_pass();
        return show_area(room, pass->visit(), request);
    }
};

bool says(std::string const& page, std::string_view words)
{
    return page.find(words) != std::string::npos;
}
} // namespace

TEST_CASE("all fourteen districts are listed with team and front door, and without outlines there "
          "is no map")
{
    tests::on_both_databases([](db::Database& database) {
        AreaHouse house(database);
        auto const page = house.areas();
        std::size_t rows = 0;
        for (auto at = page.find("href=\"/areas/"); at != std::string::npos;
             at = page.find("href=\"/areas/", at + 1))
            ++rows;
        CHECK(rows == 14);
        CHECK(says(page, "Awaken, North"));
        CHECK(says(page, "Not confirmed"));
        CHECK(says(page, "No map yet"));
        CHECK_FALSE(says(page, "<svg class=\"kith-map\""));
        CHECK_FALSE(says(page, "Open Government Licence"));
    });
}

TEST_CASE("with outlines the areas are drawn, credited, and nothing in the page is styled in place")
{
    tests::on_both_databases([](db::Database& database) {
        AreaHouse house(database);
        house.load(one_district);
        auto const page = house.areas();
        CHECK(says(page, "<svg class=\"kith-map\""));
        CHECK(says(page, "<title>Blackpool</title>"));
        CHECK(says(page, "Open Government Licence v3.0"));
        CHECK_FALSE(says(page, "No map yet"));
        CHECK_FALSE(says(page, "style=\""));
        CHECK(page.size() < 30'000);
    });
}

TEST_CASE("a district shows its wards and open schools, and an unknown one is not found")
{
    tests::on_both_databases([](db::Database& database) {
        AreaHouse house(database);
        auto const bare = house.area("E06000009");
        REQUIRE(bare.ok());
        CHECK(says(bare->body, "Nothing more is loaded for this district"));
        house.load(one_district);
        house.load(two_wards);
        house.load(one_school);
        auto const page = house.area("E06000009");
        REQUIRE(page.ok());
        CHECK(says(page->body, "Pinewood, Tower &amp; Sands."));
        CHECK(says(page->body, "Invented &lt;Primary&gt; School"));
        CHECK_FALSE(says(page->body, "Shut School"));
        CHECK_FALSE(says(page->body, "<Primary>"));
        CHECK(says(page->body, "kith-map__point"));
        CHECK(house.area("E06999999").error().code == Code::not_found);
        CHECK(house.area("Blackpool").error().code == Code::not_found); // one address a district
    });
}
