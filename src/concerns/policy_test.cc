// SPDX-License-Identifier: MIT
// Every rule that ships, of every room, held against the cases that stand beside it. Here, because
// this room's conditions are among those they name.
#include "actions/actions.h"
#include "concerns/room.h"
#include "platform/access/policy_cases.h"
#include <doctest/doctest.h>

using namespace kith;

TEST_CASE("every rule that ships is proven by the cases beside it")
{
    access::Predicates predicates;
    concerns::add_predicates(predicates);
    actions::add_predicates(predicates);
    auto const policy = access::Policy::shipped(predicates);
    REQUIRE(policy.rules().size() >= 16);
    for (auto const& failure : access::run_cases(policy, access::shipped_cases()))
        FAIL_CHECK(failure);
}
