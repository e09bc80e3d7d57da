// SPDX-License-Identifier: MIT
#include "people/alike.h"
#include "people/room.h"

namespace kith::people {

std::vector<Alike> alike(
    People const&, Visit const& visit, Match const& described, std::size_t most)
{
    std::vector<Alike> all;
    for (auto& one : known(visit, described))
        if (all.size() < most)
            all.push_back({std::move(one.person), {one.reason}, 20, 0.99});
    return all;
}

} // namespace kith::people
