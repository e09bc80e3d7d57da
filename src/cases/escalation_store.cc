// SPDX-License-Identifier: MIT
#include "cases/escalation_store.h"
#include "directory/directory.h"
#include "links/links.h"
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
    constexpr db::Sql open_escalations_of_team = {"open disagreements that a team is in",
        "select e.* from escalations e join cases c on c.id = e.of_case where e.settled_at is null "
        "and (c.team = $1 or e.held_team = $1 or e.raised_team = $1) order by e.due_at, e.id limit "
        "200"};
    constexpr db::Sql open_escalations_of_worker = {"open disagreements that somebody is in",
        "select e.* from escalations e join cases c on c.id = e.of_case where e.settled_at is null "
        "and (c.worker = $1 or e.created_by = $1) order by e.due_at, e.id limit 200"};
    constexpr db::Sql open_escalations_of_agency = {"open disagreements that an agency is in",
        "select * from escalations where settled_at is null and (owner_agency = $1 or held_agency "
        "= $1) order by due_at, id limit 200"};
    constexpr db::Sql overdue_escalations = {"disagreements whose clock passed",
        "select id from escalations where settled_at is null and stage <> 'partnership' and due_at "
        "< $1 order by due_at, id"};
    constexpr db::Sql overdue_escalation = {"disagreement whose clock passed",
        "select e.*, c.team as case_team, c.subject_kind as case_subject_kind, c.subject as "
        "case_subject, c.reference as case_reference from escalations e join cases c on c.id = "
        "e.of_case where e.id = $1 and e.settled_at is null and e.stage <> 'partnership' and "
        "e.due_at < $2"};
    constexpr db::Sql purpose_of_escalation = {"why a disagreement is opened",
        "select purpose from escalation_purposes where escalation = $1 and account = $2 and "
        "until_at > $3 order by until_at desc limit 1"};
    constexpr db::Sql insert_escalation_purpose = {"say why a disagreement is opened",
        "insert into escalation_purposes (id, account, escalation, purpose, stated_at, until_at) "
        "values ($1, $2, $3, $4, $5, $6)"};
    constexpr db::Sql insert_escalation = {"add disagreement",
        "insert into escalations (id, of_case, about, why, wanted, tried, meanwhile, stage, "
        "stage_since, due_rule, due_at, raised_at, settled_at, agreed, created_by, version, "
        "recorded_at, recorded_by, owner_agency, raised_team, held_team, held_worker, held_agency) "
        "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $9, null, '', $12, 1, $9, $12, $13, "
        "$14, $15, $16, $17)"};
    constexpr db::Sql keep_escalation_row = {"keep disagreement as it was",
        "insert into escalations_was (id, of_case, about, why, wanted, tried, meanwhile, stage, "
        "stage_since, due_rule, due_at, raised_at, settled_at, agreed, created_by, version, "
        "recorded_at, recorded_by, owner_agency, raised_team, held_team, held_worker, held_agency, "
        "superseded_at, reason) select id, of_case, about, why, wanted, tried, meanwhile, stage, "
        "stage_since, due_rule, due_at, raised_at, settled_at, agreed, created_by, version, "
        "recorded_at, recorded_by, owner_agency, raised_team, held_team, held_worker, held_agency, "
        "$2, $3 from escalations where id = $1"};
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
        one.raised_team = row.id<TeamId>("raised_team");
        one.held_team = row.id<TeamId>("held_team");
        one.held_worker = row.id<AccountId>("held_worker");
        one.held_agency = row.id<AgencyId>("held_agency");
        return one;
    }

    bool answers_for_an_agency(access::Visitor const& who)
    {
        return who.has("agency contact") || who.has("school lead") || who.has("safeguarding lead");
    }

    // Rule 6 of escalation.h.
    bool decides_at(access::Visitor const& who, Escalation const& one, EscalationStage const& stage)
    {
        if (who.account.none())
            return false;
        auto const of_a_side = who.agency == one.owner_agency || who.agency == one.held_agency;
        if (!std::string_view(stage.role).empty())
            return of_a_side && who.has(stage.role);
        return who.leads_team(one.held_team) || who.leads_team(one.raised_team)
            || (one.raised_team.none() && who.agency == one.owner_agency
                && answers_for_an_agency(who));
    }

    // At the stage where it lies, or at one it has passed.
    bool came_to(access::Visitor const& who, Escalation const& one)
    {
        return std::ranges::any_of(escalation_stages, [&](EscalationStage const& stage) {
            return has_reached(one, stage) && decides_at(who, one, stage);
        });
    }

    // `not_found` unless this visit may know the case's subject, or it came to them to decide; and,
    // by its rule, the disagreement. Notes no look.
    Result<KnownEscalation> known_escalation(Visit const& visit, Escalation one)
    {
        auto const comes_to = came_to(visit.visitor(), one);
        auto of = TRY(
            comes_to ? facts_and_case_for_a_rule(visit, one.of) : facts_and_case(visit, one.of));
        auto facts = facts_of(of.facts, one);
        if (comes_to && facts.state.empty())
            facts.state = "comes to the visitor";
        if (!visit.sees(facts))
            return not_found();
        auto const decides = decides_at(visit.visitor(), one, stage_of(one.stage));
        return KnownEscalation{std::move(one), std::move(of.one), std::move(facts), decides};
    }

    void push_known(Visit const& visit, Escalation one, std::vector<KnownEscalation>& all)
    {
        for (auto const& known : all)
            if (known.one.id == one.id)
                return;
        if (auto known = known_escalation(visit, std::move(one)))
            all.push_back(std::move(*known));
    }

    // Who holds the case today, to whom it is said to fall.
    bool is_theirs(access::Visitor const& who, KnownEscalation const& known)
    {
        return known.decides || known.one.created_by == who.account
            || known.of.worker == who.account;
    }
} // namespace

access::Facts facts_of(access::Facts const& of_case, Escalation const& one)
{
    auto facts = of_case; // its team, its worker, its wall, its seal, its subject
    facts.shared_with.push_back(of_case.raised_by); // who opened the case reads it too
    if (!one.held_team.none())
        facts.holding_teams.push_back(one.held_team);
    if (!one.held_worker.none())
        facts.shared_with.push_back(one.held_worker);
    facts.thing = {"escalation", one.id.uuid()};
    // Inside one agency the case's own rules hold, and only whoever raised it settles it: a manager
    // of the team that holds the case would else end it for them.
    facts.owner = one.held_agency == one.owner_agency ? AgencyId() : one.owner_agency;
    facts.raised_by = one.created_by;
    return facts;
}

bool opens(Visit const& visit, KnownEscalation const& known)
{
    if (known.facts.state == "worked with" || links::is_involved(visit, known.facts))
        return true;
    auto const rows = visit.reading().run(
        purpose_of_escalation, known.one.id, visit.visitor().account, visit.now());
    if (rows.empty())
        return false;
    visit.act_for(rows[0].text("purpose"));
    return true;
}

Done say_why(Change& change, KnownEscalation const& known, std::string const& purpose)
{
    TRY(links::check_purpose(purpose));
    TRY(change.record("state purpose", known.facts, purpose));
    change.writing().run(insert_escalation_purpose, Uuid::fresh(), change.visitor().account,
        known.one.id, purpose, change.now(), change.now() + links::purpose_lasts);
    return done();
}

std::vector<Escalation> escalations_of(Visit const& visit, CaseId id)
{
    std::vector<Escalation> all;
    for (auto const row : visit.reading().run(escalations_of_case, id))
        if (auto known = known_escalation(visit, read_escalation(row))) {
            visit.looked_at(known->facts.thing);
            all.push_back(std::move(known->one));
        }
    return all;
}

Result<KnownEscalation> find_escalation(Visit const& visit, CaseId of, EscalationId id)
{
    auto const rows = visit.reading().run(find_one_escalation, id, of);
    if (rows.empty())
        return not_found();
    return known_escalation(visit, read_escalation(rows[0]));
}

std::vector<KnownEscalation> escalations_for(Visit const& visit)
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
    auto const decides_for_agency = answers_for_an_agency(who)
        || std::ranges::any_of(escalation_stages, [&](EscalationStage const& stage) {
               return !std::string_view(stage.role).empty() && who.has(stage.role);
           });
    if (decides_for_agency && !who.agency.none())
        for (auto const row : connection.run(open_escalations_of_agency, who.agency))
            push_known(visit, read_escalation(row), all);
    std::erase_if(all, [&](KnownEscalation const& known) {
        return !is_theirs(who, known) || !visit.permits("answer", known.facts);
    });
    for (auto const& known : all)
        visit.looked_at(known.facts.thing);
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
    one.raised_team = change.visitor().teams.empty() ? TeamId() : change.visitor().teams.front();
    one.held_team = of.team;
    one.held_worker = of.worker;
    if (auto const team = directory::find_team(change.writing(), of.team))
        one.held_agency = team->agency;
    one.version = 1;
    change.writing().run(insert_escalation, one.id, one.of, one.about, one.why, one.wanted,
        one.tried, one.meanwhile, one.stage, change.now(), one.due_rule, one.due_at, one.created_by,
        one.owner_agency, one.raised_team, one.held_team, one.held_worker, one.held_agency);
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

std::vector<EscalationId> escalations_overdue(db::Connection& connection, Instant by)
{
    std::vector<EscalationId> all;
    for (auto const row : connection.run(overdue_escalations, by))
        all.push_back(row.id<EscalationId>("id"));
    return all;
}

std::optional<KnownEscalation> overdue(Change& change, EscalationId id, Instant by)
{
    auto& connection = change.writing();
    auto const rows = connection.run(overdue_escalation, id, by);
    if (rows.empty())
        return std::nullopt;
    auto const row = rows[0];
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
    return known;
}

} // namespace kith::cases
