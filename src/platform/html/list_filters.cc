// SPDX-License-Identifier: MIT
#include "platform/html/characters.h"
#include "platform/html/convert.h"
#include "platform/html/filters.h"
#include "platform/html/json_text.h"
#include <algorithm>
#include <array>
#include <cmath>

namespace kith::html {

namespace {
    // The items of an array, or the characters of a text.
    std::vector<Value> items_of(Value const& value, char const* filter)
    {
        std::vector<Value> items;
        if (value.is_array())
            items.assign(value.items().begin(), value.items().end());
        else if (value.is_text())
            for (auto const character : characters(value.view()))
                items.emplace_back(character);
        else
            throw Misuse(std::string(filter) + ": expected a list");
        return items;
    }

    Value attribute(Value const& item, Value const& name)
    {
        Value room;
        return member(item, name, room);
    }

    // "a.b" reads b of a.
    Value path(Value item, std::string_view names)
    {
        while (true) {
            auto const dot = names.find('.');
            Value room;
            item = Value(member(item, Value(names.substr(0, dot)), room));
            if (dot == std::string_view::npos)
                return item;
            names.remove_prefix(dot + 1);
        }
    }

    Value first_filter(Call const& call)
    {
        auto const items = items_of(call[0], "first");
        return items.empty() ? Value() : items.front();
    }

    Value last_filter(Call const& call)
    {
        auto const items = items_of(call[0], "last");
        return items.empty() ? Value() : items.back();
    }

    Value length_filter(Call const& call)
    {
        if (call[0].is_text())
            return length_in_units(call[0].view());
        if (call[0].is_array() || call[0].is_object())
            return call[0].size();
        return is_something(call[0]) ? Value() : Value(0);
    }

    Value list_filter(Call const& call)
    {
        if (call[0].is_object())
            return Value::each(call[0].entries(), [](Value::Entry const& entry) {
                return Value::object({{"key", entry.first}, {"value", entry.second}});
            });
        return call[0].is_array() ? call[0] : Value::array(items_of(call[0], "list"));
    }

    Value join_filter(Call const& call)
    {
        if (!call[0].is_array())
            throw Misuse("join: expected a list");
        auto const between = call[1].truthy() ? call[1].text() : std::string();
        std::string text;
        for (auto first = true; auto const& item : call[0].items()) {
            if (!first)
                text += between;
            first = false;
            append_text(text, call[2].truthy() ? attribute(item, call[2]) : item);
        }
        return text;
    }

    Value reverse_filter(Call const& call)
    {
        auto items = items_of(call[0], "reverse");
        std::reverse(items.begin(), items.end());
        if (!call[0].is_string())
            return Value::array(std::move(items));
        std::string text;
        for (auto const& item : items)
            text += item.view();
        return text;
    }

    Value sort_filter(Call const& call)
    {
        auto const given = [&](std::size_t index, std::string_view name) -> Value const& {
            return call[index].is_undefined() ? call.get(name) : call[index];
        };
        auto const reversed = given(1, "reverse").truthy();
        auto const exact = given(2, "case_sensitive").truthy();
        auto const& by = given(3, "attribute");
        std::vector<std::pair<Value, Value>> keyed;
        for (auto const& item : items_of(call[0], "sort")) {
            auto key = by.truthy() ? path(item, by.text()) : item;
            if (key.is_string() && !exact)
                key = lower_case(key.view());
            keyed.emplace_back(std::move(key), item);
        }
        std::stable_sort(keyed.begin(), keyed.end(), [&](auto const& a, auto const& b) {
            return reversed ? less(b.first, a.first) : less(a.first, b.first);
        });
        return Value::each(keyed, [](auto const& pair) { return pair.second; });
    }

    Value dictsort_filter(Call const& call)
    {
        if (!call[0].is_object())
            throw Misuse("dictsort: expected an object");
        auto const by_value = call[2].view() == "value";
        if (!by_value && !call[2].is_undefined() && call[2].view() != "key")
            throw Misuse("dictsort: sort by \"key\" or \"value\"");
        auto const folded = [&](Value const& value) {
            return value.is_string() && !call[1].truthy() ? Value(upper_case(value.view())) : value;
        };
        std::vector<std::pair<Value, Value>> keyed;
        for (auto const& [key, value] : call[0].entries())
            keyed.emplace_back(folded(by_value ? value : Value(key)), Value::array({key, value}));
        std::stable_sort(keyed.begin(), keyed.end(),
            [](auto const& a, auto const& b) { return less(a.first, b.first); });
        return Value::each(keyed, [](auto const& pair) { return pair.second; });
    }

    Value groupby_filter(Call const& call)
    {
        Value groups = Value::object();
        for (auto const& item : items_of(call[0], "groupby")) {
            std::string key;
            append_spoken(key, path(item, call[1].text()));
            groups[key].push(item);
        }
        return groups;
    }

    Value batch_filter(Call const& call)
    {
        auto const size = static_cast<std::size_t>(std::max<std::int64_t>(1, call[1].whole()));
        std::vector<Value> rows;
        std::vector<Value> row;
        for (auto& item : items_of(call[0], "batch")) {
            row.push_back(std::move(item));
            if (row.size() == size)
                rows.push_back(Value::array(std::exchange(row, {})));
        }
        if (!row.empty()) {
            if (call[2].truthy() && size < 10'000)
                row.resize(size, call[2]);
            rows.push_back(Value::array(std::move(row)));
        }
        return Value::array(std::move(rows));
    }

    Value slice_filter(Call const& call)
    {
        auto const items = items_of(call[0], "slice");
        auto const wanted = std::clamp<std::int64_t>(call[1].whole(), 0, 10'000);
        auto const slices = static_cast<std::size_t>(wanted);
        std::vector<Value> made;
        auto from = items.begin();
        for (std::size_t i = 0; i < slices; ++i) {
            auto const extra = i < items.size() % slices;
            auto const to
                = from + static_cast<std::ptrdiff_t>(items.size() / slices + (extra ? 1 : 0));
            std::vector<Value> slice(from, to);
            if (call[2].truthy() && !extra)
                slice.push_back(call[2]);
            made.push_back(Value::array(std::move(slice)));
            from = to;
        }
        return Value::array(std::move(made));
    }

    Value sum_filter(Call const& call)
    {
        Value sum = 0;
        for (auto const& item : items_of(call[0], "sum"))
            sum = added(sum, call[1].truthy() ? attribute(item, call[1]) : item);
        return added(call[2].is_undefined() ? Value(0) : call[2], sum);
    }

    Value kept(Value const& list, char const* filter, auto keep)
    {
        std::vector<Value> made;
        for (auto& item : items_of(list, filter))
            if (keep(item))
                made.push_back(std::move(item));
        return Value::array(std::move(made));
    }

    Value tested(Call const& call, bool wanted)
    {
        auto const name = call[1].is_undefined() ? std::string("truthy") : call[1].text();
        auto const test = find_test(name);
        if (!test)
            throw Misuse("test not found: " + name);
        return kept(call[0], "select", [&](Value const& item) {
            std::array<Value, 2> const arguments{item, call[2]};
            return test({arguments, Value()}) == wanted;
        });
    }

    Value select_filter(Call const& call) { return tested(call, true); }
    Value reject_filter(Call const& call) { return tested(call, false); }
    Value selectattr_filter(Call const& call)
    {
        return kept(call[0], "selectattr",
            [&](Value const& item) { return attribute(item, call[1]).truthy(); });
    }
    Value rejectattr_filter(Call const& call)
    {
        return kept(call[0], "rejectattr",
            [&](Value const& item) { return !attribute(item, call[1]).truthy(); });
    }

    Value dump_filter(Call const& call)
    {
        auto const spaces
            = call[1].is_number() ? std::clamp<std::int64_t>(call[1].whole(), 0, 10) : 0;
        if (call[0].is_undefined() || call[0].is_callable())
            return {};
        return json_text(call[0], static_cast<int>(spaces));
    }

    Value range_global(Call const& call)
    {
        constexpr std::size_t most = 100'000;
        auto const from = call[1].is_undefined() ? 0.0 : to_number(call[0]);
        auto const to = to_number(call[1].is_undefined() ? call[0] : call[1]);
        auto const step = call[1].is_undefined() || !call[2].truthy() ? 1.0 : to_number(call[2]);
        std::vector<Value> numbers;
        for (auto i = from; step > 0 ? i < to : i > to; i += step) {
            if (numbers.size() == most)
                throw Misuse("range: at most 100,000 numbers");
            numbers.emplace_back(i);
        }
        return Value::array(std::move(numbers));
    }

    Value cycler_global(Call const& call)
    {
        std::vector<Value> const items(call.arguments.begin(), call.arguments.end());
        auto const at = std::make_shared<std::size_t>(0);
        return Value::object({{"next", Value::call([items, at](Call const&) {
                                   return items.empty() ? Value() : items[(*at)++ % items.size()];
                               })},
            {"reset", Value::call([at](Call const&) {
                 *at = 0;
                 return Value();
             })}});
    }

    Value joiner_global(Call const& call)
    {
        auto const between = call[0].truthy() ? call[0] : Value(",");
        auto const first = std::make_shared<bool>(true);
        return Value::call([between, first](Call const&) {
            return std::exchange(*first, false) ? Value("") : between;
        });
    }

    constexpr std::array<std::pair<std::string_view, PlainFilter>, 17> all_list_filters{
        {{"first", first_filter}, {"last", last_filter}, {"length", length_filter},
            {"list", list_filter}, {"join", join_filter}, {"reverse", reverse_filter},
            {"sort", sort_filter}, {"dictsort", dictsort_filter}, {"groupby", groupby_filter},
            {"batch", batch_filter}, {"slice", slice_filter}, {"sum", sum_filter},
            {"select", select_filter}, {"reject", reject_filter}, {"selectattr", selectattr_filter},
            {"rejectattr", rejectattr_filter}, {"dump", dump_filter}}};
    constexpr std::array<std::pair<std::string_view, PlainFilter>, 3> all_globals{
        {{"range", range_global}, {"cycler", cycler_global}, {"joiner", joiner_global}}};
} // namespace

std::span<std::pair<std::string_view, PlainFilter> const> list_filters()
{
    return all_list_filters;
}
std::span<std::pair<std::string_view, PlainFilter> const> plain_globals() { return all_globals; }

} // namespace kith::html
