// SPDX-License-Identifier: MIT
#pragma once

// In which district and ward does a point lie? By the outlines that were loaded, the newest vintage
// of each. A point in none but within 80 metres of one is in that one.
//
// Cost     reading: 14 districts and 271 wards some 30 ms; asking: microseconds, and less for a
//          point asked before (police.uk moves its incidents to some 20,000 points).
// Threads  one thread at a time.

#include "platform/db/db.h"
#include "platform/geo/polygons.h"
#include <cstdint>
#include <string>
#include <unordered_map>

namespace kith::directory {

class Whereabouts {
public:
    struct Found {
        std::string district; // a code, or ""
        std::string ward;
    };

    Whereabouts() = default; // knows nothing
    [[nodiscard]] static Whereabouts read(db::Connection& connection);

    [[nodiscard]] bool known() const { return districts_.size() != 0; }
    [[nodiscard]] std::string const& district_at(geo::Point at) { return find(at).district; }
    [[nodiscard]] std::string const& ward_at(geo::Point at) { return find(at).ward; }
    // Good until the next question.
    [[nodiscard]] Found const& find(geo::Point at);
    // Fills what the publisher left empty.
    void fill(geo::Point at, std::string& district, std::string& ward);

private:
    struct HashPoint {
        std::size_t operator()(geo::Point at) const
        {
            return std::hash<double>()(at.latitude) * 31 + std::hash<double>()(at.longitude);
        }
    };
    geo::Polygons districts_;
    geo::Polygons wards_;
    std::unordered_map<geo::Point, Found, HashPoint> asked_;
};

} // namespace kith::directory
