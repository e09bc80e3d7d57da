// SPDX-License-Identifier: MIT
#include "contexts/where_pages.h"
#include "base/london.h"
#include "contexts/map.h"
#include "contexts/typed.h"
#include "contexts/views.h"
#include "platform/geo/figure.h"
#include <charconv>
#include <fmt/core.h>

namespace kith::contexts {
namespace {
    using html::Value;
    using http::Request;
    using http::Response;

    // A school or a place that this visit may change, and whose address it may read.
    Result<Context> context_to_place(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<ContextId>("context"));
        auto const facts = TRY(find_facts(visit, id));
        TRY(visit.may("change", facts));
        auto context = TRY(find(visit, id));
        if (context.kind != "PLACE" && context.kind != "SCHOOL")
            return not_found();
        if (context.address_withheld)
            return error(Code::not_allowed,
                "The address is protected: only those who work with it change it");
        return context;
    }

    std::optional<directory::District> district_for(
        Contexts const& room, Visit const& visit, Context const& context, std::string const& asked)
    {
        auto code = asked.empty() ? context.district : asked;
        if (code.empty() && context.point)
            code = directory::district_at(visit.reading(), *context.point);
        return room.facts.district(code, london::day_of(visit.now()));
    }

    std::optional<directory::Mark> mark_of(Context const& context)
    {
        if (!context.point)
            return {};
        return directory::Mark{*context.point, context.name};
    }

    Value area_choices(
        Visit const& visit, directory::District const& district, std::string const& chosen)
    {
        auto items = Value::array({Value::object({{"value", ""}, {"text", "Choose"}})});
        if (auto const whole = directory::find_area(visit.reading(), district.code))
            items.push(Value::object({{"value", district.code},
                {"text", "The whole of " + district.name}, {"selected", chosen == district.code}}));
        for (auto const& ward : directory::wards_by_name(visit.reading(), district.code))
            items.push(Value::object(
                {{"value", ward.code}, {"text", ward.name}, {"selected", ward.code == chosen}}));
        return items;
    }

    Value district_choices(Contexts const& room, Visit const& visit, Context const& context)
    {
        auto const today = london::day_of(visit.now());
        auto const base = "/contexts/" + context.id.write() + "/where?district=";
        auto links = Value::array();
        for (auto const& one : room.facts.districts(today))
            links.push(Value::object({{"text", one.name}, {"href", base + one.code}}));
        return links;
    }

    Value where_values(Context const& context)
    {
        auto values = Value::object(
            {{"version", context.version}, {"outline", context.outline}, {"area", context.area},
                {"extent",
                    !context.area.empty()                                         ? "whole"
                        : context.outline.find("Polygon") != std::string::npos    ? "area"
                        : context.outline.find("LineString") != std::string::npos ? "line"
                                                                                  : "point"}});
        if (context.point) {
            values["latitude"] = fmt::format("{}", context.point->latitude);
            values["longitude"] = fmt::format("{}", context.point->longitude);
        }
        return values;
    }

    struct Placing {
        Value values;
        std::string district = {}; // asked for
        std::string pointed = {};  // what was pointed at, in words
        std::vector<Error> problems = {};
        http::Status status = http::Status::ok;
    };

    Response show_where(
        Contexts const& room, Visit const& visit, Context const& context, Placing const& placing)
    {
        auto const district = district_for(room, visit, context, placing.district);
        auto page
            = Value::object({{"section", "/contexts"}, {"context", view_of(room, visit, context)},
                {"values", placing.values}, {"problems", problems_view(placing.problems)},
                {"pointed", placing.pointed}, {"late", placing.status == http::Status::conflict},
                {"districts", district_choices(room, visit, context)}});
        if (district) {
            page["district"] = district->name;
            page["district_code"] = district->code;
            page["areas"] = area_choices(visit, *district, placing.values.get("area").text());
            if (!directory::draw_to_point_at(visit.reading(), *district, {}).empty())
                page["image"] = fmt::format(
                    "/contexts/{}/where/map.svg?district={}", context.id.write(), district->code);
        }
        if (!placing.problems.empty())
            page["errors"] = errors_view(placing.problems);
        return room.pages.show(visit, "contexts/where.njk", page, placing.status);
    }

    std::optional<double> pixels(std::string_view text)
    {
        int value = 0;
        auto const read = std::from_chars(text.data(), text.data() + text.size(), value);
        return read.ec == std::errc() ? std::optional(static_cast<double>(value)) : std::nullopt;
    }

    // The image was pressed: where it was pressed comes back in the form.
    Response pointed(Contexts const& room, Visit const& visit, Context const& context,
        http::FormData const& form)
    {
        Placing placing{values_typed(form), links::text_of(form, "district")};
        auto const right = pixels(form.first("pick.x"));
        auto const down = pixels(form.first("pick.y"));
        auto const district = district_for(room, visit, context, placing.district);
        auto const by_key = right && down && *right == 0 && *down == 0; // no point at all
        auto const at = right && down && district && !by_key
            ? directory::pointed_at(visit.reading(), *district, mark_of(context), *right, *down)
            : std::nullopt;
        if (!at) {
            placing.problems.push_back(invalid(
                "Point at a place on the map, or enter latitude and longitude", "latitude"));
            placing.status = http::Status::unprocessable;
            return show_where(room, visit, context, placing);
        }
        placing.values["extent"] = "point";
        placing.values["latitude"] = fmt::format("{:.5f}", at->latitude);
        placing.values["longitude"] = fmt::format("{:.5f}", at->longitude);
        auto const ground = directory::draw_in_district(
            visit.reading(), *district, {*at, context.name}, directory::Drawn::as_dot);
        placing.pointed = ground.lies_in.front().empty()
            ? "You pointed outside the district."
            : fmt::format("You pointed at a place in {}.", ground.lies_in.front());
        placing.pointed += " Nothing is saved yet: say why, and save.";
        return show_where(room, visit, context, placing);
    }

    // The context as it would be.
    Result<Context> placed(Visit const& visit, Context context, http::FormData const& form)
    {
        auto const extent = form.first("extent");
        context.outline.clear();
        context.area.clear();
        context.point.reset();
        if (extent == "point") {
            auto const typed = read_typed(form, context);
            if (!typed.problems.empty())
                return typed.problems.front();
            if (!typed.context.point)
                return invalid(
                    "Enter latitude and longitude, or point at it on the map", "latitude");
            context.point = typed.context.point;
        } else if (extent == "line" || extent == "area") {
            auto const figure = TRY(geo::read_figure(
                form.first("outline"), extent == "line" ? geo::ListIs::line : geo::ListIs::area));
            if (figure.empty())
                return invalid("Paste or type its line or area", "outline");
            context.outline = geo::write_geojson(figure);
            context.point = geo::middle_of(figure);
        } else if (extent == "whole") {
            context.area = form.first("area");
            auto const area = directory::find_area(visit.reading(), context.area);
            if (!area)
                return invalid("Choose which area", "area");
            context.district = area->district;
            return context; // the store finds a point inside
        } else {
            return invalid("Choose what it looks like on the ground", "extent");
        }
        if (auto const code = directory::district_at(visit.reading(), *context.point);
            !code.empty())
            context.district = code;
        return context;
    }
} // namespace

Result<Response> ask_where(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const context = TRY(context_to_place(visit, request));
    return show_where(
        room, visit, context, {where_values(context), std::string(request.query("district"))});
}

Result<Response> show_where_map(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const context = TRY(context_to_place(visit, request));
    auto const district
        = district_for(room, visit, context, std::string(request.query("district")));
    auto const svg = district
        ? directory::draw_to_point_at(visit.reading(), *district, mark_of(context))
        : std::string();
    if (svg.empty())
        return not_found();
    auto answer = http::text(svg);
    answer.headers.set("Content-Type", "image/svg+xml");
    return answer;
}

Result<Response> record_where(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const context = TRY(context_to_place(visit, request));
    auto const form = TRY(request.form());
    if (form.has("pick.x"))
        return pointed(room, visit, context, form);
    Placing again{values_typed(form), links::text_of(form, "district")};
    again.status = http::Status::unprocessable;
    auto wanted = placed(visit, context, form);
    if (!wanted)
        again.problems.push_back(wanted.error());
    auto const reason = links::text_of(form, "reason");
    if (reason.empty())
        again.problems.push_back(invalid("Say why the record changes", "reason"));
    if (!again.problems.empty())
        return show_where(room, visit, context, again);
    wanted->version = std::atoll(std::string(form.first("version")).c_str());
    auto const saved = visit.change([&](Change& change) { return save(change, *wanted, reason); });
    if (saved)
        return http::see_other("/contexts/" + context.id.write() + "?said=saved");
    if (saved.error().code != Code::invalid && saved.error().code != Code::conflict)
        return saved.error();
    again.problems.push_back(saved.error());
    auto const now_stands = TRY(find(visit, context.id));
    if (saved.error().code == Code::conflict) {
        again.status = http::Status::conflict;
        again.values["version"] = now_stands.version;
    }
    return show_where(room, visit, now_stands, again);
}

} // namespace kith::contexts
