// SPDX-License-Identifier: MIT
#include "cases/escalation_pages.h"
#include "base/london.h"
#include "cases/escalation_acts.h"
#include "cases/plan_views.h"
#include "cases/views.h"
#include "platform/forms/drafts.h"
#include <algorithm>

namespace kith::cases {
namespace {
    using html::Value;
    using http::Request;
    using http::Response;
    using http::Status;

    constexpr auto between_rounds = std::chrono::hours(1); // a day's end is noticed within one

    constexpr std::array<std::pair<char const*, char const*>, 5> text_labels{
        {{"about", "What they do not agree with"}, {"why", "Why"},
            {"wanted", "What they want to happen"},
            {"tried", "What the workers said to one another"},
            {"meanwhile", "What is done for safety meanwhile"}}};

    Value text_rows(Escalation const& one)
    {
        auto rows = Value::array();
        for (std::size_t i = 0; i < escalation_texts.size(); ++i)
            rows.push(Value::object(
                {{"key", text_labels.at(i).second}, {"text", one.*escalation_texts.at(i).text}}));
        if (!one.agreed.empty())
            rows.push(Value::object({{"key", "What was agreed"}, {"text", one.agreed}}));
        return rows;
    }

    // The case as far as this visit may know it: {reference, href, text, of_context}.
    Value case_behind(Cases const& room, Visit const& visit, Case const& of)
    {
        return Value::object({{"reference", of.reference.write()}, {"id", of.id.write()},
            {"href", knows(visit, of.id) ? address_of(of.id) : std::string()},
            {"text", subject_shown(room, visit, of).text}, {"of_context", of.of_context()},
            {"open", of.is_open()}});
    }

    char const* where_it_lies(EscalationStage const& stage)
    {
        return stage_after(stage.code) ? "It lies here" : "It is notified";
    }

    Value stages_of(Escalation const& one)
    {
        auto before = true;
        return Value::each(escalation_stages, [&](EscalationStage const& stage) {
            auto const here = one.stage == stage.code;
            before = before && !here;
            return Value::object({{"text", stage.label}, {"here", here && one.open()},
                {"state",
                    here         ? (one.open() ? where_it_lies(stage) : "Settled here")
                        : before ? "Past"
                                 : "Not reached"}});
        });
    }

    char const* step_title(EscalationStep const& step)
    {
        return step.kind == "answered" ? "Answered"
            : step.kind == "moved"     ? "Answered, and moved on"
            : step.kind == "clock"     ? "The time passed with nothing agreed: moved on"
                                       : "Settled";
    }

    Value steps_view(Cases const& room, Visit const& visit, KnownEscalation const& known)
    {
        return Value::each(shown_steps(room, visit, known), [&](EscalationStep const& step) {
            return Value::object(
                {{"title", std::string(step_title(step)) + ". " + stage_of(step.stage).label},
                    {"when", london::in_words(step.at)},
                    {"who",
                        step.by.none() ? std::string("Kith")
                                       : room.name_of(visit.reading(), step.by) + ", "
                                + agency_named(visit, step.agency)},
                    {"text", step.said}});
        });
    }

    Value escalation_view(Cases const& room, Visit const& visit, KnownEscalation const& known)
    {
        auto const one = shown_escalation(room, visit, known);
        auto const* const next = stage_after(one.stage);
        auto view = Value::object({{"href", escalation_path(one)}, {"rows", text_rows(one)},
            {"raised", london::in_words(one.raised_at)},
            {"by", room.name_of(visit.reading(), one.created_by)},
            {"agency", agency_named(visit, one.owner_agency)}, {"open", one.open()},
            {"version", one.version}, {"stages", stages_of(one)},
            {"stage", stage_of(one.stage).label}, {"next", next ? next->label : ""},
            {"steps", steps_view(room, visit, known)}, {"meanwhile", one.meanwhile},
            {"held_by", one.held_agency.none() ? "" : agency_named(visit, one.held_agency)},
            {"decides", one.open() && known.decides},
            {"may_answer", one.open() && visit.permits("answer", known.facts)},
            {"may_settle", one.open() && visit.permits("settle", known.facts)},
            {"may_change", one.open() && visit.permits("change", known.facts)},
            {"was", Value::each(shown_versions(room, visit, known), [](EscalationWas const& was) {
                 return Value::object({{"until", london::in_words(was.until)},
                     {"reason", was.reason}, {"rows", text_rows(was.one)}});
             })}});
        if (one.due_at && one.open())
            view["due"] = due_view(*one.due_at, visit.now());
        return view;
    }

    std::string escalation_notice(std::string_view said)
    {
        return said == "raised"  ? "The disagreement is raised. It lies with the line managers."
            : said == "answered" ? "The answer is sent."
            : said == "moved"    ? "The answer is sent, and it has moved on."
            : said == "settled"  ? "It is settled, with what was agreed."
            : said == "right"    ? "It is put right. What it said before stays."
                                 : "";
    }

    // What was typed into one of the page's forms, to be shown again.
    struct TypedAnswer {
        Value values = Value::object();
        std::vector<Error> problems = {};
    };
    // What was typed into a form that is not there any more, since it was settled meanwhile: to be
    // copied from the page, and not lost.
    Value typed_in_vain(Value const& typed, Value const& shown)
    {
        auto rows = Value::array();
        auto const add = [&](char const* field, char const* form, char const* label) {
            if (!shown.get(form).truthy() && typed.has(field) && !typed.get(field).text().empty())
                rows.push(Value::object({{"key", label}, {"text", typed.get(field)}}));
        };
        add("said", "may_answer", "Your answer");
        add("meanwhile", "may_answer", "What is done for safety meanwhile");
        add("agreed", "may_settle", "What was agreed");
        return rows;
    }

    Response escalation_page(Cases const& room, Visit const& visit, KnownEscalation const& known,
        TypedAnswer const& typed, std::string const& notice = {}, Status status = Status::ok)
    {
        visit.looked_at(known.facts.thing);
        auto page = Value::object({{"section", known.of.of_context() ? "/contexts" : "/people"},
            {"case", case_behind(room, visit, known.of)},
            {"one", escalation_view(room, visit, known)}, {"values", typed.values},
            {"problems", problems_view(typed.problems)}, {"notice", notice},
            {"late", status == Status::conflict}});
        page["in_vain"] = typed_in_vain(typed.values, page.get("one"));
        if (!typed.values.has("meanwhile"))
            page["values"]["meanwhile"] = page.get("one").get("meanwhile");
        if (!typed.problems.empty())
            page["errors"] = errors_view(typed.problems);
        return room.pages.show(visit, "cases/escalation.njk", page, status);
    }

    struct TypedEscalation {
        Escalation one = {};
        Value values = Value::object();
        std::string reason = {};
        std::string key = {};
        std::vector<Error> problems = {};
    };
    TypedEscalation typed_escalation(http::FormData const& form)
    {
        TypedEscalation typed;
        typed.values = links::values_of(form);
        for (auto const& each : escalation_texts)
            typed.one.*each.text = links::text_of(form, each.field);
        typed.one.version = version_typed(form);
        typed.reason = links::text_of(form, "reason");
        typed.key = links::text_of(form, "key");
        typed.problems = problems_of(tidied(typed.one));
        return typed;
    }

    // `stands` where it is put right.
    Response escalation_form(Cases const& room, Visit const& visit, Case const& of,
        TypedEscalation const& typed, KnownEscalation const* stands, Status status = Status::ok)
    {
        auto page = Value::object({{"section", of.of_context() ? "/contexts" : "/people"},
            {"case", case_behind(room, visit, of)}, {"values", typed.values},
            {"problems", problems_view(typed.problems)}, {"correcting", stands != nullptr},
            {"key", typed.key.empty() ? forms::fresh_key() : typed.key},
            {"days", room.clocks.rule(stage_of("line_managers").rule).in_words()},
            {"back", stands ? escalation_path(stands->one) : address_of(of.id)},
            {"action",
                stands ? escalation_path(stands->one) + "/change"
                       : escalations_path(of.id) + "/new"}});
        if (!typed.problems.empty())
            page["errors"] = errors_view(typed.problems);
        if (stands && status == Status::conflict)
            page["stands"] = escalation_view(room, visit, *stands);
        return room.pages.show(visit, "cases/escalation_form.njk", page, status);
    }

    Result<Case> case_to_escalate(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<CaseId>("case"));
        auto one = TRY(find(visit, id));
        auto const facts = TRY(facts_of(visit, one));
        TRY(visit.may("escalate", facts));
        return one;
    }
    Result<KnownEscalation> asked_escalation(Visit const& visit, Request const& request)
    {
        auto const of = TRY(request.id<CaseId>("case"));
        auto const id = TRY(request.id<EscalationId>("escalation"));
        return find_escalation(visit, of, id);
    }

    Result<Response> ask_escalation(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const of = TRY(case_to_escalate(visit, request));
        return escalation_form(room, visit, of, {}, nullptr);
    }

    Result<Response> raise_escalation(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const of = TRY(case_to_escalate(visit, request));
        auto const form = TRY(request.form());
        auto typed = typed_escalation(form);
        if (!typed.problems.empty())
            return escalation_form(room, visit, of, typed, nullptr, Status::unprocessable);
        auto const made = visit.change([&](Change& change) {
            return forms::once<EscalationId>(change,
                typed.key.empty() ? std::nullopt : std::optional(typed.key),
                request.path() + "\n" + request.body(), [&]() -> Result<EscalationId> {
                    auto const raised = TRY(disagree(room, change, of.id, typed.one));
                    return raised.id;
                });
        });
        if (made)
            return http::see_other(escalations_path(of.id) + "/" + made->write() + "?said=raised");
        if (made.error().code != Code::invalid)
            return made.error();
        typed.problems.push_back(made.error());
        ask_with_a_fresh_key(typed.key, typed.problems.back());
        return escalation_form(room, visit, of, typed, nullptr, Status::unprocessable);
    }

    // Asked of who works with neither side, before anything of it is shown; what they typed into a
    // form of its page when their reason ran out goes along.
    Response ask_why(Visit const& visit, Cases const& room, KnownEscalation const& known,
        Value const& typed = Value::object(), std::vector<Error> const& problems = {})
    {
        auto kept = Value::array();
        for (auto const* const field : {"said", "meanwhile", "agreed"})
            if (typed.has(field))
                kept.push(Value::object({{"name", field}, {"text", typed.get(field)}}));
        auto page = Value::object({{"section", known.of.of_context() ? "/contexts" : "/people"},
            {"href", escalation_path(known.one)}, {"purpose", typed.get("purpose")}, {"kept", kept},
            {"problems", problems_view(problems)}});
        if (!problems.empty())
            page["errors"] = errors_view(problems);
        return room.pages.show(visit, "cases/escalation_purpose.njk", page,
            problems.empty() ? Status::ok : Status::unprocessable);
    }

    Result<Response> take_purpose(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const known = TRY(asked_escalation(visit, request));
        TRY(visit.may("state purpose", known.facts));
        auto const form = TRY(request.form());
        auto const purpose = links::text_of(form, "purpose");
        auto const stated
            = visit.change([&](Change& change) { return say_why(change, known, purpose); });
        auto values = links::values_of(form);
        if (!stated && stated.error().code == Code::invalid)
            return ask_why(visit, room, known, values, {stated.error()});
        if (!stated)
            return stated.error();
        if (form.has("said") || form.has("agreed")) {
            visit.act_for(purpose);
            return escalation_page(room, visit, known, {values, {}});
        }
        return http::see_other(escalation_path(known.one));
    }

    Result<Response> show_escalation(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const known = TRY(asked_escalation(visit, request));
        if (!opens(visit, known))
            return ask_why(visit, room, known);
        return escalation_page(room, visit, known, {}, escalation_notice(request.query("said")));
    }

    // The page again after a refusal: at a conflict with what stands now.
    Result<Response> escalation_refused(Cases const& room, Visit const& visit,
        Request const& request, TypedAnswer typed, Error const& why)
    {
        if (why.code != Code::invalid && why.code != Code::conflict)
            return why;
        typed.problems.push_back(why);
        auto const now = TRY(asked_escalation(visit, request));
        return escalation_page(room, visit, now, typed, {},
            why.code == Code::conflict ? Status::conflict : Status::unprocessable);
    }

    Result<Response> take_answer(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const known = TRY(asked_escalation(visit, request));
        TRY(visit.may("answer", known.facts));
        auto const form = TRY(request.form());
        EscalationAnswer const answer{version_typed(form), links::text_of(form, "said"),
            links::text_of(form, "meanwhile"), links::text_of(form, "then") == "on"};
        if (!opens(visit, known))
            return ask_why(visit, room, known, links::values_of(form));
        TypedAnswer typed{links::values_of(form), problems_of(answer)};
        if (!typed.problems.empty())
            return escalation_page(room, visit, known, typed, {}, Status::unprocessable);
        auto const saved = visit.change([&](Change& change) {
            return answer_escalation(room, change, known.of.id, known.one.id, answer);
        });
        if (!saved)
            return escalation_refused(room, visit, request, typed, saved.error());
        return http::see_other(
            escalation_path(known.one) + (answer.moves_on ? "?said=moved" : "?said=answered"));
    }

    Result<Response> take_settlement(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const known = TRY(asked_escalation(visit, request));
        TRY(visit.may("settle", known.facts));
        auto const form = TRY(request.form());
        if (!opens(visit, known))
            return ask_why(visit, room, known, links::values_of(form));
        auto const saved = visit.change([&](Change& change) {
            return settle_escalation(room, change, known.of.id, known.one.id, version_typed(form),
                links::text_of(form, "agreed"));
        });
        if (!saved)
            return escalation_refused(
                room, visit, request, {links::values_of(form), {}}, saved.error());
        return http::see_other(escalation_path(known.one) + "?said=settled");
    }

    Result<Response> ask_escalation_change(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const known = TRY(asked_escalation(visit, request));
        TRY(visit.may("change", known.facts));
        TypedEscalation typed;
        auto const one = shown_escalation(room, visit, known);
        for (auto const& each : escalation_texts)
            typed.values[each.field] = one.*each.text;
        typed.values["version"] = one.version;
        return escalation_form(room, visit, known.of, typed, &known);
    }

    Result<Response> change_escalation(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const known = TRY(asked_escalation(visit, request));
        TRY(visit.may("change", known.facts));
        auto const form = TRY(request.form());
        auto typed = typed_escalation(form);
        typed.one.id = known.one.id;
        if (auto problem = problem_of_reason(typed.reason))
            typed.problems.push_back(std::move(*problem));
        if (!typed.problems.empty())
            return escalation_form(room, visit, known.of, typed, &known, Status::unprocessable);
        auto const saved = visit.change([&](Change& change) {
            return put_escalation_right(room, change, known.of.id, typed.one, typed.reason);
        });
        if (saved)
            return http::see_other(escalation_path(known.one) + "?said=right");
        auto const late = saved.error().code == Code::conflict;
        if (saved.error().code != Code::invalid && !late)
            return saved.error();
        typed.problems.push_back(saved.error());
        auto const now = TRY(asked_escalation(visit, request));
        if (late)
            typed.values["version"] = now.one.version; // seen now, so the next save goes through
        return escalation_form(
            room, visit, now.of, typed, &now, late ? Status::conflict : Status::unprocessable);
    }
} // namespace

std::string escalations_path(CaseId of) { return address_of(of) + "/escalations"; }

std::string escalation_path(Escalation const& one)
{
    return escalations_path(one.of) + "/" + one.id.write();
}

std::string agency_named(Visit const& visit, AgencyId id)
{
    auto const found = directory::find_agency(visit.reading(), id);
    return found ? found->name : std::string("An agency");
}

void join_escalations(House& house, Cases& room)
{
    auto routes = house.routes.of(room);
    std::string const all = "/cases/{case}/escalations";
    std::string const one = all + "/{escalation}";
    routes.get(all + "/new", "case:escalate", ask_escalation);
    routes.post(all + "/new", "case:escalate", raise_escalation);
    routes.get(one, "escalation:read", show_escalation);
    routes.post(one + "/purpose", "escalation:state purpose", take_purpose);
    routes.post(one + "/answer", "escalation:answer", take_answer);
    routes.post(one + "/settle", "escalation:settle", take_settlement);
    routes.get(one + "/change", "escalation:change", ask_escalation_change);
    routes.post(one + "/change", "escalation:change", change_escalation);
    add_escalation_api(routes);
    for (auto& operation : escalation_operations())
        house.operations.push_back(std::move(operation));
    join_escalation_home(room);
    house.jobs.push_back({"move disagreements on", between_rounds,
        [&room](access::Gate const& gate) { move_overdue_escalations(room, gate); }});
}

} // namespace kith::cases
