// SPDX-License-Identifier: MIT
#include "intelligence/handling.h"
#include <algorithm>
#include <array>

namespace kith::intelligence {
namespace {
    std::string_view trimmed(std::string_view text)
    {
        auto const first = text.find_first_not_of(" \t\r\n");
        if (first == std::string_view::npos)
            return {};
        return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    }

    void add_condition(std::vector<std::string>& all, std::string_view condition)
    {
        if (!condition.empty() && std::ranges::find(all, condition) == all.end())
            all.emplace_back(condition);
    }
} // namespace

Handling tightest(std::span<Handling const> all)
{
    Handling together;
    for (auto const& one : all) {
        if (one.code == HandlingCode::conditional || !one.conditions.empty())
            together.code = HandlingCode::conditional;
        for (auto const& condition : one.conditions)
            add_condition(together.conditions, trimmed(condition));
    }
    return together;
}

Handling tightest(Handling const& one, Handling const& other)
{
    return tightest(std::array{one, other});
}

bool at_least_as_tight(Handling const& one, Handling const& other)
{
    if (other.code == HandlingCode::conditional && one.code != HandlingCode::conditional)
        return false;
    return std::ranges::all_of(other.conditions, [&](std::string const& condition) {
        return std::ranges::find(one.conditions, condition) != one.conditions.end();
    });
}

Done check(Handling const& handling)
{
    if (handling.code == HandlingCode::conditional && handling.conditions.empty())
        return invalid(
            "Say on what conditions it may be shared, each on a line of its own", "conditions");
    if (handling.code == HandlingCode::permitted && !handling.conditions.empty())
        return invalid("What has conditions is handling C", "handling");
    return done();
}

std::vector<std::string> read_conditions(std::string_view typed)
{
    std::vector<std::string> all;
    while (!typed.empty()) {
        auto const end = std::min(typed.find('\n'), typed.size());
        add_condition(all, trimmed(typed.substr(0, end)));
        typed.remove_prefix(std::min(end + 1, typed.size()));
    }
    return all;
}

std::string write_conditions(std::vector<std::string> const& conditions)
{
    std::string all;
    for (auto const& one : conditions)
        all += (all.empty() ? "" : "\n") + one;
    return all;
}

std::string_view name_of(HandlingCode code) { return code == HandlingCode::permitted ? "P" : "C"; }

HandlingCode read_handling_code(std::string_view code)
{
    return code == "P" ? HandlingCode::permitted : HandlingCode::conditional;
}

std::string in_words_of(Handling const& handling)
{
    if (handling.code == HandlingCode::permitted)
        return "Handling P: lawful sharing permitted";
    std::string all = "Handling C: sharing permitted only on these conditions";
    for (std::size_t at = 0; at < handling.conditions.size(); ++at)
        all += (at == 0 ? ": " : "; ") + handling.conditions[at];
    return all;
}

} // namespace kith::intelligence
