// SPDX-License-Identifier: MIT
#include "platform/html/lexer.h"
#include "platform/html/characters.h"
#include <algorithm>
#include <array>
#include <vector>

namespace kith::html {

namespace {
    constexpr std::string_view blanks = " \n\t\r";
    constexpr std::string_view no_break_space = "\xC2\xA0";
    constexpr std::string_view delimiters = "()[]{}%*-+~/#,:|.<>=!";
    constexpr std::array<std::string_view, 10> long_signs{
        "===", "!==", "==", "!=", "<=", ">=", "//", "**", "<", ">"};

    // Where a raw block's inner tag starts and ends: "{% raw %}" and "{% endraw %}", blanks
    // allowed.
    struct RawTag {
        std::size_t start = std::string_view::npos;
        std::size_t end = 0;
        bool closes = false;
    };

    RawTag next_raw_tag(std::string_view text, std::size_t from, std::string_view tag)
    {
        for (auto start = text.find("{%", from); start != std::string_view::npos;
             start = text.find("{%", start + 2)) {
            auto rest = without_leading_blanks(text.substr(start + 2));
            auto const closes = rest.starts_with("end");
            if (closes)
                rest.remove_prefix(3);
            if (!rest.starts_with(tag))
                continue;
            rest = without_leading_blanks(rest.substr(tag.size()));
            if (rest.starts_with("%}"))
                return {start, text.size() - rest.size() + 2, closes};
        }
        return {};
    }
} // namespace

void Lexer::forward(std::size_t count)
{
    for (; count > 0 && !done(); --count, ++index_)
        if (text_[index_] == '\n') {
            ++line_;
            line_start_ = index_ + 1;
        }
}

bool Lexer::take(std::string_view what)
{
    if (!at(what))
        return false;
    forward(what.size());
    return true;
}

Token Lexer::next()
{
    auto const here = place();
    if (in_code_)
        return code(here);
    if (done())
        return {Mark::end, "", here};
    for (auto const& [open, mark] :
        {std::pair{"{%", Mark::block_start}, std::pair{"{{", Mark::variable_start}})
        if (take(open)) {
            in_code_ = true;
            return {mark, open, here, false, take("-")};
        }
    return at("{#") ? comment(here) : data(here);
}

Token Lexer::comment(Place here)
{
    auto const close = text_.find("#}", index_ + 2);
    if (close == std::string_view::npos)
        throw Misplaced("expected end of comment, got end of file", here);
    auto const length = close + 2 - index_;
    auto const all = text_.substr(index_, length);
    forward(length);
    return {Mark::comment, "", here, all[2] == '-', all[all.size() - 3] == '-'};
}

Token Lexer::data(Place here)
{
    auto const start = index_;
    auto end = start;
    while (true) {
        end = text_.find_first_of("{#", end);
        if (end == std::string_view::npos) {
            end = text_.size();
            break;
        }
        auto const two = text_.substr(end, 2);
        if (two == "{%" || two == "{{" || two == "{#")
            break;
        if (two == "#}") {
            forward(end - start);
            throw Misplaced("unexpected end of comment", place());
        }
        ++end;
    }
    forward(end - start);
    auto text = text_.substr(start, end - start);
    auto const column = index_ - line_start_;
    if (at("{%") && column > 0 && column <= text.size()) {
        auto const last_line = text.substr(text.size() - column);
        if (without_leading_blanks(last_line).empty()) { // lstripBlocks
            text.remove_suffix(column);
            if (text.empty())
                return next();
        }
    }
    return {Mark::data, std::string(text), here};
}

Token Lexer::code(Place here)
{
    while (!done()) {
        if (blanks.find(current()) != std::string_view::npos)
            forward(1);
        else if (!take(no_break_space))
            break;
    }
    here = place();
    if (done())
        return {Mark::end, "", here};
    if (current() == '"' || current() == '\'')
        return string(here);
    for (auto const& [close, mark] :
        {std::pair{"%}", Mark::block_end}, std::pair{"}}", Mark::variable_end}}) {
        auto const dashed = at(std::string("-") + close);
        if (!dashed && !at(close))
            continue;
        forward(dashed ? 3 : 2);
        in_code_ = false;
        if (mark == Mark::block_end && !take("\n")) // trimBlocks
            take("\r\n");
        return {mark, close, here, dashed, false};
    }
    return delimiters.find(current()) != std::string_view::npos ? sign(here) : word(here);
}

Token Lexer::sign(Place here)
{
    for (auto const candidate : long_signs)
        if (take(candidate))
            return {Mark::sign, std::string(candidate), here};
    auto const one = text_.substr(index_, 1);
    forward(1);
    return {Mark::sign, std::string(one), here};
}

Token Lexer::word(Place here)
{
    auto const start = index_;
    while (!done() && blanks.find(current()) == std::string_view::npos
        && delimiters.find(current()) == std::string_view::npos && !at(no_break_space))
        forward(1);
    std::string text(text_.substr(start, index_ - start));
    if (text == "r" && current() == '/')
        throw Misplaced("regular expressions are not part of this template language", here);
    if (!std::all_of(text.begin(), text.end(), is_digit))
        return {Mark::name, text, here};
    if (take(".")) {
        text += '.';
        for (; is_digit(current()); forward(1))
            text += current();
    }
    return {Mark::number, text, here};
}

Token Lexer::string(Place here)
{
    auto const quote = current();
    forward(1);
    std::string text;
    for (; !done() && current() != quote; forward(1)) {
        auto c = current();
        if (c == '\\') {
            forward(1);
            c = current();
            c = c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
        }
        text += c;
    }
    if (done())
        throw Misplaced("a string is not closed", here);
    forward(1);
    return {Mark::string, text, here};
}

std::string Lexer::raw(std::string_view tag)
{
    auto const here = place();
    auto const start = index_;
    auto from = start;
    for (int level = 1; level > 0;) {
        auto const found = next_raw_tag(text_, from, tag);
        if (found.start == std::string_view::npos)
            throw Misplaced("expected end" + std::string(tag) + ", got end of file", here);
        level += found.closes ? -1 : 1;
        if (level == 0) {
            forward(found.end - start);
            return std::string(text_.substr(start, found.start - start));
        }
        from = found.end;
    }
    return {};
}

} // namespace kith::html
