// SPDX-License-Identifier: MIT
#include "platform/documents/drawn_pictures_test.h"
#include "platform/documents/exif.h"
#include "platform/documents/picture.h"
#include <cstdlib>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::documents;

namespace {
// The colours of the four quarters, as letters: JPEG changes each a little.
std::string corners(Pixels const& picture)
{
    std::string letters;
    for (auto const& [x, y] : {std::pair{0.25, 0.25}, {0.75, 0.25}, {0.25, 0.75}, {0.75, 0.75}}) {
        auto const pixel
            = picture.at(static_cast<int>(x * picture.width), static_cast<int>(y * picture.height));
        bool const red = pixel[0] > 128;
        bool const green = pixel[1] > 128;
        bool const blue = pixel[2] > 128;
        letters += red && green && blue ? 'W' : red ? 'R' : green ? 'G' : blue ? 'B' : '-';
    }
    return letters;
}

Pixels shown(Drawn const& drawn)
{
    REQUIRE(drawn.redrawn.has_value());
    auto decoded = decode_jpeg(drawn.redrawn->picture);
    REQUIRE(decoded.pixels.has_value());
    return *decoded.pixels;
}

Refusal refused(std::string const& bytes)
{
    auto const drawn = redraw(bytes);
    REQUIRE_FALSE(drawn.redrawn.has_value());
    return drawn.refusal;
}
} // namespace

TEST_CASE("a file is what its first bytes say, whatever it is called")
{
    CHECK(kind_of(as_jpeg(plain(8, 8, {9, 9, 9}))) == PictureKind::jpeg);
    CHECK(kind_of(as_png(plain(8, 8, {9, 9, 9}))) == PictureKind::png);
    for (auto const* const other : {"", "\xFF\xD8", "GIF89a", "RIFF\x10\0\0\0WEBPVP8 ", "%PDF-1.7",
             "<svg xmlns='http://www.w3.org/2000/svg'/>", "PK\x03\x04", "MZ", "BM"})
        CHECK_FALSE(kind_of(other).has_value());
    CHECK(refused("<html>not a picture</html>") == Refusal::not_a_picture);
    CHECK(in_words(Refusal::not_a_picture, "photograph").field == "photograph");
}

TEST_CASE("what is shown is the picture, and nothing that the camera wrote beside it")
{
    auto const sent = with_exif(as_jpeg(quarters(64, 48)), 1, "GPS 53.8167 -3.0370 canary");
    REQUIRE(sent.find("canary") != std::string::npos);
    auto const drawn = redraw(sent);
    REQUIRE(drawn.redrawn.has_value());
    for (auto const* const text : {"Exif", "canary", "GPS"}) {
        CHECK(drawn.redrawn->picture.find(text) == std::string::npos);
        CHECK(drawn.redrawn->small.find(text) == std::string::npos);
    }
    CHECK(corners(shown(drawn)) == "RGBW");
    CHECK(drawn.redrawn->width == 64);
    CHECK(drawn.redrawn->height == 48);
}

TEST_CASE("a comment and a colour profile do not come through either")
{
    auto sent = as_jpeg(quarters(64, 48));
    sent.insert(2, std::string("\xFF\xFE\0\x0E", 4) + "canary said "); // COM
    sent.insert(
        2, std::string("\xFF\xE2\0\x16", 4) + std::string("ICC_PROFILE\0\x01\x01", 14) + "canary");
    auto const drawn = redraw(sent);
    REQUIRE(drawn.redrawn.has_value());
    CHECK(drawn.redrawn->picture.find("canary") == std::string::npos);
    CHECK(drawn.redrawn->picture.find("ICC_PROFILE") == std::string::npos);
}

TEST_CASE("a picture stands upright however the camera was held")
{
    // What is stored is R G over B W. Worked out by hand from Exif's table of the eight.
    for (auto const& [orientation, upright] : {std::pair{1, "RGBW"}, {2, "GRWB"}, {3, "WBGR"},
             {4, "BWRG"}, {5, "RBGW"}, {6, "BRWG"}, {7, "WGBR"}, {8, "GWRB"}}) {
        CAPTURE(orientation);
        auto const picture = shown(redraw(with_exif(as_jpeg(quarters(64, 48)), orientation)));
        CHECK(corners(picture) == upright);
        CHECK(picture.width == (orientation >= 5 ? 48 : 64));
    }
    CHECK(corners(shown(redraw(with_exif(as_jpeg(quarters(64, 48)), 9)))) == "RGBW");
}

TEST_CASE("a PNG that says how it was held is turned too")
{
    auto png = as_png(quarters(64, 48));
    auto const tiff
        = std::string("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0", 26);
    png.insert(8 + 25, png_chunk("eXIf", tiff)); // after the header
    CHECK(corners(shown(redraw(png))) == "BRWG");
}

TEST_CASE("a directory of Exif that ends early, or points anywhere, is read to no harm")
{
    auto const tiff
        = std::string("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0", 26);
    auto const read = [](std::string const& bytes) {
        return exif_orientation(
            {reinterpret_cast<std::uint8_t const*>(bytes.data()), bytes.size()});
    };
    CHECK(read(tiff) == 6);
    for (std::size_t size = 0; size < tiff.size(); ++size) {
        auto const answer = read(tiff.substr(0, size));
        CHECK((answer == 1 || answer == 6));
    }
    auto far = tiff;
    far.replace(4, 4, "\xFF\xFF\xFF\xFF");
    CHECK(read(far) == 1);
    auto many = tiff;
    many.replace(8, 2, "\xFF\xFF");
    many[10] = 2; // not the tag that is looked for
    CHECK(read(many) == 1);
}

TEST_CASE("a picture of 50,000 by 50,000 pixels is refused by its header")
{
    CHECK(refused(png_header(50'000, 50'000)) == Refusal::too_many_pixels);
    CHECK(refused(with_size(as_jpeg(plain(64, 48, {1, 2, 3})), 50'000, 50'000))
        == Refusal::too_many_pixels);
    CHECK(refused(png_header(20'001, 1)) == Refusal::too_many_pixels);
    CHECK(refused(png_header(8'001, 8'000)) == Refusal::too_many_pixels); // 64,008,000
    CHECK(refused(png_header(8'000, 8'000)) == Refusal::damaged);         // large enough, but empty
    CHECK(refused(png_header(0, 10)) == Refusal::damaged);
}

TEST_CASE("a sender is told at once of too many pixels, by the beginning alone")
{
    auto const says = [](std::string const& picture) {
        return says_too_many_pixels(std::string_view(picture).substr(0, bytes_that_tell_the_size));
    };
    CHECK(says(png_header(50'000, 50'000)));
    CHECK(says(png_header(8'001, 8'000)));
    CHECK(says(with_size(as_jpeg(plain(64, 48, {1, 2, 3})), 50'000, 50'000)));
    CHECK_FALSE(says(png_header(8'000, 8'000)));
    CHECK_FALSE(says(png_header(0, 10))); // damaged: found out where it is drawn
    CHECK_FALSE(says(as_jpeg(plain(64, 48, {1, 2, 3}))));
    auto const whole = with_size(as_jpeg(plain(64, 48, {1, 2, 3})), 50'000, 50'000);
    for (std::size_t cut = 0; cut < 40; ++cut)
        CHECK_FALSE(says(whole.substr(0, cut))); // nothing is read beyond what came
    CHECK_FALSE(says("\xFF\xD8\xFF\xE0\xFF\xFF and no more of it"));
    CHECK_FALSE(says("<svg width='50000' height='50000'>"));
}

TEST_CASE("a large picture is made smaller, and a small one is not made larger")
{
    auto const drawn = redraw(as_jpeg(quarters(4'100, 1'000)));
    REQUIRE(drawn.redrawn.has_value());
    CHECK(drawn.redrawn->width == 1'367); // a third, which is the first whole part below 2,000
    CHECK(drawn.redrawn->height == 334);
    CHECK(corners(shown(drawn)) == "RGBW");
    auto const small = decode_jpeg(drawn.redrawn->small).pixels.value();
    CHECK(small.width <= small_side);
    CHECK(corners(small) == "RGBW");
    CHECK(redraw(as_png(quarters(20, 10))).redrawn->width == 20);
}

TEST_CASE("what is not there of a picture is not made up")
{
    auto const jpeg = as_jpeg(quarters(640, 480));
    for (auto const part : {0.2, 0.5, 0.9}) {
        CAPTURE(part);
        auto const size = static_cast<std::size_t>(part * static_cast<double>(jpeg.size()));
        CHECK(refused(jpeg.substr(0, size)) == Refusal::damaged);
    }
    auto const png = as_png(quarters(640, 480));
    for (auto const part : {0.2, 0.5, 0.9})
        CHECK(
            refused(png.substr(0, static_cast<std::size_t>(part * static_cast<double>(png.size()))))
            == Refusal::damaged);
    auto changed = png;
    changed[changed.size() / 2] ^= 0x55; // its check sum tells
    CHECK(refused(changed) == Refusal::damaged);
}

TEST_CASE("a thousand pictures with a few bytes changed are drawn or refused, and nothing else")
{
    std::uint32_t state = 20'260'306;
    auto const next = [&state] { return state = state * 1'664'525U + 1'013'904'223U; };
    auto const jpeg = with_exif(as_jpeg(quarters(40, 30)), 6);
    auto const png = as_png(quarters(40, 30));
    int drawn = 0;
    for (int round = 0; round < 1'000; ++round) {
        auto bytes = round % 2 == 0 ? jpeg : png;
        for (int change = 0; change < 3; ++change)
            bytes[(next() >> 8U) % bytes.size()] = static_cast<char>(next() >> 24U);
        auto const outcome = redraw(bytes);
        drawn += outcome.redrawn ? 1 : 0;
        if (outcome.redrawn)
            CHECK(kind_of(outcome.redrawn->picture) == PictureKind::jpeg);
    }
    CHECK(drawn > 10); // some are still pictures, so this reached the drawing
    CHECK(drawn < 990);
}
