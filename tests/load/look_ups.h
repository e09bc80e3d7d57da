// SPDX-License-Identifier: MIT
#pragma once

// What a front door types to find out whether somebody is known, and how it is sent: the one place
// that knows the routes and fields of looking people up.
//
// Shapes   drawn from the truth that `kith demo --size county` leaves (demo-truth.csv): what stands
// on
//          the second record of somebody, and the reference of the first, which an answer should
//          hold.
// Errors   a truth that is not there or does not read throws std::runtime_error.

#include "crowd.h"
#include "served_kith.h"
#include <filesystem>
#include <string>
#include <vector>

namespace kith::load {

struct LookUp {
    std::string second, first; // references
    std::string slip;
    std::string name, birth, postcode; // the last two may be empty
};

// At most so many, taken evenly.
[[nodiscard]] std::vector<LookUp> read_look_ups(
    std::filesystem::path const& truth, std::size_t most);

// POST /api/v1/people/find as whose token it is.
[[nodiscard]] Ask api_look_up(LookUp const& one, std::string const& token);
// What the Kith that is served offers: may a name be asked alone, and is there a page that searches
// (POST /people/search), or only one that opens a record by its reference (POST /people/find)?
struct Offered {
    bool names_alone = false;
    bool search_page = false;
};
[[nodiscard]] Offered what_is_offered(ServedKith const& kith, SignedIn const& who);
// The same as somebody at their page; `csrf` is that of the page.
[[nodiscard]] Ask page_look_up(
    LookUp const& one, SignedIn const& who, std::string const& csrf, Offered const& offered);

// The references of an answer, in its order.
[[nodiscard]] std::vector<std::string> references_in(std::string const& body);

// Where staff are slowed when they look many people up, the bench's folder lets them go on.
void lift_limits(std::filesystem::path const& folder);

} // namespace kith::load
