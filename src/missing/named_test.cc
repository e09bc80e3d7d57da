// SPDX-License-Identifier: MIT
#include "missing/named.h"
#include <doctest/doctest.h>

using namespace kith::missing;

namespace {
std::string found_in(std::string_view words)
{
    std::string all;
    for (auto const& one : named_in_words(words))
        all += (all.empty() ? "" : " | ") + one.kind + " " + one.as_written;
    return all;
}
} // namespace

TEST_CASE("a plate, a phone, a handle, a postcode and a nickname are found as they were said")
{
    CHECK(found_in("A flat. Someone they call Biscuit drove us, ZY12 KTH.")
        == "nickname Biscuit | vehicle ZY12 KTH");
    CHECK(found_in("He rang from 07700 900123, or +44 7700 900124.")
        == "phone 07700 900123 | phone +44 7700 900124");
    CHECK(found_in("She is @moth.wing on there (see https://www.example.org/moth).")
        == "online_account @moth.wing | online_account https://www.example.org/moth");
    CHECK(found_in("It is ZY1 1EB, by the bus stop") == "place ZY1 1EB");
    CHECK(found_in("a van, zy12kth, and K123 ABC before") == "vehicle zy12kth | vehicle K123 ABC");
    CHECK(found_in("He is known as Big Tam, and she goes by Wren")
        == "nickname Big Tam | nickname Wren");
    CHECK(found_in("They called him Ash. Ash again, they call him ASH") == "nickname Ash");
}

TEST_CASE("a time, a number of a bus, an age and a family are nothing that was named")
{
    for (auto const* const words : {"At 10 we went, bus 9 at 11:45.", "I called Mum and Dad",
             "They call it a day", "in 2026 or 2027", "We were 14 and 15", "a white van", "",
             "on the 28th at 1745", "flat 3, the 2nd floor", "trio and all", "an email x@y",
             "it cost 20 or 30 pounds", "They call. Nobody comes", "the X43 bus and then the 125"})
        CHECK(found_in(words) == "");
}

TEST_CASE(
    "somebody who was called, a sentence that ends and a common word are nothing that was named")
{
    for (auto const* const words :
        {"I called Tom", "They called Tom and went", "I call Tom at night", "on ab12 and then",
            "We left on AB12. CDE came", "bus AB12 The end"})
        CHECK(found_in(words) == "");
    CHECK(found_in("He is called Biscuit, and they call me Wren")
        == "nickname Biscuit | nickname Wren");
    CHECK(found_in("He's called Ash. Everyone calls us Twins") == "nickname Ash | nickname Twins");
}

TEST_CASE("a name is found as the child wrote it, never as a record has it")
{
    CHECK(piece_spelling("We met at the OLD-mill's yard.", "old mill") == "OLD-mill");
    CHECK(piece_spelling("I saw jude, and he ran", "jude") == "jude");
    CHECK(piece_spelling("At the end. Loft", "the end loft").empty()); // two sentences
    CHECK(piece_spelling("Nobody", "jude").empty());
}

TEST_CASE("each is found once, with the sentence in which it was said")
{
    auto const found
        = named_in_words("We met at the market. He drives ZY12 KTH!\nLater ZY12KTH came again.");
    REQUIRE(found.size() == 1);
    CHECK(found[0].normalised == "ZY12KTH");
    CHECK(found[0].said == "He drives ZY12 KTH!");
    CHECK(sentence_with("We met at the market. Then the old flat. Then home", "The Old Flat")
        == "Then the old flat.");
    CHECK(sentence_with("We met at the market.", "the flat").empty());
}

TEST_CASE("the same thing named again is one, and a van is not every van")
{
    CHECK(key_of("phone", "07700 900123") == key_of("phone", "+44 7700 900123"));
    CHECK(key_of("nickname", "BISCUIT") == key_of("nickname", "Biscuit"));
    CHECK(key_of("vehicle", "A white van") == "a white van");
    CHECK(key_of("phone", "his blue one") == "his blue one");
}
