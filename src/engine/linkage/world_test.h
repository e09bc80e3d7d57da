// SPDX-License-Identifier: MIT
#pragma once

// Small worlds for the tests of linkage: records as a file would have them.

#include "engine/linkage/linkage.h"
#include "engine/linkage/reading.h"
#include <string>
#include <string_view>
#include <vector>

namespace kith::linkage::test {

inline constexpr std::string_view few_variants
    = "name,form\nwilliam,bill\nwilliam,will\nmuhammad,mohammed\nsamuel,sam\nsamantha,sam\n";

// Holds the text, which the records' ids point into.
struct World {
    std::string text;
    Read read;
    explicit World(std::string rows, unsigned threads = 1) : text(std::move(rows))
    {
        std::string_view const view = text;
        read = read_people({&view, 1}, {}, Variants(few_variants), threads);
    }
    World(World const&) = delete;
    World& operator=(World const&) = delete;
    People& people() { return read.people; }
};

// A town drawn by a fixed rule: `persons` people, a third of them met twice with one slip or two.
inline std::string town(unsigned persons)
{
    constexpr std::string_view fore[]
        = {"amelia", "william", "zara", "jakub", "mohammed", "olivia", "thomas", "freya", "hassan",
            "grace", "oscar", "katarzyna", "samuel", "ivy", "rowan", "leah"};
    constexpr std::string_view last[] = {"smith", "hargreaves", "khan", "nowak", "entwistle",
        "patel", "holden", "pickup", "begum", "whittaker", "crossley", "ashworth", "riley", "iqbal",
        "duckworth", "kay", "shaw"};
    std::string text = "id,forename,surname,dob,house,street,postcode\n";
    auto const row = [&](std::string const& id, std::string const& f, std::string const& s,
                         std::string const& b, std::uint64_t home) {
        text += id + "," + f + "," + s + "," + b + "," + std::to_string(home % 90 + 1)
            + ",mill lane,fy" + std::to_string(home % 9 + 1) + " " + std::to_string(home / 9 % 10)
            + static_cast<char>('a' + home / 90 % 20) + "d\n";
    };
    for (unsigned at = 0; at < persons; ++at) {
        auto const draw = mixed(at * 2654435761U + 99);
        auto const f = std::string(fore[draw % 16]) + (draw % 5 == 0 ? "e" : "");
        auto const s = std::string(last[draw / 16 % 17]) + (draw / 272 % 7 == 0 ? "son" : "");
        auto const date = [&](std::uint64_t seed) {
            auto const two
                = [](std::uint64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
            return std::to_string(1950 + seed % 70) + "-" + two(seed / 70 % 12 + 1) + "-"
                + two(seed / 840 % 28 + 1);
        };
        auto const name = "p" + std::to_string(at);
        row(name, f, s, date(draw / 2000), draw / 7);
        if (at % 3 == 0)
            row(name + "x", f.substr(0, f.size() - (draw % 6 == 0 ? 1 : 0)), s,
                draw % 11 == 0 ? "" : date(draw / 2000), draw % 4 == 0 ? draw / 11 : draw / 7);
    }
    return text;
}

} // namespace kith::linkage::test
