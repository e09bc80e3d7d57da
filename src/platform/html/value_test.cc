// SPDX-License-Identifier: MIT
#include "platform/html/convert.h"
#include "platform/html/escape.h"
#include "platform/html/shipped_templates.h"
#include <cmath>
#include <doctest/doctest.h>
#include <limits>

namespace kith::html {

TEST_CASE("a value is built like a literal and read back by key and place")
{
    auto page = Value::object(
        {{"title", "Worries"}, {"count", 3}, {"rows", Value::array({"a", 2, true, nullptr})}});
    page["open"] = false;
    page["nested"]["deep"] = 1.5;
    CHECK(page.get("title").text() == "Worries");
    CHECK(page.get("count").whole() == 3);
    CHECK(page.get("rows").at(1).whole() == 2);
    CHECK(page.get("rows").at(3).is_null());
    CHECK(page.get("rows").at(4).is_undefined());
    CHECK(page.get("nobody").get("at all").is_undefined());
    CHECK(page.get("nested").get("deep").number() == 1.5);
    CHECK(page.entries()[3].first == "open");
    CHECK(Value(std::optional<int>()).is_undefined());
    CHECK(Value(std::optional<std::string>("x")).text() == "x");
}

TEST_CASE("writing to a copy leaves the first one as it was")
{
    auto const first = Value::object({{"a", 1}, {"list", Value::array({1})}});
    auto second = first;
    second["a"] = 2;
    second["list"].push(2);
    CHECK(first.get("a").whole() == 1);
    CHECK(first.get("list").size() == 1);
    CHECK(second.get("list").size() == 2);
}

TEST_CASE("an object with many keys finds each, in the order in which they came")
{
    Value many;
    for (int i = 0; i < 100; ++i)
        many.set("key " + std::to_string(i), i);
    many.set("key 5", "five");
    CHECK(many.size() == 100);
    CHECK(many.get("key 99").whole() == 99);
    CHECK(many.get("key 5").text() == "five");
    CHECK(many.entries()[5].first == "key 5");
    CHECK(many.get("key 100").is_undefined());
}

TEST_CASE("what is no object takes no key, and values stand at most 1,000 deep")
{
    Value text("x");
    CHECK_THROWS_AS(text["key"], std::logic_error);
    CHECK_THROWS_AS(text.push(1), std::logic_error);
    Value deep = Value::array();
    CHECK_THROWS_AS(
        [&] {
            for (int i = 0; i < 2000; ++i)
                deep = Value::array({deep});
        }(),
        std::length_error);
}

TEST_CASE("truth and text are those of Nunjucks")
{
    for (auto const& falsy :
        {Value(), Value(nullptr), Value(false), Value(0), Value(""), Value(std::nan(""))})
        CHECK_FALSE(falsy.truthy());
    for (auto const& truthy :
        {Value("0"), Value::array(), Value::object(), Value::safe(""), Value(-1)})
        CHECK(truthy.truthy());
    CHECK(Value::array({1, Value::array({"a", nullptr}), true}).text() == "1,a,,true");
}

TEST_CASE("numbers are written as ECMAScript writes them")
{
    CHECK(number_text(0.1) == "0.1");
    CHECK(number_text(1e21) == "1e+21");
    CHECK(number_text(123456789012345680000.0) == "123456789012345680000");
    CHECK(number_text(0.000001) == "0.000001");
    CHECK(number_text(1.5e-7) == "1.5e-7");
    CHECK(number_text(-2.5) == "-2.5");
    CHECK(number_text(std::numeric_limits<double>::infinity()) == "Infinity");
}

TEST_CASE("a link may lead only where links may lead")
{
    for (auto const* const good :
        {"https://a.example/x?y=1", "HTTP://a.example", "mailto:a@b.example", "tel:999",
            "/concerns/1", "queue?sort=a:b", "#top", "", "a/b:c", "?next=javascript:x"})
        CHECK_MESSAGE(safe_url(good) == good, good);
    for (auto const* const bad : {"javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:x",
             "java\nscript:x", "java\tscript:x", "\x01javascript:x", "data:text/html,x",
             "vbscript:x", "file:///etc", "//elsewhere.example", "/\\elsewhere.example",
             "\\\\elsewhere.example", "\xC2\xA0javascript:x", "blob:x"})
        CHECK_MESSAGE(safe_url(bad) == "#", bad);
}

TEST_CASE("a shipped file goes by its room and its name")
{
    CHECK(template_name("src/concerns/templates/queue.njk") == "concerns/queue.njk");
    CHECK(template_name("src/platform/html/templates/staff.njk") == "frames/staff.njk");
    CHECK(template_name("src/platform/forms/templates/page.njk") == "forms/page.njk");
    CHECK(
        template_name("govuk/components/button/macro.njk") == "govuk/components/button/macro.njk");
    CHECK(template_name("src/concerns/forms/raise.toml").empty());
}

TEST_CASE("every shipped template can be read")
{
    auto const templates = shipped_templates();
    CHECK(templates.has("frames/staff.njk"));
    CHECK(templates.has("govuk/components/button/macro.njk"));
}

} // namespace kith::html
