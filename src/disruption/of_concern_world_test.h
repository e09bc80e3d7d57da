// SPDX-License-Identifier: MIT
#pragma once

// For tests of people of concern: beside the world of disruption a manager who decides, a second
// team, a social worker of a child's own who knows nothing of it, and an intelligence desk.

#include "disruption/disruption_world_test.h"
#include "disruption/of_concern_pages.h"
#include "disruption/of_concern_views.h"
#include "intelligence/intelligence.h"

namespace kith::disruption {

struct OfConcernWorld : DisruptionWorld {
    static constexpr char const* name = "Zebedee Quillfeather";
    static constexpr char const* said = "Said to hand out parcels by the flagpole";

    explicit OfConcernWorld(db::Database& database)
        : DisruptionWorld(database)
        , desk{linked, facts, forms, words, pages, home, clocks, *world.keys,
              [](db::Connection&, AccountId) { return std::string("A colleague"); }}
    {
        second_team = world.team(council, "Second team");
        childs_team = world.team(council, "The child's team");
        manager = world.account("exploitation team manager", council, world.team(council, "Leads"));
        other_manager = world.account("team manager", council, world.team(council, "Other leads"));
        colleague = world.account("exploitation practitioner", council, team);
        second = world.account("exploitation practitioner", council, second_team);
        childs_worker = world.account("social worker", council, childs_team);
        officer = world.account("police intelligence officer", police, police_team);
        other_officer = world.account("police intelligence officer", police, police_team);
        works_with(thing(boy), childs_team, council);
    }

    OfConcernDetails details(AgeGroup age = AgeGroup::adult) const
    {
        OfConcernDetails one;
        one.known_as = name;
        one.age = age;
        one.harms = {"CCE"};
        one.grounds = said;
        if (age != AgeGroup::adult)
            one.supports = "The boxing club, each Tuesday";
        return one;
    }
    template <class Body>
    auto as(AccountId who, Body&& body)
    {
        auto const pass = world.as(who);
        return pass->visit().change([&](Change& change) { return body(change); });
    }
    OfConcern opened(AgeGroup age = AgeGroup::adult)
    {
        auto made = as(worker,
            [&](Change& change) { return open_of_concern(room, change, details(age), "no"); });
        REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : made.error().words.key));
        return *made;
    }
    Result<Uuid> rests_on(AccountId who, OfConcern const& one, char const* source,
        std::string const& words = "What the warden wrote down", std::string const& sharing = "")
    {
        return as(who, [&](Change& change) {
            EvidenceTyped typed;
            typed.source = source;
            typed.words = words;
            typed.sharing = sharing;
            return add_evidence(room, change, one.id, typed);
        });
    }
    Result<OfConcern> stands(AccountId who, OfConcern const& one, Standing standing,
        std::string const& why = "Two kinds of source say the same", bool apart = true)
    {
        auto const pass = world.as(who);
        auto const now = find(pass->visit(), one.id);
        if (!now)
            return now.error();
        StandingTyped typed;
        typed.standing = standing;
        typed.on = london::day_of(pass->visit().now());
        typed.why = why;
        typed.apart = apart;
        if (now->details.age != AgeGroup::adult) {
            typed.reason = "Two others were hurt";
            typed.supports = "His uncle, and the boxing club";
        }
        return pass->visit().change([&](Change& change) {
            return set_standing(room, change, one.id, now->version, typed);
        });
    }
    // Decided by the manager, on two kinds of source.
    OfConcern alleged(AgeGroup age = AgeGroup::adult)
    {
        auto const one = opened(age);
        REQUIRE(rests_on(worker, one, "public_report").ok());
        REQUIRE(rests_on(worker, one, "practitioner_saw").ok());
        auto made = stands(manager, one, Standing::alleged);
        REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : made.error().words.key));
        return *made;
    }
    void matched(OfConcern const& one, PersonId person)
    {
        auto const made = as(worker, [&](Change& change) -> Done {
            auto const known = TRY(people::find(change, person));
            return match(change, one.id, known.reference.write(), "He said so himself");
        });
        REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : made.error().words.key));
    }
    void works_on_it(OfConcern const& one, TeamId with)
    {
        REQUIRE(as(manager, [&](Change& change) {
            return bring_in_team(change, one.id, with, "They meet at the same place");
        }).ok());
    }
    // Intelligence, let out on that condition and shared with somebody.
    intelligence::Sharing shared_with(AccountId who, char const* text, char const* condition)
    {
        using namespace intelligence;
        auto const of
            = [&](char const* form, std::vector<std::pair<char const*, char const*>> all) {
                  auto const& asked = forms.form(form);
                  forms::Answers answers(asked.name, asked.version);
                  for (auto const& [field, answer] : all)
                      answers.set(field, std::string(answer));
                  return answers;
              };
        auto const one = as(sergeant, [&](Change& change) {
            return submit(desk, change,
                of("intelligence/submission",
                    {{"danger", "no"}, {"subject", "A van"}, {"known", "A van waits there"},
                        {"how_known", "Seen"}, {"risk", "None"}, {"told_by", "self"}}));
        }).value();
        REQUIRE(as(officer, [&](Change& change) { return receive(change, one.id); }).ok());
        REQUIRE(as(officer, [&](Change& change) {
            return triage(change, one.id, of("intelligence/triage", {{"urgent", "no"}}));
        }).ok());
        REQUIRE(as(officer, [&](Change& change) {
            return grade(change, one.id,
                of("intelligence/grade",
                    {{"source_evaluation", "2"}, {"information", "B"}, {"handling", "C"},
                        {"conditions", condition}, {"because", "Known for a year"}}),
                0);
        }).ok());
        auto const clean = as(officer, [&](Change& change) {
            return write_text(change, one.id,
                of("intelligence/text", {{"text", text}, {"only_one", "no"}, {"because", ""}}), 0);
        }).value();
        REQUIRE(as(other_officer, [&](Change& change) {
            return decide_about_text(change, one.id, clean.id,
                of("intelligence/decide_text", {{"decision", "authorise"}, {"reason", ""}}));
        }).ok());
        auto answers = of("intelligence/share",
            {{"purpose", "regulation"}, {"purpose_words", "Look at him"}, {"special", "no"},
                {"necessity", "They alone can"}, {"conditions", ""}, {"expires", "2026-06-01"}});
        answers.set("bases", std::vector<std::string>{"L6E", "G-CDA115"});
        Recipient to;
        to.account = who;
        return as(officer, [&](Change& change) {
            return share(desk, change, one.id, answers, to);
        }).value();
    }

    // A page as its bytes; "" where it answers as what is not there.
    std::string body(AccountId who, std::string const& pattern, std::string const& path,
        std::vector<std::pair<std::string, std::string>> const& named = {})
    {
        auto answer = get(who, pattern, path, named);
        return answer.ok() ? std::string(answer->body) : std::string();
    }
    std::string page(AccountId who, OfConcern const& one, std::string const& after = "")
    {
        return body(who, "/disruption/people/{record}" + after, address_of(one.id) + after,
            {{"record", one.id.write()}});
    }
    std::string person_page(AccountId who, PersonId person)
    {
        return body(
            who, "/people/{person}", "/people/" + person.write(), {{"person", person.write()}});
    }

    intelligence::Intelligence desk;
    TeamId second_team, childs_team;
    AccountId manager, other_manager; // of the council, who decide
    AccountId colleague;              // of the worker's team
    AccountId second;                 // of another team, which is brought in
    AccountId childs_worker;          // works with the boy as somebody who is harmed
    AccountId officer, other_officer; // of the desk
};

} // namespace kith::disruption
