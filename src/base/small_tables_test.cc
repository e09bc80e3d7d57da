// SPDX-License-Identifier: MIT
#include "base/small_tables.h"
#include <algorithm>
#include <doctest/doctest.h>
#include <numeric>

namespace kith {
namespace {
    using SmallTable = std::vector<std::vector<std::int64_t>>;

    std::int64_t sum_of(std::vector<std::int64_t> const& row)
    {
        return std::accumulate(row.begin(), row.end(), std::int64_t(0));
    }

    // Does the table read as what is told of another?
    bool could_be(SmallTable const& table, TableTold const& told)
    {
        std::int64_t all = 0;
        for (std::size_t r = 0; r < table.size(); ++r) {
            auto const row = sum_of(table[r]);
            all += row;
            if (told.rows[r] && *told.rows[r] != row)
                return false;
            for (std::size_t c = 0; c < table[r].size(); ++c)
                if (told.cells[r][c] && *told.cells[r][c] != table[r][c])
                    return false;
        }
        for (std::size_t c = 0; c < told.columns.size(); ++c) {
            std::int64_t column = 0;
            for (auto const& row : table)
                column += row[c];
            if (told.columns[c] && *told.columns[c] != column)
                return false;
        }
        return told.all ? *told.all == all : all < smallest_number_told;
    }

    // Every table of two rows and two columns with numbers to 13, some of which are tried: those
    // with numbers to 12, as another table may have one more.
    template <class Each>
    void each_table(Each const& each)
    {
        constexpr std::int64_t most = 13;
        for (std::int64_t a = 0; a <= most; ++a)
            for (std::int64_t b = 0; b <= most; ++b)
                for (std::int64_t c = 0; c <= most; ++c)
                    for (std::int64_t d = 0; d <= most; ++d)
                        each(SmallTable{{a, b}, {c, d}});
    }
} // namespace

TEST_CASE("a small number in a table is kept back, and none can be worked out from the others")
{
    std::vector<std::pair<SmallTable, TableTold>> all;
    each_table([&](SmallTable const& table) { all.emplace_back(table, table_told(table)); });
    std::int64_t told_at_all = 0;
    for (std::size_t at = 0; at < all.size(); at += 37) { // every one takes minutes
        auto const& [table, told] = all[at];
        if (std::ranges::any_of(table, [](auto const& row) { return std::ranges::max(row) > 12; }))
            continue;
        for (std::size_t r = 0; r < 2; ++r)
            for (std::size_t c = 0; c < 2; ++c) {
                if (told.cells[r][c]) {
                    ++told_at_all;
                    CHECK(*told.cells[r][c] == table[r][c]);
                    CHECK(table[r][c] >= smallest_number_told);
                    continue;
                }
                if (table[r][c] >= smallest_number_told)
                    continue;
                auto const other = std::ranges::any_of(all, [&](auto const& one) {
                    return one.first[r][c] != table[r][c] && could_be(one.first, told);
                });
                CHECK_MESSAGE(other,
                    table[0][0] << " " << table[0][1] << " / " << table[1][0] << " "
                                << table[1][1]);
            }
    }
    CHECK(told_at_all > 100);
}

TEST_CASE("one small number takes another of its row and of its column with it")
{
    // Worked by hand: 3 alone would follow from its row (20) and its column (18). With 17 beside it
    // kept back, its column still tells it; so one below goes too, and with that the last of the
    // four corners: two rows and two columns then balance one another.
    auto const told = table_told({{3, 17, 30}, {15, 25, 35}, {40, 50, 60}});
    CHECK_FALSE(told.cells[0][0]);
    CHECK_FALSE(told.cells[0][1]);
    CHECK(told.rows == std::vector<TableTold::Told>{50, 75, 150});
    CHECK(told.columns == std::vector<TableTold::Told>{58, 92, 125});
    CHECK(told.all == 275);
    auto kept_back = 0;
    for (auto const& row : told.cells)
        for (auto const& cell : row)
            kept_back += cell ? 0 : 1;
    CHECK(kept_back >= 4);
    CHECK(kept_back <= 6);
    CHECK(told.cells[2][2] == 60);
}

TEST_CASE("a table in which all is large enough is told whole, and one of fewer than 5 not at all")
{
    auto const whole = table_told({{5, 6}, {7, 8}});
    CHECK(whole.cells == std::vector<std::vector<TableTold::Told>>{{5, 6}, {7, 8}});
    CHECK(whole.all == 26);
    auto const few = table_told({{1, 2}, {0, 1}});
    CHECK_FALSE(few.all);
    CHECK(few.rows == std::vector<TableTold::Told>(2));
    CHECK(few.columns == std::vector<TableTold::Told>(2));
    CHECK(table_told({}).cells.empty());
    CHECK_THROWS((void)table_told({{1, 2}, {3}}));
}

TEST_CASE("a row or column whose sum is kept back tells none of its numbers")
{
    // Rows 22, 3, 40: the second is small, and the third is kept back beside it.
    auto const told = table_told({{10, 12}, {2, 1}, {20, 20}});
    CHECK(told.rows == std::vector<TableTold::Told>{22, {}, {}});
    for (std::size_t row = 1; row < 3; ++row)
        for (auto const& cell : told.cells[row])
            CHECK_FALSE(cell);
    CHECK(told.cells[0][0] == 10);
}

} // namespace kith
