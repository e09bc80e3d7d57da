// SPDX-License-Identifier: MIT
// Who looks for somebody sees their face, until they are back.
#include "missing/missing.h"

namespace kith::missing {

std::optional<access::Facts> photograph_facts(Visit const& visit, PersonId person)
{
    for (auto const& one : all_of(visit.reading(), person)) {
        if (!one.still_missing() || !knows(visit, one.id))
            continue;
        auto facts = facts_of(visit, one);
        if (!facts)
            continue;
        facts->thing.kind = "photograph_of_missing"; // of which no act is permitted but to look
        return std::move(*facts);
    }
    return std::nullopt;
}

} // namespace kith::missing
