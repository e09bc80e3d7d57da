// SPDX-License-Identifier: MIT
#include "contexts/store.h"
#include "base/london.h"
#include "contexts/rows.h"
#include "directory/directory.h"
#include "links/links.h"
#include "platform/geo/figure.h"
#include "platform/geo/polygons.h"
#include "platform/words/fold.h"
#include "platform/words/whole_words.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/core.h>
#include <numbers>

namespace kith::contexts {
namespace {
    constexpr int draws_of_a_reference = 20;
    constexpr double metres_of_a_degree = 111'000; // of latitude, a little less than any is

    constexpr db::Sql find_context = {"find context",
        "select * from contexts where id = $1 and not exists (select 1 from withdrawn_contexts w "
        "where w.context = contexts.id)"};
    constexpr db::Sql find_taken_reference
        = {"is a context's reference taken", "select id from contexts where reference = $1"};
    constexpr db::Sql find_context_by_reference = {"find context by reference",
        "select * from contexts where reference = $1 and not exists (select 1 from "
        "withdrawn_contexts w where w.context = contexts.id)"};
    constexpr db::Sql list_contexts = {"list contexts",
        "select * from contexts where ($1 = '' or kind = $1) and ($2 = '' or district = $2) and "
        "not exists (select 1 from withdrawn_contexts w where w.context = contexts.id) order by "
        "name, id limit 500"};
    constexpr std::size_t shortest_distinctive = 5;
    constexpr std::array<std::string_view, 18> everyday_names{"academy", "arcade", "bowling",
        "college", "corner", "hotel", "house", "instagram", "market", "online", "school",
        "snapchat", "square", "station", "street", "takeaway", "tiktok", "whatsapp"};
    constexpr db::Sql contexts_in_words = {"contexts that words may name",
        "select * from contexts where folded <> '' and cast($1 as {text}) like '%' || folded || "
        "'%' and not exists (select 1 from withdrawn_contexts w where w.context = contexts.id) "
        "order by recorded_at, id limit 500"};
    constexpr db::Sql contexts_of_name = {"contexts of a name",
        "select * from contexts where folded = $1 and not exists (select 1 from "
        "withdrawn_contexts w where w.context = contexts.id) order by recorded_at, id limit 50"};
    constexpr db::Sql contexts_once_of_name = {"contexts once of a name",
        "select w.id, w.name, max(w.superseded_at) as until from contexts_was w join contexts c on "
        "c.id = w.id where w.folded = $1 and c.folded <> $1 group by w.id, w.name order by until "
        "desc, w.id limit 50"};
    constexpr db::Sql contexts_around = {"contexts around a point",
        "select * from contexts where latitude between $1 and $2 and longitude between $3 and $4 "
        "and kind in ('SCHOOL', 'PLACE') and not exists (select 1 from withdrawn_contexts w where "
        "w.context = contexts.id) order by id limit 500"};

    Result<Context> seen(Visit const& visit, db::Row const& row)
    {
        auto context = read_row(row);
        auto const facts = facts_of(visit, context);
        TRY(visit.see(facts));
        open_address(visit, facts, row, context);
        return context;
    }

    Result<Context> one_seen(Visit const& visit, db::Rows const& rows)
    {
        if (rows.empty())
            return not_found();
        return seen(visit, rows[0]);
    }

    Result<access::Facts> facts_seen(Visit const& visit, db::Rows const& rows)
    {
        if (rows.empty())
            return not_found();
        auto facts = facts_of(visit, read_row(rows[0]));
        if (!visit.sees(facts))
            return not_found();
        return facts;
    }

    Reference free_reference(db::Connection& connection)
    {
        for (auto tries = 0; tries < draws_of_a_reference; ++tries) {
            auto const reference = Reference::fresh('X');
            if (connection.run(find_taken_reference, reference.write()).empty())
                return reference;
        }
        must(false, "no reference is left for a context");
        return {};
    }

    std::optional<directory::KnownPostcode> known_postcode(
        db::Connection& connection, std::string const& text)
    {
        auto const postcode = directory::Postcode::read(text);
        return postcode ? directory::find_postcode(connection, *postcode) : std::nullopt;
    }

    // Rule 2: what the postcode tells, where nothing better is given.
    void place_by_ground(db::Connection& connection, Context& context)
    {
        if (!context.area.empty())
            if (auto const area = directory::find_area(connection, context.area)) {
                context.district = area->district;
                if (auto const inside = geo::point_inside(area->shape); inside && !context.point)
                    context.point = *inside;
            }
        if (context.outline.empty() || context.point)
            return;
        if (auto const figure = geo::read_figure(context.outline, geo::ListIs::line))
            context.point = geo::middle_of(*figure);
    }

    void place_by_postcode(db::Connection& connection, Context& context)
    {
        auto const known = known_postcode(connection, context.postcode);
        if (!known)
            return;
        context.district = known->district;
        if (!context.point)
            context.point = geo::Point{known->latitude, known->longitude};
    }

    // Who may not read the address neither changes it nor ends its protection.
    void keep_withheld(Context const& stands, Context& context)
    {
        clear_address(context);
        context.address_withheld = true;
        context.district = stands.district;
        context.tells_where = stands.tells_where;
    }

    // Where it is, by the best that was given: what moved is no longer where it was.
    void place_again(db::Connection& connection, Context const& stands, Context& context)
    {
        auto const drawn = context.outline != stands.outline || context.area != stands.area;
        if (context.point == stands.point && (context.postcode != stands.postcode || drawn))
            context.point.reset(); // the old point is the old postcode's, or the old outline's
        place_by_ground(connection, context);
        place_by_postcode(connection, context);
    }

    // Those around a point that the visit may know, the nearest first.
    std::vector<std::pair<double, Context>> around(Visit const& visit, geo::Point point)
    {
        auto const by = near_metres / metres_of_a_degree;
        auto const across = by / std::cos(point.latitude * std::numbers::pi / 180);
        std::vector<std::pair<double, Context>> near;
        for (auto const row : visit.reading().run(contexts_around, point.latitude - by,
                 point.latitude + by, point.longitude - across, point.longitude + across)) {
            auto const metres = geo::metres_between(point, *read_row(row).point);
            if (metres > near_metres)
                continue;
            if (is_protected(read_row(row)))
                continue; // not sealed yet; once it is, it has no point here
            if (auto context = seen(visit, row))
                near.emplace_back(metres, std::move(*context));
        }
        std::ranges::sort(near, {}, [](auto const& one) { return one.first; });
        return near;
    }

    // Those that had the name before.
    void add_once_named(Visit const& visit, std::string const& name, std::vector<KnownContext>& all)
    {
        auto const folded = words::folded(name);
        if (folded.empty())
            return;
        for (auto const row : visit.reading().run(contexts_once_of_name, folded)) {
            auto const there = std::ranges::any_of(all,
                [&](KnownContext const& one) { return one.context.id == row.id<ContextId>("id"); });
            if (there)
                continue;
            if (auto context = find(visit, row.id<ContextId>("id")))
                all.push_back({std::move(*context),
                    fmt::format("Known as “{}” until {}", row.text("name"),
                        london::day_of(row.instant("until")).in_words())});
        }
    }
} // namespace

access::Facts facts_of(Visit const& visit, Context const& context)
{
    access::Facts facts;
    facts.thing = thing(context.id);
    facts.subject = facts.thing;
    facts.owner = context.owner_agency;
    facts.raised_by = context.created_by;
    facts.state = is_public(context) ? "public place" : "private place";
    links::add_involved(visit.reading(), london::day_of(visit.now()), facts);
    return facts;
}

Result<Context> find(Visit const& visit, ContextId id)
{
    return one_seen(visit, visit.reading().run(find_context, id));
}

Result<Context> find(Visit const& visit, Reference const& reference)
{
    return one_seen(visit, visit.reading().run(find_context_by_reference, reference.write()));
}

Result<access::Facts> find_facts(Visit const& visit, ContextId id)
{
    return facts_seen(visit, visit.reading().run(find_context, id));
}

Result<access::Facts> find_facts(Visit const& visit, Reference const& reference)
{
    return facts_seen(visit, visit.reading().run(find_context_by_reference, reference.write()));
}

bool knows(Visit const& visit, ContextId id) { return find_facts(visit, id).ok(); }

Result<access::Facts> facts_for_a_rule(Visit const& visit, ContextId id)
{
    auto const rows = visit.reading().run(find_context, id);
    if (rows.empty())
        return not_found();
    return facts_of(visit, read_row(rows[0]));
}

bool opens(Visit const& visit, access::Facts const& facts)
{
    return facts.state == "public place" || links::purpose_stands(visit, facts);
}

std::vector<Context> list(Visit const& visit, std::string const& kind, std::string const& district)
{
    std::vector<Context> listed;
    for (auto const row : visit.reading().run(list_contexts, kind, district)) {
        auto const facts = facts_of(visit, read_row(row));
        if (!is_public(read_row(row)) && !links::is_involved(visit, facts))
            continue; // a home or group is listed for those who work with it alone
        if (auto context = seen(visit, row))
            listed.push_back(std::move(*context));
    }
    return listed;
}

std::optional<Context> find_to_count(Visit const& visit, ContextId id)
{
    auto const rows = visit.reading().run(find_context, id);
    return rows.empty() ? std::nullopt : std::optional(read_row(rows[0]));
}

std::vector<Context> list_to_count(Visit const& visit)
{
    std::vector<Context> all;
    for (auto const row : visit.reading().run(list_contexts, "", ""))
        if (auto context = read_row(row); is_public(context) && !context.closed)
            all.push_back(std::move(context));
    return all;
}

std::vector<KnownContext> known(Visit const& visit, Sought const& sought)
{
    std::vector<KnownContext> all;
    if (auto const folded = words::folded(sought.name); !folded.empty())
        for (auto const row : visit.reading().run(contexts_of_name, folded))
            if (auto context = seen(visit, row))
                all.push_back({std::move(*context), "Same name"});
    add_once_named(visit, sought.name, all);
    auto point = sought.point;
    if (!point)
        if (auto const postcode = known_postcode(visit.reading(), sought.postcode))
            point = geo::Point{postcode->latitude, postcode->longitude};
    if (!point)
        return all;
    for (auto& [metres, context] : around(visit, *point))
        if (std::ranges::none_of(
                all, [&](auto const& one) { return one.context.id == context.id; }))
            all.push_back({std::move(context), fmt::format("{:.0f} metres away", metres)});
    return all;
}

std::vector<KnownContext> named_in(Visit const& visit, std::string_view text)
{
    std::vector<KnownContext> all;
    words::WholeWords const spoken(text);
    for (auto const row : visit.reading().run(contexts_in_words, spoken.folded_text())) {
        auto const name = row.text("folded");
        auto const count = spoken.spelt_in(name);
        auto const distinctive = name.size() >= shortest_distinctive
            && std::ranges::find(everyday_names, name) == everyday_names.end();
        if (count < 2 && !(count == 1 && distinctive))
            continue;
        if (auto context = seen(visit, row))
            all.push_back({std::move(*context), "Named in the report"});
    }
    return all;
}

Result<ContextId> add(
    Change& change, Context const& wanted, AgencyId agency, TeamId team, std::string const& told)
{
    auto context = TRY(checked(wanted, london::day_of(change.now())));
    auto const& who = change.visitor();
    context.id = context.id.none() ? ContextId::fresh() : context.id;
    context.reference = free_reference(change.writing());
    context.created_by = who.account;
    context.owner_agency = agency;
    keep_protection({}, true, context);
    place_by_ground(change.writing(), context);
    place_by_postcode(change.writing(), context);
    auto const facts = facts_of(change, context);
    TRY(change.record("create", facts, fmt::format("{} {}", context.reference.write(), told)));
    insert_row(change, context);
    links::Involvement one;
    one.agency = agency;
    one.team = team;
    if (one.team.none())
        one.practitioner = who.account;
    one.role = "Works with it";
    if (!one.team.none() || !one.practitioner.none())
        TRY(links::involve(change, facts, one));
    return context.id;
}

Result<Context> create(Change& change, Context const& wanted, TeamId team)
{
    auto const& who = change.visitor();
    auto const first = who.teams.empty() ? TeamId() : who.teams.front();
    auto const id = TRY(add(change, wanted, who.agency, team.none() ? first : team, "recorded"));
    return find(change, id);
}

Done bring_in(
    Change& change, Context const& stands, Context const& wanted, std::string const& reason)
{
    auto context = TRY(checked(wanted, london::day_of(change.now())));
    keep_protection(stands, false, context);
    if (!stands.address_withheld && !is_protected(stands)) {
        place_by_ground(change.writing(), context);
        place_by_postcode(change.writing(), context);
    }
    return put_back(change, stands, context, reason);
}

Done put_back(
    Change& change, Context const& stands, Context const& wanted, std::string const& reason)
{
    TRY(change.record("bring in", facts_of(change, stands), reason));
    if (!replace_row(change, stands, wanted, reason))
        return error(Code::conflict, "Somebody changed this record since the list was looked at");
    return done();
}

Result<Context> save(Change& change, Context const& wanted, std::string const& reason)
{
    auto context = TRY(checked(wanted, london::day_of(change.now())));
    auto const stands = TRY(find(change, context.id));
    if (stands.address_withheld)
        keep_withheld(stands, context);
    else
        place_again(change.writing(), stands, context);
    keep_protection(stands, wanted.tells_where == Tells::no && !stands.address_withheld, context);
    TRY(change.record("change", facts_of(change, stands), reason));
    if (!replace_row(change, stands, context, reason))
        return error(Code::conflict,
            "Somebody changed this record since you opened it. What you typed is still below: look "
            "at what stands now, then save again");
    return find(change, context.id);
}

} // namespace kith::contexts
