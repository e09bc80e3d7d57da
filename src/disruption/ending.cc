// SPDX-License-Identifier: MIT
#include "disruption/ending.h"
#include "base/london.h"

namespace kith::disruption {

Date birthday_of(Date birth, int years)
{
    auto const year = birth.year() + years;
    auto const day = Date::of(year, birth.month(), birth.day());
    return day ? *day : Date::of(year, 3, 1).value();
}

std::string_view name_of(EndsBy by)
{
    switch (by) {
    case EndsBy::expiry:
        return "expiry";
    case EndsBy::limit:
        return "limit";
    case EndsBy::birthday:
        return "birthday";
    case EndsBy::status:
        return "status";
    }
    return "";
}

std::optional<EndsBy> read_ends_by(std::string_view text)
{
    for (auto const by : {EndsBy::expiry, EndsBy::limit, EndsBy::birthday, EndsBy::status})
        if (name_of(by) == text)
            return by;
    return std::nullopt;
}

std::string_view in_words_of(EndsBy by)
{
    switch (by) {
    case EndsBy::expiry:
        return "it expires";
    case EndsBy::limit:
        return "it may last no longer";
    case EndsBy::birthday:
        return "its basis ends with a birthday";
    case EndsBy::status:
        return "the legal status it rests on ends";
    }
    return "";
}

std::optional<Date> limit_day(Lasting const& lasting)
{
    if (!lasting.limit || (!lasting.starts && !lasting.starts_at))
        return std::nullopt;
    auto const amount = lasting.limit->amount;
    auto const first = lasting.starts ? *lasting.starts : london::day_of(*lasting.starts_at);
    switch (lasting.limit->unit) {
    case LimitUnit::hours: {
        auto const begins = lasting.starts_at
            ? *lasting.starts_at
            : london::start_of(first + 1) - std::chrono::microseconds(1);
        return london::day_of(begins + std::chrono::hours(amount) - std::chrono::microseconds(1));
    }
    case LimitUnit::days:
        return first + (amount - 1);
    case LimitUnit::months:
        return actions::months_after(first, amount) + -1;
    case LimitUnit::years:
        return actions::months_after(first, 12 * amount) + -1;
    }
    return std::nullopt;
}

std::optional<Ending> ending_of(Lasting const& lasting)
{
    std::optional<Ending> earliest;
    auto const weigh = [&](std::optional<Date> day, EndsBy by) {
        if (day && (!earliest || *day < earliest->last_day))
            earliest = Ending{*day, by};
    };
    weigh(lasting.expires, EndsBy::expiry);
    weigh(limit_day(lasting), EndsBy::limit);
    if (lasting.birth && lasting.birthday > 0)
        weigh(birthday_of(*lasting.birth, lasting.birthday) + -1, EndsBy::birthday);
    weigh(lasting.status_until, EndsBy::status);
    return earliest;
}

Alert alert_on(
    actions::Clocks const& clocks, WorkingDays const& working_days, Date last_day, Date today)
{
    if (last_day < today)
        return Alert::over;
    if (last_day == today)
        return Alert::day;
    if (actions::due_on(clocks.rule(last_alert_rule), last_day, working_days) <= today)
        return Alert::last;
    if (actions::due_on(clocks.rule(first_alert_rule), last_day, working_days) <= today)
        return Alert::first;
    return Alert::none;
}

} // namespace kith::disruption
