// SPDX-License-Identifier: MIT
// A list that a partnership wrote: what it may say, and how each mistake is told.
#include "engine/wording/wording.h"
#include <doctest/doctest.h>

namespace kith::wording {
namespace {
    constexpr auto head = "id,look_for,near,not_near,not_before,not_after,readers,instead,why,"
                          "source,example,fine\n";
    constexpr auto words = "set,words\nself,herself; himself\nadult,man; older male*\n";

    std::string refused(std::string const& rows, std::string const& sets = words)
    {
        auto const list = List::read(head + rows, sets);
        return list.ok() ? "" : list.error().words.key;
    }
    bool says(std::string const& told, std::string_view what)
    {
        CAPTURE(told);
        return told.find(what) != std::string::npos;
    }
} // namespace

TEST_CASE("a list of one phrase finds that phrase and tells what to write instead")
{
    auto const list = List::read(std::string(head)
            + "brave,be|is brave .. {self}?,,,,,,say what helped,why,ours,She is brave,He braves "
              "it\n",
        words);
    REQUIRE_FALSE(list.ok()); // ends with a word that may be missing
    auto const sound = List::read(std::string(head)
            + "brave,be|is brave,adult,,nurse,today,,say what helped,why,ours,"
              "She is brave beside a man,She is brave\n",
        words);
    REQUIRE(sound.ok());
    CHECK(sound->flags("he is brave beside older males").size() == 1);
    CHECK(sound->flags("he is brave today beside older males").empty());
    CHECK(sound->flags("the nurse is brave beside a man").empty());
    CHECK(sound->flags("he is brave. A man came").empty());
    CHECK(sound->find("brave")->instead == "say what helped");
    CHECK(sound->find("other") == nullptr);
}

TEST_CASE("a gap holds up to three words, a number up to its ends")
{
    auto const list = List::read(std::string(head)
            + "a,put .. risk,,,,,,x,y,z,put at risk,\nb,aged #18-20,,,,,,x,y,z,aged 18,\n",
        words);
    REQUIRE(list.ok());
    CHECK(list->flags("put risk").size() == 1);
    CHECK(list->flags("put one two three risk").size() == 1);
    CHECK(list->flags("put one two three four risk").empty());
    CHECK(list->flags("aged 20").size() == 1);
    CHECK(list->flags("aged 21").empty());
    CHECK(list->flags("aged 1 8").empty());
}

TEST_CASE("of two phrases that begin alike the longer is told")
{
    auto const list = List::read(std::string(head)
            + "short,street,,,,,,x,y,z,street,\nlong,street wise,,,,,,x,y,z,street wise,\n",
        words);
    REQUIRE(list.ok());
    auto const flags = list->flags("street wise");
    REQUIRE(flags.size() == 1);
    CHECK(flags[0] == Flag{0, 11, 1});
}

TEST_CASE("what is wrong with a list is told with the file and the row or phrase")
{
    CHECK(says(refused("a,bad,,,,,,x,y,z,good,\n"), "a is not found in its own example \"good\""));
    CHECK(says(refused("a,bad,,,,,,x,y,z,bad,so bad\n"), "is found in what is said to be fine"));
    CHECK(says(refused("a,bad,nobody,,,,,x,y,z,bad,\n"),
        "phrases.csv, row 2: there is no set of words called \"nobody\""));
    CHECK(says(
        refused("a,{self} a,,,,,,x,y,z,b,\na,c,,,,,,x,y,z,c,\n"), "row 3: the id a stands twice"));
    CHECK(says(refused("a,{adult},,,,,,x,y,z,man,\n"), "more than single words"));
    CHECK(says(refused("a,Bad,,,,,,x,y,z,bad,\n"), "is no word"));
    CHECK(says(refused("a,.. bad,,,,,,x,y,z,bad,\n"), "must begin and end with a word"));
    CHECK(says(refused("a,,,,,,,x,y,z,bad,\n"), "look_for is empty"));
    CHECK(says(refused("a,bad,,,,,,,y,z,bad,\n"), "what to write instead"));
    CHECK(says(refused("a,bad,,,,,children,x,y,z,bad,\n"), "readers is families, or empty"));
    CHECK(says(refused("", "set,words\nx,a b;;\nx,c\n"), "words.csv, row 3: a set needs a name"));
    CHECK(says(refused("", "name\nx\n"), "the columns are set and words"));
    auto const no_head = List::read("id,look_for\n", words);
    REQUIRE_FALSE(no_head.ok());
    CHECK(says(no_head.error().words.key, "the column near is missing"));
}

} // namespace kith::wording
