// SPDX-License-Identifier: MIT
#include "platform/access/gate.h"
#include "base/london.h"
#include "platform/access/accounts.h"

namespace kith::access {

Result<std::unique_ptr<Pass>> Gate::enter(
    AccountId account, AgencyId agency, std::string purpose, std::string form_secret) const
{
    Visitor visitor;
    {
        auto const lease = database_.reader();
        auto const found = TRY(find_account(*lease, account));
        if (!found.open())
            return not_found();
        visitor.account = account;
        visitor.name = found.name;
        visitor.sign_in_name = found.sign_in_name;
        visitor.form_secret = std::move(form_secret);
        for (auto const& assignment :
            assignments_of(*lease, account, london::day_of(clock_.now()))) {
            if (agency.none())
                agency = assignment.agency;
            if (assignment.agency != agency)
                continue;
            visitor.roles.insert(assignment.role);
            if (!assignment.team.none() && !visitor.in_team(assignment.team))
                visitor.teams.push_back(assignment.team);
            if (!assignment.team.none() && is_leading_role(assignment.role)
                && !visitor.leads_team(assignment.team))
                visitor.leads.push_back(assignment.team);
        }
    }
    if (visitor.roles.empty())
        return not_found();
    visitor.agency = agency;
    return std::unique_ptr<Pass>(new Pass(*this, std::move(visitor), std::move(purpose)));
}

std::unique_ptr<Pass> Gate::enter_as_process(std::string process) const
{
    Visitor visitor;
    visitor.name = "Kith";
    visitor.process = std::move(process);
    return std::unique_ptr<Pass>(new Pass(*this, std::move(visitor), ""));
}

} // namespace kith::access
