// SPDX-License-Identifier: MIT
// All that contexts adds to the house.
#include "contexts/api.h"
#include "contexts/chronology_pages.h"
#include "contexts/pages.h"

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
    routes.post("/contexts/{context}/involve", "context:involve", start_working);
    routes.get("/contexts/{context}/involve/end", "context:end involvement", ask_working_end);
    routes.post("/contexts/{context}/involve/end", "context:end involvement", stop_working);

    routes.post("/api/v1/contexts", "context:create", api_create_context);
    routes.post("/api/v1/contexts/find", "context:read", api_find_contexts);
    routes.get("/api/v1/contexts/{context}", "context:read", api_find_context);
    routes.post("/api/v1/contexts/{context}/purpose", "context:state purpose", api_state_purpose);
    routes.post("/api/v1/contexts/{context}/change", "context:change", api_change_context);
    for (auto& operation : api_operations())
        house.operations.push_back(std::move(operation));

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
