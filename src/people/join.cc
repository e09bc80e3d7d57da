// SPDX-License-Identifier: MIT
// All that people adds to the house.
#include "base/london.h"
#include "people/api.h"
#include "people/api_facts.h"
#include "people/around.h"
#include "people/chronology_api.h"
#include "people/chronology_pages.h"
#include "people/fact_pages.h"
#include "people/family_pages.h"
#include "people/imports.h"
#include "people/joined.h"
#include "people/lookup_runs.h"
#include "people/pages.h"
#include "people/photograph_pages.h"
#include "people/same.h"
#include "people/same_api.h"
#include "people/same_pages.h"

namespace kith::people {

namespace {
    void add_family_routes(access::Routes::OfRoom<People>& routes)
    {
        routes.get("/people/{person}/family", "person:read", show_family);
        routes.get("/people/{person}/family/print", "person:read", print_family);
        routes.get("/people/{person}/family/new", "person:change", ask_relationship);
        routes.post("/people/{person}/family/new", "person:change", record_relationship);
        for (auto const* const act : {"end", "withdraw", "tie", "part"}) {
            auto const pattern = std::string("/people/{person}/family/{relationship}/") + act;
            routes.get(pattern, "person:change", ask_around);
            routes.post(pattern, "person:change", do_around);
        }
        auto const* const part = "/people/{person}/family/{relationship}/part/{part}";
        routes.get(part, "person:change", ask_part_end);
        routes.post(part, "person:change", do_part_end);
        auto const* const telling = "/people/{person}/family/{relationship}/telling";
        routes.get(telling, "person:change", ask_telling);
        routes.post(telling, "person:change", record_telling);
        routes.get("/people/{person}/chronology", "person:read", show_chronology);
        routes.get("/people/{person}/chronology/print", "person:read", print_chronology);
        routes.get("/people/{person}/chronology/text", "person:read", chronology_as_text);
    }
} // namespace

void join(House& house, People& room)
{
    auto routes = house.routes.of(room);
    routes.get("/people", "person:create", show_people);
    routes.post("/people/find", "person:read", find_person_page);
    routes.get("/people/search", "person_search:search", ask_search);
    routes.post("/people/search", "person_search:search", search_people);
    routes.post("/people/alike", "person_search:search", find_alike);
    routes.get("/people/lookup-runs", "lookup_run:read", show_lookup_runs);
    routes.get("/api/v1/people/lookup-runs", "lookup_run:read", api_lookup_runs);
    house.operations.push_back(lookup_runs_operation());
    routes.get("/people/new", "person:create", ask_person);
    routes.post("/people/new", "person:create", record_person);
    routes.get("/people/{person}", "person:read", show_person);
    routes.post("/people/{person}/purpose", "person:state purpose", say_purpose);
    routes.get("/people/{person}/change", "person:change", ask_change);
    routes.post("/people/{person}/change", "person:change", change_person);
    routes.get("/people/{person}/facts", "person:change", ask_facts);
    routes.get("/people/{person}/facts/{kind}/new", "person:change", ask_fact);
    routes.post("/people/{person}/facts/{kind}/new", "person:change", record_fact);
    routes.get("/people/{person}/facts/{fact}/withdraw", "person:change", ask_fact_end);
    routes.post("/people/{person}/facts/{fact}/withdraw", "person:change", record_fact_end);
    if (room.documents) {
        auto const* const photograph = "/people/{person}/photograph";
        routes.get(photograph, "person:change", ask_photograph);
        routes.post(photograph, "person:change", record_photograph, http::Lane::slow);
        routes.post("/people/{person}/photograph/withdraw", "person:change", end_photograph);
        routes.post("/people/{person}/photograph/restore", "person:change", restore_photograph);
        room.documents->holders["person"] = photograph_holder(room);
        room.later_kinds.push_back(later_photographs());
    }
    routes.post("/people/{person}/involve", "person:involve", start_working);
    routes.get("/people/{person}/involve/other", "person:involve", ask_other_working);
    routes.post("/people/{person}/involve/other", "person:involve", add_other_working);
    routes.get("/people/{person}/involve/end", "person:end involvement", ask_working_end);
    routes.post("/people/{person}/involve/end", "person:end involvement", stop_working);
    routes.get("/api/v1/people/{person}/involvements", "person:read", api_working);
    routes.post("/api/v1/people/{person}/involvements", "person:involve", api_take_on);
    routes.post("/api/v1/people/{person}/involvements/{involvement}/end", "person:end involvement",
        api_stop_working);
    for (auto& operation : links::working_operations("/api/v1/people/{person}", "people", "Person"))
        house.operations.push_back(std::move(operation));

    add_family_routes(routes);

    routes.get("/api/v1/people/{person}/chronology", "person:read", api_chronology);
    routes.get("/api/v1/people/{person}/relationships", "person:read", api_relationships);
    routes.post("/api/v1/people/{person}/relationships", "person:change", api_add_relationship);
    for (auto& operation : chronology_operations())
        house.operations.push_back(std::move(operation));
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
    routes.post("/api/v1/people/{person}/facts", "person:change", api_add_fact);
    routes.post("/api/v1/people/{person}/facts/{fact}/withdraw", "person:change", api_end_fact);
    for (auto& operation : api_operations())
        house.operations.push_back(std::move(operation));
    for (auto& operation : fact_operations())
        house.operations.push_back(std::move(operation));

    room.propose_same = [](Change& change, PersonId one, PersonId other, std::string const& why) {
        auto const proposed = propose(change, one, other, why);
        auto const theirs = proposed || proposed.error().code != Code::not_found;
        return proposed || !theirs ? done() : Done(proposed.error()); // the import's page lists all
    };
    room.list = std::make_shared<PeopleList>(room);
    imports::join_kind(house, *room.list);

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
    // Whoever is recorded or changed is found again within a moment.
    house.jobs.push_back(
        {"keep up who is known", std::chrono::milliseconds(250), [&room](access::Gate const& gate) {
             room.snapshot->follow(*gate.database().reader(), gate.clock().now());
         }});
    room.links.seen.add(
        "relationship",
        [](Visit const& visit, Uuid const& id) {
            return knows_relationship(visit, RelationshipId(id));
        },
        [](Visit const&, Uuid const&) -> links::Shown {
            return {"Family and people around them"};
        });
    house.navigation.push_back({"People", "/people", "create", "person"});
}

} // namespace kith::people
