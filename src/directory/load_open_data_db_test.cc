// SPDX-License-Identifier: MIT
// Invented places in each publisher's layout.
#include "directory/directory.h"
#include "directory/open_data.h"
#include "directory/whereabouts.h"
#include "world/databases.h"
#include <doctest/doctest.h>
#include <fmt/core.h>
#include <fstream>

using namespace kith;
using namespace kith::directory;

namespace {
Instant const open_data_day = *Instant::read("2026-03-18T10:00:00Z");

// Two districts side by side: Westmere from 3 W to 2 W, with a lake (a hole) around 53.5 N 2.5 W;
// Eastmere from 2 W to 1 W.
constexpr char const* districts_file = R"({"type":"FeatureCollection","name":"x","features":[
{"type":"Feature","properties":{"LAD23CD":"E07900001","LAD23NM":"Westmere"},"geometry":{"type":"Polygon","coordinates":
 [[[-3,53],[-2,53],[-2,54],[-3,54],[-3,53]],[[-2.6,53.4],[-2.4,53.4],[-2.4,53.6],[-2.6,53.6],[-2.6,53.4]]]}},
{"type":"Feature","properties":{"LAD23CD":"E07900002","LAD23NM":"Eastmere"},"geometry":{"type":"MultiPolygon","coordinates":
 [[[[-2,53],[-1,53],[-1,54],[-2,54],[-2,53]]]]}}
]})";
// Two wards of Westmere; the second does not say in which district it lies.
constexpr char const* wards_file = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"wd23cd":"E05900001","wd23nm":"Northside","lad23cd":"E07900001"},"geometry":{"type":"Polygon","coordinates":
 [[[-3,53.5],[-2,53.5],[-2,54],[-3,54],[-3,53.5]]]}},
{"type":"Feature","properties":{"wd23cd":"E05900002","wd23nm":"Southside"},"geometry":{"type":"Polygon","coordinates":
 [[[-3,53],[-2,53],[-2,53.4],[-3,53.4],[-3,53]]]}}]})";

constexpr char const* police_header
    = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA "
      "name,Crime type,Last outcome category,Context\n";
// In Westmere; equal rows of anti-social behaviour; without a point; in the lake, so outside.
constexpr char const* police_rows
    = ",2021-04,Mere Police,Mere Police,-2.2,53.2,On or near Reed Lane,E01900001,Westmere "
      "001A,Anti-social behaviour,,\n"
      ",2021-04,Mere Police,Mere Police,-2.2,53.2,On or near Reed Lane,E01900001,Westmere "
      "001A,Anti-social behaviour,,\n"
      "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff,2021-04,Mere Police,Mere "
      "Police,,,No Location,,,Other crime,Under investigation,\n"
      "00112233445566778899aabbccddeeff00112233445566778899aabbccddeef0,2021-04,Mere Police,Mere "
      "Police,-2.5,53.5,On or near Lake,,,Burglary,Under investigation,\n";

constexpr char const* register_file
    = "URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment "
      "(name),EstablishmentStatus (code),PhaseOfEducation "
      "(name),StatutoryLowAge,StatutoryHighAge,Postcode,Town,DistrictAdministrative "
      "(code),AdministrativeWard (code),Easting,Northing\n"
      // 0x92 is Windows-1252's apostrophe, 0xE9 its e with an acute accent
      "\"900001\",\"999\",\"Mere\",\"4001\",\"St Andr\xE9\x92s School\",\"Community "
      "school\",\"1\",\"Secondary\",\"11\",\"16\",\"BB1 7DY\",\"Reedham\",\"\",\"\",\"368700\","
      "\"428500\"\n"
      "\"900002\",\"999\",\"Mere\",\"\",\"Overseas School\",\"British schools "
      "overseas\",\"2\",\"Not applicable\",\"\",\"\",\"DUBAI 1\",\"\",\"999999999\",\"999999999\","
      "\"0\",\"0\"\n";
constexpr char const* schools_file
    = "urn,name,town,postcode,status_2022,phase_hint,latitude,longitude,lad_code,wd22cd,local_"
      "authority\n"
      "900003,Reed Lane Primary School,Reedham,BB1 7DY,open,primary,53.2,-2.2,,,Mere\n"
      "900004,Old School,Reedham,BB1 7DY,closed,primary,53.2,-2.2,E07900001,,Mere\n";
constexpr char const* places_file
    = "kind,name,address,postcode,latitude,longitude,lad_code,wd22cd,source_id,source\n"
      "library,Reedham Library,\"Reed Lane, Reedham\",BB1 7DY,53.2,-2.2,,,L1,mere\n"
      "library,Reedham Library,\"Reed Lane, Reedham\",BB1 7DY,53.2,-2.2,,,L1,mere\n"
      "station,Nowhere Halt,,,,,,,S1,mere\n";
constexpr char const* services_file
    = R"({"total_items":2,"total_pages":1,"page_number":1,"size":2,"first_page":true,"last_page":true,"empty":false,"contents":[
{"id":"11111111-1111-4111-8111-111111111111","name":"Reedham Youth Club","description":"Thursday evenings","status":"active",
 "url":"https://youth.mere.invalid/","minimum_age":11,"maximum_age":18,"organization":{"id":"o","name":"Mere Youth"},
 "phones":[{"id":"p","number":"01632 960001","description":"Office"}],
 "attributes":[{"taxonomy_term":{"name":"Youth work"}}],"schedules":[{"description":"Thursdays 18:00 to 20:00"}],
 "service_at_locations":[{"id":"s","location":{"id":"l","name":"The Hut","latitude":53.2,"longitude":-2.2,
  "addresses":[{"address_1":"Reed Lane","city":"Reedham","postal_code":"bb17dy"}]}}]},
{"id":"22222222-2222-4222-8222-222222222222","name":"A line","status":"inactive","organization_id":"o"}]})";

FileReport load_text(db::Database& database, std::string_view text)
{
    return load_bytes(database, "file", text, open_data_day);
}
Holdings held_in(db::Database& database) { return count_open_data(*database.reader()); }

std::int64_t number_in(db::Database& database, db::Sql const& sql)
{
    return database.reader()->run(sql)[0].integer("n");
}
std::string text_in(db::Database& database, db::Sql const& sql)
{
    auto const rows = database.reader()->run(sql);
    return rows.empty() ? "none" : rows[0].text("t");
}
} // namespace

TEST_CASE("outlines are known by their properties, and a hole is not part of its district")
{
    tests::on_both_databases([](db::Database& database) {
        auto const districts = load_text(database, districts_file);
        CHECK(districts.fate == Fate::loaded);
        CHECK(districts.kind == "district outlines");
        CHECK(districts.rows == 2);
        auto const wards = load_text(database, wards_file);
        CHECK(wards.kind == "ward outlines");
        CHECK(held_in(database).districts == 2);
        CHECK(held_in(database).wards == 2);

        auto const lease = database.reader();
        auto whereabouts = Whereabouts::read(*lease);
        CHECK(whereabouts.district_at({53.2, -2.2}) == "E07900001");
        CHECK(whereabouts.ward_at({53.2, -2.2}) == "E05900002");
        CHECK(whereabouts.district_at({53.5, -2.5}) == ""); // the lake
        CHECK(whereabouts.district_at({53.5, -1.5}) == "E07900002");
        CHECK(whereabouts.ward_at({53.5, -1.5}) == "");
        // the ward that does not say lies in Westmere all the same
        auto const of_westmere = list_wards(*lease, "E07900001");
        REQUIRE(of_westmere.size() == 2);
        CHECK(of_westmere[1].name == "Southside");
        CHECK(of_westmere[1].vintage == 2023);
        CHECK(list_areas(*lease, "district")[1].shape.polygons[0].size() == 2); // with its hole
    });
}

TEST_CASE("a newer vintage of districts replaces the older one in every answer")
{
    tests::on_both_databases([](db::Database& database) {
        (void)load_text(database, districts_file);
        std::string const newer
            = R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"lad28cd":"E06900001","lad28nm":"Mere"},
"geometry":{"type":"Polygon","coordinates":[[[-3,53],[-1,53],[-1,54],[-3,54],[-3,53]]]}}]})";
        CHECK(load_text(database, newer).fate == Fate::loaded);
        CHECK(held_in(database).districts == 1);
        CHECK(Whereabouts::read(*database.reader()).district_at({53.5, -2.5}) == "E06900001");
    });
}

TEST_CASE("an incident without a point or outside is counted and kept, and equal rows are two")
{
    tests::on_both_databases([](db::Database& database) {
        (void)load_text(database, districts_file);
        auto const report = load_text(database, std::string(police_header) + police_rows);
        CHECK(report.fate == Fate::loaded);
        CHECK(report.kind == "police.uk incidents");
        CHECK(report.rows == 4);
        CHECK(report.without_position == 1);
        CHECK(report.outside == 1);
        CHECK(held_in(database).incidents == 4);
        CHECK(
            number_in(database,
                {"in Westmere", "select count(*) as n from incidents where district = 'E07900001'"})
            == 2);
    });
}

TEST_CASE("the same rows in another file are the same incidents, with the newer outcome")
{
    tests::on_both_databases([](db::Database& database) {
        auto const file = std::string(police_header) + police_rows;
        CHECK(load_text(database, file).fate == Fate::loaded);
        CHECK(load_text(database, file).fate == Fate::unchanged);
        auto later = file;
        for (auto at = later.find("Under investigation"); at != std::string::npos;
             at = later.find("Under investigation"))
            later.replace(at, 19, "Local resolution");
        CHECK(load_text(database, later).fate == Fate::loaded);
        CHECK(held_in(database).incidents == 4);
        CHECK(text_in(database,
                  {"outcome", "select outcome as t from incidents where kind = 'Burglary'"})
            == "Local resolution");
        // a third equal row is a third incident
        auto const third
            = file + std::string(police_rows).substr(0, std::string(police_rows).find('\n') + 1);
        CHECK(load_text(database, third).rows == 5);
        CHECK(held_in(database).incidents == 5);
    });
}

TEST_CASE("outlines that come last place what was loaded before them")
{
    tests::on_both_databases([](db::Database& database) {
        CHECK(load_text(database, std::string(police_header) + police_rows).outside == 0);
        (void)load_text(database, schools_file);
        (void)load_text(database, services_file);
        (void)load_text(database, places_file);
        CHECK(list_schools(*database.reader(), "E07900001").empty());
        (void)load_text(database, districts_file);
        auto const schools = list_schools(*database.reader(), "E07900001");
        REQUIRE(schools.size() == 1); // the closed one is not listed
        CHECK(schools[0].name == "Reed Lane Primary School");
        CHECK(count_services(*database.reader(), "E07900001") == 1);
        CHECK(number_in(database,
                  {"placed", "select count(*) as n from places where district = 'E07900001'"})
            == 2);
        CHECK(number_in(database,
                  {"placed", "select count(*) as n from incidents where district = 'E07900001'"})
            == 2);
    });
}

TEST_CASE("the register of schools is read as Windows-1252, on the grid, with its pseudo codes")
{
    tests::on_both_databases([](db::Database& database) {
        auto const report = load_text(database, register_file);
        CHECK(report.kind == "DfE school register");
        CHECK(report.rows == 2);
        CHECK(report.without_position == 1);
        CHECK(text_in(database, {"name", "select name as t from schools where urn = 900001"})
            == "St Andr\xC3\xA9\xE2\x80\x99s School");
        CHECK(text_in(database, {"state", "select state as t from schools where urn = 900002"})
            == "closed");
        CHECK(text_in(database, {"code", "select postcode as t from schools where urn = 900002"})
            == "");
        // grid 368700 428500 lies near 53.752 N: worked out in british_grid_test
        CHECK(number_in(database,
                  {"point",
                      "select count(*) as n from schools where latitude between 53.751 and 53.753 "
                      "and longitude between -2.477 and -2.475 and lowest_age = 11"})
            == 1);
        CHECK(load_text(database, schools_file).kind == "schools, shared layout");
        CHECK(held_in(database).schools == 4);
    });
}

TEST_CASE("equal places are two, one without a point is counted, and twice is still two")
{
    tests::on_both_databases([](db::Database& database) {
        auto const report = load_text(database, places_file);
        CHECK(report.kind == "places");
        CHECK(report.rows == 2);
        CHECK(report.without_position == 1);
        auto const again = load_text(database, std::string(places_file) + "\n");
        CHECK(again.fate == Fate::loaded); // other bytes, the same rows
        CHECK(held_in(database).places == 2);
    });
}

TEST_CASE("services are read from a page and from a plain list, and examples are left")
{
    tests::on_both_databases([](db::Database& database) {
        auto const report = load_text(database, services_file);
        CHECK(report.kind == "Open Referral services");
        CHECK(report.rows == 2);
        CHECK(text_in(database, {"postcode", "select postcode as t from service_places"})
            == "BB1 7DY");
        CHECK(text_in(database,
                  {"kind",
                      "select kind as t from services where lowest_age = 11 and highest_age = 18"})
            == "Youth work");
        CHECK(text_in(database, {"number", "select number as t from service_phones"})
            == "01632 960001");
        // the same two as a list, one of them renamed: still two, and no place twice
        std::string list = services_file;
        list = list.substr(list.find("[\n"), list.rfind(']') - list.find("[\n") + 1);
        list.replace(list.find("A line"), 6, "A help line");
        CHECK(load_text(database, list).rows == 2);
        CHECK(held_in(database).services == 2);
        CHECK(number_in(database, {"places", "select count(*) as n from service_places"}) == 1);
        CHECK(text_in(
                  database, {"renamed", "select name as t from services where state = 'inactive'"})
            == "A help line");

        std::string example = services_file;
        example.replace(example.find("youth.mere.invalid"), 18, "www.example.com");
        CHECK(load_text(database, example).fate == Fate::not_recognised);
        CHECK(load_text(database, R"({"contents":[]})").fate == Fate::not_recognised);
        CHECK(load_text(database, R"({"type":"Topology","arcs":[]})").fate == Fate::not_recognised);
    });
}

TEST_CASE("a service listed twice in the same words is one; in other words its file is left out")
{
    tests::on_both_databases([](db::Database& database) {
        std::string file = services_file;
        auto const second = file.find("{\"id\":\"22222222");
        auto const item = file.substr(second, file.rfind("]}") - second);
        auto const at = file.rfind("]}");
        auto differs = file;
        file.insert(at, "," + item);
        differs.insert(at, "," + item + " ");
        differs.replace(differs.rfind("A line"), 6, "B line");
        auto const refused = load_text(database, differs);
        REQUIRE(refused.bad.size() == 1);
        CHECK(refused.bad[0].row == 3);
        CHECK(refused.bad[0].reason
            == "the service 22222222-2222-4222-8222-222222222222 stands in the file twice, and "
               "differently");
        auto const report = load_text(database, file);
        CHECK(report.rows == 3);
        CHECK(report.repeated == 1);
        CHECK(held_in(database).services == 3);
        CHECK(held_in(database).different_services == 2);
        CHECK(load_text(database, file + "\n").rows == 3); // other bytes, the same services
        CHECK(held_in(database).services == 3);
    });
}

TEST_CASE("each way in which a row breaks its format is named, and nothing of its file is kept")
{
    struct Broken {
        std::string file;
        std::size_t row;
        char const* reason;
    };
    auto const changed = [](std::string file, std::string_view from, std::string_view to) {
        file.replace(file.find(from), from.size(), to);
        return file;
    };
    auto const police = std::string(police_header) + police_rows;
    std::vector<Broken> const all = {
        {changed(police, "2021-04", "2021-13"), 2, "the month is not one such as 2021-04"},
        {changed(police, "-2.2,53.2", "-2.2,"), 2, "the position is not two numbers"},
        {changed(police, "E01900001", "Westmere"), 2,
            "the LSOA code is not a code such as E01012571"},
        {changed(police, "\n00112233", "\n001122"), 4, "the crime id is not 64 hexadecimal digits"},
        {changed(police, ",Burglary", ","), 5, "it has no crime type"},
        {changed(police, ",Burglary", ",\xE9"), 5, "it is not UTF-8 text: save the file as UTF-8"},
        {changed(schools_file, "900004", "900003"), 3, "URN 900003 stands in the file twice"},
        {changed(schools_file, "900004", "Reed"), 3, "\"Reed\" is not a URN"},
        {changed(schools_file, ",closed", ",gone"), 3, "\"gone\" is not a state of a school"},
        {changed(schools_file, "BB1 7DY", "BB1"), 2, "\"BB1\" is not a full postcode"},
        {changed(places_file, "53.2", "530.2"), 2, "the position is not on the globe"},
        {changed(places_file, "library,", ","), 2, "it has no kind"},
        {changed(districts_file, "[[[[-2,53],", "[[[[368700,428500],"), 2,
            "its outline is not in degrees: fetch it as WGS84 (EPSG:4326)"},
        {changed(districts_file, ",[-2,53]]]]", "]]]"), 2,
            "a line of its outline does not end where it began"},
        {changed(districts_file, "E07900002", "E07900001"), 2,
            "E07900001 stands in the file twice"},
        {changed(districts_file, "}}\n]}", "}}\n]"), 3, "the document does not end as JSON does"},
        {changed(services_file, "22222222-2222-4222-8222-222222222222", "2"), 2,
            "its id is not a UUID"},
        {changed(services_file, "inactive", "asleep"), 2, "\"asleep\" is not a state of a service"},
        {changed(services_file, "\"minimum_age\":11", "\"minimum_age\":\"11\""), 1,
            "minimum_age is not a number of years"},
    };
    tests::on_both_databases([&](db::Database& database) {
        for (auto const& broken : all) {
            CAPTURE(broken.reason);
            auto const report = load_text(database, broken.file);
            CHECK(report.fate == Fate::left_out);
            CHECK(report.rows == 0);
            REQUIRE(report.bad.size() == 1);
            CHECK(report.bad[0].row == broken.row);
            CHECK(report.bad[0].reason == broken.reason);
        }
        auto const held = held_in(database);
        CHECK(held.schools + held.incidents + held.services + held.places + held.districts == 0);
    });
}

TEST_CASE(
    "a bad row after thousands of good ones leaves nothing behind, and the first 20 are named")
{
    tests::on_both_databases([](db::Database& database) {
        std::string file = police_header;
        std::string const row = police_rows;
        auto const good = row.substr(0, row.find('\n') + 1);
        for (int i = 0; i < 2500; ++i)
            file += good;
        auto const whole = file;
        for (int i = 0; i < 25; ++i)
            file += "too,short\n";
        auto const report = load_text(database, file);
        CHECK(report.fate == Fate::left_out);
        CHECK(report.bad_rows == 25);
        REQUIRE(report.bad.size() == 20);
        CHECK(report.bad[0].row == 2502);
        CHECK(report.bad[0].reason == "it has 2 fields, not 12");
        CHECK(held_in(database).incidents == 0);
        CHECK(load_text(database, whole).rows == 2500); // equal rows, each an incident
        CHECK(held_in(database).incidents == 2500);
    });
}

TEST_CASE("a file longer than one piece is read whole, row numbers and quoted line ends too")
{
    tests::on_both_databases([](db::Database& database) {
        // each row some 120 bytes: 12,000 rows are more than a megabyte
        std::string file = "kind,name,address,postcode,latitude,longitude,lad_code\n";
        for (int i = 0; i < 12000; ++i)
            file
                += fmt::format("shop,Shop {},\"{} Long Lane\nReedham, the third line of an address "
                               "that goes on for a while yet\",BB1 7DY,53.2,-2.2,\n",
                    i, i);
        CHECK(file.size() > std::size_t{1} << 20U);
        auto const bad = file + "shop,Last,,,53.2\n";
        auto const refused = load_text(database, bad);
        REQUIRE(refused.bad.size() == 1);
        CHECK(refused.bad[0].row == 12002); // a row is one row, however many lines it has
        auto const report = load_text(database, file);
        CHECK(report.rows == 12000);
        CHECK(held_in(database).places == 12000);
    });
}

TEST_CASE("in a folder outlines are taken first whatever they are called, and an example is told")
{
    tests::on_both_databases([](db::Database& database) {
        tests::Folder const folder;
        auto const write = [&](char const* name, std::string_view text) {
            std::ofstream(folder.path() / name, std::ios::binary) << text;
        };
        write("a.csv", std::string(police_header) + police_rows);
        write("y.json", wards_file);
        write("z.json", districts_file);
        std::string example = services_file;
        example.replace(example.find("youth.mere.invalid"), 18, "www.example.com");
        write("example.json", example);
        std::vector<std::string> told;
        Watch watch;
        watch.reached = [&](std::string const& file) { told.push_back(file); };
        auto const report = load(database, folder.path(), open_data_day, watch);
        REQUIRE(report.ok());
        CHECK(told == std::vector<std::string>{"z.json", "y.json", "a.csv"});
        REQUIRE(report->files.size() == 4);
        CHECK(report->files[0].file == "a.csv");
        CHECK(report->files[0].outside == 1); // the districts were there when it was read
        CHECK(report->files[1].kind
            == "an example of Open Referral: its addresses are those kept for examples");
        CHECK(report->good());
    });
}
