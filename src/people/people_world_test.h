// SPDX-License-Identifier: MIT
#pragma once

// For tests of people: a council's team and its front door, a school, and a boy they know.

#include "people/pages.h"
#include "people/people.h"
#include "platform/documents/documents.h"
#include "platform/html/templates_once_test.h"
#include "world/partnership.h"

namespace kith::people {

// A council's team and its front door, a school, and somebody who keeps the machines.
class FamilyWorld {
public:
    explicit FamilyWorld(db::Database& database)
        : world(database,
            {"data/policies/people.toml", "data/policies/same_person.toml",
                "data/policies/links.toml", "data/policies/imports.toml",
                "data/policies/attachments.toml"})
        , templates(html::templates_once())
        , facts(directory::ReferenceFacts::read().value())
        , pages(templates)
        , room{linked, facts, pages,
              [](db::Connection&, AccountId) { return std::string("A colleague"); }}
        , files{pages, forms_once(), words_once(),
              [](db::Connection&, AccountId) { return std::string("A colleague"); }, {}, {}, {}}
    {
        room.documents = &files;
        documents::join(house, files);
        join(house, room);
        auto const council = world.agency("council");
        auto const school = world.agency("school");
        team = world.team(council, "A team");
        worker = world.account("social worker", council, team);
        colleague = world.account("team manager", council, team);
        elsewhere = world.account("social worker", council, world.team(council, "Another team"));
        front_door = world.account("triage worker", council, world.team(council, "Front door"));
        school_lead = world.account("school lead", school);
        administrator = world.account("system administrator", council, team);
        auditor = world.account("auditor", council);
        auditor_elsewhere = world.account("auditor", school);
    }

    Result<Person> record(AccountId who, Person const& person)
    {
        return world.as(who)->visit().change(
            [&](Change& change) { return create(change, person); });
    }
    // What other parts of a path are called, and what stands there: {{"kind", "gender"}}.
    using Parts = std::vector<std::pair<std::string, std::string>>;

    Result<Response> get(
        AccountId who, std::string const& pattern, PersonId id, Parts const& parts = {})
    {
        return run(who, http::Method::get, pattern, id, {}, parts);
    }
    Result<Response> post(AccountId who, std::string const& pattern, PersonId id,
        http::FormData const& form, Parts const& parts = {})
    {
        return run(who, http::Method::post, pattern, id, form, parts);
    }
    // As a program does: JSON, with headers if any.
    Result<Response> send(AccountId who, std::string const& pattern, PersonId id,
        std::string const& text, http::Headers const& headers = {}, Parts const& parts = {})
    {
        auto request = Request::post_json(path_of(pattern, id), text);
        for (auto const& [name, value] : headers) {
            Request more(std::move(request).with(name, value));
            request = std::move(more);
        }
        return hand_to_route(who, http::Method::post, pattern, id, std::move(request), parts);
    }

    tests::Partnership world;
    html::Templates const& templates;
    directory::ReferenceFacts facts;
    access::Pages pages;
    links::Links linked;
    House house;
    People room;
    documents::Documents files; // what reads pictures is this process's own child
    TeamId team;
    AccountId worker;
    AccountId colleague;
    AccountId elsewhere;
    AccountId front_door;
    AccountId school_lead;
    AccountId administrator;
    AccountId auditor;
    AccountId auditor_elsewhere;

    static words::Catalogue const& words_once()
    {
        static auto const words = words::Catalogue::shipped();
        return words;
    }
    static forms::Forms const& forms_once()
    {
        static auto const forms = forms::Forms::shipped(words_once());
        return forms;
    }
    // A request that carries files, which the other ways here do not.
    Result<Response> upload(
        AccountId who, std::string const& pattern, PersonId id, http::FormData form)
    {
        http::RequestParts parts;
        parts.method = http::Method::post;
        parts.target = path_of(pattern, id);
        parts.form = std::move(form);
        return hand_to_route(
            who, http::Method::post, pattern, id, Request::read(std::move(parts)).value(), {});
    }

private:
    static std::string path_of(std::string const& pattern, PersonId id)
    {
        auto path = pattern;
        if (auto const at = path.find("{person}"); at != std::string::npos)
            path.replace(at, 8, id.write());
        return path;
    }
    // As the router does it.
    Result<Response> hand_to_route(AccountId who, http::Method method, std::string const& pattern,
        PersonId id, Request request, Parts const& parts)
    {
        auto all = parts;
        all.emplace_back("person", id.write());
        request.matched(pattern, "", {all.begin(), all.end()});
        for (auto const& route : house.routes.all())
            if (route.method == method && route.pattern == pattern)
                return route.handler(world.as(who)->visit(), request);
        return not_found();
    }
    Result<Response> run(AccountId who, http::Method method, std::string const& pattern,
        PersonId id, http::FormData const& form, Parts const& parts)
    {
        auto const path = path_of(pattern, id);
        return hand_to_route(who, method, pattern, id,
            method == http::Method::get ? Request::get(path) : Request::post(path, form), parts);
    }
};

inline Person robin()
{
    Person person;
    person.names = {{{}, "birth", "Robin O’Neill-Smith"}, {{}, "known_as", "Rob"}};
    person.birth = PartialDate::read("2011-05-03").value();
    person.identifiers = {{{}, "nhs_number", "999 000 0018", "Health visitor"}};
    person.contacts = {{{}, "mobile", "01632 960001", Known::no, "His aunt holds it"}};
    return person;
}

} // namespace kith::people
