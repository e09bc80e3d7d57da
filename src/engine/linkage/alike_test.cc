// SPDX-License-Identifier: MIT
#include "engine/linkage/alike.h"
#include "engine/linkage/normalise.h"
#include <doctest/doctest.h>
#include <vector>

using namespace kith::linkage;

TEST_CASE("Jaro-Winkler agrees with what Winkler's paper works out")
{
    // MARTHA, MARHTA: 6 letters match, one pair swapped: (1 + 1 + 5/6) / 3 = .94444; three letters
    // in front: .94444 + .3 * .05556 = .96111
    CHECK(jaro_winkler("martha", "marhta") == doctest::Approx(0.96111).epsilon(1e-5));
    // DIXON, DICKSONX: 4 match of 5 and 8: (4/5 + 4/8 + 1) / 3 = .76667; two in front: .81333
    CHECK(jaro_winkler("dixon", "dicksonx") == doctest::Approx(0.81333).epsilon(1e-5));
    // DWAYNE, DUANE: 4 match of 6 and 5: (4/6 + 4/5 + 1) / 3 = .82222; one in front: .84000
    CHECK(jaro_winkler("dwayne", "duane") == doctest::Approx(0.84).epsilon(1e-5));
    CHECK(jaro_winkler("same", "same") == 1.0F);
    CHECK(jaro_winkler("abc", "xyz") == 0.0F);
    CHECK(jaro_winkler("", "x") == 0.0F);
    // under .7 nothing is added: 1 match of 3 and 3, (1/3 + 1/3 + 1) / 3 = .55556
    CHECK(jaro_winkler("abc", "axx") == doctest::Approx(0.55556).epsilon(1e-5));
}

TEST_CASE("no two names are more alike than their letters allow")
{
    std::vector<std::string_view> const names
        = {"mohammed", "muhamad", "ann", "anna", "hannah", "o", "smith jones", "jones smith",
            "aaaa", "aaaaaaa", "mississippi", "abcdefghijklmnopqrstuvwxyzabc", "محمد", "x1"};
    for (auto const left : names)
        for (auto const right : names)
            if (auto const shared = letters_shared(name_of(left), name_of(right)); shared != 99)
                CHECK(jaro_winkler(left, right) <= most_alike_of(shared,
                                                       static_cast<unsigned>(left.size()),
                                                       static_cast<unsigned>(right.size()))
                        + 1e-6F);
    CHECK(letters_shared(name_of("bob"), name_of("lucy")) == 0);
    CHECK(letters_shared(name_of("hannah"), name_of("anna")) == 4); // a, n twice each
    CHECK(letters_shared(name_of("o2 o2"), name_of("2o")) == 2);    // the 2 is no letter but counts
    CHECK(letters_shared(name_of("aaa"), name_of("aaaa")) == 99);
    CHECK(most_alike_of(0, 3, 4) == 0.0F);
}

TEST_CASE("one slip of the pen is one, and two are not")
{
    CHECK(one_slip("fy11ad", "fy11ab"));
    CHECK(one_slip("fy11ad", "fy1ad"));
    CHECK(one_slip("fy11ad", "yf11ad"));
    CHECK_FALSE(one_slip("fy11ad", "fy11ad"));
    CHECK_FALSE(one_slip("fy11ad", "pr12ad"));
    CHECK_FALSE(one_slip("fy1", "fy11ad"));
}
