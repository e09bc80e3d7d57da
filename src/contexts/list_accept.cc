// SPDX-License-Identifier: MIT
// Bringing the rows of a list of contexts in, one by one, and taking them back.
#include "base/london.h"
#include "contexts/context_fact_store.h"
#include "contexts/history.h"
#include "contexts/list.h"
#include "contexts/rows.h"
#include <fmt/core.h>

namespace kith::contexts {
namespace {
    using imports::Fate;
    using imports::StagedRow;

    constexpr char const* undone = "The list that said so was undone";
    constexpr db::Sql insert_withdrawn_context = {"withdraw a context",
        "insert into withdrawn_contexts (context, import, withdrawn_at, withdrawn_by) values ($1, "
        "$2, $3, $4)"};
    // Whoever undoes a list may not be among those who read what it made.
    constexpr db::Sql context_of_import = {"context that a list brought in",
        "select * from contexts where id = $1 and not exists (select 1 from withdrawn_contexts w "
        "where w.context = contexts.id)"};

    Error context_moved_on()
    {
        return error(Code::conflict,
            "there is a record of it now, or it was changed, since the "
            "list was looked at");
    }

    std::optional<Context> kept_context(Change& change, ContextId id)
    {
        auto const rows = change.writing().run(context_of_import, id);
        if (rows.empty())
            return std::nullopt;
        auto context = read_row(rows[0]);
        open_address(change, facts_of(change, context), rows[0], context);
        return context;
    }

    class BringingContexts final : public imports::Bringing {
    public:
        BringingContexts(Contexts const& room, Change& change, Import const& import)
            : room_(room)
            , change_(change)
            , import_(import)
            , says_(says_of(room, change, import.settings))
        {
        }
        Done accept(StagedRow& row) override
        {
            auto const listed
                = TRY(context_of(says_, [&](ListField field) { return row.row.value(field); }));
            if (row.fate == Fate::changed)
                return bring_up_to_date(row, listed.context);
            if (row.fate == Fate::unchanged)
                return done();
            if (row.settled.empty() && find_listed(change_, import_.agency, listed).surely)
                return context_moved_on();
            auto const made
                = TRY(record_from_list(room_, change_, import_, listed, row.row.number));
            row.thing = thing(made);
            row.version = 0;
            return done();
        }

    private:
        Done bring_up_to_date(StagedRow const& row, Context const& said)
        {
            auto const stands = kept_context(change_, ContextId(row.thing.id));
            if (!stands || stands->version != row.version)
                return context_moved_on();
            return bring_in(change_, *stands, filled_in(*stands, said).wanted,
                fmt::format("Filled in by a list, row {}", row.row.number));
        }

        Contexts const& room_;
        Change& change_;
        Import const& import_;
        ListSays says_;
    };
} // namespace

std::unique_ptr<imports::Bringing> ContextList::bringing(Change& change, Import const& import) const
{
    return std::make_unique<BringingContexts>(room_, change, import);
}

Result<ContextId> record_from_list(Contexts const& room, Change& change, Import const& import,
    ListedContext const& said, std::size_t row)
{
    auto const id = TRY(add(change, said.context, import.agency, import.team,
        fmt::format("recorded by a list, row {}", row)));
    auto const owner = imports::owner_of(change.writing(), import.agency);
    for (auto const& code : said.harms) {
        ContextFact fact;
        fact.kind = "harm";
        fact.code = code;
        fact.source = "List of " + owner.name;
        fact.from = said.seen;
        auto context = said.context;
        context.id = id;
        TRY(add_listed_fact(change, room.facts, context, fact));
    }
    return id;
}

std::string why_context_stays(
    Change& change, Import const& import, ContextId id, Thing const& drawn_from)
{
    auto const stands = kept_context(change, id);
    if (!stands)
        return {}; // withdrawn before
    std::span<Thing const> const goes_with_it(&drawn_from, drawn_from.id.none() ? 0 : 1);
    auto const joined = links::Store::is_joined(change.writing(), thing(id), goes_with_it);
    return imports::why_stays(change, import, thing(id), stands->version, joined);
}

Done withdraw_from_list(Change& change, Import const& import, ContextId id, std::string const& why)
{
    auto const stands = kept_context(change, id);
    if (!stands)
        return done();
    auto const facts = facts_of(change, *stands);
    TRY(change.record("withdraw", facts, why));
    TRY(links::end_involvements(change, facts, london::day_of(change.now()), undone));
    change.writing().run(
        insert_withdrawn_context, id, import.id, change.now(), change.visitor().account);
    return done();
}

Result<std::string> ContextList::take_back(
    Change& change, Import const& import, StagedRow const& row, std::string const& why) const
{
    ContextId const id(row.thing.id);
    if (id.none() || row.fate == Fate::unchanged)
        return std::string();
    if (row.fate == Fate::fresh || row.fate == Fate::perhaps_known) {
        auto stays = why_context_stays(change, import, id);
        if (stays.empty())
            TRY(withdraw_from_list(change, import, id, why));
        return stays;
    }
    auto const stands = kept_context(change, id);
    if (!stands)
        return std::string();
    if (stands->version != row.version + 1)
        return std::string("The record was changed since");
    for (auto const& was : versions_of(change, *stands))
        if (was.context.version == row.version) {
            auto wanted = was.context;
            wanted.version = stands->version;
            TRY(put_back(change, *stands, wanted, undone));
        }
    return std::string();
}

} // namespace kith::contexts
