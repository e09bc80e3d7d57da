// SPDX-License-Identifier: MIT
#include "cases/supervision_pages.h"
#include "base/london.h"
#include "cases/case_shown.h"
#include "cases/plan_views.h"
#include "cases/supervision_acts.h"
#include "cases/views.h"
#include "platform/forms/drafts.h"

namespace kith::cases {
namespace {
    using html::Value;
    using http::Request;
    using http::Response;
    using http::Status;

    constexpr int days_home_looks_ahead = 7; // as My work does with actions

    std::string day_in_form(std::optional<Date> const& day) { return day ? day->in_words() : ""; }

    Value note_rows(Supervision const& one)
    {
        auto rows = Value::array();
        auto const add = [&rows](char const* key, std::string const& text) {
            if (!text.empty())
                rows.push(Value::object({{"key", key}, {"text", text}}));
        };
        add("What they thought about", one.reflection);
        add("Decided, and why", one.decisions);
        add("What the worker needs", one.worker_needs);
        add("They look again", day_in_form(one.next));
        return rows;
    }

    Value note_view(Cases const& room, Visit const& visit, Case const& of, Supervision const& one)
    {
        auto const of_case = facts_of(visit, of);
        auto const name = [&](AccountId who) { return room.name_of(visit.reading(), who); };
        return Value::object({{"id", one.id.write()}, {"on", day_in_form(one.on)},
            {"worker", name(one.worker)}, {"manager", name(one.manager)}, {"rows", note_rows(one)},
            {"correct_href", supervisions_path(of.id) + "/" + one.id.write() + "/correct"},
            {"may_correct", of_case && visit.permits("correct", facts_of(*of_case, one))},
            {"was",
                Value::each(
                    shown_versions(room, visit, of, one.id), [&](SupervisionWas const& was) {
                        return Value::object(
                            {{"until", london::in_words(was.until)}, {"reason", was.reason},
                                {"on", day_in_form(was.one.on)}, {"rows", note_rows(was.one)}});
                    })}});
    }

    // What the form held, to be shown again.
    struct TypedSupervision {
        Supervision one = {};
        Value values = Value::object();
        std::string reason = {};
        std::string key = {};
        std::vector<Error> problems = {};
    };

    TypedSupervision typed_supervision(http::FormData const& form)
    {
        TypedSupervision typed;
        typed.values = links::values_of(form);
        auto const day = [&](char const* field) -> std::optional<Date> {
            if (links::text_of(form, field).empty())
                return std::nullopt;
            auto const before = typed.problems.size();
            auto const read = read_day_field(form, field, {}, typed.problems);
            return typed.problems.size() == before ? std::optional(read) : std::nullopt;
        };
        typed.one.on = day("on");
        typed.one.next = day("next");
        if (auto const worker = AccountId::read(links::text_of(form, "worker")))
            typed.one.worker = *worker;
        typed.one.reflection = links::text_of(form, "reflection");
        typed.one.decisions = links::text_of(form, "decisions");
        typed.one.worker_needs = links::text_of(form, "worker_needs");
        typed.one.version = version_typed(form);
        typed.reason = links::text_of(form, "reason");
        typed.key = links::text_of(form, "key");
        return typed;
    }

    TypedSupervision as_it_stands(Supervision const& one)
    {
        TypedSupervision typed{one};
        typed.values["on"] = day_in_form(one.on);
        typed.values["next"] = day_in_form(one.next);
        typed.values["reflection"] = one.reflection;
        typed.values["decisions"] = one.decisions;
        typed.values["worker_needs"] = one.worker_needs;
        typed.values["worker"] = one.worker.none() ? std::string() : one.worker.write();
        typed.values["version"] = one.version;
        return typed;
    }

    // All that is wrong beside what did not read; a day that is no day is told once.
    void add_problems(TypedSupervision& typed, Date today)
    {
        for (auto& problem : problems_of(tidied(typed.one), today)) {
            auto told = false;
            for (auto const& known : typed.problems)
                told = told || known.field == problem.field;
            if (!told)
                typed.problems.push_back(std::move(problem));
        }
    }

    Response supervision_form(Cases const& room, Visit const& visit, Case const& of,
        TypedSupervision const& typed, Supervision const* stands, Status status = Status::ok)
    {
        auto page = Value::object({{"section", of.of_context() ? "/contexts" : "/people"},
            {"case", case_view(room, visit, of)}, {"values", typed.values},
            {"problems", problems_view(typed.problems)}, {"back", supervisions_path(of.id)},
            {"key", typed.key.empty() ? forms::fresh_key() : typed.key},
            {"action",
                stands ? supervisions_path(of.id) + "/" + stands->id.write() + "/correct"
                       : supervisions_path(of.id) + "/new"},
            {"correcting", stands != nullptr}});
        if (!typed.problems.empty())
            page["errors"] = errors_view(typed.problems);
        if (!stands) {
            std::vector<std::pair<std::string, std::string>> workers{{"", "Choose"}};
            for (auto const& [account, name] : supervised_by(room, visit, of))
                workers.emplace_back(account.write(), name);
            page["workers"] = plan_choices(workers, typed.values.get("worker").text());
        } else
            page["with"] = room.name_of(visit.reading(), stands->worker);
        if (status == Status::conflict && stands)
            page["stands"] = note_view(room, visit, of, *stands);
        return room.pages.show(visit, "cases/supervision_form.njk", page, status);
    }

    // The case, for whoever may supervise it.
    Result<Case> supervised_case(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<CaseId>("case"));
        auto one = TRY(find(visit, id));
        auto const facts = TRY(facts_of(visit, one));
        if (!visit.permits("supervise", facts))
            return not_found(); // whoever may not does not learn that there are notes
        return one;
    }

    Result<Response> show_supervisions(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<CaseId>("case"));
        auto const one = TRY(find(visit, id));
        auto const facts = TRY(facts_of(visit, one));
        auto const all = shown_supervisions(room, visit, one);
        auto const may = visit.permits("supervise", facts);
        if (all.empty() && !may)
            return not_found();
        auto const said = request.query("said");
        return room.pages.show(visit, "cases/supervisions.njk",
            Value::object({{"section", one.of_context() ? "/contexts" : "/people"},
                {"case", case_view(room, visit, one)}, {"may_supervise", may && one.is_open()},
                {"new_href", supervisions_path(id) + "/new"},
                {"notice",
                    said == "kept"            ? "The note is kept."
                        : said == "put-right" ? "The note is put right. What it said before stays."
                                              : ""},
                {"notes", Value::each(all, [&](Supervision const& note) {
                     return note_view(room, visit, one, note);
                 })}}));
    }

    Result<Response> ask_supervision(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(supervised_case(visit, request));
        Supervision fresh;
        fresh.on = london::day_of(visit.now());
        if (one.worker != visit.visitor().account)
            fresh.worker = one.worker;
        return supervision_form(room, visit, one, as_it_stands(fresh), nullptr);
    }

    Result<Response> keep_supervision(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(supervised_case(visit, request));
        auto const form = TRY(request.form());
        auto typed = typed_supervision(form);
        add_problems(typed, london::day_of(visit.now()));
        if (!typed.problems.empty())
            return supervision_form(room, visit, one, typed, nullptr, Status::unprocessable);
        auto const made = visit.change([&](Change& change) {
            return forms::once<SupervisionId>(change,
                typed.key.empty() ? std::nullopt : std::optional(typed.key),
                request.path() + "\n" + request.body(), [&]() -> Result<SupervisionId> {
                    auto const kept = TRY(supervise(room, change, one.id, typed.one));
                    return kept.id;
                });
        });
        if (made)
            return http::see_other(supervisions_path(one.id) + "?said=kept");
        if (made.error().code != Code::invalid)
            return made.error();
        typed.problems.push_back(made.error());
        ask_with_a_fresh_key(typed.key, typed.problems.back());
        return supervision_form(room, visit, one, typed, nullptr, Status::unprocessable);
    }

    // A note that this visit may correct, with its case.
    struct Correctable {
        Case of;
        Supervision one; // as it is shown
    };
    Result<Correctable> correctable(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const of = TRY(request.id<CaseId>("case"));
        auto const id = TRY(request.id<SupervisionId>("supervision"));
        auto one = TRY(find(visit, of));
        auto const facts = TRY(facts_of(visit, one));
        for (auto& note : shown_supervisions(room, visit, one))
            if (note.id == id) {
                TRY(visit.may("correct", facts_of(facts, note)));
                return Correctable{std::move(one), std::move(note)};
            }
        return not_found();
    }

    Result<Response> ask_supervision_correction(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const stands = TRY(correctable(room, visit, request));
        return supervision_form(room, visit, stands.of, as_it_stands(stands.one), &stands.one);
    }

    Result<Response> correct_supervision_note(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const stands = TRY(correctable(room, visit, request));
        auto const form = TRY(request.form());
        auto typed = typed_supervision(form);
        typed.one.id = stands.one.id;
        typed.one.worker = stands.one.worker;
        add_problems(typed, london::day_of(visit.now()));
        if (auto problem = problem_of_correction(typed.reason))
            typed.problems.push_back(std::move(*problem));
        if (!typed.problems.empty())
            return supervision_form(
                room, visit, stands.of, typed, &stands.one, Status::unprocessable);
        auto const saved = visit.change([&](Change& change) {
            return put_supervision_right(room, change, stands.of.id, typed.one, typed.reason);
        });
        if (saved)
            return http::see_other(supervisions_path(stands.of.id) + "?said=put-right");
        auto const late = saved.error().code == Code::conflict;
        if (saved.error().code != Code::invalid && !late)
            return saved.error();
        typed.problems.push_back(saved.error());
        auto const now = TRY(correctable(room, visit, request));
        if (late)
            typed.values["version"] = now.one.version; // seen now, so the next save goes through
        return supervision_form(
            room, visit, now.of, typed, &now.one, late ? Status::conflict : Status::unprocessable);
    }

    std::optional<Value> supervision_panel(Cases const& room, Visit const& visit, Case const& one)
    {
        auto const facts = facts_of(visit, one);
        auto const may = facts && visit.permits("supervise", *facts);
        auto const all = supervisions_of(visit, one.id);
        if (all.empty() && !may)
            return std::nullopt;
        auto panel = Value::object({{"title", "Supervision"}});
        panel["text"] = all.empty()
            ? std::string("You have not gone through this case yet. The note is for you, the "
                          "worker and the managers of the team.")
            : "Last gone through on " + day_in_form(all.front().on) + " by "
                + room.name_of(visit.reading(), all.front().manager) + " and "
                + room.name_of(visit.reading(), all.front().worker) + "."
                + (all.front().next ? " They look again on " + day_in_form(all.front().next) + "."
                                    : std::string())
                + " Only these two and the managers of the team see it.";
        auto links = Value::array();
        if (!all.empty())
            links.push(Value::object(
                {{"text", "Read what was noted"}, {"href", supervisions_path(one.id)}}));
        if (may && one.is_open())
            links.push(Value::object({{"text", "Write down a supervision"},
                {"href", supervisions_path(one.id) + "/new"}}));
        panel["links"] = links;
        return panel;
    }

    std::vector<actions::Line> supervisions_on_home(Visit const& visit)
    {
        std::vector<actions::Line> lines;
        if (!visit.could("supervise", "case"))
            return lines;
        auto const today = london::day_of(visit.now());
        for (auto const& note : supervisions_to_come(visit, today + days_home_looks_ahead)) {
            auto const one = find(visit, note.of);
            if (one)
                lines.push_back({"Go through", "case " + one->reference.write() + " again",
                    "Supervision", supervisions_path(one->id),
                    london::start_of(*note.next + 1) + std::chrono::seconds(-1)});
        }
        return lines;
    }
} // namespace

std::string supervisions_path(CaseId id) { return address_of(id) + "/supervisions"; }

void join_supervision(House& house, Cases& room)
{
    auto routes = house.routes.of(room);
    std::string const all = "/cases/{case}/supervisions";
    routes.get(all, "supervision:read", show_supervisions);
    routes.get(all + "/new", "case:supervise", ask_supervision);
    routes.post(all + "/new", "case:supervise", keep_supervision);
    routes.get(all + "/{supervision}/correct", "supervision:correct", ask_supervision_correction);
    routes.post(all + "/{supervision}/correct", "supervision:correct", correct_supervision_note);
    add_supervision_api(routes);
    for (auto& operation : supervision_operations())
        house.operations.push_back(std::move(operation));
    room.panels.emplace_back([&room](Visit const& visit, Case const& one) {
        return supervision_panel(room, visit, one);
    });
    room.home.lines.emplace_back(supervisions_on_home);
}

} // namespace kith::cases
