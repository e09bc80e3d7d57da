// SPDX-License-Identifier: MIT
#include "platform/db/postgres_values.h"
#include <charconv>
#include <fmt/core.h>

namespace kith::db {

namespace {
    namespace type_number {
        constexpr unsigned boolean = 16, bytea = 17, int8 = 20, int2 = 21, int4 = 23, oid = 26,
                           float4 = 700, float8 = 701, timestamptz = 1184, numeric = 1700;
    }

    double real_number(std::string_view text)
    {
        double value = 0; // from_chars reads what the server writes, Infinity and NaN too
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    }

    int hex_digit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

    Bytes from_hex(std::string_view text) // \x0aff
    {
        Bytes bytes;
        bytes.held.reserve(text.size() / 2);
        for (std::size_t i = 2; i + 1 < text.size(); i += 2)
            bytes.held += static_cast<char>(hex_digit(text[i]) * 16 + hex_digit(text[i + 1]));
        return bytes;
    }

    Value numeric_value(std::string_view text) // a sum of whole numbers is one
    {
        if (auto const whole = whole_number(text))
            return *whole;
        return real_number(text);
    }
} // namespace

Parameters::Parameters(std::span<Value const> values)
{
    written_.reserve(values.size());
    auto const add = [&](std::string const& text, int format) {
        starts_.push_back(text.c_str());
        sizes_.push_back(static_cast<int>(text.size()));
        formats_.push_back(format);
    };
    for (auto const& value : values) {
        if (auto const* truth = std::get_if<bool>(&value)) {
            add(written_.emplace_back(*truth ? "true" : "false"), 0);
        } else if (auto const* whole = std::get_if<std::int64_t>(&value)) {
            add(written_.emplace_back(std::to_string(*whole)), 0);
        } else if (auto const* real = std::get_if<double>(&value)) {
            add(written_.emplace_back(fmt::format("{}", *real)), 0);
        } else if (auto const* text = std::get_if<std::string>(&value)) {
            add(*text, 0);
        } else if (auto const* bytes = std::get_if<Bytes>(&value)) {
            add(bytes->held, 1);
        } else {
            starts_.push_back(nullptr);
            sizes_.push_back(0);
            formats_.push_back(0);
        }
    }
}

std::optional<std::int64_t> whole_number(std::string_view text)
{
    std::int64_t value = 0;
    auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

Value postgres_value(unsigned type, std::string_view text)
{
    switch (type) {
    case type_number::boolean:
        return text == "t";
    case type_number::int2:
    case type_number::int4:
    case type_number::int8:
    case type_number::oid:
        return whole_number(text).value();
    case type_number::float4:
    case type_number::float8:
        return real_number(text);
    case type_number::numeric:
        return numeric_value(text);
    case type_number::bytea:
        return from_hex(text);
    case type_number::timestamptz:
        return Instant::read(text).value().write();
    default:
        return std::string(text); // text, uuid, date, jsonb
    }
}

} // namespace kith::db
