// SPDX-License-Identifier: MIT
#pragma once

// For tests of justice: an exploitation team of a council, a school, the police; a girl of 14, a
// boy who is 18 on 20 March, a woman of 36. The clock stands at nine on Friday 6 March 2026.

#include "cases/cases.h"
#include "justice/justice.h"
#include "justice/pages.h"
#include "justice/views.h"
#include "platform/html/templates_once_test.h"
#include "world/partnership.h"
#include <doctest/doctest.h>

namespace kith::justice {

class JusticeWorld {
public:
    explicit JusticeWorld(db::Database& database, char const* law_text = nullptr)
        : world(database,
            {"data/policies/people.toml", "data/policies/contexts.toml", "data/policies/links.toml",
                "data/policies/concerns.toml", "data/policies/same_person.toml",
                "data/policies/imports.toml", "data/policies/partners.toml",
                "data/policies/concern_drafts.toml", "data/policies/cases.toml",
                "data/policies/actions.toml", "data/policies/notes.toml",
                "data/policies/prompts.toml", "data/policies/fairness.toml",
                "data/policies/justice.toml"},
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
        , room{people_room, cases_room, linked, facts, clocks, forms, drafts, words, pages, home,
              somebody_named, law_text ? Law::read(law_text).value() : Law::read().value()}
    {
        concerns_room.people = &people_room;
        concerns::join(house, concerns_room);
        people::join(house, people_room);
        contexts::join(house, contexts_room);
        actions::join(house, actions_room);
        cases::join(house, cases_room);
        join(house, room);
        council = world.agency("council");
        school = world.agency("school", "education");
        police = world.agency("police", "police");
        team = world.team(council, "Exploitation team");
        worker = world.account("exploitation practitioner", council, team);
        colleague = world.account("social worker", council, team);
        elsewhere = world.account("social worker", police, world.team(police, "Another team"));
        teacher = world.account("social worker", school, world.team(school, "Pastoral"));
        auditor = world.account("auditor", council);
        girl = somebody("Freya Larkspur", PartialDate{2011, 5, 3});
        boy = somebody("Jude Ashcombe", PartialDate{2008, 3, 20});
        woman = somebody("Imogen Quarrell", PartialDate{1990, 1, 9});
    }

    PersonId somebody(char const* name, std::optional<PartialDate> birth, AccountId by = {})
    {
        people::Person person;
        person.names = {{{}, "birth", name}};
        person.birth = birth;
        person.sex = "F";
        return world.as(by.none() ? worker : by)
            ->visit()
            .change([&](Change& change) { return people::create(change, person); })
            .value()
            .id;
    }
    cases::Case opens_case(PersonId person, std::set<std::string> const& strands = {"CCE"})
    {
        cases::Opening opening;
        opening.subject = thing(person);
        opening.strands = strands;
        opening.because = "Four people told of the same worry";
        return world.as(worker)
            ->visit()
            .change([&](Change& change) { return cases::open_case(cases_room, change, opening); })
            .value();
    }

    forms::Answers answers(char const* route) const
    {
        auto const& form = forms.form(referral_form);
        forms::Answers all(form.name, form.version);
        all.set("route", std::string(route));
        all.set("age_disputed", std::string("no"));
        all.set("safe_first", std::string("She stays with her aunt"));
        all.set("child_then", std::string("yes"));
        all.set("name", std::string("As on the record"));
        all.set("what_happened", std::string("Men made them carry bags"));
        all.set("exploitation",
            std::vector<forms::Parts>{{{"kind", "forced_crime"}, {"place", "The harbour front"},
                {"from", "2025-11"}, {"until", "2026-02"}}});
        all.set("exploiter_known", std::string("no"));
        all.set("other_victims", std::string("not_known"));
        all.set("police_told", std::string("no"));
        all.set("responder_name", std::string("A colleague"));
        if (std::string_view(route) == "adult") {
            all.remove("safe_first");
            all.set("consent_on", std::string("2026-03-05"));
            all.set("consent_words", std::string("What a referral means, in Urdu"));
            all.set("support_wanted", std::string("yes"));
        }
        return all;
    }
    Result<Referral> prepares(
        AccountId who, PersonId person, char const* route, bool disputed = false)
    {
        Referral wanted;
        wanted.person = person;
        auto const pass = world.as(who);
        wanted.owner_agency = pass->visit().visitor().agency;
        wanted.authority = std::string_view(route) == "child" ? "E10000017" : "";
        auto given = answers(route);
        if (disputed) {
            given.set("age_disputed", std::string("yes"));
            given.set("age_words", std::string("Their papers say another year"));
        }
        read_answers(given, wanted);
        return pass->visit().change([&](Change& change) { return prepare(room, change, wanted); });
    }
    Referral prepared(PersonId person, char const* route)
    {
        auto made = prepares(worker, person, route);
        REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : made.error().words.key));
        return *made;
    }
    Result<Entry> records(AccountId who, Referral const& referral, EntryKind kind, char const* on,
        std::string const& why = "By the form on the web")
    {
        return world.as(who)->visit().change([&](Change& change) {
            return record_entry(room, change, referral.id,
                {kind, Date::read(on).value(), why, kind == EntryKind::reference ? "HO-1" : ""});
        });
    }
    Entry recorded(Referral const& referral, EntryKind kind, char const* on)
    {
        auto made = records(worker, referral, kind, on);
        REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : made.error().words.key));
        return *made;
    }
    Done takes_back(AccountId who, Referral const& referral, ReferralEntryId entry,
        std::string const& why = "The wrong line")
    {
        return world.as(who)->visit().change(
            [&](Change& change) { return take_back(room, change, referral.id, entry, why); });
    }
    Leaving a_leaving() const
    {
        Leaving leaving;
        leaving.exploitation.set(6);
        leaving.region = NoticeRegion::north_west;
        leaving.year_from = 2025;
        leaving.age = NoticeAge::from_35;
        return leaving;
    }
    Result<Notice> notifies(AccountId who, PersonId person, std::string const& kept_here,
        AdultDoubted doubted = AdultDoubted::no)
    {
        Notice wanted;
        wanted.person = person;
        auto const pass = world.as(who);
        wanted.owner_agency = pass->visit().visitor().agency;
        wanted.leaving = a_leaving();
        return pass->visit().change([&](Change& change) {
            return prepare_notice(room, change, wanted, doubted, kept_here);
        });
    }

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
    void clock_at(char const* moment) { world.clock.move_to(Instant::read(moment).value()); }

    // A page, as the router does it.
    using Named = std::vector<std::pair<std::string, std::string>>;
    Result<Response> get(
        AccountId who, std::string const& pattern, std::string const& path, Named const& named = {})
    {
        return route(who, http::Method::get, pattern, Request::get(path), named);
    }
    Result<Response> post(AccountId who, std::string const& pattern, std::string const& path,
        Named const& fields, Named const& named = {})
    {
        http::FormData form;
        for (auto const& [name, value] : fields)
            form.add(name, value);
        return route(who, http::Method::post, pattern, Request::post(path, form), named);
    }
    Result<Response> send(AccountId who, std::string const& pattern, std::string const& path,
        std::string const& json, Named const& named, std::string const& version = "")
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
    Justice room;
    House house;
    AgencyId council, school, police;
    TeamId team;
    AccountId worker;    // works with all of them
    AccountId colleague; // of the same team
    AccountId elsewhere; // of the police, and works with none of them
    AccountId teacher;   // of a school
    AccountId auditor;   //
    PersonId girl, boy, woman;

private:
    static std::string somebody_named(db::Connection&, AccountId) { return "A colleague"; }
    Result<Response> route(AccountId who, http::Method method, std::string const& pattern,
        Request request, Named const& named)
    {
        request.matched(pattern, "", named);
        for (auto const& one : house.routes.all())
            if (one.method == method && one.pattern == pattern)
                return one.handler(world.as(who)->visit(), request);
        return not_found();
    }
};

inline bool shows(Result<Response> const& answer, std::string const& words)
{
    return answer.ok() && std::string(answer->body).find(words) != std::string::npos;
}

} // namespace kith::justice
