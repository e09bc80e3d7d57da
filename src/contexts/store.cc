// SPDX-License-Identifier: MIT
#include "contexts/store.h"
#include "base/london.h"
#include "directory/directory.h"
#include "links/links.h"
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

    constexpr db::Sql find_context = {"find context", "select * from contexts where id = $1"};
    constexpr db::Sql find_context_by_reference
        = {"find context by reference", "select * from contexts where reference = $1"};
    constexpr db::Sql list_contexts = {"list contexts",
        "select * from contexts where ($1 = '' or kind = $1) and ($2 = '' or district = $2) order "
        "by name, id limit 500"};
    constexpr std::size_t shortest_distinctive = 5;
    constexpr std::array<std::string_view, 18> everyday_names{"academy", "arcade", "bowling",
        "college", "corner", "hotel", "house", "instagram", "market", "online", "school",
        "snapchat", "square", "station", "street", "takeaway", "tiktok", "whatsapp"};
    constexpr db::Sql contexts_in_words = {"contexts that words may name",
        "select * from contexts where folded <> '' and cast($1 as {text}) like '%' || folded || "
        "'%' "
        "order by recorded_at, id limit 500"};
    constexpr db::Sql contexts_of_name = {"contexts of a name",
        "select * from contexts where folded = $1 order by recorded_at, id limit 50"};
    constexpr db::Sql contexts_around = {"contexts around a point",
        "select * from contexts where latitude between $1 and $2 and longitude between $3 and $4 "
        "and kind in ('SCHOOL', 'PLACE') order by id limit 500"};
    constexpr db::Sql insert_context = {"add context",
        "insert into contexts (id, reference, kind, name, folded, latitude, longitude, postcode, "
        "district, address, platform, handle, url, owner, opening, status, created_by, version, "
        "recorded_at, recorded_by, owner_agency) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
        "$11, $12, $13, $14, $15, $16, $17, 1, $18, $17, $19)"};
    constexpr db::Sql keep_context = {"keep context as it was",
        "insert into contexts_was select id, reference, kind, name, folded, latitude, longitude, "
        "postcode, district, address, platform, handle, url, owner, opening, status, created_by, "
        "version, recorded_at, recorded_by, owner_agency, $3, $4 from contexts where id = $1 and "
        "version = $2"};
    constexpr db::Sql update_context = {"save context",
        "update contexts set kind = $3, name = $4, folded = $5, latitude = $6, longitude = $7, "
        "postcode = $8, district = $9, address = $10, platform = $11, handle = $12, url = $13, "
        "owner = $14, opening = $15, status = $16, recorded_at = $17, recorded_by = $18, version "
        "= version + 1 where id = $1 and version = $2"};

    db::Value or_null(std::string const& text)
    {
        return text.empty() ? db::Value{} : db::Value{text};
    }
    std::optional<double> latitude(Context const& context)
    {
        return context.point ? std::optional(context.point->latitude) : std::nullopt;
    }
    std::optional<double> longitude(Context const& context)
    {
        return context.point ? std::optional(context.point->longitude) : std::nullopt;
    }
    char const* status_of(Context const& context) { return context.closed ? "closed" : "open"; }

    Context read_context(db::Row const& row)
    {
        Context context;
        context.id = row.id<ContextId>("id");
        context.reference = Reference::read(row.text("reference")).value();
        context.kind = row.text("kind");
        context.name = row.text("name");
        if (!row.is_null("latitude") && !row.is_null("longitude"))
            context.point = geo::Point{row.real("latitude"), row.real("longitude")};
        context.postcode = row.text("postcode");
        context.district = row.text("district");
        context.address = row.text("address");
        context.platform = row.text("platform");
        context.handle = row.text("handle");
        context.url = row.text("url");
        context.owner = row.text("owner");
        context.opening = row.text("opening");
        context.closed = row.text("status") == "closed";
        context.version = row.integer("version");
        context.created_by = row.id<AccountId>("created_by");
        context.owner_agency = row.id<AgencyId>("owner_agency");
        return context;
    }

    Result<Context> seen(Visit const& visit, db::Row const& row)
    {
        auto context = read_context(row);
        TRY(visit.see(facts_of(visit, context)));
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
        auto facts = facts_of(visit, read_context(rows[0]));
        if (!visit.sees(facts))
            return not_found();
        return facts;
    }

    Reference free_reference(db::Connection& connection)
    {
        for (auto tries = 0; tries < draws_of_a_reference; ++tries) {
            auto const reference = Reference::fresh('X');
            if (connection.run(find_context_by_reference, reference.write()).empty())
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
    void place_by_postcode(db::Connection& connection, Context& context)
    {
        auto const known = known_postcode(connection, context.postcode);
        if (!known)
            return;
        context.district = known->district;
        if (!context.point)
            context.point = geo::Point{known->latitude, known->longitude};
    }

    // Those around a point that the visit may know, the nearest first.
    std::vector<std::pair<double, Context>> around(Visit const& visit, geo::Point point)
    {
        auto const by = near_metres / metres_of_a_degree;
        auto const across = by / std::cos(point.latitude * std::numbers::pi / 180);
        std::vector<std::pair<double, Context>> near;
        for (auto const row : visit.reading().run(contexts_around, point.latitude - by,
                 point.latitude + by, point.longitude - across, point.longitude + across)) {
            auto const metres = geo::metres_between(point, *read_context(row).point);
            if (metres > near_metres)
                continue;
            if (auto context = seen(visit, row))
                near.emplace_back(metres, std::move(*context));
        }
        std::ranges::sort(near, {}, [](auto const& one) { return one.first; });
        return near;
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

bool opens(Visit const& visit, access::Facts const& facts)
{
    return facts.state == "public place" || links::purpose_stands(visit, facts);
}

std::vector<Context> list(Visit const& visit, std::string const& kind, std::string const& district)
{
    std::vector<Context> listed;
    for (auto const row : visit.reading().run(list_contexts, kind, district)) {
        auto const facts = facts_of(visit, read_context(row));
        if (!is_public(read_context(row)) && !links::is_involved(visit, facts))
            continue; // a home or group is listed for those who work with it alone
        if (auto context = seen(visit, row))
            listed.push_back(std::move(*context));
    }
    return listed;
}

std::optional<Context> find_to_count(Visit const& visit, ContextId id)
{
    auto const rows = visit.reading().run(find_context, id);
    return rows.empty() ? std::nullopt : std::optional(read_context(rows[0]));
}

std::vector<Context> list_to_count(Visit const& visit)
{
    std::vector<Context> all;
    for (auto const row : visit.reading().run(list_contexts, "", ""))
        if (auto context = read_context(row); is_public(context) && !context.closed)
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

Result<Context> create(Change& change, Context const& wanted, TeamId team)
{
    auto context = TRY(checked(wanted, london::day_of(change.now())));
    auto const& who = change.visitor();
    context.id = context.id.none() ? ContextId::fresh() : context.id;
    context.reference = free_reference(change.writing());
    context.created_by = who.account;
    context.owner_agency = who.agency;
    place_by_postcode(change.writing(), context);
    auto const facts = facts_of(change, context);
    TRY(change.record("create", facts, fmt::format("{} recorded", context.reference.write())));
    change.writing().run(insert_context, context.id, context.reference.write(), context.kind,
        context.name, words::folded(context.name), latitude(context), longitude(context),
        or_null(context.postcode), or_null(context.district), context.address, context.platform,
        context.handle, context.url, context.owner, context.opening, status_of(context),
        who.account, change.now(), who.agency);
    links::Involvement one;
    one.agency = who.agency;
    one.team = !team.none() ? team : who.teams.empty() ? TeamId() : who.teams.front();
    if (one.team.none())
        one.practitioner = who.account;
    one.role = "Works with it";
    if (!one.team.none() || !one.practitioner.none())
        TRY(links::involve(change, facts, one));
    return find(change, context.id);
}

Result<Context> save(Change& change, Context const& wanted, std::string const& reason)
{
    auto context = TRY(checked(wanted, london::day_of(change.now())));
    auto const stands = TRY(find(change, context.id));
    if (context.postcode != stands.postcode && context.point == stands.point)
        context.point.reset(); // it moved: the old point is the old postcode's
    place_by_postcode(change.writing(), context);
    TRY(change.record("change", facts_of(change, stands), reason));
    auto& connection = change.writing();
    connection.run(keep_context, context.id, context.version, change.now(), reason);
    auto const saved = connection.run(update_context, context.id, context.version, context.kind,
        context.name, words::folded(context.name), latitude(context), longitude(context),
        or_null(context.postcode), or_null(context.district), context.address, context.platform,
        context.handle, context.url, context.owner, context.opening, status_of(context),
        change.now(), change.visitor().account);
    if (saved.changed() == 0)
        return error(Code::conflict,
            "Somebody changed this record since you opened it. What you typed is still below: look "
            "at what stands now, then save again");
    return find(change, context.id);
}

} // namespace kith::contexts
