// SPDX-License-Identifier: MIT
#include "app/place_commands.h"
#include "app/hub.h"
#include "base/london.h"
#include "platform/access/accounts.h"
#include <fmt/core.h>
#include <functional>

namespace kith::app {
namespace {
    // One change of the directory, made at the command line and told so in the ledger.
    void change_directory(
        Settings const& settings, std::function<Done(access::Change&, Date)> const& body)
    {
        Folder folder(settings, Need::to_write);
        Hub const hub(folder);
        auto const pass = hub.gate().enter_as_process("command line");
        auto const today = london::day_of(folder.clock().now());
        auto const changed
            = pass->visit().change([&](access::Change& change) { return body(change, today); });
        if (!changed)
            throw Refused(changed.error().words.key, changed.error().code == Code::invalid ? 2 : 1);
    }
} // namespace

int add_agency(Settings const& settings, PlaceWanted const& wanted)
{
    change_directory(settings, [&](access::Change& change, Date today) -> Done {
        directory::Agency agency;
        agency.code = wanted.code;
        agency.name = wanted.name;
        agency.kind = wanted.kind;
        agency.during.from = today;
        TRY(directory::save(change, agency, "added at the command line"));
        return done();
    });
    fmt::print("{} is added. Next: kith team add, kith user add, kith lead.\n", wanted.name);
    return 0;
}

int add_team(Settings const& settings, PlaceWanted const& wanted)
{
    change_directory(settings, [&](access::Change& change, Date today) -> Done {
        auto const agency = TRY(directory::find_agency(change.writing(), wanted.code));
        directory::Team team;
        team.agency = agency.id;
        team.name = wanted.name;
        team.area = wanted.area;
        team.purpose = wanted.purpose;
        team.during.from = today;
        auto const saved = TRY(directory::save(change, team, "added at the command line"));
        for (auto const& district : wanted.districts)
            TRY(directory::save(change, directory::TeamArea{saved.id, district, {today}}));
        return done();
    });
    fmt::print("{} is added, for {} district(s).\n", wanted.name, wanted.districts.size());
    return 0;
}

int name_lead(Settings const& settings, PlaceWanted const& wanted)
{
    change_directory(settings, [&](access::Change& change, Date today) -> Done {
        auto const agency = TRY(directory::find_agency(change.writing(), wanted.code));
        auto const account = TRY(access::find_account(change.writing(), wanted.account));
        auto const role = wanted.deputy ? directory::LeadRole::deputy : directory::LeadRole::lead;
        return directory::save(change, directory::Lead{agency.id, account.id, role, {today}});
    });
    fmt::print("{} is named.\n", wanted.account);
    return 0;
}

int list_places(Settings const& settings, PlaceWanted const&)
{
    Folder folder(settings, Need::to_read);
    auto const lease = folder.database().reader();
    auto const today = london::day_of(folder.clock().now());
    for (auto const& agency : directory::list_agencies(*lease, today)) {
        fmt::print("{:<28} {}\n", agency.code, agency.name);
        for (auto const& team : directory::list_teams(*lease, agency.id, today)) {
            std::string districts;
            for (auto const& area : directory::list_team_areas(*lease, team.id, today))
                districts += " " + area.district;
            fmt::print("    {} ({}){}\n", team.name, team.purpose, districts);
        }
    }
    return 0;
}

} // namespace kith::app
