// SPDX-License-Identifier: MIT
#include "platform/access/qr.h"
#include <doctest/doctest.h>

namespace kith::access {

TEST_CASE("a QR code has the margin and the corner that a camera looks for, and no style")
{
    auto const svg = draw_qr("HI");
    CHECK(svg.starts_with("<svg aria-hidden=\"true\""));
    CHECK(svg.find("viewBox=\"0 0 29 29\"") != std::string::npos); // version 1: 21, and twice 4
    CHECK(svg.find("d=\"M4 4h7v1H4z") != std::string::npos);       // the finder's upper edge
    CHECK(svg.find("style") == std::string::npos);
    CHECK(svg.ends_with("</svg>"));
}

TEST_CASE("a text that no QR code holds is our error")
{
    CHECK_THROWS_AS((void)draw_qr(std::string(3000, 'x')), std::logic_error);
}

} // namespace kith::access
