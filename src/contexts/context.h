// SPDX-License-Identifier: MIT
#pragma once

// A home, a group of peers, a school, a place or an online space: the facts, and the rules they
// keep.
//
// 1. A context is a subject like a person: it can stand without any child named.
// 2. A place is where it is by its point, else by its postcode; an online space by its platform and
//    handle or address.
// 3. How many children are linked is told to those who may not know who; a number under 5 is not.
// 4. Each kind has facts of its own, and none of another's: what a record no longer is, it no
//    longer says.
// 5. The address of a home, of a children's home and of any place that is said to tell where a
//    child lives is protected: only those who may "read address" are given address, postcode,
//    point, area, outline and transport, and nothing finds it by where it is. Whoever may read it
//    may say otherwise, with a reason. Once protected it stays so, whatever kind or sort it
//    becomes, until somebody says no.
//
// Units    WGS84 degrees; 150 metres is near.
// Errors   rules answer `invalid` with the field that is wrong.

#include "base/ids.h"
#include "base/reference.h"
#include "base/time.h"
#include "contexts/hours.h"
#include "platform/geo/british_grid.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::contexts {

inline constexpr double near_metres = 150;

// Does the address tell where a child lives?
enum class Tells { as_its_kind, yes, no };

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
    std::string sort = {}; // of the list of its kind: place_sort, online_sort, tenancy
    std::vector<std::string> phases = {}; // of a school: data/code_lists/school_phase.csv
    std::string urn = {};                 // of a school: unique reference number of its register
    std::string dfe_number = {};          // of a school: "888/4123"
    std::vector<OpenHours> hours = {};    // beside `opening`
    std::string transport = {};           // stops and lines, in words
    std::string area = {};                // a whole ward or district, by its code
    std::string outline = {};             // a line or an area: a GeoJSON geometry
    Tells tells_where = Tells::as_its_kind;
    bool address_withheld = false; // protected, and this visit may not read it
    Instant recorded_at = {};
    AccountId recorded_by = {};
};

[[nodiscard]] std::string_view write(Tells tells); // "", "yes", "no"
[[nodiscard]] Tells read_tells(std::string_view text);
// The code list `sort` is of; "" where the kind has none.
[[nodiscard]] std::string_view sorts_of(std::string_view kind);
[[nodiscard]] bool is_protected(Context const& context); // rule 6
[[nodiscard]] bool tells_by_itself(std::string_view kind, std::string_view sort);
// Rule 6: what `wanted` becomes of `stands` stays protected, unless it says no itself. A "no" that
// its kind and sort say too is left to them.
void keep_protection(Context const& stands, bool says_no, Context& wanted);
// Takes out all that tells where it is.
void clear_address(Context& context);

// A school, a place or an online space, rather than a home or a group of peers.
[[nodiscard]] bool is_public(Context const& context);
// Only http and https, with a host and without a user name; nothing else is ever a link.
[[nodiscard]] bool is_web_address(std::string_view text);
// The rules; what was typed comes back tidied.
[[nodiscard]] Result<Context> checked(Context context, Date today);

} // namespace kith::contexts
