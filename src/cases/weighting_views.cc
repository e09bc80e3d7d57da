// SPDX-License-Identifier: MIT
#include "cases/weighting_views.h"
#include "cases/views.h"
#include <fmt/core.h>

namespace kith::cases {
namespace {
    using html::Value;
    // Each context has a line of words and, under it, a bar to either side of the middle.
    constexpr int picture_row = 48;
    constexpr int picture_head = 26;
    constexpr int picture_middle = 140;
    constexpr int picture_step = 44; // of one weight

    std::string weight_bar(std::string_view weight, bool harm, int top)
    {
        auto const side = harm ? -1 : 1;
        if (weight == "not_known")
            return fmt::format(
                R"(<text x="{}" y="{}" font-size="15" text-anchor="middle" fill="currentColor">?</text>)",
                picture_middle + side * 14, top + 14);
        auto const length = weight_rank(weight) * picture_step;
        if (length == 0)
            return {};
        return fmt::format(
            R"(<rect class="kith-weights__{}" x="{}" y="{}" width="{}" height="16" rx="2" fill="{}" stroke="currentColor" stroke-width="1.5"></rect>)",
            harm ? "harm" : "safety", harm ? picture_middle - 2 - length : picture_middle + 2, top,
            length, harm ? "currentColor" : "none");
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
    auto const height = picture_head + picture_row * static_cast<int>(weighting.parts.size());
    auto svg = fmt::format(
        R"(<svg class="kith-weights" viewBox="0 0 {0} {1}" width="{0}" height="{1}" aria-hidden="true" focusable="false"><text x="{2}" y="15" font-size="15" text-anchor="end" fill="currentColor">In harm</text><text x="{3}" y="15" font-size="15" fill="currentColor">In safety</text>)",
        2 * picture_middle, height, picture_middle - 8, picture_middle + 8);
    auto top = picture_head;
    for (auto const& one : weighting.parts) {
        svg += fmt::format(
            R"(<text x="0" y="{}" font-size="15" font-weight="700" fill="currentColor">{}</text><path d="M{} {}v22" stroke="currentColor" stroke-width="1.5"></path>)",
            top + 16, escaped_label(label_of(room, "context_kind", one.part)), picture_middle,
            top + 20);
        svg += weight_bar(one.harm, true, top + 23) + weight_bar(one.safety, false, top + 23);
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
