// SPDX-License-Identifier: MIT
#include "cases/onward.h"
#include "cases/acts.h"
#include "cases/case_shown.h"
#include "cases/views.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    using html::Value;
    constexpr std::array outcomes_for_people{
        "assessment", "strategy_discussion", "level_3", "adult_referral", "early_help"};
    constexpr std::array outcomes_for_contexts{"context_referral"};
    constexpr std::array starting_context_roles{"happened_at", "worry_about", "spends_time"};
    // Kinds of harm are no question of a first concern: whoever holds the case puts them right.
    constexpr char const* harm_not_known_yet = "NOT_KNOWN";

    template <class Codes>
    bool is_one_of(Codes const& codes, std::string_view code)
    {
        return std::ranges::find(codes, code) != codes.end();
    }

    bool starts_for(concerns::Outcome const& outcome, std::string_view kind)
    {
        return kind == "person" ? is_one_of(outcomes_for_people, outcome.code)
                                : is_one_of(outcomes_for_contexts, outcome.code);
    }

    bool may_have_case(Thing const& subject, std::string const& role)
    {
        return subject.kind == "person" ? role == "worry_about"
                                        : is_one_of(starting_context_roles, role);
    }

    // Rule 7: what was decided, and none of its reasons; empty if nothing of it starts such a case.
    std::string because_of(
        Cases const& room, concerns::Decision const& decision, std::string_view kind)
    {
        std::string outcomes;
        for (auto const& outcome : decision.outcomes)
            if (starts_for(outcome, kind))
                outcomes
                    += (outcomes.empty() ? "" : ", ") + label_of(room, "outcome", outcome.code);
        return outcomes.empty() ? outcomes : "A decision on a concern: " + outcomes;
    }

    // Whom and what a concern is about, each once, as far as this visit may know.
    std::vector<Thing> subjects_of_concern(
        Cases const& room, Visit const& visit, concerns::Concern const& concern)
    {
        std::vector<Thing> subjects;
        for (auto const& link : concerns::links_of(room.concerns, visit, concern.id)) {
            auto const subject = room.links.seen.kept(visit, concerns::subject_of(link));
            if (may_have_case(subject, link.role)
                && std::ranges::find(subjects, subject) == subjects.end())
                subjects.push_back(subject);
        }
        return subjects;
    }

    Done start_one(Cases const& room, Change& change, Thing const& subject,
        concerns::Concern const& concern, std::string const& because)
    {
        if (has_case_from(change.writing(), subject, thing(concern.id)))
            return done(); // rule 6
        if (open_case_of(change.writing(), subject)) {
            if (room.prompted)
                return room.prompted(change, subject, "new_concern", because, thing(concern.id));
            return done();
        }
        Opening opening;
        opening.subject = subject;
        opening.strands = {harm_not_known_yet};
        opening.because = because;
        opening.from = thing(concern.id);
        opening.referred_at = concern.received_at;
        if (!may_open_case(room, change, opening))
            return done();
        auto const made = open_case(room, change, opening);
        // What a rule refuses is refused before anything is written: the decision stands.
        return made || made.error().code == Code::invalid ? done() : Done(made.error());
    }

    // What stood decided when the case was opened; the latest first.
    concerns::Decision const* decision_at(
        std::vector<concerns::Decision> const& decisions, Instant opened)
    {
        auto const found = std::ranges::find_if(
            decisions, [opened](concerns::Decision const& one) { return one.at <= opened; });
        return found == decisions.end() ? nullptr : &*found;
    }

    bool has_open_case_shown(Visit const& visit, Thing const& subject)
    {
        return std::ranges::any_of(
            list_of(visit, subject), [](Case const& one) { return one.is_open(); });
    }

    Value open_later(Thing const& subject, std::string const& shown, ConcernId concern)
    {
        return Value::object({{"text", "Open a case about " + shown},
            {"href",
                fmt::format("/cases/new?{}={}&concern={}", subject.kind, subject.id.write(),
                    concern.write())}});
    }

    std::string reminder(Value const& rows, bool anybody, concerns::Decision const& decision)
    {
        auto const starts = [&](char const* kind) {
            return std::ranges::any_of(decision.outcomes,
                [kind](concerns::Outcome const& one) { return starts_for(one, kind); });
        };
        if (rows.size() > 0 || (!starts("person") && !starts("context")))
            return {};
        return anybody
            ? "No case that you may see came from this yet."
            : "No case was opened: nobody and no place that the worry is about is linked "
              "to this concern. Link who and where, then open the case here.";
    }

    std::optional<Value> concern_panel(
        Cases const& room, Visit const& visit, concerns::Concern const& concern)
    {
        if (concern.route == concerns::Route::allegation)
            return std::nullopt;
        auto const decisions = room.concerns.store.decisions(visit, concern);
        auto const subjects = subjects_of_concern(room, visit, concern);
        auto rows = Value::array();
        for (auto const& one : list_from(visit, thing(concern.id)))
            rows.push(case_row(room, visit, one));
        auto panel = Value::object(
            {{"title", "Cases that came from this"}, {"rows", rows}, {"links", Value::array()}});
        if (decisions.empty() && rows.size() == 0)
            return std::nullopt;
        if (!decisions.empty())
            panel["text"] = reminder(rows, !subjects.empty(), decisions.front());
        if (visit.could("create", "case"))
            for (auto const& subject : subjects)
                if (!has_open_case_shown(visit, subject))
                    panel["links"].push(
                        open_later(subject, room.links.seen.show(visit, subject).text, concern.id));
        if (rows.size() == 0 && panel.get("text").text().empty() && panel.get("links").size() == 0)
            return std::nullopt;
        return panel;
    }
} // namespace

Done start_cases(Cases const& room, Change& change, concerns::Concern const& concern,
    concerns::Decision const& decision)
{
    if (concern.route == concerns::Route::allegation)
        return done(); // rule 5
    for (auto const& subject : subjects_of_concern(room, change, concern)) {
        auto const because = because_of(room, decision, subject.kind);
        if (!because.empty())
            TRY(start_one(room, change, subject, concern, because));
    }
    return done();
}

Value decision_behind(Cases const& room, Visit const& visit, Case const& one)
{
    auto rows = Value::array();
    if (one.opened_from.kind != "concern" || !room.links.seen.may_know(visit, one.opened_from))
        return rows;
    auto const concern = room.concerns.store.find(visit, ConcernId(one.opened_from.id));
    if (!concern || !visit.permits("decide", concerns::facts_of(*concern)))
        return rows;
    auto const decisions = room.concerns.store.decisions(visit, *concern);
    auto const* const decision = decision_at(decisions, one.opened_at);
    if (!decision)
        return rows;
    CaseWords const words(room, visit, one);
    for (auto const& outcome : decision->outcomes)
        if (starts_for(outcome, one.subject.kind))
            rows.push(Value::object({{"key", label_of(room, "outcome", outcome.code)},
                {"text", words.shown(outcome.reason)}}));
    return rows;
}

void join_onward(Cases& room)
{
    room.concerns.onward.emplace_back([&room](Change& change, concerns::Concern const& concern,
                                          concerns::Decision const& decision) {
        return start_cases(room, change, concern, decision);
    });
    room.concerns.panels.emplace_back(
        [&room](Visit const& visit, concerns::Concern const& concern) {
            return concern_panel(room, visit, concern);
        });
}

} // namespace kith::cases
