// SPDX-License-Identifier: MIT
#pragma once

// The filters, tests, globals and methods that every template has: those of Nunjucks 3.2.4, and
// `url`.
//
// Left out: random (a page drawn twice is the same), urlize (links are made by people, and
// checked), safe regular expressions. A filter that Nunjucks lets fail with a TypeError fails here
// with a Misuse.

#include "platform/html/value.h"
#include <span>
#include <string_view>
#include <utility>

namespace kith::html {

using PlainFilter = Value (*)(Call const&);
using PlainTest = bool (*)(Call const&);

[[nodiscard]] std::span<std::pair<std::string_view, PlainFilter> const> text_filters();
[[nodiscard]] std::span<std::pair<std::string_view, PlainFilter> const> list_filters();
[[nodiscard]] std::span<std::pair<std::string_view, PlainFilter> const>
plain_globals(); // range, cycler, joiner
[[nodiscard]] std::span<std::pair<std::string_view, PlainTest> const> plain_tests();
[[nodiscard]] PlainTest find_test(std::string_view name); // nullptr if there is none

// target.key or target[key]; undefined if there is none. `room` holds the answer if it had to be
// made.
[[nodiscard]] Value const& member(Value const& target, Value const& key, Value& room);

// What was text stays safe if it was safe.
[[nodiscard]] Value as_safe_as(Value const& original, std::string text);
// False for undefined, null and false, which most filters read as "".
[[nodiscard]] inline bool is_something(Value const& value)
{
    return !value.is_absent() && !(value.is_bool() && !value.truthy());
}

} // namespace kith::html
