// SPDX-License-Identifier: MIT
// What is asked before a step is planned, and a correction of its days, owner and footing.
#include "disruption/pages.h"
#include "disruption/views.h"
#include "platform/html/problems.h"

namespace kith::disruption {
namespace {
    using html::Value;

    Result<Tactic const*> tactic_of_page(Disruption const& room, Step const& step)
    {
        auto const* const tactic = room.tactics.find(step.tactic);
        if (!tactic)
            return not_found();
        return tactic;
    }

    // For who may change the step and read what was answered: else there is no such page.
    Done may_answer(Visit const& visit, Step const& step)
    {
        auto const facts = TRY(answer_facts_of(visit, step));
        return visit.may("answer", facts);
    }

    Result<Response> draw_answers(Disruption const& room, Visit const& visit, Step const& step,
        Value const& values, std::vector<Error> const& problems)
    {
        auto const* const tactic = TRY(tactic_of_page(room, step));
        auto const questions
            = Value::each(questions_of(*tactic, step.acts_on_child), [&](StepQuestion const& one) {
                  return Value::object(
                      {{"field", std::string(one.field)}, {"question", std::string(one.question)},
                          {"hint", std::string(one.hint)}, {"own_words", one.own_words}});
              });
        auto page = Value::object(
            {{"section", step.target.kind.starts_with("person") ? "/people" : "/contexts"},
                {"step", step_view(room, visit, step)}, {"questions", questions},
                {"again", !answers_of(visit, step).empty()}, {"values", values},
                {"problems", html::problems_view(problems)}});
        if (!problems.empty())
            page["errors"] = html::errors_view(problems);
        return room.pages.show(visit, "disruption/answers.njk", page, status_of(problems));
    }

    Result<Response> ask_answers(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const step = TRY(step_in(visit, request, "change"));
        TRY(may_answer(visit, step));
        auto const* const tactic = TRY(tactic_of_page(room, step));
        auto values = Value::object();
        if (auto const kept = answers_of(visit, step); !kept.empty())
            for (auto const& question : questions_of(*tactic, step.acts_on_child))
                values[question.field] = kept.front().answers.*question.answer;
        return draw_answers(room, visit, step, values, {});
    }

    Result<Response> take_answers(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const step = TRY(step_in(visit, request, "change"));
        TRY(may_answer(visit, step));
        auto const* const tactic = TRY(tactic_of_page(room, step));
        auto const form = TRY(request.form());
        StepAnswers answers;
        for (auto const& question : questions_of(*tactic, step.acts_on_child))
            answers.*question.answer = links::text_of(form, question.field);
        auto const made = visit.change([&](Change& change) {
            return answer(room, change, step.id, answers, links::text_of(form, "because"));
        });
        if (made)
            return http::see_other(address_of(step.id) + "?said=answered");
        if (made.error().code != Code::invalid && made.error().code != Code::conflict)
            return made.error();
        return draw_answers(room, visit, step, links::values_of(form), {made.error()});
    }

    Result<Response> draw_correction(Disruption const& room, Visit const& visit, Step const& step,
        Value const& values, std::vector<Error> const& problems)
    {
        auto const* const tactic = TRY(tactic_of_page(room, step));
        auto page = Value::object(
            {{"section", step.target.kind.starts_with("person") ? "/people" : "/contexts"},
                {"step", step_view(room, visit, step)},
                {"choices", step_choices(visit, *tactic, values)}, {"values", values},
                {"problems", html::problems_view(problems)}});
        if (!problems.empty())
            page["errors"] = html::errors_view(problems);
        return room.pages.show(visit, "disruption/correct.njk", page, status_of(problems));
    }

    Result<Response> ask_correction(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const step = TRY(step_in(visit, request, "change"));
        return draw_correction(room, visit, step, values_of(visit, step), {});
    }

    Result<Response> take_correction(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const stands = TRY(step_in(visit, request, "change"));
        auto const form = TRY(request.form());
        auto wanted = stands;
        wanted.version = std::atoll(links::text_of(form, "version").c_str());
        wanted.because = links::text_of(form, "because");
        std::vector<Error> problems;
        read_owner(form, wanted);
        read_days(form, wanted, problems);
        auto const kept_child = stands.footing_child;
        read_footing(visit, form, wanted, problems);
        // Whoever may not know the child leaves what it rests on as it is.
        if (!kept_child.none() && !people::knows(visit, kept_child)) {
            wanted.footing = stands.footing;
            wanted.footing_child = kept_child;
        }
        if (!problems.empty())
            return draw_correction(room, visit, stands, links::values_of(form), problems);
        auto const made = visit.change([&](Change& change) {
            return correct(room, change, wanted, links::text_of(form, "reason"));
        });
        if (made)
            return http::see_other(address_of(stands.id) + "?said=corrected");
        if (made.error().code != Code::invalid && made.error().code != Code::conflict)
            return made.error();
        return draw_correction(room, visit, stands, links::values_of(form), {made.error()});
    }
} // namespace

void add_change_routes(access::Routes::OfRoom<Disruption>& routes)
{
    std::string const step = "/disruption/steps/{step}";
    routes.get(step + "/answers", "disruption_answers:answer", ask_answers);
    routes.post(step + "/answers", "disruption_answers:answer", take_answers);
    routes.get(step + "/correct", "disruption_step:change", ask_correction);
    routes.post(step + "/correct", "disruption_step:change", take_correction);
}

} // namespace kith::disruption
