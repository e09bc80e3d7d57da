// SPDX-License-Identifier: MIT
#pragma once

// `kith clock`: by when is a duty due, of a rule of data/reference/clocks.toml, from a moment or a
// day; and which rules there are. It needs no Kith, and reads the overlay of one that is there.
//
// Shapes   --from is a moment (2026-03-29T00:40:00Z), a time in London ("2026-03-29 01:30"), or,
//          for a rule that counts days, a day.
// Errors   Refused with exit 2: a rule that is not known (with those of a like name), a day that is
//          none, an hour that did not exist, or one that came twice and is not said to be the
//          first or the second.

#include "app/folder.h"
#include <functional>
#include <ostream>
#include <string>

namespace CLI {
class App;
}

namespace kith::app {

struct ClockWanted {
    std::filesystem::path data = "kith-data"; // whose overlay counts, if it is there
    std::string rule = {};
    std::string from = {};
    bool first = false; // of an hour that came twice
    bool second = false;
    bool list = false;
    bool json = false;
};

// As add_link.
void add_clock(CLI::App& kith, ClockWanted& wanted, std::function<int()>& work);
int tell_clock(ClockWanted const& wanted, std::ostream& out);

} // namespace kith::app
