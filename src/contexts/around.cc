// SPDX-License-Identifier: MIT
#include "contexts/around.h"
#include "contexts/api_own.h"
#include "contexts/context_fact_store.h"
#include "contexts/rows.h"
#include "contexts/views.h"
#include "platform/geo/figure.h"
#include "platform/words/fold.h"
#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <cmath>
#include <fmt/core.h>
#include <map>
#include <numbers>
#include <set>

namespace kith::contexts {
namespace {
    namespace json = boost::json;
    using html::Value;
    using http::Request;
    using http::Response;

    constexpr std::size_t most_shown = 20;
    constexpr double least_metres_of_a_degree = 111'000; // of latitude, a little less than any is

    // The nearest: a degree of longitude is less than one of latitude, $8 times squared.
    constexpr db::Sql contexts_in_a_band = {"contexts near a place",
        "select * from contexts where kind in ('SCHOOL', 'PLACE') and id <> $5 and sealed is null "
        "and not exists (select 1 from withdrawn_contexts w where w.context = contexts.id) and "
        "latitude between $1 and $2 and longitude between $3 and $4 order by (latitude - $6) * "
        "(latitude - $6) + (longitude - $7) * (longitude - $7) * $8, id limit 200"};
    // A line or an area may reach here from a point far away: those of the same district first.
    constexpr db::Sql contexts_with_outlines = {"contexts with an outline, for what is near",
        "select * from contexts where kind in ('SCHOOL', 'PLACE') and id <> $1 and sealed is null "
        "and outline <> '' and not exists (select 1 from withdrawn_contexts w where w.context = "
        "contexts.id) order by case when coalesce(district, '') = $2 then 0 when "
        "coalesce(district, '') = '' then 1 else 2 end, id limit 200"};
    constexpr db::Sql contexts_of_sort = {"contexts of a sort",
        "select * from contexts where sort = $1 and kind = $2 and id <> $3 and sort <> '' and not "
        "exists (select 1 from withdrawn_contexts w where w.context = contexts.id) order by name, "
        "id limit 200"};
    constexpr db::Sql contexts_with_harm = {"contexts where the same harm was seen",
        "select distinct c.id, f.code from context_facts f join contexts c on c.id = f.context "
        "where f.kind = 'harm' and f.withdrawn_at is null and c.id <> $1 and c.kind in ('SCHOOL', "
        "'PLACE', 'ONLINE') and f.code in (select code from context_facts where context = $1 and "
        "kind = 'harm' and withdrawn_at is null) and not exists (select 1 from withdrawn_contexts "
        "w where w.context = c.id) order by c.id, f.code limit 200"};
    constexpr db::Sql contexts_with_hours = {"contexts with opening hours",
        "select * from contexts where hours <> '' and id <> $1 and not exists (select 1 from "
        "withdrawn_contexts w where w.context = contexts.id) order by name, id limit 200"};
    constexpr db::Sql contexts_of_owner = {"contexts of an owner or a platform",
        "select * from contexts where ((owner <> '' and lower(owner) = lower($1)) or (platform <> "
        "'' and lower(platform) = lower($2))) and kind in ('SCHOOL', 'PLACE', 'ONLINE') and id <> "
        "$3 and not exists (select 1 from withdrawn_contexts w where w.context = contexts.id) "
        "order by name, id limit 200"};

    geo::Figure ground_of(Context const& context)
    {
        auto figure = geo::read_figure(context.outline, geo::ListIs::line);
        return figure ? std::move(*figure) : geo::Figure();
    }

    // To the nearest of what is drawn of either.
    double metres_apart(Context const& one, Context const& other)
    {
        if (!one.point || !other.point)
            return std::numeric_limits<double>::infinity();
        return std::min({geo::metres_between(*one.point, *other.point),
            geo::metres_from(ground_of(one), *other.point),
            geo::metres_from(ground_of(other), *one.point)});
    }

    bool may_be_shown(Visit const& visit, Context const& context)
    {
        return has_surroundings(context) && visit.sees(facts_of(visit, context));
    }

    // How far a line or an area reaches from its middle, so that the band is wide enough.
    double reach_of(Context const& context)
    {
        auto furthest = 0.0;
        auto const figure = ground_of(context);
        auto const measure = [&](geo::Line const& line) {
            for (auto const& at : line)
                furthest = std::max(furthest, geo::metres_between(*context.point, at));
        };
        std::ranges::for_each(figure.lines, measure);
        for (auto const& polygon : figure.areas.polygons)
            std::ranges::for_each(polygon, measure);
        return furthest;
    }

    // Each once, by their points and by what is drawn of them.
    std::vector<Context> may_be_near(db::Connection& connection, Context const& context, int metres)
    {
        auto const by = (metres + reach_of(context)) / least_metres_of_a_degree;
        auto const& at = *context.point;
        auto const narrower = std::cos(at.latitude * std::numbers::pi / 180);
        auto const across = by / narrower;
        std::vector<Context> all;
        std::set<ContextId> there;
        auto const add = [&](db::Rows const& rows) {
            for (auto const row : rows)
                if (there.insert(row.id<ContextId>("id")).second)
                    all.push_back(read_row(row));
        };
        add(connection.run(contexts_in_a_band, at.latitude - by, at.latitude + by,
            at.longitude - across, at.longitude + across, context.id, at.latitude, at.longitude,
            narrower * narrower));
        add(connection.run(contexts_with_outlines, context.id, context.district));
        return all;
    }

    // Reasons by context, in the order they were found.
    class Alikes {
    public:
        explicit Alikes(Visit const& visit) : visit_(visit) { }
        void add(Context const& context, std::string reason)
        {
            auto const known = by_id_.find(context.id);
            if (known == by_id_.end() && !may_be_shown(visit_, context))
                return;
            auto& one = by_id_[context.id];
            one.context = context;
            if (std::ranges::find(one.reasons, reason) == one.reasons.end())
                one.reasons.push_back(std::move(reason));
        }
        // Those with most reasons first; what is shown is looked at.
        [[nodiscard]] std::vector<Beside> shown() const
        {
            std::vector<Beside> all;
            for (auto const& [id, one] : by_id_)
                all.push_back(one);
            std::ranges::sort(all, [](Beside const& one, Beside const& other) {
                return std::tuple(other.reasons.size(), one.context.name, one.context.id)
                    < std::tuple(one.reasons.size(), other.context.name, other.context.id);
            });
            if (all.size() > most_shown)
                all.resize(most_shown);
            for (auto const& one : all)
                visit_.looked_at(thing(one.context.id));
            return all;
        }

    private:
        Visit const& visit_;
        std::map<ContextId, Beside> by_id_;
    };

    std::string metres_in_words(double metres)
    {
        return metres < 1 ? "At the same place" : fmt::format("{:.0f} metres away", metres);
    }

    Value besides_view(Contexts const& room, Visit const& visit, std::vector<Beside> const& all)
    {
        return Value::each(all, [&](Beside const& one) {
            auto row = row_of(room, visit, one.context);
            row["reasons"]
                = Value::each(one.reasons, [](std::string const& reason) { return Value(reason); });
            return row;
        });
    }

    int distance_in(std::string_view text)
    {
        auto metres = 0;
        std::from_chars(text.data(), text.data() + text.size(), metres);
        return std::ranges::find(distances, metres) == std::end(distances) ? 0 : metres;
    }

    json::array besides_json(std::vector<Beside> const& all)
    {
        json::array list;
        for (auto const& one : all) {
            json::array reasons;
            for (auto const& reason : one.reasons)
                reasons.emplace_back(reason);
            list.push_back(json::object{{"id", one.context.id.write()},
                {"reference", one.context.reference.write()}, {"kind", one.context.kind},
                {"name", one.context.name}, {"reasons", reasons}});
        }
        return list;
    }
} // namespace

bool has_surroundings(Context const& context)
{
    return is_public(context) && !is_protected(context) && !context.address_withheld;
}

std::vector<Beside> nearby(Visit const& visit, Context const& context, int metres)
{
    if (!has_surroundings(context) || !context.point)
        return {};
    std::vector<std::pair<double, Beside>> near;
    for (auto const& other : may_be_near(visit.reading(), context, metres)) {
        auto const apart = metres_apart(context, other);
        if (apart <= metres && may_be_shown(visit, other))
            near.emplace_back(apart, Beside{other, {metres_in_words(apart)}});
    }
    std::ranges::stable_sort(near, {}, [](auto const& one) { return one.first; });
    std::vector<Beside> all;
    for (auto& [apart, one] : near) {
        if (all.size() == most_shown)
            break;
        visit.looked_at(thing(one.context.id));
        all.push_back(std::move(one));
    }
    return all;
}

std::vector<Beside> similar(Contexts const& room, Visit const& visit, Context const& context)
{
    if (!has_surroundings(context))
        return {};
    Alikes alikes(visit);
    auto& connection = visit.reading();
    for (auto const row : connection.run(contexts_of_sort, context.sort, context.kind, context.id))
        alikes.add(
            read_row(row), "Same sort: " + label_of(room, sorts_of(context.kind), context.sort));
    std::map<ContextId, std::vector<std::string>> harms;
    for (auto const row : connection.run(contexts_with_harm, context.id))
        harms[row.id<ContextId>("id")].push_back(row.text("code"));
    for (auto const& [id, codes] : harms) {
        constexpr db::Sql one_context{
            "context of the same harm", "select * from contexts where id = $1"};
        for (auto const row : connection.run(one_context, id))
            for (auto const& code : codes)
                alikes.add(read_row(row), "Same harm seen: " + label_of(room, "harm", code));
    }
    if (open_at_night(context.hours))
        for (auto const row : connection.run(contexts_with_hours, context.id))
            if (auto const other = read_row(row); open_at_night(other.hours))
                alikes.add(other, "Open at night, as this is");
    for (auto const row :
        connection.run(contexts_of_owner, context.owner, context.platform, context.id)) {
        auto const other = read_row(row);
        auto const same = [](std::string const& one, std::string const& two) {
            return !one.empty() && words::folded(one) == words::folded(two);
        };
        if (same(other.owner, context.owner))
            alikes.add(other, "Same owner or manager: " + context.owner);
        if (same(other.platform, context.platform))
            alikes.add(other, "Same platform: " + context.platform);
    }
    return alikes.shown();
}

Value around_view(
    Contexts const& room, Visit const& visit, Context const& context, std::string_view within)
{
    if (!has_surroundings(context))
        return {};
    auto const chosen = distance_in(within);
    auto const metres = chosen == 0 ? usual_distance : chosen;
    auto choices = Value::array();
    for (auto const one : distances)
        choices.push(Value::object({{"value", fmt::format("{}", one)},
            {"text", one < 1000 ? fmt::format("{} metres", one) : fmt::format("{} km", one / 1000)},
            {"selected", one == metres}}));
    return Value::object({{"near", besides_view(room, visit, nearby(visit, context, metres))},
        {"alike", besides_view(room, visit, similar(room, visit, context))}, {"distances", choices},
        {"has_point", context.point.has_value()}});
}

Result<Response> api_around(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ContextId>("context"));
    auto const facts = TRY(find_facts(visit, id));
    TRY(must_open(visit, facts));
    auto const context = TRY(find(visit, id));
    auto const within = request.query("within");
    auto const metres = within.empty() ? usual_distance : distance_in(within);
    if (metres == 0)
        return invalid("Send 100, 500 or 2000 metres", "within");
    return http::json(json::serialize(
        json::object{{"within", metres}, {"near", besides_json(nearby(visit, context, metres))},
            {"alike", besides_json(similar(room, visit, context))}}));
}

access::Operation api_around_operation()
{
    return {http::Method::get, "/api/v1/contexts/{context}/around", "findContextsAround",
        "Schools, places and online spaces near one (?within=100, 500 or 2000 metres) and like it, "
        "each with its reasons; never homes, groups or protected addresses",
        "contexts", "",
        R"({"type":"object","required":["within","near","alike"],"properties":{"within":{"type":"integer"},
        "near":{"type":"array","items":{"type":"object"}},"alike":{"type":"array","items":{"type":"object"}}}})"};
}

} // namespace kith::contexts
