// SPDX-License-Identifier: MIT
#include "cases/turning_store.h"
#include <fmt/core.h>

namespace kith::cases {
namespace {
    constexpr db::Sql open_of_people = {"open cases of people",
        "select id, subject, opened_at, team, worker, owner_agency from cases where subject_kind = "
        "'person' and closed_at is null order by opened_at, id"};
    constexpr db::Sql find_turning = {"step of becoming an adult that was told",
        "select id from case_turnings where of_case = $1 and step = $2 and turns_on = $3"};
    constexpr db::Sql insert_turning = {"note a step of becoming an adult",
        "insert into case_turnings (id, of_case, step, turns_on, recorded_at) values ($1, $2, $3, "
        "$4, $5) on conflict do nothing"};
    constexpr db::Sql consents_of_case = {"consents of a case",
        "select * from case_consents where of_case = $1 order by on_day desc, recorded_at desc, "
        "id"};
    constexpr db::Sql insert_consent = {"add consent",
        "insert into case_consents (id, of_case, on_day, answer, own_words, because, recorded_at, "
        "recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8)"};
    constexpr db::Sql supports_of_case = {"supports of a case",
        "select * from case_supports where of_case = $1 order by recorded_at desc, id"};
    constexpr db::Sql insert_support = {"add support",
        "insert into case_supports (id, of_case, service, until_day, does, recorded_at, "
        "recorded_by, withdrawn_because) values ($1, $2, $3, $4, $5, $6, $7, '')"};
    constexpr db::Sql end_support = {"take support back",
        "update case_supports set withdrawn_at = $3, withdrawn_by = $4, withdrawn_because = $5 "
        "where id = $1 and of_case = $2 and withdrawn_at is null"};
} // namespace

std::vector<TurningCase> cases_of_people(db::Connection& connection)
{
    std::vector<TurningCase> all;
    for (auto const row : connection.run(open_of_people))
        all.push_back({row.id<CaseId>("id"), row.id<PersonId>("subject"), row.instant("opened_at"),
            row.id<TeamId>("team"), row.id<AccountId>("worker"), row.id<AgencyId>("owner_agency")});
    return all;
}

bool was_told(db::Connection& connection, CaseId of, std::string const& step, Date turns_on)
{
    return !connection.run(find_turning, of, step, turns_on).empty();
}

bool note_told(Change& change, CaseId of, std::string const& step, Date turns_on)
{
    return change.writing()
               .run(insert_turning, Uuid::fresh(), of, step, turns_on, change.now())
               .changed()
        > 0;
}

std::vector<Consent> consents_of(Visit const& visit, CaseId of)
{
    std::vector<Consent> all;
    for (auto const row : visit.reading().run(consents_of_case, of))
        all.push_back(
            {row.uuid("id"), of, row.date("on_day"), row.text("answer"), row.text("own_words"),
                row.text("because"), row.id<AccountId>("recorded_by"), row.instant("recorded_at")});
    return all;
}

std::vector<Support> supports_of(Visit const& visit, CaseId of)
{
    std::vector<Support> all;
    for (auto const row : visit.reading().run(supports_of_case, of)) {
        Support one{row.uuid("id"), of, row.text("service"), row.text("does")};
        if (!row.is_null("until_day"))
            one.until = row.date("until_day");
        one.by = row.id<AccountId>("recorded_by");
        one.recorded_at = row.instant("recorded_at");
        one.withdrawn_at = row.maybe_instant("withdrawn_at");
        one.withdrawn_by = row.id<AccountId>("withdrawn_by");
        one.withdrawn_because = row.text("withdrawn_because");
        all.push_back(std::move(one));
    }
    return all;
}

Result<Uuid> add_consent(Change& change, Case const& of, Consent const& consent)
{
    auto const facts = TRY(facts_of(change, of));
    TRY(change.record("plan", facts, fmt::format("Consent asked anew: {}", consent.answer)));
    auto const id = Uuid::fresh();
    change.writing().run(insert_consent, id, of.id, consent.on, consent.answer, consent.own_words,
        consent.because, change.now(), change.visitor().account);
    return id;
}

Result<Uuid> add_support(Change& change, Case const& of, Support const& support)
{
    auto const facts = TRY(facts_of(change, of));
    TRY(change.record("plan", facts, fmt::format("Support past 18 with {}", support.service)));
    auto const id = Uuid::fresh();
    change.writing().run(insert_support, id, of.id, support.service, support.until, support.does,
        change.now(), change.visitor().account);
    return id;
}

Done withdraw_support(Change& change, Case const& of, Uuid const& id, std::string const& because)
{
    auto const facts = TRY(facts_of(change, of));
    TRY(change.record("plan", facts, fmt::format("Support past 18 taken back: {}", because)));
    auto const ended = change.writing().run(
        end_support, id, of.id, change.now(), change.visitor().account, because);
    if (ended.changed() == 0)
        return error(Code::conflict, "Somebody took this back meanwhile");
    return done();
}

} // namespace kith::cases
