// SPDX-License-Identifier: MIT
#include "cases/assessment_store.h"
#include "directory/directory.h"
#include <algorithm>
#include <fmt/core.h>
#include <map>

namespace kith::cases {
namespace {
    constexpr auto one_sitting = std::chrono::minutes(30);

    constexpr db::Sql find_assessment_row
        = {"find assessment", "select * from assessments where id = $1"};
    constexpr db::Sql assessments_of_case = {"assessments of a case",
        "select * from assessments where of_case = $1 and state <> 'put aside' order by "
        "started_at desc, id"};
    constexpr db::Sql open_of_kind = {"open assessment of a kind",
        "select id from assessments where of_case = $1 and kind = $2 and state = 'draft' order by "
        "started_at, id limit 1"};
    constexpr db::Sql insert_assessment = {"add assessment",
        "insert into assessments (id, of_case, kind, state, form_version, answers, started_at, "
        "started_by, completed_at, completed_by, strengths, own_words, own_words_not, outcome, "
        "outcome_because, section_42, support_plan, health_shared, version, recorded_at, "
        "recorded_by, owner_agency) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
        "$13, $14, $15, $16, $17, $18, 1, $19, $20, $21)"};
    constexpr db::Sql keep_assessment = {"keep assessment as it was",
        "insert into assessments_was select id, of_case, kind, state, form_version, answers, "
        "started_at, started_by, completed_at, completed_by, strengths, own_words, own_words_not, "
        "outcome, outcome_because, section_42, support_plan, health_shared, version, recorded_at, "
        "recorded_by, owner_agency, $3, $4 from assessments where id = $1 and version = $2"};
    constexpr db::Sql update_assessment = {"save assessment",
        "update assessments set state = $3, form_version = $4, answers = $5, completed_at = $6, "
        "completed_by = $7, strengths = $8, own_words = $9, own_words_not = $10, outcome = $11, "
        "outcome_because = $12, section_42 = $13, support_plan = $14, health_shared = $15, "
        "recorded_at = $16, recorded_by = $17, version = version + 1 where id = $1 and version = "
        "$2"};
    constexpr db::Sql assessment_versions = {"assessment as it was",
        "select * from assessments_was where id = $1 order by version desc"};
    constexpr db::Sql who_replaced_assessment = {"who replaced a version of an assessment",
        "select version, recorded_by from assessments_was where id = $1 union all select version, "
        "recorded_by from assessments where id = $1 order by version"};
    constexpr db::Sql insert_assessed_sign = {"add sign of an assessment",
        "insert into assessment_signs (assessment, assessment_version, line, sign, what, noticed, "
        "noticed_from, noticed_until, source, explains_else) values ($1, $2, $3, $4, $5, $6, $7, "
        "$8, $9, $10)"};
    constexpr db::Sql insert_assessed_code = {"add code of an assessment",
        "insert into assessment_codes (assessment, assessment_version, list, code) values ($1, $2, "
        "$3, $4)"};
    constexpr db::Sql signs_of_assessment = {"signs of an assessment",
        "select * from assessment_signs where assessment = $1 and assessment_version = $2 order by "
        "line"};
    constexpr db::Sql codes_of_assessment = {"codes of an assessment",
        "select code from assessment_codes where assessment = $1 and assessment_version = $2 and "
        "list = $3 order by code"};

    Assessment read_assessment(db::Row const& row)
    {
        Assessment one;
        one.id = row.id<AssessmentId>("id");
        one.of = row.id<CaseId>("of_case");
        one.kind = row.text("kind");
        one.state = read_assessment_state(row.text("state"));
        one.form_version = static_cast<int>(row.integer("form_version"));
        one.answers = row.text("answers");
        one.started_at = row.instant("started_at");
        one.started_by = row.id<AccountId>("started_by");
        one.completed_at = row.maybe_instant("completed_at");
        one.completed_by = row.id<AccountId>("completed_by");
        one.strengths = row.boolean("strengths");
        one.own_words = row.boolean("own_words");
        one.own_words_not = row.text("own_words_not");
        one.outcome = row.text("outcome");
        one.outcome_because = row.text("outcome_because");
        one.section_42 = row.text("section_42");
        one.support_plan = row.boolean("support_plan");
        one.health_shared = row.boolean("health_shared");
        one.version = row.integer("version");
        one.recorded_at = row.instant("recorded_at");
        one.recorded_by = row.id<AccountId>("recorded_by");
        one.owner_agency = row.id<AgencyId>("owner_agency");
        return one;
    }

    std::string entry_of(Assessment const& one, std::string const& reason)
    {
        return fmt::format(
            "{} {}{}{}", one.kind, write(one.state), reason.empty() ? "" : ": ", reason);
    }
} // namespace

Result<Assessment> find_assessment(Visit const& visit, AssessmentId id)
{
    auto const rows = visit.reading().run(find_assessment_row, id);
    if (rows.empty())
        return not_found();
    auto one = read_assessment(rows[0]);
    auto const of = TRY(find(visit, one.of));
    auto const facts = TRY(facts_of(visit, of));
    if (one.state != AssessmentState::complete && !visit.permits("assess", facts))
        return not_found();
    return one;
}

std::vector<Assessment> assessments_of(Visit const& visit, Case const& of)
{
    std::vector<Assessment> all;
    auto const facts = facts_of(visit, of);
    if (!facts || !visit.sees(*facts))
        return all;
    auto const works = visit.permits("assess", *facts);
    for (auto const row : visit.reading().run(assessments_of_case, of.id)) {
        auto one = read_assessment(row);
        if (one.state == AssessmentState::complete || works)
            all.push_back(std::move(one));
    }
    return all;
}

std::optional<AssessmentId> open_assessment(
    db::Connection& connection, CaseId of, std::string_view kind)
{
    auto const rows = connection.run(open_of_kind, of, kind);
    return rows.empty() ? std::nullopt : std::optional(rows[0].id<AssessmentId>("id"));
}

bool sees_health_signs(Visit const& visit, Case const& one)
{
    auto const facts = facts_of(visit, one);
    if (!facts || !visit.sees(*facts))
        return false;
    if (visit.permits("assess", *facts))
        return true;
    auto const agency = directory::find_agency(visit.reading(), visit.visitor().agency);
    return agency && agency->kind == "health";
}

Result<Assessment> add_assessment(Change& change, Assessment const& wanted)
{
    auto one = wanted;
    auto const of = TRY(find(change, one.of));
    auto const facts = TRY(facts_of(change, of));
    TRY(change.record("assess", facts, entry_of(one, "started")));
    one.id = one.id.none() ? AssessmentId::fresh() : one.id;
    one.started_at = change.now();
    one.started_by = change.visitor().account;
    one.owner_agency = of.owner_agency;
    change.writing().run(insert_assessment, one.id, one.of, one.kind, write(one.state),
        one.form_version, one.answers, one.started_at, one.started_by, one.completed_at,
        one.completed_by, one.strengths, one.own_words, one.own_words_not, one.outcome,
        one.outcome_because, one.section_42, one.support_plan, one.health_shared, change.now(),
        one.started_by, one.owner_agency);
    return find_assessment(change, one.id);
}

Result<Assessment> save_assessment(
    Change& change, Assessment const& wanted, std::string const& reason)
{
    auto const stands = TRY(find_assessment(change, wanted.id));
    auto const of = TRY(find(change, stands.of));
    auto const facts = TRY(facts_of(change, of));
    TRY(change.record("assess", facts, entry_of(wanted, reason)));
    if (wanted.version != stands.version)
        return error(Code::conflict,
            "Somebody saved this since you opened it. Both texts are below: saving again keeps "
            "what stands in the form");
    auto const same_sitting = stands.state == AssessmentState::draft
        && wanted.state == AssessmentState::draft && stands.recorded_by == change.visitor().account
        && change.now() - stands.recorded_at < one_sitting;
    auto& connection = change.writing();
    if (!same_sitting)
        connection.run(keep_assessment, wanted.id, wanted.version, change.now(), reason);
    auto const updated = connection.run(update_assessment, wanted.id, wanted.version,
        write(wanted.state), wanted.form_version, wanted.answers, wanted.completed_at,
        wanted.completed_by, wanted.strengths, wanted.own_words, wanted.own_words_not,
        wanted.outcome, wanted.outcome_because, wanted.section_42, wanted.support_plan,
        wanted.health_shared, change.now(), change.visitor().account);
    must(updated.changed() == 1, "an assessment that was read in this change is there");
    return find_assessment(change, wanted.id);
}

void keep_assessed(Change& change, Assessment const& one, std::vector<AssessedSign> const& signs,
    std::set<std::pair<std::string, std::string>> const& codes)
{
    std::int64_t line = 0;
    for (auto const& sign : signs)
        change.writing().run(insert_assessed_sign, one.id, one.version, ++line, sign.sign,
            sign.what, sign.noticed ? db::Value{sign.noticed->write()} : db::Value{},
            sign.noticed ? std::optional(sign.noticed->first()) : std::nullopt,
            sign.noticed ? std::optional(sign.noticed->last()) : std::nullopt, sign.source,
            sign.explains_else);
    for (auto const& [list, code] : codes)
        change.writing().run(insert_assessed_code, one.id, one.version, list, code);
}

std::vector<AssessmentWas> versions_of(Visit const& visit, AssessmentId id)
{
    std::map<std::int64_t, AccountId> made_by;
    for (auto const row : visit.reading().run(who_replaced_assessment, id))
        made_by[row.integer("version")] = row.id<AccountId>("recorded_by");
    std::vector<AssessmentWas> all;
    for (auto const row : visit.reading().run(assessment_versions, id)) {
        auto one = read_assessment(row);
        auto const next = made_by.upper_bound(one.version);
        all.push_back({one, row.instant("superseded_at"),
            next == made_by.end() ? AccountId() : next->second, row.text("reason")});
    }
    return all;
}

std::vector<AssessedSign> signs_of(
    Visit const& visit, Case const& of, Assessment const& one, HealthSigns const& health)
{
    auto const all = one.health_shared || sees_health_signs(visit, of);
    std::vector<AssessedSign> signs;
    for (auto const row : visit.reading().run(signs_of_assessment, one.id, one.version)) {
        AssessedSign sign{
            row.text("sign"), row.text("what"), {}, row.text("source"), row.text("explains_else")};
        if (auto const noticed = PartialDate::read(row.text("noticed")))
            sign.noticed = *noticed;
        if (all || !health.holds(sign.sign))
            signs.push_back(std::move(sign));
    }
    return signs;
}

std::vector<std::string> codes_of(Visit const& visit, Assessment const& one, std::string_view list)
{
    std::vector<std::string> codes;
    for (auto const row : visit.reading().run(codes_of_assessment, one.id, one.version, list))
        codes.push_back(row.text("code"));
    return codes;
}

} // namespace kith::cases
