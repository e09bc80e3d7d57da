// SPDX-License-Identifier: MIT
#include "actions/views.h"
#include "base/london.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::actions {
namespace {
    using html::Value;

    std::string agency_called(Visit const& visit, AgencyId agency)
    {
        auto const found = directory::find_agency(visit.reading(), agency);
        return found ? found->name : std::string();
    }

    Value pair_of(char const* key, std::string text)
    {
        return Value::object({{"key", key}, {"text", std::move(text)}});
    }

    Value state_tag(Action const& action)
    {
        auto const* const tone = action.state == ActionState::done ? "done"
            : action.state == ActionState::not_done                ? "waiting"
                                                                   : "quiet";
        return Value::object({{"text", std::string(in_words_of(action.state))}, {"tone", tone}});
    }

    std::string kind_label(Actions const& room, std::string const& code)
    {
        auto const listed = room.facts.code("action_kind", code);
        return listed ? listed->label : code;
    }

    Value told(std::string title, Instant at, std::string who, std::string text)
    {
        return Value::object({{"title", std::move(title)}, {"when", london::in_words(at)},
            {"who", std::move(who)}, {"text", std::move(text)}});
    }

    // What a version changed, in a few words: from what stood before it to what came.
    std::string moved(Action const& was, Action const& is)
    {
        if (was.state != is.state)
            return is.open() ? "Opened again" : std::string(in_words_of(is.state));
        if (was.due != is.due)
            return "Due " + is.due.in_words() + ", not " + was.due.in_words();
        if (was.named != is.named || was.named_in_words != is.named_in_words
            || was.for_agency != is.for_agency)
            return "Given to somebody else";
        return "Put in other words";
    }
} // namespace

std::string action_href(Action const& action) { return "/actions/" + action.id.write(); }

std::string about_key(Thing const& about)
{
    return fmt::format("about={}&id={}", about.kind, about.id.write());
}

std::string who_does(Actions const& room, Visit const& visit, Action const& action)
{
    auto const named
        = action.named.none() ? action.named_in_words : room.name_of(visit.reading(), action.named);
    return named + ", " + agency_called(visit, action.for_agency);
}

std::string who_asked(Actions const&, Visit const& visit, Action const& action)
{
    auto const agency = agency_called(visit, action.owner_agency);
    auto const team = directory::find_team(visit.reading(), action.asked_by);
    if (!team)
        return agency.empty() ? "Kith" : agency;
    return agency.empty() ? team->name : team->name + ", " + agency;
}

Value due_view(Action const& action, Instant now)
{
    auto const words = due_in_words(action.due_at(), now);
    return Value::object({{"text", words.text}, {"state", std::string(name_of(words.state))},
        {"exact", action.due.in_words()}});
}

Value action_row(Actions const& room, Visit const& visit, Action const& action, Tells tells)
{
    auto detail = who_does(room, visit, action);
    if (!action.about.id.none() && tells == Tells::about_what)
        detail += ". About " + room.about.name(visit, action.about).text;
    auto row = Value::object({{"href", action_href(action)}, {"text", action.what},
        {"detail", detail + ". Asked by " + who_asked(room, visit, action)}});
    if (auto const paper = room.paper_of(visit, action))
        row["paper"] = Value::object({{"text", paper->text}, {"href", paper->href}});
    if (action.open())
        row["due"] = due_view(action, visit.now());
    else
        row["status"] = state_tag(action);
    return row;
}

Value action_details(Actions const& room, Visit const& visit, Action const& action)
{
    auto rows = Value::array();
    if (!action.about.id.none())
        rows.push(pair_of("About", room.about.name(visit, action.about).text));
    rows.push(pair_of("Who does it", who_does(room, visit, action)));
    if (action.named.none() && action.open())
        rows.push(pair_of("Who is told",
            "Nobody of that name uses Kith there: it stands with whoever answers for "
                + agency_called(visit, action.for_agency)));
    rows.push(pair_of("Due by the end of", action.due.in_words()));
    if (!action.due_rule.empty() && room.clocks.has(action.due_rule)) {
        auto const& rule = room.clocks.rule(action.due_rule);
        rows.push(pair_of("Counted as", rule.in_words() + ": " + rule.duty));
    }
    rows.push(pair_of("How we will know", action.how_we_will_know));
    rows.push(pair_of("Kind", kind_label(room, action.kind)));
    rows.push(pair_of("Asked by", who_asked(room, visit, action)));
    if (!action.open()) {
        rows.push(pair_of("Ended as",
            std::string(in_words_of(action.state)) + ", "
                + action.finished_on.value_or(Date()).in_words()));
        if (!action.result.empty())
            rows.push(pair_of(
                action.state == ActionState::done ? "What came of it" : "Why", action.result));
    }
    return rows;
}

Value action_history(Actions const& room, Visit const& visit, Action const& action)
{
    auto items = Value::array();
    auto after = action;
    auto first = action.recorded_at;
    auto const versions = room.store.versions(visit, action.id);
    for (auto const& was : versions) {
        auto const ends = after.state != was.action.state && !after.open();
        items.push(told(moved(was.action, after), was.until, room.name_of(visit.reading(), was.by),
            ends ? after.result : was.reason));
        after = was.action;
        first = was.action.recorded_at;
    }
    if (!action.about.id.none()) {
        items.push(told("Asked for", first, room.name_of(visit.reading(), action.created_by), ""));
        return items;
    }
    for (auto const& one : room.store.extensions(visit, action.id)) // as far as they may know
        items.push(told("Due " + london::day_of(one.due).in_words() + ", not "
                + london::day_of(one.was).in_words(),
            one.at, "", ""));
    return items;
}

} // namespace kith::actions
