// SPDX-License-Identifier: MIT
// Of cases/store.h: the levels and the closures of a case.
#include "cases/store.h"
#include <fmt/core.h>

namespace kith::cases {
namespace {
    constexpr db::Sql levels_of_case = {"levels of a case",
        "select * from case_levels where of_case = $1 order by on_day desc, recorded_at desc, id"};
    constexpr db::Sql insert_level = {"add level of a case",
        "insert into case_levels (id, of_case, level, rationale, evidence, on_day, next_review, "
        "recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
    constexpr db::Sql closures_of_case = {"closures of a case",
        "select * from case_closures where of_case = $1 order by recorded_at desc, id"};
    constexpr db::Sql insert_closure = {"add closure of a case",
        "insert into case_closures (id, of_case, reason, why, life_changed, contexts_changed, "
        "who_keeps, way_back, own_view, override_reason, on_day, recorded_at, recorded_by, "
        "reopened_at, reopened_by, reopened_because) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
        "$10, $11, $12, $13, null, null, '')"};
    constexpr db::Sql reopen_closure = {"end closure of a case",
        "update case_closures set reopened_at = $2, reopened_by = $3, reopened_because = $4 where "
        "of_case = $1 and reopened_at is null"};
} // namespace

std::vector<LevelEntry> levels_of(Visit const& visit, CaseId id)
{
    std::vector<LevelEntry> all;
    for (auto const row : visit.reading().run(levels_of_case, id))
        all.push_back({row.uuid("id"), id, row.text("level"), row.text("rationale"),
            row.text("evidence"), row.date("on_day"), row.date("next_review"),
            row.id<AccountId>("recorded_by"), row.instant("recorded_at")});
    return all;
}

Done add_level(Change& change, Case const& one, LevelEntry const& entry, std::string_view act)
{
    auto const facts = TRY(facts_of(change, one));
    TRY(change.record(
        act, facts, fmt::format("{} from {}: {}", entry.level, entry.on.write(), entry.rationale)));
    change.writing().run(insert_level, entry.id.none() ? Uuid::fresh() : entry.id, one.id,
        entry.level, entry.rationale, entry.evidence, entry.on, entry.next_review, change.now(),
        change.visitor().account);
    return done();
}

std::vector<Closure> closures_of(Visit const& visit, CaseId id)
{
    std::vector<Closure> all;
    for (auto const row : visit.reading().run(closures_of_case, id)) {
        Closure one;
        one.id = row.uuid("id");
        one.of = id;
        one.reason = row.text("reason");
        one.why = row.text("why");
        one.life_changed = row.text("life_changed");
        one.contexts_changed = row.text("contexts_changed");
        one.who_keeps = row.text("who_keeps");
        one.way_back = row.text("way_back");
        one.own_view = row.text("own_view");
        one.override_reason = row.text("override_reason");
        one.on = row.date("on_day");
        one.by = row.id<AccountId>("recorded_by");
        one.recorded_at = row.instant("recorded_at");
        one.reopened_at = row.maybe_instant("reopened_at");
        one.reopened_by = row.id<AccountId>("reopened_by");
        one.reopened_because = row.text("reopened_because");
        all.push_back(std::move(one));
    }
    return all;
}

void add_closure(Change& change, Closure const& one)
{
    change.writing().run(insert_closure, one.id.none() ? Uuid::fresh() : one.id, one.of, one.reason,
        one.why, one.life_changed, one.contexts_changed, one.who_keeps, one.way_back, one.own_view,
        one.override_reason, one.on, change.now(), change.visitor().account);
}

void end_closure(Change& change, CaseId id, std::string const& reason)
{
    change.writing().run(reopen_closure, id, change.now(), change.visitor().account, reason);
}

} // namespace kith::cases
