// SPDX-License-Identifier: MIT
#include "platform/db/db.h"

namespace kith::db {

namespace {
    [[noreturn]] void refuse_column(std::string_view column, std::string_view why)
    {
        throw std::logic_error("the column " + std::string(column) + " " + std::string(why));
    }

    std::string const& text_cell(Value const& value, std::string_view column)
    {
        if (auto const* text = std::get_if<std::string>(&value))
            return *text;
        refuse_column(column, "holds no text");
    }

    bool is_nothing(Value const& value) { return std::holds_alternative<std::monostate>(value); }
} // namespace

Value const& Rows::cell(std::size_t row, std::string_view column, std::size_t& next) const
{
    for (std::size_t tried = 0; tried < columns_.size(); ++tried) {
        auto const at = next < columns_.size() ? next : 0;
        next = at + 1;
        if (columns_[at] == column)
            return cells_.at(row).at(at);
    }
    refuse_column(column, "is not in the answer");
}

Value const& Row::at(std::string_view column) const { return rows_->cell(index_, column, next_); }

bool Row::is_null(std::string_view column) const
{
    auto const is = is_nothing(at(column));
    --next_; // it is often asked for again
    return is;
}

std::string Row::text(std::string_view column) const
{
    auto const& value = at(column);
    return is_nothing(value) ? std::string{} : text_cell(value, column);
}

std::int64_t Row::integer(std::string_view column) const
{
    auto const& value = at(column);
    if (auto const* whole = std::get_if<std::int64_t>(&value))
        return *whole;
    if (auto const* truth = std::get_if<bool>(&value))
        return *truth ? 1 : 0;
    refuse_column(column, "holds no whole number");
}

double Row::real(std::string_view column) const
{
    auto const& value = at(column);
    if (auto const* real = std::get_if<double>(&value))
        return *real;
    if (auto const* whole = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*whole);
    refuse_column(column, "holds no number");
}

bool Row::boolean(std::string_view column) const
{
    auto const& value = at(column);
    if (auto const* truth = std::get_if<bool>(&value))
        return *truth;
    if (auto const* whole = std::get_if<std::int64_t>(&value)) // `a and b` on SQLite
        return *whole != 0;
    refuse_column(column, "holds neither true nor false");
}

std::string Row::bytes(std::string_view column) const
{
    auto const& value = at(column);
    if (is_nothing(value))
        return {};
    if (auto const* bytes = std::get_if<Bytes>(&value))
        return bytes->held;
    refuse_column(column, "holds no bytes");
}

Instant Row::instant(std::string_view column) const
{
    return Instant::read(text_cell(at(column), column)).value();
}

std::optional<Instant> Row::maybe_instant(std::string_view column) const
{
    if (is_null(column))
        return std::nullopt;
    return instant(column);
}

Date Row::date(std::string_view column) const
{
    return Date::read(text_cell(at(column), column)).value();
}

std::optional<Date> Row::maybe_date(std::string_view column) const
{
    if (is_null(column))
        return std::nullopt;
    return date(column);
}

Uuid Row::uuid(std::string_view column) const
{
    auto const& value = at(column);
    return is_nothing(value) ? Uuid{} : Uuid::read(text_cell(value, column)).value();
}

} // namespace kith::db
