// SPDX-License-Identifier: MIT
#include "missing/repeats.h"
#include "base/london.h"
#include "base/shipped.h"
#include <algorithm>
#include <fmt/core.h>
#include <toml++/toml.h>

namespace kith::missing {
namespace {
    // Whoever answers for them asks, for its agency, where nobody of an agency acts.
    void ask_as_who_answers(Change& change, Episode const& one, actions::Action& meet)
    {
        auto const& who = change.visitor();
        meet.for_agency = who.agency.none() ? one.owner_agency : who.agency;
        for (auto const* const duty : {"responsible", "host", "police"})
            for (auto const& party : parties_of(change.writing(), one.id)) {
                auto const team = party.duty == duty
                    ? directory::find_team(change.writing(), party.team)
                    : Result<directory::Team>(not_found());
                if (!team)
                    continue;
                meet.for_agency = team->agency;
                if (who.teams.empty())
                    meet.asked_by = party.team;
                return;
            }
    }

    enum class Answered { about_it, about_any };

    // Is one open about any of their times? Or did one end while there was a reason already to meet
    // about this one? What was withdrawn before the episode was saved as it stands answered what
    // was known then.
    bool asked_for_it(Missing const& room, db::Connection& connection, Episode const& one,
        std::vector<Episode> const& all, Answered by)
    {
        using actions::ActionState;
        for (auto const& other : all) {
            auto const own = other.id == one.id;
            for (auto const& before :
                room.actions.store.asked_before(connection, thing(other.id), meeting_rule)) {
                if (before.state == ActionState::open)
                    return true;
                if (!own && (by == Answered::about_it || before.at < one.reported_at))
                    continue;
                if (before.state == ActionState::withdrawn
                    && (!own || before.at <= one.recorded_at))
                    continue;
                if (!reasons_to_meet(room.repeats, one, all, before.at).empty())
                    return true;
            }
        }
        return false;
    }

    bool may_wait_for_meeting(Missing const& room, Visit const& visit, PersonId person)
    {
        auto const all = all_of(visit.reading(), person);
        return std::ranges::any_of(all, [&](Episode const& one) {
            return !one.closed_at && !reasons_to_meet(room.repeats, one, all, visit.now()).empty()
                && !asked_for_it(room, visit.reading(), one, all, Answered::about_any);
        });
    }

    Done ask_for_meeting(Missing const& room, Change& change, Episode const& one,
        std::vector<Episode> const& all, Answered by)
    {
        auto const reasons = reasons_to_meet(room.repeats, one, all, change.now());
        // Who only reports somebody (a carer) asks nobody for a meeting: whoever acts next does, or
        // the daily round.
        if (reasons.empty() || !room.actions.may_ask(change, thing(one.id))
            || asked_for_it(room, change.writing(), one, all, by))
            return done();
        actions::Action meet;
        meet.about = thing(one.id);
        meet.drawn_from = meet.about;
        meet.what = "Bring the agencies together about the times they went missing";
        meet.kind = "other";
        ask_as_who_answers(change, one, meet);
        meet.named_in_words = "Missing from home coordinator";
        meet.due = actions::due_on(room.clocks.rule(meeting_rule), london::day_of(change.now()),
            room.facts.working_days());
        meet.due_rule = meeting_rule;
        meet.how_we_will_know = "They met, and wrote down what they do about it. Why: ";
        for (auto const& reason : reasons)
            meet.how_we_will_know += reason + ". ";
        meet.how_we_will_know.pop_back();
        TRY(room.actions.store.save(change, meet));
        return done();
    }
} // namespace

Result<RepeatRule> read_repeat_rule()
{
    return read_repeat_rule(shipped_file("data/reference/missing.toml"));
}

Result<RepeatRule> read_repeat_rule(std::string_view text)
{
    try {
        auto const table = toml::parse(text);
        RepeatRule rule;
        auto const whole = [&](char const* name) -> std::optional<std::int64_t> {
            auto const value = table["meeting"][name].value<std::int64_t>();
            return value && *value > 0 ? value : std::nullopt;
        };
        auto const starts = whole("starts");
        auto const days = whole("days");
        auto const hours = whole("hours");
        auto const suspicion = table["meeting"]["suspicion"].value<bool>();
        if (!starts || !days || !hours || !suspicion)
            return invalid("data/reference/missing.toml: [meeting] needs starts, days and hours as "
                           "whole numbers above 0, and suspicion as true or false");
        rule.starts = static_cast<int>(*starts);
        rule.days = static_cast<int>(*days);
        rule.hours = static_cast<int>(*hours);
        rule.suspicion = *suspicion;
        return rule;
    } catch (toml::parse_error const& problem) {
        return invalid(fmt::format("data/reference/missing.toml:{}: {}",
            problem.source().begin.line, std::string_view(problem.description())));
    }
}

Result<ContextRule> read_context_rule()
{
    return read_context_rule(shipped_file("data/reference/missing.toml"));
}

Result<ContextRule> read_context_rule(std::string_view text)
{
    try {
        auto const table = toml::parse(text);
        auto const interviews = table["context"]["interviews"].value<std::int64_t>();
        auto const days = table["context"]["days"].value<std::int64_t>();
        if (!interviews || *interviews < 1 || !days || *days < 1)
            return invalid("data/reference/missing.toml: [context] needs interviews and days as "
                           "whole numbers above 0");
        return ContextRule{static_cast<int>(*interviews), static_cast<int>(*days)};
    } catch (toml::parse_error const& problem) {
        return invalid(fmt::format("data/reference/missing.toml:{}: {}",
            problem.source().begin.line, std::string_view(problem.description())));
    }
}

int starts_within(int days, Episode const& one, std::vector<Episode> const& all)
{
    int most = 0;
    for (auto const& last : all) {
        auto const ends = last.id == one.id
            || (!last.withdrawn && last.started_at > one.started_at
                && last.recorded_at <= one.recorded_at);
        auto const end = london::day_of(last.started_at);
        if (!ends || end - london::day_of(one.started_at) > days)
            continue;
        auto const count = std::ranges::count_if(all, [&](Episode const& other) {
            return !other.withdrawn && other.started_at <= last.started_at
                && end - london::day_of(other.started_at) <= days;
        });
        most = std::max(most, static_cast<int>(count));
    }
    return most;
}

std::vector<std::string> reasons_to_meet(
    RepeatRule const& rule, Episode const& one, std::vector<Episode> const& all, Instant now)
{
    std::vector<std::string> reasons;
    if (auto const starts = starts_within(rule.days, one, all); starts >= rule.starts)
        reasons.push_back(
            fmt::format("They went missing {} times within {} days", starts, rule.days));
    auto const lasted = one.returned_at.value_or(now) - one.started_at;
    auto const* const went
        = one.returned_at ? "They were missing for" : "No return is recorded after";
    if (lasted > std::chrono::hours(rule.hours + 1))
        reasons.push_back(fmt::format(
            "{} {}, which is longer than {} hours", went, length_in_words(lasted), rule.hours));
    else if (lasted > std::chrono::hours(rule.hours)) // whole hours would not tell
        reasons.push_back(fmt::format("{} more than {} hours", went, rule.hours));
    if (rule.suspicion && one.exploitation_suspected)
        reasons.emplace_back("Somebody suspects that they are being exploited");
    return reasons;
}

Done propose_meeting(Missing const& room, Change& change, Episode const& one)
{
    auto const all = all_of(change.writing(), one.person);
    // What gives a reason only together with later times may have been answered about those.
    std::vector<Episode> until;
    std::ranges::copy_if(all, std::back_inserter(until),
        [&](Episode const& other) { return other.started_at <= one.started_at; });
    auto const by = reasons_to_meet(room.repeats, one, until, change.now()).empty()
        ? Answered::about_any
        : Answered::about_it;
    return ask_for_meeting(room, change, one, all, by);
}

void ask_for_meetings(Missing const& room, access::Gate const& gate)
{
    auto const pass = gate.enter_as_process("daily round");
    auto const& visit = pass->visit();
    auto all_asked = true;
    for (auto const person : people_not_closed(visit.reading())) {
        if (!may_wait_for_meeting(room, visit, person))
            continue;
        auto const asked = visit.change([&](Change& change) -> Done {
            auto const all = all_of(change.writing(), person);
            for (auto const& one : all)
                if (!one.closed_at && knows(change, one.id)) // a wall keeps the round out too
                    TRY(ask_for_meeting(room, change, one, all, Answered::about_any));
            return done();
        });
        all_asked = all_asked && asked.ok(); // one that fails keeps no other back
    }
    must(all_asked, "the daily round asks for the meetings that the rule asks for");
}

Done end_meeting(Missing const& room, Change& change, EpisodeId about, std::string const& why)
{
    for (auto const& asked : room.actions.store.list_about(change, thing(about)))
        if (asked.due_rule == meeting_rule && asked.open()
            && room.actions.store.permits(change, "withdraw", asked.id))
            TRY(room.actions.store.finish(
                change, asked.id, asked.version, actions::ActionState::withdrawn, why));
    return done();
}

Done end_meetings_without_reason(
    Missing const& room, Change& change, PersonId person, std::string const& why)
{
    auto const all = all_of(change.writing(), person);
    for (auto const& one : all)
        if (reasons_to_meet(room.repeats, one, all, change.now()).empty())
            TRY(end_meeting(room, change, one.id, why));
    return done();
}

} // namespace kith::missing
