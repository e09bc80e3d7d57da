// SPDX-License-Identifier: MIT
#include "platform/documents/picture.h"
#include "platform/documents/codecs.h"

namespace kith::documents {
namespace {
    using namespace std::string_view_literals;
    constexpr auto jpeg_begins = "\xFF\xD8\xFF"sv;
    constexpr auto png_begins = "\x89PNG\r\n\x1A\n"sv;
} // namespace

std::optional<PictureKind> kind_of(std::string_view first_bytes)
{
    if (first_bytes.starts_with(jpeg_begins))
        return PictureKind::jpeg;
    if (first_bytes.starts_with(png_begins))
        return PictureKind::png;
    return std::nullopt;
}

std::string_view type_of(PictureKind kind)
{
    return kind == PictureKind::jpeg ? "image/jpeg" : "image/png";
}

std::string_view ending_of(PictureKind kind) { return kind == PictureKind::jpeg ? "jpg" : "png"; }

Error in_words(Refusal refusal, std::string field)
{
    auto const* const key = refusal == Refusal::not_a_picture ? "forms.file.not_a_picture"
        : refusal == Refusal::damaged                         ? "forms.file.damaged"
        : refusal == Refusal::too_many_pixels                 ? "forms.file.too_many_pixels"
        : refusal == Refusal::took_too_long                   ? "forms.file.took_too_long"
                                                              : "forms.file.broken";
    return invalid(key, std::move(field));
}

bool fits(std::int64_t width, std::int64_t height, std::int64_t most)
{
    return width > 0 && height > 0 && width <= longest_side && height <= longest_side
        && width * height <= most;
}

bool says_too_many_pixels(std::string_view beginning)
{
    auto const number = [&](std::size_t at, std::size_t bytes) {
        std::int64_t value = 0;
        for (std::size_t i = 0; i < bytes; ++i)
            value = value * 256 + static_cast<unsigned char>(beginning[at + i]);
        return value;
    };
    auto const too_many = [](std::int64_t width, std::int64_t height) {
        return width > 0 && height > 0 && !fits(width, height, most_pixels);
    };
    auto const kind = kind_of(beginning);
    if (kind == PictureKind::png)
        return beginning.size() >= 24 && too_many(number(16, 4), number(20, 4));
    if (kind != PictureKind::jpeg)
        return false;
    for (std::size_t at = 2; at + 9 <= beginning.size() && number(at, 1) == 0xFF;) {
        auto const marker = number(at + 1, 1);
        if (marker == 0xFF) { // fill
            ++at;
            continue;
        }
        if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC)
            return too_many(number(at + 7, 2), number(at + 5, 2)); // a frame begins
        if (marker == 0xDA)                                        // the picture itself
            return false;
        at += 2 + static_cast<std::size_t>(number(at + 2, 2));
    }
    return false;
}

Drawn redraw(std::string_view original, std::int64_t most)
{
    auto const kind = kind_of(original);
    if (!kind)
        return {{}, Refusal::not_a_picture};
    auto decoded
        = *kind == PictureKind::jpeg ? decode_jpeg(original, most) : decode_png(original, most);
    if (!decoded.pixels)
        return {{}, decoded.refusal};
    auto picture = encode_jpeg(*decoded.pixels);
    auto small = encode_jpeg(smaller(*decoded.pixels, small_side));
    if (!picture || !small)
        return {{}, Refusal::broken};
    return {Redrawn{decoded.pixels->width, decoded.pixels->height, std::move(*picture),
                std::move(*small)},
        {}};
}

} // namespace kith::documents
