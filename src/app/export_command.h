// SPDX-License-Identifier: MIT
#pragma once

// `kith export`: what authorities return of children who were missing, one file for each.
//
// It works for the account that is named, within what that account may return; without one as the
// command line, for every council. Either way the ledger says who asked, why, and how many stand in
// the file, before it is written. Where something is wrong nothing is written, of any authority,
// unless the files are wanted as they stand.
//
// Exit     0 done, 1 something is wrong with a file, or nobody may make it, 2 wrong usage, 3
// broken.

#include "app/desk.h"
#include "missing/missing.h"
#include <filesystem>
#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace kith::app {

struct ExportWanted {
    missing::ReturnKind kind = missing::ReturnKind::ssda903;
    int year = 0;               // of the yearly return; 0: the last that is over
    std::string on = {};        // of the others; empty: today
    std::string authority = {}; // its code or name; empty: all
    std::filesystem::path out = ".";
    std::string account = {}; // a sign-in name
    std::string reason = "The return that the authority owes";
    bool with_breaches = false;
    bool json = false;
};

// The commands and their words; once read, `at_desk` is what is to be done.
void add_export(CLI::App& kith, ExportWanted& wanted,
    std::function<void(CLI::App&)> const& take_folder, std::function<int(Desk&)>& at_desk);

int export_returns(Desk& desk, ExportWanted const& wanted);

} // namespace kith::app
