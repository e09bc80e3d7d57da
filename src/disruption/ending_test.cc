// SPDX-License-Identifier: MIT
#include "base/london.h"
#include "disruption/ending.h"
#include <array>
#include <doctest/doctest.h>
#include <random>

namespace kith::disruption {
namespace {
    Date the(char const* text) { return Date::read(text).value(); }
    Limit limited(int amount, LimitUnit unit) { return {amount, unit, "words"}; }
    std::string last_day(Lasting const& lasting)
    {
        auto const ending = ending_of(lasting);
        return ending ? ending->last_day.write() + " " + std::string(name_of(ending->by)) : "never";
    }
    actions::Clocks const& shipped_clocks()
    {
        static auto const read = actions::Clocks::read().value();
        return read;
    }
    WorkingDays const& working()
    {
        static auto const read = directory::ReferenceFacts::read().value();
        return read.working_days();
    }

    // The oracle counts day by day, on a calendar of its own, and knows nothing of the code.
    struct Plain {
        int year, month, day;
        friend auto operator<=>(Plain const&, Plain const&) = default;
    };
    bool leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }
    int days_in(int year, int month)
    {
        constexpr std::array lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        return month == 2 && leap(year) ? 29 : lengths[static_cast<std::size_t>(month - 1)];
    }
    Plain next(Plain one)
    {
        if (++one.day > days_in(one.year, one.month)) {
            one.day = 1;
            if (++one.month > 12) {
                one.month = 1;
                ++one.year;
            }
        }
        return one;
    }
    Plain before(Plain one)
    {
        if (--one.day < 1) {
            if (--one.month < 1) {
                one.month = 12;
                --one.year;
            }
            one.day = days_in(one.year, one.month);
        }
        return one;
    }
    Plain plain(Date date) { return {date.year(), date.month(), date.day()}; }
    int weekday(Plain one) // 0 is Sunday; Sakamoto's congruence
    {
        constexpr std::array offsets{0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
        auto const year = one.month < 3 ? one.year - 1 : one.year;
        return (year + year / 4 - year / 100 + year / 400
                   + offsets[static_cast<std::size_t>(one.month - 1)] + one.day)
            % 7;
    }
    Plain last_sunday(int year, int month)
    {
        Plain one{year, month, days_in(year, month)};
        while (weekday(one) != 0)
            one = before(one);
        return one;
    }
    // Is it summer time in London that day at noon?
    bool summer(Plain one)
    {
        return last_sunday(one.year, 3) <= one && one < last_sunday(one.year, 10);
    }
    // The first instant of a London day as whole hours from 1 January 2020 in UTC: midnight comes
    // before the change of that day, so yesterday's noon decides.
    int hours_at_midnight(Plain day)
    {
        int hours = 0;
        for (Plain at{2020, 1, 1}; at < day; at = next(at))
            hours += 24;
        return hours - (summer(before(day)) ? 1 : 0);
    }
    Plain months_on(Plain one, int months)
    {
        for (int at = 0; at < months; ++at)
            if (++one.month > 12) {
                one.month = 1;
                ++one.year;
            }
        one.day = std::min(one.day, days_in(one.year, one.month));
        return one;
    }

    struct Drawn {
        Lasting lasting;
        int begin_hours = 0; // with starts_at, from 1 January 2020
    };
    std::optional<Plain> oracle_limit(Drawn const& drawn)
    {
        if (!drawn.lasting.limit || !drawn.lasting.starts)
            return std::nullopt;
        auto const amount = drawn.lasting.limit->amount;
        auto day = plain(*drawn.lasting.starts);
        switch (drawn.lasting.limit->unit) {
        case LimitUnit::hours: {
            // The last whole hour lies in the last day whose midnight is before its end.
            auto const ends = drawn.lasting.starts_at ? drawn.begin_hours + amount
                                                      : hours_at_midnight(next(day)) + amount;
            while (hours_at_midnight(next(day)) < ends)
                day = next(day);
            return day;
        }
        case LimitUnit::days:
            for (int at = 1; at < amount; ++at)
                day = next(day);
            return day;
        case LimitUnit::months:
            return before(months_on(day, amount));
        case LimitUnit::years:
            return before(months_on(day, 12 * amount));
        }
        return std::nullopt;
    }
    std::optional<std::pair<Plain, EndsBy>> oracle(Drawn const& drawn)
    {
        std::vector<std::pair<Plain, EndsBy>> all;
        if (drawn.lasting.expires)
            all.emplace_back(plain(*drawn.lasting.expires), EndsBy::expiry);
        if (auto const day = oracle_limit(drawn))
            all.emplace_back(*day, EndsBy::limit);
        if (drawn.lasting.birth && drawn.lasting.birthday > 0) {
            auto born = plain(*drawn.lasting.birth);
            born.year += drawn.lasting.birthday;
            if (born.day > days_in(born.year, born.month))
                born = {born.year, 3, 1};
            all.emplace_back(before(born), EndsBy::birthday);
        }
        if (drawn.lasting.status_until)
            all.emplace_back(plain(*drawn.lasting.status_until), EndsBy::status);
        std::optional<std::pair<Plain, EndsBy>> earliest;
        for (auto const& one : all)
            if (!earliest || one.first < earliest->first)
                earliest = one;
        return earliest;
    }

    Drawn draw(std::mt19937& random)
    {
        auto const up_to
            = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
        // Half of all days lie about the ends of February, March and October.
        auto const some_day = [&](int from, int years) {
            auto const year = from + up_to(years);
            switch (up_to(7)) {
            case 0:
                return Date::of(year, 2, std::min(28 + up_to(1), days_in(year, 2))).value();
            case 1:
                return Date::of(year, 3, 25 + up_to(6)).value();
            case 2:
                return Date::of(year, 10, 25 + up_to(6)).value();
            case 3:
                return Date::of(year, 12, 30 + up_to(1)).value();
            default:
                return Date::of(year, 1, 1).value() + up_to(364);
            }
        };
        Drawn drawn;
        auto& one = drawn.lasting;
        if (up_to(9) > 0)
            one.starts = some_day(2024, 5);
        if (up_to(2) > 0)
            one.expires = some_day(2024, 8);
        if (up_to(2) > 0) {
            constexpr std::array units{
                LimitUnit::hours, LimitUnit::days, LimitUnit::months, LimitUnit::years};
            auto const unit = units[static_cast<std::size_t>(up_to(3))];
            auto const most = unit == LimitUnit::hours ? 95
                : unit == LimitUnit::days              ? 400
                : unit == LimitUnit::months            ? 23
                                                       : 4;
            one.limit = limited(1 + up_to(most), unit);
            if (unit == LimitUnit::hours && one.starts && up_to(1) == 0) {
                drawn.begin_hours = hours_at_midnight(plain(*one.starts)) + up_to(22);
                one.starts_at = Instant::read("2020-01-01T00:00:00Z").value()
                    + std::chrono::hours(drawn.begin_hours);
            }
        }
        if (up_to(2) > 0) {
            one.birth = some_day(2006, 10);
            one.birthday = up_to(1) == 0 ? 16 : 18;
        }
        if (up_to(3) == 0)
            one.status_until = some_day(2024, 8);
        return drawn;
    }
} // namespace

TEST_CASE("a step ends with the earliest of expiry, limit, birthday and status")
{
    Lasting lasting;
    CHECK(last_day(lasting) == "never");
    lasting.starts = the("2026-03-01");
    lasting.limit = limited(3, LimitUnit::months);
    CHECK(last_day(lasting) == "2026-05-31 limit");
    lasting.expires = the("2026-05-31");
    CHECK(last_day(lasting) == "2026-05-31 expiry");
    lasting.birth = the("2010-05-03");
    lasting.birthday = 16;
    CHECK(last_day(lasting) == "2026-05-02 birthday");
    lasting.birthday = 18;
    CHECK(last_day(lasting) == "2026-05-31 expiry");
    lasting.status_until = the("2026-04-01");
    CHECK(last_day(lasting) == "2026-04-01 status");
}

TEST_CASE("somebody born on 29 February has the birthday on 1 March where there is no such day")
{
    CHECK(birthday_of(the("2008-02-29"), 16) == the("2024-02-29"));
    CHECK(birthday_of(the("2008-02-29"), 18) == the("2026-03-01"));
    CHECK(last_day({{}, {}, {}, {}, the("2008-02-29"), 18, {}}) == "2026-02-28 birthday");
}

TEST_CASE("48 hours are 48 hours when the clocks change")
{
    auto const from = [](char const* moment) {
        Lasting lasting;
        lasting.starts_at = Instant::read(moment).value();
        lasting.starts = london::day_of(*lasting.starts_at);
        lasting.limit = limited(48, LimitUnit::hours);
        return last_day(lasting);
    };
    // From 23:30 on Friday 27 March 2026, 48 hours end at 00:30 summer time on Monday.
    CHECK(from("2026-03-27T23:30:00Z") == "2026-03-30 limit");
    CHECK(from("2026-03-27T22:30:00Z") == "2026-03-29 limit");
    // From 00:30 summer time on Saturday 24 October 2026 they end at 23:30 on Sunday.
    CHECK(from("2026-10-23T23:30:00Z") == "2026-10-25 limit");
    // Without the hour, the latest of the first day stands for it.
    CHECK(last_day({the("2026-05-01"), {}, {}, limited(48, LimitUnit::hours), {}, 0, {}})
        == "2026-05-03 limit");
}

TEST_CASE("when a step ends is what an independent calendar says, over 10,000 drawn cases")
{
    std::mt19937 random(20261130);
    int endless = 0;
    std::array<int, 4> by{};
    for (int round = 0; round < 10'000; ++round) {
        auto const drawn = draw(random);
        auto const expected = oracle(drawn);
        auto const found = ending_of(drawn.lasting);
        REQUIRE(found.has_value() == expected.has_value());
        if (!found) {
            ++endless;
            continue;
        }
        INFO("round ", round, ": ", found->last_day.write());
        REQUIRE(plain(found->last_day) == expected->first);
        REQUIRE(found->by == expected->second);
        ++by[static_cast<std::size_t>(found->by)];
        // Warnings come 28 and 7 days before, on the day, and not a day sooner.
        auto const on = [&](int days_before) {
            return alert_on(
                shipped_clocks(), working(), found->last_day, found->last_day + -days_before);
        };
        REQUIRE(on(29) == Alert::none);
        REQUIRE(on(28) == Alert::first);
        REQUIRE(on(8) == Alert::first);
        REQUIRE(on(7) == Alert::last);
        REQUIRE(on(1) == Alert::last);
        REQUIRE(on(0) == Alert::day);
        REQUIRE(on(-1) == Alert::over);
    }
    CHECK(endless > 50);
    for (auto const count : by)
        CHECK(count > 300);
}

} // namespace kith::disruption
