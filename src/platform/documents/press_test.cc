// SPDX-License-Identifier: MIT
#include "platform/documents/press.h"
#include <doctest/doctest.h>
#include <string>

namespace kith::documents {
namespace {
    constexpr char const* page_for_paper = R"(<!DOCTYPE html>
<html class="govuk-template" lang="en"><head><title>A page - Kith</title>
<link rel="icon" href="/assets/icon.svg"><link rel="stylesheet" href="/assets/kith.css">
<script src="/assets/kith.js" defer></script></head>
<body><main class="kith-paper" id="main"><h1>Heron Quay</h1><p>One line.</p></main></body></html>)";

    bool names(std::string const& text, std::string_view part)
    {
        return text.find(part) != std::string::npos;
    }
} // namespace

TEST_CASE("a page that goes to the press names nothing outside of itself")
{
    auto const text = for_the_press(page_for_paper);
    CHECK_FALSE(names(text, "<link"));
    CHECK_FALSE(names(text, "<script"));
    CHECK_FALSE(names(text, "/assets/"));
    CHECK(names(text, "<h1>Heron Quay</h1>"));
    auto const sheet = text.find("<style>");
    REQUIRE(sheet != std::string::npos);
    CHECK(sheet < text.find("</head>"));
    CHECK(names(text, "@page"));
    CHECK(is_paper(page_for_paper));
    CHECK_FALSE(is_paper("<main class=\"govuk-main-wrapper\">kith-paper</main>"));
}

TEST_CASE("the press makes a page a file in its cage")
{
    REQUIRE(press_lacks() == "");
    auto const made = press({}, page_for_paper);
    REQUIRE(made.ok());
    CHECK(made->starts_with("%PDF-1.7"));
    CHECK(names(*made, "pdfuaid"));
    CHECK(names(*made, "/StructTreeRoot"));
}

TEST_CASE("a press that is not there, or fails, says so")
{
    auto const none = press({"/nonexistent/program", {"press"}}, page_for_paper);
    REQUIRE_FALSE(none.ok());
    CHECK(none.error().code == Code::unavailable);
    auto const other = press({"/bin/true", {}}, page_for_paper);
    REQUIRE_FALSE(other.ok());
    CHECK(other.error().code == Code::unavailable);
    std::string const too_long(17UL * 1024 * 1024, 'x');
    CHECK_FALSE(press({}, too_long).ok());
}

} // namespace kith::documents
