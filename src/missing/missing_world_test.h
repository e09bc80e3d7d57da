// SPDX-License-Identifier: MIT
#pragma once

// For tests of missing: the police who look for people, the council that answers for a boy and a
// girl, another council in whose area the boy lives, the home that cares for him. The clock stands
// at noon on Saturday 28 March 2026.

#include "missing/missing.h"
#include "missing/pages.h"
#include "platform/html/templates_once_test.h"
#include "world/partnership.h"
#include <doctest/doctest.h>

namespace kith::missing {

class MissingWorld {
public:
    explicit MissingWorld(db::Database& database)
        : world(database,
            {"data/policies/people.toml", "data/policies/contexts.toml", "data/policies/links.toml",
                "data/policies/same_person.toml", "data/policies/imports.toml",
                "data/policies/actions.toml", "data/policies/missing.toml",
                "data/policies/intelligence.toml"},
            [](access::Predicates& predicates) { actions::add_predicates(predicates); })
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
        , intelligence_room{linked, facts, forms, words, pages, home, clocks, *world.keys,
              colleague_name}
        , room{people_room, contexts_room, intelligence_room, linked, facts, clocks, forms, drafts,
              words, pages, home, actions_room, colleague_name, read_repeat_rule().value()}
    {
        world.clock.move_to(Instant::read("2026-03-28T12:00:00Z").value());
        people::join(house, people_room);
        contexts::join(house, contexts_room);
        actions::join(house, actions_room);
        intelligence::join(house, intelligence_room);
        join(house, room);
        auto const council = world.agency("council");
        auto const other_council = world.agency("other_council");
        auto const police_force = world.agency("police", "police");
        home_agency = world.agency("home", "childrens_home");
        council_team = world.team(council, "Missing from home");
        host_team = world.team(other_council, "Missing from home there");
        police_team = world.team(police_force, "Missing persons");
        home_team = world.team(home_agency, "The home");
        worker = world.account("social worker", council, council_team);
        coordinator = world.account("missing coordinator", council, council_team);
        host_worker = world.account("missing coordinator", other_council, host_team);
        officer = world.account("police missing persons officer", police_force, police_team);
        carer = world.account("home manager", home_agency, home_team);
        elsewhere = world.account("social worker", council, world.team(council, "Another team"));
        girl = somebody("Freya Larkspur", PartialDate{2011, 5, 3});
        boy = somebody("Jude Ashcombe", PartialDate{2010, 9, 14});
        adult = somebody("Nadia Holt", PartialDate{1990, 1, 9});
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

    static Instant at(char const* text) { return Instant::read(text).value(); }
    void now(char const* text) { world.clock.move_to(at(text)); }

    // Left at that moment, reported half an hour later; police and both councils share it.
    Report a_report(PersonId person, char const* left) const
    {
        Report wanted;
        wanted.episode.person = person;
        wanted.episode.kind = "M";
        wanted.episode.left_at = at(left);
        wanted.episode.reported_at = at(left) + std::chrono::minutes(30);
        wanted.episode.absent_from = "childrens_home";
        wanted.episode.form_version = 1;
        wanted.episode.answers = R"({"last_seen_place":"The bus stop on Quay Street"})";
        wanted.parties = {{{}, {}, police_team, "police"}, {{}, {}, council_team, "responsible"},
            {{}, {}, host_team, "host"}};
        return wanted;
    }
    Result<Episode> reports(AccountId who, Report const& wanted)
    {
        return world.as(who)->visit().change(
            [&](Change& change) { return report(room, change, wanted); });
    }
    Episode reported(PersonId person, char const* left)
    {
        return reports(worker, a_report(person, left)).value();
    }
    Result<Episode> returns(AccountId who, Episode const& episode, char const* when)
    {
        auto back = episode;
        back.returned_at = at(when);
        back.found_by = "police";
        back.found_place = "The Old Boathouse";
        back.return_version = 1;
        back.return_answers = R"({"state":"Tired"})";
        return world.as(who)->visit().change(
            [&](Change& change) { return record_return(room, change, back); });
    }
    std::optional<ReturnInterview> interview(Episode const& episode)
    {
        return line_of(world.as(worker)->visit().reading(), episode.id);
    }
    Done offers(AccountId who, Episode const& episode)
    {
        Offer made;
        made.at = world.clock.now();
        made.method = "in_person";
        made.result = "thinking";
        return world.as(who)->visit().change(
            [&](Change& change) { return offer(room, change, episode.id, made); });
    }
    Result<ReturnInterview> holds(AccountId who, Episode const& episode, char const* when,
        std::string const& tell_home = "yes",
        std::string const& answers = R"({"why":"It was loud"})")
    {
        Held held;
        held.held_at = at(when);
        held.interviewer = "Sol Brandreth, independent";
        held.tell_home = tell_home;
        held.form_version = 1;
        held.answers = answers;
        auto const stands = interview(episode);
        held.version = stands ? stands->version : 0;
        return world.as(who)->visit().change(
            [&](Change& change) { return hold(room, change, episode.id, held); });
    }

    Result<Learning> nothing_learned(Episode const& episode)
    {
        forms::Answers answers("missing/learning", 1);
        answers.set("anything", std::string("no"));
        answers.set("nothing_because", std::string("She missed her bus"));
        return world.as(worker)->visit().change(
            [&](Change& change) { return write_learning(room, change, episode.id, answers, 0); });
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
    links::Links linked;
    actions::Actions actions_room;
    people::People people_room;
    contexts::Contexts contexts_room;
    intelligence::Intelligence intelligence_room;
    Missing room;
    House house;
    AgencyId home_agency;
    TeamId council_team, host_team, police_team, home_team;
    AccountId worker, coordinator, host_worker, officer, carer, elsewhere;
    PersonId girl, boy, adult;

private:
    static std::string colleague_name(db::Connection&, AccountId) { return "A colleague"; }
};

} // namespace kith::missing
