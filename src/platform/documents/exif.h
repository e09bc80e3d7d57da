// SPDX-License-Identifier: MIT
#pragma once

// The one thing we want to know of what a camera writes beside its picture: how it was held.
//
// Shapes   a TIFF header and its first directory (Exif 2.32, 4.5), as a JPEG's APP1 segment holds
//          them after "Exif\0\0" and a PNG's eXIf chunk whole.
// Errors   none: what does not read is 1, upright.

#include <cstdint>
#include <span>

namespace kith::documents {

[[nodiscard]] int exif_orientation(std::span<std::uint8_t const> tiff);

} // namespace kith::documents
