// SPDX-License-Identifier: MIT
#include "cases/case_clocks.h"
#include "base/london.h"
#include "cases/turning.h"
#include "cases/views.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    // The act that meets a clock, by the need that asks for it.
    struct ClockDuty {
        std::string_view rule, need;
    };
    constexpr std::array<ClockDuty, 5> clock_duties{
        {{"person.screen", "a completed screening"}, {"context.screen", "a completed screening"},
            {"assessment.complete", "a completed assessment"},
            {"context.assessment", "a completed assessment"},
            {"context.conference", "a conference held"}}};

    // Done, if only before the clock began. The step itself is the act where no other is known.
    bool duty_done(Cases const& room, Visit const& visit, Case const& one, std::string_view rule)
    {
        auto const duty = std::ranges::find(clock_duties, rule, &ClockDuty::rule);
        if (duty == clock_duties.end())
            return one.is_open();
        auto const need = room.needs.find(duty->need);
        return need != room.needs.end() && !need->second(visit, one);
    }

    // Which stage it is of, the first being 0; nothing of a clock that is of no stage.
    std::optional<std::size_t> place_of_clock(Pathway const& pathway, std::string_view rule)
    {
        auto const at = std::ranges::find(pathway.stages, rule, &Stage::clock);
        if (at == pathway.stages.end())
            return std::nullopt;
        return static_cast<std::size_t>(at - pathway.stages.begin());
    }
    std::size_t place_of_stage(Pathway const& pathway, Stage const& stage)
    {
        return static_cast<std::size_t>(&stage - pathway.stages.data());
    }

    // Those of stages behind alone, unless the case ends: when a plan is reviewed next does not
    // hang on the stage.
    void leave_clocks(Cases const& room, Change& change, Case const& one, Stage const& entered)
    {
        auto const& pathway = pathway_of(room, one);
        for (auto const& clock : clocks_of(change, one.id)) {
            if (!clock.runs())
                continue;
            auto const place = place_of_clock(pathway, clock.rule);
            auto const left = place && (entered.ends || *place < place_of_stage(pathway, entered));
            if (left && duty_done(room, change, one, clock.rule))
                meet_clocks(change, one.id, clock.rule);
            else if (left || entered.ends || clock.rule == follow_up_rule)
                stop_clocks(change, one.id, clock.rule);
        }
    }

    // When the case was opened, or opened again: what began before belongs to another way.
    Instant way_began(Visit const& visit, Case const& one)
    {
        auto since = one.opened_at;
        for (auto const& closure : closures_of(visit, one.id))
            if (closure.reopened_at && since < *closure.reopened_at)
                since = *closure.reopened_at;
        return since;
    }

    // The moment, where it has come.
    std::optional<Instant> clock_start(Case const& one, Stage const& stage)
    {
        if (stage.starts == "referral")
            return one.referred_at;
        if (stage.starts == "decision") // by hand, the referral stands for it
            return one.opened_from.kind == "concern" ? std::max(one.opened_at, one.referred_at)
                                                     : one.referred_at;
        return std::nullopt;
    }

    // Whoever looks: a time limit does not hang on who may know the birth date.
    bool is_of_an_adult(Change& change, Case const& one)
    {
        if (one.of_context())
            return false;
        auto const birth = people::birth_of(change.writing(), PersonId(one.subject.id));
        return birth && turns_18_on(birth->last()) <= london::day_of(change.now());
    }

    bool runs_already(Visit const& visit, Case const& one, std::string_view rule)
    {
        return std::ranges::any_of(clocks_of(visit, one.id),
            [&](CaseClock const& clock) { return clock.rule == rule && clock.runs(); });
    }

    void start_stage_clock(
        Cases const& room, Change& change, Case const& one, Stage const& stage, Instant start)
    {
        if (stage.clock.empty() || runs_already(change, one, stage.clock)
            || (stage.of_children && is_of_an_adult(change, one)))
            return;
        auto const& rule = room.clocks.rule(stage.clock);
        start_clock(change,
            {{}, one.id, rule.id, start, actions::due(rule, start, room.facts.working_days())});
    }

    // Since the case was (last) opened; each clock keeps the moment it was written down at.
    bool began_on_this_way(Visit const& visit, Case const& one, std::string_view rule)
    {
        auto const since = way_began(visit, one);
        return std::ranges::any_of(clocks_of(visit, one.id), [&](CaseClock const& clock) {
            return clock.rule == rule && since <= clock.recorded_at;
        });
    }
} // namespace

Pathway const& pathway_of(Cases const& room, Case const& one)
{
    auto const* const found = room.pathways.find(one.pathway, one.pathway_version);
    return found ? *found : room.pathways.current(one.pathway);
}

void start_clocks(Cases const& room, Change& change, Case const& one)
{
    auto const& stages = pathway_of(room, one).stages;
    for (auto const& stage : stages)
        if (auto const start = clock_start(one, stage))
            start_stage_clock(room, change, one, stage, *start);
    if (stages.front().starts == "stage")
        start_stage_clock(room, change, one, stages.front(), change.now());
}

void enter_stage(Cases const& room, Change& change, Case const& one, Stage const& entered)
{
    leave_clocks(room, change, one, entered);
    auto const& stages = pathway_of(room, one).stages;
    if (entered.code == stages.front().code) {
        start_clocks(room, change, one);
        return;
    }
    if (entered.clock.empty())
        return;
    if (entered.starts == "stage")
        start_stage_clock(room, change, one, entered, change.now());
    else if (!began_on_this_way(change, one, entered.clock)) // opened before it could start earlier
        start_stage_clock(
            room, change, one, entered, clock_start(one, entered).value_or(change.now()));
}

void start_after_assessment(Cases const& room, Change& change, Case const& one)
{
    for (auto const& stage : pathway_of(room, one).stages)
        if (stage.starts == "assessment" && !stage.clock.empty()
            && !began_on_this_way(change, one, stage.clock)
            && !duty_done(room, change, one, stage.clock))
            start_stage_clock(room, change, one, stage, change.now());
}

void start_again(Cases const& room, Change& change, Case const& one, std::string_view rule)
{
    if (!one.is_open())
        return;
    meet_clocks(change, one.id, rule);
    auto const now = change.now();
    start_clock(change,
        {{}, one.id, std::string(rule), now,
            actions::due(room.clocks.rule(rule), now, room.facts.working_days())});
}

std::vector<Blocked> duties_undone(Cases const& room, Visit const& visit, Case const& one)
{
    std::vector<Blocked> all;
    auto const& pathway = pathway_of(room, one);
    auto const* const stands = pathway.stage(one.stage);
    for (auto const& clock : clocks_of(visit, one.id)) {
        if (!clock.runs() || clock.rule == follow_up_rule)
            continue;
        auto const overdue = clock.due_at < visit.now();
        auto const place = place_of_clock(pathway, clock.rule);
        auto const to_come = place && stands && place_of_stage(pathway, *stands) < *place;
        if (to_come || (!place && !overdue))
            continue;
        auto const duty
            = room.clocks.has(clock.rule) ? room.clocks.rule(clock.rule).duty : clock.rule;
        all.push_back({fmt::format("“{}” is not done: it {} due by {}", duty,
                           overdue ? "was" : "is", london::day_of(clock.due_at).in_words()),
            address_of(one.id)});
    }
    return all;
}

std::string review_rule_of(Cases const& room, std::string_view level, bool of_context)
{
    std::string rule = "review.";
    for (auto const c : level)
        rule += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    if (!room.clocks.has(rule))
        rule = of_context ? "context.review" : "plan.review";
    return rule;
}

Date next_review_of(Cases const& room, std::string_view level, Date from)
{
    auto const rule = review_rule_of(room, level);
    return london::day_of(
        actions::due(room.clocks.rule(rule), london::start_of(from), room.facts.working_days()));
}

Date furthest_review_of(Cases const& room, std::string_view level, Date on, Date today)
{
    auto const furthest = next_review_of(room, level, on);
    return furthest < today ? next_review_of(room, level, today) : furthest;
}

bool is_review_rule(std::string_view rule)
{
    return rule == "plan.review" || rule == "context.review" || rule.starts_with("review.");
}

std::optional<CaseClock> review_clock(Visit const& visit, CaseId id)
{
    for (auto& clock : clocks_of(visit, id))
        if (clock.runs() && is_review_rule(clock.rule))
            return clock; // the first due
    return std::nullopt;
}

void start_review_clock(Cases const& room, Change& change, Case const& one, Date next_review)
{
    while (auto const runs = review_clock(change, one.id))
        meet_clocks(change, one.id, runs->rule);
    start_clock(change,
        {{}, one.id, review_rule_of(room, one.level, one.of_context()), change.now(),
            london::start_of(next_review + 1) - std::chrono::seconds(1)});
}

void review_no_later(Cases const& room, Change& change, Case const& one, Date next_review,
    std::string const& because)
{
    auto const due_at = london::start_of(next_review + 1) - std::chrono::seconds(1);
    if (auto const runs = review_clock(change, one.id); runs && due_at < runs->due_at)
        bring_clock_forward(
            change, *runs, review_rule_of(room, one.level, one.of_context()), due_at, because);
}

std::optional<CaseClock> next_clock(Visit const& visit, CaseId id)
{
    for (auto const& clock : clocks_of(visit, id))
        if (clock.runs())
            return clock; // those that run stand first, by when they are due
    return std::nullopt;
}

} // namespace kith::cases
