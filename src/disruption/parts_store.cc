// SPDX-License-Identifier: MIT
#include "disruption/parts_store.h"
#include <algorithm>

namespace kith::disruption {
namespace {
    constexpr db::Sql moves_of_step = {"history of a step against harm",
        "select * from disruption_moves where step = $1 order by recorded_at, id"};
    constexpr db::Sql insert_move = {"add to the history of a step against harm",
        "insert into disruption_moves (id, step, status, on_day, why, recorded_at, recorded_by) "
        "values ($1, $2, $3, $4, $5, $6, $7)"};
    constexpr db::Sql take_move_back = {"take an entry of a step's history back",
        "update disruption_moves set taken_back_at = $3, taken_back_by = $4, taken_back_because = "
        "$5 where id = $1 and step = $2 and taken_back_at is null"};
    constexpr db::Sql conditions_of_step = {"conditions of a step against harm",
        "select * from disruption_conditions where step = $1 order by place, id"};
    constexpr db::Sql insert_condition = {"add a condition",
        "insert into disruption_conditions (id, step, place, words, recorded_at, recorded_by) "
        "select "
        "$1, $2, coalesce(max(place), 0) + 1, $3, $4, $5 from disruption_conditions where step = "
        "$2"};
    constexpr db::Sql end_condition_row = {"end a condition",
        "update disruption_conditions set ended_at = $3, ended_by = $4, ended_because = $5 where "
        "id = $1 and step = $2 and ended_at is null"};
    constexpr db::Sql children_of_step = {"children linked to a step against harm",
        "select * from disruption_children where step = $1 order by recorded_at, id"};
    constexpr db::Sql insert_child = {"link a child to a step against harm",
        "insert into disruption_children (id, step, child, because, recorded_at, recorded_by) "
        "values ($1, $2, $3, $4, $5, $6)"};
    constexpr db::Sql end_child_row = {"link a child no longer",
        "update disruption_children set ended_at = $3, ended_by = $4, ended_because = $5 where id "
        "= "
        "$1 and step = $2 and ended_at is null"};
    constexpr db::Sql answers_of_step = {"what was answered of a step against harm",
        "select * from disruption_answers where step = $1 order by recorded_at desc, id"};
    constexpr db::Sql insert_answers = {"keep what was answered of a step against harm",
        "insert into disruption_answers (id, step, answers, because, recorded_at, recorded_by) "
        "values ($1, $2, $3, $4, $5, $6)"};
    constexpr db::Sql facts_of_a_target = {"facts of a target",
        "select * from disruption_facts where target_kind = $1 and target = $2 and withdrawn_at is "
        "null order by code, recorded_at, id"};
    constexpr db::Sql target_fact_by_id = {"find fact of a target",
        "select * from disruption_facts where id = $1 and withdrawn_at is null"};
    constexpr db::Sql insert_target_fact = {"add a fact of a target",
        "insert into disruption_facts (id, target_kind, target, code, where_from, owner_agency, "
        "recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8)"};
    constexpr db::Sql withdraw_target_fact = {"take a fact of a target back",
        "update disruption_facts set withdrawn_at = $2, withdrawn_by = $3, withdrawn_because = $4 "
        "where id = $1 and withdrawn_at is null"};
    constexpr db::Sql breaches_of_late = {"breaches since a moment",
        "select m.id as move, m.on_day, s.id, s.reference, s.tactic, s.owner_agency, "
        "s.target_kind, "
        "s.target from disruption_moves m join disruption_steps s on s.id = m.step where m.status "
        "= "
        "'breached' and m.recorded_at >= $1 and m.taken_back_at is null order by m.recorded_at "
        "desc, m.id limit 200"};
    constexpr db::Sql breach_by_move = {"find a breach",
        "select m.id as move, m.on_day, s.id, s.reference, s.tactic, s.owner_agency, "
        "s.target_kind, "
        "s.target from disruption_moves m join disruption_steps s on s.id = m.step where m.id = $1 "
        "and m.status = 'breached' and m.taken_back_at is null"};
    constexpr db::Sql find_read = {"was a breach read",
        "select move from disruption_breaches_read where move = $1 and account = $2"};
    constexpr db::Sql insert_read = {"note that a breach was read",
        "insert into disruption_breaches_read (move, account, read_at) values ($1, $2, $3) on "
        "conflict do nothing"};

    // What was sealed with the step's own key, for whoever may read it.
    class Opened {
    public:
        Opened(Visit const& visit, Step const& step) : visit_(visit)
        {
            auto facts = facts_of(visit, step);
            if (facts)
                facts_ = std::move(*facts);
        }
        [[nodiscard]] std::string text(db::Row const& row, std::string_view column) const
        {
            if (!facts_ || row.is_null(column))
                return {};
            return visit_.unsealed("read", *facts_, row.bytes(column)).value_or("");
        }

    private:
        Visit const& visit_;
        std::optional<access::Facts> facts_ = {};
    };

    db::Bytes sealed_of(Change& change, Step const& step, std::string const& text)
    {
        return {change.keys().seal(change.writing(), thing(step.id), text)};
    }

    BreachRow breach_row(db::Connection& connection, db::Row const& row)
    {
        BreachRow one;
        one.move = row.id<StepMoveId>("move");
        one.step = row.id<StepId>("id");
        one.reference = Reference::read(row.text("reference")).value();
        one.tactic = row.text("tactic");
        one.owner_agency = row.id<AgencyId>("owner_agency");
        one.on = row.date("on_day");
        one.touches = same_as(connection, {row.text("target_kind"), row.uuid("target")});
        for (auto const child : connection.run(children_of_step, one.step))
            if (child.is_null("ended_at"))
                for (auto& record : same_as(connection, thing(child.id<PersonId>("child"))))
                    one.touches.push_back(std::move(record));
        return one;
    }

    Error somebody_ended_it() { return error(Code::conflict, "Somebody ended this meanwhile"); }
} // namespace

std::vector<Move> moves_of(Visit const& visit, Step const& step)
{
    Opened const opened(visit, step);
    std::vector<Move> all;
    for (auto const row : visit.reading().run(moves_of_step, step.id))
        all.push_back({row.id<StepMoveId>("id"),
            read_status(row.text("status")).value_or(StepStatus::considered), row.date("on_day"),
            opened.text(row, "why"), row.id<AccountId>("recorded_by"), row.instant("recorded_at"),
            row.maybe_instant("taken_back_at"), opened.text(row, "taken_back_because")});
    return all;
}

void note_move(Change& change, Step const& step, std::string const& why)
{
    change.writing().run(insert_move, StepMoveId::fresh(), step.id, name_of(step.status),
        step.status_on, sealed_of(change, step, why), change.now(), change.visitor().account);
}

Done note_taken_back(Change& change, Step const& step, StepMoveId move, std::string const& because)
{
    auto const changed = change.writing().run(take_move_back, move, step.id, change.now(),
        change.visitor().account, sealed_of(change, step, because));
    if (changed.changed() == 0)
        return error(Code::conflict, "Somebody took this back meanwhile");
    return done();
}

std::vector<Condition> conditions_of(Visit const& visit, Step const& step)
{
    Opened const opened(visit, step);
    std::vector<Condition> all;
    for (auto const row : visit.reading().run(conditions_of_step, step.id))
        all.push_back({row.uuid("id"), opened.text(row, "words"), row.instant("recorded_at"),
            row.maybe_instant("ended_at"), opened.text(row, "ended_because")});
    return all;
}

Result<Uuid> add_condition(Change& change, Step const& step, std::string const& words)
{
    auto const facts = TRY(facts_of(change, step));
    TRY(change.record("change", facts, "A condition: " + words));
    auto const id = Uuid::fresh();
    change.writing().run(insert_condition, id, step.id, sealed_of(change, step, words),
        change.now(), change.visitor().account);
    return id;
}

Done end_condition(Change& change, Step const& step, Uuid const& id, std::string const& because)
{
    auto const facts = TRY(facts_of(change, step));
    TRY(change.record("change", facts, "A condition ended: " + because));
    auto const changed = change.writing().run(end_condition_row, id, step.id, change.now(),
        change.visitor().account, sealed_of(change, step, because));
    if (changed.changed() == 0)
        return somebody_ended_it();
    return done();
}

std::vector<LinkedChild> children_of(Visit const& visit, Step const& step)
{
    Opened const opened(visit, step);
    std::vector<LinkedChild> all;
    for (auto const row : visit.reading().run(children_of_step, step.id)) {
        auto const child = row.id<PersonId>("child");
        if (!people::knows(visit, child))
            continue;
        all.push_back({row.uuid("id"), child, opened.text(row, "because"),
            row.maybe_instant("ended_at"), opened.text(row, "ended_because")});
    }
    return all;
}

Result<Uuid> add_child(Change& change, Step const& step, PersonId child, std::string const& because)
{
    TRY(people::find_facts(change, child));
    auto const facts = TRY(facts_of(change, step));
    // Who it is stands in no ledger text: whoever reads the step's lines need not know them.
    TRY(change.record("change", facts, "Somebody was linked"));
    auto const same = same_as(change.writing(), thing(child));
    for (auto const row : change.writing().run(children_of_step, step.id))
        if (row.is_null("ended_at")
            && std::ranges::find(same, thing(row.id<PersonId>("child"))) != same.end())
            return error(Code::conflict, "They are linked already", "child");
    auto const id = Uuid::fresh();
    change.writing().run(insert_child, id, step.id, child, sealed_of(change, step, because),
        change.now(), change.visitor().account);
    return id;
}

Done end_child(Change& change, Step const& step, Uuid const& id, std::string const& because)
{
    auto const known = children_of(change, step);
    if (std::ranges::find(known, id, &LinkedChild::id) == known.end())
        return not_found();
    auto const facts = TRY(facts_of(change, step));
    TRY(change.record("change", facts, "Somebody is linked no longer"));
    auto const changed = change.writing().run(end_child_row, id, step.id, change.now(),
        change.visitor().account, sealed_of(change, step, because));
    if (changed.changed() == 0)
        return somebody_ended_it();
    return done();
}

std::vector<AnswersKept> answers_of(Visit const& visit, Step const& step)
{
    std::vector<AnswersKept> all;
    auto const facts = answer_facts_of(visit, step);
    if (!facts || !visit.sees(*facts))
        return all;
    for (auto const row : visit.reading().run(answers_of_step, step.id)) {
        visit.looked_at(facts->thing);
        all.push_back(
            {read_answers(visit.unsealed("read", *facts, row.bytes("answers")).value_or("")),
                visit.unsealed("read", *facts, row.bytes("because")).value_or(""),
                row.id<AccountId>("recorded_by"), row.instant("recorded_at")});
    }
    return all;
}

StepAnswers answers_for_a_rule(Change& change, Step const& step)
{
    auto const rows = change.writing().run(answers_of_step, step.id);
    if (rows.empty())
        return {};
    auto const text = change.keys().unseal(
        change.writing(), {"disruption_answers", step.id.uuid()}, rows[0].bytes("answers"));
    return read_answers(text.value_or(""));
}

Done save_answers(
    Change& change, Step const& step, StepAnswers const& answers, std::string const& because)
{
    auto const facts = TRY(answer_facts_of(change, step));
    TRY(change.record("answer", facts, because));
    auto& connection = change.writing();
    auto const sealed = change.keys().seal(connection, facts.thing, write(answers));
    auto const why = change.keys().seal(connection, facts.thing, because);
    connection.run(insert_answers, Uuid::fresh(), step.id, db::Bytes{sealed}, db::Bytes{why},
        change.now(), change.visitor().account);
    return done();
}

Result<access::Facts> facts_of(Visit const& visit, TargetFact const& fact)
{
    auto facts = TRY(facts_of_target(visit, fact.target));
    facts.thing = {"disruption_fact", fact.id.uuid()};
    facts.subject = {};
    facts.owner = fact.owner_agency;
    facts.raised_by = fact.by;
    facts.opened_to = {};
    return facts;
}

std::vector<TargetFact> facts_known(Visit const& visit, Thing const& target)
{
    std::vector<TargetFact> all;
    for (auto const& same : same_as(visit.reading(), target))
        for (auto const row : visit.reading().run(facts_of_a_target, same.kind, same.id)) {
            TargetFact one{row.id<TargetFactId>("id"), same, row.text("code"), {},
                row.id<AgencyId>("owner_agency"), row.id<AccountId>("recorded_by"),
                row.instant("recorded_at")};
            auto const facts = facts_of(visit, one);
            if (!facts || !visit.sees(*facts))
                continue;
            visit.looked_at(facts->thing);
            one.where_from = visit.unsealed("read", *facts, row.bytes("where_from")).value_or("");
            all.push_back(std::move(one));
        }
    std::ranges::stable_sort(all, {}, &TargetFact::code);
    return all;
}

std::optional<TargetFact> find_fact(db::Connection& connection, TargetFactId id)
{
    auto const rows = connection.run(target_fact_by_id, id);
    if (rows.empty())
        return std::nullopt;
    auto const& row = rows[0];
    return TargetFact{id, {row.text("target_kind"), row.uuid("target")}, row.text("code"), {},
        row.id<AgencyId>("owner_agency"), row.id<AccountId>("recorded_by"),
        row.instant("recorded_at")};
}

Result<TargetFactId> add_fact(
    Change& change, Thing const& target, std::string const& code, std::string const& where_from)
{
    TargetFact one{TargetFactId::fresh(), target, code, where_from, change.visitor().agency,
        change.visitor().account, change.now()};
    auto const facts = TRY(facts_of(change, one));
    TRY(change.record("create", facts, code));
    auto& connection = change.writing();
    auto const sealed = change.keys().seal(connection, facts.thing, where_from);
    connection.run(insert_target_fact, one.id, target.kind, target.id, code, db::Bytes{sealed},
        one.owner_agency, one.at, one.by);
    return one.id;
}

Done withdraw_fact(Change& change, TargetFact const& fact, std::string const& because)
{
    auto const facts = TRY(facts_of(change, fact));
    TRY(change.record("withdraw", facts, because));
    auto const sealed = change.keys().seal(change.writing(), facts.thing, because);
    auto const changed = change.writing().run(
        withdraw_target_fact, fact.id, change.now(), change.visitor().account, db::Bytes{sealed});
    if (changed.changed() == 0)
        return error(Code::conflict, "Somebody took this back meanwhile");
    return done();
}

std::vector<BreachRow> breaches_since(db::Connection& connection, Instant since)
{
    std::vector<BreachRow> all;
    for (auto const row : connection.run(breaches_of_late, since))
        all.push_back(breach_row(connection, row));
    return all;
}

std::optional<BreachRow> find_breach(db::Connection& connection, StepMoveId move)
{
    auto const rows = connection.run(breach_by_move, move);
    return rows.empty() ? std::nullopt : std::optional(breach_row(connection, rows[0]));
}

bool has_read(db::Connection& connection, StepMoveId move, AccountId account)
{
    return !connection.run(find_read, move, account).empty();
}

void note_read(Change& change, StepMoveId move)
{
    change.writing().run(insert_read, move, change.visitor().account, change.now());
}

} // namespace kith::disruption
