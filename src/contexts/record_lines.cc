// SPDX-License-Identifier: MIT
#include "contexts/record_lines.h"
#include "contexts/history.h"
#include "contexts/own_views.h"
#include "contexts/views.h"
#include <fmt/core.h>

namespace kith::contexts {
namespace {
    std::string phases_in_words(Contexts const& room, Context const& context)
    {
        std::string text;
        for (auto const& code : context.phases)
            text += (text.empty() ? "" : ", ") + label_of(room, "school_phase", code);
        return text;
    }

    std::string point_in_words(Context const& context)
    {
        return context.point
            ? fmt::format("{:.5f}, {:.5f}", context.point->latitude, context.point->longitude)
            : std::string();
    }
} // namespace

std::vector<RecordLine> record_lines(
    Contexts const& room, Visit const& visit, Context const& context)
{
    return {{"Name", context.name}, {"Kind", label_of(room, "context_kind", context.kind)},
        {"Sort", context.sort.empty() ? "" : label_of(room, sorts_of(context.kind), context.sort)},
        {"Phases", phases_in_words(room, context)}, {"Register number (URN)", context.urn},
        {"DfE number", context.dfe_number}, {"Address", context.address, true},
        {"Postcode", context.postcode, true}, {"Area", area_in_words(visit, context), true},
        {"On the map", outline_in_words(context), true}, {"Point", point_in_words(context), true},
        {"Transport", context.transport, true},
        {"Protection", is_protected(context) ? "The address is protected" : ""},
        {"Platform", context.platform}, {"Handle", context.handle}, {"Address online", context.url},
        {"Owner or manager", context.owner}, {"When it is open or busy", context.opening},
        {"Opening hours", hours_in_words(room, context)},
        {"Status", context.closed ? "Closed" : "Open"}};
}

std::string changes_in_words(
    Contexts const& room, Visit const& visit, Context const& before, Context const& after)
{
    auto const withheld = before.address_withheld || after.address_withheld;
    auto const was = record_lines(room, visit, before);
    auto const is = record_lines(room, visit, after);
    auto const or_none = [](std::string const& text) { return text.empty() ? "none" : text; };
    std::string told;
    for (std::size_t i = 0; i < is.size(); ++i)
        if (was[i].text != is[i].text && !(withheld && is[i].where))
            told += fmt::format("{}{}: {}, before that {}", told.empty() ? "" : "\n", is[i].key,
                or_none(is[i].text), or_none(was[i].text));
    return told;
}

} // namespace kith::contexts
