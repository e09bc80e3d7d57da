// SPDX-License-Identifier: MIT
#include "platform/forms/form.h"
#include "platform/forms/sample_form_test.h"
#include <doctest/doctest.h>

namespace kith::forms {
namespace {
    std::string mistake_in(std::string_view toml)
    {
        try {
            (void)read_form("src/room/forms/report.toml", toml, sample_lists);
        } catch (std::runtime_error const& error) {
            return error.what();
        }
        return {};
    }

    // A form whose one question has these lines, from line 6 on.
    std::string mistake_in_question(std::string const& lines)
    {
        return mistake_in(
            "name = \"room/report\"\nversion = 1\ntitle = \"Report\"\naudience = \"staff\"\n"
            "[[question]]\n"
            + lines);
    }
} // namespace

TEST_CASE("a form is read from its file, in the order asked")
{
    auto const form = sample_form();
    CHECK(form.name == "room/report");
    CHECK(form.version == 3);
    REQUIRE(form.questions.size() == 9);
    CHECK(form.questions[0].kind == Kind::choice);
    CHECK(form.find("what")->own_words);
    CHECK(form.find("what")->most == 50);
    CHECK(form.find("born")->optional());
    CHECK(form.find("harms")->options.size() == 3);
    CHECK(form.find("harms")->option("OLD")->until == *Date::read("2024-12-31"));
    CHECK(form.find("nobody") == nullptr);
}

TEST_CASE("a key nobody knows is refused with its file and line")
{
    CHECK(mistake_in_question("name = \"a\"\nkind = \"text\"\nquestion = \"A?\"\nhnit = \"x\"\n")
        == "src/room/forms/report.toml:9: hnit: Kith does not know this key");
}

TEST_CASE("each mistake in a form says what to write")
{
    auto const says = [](std::string const& lines, std::string_view sentence) {
        auto const said = mistake_in_question(lines);
        CAPTURE(said);
        CHECK(said.find(sentence) != std::string::npos);
        CHECK(said.starts_with("src/room/forms/report.toml:"));
    };
    says("name = \"a\"\nkind = \"txt\"\nquestion = \"A?\"",
        ":7: kind: write one of text, long_text");
    says("name = \"A b\"\nkind = \"text\"\nquestion = \"A?\"", ":6: name: write small letters");
    says("name = \"a\"\nkind = \"text\"", ":5: question is missing");
    says("name = \"a\"\nkind = \"text\"\nquestion = 3", ":8: question: write a text in quotes");
    says("name = \"a\"\nkind = \"choice\"\nquestion = \"A?\"", "either a code_list or options");
    says("name = \"a\"\nkind = \"text\"\nquestion = \"A?\"\ncode_list = \"harm\"",
        "only the kinds choice and many");
    says("name = \"a\"\nkind = \"many\"\nquestion = \"A?\"\ncode_list = \"none\"",
        ":9: code_list: there is no data/code_lists/none.csv");
    says("name = \"a\"\nkind = \"text\"\nquestion = \"A?\"\nmost = 0",
        ":9: most: write a whole number from 1 to 50000");
    says("name = \"a\"\nkind = \"text\"\nquestion = \"A?\"\nlaw = \"yes\"",
        ":9: law: write true or false");
    says("name = \"a\"\nkind = \"text\"\nquestion = \"A?\"\nwhole = true", "only the kind date");
    says("name = \"a\"\nkind = \"text\"\nquestion = \"A?\"\nup_to = 3",
        "only the kinds person and place");
    says("name = \"a\"\nkind = \"person\"\nquestion = \"A?\"\nparts = [\"shoe\"]",
        "parts: write some of name, known_as");
    says("name = \"a\"\nkind = \"date\"\nquestion = \"A?\"\npattern = \"email\"",
        "only the kind text has a pattern");
    says("name = \"a\"\nkind = \"text\"\nquestion = \"A?\"\npage = \"x\"",
        "no [[page]] has the name x");
    says("name = \"a\"\nkind = \"text\"\nquestion = \"A?\"\nasked_when = { question = \"b\", is = "
         "\"x\" }",
        "stands before this one");
    says("name = \"a\"\nkind = \"text\"\nquestion = ", ":8: ");
}

TEST_CASE("a form has the name of its file, a version and a question")
{
    CHECK(mistake_in("name = \"other\"\nversion = 1\ntitle = \"A\"\naudience = \"staff\"\n")
        == "src/room/forms/report.toml:1: name: a form has the name of its room and file: "
           "room/report");
    CHECK(mistake_in("name = \"room/report\"\ntitle = \"A\"\naudience = \"staff\"\n")
              .ends_with("version is missing"));
    CHECK(mistake_in("name = \"room/report\"\nversion = 1\ntitle = \"A\"\naudience = \"staff\"\n")
              .ends_with("a form needs at least one [[question]]"));
    CHECK(mistake_in("name = \"room/report\"\nversion = 1\ntitle = \"A\"\naudience = "
                     "\"public\"\n[[question]]\nname = \"a\"\nkind = \"text\"\nquestion = \"A?\"\n")
              .ends_with("a public form asks page by page: write [[page]]"));
}

TEST_CASE("a condition is about an answer that its question offers")
{
    auto const with = [](std::string const& condition) {
        return mistake_in_question(
            "name = \"who\"\nkind = \"choice\"\nquestion = \"Who?\"\n"
            "option = [{ code = \"me\", label = \"Me\" }]\n"
            "[[question]]\nname = \"b\"\nkind = \"text\"\nquestion = \"B?\"\n"
            "asked_when = "
            + condition);
    };
    CHECK(with("{ question = \"who\", is = \"me\" }").empty());
    CHECK(with("{ question = \"who\", is = \"you\" }").ends_with(":14: who has no option you"));
    CHECK(with("{ question = \"who\", includes = \"me\" }")
              .ends_with("write is for a choice, includes for a many"));
    CHECK(
        with("{ question = \"who\" }").ends_with("a condition needs one of is, includes, is_not"));
}

TEST_CASE("a question is asked only after the answer it follows, and not along a path not taken")
{
    auto const form = sample_form();
    Answers answers("report", 3);
    CHECK_FALSE(form.asked(*form.find("harms"), answers));
    answers.set("about", "child");
    CHECK(form.asked(*form.find("harms"), answers));
    answers.set("harms", std::vector<std::string>{"CCE"});
    CHECK(form.asked(*form.find("lines"), answers));
    answers.set("about", "place"); // harms is not asked any more, though an answer lies there
    CHECK_FALSE(form.asked(*form.find("lines"), answers));
}

TEST_CASE("an overlay adds and rewords, but cannot weaken what the law asks")
{
    auto const ours = sample_form();
    auto theirs = ours;
    theirs.questions[1].question = "Tell us in your words";
    theirs.questions.push_back(Question{"extra", Kind::text, "More?"});
    CHECK_NOTHROW(check_overlay("o.toml", ours, theirs));

    theirs = ours;
    theirs.questions.erase(theirs.questions.begin() + 1);
    CHECK_THROWS_WITH(check_overlay("o.toml", ours, theirs),
        "o.toml: what: the law asks this question; an overlay cannot drop it");
    theirs = ours;
    theirs.questions[1].missing.clear();
    CHECK_THROWS_WITH(check_overlay("o.toml", ours, theirs),
        "o.toml: what: the law asks this question; an overlay cannot make it optional");
    theirs = ours;
    theirs.questions[1].asked_when.push_back({"about", Test::is, {"child"}});
    CHECK_THROWS_AS(check_overlay("o.toml", ours, theirs), std::runtime_error);
    theirs = ours;
    theirs.version = 2;
    CHECK_THROWS_AS(check_overlay("o.toml", ours, theirs), std::runtime_error);
}

TEST_CASE("a form documents itself in a table")
{
    auto const text = describe(sample_form());
    CHECK(text.starts_with("## Report a worry\n\nForm `room/report`, version 3.\n"));
    CHECK(
        text.find(
            "| What happened? (`what`) | always | long text | up to 50 characters | yes | yes |\n")
        != std::string::npos);
    CHECK(text.find("| Which lines? (`lines`) | when harms includes CCE | text |")
        != std::string::npos);
    CHECK(text.find("| Who? (`people`) | when about is child | person | name, birth, where; up to "
                    "3 |  |  |\n")
        != std::string::npos);
}

} // namespace kith::forms
