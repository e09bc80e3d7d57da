// SPDX-License-Identifier: MIT
#include "directory/leads.h"
#include "base/london.h"
#include "platform/access/accounts.h"
#include <fmt/core.h>

namespace kith::directory {

std::string lead_line(access::Visit const& visit)
{
    std::string names;
    for (auto const& lead :
        list_leads(visit.reading(), visit.visitor().agency, london::day_of(visit.now()))) {
        auto const account = access::find_account(visit.reading(), lead.account);
        names += fmt::format("{}{} ({})", names.empty() ? "" : ", or ",
            account ? account->name : std::string("a colleague"),
            lead.role == LeadRole::lead ? "safeguarding lead" : "deputy");
    }
    return names.empty() ? "" : "Speak to your safeguarding lead: " + names + ".";
}

} // namespace kith::directory
