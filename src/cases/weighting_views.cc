// SPDX-License-Identifier: MIT
#include "cases/weighting_views.h"
#include "cases/views.h"
#include <fmt/core.h>

namespace kith::cases {
namespace {
    using html::Value;
    constexpr int picture_row = 40;
    constexpr int picture_middle = 160;
    constexpr int picture_step = 46; // of one weight

    std::string weight_bar(std::string_view weight, bool harm, int top)
    {
        if (weight == "not_known")
            return fmt::format(
                R"(<text x="{}" y="{}" font-size="14" text-anchor="middle" fill="currentColor">?</text>)",
                picture_middle + (harm ? -12 : 12), top + 15);
        auto const length = weight_rank(weight) * picture_step;
        if (length == 0)
            return {};
        return fmt::format(
            R"(<rect x="{}" y="{}" width="{}" height="16" fill="{}" stroke="currentColor" stroke-width="2"></rect>)",
            harm ? picture_middle - 2 - length : picture_middle + 2, top + 2, length,
            harm ? "currentColor" : "none");
    }

    // A label of Kith's code list or of an overlay's, so it is escaped.
    std::string escaped_label(std::string_view label)
    {
        std::string text;
        for (auto const c : label)
            text += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : std::string(1, c);
        return text;
    }
} // namespace

std::string weighting_picture(Cases const& room, Weighting const& weighting)
{
    auto const height = 24 + picture_row * static_cast<int>(weighting.parts.size());
    auto svg = fmt::format(
        R"(<svg class="kith-weights" viewBox="0 0 320 {0}" width="280" height="{4}" aria-hidden="true" focusable="false"><text x="{1}" y="14" font-size="14" text-anchor="end" fill="currentColor">Harm</text><text x="{2}" y="14" font-size="14" fill="currentColor">Safety</text><path d="M{3} 20V{0}" stroke="currentColor" stroke-width="1"></path>)",
        height, picture_middle - 8, picture_middle + 8, picture_middle,
        height * 7 / 8); // as wide as the narrowest page lets it be
    auto top = 22;
    for (auto const& one : weighting.parts) {
        svg += fmt::format(R"(<text x="8" y="{}" font-size="13" fill="currentColor">{}</text>)",
            top + 13, escaped_label(label_of(room, "context_kind", one.part)));
        svg += weight_bar(one.harm, true, top + 16) + weight_bar(one.safety, false, top + 16);
        top += picture_row;
    }
    return svg + "</svg>";
}

Value weighting_view(Cases const& room, Visit const& visit, Weighting const& weighting)
{
    auto rows = Value::array();
    for (auto const& one : weighting.parts) {
        auto contexts = Value::array();
        for (auto const context : one.contexts)
            if (room.links.seen.may_know(visit, thing(context))) {
                auto const shown = room.links.seen.show(visit, thing(context));
                contexts.push(Value::object({{"text", shown.text}, {"href", shown.href}}));
            }
        rows.push(Value::object({{"part", label_of(room, "context_kind", one.part)},
            {"harm", label_of(room, "weight", one.harm)},
            {"safety", label_of(room, "weight", one.safety)}, {"because", one.because},
            {"contexts", contexts}}));
    }
    return Value::object({{"version", weighting.version}, {"on", weighting.on.in_words()},
        {"by", room.name_of(visit.reading(), weighting.by)}, {"own_view", weighting.own_view},
        {"own_view_missing", weighting.own_view_missing},
        {"picture", Value::safe(weighting_picture(room, weighting))}, {"rows", rows}});
}

} // namespace kith::cases
