// SPDX-License-Identifier: MIT
#pragma once

// `kith known`: are these people already in that file? Answers look-ups with ranked candidates and
// their reasons, and says how quickly. It needs no Kith folder and joins nothing.
//
// Errors   as `kith link`. Exit 0 done, 1 a file or row cannot be read, 2 wrong usage, 3 broken.

#include "app/commands.h"
#include <filesystem>
#include <functional>
#include <ostream>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace kith::app {

struct KnownWanted {
    std::filesystem::path people = {};
    std::filesystem::path queries = {};
    std::filesystem::path answers = {};
    std::vector<std::string> map = {}; // FIELD=COLUMN
    std::filesystem::path model = {};  // empty: the one that ships
    unsigned threads = 0;              // for reading; a look-up takes one
    unsigned most = 10;
    bool unfinished = false; // names may be beginnings
    bool json = false;
};

// As add_link.
void add_known(CLI::App& kith, KnownWanted& wanted, std::function<int()>& work);
int answer_queries(KnownWanted const& wanted, std::ostream& out, std::ostream& told);

} // namespace kith::app
