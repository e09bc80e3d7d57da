// SPDX-License-Identifier: MIT
#pragma once

// `kith link`: which records of one file, or of several, are likely about one person. It needs no
// Kith folder, reads nothing but the files named, and joins nothing: it writes proposals.
//
// Errors   Refused, with what to do; rows that cannot be read are each told, and nothing is
// written. Exit     0 done, 1 a file or row cannot be read, 2 wrong usage, 3 broken.

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

struct LinkWanted {
    std::vector<std::filesystem::path> files = {};
    std::filesystem::path clusters = {};
    std::filesystem::path pairs = {};
    std::filesystem::path model = {};
    std::vector<std::string> map = {}; // FIELD=COLUMN
    std::filesystem::path picture = {};
    std::vector<std::string> pairs_shown = {}; // LEFT,RIGHT: of the picture
    unsigned threads = 0;                      // 0: as many as there are cores
    double threshold = 0.5;
    bool between = false;
    bool train = false; // learn, and write the model
    bool use = false;   // read the model
    bool small = false; // write it for looking people up, with common values only
    bool json = false;
    bool show = false; // the model, as a table
};

// The command and its words; once read, `work` is what is to be done.
void add_link(CLI::App& kith, LinkWanted& wanted, std::function<int()>& work);

int link_files(LinkWanted const& wanted, std::ostream& out, std::ostream& told);

} // namespace kith::app
