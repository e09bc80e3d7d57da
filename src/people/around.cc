// SPDX-License-Identifier: MIT
// Reading who stands around a person.
#include "people/around.h"
#include "base/london.h"
#include "people/joined.h"
#include "people/relationship_rows.h"
#include <algorithm>
#include <map>
#include <set>

namespace kith::people {
namespace {
    // What one list needs while it is read: whom the visit may know is looked up once for each.
    class ReadingAround {
    public:
        ReadingAround(Visit const& visit, Person const& person, std::optional<Instant> known_at)
            : visit_(visit)
            , person_(person)
            , facts_(facts_of(visit, person))
            , records_(records_of(visit.reading(), person.id))
            , known_at_(known_at.value_or(as_it_stands()))
        {
        }

        std::vector<Around> all()
        {
            std::vector<Around> read;
            for (auto const record : records_) {
                auto const rows = read_relationships(visit_.reading(), record, known_at_);
                for (auto const& row : rows)
                    if (auto one = as_seen(row))
                        if (std::ranges::none_of(read, [&](Around const& other) {
                                return other.relationship.id == one->relationship.id;
                            }))
                            read.push_back(std::move(*one));
            }
            for (auto const record : records_) {
                add_parts(record, read);
                add_tellings(record, read);
            }
            return read;
        }

    private:
        bool is_self(PersonId id) const
        {
            return std::ranges::find(records_, id) != records_.end();
        }

        std::optional<Person> known_person(PersonId id)
        {
            auto const at = known_.find(id);
            if (at != known_.end())
                return at->second;
            auto const found = find(visit_, id);
            return known_.emplace(id, found ? std::optional(*found) : std::nullopt).first->second;
        }

        std::optional<Around> as_seen(RelationshipRow const& row)
        {
            Around one;
            one.relationship = row.relationship;
            one.about = person_.id;
            one.said_here = is_self(row.relationship.person);
            auto const other = one.said_here ? row.relationship.other : row.relationship.person;
            if (is_self(other))
                return {};
            one.kind = one.said_here
                ? row.relationship.kind
                : RelationshipKinds::shipped().inverse_of(row.relationship.kind);
            if (!other.none())
                one.other = known_person(other);
            if (!one.other && (!one.said_here || row.relationship.name.empty()))
                return {}; // nobody this visit may know
            if (!one.other) {
                one.relationship.other = {};
                one.relationship.tied_at = {};
            }
            if (one.said_here && !row.sealed_reach.empty())
                open_reach(row, one.relationship);
            return one;
        }

        void open_reach(RelationshipRow const& row, Relationship& into) const
        {
            auto const same = into.person == person_.id;
            auto const other_facts
                = same ? Result<access::Facts>(facts_) : find_facts(visit_, into.person);
            auto const act = person_.protected_address ? "read address" : "read";
            if (!other_facts || !visit_.permits(act, *other_facts)) {
                into.reach_withheld = true;
                return;
            }
            into.reach = visit_.unsealed(act, *other_facts, row.sealed_reach).value_or("");
        }

        void add_parts(PersonId record, std::vector<Around>& read) const
        {
            for (auto const& part : read_parts(visit_.reading(), record, known_at_))
                for (auto& one : read)
                    if (one.relationship.id == part.relationship)
                        (is_self(part.about) ? one.parts : one.holds).push_back(part);
        }

        void add_tellings(PersonId record, std::vector<Around>& read) const
        {
            for (auto const& telling : read_tellings(visit_.reading(), record))
                for (auto& one : read)
                    if (one.relationship.id == telling.relationship)
                        one.telling = telling;
        }

        Visit const& visit_;
        Person const& person_;
        access::Facts facts_;
        std::vector<PersonId> records_;
        Instant known_at_;
        std::map<PersonId, std::optional<Person>> known_;
    };

    // The child of `parent` that the row names, if it names one.
    PersonId child_in(Relationship const& row, std::vector<PersonId> const& parent)
    {
        auto const of_parent
            = [&](PersonId id) { return std::ranges::find(parent, id) != parent.end(); };
        if (of_parent(row.other) && is_parent(row.kind))
            return row.person;
        if (of_parent(row.person) && is_parent(RelationshipKinds::shipped().inverse_of(row.kind)))
            return row.other;
        return {};
    }
} // namespace

std::string Around::name_on(Date day) const
{
    return other ? usual_name(*other, day) : relationship.name;
}

bool Around::has_part(std::string_view wanted, Date day) const
{
    return relationship.stands_on(day) && std::ranges::any_of(parts, [&](Part const& part) {
        return part.kind == wanted && part.stands_on(day);
    });
}

std::vector<Around> list_around(
    Visit const& visit, Person const& person, std::optional<Instant> known_at)
{
    return ReadingAround(visit, person, known_at).all();
}

Result<Around> find_around(Visit const& visit, Person const& person, RelationshipId id)
{
    for (auto& one : list_around(visit, person))
        if (one.relationship.id == id)
            return std::move(one);
    return not_found();
}

bool knows_relationship(Visit const& visit, RelationshipId id)
{
    auto const row = read_relationship(visit.reading(), id);
    return row && knows(visit, row->relationship.person)
        && (row->relationship.other.none() || knows(visit, row->relationship.other));
}

std::vector<Telling> list_tellings(Visit const& visit, Person const& person, Instant known_at)
{
    std::vector<Telling> all;
    for (auto const record : records_of(visit.reading(), person.id))
        for (auto& one : read_all_tellings(visit.reading(), record, known_at))
            all.push_back(std::move(one));
    return all;
}

std::vector<Suggested> brothers_and_sisters(
    Visit const& visit, Person const& person, std::vector<Around> const& around)
{
    auto const today = london::day_of(visit.now());
    std::set<PersonId> passed_over;
    for (auto const record : records_of(visit.reading(), person.id))
        passed_over.insert(record);
    for (auto const& one : around)
        if (one.other && is_brother_or_sister(one.kind))
            passed_over.insert(one.other->id);
    std::vector<Suggested> suggested;
    for (auto const& one : around) {
        if (!one.other || !is_parent(one.kind) || !one.relationship.stands_on(today))
            continue;
        auto const parent = records_of(visit.reading(), one.other->id);
        for (auto const record : parent)
            for (auto const& row : read_relationships(visit.reading(), record, as_it_stands())) {
                auto const child = child_in(row.relationship, parent);
                if (child.none() || !row.relationship.stands_on(today)
                    || !passed_over.insert(child).second)
                    continue;
                if (auto found = find(visit, child))
                    suggested.push_back({std::move(*found),
                        one.name_on(today) + " is recorded as a parent of both"});
            }
    }
    return suggested;
}

} // namespace kith::people
