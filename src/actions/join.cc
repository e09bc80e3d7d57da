// SPDX-License-Identifier: MIT
// All that actions adds to the house.
#include "actions/actions.h"
#include <algorithm>

namespace kith::actions {

void add_predicates(access::Predicates& predicates)
{
    predicates.add("visitor may know what it is about",
        [](access::Visitor const&, access::Facts const& facts) {
            return facts.state == "about known";
        });
    predicates.add("visitor works by name with what it is about",
        [](access::Visitor const& who, access::Facts const& facts) {
            return !who.account.none()
                && std::ranges::find(facts.opened_to, who.account) != facts.opened_to.end();
        });
}

void join(House& house, Actions&) { add_predicates(house.predicates); }

} // namespace kith::actions
