// SPDX-License-Identifier: MIT
// All that contexts adds to the house.
#include "contexts/api.h"
#include "contexts/api_own.h"
#include "contexts/around.h"
#include "contexts/chronology_pages.h"
#include "contexts/context_fact_pages.h"
#include "contexts/copy.h"
#include "contexts/count_pages.h"
#include "contexts/guardian_pages.h"
#include "contexts/history.h"
#include "contexts/household.h"
#include "contexts/list.h"
#include "contexts/pages.h"
#include "contexts/parts_api.h"
#include "contexts/peer_map_pages.h"
#include "contexts/peer_map_views.h"
#include "contexts/peer_maps.h"
#include "contexts/where_pages.h"

namespace kith::contexts {

namespace {
    void add_part_pages(access::Routes::OfRoom<Contexts>& routes)
    {
        routes.get("/contexts/numbers", "context_numbers:list", show_all_numbers, http::Lane::slow);
        routes.get("/contexts/{context}/numbers", "context_numbers:read", show_numbers);
        routes.get("/contexts/{context}/guardians", "guardian:read", show_guardians);
        routes.get("/contexts/{context}/guardians/new", "guardian:add", ask_guardian);
        routes.post("/contexts/{context}/guardians/new", "guardian:add", record_guardian);
        auto const guardian = std::string("/contexts/{context}/guardians/{guardian}/");
        routes.get(guardian + "change", "guardian:change", ask_guardian_change);
        routes.post(guardian + "change", "guardian:change", change_guardian);
        routes.get(guardian + "withdraw", "guardian:withdraw", ask_guardian_end);
        routes.post(guardian + "withdraw", "guardian:withdraw", end_guardian);
        auto const group = std::string("/contexts/{context}/group");
        routes.get(group, "peer_map:read", show_peer_map);
        routes.get(group + "/print", "peer_map:read", print_peer_map);
        routes.get(group + "/map", "peer_map:keep", ask_peer_map);
        routes.post(group + "/map", "peer_map:keep", record_peer_map);
        routes.post(group + "/finish", "peer_map:keep", finish_peer_map);
        routes.get(group + "/end", "peer_map:keep", ask_peer_map_end);
        routes.post(group + "/end", "peer_map:keep", end_peer_map);
        routes.get(group + "/members/new", "peer_map:keep", ask_member);
        routes.post(group + "/members/new", "peer_map:keep", record_member);
        routes.get(group + "/members/{member}/change", "peer_map:keep", ask_member_change);
        routes.post(group + "/members/{member}/change", "peer_map:keep", change_member);
        routes.get(group + "/members/{member}/off", "peer_map:keep", ask_member_off);
        routes.post(group + "/members/{member}/off", "peer_map:keep", take_member_off);
        routes.get(group + "/ties/new", "peer_map:keep", ask_tie);
        routes.post(group + "/ties/new", "peer_map:keep", record_tie);
        routes.get(group + "/ties/{tie}/off", "peer_map:keep", ask_tie_off);
        routes.post(group + "/ties/{tie}/off", "peer_map:keep", drop_tie);
    }

    void add_part_api(House& house, access::Routes::OfRoom<Contexts>& routes)
    {
        auto const context = std::string("/api/v1/contexts/{context}");
        routes.get(context + "/numbers", "context_numbers:read", api_numbers);
        routes.get(context + "/guardians", "guardian:read", api_guardians);
        routes.post(context + "/guardians", "guardian:add", api_add_guardian);
        routes.post(
            context + "/guardians/{guardian}/change", "guardian:change", api_change_guardian);
        routes.post(
            context + "/guardians/{guardian}/withdraw", "guardian:withdraw", api_end_guardian);
        routes.get(context + "/group", "peer_map:read", api_peer_map);
        routes.post(context + "/group", "peer_map:keep", api_save_peer_map);
        routes.post(context + "/group/finish", "peer_map:keep", api_finish_peer_map);
        routes.post(context + "/group/end", "peer_map:keep", api_end_peer_map);
        routes.post(context + "/group/members", "peer_map:keep", api_add_member);
        routes.post(context + "/group/members/{member}/change", "peer_map:keep", api_change_member);
        routes.post(context + "/group/members/{member}/off", "peer_map:keep", api_take_member_off);
        routes.post(context + "/group/ties", "peer_map:keep", api_add_tie);
        routes.post(context + "/group/ties/{tie}/off", "peer_map:keep", api_drop_tie);
        house.operations.push_back(numbers_operation());
        for (auto& operation : part_operations())
            house.operations.push_back(std::move(operation));
    }

    void add_parts(House& house, Contexts& room)
    {
        auto routes = house.routes.of(room);
        add_part_pages(routes);
        add_part_api(house, routes);
        room.links.seen.add("peer_map", knows_map,
            [](Visit const&, Uuid const&) { return links::Shown{"A peer map"}; });
        room.links.store.when_moved(words_follow);
        room.panels.emplace_back([&room](Visit const& visit, Context const& context) {
            return peer_map_panel(room, visit, context);
        });
        room.panels.emplace_back([](Visit const& visit, Context const& context) {
            return guardians_panel(visit, context);
        });
        room.panels.emplace_back([&room](Visit const& visit, Context const& context) {
            return numbers_panel(room, visit, context);
        });
    }
} // namespace

void join(House& house, Contexts& room)
{
    auto routes = house.routes.of(room);
    routes.get("/contexts", "context:create", show_contexts);
    routes.get("/contexts/new", "context:create", ask_context);
    routes.post("/contexts/new", "context:create", record_context);
    routes.get("/contexts/{context}", "context:read", show_context);
    add_chronology(routes);
    house.operations.push_back(chronology_operation());
    routes.post("/contexts/{context}/purpose", "context:state purpose", say_purpose);
    routes.get("/contexts/{context}/change", "context:change", ask_change);
    routes.post("/contexts/{context}/change", "context:change", change_context);
    routes.get("/contexts/{context}/history", "context:read", show_history);
    routes.get("/contexts/{context}/copy", "context:read", copy_context);
    routes.get("/contexts/{context}/household", "context:change", ask_household);
    routes.post("/contexts/{context}/household", "context:change", record_household);
    routes.get("/contexts/{context}/household/{link}/end", "context:change", ask_household_end);
    routes.post("/contexts/{context}/household/{link}/end", "context:change", record_household_end);
    routes.get("/contexts/{context}/where", "context:change", ask_where);
    routes.post("/contexts/{context}/where", "context:change", record_where);
    routes.get("/contexts/{context}/where/map.svg", "context:change", show_where_map);
    routes.get("/contexts/{context}/facts/{kind}/new", "context:change", ask_context_fact);
    routes.post("/contexts/{context}/facts/{kind}/new", "context:change", record_context_fact);
    routes.get("/contexts/{context}/facts/{fact}/withdraw", "context:change", ask_context_fact_end);
    routes.post(
        "/contexts/{context}/facts/{fact}/withdraw", "context:change", record_context_fact_end);
    routes.post("/contexts/{context}/involve", "context:involve", start_working);
    routes.get("/contexts/{context}/involve/other", "context:involve", ask_other_working);
    routes.post("/contexts/{context}/involve/other", "context:involve", add_other_working);
    routes.get("/contexts/{context}/involve/end", "context:end involvement", ask_working_end);
    routes.post("/contexts/{context}/involve/end", "context:end involvement", stop_working);
    routes.get("/api/v1/contexts/{context}/involvements", "context:read", api_working);
    routes.post("/api/v1/contexts/{context}/involvements", "context:involve", api_take_on);
    routes.post("/api/v1/contexts/{context}/involvements/{involvement}/end",
        "context:end involvement", api_stop_working);
    for (auto& operation :
        links::working_operations("/api/v1/contexts/{context}", "contexts", "Context"))
        house.operations.push_back(std::move(operation));

    routes.post("/api/v1/contexts", "context:create", api_create_context);
    routes.post("/api/v1/contexts/find", "context:read", api_find_contexts);
    routes.get("/api/v1/contexts/{context}", "context:read", api_find_context);
    routes.post("/api/v1/contexts/{context}/purpose", "context:state purpose", api_state_purpose);
    routes.post("/api/v1/contexts/{context}/change", "context:change", api_change_context);
    routes.get("/api/v1/contexts/{context}/history", "context:read", api_history);
    routes.get("/api/v1/contexts/{context}/around", "context:read", api_around);
    routes.post("/api/v1/contexts/{context}/household", "context:change", api_add_household);
    routes.post("/api/v1/contexts/{context}/facts", "context:change", api_add_context_fact);
    routes.post(
        "/api/v1/contexts/{context}/facts/{fact}/end", "context:change", api_end_context_fact);
    house.operations.push_back(api_history_operation());
    house.operations.push_back(api_around_operation());
    for (auto const& operations : {api_operations(), api_fact_operations()})
        house.operations.insert(house.operations.end(), operations.begin(), operations.end());

    add_parts(house, room);
    room.list = std::make_shared<ContextList>(room);
    imports::join_kind(house, *room.list);
    room.links.seen.add(
        "context", [](Visit const& visit, Uuid const& id) { return knows(visit, ContextId(id)); },
        [](Visit const& visit, Uuid const& id) -> links::Shown {
            auto const context = find(visit, ContextId(id));
            if (!context)
                return {"A context"};
            return {context->name, "/contexts/" + context->id.write()};
        });
    house.navigation.push_back({"Contexts", "/contexts", "create", "context"});
}

} // namespace kith::contexts
