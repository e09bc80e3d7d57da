// SPDX-License-Identifier: MIT
#include "cases/escalation.h"
#include <doctest/doctest.h>

namespace kith::cases {

TEST_CASE("a disagreement goes from line managers to heads of service, directors, the partnership")
{
    CHECK(std::string(stage_after("workers")->code) == "line_managers");
    CHECK(std::string(stage_after("line_managers")->code) == "heads_of_service");
    CHECK(std::string(stage_after("heads_of_service")->code) == "directors");
    CHECK(std::string(stage_after("directors")->code) == "partnership");
    CHECK(stage_after("partnership") == nullptr);
    CHECK(std::string(stage_of("partnership").rule) == "escalation.partnership");
    Escalation one;
    one.stage = "heads_of_service";
    CHECK(has_reached(one, stage_of("line_managers")));
    CHECK(has_reached(one, stage_of("heads_of_service")));
    CHECK(!has_reached(one, stage_of("directors")));
}

TEST_CASE(
    "a disagreement says what, why, what is wanted, what was said, and what is done meanwhile")
{
    Escalation one;
    auto const all = problems_of(one);
    REQUIRE(all.size() == 5);
    CHECK(all[0].field == "about");
    CHECK(all[4].field == "meanwhile");
    one.about = one.why = one.wanted = one.tried = "In words";
    one.meanwhile = "  \n";
    REQUIRE(problems_of(tidied(one)).size() == 1);
    CHECK(problems_of(tidied(one))[0].words.key
        == "Say what is done for safety meanwhile: that never waits");
    one.meanwhile = " Her aunt fetches her ";
    CHECK(problems_of(tidied(one)).empty());
    CHECK(tidied(one).meanwhile == "Her aunt fetches her");
}

} // namespace kith::cases
