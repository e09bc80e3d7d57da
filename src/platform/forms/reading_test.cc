// SPDX-License-Identifier: MIT
#include "platform/forms/form.h"
#include "platform/forms/sample_form_test.h"
#include <doctest/doctest.h>

namespace kith::forms {
namespace {
    // What is said at `field` when the sample form is sent with these answers; "" if nothing.
    std::string said_at(
        std::string_view field, std::vector<std::pair<std::string, std::string>> sent)
    {
        sent.insert(sent.begin(), {{"about", "child"}, {"what", "x"}});
        for (auto const& error : sample_form().read(typed(sent)).errors)
            if (error.field == field)
                return error.words.key;
        return {};
    }

    Form public_form()
    {
        return read_form("src/room/forms/tell.toml", R"(
name = "room/tell"
version = 1
title = "t"
audience = "public"
[[page]]
name = "who"
[[page]]
name = "child"
[[page]]
name = "when"
[[question]]
name = "who"
kind = "choice"
question = "w"
missing = "Choose"
page = "who"
option = [{ code = "me", label = "m" }, { code = "other", label = "o" }]
[[question]]
name = "child"
kind = "text"
question = "c"
missing = "Say"
page = "child"
asked_when = { question = "who", is = "other" }
[[question]]
name = "when"
kind = "date"
question = "d"
page = "when"
)",
            {});
    }
} // namespace

TEST_CASE("a form that is right is read into typed answers")
{
    auto const reading = sample_form().read(typed({{"about", "child"},
        {"what", " He said\r\n\"no\". "}, {"harms", "CCE"}, {"harms", "CSE"}, {"harms", "CCE"},
        {"lines", "The old mill"}, {"people-1-name", "Ash"}, {"people-1-birth-month", "May"},
        {"people-1-birth-year", "2011"}, {"people-3-name", "Jo"}, {"born-year", "2024"},
        {"born-about", "yes"}, {"seen-day", "29"}, {"seen-month", "6"}, {"seen-year", "2026"},
        {"seen-time", "4.45pm"}, {"reach", "a@example.org"}, {"csrf", "not an answer"}}));
    REQUIRE(reading.errors == std::vector<Error>{});
    CHECK(reading.ok());
    auto const& answers = reading.answers;
    CHECK(answers.form() == "room/report");
    CHECK(answers.version() == 3);
    CHECK(answers.text("about") == "child");
    CHECK(answers.text("what") == "He said\n\"no\".");
    CHECK(answers.list("harms") == std::vector<std::string>{"CCE", "CSE"});
    CHECK(answers.date("born")->write() == "~2024");
    CHECK(
        answers.instant("seen")->write() == "2026-06-29T15:45:00.000000Z"); // summer: an hour ahead
    REQUIRE(answers.people("people").size() == 2);
    CHECK(answers.people("people")[0].birth->write() == "2011-05");
    CHECK(answers.people("people")[1].name == "Jo");
    CHECK_FALSE(answers.has("csrf"));
}

TEST_CASE("what is needed and was not answered is said with the form's own words")
{
    auto const reading = sample_form().read(typed({{"what", " \r\n "}}));
    REQUIRE(reading.errors.size() == 2);
    CHECK(reading.errors[0] == invalid("Say who or what it is about", "about"));
    CHECK(reading.errors[1] == invalid("Say what happened", "what"));
}

TEST_CASE("each kind says what is wrong with it, at the box where it is wrong")
{
    CHECK(said_at("born-month", {{"born-day", "3"}, {"born-year", "2026"}})
        == "forms.date.month_missing");
    CHECK(said_at("born-year", {{"born-day", "3"}, {"born-month", "2"}})
        == "forms.date.year_missing");
    CHECK(said_at("born", {{"born-day", "30"}, {"born-month", "2"}, {"born-year", "2026"}})
        == "forms.date.not_real");
    CHECK(said_at("born-month", {{"born-month", "13"}, {"born-year", "2026"}})
        == "forms.date.not_real");
    CHECK(said_at("born-year", {{"born-year", "26"}}) == "forms.date.not_real");
    CHECK(said_at("harms", {{"harms", "XX"}}) == "forms.choice.wrong");
    CHECK(said_at("reach", {{"reach", "a@b"}}) == "forms.text.email");
    CHECK(said_at("reach", {{"reach", "a@example.org"}}).empty());
    CHECK(
        said_at("seen-time",
            {{"seen-day", "1"}, {"seen-month", "2"}, {"seen-year", "2026"}, {"seen-time", "soon"}})
        == "Enter when they were last seen");
    CHECK(said_at("people-2-birth-year", {{"people-1-name", "Jo"}, {"people-2-birth-month", "3"}})
        == "forms.date.year_missing");
    CHECK(said_at("born", {{"born-about", "yes"}}).empty()); // the box alone says nothing
}

TEST_CASE("a text too long is counted in characters, not bytes, and kept")
{
    std::string fifty;
    for (int i = 0; i < 50; ++i)
        fifty += "é";
    auto const form = sample_form();
    CHECK(form.read(typed({{"about", "child"}, {"what", fifty}})).ok());
    auto const reading = form.read(typed({{"about", "child"}, {"what", fifty + "!"}}));
    REQUIRE(reading.errors.size() == 1);
    CHECK(
        reading.errors[0].words == Words{"forms.text.too_long", {{"count", "51"}, {"most", "50"}}});
    CHECK(reading.answers.text("what") == fifty + "!");
}

TEST_CASE("bytes that are no text and a NUL are refused, and the rest is kept")
{
    auto const form = sample_form();
    for (auto const& bad : {std::string("a\xFFz"), std::string("a\0z", 3), std::string("a\xC0z"),
             std::string("a\xED\xA0\x80z")}) {
        auto const reading = form.read(typed({{"about", "child"}, {"what", bad}}));
        REQUIRE(reading.errors.size() == 1);
        CHECK(reading.errors[0] == invalid("forms.text.damaged", "what"));
        CHECK(reading.answers.text("what").starts_with("a\xEF\xBF\xBD"));
        CHECK(reading.answers.text("what").ends_with("z"));
    }
}

TEST_CASE("a place's postcode must be whole")
{
    auto const read = [](std::string const& postcode) {
        return sample_form().read(
            typed({{"about", "place"}, {"what", "x"}, {"where-1-postcode", postcode}}));
    };
    for (auto const* const good : {"LA1 1YN", "la11yn", "M1 1AE", "SW1A 1AA", "B33 8TH"})
        CHECK(read(good).ok());
    for (auto const* const bad : {"LA1", "1AA LA1", "LA1 1Y1", "LA1-1YN"})
        CHECK(read(bad).errors.at(0) == invalid("forms.text.postcode", "where-1-postcode"));
    CHECK(read("").errors.at(0) == invalid("Say where it is", "where"));
}

TEST_CASE("what is not asked any more is dropped once all else is right, and not before")
{
    auto const form = sample_form();
    auto const wrong
        = form.read(typed({{"about", "place"}, {"harms", "CSE"}, {"where-1-name", "Mill"}}));
    CHECK_FALSE(wrong.ok());
    CHECK(wrong.answers.list("harms") == std::vector<std::string>{"CSE"});
    auto const right = form.read(
        typed({{"about", "place"}, {"harms", "CSE"}, {"what", "x"}, {"where-1-name", "Mill"}}));
    CHECK(right.ok());
    CHECK_FALSE(right.answers.has("harms"));
    CHECK(right.answers.places("where").at(0).name == "Mill");
}

TEST_CASE("one more person can be asked for without being told of mistakes")
{
    auto const reading = sample_form().read(
        typed({{"about", "child"}, {"people-1-name", "Ash"}, {"another", "people"}}));
    CHECK(reading.another == "people");
    CHECK(reading.errors.empty());
    CHECK_FALSE(reading.ok());
    CHECK(reading.answers.people("people").at(0).name == "Ash");
    CHECK(sample_form().read(typed({{"another", "about"}})).another.empty());
}

TEST_CASE("the night the clocks go back asks which of the two hours it was")
{
    auto const form = sample_form();
    auto const at = [&](std::string const& hour) {
        return form.read(
            typed({{"about", "child"}, {"what", "x"}, {"seen-day", "25"}, {"seen-month", "10"},
                {"seen-year", "2026"}, {"seen-time", "01:30"}, {"seen-hour", hour}}));
    };
    CHECK(at("").errors.at(0) == invalid("forms.date.time_twice", "seen-hour"));
    CHECK(at("first").answers.instant("seen")->write() == "2026-10-25T00:30:00.000000Z");
    CHECK(at("second").answers.instant("seen")->write() == "2026-10-25T01:30:00.000000Z");
    // and on 29 March 2026 no clock showed half past one
    CHECK(said_at("seen-time",
              {{"seen-day", "29"}, {"seen-month", "3"}, {"seen-year", "2026"},
                  {"seen-time", "01:30"}})
        == "forms.date.time_skipped");
}

TEST_CASE("answers from a draft or a program meet the same rules as what is typed")
{
    auto const form = sample_form();
    auto const check
        = [&](std::string_view json) { return form.check(*Answers::from_json("report", 3, json)); };
    CHECK(check(R"({"about":"child","what":"x","born":"2011-05"})").ok());
    CHECK(
        check(R"({"about":"child","what":["x"]})").errors.at(0).words.key == "forms.choice.wrong");
    CHECK(check(R"({"about":"child","what":"x","born":"soon"})").errors.at(0).field == "born");
    CHECK(check(R"({"about":"child","what":"x","people":[{"shoe":"9"}]})").errors.at(0).field
        == "people");
    CHECK(check(R"({"about":"child","what":"x","seen":"yesterday"})").errors.at(0).field == "seen");
    CHECK(
        check(
            R"({"about":"child","what":"x","people":[{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"}]})")
            .errors.size()
        == 1);
    CHECK(check(R"({"about":"child","what":" \n "})").errors
        == check(R"({"about":"child"})").errors); // blanks are no answer
    CHECK(check(R"({"about":"child"})").errors.at(0).field == "what");
    Answers damaged("report", 3);
    damaged.set("about", "child");
    damaged.set("what", std::string("a\0z", 3));
    CHECK(form.check(damaged).errors.at(0).words.key == "forms.text.damaged");
    CHECK_FALSE(check(R"({"about":"child","what":"x","unknown":"y"})").answers.has("unknown"));
}

TEST_CASE("a page at a time keeps what was answered before and skips what is not asked")
{
    auto const form = public_form();
    Answers const nothing("tell", 1);
    CHECK(form.next_page("", nothing) == "who");
    auto const first
        = form.read_page("who", typed({{"who", "other"}, {"when-year", "1"}}), nothing);
    REQUIRE(first.ok()); // the date is another page's affair
    CHECK(form.next_page("who", first.answers) == "child");
    CHECK(
        form.read_page("child", typed({}), first.answers).errors.at(0) == invalid("Say", "child"));
    auto const second = form.read_page("child", typed({{"child", "Ash"}}), first.answers);
    CHECK(second.answers.text("who") == "other");
    CHECK(form.next_page("child", second.answers) == "when");
    CHECK(form.next_page("when", second.answers) == std::nullopt);

    auto const changed = form.read_page("who", typed({{"who", "me"}}), second.answers);
    CHECK_FALSE(changed.answers.has("child"));
    CHECK(form.next_page("who", changed.answers) == "when");
    CHECK(form.previous_page("when", changed.answers) == "who");
    CHECK(form.previous_page("who", changed.answers) == std::nullopt);
    CHECK(form.pages_asked(changed.answers) == std::vector<std::string>{"who", "when"});
}

TEST_CASE("an error that the rules found is told at its question")
{
    auto const reading = sample_form().read(typed({{"about", "child"}, {"what", "x"}}));
    auto const refused = reading.refused(error(Code::conflict, "That day is yet to come", "born"));
    CHECK(reading.ok());
    CHECK_FALSE(refused.ok());
    CHECK(refused.errors == std::vector<Error>{invalid("That day is yet to come", "born")});
    CHECK(refused.answers == reading.answers);
}

} // namespace kith::forms
