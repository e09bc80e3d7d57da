// SPDX-License-Identifier: MIT
// Where a disagreement shows beside its own page: on its case, on Home, and when the case closes.
#include "base/london.h"
#include "cases/escalation_pages.h"
#include "cases/escalation_store.h"
#include "cases/views.h"

namespace kith::cases {
namespace {
    using html::Value;

    std::optional<Value> escalations_panel(Visit const& visit, Case const& one)
    {
        auto const facts = facts_of(visit, one);
        auto const may = facts && visit.permits("escalate", *facts); // rule 7: closed ones too
        auto const all = escalations_of(visit, one.id);
        if (all.empty() && !may)
            return std::nullopt;
        auto panel = Value::object({{"title", "Disagreements"},
            {"rows", Value::each(all, [&](Escalation const& each) {
                 auto row = Value::object({{"href", escalation_path(each)},
                     {"text", "Raised on " + london::in_words(each.raised_at)},
                     {"detail", agency_named(visit, each.owner_agency)},
                     {"status", each.open() ? stage_of(each.stage).label : "Settled"}});
                 if (each.open() && each.due_at)
                     row["due"] = due_view(*each.due_at, visit.now());
                 return row;
             })}});
        if (all.empty())
            panel["text"] = "None was raised. Whoever works with them may say that they disagree.";
        if (may)
            panel["link"] = Value::object(
                {{"text", "Say that you disagree"}, {"href", escalations_path(one.id) + "/new"}});
        return panel;
    }

    // Each line says what falls to this visitor: to decide, to follow what they raised, to answer.
    std::vector<actions::Line> escalations_on_home(Visit const& visit)
    {
        std::vector<actions::Line> lines;
        for (auto const& known : escalations_for(visit)) {
            auto const about = "disagreement about case " + known.of.reference.write();
            auto const& stage = stage_of(known.one.stage);
            auto const path = escalation_path(known.one);
            if (known.decides && !stage_after(stage.code))
                lines.push_back({"Write down", "what the partnership says of a " + about,
                    "The partnership is notified", path, known.one.due_at});
            else if (known.decides)
                lines.push_back({"Decide", "a " + about, stage.label, path, known.one.due_at});
            else if (known.one.created_by == visit.visitor().account)
                lines.push_back({"Follow", "your " + about,
                    std::string("It lies with: ") + stage.label, path, known.one.due_at});
            else
                lines.push_back({"Answer", "a " + about,
                    std::string("It lies with: ") + stage.label, path, known.one.due_at});
        }
        return lines;
    }

    std::vector<Blocked> open_disagreements(Visit const& visit, Case const& one)
    {
        std::vector<Blocked> all;
        for (auto const& each : escalations_of(visit, one.id))
            if (each.open())
                all.push_back({"A disagreement is not settled", escalation_path(each)});
        return all;
    }
} // namespace

void join_escalation_home(Cases& room)
{
    room.panels.emplace_back(escalations_panel);
    room.blockers.emplace_back(open_disagreements);
    room.home.lines.emplace_back(escalations_on_home);
}

} // namespace kith::cases
