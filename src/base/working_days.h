// SPDX-License-Identifier: MIT
#pragma once

// Working days: Monday to Friday, not a bank holiday of England and Wales.
//
// "Within N working days of D": D is day 0. The holidays are dated data
// (data/reference/bank_holidays.csv), given by the caller. Source: Working Together to Safeguard
// Children counts in these days; the arithmetic is this file's.

#include "base/time.h"
#include <set>

namespace kith {

class WorkingDays {
public:
    WorkingDays() = default;
    explicit WorkingDays(std::set<Date> bank_holidays) : holidays_(std::move(bank_holidays)) { }
    [[nodiscard]] bool works(Date day) const;
    [[nodiscard]] Date after(Date day, int working_days) const; // O(days); working_days >= 0
    [[nodiscard]] int between(
        Date from, Date until) const; // working days after `from`, up to and including `until`
    [[nodiscard]] bool is_bank_holiday(Date day) const { return holidays_.contains(day); }

private:
    std::set<Date> holidays_;
};

} // namespace kith
