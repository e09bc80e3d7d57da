// SPDX-License-Identifier: MIT
#include "missing/episode.h"
#include "base/london.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::missing {
namespace {
    using std::chrono::duration_cast;

    std::string some(std::int64_t n, char const* one)
    {
        return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s");
    }

} // namespace

std::optional<Instant> start_of(std::optional<Instant> left_at, std::optional<Instant> last_seen_at)
{
    if (!left_at || !last_seen_at)
        return left_at ? left_at : last_seen_at;
    return std::max(*left_at, *last_seen_at);
}

Result<Episode> checked(Episode episode, Instant now)
{
    auto const start = start_of(episode.left_at, episode.last_seen_at);
    if (!start)
        return invalid(
            "Enter when they left, or when a responsible adult last saw them", "left_at");
    if (episode.left_at && *episode.left_at > now)
        return invalid("They cannot have left at a moment that is still to come", "left_at");
    if (episode.last_seen_at && *episode.last_seen_at > now)
        return invalid(
            "They cannot have been seen at a moment that is still to come", "last_seen_at");
    if (episode.reported_at > now)
        return invalid(
            "It cannot have been reported at a moment that is still to come", "reported_at");
    if (episode.reported_at < *start)
        return invalid(fmt::format("It was reported before they were away, which began on {}: look "
                                   "at both times",
                           london::in_words(*start)),
            "reported_at");
    if (episode.returned_at) {
        if (*episode.returned_at > now)
            return invalid(
                "They cannot have come back at a moment that is still to come", "returned_at");
        if (*episode.returned_at < *start)
            return invalid(
                fmt::format("They came back after they went: the episode began on {}. Was that "
                            "entered wrongly? Then correct the report first",
                    london::in_words(*start)),
                "returned_at");
    }
    episode.started_at = *start;
    return episode;
}

Done check_apart(Episode const& episode, std::vector<Episode> const& others)
{
    for (auto const& other : others) {
        if (other.id == episode.id || other.withdrawn)
            continue;
        auto const from = london::in_words(other.started_at);
        auto const before = other.returned_at && *other.returned_at <= episode.started_at;
        auto const after = episode.returned_at && *episode.returned_at <= other.started_at;
        if (before || after)
            continue;
        auto const known = other.reference != Reference();
        if (episode.started_at < other.started_at) {
            if (!episode.returned_at)
                return error(Code::conflict,
                    known ? fmt::format("They went missing again later, on {} ({}), so this time "
                                        "ended before that: say when they came back from it",
                        from, other.reference.write())
                          : std::string("They are recorded as missing again later, so this time "
                                        "ended before that: say when they came back from it"),
                    "returned_at");
            return error(Code::conflict,
                known ? fmt::format("They went missing again on {} ({}), so they came back from "
                                    "this time before that: one cannot overlap another. Look at "
                                    "the times",
                    from, other.reference.write())
                      : std::string("They are recorded as missing again before that return"),
                "returned_at");
        }
        if (!other.returned_at)
            return error(Code::conflict,
                known ? fmt::format("{} is open already for them, since {}: record it there, or "
                                    "their return from it first",
                    other.reference.write(), from)
                      : std::string("They are recorded as missing already"),
                "left_at");
        return error(Code::conflict,
            known ? fmt::format("They were already away from {} to {} ({}): one cannot overlap "
                                "another. Look at the times",
                from, london::in_words(*other.returned_at), other.reference.write())
                  : std::string("They are recorded as missing already in that time"),
            "left_at");
    }
    return done();
}

Done check_grade(Grade const& grade, Episode const& episode, bool exploited, Instant now)
{
    if (grade.at > now)
        return invalid("It cannot have been graded at a moment that is still to come", "at");
    if (grade.at < episode.started_at)
        return invalid(fmt::format("It was graded before they were away, which began on {}",
                           london::in_words(episode.started_at)),
            "at");
    if (is_blank(grade.because))
        return invalid("Say why", "because");
    if (exploited && (grade.grade == "LOW" || grade.grade == "NO_APPARENT")
        && is_blank(grade.low_because))
        return invalid("They are known or suspected to be exploited: say why the risk is graded "
                       "low all the same",
            "low_because");
    if (is_blank(grade.graded_by))
        return invalid("Say who graded it", "graded_by");
    return done();
}

int urgency_of(std::string_view grade)
{
    return grade == "HIGH" ? 0 : grade.empty() ? 1 : grade == "MEDIUM" ? 2 : grade == "LOW" ? 3 : 4;
}

bool names_authority(std::string_view duty)
{
    return duty == "police" || duty == "responsible" || duty == "host";
}

bool must_be_acknowledged(std::string_view grade) { return grade == "HIGH"; }

std::string length_in_words(std::chrono::microseconds length)
{
    auto const minutes = duration_cast<std::chrono::minutes>(length).count();
    if (minutes < 60)
        return some(minutes, "minute");
    auto const hours = minutes / 60;
    if (hours < 24)
        return some(hours, "hour");
    auto const rest = hours % 24;
    return some(hours / 24, "day") + (rest ? " and " + some(rest, "hour") : "");
}

bool is_blank(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::string_view name_of(EpisodeState state)
{
    switch (state) {
    case EpisodeState::missing:
        return "missing";
    case EpisodeState::returned:
        return "returned";
    case EpisodeState::closed:
        return "closed";
    }
    return "";
}

} // namespace kith::missing
