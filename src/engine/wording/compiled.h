// SPDX-License-Identifier: MIT
#pragma once

// A list as `flags` works with it: patterns of phrases, and patterns of the sets of words that say
// what a sentence is about.

#include "engine/wording/pattern.h"
#include "engine/wording/wording.h"
#include <cstdint>
#include <vector>

namespace kith::wording {

struct Conditions {
    std::vector<std::uint64_t> near = {}; // of each, one set must stand in the sentence
    std::uint64_t not_near = 0;
    Class not_before = {}; // none of these among the four words before, or the three after
    Class not_after = {};
};

struct Wanted {
    Pattern pattern;
    std::size_t phrase; // in phrases and conditions
};
struct Context {
    Pattern pattern;
    std::size_t set; // the number of its bit
};

struct Compiled {
    std::vector<Phrase> phrases = {};
    std::vector<Conditions> conditions = {};
    Vocabulary vocabulary = {};
    std::vector<Wanted> wanted = {};
    std::vector<Context> contexts = {};
    std::vector<std::vector<std::size_t>> wanted_from = {};   // by the symbol of the first word
    std::vector<std::vector<std::size_t>> contexts_from = {}; // likewise
    Class place_names = {};
    std::uint64_t charge = 0;      // silent from there to the end of the clause
    std::uint64_t law = 0;         // silent from the sentence's begin to the end of the clause
    std::uint64_t new_clause = 0;  // where a clause ends
    std::uint64_t clause_verb = 0; // the same, behind a comma
};

} // namespace kith::wording
