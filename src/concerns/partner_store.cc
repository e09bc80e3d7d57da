// SPDX-License-Identifier: MIT
#include "concerns/partner_store.h"
#include "base/london.h"
#include "concerns/allegation_store.h"
#include "concerns/store.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::concerns {
namespace {
    constexpr db::Sql people_of_team = {"who works in a team today",
        "select account, role from assignments where team = $1 and from_day <= $2 and (until_day "
        "is null or until_day >= $2)"};
    constexpr db::Sql people_of_agency = {"who works for an agency today",
        "select account, role from assignments where agency = $1 and from_day <= $2 and (until_day "
        "is null or until_day >= $2)"};
    constexpr db::Sql requests_of_concern = {"what partners were asked about a concern",
        "select * from partner_requests where concern = $1 order by asked_at desc, id"};
    constexpr db::Sql checks_of_concern = {"what partners answered about a concern",
        "select c.* from partner_checks c join partner_requests r on r.id = c.request where "
        "r.concern = $1 order by c.id"};
    constexpr db::Sql chases_of_concern = {"when partners were asked again about a concern",
        "select h.partner_check, h.chased_at from partner_chases h join partner_checks c on c.id = "
        "h.partner_check join partner_requests r on r.id = c.request where r.concern = $1 order by "
        "h.chased_at, h.id"};
    constexpr db::Sql chases_of_check = {"when a partner was asked again",
        "select chased_at from partner_chases where partner_check = $1 order by chased_at, id"};

    constexpr db::Sql find_part = {"a partner's part and what it was asked",
        "select c.*, r.concern, r.urgency, r.asked_at, r.asked_by, r.asking_team, r.due_at, "
        "r.due_rule, r.form as asked_form, r.form_version as asked_version, r.answers as "
        "asked_answers, r.closed_at, r.close_reason, r.owner_agency as asking_agency from "
        "partner_checks c join partner_requests r on r.id = c.request where c.id = $1"};
    constexpr db::Sql to_answer_by_team = {"what a team was asked and has not answered whole",
        "select c.id from partner_checks c join partner_requests r on r.id = c.request where "
        "c.team = $1 and c.complete = $2 and r.state = 'open' order by r.due_at, c.id limit 1000"};
    constexpr db::Sql to_answer_by_agency = {"what an agency was asked and has not answered whole",
        "select c.id from partner_checks c join partner_requests r on r.id = c.request where "
        "c.agency = $1 and c.team is null and c.complete = $2 and r.state = 'open' order by "
        "r.due_at, c.id limit 1000"};
    constexpr db::Sql answered_by_team = {"what a team answered, or was closed",
        "select c.id from partner_checks c join partner_requests r on r.id = c.request where "
        "c.team = $1 and (c.complete = $2 or r.state = 'closed') order by c.recorded_at desc, c.id "
        "limit $3"};
    constexpr db::Sql answered_by_agency = {"what an agency answered, or was closed",
        "select c.id from partner_checks c join partner_requests r on r.id = c.request where "
        "c.agency = $1 and c.team is null and (c.complete = $2 or r.state = 'closed') order by "
        "c.recorded_at desc, c.id limit $3"};

    constexpr db::Sql over_of_team = {"concerns of a team with a partner silent beyond its time",
        "select distinct c.id from concerns c join partner_requests r on r.concern = c.id join "
        "partner_checks k on k.request = r.id where c.holding_team = $1 and c.state <> 'decided' "
        "and r.state = 'open' and r.due_at < $2 and k.known is null order by c.id limit 100"};
    constexpr db::Sql over_of_nobody = {"concerns of no team with a partner silent beyond its time",
        "select distinct c.id from concerns c join partner_requests r on r.concern = c.id join "
        "partner_checks k on k.request = r.id where c.holding_team is null and c.state <> "
        "'decided' and r.state = 'open' and r.due_at < $1 and k.known is null order by c.id limit "
        "100"};

    constexpr db::Sql insert_request = {"ask partners",
        "insert into partner_requests (id, concern, urgency, asked_at, asked_by, asking_team, "
        "due_at, due_rule, form, form_version, answers, state, closed_at, closed_by, close_reason, "
        "version, recorded_at, recorded_by, owner_agency) values ($1, $2, $3, $4, $5, $6, $7, $8, "
        "$9, $10, $11, 'open', null, null, '', 1, $4, $5, $12)"};
    constexpr db::Sql insert_check = {"ask one partner",
        "insert into partner_checks (id, request, agency, team, known, complete, form, "
        "form_version, answers, answered_at, answered_by, version, recorded_at, recorded_by, "
        "owner_agency) values ($1, $2, $3, $4, null, $5, $6, $7, '{}', null, null, 1, $8, $9, $3)"};
    constexpr db::Sql keep_request = {"keep what partners were asked as it was",
        "insert into partner_requests_was select id, concern, urgency, asked_at, asked_by, "
        "asking_team, due_at, due_rule, form, form_version, answers, state, closed_at, closed_by, "
        "close_reason, version, recorded_at, recorded_by, owner_agency, $2, $3 from "
        "partner_requests where id = $1"};
    constexpr db::Sql shut_request = {"close what partners were asked",
        "update partner_requests set state = 'closed', closed_at = $3, closed_by = $4, "
        "close_reason = $5, recorded_at = $3, recorded_by = $4, version = version + 1 where id = "
        "$1 and version = $2"};
    constexpr db::Sql keep_check = {"keep a partner's answer as it was",
        "insert into partner_checks_was select id, request, agency, team, known, complete, form, "
        "form_version, answers, answered_at, answered_by, version, recorded_at, recorded_by, "
        "owner_agency, $2, $3 from partner_checks where id = $1"};
    constexpr db::Sql update_check = {"save a partner's answer",
        "update partner_checks set known = $3, complete = $4, form = $5, form_version = $6, "
        "answers = $7, answered_at = $8, answered_by = $9, recorded_at = $10, recorded_by = $9, "
        "version = version + 1 where id = $1 and version = $2"};
    constexpr db::Sql concern_of_check = {"the concern a partner was asked about",
        "select r.concern from partner_requests r where r.id = $1"};
    constexpr db::Sql insert_chase = {"ask a partner again",
        "insert into partner_chases (id, partner_check, chased_at, chased_by) values ($1, $2, $3, "
        "$4)"};
    constexpr db::Sql insert_silence = {"who was silent at a decision",
        "insert into concern_decision_silences (decision, partner_check) values ($1, $2)"};
    constexpr db::Sql silences_of_concern = {"who was silent at the decisions about a concern",
        "select s.decision, c.agency, c.team from concern_decision_silences s join "
        "concern_decisions d on d.id = s.decision join partner_checks c on c.id = s.partner_check "
        "where d.concern = $1 order by c.id"};

    forms::Answers answers_in(std::string form, std::int64_t version, std::string const& json)
    {
        auto read = forms::Answers::from_json(std::move(form), static_cast<int>(version), json);
        must(read.ok(), "answers that were saved read again");
        return std::move(*read);
    }

    PartnerCheck read_check(db::Row const& row)
    {
        PartnerCheck check;
        check.id = row.id<PartnerCheckId>("id");
        check.request = row.id<PartnerRequestId>("request");
        check.partner = {row.id<AgencyId>("agency"), row.id<TeamId>("team")};
        check.known = read_known(row.text("known"));
        check.complete = row.boolean("complete");
        check.answers
            = answers_in(row.text("form"), row.integer("form_version"), row.text("answers"));
        check.answered_at = row.maybe_instant("answered_at");
        check.answered_by = row.id<AccountId>("answered_by");
        check.version = row.integer("version");
        check.saved_at = row.instant("recorded_at");
        return check;
    }

    // The columns that both statements call the same.
    PartnerRequest read_asking(db::Row const& row)
    {
        PartnerRequest request;
        request.concern = row.id<ConcernId>("concern");
        request.urgency = row.text("urgency");
        request.asked_at = row.instant("asked_at");
        request.asked_by = row.id<AccountId>("asked_by");
        request.asking_team = row.id<TeamId>("asking_team");
        request.due_at = row.instant("due_at");
        request.due_rule = row.text("due_rule");
        request.closed_at = row.maybe_instant("closed_at");
        request.close_reason = row.text("close_reason");
        return request;
    }

    PartnerRequest read_request(db::Row const& row)
    {
        auto request = read_asking(row);
        request.id = row.id<PartnerRequestId>("id");
        request.answers
            = answers_in(row.text("form"), row.integer("form_version"), row.text("answers"));
        request.closed_by = row.id<AccountId>("closed_by");
        request.version = row.integer("version");
        request.owner_agency = row.id<AgencyId>("owner_agency");
        return request;
    }

    AskedOf read_part(db::Row const& row)
    {
        AskedOf asked{read_asking(row), read_check(row)};
        asked.request.id = asked.check.request;
        asked.request.answers = answers_in(
            row.text("asked_form"), row.integer("asked_version"), row.text("asked_answers"));
        asked.request.owner_agency = row.id<AgencyId>("asking_agency");
        return asked;
    }

    void add_chases(Visit const& visit, PartnerCheck& check)
    {
        for (auto const row : visit.reading().run(chases_of_check, check.id))
            check.chased_at.push_back(row.instant("chased_at"));
    }

    void add_parts(Visit const& visit, db::Rows const& rows, std::vector<AskedOf>& parts)
    {
        for (auto const row : rows) {
            auto const found = visit.reading().run(find_part, row.uuid("id"));
            auto part = read_part(found[0]);
            if (!visit.see(facts_of(visit, part.check, part.request.concern)).ok())
                continue;
            add_chases(visit, part.check);
            parts.push_back(std::move(part));
        }
    }
} // namespace

bool somebody_may_answer(Visit const& visit, Concern const& concern, Partner const& partner)
{
    auto const today = london::day_of(visit.now());
    auto const behind = behind_wall(visit.reading(), concern.id, today);
    auto const whole_agency = partner.team.none();
    auto const rows = whole_agency ? visit.reading().run(people_of_agency, partner.agency, today)
                                   : visit.reading().run(people_of_team, partner.team, today);
    std::size_t asked = 0;
    for (auto const row : rows) {
        if (whole_agency
            && std::ranges::find(roles_for_agencies, row.text("role")) == roles_for_agencies.end())
            continue;
        ++asked;
        if (std::ranges::find(behind, row.id<AccountId>("account")) == behind.end())
            return true;
    }
    return asked == 0;
}

access::Facts facts_of(PartnerRequest const& request, Concern const& concern)
{
    auto facts = facts_of(concern);
    facts.thing = thing(request.id);
    facts.raised_by = {}; // whoever raised the concern has no part in this
    facts.shared_with = {};
    facts.state = request.open() ? "open" : "closed";
    return facts;
}

access::Facts facts_of(Visit const& visit, PartnerCheck const& check, ConcernId concern)
{
    access::Facts facts;
    facts.thing = thing(check.id);
    facts.subject = thing(concern);
    facts.owner = check.partner.agency;
    if (!check.partner.team.none())
        facts.holding_teams.push_back(check.partner.team);
    facts.state = write(check.known);
    facts.walled
        = walled_off(visit, concern); // what asks about an allegation is behind its wall too
    return facts;
}

std::vector<PartnerRequest> PartnerStore::list(Visit const& visit, Concern const& concern) const
{
    std::vector<PartnerRequest> requests;
    for (auto const row : visit.reading().run(requests_of_concern, concern.id)) {
        auto request = read_request(row);
        if (visit.see(facts_of(request, concern)).ok())
            requests.push_back(std::move(request));
    }
    if (requests.empty())
        return requests;
    std::map<PartnerCheckId, std::vector<Instant>> chases;
    for (auto const row : visit.reading().run(chases_of_concern, concern.id))
        chases[row.id<PartnerCheckId>("partner_check")].push_back(row.instant("chased_at"));
    for (auto const row : visit.reading().run(checks_of_concern, concern.id)) {
        auto check = read_check(row);
        check.chased_at = chases[check.id];
        auto const at = std::ranges::find(requests, check.request, &PartnerRequest::id);
        if (at != requests.end())
            at->checks.push_back(std::move(check));
    }
    return requests;
}

Result<PartnerRequest> PartnerStore::find(
    Visit const& visit, Concern const& concern, PartnerRequestId id) const
{
    auto requests = list(visit, concern);
    auto const at = std::ranges::find(requests, id, &PartnerRequest::id);
    if (at == requests.end())
        return not_found();
    return std::move(*at);
}

Result<AskedOf> PartnerStore::find(Visit const& visit, PartnerCheckId id) const
{
    auto const rows = visit.reading().run(find_part, id);
    if (rows.empty())
        return not_found();
    auto part = read_part(rows[0]);
    TRY(visit.see(facts_of(visit, part.check, part.request.concern)));
    add_chases(visit, part.check);
    return part;
}

std::vector<AskedOf> PartnerStore::list_to_answer(Visit const& visit) const
{
    std::vector<AskedOf> parts;
    for (auto const team : visit.visitor().teams)
        add_parts(visit, visit.reading().run(to_answer_by_team, team, false), parts);
    add_parts(
        visit, visit.reading().run(to_answer_by_agency, visit.visitor().agency, false), parts);
    std::ranges::stable_sort(parts, {}, [](AskedOf const& part) { return part.request.due_at; });
    return parts;
}

std::vector<AskedOf> PartnerStore::list_answered(Visit const& visit, std::size_t limit) const
{
    std::vector<AskedOf> parts;
    auto const most = static_cast<std::int64_t>(limit);
    for (auto const team : visit.visitor().teams)
        add_parts(visit, visit.reading().run(answered_by_team, team, true, most), parts);
    add_parts(
        visit, visit.reading().run(answered_by_agency, visit.visitor().agency, true, most), parts);
    std::ranges::stable_sort(parts, [](AskedOf const& one, AskedOf const& other) {
        return one.check.saved_at > other.check.saved_at;
    });
    if (parts.size() > limit)
        parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(limit), parts.end());
    return parts;
}

std::vector<ConcernId> PartnerStore::with_silences_over(Visit const& visit) const
{
    std::vector<ConcernId> over;
    for (auto const team : visit.visitor().teams)
        for (auto const row : visit.reading().run(over_of_team, team, visit.now()))
            over.push_back(row.id<ConcernId>("id"));
    for (auto const row : visit.reading().run(over_of_nobody, visit.now()))
        over.push_back(row.id<ConcernId>("id"));
    return over;
}

Done PartnerStore::add(Change& change, Concern const& concern, PartnerRequest const& request) const
{
    TRY(change.record("create", facts_of(request, concern),
        fmt::format("{} partners asked what they know", request.checks.size())));
    change.writing().run(insert_request, request.id, concern.id, request.urgency, request.asked_at,
        request.asked_by, request.asking_team, request.due_at, request.due_rule,
        request.answers.form(), request.answers.version(), request.answers.to_json(),
        request.owner_agency);
    for (auto const& check : request.checks)
        change.writing().run(insert_check, check.id, request.id, check.partner.agency,
            check.partner.team, false, check.answers.form(), check.answers.version(),
            request.asked_at, request.asked_by);
    return done();
}

Done PartnerStore::close(
    Change& change, Concern const& concern, PartnerRequest const& request) const
{
    TRY(change.record("close", facts_of(request, concern), request.close_reason));
    change.writing().run(keep_request, request.id, change.now(), request.close_reason);
    auto const saved = change.writing().run(shut_request, request.id, request.version,
        request.closed_at, request.closed_by, request.close_reason);
    if (saved.changed() == 0)
        return error(Code::conflict, "A colleague has closed this request already");
    return done();
}

Done PartnerStore::save(Change& change, AnswerGiven const& said) const
{
    auto const& check = said.check;
    auto const rows = change.writing().run(concern_of_check, check.request);
    if (rows.empty())
        return not_found();
    TRY(change.record(
        said.act, facts_of(change, check, rows[0].id<ConcernId>("concern")), said.reason));
    change.writing().run(keep_check, check.id, change.now(), said.reason);
    auto const saved = change.writing().run(update_check, check.id, check.version,
        write(check.known), check.complete, check.answers.form(), check.answers.version(),
        check.answers.to_json(), check.answered_at, check.answered_by, change.now());
    if (saved.changed() == 0)
        return error(Code::conflict,
            "A colleague has answered since you opened this. Your words are still below: look, "
            "then send again");
    return done();
}

Done PartnerStore::chase(Change& change, Concern const& concern, PartnerRequest const& request,
    std::vector<PartnerCheck> const& silent) const
{
    TRY(change.record("chase", facts_of(request, concern),
        fmt::format("{} partners asked again", silent.size())));
    for (auto const& check : silent)
        change.writing().run(
            insert_chase, Uuid::fresh(), check.id, change.now(), change.visitor().account);
    return done();
}

void PartnerStore::add_silences(
    Change& change, DecisionId decision, std::vector<PartnerCheck> const& silent) const
{
    for (auto const& check : silent)
        change.writing().run(insert_silence, decision, check.id);
}

std::map<DecisionId, std::vector<Partner>> PartnerStore::silences(
    Visit const& visit, Concern const& concern) const
{
    std::map<DecisionId, std::vector<Partner>> silent;
    for (auto const row : visit.reading().run(silences_of_concern, concern.id))
        silent[row.id<DecisionId>("decision")].push_back(
            {row.id<AgencyId>("agency"), row.id<TeamId>("team")});
    return silent;
}

} // namespace kith::concerns
