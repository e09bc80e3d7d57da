// SPDX-License-Identifier: MIT
#include "invented/family.h"
#include "base/london.h"

namespace kith::invented {
namespace {
    people::Relationship relationship_of(PersonId child, StandsAround const& told)
    {
        people::Relationship one;
        one.person = child;
        one.kind = told.kind;
        one.name = told.name;
        one.reach = told.reach;
        one.source = told.source;
        one.said_by = told.said_by;
        one.words = told.words;
        one.certainty = "confirmed";
        return one;
    }

    std::vector<people::Part> parts_of(StandsAround const& told)
    {
        std::vector<people::Part> parts;
        for (auto const& [kind, words] : told.parts) {
            people::Part part;
            part.kind = kind;
            part.words = words;
            part.stated_by = told.stated_by.empty() ? told.source : told.stated_by;
            parts.push_back(std::move(part));
        }
        return parts;
    }

    people::Telling telling_of(RelationshipId id, StandsAround const& told, Date today)
    {
        people::Telling telling;
        telling.relationship = id;
        telling.told = told.may_be_told;
        telling.matters = told.matters;
        telling.how = told.how;
        telling.safe = people::read_known(told.safe);
        telling.why = told.why;
        telling.wish = told.wish.empty() ? "not_asked" : told.wish;
        telling.wish_words = told.wish_words;
        telling.decided_by = told.decided_by;
        telling.decided_on = today;
        return telling;
    }

    Done tell_event(
        links::Links const& links, access::Change& change, PersonId child, SeenBefore const& told)
    {
        links::Event event;
        event.kind = told.kind;
        auto const day = london::day_of(change.now()) + -told.days_before;
        event.day = PartialDate{day.year(), day.month(), day.day()};
        event.said = told.said;
        event.source = told.source;
        event.confidence = "confirmed";
        event.drawn_from = thing(child);
        TRY(links.store.save(change, event, {{thing(child), "was_there"}}));
        return done();
    }

    // Whoever recorded the child first, the one who tells of them works with them from now on.
    Done work_with(access::Change& change, PersonId child)
    {
        auto const person = TRY(people::find(change, child));
        auto const facts = people::facts_of(change, person);
        if (links::is_involved(change, facts))
            return done();
        auto const& who = change.visitor();
        links::Involvement one;
        one.agency = who.agency;
        one.role = "Works with them";
        if (who.teams.empty())
            one.practitioner = who.account;
        else
            one.team = who.teams.front();
        return links::involve(change, facts, one);
    }
} // namespace

Done tell_of_child(
    links::Links const& links, access::Change& change, PersonId child, Act const& act)
{
    TRY(work_with(change, child));
    for (auto const& told : act.around) {
        auto const id = TRY(
            people::add_relationship(links, change, relationship_of(child, told), parts_of(told)));
        if (!told.may_be_told.empty())
            TRY(people::save_telling(
                change, child, telling_of(id, told, london::day_of(change.now()))));
    }
    for (auto const& told : act.seen)
        TRY(tell_event(links, change, child, told));
    return done();
}

} // namespace kith::invented
