// SPDX-License-Identifier: MIT
// Moving a case on, judging its level, its kinds of harm, a time limit that takes longer, and who
// holds it.
#include "cases/case_desk.h"
#include "base/london.h"
#include "cases/case_desk_page.h"
#include "cases/case_history.h"
#include "cases/case_shown.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    using html::Value;

    Value desk_missing_view(std::vector<Missing> const& missing)
    {
        return Value::each(missing, [](Missing const& what) {
            return Value::object({{"text", what.text}, {"href", what.href}});
        });
    }

    Response desk_move_page(
        Cases const& room, Visit const& visit, Case const& one, DeskTyped const& typed)
    {
        auto const chosen = typed.values.get("to").text();
        auto more = Value::object({{"ways", Value::array()}});
        for (auto const& way : ways_on(room, visit, one)) {
            if (way.move.act != "move")
                continue;
            auto view = Value::object({{"value", way.move.to}, {"text", way.move.label},
                {"checked", way.move.to == chosen}, {"missing", desk_missing_view(way.missing)}});
            auto const* const pathway = room.pathways.find(one.pathway, one.pathway_version);
            if (auto const* const stage = pathway ? pathway->stage(way.move.to) : nullptr)
                view["hint"] = Value::object({{"text", stage->does}});
            if (way.move.to == chosen)
                more["chosen"] = view;
            more["ways"].push(view);
        }
        return show_desk(room, visit, one, "cases/desk_move.njk", typed, more);
    }

    Response desk_level_page(
        Cases const& room, Visit const& visit, Case const& one, DeskTyped const& typed)
    {
        auto const today = london::day_of(visit.now());
        auto const chosen = typed.values.get("level").text();
        auto const levels
            = Value::each(room.facts.codes("level", today), [&](directory::ListedCode const& code) {
                  return Value::object(
                      {{"value", code.code}, {"text", code.label}, {"checked", code.code == chosen},
                          {"hint",
                              Value::object({{"text",
                                  "Looked at again by "
                                      + next_review_of(room, code.code, today).in_words()
                                      + ", if you enter no other day"}})}});
              });
        auto more = Value::object({{"levels", levels}});
        CaseWords const words(room, visit, one);
        if (auto const before = words.shown(levels_of(visit, one.id)); !before.empty())
            more["before"] = Value::object({{"level",
                                                label_of(room, "level", before.front().level)},
                {"on", before.front().on.in_words()},
                {"by", room.name_of(visit.reading(), before.front().by)},
                {"rationale", before.front().rationale}, {"evidence", before.front().evidence}});
        return show_desk(room, visit, one, "cases/desk_level.njk", typed, more);
    }

    Response desk_strands_page(
        Cases const& room, Visit const& visit, Case const& one, DeskTyped const& typed)
    {
        auto const more = Value::object(
            {{"harms", harm_choices(room, london::day_of(visit.now()), typed.strands)}});
        return show_desk(room, visit, one, "cases/desk_strands.njk", typed, more);
    }

    std::vector<CaseClock> running_clocks(Visit const& visit, CaseId id)
    {
        auto clocks = clocks_of(visit, id);
        std::erase_if(clocks, [](CaseClock const& clock) { return !clock.runs(); });
        return clocks;
    }

    // Who moved the time limit, to when and why: {by, when, due, reason}; none if nobody did.
    Value moved_meanwhile(
        Cases const& room, Visit const& visit, Case const& one, std::string const& clock)
    {
        auto const id = ClockId::read(clock);
        if (!id)
            return {};
        auto const all = CaseWords(room, visit, one).shown(extensions_of(visit, *id));
        if (all.empty())
            return {};
        return Value::object({{"by", room.name_of(visit.reading(), all.front().by)},
            {"when", london::in_words(all.front().at)},
            {"due", london::in_words(all.front().due_after)}, {"reason", all.front().reason}});
    }

    Response desk_extension_page(
        Cases const& room, Visit const& visit, Case const& one, DeskTyped const& typed)
    {
        auto const clocks = running_clocks(visit, one.id);
        auto const chosen = typed.values.get("clock").text();
        // As it was read: after a conflict, as it stands now.
        auto const seen = [&](CaseClock const& clock) {
            auto const read = typed.values.get("seen-" + clock.id.write()).text();
            return typed.late || read.empty() ? clock.due_at.write() : read;
        };
        auto more = Value::object({{"clocks",
            Value::each(clocks, [&](CaseClock const& clock) {
                auto const rule = room.clocks.has(clock.rule);
                auto const id = clock.id.write();
                return Value::object({{"value", id}, {"seen", seen(clock)},
                    {"text", rule ? room.clocks.rule(clock.rule).duty : clock.rule},
                    {"checked", id == chosen || clocks.size() == 1},
                    {"hint",
                        Value::object({{"text",
                            "Due by " + london::in_words(clock.due_at)
                                + (rule && room.clocks.rule(clock.rule).basis == actions::Basis::law
                                        ? ". The limit is law: the record will show that it was "
                                          "not kept"
                                        : "")}})}});
            })}});
        if (typed.late)
            more["moved"] = moved_meanwhile(room, visit, one, chosen);
        return show_desk(room, visit, one, "cases/desk_extend.njk", typed, more);
    }

    Response desk_allocation_page(
        Cases const& room, Visit const& visit, Case const& one, DeskTyped const& typed)
    {
        auto const team = TeamId::read(typed.values.get("team").text());
        auto const worker = AccountId::read(typed.values.get("worker").text());
        auto const found = team ? directory::find_team(visit.reading(), *team)
                                : Result<directory::Team>(not_found());
        auto more = Value::object({{"teams", team_choices(room, visit, found ? *team : one.team)},
            {"handing_over", !one.worker.none() || (found && *team != one.team)}});
        if (found)
            more["team"] = Value::object({{"value", team->write()}, {"text", found->name},
                {"workers", worker_choices(room, visit, *team, worker ? *worker : AccountId())}});
        return show_desk(room, visit, one, "cases/desk_allocate.njk", typed, more);
    }

    DeskAgain desk_shown_by(Cases const& room,
        Response (*show)(Cases const&, Visit const&, Case const&, DeskTyped const&))
    {
        return [&room, show](Visit const& visit, Case const& one, DeskTyped const& typed) {
            return show(room, visit, one, typed);
        };
    }
} // namespace

Result<Response> ask_move(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to(visit, request, "move"));
    if (!one.is_open())
        return http::see_other(address_of(one.id));
    DeskTyped typed;
    typed.values["to"] = request.query("to");
    return desk_move_page(room, visit, one, typed);
}

Result<Response> record_move(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to(visit, request, "move"));
    auto const form = TRY(request.form());
    Step step;
    step.of = one.id;
    step.version = version_in(form);
    step.to = form.first("to");
    step.because = links::text_of(form, "because");
    auto const moved = visit.change([&](Change& change) { return move_on(room, change, step); });
    return after_act(visit, one.id, moved, form, "moved", desk_shown_by(room, desk_move_page));
}

Result<Response> ask_level(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to(visit, request, "record level"));
    return desk_level_page(room, visit, one, {});
}

Result<Response> record_level(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to(visit, request, "record level"));
    auto const form = TRY(request.form());
    auto typed = desk_typed(form);
    LevelEntry entry;
    entry.level = form.first("level");
    entry.rationale = links::text_of(form, "rationale");
    entry.evidence = links::text_of(form, "evidence");
    entry.on = day_in(form, "on", typed.problems).value_or(london::day_of(visit.now()));
    entry.next_review = day_in(form, "next-review", typed.problems).value_or(Date{});
    auto wanted = entry;
    if (wanted.next_review == Date{}) // falls by the level
        wanted.next_review = wanted.on + 1;
    for (auto const& problem : problems_of(wanted, london::day_of(visit.now())))
        typed.problems.push_back(problem);
    if (!typed.problems.empty())
        return desk_level_page(room, visit, one, typed);
    auto const judged = visit.change(
        [&](Change& change) { return judge_level(room, change, one.id, version_in(form), entry); });
    return after_act(visit, one.id, judged, form, "level", desk_shown_by(room, desk_level_page));
}

Result<Response> ask_strands(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to(visit, request, "move"));
    if (!one.is_open())
        return http::see_other(address_of(one.id));
    DeskTyped typed;
    typed.strands = one.strands;
    return desk_strands_page(room, visit, one, typed);
}

Result<Response> record_strands(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to(visit, request, "move"));
    auto const form = TRY(request.form());
    auto const typed = desk_typed(form);
    auto const saved = visit.change([&](Change& change) {
        return set_strands(
            room, change, one.id, version_in(form), typed.strands, links::text_of(form, "because"));
    });
    return after_act(visit, one.id, saved, form, "saved", desk_shown_by(room, desk_strands_page));
}

Result<Response> ask_extension(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to(visit, request, "extend"));
    if (running_clocks(visit, one.id).empty())
        return http::see_other(address_of(one.id));
    return desk_extension_page(room, visit, one, {});
}

Result<Response> record_extension(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to(visit, request, "extend"));
    auto const form = TRY(request.form());
    auto typed = desk_typed(form);
    auto const day = day_in(form, "due", typed.problems);
    auto const clock = ClockId::read(form.first("clock"));
    if (!clock)
        typed.problems.push_back(invalid("Choose the time limit that takes longer", "clock"));
    if (!day && typed.problems.empty())
        typed.problems.push_back(invalid("Enter the day by which it will be done", "due"));
    if (!typed.problems.empty())
        return desk_extension_page(room, visit, one, typed);
    auto const longer = visit.change([&](Change& change) -> Result<Case> {
        return extend(room, change, one.id, version_in(form),
            {*clock, end_of_day(*day), links::text_of(form, "reason"),
                Instant::read(form.first("seen-" + clock->write())).value_or(Instant())});
    });
    return after_act(
        visit, one.id, longer, form, "extended", desk_shown_by(room, desk_extension_page));
}

Result<Response> ask_allocation(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to(visit, request, "allocate"));
    if (!one.is_open())
        return http::see_other(address_of(one.id));
    DeskTyped typed;
    if (auto const team = TeamId::read(request.query("team")))
        typed.values["team"] = team->write();
    return desk_allocation_page(room, visit, one, typed);
}

Result<Response> record_allocation(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to(visit, request, "allocate"));
    auto const form = TRY(request.form());
    Allocation wanted;
    wanted.of = one.id;
    wanted.version = version_in(form);
    if (auto const team = TeamId::read(form.first("team")))
        wanted.team = *team;
    if (auto const worker = AccountId::read(form.first("worker")))
        wanted.worker = *worker;
    wanted.handover = links::text_of(form, "handover");
    auto const given = visit.change([&](Change& change) { return allocate(room, change, wanted); });
    // Whoever handed it over to another team may not be able to open it any more.
    if (given && !knows(visit, one.id))
        return http::see_other("/cases?said=handed-over");
    return after_act(
        visit, one.id, given, form, "allocated", desk_shown_by(room, desk_allocation_page));
}

void add_desk_routes(access::Routes::OfRoom<Cases>& routes)
{
    routes.get("/cases/new", "case:create", ask_case);
    routes.post("/cases/new", "case:create", open_new_case);
    routes.get("/cases/{case}/move", "case:move", ask_move);
    routes.post("/cases/{case}/move", "case:move", record_move);
    routes.get("/cases/{case}/level", "case:record level", ask_level);
    routes.post("/cases/{case}/level", "case:record level", record_level);
    routes.get("/cases/{case}/strands", "case:move", ask_strands);
    routes.post("/cases/{case}/strands", "case:move", record_strands);
    routes.get("/cases/{case}/extend", "case:extend", ask_extension);
    routes.post("/cases/{case}/extend", "case:extend", record_extension);
    routes.get("/cases/{case}/allocate", "case:allocate", ask_allocation);
    routes.post("/cases/{case}/allocate", "case:allocate", record_allocation);
    routes.get("/cases/{case}/close", "case:close", ask_closing);
    routes.post("/cases/{case}/close", "case:close", record_closing);
    routes.get("/cases/{case}/reopen", "case:reopen", ask_reopening);
    routes.post("/cases/{case}/reopen", "case:reopen", record_reopening);
    routes.get("/cases/{case}/history", "case:read", show_case_history);
    routes.get("/cases/{case}/print", "case:read", print_case);
    routes.get("/cases/{case}/text", "case:read", case_as_text);
}

} // namespace kith::cases
