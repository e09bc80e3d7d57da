// SPDX-License-Identifier: MIT
#pragma once

// `kith wording`: which phrases in a text blame, line by line, and what to write instead. It needs
// no Kith folder, keeps nothing and changes nothing.
//
// Errors   Exit 0 nothing found, 1 something, 2 wrong usage (a file that is not there too), 3
// broken
//          (a file or list that does not read).

#include "app/commands.h"
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace kith::app {

struct WordingWanted {
    std::string file = {};           // "-": standard input
    std::filesystem::path list = {}; // a folder with phrases.csv and words.csv; empty: what ships
    bool families = false;           // a child or parent will read it
    bool person_of_concern = false;
    bool json = false;
};

// As add_link.
void add_wording(CLI::App& kith, WordingWanted& wanted, std::function<int()>& work);
int look_at_wording(WordingWanted const& wanted, std::istream& in, std::ostream& out);

// A table as text of the same length: the quotation marks around a cell are no quotation, a doubled
// one inside is, and no phrase runs from one cell into the next.
[[nodiscard]] std::string cells_apart(std::string_view csv);

} // namespace kith::app
