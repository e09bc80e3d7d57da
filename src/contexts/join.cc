// SPDX-License-Identifier: MIT
// All that contexts adds to the house.
#include "contexts/api.h"
#include "contexts/api_own.h"
#include "contexts/around.h"
#include "contexts/chronology_pages.h"
#include "contexts/context_fact_pages.h"
#include "contexts/copy.h"
#include "contexts/history.h"
#include "contexts/household.h"
#include "contexts/pages.h"
#include "contexts/where_pages.h"

namespace kith::contexts {

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
    routes.get("/contexts/{context}/involve/end", "context:end involvement", ask_working_end);
    routes.post("/contexts/{context}/involve/end", "context:end involvement", stop_working);

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
