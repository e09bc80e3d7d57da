// SPDX-License-Identifier: MIT
#pragma once

// For tests of cases: an exploitation team, a front door and a licensing team of one council, a
// school; a girl and a takeaway they know. The clock stands at nine on Friday 6 March 2026.

#include "cases/cases.h"
#include "cases/measurement.h"
#include "cases/pages.h"
#include "platform/html/templates_once_test.h"
#include "world/partnership.h"
#include <doctest/doctest.h>

namespace kith::cases {

// Of the young people's safety survey: of those asked so many felt safe, and all answered.
inline Measurement a_survey(CaseId of, Date on, std::int64_t n, std::int64_t yes)
{
    Measurement one;
    one.of = of;
    one.instrument = "safety_survey";
    one.on = on;
    one.n = n;
    one.how = "On paper, by two youth workers";
    one.tallies = {{"feel_safe", "yes", "", yes}, {"feel_safe", "no", "", n - yes}};
    return one;
}

class CasesWorld {
public:
    explicit CasesWorld(db::Database& database)
        : world(database,
            {"data/policies/people.toml", "data/policies/contexts.toml", "data/policies/links.toml",
                "data/policies/concerns.toml", "data/policies/same_person.toml",
                "data/policies/imports.toml", "data/policies/partners.toml",
                "data/policies/concern_drafts.toml", "data/policies/cases.toml",
                "data/policies/actions.toml", "data/policies/notes.toml",
                "data/policies/prompts.toml", "data/policies/fairness.toml"},
            [](access::Predicates& predicates) {
                concerns::add_predicates(predicates);
                actions::add_predicates(predicates);
            })
        , templates(html::templates_once())
        , words(words::Catalogue::shipped())
        , forms(forms::Forms::shipped(words))
        , drafts(*world.keys)
        , facts(directory::ReferenceFacts::read().value())
        , clocks(actions::Clocks::read().value())
        , pages(templates)
        , home{pages}
        , actions_room{pages, facts, clocks, home, colleague_name}
        , people_room{linked, facts, pages, colleague_name}
        , contexts_room{linked, facts, pages, colleague_name}
        , concerns_room{{}, facts, clocks, forms, drafts, words, pages, world.clock,
              {world.folder.path() / "inbox", world.folder.path() / "outbox"}, home, linked,
              colleague_name}
        , room{people_room, contexts_room, concerns_room, linked, facts, clocks, forms, drafts,
              pages, home, actions_room, colleague_name, Pathways::read().value()}
    {
        concerns_room.people = &people_room;
        concerns::join(house, concerns_room);
        people::join(house, people_room);
        contexts::join(house, contexts_room);
        actions::join(house, actions_room);
        join(house, room);
        auto const council = world.agency("council");
        auto const school = world.agency("school");
        team = world.team(council, "Exploitation team");
        auto const licensing_team = world.team(council, "Licensing");
        worker = world.account("exploitation practitioner", council, team);
        manager = world.account("exploitation team manager", council, team);
        front_door = world.account("triage worker", council, world.team(council, "Front door"));
        elsewhere = world.account("social worker", council, world.team(council, "Another team"));
        licensing = world.account("agency contact", council, licensing_team);
        school_lead = world.account("school lead", school);
        analyst = world.account("analyst", council, team);
        girl = world.as(worker)
                   ->visit()
                   .change([](Change& change) { return people::create(change, a_girl()); })
                   .value()
                   .id;
        takeaway
            = world.as(worker)
                  ->visit()
                  .change([](Change& change) { return contexts::create(change, a_takeaway()); })
                  .value()
                  .id;
        works_with(thing(takeaway), licensing_team, council);
    }

    static people::Person a_girl()
    {
        people::Person person;
        person.names = {{{}, "birth", "Freya Larkspur"}};
        person.birth = PartialDate{2011, 5, 3};
        person.sex = "F";
        return person;
    }
    static contexts::Context a_takeaway()
    {
        contexts::Context context;
        context.kind = "PLACE";
        context.name = "Harbour Grill";
        context.address = "2 Quay Street";
        return context;
    }

    // Opens the case of a subject; the team is the worker's.
    Case open(Thing const& subject, AccountId who)
    {
        Opening opening;
        opening.subject = subject;
        opening.strands = {"CSE"};
        opening.because = "Four people told of the same worry";
        return world.as(who)
            ->visit()
            .change([&](Change& change) { return open_case(room, change, opening); })
            .value();
    }
    Case open(Thing const& subject) { return open(subject, worker); }

    // As the router does it; `path` fills the pattern's parts in.
    Result<Response> get(AccountId who, std::string const& pattern, CaseId id)
    {
        return route(who, http::Method::get, pattern, id, Request::get(path_of(pattern, id)));
    }
    // An address with a query.
    Result<Response> get_at(
        AccountId who, std::string const& pattern, std::string const& path, CaseId id = {})
    {
        return route(who, http::Method::get, pattern, id, Request::get(path));
    }
    Result<Response> post(
        AccountId who, std::string const& pattern, CaseId id, http::FormData const& form)
    {
        return route(
            who, http::Method::post, pattern, id, Request::post(path_of(pattern, id), form));
    }

    // An address with one part more: of a goal, a partner, a review.
    Result<Response> post_to(AccountId who, std::string const& pattern, CaseId id,
        std::string const& part, std::string const& value, http::FormData const& form)
    {
        auto path = path_of(pattern, id);
        auto const at = path.find("{" + part + "}");
        auto request = Request::post(path.replace(at, part.size() + 2, value), form);
        request.matched(pattern, "", {{"case", id.write()}, {part, value}});
        for (auto const& one : house.routes.all())
            if (one.method == http::Method::post && one.pattern == pattern)
                return one.handler(world.as(who)->visit(), request);
        return not_found();
    }
    // The same, looked at.
    Result<Response> get_one(AccountId who, std::string const& pattern, CaseId id,
        std::string const& part, std::string const& value)
    {
        auto path = path_of(pattern, id);
        auto const at = path.find("{" + part + "}");
        auto request = Request::get(path.replace(at, part.size() + 2, value));
        request.matched(pattern, "", {{"case", id.write()}, {part, value}});
        for (auto const& one : house.routes.all())
            if (one.method == http::Method::get && one.pattern == pattern)
                return one.handler(world.as(who)->visit(), request);
        return not_found();
    }
    // What no act of these rooms does yet, done to the rows.
    void done_to_rows(db::Sql const& statement)
    {
        world.database.write([&](db::Connection& connection) {
            connection.run(statement);
            return db::Outcome::keep;
        });
    }
    // Somebody new, who spends time in the takeaway from now on.
    void join_somebody(std::string const& name)
    {
        auto const made = world.as(worker)->visit().change([&](Change& change) -> Done {
            people::Person person;
            person.names = {{{}, "birth", name}};
            auto const known = TRY(people::create(change, person));
            links::Link link;
            link.from = thing(known.id);
            link.to = thing(takeaway);
            link.role = "spends_time";
            link.source = "Form tutor";
            link.drawn_from = thing(known.id);
            TRY(linked.store.save(change, link));
            return done();
        });
        REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : made.error().words.key));
    }

    // As a program sends it.
    Result<Response> send(AccountId who, std::string const& pattern, CaseId id,
        std::string const& json, http::Headers const& headers = {})
    {
        auto request = Request::post_json(path_of(pattern, id), json);
        for (auto const& [name, value] : headers) {
            Request more(std::move(request).with(name, value));
            request = std::move(more);
        }
        return route(who, http::Method::post, pattern, id, std::move(request));
    }

    // The same to an address with one part more.
    Result<Response> send_to(AccountId who, std::string const& pattern, CaseId id,
        std::string const& part, std::string const& value, std::string const& json,
        http::Headers const& headers = {})
    {
        auto path = path_of(pattern, id);
        auto const at = path.find("{" + part + "}");
        auto request = Request::post_json(path.replace(at, part.size() + 2, value), json);
        for (auto const& [name, text] : headers) {
            Request more(std::move(request).with(name, text));
            request = std::move(more);
        }
        request.matched(pattern, "", {{"case", id.write()}, {part, value}});
        for (auto const& one : house.routes.all())
            if (one.method == http::Method::post && one.pattern == pattern)
                return one.handler(world.as(who)->visit(), request);
        return not_found();
    }

    void works_with(Thing const& subject, TeamId with, AgencyId agency)
    {
        auto const pass = world.as(worker);
        auto const begun = pass->visit().change([&](Change& change) -> Done {
            auto known = subject.kind == "person"
                ? people::find_facts(change, PersonId(subject.id))
                : contexts::find_facts(change, ContextId(subject.id));
            auto const subject_facts = TRY(std::move(known));
            links::Involvement one;
            one.subject = subject;
            one.agency = agency;
            one.team = with;
            one.role = "Works with it";
            return links::involve(change, subject_facts, one);
        });
        REQUIRE(begun.ok());
    }

    tests::Partnership world;
    html::Templates const& templates;
    words::Catalogue words;
    forms::Forms forms;
    forms::Drafts drafts;
    directory::ReferenceFacts facts;
    actions::Clocks clocks;
    access::Pages pages;
    actions::Home home;
    actions::Actions actions_room;
    links::Links linked;
    people::People people_room;
    contexts::Contexts contexts_room;
    concerns::Concerns concerns_room;
    Cases room;
    House house;
    TeamId team;
    AccountId worker;      // of the exploitation team
    AccountId manager;     // of the same
    AccountId front_door;  //
    AccountId elsewhere;   // a social worker of another team
    AccountId licensing;   // works with the takeaway, and not with the girl
    AccountId school_lead; //
    AccountId analyst;     //
    PersonId girl;         // whom the worker's team works with
    ContextId takeaway;

private:
    static std::string colleague_name(db::Connection&, AccountId) { return "A colleague"; }
    static std::string path_of(std::string const& pattern, CaseId id)
    {
        auto path = pattern;
        if (auto const at = path.find("{case}"); at != std::string::npos)
            path.replace(at, 6, id.write());
        return path;
    }
    Result<Response> route(
        AccountId who, http::Method method, std::string const& pattern, CaseId id, Request request)
    {
        request.matched(pattern, "", {{"case", id.write()}});
        for (auto const& one : house.routes.all())
            if (one.method == method && one.pattern == pattern)
                return one.handler(world.as(who)->visit(), request);
        return not_found();
    }
};

} // namespace kith::cases
