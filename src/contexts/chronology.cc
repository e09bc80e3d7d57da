// SPDX-License-Identifier: MIT
#include "contexts/chronology.h"
#include "base/london.h"
#include "contexts/guardians.h"
#include "contexts/views.h"
#include <fmt/core.h>
#include <map>

namespace kith::contexts {
namespace {
    using links::Entry;

    constexpr db::Sql versions_of_context = {"versions of a context",
        "select version, name, address, postcode, owner, opening, status, kind, recorded_at, "
        "recorded_by, owner_agency, '' as reason from contexts where id = $1 and recorded_at <= $2 "
        "union all select version, name, address, postcode, owner, opening, status, kind, "
        "recorded_at, recorded_by, owner_agency, reason from contexts_was where id = $1 and "
        "recorded_at <= $2 order by version"};

    struct Standing {
        std::int64_t version = 0;
        std::string name, address, postcode, owner, opening, status, kind, reason;
        Instant at;
        AccountId by;
        AgencyId agency;
    };
    std::vector<Standing> standings(Visit const& visit, ContextId id, Instant known_at)
    {
        std::vector<Standing> all;
        for (auto const row : visit.reading().run(versions_of_context, id, known_at))
            all.push_back({row.integer("version"), row.text("name"), row.text("address"),
                row.text("postcode"), row.text("owner"), row.text("opening"), row.text("status"),
                row.text("kind"), row.text("reason"), row.instant("recorded_at"),
                row.id<AccountId>("recorded_by"), row.id<AgencyId>("owner_agency")});
        return all;
    }

    // Where a home was tells where somebody lives.
    bool may_know_where(Visit const& visit, Context const& context)
    {
        return context.kind != "HOME" || links::is_involved(visit, facts_of(visit, context));
    }

    std::string differences(Standing const& before, Standing const& after, bool where)
    {
        std::string told;
        auto const add = [&](char const* what, std::string const& was, std::string const& now) {
            if (was != now)
                told += fmt::format("{}{}: {}, before that {}", told.empty() ? "" : "\n", what,
                    now.empty() ? "none" : now, was.empty() ? "none" : was);
        };
        add("Name", before.name, after.name);
        add("Owner or manager", before.owner, after.owner);
        add("When it is open or busy", before.opening, after.opening);
        add("Status", before.status, after.status);
        if (where) {
            add("Address", before.address, after.address);
            add("Postcode", before.postcode, after.postcode);
        }
        return told;
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
            auto const all = standings(visit_, context_.id, known_at_);
            auto const where = may_know_where(visit_, context_);
            for (std::size_t i = 0; i < all.size(); ++i) {
                auto& entry = add(fmt::format("{}-{}", context_.id.write(), all[i].version),
                    "record", i == 0 ? "The record was made" : "The record was changed");
                entry.at = all[i].at;
                entry.agency = all[i].agency;
                if (i == 0)
                    continue;
                auto const told = differences(all[i - 1], all[i], where);
                entry.text = told.empty() ? all[i - 1].reason : all[i - 1].reason + "\n" + told;
                entry.who = room_.name_of(visit_.reading(), all[i].by);
            }
        }

        void add_guardians()
        {
            for (auto const& one : guardians_as_known(visit_, context_, known_at_)) {
                auto const id = one.guardian.id.write();
                if (one.ended_at && *one.ended_at <= known_at_) {
                    auto& entry = add(id + "-off", "record", "A guardian is no longer listed");
                    entry.at = one.ended_at; // they took their consent back: their name is not told
                    entry.text = one.end_reason;
                } else if (!one.ended_at) {
                    auto& entry
                        = add(id, "record", "A guardian is listed: " + name_of(one.guardian));
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
    auto const all = standings(visit, context.id, known_at);
    if (all.empty())
        return {};
    auto const& stood = all.back();
    auto known = context;
    known.version = stood.version;
    known.name = stood.name;
    known.kind = stood.kind;
    known.owner = stood.owner;
    known.opening = stood.opening;
    known.closed = stood.status == "closed";
    if (may_know_where(visit, context)) {
        known.address = stood.address;
        known.postcode = stood.postcode;
    }
    return known;
}

html::Value as_known_view(
    Contexts const& room, Visit const& visit, Context const& context, Instant known_at)
{
    auto rows = html::Value::array();
    auto const known = as_known(visit, context, known_at);
    if (!known)
        return rows;
    auto const add = [&rows](char const* key, std::string const& text) {
        if (!text.empty())
            rows.push(html::Value::object({{"key", key}, {"text", text}}));
    };
    add("Name", known->name);
    add("Kind", label_of(room, "context_kind", known->kind));
    add("Address", known->address);
    add("Postcode", known->postcode);
    add("Owner or manager", known->owner);
    add("When it is open or busy", known->opening);
    add("Status", known->closed ? "Closed" : "Open");
    std::string guardians;
    for (auto const& one : guardians_as_known(visit, context, known_at))
        if (!one.ended_at) // who took their consent back is listed on no day
            guardians += fmt::format("{}{}{}", guardians.empty() ? "" : "\n", name_of(one.guardian),
                one.guardian.part.empty() ? "" : ", " + one.guardian.part);
    add("Guardians", guardians);
    return rows;
}

std::vector<links::News> news_of(
    Contexts const& room, Visit const& visit, Context const& context, Instant since)
{
    auto const self = thing(context.id);
    auto const me = visit.visitor().account;
    auto news = links::news_of_links(
        room.links.store, room.links.seen, room.facts, room.name_of, visit, self, since);
    auto const where = may_know_where(visit, context);
    auto const all = standings(visit, context.id, visit.now());
    for (std::size_t i = all.size(); i-- > 1;)
        if (since < all[i].at && all[i].by != me)
            news.push_back({"The record was changed",
                all[i - 1].reason + ". " + differences(all[i - 1], all[i], where), {},
                room.name_of(visit.reading(), all[i].by), {}, true});
    for (auto const& one : guardians_as_known(visit, context, visit.now())) {
        if (one.ended_at && since < *one.ended_at && one.ended_by != me)
            news.push_back({"A guardian is no longer listed", one.end_reason, {},
                room.name_of(visit.reading(), one.ended_by), {}, true});
        else if (!one.ended_at && since < one.listed_at && one.listed_by != me)
            news.push_back({"A guardian is listed: " + name_of(one.guardian), one.guardian.part, {},
                room.name_of(visit.reading(), one.listed_by)});
    }
    return news;
}

} // namespace kith::contexts
