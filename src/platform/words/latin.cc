// SPDX-License-Identifier: MIT
#include "platform/words/latin.h"
#include "base/result.h"
#include <algorithm>
#include <memory>
#include <unicode/locid.h>
#include <unicode/translit.h>
#include <unicode/ubidi.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

namespace kith::words {
namespace {
    icu::UnicodeString letters_of(std::string_view name)
    {
        return icu::UnicodeString::fromUTF8(
            icu::StringPiece(name.data(), static_cast<int32_t>(name.size())));
    }

    bool is_ascii(std::string_view text)
    {
        return std::ranges::all_of(
            text, [](char c) { return static_cast<unsigned char>(c) < 128; });
    }

    // The first script that is neither Latin nor shared by all; Latin if there is none.
    UScriptCode other_script(icu::UnicodeString const& text)
    {
        for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
            auto status = U_ZERO_ERROR;
            auto const letter = text.char32At(at);
            auto const script = uscript_getScript(letter, &status);
            if (U_SUCCESS(status) != 0 && letter != 0xFFFD && script != USCRIPT_LATIN
                && script != USCRIPT_COMMON && script != USCRIPT_INHERITED)
                return script;
        }
        return USCRIPT_LATIN;
    }

    icu::Transliterator const& to_latin()
    {
        thread_local auto const reader = [] {
            auto status = U_ZERO_ERROR;
            std::unique_ptr<icu::Transliterator> made(
                icu::Transliterator::createInstance("Any-Latin", UTRANS_FORWARD, status));
            must(U_SUCCESS(status) != 0 && made, "the tables of transliteration are not there");
            return made;
        }();
        return *reader;
    }

    // Scripts without capitals are read in small letters: each word begins with a capital, as names
    // do. Marks that stand for a letter without a sound of its own (ʹ, ʿ) stay.
    void begin_with_capitals(icu::UnicodeString& text)
    {
        text.toTitle(nullptr, icu::Locale::getRoot(), U_TITLECASE_NO_LOWERCASE);
    }
} // namespace

bool is_latin(std::string_view name)
{
    return is_ascii(name) || other_script(letters_of(name)) == USCRIPT_LATIN;
}

std::string in_latin(std::string_view name)
{
    if (is_latin(name))
        return std::string(name);
    auto text = letters_of(name);
    to_latin().transliterate(text);
    begin_with_capitals(text);
    std::string read;
    text.toUTF8String(read);
    return read;
}

std::string language_tag(std::string_view name, std::string_view language)
{
    if (!language.empty())
        return std::string(language);
    auto const script = other_script(letters_of(name));
    return script == USCRIPT_LATIN ? "" : std::string("und-") + uscript_getShortName(script);
}

bool runs_right_to_left(std::string_view name)
{
    auto const text = letters_of(name);
    return ubidi_getBaseDirection(text.getBuffer(), text.length()) == UBIDI_RTL;
}

} // namespace kith::words
