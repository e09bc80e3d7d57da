// SPDX-License-Identifier: MIT
#pragma once

// For tests of actions: a council, one of whose teams works with a flat; the police, with a contact
// and an officer; a youth worker elsewhere.

#include "actions/actions.h"
#include "platform/html/templates_once_test.h"
#include "world/partnership.h"
#include <doctest/doctest.h>
#include <set>

namespace kith::actions {

// The flat is known to the team that works with it, and to the chair who recorded it.
class ActionsWorld {
public:
    explicit ActionsWorld(db::Database& database)
        : world(
            database, {"data/policies/actions.toml", "data/policies/contexts.toml"}, add_conditions)
        , templates(html::templates_once())
        , facts(directory::ReferenceFacts::read().value())
        , clocks(Clocks::read().value())
        , pages(templates)
        , home{pages}
        , room(pages, facts, clocks, home, [](db::Connection& connection, AccountId account) {
            auto const found = access::find_account(connection, account);
            return found ? found->name : std::string("Kith");
        })
    {
        join(house, room);
        council = world.agency("council");
        police = world.agency("police");
        youth_club = world.agency("youth_club");
        holding_team = world.team(council, "Exploitation team");
        worker = world.account("exploitation practitioner", council, holding_team);
        other_worker = world.account("social worker", council, world.team(council, "Another team"));
        chair = world.account("meeting chair", council);
        contact = world.account("agency contact", police);
        officer = world.account("referrer", police);
        youth_worker = world.account("referrer", youth_club);
        room.about.add(
            "context",
            [this](Visit const& visit, Uuid const& id) { return facts_of_flat(visit, id); },
            [](Visit const&, Uuid const& id) -> Named {
                return {"X-7KM-4QX9, a flat", "/contexts/" + id.write()};
            },
            {[](Visit const&, Uuid const&, std::vector<About::Text> const& texts) -> Done {
                 for (auto const& [field, text] : texts)
                     if (text->find("Marram") != std::string::npos)
                         return invalid("This names somebody", field);
                 return done();
             },
                [](Visit const&, Uuid const&) -> About::Shown {
                    return [](std::string const& text) {
                        auto const at = text.find("Sorrel");
                        return at == std::string::npos ? text
                                                       : std::string(text).replace(at, 6, "…");
                    };
                }});
    }

    // Asked by the worker, unless it says otherwise.
    Result<Action> save(Action const& action, std::string const& reason = {})
    {
        return save_as(worker, action, reason);
    }
    Result<Action> save_as(AccountId who, Action const& action, std::string const& reason = {})
    {
        return world.as(who)->visit().change(
            [&](Change& change) { return room.store.save(change, action, reason); });
    }
    Done finish_as(
        AccountId who, Action const& action, ActionState state, std::string const& result = {})
    {
        return world.as(who)->visit().change([&](Change& change) {
            return room.store.finish(change, action.id, action.version, state, result);
        });
    }
    Done extend_as(AccountId who, Action const& action, char const* due, std::string const& reason)
    {
        return world.as(who)->visit().change([&](Change& change) {
            return room.store.extend(
                change, action.id, action.version, Date::read(due).value(), reason);
        });
    }
    Result<Action> find_as(AccountId who, ActionId id)
    {
        return room.store.find(world.as(who)->visit(), id);
    }
    // For the police's officer, due on Friday 13 March 2026.
    [[nodiscard]] Action visit_premises() const
    {
        Action action;
        action.about = the_flat;
        action.what = "Visit the premises with the licensing officer";
        action.kind = "changes_context";
        action.for_agency = police;
        action.named = officer;
        action.due = Date::of(2026, 3, 13).value();
        action.how_we_will_know = "A visit is on record, and what was agreed with the manager";
        return action;
    }

    tests::Partnership world;
    html::Templates const& templates;
    directory::ReferenceFacts facts;
    Clocks clocks;
    access::Pages pages;
    House house;
    Home home;
    Actions room;
    AgencyId council, police, youth_club;
    TeamId holding_team;
    AccountId worker, other_worker, chair, contact, officer, youth_worker;
    Thing the_flat{"context", Uuid::fresh()};
    std::set<AccountId> walled = {};

private:
    static void add_conditions(access::Predicates& predicates) { add_predicates(predicates); }
    std::optional<access::Facts> facts_of_flat(Visit const& visit, Uuid const& id) const
    {
        if (id != the_flat.id)
            return std::nullopt;
        access::Facts of_flat;
        of_flat.thing = the_flat;
        of_flat.subject = the_flat;
        of_flat.state = "private place";
        of_flat.owner = council;
        of_flat.holding_teams = {holding_team};
        of_flat.raised_by = chair;
        of_flat.walled = walled.contains(visit.visitor().account);
        return of_flat;
    }
};

} // namespace kith::actions
