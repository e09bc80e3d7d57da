// SPDX-License-Identifier: MIT
// My actions, and one action: what came of it, more time, taken back, opened again.
#include "actions/pages.h"
#include "actions/typed.h"
#include "actions/views.h"
#include "base/london.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::actions {
namespace {
    using html::Value;
    constexpr int home_shows_days = 7;

    // What a form of one action's page held, and what was wrong with it.
    struct Refusal {
        Value values = Value::object();
        std::vector<Error> problems = {};
        [[nodiscard]] http::Status status() const
        {
            return problems.empty()                       ? http::Status::ok
                : problems.front().code == Code::conflict ? http::Status::conflict
                                                          : http::Status::unprocessable;
        }
    };

    Value rows_of(Actions const& room, Visit const& visit, std::vector<Action> const& all,
        bool (*wanted)(Action const&, Date))
    {
        auto rows = Value::array();
        auto const today = london::day_of(visit.now());
        for (auto const& action : all)
            if (wanted(action, today))
                rows.push(action_row(room, visit, action));
        return rows;
    }

    char const* action_notice(std::string_view said)
    {
        return said == "asked"   ? "The action is asked for."
            : said == "saved"    ? "The change is saved. What it replaced stays in the history."
            : said == "ended"    ? "It is recorded."
            : said == "extended" ? "There is more time now. When it was due before stays on record."
            : said == "withdrawn" ? "The action is withdrawn."
            : said == "reopened"  ? "The action is open again."
                                  : "";
    }

    std::string seen_by(Action const& action)
    {
        return action.about.id.none()
            ? "you, the team that asked, and those who work with what it is about"
            : "whoever may know what it is about. Who is named on it sees these words, who asked "
              "and by when, and nothing of what it is about";
    }

    Value late_row(char const* key, std::string text)
    {
        return Value::object({{"key", key}, {"text", std::move(text)}});
    }

    // What somebody made of it first, and what was typed meanwhile, beside each other: its form may
    // be gone, and what was typed is not. {stands: rows, by, when, typed: rows}
    Value late_view(
        Actions const& room, Visit const& visit, Action const& stands, Value const& typed)
    {
        auto rows = Value::array({late_row("How it stands", std::string(in_words_of(stands.state))),
            late_row("Due by the end of", stands.due.in_words())});
        if (!stands.result.empty())
            rows.push(late_row("What came of it", stands.result));
        auto late = Value::object({{"stands", rows}});
        if (auto const versions = room.store.versions(visit, stands.id); !versions.empty()) {
            late["by"] = room.name_of(visit.reading(), versions.front().by);
            late["when"] = london::in_words(versions.front().until);
        }
        late["typed"] = Value::array();
        auto const push = [&](char const* key, std::string text) {
            if (!text.empty())
                late["typed"].push(late_row(key, std::move(text)));
        };
        auto const text = [&](char const* field) { return typed.get(field).text(); };
        push("What came of it",
            text("state") == "done"           ? "It is done"
                : text("state") == "not_done" ? "It was not done"
                                              : "");
        push("In words", text("result"));
        if (auto const day = text("due-day"); !day.empty())
            push("Due by the end of",
                fmt::format("{} {} {}", day, text("due-month"), text("due-year")));
        push("Why more time is needed", text("extend_reason"));
        push("Why it is withdrawn", text("withdraw_reason"));
        push("Why it is opened again", text("reopen_reason"));
        return late;
    }

    Response draw_action(Actions const& room, Visit const& visit, Action const& action,
        std::string_view said, Refusal const& refused = {})
    {
        auto const may = [&](char const* act) { return room.store.permits(visit, act, action.id); };
        auto page = Value::object({{"section", "/"}, {"what", action.what},
            {"href", action_href(action)}, {"version", action.version}, {"open", action.open()},
            {"state", std::string(in_words_of(action.state))},
            {"details", action_details(room, visit, action)},
            {"history", action_history(room, visit, action)},
            {"about_known", !action.about.id.none()}, {"asked_by", who_asked(room, visit, action)},
            {"who_can_see", seen_by(action)}, {"may_finish", action.open() && may("finish")},
            {"may_extend", action.open() && may("extend")},
            {"may_withdraw", action.open() && may("withdraw")}, {"may_change", may("change")},
            {"values", refused.values}, {"problems", problems_view(refused.problems)},
            {"notice", action_notice(said)}});
        if (action.open())
            page["due"] = due_view(action, visit.now());
        if (!action.about.id.none())
            page["about_href"] = room.about.name(visit, action.about).href;
        if (auto const paper = room.paper_of(visit, action))
            page["paper"] = Value::object({{"text", paper->text}, {"href", paper->href}});
        if (!refused.problems.empty())
            page["errors"] = errors_view(refused.problems);
        if (refused.status() == http::Status::conflict)
            page["late"] = late_view(room, visit, action, refused.values);
        return room.pages.show(visit, "actions/action.njk", page, refused.status());
    }

    // Runs one act on an action; what cannot be done shows its page again, with what was typed.
    template <class Act>
    Result<Response> act_on(Actions const& room, Visit const& visit, Request const& request,
        char const* said, Act const& act)
    {
        auto const id = TRY(request.id<ActionId>("action"));
        auto const form = TRY(request.form());
        TRY(room.store.find(visit, id));
        auto const version = std::atoll(std::string(form.first("version")).c_str());
        auto const acted = act(id, version, form);
        if (acted)
            return http::see_other("/actions/" + id.write() + "?said=" + said);
        if (acted.error().code != Code::invalid && acted.error().code != Code::conflict)
            return acted.error();
        auto const stands = TRY(room.store.find(visit, id));
        return draw_action(room, visit, stands, "", {typed_values(form), {acted.error()}});
    }

    Result<Response> end_as(Actions const& room, Visit const& visit, Request const& request,
        ActionState state, char const* field, char const* said)
    {
        return act_on(room, visit, request, said,
            [&](ActionId id, std::int64_t version, http::FormData const& form) -> Done {
                auto ended = visit.change([&](Change& change) {
                    return room.store.finish(change, id, version, state, typed_text(form, field));
                });
                if (!ended && ended.error().field == "result") // its field on this page
                    return error(ended.error().code, ended.error().words.key, field);
                return ended;
            });
    }
} // namespace

std::vector<Line> action_lines(Actions const& room, Visit const& visit)
{
    std::vector<Line> lines;
    auto const soon = london::day_of(visit.now()) + home_shows_days;
    for (auto const& action : room.store.list_mine(visit))
        if (action.open() && action.due <= soon)
            lines.push_back(
                {"Do", action.about.id.none() ? std::string("an action asked of you") : action.what,
                    "Asked by " + who_asked(room, visit, action), action_href(action),
                    action.due_at(), false, room.paper_of(visit, action)});
    return lines;
}

Result<Response> show_actions(Actions const& room, Visit const& visit, Request const&)
{
    auto const mine = room.store.list_mine(visit);
    auto page = Value::object({{"section", "/"},
        {"overdue",
            rows_of(room, visit, mine,
                [](Action const& action, Date today) { return action.overdue(today); })},
        {"today",
            rows_of(room, visit, mine,
                [](Action const& action, Date today) {
                    return action.open() && action.due == today;
                })},
        {"next",
            rows_of(room, visit, mine,
                [](Action const& action, Date today) {
                    return action.open() && today < action.due;
                })},
        {"lately",
            rows_of(room, visit, mine, [](Action const& action, Date) { return !action.open(); })},
        {"asked", rows_of(room, visit, room.store.list_asked(visit), [](Action const&, Date) {
             return true;
         })}});
    page["anything"] = !mine.empty();
    return room.pages.show(visit, "actions/mine.njk", page);
}

Result<Response> show_action(Actions const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ActionId>("action"));
    auto const action = TRY(room.store.find(visit, id));
    return draw_action(room, visit, action, request.query("said"));
}

Result<Response> copy_action(Actions const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ActionId>("action"));
    auto const action = TRY(room.store.find(visit, id));
    auto text = fmt::format("Action: {}\n{}\n\n", action.what, in_words_of(action.state));
    auto const details = action_details(room, visit, action);
    for (auto const& row : details.items())
        text += fmt::format("{}: {}\n", row.get("key").text(), row.get("text").text());
    text += "\nHistory, the latest first\n";
    auto const history = action_history(room, visit, action);
    for (auto const& one : history.items()) {
        auto const who = one.get("who").text();
        auto const why = one.get("text").text();
        text += fmt::format("{}: {}{}{}\n", one.get("when").text(), one.get("title").text(),
            who.empty() ? "" : ", " + who, why.empty() ? "" : ". " + why);
    }
    return http::text(text);
}

Result<Response> finish_action(Actions const& room, Visit const& visit, Request const& request)
{
    auto const form = TRY(request.form());
    auto const said = typed_text(form, "state");
    if (said != "done" && said != "not_done")
        return act_on(room, visit, request, "ended",
            [](ActionId, std::int64_t, http::FormData const&) -> Done {
                return invalid("Say whether it is done", "state");
            });
    return end_as(room, visit, request, said == "done" ? ActionState::done : ActionState::not_done,
        "result", "ended");
}

Result<Response> withdraw_action(Actions const& room, Visit const& visit, Request const& request)
{
    return end_as(room, visit, request, ActionState::withdrawn, "withdraw_reason", "withdrawn");
}

Result<Response> reopen_action(Actions const& room, Visit const& visit, Request const& request)
{
    return end_as(room, visit, request, ActionState::open, "reopen_reason", "reopened");
}

Result<Response> extend_action(Actions const& room, Visit const& visit, Request const& request)
{
    return act_on(room, visit, request, "extended",
        [&](ActionId id, std::int64_t version, http::FormData const& form) -> Done {
            auto const due = typed_day(form, "due");
            if (!due)
                return invalid("Enter the day by which it is due now", "due");
            auto extended = visit.change([&](Change& change) {
                return room.store.extend(
                    change, id, version, *due, typed_text(form, "extend_reason"));
            });
            if (!extended && extended.error().field == "reason")
                return error(extended.error().code, extended.error().words.key, "extend_reason");
            return extended;
        });
}

} // namespace kith::actions
