// SPDX-License-Identifier: MIT
#include "platform/html/templates.h"
#include <array>
#include <doctest/doctest.h>
#include <thread>

namespace kith::html {

namespace {
    std::string drawn(std::string const& text, Value const& context = Value::object())
    {
        return Templates(std::vector<Source>{{"page", text}}).render("page", context);
    }

    // What went wrong, or "" if nothing did.
    std::string failure(std::string const& text, Value const& context = Value::object())
    {
        try {
            (void)drawn(text, context);
        } catch (std::runtime_error const& error) {
            return error.what();
        }
        return "";
    }

    bool has(std::string const& text, std::string_view part)
    {
        return text.find(part) != std::string::npos;
    }
} // namespace

TEST_CASE("what a person typed is escaped wherever a template puts it out")
{
    auto const context = Value::object({{"typed", "<b>\"it's\" & more\\</b>"}});
    auto const escaped = "&lt;b&gt;&quot;it&#39;s&quot; &amp; more&#92;&lt;/b&gt;";
    for (auto const* const text : {"{{ typed }}", "{{ [typed] }}", "{{ typed if true }}",
             "{{ '' or typed }}", "{{ '' ~ typed }}", "{{ typed + '' }}", "{{ {a: typed}.a }}",
             "{{ typed | default('x') }}", "{{ [typed] | join }}", "{{ typed | trim }}",
             "{% for x in [typed] %}{{ x }}{% endfor %}", "{% set x = typed %}{{ x }}",
             "{% set x %}{{ typed }}{% endset %}{{ x | safe }}",
             "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(typed) }}{{ '' }}",
             "{{ typed | escape | escape }}",
             "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ typed }}{% endcall %}",
             "{% filter trim %}{{ typed }}{% endfilter %}", "{{ typed.concat('') }}",
             "{{ echo(typed) }}"}) {
        auto with_echo = context;
        with_echo["echo"] = Value::call([](Call const& call) { return call[0]; });
        auto const page = drawn(text, with_echo);
        CHECK_MESSAGE(!has(page, "<"), text);
        CHECK_MESSAGE(
            has(page, std::string_view(escaped).substr(4)) == !has(text, "filter trim"), text);
    }
    CHECK(drawn("<a title=\"{{ typed }}\">", context)
        == "<a title=\"" + std::string(escaped) + "\">");
}

TEST_CASE("only what is marked as HTML stays HTML")
{
    auto const context = Value::object({{"html", Value::safe("<b>")}, {"text", "<i>"}});
    CHECK(drawn("{{ html }}{{ text }}", context) == "<b>&lt;i&gt;");
    CHECK(drawn("{{ html | upper }}", context) == "&lt;B&gt;");
    CHECK(drawn("{{ html ~ text }}", context) == "&lt;b&gt;&lt;i&gt;");
}

TEST_CASE("an unknown variable puts out nothing, and calling one is an error")
{
    CHECK(drawn("[{{ nobody }}{{ nobody.name.first }}{{ nobody[1] }}]") == "[]");
    CHECK(drawn("{% for x in nobody %}x{% else %}empty{% endfor %}") == "empty");
    CHECK(failure("{{ nobody() }}")
        == "page:1:4: Unable to call `nobody`, which is undefined or falsey");
}

TEST_CASE("a syntax error names template, line and column, before anything is drawn")
{
    auto const refused = [](std::string const& text) -> std::string {
        try {
            Templates const templates(std::vector<Source>{{"concerns/queue.njk", text}});
        } catch (std::runtime_error const& error) {
            return error.what();
        }
        return "";
    };
    CHECK(refused("one\n{% if %}") == "concerns/queue.njk:2:7: unexpected token: %}");
    CHECK(refused("one\n\n  {{ a b }}") == "concerns/queue.njk:3:8: expected }}");
    CHECK(refused("{% for x in y %}\n{% if x %}{% endfor %}")
        == "concerns/queue.njk:2:14: unknown block tag: endfor");
    CHECK(refused("\n{% block a %}x")
        == "concerns/queue.njk:2:4: block is not closed: expected endblock, got end of file");
}

TEST_CASE("a failure while drawing names the template and the line where it happened, not where it "
          "was used")
{
    Templates const templates(std::vector<Source>{
        {"a/page.njk", "{% from \"./macros.njk\" import bad %}\n\n{{ bad(1) }}"},
        {"a/macros.njk", "{% macro bad(x) %}\n  {{ x | trim }}\n{% endmacro %}"}});
    CHECK_THROWS_WITH(
        (void)templates.render("a/page.njk", Value()), "a/macros.njk:2:10: trim: expected text");
}

TEST_CASE("names that templates mention are looked for before the first page is drawn")
{
    auto const missing = [](std::string const& text) {
        return Templates(std::vector<Source>{{"page", text}});
    };
    CHECK_THROWS_WITH(
        missing("\n{{ x | sparkle }}").check(), "page:2:8: filter not found: sparkle");
    CHECK_THROWS_WITH(missing("{{ x is shiny }}").check(), "page:1:9: test not found: shiny");
    CHECK_THROWS_WITH(
        missing("{% include \"./no.njk\" %}").check(), "page:1:12: template not found: no.njk");
    CHECK_NOTHROW(missing("{% include \"no.njk\" ignore missing %}{{ x | trim }}").check());
}

TEST_CASE("no template can recurse, grow or turn without end")
{
    CHECK(has(failure("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"), "nested too deeply"));
    CHECK(has(failure("{% include \"page\" %}"), "nested too deeply"));
    CHECK(has(failure("{% extends \"page\" %}"), "nested too deeply"));
    CHECK(has(failure("{% import \"page\" as p %}"), "nested too deeply"));
    CHECK(has(failure("{{ " + std::string(100'000, '(') + "1"), "nested too deeply"));
    CHECK(has(failure("{{ " + std::string(100'000, '-') + "1"), "nested too deeply"));
    CHECK(has(
        failure("{% set s = 'xxxxxxxx' %}{% for i in range(99) %}{% set s = s ~ s %}{% endfor %}"),
        "32 MiB"));
    CHECK(has(
        failure("{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"),
        "steps"));
    CHECK(has(failure("{% set a = [] %}{% for i in range(9999) %}{% set a = [a] %}{% endfor %}"),
        "1,000 deep"));
    CHECK(has(
        failure("{% set a = [1] %}{% for i in range(99) %}{% set a = [a, a] %}{% endfor %}{{ a }}"),
        "1 MiB"));
    CHECK(has(failure("{{ range(1e9) }}{{ range(1000000000) }}"), "range"));
    std::string ifs;
    for (int i = 0; i < 5'000; ++i)
        ifs += "{% if true %}";
    CHECK(has(failure(ifs), "nested too deeply"));
    std::string sum = "{{ 1";
    for (int i = 0; i < 5'000; ++i)
        sum += " + 1";
    CHECK(drawn(sum + " }}") == "5001"); // a long sum is no deep one
}

TEST_CASE("a caller that outlives its call block is refused, not followed")
{
    CHECK(has(
        failure(
            "{% macro run(f) %}{{ f(caller) }}{% endmacro %}"
            "{% macro outer() %}{% call run(caller) %}kept{% endcall %}{% endmacro %}"
            "{% for once in [1] %}{% set saved = 1 %}"
            "{% call(f) outer() %}{% for x in [1] %}{% set saved = f %}{% endfor %}{% endcall %}"
            "{{ saved() }}{% endfor %}"),
        "after its call block was done"));
}

TEST_CASE(
    "globals, filters and callables of the context are called with positional and named arguments")
{
    Templates templates(std::vector<Source>{{"page",
        "{{ t('public.when', name='Ash') }}|{{ 'x' | shout(2) }}|{{ here('y') }}|{{ site }}"}});
    templates.global("t",
        Function([](Call const& call) { return call[0].text() + ":" + call.get("name").text(); }));
    templates.global("site", "Kith");
    templates.filter(
        "shout", [](Call const& call) { return call[0].text() + call[1].text() + "!"; });
    auto const here = Value::call(
        [](Call const& call) { return Value::safe("<i>" + call[0].text() + "</i>"); });
    CHECK(templates.render("page", Value::object({{"here", here}}))
        == "public.when:Ash|x2!|<i>y</i>|Kith");
    CHECK(templates.render("page", Value::object({{"here", here}, {"site", "ours"}}))
        == "public.when:Ash|x2!|<i>y</i>|ours");
}

TEST_CASE("a callable that refuses its arguments is named by place, one that breaks is let through")
{
    auto const context = Value::object(
        {{"refuse", Value::call([](Call const&) -> Value { throw Misuse("give a date"); })},
            {"broken",
                Value::call([](Call const&) -> Value { throw std::domain_error("disk full"); })}});
    CHECK(failure("\n{{ refuse() }}", context) == "page:2:4: give a date");
    CHECK_THROWS_AS(drawn("{{ broken() }}", context), std::domain_error);
}

TEST_CASE("a page changes nothing in the context it was given")
{
    auto context = Value::object({{"list", Value::array({1, 2})}});
    CHECK(drawn("{{ list.push(3) }}{{ list }}{% set list = 4 %}{{ list }}", context) == "31,2,34");
    CHECK(context.get("list").size() == 2);
}

TEST_CASE("include without context sees only globals")
{
    Templates templates(std::vector<Source>{
        {"page", "{% set a = 1 %}{% include 'part' without context %}{% include 'part' %}"},
        {"part", "[{{ a }}{{ b }}{{ g }}]"}});
    templates.global("g", "G");
    CHECK(templates.render("page", Value::object({{"b", 2}})) == "[G][12G]");
}

TEST_CASE("a page of 200 rows is the one written by hand")
{
    Value rows;
    std::string wanted = "<ul>\n";
    for (int i = 1; i <= 200; ++i) {
        rows.push(Value::object({{"name", "A & B"}, {"number", i}}));
        auto const odd = i % 2 == 1 ? " class=\"odd\"" : "";
        wanted += "  <li" + std::string(odd) + ">" + std::to_string(i) + ": A &amp; B</li>\n";
    }
    auto const page = drawn("<ul>\n"
                            "{% for row in rows %}\n"
                            "  <li{% if loop.index is odd %} class=\"odd\"{% endif %}>{{ "
                            "row.number }}: {{ row.name }}</li>\n"
                            "{% endfor %}\n"
                            "</ul>\n",
        Value::object({{"rows", rows}}));
    CHECK(page == wanted + "</ul>\n");
}

TEST_CASE("many threads draw from the same templates and context")
{
    Templates const templates(std::vector<Source>{
        {"page", "{% from 'm' import b %}{% for r in rows %}{{ b(r) }}{% endfor %}"},
        {"m", "{% macro b(x) %}<b>{{ x }}</b>{% endmacro %}"}});
    auto const context = Value::object({{"rows", Value::array({"x", "<"})}});
    std::array<int, 4> right{};
    {
        std::vector<std::jthread> threads;
        for (auto& count : right)
            threads.emplace_back([&] {
                for (int i = 0; i < 50; ++i)
                    count += templates.render("page", context) == "<b>x</b><b>&lt;</b>" ? 1 : 0;
            });
    }
    CHECK(right == std::array<int, 4>{50, 50, 50, 50});
}

} // namespace kith::html
