// SPDX-License-Identifier: MIT
#include "platform/words/fold.h"
#include "platform/words/whole_words.h"
#include <doctest/doctest.h>

using kith::words::folded;
using kith::words::WholeWords;

TEST_CASE("a text names what it spells in whole words, whatever the case, accents and hyphens")
{
    WholeWords const text(
        "They met at the Old-Mill's yard. ROBIN marlowé was there,\nsaid Kim.\nLee"
        " was not. “Golden Wok”");
    CHECK(text.spelt_in(folded("Old Mill")) == 2);
    CHECK(text.spelt_in(folded("Robin Marlowe")) == 2);
    CHECK(text.spelt_in(folded("Golden Wok")) == 2);
    CHECK(text.spelt_in(folded("yard")) == 1);
}

TEST_CASE("a text does not name what is a part of its words, or runs over the end of a line")
{
    WholeWords const text("The marlowes of Goldenwok\nKim\nLee");
    CHECK(text.spelt_in(folded("Marlowe")) == 0);
    CHECK(text.spelt_in(folded("Golden")) == 0);
    CHECK(text.spelt_in(folded("Kim Lee")) == 0);
    CHECK(text.spelt_in("") == 0);
    CHECK(WholeWords("").spelt_in("a") == 0);
}
