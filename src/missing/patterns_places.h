// SPDX-License-Identifier: MIT
#pragma once

// Which known place the words of an episode mean: "The Old Boathouse" is a context that somebody
// recorded, "FY1 1AD" lies where the loaded postcodes say. What means neither has no place, and the
// page says for how many that is so: nothing is guessed.
//
// 1. A context that this visit may not know is not known here either.
// 2. A home, a group of peers and a protected address are named, and never drawn
//    (src/contexts/map.h); nor is a postcode, which may be somebody's home. They are measured from
//    only for whoever may read the address, and in whole kilometres: neither a map nor several
//    distances lead to a door.
// 3. Of somebody whose address is protected no postcode counts, and nothing is measured from home.
// 4. A distance is the straight line over the ground.
//
// Cost     two or three indexed reads for each text that is not the same as one before.
// Errors   none. Threads  as the visit.

#include "missing/room.h"
#include "missing/store.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kith::missing {

struct KnownPlace {
    std::string name;
    std::string href = {};                // of a context
    std::optional<geo::Point> point = {}; // none where it is not known, or not this visit's
    bool drawn = true;                    // rule 2
};

class PlacesKnown {
public:
    explicit PlacesKnown(Visit const& visit, bool postcodes_too = true)
        : visit_(visit), postcodes_too_(postcodes_too)
    {
    }
    [[nodiscard]] std::optional<KnownPlace> find(std::string const& text);

private:
    [[nodiscard]] std::optional<KnownPlace> look_up(std::string const& text) const;
    Visit const& visit_;
    bool postcodes_too_;
    std::map<std::string, std::optional<KnownPlace>> found_; // by the folded text
};

// "3 km", "less than 1 km"
[[nodiscard]] std::string distance_in_words(double metres);

struct PlaceTold {
    KnownPlace place;
    std::string said = {}; // "found 3 times"
};
// The map and its list: {svg, attribution, not_drawn, rows [{text, href, where, said}]}; the places
// in the order given, which is that of the numbers on the map.
[[nodiscard]] html::Value places_map(
    Missing const& room, Visit const& visit, std::vector<PlaceTold> const& places);

} // namespace kith::missing
