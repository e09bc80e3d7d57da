// SPDX-License-Identifier: MIT
#include "platform/html/value.h"
#include "platform/html/convert.h"
#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace kith::html {

namespace {
    constexpr int deepest_value = 1000;
    constexpr std::size_t indexed_from
        = 16; // smaller objects are searched faster than they are hashed

    Value const undefined_value;

    int deeper(int current, Value const& inner)
    {
        auto const depth = std::max(current, inner.depth() + 1);
        if (depth > deepest_value)
            throw std::length_error("values stand in one another more than 1,000 deep");
        return depth;
    }
} // namespace

struct Value::Array {
    std::vector<Value> items;
    int depth = 1;

    void add(Value item)
    {
        depth = deeper(depth, item);
        items.push_back(std::move(item));
    }
};

struct Value::Object {
    std::vector<Entry> entries;
    std::unordered_map<std::string, std::size_t> places; // filled once there are many
    int depth = 1;

    [[nodiscard]] Value const* find(std::string_view key) const
    {
        if (!places.empty()) {
            auto const place = places.find(std::string(key));
            return place == places.end() ? nullptr : &entries[place->second].second;
        }
        for (auto const& [name, value] : entries)
            if (name == key)
                return &value;
        return nullptr;
    }

    Value& claim(std::string_view key)
    {
        if (auto const* const known = find(key))
            return const_cast<Value&>(*known); // NOLINT: this object is ours to change
        entries.emplace_back(std::string(key), Value());
        if (!places.empty())
            places.emplace(std::string(key), entries.size() - 1);
        else if (entries.size() >= indexed_from)
            for (std::size_t i = 0; i < entries.size(); ++i)
                places.emplace(entries[i].first, i);
        return entries.back().second;
    }

    void set(std::string_view key, Value value)
    {
        depth = deeper(depth, value);
        claim(key) = std::move(value);
    }
};

Value::Value(std::nullptr_t) : held_(nullptr) { }
Value::Value(char const* text) : Value(std::string(text)) { }
Value::Value(std::string text) : held_(std::make_shared<std::string const>(std::move(text))) { }
Value::Value(std::string_view text) : Value(std::string(text)) { }
Value::Value(Function call) : held_(std::make_shared<Function const>(std::move(call))) { }
Value::Value(double number)
{
    constexpr double exact = 9007199254740992.0; // 2^53
    if (number == std::trunc(number) && std::abs(number) <= exact)
        held_ = static_cast<std::int64_t>(number);
    else
        held_ = number;
}

Value Value::object(std::initializer_list<std::pair<std::string_view, Value>> entries)
{
    auto object = std::make_shared<Object>();
    object->entries.reserve(entries.size());
    for (auto const& [key, value] : entries)
        object->set(key, value);
    Value made;
    made.held_ = std::move(object);
    return made;
}

Value Value::array(std::initializer_list<Value> items) { return array(std::vector<Value>(items)); }

Value Value::array(std::vector<Value> items)
{
    auto array = std::make_shared<Array>();
    for (auto const& item : items)
        array->depth = deeper(array->depth, item);
    array->items = std::move(items);
    Value made;
    made.held_ = std::move(array);
    return made;
}

Value Value::safe(std::string html)
{
    Value made;
    made.held_ = Safe{std::make_shared<std::string const>(std::move(html))};
    return made;
}

bool Value::truthy() const
{
    switch (held_.index()) {
    case 0:
    case 1:
        return false;
    case 2:
        return std::get<2>(held_);
    case 3:
        return std::get<3>(held_) != 0;
    case 4:
        return std::get<4>(held_) != 0 && !std::isnan(std::get<4>(held_));
    case 5:
        return !std::get<5>(held_)->empty();
    default:
        return true;
    }
}

std::string Value::text() const
{
    std::string text;
    append_text(text, *this);
    return text;
}

double Value::number() const { return to_number(*this); }

std::int64_t Value::whole() const
{
    if (is_whole())
        return std::get<3>(held_);
    auto const number = to_number(*this);
    constexpr double limit = 9.2e18;
    return std::isnan(number) || std::abs(number) > limit ? 0 : static_cast<std::int64_t>(number);
}

std::string_view Value::view() const
{
    if (is_string())
        return *std::get<5>(held_);
    return is_safe() ? std::string_view(*std::get<6>(held_).html) : std::string_view();
}

std::size_t Value::size() const
{
    if (is_array())
        return std::get<7>(held_)->items.size();
    if (is_object())
        return std::get<8>(held_)->entries.size();
    return view().size();
}

Value const& Value::get(std::string_view key) const
{
    if (!is_object())
        return undefined_value;
    auto const* const found = std::get<8>(held_)->find(key);
    return found ? *found : undefined_value;
}

Value const& Value::at(std::size_t index) const
{
    if (!is_array() || index >= std::get<7>(held_)->items.size())
        return undefined_value;
    return std::get<7>(held_)->items[index];
}

bool Value::has(std::string_view key) const
{
    return is_object() && std::get<8>(held_)->find(key) != nullptr;
}

std::span<Value const> Value::items() const
{
    return is_array() ? std::span<Value const>(std::get<7>(held_)->items)
                      : std::span<Value const>();
}

std::span<Value::Entry const> Value::entries() const
{
    return is_object() ? std::span<Entry const>(std::get<8>(held_)->entries)
                       : std::span<Entry const>();
}

Function const& Value::function() const
{
    if (!is_callable())
        throw std::logic_error("a value that is no function was called");
    return *std::get<9>(held_);
}

Value& Value::operator[](std::string_view key)
{
    if (is_undefined())
        held_ = std::make_shared<Object>();
    if (!is_object())
        throw std::logic_error("a key was set on a value that is no object: " + std::string(key));
    auto& object = std::get<8>(held_);
    if (object.use_count() > 1)
        object = std::make_shared<Object>(*object);
    return object->claim(key);
}

Value& Value::set(std::string_view key, Value value)
{
    (*this)[key];
    std::get<8>(held_)->set(key, std::move(value));
    return *this;
}

Value& Value::push(Value item)
{
    if (is_undefined())
        held_ = std::make_shared<Array>();
    if (!is_array())
        throw std::logic_error("an item was pushed on a value that is no array");
    auto& array = std::get<7>(held_);
    if (array.use_count() > 1)
        array = std::make_shared<Array>(*array);
    array->add(std::move(item));
    return *this;
}

int Value::depth() const
{
    if (is_array())
        return std::get<7>(held_)->depth;
    return is_object() ? std::get<8>(held_)->depth : 0;
}

bool Value::same(Value const& other) const
{
    if (is_number() && other.is_number())
        return is_whole() && other.is_whole() ? whole() == other.whole()
                                              : number() == other.number();
    if (held_.index() != other.held_.index())
        return false;
    switch (held_.index()) {
    case 2:
        return std::get<2>(held_) == std::get<2>(other.held_);
    case 5:
        return *std::get<5>(held_) == *std::get<5>(other.held_);
    case 6:
        return std::get<6>(held_).html == std::get<6>(other.held_).html;
    case 7:
        return std::get<7>(held_) == std::get<7>(other.held_);
    case 8:
        return std::get<8>(held_) == std::get<8>(other.held_);
    case 9:
        return std::get<9>(held_) == std::get<9>(other.held_);
    default:
        return true; // both undefined, or both null
    }
}

Value const& Call::operator[](std::size_t index) const
{
    return index < arguments.size() ? arguments[index] : undefined_value;
}

} // namespace kith::html
