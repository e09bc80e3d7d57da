// SPDX-License-Identifier: MIT
#include "people/same_views.h"
#include "base/london.h"
#include "people/compare.h"
#include "people/joined.h"
#include "people/snapshot_rows.h"
#include "people/versions.h"
#include "people/views.h"
#include <array>
#include <fmt/core.h>
#include <set>

namespace kith::people {
namespace {
    using html::Value;
    constexpr std::size_t most_on_home = 20;

    std::string page_of(Proposal const& proposal) { return "/people/same/" + proposal.id.write(); }

    Value texts_of(std::vector<std::string> const& texts)
    {
        return Value::each(texts, [](std::string const& text) { return Value(text); });
    }

    std::string said_by(
        People const& room, Visit const& visit, AccountId who, Instant at, std::string const& why)
    {
        return fmt::format("{}, {}{}",
            who.none() ? std::string("Kith") : room.name_of(visit.reading(), who),
            london::day_of(at).in_words(),
            why.empty() ? std::string(". Why stands in the ledger alone") : ": " + why);
    }

    std::string proposed_by(People const& room, Visit const& visit, Proposal const& proposal)
    {
        if (!proposal.proposed_by.none())
            return "Proposed by "
                + said_by(room, visit, proposal.proposed_by, proposal.proposed_at, proposal.why);
        return "Found by Kith on " + london::day_of(proposal.proposed_at).in_words();
    }

    Value side_of(People const& room, Visit const& visit, Person const& person)
    {
        auto side = row_of(visit, person);
        side["reference"] = person.reference.write();
        side["id"] = person.id.write();
        side["version"] = person.version;
        side["details"] = details_view(room, person);
        side["recorded"] = fmt::format("First recorded on {}{}",
            london::day_of(first_recorded(visit.reading(), person.id)).in_words(),
            person.created_by.none() ? std::string()
                                     : " by " + room.name_of(visit.reading(), person.created_by));
        side["works"] = texts_of(who_works_today(room, visit, person.id));
        return side;
    }

    // Links between the two: somebody thought they were two people.
    void add_links_between(People const& room, Visit const& visit, Person const& one,
        Person const& other, std::vector<std::string>& differ)
    {
        auto& connection = visit.reading();
        for (auto const record : records_of(connection, one.id))
            for (auto const& link : room.links.store.list_of(visit, thing(record)))
                if (room.links.seen.kept(visit, link.other_end(thing(record))) == thing(other.id))
                    differ.push_back(fmt::format("Somebody linked the two with each other: {}.",
                        label_of(room, "link_role", link.role)));
    }
} // namespace

std::vector<std::string> who_works_today(People const& room, Visit const& visit, PersonId person)
{
    std::vector<std::string> all;
    std::set<std::string> there;
    auto& connection = visit.reading();
    auto const today = london::day_of(visit.now());
    for (auto const record : records_of(connection, person))
        for (auto const& one : links::involvements_of(connection, thing(record), today)) {
            std::string who;
            if (auto const team = directory::find_team(connection, one.team))
                who = team->name;
            if (!one.practitioner.none())
                who += (who.empty() ? "" : ", ") + room.name_of(connection, one.practitioner);
            if (auto const agency = directory::find_agency(connection, one.agency))
                who += ", " + agency->name;
            if (there.insert(who).second)
                all.push_back(who);
        }
    return all;
}

PersonId older_of(db::Connection& connection, PersonId one, PersonId other)
{
    return first_recorded(connection, other) < first_recorded(connection, one) ? other : one;
}

Value side_by_side(People const& room, Visit const& visit, Person const& one, Person const& other)
{
    auto found = compared(one, other,
        [&](std::string_view list, std::string_view code) { return label_of(room, list, code); });
    add_links_between(room, visit, one, other, found.differ);
    auto sides = Value::array({side_of(room, visit, one), side_of(room, visit, other)});
    std::vector<std::string> weighed; // of what stands in clear on both, which were opened
    if (auto const described = read_described(visit.reading(), one.id))
        for (auto const& like : room.snapshot->like(
                 *described, 1, [&](Uuid const& id) { return id == other.id.uuid(); }))
            weighed = like.reasons;
    return Value::object(
        {{"sides", sides}, {"alike", texts_of(found.alike)}, {"differ", texts_of(found.differ)},
            {"conflicts", texts_of(found.conflicts)}, {"weighed", texts_of(weighed)}});
}

std::string how_it_stands(People const& room, Visit const& visit, Proposal const& proposal)
{
    if (proposal.standing == Standing::not_same && proposal.decided_at)
        return "Not the same person: "
            + said_by(room, visit, proposal.decided_by, *proposal.decided_at, proposal.why);
    return proposed_by(room, visit, proposal);
}

Value same_rows(People const& room, Visit const& visit, std::vector<Proposal> const& proposals)
{
    auto rows = Value::array();
    for (auto const& proposal : proposals) {
        auto const one = find(visit, proposal.one);
        auto const other = find(visit, proposal.other);
        if (!one || !other)
            continue;
        auto const mine = row_of(visit, *one);
        auto const theirs = row_of(visit, *other);
        auto row = Value::object({{"href", page_of(proposal)},
            {"text", fmt::format("{} and {}", mine.get("text").text(), theirs.get("text").text())},
            {"detail",
                fmt::format("{}; {}. {}", mine.get("detail").text(), theirs.get("detail").text(),
                    how_it_stands(room, visit, proposal))}});
        if (proposal.put_off_until)
            row["status"] = Value::object(
                {{"text", "Until " + london::day_of(*proposal.put_off_until).in_words()},
                    {"tone", "quiet"}});
        rows.push(row);
    }
    return rows;
}

Value same_panel(
    People const& room, Visit const& visit, Person const& person, access::Facts const& facts)
{
    auto waiting = Value::array();
    auto apart = Value::array();
    for (auto const& proposal : same_of(visit, person.id)) {
        auto const with = proposal.one == person.id ? proposal.other : proposal.one;
        auto const reference = reference_of(visit.reading(), with);
        auto const decides = find_same(visit, proposal.id).ok();
        auto row = Value::object(
            {{"text", reference}, {"href", decides ? page_of(proposal) : std::string()},
                {"detail",
                    proposal.standing == Standing::open ? proposed_by(room, visit, proposal)
                                                        : said_by(room, visit, proposal.decided_by,
                                                            *proposal.decided_at, proposal.why)}});
        (proposal.standing == Standing::open ? waiting : apart).push(row);
    }
    auto const may_part = visit.permits("part", facts);
    auto const href = "/people/" + person.id.write();
    auto joined = Value::each(joins_of(visit.reading(), person.id), [&](RecordJoin const& join) {
        return Value::object({{"text", join.reference.write()},
            {"detail", said_by(room, visit, join.by, join.at, join.why)},
            {"part_href", may_part ? href + "/part/" + join.id.write() : std::string()}});
    });
    return Value::object({{"waiting", waiting}, {"apart", apart}, {"joined", joined},
        {"propose_href", visit.permits("propose", facts) ? href + "/same" : std::string()}});
}

std::vector<actions::Line> same_lines(Visit const& visit)
{
    auto const pairs = list_same(visit, Listed::waiting, most_on_home + 1).size();
    if (pairs == 0)
        return {};
    auto const text = pairs == 1 ? std::string("2 records may be about one person")
        : pairs > most_on_home
        ? fmt::format("more than {} pairs of records, each perhaps about one person", most_on_home)
        : fmt::format("{} pairs of records, each perhaps about one person", pairs);
    return {
        actions::Line{"Compare", text, "You decide: nothing is joined by itself", "/people/same"}};
}

} // namespace kith::people
