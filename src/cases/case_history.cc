// SPDX-License-Identifier: MIT
#include "cases/case_history.h"
#include "base/london.h"
#include "cases/case_shown.h"
#include "cases/views.h"
#include <fmt/core.h>

namespace kith::cases {
namespace {
    using html::Value;

    std::string stage_then(Cases const& room, Case const& one)
    {
        auto const* const pathway = room.pathways.find(one.pathway, one.pathway_version);
        return pathway ? pathway->label_of(one.stage) : one.stage;
    }
    std::string harms_then(Cases const& room, Case const& one)
    {
        std::string text;
        for (auto const& code : one.strands)
            text += (text.empty() ? "" : ", ") + label_of(room, "harm", code);
        return text;
    }
    std::string level_then(Cases const& room, Case const& one)
    {
        return one.level.empty() ? "not judged" : label_of(room, "level", one.level);
    }
    std::string held_then(Cases const& room, Visit const& visit, Case const& one)
    {
        auto const team = directory::find_team(visit.reading(), one.team);
        auto const name = team ? team->name : std::string("a team");
        return one.worker.none() ? name : room.name_of(visit.reading(), one.worker) + ", " + name;
    }

    std::string what_changed(
        Cases const& room, Visit const& visit, Case const& before, Case const& after)
    {
        std::string text;
        auto const say = [&](char const* what, std::string const& from, std::string const& to) {
            if (from != to)
                text
                    += fmt::format("{}{}: from {} to {}", text.empty() ? "" : ". ", what, from, to);
        };
        say("Stage", stage_then(room, before), stage_then(room, after));
        say("Level", level_then(room, before), level_then(room, after));
        say("Kinds of harm", harms_then(room, before), harms_then(room, after));
        say("Held by", held_then(room, visit, before), held_then(room, visit, after));
        return text.empty() ? "Recorded again" : text;
    }

    // A step's reason begins with the step, which the title says already.
    std::string reason_alone(
        Cases const& room, Case const& before, Case const& after, std::string const& reason)
    {
        auto const step = stage_then(room, before) + " to " + stage_then(room, after);
        if (!reason.starts_with(step))
            return reason;
        auto const rest = reason.substr(step.size());
        return rest.starts_with(": ") ? rest.substr(2) : rest;
    }

    Value closure_row(char const* key, std::string const& text)
    {
        return Value::object({{"key", key}, {"text", text}});
    }
} // namespace

Value versions_view(Cases const& room, Visit const& visit, Case const& one)
{
    auto rows = Value::array();
    auto after = one;
    CaseWords const words(room, visit, one);
    for (auto const& was : words.shown(versions_of(visit, one.id))) {
        rows.push(Value::object({{"title", what_changed(room, visit, was.one, after)},
            {"when", london::in_words(was.until)}, {"who", room.name_of(visit.reading(), was.by)},
            {"text", reason_alone(room, was.one, after, was.reason)}}));
        after = was.one;
    }
    rows.push(Value::object(
        {{"title",
             fmt::format("Opened. Stage: {}. Kinds of harm: {}. Held by {}",
                 stage_then(room, after), harms_then(room, after), held_then(room, visit, after))},
            {"when", london::in_words(after.opened_at)},
            {"who", room.name_of(visit.reading(), one.created_by)},
            {"text", words.shown(one).opened_because}}));
    return rows;
}

std::string clock_state(CaseClock const& clock, std::vector<Closure> const& closures)
{
    if (clock.met_at)
        return (*clock.met_at <= clock.due_at ? "Met on " : "Met late, on ")
            + london::in_words(*clock.met_at);
    if (!clock.stopped_at)
        return "Runs";
    for (auto const& closure : closures) {
        if (closure.recorded_at == *clock.stopped_at)
            return "Stopped when the case closed, on " + london::in_words(*clock.stopped_at);
        if (closure.reopened_at == clock.stopped_at)
            return "Stopped when the case was opened again, on "
                + london::in_words(*clock.stopped_at);
    }
    return "Stopped when the case moved on without it, on " + london::in_words(*clock.stopped_at);
}

Value clocks_view(Cases const& room, Visit const& visit, Case const& of)
{
    CaseWords const words(room, visit, of);
    auto const closures = closures_of(visit, of.id);
    return Value::each(clocks_of(visit, of.id), [&](CaseClock const& clock) {
        auto const longer = Value::each(
            words.shown(extensions_of(visit, clock.id)), [&](ClockExtension const& one) {
                return Value(fmt::format("From {} to {}, by {} on {}: {}",
                    london::in_words(one.due_before), london::in_words(one.due_after),
                    room.name_of(visit.reading(), one.by), london::in_words(one.at), one.reason));
            });
        return Value::object(
            {{"duty", room.clocks.has(clock.rule) ? room.clocks.rule(clock.rule).duty : clock.rule},
                {"started", london::in_words(clock.started_at)},
                {"due", london::in_words(clock.due_at)}, {"state", clock_state(clock, closures)},
                {"longer", longer}});
    });
}

Value closures_view(Cases const& room, Visit const& visit, Case const& one)
{
    CaseWords const words(room, visit, one);
    return Value::each(words.shown(closures_of(visit, one.id)), [&](Closure const& closure) {
        auto rows = Value::array(
            {closure_row("Reason", label_of(room, "case_close_reason", closure.reason)),
                closure_row("Why now", closure.why)});
        if (!closure.life_changed.empty())
            rows.push(closure_row("What changed in their life", closure.life_changed));
        rows.push(closure_row(
            one.of_context() ? "What changed in this context" : "What changed in the contexts",
            closure.contexts_changed));
        rows.push(closure_row(
            one.of_context() ? "Who keeps an eye on it" : "Who keeps contact", closure.who_keeps));
        rows.push(closure_row(one.of_context() ? "How it is opened again" : "How they come back in",
            closure.way_back));
        rows.push(closure_row(
            one.of_context() ? "What young people there say" : "Their own view", closure.own_view));
        if (!closure.override_reason.empty())
            rows.push(
                closure_row("Closed while something was open, because", closure.override_reason));
        auto view = Value::object({{"on", closure.on.in_words()},
            {"by", room.name_of(visit.reading(), closure.by)}, {"rows", rows}});
        if (closure.reopened_at)
            view["reopened"] = fmt::format("Opened again on {} by {}: {}",
                london::in_words(*closure.reopened_at),
                room.name_of(visit.reading(), closure.reopened_by), closure.reopened_because);
        return view;
    });
}

Result<Response> show_case_history(Cases const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<CaseId>("case"));
    auto const one = TRY(find(visit, id));
    CaseWords const words(room, visit, one);
    auto const levels
        = Value::each(words.shown(levels_of(visit, id)), [&](LevelEntry const& entry) {
              return Value::object({{"title", label_of(room, "level", entry.level)},
                  {"when", entry.on.in_words()}, {"who", room.name_of(visit.reading(), entry.by)},
                  {"text",
                      fmt::format("{}\nRests on: {}\nLooked at again by {}", entry.rationale,
                          entry.evidence, entry.next_review.in_words())}});
          });
    return room.pages.show(visit, "cases/history.njk",
        Value::object({{"section", one.of_context() ? "/contexts" : "/people"},
            {"case", case_view(room, visit, one)}, {"versions", versions_view(room, visit, one)},
            {"levels", levels}, {"clocks", clocks_view(room, visit, one)},
            {"closures", closures_view(room, visit, one)}}));
}

} // namespace kith::cases
