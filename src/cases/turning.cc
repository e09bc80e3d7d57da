// SPDX-License-Identifier: MIT
#include "cases/turning.h"
#include <algorithm>

namespace kith::cases {
namespace {
    constexpr int years_of_childhood = 18; // Children Act 1989 section 105

    bool says_nothing(std::string const& text)
    {
        return text.find_first_not_of(" \t\r\n") == std::string::npos;
    }

    void check_length(std::string const& text, char const* field, std::vector<Error>& problems)
    {
        if (text.size() > longest_turning_text)
            problems.push_back(invalid("Say it in fewer words", field));
    }
} // namespace

Date turns_18_on(Date birth)
{
    auto const year = birth.year() + years_of_childhood;
    auto const day = Date::of(year, birth.month(), birth.day());
    return day ? *day : Date::of(year, 3, 1).value();
}

std::vector<TurningStep> turning_steps(
    actions::Clocks const& clocks, WorkingDays const& working_days, Date birth)
{
    auto const birthday = turns_18_on(birth);
    std::vector<TurningStep> steps;
    auto const add = [&](char const* id, Date from) {
        auto const& rule = clocks.rule(id);
        steps.push_back({id, actions::due_on(rule, from, working_days), rule.duty});
    };
    add(transition_step, birth);
    add(first_warning_step, birthday);
    add("turning_18.last_warning", birthday);
    steps.push_back({"turned_18", birthday, "Ask for consent anew: they are 18"});
    return steps;
}

std::vector<Error> problems_of(Consent const& consent, Date today)
{
    std::vector<Error> problems;
    if (consent.answer.empty())
        problems.push_back(invalid("Say what they answered", "answer"));
    if (consent.on > today)
        problems.push_back(invalid("The day cannot be in the future", "on"));
    if ((consent.answer == "given" || consent.answer == "refused")
        && says_nothing(consent.own_words))
        problems.push_back(invalid("Write what they said, in their own words", "own_words"));
    if ((consent.answer == "decided_for" || consent.answer == "not_asked")
        && says_nothing(consent.because))
        problems.push_back(invalid("Say why", "because"));
    check_length(consent.own_words, "own_words", problems);
    check_length(consent.because, "because", problems);
    return problems;
}

std::optional<Consent> consent_as_adult(std::vector<Consent> const& latest_first, Date birthday)
{
    auto const counts
        = [&](Consent const& each) { return each.was_asked() && birthday <= each.on; };
    auto const found = std::ranges::find_if(latest_first, counts);
    return found == latest_first.end() ? std::nullopt : std::optional(*found);
}

bool goes_on(Support const& support, Date on)
{
    return !support.withdrawn_at && (!support.until || on <= *support.until);
}

std::vector<Error> problems_of(Support const& support, Date today)
{
    std::vector<Error> problems;
    if (says_nothing(support.service))
        problems.push_back(invalid("Say who goes on supporting them", "service"));
    if (support.until && *support.until < today)
        problems.push_back(invalid("The last day cannot be in the past", "until"));
    check_length(support.service, "service", problems);
    check_length(support.does, "does", problems);
    return problems;
}

} // namespace kith::cases
