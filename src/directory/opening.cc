// SPDX-License-Identifier: MIT
#include "directory/opening.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::directory {
namespace {
    constexpr std::array<std::string_view, 8> weekdays{
        "", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

    bool over_midnight(Hours const& hours) { return hours.until <= hours.from; }

    bool held_on(ReferenceFacts const& facts, Hours const& hours, Date day)
    {
        return hours.on[static_cast<std::size_t>(day.weekday())] && hours.standing.during.holds(day)
            && (hours.on_bank_holidays || !facts.working_days().is_bank_holiday(day));
    }

    // The row by which a line is answered now, and the day on which that row began.
    struct Shift {
        Hours const* hours = nullptr;
        Date began;
    };
    Shift shift_now(ReferenceFacts const& facts, Contact const& contact, Instant at)
    {
        auto const day = london::day_of(at);
        auto const time = london::time_of(at);
        for (auto const& hours : contact.hours) {
            if (held_on(facts, hours, day) && time >= hours.from
                && (over_midnight(hours) || time < hours.until))
                return {&hours, day};
            if (over_midnight(hours) && held_on(facts, hours, day + -1) && time < hours.until)
                return {&hours, day + -1};
        }
        return {};
    }

    bool never_shuts(Contact const& contact)
    {
        return std::ranges::any_of(contact.hours, [](Hours const& hours) {
            return hours.from == hours.until && hours.on_bank_holidays
                && std::all_of(hours.on.begin() + 1, hours.on.end(), [](bool on) { return on; });
        });
    }

    std::string days_in_words(Hours const& hours)
    {
        std::string words;
        for (std::size_t first = 1; first <= 7; ++first) {
            if (!hours.on[first])
                continue;
            auto last = first;
            while (last < 7 && hours.on[last + 1])
                ++last;
            if (first == 1 && last == 7)
                return "Every day";
            words += words.empty() ? "" : " and ";
            words += weekdays[first];
            if (last > first)
                words += fmt::format(" to {}", weekdays[last]);
            first = last;
        }
        return words;
    }
} // namespace

PicksUp picks_up(ReferenceFacts const& facts, Contact const& contact, Instant at)
{
    if (contact.hours.empty())
        return PicksUp::not_known;
    return shift_now(facts, contact, at).hours ? PicksUp::yes : PicksUp::no;
}

std::string weekday_in_words(Date day)
{
    return std::string(weekdays[static_cast<std::size_t>(day.weekday())]);
}

std::string time_in_words(london::TimeOfDay time)
{
    return fmt::format("{:02}:{:02}", time.hour, time.minute);
}

std::string hours_in_words(Contact const& contact)
{
    if (never_shuts(contact))
        return "Day and night";
    if (contact.hours.empty())
        return "Hours not known";
    std::string words;
    auto all_keep_holidays = true;
    for (auto const& hours : contact.hours) {
        words += words.empty() ? "" : ", ";
        words += fmt::format("{} {} to {}", days_in_words(hours), time_in_words(hours.from),
            time_in_words(hours.until));
        all_keep_holidays = all_keep_holidays && !hours.on_bank_holidays;
    }
    return all_keep_holidays ? words + ", not on bank holidays" : words;
}

std::string shuts(ReferenceFacts const& facts, Contact const& contact, Instant at)
{
    auto const shift = shift_now(facts, contact, at);
    if (!shift.hours || never_shuts(contact))
        return {};
    auto const day = over_midnight(*shift.hours) ? shift.began + 1 : shift.began;
    auto const tomorrow = day > london::day_of(at);
    return time_in_words(shift.hours->until) + (tomorrow ? " tomorrow" : "");
}

std::string opens_next(ReferenceFacts const& facts, Contact const& contact, Instant at)
{
    auto const today = london::day_of(at);
    for (auto day = today; day <= today + 21; day = day + 1) {
        auto const earliest = day == today ? london::time_of(at) : london::TimeOfDay{-1, 0};
        std::optional<london::TimeOfDay> first;
        for (auto const& hours : contact.hours)
            if (held_on(facts, hours, day) && hours.from > earliest
                && (!first || hours.from < *first))
                first = hours.from;
        if (!first)
            continue;
        if (day == today)
            return "today at " + time_in_words(*first);
        return fmt::format(
            "{} {} at {}", weekday_in_words(day), day.in_words(), time_in_words(*first));
    }
    return {};
}

} // namespace kith::directory
