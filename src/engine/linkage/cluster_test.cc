// SPDX-License-Identifier: MIT
#include "engine/linkage/cluster.h"
#include "engine/linkage/world_test.h"
#include <doctest/doctest.h>

using namespace kith::linkage;
using kith::linkage::test::World;

namespace {
// Names and birth date tell four bits each way, an identifier eight; the prior is nothing.
Model plain_model()
{
    Model model;
    auto const set = [&](Field field, unsigned level, double m, double u) {
        model.m[static_cast<std::size_t>(field)][level] = m;
        model.u[static_cast<std::size_t>(field)][level] = u;
    };
    for (auto const field : {Field::forename, Field::surname, Field::birth})
        set(field, 1, 0.8, 0.05); // 4 bits
    for (unsigned level = 2; level < 10; ++level)
        for (auto const field : {Field::forename, Field::surname, Field::birth})
            set(field, level, 0.05, 0.8); // -4 bits
    set(Field::identifier, plain_level::same, 0.8, 0.8 / 256);
    model.matches_per_record = 0.5;
    model.households = 0;
    return model;
}
std::vector<std::uint32_t> clusters_of(World& world, std::vector<Link> const& links)
{
    return cluster(world.people(), links, Scorer(plain_model(), 1), 1);
}
} // namespace

TEST_CASE("a chain of weak links does not join two strong groups")
{
    // Three Amelia Holdens, three Thomas Nowaks, and one record in which two people were mixed up:
    // its forename and birth date are hers, its surname is his. Each link from it is likely, with
    // the groups it does not belong.
    World world(
        "id,forename,surname,dob\n"
        "0,Amelia,Holden,2011-05-03\n1,Amelia,Holden,2011-05-03\n2,Amelia,Holden,2011-05-03\n"
        "3,Thomas,Nowak,2009-11-24\n4,Thomas,Nowak,2009-11-24\n5,Thomas,Nowak,2009-11-24\n"
        "6,Amelia,Nowak,2011-05-03\n");
    // 6 with each of 0, 1, 2: 4 - 4 + 4 - 1 = 3; with each of 3, 4, 5: -4 + 4 - 4 - 1 = -5. One of
    // those was kept all the same, as if a phone had spoken for it.
    std::vector<Link> const links = {{0, 1, 11}, {0, 2, 11}, {1, 2, 11}, {3, 4, 11}, {3, 5, 11},
        {4, 5, 11}, {0, 6, 3}, {5, 6, 1}};
    CHECK(clusters_of(world, links) == std::vector<std::uint32_t>{0, 0, 0, 3, 3, 3, 0});
}

TEST_CASE("records that hold different verified identifiers are never joined, nor what joins them")
{
    World world("id,forename,surname,dob,identifier,verified\n"
                "0,Ann,Day,2011-05-03,9990000018,yes\n1,Ann,Day,2011-05-03,9990001235,yes\n2,Ann,"
                "Day,2011-05-03,,\n");
    std::vector<Link> const links = {{0, 1, 11}, {0, 2, 11}, {1, 2, 11}};
    auto const clusters = clusters_of(world, links);
    CHECK(clusters[0] != clusters[1]);
    CHECK((clusters[2] == clusters[0] || clusters[2] == clusters[1]));
}

TEST_CASE("identifiers nobody verified may differ within one cluster")
{
    World world("id,forename,surname,dob,identifier,verified\n"
                "0,Ann,Day,2011-05-03,9990000018,\n1,Ann,Day,2011-05-03,9990001235,yes\n");
    std::vector<Link> const links = {{0, 1, 11}};
    CHECK(clusters_of(world, links) == std::vector<std::uint32_t>{0, 0});
}

TEST_CASE("records without a link stand alone")
{
    World world("id,forename,surname\n0,Ann,Day\n1,Ann,Day\n2,Bo,Ek\n");
    CHECK(clusters_of(world, {}) == std::vector<std::uint32_t>{0, 1, 2});
}
