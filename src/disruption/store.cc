// SPDX-License-Identifier: MIT
#include "disruption/store.h"
#include "base/london.h"
#include "disruption/of_concern_store.h"
#include "disruption/parts_store.h"
#include <algorithm>

namespace kith::disruption {
namespace {
    constexpr db::Sql step_by_id
        = {"find step against harm", "select * from disruption_steps where id = $1"};
    constexpr db::Sql steps_of_target = {"steps against harm at a target",
        "select * from disruption_steps where target_kind = $1 and target = $2 order by "
        "recorded_at "
        "desc, id limit 500"};
    constexpr db::Sql steps_of_agency = {"steps against harm of an agency",
        "select * from disruption_steps where owner_agency = $1 order by case when ends_on is null "
        "then 1 else 0 end, ends_on, recorded_at desc, id limit 500"};
    constexpr db::Sql steps_that_end = {"steps against harm that end",
        "select * from disruption_steps where status in ('planned', 'applied', 'granted', "
        "'served', "
        "'breached') and (ends_on is not null or footing <> '') order by ends_on, id"};
    constexpr db::Sql step_reference_taken = {"is a reference of a step against harm taken",
        "select id from disruption_steps where reference = $1"};
    constexpr db::Sql insert_step = {"add step against harm",
        "insert into disruption_steps (id, reference, target_kind, target, tactic, tactics_as_of, "
        "owner_agency, acts_on_child, status, status_on, starts, starts_at, review_on, expires, "
        "footing, footing_child, ends_on, ends_by, because, version, created_by, recorded_at, "
        "recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, "
        "$16, $17, $18, $19, 1, $20, $21, $22)"};
    constexpr db::Sql keep_step = {"keep step against harm as it was",
        "insert into disruption_steps_was (id, reference, target_kind, target, tactic, "
        "tactics_as_of, owner_agency, acts_on_child, status, status_on, starts, starts_at, "
        "review_on, expires, footing, footing_child, ends_on, ends_by, because, version, "
        "created_by, recorded_at, recorded_by, superseded_at, reason) select id, reference, "
        "target_kind, target, tactic, tactics_as_of, owner_agency, acts_on_child, status, "
        "status_on, starts, starts_at, review_on, expires, footing, footing_child, ends_on, "
        "ends_by, because, version, created_by, recorded_at, recorded_by, $3, $4 from "
        "disruption_steps where id = $1 and version = $2"};
    constexpr db::Sql update_step = {"save step against harm",
        "update disruption_steps set owner_agency = $3, status = $4, status_on = $5, starts = $6, "
        "starts_at = $7, review_on = $8, expires = $9, footing = $10, footing_child = $11, ends_on "
        "= $12, ends_by = $13, because = $14, recorded_at = $15, recorded_by = $16, version = "
        "version + 1 where id = $1 and version = $2"};
    constexpr db::Sql versions_of_step = {"versions of a step against harm",
        "select * from disruption_steps_was where id = $1 order by version desc"};

    // All but its words.
    Step bare_step(db::Row const& row)
    {
        Step step;
        step.id = row.id<StepId>("id");
        step.reference = Reference::read(row.text("reference")).value();
        step.target = {row.text("target_kind"), row.uuid("target")};
        step.tactic = row.text("tactic");
        step.tactics_as_of = row.date("tactics_as_of");
        step.owner_agency = row.id<AgencyId>("owner_agency");
        step.acts_on_child = row.boolean("acts_on_child");
        step.status = read_status(row.text("status")).value_or(StepStatus::considered);
        step.status_on = row.date("status_on");
        step.starts = row.maybe_date("starts");
        step.starts_at = row.maybe_instant("starts_at");
        step.review_on = row.maybe_date("review_on");
        step.expires = row.maybe_date("expires");
        step.footing = row.text("footing");
        step.footing_child = row.id<PersonId>("footing_child");
        auto const by = read_ends_by(row.text("ends_by"));
        if (auto const day = row.maybe_date("ends_on"); day && by)
            step.ends = Ending{*day, *by};
        step.version = row.integer("version");
        step.created_by = row.id<AccountId>("created_by");
        step.recorded_at = row.instant("recorded_at");
        step.recorded_by = row.id<AccountId>("recorded_by");
        return step;
    }

    std::optional<Date> ends_on(Step const& step)
    {
        return step.ends ? std::optional(step.ends->last_day) : std::nullopt;
    }
    std::optional<std::string> ends_by(Step const& step)
    {
        return step.ends ? std::optional(std::string(name_of(step.ends->by))) : std::nullopt;
    }

    std::vector<Step> steps_known(Visit const& visit, db::Rows const& rows)
    {
        std::vector<Step> all;
        for (auto const row : rows) {
            auto step = bare_step(row);
            auto const facts = facts_of(visit, step);
            if (!facts || !visit.sees(*facts))
                continue;
            visit.looked_at(thing(step.id));
            step.because = visit.unsealed("read", *facts, row.bytes("because")).value_or("");
            all.push_back(std::move(step));
        }
        return all;
    }
} // namespace

Result<access::Facts> facts_of_target(Visit const& visit, Thing const& target)
{
    auto const program = !visit.visitor().process.empty();
    access::Facts facts;
    if (target.kind == "person") {
        auto known = program ? people::facts_for_a_rule(visit, PersonId(target.id))
                             : people::find_facts(visit, PersonId(target.id));
        facts = TRY(std::move(known));
    } else if (target.kind == "context") {
        auto known = program ? contexts::facts_for_a_rule(visit, ContextId(target.id))
                             : contexts::find_facts(visit, ContextId(target.id));
        facts = TRY(std::move(known));
    } else if (target.kind == "person_of_concern") {
        // Known to whoever may read that record, and to nobody else.
        auto known = facts_by_id(visit, OfConcernId(target.id));
        if (!known || (!program && !visit.sees(*known)))
            return not_found();
        known->state = "worked with";
        return std::move(*known);
    } else if (target.kind == "named_thing"
        && links::find_named_thing(visit.reading(), NamedThingId(target.id))) {
        facts.thing = target;
        facts.state = "named thing";
        return facts;
    } else {
        return not_found();
    }
    if (facts.state != "public place")
        facts.state = links::is_involved(visit, facts) ? "worked with" : "known";
    return facts;
}

Result<access::Facts> facts_of(Visit const& visit, Step const& step)
{
    auto facts = TRY(facts_of_target(visit, step.target));
    facts.thing = thing(step.id);
    facts.subject = {};
    facts.owner = step.owner_agency;
    facts.raised_by = step.created_by;
    facts.opened_to = {};
    return facts;
}

Result<access::Facts> answer_facts_of(Visit const& visit, Step const& step)
{
    auto facts = TRY(facts_of(visit, step));
    facts.thing.kind = "disruption_answers"; // and so a key of its own
    return facts;
}

Result<Step> find(Visit const& visit, StepId id)
{
    auto const rows = visit.reading().run(step_by_id, id);
    if (rows.empty())
        return not_found();
    auto step = bare_step(rows[0]);
    auto const facts = TRY(facts_of(visit, step));
    TRY(visit.see(facts));
    step.because = visit.unsealed("read", facts, rows[0].bytes("because")).value_or("");
    return step;
}

std::optional<access::Facts> facts_by_id(Visit const& visit, StepId id)
{
    auto const rows = visit.reading().run(step_by_id, id);
    if (rows.empty())
        return std::nullopt;
    auto facts = facts_of(visit, bare_step(rows[0]));
    return facts ? std::optional(std::move(*facts)) : std::nullopt;
}

bool knows(Visit const& visit, StepId id)
{
    auto const facts = facts_by_id(visit, id);
    return facts && visit.sees(*facts);
}

std::vector<Thing> same_as(db::Connection& connection, Thing const& target)
{
    if (target.kind != "person")
        return {target};
    std::vector<Thing> all;
    for (auto const record :
        people::records_of(connection, people::kept_of(connection, PersonId(target.id))))
        all.push_back(thing(record));
    return all;
}

std::vector<Step> list_of(Visit const& visit, Thing const& target)
{
    std::vector<Step> all;
    for (auto const& one : same_as(visit.reading(), target))
        for (auto& step :
            steps_known(visit, visit.reading().run(steps_of_target, one.kind, one.id)))
            all.push_back(std::move(step));
    return all;
}

std::vector<Step> list_owned(Visit const& visit)
{
    return steps_known(visit, visit.reading().run(steps_of_agency, visit.visitor().agency));
}

std::vector<Step> list_that_end(Visit const& visit)
{
    return steps_known(visit, visit.reading().run(steps_that_end));
}

Result<Step> add(Change& change, Step const& wanted)
{
    auto step = wanted;
    auto& connection = change.writing();
    step.id = StepId::fresh();
    do
        step.reference = Reference::fresh('D');
    while (!connection.run(step_reference_taken, step.reference.write()).empty());
    step.status = StepStatus::considered;
    step.version = 1;
    step.created_by = change.visitor().account;
    step.recorded_by = step.created_by;
    step.recorded_at = change.now();
    auto const facts = TRY(facts_of(change, step));
    TRY(change.record("create", facts, step.reference.write() + " " + step.tactic));
    auto const sealed = change.keys().seal(connection, facts.thing, step.because);
    connection.run(insert_step, step.id, step.reference.write(), step.target.kind, step.target.id,
        step.tactic, step.tactics_as_of, step.owner_agency, step.acts_on_child,
        name_of(step.status), step.status_on, step.starts, step.starts_at, step.review_on,
        step.expires, step.footing, step.footing_child, ends_on(step), ends_by(step),
        db::Bytes{sealed}, step.created_by, step.recorded_at, step.recorded_by);
    note_move(change, step, step.because);
    return step;
}

Result<Step> save(
    Change& change, Step const& wanted, std::string_view act, std::string const& reason)
{
    auto step = wanted;
    auto const facts = TRY(facts_of(change, step));
    TRY(change.record(act, facts, reason));
    auto& connection = change.writing();
    step.recorded_at = change.now();
    step.recorded_by = change.visitor().account;
    auto const why = change.keys().seal(connection, facts.thing, reason);
    auto const sealed = change.keys().seal(connection, facts.thing, step.because);
    connection.run(keep_step, step.id, step.version, change.now(), db::Bytes{why});
    auto const changed = connection.run(update_step, step.id, step.version, step.owner_agency,
        name_of(step.status), step.status_on, step.starts, step.starts_at, step.review_on,
        step.expires, step.footing, step.footing_child, ends_on(step), ends_by(step),
        db::Bytes{sealed}, step.recorded_at, step.recorded_by);
    if (changed.changed() == 0)
        return error(
            Code::conflict, "Somebody changed this step meanwhile: look at what stands now");
    ++step.version;
    return step;
}

std::vector<StepWas> versions_of(Visit const& visit, Step const& step)
{
    std::vector<StepWas> all;
    auto const facts = facts_of(visit, step);
    if (!facts)
        return all;
    auto by = step.recorded_by;
    for (auto const row : visit.reading().run(versions_of_step, step.id)) {
        auto was = bare_step(row);
        auto const before = was.recorded_by;
        was.because = visit.unsealed("read", *facts, row.bytes("because")).value_or("");
        all.push_back({std::move(was), row.instant("superseded_at"), by,
            visit.unsealed("read", *facts, row.bytes("reason")).value_or("")});
        by = before;
    }
    return all;
}

} // namespace kith::disruption
