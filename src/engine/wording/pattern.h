// SPDX-License-Identifier: MIT
#pragma once

// What a list looks for, made quick: words become numbers, a pattern a row of sets of them.
//
//     put|puts|putting {self} at|in .. risk*     alternatives, a named set, a gap, a stem
//     offer* sex? for                            a word that may be missing
//     is|aged #18-69                             a whole number
//
// Shapes   a gap (..) is up to three words; a pattern begins and ends with a word that must stand
//          there. Hyphens in a pattern are spaces.
// Cost     a word of a text meets only patterns whose first word it could be.
// Errors   `invalid`, with what is wrong with the pattern.

#include "base/result.h"
#include <bitset>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kith::wording {

using Symbol = std::uint16_t; // one word, stem or range of numbers that some pattern names

// Which symbols a word of the text is: itself, and the stems it begins with.
using Symbols = std::span<Symbol const>;

class Vocabulary {
public:
    Symbol add(std::string_view word); // "risk", "risk*", "#18-69"
    void find(std::string_view compared, std::vector<Symbol>& into) const; // adds to `into`
    [[nodiscard]] std::size_t size() const { return count_; }

private:
    struct Range {
        unsigned least;
        unsigned most;
        Symbol symbol;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const
        {
            return std::hash<std::string_view>{}(text);
        }
    };
    using Shelf = std::unordered_map<std::string, Symbol, Hash, std::equal_to<>>;

    // Of the first three bytes: most words of a text begin as no word of a list does.
    static std::size_t beginning(std::string_view word);

    std::size_t count_ = 0;
    std::bitset<32768> beginnings_;
    Shelf whole_;
    Shelf stems_;
    std::vector<std::size_t> stem_lengths_; // ascending
    std::vector<Range> ranges_;
    std::map<std::string, Symbol, std::less<>> known_; // as written
};

// A set of symbols.
class Class {
public:
    void add(Symbol symbol);
    [[nodiscard]] bool holds(Symbols symbols) const;
    [[nodiscard]] std::vector<Symbol> const& members() const { return members_; }
    [[nodiscard]] bool empty() const { return members_.empty(); }

private:
    std::vector<Symbol> members_; // sorted
    std::vector<std::uint64_t> bits_;
};

struct Element {
    Class words = {};
    bool optional = false;
    bool gap = false; // up to three words of any kind
};

struct Pattern {
    std::vector<Element> elements = {};
};

// The named sets of words that patterns may use.
using Sets = std::map<std::string, Class, std::less<>>;

[[nodiscard]] Result<Pattern> read_pattern(
    std::string_view text, Sets const& sets, Vocabulary& vocabulary);
// "{agency}|police": one element, as the neighbours of a phrase are named.
[[nodiscard]] Result<Class> read_class(
    std::string_view text, Sets const& sets, Vocabulary& vocabulary);
// What stands between semicolons, without spaces around it; empty ones are passed over.
[[nodiscard]] std::vector<std::string_view> between(std::string_view text, char separator);

// How far the pattern reaches from a word, in words: 0 if it does not stand there. `at(i)` gives
// the symbols of the i-th word from there, or nothing once the phrase cannot go on.
template <class At>
std::size_t reach(
    Pattern const& pattern, At const& at, std::size_t element = 0, std::size_t word = 0)
{
    constexpr std::size_t longest_gap = 3;
    if (element == pattern.elements.size())
        return word;
    auto const& wanted = pattern.elements[element];
    if (wanted.gap) {
        for (std::size_t skipped = 0; skipped <= longest_gap; ++skipped) {
            if (auto const far = reach(pattern, at, element + 1, word + skipped))
                return far;
            if (!at(word + skipped))
                return 0;
        }
        return 0;
    }
    auto const here = at(word);
    if (here && wanted.words.holds(*here))
        if (auto const far = reach(pattern, at, element + 1, word + 1))
            return far;
    return here && wanted.optional ? reach(pattern, at, element + 1, word) : 0;
}

} // namespace kith::wording
