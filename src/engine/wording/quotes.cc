// SPDX-License-Identifier: MIT
#include "engine/wording/quotes.h"
#include "engine/wording/text.h"
#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace kith::wording {
namespace {
    constexpr char32_t straight_double = '"';
    constexpr char32_t straight_single = '\'';
    constexpr char32_t left_single = 0x2018;
    constexpr char32_t right_single = 0x2019;
    constexpr char32_t left_double = 0x201C;
    constexpr char32_t right_double = 0x201D;
    constexpr char32_t low_double = 0x201E;
    constexpr char32_t reversed_double = 0x201F;
    constexpr char32_t left_angled = 0xAB;
    constexpr char32_t right_angled = 0xBB;

    // Shortened words that begin with an apostrophe, not with a quotation.
    constexpr std::array begin_short{"til", "tis", "twas", "em", "cause", "cos", "bout", "n",
        "round", "ere", "im", "er", "ad", "e"};

    // A mark with what stands around it.
    struct Mark {
        std::size_t at = 0;
        std::size_t bytes = 1;
        char32_t code = 0;
        char32_t before = ' ';
        char32_t after = ' ';
    };

    bool is_word(char32_t code) { return is_letter_or_digit(code); }
    bool is_single(char32_t code)
    {
        return code == straight_single || code == left_single || code == right_single;
    }
    bool is_mark(char32_t code)
    {
        return code == straight_double || is_single(code)
            || (code >= left_double && code <= reversed_double) || code == left_angled
            || code == right_angled;
    }

    // Finds the quoted pieces of one paragraph.
    class Paragraph {
    public:
        Paragraph(std::string_view text, std::size_t from, std::size_t until)
            : text_(text), from_(from), until_(until)
        {
        }

        void find(std::vector<Quoted>& found)
        {
            collect_marks();
            for (std::size_t at = 0; at < marks_.size();) {
                auto const& mark = marks_[at];
                if (!opens(mark)) {
                    ++at;
                    continue;
                }
                auto const closing = closing_of(at);
                if (closing) {
                    auto const& end = marks_[*closing];
                    found.push_back({mark.at, end.at + end.bytes});
                    at = *closing + 1;
                } else if (mark.code == straight_single) {
                    ++at; // an apostrophe after all
                } else {
                    auto const end = line_end(mark.at);
                    found.push_back({mark.at, end});
                    while (at < marks_.size() && marks_[at].at < end)
                        ++at;
                }
            }
        }

    private:
        void collect_marks()
        {
            char32_t before = ' ';
            for (auto at = from_; at < until_;) {
                auto const here = character_at(text_, at);
                auto const next = at + here.bytes;
                if (is_mark(here.code))
                    marks_.push_back({at, here.bytes, here.code, before,
                        next < until_ ? character_at(text_, next).code : U' '});
                before = here.code;
                at = next;
            }
            look_for_closers();
        }

        // For each mark, the first mark from it on that closes a kind, so that looking ahead costs
        // nothing.
        void look_for_closers()
        {
            next_double_.assign(marks_.size() + 1, marks_.size());
            next_curly_ = next_angled_ = next_single_ = next_plain_single_ = next_double_;
            for (auto at = marks_.size(); at-- > 0;) {
                auto const& mark = marks_[at];
                auto const take = [&](std::vector<std::size_t>& next, bool closes) {
                    next[at] = closes ? at : next[at + 1];
                };
                take(next_double_, mark.code == straight_double && closes_straight(mark));
                take(next_curly_, mark.code == right_double || mark.code == left_double);
                take(next_angled_, mark.code == right_angled);
                take(next_single_, mark.code == right_single && closes_single(mark));
                take(next_plain_single_, mark.code == straight_single && closes_single(mark));
            }
        }

        [[nodiscard]] bool opens(Mark const& mark) const
        {
            switch (mark.code) {
            case left_double:
            case low_double:
            case reversed_double:
            case left_angled:
                return true;
            case straight_double:
                return !is_space(mark.after) && may_precede(mark.before);
            case left_single:
                return !is_word(mark.before) && !is_short(mark);
            case straight_single:
                return !is_space(mark.after) && may_precede(mark.before) && !is_short(mark);
            default:
                return false;
            }
        }

        // A quotation begins after a space, a bracket, a dash or another mark, not within a word.
        static bool may_precede(char32_t code)
        {
            return is_space(code) || code == '(' || code == '[' || code == '{' || code == ':'
                || code == ',' || code == ';' || code == '-' || code == '/' || code == '='
                || is_mark(code) || (code >= 0x2010 && code <= 0x2015);
        }
        static bool closes_straight(Mark const& mark)
        {
            return !is_word(mark.after) && !is_space(mark.before);
        }
        static bool closes_single(Mark const& mark)
        {
            return !is_word(mark.after) && !is_space(mark.before);
        }
        [[nodiscard]] bool is_short(Mark const& mark) const
        {
            auto const at = mark.at + mark.bytes;
            auto end = at;
            while (end < until_ && is_letter_or_digit(static_cast<unsigned char>(text_[end])))
                ++end;
            std::string word(text_.substr(at, end - at));
            for (auto& sign : word)
                sign = static_cast<char>(sign >= 'A' && sign <= 'Z' ? sign + 32 : sign);
            auto const is_year
                = !word.empty() && word.size() <= 3 && word[0] >= '0' && word[0] <= '9';
            return is_year || std::ranges::find(begin_short, word) != begin_short.end();
        }

        [[nodiscard]] std::optional<std::size_t> closing_of(std::size_t opening) const
        {
            auto const known
                = [&](std::vector<std::size_t> const& next) -> std::optional<std::size_t> {
                auto const at = next[opening + 1];
                return at < marks_.size() ? std::optional(at) : std::nullopt;
            };
            switch (marks_[opening].code) {
            case straight_double:
                return known(next_double_);
            case left_angled:
                return known(next_angled_);
            case left_single:
                return past_plurals(known(next_single_), next_single_);
            case straight_single:
                return past_plurals(known(next_plain_single_), next_plain_single_);
            default:
                return known(next_curly_);
            }
        }

        // "the boys' room'": what follows an s and a word may be a plural's apostrophe; then the
        // next one closes, if there is one on the same line.
        [[nodiscard]] std::optional<std::size_t> past_plurals(
            std::optional<std::size_t> first, std::vector<std::size_t> const& next) const
        {
            if (!first)
                return first;
            auto const& mark = marks_[*first];
            auto const may_be_plural
                = (mark.before == 's' || mark.before == 'S') && is_space(mark.after);
            auto const later = next[*first + 1];
            if (!may_be_plural || later >= marks_.size() || opening_between(*first, later))
                return first;
            auto const between = text_.substr(mark.at, marks_[later].at - mark.at);
            return between.find('\n') == std::string_view::npos ? later : *first;
        }
        [[nodiscard]] bool opening_between(std::size_t first, std::size_t later) const
        {
            auto const looked_at
                = std::min(later, first + 8); // a bound, so that the pass is linear
            for (auto at = first + 1; at < looked_at; ++at)
                if (is_single(marks_[at].code) && opens(marks_[at]))
                    return true;
            return later > looked_at;
        }

        [[nodiscard]] std::size_t line_end(std::size_t at) const
        {
            return std::min(text_.find('\n', at), until_);
        }

        std::string_view text_;
        std::size_t from_;
        std::size_t until_;
        std::vector<Mark> marks_;
        std::vector<std::size_t> next_double_, next_curly_, next_angled_, next_single_,
            next_plain_single_;
    };

    // Where the line that begins at `at` ends, behind its line end.
    std::size_t behind_line(std::string_view text, std::size_t at)
    {
        auto const end = text.find('\n', at);
        return end == std::string_view::npos ? text.size() : end + 1;
    }
    std::string_view without_spaces(std::string_view line)
    {
        auto const first = line.find_first_not_of(" \t\r\n\f");
        return first == std::string_view::npos ? std::string_view() : line.substr(first);
    }
} // namespace

std::vector<Quoted> quoted_in(std::string_view text)
{
    std::vector<Quoted> found;
    auto begin = std::size_t{0}; // of the paragraph
    auto const end_paragraph = [&](std::size_t end) {
        if (begin < end)
            Paragraph(text, begin, end).find(found);
    };
    for (std::size_t at = 0; at < text.size();) {
        auto const next = behind_line(text, at);
        auto const line = without_spaces(text.substr(at, next - at));
        if (line.empty() || line.starts_with('>')) {
            end_paragraph(at);
            if (!line.empty())
                found.push_back({at, next});
            begin = next;
        }
        at = next;
    }
    end_paragraph(text.size());
    return found;
}

} // namespace kith::wording
