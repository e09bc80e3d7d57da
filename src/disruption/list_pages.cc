// SPDX-License-Identifier: MIT
// What my agency owns, what ends soon, what was breached; a phone or vehicle to begin with.
#include "base/london.h"
#include "disruption/pages.h"
#include "disruption/views.h"
#include "platform/html/problems.h"

namespace kith::disruption {
namespace {
    using html::Value;

    Value rows_where(Disruption const& room, Visit const& visit, std::vector<Step> const& steps,
        auto const& holds)
    {
        auto rows = Value::array();
        for (auto const& step : steps)
            if (holds(step))
                rows.push(step_row(room, visit, step));
        return rows;
    }

    Result<Response> show_steps(Disruption const& room, Visit const& visit, Request const&)
    {
        if (!visit.could("see the room", "disruption_step"))
            return not_found();
        auto const steps = list_owned(visit);
        auto const ends_soon = [&](Step const& step) {
            auto const ending = ending_in_words(room, visit, step);
            return ending && ending->alert != Alert::none;
        };
        auto const breached = [](Step const& step) { return step.status == StepStatus::breached; };
        auto const at_work = [&](Step const& step) {
            return is_live(step.status) && !ends_soon(step) && !breached(step);
        };
        auto const others = [](Step const& step) { return !is_live(step.status); };
        auto page = Value::object({{"section", "/contexts"}, {"any", !steps.empty()},
            {"agency", room.pages.agency_name(visit.visitor().agency)},
            {"ends_soon", rows_where(room, visit, steps, ends_soon)},
            {"breached", rows_where(room, visit, steps, breached)},
            {"at_work", rows_where(room, visit, steps, at_work)},
            {"others", rows_where(room, visit, steps, others)},
            {"told",
                Value::each(unread_breaches(visit),
                    [&](BreachTold const& told) { return breach_row_view(room, told); })},
            {"may_consider", visit.could("create", "disruption_step")},
            {"people_of_concern", visit.could("see the room", "person_of_concern")}});
        return room.pages.show(visit, "disruption/list.njk", page);
    }

    Result<Response> draw_thing(Disruption const& room, Visit const& visit, Value const& values,
        std::vector<Error> const& problems)
    {
        auto const kinds = Value::each(named_target_kinds, [&](char const* kind) {
            auto const label = room.facts.code("named_kind", kind);
            return Value::object(
                {{"value", std::string(kind)}, {"text", label ? label->label : std::string(kind)},
                    {"checked", values.get("kind").text() == kind}});
        });
        auto page = Value::object({{"section", "/contexts"}, {"kinds", kinds}, {"values", values},
            {"problems", html::problems_view(problems)}});
        if (!problems.empty())
            page["errors"] = html::errors_view(problems);
        return room.pages.show(visit, "disruption/thing.njk", page, status_of(problems));
    }

    Result<Response> ask_thing(Disruption const& room, Visit const& visit, Request const&)
    {
        if (!visit.could("create", "disruption_fact"))
            return not_found();
        return draw_thing(room, visit, Value::object(), {});
    }

    Result<Response> take_thing(Disruption const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "disruption_fact"))
            return not_found();
        auto const form = TRY(request.form());
        auto const made = visit.change([&](Change& change) {
            return name_target(room, change, links::text_of(form, "kind"),
                links::text_of(form, "words"), links::text_of(form, "where_from"));
        });
        if (made)
            return http::see_other(address_of(*made));
        if (made.error().code != Code::invalid && made.error().code != Code::conflict)
            return made.error();
        return draw_thing(room, visit, links::values_of(form), {made.error()});
    }

    Result<BreachTold> breach_in(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<StepMoveId>("breach"));
        return find_told(visit, id);
    }

    Result<Response> show_breach(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const told = TRY(breach_in(visit, request));
        auto page = Value::object({{"section", "/contexts"},
            {"href", address_of_breach(told.breach.move)}, {"on", told.breach.on.in_words()},
            {"tactic", tactic_name(room, told.breach.tactic)},
            {"owner", room.pages.agency_name(told.breach.owner_agency)},
            {"case_reference", told.held.reference.write()},
            {"case_href", "/cases/" + told.held.id.write()},
            {"read", has_read(visit.reading(), told.breach.move, visit.visitor().account)}});
        if (knows(visit, told.breach.step))
            page["step"] = Value::object({{"reference", told.breach.reference.write()},
                {"href", address_of(told.breach.step)}});
        return room.pages.show(visit, "disruption/breach.njk", page);
    }

    Result<Response> take_breach(Disruption const&, Visit const& visit, Request const& request)
    {
        auto const told = TRY(breach_in(visit, request));
        TRY(say_read(visit, told.breach.move));
        return http::see_other("/cases/" + told.held.id.write());
    }
} // namespace

void add_list_routes(access::Routes::OfRoom<Disruption>& routes)
{
    routes.get("/disruption", "disruption_step:see the room", show_steps);
    routes.get("/disruption/things/new", "disruption_fact:create", ask_thing);
    routes.post("/disruption/things/new", "disruption_fact:create", take_thing);
    routes.get("/disruption/breaches/{breach}", "case:read", show_breach);
    routes.post("/disruption/breaches/{breach}", "case:read", take_breach);
}

} // namespace kith::disruption
