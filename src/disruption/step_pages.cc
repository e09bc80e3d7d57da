// SPDX-License-Identifier: MIT
// One step: where it stands, its history, conditions, whom it touches; and on paper.
#include "base/london.h"
#include "disruption/effect_counts.h"
#include "disruption/pages.h"
#include "disruption/views.h"
#include "platform/html/problems.h"

namespace kith::disruption {
namespace {
    using html::Value;

    constexpr char const* readers
        = "those who work against exploitation and with its target, and the agency whose step it "
          "is. Who is linked to it: only those who may know them";

    std::string notice_of(std::string_view said)
    {
        if (said == "considered")
            return "It is recorded as considered. Answer what is asked before it is planned.";
        if (said == "moved")
            return "Where it stands is recorded.";
        if (said == "taken-back")
            return "The entry is taken back. It stays in the history.";
        if (said == "condition")
            return "The condition is recorded.";
        if (said == "child")
            return "They are linked. Nobody sees that who may not know them.";
        if (said == "ended")
            return "It has ended. It stays in the list.";
        if (said == "answered")
            return "The answers are recorded.";
        if (said == "corrected")
            return "The correction is recorded.";
        return "";
    }

    Value page_of_step(Disruption const& room, Visit const& visit, Step const& step)
    {
        auto const facts = facts_of(visit, step);
        auto const may = [&](char const* act) { return facts && visit.permits(act, *facts); };
        auto const answers = answers_view(room, visit, step);
        auto const next = Value::each(next_of(step.status), [](StepStatus status) {
            return Value::object({{"value", std::string(name_of(status))},
                {"text", std::string(in_words_of(status))}});
        });
        auto versions = Value::each(versions_of(visit, step), [&](StepWas const& was) {
            return Value::object({{"text",
                london::in_words(was.until) + ", " + room.name_of(visit.reading(), was.by) + ": "
                    + was.reason}});
        });
        return Value::object({{"section", step.target.kind == "person" ? "/people" : "/contexts"},
            {"step", step_view(room, visit, step)},
            {"moves", moves_view(room, visit, step, may("move"))},
            {"conditions", conditions_view(visit, step)},
            {"children", children_view(room, visit, step)}, {"answers", answers}, {"next", next},
            {"reviews", reviews_view(room, visit, step)},
            {"has_begun", began_on(visit, step).has_value()}, {"versions", versions},
            {"may_move", may("move")}, {"may_change", may("change")}, {"who_can_see", readers}});
    }

    Result<Response> show_step(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const step = TRY(step_in(visit, request, "read"));
        StepTyped typed;
        typed.notice = notice_of(request.query("said"));
        return draw_step(room, visit, step, typed);
    }

    Result<Response> print_step(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const step = TRY(step_in(visit, request, "read"));
        auto page = page_of_step(room, visit, step);
        page["printed"] = london::in_words(visit.now());
        return room.pages.show(visit, "disruption/print.njk", page);
    }

    // Done, or the page again as it was typed.
    template <class Made>
    Result<Response> after_step(Disruption const& room, Visit const& visit, StepId id,
        http::FormData const& form, Made const& made, char const* said)
    {
        if (made)
            return http::see_other(address_of(id) + "?said=" + said);
        if (made.error().code != Code::invalid && made.error().code != Code::conflict)
            return made.error();
        auto const stands = TRY(find(visit, id));
        return draw_step(room, visit, stands, {links::values_of(form), {made.error()}, {}});
    }

    Result<Response> take_move(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const step = TRY(step_in(visit, request, "move"));
        auto const form = TRY(request.form());
        std::vector<Error> unread;
        MoveTyped typed;
        auto const status = read_status(form.first("status"));
        if (!status)
            unread.push_back(invalid("Choose where it stands", "status"));
        typed.status = status.value_or(StepStatus::considered);
        typed.on = day_in(form, "on", unread).value_or(london::day_of(visit.now()));
        typed.why = links::text_of(form, "why");
        if (!unread.empty())
            return draw_step(room, visit, step, {links::values_of(form), unread, {}});
        auto const version = std::atoll(links::text_of(form, "version").c_str());
        auto const made = visit.change(
            [&](Change& change) { return move(room, change, step.id, version, typed); });
        return after_step(room, visit, step.id, form, made, "moved");
    }

    Result<Response> take_move_away(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const step = TRY(step_in(visit, request, "move"));
        auto const entry = TRY(request.id<StepMoveId>("move"));
        auto const form = TRY(request.form());
        auto const made = visit.change([&](Change& change) {
            return take_back(room, change, step.id, entry, links::text_of(form, "taken_back"));
        });
        return after_step(room, visit, step.id, form, made, "taken-back");
    }

    Result<Response> take_condition(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const step = TRY(step_in(visit, request, "change"));
        auto const form = TRY(request.form());
        auto const made = visit.change([&](Change& change) {
            return set_condition(change, step.id, links::text_of(form, "words"));
        });
        return after_step(room, visit, step.id, form, made, "condition");
    }

    Result<Response> end_one_condition(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const step = TRY(step_in(visit, request, "change"));
        auto const text = TRY(request.segment("condition"));
        auto const id = Uuid::read(text);
        if (!id)
            return not_found();
        auto const form = TRY(request.form());
        auto const made = visit.change([&](Change& change) {
            return drop_condition(change, step.id, *id, links::text_of(form, "dropped"));
        });
        return after_step(room, visit, step.id, form, made, "ended");
    }

    Result<Response> take_child(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const step = TRY(step_in(visit, request, "change"));
        auto const form = TRY(request.form());
        auto const made = visit.change([&](Change& change) {
            return link_child(change, step.id, links::text_of(form, "child"),
                links::text_of(form, "child_because"));
        });
        return after_step(room, visit, step.id, form, made, "child");
    }

    Result<Response> end_one_child(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const step = TRY(step_in(visit, request, "change"));
        auto const text = TRY(request.segment("child"));
        auto const id = Uuid::read(text);
        if (!id)
            return not_found();
        auto const form = TRY(request.form());
        auto const made = visit.change([&](Change& change) {
            return unlink_child(change, step.id, *id, links::text_of(form, "unlinked"));
        });
        return after_step(room, visit, step.id, form, made, "ended");
    }
} // namespace

Result<Step> step_in(Visit const& visit, Request const& request, char const* act)
{
    auto const id = TRY(request.id<StepId>("step"));
    auto step = TRY(find(visit, id));
    auto const facts = TRY(facts_of(visit, step));
    TRY(visit.may(act, facts));
    return step;
}

Response draw_step(
    Disruption const& room, Visit const& visit, Step const& step, StepTyped const& typed)
{
    auto page = page_of_step(room, visit, step);
    page["values"] = typed.values;
    page["problems"] = html::problems_view(typed.problems);
    page["notice"] = typed.notice;
    if (!typed.problems.empty())
        page["errors"] = html::errors_view(typed.problems);
    return room.pages.show(visit, "disruption/step.njk", page, status_of(typed.problems));
}

void add_step_routes(access::Routes::OfRoom<Disruption>& routes)
{
    std::string const step = "/disruption/steps/{step}";
    routes.get(step, "disruption_step:read", show_step);
    routes.get(step + "/print", "disruption_step:read", print_step);
    routes.post(step + "/move", "disruption_step:move", take_move);
    routes.post(step + "/moves/{move}/take-back", "disruption_step:move", take_move_away);
    routes.post(step + "/conditions", "disruption_step:change", take_condition);
    routes.post(step + "/conditions/{condition}/end", "disruption_step:change", end_one_condition);
    routes.post(step + "/children", "disruption_step:change", take_child);
    routes.post(step + "/children/{child}/end", "disruption_step:change", end_one_child);
}

} // namespace kith::disruption
