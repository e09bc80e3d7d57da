// SPDX-License-Identifier: MIT
#pragma once

// The names, streets and spellings of data/invented/county.toml, read.
//
// Errors   throws std::runtime_error, naming file and key: it ships with us.

#include "invented/draw.h"
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith::invented {

struct Community {
    std::string name;
    std::size_t share = 0; // of 10,000 households
    std::vector<std::string> given_f, given_m, family, of_women, languages;
    std::vector<std::pair<std::string, std::string>> feminine; // how a surname ends, and a woman's
    std::size_t speaks = 0; // of 100 adults, one of the languages
};

struct CountyWords {
    std::vector<Community> communities;
    std::map<std::string, std::vector<std::string>, std::less<>> nicknames, spellings; // by name
    std::vector<std::string> street_first, street_second;
};

[[nodiscard]] CountyWords read_county_words();
[[nodiscard]] Community const& draw_community(CountyWords const& words, Draw& draw);
// The earlier in a list, the more often: of a hundred names the first ten are drawn by a third.
[[nodiscard]] std::string const& draw_name(std::vector<std::string> const& list, Draw& draw);
// A surname as a woman of that community has it.
[[nodiscard]] std::string of_a_woman(Community const& community, std::string family);

} // namespace kith::invented
