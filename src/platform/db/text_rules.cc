// SPDX-License-Identifier: MIT
#include "platform/db/text_rules.h"

namespace kith::db {

namespace {
    // How many bytes the character at the front takes; 0 if it is not one (RFC 3629, table 3-7 of
    // the Unicode Standard: no overlong forms, no surrogates, nothing above U+10FFFF).
    std::size_t character_size(std::string_view text)
    {
        auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
        auto const first = byte(0);
        if (first < 0x80)
            return first == 0 ? 0 : 1;
        std::size_t const size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || text.size() < size)
            return 0;
        unsigned const low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        unsigned const high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (byte(1) < low || byte(1) > high)
            return 0;
        for (std::size_t i = 2; i < size; ++i)
            if ((byte(i) & 0xC0U) != 0x80)
                return 0;
        return size;
    }
} // namespace

bool is_unicode(std::string_view text)
{
    while (!text.empty()) {
        auto const size = character_size(text);
        if (size == 0)
            return false;
        text.remove_prefix(size);
    }
    return true;
}

void expect_unicode(Sql const& sql, std::span<Value const> values)
{
    for (auto const& value : values)
        if (auto const* text = std::get_if<std::string>(&value); text && !is_unicode(*text))
            throw Failure(Trouble::wrong,
                std::string(sql.name) + ": a text given to it is not Unicode, or holds a NUL");
}

} // namespace kith::db
