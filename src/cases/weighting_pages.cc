// SPDX-License-Identifier: MIT
#include "cases/weighting_pages.h"
#include "base/london.h"
#include "cases/plan_views.h"
#include "cases/views.h"
#include "cases/weighting_views.h"
#include <algorithm>

namespace kith::cases {
namespace {
    using html::Value;

    std::string weighting_address(Case const& one) { return address_of(one.id) + "/weighting"; }

    struct WeightingForm {
        Weighting wanted;
        std::int64_t seen = 0;
    };

    WeightingForm read_weighting_form(
        http::FormData const& form, CaseId of, std::vector<ToWeigh> const& parts, Date today)
    {
        WeightingForm read;
        read.wanted.of = of;
        read.wanted.on = today;
        read.wanted.own_view = form.first("own_view");
        read.wanted.own_view_missing = form.first("own_view_missing");
        for (auto const& part : parts) {
            PartWeight one{part.part, std::string(form.first(part.part + "-harm")),
                std::string(form.first(part.part + "-safety")),
                std::string(form.first(part.part + "-because")), {}};
            for (auto const text : form.all(part.part + "-contexts"))
                if (auto const id = ContextId::read(text))
                    one.contexts.push_back(*id);
            if (parts.size() == 1)
                one.contexts = {part.choices.front().context};
            read.wanted.parts.push_back(std::move(one));
        }
        read.seen = version_typed(form, "seen");
        return read;
    }

    Value weight_choices(Cases const& room, Date today, std::string const& chosen)
    {
        auto items = Value::array();
        for (auto const& code : room.facts.codes("weight", today))
            items.push(Value::object(
                {{"value", code.code}, {"text", code.label}, {"selected", code.code == chosen}}));
        return items;
    }

    Value asked_parts(Cases const& room, Visit const& visit, std::vector<ToWeigh> const& parts,
        Weighting const& typed)
    {
        auto const today = london::day_of(visit.now());
        return Value::each(parts, [&](ToWeigh const& part) {
            auto const* const stands = typed.part(part.part);
            auto const one = stands ? *stands : PartWeight{part.part};
            auto choices = Value::array();
            if (parts.size() > 1)
                for (auto const& choice : part.choices)
                    choices.push(
                        Value::object({{"value", choice.context.write()}, {"text", choice.text},
                            {"checked",
                                std::ranges::find(one.contexts, choice.context)
                                    != one.contexts.end()}}));
            return Value::object(
                {{"code", part.part}, {"label", label_of(room, "context_kind", part.part)},
                    {"harm", weight_choices(room, today, one.harm)},
                    {"safety", weight_choices(room, today, one.safety)}, {"because", one.because},
                    {"choices", choices}});
        });
    }

    Response show_weighting_form(Cases const& room, Visit const& visit, Case const& one,
        WeightingForm const& typed, std::vector<Error> const& problems = {},
        http::Status status = http::Status::ok)
    {
        auto const parts = to_weigh(room, visit, one);
        auto page = Value::object({{"section", one.of_context() ? "/contexts" : "/people"},
            {"case", case_view(room, visit, one)}, {"alone", parts.size() == 1},
            {"parts", asked_parts(room, visit, parts, typed.wanted)}, {"seen", typed.seen},
            {"own_view", typed.wanted.own_view},
            {"own_view_missing", typed.wanted.own_view_missing},
            {"problems", problems_view(problems)}});
        if (!problems.empty())
            page["errors"] = errors_view(problems);
        if (status == http::Status::conflict) {
            auto const all = shown_weightings(room, visit, one);
            if (!all.empty()) {
                page["stands"] = weighting_view(room, visit, all.front());
                page["seen"] = all.front().version;
            }
        }
        return room.pages.show(visit, "cases/weighting_form.njk", page, status);
    }

    std::optional<Value> weighting_panel(Cases const& room, Visit const& visit, Case const& one)
    {
        auto const all = shown_weightings(room, visit, one);
        auto const facts = facts_of(visit, one);
        auto const may_weigh = facts && visit.permits("weigh", *facts) && one.is_open();
        if (all.empty() && !may_weigh)
            return std::nullopt;
        auto panel = Value::object({{"title", "Which contexts weigh most"}});
        if (all.empty()) {
            panel["text"] = "The contexts are not weighed yet. Effort follows the weight.";
            panel["link"] = Value::object(
                {{"text", "Weigh the contexts"}, {"href", weighting_address(one) + "/new"}});
            return panel;
        }
        panel["text"] = "Judged on " + all.front().on.in_words() + " by "
            + room.name_of(visit.reading(), all.front().by) + ".";
        panel["svg"] = Value::safe(weighting_picture(room, all.front()));
        auto rows = Value::array();
        for (auto const& part : all.front().parts)
            rows.push(Value::array({Value(label_of(room, "context_kind", part.part)),
                Value(label_of(room, "weight", part.harm)),
                Value(label_of(room, "weight", part.safety))}));
        panel["table"] = Value::object(
            {{"head", Value::array({Value("Context"), Value("In harm"), Value("In safety")})},
                {"rows", rows}});
        panel["link"] = Value::object({{"text", "Reasons, own view and earlier weightings"},
            {"href", weighting_address(one)}});
        return panel;
    }
} // namespace

Result<Response> show_weighting(Cases const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<CaseId>("case"));
    auto const one = TRY(find(visit, id));
    auto const facts = TRY(facts_of(visit, one));
    auto const all = shown_weightings(room, visit, one);
    auto page = Value::object({{"section", one.of_context() ? "/contexts" : "/people"},
        {"case", case_view(room, visit, one)},
        {"weightings",
            Value::each(all,
                [&](Weighting const& weighting) {
                    return weighting_view(room, visit, weighting);
                })},
        {"may_weigh", visit.permits("weigh", facts) && one.is_open()},
        {"notice", request.query("said") == "weighed" ? "The weighting is recorded." : ""}});
    return room.pages.show(visit, "cases/weighting.njk", page);
}

Result<Response> ask_weighting(Cases const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<CaseId>("case"));
    auto const one = TRY(find(visit, id));
    auto const facts = TRY(facts_of(visit, one));
    TRY(visit.may("weigh", facts));
    WeightingForm form;
    auto const all = shown_weightings(room, visit, one);
    if (!all.empty()) {
        form.wanted = all.front();
        form.wanted.own_view.clear(); // asked anew each time
        form.wanted.own_view_missing.clear();
        form.seen = all.front().version;
    }
    return show_weighting_form(room, visit, one, form);
}

Result<Response> record_weighting(Cases const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<CaseId>("case"));
    auto const form = TRY(request.form());
    auto const one = TRY(find(visit, id));
    auto const facts = TRY(facts_of(visit, one));
    TRY(visit.may("weigh", facts));
    auto const today = london::day_of(visit.now());
    auto const typed = read_weighting_form(form, id, to_weigh(room, visit, one), today);
    auto const problems = problems_of(tidied(typed.wanted), today);
    if (!problems.empty())
        return show_weighting_form(room, visit, one, typed, problems, http::Status::unprocessable);
    auto const made = visit.change(
        [&](Change& change) { return weigh(room, change, id, typed.wanted, typed.seen); });
    if (made)
        return http::see_other(weighting_address(one) + "?said=weighed");
    if (made.error().code == Code::conflict)
        return show_weighting_form(room, visit, one, typed, {made.error()}, http::Status::conflict);
    if (made.error().code == Code::invalid)
        return show_weighting_form(
            room, visit, one, typed, {made.error()}, http::Status::unprocessable);
    return made.error();
}

void join_weighting(House& house, Cases& room)
{
    auto routes = house.routes.of(room);
    routes.get("/cases/{case}/weighting", "case:read", show_weighting);
    routes.get("/cases/{case}/weighting/new", "case:weigh", ask_weighting);
    routes.post("/cases/{case}/weighting/new", "case:weigh", record_weighting);
    room.needs["a weighting"] = [](Visit const& visit, Case const& one) -> std::optional<Missing> {
        if (!weightings_of(visit, one.id).empty())
            return std::nullopt;
        return Missing{"The contexts are not weighed yet", weighting_address(one) + "/new"};
    };
    room.panels.emplace_back(
        [&room](Visit const& visit, Case const& one) { return weighting_panel(room, visit, one); });
    room.contexts.weighs_for = [](db::Connection& connection, ContextId context) {
        std::set<Uuid> people;
        for (auto const person : people_it_weighs_for(connection, context))
            people.insert(people::kept_of(connection, person).uuid());
        return people;
    };
}

} // namespace kith::cases
