// SPDX-License-Identifier: MIT
#pragma once

// For tests of protected addresses: a home and a children's home at an address that is looked for
// in all that the tables of contexts hold in clear.

#include "contexts/contexts_world_test.h"
#include <string>
#include <string_view>

namespace kith::contexts {

inline constexpr char const* canary_street = "1 Canary Wharf Lane";
inline constexpr char const* record_change = "/contexts/{context}/change";

inline bool holds(std::string const& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

inline Context home_of_canary()
{
    Context context;
    context.kind = "HOME";
    context.name = "Home above the shop";
    context.address = canary_street;
    context.postcode = "FY1 1AD";
    return context;
}

inline Context childrens_home()
{
    auto context = home_of_canary();
    context.kind = "PLACE";
    context.sort = "CHILDRENS_HOME";
    context.name = "Beech House";
    context.transport = "Lines 7 and N2 from Canary Square";
    return context;
}

// How often a text stands in what the tables of contexts hold in clear.
inline std::size_t canaries(db::Database& database, std::string const& text)
{
    constexpr db::Sql now{"all contexts",
        "select address || ' ' || coalesce(postcode, '') || ' ' || outline || ' ' || area || ' ' "
        "|| transport as said, latitude, sealed from contexts"};
    constexpr db::Sql before{"all contexts that were",
        "select address || ' ' || coalesce(postcode, '') || ' ' || outline || ' ' || area || ' ' "
        "|| transport || ' ' || reason as said, latitude, sealed from contexts_was"};
    constexpr db::Sql guardians{"all guardians", "select reason as said from guardians_was"};
    constexpr db::Sql facts{"all facts", "select reason as said from context_facts"};
    auto const lease = database.reader();
    std::size_t times = 0;
    for (auto const& sql : {now, before})
        for (auto const row : lease->run(sql)) {
            times += holds(row.text("said"), text) ? 1 : 0;
            if (!row.is_null("sealed")) {
                times += holds(row.bytes("sealed"), text) ? 1 : 0;
                CHECK(row.is_null("latitude"));
            }
        }
    for (auto const& sql : {guardians, facts})
        for (auto const row : lease->run(sql))
            times += holds(row.text("said"), text) ? 1 : 0;
    return times;
}

inline Result<Context> change_as(
    PlacesWorld& drawn, AccountId who, Context const& context, std::string const& reason)
{
    return drawn.world.as(who)->visit().change(
        [&](Change& change) { return save(change, context, reason); });
}

} // namespace kith::contexts
