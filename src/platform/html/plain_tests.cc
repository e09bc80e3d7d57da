// SPDX-License-Identifier: MIT
#include "platform/html/characters.h"
#include "platform/html/convert.h"
#include "platform/html/filters.h"
#include <algorithm>
#include <array>
#include <cmath>

namespace kith::html {

namespace {
    bool same_case(Value const& value, std::string (*change)(std::string_view), char const* name)
    {
        if (!value.is_text())
            throw Misuse(std::string(name) + ": expected text");
        return value.is_string() && change(value.view()) == value.view();
    }

    double remainder_of(Value const& value, double by) { return std::fmod(to_number(value), by); }

    bool is_iterable(Value const& value)
    {
        if (value.is_absent())
            throw Misuse("iterable: expected a value");
        return value.is_array() || value.is_text();
    }

    constexpr std::array<std::pair<std::string_view, PlainTest>, 26> all_tests{{
        {"callable", [](Call const& call) { return call[0].is_callable(); }},
        {"defined", [](Call const& call) { return !call[0].is_undefined(); }},
        {"undefined", [](Call const& call) { return call[0].is_undefined(); }},
        {"divisibleby",
            [](Call const& call) { return remainder_of(call[0], to_number(call[1])) == 0; }},
        {"escaped", [](Call const& call) { return call[0].is_safe(); }},
        {"equalto", [](Call const& call) { return call[0].same(call[1]); }},
        {"eq", [](Call const& call) { return call[0].same(call[1]); }},
        {"sameas", [](Call const& call) { return call[0].same(call[1]); }},
        {"ne", [](Call const& call) { return !call[0].same(call[1]); }},
        {"even", [](Call const& call) { return remainder_of(call[0], 2) == 0; }},
        {"odd", [](Call const& call) { return remainder_of(call[0], 2) == 1; }},
        {"falsy", [](Call const& call) { return !call[0].truthy(); }},
        {"truthy", [](Call const& call) { return call[0].truthy(); }},
        {"ge", [](Call const& call) { return at_most(call[1], call[0]); }},
        {"gt", [](Call const& call) { return less(call[1], call[0]); }},
        {"greaterthan", [](Call const& call) { return less(call[1], call[0]); }},
        {"le", [](Call const& call) { return at_most(call[0], call[1]); }},
        {"lt", [](Call const& call) { return less(call[0], call[1]); }},
        {"lessthan", [](Call const& call) { return less(call[0], call[1]); }},
        {"lower", [](Call const& call) { return same_case(call[0], lower_case, "lower"); }},
        {"upper", [](Call const& call) { return same_case(call[0], upper_case, "upper"); }},
        {"null", [](Call const& call) { return call[0].is_null(); }},
        {"number", [](Call const& call) { return call[0].is_number(); }},
        {"string", [](Call const& call) { return call[0].is_string(); }},
        {"iterable", [](Call const& call) { return is_iterable(call[0]); }},
        {"mapping", [](Call const& call) { return call[0].is_object() || call[0].is_safe(); }},
    }};
} // namespace

std::span<std::pair<std::string_view, PlainTest> const> plain_tests() { return all_tests; }

PlainTest find_test(std::string_view name)
{
    auto const* const found = std::find_if(
        all_tests.begin(), all_tests.end(), [&](auto const& test) { return test.first == name; });
    return found == all_tests.end() ? nullptr : found->second;
}

} // namespace kith::html
