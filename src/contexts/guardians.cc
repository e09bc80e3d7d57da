// SPDX-License-Identifier: MIT
#include "contexts/guardians.h"
#include "base/london.h"
#include "contexts/clock_days.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::contexts {
namespace {
    constexpr db::Sql listed_guardians = {"guardians of a context",
        "select * from guardians where context = $1 and not withdrawn order by recorded_at, id "
        "limit 200"};
    constexpr db::Sql one_guardian = {"find guardian",
        "select * from guardians where id = $1 and context = $2 and not withdrawn"};
    constexpr db::Sql guardian_versions = {"versions of the guardians of a context",
        "select g.id, g.context, g.under_18, g.name, g.part, g.reach, g.looks_out, g.contact, "
        "g.training, g.trained_on, g.consented_on, g.consent_how, g.review_on, g.withdrawn, "
        "g.created_by, g.version, g.recorded_at, g.recorded_by, g.owner_agency, '' as reason "
        "from guardians g where g.context = $1 union all select w.id, w.context, w.under_18, "
        "w.name, w.part, w.reach, w.looks_out, w.contact, w.training, w.trained_on, "
        "w.consented_on, w.consent_how, w.review_on, w.withdrawn, w.created_by, w.version, "
        "w.recorded_at, w.recorded_by, w.owner_agency, w.reason from guardians g join "
        "guardians_was w on w.id = g.id where g.context = $1 order by id, version"};
    constexpr db::Sql insert_guardian = {"add guardian",
        "insert into guardians (id, context, under_18, name, part, reach, looks_out, contact, "
        "training, trained_on, consented_on, consent_how, review_on, withdrawn, created_by, "
        "version, recorded_at, recorded_by, owner_agency) values ($1, $2, $3, $4, $5, $6, $7, $8, "
        "$9, $10, $11, $12, $13, $14, $15, 1, $16, $15, $17)"};
    constexpr db::Sql keep_guardian = {"keep guardian as it was",
        "insert into guardians_was select id, context, under_18, name, part, reach, looks_out, "
        "contact, training, trained_on, consented_on, consent_how, review_on, withdrawn, "
        "created_by, version, recorded_at, recorded_by, owner_agency, $3, $4 from guardians where "
        "id = $1 and version = $2"};
    constexpr db::Sql update_guardian = {"save guardian",
        "update guardians set under_18 = $3, name = $4, part = $5, reach = $6, looks_out = $7, "
        "contact = $8, training = $9, trained_on = $10, consented_on = $11, consent_how = $12, "
        "review_on = $13, withdrawn = $14, recorded_at = $15, recorded_by = $16, version = version "
        "+ 1 where id = $1 and version = $2"};
    constexpr db::Sql forget_guardian = {"forget who a guardian was",
        "update guardians_was set name = '', contact = '', reason = '' where id = $1"};

    Guardian read_guardian_row(db::Row const& row)
    {
        Guardian one;
        one.id = row.id<GuardianId>("id");
        one.context = row.id<ContextId>("context");
        one.adult = !row.boolean("under_18");
        one.name = row.text("name");
        one.part = row.text("part");
        one.reach = row.text("reach");
        one.looks_out = row.text("looks_out");
        one.contact = row.text("contact");
        one.training = row.text("training");
        one.trained_on = row.maybe_date("trained_on");
        one.consented_on = row.maybe_date("consented_on");
        one.consent_how = row.text("consent_how");
        one.review_on = row.maybe_date("review_on");
        one.withdrawn = row.boolean("withdrawn");
        one.version = row.integer("version");
        one.created_by = row.id<AccountId>("created_by");
        one.owner_agency = row.id<AgencyId>("owner_agency");
        one.recorded_at = row.instant("recorded_at");
        return one;
    }

    // The next version of one, the first being the first.
    void add_version(GuardianKnown& known, db::Row const& row, Instant known_at, auto const& lapsed)
    {
        auto one = read_guardian_row(row);
        auto const by = row.id<AccountId>("recorded_by");
        if (known.guardian.id.none()) {
            known.listed_at = one.recorded_at;
            known.listed_by = by;
            known.guardian = one;
        }
        if (one.withdrawn) {
            known.ended_at = one.recorded_at;
            known.ended_by = by;
            known.guardian.name.clear();
            known.guardian.part.clear();
            known.guardian.contact.clear();
            return;
        }
        known.lapsed = lapsed(one);
        if (one.recorded_at <= known_at)
            known.guardian = std::move(one);
    }

    Result<Guardian> checked_today(Contexts const& room, Visit const& visit, Guardian const& wanted)
    {
        auto const today = london::day_of(visit.now());
        return checked(wanted, today, days_of(room, "guardian.review", today));
    }

    // A reason may tell where a protected address is: then it stands in the ledger alone.
    Done write_next(
        Change& change, Context const& context, Guardian const& one, std::string const& reason)
    {
        auto& connection = change.writing();
        connection.run(keep_guardian, one.id, one.version, change.now(),
            is_protected(context) ? std::string() : reason);
        auto const saved = connection.run(update_guardian, one.id, one.version, !one.adult,
            one.name, one.part, one.reach, one.looks_out, one.contact, one.training, one.trained_on,
            one.consented_on, one.consent_how, one.review_on, one.withdrawn, change.now(),
            change.visitor().account);
        if (saved.changed() == 0)
            return error(Code::conflict,
                "Somebody changed this since you opened it. What you typed is still below: look at "
                "what stands now, then save again");
        return done();
    }
} // namespace

access::Facts guardian_facts(Visit const& visit, Context const& context, GuardianId id)
{
    auto facts = facts_of(visit, context);
    facts.subject = thing(context.id);
    // Before there is one it is the context's.
    facts.thing = {"guardian", id.none() ? context.id.uuid() : id.uuid()};
    return facts;
}

std::vector<Guardian> list_guardians(Visit const& visit, Context const& context)
{
    std::vector<Guardian> all;
    auto facts = guardian_facts(visit, context);
    auto const today = london::day_of(visit.now());
    for (auto const row : visit.reading().run(listed_guardians, context.id)) {
        auto one = read_guardian_row(row);
        facts.thing = thing(one.id);
        if (one.agrees_on(today) && visit.see(facts))
            all.push_back(std::move(one));
    }
    return all;
}

std::vector<Guardian> list_lapsed_guardians(Visit const& visit, Context const& context)
{
    std::vector<Guardian> all;
    auto facts = guardian_facts(visit, context);
    if (!visit.permits("change", facts))
        return all;
    auto const today = london::day_of(visit.now());
    for (auto const row : visit.reading().run(listed_guardians, context.id)) {
        auto one = read_guardian_row(row);
        facts.thing = thing(one.id);
        if (!one.agrees_on(today) && visit.see(facts))
            all.push_back(std::move(one));
    }
    return all;
}

std::vector<GuardianKnown> guardians_as_known(
    Visit const& visit, Context const& context, Instant known_at)
{
    std::vector<GuardianKnown> all;
    auto facts = guardian_facts(visit, context);
    auto const today = london::day_of(visit.now());
    auto const asks = visit.permits("change", facts);
    auto const lapsed = [&](Guardian const& one) { return !asks && !one.agrees_on(today); };
    for (auto const row : visit.reading().run(guardian_versions, context.id)) {
        auto const id = row.id<GuardianId>("id");
        if (all.empty() || all.back().guardian.id != id) {
            facts.thing = thing(id);
            if (known_at < row.instant("recorded_at") || !visit.see(facts))
                continue;
            all.emplace_back();
        }
        add_version(all.back(), row, known_at, lapsed);
    }
    for (auto& one : all)
        if (one.lapsed)
            one.guardian.name = one.guardian.part = one.guardian.contact = "";
    std::ranges::stable_sort(all, {}, &GuardianKnown::listed_at);
    return all;
}

Result<Guardian> find_guardian(Visit const& visit, Context const& context, GuardianId id)
{
    auto const rows = visit.reading().run(one_guardian, id, context.id);
    if (rows.empty())
        return not_found();
    auto one = read_guardian_row(rows[0]);
    auto const facts = guardian_facts(visit, context, id);
    if (!one.agrees_on(london::day_of(visit.now())) && !visit.permits("change", facts))
        return not_found();
    TRY(visit.see(facts));
    return one;
}

std::vector<Guardian> guardians_due(Visit const& visit, Context const& context, Date by)
{
    std::vector<Guardian> due;
    if (!visit.permits("change", guardian_facts(visit, context)))
        return due;
    for (auto const row : visit.reading().run(listed_guardians, context.id)) {
        auto one = read_guardian_row(row);
        if (one.review_on && *one.review_on <= by)
            due.push_back(std::move(one));
    }
    return due;
}

Result<GuardianId> add_guardian(
    Contexts const& room, Change& change, Context const& context, Guardian const& wanted)
{
    auto const one = TRY(checked_today(room, change, wanted));
    auto const id = GuardianId::fresh();
    auto const& who = change.visitor();
    TRY(change.record("add", guardian_facts(change, context, id),
        fmt::format("{} listed as a guardian of {}", one.name, context.reference.write())));
    change.writing().run(insert_guardian, id, context.id, !one.adult, one.name, one.part, one.reach,
        one.looks_out, one.contact, one.training, one.trained_on, one.consented_on, one.consent_how,
        one.review_on, false, who.account, change.now(), who.agency);
    return id;
}

Done save_guardian(Contexts const& room, Change& change, Context const& context,
    Guardian const& wanted, std::string const& reason)
{
    if (reason.empty())
        return invalid("Say why it changes", "reason");
    auto const one = TRY(checked_today(room, change, wanted));
    auto const stands = TRY(find_guardian(change, context, one.id));
    if (stands.version == one.version) // else the late save is told of first
        TRY(check_asked_again(one, stands, london::day_of(change.now())));
    TRY(change.record("change", guardian_facts(change, context, one.id), reason));
    return write_next(change, context, one, reason);
}

Done withdraw_guardian(
    Change& change, Context const& context, GuardianId id, std::string const& reason)
{
    if (reason.empty())
        return invalid("Say who told this, and how", "reason");
    auto one = TRY(find_guardian(change, context, id));
    TRY(change.record("withdraw", guardian_facts(change, context, id), reason));
    one.withdrawn = true;
    one.name.clear();
    one.contact.clear();
    TRY(write_next(change, context, one, {}));
    change.writing().run(forget_guardian, id);
    return done();
}

} // namespace kith::contexts
