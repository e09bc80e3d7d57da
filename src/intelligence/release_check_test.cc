// SPDX-License-Identifier: MIT
#include "intelligence/release_check.h"
#include <algorithm>
#include <doctest/doctest.h>
#include <random>

namespace kith::intelligence {
namespace {
    std::vector<SourcePhrase> const phrases{{"told me", "Somebody was told it"},
        {"from the window", "It was seen from one place"}, {"i", "Whoever told it speaks"}};

    // "name: Ash", one a line, in order.
    std::string marked(std::string_view text, ToldText const& told = {})
    {
        std::string all;
        for (auto const& mark : release_marks(text, told, phrases)) {
            CHECK(text.substr(mark.from, mark.to - mark.from) == mark.words);
            CHECK(!mark.why.empty());
            all += std::string(in_words_of(mark.tells)) + ": " + mark.words + "\n";
        }
        return all;
    }
} // namespace

TEST_CASE("names are marked in the middle of a sentence, not the capital that begins one")
{
    CHECK(marked("A van waits. Men carry boxes.").empty());
    CHECK(marked("The van of Ash waits.") == "A name: Ash\n");
    ToldText told;
    told.items = {{"nickname", "Biscuit", "biscuit"}, {"person", "Ash Holm", "ash holm"}};
    CHECK(marked("Biscuit drives it.", told) == "A name: Biscuit\n"); // it was named
    ToldText of_skipper;
    of_skipper.text = "A man they call Skipper lets them in.";
    CHECK(marked("Skipper opens.", of_skipper) == "A name: Skipper\n"); // a name where it was told
    CHECK(marked("It is Biscuit's van.", told).starts_with("A name: Biscuit's\n"));
}

TEST_CASE("times are marked: clocks, days, months, dates, parts of the day, and the time told")
{
    for (auto const* const one : {"at 21:40", "at 9.15pm", "at 4pm", "on 3/5", "each friday",
             "on a Friday", "last night", "in March", "of May"})
        CHECK_MESSAGE(marked(one).starts_with("A time: "), one);
    CHECK(marked("They may march there.").empty()); // no month, no way
    ToldText told;
    told.time = "after the late shift";
    CHECK(marked("He comes after the late shift.", told) == "A time: after the late shift\n");
}

TEST_CASE("places are marked: streets, rooms, floors, postcodes and words of the place told")
{
    CHECK(marked("in Harl Street") == "A place: Harl Street\nA name: Harl\nA name: Street\n");
    CHECK(marked("in room 12") == "A place: room 12\n");
    CHECK(marked("on the third floor") == "A place: third floor\n");
    CHECK(marked("near zy1 1eb") == "A place: zy1 1eb\n");
    ToldText told;
    told.place = "The lock-up by the canal";
    CHECK(marked("A lock-up is used.", told) == "A place: lock-up\n");
    CHECK(marked("It is by the bridge.", told).empty()); // small words tell nothing
}

TEST_CASE("phone numbers, plates, accounts and whatever was named apart are marked")
{
    CHECK(marked("call 07700 900123 now") == "Something that was named: 07700 900123\n");
    CHECK(marked("the van zy12 kth") == "Something that was named: zy12 kth\n");
    CHECK(marked("as @biscuit there") == "Something that was named: @biscuit\n");
    ToldText told;
    told.items = {{"vehicle", "white van", ""}};
    CHECK(marked("a white van", told) == "Something that was named: white van\n");
    CHECK(marked("at most 12 boxes").empty());
}

TEST_CASE("phrases that only the source would use, and spoken words, are marked")
{
    CHECK(marked("a man told me so") == "What perhaps one person alone could know: told me\n");
    CHECK(marked("it is seen from the window")
        == "What perhaps one person alone could know: from the window\n");
    CHECK(marked("he said \"come on in\" to us")
        == "What perhaps one person alone could know: \"come on in\"\n");
    CHECK(marked("he said \xE2\x80\x9C"
                 "come\xE2\x80\x9D")
        == "What perhaps one person alone could know: \xE2\x80\x9C"
           "come\xE2\x80\x9D\n");
    CHECK(marked("an \"open mark").empty()); // no end, nothing to mark
}

TEST_CASE("five words in a row as they were told are marked, four are not")
{
    ToldText told;
    told.text = "The boxes go up the back stairs after dark.";
    CHECK(marked("goods go up the back stairs", told)
        == "The words in which it was told: go up the back stairs\n");
    CHECK(marked("goods go up the back steps", told).empty());
}

TEST_CASE("the pieces of a text are the text, whatever is marked")
{
    std::mt19937 random(7); // NOLINT(cert-msc32-c,cert-msc51-cpp): the same each time
    std::vector<std::string> const parts{"Ash ", "told me ", "a van ", "at 21:40 ",
        "\xC3\xA9t\xC3\xA9 ", "\xE2\x80\x9C", "\xE2\x80\x9D", "\"", "07700 900123 ", ". ", "\n",
        "@x ", "'", "room 3 ", "\xF0\x9F\x9A\x90 "};
    ToldText told;
    told.text = "a van told me a van at 21:40";
    told.place = "room behind";
    for (int trial = 0; trial < 2'000; ++trial) {
        std::string text;
        for (auto many = random() % 12; many > 0; --many)
            text += parts[random() % parts.size()];
        auto const marks = release_marks(text, told, phrases);
        std::string whole;
        for (auto const& piece : pieces_of(text, marks))
            whole += piece.text;
        CHECK(whole == text);
        CHECK(release_marks(text, told, phrases).size() == marks.size());
        for (auto const& mark : marks) {
            CHECK(mark.from < mark.to);
            CHECK(mark.to <= text.size());
            // never in the middle of a character
            auto const middle = [&](std::size_t at) {
                return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
            };
            CHECK(!middle(mark.from));
            CHECK(!middle(mark.to));
        }
    }
}
} // namespace kith::intelligence
