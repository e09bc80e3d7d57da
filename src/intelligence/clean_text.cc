// SPDX-License-Identifier: MIT
#include "intelligence/clean_text.h"
#include <array>

namespace kith::intelligence {
namespace {
    struct TextStateWords {
        TextState state;
        std::string_view name;
        std::string_view in_words;
    };
    constexpr std::array text_states{
        TextStateWords{TextState::waits, "waits", "Waits for a second person"},
        TextStateWords{TextState::authorised, "authorised", "Authorised"},
        TextStateWords{TextState::refused, "refused", "Refused"},
        TextStateWords{TextState::superseded, "superseded", "Superseded"},
        TextStateWords{TextState::weeded, "weeded", "Weeded"},
    };
} // namespace

Result<CleanText> read_clean_text(forms::Answers const& answers, int number)
{
    CleanText one;
    one.number = number + 1;
    one.text = answers.text("text");
    one.only_one = answers.text("only_one");
    one.because = answers.text("because");
    if (one.text.empty())
        return invalid("Write what may be told", "text");
    if (one.only_one.empty())
        return invalid("Say whether it contains anything only one person could know", "only_one");
    if (one.only_one == "yes") {
        one.why_stays = answers.text("why_stays");
        if (one.why_stays.empty())
            return invalid(
                "Say why it must stay, and how whoever told it is kept safe", "why_stays");
    }
    if (number > 0 && one.because.empty())
        return invalid("Say why it supersedes the text before it", "because");
    return one;
}

Handling handling_of(CleanText const& text, Grade const& stands)
{
    return tightest(text.handling, stands.handling);
}

std::string_view name_of(TextState state)
{
    for (auto const& one : text_states)
        if (one.state == state)
            return one.name;
    return "";
}

std::string_view in_words_of(TextState state)
{
    for (auto const& one : text_states)
        if (one.state == state)
            return one.in_words;
    return "";
}

TextState read_text_state(std::string_view name)
{
    for (auto const& one : text_states)
        if (one.name == name)
            return one.state;
    return TextState::refused; // what no version of Kith wrote leaves no desk
}

} // namespace kith::intelligence
