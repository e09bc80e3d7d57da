// SPDX-License-Identifier: MIT
#include "platform/forms/forms.h"
#include "platform/forms/sample_form_test.h"
#include <doctest/doctest.h>

namespace kith::forms {
namespace {
    words::Catalogue few_words()
    {
        return words::Catalogue(
            {{"a/words/en.toml", "en", "[tell]\ntitle = \"T\"\nwhat = \"W?\""}});
    }

    Form told(std::string const& question)
    {
        return read_form("src/room/forms/tell.toml",
            "name = \"room/tell\"\nversion = 1\ntitle = \"tell.title\"\naudience = \"public\"\n"
            "page = [{ name = \"one\" }]\n[[question]]\nname = \"what\"\nkind = \"text\"\npage = "
            "\"one\"\nquestion = \""
                + question + "\"\n",
            {});
    }
} // namespace

TEST_CASE("a form is found by its room and name")
{
    Forms const forms({sample_form(), told("tell.what")}, few_words());
    CHECK(forms.names() == std::vector<std::string>{"room/report", "room/tell"});
    CHECK(forms.form("room/report").version == 3);
    CHECK_FALSE(forms.has("report"));
    CHECK_THROWS_AS((void)forms.form("report"), std::logic_error);
}

TEST_CASE("answers find the version of the form that they were given to")
{
    auto before = sample_form();
    before.version = 2;
    before.questions.resize(1);
    Forms const forms({sample_form()}, few_words(), {before});
    CHECK(forms.as_given("room/report", 2).questions.size() == 1);
    CHECK(forms.as_given("room/report", 3).questions.size() == 9);
    CHECK(forms.as_given("room/report", 1).version == 3); // nobody kept it
    CHECK(forms.names() == std::vector<std::string>{"room/report"});
    CHECK(form_name("src/concerns/forms/was/report.1.toml").empty());
}

TEST_CASE("a form that the public reads holds no text of its own")
{
    CHECK_NOTHROW(Forms({told("tell.what")}, few_words()));
    CHECK_THROWS_WITH_AS(Forms({told("What happened?")}, few_words()),
        "the form room/tell, which the public reads: question what: \"What happened?\" is no key "
        "of "
        "words/en.toml",
        std::runtime_error);
    CHECK_NOTHROW(Forms({sample_form()}, few_words())); // staff read English
}

TEST_CASE("only a file of a room's forms is a form")
{
    CHECK(form_name("src/concerns/forms/report.toml") == "concerns/report");
    CHECK(form_name("src/platform/forms/words/en.toml").empty());
    CHECK(form_name("src/concerns/words/en.toml").empty());
    CHECK(form_name("data/forms/report.toml").empty());
}

} // namespace kith::forms
