// SPDX-License-Identifier: MIT
#include "base/shipped.h"
#include "platform/forms/sample_form_test.h"
#include "platform/forms/view.h"
#include "platform/html/shipped_templates.h"
#include <doctest/doctest.h>
#include <utility>

namespace kith::forms {
namespace {
    words::Catalogue const& shipped_words()
    {
        static auto const words = words::Catalogue::shipped();
        return words;
    }
    html::Templates const& drawing_templates()
    {
        static auto const templates = [] {
            std::vector<html::Source> sources;
            for (auto const* const folder : {"govuk/", "src/"})
                for (auto const& file : shipped(folder))
                    if (auto name = html::template_name(file.path); name.starts_with("govuk/")
                        || name.starts_with("forms/") || name.starts_with("frames/macros"))
                        sources.push_back({name, std::string(file.bytes)});
            sources.push_back({"test.njk",
                R"({% from "forms/form.njk" import questions, check_answers %}{{ questions(form) if form }}{{ check_answers(check) if check }})"});
            return html::Templates(sources);
        }();
        return templates;
    }
    Drawing drawing(std::string page = {})
    {
        return {shipped_words(), "en", *Date::read("2026-03-03"), std::move(page)};
    }
    std::string drawn(Form const& form, Reading const& reading, std::string page = {})
    {
        return drawing_templates().render("test.njk",
            html::Value::object({{"form", view(form, reading, drawing(std::move(page)))}}));
    }
    bool holds_text(std::string const& page, std::string_view part)
    {
        return page.find(part) != std::string::npos;
    }
    Reading nothing_typed() { return Reading{Answers("report", 3), {}, {}}; }
} // namespace

TEST_CASE("every question of a form is drawn with its label, and optional ones say so")
{
    auto const page = drawn(sample_form(), nothing_typed());
    CHECK(holds_text(page,
        R"(<input class="govuk-radios__input" id="about" name="about" type="radio" value="child" aria-describedby="about-item-hint">)"));
    CHECK(holds_text(page, R"(<textarea class="govuk-textarea" id="what" name="what" rows="8")"));
    CHECK(holds_text(page, "You can write up to 50 characters"));
    CHECK(holds_text(page, "When was that? (optional)"));
    CHECK_FALSE(holds_text(page, "What happened? (optional)"));
    CHECK(holds_text(page, R"(id="born" name="born-day")"));
    CHECK(holds_text(page, R"(id="born-month" name="born-month")"));
    CHECK(holds_text(page, R"(id="seen-time" name="seen-time")"));
    CHECK(holds_text(page, R"(name="reach" type="email")"));
    CHECK(holds_text(page, R"(name="another")"));
}

TEST_CASE("a retired code is not offered, but stays where it was chosen before")
{
    CHECK_FALSE(holds_text(drawn(sample_form(), nothing_typed()), "An old word"));
    auto reading = nothing_typed();
    reading.answers.set("harms", std::vector<std::string>{"OLD"});
    CHECK(holds_text(drawn(sample_form(), reading), R"(value="OLD" checked)"));
}

TEST_CASE("a question that follows an answer on the same page says which, and needs no script")
{
    auto const page = drawn(sample_form(), nothing_typed());
    CHECK(holds_text(page, R"(data-asked-when="harms" data-asked-codes="CCE")"));
    CHECK(holds_text(page, "If you answered “Criminal exploitation”:"));
}

TEST_CASE("questions that wait for one answer stand together under one line")
{
    auto form = sample_form();
    auto more = *form.find("lines");
    more.name = "more";
    form.questions.insert(form.questions.begin() + 4, more); // beside the other
    auto const page = drawn(form, nothing_typed());
    auto const line = std::string("If you answered “Criminal exploitation”:");
    CHECK(page.find(line) != std::string::npos);
    CHECK(page.find(line) == page.rfind(line));
    CHECK(holds_text(page, R"(name="more")"));
}

TEST_CASE(
    "a form that was refused comes back as it was typed, with the words at the box and in the list")
{
    auto const form = sample_form();
    auto const reading
        = form.read(typed({{"about", "child"}, {"what", "<b>\"no\"</b>"}, {"harms", "CSE"},
            {"people-1-name", "Ash"}, {"people-2-birth-day", "31"}, {"people-2-birth-month", "2"},
            {"people-2-birth-year", "2011"}, {"born-day", "31"}, {"born-month", "Feb"},
            {"born-year", "2026"}, {"born-about", "yes"}, {"reach", "nowhere"}}));
    CHECK_FALSE(reading.ok());
    auto const page = drawn(form, reading);
    CHECK(holds_text(page, "&lt;b&gt;&quot;no&quot;&lt;/b&gt;</textarea>"));
    CHECK(holds_text(page, R"(value="CSE" checked)"));
    CHECK(holds_text(page, R"(name="people-1-name" type="text" value="Ash")"));
    CHECK(holds_text(page, R"(name="people-2-birth-day" type="text" value="31")"));
    CHECK(holds_text(page, R"(name="born-month" type="text" value="Feb")"));
    CHECK(holds_text(page, R"(name="born-about" type="checkbox" value="yes" checked)"));
    CHECK(holds_text(page,
        R"(<span class="govuk-visually-hidden">Error:</span> Enter a real date, such as 27 3 2026)"));

    auto const list = error_list(reading, drawing());
    REQUIRE(list.size() == 3);
    CHECK(list.at(0).get("href").text() == "#people-2-birth-day");
    CHECK(list.at(1).get("href").text() == "#born");
    CHECK(list.at(2).get("text").text() == "Enter an email address, such as name@example.com");
    for (auto const& error : list.items()) // every link leads to an input
        CHECK(holds_text(page, "id=\"" + error.get("href").text().substr(1) + "\""));
}

TEST_CASE("every first input has the question's name as its id, whatever its kind")
{
    auto const form = sample_form();
    auto const page = drawn(form, nothing_typed());
    for (auto const& question : form.questions)
        CHECK(holds_text(page, " id=\"" + question.name + "\""));
}

TEST_CASE("one more person is drawn when it is asked for, and Enter does not ask for one")
{
    auto const form = sample_form();
    auto const page = drawn(form,
        form.read(typed({{"about", "child"}, {"people-1-name", "Ash"}, {"another", "people"}})));
    CHECK(holds_text(page, R"(name="people-2-name")"));
    CHECK(holds_text(page, "Person 2"));
    CHECK(page.find("type=\"submit\"") < page.find("name=\"another\""));
}

TEST_CASE(
    "the only question of a page is its heading, and another page's answers rule questions out")
{
    auto form = sample_form();
    form.pages = {{"one"}, {"rest", "The rest", "Why we ask"}};
    for (auto& question : form.questions)
        question.page = question.name == "about" ? "one" : "rest";
    CHECK(
        holds_text(drawn(form, nothing_typed(), "one"), R"(<h1 class="govuk-fieldset__heading">)"));
    auto reading = nothing_typed();
    reading.answers.set("about", "place");
    auto const page = drawn(form, reading, "rest");
    CHECK(holds_text(page, R"(<h1 class="govuk-heading-l">The rest</h1>)"));
    CHECK(holds_text(page, "Why we ask"));
    CHECK(holds_text(page, "where-1-name"));
    CHECK_FALSE(holds_text(page, "people-1-name"));
    CHECK_FALSE(holds_text(page, "If you answered “A place”"));
}

TEST_CASE("check answers shows every question asked in words, with a link to change it")
{
    auto const form = sample_form();
    auto const reading
        = form.read(typed({{"about", "child"}, {"what", "One\nTwo"}, {"harms", "CCE"},
            {"harms", "CSE"}, {"people-1-name", "Ash"}, {"people-1-birth-year", "2011"},
            {"born-month", "5"}, {"born-year", "2025"}, {"born-about", "yes"}}));
    REQUIRE(reading.ok());
    auto const check = check_view(form, reading.answers, drawing(),
        [](Question const& question) { return "/report/" + question.name; });
    auto const& rows = check.get("rows");
    REQUIRE(rows.size() == 8); // all but the place
    CHECK(rows.at(0).get("text").text() == "A child");
    CHECK(rows.at(1).get("text").text() == "One\nTwo");
    CHECK(rows.at(1).get("own_words").truthy());
    CHECK(rows.at(2).get("text").text() == "Criminal exploitation\nSexual exploitation");
    CHECK(rows.at(3).get("text").text() == "Not answered");
    CHECK(rows.at(4).get("text").text()
        == "Name, or what people call them: Ash\nDate of birth: 2011");
    CHECK(rows.at(5).get("text").text() == "about May 2025");
    auto const page
        = drawing_templates().render("test.njk", html::Value::object({{"check", check}}));
    CHECK(holds_text(page,
        R"(<a class="govuk-link" href="/report/about">Change<span class="govuk-visually-hidden"> Who or what is it about?</span></a>)"));
}

TEST_CASE("a form speaks the stretched tongue")
{
    auto in_stretch = drawing();
    in_stretch.language = words::stretched;
    auto const shown = view(sample_form(), nothing_typed(), in_stretch);
    auto const& section = shown.get("sections").at(0);
    CHECK(section.get("groups").at(0).get("questions").at(1).get("label").text()
        == "WWhaat hhapppennedd?");
}

} // namespace kith::forms
