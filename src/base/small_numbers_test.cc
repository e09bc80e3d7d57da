// SPDX-License-Identifier: MIT
#include "base/small_numbers.h"
#include <doctest/doctest.h>
#include <map>
#include <set>

using namespace kith;

namespace {
using Table = std::vector<std::int64_t>;

std::string shown(Table const& rows)
{
    std::string text;
    for (auto const& row : numbers_told(rows))
        text += (row ? std::to_string(*row) : std::string("-")) + " ";
    return text.empty() ? text : text.substr(0, text.size() - 1);
}

// Every table of so many rows that adds up to the total.
void each_table(std::size_t rows, std::int64_t total, Table& begun, auto const& visit)
{
    if (begun.size() + 1 == rows) {
        begun.push_back(total);
        visit(begun);
        begun.pop_back();
        return;
    }
    for (std::int64_t first = 0; first <= total; ++first) {
        begun.push_back(first);
        each_table(rows, total - first, begun, visit);
        begun.pop_back();
    }
}

// What somebody sees: the total if it is told, and the rows.
using Seen = std::pair<std::int64_t, std::string>;

// How many rows, in all tables of so many rows up to that total, can be worked out though kept
// back.
int worked_out(std::size_t rows, std::int64_t greatest_total)
{
    std::map<Seen, std::vector<std::set<std::int64_t>>> values_by_seen;
    std::map<Seen, std::vector<bool>> kept_back;
    for (std::int64_t total = 0; total <= greatest_total; ++total) {
        Table begun;
        each_table(rows, total, begun, [&](Table const& table) {
            auto const told = numbers_told(table);
            Seen const seen{total < smallest_number_told ? 0 : total, shown(table)};
            auto& values = values_by_seen[seen];
            auto& back = kept_back[seen];
            values.resize(rows);
            back.resize(rows);
            for (std::size_t i = 0; i < rows; ++i) {
                values[i].insert(table[i]);
                back[i] = !told[i];
                if (told[i] && (*told[i] != table[i] || *told[i] < 5))
                    FAIL("a row is told wrongly, or though it is small");
            }
            std::int64_t kept = 0;
            for (std::size_t i = 0; i < rows; ++i)
                kept += told[i] ? 0 : table[i];
            if (total >= smallest_number_told && kept > 0 && kept < smallest_number_told)
                FAIL("what is kept back adds up to a small number");
        });
    }
    auto found = 0;
    for (auto const& [seen, values] : values_by_seen)
        for (std::size_t i = 0; i < rows; ++i)
            if (kept_back[seen][i] && values[i].size() < 2)
                ++found;
    return found;
}
} // namespace

TEST_CASE("a number under 5 is told as fewer than 5, and so is none")
{
    CHECK(number_in_words(0) == "fewer than 5");
    CHECK(number_in_words(4) == "fewer than 5");
    CHECK(number_in_words(5) == "5");
    CHECK(number_in_words(1200) == "1200");
}

TEST_CASE("a table tells what it can")
{
    CHECK(shown({}) == "");
    CHECK(shown({7}) == "7");
    CHECK(shown({3}) == "-");
    CHECK(shown({7, 5, 12}) == "7 5 12");
    CHECK(shown({3, 1}) == "- -");             // 4 in all
    CHECK(shown({12, 3, 9, 8}) == "12 - - 8"); // 3 = 32 - 12 - 9 - 8, so its neighbour goes too
    CHECK(shown({12, 9, 8, 0}) == "12 9 - -"); // the last one's neighbour stands before it
    CHECK(shown({12, 3, 0, 8}) == "12 - - -"); // 3 in both is itself a small number
    CHECK(shown({12, 0, 0, 8}) == "12 - - -"); // and so is none
    CHECK(shown({8, 12, 1, 0}) == "8 - - -");
    CHECK(shown({1, 9, 0, 0}) == "- - - -");
    CHECK(shown({12, 4, 4, 8}) == "- - - -"); // 8 in both would be 4 in each
    CHECK(shown({12, 4, 3, 8}) == "12 - - 8");
    CHECK(shown({20, 0}) == "- -");
}

TEST_CASE("no row kept back can be worked out, even by whoever knows the total and the rules")
{
    CHECK(worked_out(1, 60) == 0);
    CHECK(worked_out(2, 60) == 0);
    CHECK(worked_out(3, 40) == 0);
    CHECK(worked_out(4, 24) == 0);
    CHECK(worked_out(5, 16) == 0);
}
