// SPDX-License-Identifier: MIT
#pragma once

// What a call may answer when a visitor, or their data, can cause it to fail.
//
// A Result holds a value or an Error. What the world breaks (a lost database, a full disk) and
// what we got wrong are exceptions instead; see docs/developer.md.
//
// Errors   `Error::words` is a key of a word list (`words/en.toml`) or, on staff pages, the English
//          sentence itself; arguments fill its {names}. It says what to do.
// Cost     a Result is its value and a tag; no allocation on success.

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kith {

// Every way in which a request can fail. `platform/http/errors.h` turns each into page, JSON and
// exit code.
enum class Code { invalid, not_found, not_allowed, conflict, too_many, unavailable, broken };

// A message that is made a sentence only at the edge, in the reader's language.
struct Words {
    std::string key;
    std::vector<std::pair<std::string, std::string>> arguments = {};

    friend bool operator==(Words const&, Words const&) = default;
};

struct Error {
    Code code;
    Words words;
    std::string field = {}; // the question or column it is about, if one

    friend bool operator==(Error const&, Error const&) = default;
};

[[nodiscard]] inline Error error(Code code, std::string sentence, std::string field = {})
{
    return Error{code, Words{std::move(sentence)}, std::move(field)};
}
[[nodiscard]] inline Error invalid(std::string sentence, std::string field = {})
{
    return error(Code::invalid, std::move(sentence), std::move(field));
}
[[nodiscard]] inline Error not_found(std::string sentence = "Page not found")
{
    return error(Code::not_found, std::move(sentence));
}

struct Nothing {
    friend bool operator==(Nothing, Nothing) = default;
};

template <class T = Nothing>
class [[nodiscard]] Result {
public:
    using value_type = T;

    Result(T value) // NOLINT(google-explicit-constructor): `return value;` is the point
        : held_(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error) // NOLINT(google-explicit-constructor): so is `return invalid(...);`
        : held_(std::in_place_index<1>, std::move(error))
    {
    }

    [[nodiscard]] bool ok() const { return held_.index() == 0; }
    explicit operator bool() const { return ok(); }

    [[nodiscard]] T const& value() const&
    {
        expect();
        return std::get<0>(held_);
    }
    [[nodiscard]] T& value() &
    {
        expect();
        return std::get<0>(held_);
    }
    T&& value() && // TRY as a statement drops it: an error is what it looks for
    {
        expect();
        return std::get<0>(std::move(held_));
    }
    T const& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T const* operator->() const { return &value(); }
    T* operator->() { return &value(); }

    [[nodiscard]] Error const& error() const { return std::get<1>(held_); }
    [[nodiscard]] Error&& take_error() && { return std::get<1>(std::move(held_)); }

    [[nodiscard]] T value_or(T other) const& { return ok() ? value() : std::move(other); }

private:
    void expect() const
    {
        if (!ok())
            throw std::logic_error(
                "a Result was read without a look: " + std::get<1>(held_).words.key);
    }
    std::variant<T, Error> held_;
};

using Done = Result<>;
[[nodiscard]] inline Done done() { return Nothing{}; }

// What must hold, else the program is wrong. Throws std::logic_error.
void must(bool condition, std::string_view why);

} // namespace kith

#define KITH_JOIN_(a, b) a##b
#define KITH_JOIN(a, b) KITH_JOIN_(a, b)

// The value of a Result, or a return of its error from the function around it. It stands only as a
// whole statement or a whole initialiser: inside a call's arguments or an aggregate's braces what
// was already built would leak (g++ 12, clang 16). `scripts/layers` looks for breaches.
#define KITH_TRY(name, expression)                                                                 \
    __extension__({                                                                                \
        auto&& name = (expression);                                                                \
        if (!name.ok())                                                                            \
            return std::move(name).take_error();                                                   \
        std::move(name).value();                                                                   \
    })
#define TRY(expression) KITH_TRY(KITH_JOIN(kith_try_, __COUNTER__), expression)
