// SPDX-License-Identifier: MIT
#include "platform/html/page_text.h"
#include <doctest/doctest.h>

namespace kith::html {
namespace {
    std::string told(std::string const& main)
    {
        return page_as_text(
            "<!DOCTYPE html><html><head><title>No</title><style>p > a {}</style></head><body>"
            "<header>No</header><main>"
            + main + "</main><footer>No</footer></body></html>");
    }
} // namespace

TEST_CASE("headings, paragraphs, lists, pairs and rows are told line by line")
{
    CHECK(told("<h1>Plan</h1><p>Agreed on\n  30 October.</p><h2>Goals</h2><ul><li>One</li><li>"
               "<p>Two</p></li><li></li></ul>")
        == "Plan\n====\nAgreed on 30 October.\n\nGoals\n-----\n* One\n* Two\n");
    CHECK(told("<dl><div><dt>Measured by</dt><dd>Of five, how many</dd></div></dl>")
        == "Measured by: Of five, how many\n");
    CHECK(told("<table><thead><tr><th>Context</th><th>In harm</th></tr></thead><tbody><tr><th>Home"
               "</th><td>Some</td></tr></tbody></table>")
        == "Context | In harm\nHome | Some\n");
}

TEST_CASE("what is escaped is told as it was typed, and never becomes markup")
{
    CHECK(told("<p>&lt;b&gt; &amp;amp; &quot;Nan&#39;s&quot; &#x2019;</p>")
        == "<b> &amp; \"Nan's\" \u2019\n");
    CHECK(told("<p>1 < 2</p>").find("1") == 0); // not ours: nothing breaks
}

TEST_CASE("what asks, leads on or is for the screen alone is left out")
{
    CHECK(told("<p>Said</p><form><label>Why</label><input value=\"x\"><textarea>typed</textarea>"
               "</form><p><a href=\"/x\">Judge the level</a></p><p>See <a href=\"/y\">K-1</a></p>"
               "<svg><text>Harm</text></svg><p class=\"govuk-body kith-screen\">Screen</p>"
               "<button>Send</button><nav>Back</nav>")
        == "Said\nSee K-1\n");
}

TEST_CASE("whom a page is about is told, also where that stands above the page beside the way back")
{
    CHECK(told("<nav><a href=\"/x\">Back</a><div "
               "class=\"kith-identity\"><p>M-1</p><h1>Ash</h1><dl><div>"
               "<dt>Age</dt><dd>14</dd></div></dl></div></nav><main><p>Said</p></main>")
        == "M-1\n\nAsh\n===\nAge: 14\nSaid\n");
}

TEST_CASE("the lines of what somebody wrote stay lines")
{
    CHECK(told("<p><span class=\"kith-lines\">one\ntwo</span>\n three</p>") == "one\ntwo three\n");
}

TEST_CASE("whatever the bytes, it ends and gives text")
{
    for (auto const* page : {"", "<", "<!--", "<body><p", "<body></p></p>",
             "<body><p>&#0;&#xFFFFFFFF;&x", "<body><li><li><li>", "<body><dt><dt>"})
        CHECK(page_as_text(page).size() < 40);
}

} // namespace kith::html
