// SPDX-License-Identifier: MIT
#include "wording/quotes.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::wording_helper;

namespace {
// The phrase stands in brackets: "he [chose] to go".
Quote quoted(std::string text)
{
    auto const from = text.find('[');
    text.erase(from, 1);
    auto const until = text.find(']');
    text.erase(until, 1);
    return quote_of(text, {from, until - from, 0}, "p");
}
Instant moment(char const* text) { return Instant::read(text).value(); }
} // namespace

TEST_CASE("a phrase is quoted with up to six words of its own line on either side")
{
    CHECK(quoted("Nan calls it a [lifestyle choice] of his.")
        == Quote{"p", "Nan calls it a ", "lifestyle choice", " of his."});
    CHECK(quoted("one two three four five six seven [choice] one two three four five six seven")
        == Quote{
            "p", "… two three four five six seven ", "choice", " one two three four five six …"});
    CHECK(quoted("The line before\r\nA [choice], she said\r\nThe line after")
        == Quote{"p", "A ", "choice", ", she said"});
    CHECK(quoted("[choice]") == Quote{"p", "", "choice", ""});
}

TEST_CASE("a word that never ends is left out whole, and no character is cut")
{
    std::string endless;
    for (int i = 0; i < 50; ++i)
        endless += "é";
    CHECK(quoted(endless + " a [choice] of " + endless) == Quote{"p", "… a ", "choice", " of …"});
    CHECK(quoted(endless + "[choice]" + endless) == Quote{"p", "… ", "choice", " …"});
}

TEST_CASE("quotes are handed out once, for the save they are of, and forgotten after a while")
{
    Quotes quotes;
    auto const one = AccountId::fresh();
    auto const other = AccountId::fresh();
    auto const at = moment("2026-03-06T09:00:00Z");
    auto const later = moment("2026-03-06T09:00:01Z");
    quotes.keep(one, at, {{"p", "", "choice", ""}});
    CHECK(quotes.take(other, at).empty());
    CHECK(quotes.take(one, at).size() == 1);
    CHECK(quotes.take(one, at).empty());
    quotes.keep(one, at, {{"p", "", "choice", ""}});
    CHECK(quotes.take(one, later).empty()); // of another save
    quotes.keep(one, at, {{"p", "", "choice", ""}});
    quotes.forget(later);
    CHECK(quotes.take(one, at).empty());
}
