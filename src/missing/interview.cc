// SPDX-License-Identifier: MIT
#include "missing/interview.h"
#include "base/london.h"
#include <array>
#include <fmt/core.h>

namespace kith::missing {
namespace {
    constexpr std::array states{std::pair{InterviewState::open, std::string_view("open")},
        std::pair{InterviewState::completed, std::string_view("completed")},
        std::pair{InterviewState::declined, std::string_view("declined")},
        std::pair{InterviewState::not_possible, std::string_view("not possible")},
        std::pair{InterviewState::not_offered, std::string_view("not offered")},
        std::pair{InterviewState::withdrawn, std::string_view("withdrawn")}};

    Done between_return_and_now(
        ReturnInterview const& one, Instant at, Instant now, char const* field)
    {
        if (at > now)
            return invalid("Enter a moment that is not still to come", field);
        if (at < one.returned_at)
            return invalid(fmt::format("They came back on {}: enter a moment after that",
                               london::in_words(one.returned_at)),
                field);
        return done();
    }
} // namespace

std::string outcome_when_held(ReturnInterview const& one, Instant held_at)
{
    return held_at <= one.due_at ? "completed_in_time" : "completed_late";
}

Done check_held(ReturnInterview const& one, Instant held_at, Instant now)
{
    return between_return_and_now(one, held_at, now, "held_at");
}

Done check_offer(ReturnInterview const& one, Offer const& offer, Instant now)
{
    return between_return_and_now(one, offer.at, now, "at");
}

InterviewState state_for(std::string_view outcome)
{
    if (outcome.starts_with("completed"))
        return InterviewState::completed;
    if (outcome == "declined")
        return InterviewState::declined;
    if (outcome == "not_offered")
        return InterviewState::not_offered;
    return InterviewState::not_possible;
}

std::string_view name_of(InterviewState state)
{
    for (auto const& [one, name] : states)
        if (one == state)
            return name;
    return "";
}

InterviewState read_interview_state(std::string_view word)
{
    for (auto const& [one, name] : states)
        if (name == word)
            return one;
    return InterviewState::open;
}

} // namespace kith::missing
