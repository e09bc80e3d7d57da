// SPDX-License-Identifier: MIT
#include "cases/views.h"
#include "base/london.h"
#include <algorithm>

namespace kith::cases {
namespace {
    using html::Value;

    std::string strands_in_words(Cases const& room, Case const& one)
    {
        std::string text;
        for (auto const& code : one.strands)
            text += (text.empty() ? "" : ", ") + label_of(room, "harm", code);
        return text;
    }

    std::string team_name(Visit const& visit, TeamId team)
    {
        auto const found = directory::find_team(visit.reading(), team);
        return found ? found->name : std::string();
    }

    std::string holder_in_words(Cases const& room, Visit const& visit, Case const& one)
    {
        auto const team = team_name(visit, one.team);
        return one.worker.none() ? team + ", not allocated yet"
                                 : room.name_of(visit.reading(), one.worker) + ", " + team;
    }
} // namespace

std::string address_of(CaseId id) { return "/cases/" + id.write(); }

std::string label_of(Cases const& room, std::string_view list, std::string_view code)
{
    auto const found = room.facts.code(list, code);
    return found ? found->label : std::string(code);
}

links::Shown subject_shown(Cases const& room, Visit const& visit, Case const& one)
{
    return room.links.seen.show(visit, one.subject);
}

Value due_view(Instant due, Instant now)
{
    auto const words = actions::due_in_words(due, now);
    return Value::object({{"text", words.text}, {"exact", words.exact},
        {"state", std::string(actions::name_of(words.state))}});
}

Value case_view(Cases const& room, Visit const& visit, Case const& one)
{
    auto const shown = subject_shown(room, visit, one);
    auto const* const pathway = room.pathways.find(one.pathway, one.pathway_version);
    auto const stage = pathway ? pathway->label_of(one.stage) : one.stage;
    auto const level
        = one.level.empty() ? std::string("Not judged yet") : label_of(room, "level", one.level);
    auto facts = Value::array();
    auto const fact = [&facts](char const* key, std::string const& text) {
        facts.push(Value::object({{"key", key}, {"text", text}}));
    };
    fact("About", shown.text);
    fact("Stage", stage);
    fact("Level", level);
    fact("Held by", holder_in_words(room, visit, one));
    auto view = Value::object({{"id", one.id.write()}, {"reference", one.reference.write()},
        {"href", address_of(one.id)}, {"of_context", one.of_context()}, {"stage", stage},
        {"stage_code", one.stage}, {"level", level}, {"strands", strands_in_words(room, one)},
        {"holder", holder_in_words(room, visit, one)}, {"facts", facts},
        {"subject", Value::object({{"text", shown.text}, {"href", shown.href}})},
        {"opened", london::in_words(one.opened_at)},
        {"referred", london::day_of(one.referred_at).in_words()}, {"open", one.is_open()},
        {"version", one.version},
        {"who_can_see",
            one.of_context()
                ? "the team that holds this case, those who work with this context, and whoever "
                  "opened it"
                : "the team that holds this case, those who work with this person, and whoever "
                  "opened it"}});
    if (auto const clock = next_clock(visit, one.id); clock && one.is_open()) {
        view["due"] = due_view(clock->due_at, visit.now());
        view["duty"]
            = room.clocks.has(clock->rule) ? room.clocks.rule(clock->rule).duty : clock->rule;
    }
    return view;
}

Value case_row(Cases const& room, Visit const& visit, Case const& one)
{
    auto const view = case_view(room, visit, one);
    auto row = Value::object({{"href", view.get("href")}, {"text", view.get("reference")},
        {"detail",
            view.get("subject").get("text").text() + ". " + view.get("stage").text() + ". "
                + view.get("strands").text() + ". " + view.get("holder").text()},
        {"status", view.get("level")}});
    if (one.is_open() && !view.get("due").get("text").text().empty())
        row["due"] = view.get("due");
    return row;
}

Value stages_view(Cases const& room, Visit const& visit, Case const& one)
{
    auto const* const pathway = room.pathways.find(one.pathway, one.pathway_version);
    auto stages = Value::array();
    if (!pathway)
        return stages;
    auto const here = std::ranges::find(pathway->stages, one.stage, &Stage::code);
    std::set<std::string> been;
    for (auto const& was : versions_of(visit, one.id)) {
        if (!was.one.is_open()) // its way before that is another one
            break;
        been.insert(was.one.stage);
    }
    for (auto at = pathway->stages.begin(); at != pathway->stages.end(); ++at)
        stages.push(Value::object({{"label", at->label}, {"does", at->does},
            {"state",
                at == here                    ? "here"
                    : here < at               ? "later"
                    : been.contains(at->code) ? "past"
                                              : "passed_by"}}));
    return stages;
}

} // namespace kith::cases
