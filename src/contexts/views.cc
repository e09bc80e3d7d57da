// SPDX-License-Identifier: MIT
#include "contexts/views.h"
#include "base/london.h"
#include "contexts/counts.h"
#include "contexts/household.h"
#include "contexts/own_views.h"
#include <fmt/core.h>
#include <set>

namespace kith::contexts {
namespace {
    using html::Value;

    Value detail(char const* key, Value texts)
    {
        return Value::object({{"key", key}, {"texts", std::move(texts)}});
    }

    void add_text(Value& rows, char const* key, std::string const& text)
    {
        if (!text.empty())
            rows.push(detail(key, Value::array({text})));
    }

    std::string district_name(Contexts const& room, Visit const& visit, Context const& context)
    {
        auto const district = room.facts.district(context.district, london::day_of(visit.now()));
        return district ? district->name : std::string();
    }

    char const* noun_of(Context const& context)
    {
        return context.kind == "HOME"  ? "home"
            : context.kind == "PEER"   ? "group"
            : context.kind == "SCHOOL" ? "school"
            : context.kind == "ONLINE" ? "online space"
                                       : "place";
    }

    std::string where_in_words(Contexts const& room, Visit const& visit, Context const& context)
    {
        std::string where;
        for (auto const& part :
            {context.address, context.postcode, district_name(room, visit, context)})
            if (!part.empty())
                where += (where.empty() ? "" : ", ") + part;
        return where;
    }
} // namespace

std::string label_of(Contexts const& room, std::string_view list, std::string_view code)
{
    auto const listed = room.facts.code(list, code);
    return listed ? listed->label : std::string(code);
}

Value row_of(Contexts const& room, Visit const& visit, Context const& context)
{
    auto const district = district_name(room, visit, context);
    auto row = Value::object({{"href", "/contexts/" + context.id.write()}, {"text", context.name},
        {"detail",
            fmt::format("{} · {}{}{}", label_of(room, "context_kind", context.kind),
                context.reference.write(), district.empty() ? "" : " · ", district)}});
    if (context.closed)
        row["status"] = Value::object({{"text", "Closed"}, {"tone", "quiet"}});
    return row;
}

Value view_of(Contexts const& room, Visit const& visit, Context const& context)
{
    auto facts = Value::array(
        {Value::object({{"key", "Kind"}, {"text", label_of(room, "context_kind", context.kind)}})});
    if (auto const district = district_name(room, visit, context); !district.empty())
        facts.push(Value::object({{"key", "District"}, {"text", district}}));
    return Value::object({{"reference", context.reference.write()}, {"name", context.name},
        {"id", context.id.write()}, {"noun", noun_of(context)},
        {"href", "/contexts/" + context.id.write()}, {"facts", facts}, {"version", context.version},
        {"details", details_view(room, visit, context)},
        {"who_can_see",
            is_public(context)
                ? "all who work with places. Who is linked to it, only those who may know each of "
                  "them"
                : "those who work with it (named on this page), whoever recorded it, and front "
                  "doors, who say why"}});
}

Value details_view(Contexts const& room, Visit const& visit, Context const& context)
{
    auto rows = Value::array();
    add_text(rows, "Name", context.name);
    add_text(rows, "Where", where_in_words(room, visit, context));
    add_own_details(room, visit, context, rows);
    add_text(rows, "Platform", context.platform);
    add_text(rows, "Handle", context.handle);
    add_text(rows, "Address online", context.url); // shown, never followed from here
    add_text(rows, "Owner or manager", context.owner);
    add_text(rows, "When it is open or busy", context.opening);
    if (context.closed)
        add_text(rows, "Status", "Closed");
    return rows;
}

Linked linked_view(
    Contexts const& room, Visit const& visit, Context const& context, bool may_change)
{
    auto const self = thing(context.id);
    Linked linked{Value::array(), {}};
    std::set<std::pair<Thing, std::string>> shown_already;
    for (auto const& link : room.links.store.list_of(visit, self)) {
        auto const other = room.links.seen.kept(visit, link.other_end(self));
        if (!shown_already.emplace(other, link.role).second)
            continue; // two records of one person
        auto const shown = room.links.seen.show(visit, other);
        auto row = Value::object({{"text", shown.text}, {"href", shown.href},
            {"role", label_of(room, "link_role", link.role)},
            {"detail", label_of(room, "certainty", link.confidence) + ". " + link.source},
            {"handling", link.handling}});
        if (context.kind != "HOME" || link.role != lives_there) {
            linked.rows.push(row);
            continue;
        }
        if (link.from_day)
            row["since"] = "since " + link.from_day->in_words();
        if (may_change && link.drawn_from == self)
            row["end"]
                = fmt::format("/contexts/{}/household/{}/end", context.id.write(), link.id.write());
        linked.household.push(row);
    }
    linked.others = numbers_of(room, visit, context).others_in_words();
    return linked;
}

Value events_view(Contexts const& room, Visit const& visit, Context const& context)
{
    return Value::each(
        room.links.store.list_events(visit, thing(context.id)), [&](links::Happened const& one) {
            auto const& event = one.event;
            return Value::object({{"title", label_of(room, "event_kind", event.kind)},
                {"when", event.when_in_words()}, {"who", event.source}, {"text", event.said},
                {"href", room.links.seen.show(visit, event.drawn_from).href}});
        });
}

} // namespace kith::contexts
