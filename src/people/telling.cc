// SPDX-License-Identifier: MIT
#include "people/telling.h"

namespace kith::people {
namespace {
    bool says_nothing(std::string const& text)
    {
        return text.find_first_not_of(" \t\r\n") == std::string::npos;
    }
} // namespace

Done check(Telling const& telling, Date today)
{
    if (telling.told != "nothing" && telling.told != "safe" && telling.told != "matters")
        return invalid("Choose what they may be told", "told");
    if (telling.told == "matters" && says_nothing(telling.matters))
        return invalid("Name what they may be told", "matters");
    if (says_nothing(telling.why))
        return invalid(telling.must_not_be_told() ? "Say why they must not be told or contacted"
                                                  : "Say why this was decided",
            "why");
    if (says_nothing(telling.decided_by))
        return invalid("Say who decided this", "decided_by");
    if (telling.decided_on > today)
        return invalid("Enter a day of the decision that is not in the future", "decided_on");
    if (telling.until && *telling.until < telling.decided_on)
        return invalid("The last day is before the decision: change one of them", "until");
    return done();
}

} // namespace kith::people
