// SPDX-License-Identifier: MIT
#pragma once

// A home, a group of peers, a school, a place or an online space: the facts, and the rules they
// keep.
//
// 1. A context is a subject like a person: it can stand without any child named.
// 2. A place is where it is by its point, else by its postcode; an online space by its platform and
//    handle or address.
// 3. How many children are linked is told to those who may not know who; a number under 5 is not.
//
// Units    WGS84 degrees; 150 metres is near.
// Errors   rules answer `invalid` with the field that is wrong.

#include "base/ids.h"
#include "base/reference.h"
#include "base/time.h"
#include "platform/geo/british_grid.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::contexts {

inline constexpr double near_metres = 150;

struct Context {
    ContextId id = {};
    Reference reference = {}; // X-7KM-4QX9
    std::string kind;         // data/code_lists/context_kind.csv
    std::string name;
    std::optional<geo::Point> point = {};
    std::string postcode = {};
    std::string district = {}; // ONS code, if it is known
    std::string address = {};
    std::string platform = {}; // of an online space
    std::string handle = {};
    std::string url = {};
    std::string owner = {};   // who owns or manages it
    std::string opening = {}; // when it is open, or busy, in words
    bool closed = false;
    std::int64_t version = 0; // 0: not saved yet
    AccountId created_by = {};
    AgencyId owner_agency = {};
};

// A school, a place or an online space, rather than a home or a group of peers.
[[nodiscard]] bool is_public(Context const& context);
// Only http and https, with a host and without a user name; nothing else is ever a link.
[[nodiscard]] bool is_web_address(std::string_view text);
// The rules; what was typed comes back tidied.
[[nodiscard]] Result<Context> checked(Context context, Date today);

} // namespace kith::contexts
