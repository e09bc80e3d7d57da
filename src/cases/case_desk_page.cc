// SPDX-License-Identifier: MIT
#include "cases/case_desk_page.h"
#include "base/london.h"
#include "cases/case_shown.h"
#include <algorithm>

namespace kith::cases {
namespace {
    using html::Value;

    // All that stands of a closure, as its form asks for it.
    void push_closure(Cases const& room, Case const& one, Closure const& closure, Value& rows)
    {
        auto const push = [&rows](char const* key, std::string const& text) {
            if (!text.empty())
                rows.push(Value::object({{"key", key}, {"text", text}}));
        };
        auto const context = one.of_context();
        push("Closed on", closure.on.in_words());
        push("Why it closes", label_of(room, "case_close_reason", closure.reason));
        push("Why now, in words", closure.why);
        push("What changed in their life", closure.life_changed);
        push(context ? "What changed in this context" : "What changed in the contexts of the harm",
            closure.contexts_changed);
        push(context ? "Who keeps an eye on it" : "Who keeps contact", closure.who_keeps);
        push(context ? "How it is opened again" : "How they come back in", closure.way_back);
        push(context ? "What young people there say" : "Their own view", closure.own_view);
        push("Why it closes while something is still open", closure.override_reason);
    }

    // What stands now, and who made it so, for whoever was late.
    Value stands_now(Cases const& room, Visit const& visit, Case const& one, Value const& view)
    {
        auto const before = versions_of(visit, one.id);
        auto rows = Value::array({view.get("facts").items()[1], view.get("facts").items()[2],
            view.get("facts").items()[3],
            Value::object({{"key", "Kinds of harm"}, {"text", view.get("strands")}})});
        if (auto const closures = closures_of(visit, one.id); !one.is_open() && !closures.empty())
            push_closure(room, one, CaseWords(room, visit, one).shown(closures.front()), rows);
        auto stands = Value::object({{"rows", rows}});
        if (!before.empty()) {
            stands["by"] = room.name_of(visit.reading(), before.front().by);
            stands["when"] = london::in_words(before.front().until);
            stands["reason"] = CaseWords(room, visit, one).shown(before.front()).reason;
        }
        return stands;
    }

    std::string team_in_words(Cases const& room, Visit const& visit, directory::Team const& team)
    {
        auto const agency = directory::find_agency(visit.reading(), team.agency);
        return team.name + (agency ? ", " + agency->name : std::string())
            + (team.purpose == "exploitation"
                    ? " (" + label_of(room, "team_purpose", team.purpose) + ")"
                    : std::string());
    }
} // namespace

DeskTyped desk_typed(http::FormData const& form)
{
    DeskTyped typed;
    typed.values = links::values_of(form);
    for (auto const code : form.all("strands"))
        typed.strands.emplace(code);
    return typed;
}

std::int64_t version_in(http::FormData const& form)
{
    return std::atoll(std::string(form.first("version")).c_str());
}

Result<Case> case_to(Visit const& visit, Request const& request, char const* act)
{
    auto const id = TRY(request.id<CaseId>("case"));
    auto const one = TRY(find(visit, id));
    auto const facts = TRY(facts_of(visit, one));
    TRY(visit.may(act, facts));
    return one;
}

Response show_desk(Cases const& room, Visit const& visit, Case const& one, char const* page,
    DeskTyped const& typed, Value more)
{
    auto const view = case_view(room, visit, one);
    more["section"] = one.of_context() ? "/contexts" : "/people";
    more["case"] = view;
    more["values"] = typed.values;
    more["problems"] = problems_view(typed.problems);
    // What was read last: the next save goes through unless somebody is first once more.
    auto const read_at = typed.values.get("version").text();
    more["version"] = typed.late || read_at.empty() ? Value(one.version) : Value(read_at);
    if (typed.late)
        more["late"] = stands_now(room, visit, one, view);
    if (!typed.problems.empty())
        more["errors"] = errors_view(typed.problems);
    auto const status = typed.late ? http::Status::conflict
        : typed.problems.empty()   ? http::Status::ok
                                   : http::Status::unprocessable;
    return room.pages.show(visit, page, std::move(more), status);
}

Result<Response> after_act(Visit const& visit, CaseId id, Result<Case> const& done,
    http::FormData const& form, char const* said, DeskAgain const& again)
{
    if (done)
        return http::see_other(address_of(id) + "?said=" + said);
    auto const& problem = done.error();
    if (problem.code != Code::invalid && problem.code != Code::conflict)
        return problem;
    auto typed = desk_typed(form);
    typed.problems.push_back(problem);
    typed.late = problem.code == Code::conflict;
    auto const stands = TRY(find(visit, id));
    return again(visit, stands, typed);
}

Instant end_of_day(Date day) { return london::start_of(day + 1) - std::chrono::seconds(1); }

Value harm_choices(Cases const& room, Date today, std::set<std::string> const& chosen)
{
    return Value::each(room.facts.codes("harm", today), [&](directory::ListedCode const& code) {
        return Value::object(
            {{"value", code.code}, {"text", code.label}, {"checked", chosen.contains(code.code)}});
    });
}

Value team_choices(Cases const& room, Visit const& visit, TeamId chosen)
{
    auto teams = directory::list_teams(visit.reading(), london::day_of(visit.now()));
    std::ranges::stable_sort(
        teams, {}, [](directory::Team const& one) { return one.purpose != "exploitation"; });
    return Value::each(teams, [&](directory::Team const& one) {
        return Value::object({{"value", one.id.write()}, {"text", team_in_words(room, visit, one)},
            {"selected", one.id == chosen}});
    });
}

Value worker_choices(Cases const& room, Visit const& visit, TeamId team, AccountId chosen)
{
    return Value::each(workers_of(room, visit, team), [&](auto const& one) {
        return Value::object({{"value", one.first.write()}, {"text", one.second},
            {"selected", one.first == chosen}});
    });
}

} // namespace kith::cases
