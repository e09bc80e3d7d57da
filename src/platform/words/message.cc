// SPDX-License-Identifier: MIT
#include "platform/words/message.h"
#include <algorithm>
#include <charconv>
#include <fmt/core.h>
#include <memory>
#include <unicode/calendar.h>
#include <unicode/datefmt.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>
#include <unicode/timezone.h>
#include <vector>

namespace kith::words {
namespace {
    std::string from_icu(icu::UnicodeString const& text)
    {
        std::string utf8;
        text.toUTF8String(utf8);
        return utf8;
    }
    icu::UnicodeString to_icu(std::string_view text)
    {
        return icu::UnicodeString::fromUTF8(
            icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
    }
    icu::Locale locale_of(std::string_view language)
    {
        // "en" alone would write dates and lists as the United States do
        return language == "en" ? icu::Locale("en", "GB")
                                : icu::Locale(std::string(language).c_str());
    }

    Reads what_is_read(icu::MessagePattern const& parsed, int32_t at)
    {
        switch (parsed.getPart(at).getArgType()) {
        case UMSGPAT_ARG_TYPE_PLURAL:
        case UMSGPAT_ARG_TYPE_SELECTORDINAL:
        case UMSGPAT_ARG_TYPE_CHOICE:
            return Reads::number;
        case UMSGPAT_ARG_TYPE_SIMPLE: {
            auto const type = from_icu(parsed.getSubstring(parsed.getPart(at + 2)));
            if (type == "number" || type == "spellout" || type == "ordinal")
                return Reads::number;
            if (type == "date")
                return Reads::date;
            throw std::runtime_error("it shows an argument as \"" + type
                + "\": write number, date, plural, selectordinal or select");
        }
        default:
            return Reads::text;
        }
    }

    // Midday of that day where it is shown, so that no zone moves it to another.
    UDate midday(Date day) { return (day.days() * 24.0 + 12.0) * 3600.0 * 1000.0; }

    icu::Formattable value_of(std::string const& name, std::string const& text, Reads reads)
    {
        if (reads == Reads::text)
            return {to_icu(text)};
        if (reads == Reads::date) {
            auto const day = Date::read(text);
            must(
                day.ok(), "the argument " + name + " of a sentence is shown as a date and is none");
            return {midday(*day), icu::Formattable::kIsDate};
        }
        double number = 0;
        auto const end = text.data() + text.size();
        auto const read = std::from_chars(text.data(), end, number);
        must(read.ec == std::errc{} && read.ptr == end,
            "the argument " + name + " of a sentence is counted and is no number");
        return {number};
    }
} // namespace

Pattern read_pattern(std::string_view text, std::string_view language)
{
    Pattern pattern{std::string(text)};
    pattern.plain = text.find_first_of("{}") == text.npos && text.find("''") == text.npos;
    if (pattern.plain)
        return pattern;
    UErrorCode trouble = U_ZERO_ERROR;
    UParseError where{};
    icu::MessageFormat const format(to_icu(text), locale_of(language), where, trouble);
    if (U_FAILURE(trouble))
        throw std::runtime_error(
            fmt::format("{} near character {}", u_errorName(trouble), where.offset + 1));
    icu::MessagePattern const parsed(to_icu(text), &where, trouble);
    for (int32_t at = 0; at < parsed.countParts(); ++at) {
        if (parsed.getPartType(at) != UMSGPAT_PART_TYPE_ARG_START)
            continue;
        auto const& name = parsed.getPart(at + 1);
        if (name.getType() != UMSGPAT_PART_TYPE_ARG_NAME)
            throw std::runtime_error("give its arguments names, not numbers");
        auto& reads = pattern.arguments[from_icu(parsed.getSubstring(name))];
        if (auto const more = what_is_read(parsed, at); more != Reads::text)
            reads = more;
    }
    return pattern;
}

std::string write(Pattern const& pattern, std::string_view language, Words const& words)
{
    if (pattern.plain)
        return pattern.text;
    UErrorCode trouble = U_ZERO_ERROR;
    UParseError where{};
    icu::MessageFormat format(to_icu(pattern.text), locale_of(language), where, trouble);
    std::unique_ptr<icu::TimeZone> const utc(icu::TimeZone::getGMT()->clone());
    for (int32_t i = 0, count = 0; auto const *const *formats = format.getFormats(count); ++i) {
        if (i >= count)
            break;
        if (auto const* day = dynamic_cast<icu::DateFormat const*>(formats[i])) {
            std::unique_ptr<icu::DateFormat> copy(day->clone());
            copy->setTimeZone(*utc);
            format.setFormat(i, *copy);
            formats = format.getFormats(count);
        }
    }
    std::vector<icu::UnicodeString> names;
    std::vector<icu::Formattable> values;
    for (auto const& [name, text] : words.arguments) {
        auto const wanted = pattern.arguments.find(name);
        if (wanted == pattern.arguments.end())
            continue;
        names.push_back(to_icu(name));
        values.push_back(value_of(name, text, wanted->second));
    }
    icu::UnicodeString said;
    format.format(names.data(), values.data(), static_cast<int32_t>(names.size()), said, trouble);
    must(U_SUCCESS(trouble), "a sentence could not be said: " + pattern.text);
    return from_icu(said);
}

std::string write(Date day, std::string_view language)
{
    std::unique_ptr<icu::DateFormat> const format(
        icu::DateFormat::createDateInstance(icu::DateFormat::kLong, locale_of(language)));
    must(format != nullptr, "dates cannot be written in " + std::string(language));
    std::unique_ptr<icu::TimeZone> const utc(icu::TimeZone::getGMT()->clone());
    format->setTimeZone(*utc);
    icu::UnicodeString said;
    return from_icu(format->format(midday(day), said));
}

std::string filled(std::string_view sentence, Words const& words)
{
    std::string text;
    while (!sentence.empty()) {
        auto const open = sentence.find('{');
        auto const close = open == sentence.npos ? open : sentence.find('}', open);
        if (close == sentence.npos)
            break;
        auto const name = sentence.substr(open + 1, close - open - 1);
        text += sentence.substr(0, open);
        auto const at = std::find_if(words.arguments.begin(), words.arguments.end(),
            [&](auto const& argument) { return argument.first == name; });
        if (at == words.arguments.end())
            text += sentence.substr(open, close - open + 1);
        else
            text += at->second;
        sentence.remove_prefix(close + 1);
    }
    return text.append(sentence);
}

std::string stretch(std::string_view text)
{
    std::string longer;
    std::size_t owed = 4; // fifths of a character still to add, rounded up
    for (auto const letter : text) {
        longer += letter;
        owed += 2; // two fifths are 40 %
        auto const can_double
            = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
        for (; can_double && owed >= 5; owed -= 5)
            longer += letter;
    }
    return longer;
}

} // namespace kith::words
