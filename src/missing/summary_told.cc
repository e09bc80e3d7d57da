// SPDX-License-Identifier: MIT
#include "missing/summary_told.h"
#include "base/london.h"
#include "missing/companions.h"
#include "missing/form_page.h"
#include "missing/interview_store.h"
#include "missing/patterns_person.h"
#include "missing/repeats.h"
#include "missing/views.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::missing {
namespace {
    using html::Value;
    constexpr std::size_t most_episodes = 10; // the paper is for a meeting: one page or two
    constexpr std::size_t most_done = 12;
    constexpr std::size_t most_interviews = 4;

    struct HeldInterview {
        Episode episode;
        ReturnInterview one;
        forms::Answers answers;
    };

    // Rule 1; the latest first.
    std::vector<HeldInterview> interviews_read(
        Missing const& room, Visit const& visit, std::vector<Episode> const& all)
    {
        std::vector<HeldInterview> held;
        for (auto const& episode : all) {
            auto const one = line_of(visit.reading(), episode.id);
            if (!one || one->answers.empty() || !may_read(visit, *one))
                continue;
            visit.looked_at(thing(one->id));
            held.push_back({episode, *one,
                answers_of(room, "missing/interview", one->form_version, one->answers)});
        }
        return held;
    }

    std::string told_at_home(HeldInterview const& held)
    {
        if (held.one.tell_home == "no" && held.answers.text("tell_home").empty())
            return "It was brought in from a list: nobody is known to have asked them what those "
                   "they live with may be told, so they are told nothing of this.";
        if (held.one.tell_home == "no")
            return "They asked that those they live with are told nothing of this.";
        if (held.one.tell_home == "part")
            return "Those they live with may be told only: " + held.answers.text("tell_home_what");
        return "They agreed that those they live with may be told.";
    }

    Value words_of_child(std::vector<HeldInterview> const& all)
    {
        auto words = Value::array();
        for (auto const& held : all) {
            if (words.size() == most_interviews)
                break;
            auto rows = Value::array();
            auto const add = [&](char const* key, char const* question) {
                if (auto const text = held.answers.text(question); !text.empty())
                    rows.push(Value::object({{"key", key}, {"text", text}}));
            };
            add("What would help", "would_help");
            add("What they want to happen", "wants");
            add("Why they went", "why");
            add("An adult they trust", "trusted_adult");
            add("What they think of telling the police", "tell_police");
            words.push(Value::object(
                {{"when",
                     london::day_of(held.one.ended_at.value_or(held.one.returned_at)).in_words()},
                    {"who", held.one.interviewer_words},
                    {"reference", held.episode.reference.write()}, {"rows", rows},
                    {"home", told_at_home(held)}}));
        }
        return words;
    }

    // "Bullying: 3 March 2026, 29 March 2026", as the child named them.
    Value factors_named(Missing const& room, std::vector<HeldInterview> const& all,
        char const* question, char const* list)
    {
        std::vector<std::pair<std::string, std::string>> named; // label, days; the latest first
        for (auto const& held : all)
            for (auto const& code : held.answers.list(question)) {
                auto const label = label_of(room, list, code);
                auto const day = london::day_of(held.episode.started_at).in_words();
                auto const same
                    = std::ranges::find(named, label, &std::pair<std::string, std::string>::first);
                if (same == named.end())
                    named.emplace_back(label, day);
                else
                    same->second += ", " + day;
            }
        return Value::each(named, [](auto const& one) { return fact_view(one.first, one.second); });
    }

    Value episodes_told(Missing const& room, Visit const& visit, std::vector<Episode> const& all)
    {
        auto& connection = visit.reading();
        std::vector<std::vector<std::string>> rows;
        for (auto const& one : all) {
            if (rows.size() == most_episodes)
                break;
            auto const interview = line_of(connection, one.id);
            rows.push_back({one.reference.write(), london::in_words(one.started_at),
                length_in_words(one.returned_at.value_or(visit.now()) - one.started_at)
                    + (one.still_missing() ? ", not back yet" : ""),
                label_of(room, "absent_from", one.absent_from),
                one.returned_at ? one.found_place : std::string(),
                grade_view(room, grade_now(connection, one.id)).get("text").text(),
                interview                 ? interview_state_in_words(room, *interview)
                    : one.still_missing() ? std::string()
                                          : std::string("None is owed")});
        }
        auto view = table_view(
            {"Episode", "Start", "Lasted", "From", "Found", "Risk", "Return interview"}, rows);
        if (all.size() > most_episodes)
            view["more"] = fmt::format("And {} before these.", all.size() - most_episodes);
        return view;
    }

    struct WasDone {
        Instant at;
        std::string what;
        std::string who;
    };
    Value done_told(Missing const& room, Visit const& visit, std::vector<Episode> const& all)
    {
        std::vector<WasDone> was_done;
        for (auto const& one : all) {
            for (auto const& entry : log_of(visit.reading(), one.id))
                if (!entry.withdrawn_at && entry.kind != "sighting" && entry.kind != "contact")
                    was_done.push_back({entry.at,
                        label_of(room, "missing_log_kind", entry.kind)
                            + (entry.place.empty() ? "" : ", " + entry.place) + ": " + entry.said,
                        room.name_of(visit.reading(), entry.recorded_by)});
            for (auto const& held : prevention_interviews_of(visit.reading(), one.id))
                was_done.push_back({held.held_at,
                    "Prevention interview" + (held.next.empty() ? "" : ". Next: " + held.next),
                    held.held_by});
        }
        std::ranges::stable_sort(
            was_done, [](WasDone const& one, WasDone const& other) { return one.at > other.at; });
        std::vector<std::vector<std::string>> rows;
        for (auto const& one : was_done)
            if (rows.size() < most_done)
                rows.push_back({london::in_words(one.at), one.what, one.who});
        auto view = table_view({"When", "What", "Who"}, rows);
        if (was_done.size() > most_done)
            view["more"] = fmt::format("The latest {}; {} before these stand in the episodes.",
                most_done, was_done.size() - most_done);
        return view;
    }

    Value open_told(Missing const& room, Visit const& visit, std::vector<Episode> const& all)
    {
        std::vector<std::vector<std::string>> rows;
        for (auto const& one : all)
            for (auto const& action : room.actions.store.list_about(visit, thing(one.id)))
                if (action.open()) {
                    auto const agency = directory::find_agency(visit.reading(), action.for_agency);
                    rows.push_back({action.what,
                        (action.named.none() ? action.named_in_words
                                             : room.name_of(visit.reading(), action.named))
                            + (agency ? ", " + agency->name : ""),
                        action.due.in_words()});
                }
        return table_view({"What", "Who", "Due by the end of"}, rows);
    }

    Value shared_told(Missing const& room, Visit const& visit, std::vector<Episode> const& all)
    {
        std::vector<std::pair<std::string, std::string>> teams; // team, duties
        for (auto const& one : all)
            for (auto const& party : parties_of(visit.reading(), one.id)) {
                auto const team = team_in_words(visit.reading(), party.team);
                auto const duty = label_of(room, "missing_duty", party.duty);
                auto const same
                    = std::ranges::find(teams, team, &std::pair<std::string, std::string>::first);
                if (same == teams.end())
                    teams.emplace_back(team, duty);
                else if (same->second.find(duty) == std::string::npos)
                    same->second += ", " + duty;
            }
        return Value::each(teams, [](auto const& one) { return fact_view(one.first, one.second); });
    }

    // Rule 2: of the episode that the action hangs on; where the rule does not ask for it any more
    // (they were back sooner than it seemed), of the latest for which it does.
    void tell_why(
        Missing const& room, Visit const& visit, std::vector<Episode> const& all, Value& page)
    {
        auto const reasons_of = [&](Episode const& one) {
            return reasons_to_meet(room.repeats, one, all, visit.now());
        };
        auto const asked = meeting_asked(room, visit, all);
        auto about = all.end();
        if (asked) {
            about = std::ranges::find_if(
                all, [&](Episode const& one) { return thing(one.id) == asked->about; });
            page["asked"] = Value::object({{"what", asked->what}, {"open", asked->open()},
                {"due", asked->due.in_words()}, {"how", asked->how_we_will_know}});
        }
        if (about == all.end() || reasons_of(*about).empty())
            about = std::ranges::find_if(
                all, [&](Episode const& one) { return !reasons_of(one).empty(); });
        page["rule"]
            = fmt::format("{} starts within {} days, one that lasts longer than {} hours{}",
                room.repeats.starts, room.repeats.days, room.repeats.hours,
                room.repeats.suspicion ? ", or suspected exploitation" : "");
        page["reasons"] = Value::array();
        if (about == all.end())
            return;
        for (auto const& reason : reasons_of(*about))
            page["reasons"].push(reason);
        auto const last = london::day_of(about->started_at);
        std::string counted;
        for (auto const& one : all)
            if (one.started_at <= about->started_at
                && last - london::day_of(one.started_at) <= room.repeats.days)
                counted += (counted.empty() ? "" : ", ") + one.reference.write();
        page["counted"] = counted;
    }

    void tell_plan(
        Missing const& room, Visit const& visit, people::Person const& person, Value& page)
    {
        auto facts = people::find_facts(visit, person.id);
        auto const plan = plan_of(visit.reading(), person.id);
        if (!facts || !plan)
            return;
        facts->subject = facts->thing;
        facts->thing = {"missing_plan", person.id.uuid()};
        if (!visit.permits("read", *facts))
            return;
        auto const answers = answers_of(room, "missing/plan", plan->form_version, plan->answers);
        auto rows = Value::array();
        auto const add = [&](char const* key, char const* question) {
            if (auto const text = answers.text(question); !text.empty())
                rows.push(fact_view(key, text));
        };
        add("What helps them to come back", "helps");
        add("Where they may be", "places");
        add("Friends and family", "friends");
        add("Who or what may be a danger", "worries");
        add("Medicine and health", "medication");
        add("Who made it", "made_with");
        page["plan"] = rows;
        page["plan_when"] = london::day_of(plan->recorded_at).in_words();
    }
} // namespace

std::optional<actions::Action> meeting_asked(
    Missing const& room, Visit const& visit, std::vector<Episode> const& all)
{
    std::optional<actions::Action> found;
    for (auto const& one : all)
        for (auto& action : room.actions.store.list_about(visit, thing(one.id)))
            if (action.due_rule == meeting_rule
                && (!found || (action.open() && !found->open())
                    || (action.open() == found->open() && found->due < action.due)))
                found = std::move(action);
    return found;
}

Value summary_of(Missing const& room, Visit const& visit, people::Person const& person)
{
    auto const all = list_of(visit, person.id);
    auto page = Value::object({{"count", all.size()}});
    tell_plan(room, visit, person, page);
    if (all.empty())
        return page;
    tell_why(room, visit, all, page);
    auto const interviews = interviews_read(room, visit, all);
    page["words"] = words_of_child(interviews);
    page["push"] = factors_named(room, interviews, "push", "push_factor");
    page["pull"] = factors_named(room, interviews, "pull", "pull_factor");
    page["agreed"] = Value::array();
    for (auto const& held : interviews)
        if (auto const agreed = held.answers.text("actions"); !agreed.empty())
            page["agreed"].push(fact_view("Agreed with them, "
                    + london::day_of(held.one.ended_at.value_or(held.one.returned_at)).in_words(),
                agreed));
    page["episodes"] = episodes_told(room, visit, all);
    auto const places = places_of(room, visit, person, all);
    page["places"] = Value::array();
    for (auto const& told : places.known)
        page["places"].push(told.place.name + ": " + told.said);
    for (auto const& written : places.unknown)
        page["places"].push(written);
    auto const with = companions_of(room, visit, person, all);
    page["with"] = Value::array();
    for (auto const& tie : with.network.ties)
        if (tie.one == 0)
            page["with"].push(with.network.names[tie.other] + ": " + times_in_words(tie.times));
    page["with_said"] = Value::array();
    for (auto const& one : with.said)
        if (page["with_said"].size() < most_interviews)
            page["with_said"].push(
                fact_view(london::day_of(one.at).in_words() + ", " + one.source, one.text));
    page["done"] = done_told(room, visit, all);
    page["open"] = open_told(room, visit, all);
    page["in_short"] = Value::each(
        patterns_in_short(visit, all), [](std::string const& sentence) { return Value(sentence); });
    page["shared"] = shared_told(room, visit, all);
    return page;
}

} // namespace kith::missing
