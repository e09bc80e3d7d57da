// SPDX-License-Identifier: MIT
#pragma once

// For tests: pictures made by code, as cameras and wrongdoers make them.

#include "platform/documents/codecs.h"
#include <array>
#include <png.h>

namespace kith::documents {

inline Pixels plain(int width, int height, std::array<std::uint8_t, 3> colour)
{
    Pixels picture{width, height, {}};
    for (int i = 0; i < width * height; ++i)
        picture.rgb.insert(picture.rgb.end(), colour.begin(), colour.end());
    return picture;
}

// Red at the top left, green at the top right, blue at the bottom left, white at the bottom right:
// a quarter of the picture each.
inline Pixels quarters(int width, int height)
{
    Pixels picture{width, height, {}};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            bool const left = x < width / 2;
            bool const top = y < height / 2;
            picture.rgb.push_back(left == top ? 255 : 0);
            picture.rgb.push_back(left ? 0 : 255);
            picture.rgb.push_back(top ? 0 : 255);
        }
    return picture;
}

inline std::string as_jpeg(Pixels const& picture) { return encode_jpeg(picture).value(); }

// What a camera writes in front of its picture: how it was held, and more.
inline std::string with_exif(std::string const& jpeg, int orientation, std::string const& more = {})
{
    std::string tiff("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 19);
    tiff.push_back(static_cast<char>(orientation));
    tiff += std::string("\0\0\0\0\0\0", 6) + more;
    auto const body = std::string("Exif\0\0", 6) + tiff;
    auto const size = body.size() + 2;
    std::string segment("\xFF\xE1");
    segment.push_back(static_cast<char>(size >> 8U));
    segment.push_back(static_cast<char>(size & 0xFFU));
    return jpeg.substr(0, 2) + segment + body + jpeg.substr(2);
}

// The same picture, whose header says another size.
inline std::string with_size(std::string jpeg, unsigned width, unsigned height)
{
    auto const at = jpeg.find("\xFF\xC0"); // start of frame, baseline
    std::array<unsigned, 4> const bytes{height >> 8U, height & 0xFFU, width >> 8U, width & 0xFFU};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        jpeg[at + 5 + i] = static_cast<char>(bytes[i]);
    return jpeg;
}

inline std::string as_png(Pixels const& picture)
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(picture.width);
    image.height = static_cast<png_uint_32>(picture.height);
    image.format = PNG_FORMAT_RGB;
    png_alloc_size_t size = 0;
    png_image_write_to_memory(&image, nullptr, &size, 0, picture.rgb.data(), 0, nullptr);
    std::string made(size, '\0');
    png_image_write_to_memory(&image, made.data(), &size, 0, picture.rgb.data(), 0, nullptr);
    made.resize(size);
    return made;
}

inline std::string four_bytes(std::uint32_t number)
{
    std::string text;
    for (unsigned shift = 32; shift > 0; shift -= 8)
        text.push_back(static_cast<char>(number >> (shift - 8) & 0xFFU));
    return text;
}

// A chunk of a PNG, with its check sum (PNG 3rd edition, annex D).
inline std::string png_chunk(std::string const& type, std::string const& body)
{
    std::uint32_t sum = ~0U;
    for (char const c : type + body) {
        sum ^= static_cast<std::uint8_t>(c);
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum & 1U) != 0 ? 0xEDB88320U ^ (sum >> 1U) : sum >> 1U;
    }
    return four_bytes(static_cast<std::uint32_t>(body.size())) + type + body + four_bytes(~sum);
}

// All that is there of a picture of that size: its header, and a beginning of nothing.
inline std::string png_header(std::uint32_t width, std::uint32_t height)
{
    return std::string("\x89PNG\r\n\x1A\n", 8)
        + png_chunk(
            "IHDR", four_bytes(width) + four_bytes(height) + std::string("\x08\x02\0\0\0", 5))
        + png_chunk("IDAT", std::string("\x78\x9C\x03\0\0\0\0\x01", 8)) + png_chunk("IEND", "");
}

} // namespace kith::documents
