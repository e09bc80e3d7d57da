// SPDX-License-Identifier: MIT
// Records that may be about one person, found by Kith: a round over those saved since the last one.
//
// Each save, and each joining, moves the moment a record was saved at, so its index alone says
// where to go on, however long nobody looked. Commits overtake one another, so for ten seconds what
// was saved just before is read again; what comes twice changes nothing. The snapshot reads on
// after the round knows whom it looks at, so it holds what they were saved with.
//
// The engine proposes those with a forename that is alike: whoever shares all but that is a twin, a
// brother or a sister. Who changed their forename is found by a number, or by a name that both
// records hold.
#include "people/compare.h"
#include "people/joined.h"
#include "people/kept_record.h"
#include "people/same.h"
#include "people/snapshot_rows.h"
#include "platform/access/gate.h"
#include <algorithm>
#include <map>
#include <set>

namespace kith::people {
namespace {
    constexpr std::int64_t people_a_round = 500;
    constexpr std::chrono::seconds overtaken_by{10};
    constexpr float bits_of_number = 20;
    constexpr float bits_of_agency_number = 8; // another council may have given the same
    constexpr float bits_of_name_and_birth = 14;
    constexpr double proposed_from = 0.99; // by the engine: what is likelier to be two people waits
    constexpr std::size_t most_like = 10;  // by each of their rows

    constexpr db::Sql read_up_to
        = {"looked for same up to", "select recorded_at, person from person_proposals_read"};
    constexpr db::Sql keep_read_up_to = {"keep looked up to",
        "insert into person_proposals_read (id, recorded_at, person) values (1, $1, $2) on "
        "conflict (id) do update set recorded_at = excluded.recorded_at, person = excluded.person"};
    constexpr db::Sql people_saved_after = {"people saved after",
        "select id, recorded_at from persons where (recorded_at, id) > ($1, $2) order by "
        "recorded_at, id limit $3"};
    constexpr db::Sql people_saved_lately = {"people saved just before",
        "select id, recorded_at from persons where recorded_at > $1 and recorded_at <= $2 order by "
        "recorded_at desc, id limit $3"};
    constexpr db::Sql same_number = {"people of the same number",
        "select distinct o.person, o.scheme from person_identifiers i join person_identifiers o on "
        "o.scheme = i.scheme and o.value = i.value and o.person <> i.person where i.person = $1 "
        "and i.withdrawn_at is null and o.withdrawn_at is null limit 50"};
    constexpr db::Sql same_name_and_birth = {"people of the same name and birth date",
        "select distinct o.person from person_names n join persons p on p.id = n.person join "
        "person_names o on o.folded = n.folded and o.person <> n.person join persons q on q.id = "
        "o.person where n.person = $1 and n.folded <> '' and n.withdrawn_at is null and "
        "o.withdrawn_at is null and p.birth is not null and replace(p.birth, '~', '') = "
        "replace(q.birth, '~', '') limit 50"};
    constexpr db::Sql proposal_between = {"proposal between two records",
        "select id, state, decided_at, version from person_proposals where one = $1 and other = "
        "$2"};
    constexpr db::Sql propose_pair = {"propose two records",
        "insert into person_proposals (id, one, other, bits, state, proposed_at, why, version) "
        "values ($1, $2, $3, $4, 'open', $5, '', 1) on conflict (one, other) do nothing"};
    constexpr db::Sql propose_again = {"propose two records again",
        "update person_proposals set state = 'open', bits = $3, proposed_at = $4, proposed_by = "
        "null, put_off_until = null, version = version + 1 where id = $1 and version = $2"};
    constexpr db::Sql changed_since = {"what bears on who it is changed",
        "select 1 as changed from person_names where person = $1 and (recorded_at > $2 or "
        "withdrawn_at > $2) union all select 1 from person_identifiers where person = $1 and "
        "(recorded_at > $2 or withdrawn_at > $2) union all select 1 from person_contacts where "
        "person = $1 and (recorded_at > $2 or withdrawn_at > $2) union all select 1 from "
        "protected_contacts where person = $1 and (recorded_at > $2 or withdrawn_at > $2) union "
        "all select 1 from persons_was w join persons p on p.id = w.id where w.id = $1 and "
        "w.superseded_at > $2 and (w.birth is distinct from p.birth or w.sex <> p.sex)"};

    struct Place {
        Instant at = {};
        PersonId person = {};
        friend auto operator<=>(Place const&, Place const&) = default;
    };
    struct Found {
        PersonId one;
        PersonId other;
        float bits;
    };

    Place read_place(db::Connection& connection)
    {
        auto const rows = connection.run(read_up_to);
        return rows.empty() ? Place{Instant::read("1900-01-01T00:00:00Z").value(), {}}
                            : Place{rows[0].instant("recorded_at"), rows[0].id<PersonId>("person")};
    }

    std::set<PersonId> people_to_look_at(db::Connection& connection, Instant now, Place& place)
    {
        std::set<PersonId> all;
        if (now - place.at < overtaken_by)
            for (auto const row : connection.run(
                     people_saved_lately, place.at - overtaken_by, place.at, people_a_round))
                all.insert(row.id<PersonId>("id"));
        for (auto const row :
            connection.run(people_saved_after, place.at,
                place.person.none() ? "00000000-0000-0000-0000-000000000000" : place.person.write(),
                people_a_round)) {
            place = {row.instant("recorded_at"), row.id<PersonId>("id")};
            all.insert(place.person);
        }
        return all;
    }

    bool changed_after(db::Connection& connection, PersonId person, Instant decided)
    {
        for (auto const record : records_of(connection, person))
            if (!connection.run(changed_since, record, decided).empty())
                return true;
        return false;
    }

    // Every standing word that a record of the one and a record of the other are of two people, and
    // whether something has changed since the last of them.
    bool told_apart_for_good(db::Connection& connection, PersonId one, PersonId other)
    {
        std::optional<Instant> last;
        auto const theirs = records_of(connection, other);
        for (auto const mine : records_of(connection, one))
            for (auto const their : theirs)
                for (auto const row :
                    connection.run(proposal_between, std::min(mine, their), std::max(mine, their)))
                    if (row.text("state") == "not the same")
                        last = std::max(last, row.maybe_instant("decided_at"));
        return last && !changed_after(connection, one, *last)
            && !changed_after(connection, other, *last);
    }

    bool is_news(db::Connection& connection, PersonId one, PersonId other)
    {
        for (auto const row : connection.run(proposal_between, one, other))
            if (row.text("state") == "open")
                return false;
        return !told_apart_for_good(connection, one, other);
    }

    // With the numbers of all records.
    Person with_numbers(db::Connection& connection, PersonId kept)
    {
        Person person;
        for (auto const record : records_of(connection, kept))
            if (auto const one = kept_record(connection, record))
                person.identifiers.insert(
                    person.identifiers.end(), one->identifiers.begin(), one->identifiers.end());
        return person;
    }

    // By the engine, among all: nobody is shown these but those who may know both. Never two whose
    // checked numbers of a lifetime differ.
    std::vector<std::pair<PersonId, float>> resembling(
        Snapshot const& snapshot, db::Connection& connection, PersonId person)
    {
        auto const kept = kept_of(connection, person);
        auto const described = read_described(connection, kept);
        std::vector<std::pair<PersonId, float>> all;
        if (!described)
            return all;
        for (auto const& one :
            snapshot.like(*described, most_like, [](Uuid const&) { return true; }))
            if (one.forename_alike && one.probability >= proposed_from)
                all.emplace_back(one.person, one.bits);
        if (all.empty())
            return all;
        auto const mine = with_numbers(connection, kept);
        std::erase_if(all, [&](auto const& one) {
            return !conflicting_schemes(mine, with_numbers(connection, one.first)).empty();
        });
        return all;
    }

    std::vector<Found> found_for(
        People const& room, db::Connection& connection, std::set<PersonId> const& people)
    {
        using Pairs = std::map<std::pair<PersonId, PersonId>, float>;
        Pairs pairs;
        Pairs by_engine;
        auto const keep = [&](Pairs& into, PersonId person, auto const& alike) {
            for (auto const& [like, bits] : alike) {
                auto const one = kept_of(connection, person);
                auto const other = kept_of(connection, like);
                auto& most = into[{std::min(one, other), std::max(one, other)}];
                most = std::max(most, bits);
            }
        };
        for (auto const person : people) {
            keep(pairs, person, room.likely_same(connection, person));
            keep(by_engine, person, resembling(*room.snapshot, connection, person));
        }
        pairs.merge(by_engine); // what is exact has its own weight
        std::vector<Found> found;
        for (auto const& [pair, bits] : pairs)
            if (pair.first != pair.second && is_news(connection, pair.first, pair.second))
                found.push_back({pair.first, pair.second, bits});
        return found;
    }

    void keep_found(db::Connection& connection, Found const& found, Instant now)
    {
        if (!is_news(connection, found.one, found.other))
            return; // another server was first
        for (auto const row : connection.run(proposal_between, found.one, found.other)) {
            connection.run(
                propose_again, row.uuid("id"), row.integer("version"), double(found.bits), now);
            return;
        }
        connection.run(
            propose_pair, Uuid::fresh(), found.one, found.other, double(found.bits), now);
    }
} // namespace

std::vector<std::pair<PersonId, float>> exactly_alike(db::Connection& connection, PersonId person)
{
    std::map<PersonId, float> all;
    for (auto const row : connection.run(same_number, person))
        all[row.id<PersonId>("person")]
            += row.text("scheme") == "la_child_id" ? bits_of_agency_number : bits_of_number;
    for (auto const row : connection.run(same_name_and_birth, person))
        all[row.id<PersonId>("person")] += bits_of_name_and_birth;
    return {all.begin(), all.end()};
}

std::size_t look_for_same(People const& room, access::Gate const& gate)
{
    auto const now = gate.clock().now();
    std::vector<Found> found;
    Place before;
    Place place;
    {
        auto const lease = gate.database().reader();
        before = place = read_place(*lease);
        auto const people = people_to_look_at(*lease, now, place);
        if (!people.empty())
            room.snapshot->follow(*lease, now);
        found = found_for(room, *lease, people);
    }
    if (found.empty() && place == before)
        return 0;
    gate.database().write([&](db::Connection& connection) {
        for (auto const& one : found)
            keep_found(connection, one, now);
        connection.run(keep_read_up_to, place.at, place.person);
        return db::Outcome::keep;
    });
    return found.size();
}

} // namespace kith::people
