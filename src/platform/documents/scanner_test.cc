// SPDX-License-Identifier: MIT
#include "platform/documents/scanner.h"
#include "platform/documents/scanner_stand_in_test.h"
#include "platform/documents/settings.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::documents;

namespace {
Source pieces(std::vector<std::string> all)
{
    return [all = std::move(all), at = std::size_t(0)]() mutable {
        return at < all.size() ? all[at++] : std::string();
    };
}
} // namespace

TEST_CASE("a scanner is asked about every byte of a file, and believed")
{
    ScannerStandIn const clamd;
    CHECK(scan_with(clamd.address, pieces({"a pic", "ture"})) == Scan::clean);
    CHECK(scan_with(clamd.address, pieces({"with a vi", "rus in it"})) == Scan::refused);
    CHECK(scan_with(clamd.address, pieces({"say nothing"})) == Scan::waits);
}

TEST_CASE("a scanner that cannot be reached makes a file wait, and none makes nobody wait")
{
    std::string gone;
    {
        ScannerStandIn const clamd;
        gone = clamd.address;
    }
    CHECK(scan_with(gone, pieces({"a picture"})) == Scan::waits);
    CHECK(scan_with("127.0.0.1:1", pieces({"a picture"})) == Scan::waits);
    CHECK(scan_with("", pieces({"a picture"})) == Scan::none_asked);
    for (auto const scan : {Scan::none_asked, Scan::waits, Scan::clean, Scan::refused})
        CHECK(read_scan(write(scan)) == scan);
    CHECK(read_scan("anything else") == Scan::waits);
}

TEST_CASE("a setting that does not read stops the start with what to write")
{
    CHECK(read_settings("most_megabytes = 20\nclamd = \"\"\n").value().most_in_words() == "20 MB");
    CHECK(read_settings("most_megabytes = 5\nclamd = \"unix:/run/clamd.ctl\"\n").value().most_bytes
        == 5'242'880);
    for (auto const* const wrong : {"", "most_megabytes = 0\n", "most_megabytes = 101\n",
             "most_megabytes = \"20\"\n", "most_megabytes = 20\nclamd = \"scanner.example:3310\"\n",
             "most_megabytes = 20\nclamd = \"127.0.0.1:99999\"\n",
             "most_megabytes = 20\nmore = 1\n", "most_megabytes ="}) {
        CAPTURE(wrong);
        CHECK_FALSE(read_settings(wrong).ok());
    }
    CHECK(shipped_settings().clamd.empty());
    CHECK(size_in_words(2'202'010) == "2.1 MB");
    CHECK(size_in_words(1'025) == "2 KB");
}
