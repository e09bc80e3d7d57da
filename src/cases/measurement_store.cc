// SPDX-License-Identifier: MIT
#include "cases/measurement_store.h"
#include "cases/safety_map.h"
#include <algorithm>
#include <fmt/core.h>
#include <set>

namespace kith::cases {
namespace {
    constexpr db::Sql insert_measurement = {"add measurement",
        "insert into measurements (id, of_case, instrument, instrument_version, on_day, n, how, "
        "place, recorded_at, recorded_by, withdrawn_at, withdrawn_by, withdrawn_because) values "
        "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, null, null, '')"};
    constexpr db::Sql insert_count = {"add count of a measurement",
        "insert into measurement_counts (measurement, line, question, answer, place, counted) "
        "values ($1, $2, $3, $4, $5, $6)"};
    constexpr db::Sql insert_result = {"add result of a measurement",
        "insert into measurement_results (measurement, measure, result) values ($1, $2, $3)"};
    constexpr db::Sql measurements_of_case = {"measurements of a case",
        "select * from measurements where of_case = $1 and withdrawn_at is null order by on_day, "
        "recorded_at, id"};
    constexpr db::Sql counts_of_case = {"counts of a case",
        "select c.* from measurement_counts c join measurements m on m.id = c.measurement where "
        "m.of_case = $1 and m.withdrawn_at is null order by c.measurement, c.line"};
    constexpr db::Sql counts_of_measurement = {"counts of a measurement",
        "select * from measurement_counts where measurement = $1 order by line"};
    constexpr db::Sql find_any_measurement
        = {"measurement, taken back or not", "select * from measurements where id = $1"};
    constexpr db::Sql baselines_in_use = {"measurements that goals of a case began with",
        "select g.baseline_measurement from plan_goals g join plans p on p.id = g.plan where "
        "p.of_case = $1 and g.baseline_measurement is not null"};
    constexpr db::Sql results_of_case = {"results of a case",
        "select r.* from measurement_results r join measurements m on m.id = r.measurement where "
        "m.of_case = $1 and m.withdrawn_at is null order by r.measurement, r.measure"};
    constexpr db::Sql case_of_measurement = {"case of a measurement",
        "select of_case from measurements where id = $1 and withdrawn_at is null"};
    constexpr db::Sql withdraw_measurement_row = {"take back measurement",
        "update measurements set withdrawn_at = $2, withdrawn_by = $3, withdrawn_because = $4 "
        "where id = $1 and withdrawn_at is null"};

    Measurement read_measurement(db::Row const& row)
    {
        Measurement one;
        one.id = row.id<MeasurementId>("id");
        one.of = row.id<CaseId>("of_case");
        one.instrument = row.text("instrument");
        one.instrument_version = static_cast<int>(row.integer("instrument_version"));
        one.on = row.date("on_day");
        one.n = row.integer("n");
        one.how = row.text("how");
        one.place = row.text("place");
        one.by = row.id<AccountId>("recorded_by");
        one.recorded_at = row.instant("recorded_at");
        return one;
    }

    Tally read_tally(db::Row const& row)
    {
        return {
            row.text("question"), row.text("answer"), row.text("place"), row.integer("counted")};
    }

    Measurement* one_of(std::vector<Measurement>& all, MeasurementId id)
    {
        auto const at = std::ranges::find(all, id, &Measurement::id);
        return at == all.end() ? nullptr : &*at;
    }

    // Of those that stand, the earliest first.
    void find_baselines(db::Connection& connection, CaseId id, std::vector<Measurement>& all)
    {
        std::set<MeasurementId> used;
        for (auto const row : connection.run(baselines_in_use, id))
            used.insert(row.id<MeasurementId>("baseline_measurement"));
        std::set<std::string> begun;
        for (auto& one : all)
            if (used.contains(one.id))
                one.baseline = begun.insert(one.instrument).second;
        for (auto& one : all)
            if (!begun.contains(one.instrument))
                one.baseline = begun.insert(one.instrument).second;
    }

    void write_rows(db::Connection& connection, Measurement const& one)
    {
        std::int64_t line = 0;
        for (auto const& tally : one.tallies)
            connection.run(insert_count, one.id, ++line, tally.question, tally.answer, tally.where,
                tally.count);
        for (auto const& [measure, result] : one.results)
            connection.run(insert_result, one.id, measure, result);
    }
} // namespace

Result<Measurement> add_measurement(
    Change& change, Case const& of, Measurement one, std::string const& title)
{
    auto const facts = TRY(facts_of(change, of));
    TRY(change.record(
        "assess", facts, fmt::format("{} of {}, n = {}", title, one.on.write(), one.n)));
    one.id = one.id.none() ? MeasurementId::fresh() : one.id;
    one.by = change.visitor().account;
    one.recorded_at = change.now();
    change.writing().run(insert_measurement, one.id, one.of, one.instrument, one.instrument_version,
        one.on, one.n, one.how, one.place, one.recorded_at, one.by);
    write_rows(change.writing(), one);
    return find_measurement(change, one.id);
}

std::vector<Measurement> measurements_of(Visit const& visit, CaseId id)
{
    std::vector<Measurement> all;
    if (!find(visit, id))
        return all;
    auto& connection = visit.reading();
    for (auto const row : connection.run(measurements_of_case, id))
        all.push_back(read_measurement(row));
    find_baselines(connection, id, all);
    for (auto const row : connection.run(counts_of_case, id))
        if (auto* const one = one_of(all, row.id<MeasurementId>("measurement")))
            one->tallies.push_back(read_tally(row));
    for (auto const row : connection.run(results_of_case, id))
        if (auto* const one = one_of(all, row.id<MeasurementId>("measurement")))
            one->results[row.text("measure")] = row.real("result");
    return all;
}

Result<Measurement> find_measurement(Visit const& visit, MeasurementId id)
{
    auto const rows = visit.reading().run(case_of_measurement, id);
    if (rows.empty())
        return not_found();
    for (auto& one : measurements_of(visit, rows[0].id<CaseId>("of_case")))
        if (one.id == id)
            return std::move(one);
    return not_found();
}

MeasurementState state_of(db::Connection& connection, MeasurementId id)
{
    MeasurementState state;
    if (id.none())
        return state;
    std::vector<Tally> tallies;
    for (auto const row : connection.run(counts_of_measurement, id))
        tallies.push_back(read_tally(row));
    state.told = tells_shares(tallies);
    for (auto const row : connection.run(find_any_measurement, id))
        state.taken_back = row.maybe_instant("withdrawn_at").has_value();
    return state;
}

std::optional<TakenBack> taken_back(Visit const& visit, CaseId of, MeasurementId id)
{
    if (!find(visit, of))
        return std::nullopt;
    for (auto const row : visit.reading().run(find_any_measurement, id))
        if (auto const at = row.maybe_instant("withdrawn_at");
            at && row.id<CaseId>("of_case") == of)
            return TakenBack{read_measurement(row), row.id<AccountId>("withdrawn_by"), *at,
                row.text("withdrawn_because")};
    return std::nullopt;
}

Done withdraw_measurement(Change& change, MeasurementId id, std::string const& because)
{
    auto const one = TRY(find_measurement(change, id));
    auto const of = TRY(find(change, one.of));
    auto const facts = TRY(facts_of(change, of));
    TRY(static_cast<Visit const&>(change).may("assess", facts));
    if (because.empty())
        return invalid("Say why it is taken back", "because");
    TRY(change.record("assess", facts,
        fmt::format("{} of {} taken back: {}", one.instrument, one.on.write(), because)));
    change.writing().run(
        withdraw_measurement_row, id, change.now(), change.visitor().account, because);
    return done();
}

} // namespace kith::cases
