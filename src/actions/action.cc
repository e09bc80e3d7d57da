// SPDX-License-Identifier: MIT
#include "actions/action.h"
#include "base/london.h"
#include <algorithm>
#include <array>

namespace kith::actions {
namespace {
    constexpr std::size_t longest_action_line = 500;
    constexpr int furthest_due_days = 5 * 366;
    constexpr std::array<std::string_view, 4> state_names{"open", "done", "not_done", "withdrawn"};
    constexpr std::array<std::string_view, 4> state_words{"Open", "Done", "Not done", "Withdrawn"};

    void trim_action_text(std::string& text)
    {
        auto const first = text.find_first_not_of(" \t\r\n");
        text = first == std::string::npos
            ? ""
            : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    }

    void need_line(
        std::string& text, char const* field, char const* if_missing, std::vector<Error>& problems)
    {
        trim_action_text(text);
        if (text.empty())
            problems.push_back(invalid(if_missing, field));
        else if (text.size() > longest_action_line)
            problems.push_back(invalid("Write 500 characters or fewer", field));
    }

    void need_somebody(Action& action, std::vector<Error>& problems)
    {
        if (action.for_agency.none())
            problems.push_back(invalid("Choose the agency that does it", "for_agency"));
        if (action.named.none())
            need_line(action.named_in_words, "named", "Name the person who does it", problems);
        else
            action.named_in_words.clear();
    }

    void need_day(Action const& action, Date today, std::vector<Error>& problems)
    {
        if (action.version == 0 && action.due < today)
            problems.push_back(invalid("Enter a day that is today or later", "due"));
        else if (action.due - today > furthest_due_days)
            problems.push_back(invalid("Enter a day within the next five years", "due"));
    }

    // Tidies it, in the order of the form.
    std::vector<Error> tidy_action(Action& action, Date today)
    {
        std::vector<Error> problems;
        need_line(action.what, "what", "Say what is to be done", problems);
        if (action.kind.empty())
            problems.push_back(invalid("Choose what kind of action it is", "kind"));
        need_somebody(action, problems);
        need_day(action, today, problems);
        need_line(action.how_we_will_know, "how_we_will_know", "Say how we will know", problems);
        if (action.about.id.none())
            problems.push_back(invalid("Say what the action is about", "about"));
        return problems;
    }
} // namespace

Instant Action::due_at() const { return london::start_of(due + 1) - std::chrono::seconds(1); }

Result<Action> checked(Action action, Date today)
{
    if (auto const problems = tidy_action(action, today); !problems.empty())
        return problems.front();
    if (action.drawn_from.id.none())
        action.drawn_from = action.about;
    return action;
}

Done check_moved(Action const& wanted, Action const& stands, Date today)
{
    if (wanted.due != stands.due && wanted.due < today)
        return invalid("Enter a day that is today or later", "due");
    return done();
}

std::vector<Error> problems_of(Action const& action, Date today)
{
    auto tidied = action;
    return tidy_action(tidied, today);
}

std::string_view name_of(ActionState state) { return state_names.at(static_cast<unsigned>(state)); }

std::string_view in_words_of(ActionState state)
{
    return state_words.at(static_cast<unsigned>(state));
}

Result<ActionState> read_action_state(std::string_view word)
{
    auto const at = std::ranges::find(state_names, word);
    if (at == state_names.end())
        return invalid("Say open, done, not_done or withdrawn", "state");
    return static_cast<ActionState>(at - state_names.begin());
}

} // namespace kith::actions
