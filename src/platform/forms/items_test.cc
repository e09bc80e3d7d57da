// SPDX-License-Identifier: MIT
#include "base/shipped.h"
#include "platform/forms/items.h"
#include "platform/forms/sample_form_test.h"
#include "platform/forms/view.h"
#include "platform/html/shipped_templates.h"
#include <doctest/doctest.h>

namespace kith::forms {
namespace {
    constexpr char const* signs_toml = R"(
name = "room/signs"
version = 2
title = "Signs"
audience = "staff"
[[question]]
name = "signs"
kind = "items"
question = "Signs"
missing = "Write at least two signs"
one = "Sign"
add = "Add another sign"
least = 2
up_to = 3
law = true
  [[question.item]]
  name = "what"
  kind = "text"
  question = "What was noticed"
  missing = "Say what was noticed"
  law = true
  [[question.item]]
  name = "noticed"
  kind = "date"
  about = true
  question = "When"
  [[question.item]]
  name = "source"
  kind = "choice"
  drop_down = true
  question = "Who noticed it"
  option = [{ code = "seen", label = "I did" }, { code = "told", label = "Somebody told me" }]
  [[question.item]]
  name = "teller"
  kind = "text"
  question = "Who told you"
  missing = "Say who told you"
  asked_when = { question = "source", is = "told" }
)";

    Form signs_form() { return read_form("src/room/forms/signs.toml", signs_toml, {}); }

    std::string mistake_with(std::string const& from, std::string const& to)
    {
        std::string text = signs_toml;
        text.replace(text.find(from), from.size(), to);
        try {
            (void)read_form("src/room/forms/signs.toml", text, {});
        } catch (std::runtime_error const& error) {
            return error.what();
        }
        return {};
    }

    std::vector<std::pair<std::string, std::string>> const two_signs{{"signs-1-what", "Late home"},
        {"signs-1-noticed-month", "3"}, {"signs-1-noticed-year", "2026"},
        {"signs-1-source", "seen"}, {"signs-2-what", "A second phone"}, {"signs-2-source", "told"},
        {"signs-2-teller", "Her aunt"}};

    std::vector<std::pair<std::string, std::string>> with(
        std::vector<std::pair<std::string, std::string>> more)
    {
        auto all = two_signs;
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    std::string drawn_signs(Reading const& reading)
    {
        static auto const templates = [] {
            std::vector<html::Source> sources{{"signs_test.njk",
                R"({% from "forms/form.njk" import questions %}{{ questions(form) }})"}};
            for (auto const* const folder : {"govuk/", "src/"})
                for (auto const& file : shipped(folder))
                    if (auto name = html::template_name(file.path); name.starts_with("govuk/")
                        || name.starts_with("forms/") || name.starts_with("frames/macros"))
                        sources.push_back({name, std::string(file.bytes)});
            return html::Templates(sources);
        }();
        auto const words = words::Catalogue::shipped();
        Drawing const drawing{words, "en", *Date::read("2026-03-03"), ""};
        return templates.render("signs_test.njk",
            html::Value::object({{"form", view(signs_form(), reading, drawing)}}));
    }
    bool shows(std::string const& page, std::string_view part)
    {
        return page.find(part) != std::string::npos;
    }
} // namespace

TEST_CASE("items are drawn each in its own group, with what was typed and what is wrong")
{
    auto const page = drawn_signs(signs_form().read(typed(
        {{"signs-1-what", "<Late>"}, {"signs-1-noticed-day", "31"}, {"signs-1-noticed-month", "2"},
            {"signs-1-noticed-year", "2026"}, {"signs-2-source", "told"}})));
    CHECK(shows(page, R"(id="signs" name="signs-1-what" type="text" value="&lt;Late&gt;")"));
    CHECK(shows(page, R"(id="signs-1-noticed" name="signs-1-noticed-day" type="text" value="31")"));
    CHECK(shows(page, R"(id="signs-2-what" name="signs-2-what")"));
    CHECK(shows(page, R"(<option value="told" selected>Somebody told me</option>)"));
    CHECK(shows(page, R"(data-asked-when="signs-2-source" data-asked-codes="told")"));
    CHECK(shows(page,
        R"(name="remove" value="signs-2">Remove<span class="govuk-visually-hidden"> Sign 2</span>)"));
    CHECK(shows(page, R"(name="another" value="signs">Add another sign</button>)"));
    CHECK(shows(page, R"(name="signs-0-what")")); // in the template that a script copies
    CHECK_FALSE(shows(page, R"(name="signs-3-what")"));
    CHECK(page.find("type=\"submit\" tabindex=\"-1\"") < page.find("name=\"remove\"")); // Enter
}

TEST_CASE("one more item is drawn empty, where the page opens")
{
    auto const page = drawn_signs(signs_form().read(typed(with({{"another", "signs"}}))));
    CHECK(shows(page, R"(data-item="3" tabindex="-1" autofocus)"));
    CHECK(shows(page, R"(name="signs-3-what")"));
    CHECK(shows(page, R"(kith-items__add" type="submit" name="another" value="signs" hidden)"));
}

TEST_CASE("items are read as objects of texts, and written as an array of objects")
{
    auto const reading = signs_form().read(typed(two_signs));
    REQUIRE(reading.errors == std::vector<Error>{});
    CHECK(reading.answers.to_json()
        == R"({"signs":[{"noticed":"2026-03","source":"seen","what":"Late home"},)"
           R"({"source":"told","teller":"Her aunt","what":"A second phone"}]})");
    auto const again = Answers::from_json("room/signs", 2, reading.answers.to_json());
    REQUIRE(again.ok());
    CHECK(signs_form().check(*again).answers == reading.answers);
}

TEST_CASE("what is wrong in one item is said at that item's own input")
{
    auto const reading
        = signs_form().read(typed({{"signs-1-what", "Late home"}, {"signs-1-noticed-day", "31"},
            {"signs-1-noticed-month", "2"}, {"signs-1-noticed-year", "2026"},
            {"signs-2-source", "told"}, {"signs-3-what", "x"}, {"signs-3-source", "dreamt"}}));
    CHECK(reading.errors
        == std::vector<Error>{invalid("forms.date.not_real", "signs-1-noticed"),
            invalid("Say what was noticed", "signs-2-what"),
            invalid("Say who told you", "signs-2-teller"),
            invalid("forms.choice.wrong", "signs-3-source")});
    // What was typed stays as it was, and is drawn again where it was typed.
    auto const item = std::get<std::vector<Parts>>(*reading.answers.find("signs"))[0];
    CHECK(item.at("noticed_day") == "31");
    CHECK(item_parts(
              *signs_form().find("signs"), 7, item_answers(*signs_form().find("signs"), 7, item))
        == item);
}

TEST_CASE("too few and too many items are told at the first input of the group")
{
    auto const form = signs_form();
    CHECK(form.read(typed({})).errors.at(0) == invalid("Write at least two signs", "signs"));
    CHECK(form.read(typed({{"signs-1-what", "Late"}})).errors.at(0)
        == invalid("Write at least two signs", "signs"));
    auto const many = Answers::from_json(
        "room/signs", 2, R"({"signs":[{"what":"a"},{"what":"b"},{"what":"c"},{"what":"d"}]})");
    CHECK(form.check(*many).errors.at(0).words == Words{"forms.items.too_many", {{"most", "3"}}});
    CHECK(form.read(typed({{"signs-1-source", "seen"}, {"signs-2-what", "b"}})).errors.at(0)
        == invalid("Say what was noticed", "signs")); // the first input has the group's name as id
}

TEST_CASE("what no question asked is refused in an item, whatever door it came by")
{
    for (auto const* const bad : {R"({"signs":[{"what":"a","shoe":"b"},{"what":"b"}]})",
             R"({"signs":[{"what":"a","noticed_soon":"b"},{"what":"b"}]})", R"({"signs":"a text"})",
             R"({"signs":["a","b"]})"}) {
        auto const answers = Answers::from_json("room/signs", 2, bad);
        REQUIRE(answers.ok());
        CHECK(signs_form().check(*answers).errors.at(0).field == "signs");
    }
    CHECK_FALSE(Answers::from_json("room/signs", 2, R"({"signs":[{"what":3}]})").ok());
}

TEST_CASE("one more and one fewer keep everything that was typed and tell no mistake")
{
    auto const form = signs_form();
    auto const more = form.read(typed(with({{"another", "signs"}, {"signs-1-noticed-day", "99"}})));
    CHECK(more.another == "signs");
    CHECK(more.errors.empty());
    CHECK_FALSE(more.ok());
    auto const& items = std::get<std::vector<Parts>>(*more.answers.find("signs"));
    CHECK(items[0].at("noticed_day") == "99");

    auto const fewer = form.read(typed(with({{"signs-3-what", "Third"}, {"remove", "signs-2"}})));
    CHECK(fewer.removed == "signs");
    CHECK(fewer.errors.empty());
    auto const& left = std::get<std::vector<Parts>>(*fewer.answers.find("signs"));
    REQUIRE(left.size() == 2);
    CHECK(left[1].at("what") == "Third");
    for (auto const* const nonsense : {"signs", "signs-", "signs-x", "shoes-1", "-1"})
        CHECK_FALSE(form.read(typed(with({{"remove", nonsense}}))).rearranged());
}

TEST_CASE("an answer that is not asked in its item is dropped, in that item alone")
{
    auto sent = with({{"signs-1-teller", "Nobody"}});
    auto const reading = signs_form().read(typed(sent));
    REQUIRE(reading.ok());
    auto const& items = std::get<std::vector<Parts>>(*reading.answers.find("signs"));
    CHECK_FALSE(items[0].contains("teller"));
    CHECK(items[1].at("teller") == "Her aunt");
}

TEST_CASE("items in words, for a page and for a plain text; an older text still shows")
{
    auto const words = words::Catalogue::shipped();
    Drawing const drawing{words, "en", *Date::read("2026-03-03"), ""};
    auto const form = signs_form();
    auto const& group = *form.find("signs");
    auto const answers = form.read(typed(two_signs)).answers;
    CHECK(in_words(group, answers, drawing)
        == std::vector<std::string>{"Sign 1", "What was noticed: Late home", "When: March 2026",
            "Who noticed it: I did", "Sign 2", "What was noticed: A second phone",
            "Who noticed it: Somebody told me", "Who told you: Her aunt"});
    auto const cards = items_view(group, answers, drawing);
    REQUIRE(cards.size() == 2);
    CHECK(cards.at(0).get("title").text() == "Sign 1");
    CHECK(cards.at(0).get("rows").at(1).get("text").text() == "March 2026");
    Answers older("room/signs", 1);
    older.set("signs", "Late home, a second phone");
    CHECK(in_words(group, older, drawing) == std::vector<std::string>{"Late home, a second phone"});
    CHECK(items_view(group, older, drawing).size() == 0);
}

TEST_CASE("each mistake in an items question says what to write")
{
    CHECK(mistake_with("add = \"Add another sign\"\n", "").ends_with("add is missing"));
    CHECK(mistake_with("missing = \"Write at least two signs\"\n", "")
              .ends_with("missing is needed where least is more than none"));
    CHECK(mistake_with("least = 2", "least = 4").ends_with("write a whole number from 0 to 3"));
    CHECK(mistake_with("kind = \"date\"\n  about = true", "kind = \"person\"")
              .ends_with("kind: an item asks texts, dates and choices"));
    CHECK(mistake_with("name = \"teller\"", "name = \"noticed_day\"")
              .ends_with("these are the parts of noticed"));
    CHECK(mistake_with("kind = \"date\"\n", "kind = \"date\"\n  least = 1\n")
              .ends_with("least: only the kind items has this"));
    CHECK(mistake_with("question = \"source\"", "question = \"signs\"")
              .ends_with("stands before this one"));
}

TEST_CASE("an overlay keeps what the law asks inside an item too")
{
    auto const ours = signs_form();
    auto theirs = ours;
    theirs.questions[0].items[1].question = "On which day";
    theirs.questions[0].items.push_back(Question{"extra", Kind::text, "More?"});
    CHECK_NOTHROW(check_overlay("o.toml", ours, theirs));
    theirs.questions[0].items.erase(theirs.questions[0].items.begin());
    CHECK_THROWS_WITH(check_overlay("o.toml", ours, theirs),
        "o.toml: signs.what: the law asks this question; an overlay cannot drop it");
    theirs = ours;
    theirs.questions[0].least = 1;
    CHECK_THROWS_WITH(check_overlay("o.toml", ours, theirs),
        "o.toml: signs: the law asks this question; an overlay cannot ask for fewer of it");
}

TEST_CASE("items document themselves, a row for each question inside")
{
    auto const text = describe(signs_form());
    CHECK(text.find("| Signs (`signs`) | always | items | from 2 to 3 | yes | yes |\n"
                    "| What was noticed (`signs.what`) | always | text | up to 200 characters | "
                    "yes | yes |\n")
        != std::string::npos);
    CHECK(
        text.find("| Who told you (`signs.teller`) | when source is told |") != std::string::npos);
}

} // namespace kith::forms
