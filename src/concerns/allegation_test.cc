// SPDX-License-Identifier: MIT
#include "concerns/allegation.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::concerns;

TEST_CASE("a wall stands for whom it is about and for who manages them, until it is opened to them")
{
    CHECK(wall_stands({.concerned = true}));
    CHECK(wall_stands({.manages = true}));
    CHECK_FALSE(wall_stands({.concerned = true, .opened = true}));
    CHECK_FALSE(wall_stands({.manages = true, .opened = true}));
    CHECK_FALSE(wall_stands({}));
}

TEST_CASE("a manager who raised it themselves goes on seeing it; one of the team that holds it too")
{
    CHECK_FALSE(wall_stands({.manages = true, .raised = true}));
    CHECK_FALSE(wall_stands({.manages = true, .holds = true}));
    CHECK(wall_stands({.concerned = true, .holds = true})); // an officer whom it is about
    CHECK(wall_stands({.concerned = true, .manages = true, .holds = true}));
}

TEST_CASE("a worry is about somebody who works with children only if its form says so")
{
    auto const read = [](char const* json) {
        return worker_of(forms::Answers::from_json("concerns/referral", 1, json).value());
    };
    CHECK_FALSE(read(R"({"worker_name":"A Name"})").has_value());
    CHECK_FALSE(read(R"({"worker":"no","worker_name":"A Name"})").has_value());
    auto const worker = read(
        R"({"worker":"yes","worker_name":"A Name","worker_role":"Coach","worker_told":"no","worker_known_on":"2026-03-05"})");
    REQUIRE(worker.has_value());
    CHECK(worker->name == "A Name");
    CHECK(worker->told == "no");
    CHECK(worker->known_on->write() == "2026-03-05");
    CHECK(worker->account.none());
    CHECK(check(*worker).ok());
    CHECK(check(Worker{}).error().field == "worker_name");
}
