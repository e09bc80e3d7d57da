// SPDX-License-Identifier: MIT
#include "engine/linkage/json_text.h"
#include "engine/linkage/linkage.h"
#include "engine/linkage/model_text.h"
#include "engine/linkage/world_test.h"
#include <cmath>
#include <doctest/doctest.h>

using namespace kith::linkage;
using kith::linkage::test::World;

namespace {
SavedModel learned_of_a_town()
{
    World world{test::town(400)};
    return saved(link(world.people(), {}).model, world.people());
}
} // namespace

TEST_CASE("a model is read back as it was written, to the last digit")
{
    auto const model = learned_of_a_town();
    auto const text = write_model(model);
    auto const again = read_model(text);
    REQUIRE(again.ok());
    CHECK(write_model(*again) == text);
    CHECK(again->m == model.m);
    CHECK(again->u == model.u);
    CHECK(again->common[1].values == model.common[1].values);
    CHECK(again->crowded.keys == model.crowded.keys);
}

TEST_CASE("a model that is cut short, or of another kind, or out of range is refused with words")
{
    auto const text = write_model(learned_of_a_town());
    for (std::size_t cut = 0; cut + 2 < text.size(); cut += 97)
        CHECK_FALSE(read_model(std::string_view(text).substr(0, cut)).ok());
    CHECK(read_model("{\"kind\": \"something else\"}").error().words.key
        == "it was written by another version, or is something else");
    CHECK(read_model(text + "{}").error().words.key.starts_with("more text behind the end"));
    auto wrong = text;
    wrong.replace(wrong.find("\"households\": "), 14, "\"households\": -");
    CHECK(read_model(wrong).error().words.key == "a number is missing or out of range");
}

TEST_CASE("only what the engine writes is JSON to it")
{
    CHECK(read_json(R"({"a": [1, 2.5e3, "x\"y\\"], "b": {}})")->at("a").list()[1].number() == 2500);
    CHECK(read_json(R"(["x\"y\\"])")->list()[0].text() == "x\"y\\");
    CHECK(std::isnan(read_json("{}")->at("absent").number()));
    for (auto const* const text :
        {"", "{", "[1,]", "{\"a\" 1}", "{\"a\": 1, \"a\": 2}", "nan", "inf", "true", "\"a",
            "\"\\u0041\"", "[1] 2", "{1: 2}", "1e999", "[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]"})
        CHECK_FALSE(read_json(text).ok());
}

TEST_CASE("a small model keeps the most common values, what others are worth, and no block's keys")
{
    SavedModel model;
    for (std::uint32_t at = 0; at < kept_for_look_ups + 2; ++at)
        model.common[0].values.emplace_back("n" + std::to_string(10000 + at), at + 1);
    model.crowded.keys[2] = {7};
    model.u[static_cast<std::size_t>(Field::identifier)][1] = 1.0 / 3; // nobody's was known
    model.u[static_cast<std::size_t>(Field::phone)][1] = 1e-5;         // learned
    keep_for_look_ups(model);
    CHECK(model.common[0].values.size() == kept_for_look_ups);
    CHECK(model.common[0].values.front().second == 3);
    CHECK(model.common[0].others == 2); // (1 * 1 + 2 * 2) / (1 + 2) = 1.67
    CHECK(model.crowded.keys[2].empty());
    CHECK(model.u[static_cast<std::size_t>(Field::identifier)][1] == 1e-7);
    CHECK(model.u[static_cast<std::size_t>(Field::phone)][1] == 1e-5);
}
