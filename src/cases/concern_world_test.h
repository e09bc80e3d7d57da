// SPDX-License-Identifier: MIT
#pragma once

// For tests of what follows from concerns: raised by a school, linked and decided at the front
// door.

#include "cases/cases_world_test.h"

namespace kith::cases {

inline ConcernId a_concern(CasesWorld& world, char const* what)
{
    auto const answers = forms::Answers::from_json("concerns/referral", 1,
        std::string(R"({"about":["child","place"],"safe_now":"yes","strengths":"Her aunt",)")
            + R"("own_words":"I said no","consent":"agreed","what":")" + what + "\"}");
    auto const raised = world.world.as(world.school_lead)->visit().change([&](Change& change) {
        return concerns::raise(world.concerns_room, change, *answers);
    });
    REQUIRE(raised.ok());
    return *raised;
}

inline void link_as(CasesWorld& world, ConcernId concern, Thing const& subject, char const* role)
{
    concerns::Joining joining{concern, subject, {}};
    joining.stands.role = role;
    auto const linked = world.world.as(world.front_door)->visit().change([&](Change& change) {
        return concerns::link_known(world.concerns_room, change, joining);
    });
    REQUIRE(linked.ok());
}

inline Done decided_with(CasesWorld& world, ConcernId id, std::vector<std::string> const& outcomes)
{
    auto const pass = world.world.as(world.front_door);
    concerns::Weighed weighed;
    weighed.concern = id;
    weighed.version = world.concerns_room.store.find(pass->visit(), id).value().version;
    weighed.choice.outcomes = outcomes;
    for (auto const& code : outcomes)
        weighed.choice.reasons[code] = "Men wait there for pupils";
    weighed.choice.summary = "Weighed";
    weighed.choice.urgency = "AMBER";
    weighed.reply = "We have decided";
    return pass->visit().change([&](Change& change) {
        return concerns::record_decision(world.concerns_room, change, weighed);
    });
}

} // namespace kith::cases
