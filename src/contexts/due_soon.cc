// SPDX-License-Identifier: MIT
#include "contexts/due_soon.h"
#include "base/london.h"
#include "contexts/clock_days.h"
#include "contexts/guardians.h"
#include "contexts/part_pages.h"
#include "contexts/peer_maps.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::contexts {
namespace {
    Instant end_of(Date day) { return london::start_of(day + 1) - std::chrono::seconds(1); }

    void add_map_lines(Contexts const& room, Visit const& visit, Context const& context, Date by,
        std::vector<actions::Line>& lines)
    {
        auto const map = find_map(visit, context);
        if (!map || !*map || !visit.permits("keep", map_facts(visit, context, (*map)->id)))
            return;
        auto const href = address_of_part(context, "group");
        auto const text = context.reference.write() + ", a peer map";
        if (auto const soon = leaving_soon(room, visit, context, **map, by); soon.members > 0)
            lines.push_back({"See again, or let go", text,
                soon.members == 1 ? "1 person leaves it soon"
                                  : fmt::format("{} people leave it soon", soon.members),
                href, end_of(*soon.first)});
        if ((*map)->review_on && *(*map)->review_on <= by)
            lines.push_back(
                {"Look again", text, "Is it still needed?", href, end_of(*(*map)->review_on)});
    }

    void add_guardian_line(
        Visit const& visit, Context const& context, Date by, std::vector<actions::Line>& lines)
    {
        auto const due = guardians_due(visit, context, by);
        if (due.empty())
            return;
        auto const first = std::ranges::min_element(due, {}, &Guardian::review_on);
        lines.push_back({"Ask again", context.reference.write() + ", its guardians",
            due.size() == 1
                ? "1 guardian: do they still wish to be listed?"
                : fmt::format("{} guardians: do they still wish to be listed?", due.size()),
            address_of_part(context, "guardians"), end_of(*first->review_on)});
    }
} // namespace

std::vector<actions::Line> due_lines(Contexts const& room, Visit const& visit)
{
    std::vector<actions::Line> lines;
    auto const today = london::day_of(visit.now());
    auto const by = today + days_of(room, "peer_map.notice", today);
    for (auto const& id : links::subjects_of(visit.reading(), visit.visitor(), "context", today))
        if (auto const context = find_to_count(visit, ContextId(id));
            context && visit.sees(facts_of(visit, *context))) {
            add_map_lines(room, visit, *context, by, lines);
            add_guardian_line(visit, *context, by, lines);
        }
    if (visit.could("list", "context_numbers"))
        lines.push_back({"Read", "Schools, places and online spaces in numbers",
            "How many children are linked to each", "/contexts/numbers"});
    return lines;
}

} // namespace kith::contexts
