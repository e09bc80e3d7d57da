// SPDX-License-Identifier: MIT
#include "cases/weighting.h"
#include <algorithm>
#include <array>

namespace kith::cases {
namespace {
    constexpr std::array<std::string_view, 5> weight_words
        = {"strongest", "strong", "some", "none", "not_known"};
    constexpr std::size_t longest_weighting_text = 2000;

    void trim_weighting_text(std::string& text)
    {
        auto const first = text.find_first_not_of(" \t\r\n");
        text = first == std::string::npos
            ? ""
            : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    }

    void find_part_problems(PartWeight const& one, std::vector<Error>& problems)
    {
        for (auto const& [which, code] : {std::pair("harm", &one.harm), {"safety", &one.safety}})
            if (std::ranges::find(weight_words, *code) == weight_words.end())
                problems.push_back(
                    invalid("Choose how much it weighs", one.part + "-" + std::string(which)));
        auto const weighs = weight_rank(one.harm) > 0 || weight_rank(one.safety) > 0;
        if (weighs && one.because.empty())
            problems.push_back(invalid("Say why it weighs so much", one.part + "-because"));
        if (one.because.size() > longest_weighting_text)
            problems.push_back(invalid("Write 2,000 characters or fewer", one.part + "-because"));
    }

    void find_second_strongest(Weighting const& weighting, std::string PartWeight::*side,
        char const* which, std::vector<Error>& problems)
    {
        auto found = false;
        for (auto const& one : weighting.parts) {
            if (one.*side != "strongest")
                continue;
            if (found)
                problems.push_back(
                    invalid("One alone can be the strongest: call both strong, if they weigh alike",
                        one.part + "-" + which));
            found = true;
        }
    }
} // namespace

PartWeight const* Weighting::part(std::string_view code) const
{
    auto const found = std::ranges::find(parts, code, &PartWeight::part);
    return found == parts.end() ? nullptr : &*found;
}

std::vector<std::string> parts_to_weigh(std::string_view context_kind)
{
    if (context_kind.empty() || context_kind == "PEER")
        return {"HOME", "PEER", "SCHOOL", "PLACE", "ONLINE"};
    return {std::string(context_kind)};
}

int weight_rank(std::string_view code)
{
    return code == "strongest" ? 3 : code == "strong" ? 2 : code == "some" ? 1 : 0;
}

std::vector<Error> problems_of(Weighting const& weighting, Date today)
{
    std::vector<Error> problems;
    for (auto const& one : weighting.parts)
        find_part_problems(one, problems);
    find_second_strongest(weighting, &PartWeight::harm, "harm", problems);
    find_second_strongest(weighting, &PartWeight::safety, "safety", problems);
    if (std::ranges::all_of(weighting.parts, [](PartWeight const& one) {
            return one.harm == "not_known" && one.safety == "not_known";
        }))
        problems.push_back(invalid("Weigh one of them at least",
            weighting.parts.empty() ? "own_view" : weighting.parts.front().part + "-harm"));
    if (weighting.own_view.empty() && weighting.own_view_missing.empty())
        problems.push_back(
            invalid("Write their own view, or say why it was not heard", "own_view"));
    for (auto const& [field, text] : {std::pair("own_view", &weighting.own_view),
             {"own_view_missing", &weighting.own_view_missing}})
        if (text->size() > longest_weighting_text)
            problems.push_back(invalid("Write 2,000 characters or fewer", field));
    if (today < weighting.on)
        problems.push_back(invalid("Enter a day that is not in the future", "on"));
    return problems;
}

Weighting tidied(Weighting weighting)
{
    for (auto& one : weighting.parts)
        trim_weighting_text(one.because);
    trim_weighting_text(weighting.own_view);
    trim_weighting_text(weighting.own_view_missing);
    if (!weighting.own_view.empty())
        weighting.own_view_missing.clear();
    return weighting;
}

std::vector<std::string> heaviest_in_harm(Weighting const& weighting)
{
    auto most = 0;
    for (auto const& one : weighting.parts)
        most = std::max(most, weight_rank(one.harm));
    std::vector<std::string> heaviest;
    for (auto const& one : weighting.parts)
        if (most > 0 && weight_rank(one.harm) == most)
            heaviest.push_back(one.part);
    return heaviest;
}

} // namespace kith::cases
