// SPDX-License-Identifier: MIT
// Where each stands in the picture of who went missing with whom.
#include "missing/patterns_drawn.h"
#include "platform/html/escape.h"
#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <numbers>
#include <numeric>
#include <optional>

namespace kith::missing {
namespace {
    constexpr double page_wide = 360;
    constexpr double room_for_one = 40; // along a ring, from one dot to the next
    constexpr double least_ring = 46;
    constexpr double around_ring = 22; // from a dot's middle to the edge of its group
    constexpr double widest_dot = 13;

    using Group = std::vector<std::size_t>;

    // Those who are joined, directly or through others; the largest group first.
    std::vector<Group> groups_in(Network const& network)
    {
        std::vector<std::size_t> leads(network.names.size());
        std::iota(leads.begin(), leads.end(), std::size_t(0));
        auto const leader = [&](std::size_t one) {
            while (leads[one] != one)
                one = leads[one];
            return one;
        };
        for (auto const& tie : network.ties) {
            auto const one = leader(tie.one);
            auto const other = leader(tie.other);
            leads[std::max(one, other)] = std::min(one, other);
        }
        std::vector<Group> groups(network.names.size());
        for (std::size_t i = 0; i < network.names.size(); ++i)
            groups[leader(i)].push_back(i);
        std::erase_if(groups, [](Group const& group) { return group.empty(); });
        std::ranges::stable_sort(
            groups, [](Group const& one, Group const& other) { return one.size() > other.size(); });
        return groups;
    }

    // Whoever is joined to all others, if somebody is and they are three or more.
    std::optional<std::size_t> hub_of(Network const& network, Group const& group)
    {
        if (group.size() < 3)
            return std::nullopt;
        for (auto const one : group) {
            auto const ties = std::ranges::count_if(network.ties,
                [&](Network::Tie const& tie) { return tie.one == one || tie.other == one; });
            if (static_cast<std::size_t>(ties) == group.size() - 1)
                return one;
        }
        return std::nullopt;
    }

    struct Ring {
        std::optional<std::size_t> hub = {};
        Group around = {};
        double radius = 0;
        [[nodiscard]] double side() const { return 2 * (radius + around_ring); }
    };

    Ring ring_of(Network const& network, Group const& group)
    {
        Ring ring{hub_of(network, group), group};
        if (ring.hub)
            std::erase(ring.around, *ring.hub);
        if (group.size() == 1)
            return ring;
        auto const needed
            = room_for_one * static_cast<double>(ring.around.size()) / (2 * std::numbers::pi);
        ring.radius = std::clamp(needed, least_ring, page_wide / 2 - around_ring);
        return ring;
    }

    void place_ring(NetworkPlaced& placed, Ring const& ring, Spot middle)
    {
        if (ring.hub)
            placed.spots[*ring.hub] = middle;
        for (std::size_t i = 0; i < ring.around.size(); ++i) {
            auto const turn = 2 * std::numbers::pi * static_cast<double>(i)
                    / static_cast<double>(ring.around.size())
                - std::numbers::pi / 2; // the first stands on top
            placed.spots[ring.around[i]] = {
                middle.x + ring.radius * std::cos(turn), middle.y + ring.radius * std::sin(turn)};
        }
        if (ring.radius > 0)
            placed.dot = std::min(placed.dot,
                0.8 * std::numbers::pi * ring.radius / static_cast<double>(ring.around.size()));
    }
} // namespace

NetworkPlaced placed(Network const& network)
{
    NetworkPlaced placed;
    placed.dot = widest_dot;
    placed.spots.resize(network.names.size());
    auto right = 0.0;
    auto row_tall = 0.0;
    for (auto const& group : groups_in(network)) {
        auto const ring = ring_of(network, group);
        if (right > 0 && right + ring.side() > page_wide) { // a new row
            placed.tall += row_tall;
            right = row_tall = 0;
        }
        place_ring(placed, ring, {right + ring.side() / 2, placed.tall + ring.side() / 2});
        right += ring.side();
        row_tall = std::max(row_tall, ring.side());
    }
    placed.tall += row_tall;
    return placed;
}

std::string drawn_network(std::string const& id, std::string const& title, Network const& network)
{
    if (network.names.size() < 2 || network.names.size() > most_in_a_network)
        return {};
    auto const where = placed(network);
    auto svg = fmt::format("<svg class=\"kith-drawn\" xmlns=\"http://www.w3.org/2000/svg\" "
                           "viewBox=\"0 0 {:.0f} {:.0f}\" width=\"540\" role=\"img\" "
                           "aria-labelledby=\"{}-title\" aria-describedby=\"{}-text\">"
                           "<title id=\"{}-title\">{}</title><desc id=\"{}-text\">{} people, {} "
                           "lines between them; the thicker, the more often. The list says the "
                           "same.</desc>",
        where.wide, where.tall, id, id, id, html::escape(title), id, network.names.size(),
        network.ties.size());
    svg += "<g stroke=\"currentColor\" stroke-opacity=\"0.6\">";
    for (auto const& tie : network.ties) {
        auto const& from = where.spots[tie.one];
        auto const& to = where.spots[tie.other];
        svg += fmt::format("<line x1=\"{:.0f}\" y1=\"{:.0f}\" x2=\"{:.0f}\" y2=\"{:.0f}\" "
                           "stroke-width=\"{}\"/>",
            from.x, from.y, to.x, to.y, std::min(2 * tie.times, 8));
    }
    svg += "</g>";
    for (std::size_t i = 0; i < network.names.size(); ++i) {
        auto const& at = where.spots[i];
        svg += fmt::format(
            "<g><title>{}</title><circle cx=\"{:.0f}\" cy=\"{:.0f}\" r=\"{:.0f}\" "
            "class=\"kith-peer\" stroke=\"currentColor\" stroke-width=\"2\"/><text x=\"{:.0f}\" "
            "y=\"{:.0f}\" text-anchor=\"middle\" font-size=\"{:.0f}\" "
            "fill=\"currentColor\">{}</text></g>",
            html::escape(network.names[i]), at.x, at.y, where.dot, at.x, at.y + where.dot / 3,
            where.dot, i + 1);
    }
    return svg + "</svg>";
}

std::vector<std::string> paths_of(Network const& network)
{
    auto ties = network.ties;
    std::ranges::stable_sort(ties,
        [](Network::Tie const& one, Network::Tie const& other) { return one.times > other.times; });
    std::vector<std::string> paths;
    for (auto const& tie : ties)
        paths.push_back(fmt::format("{} {} and {} {}: {}", tie.one + 1, network.names[tie.one],
            tie.other + 1, network.names[tie.other],
            tie.times == 1 ? std::string("once") : fmt::format("{} times", tie.times)));
    return paths;
}

} // namespace kith::missing
