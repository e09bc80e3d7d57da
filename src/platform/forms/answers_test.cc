// SPDX-License-Identifier: MIT
#include "platform/forms/answers.h"
#include <doctest/doctest.h>

namespace kith::forms {

TEST_CASE("answers of every shape come back from JSON as they were")
{
    Answers answers("room/report", 4);
    answers.set("text", "line\n\"quoted\" é ‏اردو");
    answers.set("codes", std::vector<std::string>{"a", "b"});
    answers.set("wrong_date", Parts{{"day", "31"}, {"month", "2"}});
    answers.set("people", std::vector<Parts>{{{"name", "Ash"}, {"birth", "~2011"}}});
    auto const read = Answers::from_json("room/report", 4, answers.to_json());
    REQUIRE(read.ok());
    CHECK(*read == answers);
    CHECK(read->people("people").at(0).birth->about);
    CHECK(read->date("wrong_date") == std::nullopt);
}

TEST_CASE("an answer that is empty is no answer")
{
    Answers answers("f", 1);
    answers.set("a", "x");
    answers.set("a", "");
    answers.set("b", std::vector<std::string>{});
    CHECK_FALSE(answers.has("a"));
    CHECK_FALSE(answers.has("b"));
    CHECK(answers.to_json() == "{}");
    CHECK(answers.text("a").empty());
    CHECK(answers.list("a").empty());
}

TEST_CASE("JSON that is no set of answers is refused")
{
    for (auto const* const text : {"", "[]", "{", R"({"a":1})", R"({"a":null})", R"({"a":{"b":1}})",
             R"({"a":["x",{"b":"y"}]})", R"({"a":[["x"]]})"})
        CHECK_FALSE(Answers::from_json("f", 1, text).ok());
}

TEST_CASE("a text sent as JSON is tidied as on a page, and one of blanks is no answer")
{
    auto const read = Answers::from_json("f", 1, R"({"text":" two\r\nlines ","blank":" \n\t ",
        "codes":[" a "," "],"none":[" ",""],"date":{"day":" ","month":"2 "},"no_date":{"day":" "},
        "people":[{"name":" Ash ","note":" "},{"name":" "},{}],"nobody":[{"name":"\t"}]})");
    REQUIRE(read.ok());
    CHECK(read->text("text") == "two\nlines");
    CHECK(read->list("codes") == std::vector<std::string>{"a"});
    CHECK(std::get<Parts>(*read->find("date")) == Parts{{"month", "2"}});
    CHECK(std::get<std::vector<Parts>>(*read->find("people"))
        == std::vector<Parts>{{{"name", "Ash"}}});
    for (auto const* const name : {"blank", "none", "no_date", "nobody"})
        CHECK_MESSAGE(!read->has(name), name);
}

TEST_CASE("JSON with U+0000 in a text or a name is refused, at its question")
{
    auto const refused = [](char const* json) { return Answers::from_json("f", 1, json).error(); };
    for (auto const* const json :
        {R"({"what":"a\u0000z"})", R"({"what":["a","\u0000"]})", R"({"what":{"day":"\u0000"}})",
            R"({"what":[{"name":"a\u0000"}]})", R"({"what":[{"na\u0000me":"a"}]})"}) {
        CHECK_MESSAGE(refused(json).code == Code::invalid, json);
        CHECK_MESSAGE(refused(json).field == "what", json);
        CHECK_MESSAGE(refused(json).words.key.find("U+0000") != std::string::npos, json);
    }
    CHECK(refused(R"({"wh\u0000at":"a"})").code == Code::invalid);
    // Half of a pair of surrogates is no text either.
    CHECK(refused(R"({"what":"\ud800"})").code == Code::invalid);
}

TEST_CASE("a choice can be asked for as a list of one")
{
    Answers answers("f", 1);
    answers.set("who", "me");
    CHECK(answers.includes("who", "me"));
    CHECK_FALSE(answers.includes("who", "m"));
    CHECK(answers.list("who") == std::vector<std::string>{"me"});
}

} // namespace kith::forms
