// SPDX-License-Identifier: MIT
#include "cases/goal.h"
#include "cases/safety_map.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    constexpr std::size_t longest_goal_text = 500;
    constexpr std::array<std::string_view, 6> goal_aims
        = {"HOME", "PEER", "SCHOOL", "PLACE", "ONLINE", "LIFE"};

    bool is_letter(char c)
    {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || static_cast<unsigned char>(c) > 127;
    }

    std::string lowered(std::string_view text)
    {
        std::string low(text);
        for (auto& c : low)
            c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        return low;
    }

    void trim_goal_text(std::string& text)
    {
        auto const first = text.find_first_not_of(" \t\r\n");
        text = first == std::string::npos
            ? ""
            : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    }

    bool is_one_of(std::string const& code, std::initializer_list<std::string_view> codes)
    {
        return code.empty() || std::ranges::find(codes, code) != codes.end();
    }

    // Of the words found, the one that stands first.
    struct WordAt {
        std::size_t at = std::string::npos;
        std::string word = {};
    };
    WordAt first_word(std::string_view text, std::vector<std::string> const& words, bool whole_word,
        std::size_t from = 0)
    {
        WordAt first;
        auto const low = lowered(text);
        for (auto const& word : words)
            for (auto at = low.find(word, from); at < first.at; at = low.find(word, at + 1)) {
                auto const after = at + word.size();
                if (at > 0 && is_letter(low[at - 1]))
                    continue;
                if (!whole_word || after == low.size() || !is_letter(low[after]))
                    first = {at, word};
            }
        return first;
    }

    // Rule 2: what somebody noticed, felt or said of what we do. Whoever that is stands before it,
    // so that "Know your rights workshops" and "Patrols each week feel safer" are workshops and
    // patrols all the same.
    bool tells_a_change(std::string_view text, GoalWords const& words, std::size_t effort_at)
    {
        return first_word(text, words.change, true, 1).at < effort_at;
    }

    void find_effort(Goal const& goal, GoalWords const& words, std::vector<Error>& problems)
    {
        if (goal.measured_by != "observation")
            return;
        if (goal.what_it_tells == "what_we_do") {
            problems.push_back(invalid("This tells what we do, so it would look like success even "
                                       "if nothing changed. Say what is different afterwards: what "
                                       "would young people notice, say or feel?",
                "observation"));
            return;
        }
        auto const effort = first_word(goal.observation, words.effort, false);
        if (!effort.word.empty() && !tells_a_change(goal.observation, words, effort.at))
            problems.push_back(invalid("“" + effort.word
                    + "” counts what we do, so it would look like success even if nothing changed. "
                      "Say what is different afterwards: what would young people notice, say or "
                      "feel?",
                "observation"));
    }

    void find_count_problems(Goal const& goal, Date today, std::vector<Error>& problems)
    {
        if (!goal.baseline)
            return;
        auto const& was = *goal.baseline;
        if (was.of <= 0 || was.count < 0 || was.count > was.of)
            problems.push_back(
                invalid("Write how many of how many, such as 2 of 10", "baseline_count"));
        if (today < was.on)
            problems.push_back(invalid("Enter a day that is not in the future", "baseline_on"));
    }
} // namespace

double Counted::percent() const
{
    return of == 0 ? 0 : 100.0 * static_cast<double>(count) / static_cast<double>(of);
}

std::string Counted::in_words(std::string_view things) const
{
    auto const* const back = taken_back ? " (taken back since)" : "";
    if (!told)
        return std::string(not_told_of_a_map) + back;
    return fmt::format("{} of {}{}{} ({} %) on {}{}", count, of, things.empty() ? "" : " ", things,
        std::lround(percent()), on.in_words(), back);
}

std::string word_found(
    std::string_view text, std::vector<std::string> const& words, bool whole_word)
{
    return first_word(text, words, whole_word).word;
}

std::vector<Error> problems_of(Goal const& goal, GoalWords const& words, Date today)
{
    std::vector<Error> problems;
    if (goal.statement.empty())
        problems.push_back(invalid("Write what shall be different", "statement"));
    for (auto const& [field, text] : {std::pair("statement", &goal.statement),
             {"observation", &goal.observation}, {"target", &goal.target}})
        if (text->size() > longest_goal_text)
            problems.push_back(invalid("Write 500 characters or fewer", field));
    if (!goal.aims_at.empty() && std::ranges::find(goal_aims, goal.aims_at) == goal_aims.end())
        problems.push_back(invalid("Choose what it is about", "aims_at"));
    if (!is_one_of(goal.measured_by, {"measure", "observation"}))
        problems.push_back(invalid("Choose how it is seen that it changes", "measured_by"));
    if (!is_one_of(goal.what_it_tells, {"what_is_different", "what_we_do"}))
        problems.push_back(
            invalid("Choose whether it is what we do or what is different", "what_it_tells"));
    find_effort(goal, words, problems);
    find_count_problems(goal, today, problems);
    if (goal.state == "dropped" && goal.state_because.empty())
        problems.push_back(invalid("Say why the goal is dropped", "state_because"));
    if (goal.state != "open" && goal.state != "reached" && goal.state != "dropped")
        problems.push_back(invalid("Choose how the goal stands", "state"));
    return problems;
}

Goal tidied(Goal goal)
{
    for (auto* const text : {&goal.statement, &goal.observation, &goal.target, &goal.state_because})
        trim_goal_text(*text);
    if (goal.measured_by != "measure") {
        goal.instrument.clear();
        goal.measure.clear();
        goal.baseline_measurement = {};
    }
    if (goal.measured_by == "measure") {
        goal.observation.clear();
        goal.what_it_tells = "what_is_different";
    }
    return goal;
}

std::string advice_on(std::string_view statement, GoalWords const& words)
{
    auto const low = lowered(statement);
    auto const says_no = word_found(low, words.negation, true);
    if (says_no.empty())
        return {};
    auto const begins = std::ranges::any_of(words.negation, [&](std::string const& word) {
        return low.starts_with(word) && (low.size() == word.size() || !is_letter(low[word.size()]));
    });
    if (!begins && !word_found(low, words.change, true).empty())
        return {};
    return "This goal says what must stop (“" + says_no
        + "”). Say what shall be there instead: a goal to go towards can be seen when it is "
          "reached. For example “Young people can name an adult they trust here”.";
}

std::vector<std::string> missing_in(Goal const& goal)
{
    std::vector<std::string> missing;
    auto const add
        = [&](char const* text) { missing.emplace_back("“" + goal.statement + "”: " + text); };
    if (goal.aims_at.empty())
        add("say whether it is about a context or the life");
    if (goal.measured_by.empty() || (goal.measured_by == "observation" && goal.observation.empty())
        || (goal.measured_by == "measure" && goal.measure.empty()))
        add("say what will be measured: what is different, not what we do");
    else if (!goal.baseline)
        add("record how it is today, so that it can be compared");
    else if (goal.what_it_tells != "what_is_different")
        add("say whether the measure tells what is different afterwards");
    if (goal.target.empty())
        add("say what it should be by the review");
    return missing;
}

} // namespace kith::cases
