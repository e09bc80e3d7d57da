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

TEST_CASE("a choice can be asked for as a list of one")
{
    Answers answers("f", 1);
    answers.set("who", "me");
    CHECK(answers.includes("who", "me"));
    CHECK_FALSE(answers.includes("who", "m"));
    CHECK(answers.list("who") == std::vector<std::string>{"me"});
}

} // namespace kith::forms
