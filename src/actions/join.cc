// SPDX-License-Identifier: MIT
// All that actions adds to the house.
#include "actions/actions.h"
#include "actions/api.h"
#include "actions/pages.h"
#include <algorithm>

namespace kith::actions {

void add_predicates(access::Predicates& predicates)
{
    predicates.add("visitor may know what it is about",
        [](access::Visitor const&, access::Facts const& facts) {
            return facts.state == "about known";
        });
    predicates.add("visitor works by name with what it is about",
        [](access::Visitor const& who, access::Facts const& facts) {
            return !who.account.none()
                && std::ranges::find(facts.opened_to, who.account) != facts.opened_to.end();
        });
}

void join(House& house, Actions& room)
{
    add_predicates(house.predicates);
    auto routes = house.routes.of(room);
    routes.get("/actions", "action:read", show_actions);
    routes.get("/actions/new", "action:create", ask_action);
    routes.post("/actions/new", "action:create", record_action);
    routes.get("/actions/{action}", "action:read", show_action);
    routes.post("/actions/{action}", "action:finish", finish_action);
    routes.get("/actions/{action}/copy", "action:read", copy_action);
    routes.post("/actions/{action}/extend", "action:extend", extend_action);
    routes.post("/actions/{action}/withdraw", "action:withdraw", withdraw_action);
    routes.post("/actions/{action}/reopen", "action:change", reopen_action);
    routes.get("/actions/{action}/change", "action:change", ask_action_change);
    routes.post("/actions/{action}/change", "action:change", change_action);

    routes.get("/api/v1/actions", "action:read", api_list_actions);
    routes.post("/api/v1/actions", "action:create", api_ask_action);
    routes.get("/api/v1/actions/{action}", "action:read", api_find_action);
    routes.post("/api/v1/actions/{action}/finish", "action:finish", api_finish_action);
    routes.post("/api/v1/actions/{action}/extend", "action:extend", api_extend_action);
    routes.post("/api/v1/actions/{action}/change", "action:change", api_change_action);
    for (auto& operation : action_operations())
        house.operations.push_back(std::move(operation));

    room.home.lines.emplace_back([&room](Visit const& visit) { return action_lines(room, visit); });
}

} // namespace kith::actions
