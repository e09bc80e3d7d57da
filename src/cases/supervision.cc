// SPDX-License-Identifier: MIT
#include "cases/supervision.h"
#include "cases/too_long.h"
#include <array>

namespace kith::cases {
namespace {
    std::string without_edges(std::string const& text)
    {
        auto const first = text.find_first_not_of(" \t\r\n");
        if (first == std::string::npos)
            return {};
        return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    }

    struct SupervisionText {
        char const* field;
        std::string Supervision::*text;
    };
    constexpr std::array<SupervisionText, 3> supervision_texts{
        {{"reflection", &Supervision::reflection}, {"decisions", &Supervision::decisions},
            {"worker_needs", &Supervision::worker_needs}}};
} // namespace

Supervision tidied(Supervision one)
{
    for (auto const& each : supervision_texts)
        one.*each.text = without_edges(one.*each.text);
    return one;
}

std::vector<Error> problems_of(Supervision const& one, Date today)
{
    std::vector<Error> problems;
    if (!one.on)
        problems.push_back(invalid("Enter the day you went through the case", "on"));
    else if (today < *one.on)
        problems.push_back(invalid("That day is still to come", "on"));
    if (one.worker.none())
        problems.push_back(invalid("Choose with whom you went through the case", "worker"));
    if (one.reflection.empty())
        problems.push_back(invalid("Write what you thought about together", "reflection"));
    if (one.decisions.empty())
        problems.push_back(invalid(
            "Write what was decided and why; that nothing changes is a decision too", "decisions"));
    for (auto const& each : supervision_texts)
        if (auto long_one = too_long(one.*each.text, longest_supervision_text, each.field))
            problems.push_back(std::move(*long_one));
    if (one.next && one.on && *one.next <= *one.on)
        problems.push_back(invalid("Looking again comes after the day you met", "next"));
    return problems;
}

} // namespace kith::cases
