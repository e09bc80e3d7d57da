// SPDX-License-Identifier: MIT
#include "people/fact_store.h"
#include "base/london.h"
#include "people/addresses.h"
#include "people/care.h"
#include "people/fact_rows.h"
#include "people/joined.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::people {
namespace {
    constexpr db::Sql others_of_number = {"other persons of a verified number",
        "select distinct i.person, p.reference from person_identifiers i join persons p on p.id = "
        "i.person where i.scheme = $1 and i.value = $2 and i.withdrawn_at is null and "
        "i.verified_on is not null and i.person <> $3 order by p.reference"};

    std::string label_in_ledger(Fact const& fact, char const* act)
    {
        auto const* const kind = find_fact_kind(fact.kind);
        return fmt::format("{} {}", kind ? kind->label : fact.kind, act);
    }

    Result<Fact> save_over(Change& change, Person const& person, Fact fact)
    {
        if (!fact.sealed && any_protected(change.writing(), person.id)) {
            fact.end_reason.clear(); // they stand in the ledger, sealed
            fact.reason.clear();
        }
        if (!save_fact(change.writing(), change.keys(), fact))
            return error(Code::conflict,
                "Somebody ended this or took it back since you opened it: look at what stands now");
        return fact;
    }
} // namespace

std::vector<Fact> list_facts(Visit const& visit, Person const& person)
{
    auto& connection = visit.reading();
    auto facts = facts_of(visit, person);
    auto const is_protected = person.protected_address || joined_protected(connection, person.id);
    auto const may_read = !is_protected || visit.permits("read address", facts);
    std::vector<Fact> all;
    for (auto const record : records_of(connection, person.id)) {
        for (auto& fact : clear_facts(connection, record))
            if (may_read || !tells_where(fact))
                all.push_back(std::move(fact));
        if (!is_protected || !may_read)
            continue;
        facts.subject = thing(record); // whose key sealed it
        for (auto& fact : sealed_facts(connection, record, [&](std::string const& sealed) {
                 return visit.unsealed("read address", facts, sealed);
             }))
            all.push_back(std::move(fact));
    }
    std::ranges::stable_sort(all, {}, &Fact::recorded_at);
    return all;
}

Result<Fact> find_fact(Visit const& visit, Person const& person, Uuid const& fact)
{
    for (auto const& one : list_facts(visit, person))
        if (one.id == fact)
            return one;
    return not_found();
}

Result<Fact> add_fact(Change& change, directory::ReferenceFacts const& lists, Person const& person,
    Fact const& wanted)
{
    auto const facts = facts_of(change, person);
    Visit const& visit = change;
    TRY(visit.may("change", facts));
    auto fact = TRY(
        checked(lists, wanted, person, list_facts(change, person), london::day_of(change.now())));
    TRY(name_authority(change.writing(), fact));
    fact.id = Uuid::fresh();
    fact.record = person.id;
    fact.recorded_at = change.now();
    fact.recorded_by = change.visitor().account;
    TRY(change.record("change", facts, label_in_ledger(fact, "added")));
    fact.sealed = tells_where(fact) && any_protected(change.writing(), person.id);
    insert_fact(change.writing(), change.keys(), fact);
    return fact;
}

Result<Fact> end_fact(Change& change, Person const& person, Fact const& fact,
    std::optional<PartialDate> const& until, std::string const& reason)
{
    auto const facts = facts_of(change, person);
    Visit const& visit = change;
    TRY(visit.may("change", facts));
    TRY(check_end(fact, until, london::day_of(change.now())));
    if (fact.until)
        return invalid("It has its last day already: look at what stands now", "until");
    auto ended = fact;
    ended.until = until;
    ended.ended_at = change.now();
    ended.ended_by = change.visitor().account;
    ended.end_reason = reason;
    TRY(change.record(
        "change", facts, label_in_ledger(fact, "ended") + (reason.empty() ? "" : ": " + reason)));
    return save_over(change, person, ended);
}

Result<Fact> withdraw_fact(
    Change& change, Person const& person, Fact const& fact, std::string const& reason)
{
    auto const facts = facts_of(change, person);
    Visit const& visit = change;
    TRY(visit.may("change", facts));
    if (reason.find_first_not_of(" \t\r\n") == std::string::npos)
        return invalid("Say why it is taken back", "reason");
    auto gone = fact;
    gone.withdrawn_at = change.now();
    gone.withdrawn_by = change.visitor().account;
    gone.reason = reason;
    TRY(change.record("change", facts, label_in_ledger(fact, "withdrawn: ") + reason));
    return save_over(change, person, gone);
}

std::vector<SameNumber> held_by_others(Visit const& visit, Person const& person)
{
    auto const own = records_of(visit.reading(), person.id);
    std::vector<SameNumber> held;
    for (auto const& one : person.identifiers) {
        if (!one.verified_on)
            continue;
        for (auto const row :
            visit.reading().run(others_of_number, one.scheme, one.value, person.id)) {
            auto const other = row.id<PersonId>("person");
            if (std::ranges::find(own, other) != own.end() || !knows(visit, other))
                continue;
            visit.looked_at(thing(other));
            held.push_back({one, Reference::read(row.text("reference")).value(), other});
        }
    }
    return held;
}

} // namespace kith::people
