// SPDX-License-Identifier: MIT
#include "contexts/peer_picture.h"
#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <numbers>

namespace kith::contexts {
namespace {
    constexpr double middle = 180;
    constexpr double ring = 150;
    constexpr double largest_dot = 17;

    struct Spot {
        double x = 0;
        double y = 0;
    };

    Spot spot_of(std::size_t place, std::size_t people)
    {
        auto const turn
            = 2 * std::numbers::pi * static_cast<double>(place) / static_cast<double>(people)
            - std::numbers::pi / 2; // the first stands on top
        return {middle + ring * std::cos(turn), middle + ring * std::sin(turn)};
    }

    std::string escaped(std::string const& text)
    {
        std::string safe;
        for (auto const c : text)
            switch (c) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            default:
                safe += c;
            }
        return safe;
    }
} // namespace

std::string drawn(PeerPicture const& picture)
{
    auto const people = picture.names.size();
    if (people < 2 || people > most_in_a_picture)
        return {};
    auto svg
        = fmt::format("<svg class=\"kith-map\" xmlns=\"http://www.w3.org/2000/svg\" "
                      "viewBox=\"0 0 360 360\" width=\"360\" height=\"360\" role=\"img\" "
                      "aria-labelledby=\"peer-title peer-text\"><title "
                      "id=\"peer-title\">Who knows whom</title><desc id=\"peer-text\">{} people "
                      "in a ring, {} lines between them. The list says the same.</desc>",
            people, picture.ties.size());
    svg += "<g stroke=\"currentColor\" stroke-width=\"2\" stroke-opacity=\"0.6\">";
    for (auto const& [one, other] : picture.ties) {
        auto const from = spot_of(one, people);
        auto const to = spot_of(other, people);
        svg += fmt::format("<line x1=\"{:.0f}\" y1=\"{:.0f}\" x2=\"{:.0f}\" y2=\"{:.0f}\"/>",
            from.x, from.y, to.x, to.y);
    }
    svg += "</g>";
    auto const dot = std::min(largest_dot, std::numbers::pi * ring / static_cast<double>(people));
    for (std::size_t i = 0; i < people; ++i) {
        auto const at = spot_of(i, people);
        svg += fmt::format(
            "<g><title>{}</title><circle cx=\"{:.0f}\" cy=\"{:.0f}\" r=\"{:.0f}\" "
            "class=\"kith-peer\" stroke=\"currentColor\" stroke-width=\"2\"/><text x=\"{:.0f}\" "
            "y=\"{:.0f}\" text-anchor=\"middle\" font-size=\"{:.0f}\" "
            "fill=\"currentColor\">{}</text></g>",
            escaped(picture.names[i]), at.x, at.y, dot, at.x, at.y + dot / 3, dot, i + 1);
    }
    return svg + "</svg>";
}

} // namespace kith::contexts
