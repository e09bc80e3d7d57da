// SPDX-License-Identifier: MIT
#pragma once

// Check before release: does this text contain anything that only one person could know?
//
// A person writes what leaves the desk. This helper marks, in what they wrote, all that could lead
// back to whoever told it, and says why; it changes nothing, it decides nothing, and no mark means
// only that these rules found none. Pure, and the same each time.
//
// 1. Names: words with a capital that begin no sentence, here or in what was told; persons and
//    nicknames that were named.
// 2. Times: clock times, days, months, dates, parts of the day; the time that was told.
// 3. Places: streets, rooms, floors, postcodes; words of the place that was told.
// 4. Items: phone numbers, number plates, handles and long numbers; whatever was named apart.
// 5. What only the source could know: phrases of data/code_lists/only_source_phrase.csv, and words
//    between quotation marks.
// 6. The same words: five or more in a row as they were told. Whoever said them knows them again.
//
// Shapes   a mark is a stretch of bytes of the text, never in the middle of a character; marks may
//          overlap, and stand in the order in which they begin.
// Cost     for a text of n words and a raw text of m: O(n × (items + phrases) + n × m).
// Errors   none.

#include "intelligence/submission.h"
#include <span>

namespace kith::intelligence {

enum class Tells { name, time, place, item, only_source, same_words };

struct ReleaseMark {
    Tells tells = Tells::name;
    std::size_t from = 0; // of the text, in bytes
    std::size_t to = 0;
    std::string words = {};
    std::string why = {};
};

// A phrase that only the source would use, and why it is asked about.
struct SourcePhrase {
    std::string phrase = {};
    std::string why = {};
};

// What was told, as far as it can be compared.
struct ToldText {
    std::string text = {}; // what is known, and how
    std::string time = {};
    std::string place = {};
    std::vector<Item> items = {};
};
[[nodiscard]] ToldText told_text(forms::Answers const& told);

[[nodiscard]] std::vector<ReleaseMark> release_marks(
    std::string_view text, ToldText const& told, std::span<SourcePhrase const> phrases);

// The text in pieces, for a page that shows what is marked.
struct Piece {
    std::string text = {};
    bool marked = false;
};
[[nodiscard]] std::vector<Piece> pieces_of(
    std::string_view text, std::span<ReleaseMark const> marks);

[[nodiscard]] std::string_view in_words_of(Tells tells); // "A name"

} // namespace kith::intelligence
