// SPDX-License-Identifier: MIT
#pragma once

// `kith import`: an agency's own lists of people, contexts, cases or missing episodes: staged,
// shown, settled, accepted, undone. It works for the agency that is named, and opens no record:
// what it prints are row numbers, references and the names of fields. What rows say stands on the
// pages, for those who may know it.
//
// Exit     0 done, 1 a file or row cannot be read or somebody was first, 2 wrong usage, 3 broken.

#include "app/desk.h"
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace kith::app {

struct ImportWanted {
    std::string what = {}; // "people", "contexts", "cases", "missing"
    std::filesystem::path file = {};
    std::string agency = {};           // its code
    std::string team = {};             // its name
    std::vector<std::string> map = {}; // FIELD=COLUMN
    std::string profile = {};
    std::string save_profile = {};
    std::vector<std::string> defaults = {}; // NAME=VALUE, for rows that do not say
    std::size_t row = 0;                    // as a spreadsheet counts
    std::string as = {};                    // a reference, or "new"
    bool rest_new = false;
    std::string id = {};
    std::string reason = "Undone at the command line";
    bool preview = false;
    bool accept = false;
    bool json = false;
};

// The commands and their words; once read, `at_desk` is what is to be done. `take_folder` adds the
// options that say which Kith.
void add_import(CLI::App& kith, ImportWanted& wanted,
    std::function<void(CLI::App&)> const& take_folder, std::function<int(Desk&)>& at_desk);

int import_list(Desk& desk, ImportWanted const& wanted);
int list_imports(Desk& desk, ImportWanted const& wanted);
int show_import(Desk& desk, ImportWanted const& wanted);
int settle_import(Desk& desk, ImportWanted const& wanted);
int accept_import(Desk& desk, ImportWanted const& wanted);
int refuse_import(Desk& desk, ImportWanted const& wanted);
int undo_import(Desk& desk, ImportWanted const& wanted);

} // namespace kith::app
