// SPDX-License-Identifier: MIT
#include "engine/wording/text.h"
#include <algorithm>
#include <array>

namespace kith::wording {
namespace {
    // U+00C0 to U+017F without their marks; '-' parts words (× and ÷).
    constexpr std::string_view plain_letters
        = "aaaaaaaceeeeiiiidnooooo-ouuuuytsaaaaaaaceeeeiiiidnooooo-ouuuuyty"
          "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll"
          "nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
    static_assert(plain_letters.size() == 0x180 - 0xC0);

    bool is_unseen(char32_t code)
    {
        return code == 0xAD || (code >= 0x200B && code <= 0x200F) || code == 0x2060
            || code == 0xFEFF || (code >= 0x300 && code <= 0x36F);
    }

    // What stands between the words of one phrase without parting them.
    bool joins(char32_t code)
    {
        return is_space(code) || code == '-' || code == 0x2010 || code == 0x2011 || code == '/'
            || code == '_' || code == '"' || code == '\'' || (code >= 0x2018 && code <= 0x201F)
            || code == 0xAB || code == 0xBB || code == '*';
    }

    constexpr std::array shortened{"mr", "mrs", "ms", "dr", "st", "s", "ss", "no", "eg", "ie", "e",
        "g", "i", "v", "approx", "c", "ref"};

    // Reads words one after the other.
    class WordReader {
    public:
        explicit WordReader(std::string_view text) : text_(text)
        {
            out_.folded.reserve(text.size());
        }

        Words read()
        {
            while (at_ < text_.size()) {
                auto const here = character_at(text_, at_);
                if (is_letter_or_digit(here.code))
                    read_word();
                else
                    pass(here);
            }
            out_.sentences = out_.words.empty() ? 0 : out_.words.back().sentence + 1;
            return std::move(out_);
        }

    private:
        void read_word()
        {
            Word word{at_, 0, out_.folded.size(), 0, sentence(), parted_, false};
            word.capital = begins_with_capital();
            auto end = at_;
            for (auto next = at_; next < text_.size();) {
                auto const here = character_at(text_, next);
                if (is_unseen(here.code)) {
                    next += here.bytes;
                    continue;
                }
                if (is_apostrophe(here.code) && letter_follows(next + here.bytes)) {
                    out_.folded += '\'';
                } else if (is_letter_or_digit(here.code)) {
                    fold(here, next);
                } else {
                    break;
                }
                next += here.bytes;
                end = next;
            }
            word.length = end - at_;
            word.folded_length = out_.folded.size() - word.folded_at;
            if (word.folded_length > 2 && std::string_view(out_.folded).ends_with("'s"))
                word.folded_length -= 2;
            out_.words.push_back(word);
            at_ = end;
            parted_ = false;
            ended_ = false;
        }

        void fold(Character here, std::size_t at)
        {
            auto const code = here.code;
            if (code < 0x80) {
                out_.folded += static_cast<char>(code >= 'A' && code <= 'Z' ? code + 32 : code);
            } else if (code >= 0xC0 && code < 0xC0 + plain_letters.size()) {
                out_.folded += plain_letters[code - 0xC0];
                if (code == 0xDF) // ß is two
                    out_.folded += 's';
            } else {
                out_.folded += text_.substr(at, here.bytes);
            }
        }

        [[nodiscard]] bool letter_follows(std::size_t at) const
        {
            return at < text_.size() && is_letter_or_digit(character_at(text_, at).code);
        }
        [[nodiscard]] bool begins_with_capital() const
        {
            auto const is_capital = [&](std::size_t at) {
                return at < text_.size() && text_[at] >= 'A' && text_[at] <= 'Z';
            };
            return is_capital(at_) && !is_capital(at_ + 1);
        }

        // A sentence that has ended is counted once its next word comes.
        [[nodiscard]] std::size_t sentence() const
        {
            auto const last = out_.words.empty() ? 0 : out_.words.back().sentence;
            return last + (ended_ && !out_.words.empty() ? 1 : 0);
        }

        void pass(Character here)
        {
            auto const after = at_ + here.bytes;
            auto const code = here.code;
            if (code == '.' || code == '!' || code == '?' || code == 0x2026)
                ended_ = ended_ || (ends_here(after) && !(code == '.' && is_shortened()));
            else if (code == '\n')
                ended_ = ended_ || begins_afresh(after);
            else if (code == '\t' || code == '\f')
                ended_ = true;
            parted_ = parted_ || !joins(code) || (code == '-' && stands_alone(after));
            at_ = after;
        }

        [[nodiscard]] bool ends_here(std::size_t after) const
        {
            for (auto next = after; next < text_.size();) {
                auto const here = character_at(text_, next);
                if (is_space(here.code))
                    return true;
                if (is_letter_or_digit(here.code) || here.code == '@' || here.code == '/')
                    return false;
                next += here.bytes;
            }
            return true;
        }
        [[nodiscard]] bool is_shortened() const
        {
            if (out_.words.empty())
                return false;
            auto const& last = out_.words.back();
            return last.offset + last.length == at_
                && std::ranges::find(shortened, out_.compared(last)) != shortened.end();
        }
        // After a line's end: an empty line, or the mark of a list.
        [[nodiscard]] bool begins_afresh(std::size_t after) const
        {
            for (auto next = after; next < text_.size(); ++next) {
                auto const sign = text_[next];
                if (sign == '\n')
                    return true;
                if (sign != ' ' && sign != '\r')
                    return sign == '-' || sign == '*' || sign == '>'
                        || text_.substr(next).starts_with("\u2022")
                        || text_.substr(next).starts_with("\u2013");
            }
            return true;
        }
        [[nodiscard]] bool stands_alone(std::size_t after) const
        {
            return at_ > 0 && text_[at_ - 1] == ' '
                && (after >= text_.size() || text_[after] == ' ');
        }

        std::string_view text_;
        Words out_;
        std::size_t at_ = 0;
        bool parted_ = false;
        bool ended_ = false;
    };
} // namespace

bool is_apostrophe(char32_t code)
{
    return code == '\'' || code == 0x2019 || code == 0x2018 || code == 0x2BC || code == 0x201B
        || code == '`' || code == 0xB4;
}

bool is_space(char32_t code)
{
    return code == ' ' || (code >= '\t' && code <= '\r') || code == 0xA0 || code == 0x1680
        || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 || code == 0x202F
        || code == 0x205F || code == 0x3000;
}

bool is_letter_or_digit(char32_t code)
{
    if (code < 0x80)
        return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z')
            || (code >= '0' && code <= '9');
    if (code < 0xC0)
        return code == 0xAA || code == 0xB5 || code == 0xBA;
    return code != 0xD7 && code != 0xF7 && !(code >= 0x2000 && code <= 0x206F)
        && !(code >= 0x3000 && code <= 0x303F) && code != 0xFFFD && code != 0xFEFF && code != 0x1680
        && !(code >= 0x300 && code <= 0x36F);
}

Character character_at(std::string_view text, std::size_t at)
{
    auto const byte = [&](std::size_t after) {
        return at + after < text.size() ? static_cast<unsigned char>(text[at + after]) : 0U;
    };
    auto const first = byte(0);
    if (first < 0x80)
        return {first, 1};
    constexpr std::array<unsigned, 5> least{0, 0, 0x80, 0x800, 0x10000};
    std::size_t const bytes = first >= 0xF0 && first < 0xF8 ? 4
        : first >= 0xE0 && first < 0xF0                     ? 3
        : first >= 0xC0 && first < 0xE0                     ? 2
                                                            : 0;
    if (bytes == 0)
        return {0xFFFD, 1};
    unsigned code = first & (0x7FU >> bytes);
    for (std::size_t after = 1; after < bytes; ++after) {
        if ((byte(after) & 0xC0U) != 0x80)
            return {0xFFFD, 1};
        code = code << 6U | (byte(after) & 0x3FU);
    }
    if (code < least[bytes] || code > 0x10FFFF)
        return {0xFFFD, 1};
    return {code, bytes};
}

Words words_of(std::string_view text) { return WordReader(text).read(); }

} // namespace kith::wording
