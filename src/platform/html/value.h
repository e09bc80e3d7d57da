// SPDX-License-Identifier: MIT
#pragma once

// What a template sees: a value whose kind is known only when the page is drawn.
//
// Pages build one and hand it to Templates::render:
//     Value page = Value::object({{"title", "Worries"}, {"count", 3}});
//     page["rows"] = Value::each(rows, [](Row const& row) { return Value(row.title); });
//
// Shapes   an object keeps the order in which its keys were added. A `safe` string is HTML already
// and is
//          not escaped again; every other string is escaped wherever it is put out.
// Cost     copying is a pointer and a count. Writing to a value that others share copies its top
// level
//          first, so nobody else ever sees the change.
// Threads  as for std::string: many may read one value, a writer is alone.
// Errors   throws std::logic_error when a key is set on what is no object, or an item pushed on
// what is no array.

#include <concepts>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kith::html {

class Value;
struct Call;

// What a callable or filter throws when a template used it wrongly; render adds
// template:line:column.
struct Misuse : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// A filter, a global, or a callable inside a context. A filter's first argument is what stands
// before `|`.
using Function = std::function<Value(Call const&)>;

class Value {
public:
    using Entry = std::pair<std::string, Value>;

    Value() = default;     // undefined, as is every key that is absent
    Value(std::nullptr_t); // NOLINT(google-explicit-constructor): values are written like literals
    Value(char const* text);      // NOLINT(google-explicit-constructor)
    Value(std::string text);      // NOLINT(google-explicit-constructor)
    Value(std::string_view text); // NOLINT(google-explicit-constructor)
    Value(Function call);         // NOLINT(google-explicit-constructor)
    Value(double number);         // NOLINT(google-explicit-constructor)
    template <class T>
        requires std::same_as<T, bool>
    Value(T flag) // NOLINT(google-explicit-constructor): only a bool, never a pointer
        : held_(flag)
    {
    }
    template <class T>
        requires(std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>)
    Value(T whole) // NOLINT(google-explicit-constructor)
        : held_(static_cast<std::int64_t>(whole))
    {
    }
    template <class T>
    Value(std::optional<T> const& maybe) // NOLINT(google-explicit-constructor): undefined if empty
        : Value(maybe ? Value(*maybe) : Value())
    {
    }

    [[nodiscard]] static Value object(
        std::initializer_list<std::pair<std::string_view, Value>> entries = {});
    [[nodiscard]] static Value array(std::initializer_list<Value> items = {});
    [[nodiscard]] static Value array(std::vector<Value> items);
    [[nodiscard]] static Value safe(std::string html); // HTML that Kith itself made
    [[nodiscard]] static Value call(Function function) { return Value(std::move(function)); }

    // An array with make(item) for each item.
    template <class Range, class Make>
    [[nodiscard]] static Value each(Range const& range, Make make)
    {
        std::vector<Value> items;
        for (auto const& item : range)
            items.emplace_back(make(item));
        return array(std::move(items));
    }

    [[nodiscard]] bool is_undefined() const { return held_.index() == 0; }
    [[nodiscard]] bool is_null() const { return held_.index() == 1; }
    [[nodiscard]] bool is_absent() const { return held_.index() < 2; } // undefined or null
    [[nodiscard]] bool is_bool() const { return held_.index() == 2; }
    [[nodiscard]] bool is_whole() const { return held_.index() == 3; }
    [[nodiscard]] bool is_number() const { return held_.index() == 3 || held_.index() == 4; }
    [[nodiscard]] bool is_string() const { return held_.index() == 5; } // not a safe string
    [[nodiscard]] bool is_safe() const { return held_.index() == 6; }
    [[nodiscard]] bool is_text() const { return is_string() || is_safe(); }
    [[nodiscard]] bool is_array() const { return held_.index() == 7; }
    [[nodiscard]] bool is_object() const { return held_.index() == 8; }
    [[nodiscard]] bool is_callable() const { return held_.index() == 9; }

    // False for undefined, null, false, 0, NaN and ""; an empty array or object is true, as in
    // Nunjucks.
    [[nodiscard]] bool truthy() const;
    // What is put out for it, before escaping: "" for undefined and null, "a,b" for an array.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] double number() const; // NaN if it is none
    [[nodiscard]] double raw_number() const
    {
        return std::get<4>(held_);
    }                                            // of a number that is not whole
    [[nodiscard]] std::int64_t whole() const;    // the number without its fraction; 0 if it is none
    [[nodiscard]] std::string_view view() const; // of a string or safe string, else empty

    [[nodiscard]] std::size_t size() const;                     // items, keys or bytes; else 0
    [[nodiscard]] Value const& get(std::string_view key) const; // undefined if absent
    [[nodiscard]] Value const& at(std::size_t index) const;     // undefined if absent
    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] std::span<Value const> items() const;   // of an array, else empty
    [[nodiscard]] std::span<Entry const> entries() const; // of an object, else empty
    [[nodiscard]] Function const& function() const;       // of a callable, else throws

    Value& operator[](std::string_view key);       // undefined turns into an object
    Value& set(std::string_view key, Value value); // the same, and returns this value, for chains
    Value& push(Value item); // undefined turns into an array; returns this value

    // How deep arrays and objects stand in one another: 0 for anything else.
    [[nodiscard]] int depth() const;

    // Strict equality, as `===`: the same kind and content; arrays, objects and callables only if
    // one and the same.
    [[nodiscard]] bool same(Value const& other) const;

private:
    using Text = std::shared_ptr<std::string const>;
    struct Safe {
        Text html;
    };
    struct Array;
    struct Object;

    std::variant<std::monostate, std::nullptr_t, bool, std::int64_t, double, Text, Safe,
        std::shared_ptr<Array>, std::shared_ptr<Object>, std::shared_ptr<Function const>>
        held_;
};

// The arguments of a call: `t("key", name="Ash")` has one positional argument and one named.
struct Call {
    std::span<Value const> arguments;
    Value const& named; // an object, or undefined

    [[nodiscard]] Value const& operator[](std::size_t index) const; // undefined if absent
    [[nodiscard]] Value const& get(std::string_view name) const { return named.get(name); }
    [[nodiscard]] std::size_t size() const { return arguments.size(); }
};

} // namespace kith::html
