// SPDX-License-Identifier: MIT
#pragma once

// The two libraries that read and write pictures, each in its own file. Both leave by longjmp when
// a picture is wrong, so whatever must be destroyed stands outside of what they can leave.
//
// Errors   nothing read: why not.

#include "platform/documents/picture.h"
#include "platform/documents/pixels.h"

namespace kith::documents {

struct Decoded {
    std::optional<Pixels> pixels = {}; // smaller, and upright
    Refusal refusal = Refusal::damaged;
};

// What may be decoded at all, known from the header.
[[nodiscard]] bool fits(std::int64_t width, std::int64_t height, std::int64_t most);

[[nodiscard]] Decoded decode_jpeg(std::string_view bytes, std::int64_t most = most_pixels);
[[nodiscard]] Decoded decode_png(std::string_view bytes, std::int64_t most = most_pixels);
[[nodiscard]] std::optional<std::string> encode_jpeg(Pixels const& picture);

} // namespace kith::documents
