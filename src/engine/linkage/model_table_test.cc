// SPDX-License-Identifier: MIT
#include "engine/linkage/model_table.h"
#include <doctest/doctest.h>

using namespace kith::linkage;

TEST_CASE("a model's table has a line for each level that was ever seen, with its bits")
{
    Model model;
    auto const sex = static_cast<std::size_t>(Field::sex);
    model.m[sex][plain_level::same] = 0.96; // log2(0.96 / 0.48) = 1
    model.u[sex][plain_level::same] = 0.48;
    model.m[sex][plain_level::different] = 0.04; // log2(0.04 / 0.64) = -4
    model.u[sex][plain_level::different] = 0.64;
    auto const table = model_table(model);
    CHECK(table.starts_with("field        level"));
    CHECK(
        table.find("sex          the same                            0.960000   0.480000    +1.0\n")
        != std::string::npos);
    CHECK(
        table.find("sex          different                           0.040000   0.640000    -4.0\n")
        != std::string::npos);
    CHECK(table.find("nearly the same") == std::string::npos);
    CHECK(table.find("surname") == std::string::npos);
}

TEST_CASE("every level of every field has words")
{
    CHECK(words_of(Field::forename, forename_level::different) == "different");
    CHECK(words_of(Field::surname, surname_level::different) == "different");
    CHECK(words_of(Field::birth, birth_level::different) == "different");
    CHECK(words_of(Field::location, location_level::different) == "different");
    CHECK(words_of(Field::birth, birth_level::swapped) == "day and month swapped");
    CHECK(words_of(Field::email, plain_level::close) == "nearly the same");
    CHECK(words_of(Field::email, 9) == "?");
}
