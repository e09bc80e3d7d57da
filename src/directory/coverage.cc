// SPDX-License-Identifier: MIT
#include "directory/coverage.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::directory {
namespace {
    std::string until_in_words(std::optional<Date> const& last)
    {
        return last ? " to " + last->in_words() : " on";
    }
} // namespace

std::vector<std::string> gaps_and_overlaps(std::vector<Covering> rows, Date on)
{
    std::erase_if(rows, [on](Covering const& row) {
        return row.during.until && (*row.during.until < row.during.from || *row.during.until < on);
    });
    std::ranges::stable_sort(rows, {}, [](Covering const& row) { return row.during.from; });
    if (rows.empty())
        return {fmt::format("No team answers from {} on", on.in_words())};
    std::vector<std::string> told;
    auto next = on;                    // the first day nobody is known to answer for yet
    Covering const* longest = nullptr; // who answers until the day before `next`, or for good
    for (auto const& row : rows) {
        auto const from = std::max(row.during.from, on);
        if (longest && !(longest->during.until && *longest->during.until < from)) {
            auto last = row.during.until;
            if (longest->during.until && (!last || *longest->during.until < *last))
                last = longest->during.until;
            told.push_back(fmt::format("{} and {} both answer from {}{}", longest->team, row.team,
                from.in_words(), until_in_words(last)));
        } else if (next < from) {
            told.push_back(fmt::format(
                "No team answers from {} to {}", next.in_words(), (from + -1).in_words()));
        }
        auto const lasts = !longest
            || (longest->during.until
                && (!row.during.until || *longest->during.until < *row.during.until));
        if (lasts)
            longest = &row;
        if (longest->during.until)
            next = *longest->during.until + 1;
    }
    if (longest->during.until)
        told.push_back(fmt::format("No team answers from {} on", next.in_words()));
    return told;
}

} // namespace kith::directory
