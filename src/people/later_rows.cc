// SPDX-License-Identifier: MIT
#include "people/later_rows.h"
#include "base/london.h"
#include "people/addresses.h"
#include "people/around.h"
#include "people/fact_rows.h"
#include "people/fact_views.h"
#include "people/identifiers.h"
#include "people/room.h"
#include "people/views.h"
#include "platform/access/accounts.h"
#include <algorithm>
#include <fmt/core.h>
#include <set>

namespace kith::people {
namespace {
    constexpr db::Sql late_names = {"names recorded after",
        "select id, source, recorded_by from person_names where person = $1 and recorded_at > $2 "
        "and withdrawn_at is null order by recorded_at, id"};
    constexpr db::Sql late_numbers = {"identifiers recorded after",
        "select id, source, recorded_by from person_identifiers where person = $1 and recorded_at "
        "> $2 and withdrawn_at is null order by recorded_at, id"};
    constexpr db::Sql late_contacts = {"contacts recorded after",
        "select id, '' as source, recorded_by from person_contacts where person = $1 and "
        "recorded_at > $2 and withdrawn_at is null union all select id, '' as source, recorded_by "
        "from protected_contacts where person = $1 and recorded_at > $2 and withdrawn_at is null "
        "order by id"};
    constexpr db::Sql copy_name = {"name of another record",
        "insert into person_names (id, person, kind, name, folded, from_day, until_day, source, "
        "recorded_at, recorded_by, reason) select $2, $3, kind, name, folded, from_day, until_day, "
        "source, $4, $5, '' from person_names where id = $1"};
    constexpr db::Sql copy_number = {"identifier of another record",
        "insert into person_identifiers (id, person, scheme, value, source, verified_on, "
        "recorded_at, recorded_by, reason) select $2, $3, scheme, value, source, verified_on, $4, "
        "$5, '' from person_identifiers where id = $1"};
    constexpr db::Sql copy_contact = {"contact of another record",
        "insert into person_contacts (id, person, kind, value, safe, note, recorded_at, "
        "recorded_by, reason) select $2, $3, kind, value, safe, note, $4, $5, '' from "
        "person_contacts where id = $1"};
    constexpr db::Sql take_name = {"take name away",
        "update person_names set withdrawn_at = $2, withdrawn_by = $3, reason = $4 where id = $1"};
    constexpr db::Sql take_number = {"take identifier away",
        "update person_identifiers set withdrawn_at = $2, withdrawn_by = $3, reason = $4 where id "
        "= $1"};
    constexpr db::Sql take_contact_row = {"take contact away",
        "update person_contacts set withdrawn_at = $2, withdrawn_by = $3, reason = $4 where id = "
        "$1"};
    constexpr db::Sql owner_of_record
        = {"whose record it is", "select owner_agency, created_by from persons where id = $1"};
    constexpr db::Sql sources_of_record = {"sources of a record",
        "select source from person_names where person = $1 and recorded_at <= $2 union select "
        "source from person_identifiers where person = $1 and recorded_at <= $2"};

    template <class Part, class Text>
    void add_parts(db::Rows const& rows, char const* kind, PersonId record,
        std::vector<Part> const& shown, Text text, std::vector<LaterRow>& all)
    {
        for (auto const row : rows)
            for (auto const& part : shown)
                if (part.id == row.uuid("id"))
                    all.push_back({kind, part.id, record, text(part), row.text("source"),
                        row.id<AccountId>("recorded_by")});
    }

    // Whose way to be reached is withheld stays where it is: it cannot be sealed anew.
    void add_relationships(People const& room, Visit const& visit, Person const& shown,
        PersonId record, Instant after, std::vector<LaterRow>& all)
    {
        auto const today = london::day_of(visit.now());
        for (auto const& one : list_around(visit, shown)) {
            auto const& said = one.relationship;
            if (said.recorded_at <= after || said.reach_withheld
                || (said.person != record && said.other != record))
                continue;
            all.push_back({"relationship", said.id.uuid(), record,
                fmt::format(
                    "{}: {}", label_of(room, "relationship_kind", one.kind), one.name_on(today)),
                said.source, said.recorded_by, said.owner_agency});
        }
    }

    std::vector<LaterRow> own_rows(
        People const& room, Visit const& visit, Person const& shown, PersonId record, Instant after)
    {
        std::vector<LaterRow> all;
        auto& connection = visit.reading();
        add_parts(
            connection.run(late_names, record, after), "name", record, shown.names,
            [](Name const& one) { return one.text; }, all);
        add_parts(
            connection.run(late_numbers, record, after), "number", record, shown.identifiers,
            [](Identifier const& one) { return show_identifier(one.scheme, one.value); }, all);
        add_parts(
            connection.run(late_contacts, record, after), "contact", record, shown.contacts,
            [](ContactDetail const& one) { return one.value; }, all);
        for (auto const& one : list_facts(visit, shown))
            if (one.record == record && after < one.recorded_at && !one.withdrawn_at) {
                auto const* const kind = find_fact_kind(one.kind);
                all.push_back({"fact", one.id, record,
                    fmt::format("{}: {}", kind ? kind->label : one.kind, fact_in_words(room, one)),
                    one.source, one.recorded_by});
            }
        add_relationships(room, visit, shown, record, after, all);
        for (auto const& one : links::involvements_since(connection, thing(record), after)) {
            auto const team = directory::find_team(connection, one.team);
            all.push_back({"involvement", one.id, record,
                team                           ? team->name
                    : !one.practitioner.none() ? room.name_of(connection, one.practitioner)
                                               : one.role,
                {}, {}, one.agency});
        }
        for (auto const& one : room.links.store.list_since(visit, thing(record), after)) {
            auto const& link = one.link;
            if (link.drawn_from.kind == "relationship" || link.drawn_from.kind == "note")
                continue; // goes with it
            auto const text = one.event
                ? one.event->said
                : room.links.seen.show(visit, link.other_end(thing(record))).text;
            all.push_back({"link", link.id.uuid(), record, text, link.source, link.created_by,
                link.owner_agency});
        }
        return all;
    }

    // What is known of a side from before the records were joined.
    struct Side {
        std::set<AgencyId> agencies = {};
        std::set<std::string> sources = {};
    };
    Side side_of(db::Connection& connection, std::vector<PersonId> const& records, Instant before)
    {
        Side side;
        for (auto const record : records) {
            side.agencies.insert(
                connection.run(owner_of_record, record)[0].id<AgencyId>("owner_agency"));
            std::set<Uuid> later;
            for (auto const& one : links::involvements_since(connection, thing(record), before))
                later.insert(one.id);
            for (auto const& one : links::involvements_of(connection, thing(record)))
                if (!later.contains(one.id))
                    side.agencies.insert(one.agency);
            for (auto const row : connection.run(sources_of_record, record, before))
                if (auto source = row.text("source"); !source.empty())
                    side.sources.insert(std::move(source));
        }
        return side;
    }

    bool belongs_to_one_alone(auto const& value, auto const& ours, auto const& theirs)
    {
        return theirs.contains(value) && !ours.contains(value);
    }

    // By its source, if that tells; else by the agency it was recorded for.
    bool seems_to_be_others(
        db::Connection& connection, LaterRow const& row, Side const& kept, Side const& other)
    {
        if (belongs_to_one_alone(row.source, kept.sources, other.sources))
            return true;
        if (belongs_to_one_alone(row.source, other.sources, kept.sources))
            return false;
        if (!row.agency.none())
            return belongs_to_one_alone(row.agency, kept.agencies, other.agencies);
        for (auto const& one : access::all_assignments_of(connection, row.by))
            if (belongs_to_one_alone(one.agency, kept.agencies, other.agencies))
                return true;
        return false;
    }

    void move_part(Change& change, db::Sql const& copy, db::Sql const& take, LaterRow const& row,
        PersonId to, std::string const& reason)
    {
        auto& connection = change.writing();
        auto const who = change.visitor().account;
        connection.run(copy, row.id, Uuid::fresh(), to, change.now(), who);
        connection.run(take, row.id, change.now(), who, reason);
    }

    // Each where it lies, in clear or sealed: both records are as protected as the one person was.
    void move_fact(Change& change, LaterRow const& row, PersonId to, std::string const& reason)
    {
        auto const person = find(change, row.record);
        must(person.ok(), "whoever takes records apart may know them");
        auto const found = find_fact(change, *person, row.id);
        must(found.ok(), "what is listed stands");
        auto gone = *found;
        gone.withdrawn_at = change.now();
        gone.withdrawn_by = change.visitor().account;
        gone.reason = reason;
        must(save_fact(change.writing(), change.keys(), gone), "nobody was first in one change");
        auto moved = *found;
        moved.id = Uuid::fresh();
        moved.record = to;
        moved.recorded_at = change.now();
        moved.recorded_by = change.visitor().account;
        insert_fact(change.writing(), change.keys(), moved);
    }

    void move_around(People const& room, Change& change, LaterRow const& row, PersonId to,
        std::string const& reason)
    {
        auto const person = find(change, row.record);
        must(person.ok(), "whoever takes records apart may know them");
        auto const found = find_around(change, *person, RelationshipId(row.id));
        must(found.ok(), "what is listed stands");
        move_relationship(room.links, change, *found, row.record, to, reason);
    }

    void move_contact(Change& change, LaterRow const& row, PersonId to, std::string const& reason)
    {
        auto const person = find(change, row.record);
        must(person.ok(), "whoever takes records apart may know them");
        for (auto const& contact : person->contacts) {
            if (contact.id != row.id)
                continue;
            if (!person->protected_address || !tells_where(contact.kind))
                return move_part(change, copy_contact, take_contact_row, row, to, reason);
            add_protected(change, to, contact);
            withdraw_protected(change, contact, reason);
            return;
        }
    }
} // namespace

std::vector<LaterRow> rows_since(
    People const& room, Visit const& visit, Person const& shown, PersonId record, Instant after)
{
    return own_rows(room, visit, shown, record, after);
}

std::vector<LaterRow> later_rows(People const& room, Visit const& visit, RecordJoin const& join)
{
    std::vector<LaterRow> all;
    auto& connection = visit.reading();
    auto const shown = find(visit, join.kept);
    if (!shown || join.undone_at)
        return all;
    auto const theirs = records_of(connection, join.other);
    auto ours = records_of(connection, shown->id);
    std::erase_if(
        ours, [&](PersonId record) { return std::ranges::find(theirs, record) != theirs.end(); });
    auto const kept = side_of(connection, ours, join.at);
    auto const other = side_of(connection, theirs, join.at);
    auto after = join.at;
    for (std::optional<RecordJoin> up = join; up; up = join_that_holds(connection, up->kept)) {
        after = std::max(after, up->at);
        for (auto& row : own_rows(room, visit, *shown, up->kept, after))
            all.push_back(std::move(row));
        for (auto const& kind : room.later_kinds)
            for (auto& row : kind.list(visit, up->kept, after))
                all.push_back(std::move(row));
    }
    for (auto& row : all)
        row.seems_others = seems_to_be_others(connection, row, kept, other);
    return all;
}

void move_row(
    People const& room, Change& change, LaterRow const& row, PersonId to, std::string const& reason)
{
    if (row.kind == "name")
        return move_part(change, copy_name, take_name, row, to, reason);
    if (row.kind == "number")
        return move_part(change, copy_number, take_number, row, to, reason);
    if (row.kind == "fact")
        return move_fact(change, row, to, reason);
    if (row.kind == "relationship")
        return move_around(room, change, row, to, reason);
    if (row.kind == "contact")
        return move_contact(change, row, to, reason);
    if (row.kind == "link")
        return room.links.store.move(change, LinkId(row.id), thing(row.record), thing(to), reason);
    if (row.kind == "involvement") {
        for (auto const& one : links::involvements_of(change.writing(), thing(row.record)))
            if (one.id == row.id)
                links::move_involvement(change, one, thing(to), reason);
        return;
    }
    for (auto const& kind : room.later_kinds)
        if (kind.kind == row.kind)
            return kind.move(change, row, to, reason);
}

} // namespace kith::people
