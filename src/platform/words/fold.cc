// SPDX-License-Identifier: MIT
#include "platform/words/fold.h"
#include "base/result.h"
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace kith::words {
namespace {
    // Letters that are not made of a plain one and a mark.
    char const* plain_letters(UChar32 letter)
    {
        switch (letter) {
        case 0x00F8: // ø
            return "o";
        case 0x0142: // ł
            return "l";
        case 0x0111: // đ
        case 0x00F0: // ð
            return "d";
        case 0x00E6: // æ
            return "ae";
        case 0x0153: // œ
            return "oe";
        case 0x0131: // ı
            return "i";
        case 0x00FE: // þ
            return "th";
        default:
            return nullptr;
        }
    }

    bool counts(UChar32 letter) { return u_isalnum(letter) != 0; }
    bool joins_up(UChar32 letter) // apostrophes, and marks that stand alone after decomposition
    {
        return letter == '\'' || letter == 0x2019 || letter == 0x2018 || letter == 0x02BC
            || letter == '`' || u_charType(letter) == U_NON_SPACING_MARK;
    }
} // namespace

std::string folded(std::string_view name)
{
    auto status = U_ZERO_ERROR;
    auto const* const fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    auto const* const apart = icu::Normalizer2::getNFKDInstance(status);
    must(U_SUCCESS(status) != 0, "the tables of Unicode are not there");
    auto const text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(name.data(), static_cast<int32_t>(name.size())));
    auto const letters = apart->normalize(fold->normalize(text, status), status);
    if (U_FAILURE(status) != 0)
        return {};
    icu::UnicodeString plain;
    auto gap = false;
    for (int32_t at = 0; at < letters.length(); at = letters.moveIndex32(at, 1)) {
        auto const letter = letters.char32At(at);
        if (joins_up(letter) || letter == 0xFFFD)
            continue;
        if (!counts(letter)) {
            gap = !plain.isEmpty();
            continue;
        }
        if (gap)
            plain.append(static_cast<UChar32>(' '));
        gap = false;
        if (auto const* const same = plain_letters(letter))
            plain.append(icu::UnicodeString::fromUTF8(same));
        else
            plain.append(letter);
    }
    std::string utf8;
    plain.toUTF8String(utf8);
    return utf8;
}

} // namespace kith::words
