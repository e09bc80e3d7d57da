// SPDX-License-Identifier: MIT
#pragma once

// What Kith says to the public, children and families, in their language; never text in code.
//
// Words stand in `src/<room>/words/<language>.toml`: tables nest, keys join with dots
// (`[public.when] title = "…"` is `public.when.title`), values are ICU 72 MessageFormat patterns
// with named arguments: `{name}`, `{count, plural, one {# day} other {# days}}`,
// `{when, date, long}`. English is whole; a key that another language lacks is said in English.
// A Words whose key is in no list is itself an English sentence whose `{name}` are filled in: so
// staff pages, which are English, need no list.
//
// Shapes   arguments are text; where the pattern counts one it is read as a number, where it shows
//          a date it is read as one (2026-03-29).
// Cost     a text without arguments is a look-up; one with arguments parses its pattern anew, some
//          10 µs.
// Threads  immutable once made; safe to share.
// Errors   a file or pattern that does not read throws std::runtime_error, naming file and key. An
//          argument that should be a number or date and is not is our error: std::logic_error.

#include "base/result.h"
#include "base/time.h"
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kith::words {

// The tongue of layout tests: every English text, 40 % longer.
inline constexpr std::string_view stretched = "xx-stretch";

struct File {
    std::string path;     // for messages
    std::string language; // "en", "ur"
    std::string text;     // TOML
};

class Catalogue {
public:
    explicit Catalogue(std::vector<File> const& files);
    [[nodiscard]] static Catalogue shipped(); // every src/**/words/<language>.toml, and the overlay
    Catalogue(Catalogue&&) noexcept;
    Catalogue& operator=(Catalogue&&) noexcept;
    ~Catalogue();

    [[nodiscard]] std::string say(std::string_view language, Words const& words) const;
    [[nodiscard]] std::string say(std::string_view language, std::string_view key) const;
    [[nodiscard]] std::string say(std::string_view language, Date day) const; // 29 March 2026

    [[nodiscard]] bool has(std::string_view key) const; // in English
    [[nodiscard]] bool has(std::string_view language, std::string_view key) const;
    [[nodiscard]] std::vector<std::string> keys(std::string_view language = "en") const; // sorted
    [[nodiscard]] std::vector<std::string> languages() const; // with a file; English first
    // `language` if it has a file (or is the stretched tongue), else "en": for what a visitor sent.
    [[nodiscard]] std::string known(std::string_view language) const;

private:
    struct Entry;
    using List = std::map<std::string, Entry, std::less<>>;
    [[nodiscard]] Entry const* find(std::string_view language, std::string_view key) const;

    std::map<std::string, List, std::less<>> lists_; // by language
};

[[nodiscard]] std::string_view direction(std::string_view language); // "ltr" or "rtl"

} // namespace kith::words
