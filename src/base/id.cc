// SPDX-License-Identifier: MIT
#include "base/id.h"
#include "base/random.h"
#include <cstring>

namespace kith {
namespace {
    constexpr std::string_view hex_digits = "0123456789abcdef";

    // The value of each hexadecimal digit, either case; -1 for all else.
    constexpr auto hex_values = [] {
        std::array<std::int8_t, 256> values{};
        values.fill(-1);
        for (std::size_t digit = 0; digit < 10; ++digit)
            values['0' + digit] = static_cast<std::int8_t>(digit);
        for (std::size_t digit = 10; digit < 16; ++digit) {
            values['a' + digit - 10] = static_cast<std::int8_t>(digit);
            values['A' + digit - 10] = static_cast<std::int8_t>(digit);
        }
        return values;
    }();
    int hex_value(char c) { return hex_values[static_cast<unsigned char>(c)]; }
    bool dash_stands_at(std::size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }
} // namespace

Uuid Uuid::from(std::array<std::uint8_t, 16> bytes)
{
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x40);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
    Uuid uuid;
    uuid.bytes_ = bytes;
    return uuid;
}

Uuid Uuid::fresh()
{
    std::array<std::uint8_t, 16> bytes{};
    fill_random(bytes);
    return from(bytes);
}

Result<Uuid> Uuid::read(std::string_view text)
{
    if (text.size() != 36)
        return not_found();
    Uuid uuid;
    std::size_t byte = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (dash_stands_at(i)) {
            if (text[i] != '-')
                return not_found();
            ++i;
            continue;
        }
        auto const high = hex_value(text[i]);
        auto const low = hex_value(text[i + 1]);
        if (high < 0 || low < 0)
            return not_found();
        uuid.bytes_[byte++] = static_cast<std::uint8_t>(high * 16 + low);
        i += 2;
    }
    return uuid;
}

std::string Uuid::write() const
{
    std::string text(36, '-');
    std::size_t at = 0;
    for (auto const byte : bytes_) {
        at += dash_stands_at(at) ? 1 : 0;
        text[at++] = hex_digits[byte >> 4];
        text[at++] = hex_digits[byte & 15];
    }
    return text;
}

} // namespace kith

std::size_t std::hash<kith::Uuid>::operator()(kith::Uuid const& uuid) const noexcept
{
    std::size_t value = 0; // the bytes are random: any eight of them are a hash
    std::memcpy(&value, uuid.bytes().data(), sizeof value);
    return value;
}
