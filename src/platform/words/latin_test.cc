// SPDX-License-Identifier: MIT
#include "platform/words/fold.h"
#include "platform/words/latin.h"
#include <doctest/doctest.h>

using namespace kith::words;

TEST_CASE("a name in another script has a reading in Latin letters, and Latin stays as it is")
{
    CHECK(in_latin("Олена") == "Olena");
    CHECK(in_latin("Αλέξης") == "Aléxēs");
    CHECK(in_latin("王芳") == "Wáng Fāng");
    CHECK(in_latin("Zoë O’Neill") == "Zoë O’Neill");
    CHECK(in_latin("Łukasz") == "Łukasz");
    CHECK(is_latin("Łukasz"));
    CHECK_FALSE(is_latin("Kim Олена"));
    CHECK(in_latin("").empty());
}

TEST_CASE("who wrote a name in its own script and who wrote it in Latin letters find each other")
{
    CHECK(folded(in_latin("Олена Бондар")) == folded("Olena Bondar"));
    CHECK(folded(in_latin("Анна")) != folded("Olena"));
}

TEST_CASE("a page is told language and direction of what it shows")
{
    CHECK(language_tag("Олена", "uk") == "uk");
    CHECK(language_tag("Олена", "") == "und-Cyrl");
    CHECK(language_tag("فاطمة", "") == "und-Arab");
    CHECK(language_tag("Zoë", "").empty());
    CHECK(runs_right_to_left("فاطمة"));
    CHECK_FALSE(runs_right_to_left("Олена"));
    CHECK_FALSE(runs_right_to_left(""));
}

TEST_CASE("what is no text has no script")
{
    CHECK(language_tag("\xff\xfe", "").empty());
    CHECK(is_latin("\xff\xfe"));
}
