// SPDX-License-Identifier: MIT
#include "cases/plan.h"
#include "base/reference.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <map>

namespace kith::cases {
namespace {
    constexpr std::size_t longest_plan_text = 2000;
    constexpr std::array<std::string_view, 12> street_words = {"street", "road", "lane", "avenue",
        "close", "drive", "court", "terrace", "crescent", "grove", "place", "way"};

    void trim_plan_text(std::string& text)
    {
        auto const first = text.find_first_not_of(" \t\r\n");
        text = first == std::string::npos
            ? ""
            : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    }

    // Words with what stands at their ends taken off; an empty one where a sentence ends.
    std::vector<std::string> words_of(std::string_view text)
    {
        std::vector<std::string> words;
        std::string word;
        auto const end_word = [&] {
            if (!word.empty())
                words.push_back(std::move(word));
            word.clear();
        };
        for (auto const c : text) {
            auto const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9') || c == '\'' || c == '-'
                || static_cast<unsigned char>(c) > 127;
            if (letter)
                word += c;
            else
                end_word();
            if (c == '.' || c == '!' || c == '?' || c == '\n')
                words.emplace_back();
        }
        end_word();
        return words;
    }

    bool has_capital(std::string const& word)
    {
        return word.size() > 1 && word[0] >= 'A' && word[0] <= 'Z' && word[1] >= 'a';
    }

    bool is_number(std::string const& word)
    {
        return !word.empty() && word.size() <= 4
            && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
    }

    bool is_street(std::string word)
    {
        for (auto& c : word)
            c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        return std::ranges::find(street_words, word) != street_words.end();
    }

    // "FY1 1AA": one or two letters, a digit and perhaps more; then a digit and two letters.
    bool is_postcode(std::string const& out, std::string const& in)
    {
        auto const letter = [](char c) { return c >= 'A' && c <= 'Z'; };
        auto const digit = [](char c) { return c >= '0' && c <= '9'; };
        return out.size() >= 2 && out.size() <= 4 && letter(out[0])
            && std::ranges::any_of(out, digit) && in.size() == 3 && digit(in[0]) && letter(in[1])
            && letter(in[2]);
    }
} // namespace

bool WholePlan::changed_since_agreed() const
{
    if (!plan.agreed_at)
        return false;
    auto const newer = [&](auto const& one) { return *plan.agreed_at < one.recorded_at; };
    if (partner_left_at && *plan.agreed_at < *partner_left_at)
        return true;
    if (actions_changed_at && *plan.agreed_at < *actions_changed_at)
        return true;
    return *plan.agreed_at < plan.recorded_at || std::ranges::any_of(goals, newer)
        || std::ranges::any_of(partners, newer);
}

std::vector<actions::Action> WholePlan::actions_of(GoalId goal) const
{
    std::vector<actions::Action> some;
    for (auto const& one : actions)
        if (one.drawn_from == thing(goal))
            some.push_back(one);
    return some;
}

Result<Plan> checked(Plan plan)
{
    for (auto const& [field, text] :
        {std::pair("own_goal", &plan.own_goal), {"own_view", &plan.own_view},
            {"trusted_worker", &plan.trusted_worker}, {"agreed_with", &plan.agreed_with}}) {
        trim_plan_text(*text);
        if (text->size() > longest_plan_text)
            return invalid("Write 2,000 characters or fewer", field);
    }
    return plan;
}

Result<Partner> checked(Partner partner)
{
    for (auto const& [field, text] :
        {std::pair("who", &partner.who), {"own_view", &partner.own_view}, {"offer", &partner.offer},
            {"their_part", &partner.their_part}, {"may_be_told", &partner.may_be_told}}) {
        trim_plan_text(*text);
        if (text->size() > longest_plan_text)
            return invalid("Write 2,000 characters or fewer", field);
    }
    if (partner.who.empty())
        return invalid("Say who it is, as the family would", "who");
    return partner;
}

ActionCounts count_actions(std::vector<actions::Action> const& all)
{
    ActionCounts counts;
    for (auto const& one : all) {
        if (one.state == actions::ActionState::withdrawn)
            continue;
        auto& kind = one.kind == "watches_or_limits" ? counts.watch
            : one.kind == "supports"                 ? counts.support
            : one.kind == "changes_context"          ? counts.change
                                                     : counts.other;
        ++kind;
    }
    return counts;
}

std::vector<std::string> effort_beside_weight(WholePlan const& whole, Weighting const& weighting,
    std::function<std::string(std::string const&)> const& label)
{
    std::map<std::string, int> aimed;
    for (auto const& goal : whole.goals)
        if (goal.state != "dropped")
            aimed[goal.aims_at] += static_cast<int>(whole.actions_of(goal.id).size());
    std::vector<std::string> said;
    for (auto const& heaviest : heaviest_in_harm(weighting)) {
        auto const there = aimed[heaviest];
        if (there == 0) {
            said.push_back(fmt::format(
                "{} weighs most in the harm, and no action is aimed there.", label(heaviest)));
            continue;
        }
        for (auto const& part : weighting.parts)
            if (weight_rank(part.harm) < weight_rank(weighting.part(heaviest)->harm)
                && aimed[part.part] > there)
                said.push_back(
                    fmt::format("{} weighs more in the harm than {}, and has fewer actions: {} "
                                "beside {}.",
                        label(heaviest), label(part.part), there, aimed[part.part]));
        if (aimed["LIFE"] > there)
            said.push_back(fmt::format("{} weighs most in the harm, and more actions are aimed at "
                                       "the person ({}) than at what harms them there ({}).",
                label(heaviest), aimed["LIFE"], there));
    }
    return said;
}

bool tells_an_address(std::string_view text)
{
    auto const words = words_of(text);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i + 1 < words.size() && is_postcode(words[i], words[i + 1]))
            return true;
        if (is_number(words[i]))
            for (auto j = i + 2; j < words.size() && j <= i + 3; ++j)
                if (is_street(words[j]) && has_capital(words[j]))
                    return true;
    }
    return false;
}

bool has_a_persons_reference(std::string_view text)
{
    for (auto at = text.find("P-"); at != std::string_view::npos; at = text.find("P-", at + 1))
        if (Reference::read(text.substr(at, 10)))
            return true;
    return false;
}

} // namespace kith::cases
