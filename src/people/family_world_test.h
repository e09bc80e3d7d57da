// SPDX-License-Identifier: MIT
#pragma once

// For tests of relationships and chronologies: Robin, his mother Ann, and acts in few words.

#include "people/around.h"
#include "people/people_world_test.h"
#include <regex>

namespace kith::people {

class AroundWorld : public FamilyWorld {
public:
    explicit AroundWorld(db::Database& database)
        : FamilyWorld(database)
        , boy(record(worker, robin()).value())
        , mother(record(worker, named("Ann Castellan")).value())
    {
    }

    static Person named(char const* name)
    {
        Person person;
        person.names = {{{}, "birth", name}};
        return person;
    }
    static Relationship said(PersonId person, char const* kind, PersonId other)
    {
        Relationship one;
        one.person = person;
        one.kind = kind;
        one.other = other;
        one.source = "Health visitor";
        return one;
    }
    static Relationship in_words(PersonId person, char const* kind, char const* name)
    {
        auto one = said(person, kind, {});
        one.name = name;
        return one;
    }
    static Part part_of(char const* kind)
    {
        Part part;
        part.kind = kind;
        part.stated_by = "His social worker";
        return part;
    }
    static Telling not_to_be_told(RelationshipId relationship)
    {
        Telling telling;
        telling.relationship = relationship;
        telling.told = "nothing";
        telling.why = "She passes it on";
        telling.decided_by = "Strategy discussion";
        telling.decided_on = Date::read("2026-03-05").value();
        return telling;
    }

    template <class Body>
    auto change(AccountId who, Body body)
    {
        return world.as(who)->visit().change(body);
    }
    Result<RelationshipId> add(
        AccountId who, Relationship const& one, std::vector<Part> const& parts = {})
    {
        return change(
            who, [&](Change& inside) { return add_relationship(linked, inside, one, parts); });
    }
    std::vector<Around> around(AccountId who, PersonId id)
    {
        auto const pass = world.as(who);
        return list_around(pass->visit(), find(pass->visit(), id).value());
    }
    // Another team works with them too.
    void works_with(PersonId id, TeamId other_team)
    {
        auto const added = change(worker, [&](Change& inside) -> Done {
            auto const facts = TRY(find_facts(inside, id));
            links::Involvement one;
            one.agency = inside.visitor().agency;
            one.team = other_team;
            one.role = "Works with them too";
            return links::involve(inside, facts, one);
        });
        must(added.ok(), "the other team works with them");
    }
    // A page, as its route answers it; fresh form tokens taken out.
    std::string page(AccountId who, std::string const& pattern, PersonId id)
    {
        auto const answer = get(who, pattern, id);
        must(answer.ok(), "the page opens");
        return std::regex_replace(
            answer->body, std::regex("name=\"csrf\" value=\"[^\"]*\""), "name=\"csrf\"");
    }

    Person boy;
    Person mother;
};

} // namespace kith::people
