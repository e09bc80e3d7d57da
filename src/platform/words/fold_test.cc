// SPDX-License-Identifier: MIT
#include "platform/words/fold.h"
#include <doctest/doctest.h>

using kith::words::folded;

TEST_CASE("case, accents, hyphens, apostrophes and double spaces do not tell two names apart")
{
    CHECK(folded("Zoë  O’Neill-Smith") == "zoe oneill smith");
    CHECK(folded(" ZOE O'NEILL SMITH ") == "zoe oneill smith");
    CHECK(folded("Łukasz Strauß") == "lukasz strauss");
    CHECK(folded("Bjørn") == "bjorn");
    CHECK(folded("Zoe\u0308") == "zoe"); // the mark written apart
}

TEST_CASE("another spelling and another letter stay different")
{
    CHECK(folded("Mohammed") != folded("Muhammad"));
    CHECK(folded("Anna") != folded("Anne"));
    CHECK(folded("Mary Ann") != folded("Maryann"));
}

TEST_CASE("names in other scripts are kept, and what is no text folds to nothing")
{
    CHECK(folded("فاطمة") == "فاطمة");
    CHECK(folded("- '") == "");
    CHECK(folded("\xff\xfe") == "");
}
