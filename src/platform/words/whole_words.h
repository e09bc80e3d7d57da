// SPDX-License-Identifier: MIT
#pragma once

// Does a text name somebody or something, in whole words?
//
// Names are compared folded (fold.h), and the 's of a possessive is left off: "the Old-Mill's yard"
// names "Old Mill", "Marlowes" does not name "Marlowe". No name runs over the end of a line.
//
// Cost     making one folds the text; a search reads it once. Errors   none.

#include <string>
#include <string_view>

namespace kith::words {

class WholeWords {
public:
    explicit WholeWords(std::string_view text);
    // The text as names are kept, line by line: for a first search in the database.
    [[nodiscard]] std::string const& folded_text() const { return text_; }
    // In how many words the text spells this folded name; 0 if it does not.
    [[nodiscard]] std::size_t spelt_in(std::string_view folded_name) const;

private:
    std::string text_; // " the old mill yard \n said kim \n"
};

} // namespace kith::words
