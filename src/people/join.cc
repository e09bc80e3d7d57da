// SPDX-License-Identifier: MIT
// All that people adds to the house.
#include "base/london.h"
#include "people/api.h"
#include "people/joined.h"
#include "people/pages.h"
#include "people/same.h"
#include "people/same_api.h"
#include "people/same_pages.h"

namespace kith::people {

void join(House& house, People& room)
{
    auto routes = house.routes.of(room);
    routes.get("/people", "person:create", show_people);
    routes.post("/people/find", "person:read", find_person_page);
    routes.get("/people/new", "person:create", ask_person);
    routes.post("/people/new", "person:create", record_person);
    routes.get("/people/{person}", "person:read", show_person);
    routes.post("/people/{person}/purpose", "person:state purpose", say_purpose);
    routes.get("/people/{person}/change", "person:change", ask_change);
    routes.post("/people/{person}/change", "person:change", change_person);
    routes.post("/people/{person}/involve", "person:involve", start_working);
    routes.get("/people/{person}/involve/end", "person:end involvement", ask_working_end);
    routes.post("/people/{person}/involve/end", "person:end involvement", stop_working);

    routes.get("/people/same", "person:join", show_same);
    routes.get("/people/same/{proposal}", "person:join", show_pair);
    routes.post("/people/same/{proposal}", "person:join", decide_pair);
    routes.post("/people/same/{proposal}/join", "person:join", join_pair);
    routes.get("/people/{person}/same", "person:propose", ask_same);
    routes.post("/people/{person}/same", "person:propose", propose_same);
    routes.get("/people/{person}/part/{join}", "person:part", ask_part);
    routes.post("/people/{person}/part/{join}", "person:part", part_person);

    routes.get("/api/v1/people/same", "person:join", api_list_same);
    routes.post("/api/v1/people/same", "person:propose", api_propose_same);
    routes.post("/api/v1/people/same/{proposal}/decide", "person:join", api_decide_same);
    routes.post("/api/v1/people/{person}/part", "person:part", api_part_person);
    for (auto& operation : same_operations())
        house.operations.push_back(std::move(operation));
    house.jobs.push_back({"look for records of one person", std::chrono::seconds(1),
        [&room](access::Gate const& gate) { look_for_same(room, gate); }});

    routes.post("/api/v1/people", "person:create", api_create_person);
    routes.post("/api/v1/people/find", "person:read", api_find_people);
    routes.get("/api/v1/people/{person}", "person:read", api_find_person);
    routes.post("/api/v1/people/{person}/purpose", "person:state purpose", api_state_purpose);
    routes.post("/api/v1/people/{person}/change", "person:change", api_change_person);
    for (auto& operation : api_operations())
        house.operations.push_back(std::move(operation));

    room.links.seen.add(
        "person", [](Visit const& visit, Uuid const& id) { return knows(visit, PersonId(id)); },
        [](Visit const& visit, Uuid const& id) -> links::Shown {
            auto const person = find(visit, PersonId(id));
            if (!person)
                return {"Somebody"};
            return {
                usual_name(*person, london::day_of(visit.now())), "/people/" + person->id.write()};
        },
        [](db::Connection& connection, Uuid const& id) {
            return kept_of(connection, PersonId(id)).uuid();
        });
    house.navigation.push_back({"People", "/people", "create", "person"});
}

} // namespace kith::people
