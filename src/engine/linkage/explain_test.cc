// SPDX-License-Identifier: MIT
#include "engine/linkage/explain.h"
#include "engine/linkage/world_test.h"
#include <doctest/doctest.h>

using namespace kith::linkage;
using kith::linkage::test::World;

namespace {
std::vector<Reason> reasons_of(std::string const& left, std::string const& right)
{
    World world(test::town(300));
    auto const out = link(world.people(), {});
    World two("id,forename,surname,dob,house,street,postcode\n1," + left + "\n2," + right + "\n");
    Comparer comparer(two.people());
    auto const& l = two.people().records[0];
    auto const& r = two.people().records[1];
    auto const pattern = comparer.compare(l, r);
    Scorer const scorer(out.model, 200);
    auto const score = scorer.score(pattern, l, r);
    auto const reasons = explain(two.people(), l, r, pattern, score);
    float sum = score.prior;
    for (auto const& one : reasons)
        sum += one.bits;
    CHECK(sum
        == doctest::Approx(score.total).epsilon(0.2)); // the household is told from half a bit on
    return reasons;
}
std::string told(std::vector<Reason> const& reasons)
{
    std::string all;
    for (auto const& one : reasons)
        all += one.sentence() + "\n";
    return all;
}
} // namespace

TEST_CASE("what is alike is said in sentences, and what is missing is not said")
{
    auto const all = told(reasons_of("Amelia,Holden,2011-05-03,,,", "Amelia,Nowak,2011-03-05,,,"));
    CHECK(all.find("the same forename, \"amelia\": ") != std::string::npos);
    CHECK(all.find("different surnames, \"holden\" and \"nowak\": ") != std::string::npos);
    CHECK(all.find(
              "birth dates with day and month in each other's place, 2011-05-03 and 2011-03-05: ")
        != std::string::npos);
    CHECK(all.find("address") == std::string::npos);
}

TEST_CASE("a household is said to be at one address only where both records give one that agrees")
{
    std::string const whole = "Amelia,Holden,2011-05-03,6,mill lane,FY1 1AD";
    auto const without
        = told(reasons_of("Amelia,Holden,2011-05-03,,,", "Amelia,Holden,2011-05-03,,,"));
    CHECK(without.find("a brother, sister, twin or parent would explain it too")
        != std::string::npos);
    CHECK(without.find("address") == std::string::npos);
    CHECK(told(reasons_of(whole, "Amelia,Holden,2011-05-03,,,")).find("at one address")
        == std::string::npos);
    CHECK(told(reasons_of(whole, whole)).find("a brother, sister, twin or parent at one address")
        != std::string::npos);
}

TEST_CASE("the weightiest reason comes first")
{
    auto const reasons = reasons_of("Amelia,Holden,2011-05-03,6,mill lane,FY1 1AD",
        "Amelia,Holden,2011-05-03,6,mill lane,FY1 1AD");
    REQUIRE(reasons.size() >= 4);
    for (std::size_t at = 1; at < reasons.size(); ++at)
        CHECK(std::abs(reasons[at - 1].bits) >= std::abs(reasons[at].bits));
}

TEST_CASE("a weight is said in words that grow with it")
{
    CHECK(in_words(0.2F) == "which tells next to nothing");
    CHECK(in_words(3.0F) == "more likely the same person");
    CHECK(in_words(-6.0F) == "much less likely the same person");
    CHECK(in_words(12.0F) == "very much more likely the same person");
}
