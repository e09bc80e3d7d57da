// SPDX-License-Identifier: MIT
#include "cases/escalation_store.h"
#include "directory/directory.h"
#include "people/people.h"
#include <algorithm>

namespace kith::cases {
namespace {
    constexpr db::Sql escalations_of_case = {"disagreements about a case",
        "select * from escalations where of_case = $1 order by raised_at desc, id"};
    constexpr db::Sql find_one_escalation
        = {"find disagreement", "select * from escalations where id = $1 and of_case = $2"};
    constexpr db::Sql steps_of_escalation = {"steps of a disagreement",
        "select * from escalation_steps where escalation = $1 order by at, id"};
    constexpr db::Sql escalation_versions = {"disagreement as it was",
        "select * from escalations_was where id = $1 order by version desc"};
    constexpr db::Sql open_escalations_of_team = {"open disagreements about cases of a team",
        "select e.* from escalations e join cases c on c.id = e.of_case where e.settled_at is null "
        "and c.team = $1 order by e.due_at, e.id limit 200"};
    constexpr db::Sql open_escalations_of_worker = {"open disagreements about cases of a worker",
        "select e.* from escalations e join cases c on c.id = e.of_case where e.settled_at is null "
        "and c.worker = $1 order by e.due_at, e.id limit 200"};
    constexpr db::Sql open_escalations_of_agency = {"open disagreements of an agency",
        "select * from escalations where settled_at is null and owner_agency = $1 order by due_at, "
        "id limit 200"};
    constexpr db::Sql overdue_escalations = {"disagreements whose clock passed",
        "select e.*, c.team as case_team, c.subject_kind as case_subject_kind, c.subject as "
        "case_subject, c.reference as case_reference from escalations e join cases c on c.id = "
        "e.of_case where e.settled_at is null and e.due_at < $1 order by e.due_at, e.id limit 200"};
    constexpr db::Sql insert_escalation = {"add disagreement",
        "insert into escalations (id, of_case, about, why, wanted, tried, meanwhile, stage, "
        "stage_since, due_rule, due_at, raised_at, settled_at, agreed, created_by, version, "
        "recorded_at, recorded_by, owner_agency) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
        "$11, $9, null, '', $12, 1, $9, $12, $13)"};
    constexpr db::Sql keep_escalation_row = {"keep disagreement as it was",
        "insert into escalations_was (id, of_case, about, why, wanted, tried, meanwhile, stage, "
        "stage_since, due_rule, due_at, raised_at, settled_at, agreed, created_by, version, "
        "recorded_at, recorded_by, owner_agency, superseded_at, reason) select id, of_case, about, "
        "why, wanted, tried, meanwhile, stage, stage_since, due_rule, due_at, raised_at, "
        "settled_at, agreed, created_by, version, recorded_at, recorded_by, owner_agency, $2, $3 "
        "from escalations where id = $1"};
    constexpr db::Sql update_escalation = {"save disagreement",
        "update escalations set about = $3, why = $4, wanted = $5, tried = $6, meanwhile = $7, "
        "stage = $8, stage_since = $9, due_rule = $10, due_at = $11, settled_at = $12, agreed = "
        "$13, recorded_at = $14, recorded_by = $15, version = version + 1 where id = $1 and "
        "version = $2"};
    constexpr db::Sql insert_escalation_step = {"add step of a disagreement",
        "insert into escalation_steps (id, escalation, kind, stage, said, at, recorded_by, agency) "
        "values ($1, $2, $3, $4, $5, $6, $7, $8)"};

    Escalation read_escalation(db::Row const& row)
    {
        Escalation one;
        one.id = row.id<EscalationId>("id");
        one.of = row.id<CaseId>("of_case");
        for (auto const& each : escalation_texts)
            one.*each.text = row.text(each.field);
        one.stage = row.text("stage");
        one.stage_since = row.instant("stage_since");
        one.due_rule = row.text("due_rule");
        one.due_at = row.maybe_instant("due_at");
        one.raised_at = row.instant("raised_at");
        one.settled_at = row.maybe_instant("settled_at");
        one.agreed = row.text("agreed");
        one.created_by = row.id<AccountId>("created_by");
        one.version = row.integer("version");
        one.owner_agency = row.id<AgencyId>("owner_agency");
        one.recorded_at = row.instant("recorded_at");
        return one;
    }

    // `not_found` unless this visit may know the case's subject and, by its rule, the disagreement.
    Result<KnownEscalation> known_escalation(Visit const& visit, Escalation one)
    {
        auto of = TRY(facts_and_case(visit, one.of));
        auto facts = facts_of(of.facts, one);
        // Inside one agency the case's own rules hold, and only whoever raised it settles it: a
        // manager of the team that holds the case would else end it for them.
        auto const holds = directory::find_team(visit.reading(), of.one.team);
        if (holds && holds->agency == one.owner_agency)
            facts.owner = {};
        TRY(visit.see(facts));
        return KnownEscalation{std::move(one), std::move(of.one), std::move(facts)};
    }

    void push_known(Visit const& visit, Escalation one, std::vector<KnownEscalation>& all)
    {
        for (auto const& known : all)
            if (known.one.id == one.id)
                return;
        if (auto known = known_escalation(visit, std::move(one)))
            all.push_back(std::move(*known));
    }
} // namespace

access::Facts facts_of(access::Facts const& of_case, Escalation const& one)
{
    auto facts = of_case; // its team, its worker, its wall, its seal, its subject
    facts.shared_with.push_back(of_case.raised_by); // who opened the case reads it too
    facts.thing = {"escalation", one.id.uuid()};
    facts.owner = one.owner_agency;
    facts.raised_by = one.created_by;
    return facts;
}

std::vector<Escalation> escalations_of(Visit const& visit, CaseId id)
{
    std::vector<Escalation> all;
    for (auto const row : visit.reading().run(escalations_of_case, id))
        if (auto known = known_escalation(visit, read_escalation(row)))
            all.push_back(std::move(known->one));
    return all;
}

Result<KnownEscalation> find_escalation(Visit const& visit, CaseId of, EscalationId id)
{
    auto const rows = visit.reading().run(find_one_escalation, id, of);
    if (rows.empty())
        return not_found();
    return known_escalation(visit, read_escalation(rows[0]));
}

std::vector<KnownEscalation> escalations_to_answer(Visit const& visit)
{
    std::vector<KnownEscalation> all;
    auto& connection = visit.reading();
    auto const& who = visit.visitor();
    for (auto const team : who.teams)
        for (auto const row : connection.run(open_escalations_of_team, team))
            push_known(visit, read_escalation(row), all);
    if (!who.account.none())
        for (auto const row : connection.run(open_escalations_of_worker, who.account))
            push_known(visit, read_escalation(row), all);
    if (!who.agency.none())
        for (auto const row : connection.run(open_escalations_of_agency, who.agency))
            push_known(visit, read_escalation(row), all);
    std::erase_if(
        all, [&](KnownEscalation const& known) { return !visit.permits("answer", known.facts); });
    return all;
}

std::vector<EscalationStep> steps_of(Visit const& visit, EscalationId id)
{
    std::vector<EscalationStep> all;
    for (auto const row : visit.reading().run(steps_of_escalation, id))
        all.push_back({row.uuid("id"), id, row.text("kind"), row.text("stage"), row.text("said"),
            row.instant("at"), row.id<AccountId>("recorded_by"), row.id<AgencyId>("agency")});
    return all;
}

std::vector<EscalationWas> versions_of(Visit const& visit, EscalationId id)
{
    std::vector<EscalationWas> all;
    for (auto const row : visit.reading().run(escalation_versions, id))
        all.push_back({read_escalation(row), row.instant("superseded_at"), row.text("reason")});
    return all;
}

Result<Escalation> add_escalation(Change& change, Case const& of, Escalation const& wanted)
{
    auto const facts = TRY(facts_of(change, of));
    TRY(change.record("escalate", facts, "A disagreement was raised"));
    auto one = wanted;
    one.id = EscalationId::fresh();
    one.of = of.id;
    one.created_by = change.visitor().account;
    one.owner_agency = change.visitor().agency;
    one.version = 1;
    change.writing().run(insert_escalation, one.id, one.of, one.about, one.why, one.wanted,
        one.tried, one.meanwhile, one.stage, change.now(), one.due_rule, one.due_at, one.created_by,
        one.owner_agency);
    return one;
}

Result<Escalation> save_escalation(Change& change, KnownEscalation const& stands,
    Escalation const& wanted, std::string_view act, std::string const& reason,
    std::optional<EscalationStep> const& step)
{
    TRY(change.record(act, stands.facts, reason));
    if (stands.one.version != wanted.version)
        return error(Code::conflict,
            "Somebody answered or moved this since you opened it: look at what stands now, then "
            "save again");
    auto& connection = change.writing();
    auto const who = change.visitor().account;
    connection.run(keep_escalation_row, stands.one.id, change.now(), reason);
    connection.run(update_escalation, stands.one.id, stands.one.version, wanted.about, wanted.why,
        wanted.wanted, wanted.tried, wanted.meanwhile, wanted.stage, wanted.stage_since,
        wanted.due_rule, wanted.due_at, wanted.settled_at, wanted.agreed, change.now(), who);
    if (step)
        connection.run(insert_escalation_step, Uuid::fresh(), stands.one.id, step->kind,
            step->stage, step->said, change.now(), who, change.visitor().agency);
    auto saved = wanted;
    ++saved.version;
    return saved;
}

std::vector<KnownEscalation> escalations_overdue(Change& change, Instant by)
{
    std::vector<KnownEscalation> all;
    auto& connection = change.writing();
    for (auto const row : connection.run(overdue_escalations, by)) {
        KnownEscalation known{read_escalation(row), {}, {}};
        known.of.id = known.one.of;
        known.of.subject = {row.text("case_subject_kind"), row.uuid("case_subject")};
        known.of.reference = Reference::read(row.text("case_reference")).value();
        known.facts.thing = {"escalation", known.one.id.uuid()};
        known.facts.owner = known.one.owner_agency;
        known.facts.holding_teams = {row.id<TeamId>("case_team")};
        known.facts.subject = known.of.subject.kind == "person"
            ? thing(people::kept_of(connection, PersonId(known.of.subject.id)))
            : known.of.subject;
        all.push_back(std::move(known));
    }
    return all;
}

} // namespace kith::cases
