// SPDX-License-Identifier: MIT
#include "contexts/history.h"
#include "base/london.h"
#include "contexts/api_own.h"
#include "contexts/rows.h"
#include "contexts/views.h"
#include "platform/geo/figure.h"
#include <algorithm>
#include <boost/json.hpp>
#include <fmt/core.h>

namespace kith::contexts {
namespace {
    namespace json = boost::json;
    using html::Value;
    using http::Request;
    using http::Response;

    constexpr db::Sql versions_of_context
        = {"versions of a context", "select * from contexts_was where id = $1 order by version"};

    std::string ground_in_words(Visit const& visit, Context const& context)
    {
        if (context.address_withheld)
            return "Protected";
        std::string text;
        auto const add = [&](std::string const& part) {
            if (!part.empty())
                text += (text.empty() ? "" : "; ") + part;
        };
        add(context.address);
        add(context.postcode);
        add(area_in_words(visit, context));
        add(outline_in_words(context));
        if (text.empty() && context.point)
            add(fmt::format("{:.5f}, {:.5f}", context.point->latitude, context.point->longitude));
        return text;
    }

    // What one aspect was, value by value.
    template <class Aspect>
    std::vector<Span> spans(std::vector<Version> const& versions, Aspect aspect)
    {
        std::vector<Span> all;
        for (std::size_t i = 0; i < versions.size(); ++i) {
            auto const text = aspect(versions[i].context);
            if (all.empty() || all.back().text != text)
                all.push_back({text, versions[i].context.recorded_at});
            all.back().until = versions[i].until;
            all.back().why = versions[i].why;
            all.back().changed_by
                = i + 1 < versions.size() ? versions[i + 1].context.recorded_by : AccountId();
        }
        std::erase_if(all, [](Span const& one) { return one.text.empty(); });
        std::ranges::reverse(all);
        return all;
    }

    std::string name_or_none(Contexts const& room, Visit const& visit, AccountId account)
    {
        return account.none() ? std::string() : room.name_of(visit.reading(), account);
    }

    Value spans_view(Contexts const& room, Visit const& visit, std::vector<Span> const& all)
    {
        return Value::each(all, [&](Span const& one) {
            auto row = Value::object({{"text", one.text},
                {"from", london::day_of(one.from).in_words()}, {"stands", !one.until}});
            if (one.until) {
                row["until"] = london::day_of(*one.until).in_words();
                row["by"] = name_or_none(room, visit, one.changed_by);
                row["why"] = one.why;
            }
            return row;
        });
    }

    json::array spans_json(Contexts const& room, Visit const& visit, std::vector<Span> const& all)
    {
        json::array list;
        for (auto const& one : all) {
            json::object span{{"text", one.text}, {"from", one.from.write()},
                {"until", one.until ? json::value(one.until->write()) : json::value(nullptr)}};
            if (one.until) {
                span["changed_by"] = name_or_none(room, visit, one.changed_by);
                span["why"] = one.why;
            }
            list.push_back(span);
        }
        return list;
    }
} // namespace

std::vector<Version> versions_of(Visit const& visit, Context const& stands)
{
    auto const facts = facts_of(visit, stands);
    auto const reads_address = visit.permits("read address", facts);
    std::vector<Version> all;
    for (auto const row : visit.reading().run(versions_of_context, stands.id)) {
        Version kept{read_row(row), row.instant("superseded_at"), row.text("reason")};
        open_address(visit, facts, row, kept.context, &kept.why);
        auto const of_a_home = stands.kind == "HOME" || kept.context.kind == "HOME";
        if (stands.address_withheld || (of_a_home && !reads_address)) {
            clear_address(kept.context);
            kept.context.address_withheld = true;
            kept.why.clear();
        }
        all.push_back(std::move(kept));
    }
    all.push_back({stands});
    return all;
}

std::string area_in_words(Visit const& visit, Context const& context)
{
    if (context.area.empty())
        return {};
    auto const area = directory::find_area(visit.reading(), context.area);
    return "the whole of " + (area ? area->name : context.area);
}

std::string outline_in_words(Context const& context)
{
    auto const figure = geo::read_figure(context.outline, geo::ListIs::line);
    if (figure && !figure->lines.empty())
        return fmt::format("a line of {} points", figure->lines.front().size());
    if (figure && !figure->areas.polygons.empty())
        return fmt::format(
            "an area of {} corners", figure->areas.polygons.front().front().size() - 1);
    return {};
}

History history_of(Visit const& visit, Context const& context)
{
    auto const versions = versions_of(visit, context);
    return {spans(versions, [](Context const& one) { return one.name; }),
        spans(versions, [&](Context const& one) { return ground_in_words(visit, one); }),
        spans(versions, [](Context const& one) { return one.owner; }),
        spans(versions,
            [](Context const& one) { return std::string(one.closed ? "Closed" : "Open"); })};
}

Result<Response> show_history(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ContextId>("context"));
    auto const facts = TRY(find_facts(visit, id));
    if (!opens(visit, facts))
        return http::see_other("/contexts/" + id.write());
    auto const context = TRY(find(visit, id));
    auto const history = history_of(visit, context);
    auto const part = [&](char const* title, std::vector<Span> const& all) {
        return Value::object({{"title", title}, {"rows", spans_view(room, visit, all)}});
    };
    return room.pages.show(visit, "contexts/history.njk",
        Value::object({{"section", "/contexts"}, {"context", view_of(room, visit, context)},
            {"withheld", context.address_withheld},
            {"parts",
                Value::array(
                    {part("Names", history.names), part("Where it was", history.boundaries),
                        part("Owners and managers", history.owners),
                        part("Open or closed", history.standing)})}}));
}

Result<Response> api_history(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ContextId>("context"));
    auto const facts = TRY(find_facts(visit, id));
    TRY(must_open(visit, facts));
    auto const context = TRY(find(visit, id));
    auto const history = history_of(visit, context);
    return http::json(
        json::serialize(json::object{{"names", spans_json(room, visit, history.names)},
            {"boundaries", spans_json(room, visit, history.boundaries)},
            {"owners", spans_json(room, visit, history.owners)},
            {"standing", spans_json(room, visit, history.standing)}}));
}

access::Operation api_history_operation()
{
    return {http::Method::get, "/api/v1/contexts/{context}/history", "findContextHistory",
        "What a context was called, covered and belonged to, with who changed it and why",
        "contexts", "",
        R"({"type":"object","required":["names","boundaries","owners","standing"],"properties":{
        "names":{"type":"array","items":{"type":"object"}},"boundaries":{"type":"array","items":{"type":"object"}},
        "owners":{"type":"array","items":{"type":"object"}},"standing":{"type":"array","items":{"type":"object"}}}})"};
}

} // namespace kith::contexts
