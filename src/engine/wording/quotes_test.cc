// SPDX-License-Identifier: MIT
#include "engine/wording/quotes.h"
#include "engine/wording/text.h"
#include <doctest/doctest.h>
#include <string>

namespace kith::wording {
namespace {
    std::string quotations(std::string_view text)
    {
        std::string all;
        for (auto const& piece : quoted_in(text))
            all += "[" + std::string(text.substr(piece.from, piece.until - piece.from)) + "]";
        return all;
    }
    std::string words_by_sentence(std::string_view text)
    {
        auto const read = words_of(text);
        std::string all;
        std::size_t sentence = 0;
        for (auto const& word : read.words) {
            all += word.sentence != sentence ? " | " : all.empty() ? "" : " ";
            sentence = word.sentence;
            all += read.compared(word);
        }
        return all;
    }
} // namespace

TEST_CASE("a quotation runs from its opening mark to its closing one")
{
    CHECK(quotations("He said \"yes\" and \"no\"") == "[\"yes\"][\"no\"]");
    CHECK(quotations("He said \u201Cyes\u201D") == "[\u201Cyes\u201D]");
    CHECK(quotations("\u00ABoui\u00BB") == "[\u00ABoui\u00BB]");
    CHECK(quotations("'yes, it's mine,' he said") == "['yes, it's mine,']");
    CHECK(quotations("'the boys' room' it says") == "['the boys' room']");
    CHECK(quotations("over \"two\nlines\" here") == "[\"two\nlines\"]");
}

TEST_CASE("an apostrophe opens nothing, and inches are no quotation")
{
    CHECK(quotations("don't; the boys' room; the girls' room").empty());
    CHECK(quotations("back in '24, 'til late, rock 'n' roll").empty());
    CHECK(quotations("a 5\" blade and a 6\" one").empty());
}

TEST_CASE("a mark that is not closed yet quotes to the end of its line")
{
    CHECK(quotations("He said \"I am not\nNext line") == "[\"I am not]");
    CHECK(quotations("He said \u201CI am\n\nNext \u201Cone\u201D")
        == "[\u201CI am][\u201Cone\u201D]");
}

TEST_CASE("a line that begins with > is quoted")
{
    CHECK(quotations("Before\n> their letter\nAfter") == "[> their letter\n]");
}

TEST_CASE("words are read as they are compared, sentence by sentence")
{
    CHECK(words_by_sentence("Zo\u00EB\u2019s caf\u00E9. Dr. May came at 5.30 p.m.")
        == "zoe cafe | dr may came at 5 30 p m");
    CHECK(words_by_sentence("One!  Two?\n\nThree\n- four\n- five")
        == "one | two | three | four | five");
    CHECK(words_by_sentence("Stra\u00DFe").compare("strasse") == 0);
    CHECK(words_by_sentence("\xFF\xC3"
                            "a\x80z")
        == "a z");
}

} // namespace kith::wording
