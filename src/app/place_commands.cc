// SPDX-License-Identifier: MIT
#include "app/place_commands.h"
#include "app/hub.h"
#include "app/named.h"
#include "base/london.h"
#include "platform/access/accounts.h"
#include <fmt/ostream.h>
#include <functional>

namespace kith::app {
namespace {
    // A word that is not on its list ends the command with those that are.
    void must_be_listed(Desk& desk, std::string_view list, std::string const& typed)
    {
        auto const today = london::day_of(desk.folder().clock().now());
        auto const& facts = desk.hub().facts();
        if (facts.code(list, typed))
            return;
        std::string those;
        for (auto const& one : facts.codes(list, today))
            those += (those.empty() ? "" : ", ") + one.code;
        throw Refused(fmt::format("\"{}\" is not on the list: choose one of {}", typed, those), 2);
    }

    void must_be_district(Desk& desk, std::string const& typed)
    {
        auto const today = london::day_of(desk.folder().clock().now());
        std::string those;
        for (auto const& one : desk.hub().facts().districts(today)) {
            if (one.code == typed)
                return;
            those += fmt::format("\n  {}  {}", one.code, one.name);
        }
        throw Refused(
            fmt::format("\"{}\" is no district of today: choose among{}", typed, those), 2);
    }

    // One change of the directory, made at the command line and told so in the ledger.
    void change_directory(Desk& desk, std::function<Done(access::Change&, Date)> const& body)
    {
        auto const pass = desk.hub().gate().enter_as_process(desk.process());
        auto const today = london::day_of(desk.folder().clock().now());
        auto const changed
            = pass->visit().change([&](access::Change& change) { return body(change, today); });
        if (!changed)
            throw Refused(changed.error().words.key, changed.error().code == Code::invalid ? 2 : 1);
    }
} // namespace

int add_agency(Desk& desk, PlaceWanted const& wanted)
{
    must_be_listed(desk, "agency_kind", wanted.kind);
    change_directory(desk, [&](access::Change& change, Date today) -> Done {
        directory::Agency agency;
        agency.code = wanted.code;
        agency.name = wanted.name;
        agency.kind = wanted.kind;
        agency.during.from = today;
        TRY(directory::save(change, agency, "added at the command line"));
        return done();
    });
    fmt::print(
        desk.out(), "{} is added. Next: kith team add, kith user add, kith lead.\n", wanted.name);
    return 0;
}

int add_team(Desk& desk, PlaceWanted const& wanted)
{
    must_be_listed(desk, "team_purpose", wanted.purpose);
    for (auto const& district : wanted.districts)
        must_be_district(desk, district);
    auto const agency = agency_coded(desk.folder(), wanted.code);
    change_directory(desk, [&](access::Change& change, Date today) -> Done {
        directory::Team team;
        team.agency = agency;
        team.name = wanted.name;
        team.area = wanted.area;
        team.purpose = wanted.purpose;
        team.during.from = today;
        auto const saved = TRY(directory::save(change, team, "added at the command line"));
        for (auto const& district : wanted.districts)
            TRY(directory::save(change, directory::TeamArea{saved.id, district, {today}}));
        return done();
    });
    fmt::print(
        desk.out(), "{} is added, for {} district(s).\n", wanted.name, wanted.districts.size());
    return 0;
}

int name_lead(Desk& desk, PlaceWanted const& wanted)
{
    auto const agency = agency_coded(desk.folder(), wanted.code);
    auto const account = account_named(desk.folder(), wanted.account);
    change_directory(desk, [&](access::Change& change, Date today) -> Done {
        auto const role = wanted.deputy ? directory::LeadRole::deputy : directory::LeadRole::lead;
        return directory::save(change, directory::Lead{agency, account, role, {today}});
    });
    fmt::print(desk.out(), "{} is named.\n", wanted.account);
    return 0;
}

int list_places(Settings const& settings)
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
