// SPDX-License-Identifier: MIT
#include "actions/action_rows.h"

namespace kith::actions {

Action read_action(db::Row const& row)
{
    Action action;
    action.id = row.id<ActionId>("id");
    action.about = {row.text("about_kind"), row.uuid("about")};
    action.drawn_from = {row.text("drawn_kind"), row.uuid("drawn_from")};
    action.what = row.text("what");
    action.kind = row.text("kind");
    action.for_agency = row.id<AgencyId>("for_agency");
    action.named = row.id<AccountId>("named");
    action.named_in_words = row.text("named_in_words");
    action.due = row.date("due");
    action.due_rule = row.text("due_rule");
    action.how_we_will_know = row.text("how_we_will_know");
    action.state = read_action_state(row.text("state")).value();
    action.result = row.text("result");
    action.finished_on = row.maybe_date("finished_on");
    action.version = row.integer("version");
    action.created_by = row.id<AccountId>("created_by");
    action.owner_agency = row.id<AgencyId>("owner_agency");
    action.recorded_at = row.instant("recorded_at");
    action.asked_by = row.id<TeamId>("asked_by");
    return action;
}

ActionRow read_action_row(db::Row const& row)
{
    return {read_action(row), {row.text("subject_kind"), row.uuid("subject")},
        row.is_null("named") || !row.is_null("named_closed_at")};
}

ActionFacts facts_of_action(
    Visit const& visit, ActionRow const& row, std::optional<access::Facts> const& about)
{
    auto const& action = row.action;
    ActionFacts told;
    told.about_known = about && visit.sees(*about);
    auto& facts = told.facts;
    facts.thing = thing(action.id);
    facts.subject = row.subject;
    facts.raised_by = action.created_by;
    facts.state = told.about_known ? "about known" : "about not known";
    if (!action.named.none())
        facts.shared_with = {action.named};
    if (row.nobody) // then it is for whoever answers for the agency
        facts.owner = action.for_agency;
    if (about) {
        facts.holding_teams = about->holding_teams;
        facts.opened_to = about->shared_with; // who works by name with what it is about
        facts.sealed = about->sealed;
        facts.walled = about->walled;
    }
    return told;
}

Action own_words(Action action)
{
    action.about = {};
    action.drawn_from = {};
    action.due_rule.clear();
    action.created_by = {};
    return action;
}

} // namespace kith::actions
