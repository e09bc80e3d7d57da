// SPDX-License-Identifier: MIT
#pragma once

// Moments and days.
//
// An Instant is a moment in UTC, to the microsecond; a Date is a day in the civil calendar; a
// PartialDate is a day of which only the year, or year and month, may be known, exactly or about.
// Which day a moment falls on is London's affair: base/london.h, and no other file, knows the zone.
//
// Shapes   an Instant is written 2026-03-29T00:40:00.000000Z, which sorts as text; a Date
// 2026-03-29. Threads  values; a Clock may be read from any thread. Errors   reading answers
// `invalid`, with a sentence that says what to enter.

#include "base/result.h"
#include <atomic>
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kith {

class Instant {
public:
    Instant() = default; // 1970-01-01T00:00:00Z
    explicit Instant(std::int64_t microseconds) : microseconds_(microseconds) { }
    [[nodiscard]] std::int64_t microseconds() const { return microseconds_; }
    [[nodiscard]] std::string write() const;
    // Also reads PostgreSQL's "2026-03-29 00:40:00.5+00" and ISO 8601 with an offset.
    [[nodiscard]] static Result<Instant> read(std::string_view text);

    friend auto operator<=>(Instant const&, Instant const&) = default;
    friend Instant operator+(Instant at, std::chrono::microseconds by)
    {
        return Instant(at.microseconds_ + by.count());
    }
    friend Instant operator-(Instant at, std::chrono::microseconds by)
    {
        return Instant(at.microseconds_ - by.count());
    }
    friend std::chrono::microseconds operator-(Instant later, Instant earlier)
    {
        return std::chrono::microseconds(later.microseconds_ - earlier.microseconds_);
    }

private:
    std::int64_t microseconds_ = 0;
};

class Date {
public:
    Date() = default; // 1970-01-01
    [[nodiscard]] static Result<Date> of(int year, int month, int day);
    [[nodiscard]] static Result<Date> read(
        std::string_view text); // 2026-03-29, 29/03/2026, 29 March 2026
    [[nodiscard]] static Date from_days(std::int32_t days_since_1970);

    [[nodiscard]] int year() const;
    [[nodiscard]] int month() const;
    [[nodiscard]] int day() const;
    [[nodiscard]] int weekday() const; // 1 is Monday, 7 is Sunday
    [[nodiscard]] std::int32_t days() const { return days_; }
    [[nodiscard]] std::string write() const;    // 2026-03-29
    [[nodiscard]] std::string in_words() const; // 29 March 2026

    friend auto operator<=>(Date const&, Date const&) = default;
    friend Date operator+(Date date, int days) { return from_days(date.days_ + days); }
    friend int operator-(Date later, Date earlier) { return later.days_ - earlier.days_; }

private:
    std::int32_t days_ = 0;
};

// A day as far as it is known. No month means the year alone; `about` marks an estimate.
struct PartialDate {
    int year = 0;
    std::optional<int> month = {};
    std::optional<int> day = {};
    bool about = false;

    [[nodiscard]] std::string write() const; // 2011, 2011-05, 2011-05-03, ~2011
    [[nodiscard]] static Result<PartialDate> read(std::string_view text);
    [[nodiscard]] std::string in_words() const; // about May 2011
    [[nodiscard]] Date first() const;           // the earliest day it can be
    [[nodiscard]] Date last() const;            // the latest
    friend auto operator<=>(PartialDate const&, PartialDate const&) = default;
};

// From one day up to and including another, or open.
struct Period {
    Date from;
    std::optional<Date> until = {};

    [[nodiscard]] bool holds(Date day) const { return from <= day && (!until || day <= *until); }
    friend auto operator<=>(Period const&, Period const&) = default;
};

// The one thing that knows what time it is. `--now` starts it at a stated moment, from which it
// runs on.
class Clock {
public:
    Clock() = default;
    explicit Clock(Instant start) { move_to(start); }
    [[nodiscard]] Instant now() const;
    void move_to(Instant moment); // the invented year moves it along; no other code does
    [[nodiscard]] bool moved() const { return shift_.load() != 0; }

private:
    std::atomic<std::int64_t> shift_ = 0; // microseconds ahead of the machine's own clock
};

} // namespace kith
