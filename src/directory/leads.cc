// SPDX-License-Identifier: MIT
#include "directory/leads.h"
#include "base/london.h"
#include "platform/access/accounts.h"
#include <fmt/core.h>

namespace kith::directory {

std::string in_words(access::Visit const& visit, Lead const& lead)
{
    auto const account = access::find_account(visit.reading(), lead.account);
    return fmt::format("{} ({})", account ? account->name : std::string("a colleague"),
        lead.role == LeadRole::lead ? "safeguarding lead" : "deputy");
}

std::string lead_line(access::Visit const& visit, std::vector<Lead> const& leads)
{
    std::string names;
    for (auto const& lead : leads)
        names += (names.empty() ? "" : ", or ") + in_words(visit, lead);
    return names.empty() ? "" : "Speak to your safeguarding lead: " + names + ".";
}

std::string lead_line(access::Visit const& visit)
{
    return lead_line(
        visit, list_leads(visit.reading(), visit.visitor().agency, london::day_of(visit.now())));
}

} // namespace kith::directory
