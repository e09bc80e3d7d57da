// SPDX-License-Identifier: MIT
#include "cases/weighting_store.h"
#include <fmt/core.h>

namespace kith::cases {
namespace {
    constexpr db::Sql weightings_of_case = {"weightings of a case",
        "select * from case_weightings where of_case = $1 order by version desc"};
    constexpr db::Sql parts_of_weighting = {"parts of a weighting",
        "select * from case_weighting_parts where weighting = $1 order by place, id"};
    constexpr db::Sql contexts_of_part = {"contexts of a part of a weighting",
        "select context from case_weighting_contexts where part = $1 order by context"};
    constexpr db::Sql insert_weighting = {"add weighting",
        "insert into case_weightings (id, of_case, version, own_view, own_view_missing, on_day, "
        "recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8)"};
    constexpr db::Sql insert_part = {"add part of a weighting",
        "insert into case_weighting_parts (id, weighting, part, place, harm, safety, because) "
        "values ($1, $2, $3, $4, $5, $6, $7)"};
    constexpr db::Sql insert_part_context = {"add context of a part of a weighting",
        "insert into case_weighting_contexts (id, part, context) values ($1, $2, $3)"};
    constexpr db::Sql last_weighting = {"version of the weighting that stands",
        "select coalesce(max(version), 0) as version from case_weightings where of_case = $1"};
    constexpr db::Sql subjects_it_weighs_for = {"people a context weighs for",
        "select distinct c.subject from case_weighting_contexts x join "
        "case_weighting_parts p on p.id = x.part join case_weightings w on w.id = p.weighting join "
        "cases c on c.id = w.of_case where x.context = $1 and p.harm in ('strong', 'strongest') "
        "and "
        "c.subject_kind = 'person' and c.closed_at is null and w.version = (select "
        "max(later.version) from case_weightings later where later.of_case = w.of_case)"};

    std::vector<PartWeight> read_weighted_parts(db::Connection& connection, WeightingId id)
    {
        std::vector<PartWeight> parts;
        for (auto const row : connection.run(parts_of_weighting, id)) {
            PartWeight one{
                row.text("part"), row.text("harm"), row.text("safety"), row.text("because"), {}};
            for (auto const of : connection.run(contexts_of_part, row.uuid("id")))
                one.contexts.push_back(of.id<ContextId>("context"));
            parts.push_back(std::move(one));
        }
        return parts;
    }

    void write_weighted_parts(db::Connection& connection, Weighting const& weighting)
    {
        auto place = 0;
        for (auto const& one : weighting.parts) {
            auto const id = Uuid::fresh();
            connection.run(insert_part, id, weighting.id, one.part, ++place, one.harm, one.safety,
                one.because);
            for (auto const context : one.contexts)
                connection.run(insert_part_context, Uuid::fresh(), id, context);
        }
    }
} // namespace

std::vector<Weighting> weightings_of(Visit const& visit, CaseId id)
{
    std::vector<Weighting> all;
    if (!knows(visit, id))
        return all;
    for (auto const row : visit.reading().run(weightings_of_case, id)) {
        Weighting one;
        one.id = row.id<WeightingId>("id");
        one.of = id;
        one.version = row.integer("version");
        one.own_view = row.text("own_view");
        one.own_view_missing = row.text("own_view_missing");
        one.on = row.date("on_day");
        one.recorded_at = row.instant("recorded_at");
        one.by = row.id<AccountId>("recorded_by");
        one.parts = read_weighted_parts(visit.reading(), one.id);
        all.push_back(std::move(one));
    }
    return all;
}

Result<Weighting> add_weighting(Change& change, Case const& of, Weighting wanted, std::int64_t seen)
{
    auto const facts = TRY(facts_of(change, of));
    auto& connection = change.writing();
    auto const stands = connection.run(last_weighting, of.id)[0].integer("version");
    TRY(change.record("weigh", facts, fmt::format("Weighting {}", stands + 1)));
    if (stands != seen)
        return error(Code::conflict,
            "Somebody weighed the contexts since you opened this: look at what stands now, then "
            "save again");
    wanted.id = WeightingId::fresh();
    wanted.of = of.id;
    wanted.version = stands + 1;
    wanted.by = change.visitor().account;
    wanted.recorded_at = change.now();
    connection.run(insert_weighting, wanted.id, of.id, wanted.version, wanted.own_view,
        wanted.own_view_missing, wanted.on, change.now(), wanted.by);
    write_weighted_parts(connection, wanted);
    return wanted;
}

std::vector<PersonId> people_it_weighs_for(db::Connection& connection, ContextId context)
{
    std::vector<PersonId> all;
    for (auto const row : connection.run(subjects_it_weighs_for, context))
        all.push_back(row.id<PersonId>("subject"));
    return all;
}

} // namespace kith::cases
