// SPDX-License-Identifier: MIT
#include "engine/linkage/scripts.h"
#include "engine/linkage/dictionary.h"
#include <array>
#include <span>

namespace kith::linkage {
namespace {
    using Letters = std::string_view;

    // U+0621..U+064A. Alef and ain are heard as a, waw as u, yeh as i; the marks above are not
    // written.
    constexpr std::array<Letters, 42> arabic_letters = {"", "a", "a", "u", "i", "i", "a", "b", "a",
        "t", "th", "j", "h", "kh", "d", "dh", "r", "z", "s", "sh", "s", "d", "t", "z", "a", "gh",
        "", "", "", "", "", "", "f", "q", "k", "l", "m", "n", "h", "u", "a", "i"};
    // U+0671..U+06D3, those that names are written with.
    struct One {
        unsigned code;
        Letters letters;
    };
    constexpr std::array more_arabic = {One{0x671, "a"}, One{0x679, "t"}, One{0x67C, "t"},
        One{0x67E, "p"}, One{0x681, "z"}, One{0x685, "ts"}, One{0x686, "ch"}, One{0x688, "d"},
        One{0x689, "d"}, One{0x691, "r"}, One{0x693, "r"}, One{0x695, "r"}, One{0x696, "zh"},
        One{0x698, "zh"}, One{0x69A, "sh"}, One{0x6A4, "v"}, One{0x6A9, "k"}, One{0x6AB, "g"},
        One{0x6AF, "g"}, One{0x6B5, "l"}, One{0x6BA, "n"}, One{0x6BC, "n"}, One{0x6BE, "h"},
        One{0x6C0, "h"}, One{0x6C1, "h"}, One{0x6C2, "h"}, One{0x6C3, "a"}, One{0x6C6, "o"},
        One{0x6C7, "u"}, One{0x6CC, "i"}, One{0x6CD, "i"}, One{0x6CE, "e"}, One{0x6D0, "e"},
        One{0x6D2, "e"}, One{0x6D3, "e"}, One{0x6D5, "e"}};
    // U+05D0..U+05EA.
    constexpr std::array<Letters, 27> hebrew_letters
        = {"a", "b", "g", "d", "h", "v", "z", "h", "t", "i", "k", "k", "l", "m", "m", "n", "n", "s",
            "a", "p", "p", "ts", "ts", "k", "r", "sh", "t"};
    // U+03B1..U+03C9, and those with an accent.
    constexpr std::array<Letters, 25> greek_letters = {"a", "v", "g", "d", "e", "z", "i", "th", "i",
        "k", "l", "m", "n", "x", "o", "p", "r", "s", "s", "t", "y", "f", "ch", "ps", "o"};
    constexpr std::array greek_accented = {One{0x386, "a"}, One{0x388, "e"}, One{0x389, "i"},
        One{0x38A, "i"}, One{0x38C, "o"}, One{0x38E, "y"}, One{0x38F, "o"}, One{0x390, "i"},
        One{0x3AC, "a"}, One{0x3AD, "e"}, One{0x3AE, "i"}, One{0x3AF, "i"}, One{0x3B0, "y"},
        One{0x3CA, "i"}, One{0x3CB, "y"}, One{0x3CC, "o"}, One{0x3CD, "y"}, One{0x3CE, "o"}};
    // U+0561..U+0586 and U+10D0..U+10F0.
    constexpr std::array<Letters, 38> armenian_letters = {"a", "b", "g", "d", "e", "z", "e", "y",
        "t", "zh", "i", "l", "kh", "ts", "k", "h", "dz", "gh", "ch", "m", "y", "n", "sh", "o", "ch",
        "p", "j", "r", "s", "v", "t", "r", "ts", "u", "p", "k", "o", "f"};
    constexpr std::array<Letters, 33> georgian_letters
        = {"a", "b", "g", "d", "e", "v", "z", "t", "i", "k", "l", "m", "n", "o", "p", "zh", "r",
            "s", "t", "u", "p", "k", "gh", "q", "sh", "ch", "ts", "dz", "ts", "ch", "kh", "j", "h"};
    // The scripts of India have one order: place within U+0900, U+0980, U+0A00, ... U+0D00.
    constexpr std::array<Letters, 16> indic_vowels // from 05
        = {"a", "a", "i", "i", "u", "u", "ri", "l", "e", "e", "e", "ai", "o", "o", "o", "au"};
    constexpr std::array<Letters, 37> indic_consonants // from 15
        = {"k", "kh", "g", "gh", "n", "ch", "ch", "j", "jh", "n", "t", "th", "d", "dh", "n", "t",
            "th", "d", "dh", "n", "n", "p", "ph", "b", "bh", "m", "y", "r", "r", "l", "l", "l", "v",
            "sh", "sh", "s", "h"};
    constexpr std::array<Letters, 15> indic_signs // from 3E
        = {"a", "i", "i", "u", "u", "ri", "ri", "e", "e", "e", "ai", "o", "o", "o", "au"};
    // U+1200..U+1357: rows of eight, a consonant with each vowel.
    constexpr std::array<Letters, 43> ethiopic_rows = {"h", "l", "h", "m", "s", "r", "s", "sh", "k",
        "kw", "k", "kw", "b", "v", "t", "ch", "h", "hw", "n", "ny", "", "k", "kw", "k", "kw", "w",
        "", "z", "zh", "y", "d", "d", "j", "g", "gw", "g", "t", "ch", "p", "ts", "ts", "f", "p"};
    constexpr std::array<Letters, 8> ethiopic_vowels = {"e", "u", "i", "a", "e", "", "o", "a"};

    bool find_in(std::span<One const> table, unsigned code, std::string& out)
    {
        for (auto const& one : table)
            if (one.code == code) {
                out += one.letters;
                return true;
            }
        return false;
    }
    bool find_at(std::span<Letters const> table, unsigned first, unsigned code, std::string& out)
    {
        if (code < first || code - first >= table.size())
            return false;
        out += table[code - first];
        return true;
    }

    // Writes one name, character by character.
    class Writer {
    public:
        explicit Writer(InLatin& out) : out_(out) { }
        void add(unsigned code, std::string_view bytes)
        {
            if (code >= 0x200B && code < 0x2010)
                return; // joiners, which are not heard
            if (code < 0x80) {
                end_syllable();
                out_.text += bytes;
            } else if (!indic(code)) {
                end_syllable();
                auto const script = alphabetic(code);
                if (script == Script::other)
                    out_.text += bytes;
                if (out_.script == Script::latin)
                    out_.script = script;
            } else if (out_.script == Script::latin) {
                out_.script = Script::indic;
            }
        }

    private:
        // A consonant is heard with an a, unless a sign says otherwise or the word ends.
        void end_syllable() { open_ = false; }
        bool indic(unsigned code)
        {
            if (code < 0x900 || code >= 0xD80)
                return false;
            auto const at = code & 0x7FU;
            auto& text = out_.text;
            if (at >= 0x15 && at < 0x15 + indic_consonants.size()) {
                if (open_)
                    text += 'a';
                text += indic_consonants[at - 0x15];
                open_ = true;
            } else if (find_at(indic_signs, 0x3E, at, text) || at == 0x4D) { // 4D: no vowel
                open_ = false;
            } else if (at < 4 || at == 0x70) { // a nasal
                if (open_)
                    text += 'a';
                text += at == 3 ? "h" : "n";
                open_ = false;
            } else if (at >= 0x58 && at < 0x60) { // letters of Persian words
                constexpr std::array<Letters, 8> persian
                    = {"k", "kh", "g", "z", "r", "rh", "f", "y"};
                if (open_)
                    text += 'a';
                text += persian[at - 0x58];
                open_ = true;
            } else if (at >= 5 && at < 5 + indic_vowels.size()) {
                if (open_)
                    text += 'a';
                text += indic_vowels[at - 5];
                open_ = false;
            }
            return true; // other signs are not heard
        }
        Script alphabetic(unsigned code)
        {
            auto& text = out_.text;
            if (code >= 0x600 && code < 0x700) {
                if (!find_in(more_arabic, code, text))
                    find_at(arabic_letters, 0x621, code, text);
                return Script::arabic;
            }
            if (code >= 0x590 && code < 0x600) {
                find_at(hebrew_letters, 0x5D0, code, text);
                return Script::hebrew;
            }
            if (code >= 0x370 && code < 0x400) {
                if (!find_in(greek_accented, code, text))
                    find_at(greek_letters, code < 0x3AC ? 0x391 : 0x3B1, code, text);
                return Script::greek;
            }
            if (find_at(armenian_letters, code < 0x561 ? 0x531 : 0x561, code, text)
                || find_at(georgian_letters, 0x10D0, code, text))
                return Script::caucasian;
            if (code >= 0x1200 && code < 0x1200 + ethiopic_rows.size() * 8) {
                auto const consonant = ethiopic_rows[(code - 0x1200) / 8];
                auto const order = (code - 0x1200) % 8;
                text += consonant;
                text += consonant.empty() && order == 0 ? "a" : ethiopic_vowels[order];
                return Script::ethiopic;
            }
            return Script::other;
        }

        InLatin& out_;
        bool open_ = false;
    };

    // The code of the first character and its length in bytes; of broken bytes, one at a time.
    std::pair<unsigned, std::size_t> first_of(std::string_view text)
    {
        auto const byte = [&](std::size_t at) {
            return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
        };
        auto const low = [&](std::size_t at) { return byte(at) & 0x3FU; };
        if (byte(0) < 0x80)
            return {byte(0), 1};
        if (byte(0) < 0xE0)
            return {((byte(0) & 0x1FU) << 6) | low(1), std::min<std::size_t>(2, text.size())};
        if (byte(0) < 0xF0)
            return {((byte(0) & 0x0FU) << 12) | (low(1) << 6) | low(2),
                std::min<std::size_t>(3, text.size())};
        return {0x10000, std::min<std::size_t>(4, text.size())};
    }

    // Consonants often written one for the other; 0 is not heard.
    char class_of(char letter)
    {
        switch (letter) {
        case 'a':
        case 'e':
        case 'i':
        case 'o':
        case 'u':
        case 'y':
        case 'w':
        case 'v':
            return 0;
        case 'c':
        case 'q':
            return 'k';
        case 'x':
            return 's';
        default:
            return letter;
        }
    }
} // namespace

InLatin in_latin(std::string_view folded)
{
    InLatin out;
    Writer writer(out);
    while (!folded.empty()) {
        auto const [code, length] = first_of(folded);
        writer.add(code, folded.substr(0, length));
        folded.remove_prefix(length);
    }
    return out;
}

std::string skeleton_of(std::string_view latin)
{
    std::string out;
    char before = ' ';
    for (std::size_t at = 0; at < latin.size(); ++at) {
        auto const letter = latin[at];
        auto heard = class_of(letter);
        auto const digraph = std::string_view("kgtdpbscz").find(before) != std::string_view::npos;
        auto const ends = at + 1 == latin.size() || latin[at + 1] == ' ';
        if (letter == ' ' || (letter == 'h' && (digraph || (ends && at > 0))))
            heard = 0;
        if (at == 0 && (letter == 'y' || letter == 'w' || letter == 'v'))
            heard = letter == 'v' ? 'w' : letter;
        if (heard != 0 && letter != before)
            out += heard;
        before = letter;
    }
    return out;
}

char heard_first(std::string_view latin)
{
    auto const letter = latin.front();
    if (letter == 'y' || letter == 'w' || letter == 'v')
        return letter == 'v' ? 'w' : letter;
    auto const heard = class_of(letter);
    return heard == 0 ? 'a' : heard;
}

std::uint32_t twin_of(std::string_view latin)
{
    auto const skeleton = skeleton_of(latin);
    auto const text = skeleton.size() >= 2 ? std::string_view(skeleton) : latin;
    return text.empty() ? 0 : static_cast<std::uint32_t>(hashed(text) >> 32) | 1U;
}

} // namespace kith::linkage
