// SPDX-License-Identifier: MIT
#include "cases/plan_views.h"
#include "base/london.h"
#include "cases/views.h"
#include <charconv>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    using html::Value;

    Value action_row(Cases const& room, Visit const& visit, actions::Action const& one)
    {
        auto row = Value::object({{"href", "/actions/" + one.id.write()}, {"text", one.what},
            {"detail",
                doer_in_words(room, visit, one) + ". " + label_of(room, "action_kind", one.kind)
                    + ". How we will know: " + one.how_we_will_know},
            {"status", std::string(actions::in_words_of(one.state))}});
        if (one.open())
            row["due"] = due_view(one.due_at(), visit.now());
        return row;
    }
} // namespace

std::string plan_path(CaseId id, std::string const& rest)
{
    return address_of(id) + "/plan" + rest;
}

std::string aim_label(Cases const& room, std::string_view aim)
{
    return aim == "LIFE" ? std::string("The life itself")
        : aim.empty()    ? std::string("Not said yet")
                         : label_of(room, "context_kind", aim);
}

std::string measured_in_words(Cases const& room, Goal const& goal)
{
    if (goal.measured_by != "measure")
        return goal.observation;
    auto const* const instrument = room.instruments.find(goal.instrument);
    auto const* const measure = instrument ? instrument->measure(goal.measure) : nullptr;
    return measure ? instrument->title + ": " + measure->label : goal.instrument;
}

std::string doer_in_words(Cases const& room, Visit const& visit, actions::Action const& one)
{
    auto const agency = directory::find_agency(visit.reading(), one.for_agency);
    auto const who
        = one.named.none() ? one.named_in_words : room.name_of(visit.reading(), one.named);
    return agency ? who + ", " + agency->name : who;
}

Value goal_view(
    Cases const& room, Visit const& visit, CaseId of, WholePlan const& whole, Goal const& goal)
{
    auto const today = london::day_of(visit.now());
    return Value::object({{"statement", goal.statement}, {"aims", aim_label(room, goal.aims_at)},
        {"measured", measured_in_words(room, goal)},
        {"baseline", goal.baseline ? in_words(room, goal, *goal.baseline) : std::string()},
        {"target", goal.target}, {"open", goal.open()},
        {"state",
            goal.open()                   ? ""
                : goal.state == "reached" ? "Reached"
                                          : "Dropped"},
        {"because", goal.state_because},
        {"advice", advice_on(goal.statement, goal_words(room, today))},
        {"href", plan_path(of, "/goals/" + goal.id.write())},
        {"add_href", plan_path(of, "/goals/" + goal.id.write() + "/actions/new")},
        {"actions", Value::each(whole.actions_of(goal.id), [&](actions::Action const& one) {
             return action_row(room, visit, one);
         })}});
}

std::vector<std::string> said_of_actions(
    Cases const& room, Visit const& visit, Case const& one, WholePlan const& whole)
{
    std::vector<std::string> said;
    auto const counts = count_actions(whole.actions);
    auto const of_whom = one.of_context() ? "young people" : "the person";
    if (!whole.actions.empty())
        said.push_back(
            fmt::format("{} watch or limit {}, {} support {}, {} change a context{}.", counts.watch,
                of_whom, counts.support, one.of_context() ? "them" : of_whom, counts.change,
                counts.other == 0 ? std::string()
                                  : fmt::format(", {} do something else", counts.other)));
    if (counts.watching_outweighs())
        said.push_back(fmt::format("More actions watch or limit {} than support {} and change what "
                                   "harms: the plan asks most of whoever is harmed. What could "
                                   "change around them instead?",
            of_whom, one.of_context() ? "them" : of_whom));
    auto const weightings = weightings_of(visit, one.id);
    if (!weightings.empty() && weightings.front().parts.size() > 1)
        for (auto& sentence : effort_beside_weight(whole, weightings.front(),
                 [&](std::string const& part) { return aim_label(room, part); }))
            said.push_back(std::move(sentence));
    return said;
}

Value plan_choices(
    std::vector<std::pair<std::string, std::string>> const& items, std::string const& chosen)
{
    return Value::each(items, [&](auto const& item) {
        return Value::object({{"value", item.first}, {"text", item.second},
            {"checked", item.first == chosen}, {"selected", item.first == chosen}});
    });
}

Value code_choices(Cases const& room, std::string_view list, Date today, std::string const& chosen)
{
    std::vector<std::pair<std::string, std::string>> items;
    for (auto const& code : room.facts.codes(list, today))
        items.emplace_back(code.code, code.label);
    return plan_choices(items, chosen);
}

Date read_day_field(
    http::FormData const& form, char const* field, Date if_empty, std::vector<Error>& problems)
{
    auto const text = links::text_of(form, field);
    if (text.empty())
        return if_empty;
    auto const read = Date::read(text);
    if (read)
        return *read;
    problems.push_back(invalid("Enter a day, such as 6 March 2026", field));
    return if_empty;
}

std::int64_t read_count_field(http::FormData const& form, char const* field)
{
    return version_typed(form, field);
}

std::int64_t version_typed(http::FormData const& form, std::string_view field)
{
    auto const text = links::text_of(form, field);
    std::int64_t version = -1;
    auto const* const end = text.data() + text.size();
    auto const read = std::from_chars(text.data(), end, version);
    return read.ec == std::errc() && read.ptr == end ? version : -1;
}

void ask_with_a_fresh_key(std::string& key, Error& refusal)
{
    if (refusal.field != "Idempotency-Key")
        return;
    key.clear();
    refusal = invalid("You sent this form before, and what it said then is kept. What you typed "
                      "since is below: send it again if it is another one");
}

Value plan_form_view(Cases const& room, Visit const& visit, Case const& one, Value const& values,
    std::vector<Error> const& problems)
{
    auto const whole = plan_of(visit, one.id);
    auto page = Value::object({{"section", one.of_context() ? "/contexts" : "/people"},
        {"case", case_view(room, visit, one)}, {"plan_href", plan_path(one.id)}, {"values", values},
        {"problems", problems_view(problems)}, {"agreed", whole && whole->agreed()}});
    if (!problems.empty())
        page["errors"] = errors_view(problems);
    return page;
}

} // namespace kith::cases
