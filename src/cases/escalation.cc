// SPDX-License-Identifier: MIT
#include "cases/escalation.h"
#include "cases/too_long.h"
#include <algorithm>

namespace kith::cases {

std::string escalation_words(std::string const& text)
{
    auto const first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

EscalationStage const& stage_of(std::string_view code)
{
    auto const* const at = std::ranges::find_if(
        escalation_stages, [&](EscalationStage const& stage) { return stage.code == code; });
    must(at != escalation_stages.end(), "a disagreement lies with somebody");
    return *at;
}

EscalationStage const* stage_after(std::string_view code)
{
    auto const* const next = &stage_of(code) + 1;
    return next == escalation_stages.end() ? nullptr : next;
}

bool has_reached(Escalation const& one, EscalationStage const& stage)
{
    return &stage_of(one.stage) >= &stage_of(stage.code);
}

Escalation tidied(Escalation one)
{
    for (auto const& each : escalation_texts)
        one.*each.text = escalation_words(one.*each.text);
    return one;
}

std::vector<Error> problems_of(Escalation const& one)
{
    std::vector<Error> problems;
    for (auto const& each : escalation_texts)
        if ((one.*each.text).empty())
            problems.push_back(invalid(each.missing, each.field));
        else if (auto long_one = too_long(one.*each.text, longest_escalation_text, each.field))
            problems.push_back(std::move(*long_one));
    return problems;
}

} // namespace kith::cases
