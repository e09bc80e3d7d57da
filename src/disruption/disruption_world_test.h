// SPDX-License-Identifier: MIT
#pragma once

// For tests of disruption: an exploitation team and a licensing team of one council, the police; a
// girl of 14 and a boy of 17, a man, a takeaway, a flat that was taken over. The clock stands at
// nine on Friday 6 March 2026.

#include "cases/cases.h"
#include "disruption/disruption.h"
#include "disruption/pages.h"
#include "platform/html/templates_once_test.h"
#include "world/partnership.h"
#include <doctest/doctest.h>

namespace kith::disruption {

class DisruptionWorld {
public:
    // `more` are the policies of rooms above.
    explicit DisruptionWorld(db::Database& database, std::vector<std::string> const& more = {})
        : world(database,
            joined_to({"data/policies/people.toml", "data/policies/contexts.toml",
                          "data/policies/links.toml", "data/policies/concerns.toml",
                          "data/policies/same_person.toml", "data/policies/imports.toml",
                          "data/policies/partners.toml", "data/policies/concern_drafts.toml",
                          "data/policies/cases.toml", "data/policies/actions.toml",
                          "data/policies/notes.toml", "data/policies/prompts.toml",
                          "data/policies/fairness.toml", "data/policies/disruption.toml",
                          "data/policies/of_concern.toml", "data/policies/intelligence.toml"},
                more),
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
        , actions_room{pages, facts, clocks, home, somebody_named}
        , people_room{linked, facts, pages, somebody_named}
        , contexts_room{linked, facts, pages, somebody_named}
        , concerns_room{{}, facts, clocks, forms, drafts, words, pages, world.clock,
              {world.folder.path() / "inbox", world.folder.path() / "outbox"}, home, linked,
              somebody_named}
        , cases_room{people_room, contexts_room, concerns_room, linked, facts, clocks, forms,
              drafts, pages, home, actions_room, somebody_named, cases::Pathways::read().value()}
        , room{people_room, contexts_room, cases_room, linked, facts, clocks, pages, home,
              somebody_named, Tactics::read(facts).value(), forms, drafts, words}
    {
        concerns_room.people = &people_room;
        concerns::join(house, concerns_room);
        people::join(house, people_room);
        contexts::join(house, contexts_room);
        actions::join(house, actions_room);
        cases::join(house, cases_room);
        join(house, room);
        council = world.agency("council");
        police = world.agency("police", "police");
        team = world.team(council, "Exploitation team");
        licensing_team = world.team(council, "Licensing");
        police_team = world.team(police, "Exploitation");
        worker = world.account("exploitation practitioner", council, team);
        elsewhere = world.account("social worker", council, world.team(council, "Another team"));
        licensing = world.account("agency contact", council, licensing_team);
        sergeant = world.account("police exploitation sergeant", police, police_team);
        auditor = world.account("auditor", council);
        girl = somebody("Freya Larkspur", PartialDate{2011, 5, 3});
        boy = somebody("Jude Ashcombe", PartialDate{2008, 9, 14});
        man = somebody("Rowan Vexley", PartialDate{1990, 1, 9});
        takeaway = place("PLACE", "Harbour Grill");
        flat = place("HOME", "The flat over the chandler's");
    }

    PersonId somebody(char const* name, PartialDate birth)
    {
        people::Person person;
        person.names = {{{}, "birth", name}};
        person.birth = birth;
        return world.as(worker)
            ->visit()
            .change([&](Change& change) { return people::create(change, person); })
            .value()
            .id;
    }
    ContextId place(char const* kind, char const* name)
    {
        contexts::Context context;
        context.kind = kind;
        context.name = name;
        return world.as(worker)
            ->visit()
            .change([&](Change& change) { return contexts::create(change, context); })
            .value()
            .id;
    }
    void works_with(Thing const& subject, TeamId with, AgencyId agency)
    {
        auto const begun = world.as(worker)->visit().change([&](Change& change) -> Done {
            auto subject_facts = TRY(facts_of_target(change, subject));
            links::Involvement one;
            one.subject = subject;
            one.agency = agency;
            one.team = with;
            one.role = "Works with it";
            subject_facts.thing = subject;
            return links::involve(change, subject_facts, one);
        });
        REQUIRE(begun.ok());
    }
    void has_status(PersonId person, char const* code, std::optional<PartialDate> until = {})
    {
        auto const added = world.as(worker)->visit().change([&](Change& change) -> Done {
            auto const known = TRY(people::find(change, person));
            people::Fact fact;
            fact.kind = "status";
            fact.code = code;
            fact.stated_by = "practitioner";
            fact.source = "The court's order";
            fact.from = PartialDate{2026, 1, 5};
            fact.until = until;
            fact.number = status_number(code);
            TRY(people::add_fact_and_tell(people_room, change, known, fact));
            return done();
        });
        REQUIRE_MESSAGE(added.ok(), (added.ok() ? "" : added.error().words.key));
    }
    // Who is looked after names the authority that answers for them.
    std::string status_number(std::string_view code) const
    {
        return code == "POLICE_PROTECTION" || code == "EMERGENCY_ORDER" ? std::string() : "council";
    }

    Done ticks(AccountId who, Thing const& target, char const* code)
    {
        auto const made = world.as(who)->visit().change([&](Change& change) {
            return tick(room, change, target, code, "What the manager told us on 3 March");
        });
        return made ? done() : Done(made.error());
    }
    Step a_step(Thing const& target, char const* tactic) const
    {
        Step step;
        step.target = target;
        step.tactic = tactic;
        step.owner_agency = council;
        step.because = "Four people told of the same worry";
        return step;
    }
    Result<Step> considers(AccountId who, Step const& step)
    {
        return world.as(who)->visit().change(
            [&](Change& change) { return consider(room, change, step); });
    }
    Step considered(Thing const& target, char const* tactic)
    {
        auto made = considers(worker, a_step(target, tactic));
        REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : made.error().words.key));
        return *made;
    }
    Result<Step> moves(AccountId who, Step const& step, StepStatus status, std::string const& why,
        std::optional<Date> on = {})
    {
        auto const pass = world.as(who);
        auto const stands = find(pass->visit(), step.id);
        if (!stands)
            return stands.error();
        return pass->visit().change([&](Change& change) {
            return move(room, change, step.id, stands->version,
                {status, on.value_or(stands->status_on), why});
        });
    }
    Step moved(Step const& step, StepStatus status, std::string const& why = "As the court said")
    {
        auto made = moves(worker, step, status, why);
        REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : made.error().words.key));
        return *made;
    }
    Done answers(
        AccountId who, Step const& step, StepAnswers const& given, std::string const& because = "")
    {
        return world.as(who)->visit().change(
            [&](Change& change) { return answer(room, change, step.id, given, because); });
    }
    StepAnswers answered(Step const& step) const
    {
        StepAnswers all;
        for (auto const& question :
            questions_of(*room.tactics.find(step.tactic), step.acts_on_child))
            all.*question.answer = "Their answer, of the quiet kind";
        return all;
    }
    Step planned(Thing const& target, char const* tactic)
    {
        auto const step = considered(target, tactic);
        REQUIRE(answers(worker, step, answered(step)).ok());
        return moved(step, StepStatus::planned, "");
    }
    Step served(Thing const& target, char const* tactic)
    {
        return moved(planned(target, tactic), StepStatus::served, "");
    }
    Result<Uuid> links_child(AccountId who, Step const& step, PersonId child)
    {
        return world.as(who)->visit().change([&](Change& change) -> Result<Uuid> {
            auto const known = TRY(people::find(change, child));
            return link_child(change, step.id, known.reference.write(), "They were there at night");
        });
    }
    cases::Case opens_case(Thing const& subject, AccountId who)
    {
        cases::Opening opening;
        opening.subject = subject;
        opening.strands = {"CSE"};
        opening.because = "Four people told of the same worry";
        return world.as(who)
            ->visit()
            .change([&](Change& change) { return cases::open_case(cases_room, change, opening); })
            .value();
    }

    // Lines of Home with that verb and those words.
    std::size_t lines_with(AccountId who, char const* verb, std::string const& sought)
    {
        auto const pass = world.as(who);
        std::size_t many = 0;
        for (auto const& lines : home.lines)
            for (auto const& line : lines(pass->visit()))
                many += line.verb == verb
                        && (line.text + " " + line.detail).find(sought) != std::string::npos
                    ? 1
                    : 0;
        return many;
    }

    // A page, as the router does it.
    Result<Response> get(AccountId who, std::string const& pattern, std::string const& path,
        std::vector<std::pair<std::string, std::string>> const& named = {})
    {
        return route(who, http::Method::get, pattern, Request::get(path), named);
    }
    Result<Response> post(AccountId who, std::string const& pattern, std::string const& path,
        http::FormData const& form,
        std::vector<std::pair<std::string, std::string>> const& named = {})
    {
        return route(who, http::Method::post, pattern, Request::post(path, form), named);
    }
    Result<Response> send(AccountId who, std::string const& pattern, std::string const& path,
        std::string const& json, std::vector<std::pair<std::string, std::string>> const& named,
        std::string const& version = "")
    {
        auto request = Request::post_json(path, json);
        if (version.empty())
            return route(who, http::Method::post, pattern, std::move(request), named);
        return route(who, http::Method::post, pattern,
            Request(std::move(request).with("If-Match", version)), named);
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
    cases::Cases cases_room;
    Disruption room;
    House house;
    AgencyId council, police;
    TeamId team, licensing_team, police_team;
    AccountId worker;    // works with all of them
    AccountId elsewhere; // a social worker who works with none of them
    AccountId licensing; // of the same council
    AccountId sergeant;  //
    AccountId auditor;   //
    PersonId girl, boy, man;
    ContextId takeaway, flat;

private:
    static std::vector<std::string> joined_to(
        std::vector<std::string> all, std::vector<std::string> const& more)
    {
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    static std::string somebody_named(db::Connection&, AccountId) { return "A colleague"; }
    Result<Response> route(AccountId who, http::Method method, std::string const& pattern,
        Request request, std::vector<std::pair<std::string, std::string>> const& named)
    {
        request.matched(pattern, "", named);
        for (auto const& one : house.routes.all())
            if (one.method == method && one.pattern == pattern)
                return one.handler(world.as(who)->visit(), request);
        return not_found();
    }
};

} // namespace kith::disruption
