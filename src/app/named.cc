// SPDX-License-Identifier: MIT
#include "app/named.h"
#include "base/london.h"
#include "directory/directory.h"
#include "platform/access/accounts.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::app {

AgencyId agency_coded(Folder& folder, std::string const& code)
{
    auto const lease = folder.database().reader();
    auto const found = directory::find_agency(*lease, code);
    if (!found)
        throw Refused(
            fmt::format(
                "No agency has the code \"{}\": `kith agency list` shows those there are", code),
            2);
    return found->id;
}

TeamId team_named(Folder& folder, AgencyId agency, std::string const& name)
{
    if (name.empty())
        return {};
    auto const lease = folder.database().reader();
    auto const teams = directory::list_teams(*lease, agency, london::day_of(folder.clock().now()));
    auto const found = std::ranges::find(teams, name, &directory::Team::name);
    if (found == teams.end())
        throw Refused(
            fmt::format(
                "That agency has no team named \"{}\": `kith agency list` shows its teams", name),
            2);
    return found->id;
}

AccountId account_named(Folder& folder, std::string const& sign_in_name)
{
    auto const name = access::read_sign_in_name(sign_in_name);
    auto const lease = folder.database().reader();
    auto const found
        = name ? access::find_account(*lease, *name) : Result<access::Account>(not_found());
    if (!found)
        throw Refused(
            fmt::format("Nobody signs in as \"{}\": `kith user list` shows who does", sign_in_name),
            1);
    return found->id;
}

} // namespace kith::app
