// SPDX-License-Identifier: MIT
// How long a page of 200 rows takes: by a plain loop, and through the table of GOV.UK Frontend.
#include "platform/html/shipped_templates.h"
#include <algorithm>
#include <chrono>
#include <cstdio>

namespace {
using namespace kith::html;

constexpr int row_count = 200;

constexpr char const* plain = R"(<table class="govuk-table">
{% for row in rows %}
  <tr class="{% if loop.index is odd %}odd{% else %}even{% endif %}">
    <td><a href="/concerns/{{ row.id }}">{{ row.reference }}</a></td>
    <td>{{ row.title }}</td>
    <td>{{ row.team | default("no team") }}</td>
    <td>{% if row.late %}<strong>late</strong>{% else %}{{ row.due }}{% endif %}</td>
  </tr>
{% endfor %}
</table>)";
constexpr char const* table
    = R"({% from "govuk/components/table/macro.njk" import govukTable %}{{ govukTable(params) }})";

std::size_t count(std::string const& text, std::string_view what)
{
    std::size_t found = 0;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size()))
        ++found;
    return found;
}

// The median of many turns, in microseconds.
double median_time(auto const& turn)
{
    std::vector<double> times;
    for (int i = 0; i < 301; ++i) {
        auto const start = std::chrono::steady_clock::now();
        turn();
        times.push_back(
            std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start)
                .count());
    }
    std::nth_element(times.begin(), times.begin() + 150, times.end());
    return times[150];
}

bool report(
    char const* what, Templates const& templates, std::string_view name, Value const& context)
{
    auto const page = templates.render(name, context);
    auto const time = median_time([&] { (void)templates.render(name, context); });
    auto const right = count(page, "<tr") == row_count
        && count(page, "Seen at the bus stop &lt;again&gt; &amp; alone") == row_count;
    std::printf("%-12s %4d rows %7zu bytes %8.1f us  %s\n", what, row_count, page.size(), time,
        right ? "right" : "WRONG");
    return right;
}
} // namespace

int main()
{
    auto sources = std::vector<Source>{{"bench/plain.njk", plain}, {"bench/table.njk", table}};
    auto const start = std::chrono::steady_clock::now();
    for (auto& source : shipped_sources())
        sources.push_back(std::move(source));
    Templates const templates(sources);
    std::printf("reading %zu templates: %.1f ms\n", sources.size(),
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
            .count());
    Value rows;
    Value cells;
    for (int i = 0; i < row_count; ++i) {
        auto const number = std::to_string(i);
        rows.push(Value::object({{"id", i}, {"reference", "C-7KM-" + number},
            {"title", "Seen at the bus stop <again> & alone"}, {"due", "Monday 3 August, 5pm"},
            {"late", i % 7 == 0}}));
        cells.push(Value::array({Value::object({{"text", "C-7KM-" + number}}),
            Value::object({{"text", "Seen at the bus stop <again> & alone"}}),
            Value::object({{"text", "Monday 3 August, 5pm"}})}));
    }
    auto const plain_right
        = report("plain loop", templates, "bench/plain.njk", Value::object({{"rows", rows}}));
    auto const params = Value::object({{"params", Value::object({{"rows", cells}})}});
    auto const table_right = report("govukTable", templates, "bench/table.njk", params);
    return plain_right && table_right ? 0 : 1;
}
