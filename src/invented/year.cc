// SPDX-License-Identifier: MIT
#include "invented/year.h"
#include <algorithm>
#include <map>

namespace kith::invented {
namespace {
    constexpr london::TimeOfDay opens{9, 0};
    constexpr london::TimeOfDay closes{17, 0};
    constexpr int as_far_back_as_a_clock_goes = 14; // days
    constexpr double share_before_taking_up = 0.6;
    constexpr double hours_between_steps = 0.25;

    std::chrono::microseconds hours_as_time(double hours)
    {
        return std::chrono::microseconds(static_cast<std::int64_t>(hours * 3'600'000'000.0));
    }

    Date working_day_until(WorkingDays const& working_days, Date day)
    {
        while (!working_days.works(day))
            day = day + -1;
        return day;
    }

    // The moment on an earlier day at which a concern was received whose clock stands so at the
    // end: the one due soonest that is not overdue, or the one that has just become overdue.
    Instant received_for(Calendar const& calendar, bool overdue)
    {
        auto const today = london::day_of(calendar.end);
        auto found = calendar.end;
        for (int back = 1; back < as_far_back_as_a_clock_goes; ++back) {
            auto const day = today + -back;
            if (!calendar.working_days.works(day))
                continue;
            auto const received = *london::moment(day, {10, 40});
            auto const late = actions::due(calendar.decision_clock, received, calendar.working_days)
                < calendar.end;
            if (late && overdue)
                return received;
            if (late)
                break;
            found = received;
        }
        return found;
    }

    Instant first_moment(Act const& act, Calendar const& calendar)
    {
        if (act.hours_ago)
            return calendar.end - hours_as_time(*act.hours_ago);
        if (!act.due.empty())
            return received_for(calendar, act.due == "overdue");
        auto day = london::day_of(calendar.end) + -act.days_ago.value_or(0);
        if (act.actor != "public")
            day = working_day_until(calendar.working_days, day);
        // an hour that does not exist (the clocks go forward) becomes the hour before
        auto const at = london::moment(day, act.at);
        return at ? *at : *london::moment(day, {act.at.hour - 1, act.at.minute});
    }

    void plan_story(Story const& story, Calendar const& calendar, std::vector<TimedAct>& plan)
    {
        std::map<std::string, Instant> last;
        for (auto const& act : story.acts) {
            auto const before = last.find(act.concern);
            auto const follows = act.after > 0;
            must(!follows || before != last.end(), "a story's first act on a concern says when");
            auto at = follows
                ? working_hours_after(calendar.working_days, before->second, act.after)
                : first_moment(act, calendar);
            if (act.deed == Deed::work && before != last.end()) // two may come to one Friday
                at = std::max(at,
                    act.hours_ago ? before->second // a child who is missing is looked for at night
                                  : working_hours_after(
                                      calendar.working_days, before->second, hours_between_steps));
            if (act.deed == Deed::decide && follows) {
                auto taking = act;
                taking.deed = Deed::take_up;
                plan.push_back({working_hours_after(calendar.working_days, before->second,
                                    act.after * share_before_taking_up),
                    &story, std::move(taking)});
            }
            last[act.concern] = at;
            plan.push_back({at, &story, act});
        }
    }
} // namespace

Date working_day_from(WorkingDays const& working_days, Date day)
{
    while (!working_days.works(day))
        day = day + 1;
    return day;
}

Instant working_hours_after(WorkingDays const& working_days, Instant start, double hours)
{
    auto left = hours_as_time(hours);
    auto day = london::day_of(start);
    for (auto at = start;; day = day + 1, at = london::start_of(day)) {
        if (!working_days.works(day))
            continue;
        auto const from = std::max(at, *london::moment(day, opens));
        auto const until = *london::moment(day, closes);
        if (from < until && left <= until - from)
            return from + left;
        if (from < until)
            left -= until - from;
    }
}

std::vector<TimedAct> plan_year(std::vector<Story> const& stories, Calendar const& calendar)
{
    std::vector<TimedAct> plan;
    for (auto const& story : stories)
        plan_story(story, calendar, plan);
    std::erase_if(plan, [&](TimedAct const& one) { return one.at > calendar.end; });
    std::ranges::stable_sort(plan, {}, &TimedAct::at);
    return plan;
}

} // namespace kith::invented
