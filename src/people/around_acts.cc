// SPDX-License-Identifier: MIT
// Writing who stands around a person, what they are to them, and what they may be told.
#include "base/london.h"
#include "people/around.h"
#include "people/relationship_rows.h"
#include "platform/ledger/changed.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::people {
namespace {
    constexpr int longest_link_stands = 2 * 365; // links: rule 3

    Error somebody_was_first()
    {
        return error(Code::conflict,
            "Somebody changed this since you opened it: look at what stands now, then make your "
            "change");
    }

    // Records the act on the person's record, and gives back the relationship as it stands.
    Result<Around> to_change(Change& change, PersonId id, RelationshipId which, std::string text)
    {
        auto const person = TRY(find(change, id));
        TRY(change.record("change", facts_of(change, person), text));
        auto one = TRY(find_around(change, person, which));
        if (one.other)
            ledger::note_changed(change.writing(), thing(one.other->id), change.now());
        return one;
    }

    // Where both are on record, those who read links see it too, for as long as a link stands.
    Done join_ends(links::Links const& links, Change& change, Relationship const& one)
    {
        if (one.other.none() || one.certainty == "ruled_out")
            return done();
        auto const& kinds = RelationshipKinds::shipped();
        auto const* const kind = kinds.find(one.kind);
        auto const other_is = !kind->link_role.empty();
        links::Link joined;
        joined.role = other_is ? kind->link_role : kinds.find(kind->inverse)->link_role;
        joined.from = thing(other_is ? one.other : one.person);
        joined.to = thing(other_is ? one.person : one.other);
        joined.from_day = one.from;
        joined.until_day = one.until;
        joined.source = one.source;
        joined.confidence = one.certainty;
        joined.drawn_from = thing(one.id);
        joined.expires
            = one.lapses ? one.lapses : london::day_of(change.now()) + longest_link_stands;
        TRY(links.store.save(change, joined));
        return done();
    }

    bool says_the_same(Around const& stands, Relationship const& wanted, Date today)
    {
        return stands.said_here && stands.kind == wanted.kind
            && stands.relationship.stands_on(today)
            && (wanted.other.none() ? !stands.other && stands.relationship.name == wanted.name
                                    : stands.other && stands.other->id == wanted.other);
    }

    Done need_reason(std::string const& reason, char const* sentence)
    {
        if (reason.find_first_not_of(" \t\r\n") == std::string::npos)
            return invalid(sentence, "reason");
        return done();
    }

    Done need_part(Around const& one, Uuid const& part)
    {
        if (std::ranges::find(one.parts, part, &Part::id) == one.parts.end())
            return not_found();
        return done();
    }
} // namespace

Result<RelationshipId> add_relationship(links::Links const& links, Change& change,
    Relationship const& relationship, std::vector<Part> const& parts)
{
    auto const today = london::day_of(change.now());
    auto wanted = TRY(checked(relationship, today));
    auto const person = TRY(find(change, wanted.person));
    TRY(change.record(
        "change", facts_of(change, person), fmt::format("relationship added: {}", wanted.kind)));
    if (!wanted.other.none() && !knows(change, wanted.other))
        return invalid("No person you may know of has this reference: check it", "reference");
    for (auto const& stands : list_around(change, person))
        if (says_the_same(stands, wanted, today))
            return stands.relationship.id;
    wanted.id = RelationshipId::fresh();
    insert_relationship(change, wanted);
    for (auto part : parts) {
        part.relationship = wanted.id;
        part.about = wanted.person;
        TRY(check(part, today));
        insert_part(change, part);
    }
    TRY(join_ends(links, change, wanted));
    if (!wanted.other.none())
        ledger::note_changed(change.writing(), thing(wanted.other), change.now());
    return wanted.id;
}

Done end_relationship(links::Links const& links, Change& change, PersonId person, RelationshipId id,
    Date last_day, std::string const& reason)
{
    TRY(need_reason(reason, "Say why it ends"));
    auto const one = TRY(to_change(
        change, person, id, fmt::format("relationship ends on {}: {}", last_day.write(), reason)));
    if (one.relationship.from && last_day < *one.relationship.from)
        return invalid("The last day is before the first: change it", "until");
    if (last_day > london::day_of(change.now()))
        return invalid("Enter a last day that is not in the future", "until");
    if (!end_row(change, id, last_day, reason))
        return somebody_was_first();
    links.store.close_drawn(change, thing(id), last_day, reason);
    return done();
}

Done withdraw_relationship(links::Links const& links, Change& change, PersonId person,
    RelationshipId id, std::string const& reason)
{
    TRY(need_reason(reason, "Say why you take this back"));
    TRY(to_change(change, person, id, "relationship taken back: " + reason));
    if (!withdraw_row(change, id, reason))
        return somebody_was_first();
    links.store.close_drawn(change, thing(id), {}, reason);
    return done();
}

void move_relationship(links::Links const& links, Change& change, Around const& one, PersonId from,
    PersonId to, std::string const& reason)
{
    auto const here = [&](PersonId id) { return id == from ? to : id; };
    auto moved = one.relationship;
    moved.id = RelationshipId::fresh();
    moved.person = here(moved.person);
    moved.other = here(moved.other);
    must(withdraw_row(change, one.relationship.id, reason), "nobody was first in one change");
    links.store.close_drawn(change, thing(one.relationship.id), {}, reason);
    insert_relationship(change, moved);
    for (auto const& parts : {one.parts, one.holds})
        for (auto part : parts) {
            part.id = {};
            part.relationship = moved.id;
            part.about = here(part.about);
            insert_part(change, part);
        }
    if (one.telling) {
        auto telling = *one.telling;
        telling.id = Uuid::fresh();
        telling.relationship = moved.id;
        telling.about = here(telling.about);
        must(insert_telling(change, telling), "a relationship that is new has no telling");
    }
    if (auto const drawn = join_ends(links, change, moved); !drawn)
        return; // whoever may not link the two leaves them related all the same
    if (one.other)
        ledger::note_changed(change.writing(), thing(one.other->id), change.now());
}

Done tie_relationship(
    links::Links const& links, Change& change, PersonId person, RelationshipId id, PersonId other)
{
    auto const one
        = TRY(to_change(change, person, id, "whoever is named in a relationship is on record"));
    if (other == person)
        return invalid("Choose somebody else: nobody is related to themselves", "reference");
    if (!knows(change, other))
        return invalid("No person you may know of has this reference: check it", "reference");
    if (one.other || !one.said_here || !tie_row(change, id, other))
        return somebody_was_first();
    auto tied = one.relationship;
    tied.other = other;
    TRY(join_ends(links, change, tied));
    ledger::note_changed(change.writing(), thing(other), change.now());
    return done();
}

Done add_part(Change& change, PersonId person, Part const& part)
{
    TRY(check(part, london::day_of(change.now())));
    auto const one
        = TRY(to_change(change, person, part.relationship, "stated of somebody: " + part.kind));
    auto const same = [&](Part const& stands) {
        return stands.kind == part.kind && stands.stands_on(london::day_of(change.now()));
    };
    if (std::ranges::any_of(one.parts, same))
        return invalid("This stands already: end it first, or choose something else", "part");
    auto stated = part;
    stated.about = person;
    insert_part(change, stated);
    return done();
}

Done end_part(Change& change, PersonId person, RelationshipId id, Uuid const& part, Date last_day,
    std::string const& reason)
{
    TRY(need_reason(reason, "Say why it ends"));
    auto const one = TRY(to_change(change, person, id, "what somebody is to them ends: " + reason));
    TRY(need_part(one, part));
    if (last_day > london::day_of(change.now()))
        return invalid("Enter a last day that is not in the future", "until");
    if (!end_part_row(change, part, last_day, reason))
        return invalid("It has ended already, or begins after this day", "until");
    return done();
}

Done withdraw_part(
    Change& change, PersonId person, RelationshipId id, Uuid const& part, std::string const& reason)
{
    TRY(need_reason(reason, "Say why you take this back"));
    auto const one
        = TRY(to_change(change, person, id, "what somebody is to them taken back: " + reason));
    TRY(need_part(one, part));
    if (!withdraw_part_row(change, part, reason))
        return somebody_was_first();
    return done();
}

Result<Telling> save_telling(Change& change, PersonId person, Telling const& telling)
{
    TRY(check(telling, london::day_of(change.now())));
    auto const one = TRY(to_change(change, person, telling.relationship,
        fmt::format("may be told: {}. {}", telling.told, telling.why)));
    auto wanted = telling;
    wanted.about = one.telling ? one.telling->about : person;
    if (wanted.version == 0) {
        wanted.id = Uuid::fresh();
        if (one.telling || !insert_telling(change, wanted))
            return somebody_was_first();
    } else {
        if (!one.telling)
            return somebody_was_first();
        wanted.id = one.telling->id;
        if (!replace_telling(change, wanted))
            return somebody_was_first();
    }
    ++wanted.version;
    return wanted;
}

} // namespace kith::people
