// SPDX-License-Identifier: MIT
#include "base/small_tables.h"
#include "base/result.h"
#include <numeric>

namespace kith {
namespace {
    using Counts = std::vector<std::vector<std::int64_t>>;

    // Which tables are possible for whoever sees what is told: a number kept back can be another
    // one if a way round leads from it to itself through others that are kept back, each of which
    // gives or takes one. Nodes are the rows, the columns, and one for all rows, and one for all
    // columns, whose sums are kept back.
    class Possible {
    public:
        Possible(Counts const& counts, TableTold const& told)
            : counts_(counts)
            , told_(told)
            , rows_(told.rows.size())
            , columns_(told.columns.size())
            , ways_(rows_ + columns_ + 2)
        {
            for (std::size_t row = 0; row < rows_; ++row)
                for (std::size_t column = 0; column < columns_; ++column)
                    if (!told_.cells[row][column])
                        both_ways(row, rows_ + column, counts_[row][column] > 0);
            auto const all_rows = rows_ + columns_;
            auto const all_columns = all_rows + 1;
            for (std::size_t row = 0; row < rows_; ++row)
                if (!told_.rows[row])
                    both_ways(all_rows, row, sum_of_row(row) > 0);
            for (std::size_t column = 0; column < columns_; ++column)
                if (!told_.columns[column])
                    both_ways(rows_ + column, all_columns, sum_of_column(column) > 0);
        }

        [[nodiscard]] bool has_other_values(std::size_t row, std::size_t column) const
        {
            return leads(rows_ + column, row)
                || (counts_[row][column] > 0 && leads(row, rows_ + column));
        }

    private:
        void both_ways(std::size_t from, std::size_t to, bool can_take)
        {
            ways_[from].push_back(to); // one more
            if (can_take)
                ways_[to].push_back(from); // one less
        }
        [[nodiscard]] std::int64_t sum_of_row(std::size_t row) const
        {
            return std::accumulate(counts_[row].begin(), counts_[row].end(), std::int64_t(0));
        }
        [[nodiscard]] std::int64_t sum_of_column(std::size_t column) const
        {
            std::int64_t sum = 0;
            for (auto const& row : counts_)
                sum += row[column];
            return sum;
        }
        // Not by the straight way between the two, which is the number asked about.
        [[nodiscard]] bool leads(std::size_t from, std::size_t to) const
        {
            std::vector<bool> seen(ways_.size());
            std::vector<std::size_t> next{from};
            seen[from] = true;
            while (!next.empty()) {
                auto const at = next.back();
                next.pop_back();
                for (auto const way : ways_[at]) {
                    if (at == from && way == to)
                        continue;
                    if (way == to)
                        return true;
                    if (!seen[way]) {
                        seen[way] = true;
                        next.push_back(way);
                    }
                }
            }
            return false;
        }

        Counts const& counts_;
        TableTold const& told_;
        std::size_t rows_, columns_;
        std::vector<std::vector<std::size_t>> ways_;
    };

    // Rule 3: the next that is told, to the right and round, then below and round.
    void keep_another_back(TableTold& told, std::size_t row, std::size_t column)
    {
        auto const rows = told.rows.size();
        auto const columns = told.columns.size();
        for (std::size_t step = 1; step < columns; ++step)
            if (auto& cell = told.cells[row][(column + step) % columns]) {
                cell.reset();
                return;
            }
        for (std::size_t down = 1; down < rows; ++down)
            for (std::size_t step = 0; step < columns; ++step)
                if (auto& cell = told.cells[(row + down) % rows][(column + step) % columns]) {
                    cell.reset();
                    return;
                }
    }

    bool kept_one_more_back(Counts const& counts, TableTold& told)
    {
        Possible const possible(counts, told);
        for (std::size_t row = 0; row < told.rows.size(); ++row)
            for (std::size_t column = 0; column < told.columns.size(); ++column)
                if (!told.cells[row][column] && counts[row][column] < smallest_number_told
                    && !possible.has_other_values(row, column)) {
                    keep_another_back(told, row, column);
                    return true;
                }
        return false;
    }

    std::size_t numbers_in(TableTold const& told)
    {
        std::size_t all = 0;
        for (auto const& row : told.cells)
            for (auto const& cell : row)
                all += cell ? 1 : 0;
        return all;
    }
} // namespace

TableTold table_told(std::vector<std::vector<std::int64_t>> const& counts)
{
    TableTold told;
    if (counts.empty())
        return told;
    std::vector<std::int64_t> rows, columns(counts.front().size());
    for (auto const& row : counts) {
        must(row.size() == columns.size(), "every row of a table has as many columns");
        rows.push_back(std::accumulate(row.begin(), row.end(), std::int64_t(0)));
        for (std::size_t column = 0; column < columns.size(); ++column)
            columns[column] += row[column];
    }
    told.rows = numbers_told(rows);
    told.columns = numbers_told(columns);
    if (auto const all = std::accumulate(rows.begin(), rows.end(), std::int64_t(0));
        all >= smallest_number_told)
        told.all = all;
    told.cells.resize(rows.size(), std::vector<TableTold::Told>(columns.size()));
    for (std::size_t row = 0; row < rows.size(); ++row)
        for (std::size_t column = 0; column < columns.size(); ++column)
            if (told.rows[row] && told.columns[column]
                && counts[row][column] >= smallest_number_told)
                told.cells[row][column] = counts[row][column];
    while (numbers_in(told) > 0 && kept_one_more_back(counts, told)) { }
    return told;
}

} // namespace kith
