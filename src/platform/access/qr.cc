// SPDX-License-Identifier: MIT
#include "platform/access/qr.h"
#include "base/result.h"
#include <fmt/core.h>
#include <memory>
#include <qrencode.h>

namespace kith::access {
namespace {
    constexpr int margin = 4;
    constexpr int pixels_a_module = 5;

    struct FreeCode {
        void operator()(QRcode* code) const { QRcode_free(code); }
    };

    // Each run of black modules of a row: "M4 4h7v1H4z".
    std::string path_of(QRcode const& code)
    {
        std::string path;
        auto const black = [&](int x, int y) {
            return x < code.width && (code.data[y * code.width + x] & 1U) != 0;
        };
        for (int y = 0; y < code.width; ++y)
            for (int x = 0; x < code.width; ++x) {
                auto const from = x;
                while (black(x, y))
                    ++x;
                if (x > from)
                    path += fmt::format("M{0} {1}h{2}v1H{0}z", from + margin, y + margin, x - from);
            }
        return path;
    }
} // namespace

std::string draw_qr(std::string_view text)
{
    std::string const whole(text);
    std::unique_ptr<QRcode, FreeCode> const code(
        QRcode_encodeString8bit(whole.c_str(), 0, QR_ECLEVEL_M));
    must(code != nullptr, "the text fits into a QR code");
    auto const side = code->width + 2 * margin;
    return fmt::format(
        "<svg aria-hidden=\"true\" viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" "
        "shape-rendering=\"crispEdges\" focusable=\"false\"><rect width=\"100%\" height=\"100%\" "
        "fill=\"#ffffff\"/><path fill=\"#000000\" d=\"{}\"/></svg>",
        side, side, side * pixels_a_module, side * pixels_a_module, path_of(*code));
}

} // namespace kith::access
