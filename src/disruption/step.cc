// SPDX-License-Identifier: MIT
#include "disruption/step.h"
#include <algorithm>
#include <boost/json.hpp>
#include <utility>

namespace kith::disruption {
namespace {
    struct StatusWords {
        StepStatus status;
        char const* name;
        char const* words;
    };
    constexpr StatusWords status_words[] = {{StepStatus::considered, "considered", "Considered"},
        {StepStatus::rejected, "rejected", "Considered and rejected"},
        {StepStatus::planned, "planned", "Planned"},
        {StepStatus::applied, "applied", "Applied for"},
        {StepStatus::granted, "granted", "Granted"}, {StepStatus::refused, "refused", "Refused"},
        {StepStatus::served, "served", "Served, or in force"},
        {StepStatus::breached, "breached", "Breached"}, {StepStatus::expired, "expired", "Expired"},
        {StepStatus::withdrawn, "withdrawn", "Withdrawn"}};

    // Rule 1. What was refused may be applied for again; what was rejected may be thought of again;
    // an order that is breached stands until it ends, and may be breached again.
    constexpr std::pair<StepStatus, StepStatus> follows[] = {
        {StepStatus::considered, StepStatus::rejected},
        {StepStatus::considered, StepStatus::planned},
        {StepStatus::considered, StepStatus::withdrawn},
        {StepStatus::rejected, StepStatus::considered}, {StepStatus::planned, StepStatus::rejected},
        {StepStatus::planned, StepStatus::applied}, {StepStatus::planned, StepStatus::served},
        {StepStatus::planned, StepStatus::withdrawn}, {StepStatus::applied, StepStatus::granted},
        {StepStatus::applied, StepStatus::refused}, {StepStatus::applied, StepStatus::withdrawn},
        {StepStatus::granted, StepStatus::served}, {StepStatus::granted, StepStatus::expired},
        {StepStatus::granted, StepStatus::withdrawn}, {StepStatus::refused, StepStatus::applied},
        {StepStatus::refused, StepStatus::rejected}, {StepStatus::served, StepStatus::breached},
        {StepStatus::served, StepStatus::expired}, {StepStatus::served, StepStatus::withdrawn},
        {StepStatus::breached, StepStatus::breached}, {StepStatus::breached, StepStatus::expired},
        {StepStatus::breached, StepStatus::withdrawn}};

    StatusWords const& words_of(StepStatus status)
    {
        return *std::ranges::find(status_words, status, &StatusWords::status);
    }

    constexpr StepQuestion every_step[] = {
        {"effect", "What would it do to the child?", "Or to each child it touches, without names",
            &StepAnswers::effect, false},
        {"child_view", "What does the child think of it?",
            "In their own words. If they were not asked, say why", &StepAnswers::child_view, true},
        {"carer_view", "What does a parent or carer think of it?",
            "In their own words. If they were not asked, say why", &StepAnswers::carer_view, true},
        {"displacement", "Where might the harm move to?",
            "Another place, hour, number or child, and what is done about that",
            &StepAnswers::displacement, false},
        {"retaliation", "Who might pay for it?",
            "Threats, debts or violence, and how those people are kept safe",
            &StepAnswers::retaliation, false},
        {"who_tells", "Who tells the child and their family, and when?", "",
            &StepAnswers::who_tells, false}};
    constexpr StepQuestion of_a_home
        = {"who_lives_there", "Who lives there, and where would they go?",
            "A notice cannot shut out people who live there. A full order may make a harmed tenant "
            "homeless",
            &StepAnswers::who_lives_there, false};
    constexpr StepQuestion of_a_child[]
        = {{"no_other_step", "Why would no step on an adult or a place do?", "",
               &StepAnswers::no_other_step, false},
            {"legal_advice", "What is the legal advice?", "Who gave it, and when",
                &StepAnswers::legal_advice, false},
            {"child_view_of_it", "What does the child whom it acts on think of that?",
                "In their own words", &StepAnswers::child_view_of_it, true}};

    void check_length(std::string const& text, char const* field, std::vector<Error>& problems)
    {
        if (text.size() > longest_step_text)
            problems.push_back(invalid("Say it in fewer words", field));
    }
} // namespace

bool says_nothing(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::string_view name_of(StepStatus status) { return words_of(status).name; }
std::string_view in_words_of(StepStatus status) { return words_of(status).words; }

std::optional<StepStatus> read_status(std::string_view text)
{
    for (auto const& one : status_words)
        if (one.name == text)
            return one.status;
    return std::nullopt;
}

bool may_follow(StepStatus next, StepStatus stands)
{
    return std::ranges::find(follows, std::pair(stands, next)) != std::end(follows);
}

std::vector<StepStatus> next_of(StepStatus stands)
{
    std::vector<StepStatus> all;
    for (auto const next : all_statuses)
        if (may_follow(next, stands))
            all.push_back(next);
    return all;
}

bool is_live(StepStatus status)
{
    return status == StepStatus::planned || status == StepStatus::applied
        || status == StepStatus::granted || status == StepStatus::served
        || status == StepStatus::breached;
}

std::vector<StepQuestion> questions_of(Tactic const& tactic, bool acts_on_child)
{
    std::vector<StepQuestion> all(std::begin(every_step), std::end(every_step));
    if (tactic.closes_a_home)
        all.push_back(of_a_home);
    if (acts_on_child)
        all.insert(all.end(), std::begin(of_a_child), std::end(of_a_child));
    return all;
}

std::vector<Error> problems_of(StepAnswers const& answers, Tactic const& tactic, bool acts_on_child)
{
    std::vector<Error> problems;
    for (auto const& question : questions_of(tactic, acts_on_child)) {
        auto const& text = answers.*question.answer;
        if (says_nothing(text))
            problems.push_back(
                invalid("Answer this: " + std::string(question.question), question.field));
        check_length(text, question.field, problems);
    }
    return problems;
}

std::string write(StepAnswers const& answers)
{
    boost::json::object all;
    auto const add = [&](StepQuestion const& question) {
        if (auto const& text = answers.*question.answer; !text.empty())
            all[question.field] = text;
    };
    for (auto const& question : every_step)
        add(question);
    add(of_a_home);
    for (auto const& question : of_a_child)
        add(question);
    return boost::json::serialize(all);
}

StepAnswers read_answers(std::string_view text)
{
    StepAnswers answers;
    boost::system::error_code wrong;
    auto const value = boost::json::parse(text, wrong);
    if (wrong || !value.is_object())
        return answers;
    auto const take = [&](StepQuestion const& question) {
        auto const* const found = value.as_object().if_contains(question.field);
        if (found && found->is_string())
            answers.*question.answer = std::string(found->as_string());
    };
    for (auto const& question : every_step)
        take(question);
    take(of_a_home);
    for (auto const& question : of_a_child)
        take(question);
    return answers;
}

std::vector<Error> problems_of(Step const& step, Tactic const& tactic)
{
    std::vector<Error> problems;
    if (says_nothing(step.because))
        problems.push_back(invalid("Say why it is considered", "because"));
    check_length(step.because, "because", problems);
    if (step.starts && step.expires && *step.expires < *step.starts)
        problems.push_back(invalid("It cannot end before it starts", "expires"));
    if (step.starts && step.review_on && *step.review_on < *step.starts)
        problems.push_back(invalid("The review cannot be before it starts", "review"));
    auto const longest = limit_day({step.starts, step.starts_at, {}, tactic.limit, {}, 0, {}});
    if (longest && step.expires && *longest < *step.expires)
        problems.push_back(invalid(
            tactic.limit->words + ": " + longest->in_words() + " is the last day it can have",
            "expires"));
    if (!step.footing.empty() && !tactic.footing(step.footing))
        problems.push_back(invalid("Choose from the list", "footing"));
    if (!step.footing.empty() && step.footing_child.none())
        problems.push_back(invalid("Say whose age or legal status it hangs on", "footing_child"));
    return problems;
}

std::vector<Error> problems_of_move(
    Step const& stands, StepStatus next, Date on, std::string const& why, Date today)
{
    std::vector<Error> problems;
    if (!may_follow(next, stands.status))
        problems.push_back(invalid("That cannot follow where it stands now", "status"));
    if (today < on)
        problems.push_back(invalid("The day cannot be in the future", "on"));
    if (on < stands.status_on)
        problems.push_back(invalid(
            "The day cannot be before " + stands.status_on.in_words() + ", the last entry's",
            "on"));
    auto const needs_why = next == StepStatus::rejected || next == StepStatus::refused
        || next == StepStatus::breached || next == StepStatus::withdrawn;
    if (needs_why && says_nothing(why))
        problems.push_back(invalid(
            next == StepStatus::breached ? "Say what happened" : "Say why, in words", "why"));
    check_length(why, "why", problems);
    return problems;
}

} // namespace kith::disruption
