// SPDX-License-Identifier: MIT
#pragma once

// For tests of contexts: a council, a school, a bus stop and a flat.

#include "contexts/contexts.h"
#include "contexts/pages.h"
#include "platform/html/templates_once_test.h"
#include "world/partnership.h"
#include <doctest/doctest.h>
#include <map>

namespace kith::contexts {

// A council's team and its front door, a school, and somebody who keeps the machines. Its one
// postcode lies at 53.8175 north, 3.0357 west.
class PlacesWorld {
public:
    explicit PlacesWorld(db::Database& database)
        : world(database,
            {"data/policies/contexts.toml", "data/policies/links.toml", "data/policies/groups.toml",
                "data/policies/imports.toml"})
        , templates(html::templates_once())
        , facts(directory::ReferenceFacts::read().value())
        , pages(templates)
        , room{linked, facts, pages,
              [](db::Connection&, AccountId) { return std::string("A colleague"); }}
    {
        join(house, room);
        auto const council = world.agency("council");
        worker = world.account("exploitation practitioner", council, world.team(council, "A team"));
        elsewhere = world.account("social worker", council, world.team(council, "Another team"));
        front_door = world.account("triage worker", council, world.team(council, "Front door"));
        school_lead = world.account("school lead", world.agency("school"));
        administrator = world.account("system administrator", council);
        room.person_of = [this](Visit const& visit, Reference const& reference) {
            auto const found = people.find(reference.write());
            return found != people.end() && linked.seen.may_know(visit, found->second)
                ? std::optional(found->second)
                : std::nullopt;
        };
        linked.seen.add(
            "person",
            [this](Visit const& visit, Uuid const& id) {
                auto const who = visit.visitor().account;
                return (who == worker && !hidden.contains(id))
                    || (who == elsewhere && known_elsewhere.contains(id));
            },
            {},
            [this](db::Connection&, Uuid const& id) {
                auto const kept = joined.find(id);
                return kept == joined.end() ? id : kept->second;
            });
        database.write([&](db::Connection& connection) {
            connection.run(
                {"add postcode",
                    "insert into postcodes (postcode, latitude, longitude, district, ward, "
                    "quality, source, loaded_at) values ($1, $2, $3, $4, '', 10, 'test', $5)"},
                "FY1 1AD", 53.8175, -3.0357, "E06000009", world.clock.now());
            return db::Outcome::keep;
        });
    }

    Result<Context> record(AccountId who, Context const& context)
    {
        return world.as(who)->visit().change(
            [&](Change& change) { return create(change, context); });
    }
    Result<Response> get(AccountId who, std::string const& pattern, ContextId id)
    {
        return run(who, http::Method::get, pattern, id, {});
    }
    // With more parts of the address: {"kind", "harm"}; with what stands after its question mark.
    using Parts = std::map<std::string, std::string>;
    Result<Response> get(AccountId who, std::string const& pattern, ContextId id,
        Parts const& parts, std::string const& query = {})
    {
        more_parts = parts;
        auto answer = hand_to_route(
            who, http::Method::get, pattern, id, Request::get(path_of(pattern, id) + query));
        more_parts.clear();
        return answer;
    }
    Result<Response> post(AccountId who, std::string const& pattern, ContextId id,
        http::FormData const& form, Parts const& parts)
    {
        more_parts = parts;
        auto answer = run(who, http::Method::post, pattern, id, form);
        more_parts.clear();
        return answer;
    }
    Result<Response> post(
        AccountId who, std::string const& pattern, ContextId id, http::FormData const& form)
    {
        return run(who, http::Method::post, pattern, id, form);
    }
    // As a program does: JSON, with headers if any.
    Result<Response> send(AccountId who, std::string const& pattern, ContextId id,
        std::string const& text, http::Headers const& headers = {})
    {
        auto request = Request::post_json(path_of(pattern, id), text);
        for (auto const& [name, value] : headers) {
            Request more(std::move(request).with(name, value));
            request = std::move(more);
        }
        return hand_to_route(who, http::Method::post, pattern, id, std::move(request));
    }

    void load(std::string const& outlines)
    {
        CHECK(directory::load_bytes(world.database, "outlines", outlines, world.clock.now()).fate
            == directory::Fate::loaded);
    }

    tests::Partnership world;
    html::Templates const& templates;
    directory::ReferenceFacts facts;
    access::Pages pages;
    links::Links linked;
    House house;
    Contexts room;
    AccountId worker;
    AccountId elsewhere;
    AccountId front_door;
    AccountId school_lead;
    AccountId administrator;
    std::set<Uuid> hidden;               // people whom the worker may not know
    std::set<Uuid> known_elsewhere;      // people whom the other social worker may
    std::map<Uuid, Uuid> joined;         // records found to be of one person, to that which is kept
    std::map<std::string, Thing> people; // by reference

private:
    Parts more_parts;
    static std::string path_of(std::string const& pattern, ContextId id)
    {
        auto path = pattern;
        if (auto const at = path.find("{context}"); at != std::string::npos)
            path.replace(at, 9, id.write());
        return path;
    }
    // As the router does it.
    Result<Response> hand_to_route(AccountId who, http::Method method, std::string const& pattern,
        ContextId id, Request request)
    {
        std::vector<std::pair<std::string, std::string>> parts{{"context", id.write()}};
        parts.insert(parts.end(), more_parts.begin(), more_parts.end());
        request.matched(pattern, "", parts);
        for (auto const& route : house.routes.all())
            if (route.method == method && route.pattern == pattern)
                return route.handler(world.as(who)->visit(), request);
        return not_found();
    }
    Result<Response> run(AccountId who, http::Method method, std::string const& pattern,
        ContextId id, http::FormData const& form)
    {
        auto const path = path_of(pattern, id);
        return hand_to_route(who, method, pattern, id,
            method == http::Method::get ? Request::get(path) : Request::post(path, form));
    }
};

inline Context bus_stop()
{
    Context context;
    context.kind = "PLACE";
    context.name = "The Promenade bus stop";
    context.postcode = "fy1 1ad";
    return context;
}

inline Context flat()
{
    Context context;
    context.kind = "HOME";
    context.name = "Flat above the shop";
    context.postcode = "FY1 1AD";
    return context;
}

} // namespace kith::contexts
