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

    Done line_of_words(std::string& text, char const* field, char const* if_missing)
    {
        trim_action_text(text);
        if (text.empty())
            return invalid(if_missing, field);
        if (text.size() > longest_action_line)
            return invalid("Write 500 characters or fewer", field);
        return done();
    }

    Done who_does_it(Action& action)
    {
        trim_action_text(action.named_in_words);
        if (action.for_agency.none())
            return invalid("Choose the agency that does it", "for_agency");
        if (!action.named.none())
            action.named_in_words.clear();
        else if (action.named_in_words.empty())
            return invalid("Name the person who does it", "named");
        if (action.named_in_words.size() > longest_action_line)
            return invalid("Write 500 characters or fewer", "named_in_words");
        return done();
    }
} // namespace

Instant Action::due_at() const { return london::start_of(due + 1) - std::chrono::seconds(1); }

Result<Action> checked(Action action, Date today)
{
    TRY(line_of_words(action.what, "what", "Say what is to be done"));
    if (action.kind.empty())
        return invalid("Choose what kind of action it is", "kind");
    TRY(who_does_it(action));
    if (action.version == 0 && action.due < today)
        return invalid("Enter a day that is today or later", "due");
    if (action.due - today > furthest_due_days)
        return invalid("Enter a day within the next five years", "due");
    TRY(line_of_words(action.how_we_will_know, "how_we_will_know", "Say how we will know"));
    if (action.about.id.none())
        return invalid("Say what the action is about", "about");
    if (action.drawn_from.id.none())
        action.drawn_from = action.about;
    return action;
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
