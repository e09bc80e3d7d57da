// SPDX-License-Identifier: MIT
#include "concerns/partner_views.h"
#include "base/london.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::concerns {
namespace {
    using html::Value;

    std::string urgency_label(Concerns const& room, std::string const& code)
    {
        auto const listed = room.facts.code("urgency", code);
        auto const label = listed ? listed->label : code;
        return label.substr(0, label.find(':')); // "Red"
    }

    Value due_of(Instant due, Instant now)
    {
        auto const words = actions::due_in_words(due, now);
        return Value::object({{"text", time_left_in_words(due, now)},
            {"state", std::string(actions::name_of(words.state))}, {"exact", words.exact}});
    }

    Value answer_tag(PartnerCheck const& check)
    {
        switch (check.known) {
        case Known::not_answered:
            return Value::object({{"text", "Not answered"}, {"tone", "waiting"}});
        case Known::not_known:
            return Value::object({{"text", "Nothing known"}, {"tone", "quiet"}});
        case Known::cannot_share:
            return Value::object({{"text", "Cannot share"}, {"tone", "quiet"}});
        case Known::now:
        case Known::before:
            break;
        }
        if (!check.complete)
            return Value::object({{"text", "Answered in part"}, {"tone", "new"}});
        return Value::object(
            {{"text", check.known == Known::now ? "Known now" : "Known before"}, {"tone", "done"}});
    }

    std::string chased_in_words(PartnerCheck const& check)
    {
        if (check.chased_at.empty())
            return {};
        auto const last = london::in_words(check.chased_at.back());
        return check.chased_at.size() == 1
            ? "Asked again " + last
            : fmt::format("Asked again {} times, the last {}", check.chased_at.size(), last);
    }

    std::string answered_in_words(Concerns const& room, Visit const& visit,
        PartnerRequest const& request, PartnerCheck const& check)
    {
        auto text = fmt::format("Answered {} by {}", london::in_words(*check.answered_at),
            room.name_of(visit.reading(), check.answered_by));
        if (*check.answered_at > request.due_at)
            text += ", late: " + time_left_in_words(request.due_at, *check.answered_at);
        if (request.closed_at && *check.answered_at > *request.closed_at)
            text += ", after the request was closed";
        if (check.version > 2)
            text += fmt::format(". Changed since, last {}", london::in_words(check.saved_at));
        return text;
    }

    Value partner_view(Concerns const& room, Visit const& visit, PartnerRequest const& request,
        PartnerCheck const& check)
    {
        auto view = Value::object({{"id", check.id.write()},
            {"name", name_of(visit.reading(), check.partner)}, {"status", answer_tag(check)},
            {"chased", chased_in_words(check)}, {"silent", check.silent()}});
        if (!check.silent()) {
            view["answered"] = answered_in_words(room, visit, request, check);
            view["rows"] = answers_view(room, check.answers, *check.answered_at);
        } else if (request.open())
            view["due"] = due_of(request.due_at, visit.now());
        return view;
    }

    Value request_view(Concerns const& room, Visit const& visit, Concern const& concern,
        PartnerRequest const& request)
    {
        auto checks = request.checks; // answers first, then by name
        std::ranges::sort(checks, {}, [&](PartnerCheck const& check) {
            return std::pair(check.silent(), name_of(visit.reading(), check.partner));
        });
        auto const silent = std::ranges::count_if(checks, &PartnerCheck::silent);
        auto view = Value::object({{"id", request.id.write()},
            {"title",
                fmt::format("Asked {}, {}", london::in_words(request.asked_at),
                    urgency_label(room, request.urgency))},
            {"by", room.name_of(visit.reading(), request.asked_by)},
            {"href",
                fmt::format("/concerns/{}/partners/{}", concern.id.write(), request.id.write())},
            {"count",
                fmt::format("{} of {} have answered",
                    static_cast<std::ptrdiff_t>(checks.size()) - silent, checks.size())},
            {"due_exact", london::in_words(request.due_at)},
            {"given", answers_view(room, request.answers, request.asked_at)},
            {"open", request.open()}, {"silent", silent},
            {"may_chase", visit.permits("chase", facts_of(request, concern))},
            {"may_close", visit.permits("close", facts_of(request, concern))}});
        view["partners"] = Value::each(checks,
            [&](PartnerCheck const& check) { return partner_view(room, visit, request, check); });
        if (!request.open())
            view["closed"]
                = fmt::format("Closed {} by {}: {}", london::in_words(*request.closed_at),
                    room.name_of(visit.reading(), request.closed_by), request.close_reason);
        return view;
    }

    std::string asker_of(Visit const& visit, PartnerRequest const& request)
    {
        if (!request.asking_team.none())
            if (auto const team = directory::find_team(visit.reading(), request.asking_team); team)
                return name_of(visit.reading(), {team->agency, team->id});
        return name_of(visit.reading(), {request.owner_agency, {}});
    }
} // namespace

Value answers_view(Concerns const& room, forms::Answers const& answers, Instant at)
{
    auto rows = Value::array();
    if (!room.forms.has(answers.form()))
        return rows;
    auto const& form = room.forms.form(answers.form());
    auto const drawing = forms::Drawing{room.words, "en", london::day_of(at), ""};
    for (auto const& question : form.questions) {
        std::string text;
        for (auto const& line : forms::in_words(question, answers, drawing))
            text += (text.empty() ? "" : "\n") + line;
        if (!text.empty())
            rows.push(
                Value::object({{"key", room.words.say("en", question.question)}, {"text", text}}));
    }
    return rows;
}

std::string silent_in_words(db::Connection& connection, std::vector<Partner> const& silent)
{
    std::string words;
    for (auto const& partner : silent)
        words += (words.empty() ? "" : "; ") + name_of(connection, partner);
    return words;
}

Value partners_view(Concerns const& room, Visit const& visit, Concern const& concern)
{
    auto const requests = room.partners.list(visit, concern);
    std::vector<Partner> silent;
    for (auto const& request : requests)
        for (auto const& check : silent_of(request))
            silent.push_back(check.partner);
    PartnerRequest fresh;
    auto view = Value::object(
        {{"silent", silent_in_words(visit.reading(), silent)}, {"silent_count", silent.size()},
            {"may_ask", visit.permits("create", facts_of(fresh, concern))},
            {"ask_href", "/concerns/" + concern.id.write() + "/partners"}});
    view["requests"] = Value::each(requests,
        [&](PartnerRequest const& request) { return request_view(room, visit, concern, request); });
    return view;
}

Value asked_row(Concerns const& room, Visit const& visit, AskedOf const& asked)
{
    auto const& [request, check] = asked;
    auto row = Value::object({{"href", "/requests/" + check.id.write()},
        {"text", "What you know already, for " + asker_of(visit, request)},
        {"detail",
            fmt::format("{} · asked {}{}", urgency_label(room, request.urgency),
                london::in_words(request.asked_at),
                check.chased_at.empty() ? "" : " · " + chased_in_words(check))},
        {"status", answer_tag(check)}});
    if (!request.open() && check.silent())
        row["status"] = Value::object({{"text", "Closed"}, {"tone", "quiet"}});
    if (request.open() && !check.complete) {
        auto const words = actions::due_in_words(request.due_at, visit.now());
        row["due"] = Value::object({{"text", words.text},
            {"state", std::string(actions::name_of(words.state))}, {"exact", words.exact}});
    }
    return row;
}

Value asked_view(Concerns const& room, Visit const& visit, AskedOf const& asked)
{
    auto const& [request, check] = asked;
    auto const& rule = room.clocks.rule(request.due_rule);
    auto view = Value::object({{"href", "/requests/" + check.id.write()},
        {"asker", asker_of(visit, request)},
        {"by", room.name_of(visit.reading(), request.asked_by)},
        {"asked", london::in_words(request.asked_at)},
        {"urgency",
            fmt::format("{}: within {}, by {}", urgency_label(room, request.urgency),
                rule.in_words(), london::in_words(request.due_at))},
        {"given", answers_view(room, request.answers, request.asked_at)},
        {"chased", chased_in_words(check)}, {"partner", name_of(visit.reading(), check.partner)},
        {"version", check.version}, {"status", answer_tag(check)}, {"complete", check.complete},
        {"answered_before", !check.silent()}});
    if (request.open() && !check.complete)
        view["due"] = due_of(request.due_at, visit.now());
    if (!check.silent()) {
        view["answered"] = answered_in_words(room, visit, request, check);
        view["rows"] = answers_view(room, check.answers, *check.answered_at);
    }
    if (!request.open())
        view["closed"] = "The team that asked closed this request: " + request.close_reason
            + ". What you know is still read if you answer.";
    return view;
}

Value partner_urgencies_view(Concerns const& room, Visit const& visit, std::string const& chosen)
{
    return Value::each(room.facts.codes("urgency", london::day_of(visit.now())),
        [&](directory::ListedCode const& code) {
            auto const& rule = room.clocks.rule(clock_of(code.code));
            auto const by
                = london::in_words(actions::due(rule, visit.now(), room.facts.working_days()));
            return Value::object({{"value", code.code},
                {"text", urgency_label(room, code.code) + ": within " + rule.in_words()},
                {"checked", code.code == chosen},
                {"hint", Value::object({{"text", "Asked now, it is due " + by}})}});
        });
}

std::vector<actions::Line> partner_lines(Concerns const& room, Visit const& visit)
{
    std::vector<actions::Line> lines;
    for (auto const& asked : room.partners.list_to_answer(visit)) {
        auto const& [request, check] = asked;
        lines.push_back({check.silent() ? "Answer" : "Finish answering",
            "What you know already, for " + asker_of(visit, request),
            fmt::format("Asked {}{}", london::in_words(request.asked_at),
                check.chased_at.empty() ? "" : " · " + chased_in_words(check)),
            "/requests/" + check.id.write(), request.due_at});
    }
    for (auto const id : room.partners.with_silences_over(visit)) {
        auto const concern = room.store.find(visit, id);
        if (!concern)
            continue;
        for (auto const& request : room.partners.list(visit, *concern)) {
            auto const silent = silent_of(request).size();
            if (silent > 0 && request.due_at < visit.now())
                lines.push_back({"Ask again",
                    silent == 1 ? std::string("one partner has not answered")
                                : fmt::format("{} partners have not answered", silent),
                    concern->reference.write() + ", asked " + london::in_words(request.asked_at),
                    "/concerns/" + id.write() + "#partners", request.due_at});
        }
    }
    return lines;
}

} // namespace kith::concerns
