// SPDX-License-Identifier: MIT
#include "directory/directory.h"
#include "directory/open_data.h"
#include "world/databases.h"
#include <algorithm>
#include <doctest/doctest.h>
#include <fstream>
#include <sstream>
#include <zlib.h>

using namespace kith;
using namespace kith::directory;

namespace {
constexpr char const* shared_file
    = "postcode,positional_quality,easting,northing,latitude,longitude,lad_code,wd22cd\r\n"
      "FY1 1AD,10,330700,436600,53.8206,-3.0551,E06000009,E05001644\r\n"
      "\"PR1 8RL\",10,353700,429300,53.7572,-2.7044,E07000123,\r\n";
constexpr char const* code_point_file
    = "\"BB1 7DY\",10,368700,428500,\"E92000001\",\"E19000001\",\"E18000002\",\"\",\"E06000008\","
      "\"E05001620\"\n"
      "\"BB1 9ZZ\",90,0,0,\"E92000001\",\"E19000001\",\"E18000002\",\"\",\"\",\"\"\n";
constexpr char const* onspd_file
    = "pcd,pcd2,pcds,dointr,doterm,oslaua,osward,osgrdind,lat,long\n"
      "\"LA1 1AA\",\"LA1  1AA\",\"LA1 1AA\",198001,,E07000121,E05009000,1,54.0466,-2.8007\n"
      "\"LA1 1AB\",\"LA1  1AB\",\"LA1 1AB\",198001,199906,E07000121,E05009000,1,54.0467,-2.8008\n"
      "\"LA1 1AD\",\"LA1  1AD\",\"LA1 1AD\",198001,,E07000121,E05009000,9,99.999999,0.000000\n";
Instant const load_day = *Instant::read("2026-03-18T10:00:00Z");

std::optional<KnownPostcode> postcode_in(db::Database& database, char const* postcode)
{
    return find_postcode(*database.reader(), *Postcode::read(postcode));
}
std::int64_t postcodes_in(db::Database& database) { return count_postcodes(*database.reader()); }

void write_file(std::filesystem::path const& file, std::string_view bytes)
{
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
}
void write_packed(std::filesystem::path const& file, std::string_view bytes)
{
    auto* const packed = gzopen(file.c_str(), "wb");
    REQUIRE(packed);
    CHECK(gzwrite(packed, bytes.data(), static_cast<unsigned>(bytes.size()))
        == static_cast<int>(bytes.size()));
    gzclose(packed);
}
} // namespace

TEST_CASE("each publisher's layout is known by its shape, and its postcodes are found")
{
    tests::on_both_databases([](db::Database& database) {
        auto const shared = load_bytes(database, "a", shared_file, load_day);
        CHECK(shared.fate == Fate::loaded);
        CHECK(shared.kind == "postcodes, shared layout");
        CHECK(shared.rows == 2);
        auto const code_point = load_bytes(database, "b", code_point_file, load_day);
        CHECK(code_point.kind == "Code-Point Open postcodes");
        CHECK(code_point.rows == 1);
        CHECK(code_point.without_position == 1);
        auto const onspd = load_bytes(database, "c", onspd_file, load_day);
        CHECK(onspd.kind == "ONSPD postcodes");
        CHECK(onspd.rows == 1);
        CHECK(onspd.no_longer_used == 1);
        CHECK(onspd.without_position == 1);

        CHECK(postcodes_in(database) == 4);
        CHECK(postcode_in(database, "FY1 1AD")->district == "E06000009");
        CHECK(postcode_in(database, "FY1 1AD")->latitude == 53.8206);
        CHECK(postcode_in(database, "PR1 8RL")->ward == "");
        // the grid point of the file, moved to WGS84: Blackburn lies near 53.75 N, 2.48 W
        CHECK(postcode_in(database, "BB1 7DY")->latitude == doctest::Approx(53.752).epsilon(1e-4));
        CHECK(postcode_in(database, "BB1 7DY")->longitude == doctest::Approx(-2.476).epsilon(1e-3));
        CHECK_FALSE(postcode_in(database, "LA1 1AB"));
    });
}

TEST_CASE("one bad row leaves its whole file out, and says which and why")
{
    tests::on_both_databases([](db::Database& database) {
        auto const bad = std::string(shared_file) + "PR1 8RC,10,1,1,53.7,-2.7,E07000123,\r\n"
            + "PR1 8RD,10,1,1,north,-2.7,E07000123,\r\n" + "PR1 8RE,10,1,1,53.7,-2.7,Preston,\r\n"
            + "FY1 1AD,10,1,1,53.8,-3.0,E06000009,\r\n" + "PR1 8RF,10\r\n";
        auto const report = load_bytes(database, "a", bad, load_day);
        CHECK(report.fate == Fate::left_out);
        CHECK(report.bad_rows == 5);
        REQUIRE(report.bad.size() == 5);
        CHECK(report.bad[0].row == 4);
        CHECK(report.bad[0].reason == "\"PR1 8RC\" is not a full postcode");
        CHECK(report.bad[1].reason == "the position is not two numbers");
        CHECK(report.bad[2].reason == "the district is not a code such as E06000009");
        CHECK(report.bad[3].reason == "FY1 1AD stands in the file twice");
        CHECK(report.bad[4].row == 8);
        CHECK(report.bad[4].reason == "it has 2 fields, not 8");
        CHECK(postcodes_in(database) == 0);
        // mended, it is taken in
        CHECK(load_bytes(database, "a", shared_file, load_day).fate == Fate::loaded);
        CHECK(postcodes_in(database) == 2);
    });
}

TEST_CASE("loading twice changes nothing, and newer bytes replace what stood")
{
    tests::on_both_databases([](db::Database& database) {
        CHECK(load_bytes(database, "a", shared_file, load_day).fate == Fate::loaded);
        auto const again = load_bytes(database, "renamed", shared_file, load_day);
        CHECK(again.fate == Fate::unchanged);
        CHECK(postcodes_in(database) == 2);
        constexpr char const* newer
            = "postcode,positional_quality,latitude,longitude,lad_code,wd22cd\n"
              "FY1 1AD,10,53.8207,-3.0552,E06000009,E05001644\n";
        CHECK(load_bytes(database, "b", newer, load_day).fate == Fate::loaded);
        CHECK(postcodes_in(database) == 2);
        CHECK(postcode_in(database, "FY1 1AD")->latitude == 53.8207);
    });
}

TEST_CASE("more rows than one statement takes all arrive")
{
    tests::on_both_databases([](db::Database& database) {
        std::string file = "postcode,positional_quality,latitude,longitude,lad_code,wd22cd\n";
        constexpr std::string_view letters = "ABDEFGHJLN";
        for (std::size_t i = 0; i < 257; ++i) // two statements of 100 and 57 of one
            file += std::string("FY") + std::to_string(i / 100 + 1) + " "
                + std::to_string(i / 10 % 10) + letters[i % 10] + "A,10,53.8,-3.0,E06000009,\n";
        CHECK(load_bytes(database, "a", file, load_day).rows == 257);
        CHECK(postcodes_in(database) == 257);
        CHECK(postcode_in(database, "FY3 5HA")); // number 256
    });
}

TEST_CASE("a folder is read plain and packed; what is not recognised is listed and left")
{
    tests::on_both_databases([](db::Database& database) {
        tests::Folder const folder;
        write_packed(folder.path() / "a.bin", shared_file);
        write_file(folder.path() / "inner" / "b.txt", code_point_file);
        write_file(folder.path() / "notes.csv", "colour,size\nred,2\n");
        write_file(folder.path() / "picture.png", std::string_view("\x89PNG\r\n\x1a\n\0\0", 10));
        write_file(folder.path() / "empty.csv", "");
        std::ostringstream out;
        std::ostringstream told;
        Clock const clock(load_day);
        CHECK(load_command(database, clock, folder.path(), {}, out, told) == 0);
        CHECK(out.str()
            == "a.bin: loaded (postcodes, shared layout), 2 rows\n"
               "empty.csv: not recognised, left\n"
               "inner/b.txt: loaded (Code-Point Open postcodes), 1 rows, 1 without a position\n"
               "notes.csv: not recognised, left\n"
               "picture.png: not recognised, left\n"
               "2 loaded, 0 unchanged, 0 left out, 3 not recognised. The database holds 0 "
               "districts, 0 wards, 0 smaller areas, 3 postcodes, 0 schools, 0 incidents, 0 "
               "services (0 different) and 0 places.\n");
    });
}

TEST_CASE("a cut-off packed file and a bad row make the command answer 1 and name them")
{
    tests::on_both_databases([](db::Database& database) {
        tests::Folder const folder;
        write_packed(folder.path() / "cut.gz", shared_file);
        auto const size = std::filesystem::file_size(folder.path() / "cut.gz");
        std::filesystem::resize_file(folder.path() / "cut.gz", size - 12);
        write_file(folder.path() / "bad.csv", std::string(shared_file) + "\"PR1");
        std::ostringstream out;
        std::ostringstream told;
        Clock const clock(load_day);
        CHECK(load_command(database, clock, folder.path(), {}, out, told) == 1);
        CHECK(told.str()
            == "Reading bad.csv\n"
               "bad.csv, row 4: a quotation mark is opened and never closed\n"
               "cut.gz: it is damaged or cannot be read: fetch it again\n");
        CHECK(postcodes_in(database) == 0);
        CHECK(load_command(database, clock, folder.path() / "none", {}, out, told) == 1);
    });
}

TEST_CASE("the real postcodes load whole, and three of them answer Awaken, Engage and Deter")
{
    std::filesystem::path const folder = "../shared/data";
    if (!std::filesystem::is_directory(folder)) {
        MESSAGE("left out: ../shared/data, the real open data, is not here");
        return;
    }
    auto const facts = *ReferenceFacts::read();
    tests::on_both_databases([&](db::Database& database) {
        auto const report = load(database, folder / "postcodes", load_day);
        REQUIRE(report.ok());
        CHECK(report->good());
        CHECK(report->count(Fate::loaded) == 1);
        CHECK(postcodes_in(database) == 48284);
        auto const again = load(database, folder / "postcodes", load_day);
        CHECK(again->count(Fate::unchanged) == 1);

        Clock const clock(load_day);
        for (auto const& [postcode, team, number] :
            {std::array{"FY1 1AD", "Awaken", "01253 477261"},
                std::array{"BB1 7DY", "Engage", "01254 353 525"},
                std::array{"PR1 8RL", "Deter", "01772 209122"}}) {
            CAPTURE(postcode);
            std::ostringstream out;
            CHECK(who_command({facts, postcodes_of(database),
                                  [](std::string_view) { return std::vector<NamedPoint>(); }},
                      clock, postcode, Written::json, out)
                == 0);
            CHECK(out.str().find(team) != std::string::npos);
            CHECK(out.str().find(number) != std::string::npos);
        }
    });
}

TEST_CASE("whom to call is found by the name of a school, and several of one name are listed")
{
    tests::on_both_databases([](db::Database& database) {
        constexpr auto places = "kind,name,latitude,longitude,lad_code\n"
                                "park,Slipway Green,53.815,-3.05,E06000009\n"
                                "park,Mill Lane,53.815,-3.051,E06000009\n"
                                "park,Mill Lane,53.75,-2.48,E06000008\n";
        REQUIRE(load_bytes(database, "places.csv", places, load_day).fate == Fate::loaded);
        database.write([](db::Connection& connection) {
            for (auto const& [latitude, district] :
                {std::pair{53.815, "E06000009"}, std::pair{53.75, "E06000008"}})
                for (auto const longitude : {-3.05, -3.051, -2.48})
                    place_at(connection, {latitude, longitude}, district, "");
            return db::Outcome::keep;
        });
        auto const lease = database.reader();
        CHECK(points_named(*lease, "slipway green").size() == 1);
        CHECK(points_named(*lease, "mill").size() == 2); // part of a name
        CHECK(points_named(*lease, "mi").empty());       // too short to be a part
        CHECK(points_named(*lease, "Nowhere").empty());
        auto const facts = ReferenceFacts::read().value();
        Clock clock;
        auto const asked = [&](char const* name, Written written) {
            std::ostringstream out;
            auto const code = who_command(
                {facts, postcodes_of(database),
                    [&](std::string_view part) { return points_named(*lease, part); }},
                clock, name, written, out);
            return std::pair{code, out.str()};
        };
        auto const one = asked("Slipway Green", Written::text);
        CHECK(one.first == 0);
        CHECK(one.second.starts_with("Slipway Green is in Blackpool."));
        auto const several = asked("Mill Lane", Written::text);
        CHECK(several.first == 1);
        CHECK(several.second.find("Several have that name") != std::string::npos);
        CHECK(several.second.find("999") != std::string::npos);
        CHECK(asked("Mill Lane", Written::json).second.find("\"candidates\":[{")
            != std::string::npos);
        CHECK(asked("Nowhere at all", Written::text).first == 1);
    });
}
