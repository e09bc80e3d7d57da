// SPDX-License-Identifier: MIT
#include "directory/whereabouts.h"
#include "directory/open_data.h"

namespace kith::directory {
namespace {
    constexpr std::size_t most_asked = 100'000; // kept at once: some 15 MB
    // Published outlines are generalised to some 20 m and the police move their points: a
    // promenade may lie off the coast. So near an outline is in it, if it is in no other.
    constexpr double near_enough = 80; // metres

    std::string at_or_near(geo::Polygons const& areas, geo::Point at)
    {
        auto code = areas.at(at);
        return code.empty() ? areas.near(at, near_enough) : code;
    }
} // namespace

Whereabouts Whereabouts::read(db::Connection& connection)
{
    Whereabouts whereabouts;
    auto const fill_with = [&](geo::Polygons& polygons, char const* kind) {
        for (auto const& area : list_areas(connection, kind))
            must(polygons.add(area.code, area.shape).ok(), "an outline was checked when loaded");
    };
    fill_with(whereabouts.districts_, "district");
    fill_with(whereabouts.wards_, "ward");
    return whereabouts;
}

Whereabouts::Found const& Whereabouts::find(geo::Point at)
{
    if (auto const before = asked_.find(at); before != asked_.end())
        return before->second;
    if (asked_.size() >= most_asked)
        asked_.clear();
    return asked_.emplace(at, Found{at_or_near(districts_, at), at_or_near(wards_, at)})
        .first->second;
}

void Whereabouts::fill(geo::Point at, std::string& district, std::string& ward)
{
    if (!district.empty() && !ward.empty())
        return;
    auto const& found = find(at);
    if (district.empty())
        district = found.district;
    if (ward.empty() && district == found.district)
        ward = found.ward;
}

} // namespace kith::directory
