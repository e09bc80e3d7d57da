// SPDX-License-Identifier: MIT
#include "cases/prompt.h"
#include <algorithm>
#include <map>
#include <sstream>

namespace kith::cases {
namespace {
    std::string trimmed_prompt_text(std::string const& text)
    {
        auto const first = text.find_first_not_of(" \t\r\n");
        if (first == std::string::npos)
            return {};
        return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    }
} // namespace

PromptAnswer tidied(PromptAnswer answer)
{
    answer.because = trimmed_prompt_text(answer.because);
    if (!answer.changes.contains(review_brought_forward))
        answer.review_due.reset();
    return answer;
}

std::vector<Error> problems_of(
    PromptAnswer const& answer, std::optional<Date> review_due, Date today)
{
    std::vector<Error> problems;
    if (answer.changes.empty())
        problems.push_back(invalid("Say what changed, or that nothing did", "changes"));
    if (answer.changes.contains(nothing_changed) && answer.changes.size() > 1)
        problems.push_back(
            invalid("Nothing changed, or something did: it cannot be both", "changes"));
    if (answer.changes.contains(review_brought_forward)) {
        if (!review_due)
            problems.push_back(invalid(
                "No review is due yet, so none can be brought forward: say what else changed",
                "changes"));
        else if (!answer.review_due)
            problems.push_back(invalid("Enter the day of the review", "review"));
        else if (*answer.review_due < today)
            problems.push_back(invalid("The review cannot be in the past", "review"));
        else if (*answer.review_due >= *review_due)
            problems.push_back(invalid(
                "It is due by " + review_due->in_words() + " as it stands: enter an earlier day",
                "review"));
    }
    if (answer.because.empty())
        problems.push_back(invalid("Say why", "because"));
    else if (answer.because.size() > longest_prompt_text)
        problems.push_back(invalid("Say it in fewer words", "because"));
    return problems;
}

std::vector<PromptCount> counted(std::vector<Prompt> const& prompts)
{
    std::map<std::string, PromptCount> by_kind;
    for (auto const& prompt : prompts) {
        std::set<std::string> kinds;
        for (auto const& reason : prompt.reasons)
            kinds.insert(reason.kind);
        for (auto const& kind : kinds) {
            auto& count = by_kind[kind];
            count.kind = kind;
            ++count.asked;
            count.answered += prompt.waits() ? 0 : 1;
            count.changed += !prompt.waits() && !prompt.changes.contains(nothing_changed) ? 1 : 0;
        }
    }
    std::vector<PromptCount> all;
    all.reserve(by_kind.size());
    for (auto const& [kind, count] : by_kind)
        all.push_back(count);
    return all;
}

std::string write_changes(std::set<std::string> const& changes)
{
    std::string text;
    for (auto const& change : changes)
        text += (text.empty() ? "" : " ") + change;
    return text;
}

std::set<std::string> read_changes(std::string_view text)
{
    std::istringstream in{std::string(text)};
    std::set<std::string> changes;
    for (std::string code; in >> code;)
        changes.insert(code);
    return changes;
}

} // namespace kith::cases
