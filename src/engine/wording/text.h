// SPDX-License-Identifier: MIT
#pragma once

// A text as words in sentences, each as it is compared: lower case, accents left off, one kind of
// apostrophe. Hyphens, no-break and other spaces part words; what nobody sees (soft hyphens,
// zero-width spaces) counts for nothing.
//
// Cost     one pass over the bytes. Errors   none: bytes that are no UTF-8 part words.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kith::wording {

struct Word {
    std::size_t offset = 0; // in the text, with length: as written
    std::size_t length = 0;
    std::size_t folded_at = 0; // in Words::folded
    std::size_t folded_length = 0;
    std::size_t sentence = 0; // counted from 0
    bool parted = false;      // a comma, bracket or dash stands before it
    bool capital = false;     // begins with a capital, and is not all capitals
};

struct Words {
    std::string folded = {};
    std::vector<Word> words = {};
    std::size_t sentences = 0;

    // As compared; a possessive's 's is left off.
    [[nodiscard]] std::string_view compared(Word const& word) const
    {
        return std::string_view(folded).substr(word.folded_at, word.folded_length);
    }
};

[[nodiscard]] Words words_of(std::string_view text);

// One character: its code point and how many bytes it takes; what is no UTF-8 is U+FFFD, one byte.
struct Character {
    char32_t code = 0;
    std::size_t bytes = 1;
};
[[nodiscard]] Character character_at(std::string_view text, std::size_t at);
[[nodiscard]] bool is_letter_or_digit(char32_t code);
[[nodiscard]] bool is_apostrophe(char32_t code);
[[nodiscard]] bool is_space(char32_t code);

} // namespace kith::wording
