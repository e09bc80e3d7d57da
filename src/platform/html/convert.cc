// SPDX-License-Identifier: MIT
#include "platform/html/convert.h"
#include "platform/html/characters.h"
#include <charconv>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace kith::html {

namespace {
    constexpr std::size_t longest_text = 32U << 20U;
    constexpr std::size_t longest_list = 1U << 20U;
    constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

    void append_bounded(std::string& text, std::string_view more)
    {
        if (text.size() + more.size() > longest_text)
            throw std::length_error("a text grew beyond 32 MiB");
        text.append(more);
    }

    // A value without arrays and objects: what ECMAScript calls primitive.
    Value primitive(Value const& value)
    {
        if (value.is_array() || value.is_object() || value.is_callable() || value.is_safe())
            return Value(value.text());
        return value;
    }

    // Digits d1d2d3... and n such that the number is 0.d1d2d3... times ten to the n.
    std::string laid_out(std::string const& digits, int n)
    {
        auto const k = static_cast<int>(digits.size());
        if (k <= n && n <= 21)
            return digits + std::string(static_cast<std::size_t>(n - k), '0');
        if (0 < n && n <= 21)
            return digits.substr(0, static_cast<std::size_t>(n)) + "."
                + digits.substr(static_cast<std::size_t>(n));
        if (-6 < n && n <= 0)
            return "0." + std::string(static_cast<std::size_t>(-n), '0') + digits;
        auto const tail = k > 1 ? "." + digits.substr(1) : std::string();
        return digits.substr(0, 1) + tail + (n > 0 ? "e+" : "e-") + std::to_string(std::abs(n - 1));
    }

    double text_number(std::string_view text)
    {
        text = trimmed(text);
        if (text.empty())
            return 0;
        auto const negative = text.front() == '-';
        if (negative || text.front() == '+')
            text.remove_prefix(1);
        double number = not_a_number;
        if (text == "Infinity")
            number = std::numeric_limits<double>::infinity();
        else if (!text.empty() && (is_digit(text.front()) || text.front() == '.')) {
            auto const [end, wrong]
                = std::from_chars(text.data(), text.data() + text.size(), number);
            if (wrong != std::errc() || end != text.data() + text.size())
                number = not_a_number;
        }
        return negative ? -number : number;
    }

    enum class Order { below, equal, above, none };

    Order order(Value const& left, Value const& right)
    {
        auto const a = primitive(left);
        auto const b = primitive(right);
        if (a.is_string() && b.is_string()) {
            auto const compared = a.view().compare(b.view());
            return compared < 0 ? Order::below : compared > 0 ? Order::above : Order::equal;
        }
        auto const x = to_number(a);
        auto const y = to_number(b);
        return x < y ? Order::below : x > y ? Order::above : x == y ? Order::equal : Order::none;
    }
} // namespace

std::string number_text(double number)
{
    if (std::isnan(number))
        return "NaN";
    if (std::isinf(number))
        return number > 0 ? "Infinity" : "-Infinity";
    if (number == 0)
        return "0";
    char buffer[64];
    auto const end = std::to_chars(
        buffer, buffer + sizeof buffer, std::abs(number), std::chars_format::scientific)
                         .ptr;
    std::string_view const shortest(buffer, static_cast<std::size_t>(end - buffer));
    auto const e = shortest.find('e');
    std::string digits(1, shortest[0]);
    if (e > 2)
        digits += shortest.substr(2, e - 2);
    auto const* exponent_at = shortest.data() + e + 1;
    if (*exponent_at == '+')
        ++exponent_at;
    int exponent = 0;
    std::from_chars(exponent_at, shortest.data() + shortest.size(), exponent);
    return (number < 0 ? "-" : "") + laid_out(digits, exponent + 1);
}

void append_text(std::string& text, Value const& value)
{
    if (value.is_absent())
        return;
    if (value.is_text())
        append_bounded(text, value.view());
    else if (value.is_bool())
        append_bounded(text, value.truthy() ? "true" : "false");
    else if (value.is_whole())
        append_bounded(text, std::to_string(value.whole()));
    else if (value.is_number())
        append_bounded(text, number_text(value.number()));
    else if (value.is_object())
        append_bounded(text, "[object Object]");
    else if (value.is_callable())
        append_bounded(text, "function");
    else {
        auto const start = text.size();
        auto first = true;
        for (auto const& item : value.items()) {
            if (text.size() - start > longest_list)
                throw std::length_error("a list became more than 1 MiB of text");
            if (!first)
                append_bounded(text, ",");
            first = false;
            append_text(text, item);
        }
    }
}

void append_spoken(std::string& text, Value const& value)
{
    if (value.is_absent())
        append_bounded(text, value.is_null() ? "null" : "undefined");
    else
        append_text(text, value);
}

double to_number(Value const& value)
{
    if (value.is_whole())
        return static_cast<double>(value.whole());
    if (value.is_number())
        return value.raw_number();
    if (value.is_bool())
        return value.truthy() ? 1 : 0;
    if (value.is_null())
        return 0;
    if (value.is_text())
        return text_number(value.view());
    return value.is_array() ? text_number(value.text()) : not_a_number;
}

double leading_number(std::string_view text)
{
    text = trimmed(text);
    auto const negative = !text.empty() && text.front() == '-';
    if (negative || (!text.empty() && text.front() == '+'))
        text.remove_prefix(1);
    if (text.empty() || !(is_digit(text.front()) || text.front() == '.'))
        return text.starts_with("Infinity")
            ? (negative ? -1 : 1) * std::numeric_limits<double>::infinity()
            : not_a_number;
    double number = not_a_number;
    if (std::from_chars(text.data(), text.data() + text.size(), number).ec
        == std::errc::invalid_argument)
        return not_a_number;
    return negative ? -number : number;
}

bool loosely_equal(Value const& left, Value const& right)
{
    if (left.is_absent() || right.is_absent())
        return left.is_absent() && right.is_absent();
    auto const simple = [](Value const& value) {
        return value.is_bool() || value.is_number() || value.is_string();
    };
    if (!simple(left) && !simple(right))
        return left.same(right);
    auto const a = primitive(left);
    auto const b = primitive(right);
    if (a.is_string() && b.is_string())
        return a.view() == b.view();
    return to_number(a) == to_number(b);
}

bool less(Value const& left, Value const& right) { return order(left, right) == Order::below; }

bool at_most(Value const& left, Value const& right)
{
    auto const found = order(left, right);
    return found == Order::below || found == Order::equal;
}

Value added(Value const& left, Value const& right)
{
    auto const texts = [](Value const& value) {
        return value.is_text() || value.is_array() || value.is_object() || value.is_callable();
    };
    if (texts(left) || texts(right))
        return joined(left, right);
    if (left.is_whole() && right.is_whole()) {
        std::int64_t sum = 0;
        if (!__builtin_add_overflow(left.whole(), right.whole(), &sum))
            return sum;
    }
    return to_number(left) + to_number(right);
}

Value joined(Value const& left, Value const& right)
{
    std::string text;
    append_spoken(text, left);
    append_spoken(text, right);
    return text;
}

} // namespace kith::html
