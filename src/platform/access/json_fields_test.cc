// SPDX-License-Identifier: MIT
#include "platform/access/json_fields.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::access;

namespace {
Result<JsonFields> sent(std::string const& text)
{
    return JsonFields::read(http::Request::post_json("/api/v1/people", text));
}
} // namespace

TEST_CASE("fields are read as what they are asked for, and refused by name as anything else")
{
    auto const fields = sent(R"({"name":"Robin","sure":true,"north":53.5,"wrong":["a","b"],
        "names":[{"kind":"birth"}],"nothing":null})")
                            .value();
    CHECK(fields.text("name").value() == "Robin");
    CHECK(fields.text("nothing").value().empty());
    CHECK(fields.text("left out").value().empty());
    CHECK(fields.flag("sure").value());
    CHECK_FALSE(fields.flag("nothing").value());
    CHECK(fields.number("north").value() == 53.5);
    CHECK_FALSE(fields.number("left out").value().has_value());
    CHECK(fields.texts("wrong").value() == std::vector<std::string>{"a", "b"});
    REQUIRE(fields.each("names")->size() == 1);
    CHECK(fields.each("names")->front().text("kind").value() == "birth");
    CHECK_FALSE(fields.object("nothing")->has_value());
    CHECK(fields.object("names").error().field == "names");
    CHECK(fields.has("nothing"));
    CHECK_FALSE(fields.has("left out"));
    CHECK(fields.text("sure").error().field == "sure");
    CHECK(fields.flag("name").error().field == "name");
    CHECK(fields.number("name").error().field == "name");
    CHECK(fields.texts("names").error().field == "names");
    CHECK(fields.each("wrong").error().field == "wrong");
    CHECK(fields.each("name").error().code == Code::invalid);
}

TEST_CASE("a misspelt name is told of, and what is no object is refused")
{
    auto const fields = sent(R"({"name":"Robin","birht":"2011"})").value();
    CHECK(fields.only({"name", "birth"}).error().field == "birht");
    CHECK(fields.only({"name", "birht", "birth"}).ok());
    for (auto const* const text : {"[]", "7", "{\"name\":", "", "null"})
        CHECK_MESSAGE(sent(text).error().code == Code::invalid, text);
}

TEST_CASE("a text with a NUL is refused by name: no database would keep it")
{
    auto const fields
        = sent(R"({"name":"Ro\u0000bin","wrong":["a","\u0000"],"shape":"\u0000"})").value();
    CHECK(fields.text("name").error().field == "name");
    CHECK(fields.texts("wrong").error().field == "wrong");
    CHECK(fields.inside("shape").error().field == "shape");
}

TEST_CASE("what may be there already is a problem with a list")
{
    auto const answer = known_already("Look at these", R"([{"id":"1"}])");
    CHECK(answer.status == http::Status::conflict);
    CHECK(answer.body
        == R"({"type":"urn:kith:problem:known-already","title":"There may be a record already",)"
           R"("status":409,"detail":"Look at these","known":[{"id":"1"}]})");
}
