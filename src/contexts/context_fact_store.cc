// SPDX-License-Identifier: MIT
#include "contexts/context_fact_store.h"
#include "base/london.h"
#include <fmt/core.h>

namespace kith::contexts {
namespace {
    constexpr db::Sql facts_of_context = {"facts of a context",
        "select * from context_facts where context = $1 order by recorded_at, id"};
    constexpr db::Sql insert_context_fact = {"add fact of a context",
        "insert into context_facts (id, context, kind, code, words, number, reach, source, "
        "certainty, from_day, until_day, recorded_at, recorded_by, reason) values ($1, $2, $3, $4, "
        "$5, $6, $7, $8, $9, $10, $11, $12, $13, '')"};
    constexpr db::Sql end_context_fact = {"end fact of a context",
        "update context_facts set until_day = $2, ended_at = $3, ended_by = $4, reason = $5 where "
        "id = $1 and withdrawn_at is null and ended_at is null"};
    constexpr db::Sql withdraw_context_fact = {"withdraw fact of a context",
        "update context_facts set withdrawn_at = $2, withdrawn_by = $3, reason = $4 where id = $1 "
        "and withdrawn_at is null"};

    std::optional<std::string> day_as_text(std::optional<PartialDate> const& day)
    {
        return day ? std::optional(day->write()) : std::nullopt;
    }
    std::optional<PartialDate> day_of_text(std::string const& text)
    {
        return text.empty() ? std::nullopt : std::optional(PartialDate::read(text).value());
    }

    ContextFact read_fact_row(db::Row const& row)
    {
        ContextFact fact;
        fact.id = row.uuid("id");
        fact.context = row.id<ContextId>("context");
        fact.kind = row.text("kind");
        fact.code = row.text("code");
        fact.words = row.text("words");
        fact.number = row.text("number");
        fact.reach = row.text("reach");
        fact.source = row.text("source");
        fact.certainty = row.text("certainty");
        fact.from = day_of_text(row.text("from_day"));
        fact.until = day_of_text(row.text("until_day"));
        fact.recorded_at = row.instant("recorded_at");
        fact.recorded_by = row.id<AccountId>("recorded_by");
        fact.ended_at = row.maybe_instant("ended_at");
        fact.ended_by = row.id<AccountId>("ended_by");
        fact.withdrawn_at = row.maybe_instant("withdrawn_at");
        fact.withdrawn_by = row.id<AccountId>("withdrawn_by");
        fact.reason = row.text("reason");
        return fact;
    }

    // May this visit change the context? Its entry is written.
    Done record_fact_act(Change& change, Context const& context, std::string const& text)
    {
        auto const facts = facts_of(change, context);
        Visit const& visit = change;
        TRY(visit.may("change", facts));
        return change.record("change", facts, text);
    }

    // A reason may tell where a protected address is: it stands in the ledger, sealed.
    std::string reason_in_clear(Context const& context, std::string const& reason)
    {
        return is_protected(context) ? std::string() : reason;
    }

    Error was_first()
    {
        return error(Code::conflict,
            "Somebody ended this or took it back since you opened it: look at what stands now");
    }
} // namespace

std::vector<ContextFact> list_facts(Visit const& visit, Context const& context)
{
    std::vector<ContextFact> facts;
    for (auto const row : visit.reading().run(facts_of_context, context.id))
        facts.push_back(read_fact_row(row));
    return facts;
}

Result<ContextFact> add_fact(Change& change, directory::ReferenceFacts const& lists,
    Context const& context, ContextFact const& wanted)
{
    TRY(checked(lists, wanted, context, london::day_of(change.now())));
    TRY(record_fact_act(change, context, fmt::format("{} {} added", wanted.kind, wanted.code)));
    return add_listed_fact(change, lists, context, wanted);
}

Result<ContextFact> add_listed_fact(Change& change, directory::ReferenceFacts const& lists,
    Context const& context, ContextFact const& wanted)
{
    auto fact = TRY(checked(lists, wanted, context, london::day_of(change.now())));
    fact.id = Uuid::fresh();
    fact.context = context.id;
    fact.recorded_at = change.now();
    fact.recorded_by = change.visitor().account;
    change.writing().run(insert_context_fact, fact.id, fact.context, fact.kind, fact.code,
        fact.words, fact.number, fact.reach, fact.source, fact.certainty, day_as_text(fact.from),
        day_as_text(fact.until), fact.recorded_at, fact.recorded_by);
    return fact;
}

Result<ContextFact> end_fact(Change& change, Context const& context, ContextFact const& fact,
    std::optional<PartialDate> const& until, std::string const& reason)
{
    TRY(check_last_day(fact, until, london::day_of(change.now())));
    TRY(record_fact_act(change, context, fmt::format("{} ended: {}", fact.kind, reason)));
    auto ended = fact;
    ended.until = until;
    ended.ended_at = change.now();
    ended.ended_by = change.visitor().account;
    ended.reason = reason_in_clear(context, reason);
    auto const saved = change.writing().run(end_context_fact, fact.id, day_as_text(until),
        ended.ended_at, ended.ended_by, ended.reason);
    if (saved.changed() == 0)
        return was_first();
    return ended;
}

Result<ContextFact> withdraw_fact(
    Change& change, Context const& context, ContextFact const& fact, std::string const& reason)
{
    if (reason.find_first_not_of(" \t\r\n") == std::string::npos)
        return invalid("Say why it is taken back", "reason");
    TRY(record_fact_act(change, context, fmt::format("{} taken back: {}", fact.kind, reason)));
    auto gone = fact;
    gone.withdrawn_at = change.now();
    gone.withdrawn_by = change.visitor().account;
    gone.reason = reason_in_clear(context, reason);
    auto const saved = change.writing().run(
        withdraw_context_fact, fact.id, gone.withdrawn_at, gone.withdrawn_by, gone.reason);
    if (saved.changed() == 0)
        return was_first();
    return gone;
}

} // namespace kith::contexts
