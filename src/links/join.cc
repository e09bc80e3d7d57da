// SPDX-License-Identifier: MIT
#include "links/links.h"

namespace kith::links {

Links::Links()
{
    for (auto const* const known_to_staff : {"agency", "team"})
        seen.add(known_to_staff, [](Visit const& visit, Uuid const&) {
            return !visit.visitor().account.none() || !visit.visitor().process.empty();
        });
    seen.add(
        "named_thing",
        [this](Visit const& visit, Uuid const& id) {
            return !named_in_records(seen, visit, NamedThingId(id)).empty();
        },
        [](Visit const& visit, Uuid const& id) -> Shown {
            auto const one = find_named_thing(visit.reading(), NamedThingId(id));
            return {one ? one->as_written : std::string("Something that was named")};
        });
}

} // namespace kith::links
