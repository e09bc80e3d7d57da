// SPDX-License-Identifier: MIT
#pragma once

// Home is work, not a menu: what this visitor has to do, overdue and today first, each line one
// verb.
//
// A room adds its lines by a function that asks its own store, so each line is seen only by those
// who may see what it is about. At most twenty lines are shown; the page says how many more there
// are.
//
// Cost     that of the rooms' own lists.

#include "actions/clocks.h"
#include "platform/access/house.h"
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kith::actions {

// What there is to read or print for it.
struct Paper {
    std::string text; // "Summary for the meeting": never a name
    std::string href;
};

struct Line {
    std::string verb; // "Decide", "Read"
    std::string text; // what it is about: never a name
    std::string detail;
    std::string href;
    std::optional<Instant> due = {};
    bool urgent = false; // somebody is not safe now
    std::optional<Paper> paper = {};
};

using Lines = std::function<std::vector<Line>(access::Visit const&)>;
// A way to a room that has no entry in the navigation, for those who may go there: {text, href}.
using Beside = std::function<std::optional<html::Value>(access::Visit const&)>;

struct Home {
    access::Pages const& pages;
    std::vector<Lines> lines = {}; // in the order of the rooms' joining
    std::function<std::string(access::Visit const&)> lead = {}; // "speak to your safeguarding lead"
    std::vector<Beside> beside = {};
};

void join(House& house, Home& home);

// First what is overdue, due today, or has no time limit while somebody is not safe now. In each of
// the two, who is not safe now comes first, then what was due the earliest, then what has no limit.
[[nodiscard]] bool before(Line const& one, Line const& other, Instant now);

} // namespace kith::actions
