// SPDX-License-Identifier: MIT
#pragma once

// A template's text as tokens, white space handled as trimBlocks and lstripBlocks ask.
//
// The parser pulls one token at a time, since `raw` blocks are read as text and not as tokens.
//
// Units    lines and columns count from 1; columns in bytes.
// Errors   throws Misplaced.

#include <stdexcept>
#include <string>
#include <string_view>

namespace kith::html {

struct Place {
    int line = 1;
    int column = 1;
};

// What is wrong and where; the parser adds which template.
struct Misplaced : std::runtime_error {
    Misplaced(std::string const& what, Place where) : std::runtime_error(what), place(where) { }
    Place place;
};

enum class Mark {
    data,
    block_start,
    block_end,
    variable_start,
    variable_end,
    comment,
    string,
    number,
    name,
    sign,
    end
};

struct Token {
    Mark mark = Mark::end;
    std::string text; // unescaped for a string; the sign itself for a sign
    Place place;
    bool dash_first = false; // "-%}", "-}}", "{#-"
    bool dash_last = false;  // "{%-", "{{-", "-#}"
};

class Lexer {
public:
    explicit Lexer(std::string_view text) : text_(text) { }

    [[nodiscard]] Token next();
    // The text up to the matching {% endraw %} (or endverbatim), which is read too.
    [[nodiscard]] std::string raw(std::string_view tag);

private:
    [[nodiscard]] Token code(Place place);
    [[nodiscard]] Token word(Place place);
    [[nodiscard]] Token sign(Place place);
    [[nodiscard]] Token string(Place place);
    [[nodiscard]] Token comment(Place place);
    [[nodiscard]] Token data(Place place);
    [[nodiscard]] bool at(std::string_view what) const
    {
        return text_.substr(index_).starts_with(what);
    }
    [[nodiscard]] bool done() const { return index_ >= text_.size(); }
    [[nodiscard]] char current() const { return done() ? '\0' : text_[index_]; }
    [[nodiscard]] Place place() const
    {
        return {line_, static_cast<int>(index_ - line_start_) + 1};
    }
    bool take(std::string_view what);
    void forward(std::size_t count);

    std::string_view text_;
    std::size_t index_ = 0;
    std::size_t line_start_ = 0;
    int line_ = 1;
    bool in_code_ = false;
};

} // namespace kith::html
