// SPDX-License-Identifier: MIT
#include "people/care.h"
#include "base/london.h"
#include "directory/directory.h"
#include "people/fact_rows.h"
#include "people/joined.h"
#include "platform/words/fold.h"
#include <algorithm>
#include <array>
#include <set>

namespace kith::people {
namespace {
    constexpr std::array cared_for_by_status{
        "SECTION_20", "INTERIM_ORDER", "SECTION_31", "PLACEMENT_ORDER", "REMAND"};
    constexpr std::array cared_for_if_accommodated{"POLICE_PROTECTION", "EMERGENCY_ORDER"};
    constexpr std::array placement_kinds{"PLACEMENT", "SUPPORTED", "CUSTODY"};

    constexpr db::Sql child_ids_of_record = {"child ids of a record",
        "select value, source from person_identifiers where person = $1 and scheme = "
        "'la_child_id' and withdrawn_at is null order by value"};
    constexpr db::Sql looked_after_by_authority = {"who was looked after by an authority",
        "select distinct person from person_facts where kind = 'status' and number = $1 and "
        "withdrawn_at is null order by person"};

    constexpr db::Sql born_of_record
        = {"birth of a record", "select birth from persons where id = $1 and birth is not null"};

    template <class Codes>
    bool is_one_of(Codes const& codes, std::string_view code)
    {
        return std::ranges::any_of(codes, [&](char const* one) { return code == one; });
    }

    Date first_day(Fact const& fact)
    {
        return fact.from ? fact.from->first() : london::day_of(fact.recorded_at);
    }
    std::optional<Date> last_day(Fact const& fact)
    {
        return fact.until ? std::optional(fact.until->last()) : std::nullopt;
    }

    // Of all records that are this person; withdrawn ones are left out.
    std::vector<Fact> standing_facts(db::Connection& connection, PersonId person)
    {
        std::vector<Fact> all;
        for (auto const record : records_of(connection, kept_of(connection, person)))
            for (auto& fact : clear_facts(connection, record))
                if (!fact.withdrawn_at && fact.answer == Answer::said)
                    all.push_back(std::move(fact));
        return all;
    }
} // namespace

bool may_be_looked_after(std::string_view legal_status)
{
    return is_one_of(cared_for_by_status, legal_status)
        || is_one_of(cared_for_if_accommodated, legal_status);
}

std::optional<PeriodOfCare> period_of(Fact const& status)
{
    auto const counts = is_one_of(cared_for_by_status, status.code)
        || (is_one_of(cared_for_if_accommodated, status.code) && !status.number.empty());
    if (status.kind != "status" || !counts || status.withdrawn_at)
        return std::nullopt;
    auto const from = first_day(status);
    auto until = last_day(status);
    if (until && *until < from)
        until = from; // recorded after it was over, without its first day
    return PeriodOfCare{status.number, from, until, status.end_reason};
}

std::vector<PeriodOfCare> as_periods(std::vector<PeriodOfCare> periods)
{
    std::ranges::stable_sort(periods, {}, &PeriodOfCare::from);
    std::vector<PeriodOfCare> runs;
    for (auto const& one : periods) {
        auto const run = std::ranges::find_if(runs, [&](PeriodOfCare const& before) {
            return before.authority == one.authority
                && (!before.until || one.from <= *before.until + 1);
        });
        if (run == runs.end()) {
            runs.push_back(one);
            continue;
        }
        if (!run->until)
            continue;
        if (!one.until || *one.until >= *run->until) {
            run->until = one.until;
            run->ended_because = one.ended_because;
        }
    }
    return runs;
}

std::optional<PartialDate> born_on(db::Connection& connection, PersonId person)
{
    for (auto const record : records_of(connection, kept_of(connection, person)))
        for (auto const row : connection.run(born_of_record, record))
            return PartialDate::read(row.text("birth")).value();
    return std::nullopt;
}

std::vector<PeriodOfCare> care_of(db::Connection& connection, PersonId person)
{
    std::vector<PeriodOfCare> periods;
    for (auto const& fact : standing_facts(connection, person))
        if (auto period = period_of(fact))
            periods.push_back(std::move(*period));
    return as_periods(std::move(periods));
}

std::vector<Placement> placements_of(db::Connection& connection, PersonId person)
{
    std::vector<Placement> placements;
    for (auto const& fact : standing_facts(connection, person))
        if (fact.kind == "address" && is_one_of(placement_kinds, fact.code))
            placements.push_back({first_day(fact), last_day(fact)});
    std::ranges::stable_sort(placements, {}, &Placement::from);
    return placements;
}

std::vector<ChildNumber> child_ids_of(db::Connection& connection, PersonId person)
{
    std::vector<ChildNumber> all;
    for (auto const record : records_of(connection, kept_of(connection, person)))
        for (auto const row : connection.run(child_ids_of_record, record))
            if (std::ranges::find(all, row.text("value"), &ChildNumber::value) == all.end())
                all.push_back({row.text("value"), row.text("source")});
    return all;
}

std::optional<std::string> child_id_for(
    std::vector<ChildNumber> const& all, std::string_view authority_name)
{
    if (all.size() == 1)
        return all.front().value;
    std::optional<std::string> given;
    for (auto const& one : all) {
        if (words::folded(one.source).find(words::folded(authority_name)) == std::string::npos)
            continue;
        if (given)
            return std::nullopt;
        given = one.value;
    }
    return given;
}

std::vector<PersonId> ever_looked_after_by(db::Connection& connection, std::string_view authority)
{
    std::set<PersonId> kept;
    for (auto const row : connection.run(looked_after_by_authority, authority))
        kept.insert(kept_of(connection, row.id<PersonId>("person")));
    return {kept.begin(), kept.end()};
}

Done name_authority(db::Connection& connection, Fact& status)
{
    if (status.kind != "status" || status.number.empty())
        return done();
    auto const asked = words::folded(status.number);
    for (auto const& one : directory::list_all_agencies(connection)) {
        if (one.kind != "council"
            || (words::folded(one.code) != asked && words::folded(one.name) != asked))
            continue;
        status.number = one.code;
        auto const named = "by " + one.name;
        if (status.words.find(one.name) == std::string::npos)
            status.words = status.words.empty() ? named : status.words + ", " + named;
        return done();
    }
    return invalid("Enter the name or the code of a council that is in Kith: `kith agency add` "
                   "adds one that is not",
        "number");
}

} // namespace kith::people
