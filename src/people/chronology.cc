// SPDX-License-Identifier: MIT
#include "people/chronology.h"
#include "people/chronology_sources.h"
#include "people/joined.h"

namespace kith::people {

Chronology chronology_of(
    People const& room, Visit const& visit, Person const& person, ChronologyFilter const& filter)
{
    auto const records = records_of(visit.reading(), person.id);
    auto const known_at = links::known_at(filter, visit.now());
    auto all = own_entries(room, visit, person, known_at);
    for (auto const& chronicle : room.chronicles)
        for (auto& entry : chronicle(visit, records, known_at))
            all.push_back(std::move(entry));
    return links::arranged(std::move(all), filter, known_at, links::Gaps::marked);
}

} // namespace kith::people
