// SPDX-License-Identifier: MIT
#include "cases/chronicle.h"
#include "base/london.h"
#include "cases/acts.h"
#include "cases/case_shown.h"
#include "cases/chronicle_added.h"
#include "cases/chronicle_corrections.h"
#include "cases/views.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <set>

namespace kith::cases {
namespace {
    using links::Entry;

    // Events of a case that its rows tell more of.
    constexpr std::array told_by_rows{"case_opened", "case_moved", "case_level", "case_closed"};

    Pathway const& pathway_as_known(Cases const& room, Case const& one)
    {
        auto const* const found = room.pathways.find(one.pathway, one.pathway_version);
        return found ? *found : room.pathways.current(one.pathway);
    }

    std::string holder_as_known(Cases const& room, Visit const& visit, Case const& one)
    {
        auto const team = directory::find_team(visit.reading(), one.team);
        auto const name = team ? team->name : std::string("A team");
        return one.worker.none() ? name : room.name_of(visit.reading(), one.worker) + ", " + name;
    }

    std::string harms_as_known(Cases const& room, Case const& one)
    {
        std::string text;
        for (auto const& code : one.strands)
            text += (text.empty() ? "" : ", ") + label_of(room, "harm", code);
        return text;
    }

    // What a version changed, in a title; empty where a level or a closure tells of it.
    std::string title_of_change(
        Cases const& room, Visit const& visit, Case const& before, Case const& after)
    {
        auto const& pathway = pathway_as_known(room, after);
        if (before.stage != after.stage) {
            auto const* const stage = pathway.stage(after.stage);
            if (stage && stage->ends)
                return {}; // its closure says it
            return before.closed_at ? "The case was opened again"
                                    : "Moved on: " + pathway.label_of(after.stage);
        }
        if (before.team != after.team || before.worker != after.worker)
            return "Held by " + holder_as_known(room, visit, after);
        if (before.strands != after.strands)
            return "Kinds of harm: " + harms_as_known(room, after);
        return {};
    }

    // Gathers the entries of one case.
    class CaseEntries {
    public:
        CaseEntries(Cases const& room, Visit const& visit, Case const& one, Instant known_at)
            : room_(room), visit_(visit), case_(one), words_(room, visit, one), known_at_(known_at)
        {
        }

        std::vector<Entry> all()
        {
            add_opening();
            add_changes();
            add_levels();
            add_extensions();
            add_closures();
            add_corrections();
            add_added();
            add_subject();
            return std::move(entries_);
        }

    private:
        Entry& add(std::string id, std::string title, Instant at)
        {
            Entry entry;
            entry.id = std::move(id);
            entry.kind = "case";
            entry.title = std::move(title);
            entry.at = at;
            entry.agency = case_.owner_agency;
            entries_.push_back(std::move(entry));
            return entries_.back();
        }
        std::string name_of(AccountId account) const
        {
            return account.none() ? "" : room_.name_of(visit_.reading(), account);
        }

        void add_opening()
        {
            if (known_at_ < case_.opened_at)
                return;
            auto& entry = add(case_.id.write() + "-opened", "The case was opened", case_.opened_at);
            entry.text = words_.shown(case_).opened_because;
            entry.who = name_of(case_.created_by);
        }

        void add_changes()
        {
            auto after = case_; // the latest first
            for (auto const& was : words_.shown(versions_of(visit_, case_.id))) {
                auto title = title_of_change(room_, visit_, was.one, after);
                after = was.one;
                if (title.empty() || known_at_ < was.until)
                    continue;
                auto& entry = add(fmt::format("{}-{}", case_.id.write(), was.one.version),
                    std::move(title), was.until);
                entry.text = was.reason;
                entry.who = name_of(was.by);
            }
        }

        void add_levels()
        {
            for (auto const& level : words_.shown(levels_of(visit_, case_.id))) {
                if (known_at_ < level.recorded_at)
                    continue;
                auto& entry = add(level.id.write(),
                    "Level: " + label_of(room_, "level", level.level), level.recorded_at);
                if (level.on != london::day_of(level.recorded_at)) {
                    entry.at.reset(); // judged on a day before it was written down
                    entry.day = links::whole(level.on);
                }
                entry.text = level.rationale + "\nRests on: " + level.evidence;
                entry.who = name_of(level.by);
            }
        }

        void add_extensions()
        {
            for (auto const& clock : clocks_of(visit_, case_.id))
                for (auto const& one : words_.shown(extensions_of(visit_, clock.id))) {
                    if (known_at_ < one.at)
                        continue;
                    auto const duty = room_.clocks.has(clock.rule)
                        ? room_.clocks.rule(clock.rule).duty
                        : clock.rule;
                    auto& entry = add(fmt::format("{}-{}", clock.id.write(), one.at.write()),
                        duty + ": by " + london::in_words(one.due_after), one.at);
                    entry.text
                        = "Before that by " + london::in_words(one.due_before) + ". " + one.reason;
                    entry.who = name_of(one.by);
                }
        }

        void add_closures()
        {
            for (auto const& closure : words_.shown(closures_of(visit_, case_.id))) {
                if (known_at_ < closure.recorded_at)
                    continue;
                auto& entry = add(closure.id.write(), "The case was closed", closure.recorded_at);
                entry.text
                    = label_of(room_, "case_close_reason", closure.reason) + ". " + closure.why;
                for (auto const* const changed : {&closure.life_changed, &closure.contexts_changed})
                    if (!changed->empty())
                        entry.text += "\n" + *changed;
                entry.who = name_of(closure.by);
            }
        }

        void add_corrections()
        {
            for (auto& one : corrections_of(room_, visit_, case_)) {
                if (known_at_ < one.at)
                    continue;
                auto& entry = add(std::move(one.id), std::move(one.title), one.at);
                entry.text = std::move(one.why);
                entry.who = name_of(one.by);
            }
        }

        void add_added()
        {
            for (auto& one : added_of(room_, visit_, case_)) {
                if (known_at_ < one.at)
                    continue;
                if (!one.event.empty())
                    told_by_rows_.emplace(one.event, one.at);
                auto& entry = add(std::move(one.id), std::move(one.title), one.at);
                if (one.on) {
                    entry.at.reset();
                    entry.day = links::whole(*one.on);
                }
                entry.text = std::move(one.text);
                entry.who = name_of(one.by);
            }
        }

        bool told_by_row(links::Event const& event) const
        {
            return std::ranges::find(told_by_rows, event.kind) != told_by_rows.end()
                || (event.at && told_by_rows_.contains({event.kind, *event.at}));
        }

        // Of the subject: what the case told of itself once, and the rest where its record opens.
        void add_subject()
        {
            std::set<std::string> told;
            for (auto const& one :
                room_.links.store.list_events_known(visit_, case_.subject, known_at_)) {
                auto const& event = one.event;
                if (event.drawn_from != thing(case_.id))
                    continue;
                told.insert(event.id.write());
                if (told_by_row(event))
                    continue;
                auto& entry = add(event.id.write(), label_of(room_, "event_kind", event.kind),
                    event.at.value_or(event.recorded_at));
                if (!event.at)
                    entry.at.reset();
                entry.day = event.day;
                entry.text = words_.shown(event.said);
                entry.who = name_of(event.created_by);
                entry.agency = event.owner_agency;
            }
            for (auto& entry : of_subject())
                if (!told.contains(entry.id))
                    entries_.push_back(std::move(entry));
        }

        std::vector<Entry> of_subject()
        {
            links::ChronologyFilter filter;
            filter.known_on = london::day_of(known_at_);
            filter.known_moment = known_at_;
            if (case_.of_context()) {
                auto const id = ContextId(case_.subject.id);
                auto const facts = contexts::find_facts(visit_, id);
                if (!facts || !contexts::opens(visit_, *facts))
                    return {};
                auto const context = contexts::find(visit_, id);
                return context
                    ? contexts::chronology_of(room_.contexts, visit_, *context, filter).entries
                    : std::vector<Entry>();
            }
            auto const facts = people::find_facts(visit_, PersonId(case_.subject.id));
            if (!facts || !links::purpose_stands(visit_, *facts))
                return {};
            auto const person = people::find(visit_, PersonId(facts->thing.id));
            return person ? people::chronology_of(room_.people, visit_, *person, filter).entries
                          : std::vector<Entry>();
        }

        Cases const& room_;
        Visit const& visit_;
        Case const& case_;
        CaseWords words_;
        Instant known_at_;
        std::vector<Entry> entries_;
        std::set<std::pair<std::string, Instant>> told_by_rows_; // kind of event, and when
    };
} // namespace

links::Chronology chronology_of(
    Cases const& room, Visit const& visit, Case const& one, links::ChronologyFilter const& filter)
{
    auto const known_at = links::known_at(filter, visit.now());
    return links::arranged(CaseEntries(room, visit, one, known_at).all(), filter, known_at,
        one.of_context() ? links::Gaps::unmarked : links::Gaps::marked);
}

std::optional<Case> as_known(Visit const& visit, Case const& one, Instant known_at)
{
    auto known = std::optional<Case>();
    if (one.recorded_at <= known_at)
        known = one;
    else
        for (auto const& was : versions_of(visit, one.id)) // the latest first
            if (!known && was.one.recorded_at <= known_at)
                known = was.one;
    return known;
}

html::Value as_known_view(Cases const& room, Visit const& visit, Case const& one, Instant known_at)
{
    auto rows = html::Value::array();
    auto const known = as_known(visit, one, known_at);
    if (!known)
        return rows;
    auto const add = [&rows](char const* key, std::string const& text) {
        if (!text.empty())
            rows.push(html::Value::object({{"key", key}, {"text", text}}));
    };
    add("Stage", pathway_as_known(room, *known).label_of(known->stage));
    add("Level", known->level.empty() ? "Not judged yet" : label_of(room, "level", known->level));
    add("Kinds of harm", harms_as_known(room, *known));
    add("Held by", holder_as_known(room, visit, *known));
    for (auto const& [key, text] : stood_then(room, visit, one, known_at))
        add(key.c_str(), text);
    if (!one.of_context())
        return rows;
    auto const id = ContextId(one.subject.id);
    auto const facts = contexts::find_facts(visit, id);
    if (!facts || !contexts::opens(visit, *facts))
        return rows;
    auto const context = contexts::find(visit, id);
    if (!context)
        return rows;
    auto const stood = contexts::as_known_view(room.contexts, visit, *context, known_at);
    for (auto const& row : stood.items())
        rows.push(row);
    return rows;
}

std::vector<links::News> news_of(
    Cases const& room, Visit const& visit, Case const& one, Instant since)
{
    auto news = links::news_drawn_from(room.facts, room.name_of, visit, thing(one.id), since);
    CaseWords const words(room, visit, one);
    for (auto& told : news)
        told.text = words.shown(told.text);
    auto after = one;
    for (auto const& was : words.shown(versions_of(visit, one.id))) {
        auto const moved = was.one.stage != after.stage; // told as an event
        auto const title = title_of_change(room, visit, was.one, after);
        after = was.one;
        if (!moved && !title.empty() && since < was.until && was.by != visit.visitor().account)
            news.push_back(
                {title, was.reason, {}, room.name_of(visit.reading(), was.by), {}, true});
    }
    for (auto const& corrected : corrections_of(room, visit, one))
        if (since < corrected.at && corrected.by != visit.visitor().account)
            news.push_back({corrected.title, corrected.why, {},
                room.name_of(visit.reading(), corrected.by), {}, true});
    for (auto const& added : added_of(room, visit, one))
        if (added.news != AsNews::told_elsewhere && since < added.at
            && added.by != visit.visitor().account)
            news.push_back({added.title, added.text, {}, room.name_of(visit.reading(), added.by),
                {}, added.news == AsNews::taken_back});
    for (auto const& clock : clocks_of(visit, one.id))
        for (auto const& longer : words.shown(extensions_of(visit, clock.id)))
            if (since < longer.at && longer.by != visit.visitor().account)
                news.push_back({longer.due_after < longer.due_before ? "A time was brought forward"
                                                                     : "A time was extended",
                    longer.reason, {}, room.name_of(visit.reading(), longer.by), {}, true});
    return news;
}

} // namespace kith::cases
