// SPDX-License-Identifier: MIT
#include "platform/documents/apart.h"
#include "platform/documents/drawn_pictures_test.h"
#include "platform/documents/sandbox.h"
#include <algorithm>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::documents;

namespace {
Source piece_by_piece(std::string const& bytes)
{
    return [&bytes, at = std::size_t(0)]() mutable {
        auto piece = at < bytes.size() ? bytes.substr(at, 1000) : std::string();
        at += piece.size();
        return piece;
    };
}

Drawn answered_by(std::string const& program, std::vector<std::string> const& words)
{
    auto const sent = as_jpeg(plain(8, 8, {1, 2, 3}));
    return redraw_apart({program, words}, piece_by_piece(sent));
}
} // namespace

TEST_CASE("a picture drawn in a process of its own is the one drawn here")
{
    auto const sent = with_exif(as_jpeg(quarters(640, 480)), 8);
    auto const there = redraw_apart({}, piece_by_piece(sent));
    auto const here = redraw(sent);
    REQUIRE(there.redrawn.has_value());
    CHECK(there.redrawn->picture == here.redrawn->picture);
    CHECK(there.redrawn->small == here.redrawn->small);
    CHECK(there.redrawn->width == 480);
    CHECK(redraw_apart({}, piece_by_piece("GIF89a")).refusal == Refusal::not_a_picture);
    CHECK(redraw_apart({}, piece_by_piece(png_header(50'000, 50'000))).refusal
        == Refusal::too_many_pixels);
    CHECK(redraw_apart({}, piece_by_piece(sent.substr(0, 900))).refusal == Refusal::damaged);
}

TEST_CASE("nothing that the other process says is taken as it is")
{
    for (auto const* const said : {"drawn", "drawn 10 10 3 3\nabcdef", "drawn 1 1 99999999999 1\n",
             "drawn -1 1 1 1\nab", "drawn 9999 1 3 3\n\xFF\xD8\xFF\xFF\xD8\xFF",
             "drawn 1 1 3 3\n\xFF\xD8\xFF\xFF\xD8\xFFmore",
             "drawn 1 1 3 3 3\n\xFF\xD8\xFF\xFF\xD8\xFF", "so to speak"}) {
        CAPTURE(said);
        auto const drawn = answered_by("/usr/bin/printf", {"%s", said});
        CHECK_FALSE(drawn.redrawn.has_value());
        CHECK(drawn.refusal == Refusal::broken);
    }
    // The smallest answer that is one, so that those above fail for what is wrong with them.
    auto const drawn
        = answered_by("/usr/bin/printf", {"%s", "drawn 1 1 3 3\n\xFF\xD8\xFF\xFF\xD8\xFF"});
    CHECK(drawn.redrawn.has_value());
    CHECK(answered_by("/bin/true", {}).refusal == Refusal::broken);
    CHECK(answered_by("/no/such/program", {}).refusal == Refusal::broken);
    CHECK(answered_by("/bin/sh", {"-c", "kill -9 $$"}).refusal == Refusal::took_too_long);
    CHECK(
        answered_by("/bin/sh", {"-c", "echo too_many_pixels"}).refusal == Refusal::too_many_pixels);
}

TEST_CASE("the process that reads pictures can start nothing, trace nobody, connect to nothing and "
          "open no file")
{
    auto const lines = try_apart({});
    REQUIRE_FALSE(lines.empty());
    for (auto const& line : lines)
        MESSAGE(line);
    CHECK(lines.back() == trial_holds);
    for (auto const* const what : {"refused: start a program", "refused: trace", "refused: connect",
             "refused: open a file outside", "works: draw a picture anew"}) {
        CAPTURE(what); // and each could be done outside, or it proves nothing
        CHECK(std::ranges::find(lines, what) != lines.end());
    }
}
