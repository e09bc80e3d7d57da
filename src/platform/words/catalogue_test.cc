// SPDX-License-Identifier: MIT
#include "platform/words/catalogue.h"
#include <doctest/doctest.h>

namespace kith::words {
namespace {
    Catalogue small()
    {
        return Catalogue({{"a/words/en.toml", "en", R"(
[public.when]
title = "When did it happen?"
days = "{count, plural, one {# day ago} other {# days ago}}"
told = "We read it on {day, date, long}, {name}. Don't wait."
)"},
            {"b/words/en.toml", "en", "[staff]\nqueue = \"Concerns\"\n"},
            {"a/words/pl.toml", "pl", R"([public.when]
days = "{count, plural, one {# dzień temu} few {# dni temu} many {# dni temu} other {# dnia temu}}"
)"}});
    }
    std::string mistake(std::string text)
    {
        try {
            Catalogue const never({{"a/words/en.toml", "en", std::move(text)}});
        } catch (std::runtime_error const& error) {
            return error.what();
        }
        return {};
    }
} // namespace

TEST_CASE("a text is found by the names of its tables")
{
    CHECK(small().say("en", "public.when.title") == "When did it happen?");
    CHECK(small().say("en", "staff.queue") == "Concerns");
    CHECK(small().keys()
        == std::vector<std::string>{
            "public.when.days", "public.when.title", "public.when.told", "staff.queue"});
}

TEST_CASE("one day and two days are counted as each language counts")
{
    auto const words = small();
    CHECK(words.say("en", {"public.when.days", {{"count", "1"}}}) == "1 day ago");
    CHECK(words.say("en", {"public.when.days", {{"count", "2"}}}) == "2 days ago");
    CHECK(words.say("pl", {"public.when.days", {{"count", "1"}}}) == "1 dzień temu");
    CHECK(words.say("pl", {"public.when.days", {{"count", "3"}}}) == "3 dni temu");
}

TEST_CASE("a key that a language lacks is said in English, and so is an unknown language")
{
    CHECK(small().say("pl", "public.when.title") == "When did it happen?");
    CHECK(small().say("xx", "public.when.title") == "When did it happen?");
    CHECK(small().known("pl") == "pl");
    CHECK(small().known("../etc") == "en");
    CHECK(small().languages() == std::vector<std::string>{"en", "pl"});
}

TEST_CASE("a name and a date are filled in, and an apostrophe stays")
{
    CHECK(small().say("en", {"public.when.told", {{"day", "2026-03-29"}, {"name", "<Ash>"}}})
        == "We read it on 29 March 2026, <Ash>. Don't wait.");
    CHECK(small().say("en", Date::of(2026, 3, 29).value()) == "29 March 2026");
    CHECK(small().say("pl", Date::of(2026, 3, 29).value()) == "29 marca 2026");
}

TEST_CASE("what is counted must be a number, and what is shown as a date a date")
{
    auto const words = small();
    CHECK_THROWS_AS(
        (void)words.say("en", {"public.when.days", {{"count", "two"}}}), std::logic_error);
    CHECK_THROWS_AS(
        (void)words.say("en", {"public.when.told", {{"day", "soon"}}}), std::logic_error);
}

TEST_CASE("words that are in no list are an English sentence with its names filled in")
{
    auto const words = small();
    CHECK(words.say("pl", {"Enter at most {most} characters", {{"most", "200"}}})
        == "Enter at most 200 characters");
    CHECK(words.say("en", Words{"A {thing} and an open {"}) == "A {thing} and an open {");
    // what was typed is never read as a pattern
    CHECK(words.say("en", {"{a} {b}", {{"a", "{b}"}, {"b", "it's {0}"}}}) == "{b} it's {0}");
}

TEST_CASE("the stretched tongue is English, 40 % longer, with numbers to call left as they are")
{
    auto const words = small();
    CHECK(words.say("en", "public.when.title").size() == 19); // 40 % of it is 7.6, so 8
    CHECK(words.say(stretched, "public.when.title").size() == 27);
    CHECK(words.say(stretched, "public.when.title").starts_with("WWheen "));
    CHECK(words.say(stretched, "Call 999") == "CCalll 999");
}

TEST_CASE("a pattern that does not read stops the start, naming file, line and key")
{
    CHECK(mistake("[a]\n\nb = \"{count, plural, one {# day}}\"")
              .starts_with("a/words/en.toml:3: a.b: "));
    CHECK(mistake("[a]\nb = \"{name\"").starts_with("a/words/en.toml:2: a.b: "));
    CHECK(mistake("[a]\nb = 3")
        == "a/words/en.toml:2: a.b: write a text in quotes, or a table of texts");
    CHECK(mistake("[a]\nb = \"{0}\"")
        == "a/words/en.toml:2: a.b: give its arguments names, not numbers");
    CHECK(mistake("[a]\nb = \"{when, time}\"").find("write number, date, plural")
        != std::string::npos);
    CHECK(mistake("[a]\nb = ").starts_with("a/words/en.toml:2: "));
}

TEST_CASE("the same key in two files stops the start")
{
    CHECK_THROWS_WITH_AS(Catalogue({{"a/words/en.toml", "en", "[a]\nb = \"1\""},
                             {"c/words/en.toml", "en", "[a]\nb = \"2\""}}),
        "c/words/en.toml:2: a.b: another file has a text of this key", std::runtime_error);
}

TEST_CASE("Urdu is written from right to left, Polish and the stretched tongue from left to right")
{
    CHECK(direction("ur") == "rtl");
    CHECK(direction("ur-PK") == "rtl");
    CHECK(direction("pl") == "ltr");
    CHECK(direction(stretched) == "ltr");
}

TEST_CASE("the words that ship are read")
{
    auto const words = Catalogue::shipped();
    CHECK(words.say("en", "public.frame.leave") == "Leave this page");
}

} // namespace kith::words
