// SPDX-License-Identifier: MIT
#include "links/links.h"

namespace kith::links {

Links::Links()
{
    for (auto const* const known_to_staff : {"agency", "team"})
        seen.add(known_to_staff, [](Visit const& visit, Uuid const&) {
            return !visit.visitor().account.none() || !visit.visitor().process.empty();
        });
}

} // namespace kith::links
