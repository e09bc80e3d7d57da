// SPDX-License-Identifier: MIT
#include "engine/linkage/rows.h"
#include <algorithm>
#include <bit>
#include <cstdint>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace kith::linkage {
namespace {
    constexpr std::size_t step = 16; // bytes looked at together

    bool is_mark(char c) { return c == ',' || c == '\n' || c == '"' || c == '\0'; }

    // A bit for each comma, line end, quotation mark and zero byte of the next `step` bytes, of
    // which `left` are there.
    std::uint32_t marks_at(char const* at, std::size_t left)
    {
#if defined(__SSE2__)
        if (left >= step) {
            auto const bytes = _mm_loadu_si128(reinterpret_cast<__m128i const*>(at));
            auto const are = [&](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
            return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_or_si128(
                _mm_or_si128(are(','), are('\n')), _mm_or_si128(are('"'), are('\0')))));
        }
#endif
        std::uint32_t marks = 0;
        for (std::size_t place = 0; place < std::min(left, step); ++place)
            marks |= is_mark(at[place]) ? 1U << place : 0U;
        return marks;
    }
} // namespace

Rows::Rows(std::string_view text, std::deque<std::string>& kept) : text_(text), kept_(kept)
{
    if (text_.starts_with("\xEF\xBB\xBF"))
        text_.remove_prefix(3);
}

bool Rows::next(std::vector<std::string_view>& cells)
{
    trouble_ = {};
    while (!text_.empty()) {
        ++row_;
        cells.clear();
        if (text_.front() == '\n' || text_.starts_with("\r\n")) {
            text_.remove_prefix(text_.front() == '\n' ? 1 : 2);
            continue;
        }
        if (!read_plain(cells)) {
            cells.clear();
            read_quoted(cells);
        }
        return true;
    }
    return false;
}

// False if the line holds a quotation mark or a zero byte: nothing is taken then.
bool Rows::read_plain(std::vector<std::string_view>& cells)
{
    auto const* const begin = text_.data();
    auto const* const end = begin + text_.size();
    auto const* cell = begin;
    auto const take = [&](char const* until) {
        cells.emplace_back(cell, static_cast<std::size_t>(until - cell));
    };
    auto const* at = begin;
    for (; at < end; at += step) {
        for (auto marks = marks_at(at, static_cast<std::size_t>(end - at)); marks != 0;
             marks &= marks - 1) {
            auto const* const mark = at + std::countr_zero(marks);
            if (*mark == ',') {
                take(mark);
                cell = mark + 1;
            } else if (*mark == '\n') {
                take(mark > begin && mark[-1] == '\r' ? mark - 1 : mark);
                text_.remove_prefix(static_cast<std::size_t>(mark + 1 - begin));
                return true;
            } else {
                return false;
            }
        }
    }
    take(end > begin && end[-1] == '\r' ? end - 1 : end);
    text_ = {};
    return true;
}

void Rows::pass_line()
{
    auto const end = text_.find('\n');
    text_.remove_prefix(end == std::string_view::npos ? text_.size() : end + 1);
}

void Rows::read_quoted(std::vector<std::string_view>& cells)
{
    for (;;) {
        auto const space = std::min(text_.find_first_not_of(' '), text_.size());
        if (space < text_.size() && text_[space] == '"') {
            text_.remove_prefix(space);
            cells.push_back(quoted_cell());
        } else {
            auto const end
                = std::min(text_.find_first_of(std::string_view(",\n\"\0", 4)), text_.size());
            if (end < text_.size() && (text_[end] == '"' || text_[end] == '\0'))
                trouble_ = text_[end] == '"' ? "a quotation mark stands in the middle of a field"
                                             : "this is not text: it holds a zero byte";
            auto cell = text_.substr(0, end);
            if (cell.ends_with('\r') && (end == text_.size() || text_[end] == '\n'))
                cell.remove_suffix(1);
            cells.push_back(cell);
            text_.remove_prefix(end);
        }
        if (!trouble_.empty())
            return pass_line();
        if (text_.empty() || text_.front() != ',')
            break;
        text_.remove_prefix(1);
    }
    if (text_.starts_with("\r\n"))
        text_.remove_prefix(1);
    if (!text_.empty())
        text_.remove_prefix(1);
}

std::string_view Rows::quoted_cell()
{
    std::size_t at = 1;
    bool doubled = false;
    for (;; ++at) {
        at = text_.find('"', at);
        if (at == std::string_view::npos) {
            trouble_ = "a quotation mark is opened and never closed";
            return {};
        }
        if (at + 1 >= text_.size() || text_[at + 1] != '"')
            break;
        ++at;
        doubled = true;
    }
    auto cell = text_.substr(1, at - 1);
    text_.remove_prefix(at + 1);
    if (!text_.empty() && text_.front() != ',' && text_.front() != '\n'
        && !text_.starts_with("\r\n") && text_ != "\r")
        trouble_ = "text follows a closing quotation mark";
    if (cell.find('\0') != std::string_view::npos)
        trouble_ = "this is not text: it holds a zero byte";
    if (!doubled)
        return cell;
    std::string plain;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        plain += cell[i];
        i += cell[i] == '"' ? 1 : 0;
    }
    return kept_.emplace_back(std::move(plain));
}

} // namespace kith::linkage
