// SPDX-License-Identifier: MIT
#include "base/small_numbers.h"
#include <algorithm>
#include <numeric>

namespace kith {
namespace {
    bool is_small(std::int64_t number) { return number < smallest_number_told; }

    // Rule 5: hidden rows that add up to this are all as great as a hidden row can be.
    bool gives_away(std::int64_t sum, std::size_t rows)
    {
        return sum == (smallest_number_told - 1) * static_cast<std::int64_t>(rows);
    }

    // The row beside the small ones: the next that is not, or the one before where there is none.
    std::size_t beside(std::span<std::int64_t const> rows, std::size_t small)
    {
        for (auto next = small + 1; next < rows.size(); ++next)
            if (!is_small(rows[next]))
                return next;
        auto before = small;
        while (is_small(rows[before]))
            --before; // there is one: they are five or more in all
        return before;
    }
} // namespace

std::vector<std::optional<std::int64_t>> numbers_told(std::span<std::int64_t const> rows)
{
    std::vector<std::optional<std::int64_t>> told(rows.begin(), rows.end());
    auto const keep_all_back = [&] { std::ranges::fill(told, std::nullopt); };
    if (is_small(std::accumulate(rows.begin(), rows.end(), std::int64_t(0)))) {
        keep_all_back();
        return told;
    }
    std::int64_t sum = 0;
    std::vector<std::size_t> small;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (is_small(rows[i])) {
            small.push_back(i);
            sum += rows[i];
        }
    if (small.size() > 1 && gives_away(sum, small.size())) {
        keep_all_back();
        return told;
    }
    if (!small.empty() && (small.size() == 1 || is_small(sum)))
        small.push_back(beside(rows, small.back()));
    for (auto const row : small)
        told[row].reset();
    return told;
}

std::string number_in_words(std::int64_t number)
{
    return is_small(number) ? "fewer than " + std::to_string(smallest_number_told)
                            : std::to_string(number);
}

} // namespace kith
