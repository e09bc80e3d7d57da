// SPDX-License-Identifier: MIT
#include "actions/naming.h"
#include "base/london.h"
#include "platform/words/fold.h"
#include <set>

namespace kith::actions {
namespace {
    constexpr db::Sql accounts_of_agency = {"accounts of an agency",
        "select distinct c.id, c.name, c.sign_in_name from accounts c join assignments s on "
        "s.account = c.id where s.agency = $1 and s.from_day <= $2 and (s.until_day is null or "
        "s.until_day >= $2) and c.closed_at is null"};
} // namespace

Result<AccountId> account_of(access::Visit const& visit, AgencyId agency, std::string const& typed)
{
    auto const folded = words::folded(typed);
    if (agency.none() || folded.empty())
        return AccountId();
    std::set<AccountId> called;
    for (auto const row :
        visit.reading().run(accounts_of_agency, agency, london::day_of(visit.now()))) {
        auto const id = row.id<AccountId>("id");
        if (row.text("sign_in_name") == typed)
            return id;
        if (words::folded(row.text("name")) == folded)
            called.insert(id);
    }
    if (called.size() > 1)
        return invalid("Several people there have this name: enter the name they sign in with, or "
                       "add what they do",
            "named");
    return called.empty() ? AccountId() : *called.begin();
}

} // namespace kith::actions
