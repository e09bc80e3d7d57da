// SPDX-License-Identifier: MIT
#include "base/london.h"
#include "concerns/acts.h"
#include "concerns/allegation_pages.h"
#include "concerns/correcting.h"
#include "concerns/pages.h"
#include "concerns/partner_views.h"
#include "concerns/shared_draft_pages.h"
#include "concerns/views.h"
#include "concerns/who_pages.h"
#include "platform/http/csrf.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::concerns {
namespace {
    using html::Value;
    constexpr std::size_t list_length = 200;
    constexpr std::size_t most_earlier = 10;

    using Unread = std::map<ConcernId, State>;

    Unread unread_of(Concerns const& room, Visit const& visit, Direction direction)
    {
        Unread unread;
        for (auto const& concern : room.store.list_unread(visit, direction))
            unread.emplace(concern.id, concern.state);
        return unread;
    }

    // "Decided, 2 with new messages"
    std::string with_news(char const* text, std::size_t count)
    {
        return count == 0 ? std::string(text)
            : count == 1  ? fmt::format("{}, 1 with a new message", text)
                          : fmt::format("{}, {} with new messages", text, count);
    }

    Value tabs_for(Concerns const& room, Visit const& visit, std::string_view current,
        std::size_t open, Unread const& for_team)
    {
        auto tabs = Value::array();
        auto const tab = [&](char const* href, std::string text, std::size_t count = 0) {
            tabs.push(Value::object({{"href", href}, {"text", std::move(text)},
                {"current", href == current}, {"count", count}}));
        };
        auto const news = std::ranges::count(for_team, State::decided, &Unread::value_type::second);
        if (visit.could("decide", "concern")) {
            tab("/concerns", "To decide", open);
            tab("/concerns/decided", with_news("Decided", static_cast<std::size_t>(news)));
        }
        tab("/concerns/raised",
            with_news("Raised by me", unread_of(room, visit, Direction::to_raiser).size()));
        if (leads_here(visit))
            tab("/drafts", "Drafts shown to me");
        if (visit.could("answer", "partner_check"))
            tab("/requests", "Asked of us");
        return tabs;
    }

    Response show_list(Concerns const& room, Visit const& visit, std::string_view path, Value view,
        std::vector<Concern> const& concerns, std::size_t open, char const* notice = "")
    {
        auto const raised = path == "/concerns/raised";
        auto const for_team = unread_of(room, visit, Direction::from_raiser);
        auto const news = raised ? unread_of(room, visit, Direction::to_raiser) : for_team;
        view["rows"] = Value::each(concerns, [&](Concern const& concern) {
            auto row = row_of(room, visit, concern);
            if (news.contains(concern.id))
                row["detail"] = "New message · " + row.get("detail").text();
            return row;
        });
        auto page = Value::object({{"section", "/concerns"}, {"view", view},
            {"tabs", tabs_for(room, visit, path, open, for_team)}, {"lead", lead_line(room, visit)},
            {"notice", notice}});
        return room.pages.show(visit, "concerns/queue.njk", page);
    }

    Value empty_list(char const* title, char const* text)
    {
        return Value::object({{"title", title}, {"text", text}});
    }

    bool raised_by_visitor_alone(Visit const& visit, Concern const& concern)
    {
        return !visit.permits("decide", facts_of(concern));
    }

    Value outcomes_view(Concerns const& room, Visit const& visit, Typed const& typed)
    {
        return Value::each(room.facts.codes("outcome", london::day_of(visit.now())),
            [&](directory::ListedCode const& code) {
                auto const field = "reason_" + code.code;
                auto const problem = std::ranges::find(typed.problems, field, &Error::field);
                return Value::object({{"value", code.code}, {"text", code.label},
                    {"checked",
                        std::ranges::find(typed.outcomes, code.code) != typed.outcomes.end()},
                    {"reason", typed.values.get(field)},
                    {"problem",
                        problem == typed.problems.end() ? Value() : Value(problem->words.key)}});
            });
    }

    Value urgencies_view(
        Concerns const& room, Visit const& visit, Concern const& concern, Typed const& typed)
    {
        auto const chosen
            = typed.values.has("urgency") ? typed.values.get("urgency").text() : concern.urgency;
        return Value::each(room.facts.codes("urgency", london::day_of(visit.now())),
            [&](directory::ListedCode const& code) {
                return Value::object(
                    {{"value", code.code}, {"text", code.label}, {"checked", code.code == chosen}});
            });
    }

    Value boxes_of_others(Concerns const& room, Visit const& visit, Concern const& concern)
    {
        auto boxes = Value::array();
        for (auto const& panel : room.panels)
            if (auto const drawn = panel(visit, concern))
                boxes.push(*drawn);
        return boxes;
    }

    Response show_one(Concerns const& room, Visit const& visit, Concern const& concern,
        Typed const& typed = {}, http::Status status = http::Status::ok,
        std::string const& notice = {})
    {
        auto const facts = facts_of(concern);
        if (!visit.permits("copy", facts)) // nothing but what was opened to them
            return show_opened(room, visit, concern);
        auto page
            = Value::object({{"section", "/concerns"}, {"concern", view_of(room, visit, concern)},
                {"given", given_view(room, concern)}, {"thread", thread_view(room, visit, concern)},
                {"typed", typed.values}, {"problems", problems_view(typed.problems)},
                {"notice", notice}, {"lead", lead_line(room, visit, concern)},
                {"unread", unread_view(room, visit, concern)}, {"key", key_of(typed.values)},
                {"may_write", visit.permits("write", facts)}});
        if (!typed.problems.empty())
            page["errors"] = errors_view(typed.problems);
        if (raised_by_visitor_alone(visit, concern)) {
            page["concern"]["standing"] = concern.state == State::waiting
                ? "We have it. Somebody decides by " + london::in_words(concern.due_at) + "."
                : concern.state == State::reading
                ? "Somebody is reading it."
                : "It has been decided. What you may know stands in the messages.";
            page["walled_off"] = concern.route == Route::allegation;
            page["sent_for_another"] = concern.raised_by != visit.visitor().account;
            if (auto const shared = sharing_of(visit, room.drafts, concern.id); shared)
                page["advice"] = notes_view(room, visit, *shared);
            return room.pages.show(visit, "concerns/raised.njk", page, status);
        }
        page["decisions"]
            = decisions_view(room, visit, concern, room.store.decisions(visit, concern));
        page["partners"] = partners_view(room, visit, concern);
        page["route"] = route_view(room, concern);
        page["worker"] = worker_view(room, visit, concern);
        page["may_send_on"] = concern.route == Route::front_door && visit.permits("send_on", facts);
        visit.act_for(
            "weighing concern " + concern.reference.write()); // why what is known was looked at
        auto const named = named_in(room, visit, concern);
        page["who"] = who_view(room, visit, concern, named, typed);
        page["earlier"] = Value::each(
            earlier_than(room, visit, concern, named, most_earlier), [&](Earlier const& one) {
                auto row = row_of(room, visit, one.concern);
                row["detail"] = one.reason + " · " + row.get("detail").text();
                return row;
            });
        page["outcomes"] = outcomes_view(room, visit, typed);
        page["urgencies"] = urgencies_view(room, visit, concern, typed);
        page["so_far"] = urgencies_view(room, visit, concern, {});
        page["may_take"] = visit.permits("take", facts)
            && (concern.state == State::waiting
                || (concern.state == State::reading
                    && concern.taken_by == visit.visitor().account));
        page["taken"] = concern.state == State::reading;
        page["may_correct"] = visit.permits("correct", facts);
        page["corrections"] = corrections_view(room, visit, concern);
        page["may_decide"] = visit.permits("decide", facts);
        page["panels"] = boxes_of_others(room, visit, concern);
        return room.pages.show(visit, "concerns/concern.njk", page, status);
    }

    // The form as it was sent, to be shown again with what was wrong.
    Typed typed_from(http::FormData const& form, Error const& problem)
    {
        Typed typed;
        for (auto const& [name, value] : form.pairs())
            if (name != http::csrf_field)
                typed.values[name] = value;
        for (auto const outcome : form.all("outcomes"))
            typed.outcomes.emplace_back(outcome);
        typed.problems.push_back(problem);
        return typed;
    }

    // Does no team hold it, so that taking or deciding it makes it one's own team's?
    Result<bool> held_by_nobody(Concerns const& room, Visit const& visit, ConcernId id)
    {
        auto const concern = TRY(room.store.find(visit, id));
        return concern.holding_team.none() && !visit.visitor().teams.empty();
    }

    // Up to which place the page showed the messages.
    std::int64_t seen_in(http::FormData const& form)
    {
        return form.has("seen") ? std::atoll(std::string(form.first("seen")).c_str()) : -1;
    }

    std::string tidy(std::string_view text)
    {
        auto const first = text.find_first_not_of(" \t\r\n");
        return first == std::string_view::npos
            ? ""
            : std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
    }

    Choice choice_from(http::FormData const& form)
    {
        Choice choice;
        for (auto const outcome : form.all("outcomes")) {
            choice.outcomes.emplace_back(outcome);
            choice.reasons.emplace(outcome, tidy(form.first("reason_" + std::string(outcome))));
        }
        choice.urgency = form.first("urgency");
        choice.summary = tidy(form.first("summary"));
        return choice;
    }
} // namespace

Result<Response> show_concern_again(Concerns const& room, Visit const& visit, ConcernId id,
    http::FormData const& form, Error const& problem)
{
    if (problem.code != Code::invalid && problem.code != Code::conflict)
        return problem;
    auto const now_stands
        = TRY(room.store.find(visit, id)); // with what somebody else has done since
    auto const status
        = problem.code == Code::conflict ? http::Status::conflict : http::Status::unprocessable;
    return show_one(room, visit, now_stands, typed_from(form, problem), status);
}

Result<Response> show_queue(Concerns const& room, Visit const& visit, Request const& request)
{
    if (!visit.could("decide", "concern"))
        return http::see_other("/concerns/raised");
    auto const open = room.store.list_open(visit);
    auto view = Value::object(
        {{"title", "Concerns to decide"}, {"who_can_see", "your teams. Each concern says who else"},
            {"empty",
                empty_list(
                    "Nothing waits for a decision", "New concerns appear here within seconds.")}});
    auto const* const notice = request.query("said") == "to_other_team"
        ? "It is put right, and with the front door of that postcode now: no longer in your queue."
        : request.query("said") == "sent_on"
        ? "It is with the designated officer now, and no longer in your queue. Do not tell the "
          "person."
        : "";
    return show_list(room, visit, "/concerns", view, open, open.size(), notice);
}

Result<Response> show_decided(Concerns const& room, Visit const& visit, Request const&)
{
    auto view = Value::object(
        {{"title", "Decided concerns"}, {"who_can_see", "your teams. Each concern says who else"},
            {"empty",
                empty_list("Nothing has been decided yet",
                    "What your teams decide stands here, the latest first.")}});
    return show_list(
        room, visit, "/concerns/decided", view, room.store.list_decided(visit, list_length), 0);
}

Result<Response> show_raised(Concerns const& room, Visit const& visit, Request const&)
{
    auto view = Value::object({{"title", "Concerns you raised"},
        {"who_can_see",
            "you, and for each concern the team that holds it. If a safeguarding lead sent it, you "
            "both"},
        {"empty",
            empty_list(
                "You have not raised a concern yet", "When you do, you can follow it here.")}});
    return show_list(
        room, visit, "/concerns/raised", view, room.store.list_raised(visit, list_length), 0);
}

Result<Response> show_concern(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ConcernId>("concern"));
    auto const concern = TRY(room.store.find(visit, id));
    auto const said = request.query("said");
    auto const* const notice = said == "sent" ? "Your message was sent."
        : said == "raised" && concern.route == Route::allegation
        ? "Your concern was sent to the designated officer. You can follow it here."
        : said == "raised" && concern.sent_by == visit.visitor().account
        ? "It was sent to the team for your colleague. You can both follow it here."
        : said == "raised"     ? "Your concern was sent to the team. You can follow it here."
        : said == "decided"    ? "The decision is recorded."
        : said == "put_right"  ? "It is put right. What it was before stands below."
        : said == "read"       ? "The messages are marked as read."
        : said == "taken"      ? "You are reading this."
        : said == "taken_over" ? "You are reading this, and your team holds it from now on. No "
                                 "other front door sees it any more."
        : said == "decided_over"
        ? "The decision is recorded, and your team holds this concern from now on. No other front "
          "door sees it any more."
        : said == "asked"      ? "The partners have been asked. Their answers appear here."
        : said == "chased"     ? "The partner was asked again."
        : said == "closed"     ? "The request to partners is closed."
        : said == "linked"     ? "The link is made."
        : said == "set_aside"  ? "They are not shown here again."
        : said == "corrected"  ? "The link is corrected. What it was stays in its history."
        : said == "taken_back" ? "The link is taken back. It stays in the history."
                               : "";
    return show_one(room, visit, concern, {}, http::Status::ok, notice);
}

Result<Response> take_concern(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ConcernId>("concern"));
    auto const form = TRY(request.form());
    auto const nobodys = TRY(held_by_nobody(room, visit, id));
    auto const urgency = std::string(form.first("urgency"));
    auto const taken
        = visit.change([&](Change& change) { return take_up(room, change, id, urgency); });
    if (!taken)
        return show_concern_again(room, visit, id, form, taken.error());
    return http::see_other(
        "/concerns/" + id.write() + (nobodys ? "?said=taken_over" : "?said=taken"));
}

Result<Response> decide_concern(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ConcernId>("concern"));
    auto const form = TRY(request.form());
    Weighed weighed;
    weighed.concern = id;
    weighed.version = std::atoll(std::string(form.first("version")).c_str());
    weighed.choice = choice_from(form);
    weighed.reply = tidy(form.first("reply"));
    weighed.key = Uuid::read(form.first("key")).value_or(weighed.key);
    auto const nobodys = TRY(held_by_nobody(room, visit, id));
    auto const recorded = visit.change([&](Change& change) -> Done {
        TRY(record_decision(room, change, weighed));
        return read_messages(room, change, id, seen_in(form));
    });
    if (!recorded)
        return show_concern_again(room, visit, id, form, recorded.error());
    return http::see_other(
        "/concerns/" + id.write() + (nobodys ? "?said=decided_over" : "?said=decided"));
}

Result<Response> write_message(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ConcernId>("concern"));
    auto const form = TRY(request.form());
    auto const key = Uuid::read(form.first("key")).value_or(Uuid::fresh());
    auto const body = tidy(form.first("body"));
    auto const sent = visit.change([&](Change& change) -> Done {
        TRY(send_message(room, change, id, body, key));
        return read_messages(room, change, id, seen_in(form));
    });
    if (!sent)
        return show_concern_again(room, visit, id, form, sent.error());
    return http::see_other("/concerns/" + id.write() + "?said=sent");
}

Result<Response> mark_messages_read(
    Concerns const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ConcernId>("concern"));
    auto const form = TRY(request.form());
    TRY(visit.change([&](Change& change) -> Done {
        auto const concern = TRY(room.store.find(change, id));
        TRY(static_cast<Visit const&>(change).may("write", facts_of(concern)));
        return read_messages(room, change, id, seen_in(form));
    }));
    return http::see_other("/concerns/" + id.write() + "?said=read");
}

} // namespace kith::concerns
