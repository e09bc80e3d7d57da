// SPDX-License-Identifier: MIT
#pragma once

// What is near a school, a place or an online space, and what is like it: each with the reason in
// words.
//
// 1. Never a home, a group of peers or a protected address, neither asked about nor shown: living
//    near is no link.
// 2. Near is within a distance that the reader chooses, to the nearest of a line or an area.
// 3. Alike is of the same sort, with the same harm seen, open at night as it is, of the same owner,
//    on the same platform. What has most of these comes first; it is no score, and says nothing of
//    anybody there.
//
// Cost     reads of at most 200 rows each, each decided; at most 20 of each are shown. Of more
//          outlines than that, those of the same district are measured.
// Errors   as the store's; `invalid` with the field "within" for another distance.

#include "contexts/room.h"
#include "platform/access/operations.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include <string>
#include <vector>

namespace kith::contexts {

struct Beside {
    Context context;
    std::vector<std::string> reasons = {};
};

inline constexpr int distances[] = {100, 500, 2000}; // metres, to choose from
inline constexpr int usual_distance = 500;

[[nodiscard]] bool has_surroundings(Context const& context); // rule 1
// The nearest first.
[[nodiscard]] std::vector<Beside> nearby(Visit const& visit, Context const& context, int metres);
[[nodiscard]] std::vector<Beside> similar(
    Contexts const& room, Visit const& visit, Context const& context);

// {near, alike, distances, within}; undefined for what has none.
[[nodiscard]] html::Value around_view(
    Contexts const& room, Visit const& visit, Context const& context, std::string_view within);

Result<http::Response> api_around(
    Contexts const& room, Visit const& visit, http::Request const& request);
[[nodiscard]] access::Operation api_around_operation();

} // namespace kith::contexts
