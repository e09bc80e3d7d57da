// SPDX-License-Identifier: MIT
#include "base/small_numbers.h"
#include <algorithm>
#include <numeric>

namespace kith {
namespace {
    bool is_small(std::int64_t number) { return number < smallest_number_told; }

    // Rule 4: hidden rows that add up to this can be told from one another by nobody.
    bool stay_hidden(std::int64_t sum, std::size_t rows)
    {
        auto const most = (smallest_number_told - 1) * static_cast<std::int64_t>(rows);
        return rows >= 2 && sum > 0 && sum < most;
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
    if (small.size() == 1) // never the only row: that one is the total, which is not small
        small.push_back(small.front() + 1 < rows.size() ? small.front() + 1 : small.front() - 1);
    else if (!small.empty() && !stay_hidden(sum, small.size())) {
        keep_all_back();
        return told;
    }
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
