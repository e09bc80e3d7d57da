// SPDX-License-Identifier: MIT
#pragma once

// What the times of one person have in common, for a page: each drawing with the table or list that
// says the same. The room's own.
//
// Cost     the person's own rows; a few indexed reads for each episode. Errors   none: what does
//          not read in the address stands in `asked`.

#include "missing/patterns_places.h"
#include "missing/patterns_views.h"
#include "missing/store.h"
#include "platform/http/request.h"

namespace kith::missing {

struct PersonPatternsAsked {
    DaysAsked days = {};
    std::string event = {}; // id of what happened, as it stands in the address
    int around = 30;        // days before and after it
};
[[nodiscard]] PersonPatternsAsked person_patterns_asked(http::Request const& request);

// {count, in_words, facts, starts, returns, lengths, distances, places, network, said, around}:
// starts and returns as heat_view; lengths and distances {svg, head, rows, more}; places as
// places_map; around {candidates, days, chosen, svg, facts, head, rows, href}.
[[nodiscard]] html::Value person_patterns(Missing const& room, Visit const& visit,
    people::Person const& person, PersonPatternsAsked const& asked);

// The same in a few sentences, for the summary of the meeting.
[[nodiscard]] std::vector<std::string> patterns_in_short(
    Visit const& visit, std::vector<Episode> const& all);

// Where they were found and seen, the most often first.
struct PlacesOfEpisodes {
    std::vector<PlaceTold> known = {};
    std::vector<std::string> unknown = {}; // "by the canal: found once", as it was written
};
[[nodiscard]] PlacesOfEpisodes places_of(Missing const& room, Visit const& visit,
    people::Person const& person, std::vector<Episode> const& all);

} // namespace kith::missing
