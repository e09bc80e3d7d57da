// SPDX-License-Identifier: MIT
#pragma once

// What a return interview names, read from its words. Pure rules; a person judges what they find.
//
// 1. A phone number, a postcode and an address of the web or a handle are found by their shape
//    (links/named.h).
// 2. A registration mark is found in today's pattern (AB12 CDE, also in small letters), and in
//    capitals in the two before it (A123 ABC, ABC 123A); never where it has no digit as written.
//    No full stop stands in one, and no common word ends it ("AB12. And").
// 3. A nickname is the word or words with a capital after "call him", "they call", "is called",
//    "known as", "goes by", "nicknamed", up to three; not the words by which a family is called,
//    nor whom somebody called ("I called Tom").
// 4. Beside each stands the sentence in which it was said.
// 5. Nothing is linked by itself: what is found waits until somebody accepts it or sets it aside.
//
// Shapes   in the order in which they were said, each once.
// Cost     one pass over the words for each rule.  Errors   none.

#include <string>
#include <string_view>
#include <vector>

namespace kith::missing {

struct Named {
    std::string kind = {};       // data/code_lists/named_kind.csv
    std::string as_written = {}; //
    std::string normalised = {}; // as links compares it; "" where nothing tells
    std::string said = {};       // the sentence
};
[[nodiscard]] std::vector<Named> named_in_words(std::string_view words);

// By which the same thing, named again in one interview, is one row: the normalised value, else the
// folded words.
[[nodiscard]] std::string key_of(std::string_view kind, std::string_view as_written);
// The sentence in which these words stand, whole and however they are written; "" if none does.
[[nodiscard]] std::string sentence_with(std::string_view words, std::string_view named);
// The piece of the words that spells a folded name (platform/words/fold.h), as it was written
// there, without the 's of a possessive; "" if none does.
[[nodiscard]] std::string piece_spelling(std::string_view words, std::string_view folded_name);
[[nodiscard]] std::vector<std::string> sentences_of(std::string_view words);

} // namespace kith::missing
