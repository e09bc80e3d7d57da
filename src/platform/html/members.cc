// SPDX-License-Identifier: MIT
// What stands behind a dot: keys of objects, items of arrays, and the methods of texts and arrays
// that templates use.
#include "platform/html/characters.h"
#include "platform/html/convert.h"
#include "platform/html/filters.h"
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace kith::html {

namespace {
    using Method = Value (*)(Value const& target, Call const& call);

    // Where slice starts or ends: negative counts from the end.
    std::size_t slice_edge(Value const& asked, std::size_t size, std::size_t otherwise)
    {
        if (asked.is_undefined())
            return otherwise;
        auto const at = to_number(asked);
        auto const from_end = at < 0 ? at + static_cast<double>(size) : at;
        return static_cast<std::size_t>(
            std::clamp(std::isnan(at) ? 0.0 : from_end, 0.0, static_cast<double>(size)));
    }

    Value array_concat(Value const& target, Call const& call)
    {
        std::vector<Value> items(target.items().begin(), target.items().end());
        for (auto const& more : call.arguments) {
            if (more.is_array())
                items.insert(items.end(), more.items().begin(), more.items().end());
            else
                items.push_back(more);
        }
        return Value::array(std::move(items));
    }

    Value array_join(Value const& target, Call const& call)
    {
        auto const between = call[0].is_undefined() ? std::string(",") : call[0].text();
        std::string text;
        for (auto first = true; auto const& item : target.items()) {
            if (!first)
                text += between;
            first = false;
            append_text(text, item);
        }
        return text;
    }

    Value array_index_of(Value const& target, Call const& call)
    {
        auto const items = target.items();
        auto const found = std::find_if(
            items.begin(), items.end(), [&](Value const& item) { return item.same(call[0]); });
        return found == items.end() ? -1 : found - items.begin();
    }

    Value array_includes(Value const& target, Call const& call)
    {
        return array_index_of(target, call).whole() >= 0;
    }

    Value array_slice(Value const& target, Call const& call)
    {
        auto const items = target.items();
        auto const from = slice_edge(call[0], items.size(), 0);
        auto const to = std::max(from, slice_edge(call[1], items.size(), items.size()));
        return Value::array(std::vector<Value>(items.begin() + static_cast<std::ptrdiff_t>(from),
            items.begin() + static_cast<std::ptrdiff_t>(to)));
    }

    Value text_concat(Value const& target, Call const& call)
    {
        std::string text(target.view());
        for (auto const& more : call.arguments)
            append_spoken(text, more);
        return text;
    }

    Value text_includes(Value const& target, Call const& call)
    {
        return target.view().find(call[0].text()) != std::string_view::npos;
    }
    Value text_starts(Value const& target, Call const& call)
    {
        return target.view().starts_with(call[0].text());
    }
    Value text_ends(Value const& target, Call const& call)
    {
        return target.view().ends_with(call[0].text());
    }

    Value text_index_of(Value const& target, Call const& call)
    {
        auto const found = target.view().find(call[0].text());
        return found == std::string_view::npos
            ? Value(-1)
            : Value(length_in_units(target.view().substr(0, found)));
    }

    Value text_split(Value const& target, Call const& call)
    {
        auto text = target.view();
        auto const at = call[0].text();
        if (call[0].is_undefined())
            return Value::array({text});
        if (at.empty())
            return Value::each(
                characters(text), [](std::string_view character) { return Value(character); });
        std::vector<Value> pieces;
        while (true) {
            auto const found = text.find(at);
            pieces.emplace_back(text.substr(0, found));
            if (found == std::string_view::npos)
                return Value::array(std::move(pieces));
            text.remove_prefix(found + at.size());
        }
    }

    Value text_slice(Value const& target, Call const& call)
    {
        auto const all = characters(target.view());
        auto const from = slice_edge(call[0], all.size(), 0);
        auto const to = std::max(from, slice_edge(call[1], all.size(), all.size()));
        std::string text;
        for (auto i = from; i < to; ++i)
            text += all[i];
        return text;
    }

    Value text_replace(Value const& target, Call const& call)
    {
        std::string text(target.view());
        auto const old = call[0].text();
        if (auto const found = text.find(old); found != std::string::npos)
            text.replace(found, old.size(), call[1].text());
        return text;
    }

    Value text_upper(Value const& target, Call const&) { return upper_case(target.view()); }
    Value text_lower(Value const& target, Call const&) { return lower_case(target.view()); }
    Value text_trim(Value const& target, Call const&) { return trimmed(target.view()); }
    Value text_itself(Value const& target, Call const&) { return target.view(); }

    constexpr std::array<std::pair<std::string_view, Method>, 5> array_methods{
        {{"concat", array_concat}, {"join", array_join}, {"indexOf", array_index_of},
            {"includes", array_includes}, {"slice", array_slice}}};
    constexpr std::array<std::pair<std::string_view, Method>, 12> text_methods{
        {{"concat", text_concat}, {"includes", text_includes}, {"startsWith", text_starts},
            {"endsWith", text_ends}, {"indexOf", text_index_of}, {"split", text_split},
            {"slice", text_slice}, {"replace", text_replace}, {"toUpperCase", text_upper},
            {"toLowerCase", text_lower}, {"trim", text_trim}, {"toString", text_itself}}};

    Value bound_method(Value const& target, std::string_view name)
    {
        auto const in = [&](auto const& methods) {
            for (auto const& [method_name, method] : methods)
                if (method_name == name)
                    return Value::call(
                        [target, method](Call const& call) { return method(target, call); });
            return Value();
        };
        return target.is_array() ? in(array_methods) : in(text_methods);
    }

    // The position a key names; npos if it names none.
    std::size_t position(Value const& key)
    {
        if (key.is_whole() && key.whole() >= 0)
            return static_cast<std::size_t>(key.whole());
        std::size_t at = 0;
        auto const text = key.view();
        auto const [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), at);
        return wrong == std::errc() && end == text.data() + text.size() ? at
                                                                        : std::string_view::npos;
    }

    Value const& text_member(Value const& target, Value const& key, Value& room)
    {
        auto const name = key.view();
        if (name == "length")
            return room = length_in_units(target.view());
        if (target.is_safe() && name == "val")
            return room = target.view();
        auto const at = position(key);
        if (at == std::string_view::npos)
            return room = bound_method(target, name);
        auto const all = characters(target.view());
        return room = at < all.size() ? Value(all[at]) : Value();
    }
} // namespace

Value const& member(Value const& target, Value const& key, Value& room)
{
    if (target.is_object())
        return key.is_string() ? target.get(key.view()) : target.get(key.text());
    if (target.is_text())
        return text_member(target, key, room);
    if (!target.is_array())
        return room = Value();
    if (auto const at = position(key); at != std::string_view::npos)
        return target.at(at);
    return room = key.view() == "length" ? Value(target.size()) : bound_method(target, key.view());
}

} // namespace kith::html
