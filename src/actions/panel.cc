// SPDX-License-Identifier: MIT
// What is to be done about something, on its own page.
#include "actions/actions.h"
#include "actions/views.h"

namespace kith::actions {

std::optional<html::Value> panel_about(Actions const& room, Visit const& visit, Thing const& about)
{
    auto const facts = room.about.facts_of(visit, about);
    if (!facts || !visit.sees(*facts))
        return std::nullopt;
    auto const all = room.store.list_about(visit, about);
    auto panel = html::Value::object({{"title", "What is to be done"}});
    panel["rows"] = html::Value::each(all,
        [&](Action const& action) { return action_row(room, visit, action, Tells::the_rest); });
    if (all.empty())
        panel["text"] = "Nothing is asked of anybody yet.";
    if (room.may_ask(visit, about))
        panel["link"] = html::Value::object(
            {{"text", "Ask for an action"}, {"href", "/actions/new?" + about_key(about)}});
    return panel;
}

bool Actions::may_ask(Visit const& visit, Thing const& thing) const
{
    access::Facts would;
    would.thing.kind = "action";
    would.state = about.may_know(visit, thing) ? "about known" : "about not known";
    return visit.permits("create", would);
}

std::optional<Paper> Actions::paper_of(Visit const& visit, Action const& action) const
{
    if (action.about.id.none())
        return std::nullopt; // its own words are all that this visit may know
    for (auto const& paper : papers)
        if (auto found = paper(visit, action))
            return found;
    return std::nullopt;
}

} // namespace kith::actions
