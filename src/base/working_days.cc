// SPDX-License-Identifier: MIT
#include "base/working_days.h"

namespace kith {

bool WorkingDays::works(Date day) const { return day.weekday() <= 5 && !holidays_.contains(day); }

Date WorkingDays::after(Date day, int working_days) const
{
    must(working_days >= 0, "working days are counted forward");
    while (working_days > 0) {
        day = day + 1;
        if (works(day))
            --working_days;
    }
    return day;
}

int WorkingDays::between(Date from, Date until) const
{
    int count = 0;
    for (auto day = from + 1; day <= until; day = day + 1)
        count += works(day) ? 1 : 0;
    return count;
}

} // namespace kith
