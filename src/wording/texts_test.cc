// SPDX-License-Identifier: MIT
#include "wording/texts.h"
#include "wording/wording.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::wording_helper;

namespace {
http::FormData sent(std::vector<std::pair<std::string, std::string>> const& pairs)
{
    http::FormData form;
    for (auto const& [name, value] : pairs)
        form.add(name, value);
    return form;
}
} // namespace

TEST_CASE("a text is a value of three words or more, where the form is not silent")
{
    auto const form = sent({{"csrf", "abc"}, {"name", "Lamp yard"}, {"why", "A lifestyle\nchoice"},
        {"own_view", "I like going there"}, {"wording_silent", "own_view"},
        {"words", "you can talk to us"}, {"wording_families", "words"},
        {"wording_note", "one two three"}});
    auto const texts = texts_of(form);
    REQUIRE(texts.size() == 2);
    CHECK(texts[0].value == "A lifestyle\nchoice");
    CHECK(texts[0].readers == wording::Readers::professionals);
    CHECK(texts[1].value == "you can talk to us");
    CHECK(texts[1].readers == wording::Readers::families);
}

TEST_CASE("a form may be silent as a whole")
{
    CHECK(texts_of(sent({{"why", "a lifestyle choice"}, {"wording_silent", "*"}})).empty());
    CHECK(texts_of(sent({{"wording_silent", "what"}, {"why", "a lifestyle choice"}})).size() == 1);
}

TEST_CASE("what was shown while it was typed is not said again")
{
    CHECK(was_shown(sent({{"wording_shown", "1"}})));
    CHECK_FALSE(was_shown(sent({{"why", "a lifestyle choice"}})));
}

TEST_CASE("what is found is counted, and each phrase is named once")
{
    auto const list = read_list().value();
    auto const form = sent({{"one", "Nan describes this as a lifestyle choice."},
        {"two", "A lifestyle choice, says one. He is choosing to stay with the older males."},
        {"three", "A man waits at the gate."}});
    auto const found = look(list, texts_of(form));
    CHECK(found.texts == 3);
    CHECK(found.flagged == 2);
    CHECK(found.phrases == 3);
    CHECK(found.quotes
        == std::vector<Quote>{
            {"lifestyle_choice", "Nan describes this as a ", "lifestyle choice", "."},
            {"chooses_to", "… lifestyle choice, says one. He is ", "choosing to stay",
                " with the older males."}});
    CHECK(found.age == 0);
}

TEST_CASE("what a child or parent will read is judged by its reading age too")
{
    std::string const hard = "Multi-agency professionals will collaboratively formulate "
                             "individualised interventions addressing contextual vulnerabilities.";
    auto const list = read_list().value();
    CHECK(look(list, {{hard, wording::Readers::professionals}}).age == 0);
    CHECK(look(list, {{hard, wording::Readers::families}}).age > oldest_reading_age);
    CHECK(ease_in_words("We will walk home with you. You can stop at any time. Tell us what you "
                        "like.")
              .empty());
    CHECK(ease_in_words(hard).find("aim for 9 to 11") != std::string::npos);
    CHECK(ease_in_words(0).empty());
    CHECK(ease_in_words(17).find("an age of about 17") != std::string::npos);
    CHECK(ease_in_words(28).find("reads as for an adult") != std::string::npos); // no age of 28
}
