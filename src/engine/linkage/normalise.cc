// SPDX-License-Identifier: MIT
#include "engine/linkage/normalise.h"
#include <algorithm>
#include <array>
#include <charconv>

namespace kith::linkage {
namespace {
    // The plain letters of U+00C0..U+024F, two columns each; a dot is "no letter".
    constexpr std::string_view latin_letters
        = "a.a.a.a.a.a.aec.e.e.e.e.i.i.i.i.d.n.o.o.o.o.o.  o.u.u.u.u.y.thss"
          "a.a.a.a.a.a.aec.e.e.e.e.i.i.i.i.d.n.o.o.o.o.o.  o.u.u.u.u.y.thy."
          "a.a.a.a.a.a.c.c.c.c.c.c.c.c.d.d.d.d.e.e.e.e.e.e.e.e.e.e.g.g.g.g."
          "g.g.g.g.h.h.h.h.i.i.i.i.i.i.i.i.i.i.ijijj.j.k.k.k.l.l.l.l.l.l.l."
          "l.l.l.n.n.n.n.n.n.n.n.n.o.o.o.o.o.o.oeoer.r.r.r.r.r.s.s.s.s.s.s."
          "s.s.t.t.t.t.t.t.u.u.u.u.u.u.u.u.u.u.u.u.w.w.y.y.y.z.z.z.z.z.z.s."
          "b.b.b.b.....o.c.c.d.d.d.d.d.e.a.e.f.f.g.g.hvi.i.k.k.l.l.m.n.n.o."
          "o.o.oioip.p.r.s.s.shsht.t.t.t.u.u.u.v.y.y.z.z.zhzhzhzh........w."
          "........dzdzdzljljljnjnjnja.a.i.i.o.o.u.u.u.u.u.u.u.u.u.u.e.a.a."
          "a.a.aeaeg.g.g.g.k.k.o.o.o.o.zhzhj.dzdzdzg.g.hvw.n.n.a.a.aeaeo.o."
          "a.a.a.a.e.e.e.e.i.i.i.i.o.o.o.o.r.r.r.r.u.u.u.u.s.s.t.t.y.y.h.h."
          "n.d.ououz.z.a.a.e.e.o.o.o.o.o.o.o.o.y.y.l.n.t.j.dbqpa.c.c.l.t.s."
          "z.....b.u.v.e.e.j.j.q.q.r.r.y.y.";
    static_assert(latin_letters.size() == 2 * (0x250 - 0xC0));
    // Those of U+1E00..U+1EFF, Vietnamese among them.
    constexpr std::string_view more_latin_letters
        = "a.a.b.b.b.b.b.b.c.c.d.d.d.d.d.d.d.d.d.d.e.e.e.e.e.e.e.e.e.e.f.f."
          "g.g.h.h.h.h.h.h.h.h.h.h.i.i.i.i.k.k.k.k.k.k.l.l.l.l.l.l.l.l.m.m."
          "m.m.m.m.n.n.n.n.n.n.n.n.o.o.o.o.o.o.o.o.p.p.p.p.r.r.r.r.r.r.r.r."
          "s.s.s.s.s.s.s.s.s.s.t.t.t.t.t.t.t.t.u.u.u.u.u.u.u.u.u.u.v.v.v.v."
          "w.w.w.w.w.w.w.w.w.w.x.x.x.x.y.y.z.z.z.z.z.z.h.t.w.y.a.s.s.s.ssd."
          "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.e.e.e.e.e.e.e.e."
          "e.e.e.e.e.e.e.e.i.i.i.i.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o."
          "o.o.o.o.u.u.u.u.u.u.u.u.u.u.u.u.u.u.y.y.y.y.y.y.y.y.llllv.v.y.y.";
    static_assert(more_latin_letters.size() == 2 * 0x100);
    // U+0450..U+045F, the small letters of other languages than Russian.
    constexpr std::array<std::string_view, 16> more_cyrillic
        = {"e", "e", "dj", "gj", "ye", "dz", "i", "yi", "j", "lj", "nj", "c", "kj", "i", "u", "dz"};
    // U+0430..U+044F, the small Cyrillic letters in order.
    constexpr std::array<std::string_view, 32> cyrillic
        = {"a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r",
            "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya"};

    void append_plain(std::string_view letters, std::size_t at, std::string& out)
    {
        for (auto const letter : letters.substr(2 * at, 2))
            if (letter != '.')
                out += letter;
    }

    // After an i, what would be ya is written a: Maria, Yulia.
    void append_cyrillic(unsigned code, std::string& out)
    {
        constexpr unsigned ya = 31; // the last of `cyrillic`
        if (code < 0x410 || code >= 0x450)
            out += more_cyrillic[code % 16];
        else if ((code - 0x410) % 32 == ya && out.ends_with('i'))
            out += 'a';
        else
            out += cyrillic[(code - 0x410) % 32];
    }

    void append_letter(unsigned code, std::string_view bytes, std::string& out)
    {
        if (code >= 0xC0 && code < 0x250) {
            append_plain(latin_letters, code - 0xC0, out);
        } else if (code >= 0x1E00 && code < 0x1F00) {
            append_plain(more_latin_letters, code - 0x1E00, out);
        } else if (code >= 0x400 && code < 0x460) {
            append_cyrillic(code, out);
        } else if (code == 0x490 || code == 0x491) {
            out += 'g'; // Ukrainian
        } else if (code == 0x259) {
            out += 'a'; // Azerbaijani; its capital is among the Latin ones above
        } else if (code == 0x2010 || code == 0x2011 || code == 0x2013 || code == 0xA0) {
            out += ' ';
        } else if (code >= 0x180 && code != 0x2018 && code != 0x2019
            && !(code >= 0x300 && code < 0x370)) {
            out += bytes;
        }
    }

    // The character at the front, if it is whole UTF-8 of two or three bytes; 0 and one byte if
    // not.
    std::pair<unsigned, std::size_t> character(std::string_view text)
    {
        auto const byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
        auto const follows
            = [&](std::size_t at) { return at < text.size() && (byte(at) & 0xC0) == 0x80; };
        if (byte(0) >= 0xC2 && byte(0) < 0xE0 && follows(1))
            return {((byte(0) & 0x1FU) << 6) | (byte(1) & 0x3FU), 2};
        if (byte(0) >= 0xE0 && byte(0) < 0xF0 && follows(1) && follows(2))
            return {((byte(0) & 0x0FU) << 12) | ((byte(1) & 0x3FU) << 6) | (byte(2) & 0x3FU), 3};
        if (byte(0) >= 0xF0 && byte(0) < 0xF5 && follows(1) && follows(2) && follows(3))
            return {0x10000, 4};
        return {0, 1};
    }

    enum class Spaces { kept, dropped };

    void fold_into(std::string_view text, Spaces spaces, std::string& out)
    {
        out.clear();
        while (!text.empty()) {
            auto const c = text.front();
            std::size_t used = 1;
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                out += c;
            } else if (c >= 'A' && c <= 'Z') {
                out += static_cast<char>(c + ('a' - 'A'));
            } else if (static_cast<unsigned char>(c) >= 0x80) {
                auto const [code, length] = character(text);
                append_letter(code, text.substr(0, length), out);
                used = length;
            } else if (c != '\'' && c != '.' && c != '`') {
                out += ' ';
            }
            text.remove_prefix(used);
            if (!out.empty() && out.back() == ' '
                && (spaces == Spaces::dropped || out.size() == 1 || out[out.size() - 2] == ' '))
                out.pop_back();
        }
        if (!out.empty() && out.back() == ' ')
            out.pop_back();
    }

    // Classes of letters that are heard, or written, one for the other; 0 is not heard.
    constexpr std::array<std::uint8_t, 26> classes = { // a b c d e f g h i j k l m
        0, 1, 2, 3, 0, 1, 2, 0, 0, 2, 2, 4, 5,
        // n o p q r s t u v w x y z
        5, 0, 1, 2, 6, 7, 3, 0, 1, 0, 2, 0, 7};

    int number(std::string_view digits)
    {
        int value = -1;
        auto const [end, problem]
            = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return problem == std::errc() && end == digits.data() + digits.size() ? value : -1;
    }

    Birth birth_of(int year, int month, int day)
    {
        if (year < 1 || year > 2999 || month < 0 || month > 99 || day < 0 || day > 99)
            return {};
        return {static_cast<std::uint16_t>(year), static_cast<std::uint8_t>(month),
            static_cast<std::uint8_t>(day)};
    }

    // "2011-05-03", as most files have it; nothing where it is written otherwise.
    Birth plainly_written(std::string_view text)
    {
        if (text.size() != 10 || text[4] != '-' || text[7] != '-')
            return {};
        int digits[8] = {};
        std::size_t count = 0;
        for (std::size_t at = 0; at < 10; ++at) {
            if (at == 4 || at == 7)
                continue;
            if (text[at] < '0' || text[at] > '9')
                return {};
            digits[count++] = text[at] - '0';
        }
        auto const two = [&](std::size_t at) { return digits[at] * 10 + digits[at + 1]; };
        return birth_of(two(0) * 100 + two(2), two(4), two(6));
    }

    // "may", "Sept": 5, 9; 0 for no month of the calendar.
    int month_called(std::string_view word)
    {
        constexpr std::array<std::string_view, 12> months
            = {"january", "february", "march", "april", "may", "june", "july", "august",
                "september", "october", "november", "december"};
        std::string folded;
        fold_into(word, Spaces::dropped, folded);
        if (folded.size() < 3)
            return 0;
        auto const found = std::ranges::find_if(
            months, [&](std::string_view month) { return month.starts_with(folded); });
        return found == months.end() ? 0 : static_cast<int>(found - months.begin()) + 1;
    }

    // "3 May 2011", "03-May-2011": a month in words between a day and a whole year.
    Birth written_in_words(std::string_view text)
    {
        std::array<std::string_view, 3> parts;
        for (auto& part : parts) {
            auto const from = std::min(text.find_first_not_of(" -/.,"), text.size());
            text.remove_prefix(from);
            part = text.substr(0, text.find_first_of(" -/.,"));
            text.remove_prefix(part.size());
        }
        auto const month = month_called(parts[1]);
        if (month == 0 || parts[0].size() > 2 || parts[2].size() != 4 || !text.empty())
            return {};
        auto const day = number(parts[0]);
        return day < 1 ? Birth{} : birth_of(number(parts[2]), month, day);
    }
} // namespace

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
        text.remove_suffix(1);
    return text;
}

void fold(std::string_view text, std::string& out) { fold_into(text, Spaces::kept, out); }
void fold_tightly(std::string_view text, std::string& out)
{
    fold_into(text, Spaces::dropped, out);
}

std::uint32_t sound_of(std::string_view folded)
{
    std::uint32_t code = 0;
    unsigned count = 0;
    unsigned last = 99;
    for (auto const c : folded.substr(0, folded.find(' '))) {
        if (c < 'a' || c > 'z')
            continue;
        auto const heard = classes[static_cast<std::size_t>(c - 'a')];
        if (count == 0) {
            code = heard == 0 ? (c == 'h' ? 9U : 8U) : heard; // 8: begins with a vowel
            ++count;
        } else if (heard != 0 && heard != last && count < 4) {
            code = code * 16 + heard;
            ++count;
        }
        if (heard != 0 || (c != 'h' && c != 'w'))
            last = heard;
    }
    return code;
}

Name name_of(std::string_view folded)
{
    Name name;
    name.length = static_cast<std::uint8_t>(std::min<std::size_t>(folded.size(), 255));
    name.sound = sound_of(folded);
    name.initial = folded.empty() ? 0 : static_cast<std::uint8_t>(folded.front());
    for (auto const c : folded) {
        if (c < 'a' || c > 'z') {
            name.others = static_cast<std::uint8_t>(std::min(name.others + 1, 255));
            continue;
        }
        auto const at = static_cast<unsigned>(c - 'a') * 2;
        auto const seen = (name.letters >> at) & 3U;
        if (seen < 3)
            name.letters += std::uint64_t{1} << at;
    }
    return name;
}

Birth read_birth(std::string_view text)
{
    text = trimmed(text);
    if (auto const birth = plainly_written(text); birth.year != 0)
        return birth;
    if (auto const birth = written_in_words(text); birth.year != 0)
        return birth;
    if (auto const time = text.find_first_of("T "); time != std::string_view::npos && time >= 8)
        text = text.substr(0, time);
    std::array<std::string_view, 3> parts;
    std::size_t count = 0;
    while (count < 3) {
        auto const end = std::min(text.find_first_of("-/."), text.size());
        parts[count++] = text.substr(0, end);
        if (end == text.size())
            break;
        text.remove_prefix(end + 1);
        if (count == 3)
            return {};
    }
    auto const first = number(parts[0]);
    if (count == 1) {
        if (parts[0].size() == 8)
            return birth_of(first / 10000, first / 100 % 100, first % 100);
        return parts[0].size() == 4 ? birth_of(first, 0, 0) : Birth{};
    }
    auto const second = number(parts[1]);
    if (count == 2)
        return parts[0].size() == 4 ? birth_of(first, second, 0) : Birth{};
    auto const third = number(parts[2]);
    if (parts[0].size() >= 3)
        return birth_of(first, second, third);
    return parts[2].size() >= 3 ? birth_of(third, second, first) : Birth{};
}

bool is_a_day(Birth const& birth)
{
    constexpr std::array<int, 13> days = {31, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (birth.month > 12)
        return false;
    auto const leap = birth.year % 4 == 0 && (birth.year % 100 != 0 || birth.year % 400 == 0);
    return birth.day <= days[birth.month] + (birth.month == 2 && leap ? 1 : 0);
}

void fold_phone(std::string_view text, std::string& out)
{
    constexpr std::size_t with_country = 12; // 44, and ten digits
    fold_tightly(text, out);
    if (out.find_first_not_of("0123456789") != std::string::npos)
        return;
    auto const country = out.starts_with("0044") ? 4U : out.starts_with("44") ? 2U : 0U;
    auto const again = country != 0 && out.compare(country, 1, "0") == 0 ? 1U : 0U; // +44 (0)7700
    if (country == 4 || (country == 2 && out.size() == with_country + again))
        out.replace(0, country + again, "0");
}

std::string_view without_mark_of_estimate(std::string_view text)
{
    text = trimmed(text);
    for (std::string_view const mark : {"~", "c.", "about "})
        if (text.starts_with(mark))
            return trimmed(text.substr(mark.size()));
    return text;
}

bool is_estimate(std::string_view text)
{
    return without_mark_of_estimate(text).size() != trimmed(text).size();
}

Sex read_sex(std::string_view text)
{
    text = trimmed(text);
    if (text.empty())
        return Sex::unknown;
    switch (text.front()) {
    case 'f':
    case 'F':
    case 'w':
    case 'W':
    case '2':
        return Sex::female;
    case 'm':
    case 'M':
    case '1':
        return Sex::male;
    case 'o':
    case 'O':
    case 'x':
    case 'X':
    case '9':
        return Sex::other;
    default:
        return Sex::unknown;
    }
}

bool says_yes(std::string_view text)
{
    std::string folded;
    fold(text, folded);
    return folded == "y" || folded == "yes" || folded == "t" || folded == "true" || folded == "1";
}

bool says_verified(std::string_view text)
{
    std::string folded;
    fold(text, folded);
    return folded == "01" || folded == "verified" || folded == "number present and verified"
        || says_yes(text) || read_birth(text).whole();
}

Address split_address(std::string_view folded)
{
    auto const space = folded.find(' ');
    if (folded.empty() || folded.front() < '0' || folded.front() > '9'
        || space == std::string_view::npos)
        return {{}, folded};
    return {folded.substr(0, space), folded.substr(space + 1)};
}

} // namespace kith::linkage
