// SPDX-License-Identifier: MIT
#include "cases/escalation.h"
#include <algorithm>

namespace kith::cases {
namespace {
    constexpr std::size_t longest_escalation_text = 20'000;

    std::string escalation_words(std::string const& text)
    {
        auto const first = text.find_first_not_of(" \t\r\n");
        if (first == std::string::npos)
            return {};
        return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    }
} // namespace

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
        else if ((one.*each.text).size() > longest_escalation_text)
            problems.push_back(invalid("This is too long: at most 20,000 letters", each.field));
    return problems;
}

} // namespace kith::cases
