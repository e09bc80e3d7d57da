// SPDX-License-Identifier: MIT
#pragma once

// Text as a QR code (ISO/IEC 18004) for a phone's camera, drawn as SVG with attributes only, so
// that it stands in a page without style or script. By libqrencode, with error correction level M.
//
// Shapes   one path of black runs on a white square, with the margin of four modules that readers
//          need; black on white whatever the page's own colours are. Without
//          a name for screen readers: the page says what it is.
// Cost     some 0.2 ms.
// Errors   a text too long for any QR code (over 2,331 bytes) is our error: std::logic_error.
// Threads  safe.

#include <string>
#include <string_view>

namespace kith::access {

[[nodiscard]] std::string draw_qr(std::string_view text);

} // namespace kith::access
