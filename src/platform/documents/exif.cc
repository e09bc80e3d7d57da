// SPDX-License-Identifier: MIT
#include "platform/documents/exif.h"
#include <cstddef>

namespace kith::documents {
namespace {
    constexpr std::uint32_t orientation_tag = 0x0112;
    constexpr std::uint32_t short_type = 3;
    constexpr std::size_t entry_size = 12;

    // Numbers of two or four bytes, in the order that the header names; 0 past the end.
    struct Tiff {
        std::span<std::uint8_t const> bytes;
        bool little = false;

        [[nodiscard]] std::uint32_t number(std::size_t at, std::size_t size) const
        {
            if (at > bytes.size() || bytes.size() - at < size)
                return 0;
            std::uint32_t value = 0;
            for (std::size_t i = 0; i < size; ++i)
                value = value << 8U | bytes[little ? at + size - 1 - i : at + i];
            return value;
        }
    };
} // namespace

int exif_orientation(std::span<std::uint8_t const> tiff)
{
    if (tiff.size() < 8 || tiff[0] != tiff[1] || (tiff[0] != 'I' && tiff[0] != 'M'))
        return 1;
    Tiff const file{tiff, tiff[0] == 'I'};
    if (file.number(2, 2) != 42)
        return 1;
    auto const directory = std::size_t(file.number(4, 4));
    auto const entries = file.number(directory, 2);
    for (std::size_t i = 0; i < entries; ++i) {
        auto const at = directory + 2 + i * entry_size;
        if (at >= tiff.size())
            break;
        if (file.number(at, 2) != orientation_tag || file.number(at + 2, 2) != short_type)
            continue;
        auto const value = file.number(at + 8, 2);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

} // namespace kith::documents
