// SPDX-License-Identifier: MIT
#include "contexts/chronology.h"
#include "base/london.h"
#include "contexts/context_fact_store.h"
#include "contexts/guardians.h"
#include "contexts/history.h"
#include "contexts/own_views.h"
#include "contexts/record_lines.h"
#include "contexts/views.h"
#include <fmt/core.h>
#include <map>

namespace kith::contexts {
namespace {
    using links::Entry;

    // What stood recorded then, the oldest first.
    std::vector<Version> versions_known(
        Visit const& visit, Context const& context, Instant known_at)
    {
        auto all = versions_of(visit, context);
        std::erase_if(all, [&](Version const& one) { return known_at < one.context.recorded_at; });
        return all;
    }

    // Statements as they were known then, the oldest first; also those taken back by then.
    std::vector<ContextFact> facts_known(
        Visit const& visit, Context const& context, Instant known_at)
    {
        auto all = list_facts(visit, context);
        std::erase_if(all, [&](ContextFact const& one) { return known_at < one.recorded_at; });
        for (auto& one : all) {
            if (one.ended_at && known_at < *one.ended_at)
                one.until.reset();
            auto const later = one.withdrawn_at ? one.withdrawn_at : one.ended_at;
            if (later && known_at < *later) {
                one.withdrawn_at.reset();
                one.reason.clear();
            }
        }
        return all;
    }

    std::string titled(Contexts const& room, ContextFact const& fact)
    {
        return std::string(kind_of(fact).label) + ": " + fact_in_words(room, fact);
    }

    // What changed to the version at `i`, with the reason for it.
    std::string told_of_change(Contexts const& room, Visit const& visit,
        std::vector<Version> const& all, std::size_t i, char const* between)
    {
        auto const& why = all[i - 1].why;
        auto const changes = changes_in_words(room, visit, all[i - 1].context, all[i].context);
        return why.empty() || changes.empty() ? why + changes : why + between + changes;
    }

    // Gathers the entries of one context.
    class ContextEntries {
    public:
        ContextEntries(
            Contexts const& room, Visit const& visit, Context const& context, Instant known_at)
            : room_(room)
            , visit_(visit)
            , context_(context)
            , self_(thing(context.id))
            , known_at_(known_at)
        {
        }

        std::vector<Entry> all()
        {
            add_events();
            add_links();
            add_work();
            add_versions();
            add_facts();
            add_guardians();
            return std::move(entries_);
        }

    private:
        Entry& add(std::string id, char const* kind, std::string title)
        {
            Entry entry;
            entry.id = std::move(id);
            entry.kind = kind;
            entry.title = std::move(title);
            entries_.push_back(std::move(entry));
            return entries_.back();
        }

        void add_events()
        {
            for (auto const& one : room_.links.store.list_events_known(visit_, self_, known_at_)) {
                auto const& event = one.event;
                auto& entry = add(event.id.write(),
                    event.drawn_from.kind == "concern"    ? "concern"
                        : event.drawn_from.kind == "case" ? "case"
                                                          : "happened",
                    label_of(room_, "event_kind", event.kind));
                entry.at = event.at;
                entry.day = event.day;
                entry.text
                    = event.place.empty() ? event.said : event.said + " (" + event.place + ")";
                entry.who = event.source;
                entry.href = href_of(event.drawn_from);
                entry.agency = event.owner_agency;
            }
        }

        void add_links()
        {
            for (auto const& link : room_.links.store.list_known(visit_, self_, known_at_)) {
                auto const& other = link.other_end(self_);
                if (other.kind == "concern")
                    continue; // its events say it
                auto const shown = room_.links.seen.show(visit_, other);
                auto const title = label_of(room_, "link_role", link.role) + ": " + shown.text;
                auto const place = [&](std::string id, std::string words, Date day) {
                    auto& entry = add(std::move(id), other.kind == "person" ? "linked" : "place",
                        std::move(words));
                    entry.day = PartialDate{day.year(), day.month(), day.day()};
                    entry.text = label_of(room_, "certainty", link.confidence);
                    entry.who = link.source;
                    entry.href = shown.href;
                    entry.agency = link.owner_agency;
                };
                if (link.from_day)
                    place(link.id.write(), title, *link.from_day);
                else if (auto const day = london::day_of(link.first_recorded_at);
                         !link.until_day || day < *link.until_day) // where it was written down
                    place(link.id.write(), title + ", recorded that day; since when is not known",
                        day);
                if (link.until_day && *link.until_day <= london::day_of(known_at_))
                    place(link.id.write() + "-ends", "No longer: " + title, *link.until_day);
            }
        }

        void add_work()
        {
            for (auto const& one : links::involvements_of(visit_.reading(), self_)) {
                if (known_at_ < one.recorded_at)
                    continue;
                auto const who = who_works(one);
                auto& begins = add(one.id.write(), "work", who + " began to work with it");
                begins.day = links::whole(one.from);
                begins.text = one.role;
                begins.agency = one.agency;
                if (!one.until || (one.ended_at && known_at_ < *one.ended_at)
                    || london::day_of(known_at_) < *one.until)
                    continue;
                auto& ends
                    = add(one.id.write() + "-ends", "work", who + " no longer works with it");
                ends.day = links::whole(*one.until);
                ends.text = one.end_reason;
                ends.agency = one.agency;
            }
        }

        void add_versions()
        {
            auto const all = versions_known(visit_, context_, known_at_);
            for (std::size_t i = 0; i < all.size(); ++i) {
                auto const& version = all[i].context;
                auto& entry = add(fmt::format("{}-{}", context_.id.write(), version.version),
                    "record", i == 0 ? "The record was made" : "The record was changed");
                entry.at = version.recorded_at;
                entry.agency = version.owner_agency;
                if (i == 0)
                    continue;
                entry.text = told_of_change(room_, visit_, all, i, "\n");
                entry.who = room_.name_of(visit_.reading(), version.recorded_by);
            }
        }

        // What was taken back says that it was, and not what it said.
        void add_facts()
        {
            for (auto const& fact : facts_known(visit_, context_, known_at_)) {
                auto const id = fact.id.write();
                if (fact.withdrawn_at) {
                    auto& gone = add(id + "-off", "record",
                        std::string(kind_of(fact).label)
                            + ": a statement recorded in error was taken back");
                    gone.at = fact.withdrawn_at;
                    gone.text = fact.reason;
                    continue;
                }
                auto& said = add(id, "record", titled(room_, fact));
                if (fact.from)
                    said.day = fact.from;
                else
                    said.at = fact.recorded_at;
                said.text = fact_detail(room_, fact);
                if (!kind_of(fact).ends || !fact.until
                    || london::day_of(known_at_) < fact.until->last())
                    continue;
                auto& ends = add(id + "-ends", "record", "No longer: " + titled(room_, fact));
                ends.day = fact.until;
                ends.text = fact.reason;
            }
        }

        void add_guardians()
        {
            for (auto const& one : guardians_as_known(visit_, context_, known_at_)) {
                auto const id = one.guardian.id.write();
                if (one.ended_at && *one.ended_at <= known_at_) {
                    auto& entry = add(id + "-off", "record", "A guardian is no longer listed");
                    entry.at = one.ended_at; // they took their consent back: nothing tells who
                } else if (!one.ended_at && !one.lapsed) {
                    auto& entry = add(id, "record", "A guardian is listed: " + one.guardian.name);
                    entry.at = one.listed_at;
                    entry.text = one.guardian.part;
                }
            }
        }

        std::string href_of(Thing const& drawn_from)
        {
            auto const at = hrefs_.find(drawn_from);
            if (at != hrefs_.end())
                return at->second;
            auto const href
                = drawn_from == self_ ? "" : room_.links.seen.show(visit_, drawn_from).href;
            return hrefs_.emplace(drawn_from, href).first->second;
        }

        std::string who_works(links::Involvement const& one) const
        {
            if (!one.practitioner.none())
                return room_.name_of(visit_.reading(), one.practitioner);
            auto const team = directory::find_team(visit_.reading(), one.team);
            return team ? team->name : "A team";
        }

        Contexts const& room_;
        Visit const& visit_;
        Context const& context_;
        Thing self_;
        Instant known_at_;
        std::vector<Entry> entries_;
        std::map<Thing, std::string> hrefs_;
    };
} // namespace

links::Chronology chronology_of(Contexts const& room, Visit const& visit, Context const& context,
    links::ChronologyFilter const& filter)
{
    auto const known_at = links::known_at(filter, visit.now());
    return links::arranged(ContextEntries(room, visit, context, known_at).all(), filter, known_at,
        links::Gaps::unmarked);
}

std::optional<Context> as_known(Visit const& visit, Context const& context, Instant known_at)
{
    auto const all = versions_known(visit, context, known_at);
    if (all.empty())
        return {};
    return all.back().context;
}

html::Value as_known_view(
    Contexts const& room, Visit const& visit, Context const& context, Instant known_at)
{
    auto rows = html::Value::array();
    auto const known = as_known(visit, context, known_at);
    if (!known)
        return rows;
    auto const add = [&rows](std::string_view key, std::string const& text) {
        if (!text.empty())
            rows.push(html::Value::object({{"key", key}, {"text", text}}));
    };
    for (auto const& line : record_lines(room, visit, *known))
        add(line.key, line.text);
    std::string guardians;
    for (auto const& one : guardians_as_known(visit, context, known_at))
        if (!one.ended_at && !one.lapsed) // whose consent ended is listed on no day
            guardians += fmt::format("{}{}{}", guardians.empty() ? "" : "\n", one.guardian.name,
                one.guardian.part.empty() ? "" : ", " + one.guardian.part);
    add("Guardians", guardians);
    auto const facts = facts_known(visit, context, known_at);
    for (auto const& kind : context_fact_kinds()) {
        std::string said;
        for (auto const& fact : facts)
            if (fact.kind == kind.kind && stands(fact, london::day_of(known_at)))
                said += (said.empty() ? "" : "\n") + fact_in_words(room, fact);
        add(kind.label, said);
    }
    return rows;
}

namespace {
    // Who did it, where that was since then and not the visitor.
    class NewsOfContext {
    public:
        NewsOfContext(Contexts const& room, Visit const& visit, Instant since)
            : room_(room), visit_(visit), since_(since)
        {
        }
        [[nodiscard]] bool is_new(std::optional<Instant> const& at, AccountId by) const
        {
            return at && since_ < *at && by != visit_.visitor().account;
        }
        void tell(std::string title, std::string text, AccountId by, bool changed)
        {
            news_.push_back({std::move(title), std::move(text), {},
                room_.name_of(visit_.reading(), by), {}, changed});
        }
        [[nodiscard]] std::vector<links::News> told() { return std::move(news_); }

    private:
        Contexts const& room_;
        Visit const& visit_;
        Instant since_;
        std::vector<links::News> news_ = {};
    };

    void tell_facts(
        Contexts const& room, Visit const& visit, Context const& context, NewsOfContext& news)
    {
        for (auto const& fact : list_facts(visit, context)) {
            std::string const label(kind_of(fact).label);
            if (news.is_new(fact.withdrawn_at, fact.withdrawn_by))
                news.tell(
                    label + ": a statement was taken back", fact.reason, fact.withdrawn_by, true);
            else if (!fact.withdrawn_at && news.is_new(fact.ended_at, fact.ended_by))
                news.tell("No longer: " + titled(room, fact), fact.reason, fact.ended_by, true);
            else if (!fact.withdrawn_at && news.is_new(fact.recorded_at, fact.recorded_by))
                news.tell(titled(room, fact), fact_detail(room, fact), fact.recorded_by, false);
        }
    }
} // namespace

std::vector<links::News> news_of(
    Contexts const& room, Visit const& visit, Context const& context, Instant since)
{
    auto news = links::news_of_links(room.links.store, room.links.seen, room.facts, room.name_of,
        visit, thing(context.id), since);
    NewsOfContext own(room, visit, since);
    auto const all = versions_of(visit, context);
    for (std::size_t i = all.size(); i-- > 1;) {
        auto const& version = all[i].context;
        if (own.is_new(version.recorded_at, version.recorded_by))
            own.tell("The record was changed", told_of_change(room, visit, all, i, ". "),
                version.recorded_by, true);
    }
    tell_facts(room, visit, context, own);
    for (auto const& one : guardians_as_known(visit, context, visit.now())) {
        if (own.is_new(one.ended_at, one.ended_by))
            own.tell("A guardian is no longer listed", "", one.ended_by, true);
        else if (!one.ended_at && !one.lapsed && own.is_new(one.listed_at, one.listed_by))
            own.tell("A guardian is listed: " + one.guardian.name, one.guardian.part, one.listed_by,
                false);
    }
    for (auto& one : own.told())
        news.push_back(std::move(one));
    return news;
}

} // namespace kith::contexts
