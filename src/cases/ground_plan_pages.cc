// SPDX-License-Identifier: MIT
#include "cases/ground_plan_pages.h"
#include "base/london.h"
#include "cases/safety_map.h"
#include "cases/views.h"
#include <algorithm>

namespace kith::cases {
namespace {
    using html::Value;
    using http::Request;
    using http::Response;
    using http::Status;

    std::string ground_plan_address(CaseId id) { return address_of(id) + "/ground-plan"; }

    bool may_mark(Visit const& visit, Case const& of)
    {
        auto const facts = facts_of(visit, of);
        return facts && visit.permits("assess", *facts);
    }

    // A context's case, in which a safety map is used.
    Result<Case> mapped_case(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<CaseId>("case"));
        auto of = TRY(find(visit, id));
        auto const any = std::ranges::any_of(room.instruments.all(), [&](Instrument const& one) {
            return one.kind == InstrumentKind::map && one.used_in(of.subject.kind);
        });
        if (!any)
            return not_found();
        return of;
    }

    Value ground_plan_row(Cases const& room, Visit const& visit, GroundPlan const& one)
    {
        auto const standing = documents::shown(visit.reading(), one.file).standing;
        auto const opens = standing == documents::Standing::shown
            && (!one.withdrawn_at || may_mark(visit, find(visit, one.of).value()));
        return Value::object({{"id", one.id.write()}, {"shows", one.shows},
            {"src", opens ? documents::small_picture_path(one.file) : std::string()},
            {"href", opens ? documents::file_path(one.file) : std::string()},
            {"not_shown", documents::not_shown(standing)},
            {"when", london::in_words(one.recorded_at)},
            {"who", room.name_of(visit.reading(), one.recorded_by)},
            {"ended", one.withdrawn_at ? london::in_words(*one.withdrawn_at) : std::string()},
            {"ended_by",
                one.withdrawn_at ? room.name_of(visit.reading(), one.withdrawn_by) : std::string()},
            {"because", one.because}});
    }

    struct TypedGroundPlan {
        forms::Reading reading = {};
        std::string because = {};
        std::vector<Error> problems = {}; // of taking it off
        Status status = Status::ok;
        std::string notice = {};
    };

    Response show_ground_plans(
        Cases const& room, Visit const& visit, Case const& of, TypedGroundPlan const& typed)
    {
        auto const& files = *room.documents;
        forms::Drawing drawing{files.words};
        drawing.today = london::day_of(visit.now());
        drawing.file_named = documents::file_named(visit);
        auto const view
            = forms::view(files.forms.form("cases/ground_plan"), typed.reading, drawing);
        auto rows = Value::array();
        Value standing;
        for (auto const& one : ground_plans_of(visit, of.id)) {
            auto row = ground_plan_row(room, visit, one);
            if (!one.withdrawn_at && standing.is_absent())
                standing = std::move(row);
            else
                rows.push(std::move(row));
        }
        auto page = Value::object({{"section", "/contexts"}, {"case", case_view(room, visit, of)},
            {"href", ground_plan_address(of.id)}, {"standing", standing}, {"earlier", rows},
            {"may_add", may_mark(visit, of)}, {"form", view},
            {"most", files.settings.most_in_words()}, {"because", typed.because},
            {"notice", typed.notice}, {"problems", problems_view(typed.problems)}});
        if (!typed.reading.errors.empty())
            page["errors"] = view.get("errors");
        else if (!typed.problems.empty())
            page["errors"] = errors_view(typed.problems);
        return room.pages.show(visit, "cases/ground_plan.njk", page, typed.status);
    }

    Result<Response> show_ground_plan_page(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const of = TRY(mapped_case(room, visit, request));
        TypedGroundPlan typed;
        auto const said = request.query("said");
        typed.notice = said == "added" ? "The plan is saved. Print it for them to mark."
            : said == "off"            ? "The plan is taken off."
                                       : "";
        return show_ground_plans(room, visit, of, typed);
    }

    Result<Response> add_plan(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const of = TRY(mapped_case(room, visit, request));
        if (!may_mark(visit, of))
            return not_found();
        auto const sent = TRY(request.form());
        auto const& form = room.documents->forms.form("cases/ground_plan");
        auto const taken = documents::take_files(*room.documents, visit, form, sent, of.subject);
        TypedGroundPlan typed;
        typed.status = Status::unprocessable;
        typed.reading = documents::read(form, taken);
        if (!typed.reading.ok())
            return show_ground_plans(room, visit, of, typed);
        GroundPlan wanted;
        wanted.file = AttachmentId::read(typed.reading.answers.text("plan")).value();
        wanted.shows = typed.reading.answers.text("shows");
        auto const added
            = visit.change([&](Change& change) { return add_ground_plan(change, of, wanted); });
        if (added)
            return http::see_other(ground_plan_address(of.id) + "?said=added");
        if (added.error().code != Code::invalid)
            return added.error();
        typed.reading = typed.reading.refused(added.error());
        return show_ground_plans(room, visit, of, typed);
    }

    Result<Response> take_plan_off(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const of = TRY(mapped_case(room, visit, request));
        auto const form = TRY(request.form());
        auto const id = GroundPlanId::read(form.first("plan"));
        if (!id)
            return not_found();
        TypedGroundPlan typed;
        typed.because = links::text_of(form, "because");
        auto const off = visit.change(
            [&](Change& change) { return take_ground_plan_off(change, of, *id, typed.because); });
        if (off)
            return http::see_other(ground_plan_address(of.id) + "?said=off");
        auto const late = off.error().code == Code::conflict;
        if (off.error().code != Code::invalid && !late)
            return off.error();
        typed.problems = {off.error()};
        typed.status = late ? Status::conflict : Status::unprocessable;
        return show_ground_plans(room, visit, of, typed);
    }

    // To be marked by a young person: the squares over the plan, or empty ones, and what each mark
    // says. It names neither the case nor anybody.
    Result<Response> print_ground_plan(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const of = TRY(mapped_case(room, visit, request));
        auto const plan = standing_ground_plan(visit, of.id);
        return room.pages.show(visit, "cases/ground_plan_print.njk",
            Value::object({{"shows", plan ? plan->shows : std::string()},
                {"svg",
                    Value::safe(draw_squares("plan-to-mark",
                        plan ? documents::picture_path(plan->file) : std::string()))},
                {"back", ground_plan_address(of.id)}}));
    }
} // namespace

Value ground_plan_way(Cases const& room, Visit const& visit, Case const& of)
{
    auto const any = std::ranges::any_of(room.instruments.all(), [&](Instrument const& one) {
        return one.kind == InstrumentKind::map && one.used_in(of.subject.kind);
    });
    if (!any || !room.documents)
        return {};
    auto const stands = standing_ground_plan(visit, of.id).has_value();
    if (!stands && !may_mark(visit, of))
        return {};
    return Value::object({{"href", ground_plan_address(of.id)}, {"standing", stands}});
}

void join_ground_plans(House& house, Cases& room)
{
    if (!room.documents)
        return;
    auto routes = house.routes.of(room);
    auto const* const plan = "/cases/{case}/ground-plan";
    routes.get(plan, "case:read", show_ground_plan_page);
    routes.post(plan, "case:assess", add_plan, http::Lane::slow);
    routes.post("/cases/{case}/ground-plan/withdraw", "case:assess", take_plan_off);
    routes.get("/cases/{case}/ground-plan/print", "case:read", print_ground_plan);
    room.documents->holders["case"] = ground_plan_holder();
}

} // namespace kith::cases
