// SPDX-License-Identifier: MIT
#pragma once

// The text of an insert of many rows, written by the compiler: `values ($1, $2), ($3, $4) …`
// between a beginning and an end that stand in the file of the statement.
//
//     constexpr auto put_many_text = many_rows<put_begins, put_ends, 6, 100>();
//     constexpr db::Sql put_many{"directory put postcodes", put_many_text.data()};

#include "platform/db/db.h"
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace kith::directory {

constexpr std::size_t rows_at_once = 100;

template <std::string_view const& begins, std::string_view const& ends, std::size_t columns,
    std::size_t rows>
consteval auto many_rows()
{
    std::array<char, begins.size() + ends.size() + rows*(columns * 8 + 4) + 1> text{};
    std::size_t at = 0;
    auto const add = [&](std::string_view part) {
        for (char const c : part)
            text[at++] = c;
    };
    auto const add_number = [&](std::size_t number) {
        std::size_t scale = 1;
        while (number / scale >= 10)
            scale *= 10;
        for (; scale > 0; scale /= 10)
            text[at++] = static_cast<char>('0' + number / scale % 10);
    };
    add(begins);
    for (std::size_t row = 0; row < rows; ++row) {
        add(row == 0 ? "(" : ", (");
        for (std::size_t column = 0; column < columns; ++column) {
            add(column == 0 ? "$" : ", $");
            add_number(1 + row * columns + column);
        }
        add(")");
    }
    add(ends);
    return text;
}

// Runs `many` for each whole batch and `one` for each row that is left; `bind` adds a row's values.
template <class Row, class Bind>
void put_rows(db::Connection& connection, db::Sql const& many, db::Sql const& one,
    std::vector<Row> const& rows, Bind bind)
{
    std::vector<db::Value> values;
    for (std::size_t at = 0; at < rows.size();) {
        auto const batch = rows.size() - at >= rows_at_once ? rows_at_once : 1;
        values.clear();
        for (auto const end = at + batch; at < end; ++at)
            bind(values, rows[at]);
        connection.run_bound(batch == 1 ? one : many, values);
    }
}

} // namespace kith::directory
