// SPDX-License-Identifier: MIT
#include "people/chronology_sources.h"
#include "base/london.h"
#include "people/around.h"
#include "people/chronology.h"
#include "people/fact_views.h"
#include "people/family_views.h"
#include "people/identifiers.h"
#include "people/joined.h"
#include "people/views.h"
#include <algorithm>
#include <fmt/core.h>
#include <map>
#include <set>

namespace kith::people {
namespace {
    constexpr db::Sql names_recorded = {"names of a person as recorded",
        "select id, kind, name as value, from_day, until_day, source, recorded_at, "
        "withdrawn_at, reason from person_names where person = $1 and recorded_at <= $2 order "
        "by recorded_at, id limit 500"};
    constexpr db::Sql numbers_recorded = {"numbers of a person as recorded",
        "select id, scheme as kind, value, source, recorded_at, withdrawn_at, reason from "
        "person_identifiers where person = $1 and recorded_at <= $2 order by recorded_at, id "
        "limit 500"};
    constexpr db::Sql contacts_recorded = {"ways to reach a person as recorded",
        "select id, kind, value, '' as source, recorded_at, withdrawn_at, reason from "
        "person_contacts where person = $1 and recorded_at <= $2 order by recorded_at, id "
        "limit 500"};
    constexpr db::Sql versions_of_person = {"versions of a person",
        "select version, recorded_at, owner_agency from persons where id = $1 and recorded_at "
        "<= $2 union all select version, recorded_at, owner_agency from persons_was where id = "
        "$1 and recorded_at <= $2 limit 1000"};
    constexpr db::Sql replaced_persons = {"why a record of a person changed",
        "select version, superseded_at, owner_agency, reason from persons_was where id = $1 "
        "and superseded_at <= $2 order by version limit 1000"};

    constexpr db::Sql joins_undone = {"joins of a record that were undone",
        "select joined_at, undone_at from person_joins where (kept = $1 or other = $1) and "
        "undone_at is not null"};

    // Gathers the entries of one person; `record` is the record in hand.
    class Gathering {
    public:
        Gathering(People const& room, Visit const& visit, Person const& person, Instant known_at)
            : room_(room), visit_(visit), person_(person), known_at_(known_at)
        {
        }

        std::vector<Entry> all()
        {
            for (auto const& join : joins_of(visit_.reading(), person_.id))
                if (join.at <= known_at_)
                    joins_.push_back(join);
            for (auto const record : records_of(visit_.reading(), person_.id)) {
                add_events(record);
                add_links(record);
                add_work(record);
                add_versions(record);
                add_rows(record, names_recorded, "name", "name_kind");
                add_rows(record, numbers_recorded, "number", "identifier_scheme");
                add_rows(record, contacts_recorded, "way to reach them", "contact_kind");
            }
            for (auto const& fact : list_facts(visit_, person_))
                if (!fact.sealed && fact.recorded_at <= known_at_)
                    add_fact_entry(fact);
            auto const around = list_around(visit_, person_, known_at_);
            add_family(around);
            add_tellings(around);
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

        void add_events(PersonId record)
        {
            auto const& contact = chronology_settings().contact;
            for (auto const& one :
                room_.links.store.list_events_known(visit_, thing(record), known_at_)) {
                auto const& event = one.event;
                auto const of_concern = event.drawn_from.kind == "concern"
                    && (event.kind == "concern_raised" || event.kind == "decision");
                auto& entry = add(event.id.write(),
                    contact.contains(event.kind)          ? "contact"
                        : of_concern                      ? "concern"
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
                entry.contact = contact.contains(event.kind);
            }
        }

        // Links to concerns say no more than the events of those concerns, and relationships tell
        // of themselves.
        void add_links(PersonId record)
        {
            auto const self = thing(record);
            for (auto const& link : room_.links.store.list_known(visit_, self, known_at_)) {
                auto const& other = link.other_end(self);
                if (other.kind == "concern" || link.drawn_from.kind == "relationship")
                    continue;
                auto const shown = room_.links.seen.show(visit_, other);
                auto const title = label_of(room_, "link_role", link.role) + ": " + shown.text;
                auto const place = [&](std::string id, std::string words, Date day) {
                    auto& entry = add(std::move(id), "place", std::move(words));
                    entry.day = whole(day);
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

        void add_work(PersonId record)
        {
            for (auto const& one : links::involvements_of(visit_.reading(), thing(record))) {
                if (known_at_ < one.recorded_at)
                    continue;
                auto const who = who_works(one);
                auto& begins = add(one.id.write(), "work", who + " began to work with them");
                begins.day = whole(one.from);
                begins.text = one.role;
                begins.agency = one.agency;
                auto const known_to_end
                    = one.until && (!one.ended_at || *one.ended_at <= known_at_);
                if (!known_to_end || london::day_of(known_at_) < *one.until)
                    continue;
                auto& ends
                    = add(one.id.write() + "-ends", "work", who + " no longer works with them");
                ends.day = whole(*one.until);
                ends.text = one.end_reason;
                ends.agency = one.agency;
            }
        }

        void add_versions(PersonId record)
        {
            for (auto const row : visit_.reading().run(versions_of_person, record, known_at_)) {
                if (row.integer("version") != 1)
                    continue;
                auto& made = add(record.write() + "-made", "record", "The record was made");
                made.at = row.instant("recorded_at");
                made.agency = row.id<AgencyId>("owner_agency");
            }
            // Records that were taken apart are two people's: neither tells of the other.
            std::set<Instant> apart;
            for (auto const row : visit_.reading().run(joins_undone, record))
                for (auto const* const moment : {"joined_at", "undone_at"})
                    apart.insert(row.instant(moment));
            for (auto const row : visit_.reading().run(replaced_persons, record, known_at_)) {
                auto const at = row.instant("superseded_at");
                if (apart.contains(at))
                    continue;
                auto const join = std::ranges::find_if(joins_, [&](RecordJoin const& one) {
                    return one.at == at && (one.kept == record || one.other == record);
                });
                if (join != joins_.end() && join->other == record)
                    continue; // told once, where it is kept
                auto& changed = add(fmt::format("{}-{}", record.write(), row.integer("version")),
                    "record",
                    join == joins_.end() ? "The record was changed"
                                         : "The record was joined with " + join->reference.write());
                changed.at = at;
                changed.text = row.text("reason");
                changed.agency = row.id<AgencyId>("owner_agency");
            }
        }

        // What was taken off by then says that it was, and not what it said.
        void add_rows(PersonId record, db::Sql const& sql, char const* what, char const* list)
        {
            for (auto const row : visit_.reading().run(sql, record, known_at_)) {
                auto const id = row.uuid("id").write();
                auto const kind = row.text("kind");
                auto const taken_off = row.maybe_instant("withdrawn_at");
                if (taken_off && *taken_off <= known_at_) {
                    auto& gone = add(id + "-off", "record",
                        fmt::format("A {} recorded in error was taken off", what));
                    gone.at = taken_off;
                    gone.text = row.text("reason");
                    continue;
                }
                auto const withheld = person_.addresses_withheld
                    && std::string_view(list) == "contact_kind" && tells_where(kind);
                if (withheld)
                    continue;
                auto& entry = add(id, "record",
                    fmt::format("A {} was recorded: {} ({})", what,
                        list == std::string_view("identifier_scheme")
                            ? show_identifier(kind, row.text("value"))
                            : row.text("value"),
                        label_of(room_, list, kind)));
                entry.at = row.instant("recorded_at");
                entry.who = row.text("source");
            }
        }

        // Of what is sealed nothing stands here. What was taken back says that it was, and not what
        // it said.
        void add_fact_entry(Fact const& fact)
        {
            auto const* const kind = find_fact_kind(fact.kind);
            auto const label = std::string(kind ? kind->label : fact.kind);
            if (fact.withdrawn_at && *fact.withdrawn_at <= known_at_) {
                auto& gone = add(fact.id.write() + "-off", "record",
                    label + ": a statement recorded in error was taken back");
                gone.at = fact.withdrawn_at;
                gone.text = fact.reason;
                return;
            }
            auto as_known = fact;
            if (fact.ended_at && known_at_ < *fact.ended_at)
                as_known.until.reset();
            auto const title = label + ": " + fact_in_words(room_, as_known);
            auto& said = add(fact.id.write(), "record", title);
            if (as_known.from)
                said.day = as_known.from;
            else
                said.at = fact.recorded_at;
            said.text = fact.note;
            said.who = label_of(room_, "stated_by", fact.stated_by);
            if (!as_known.until || as_known.until->last() > london::day_of(known_at_))
                return;
            auto& ends = add(fact.id.write() + "-ends", "record", "No longer: " + title);
            ends.day = as_known.until;
            ends.text = fact.end_reason;
        }

        void add_family(std::vector<Around> const& around)
        {
            auto const today = london::day_of(known_at_);
            for (auto const& one : around) {
                auto const& said = one.relationship;
                auto const name = fmt::format(
                    "{}: {}", label_of(room_, "relationship_kind", one.kind), one.name_on(today));
                auto& begins = add(said.id.write(), "family", name);
                begins.day = whole(said.from.value_or(london::day_of(said.recorded_at)));
                begins.text = label_of(room_, "certainty", said.certainty)
                    + (said.from ? "" : ". Told on this day: since when is not recorded")
                    + (said.words.empty() ? "" : ". \u201c" + said.words + "\u201d");
                begins.who = said.source;
                begins.href = family_page();
                begins.agency = said.owner_agency;
                if (said.until && *said.until <= today) {
                    auto& ends = add(said.id.write() + "-ends", "family", "No longer: " + name);
                    ends.day = whole(*said.until);
                    ends.text = said.end_reason;
                    ends.href = family_page();
                    ends.agency = said.owner_agency;
                }
                for (auto const& part : one.parts)
                    add_part_entry(one, part, today);
            }
        }

        void add_part_entry(Around const& one, Part const& part, Date today)
        {
            auto const title = fmt::format(
                "{}: {}", label_of(room_, "relationship_part", part.kind), one.name_on(today));
            auto& begins = add(part.id.write(), "family", title);
            begins.day = whole(part.from.value_or(london::day_of(part.recorded_at)));
            begins.text = part.words.empty() ? "" : "\u201c" + part.words + "\u201d";
            begins.who = part.stated_by;
            begins.href = family_page();
            begins.agency = one.relationship.owner_agency;
            if (!part.until || *part.until > today)
                return;
            auto& ends = add(part.id.write() + "-ends", "family", "No longer: " + title);
            ends.day = whole(*part.until);
            ends.href = family_page();
            ends.agency = one.relationship.owner_agency;
        }

        void add_tellings(std::vector<Around> const& around)
        {
            auto const today = london::day_of(known_at_);
            for (auto const& telling : list_tellings(visit_, person_, known_at_))
                for (auto const& one : around) {
                    if (one.relationship.id != telling.relationship)
                        continue;
                    auto& entry
                        = add(fmt::format("{}-{}", telling.id.write(), telling.version), "family",
                            fmt::format("What {} may be told: {}", one.name_on(today),
                                label_of(room_, "may_be_told", telling.told)));
                    entry.day = whole(telling.decided_on);
                    entry.text = telling.why;
                    entry.who = telling.decided_by;
                    entry.href = family_page();
                    entry.agency = telling.owner_agency;
                }
        }

        std::string family_page() const { return "/people/" + person_.id.write() + "/family"; }

        std::string href_of(Thing const& drawn_from)
        {
            auto const at = hrefs_.find(drawn_from);
            if (at != hrefs_.end())
                return at->second;
            auto const href = drawn_from == thing(person_.id)
                ? ""
                : room_.links.seen.show(visit_, drawn_from).href;
            return hrefs_.emplace(drawn_from, href).first->second;
        }

        std::string who_works(links::Involvement const& one)
        {
            if (!one.practitioner.none())
                return room_.name_of(visit_.reading(), one.practitioner);
            auto const at = teams_.find(one.team);
            if (at != teams_.end())
                return at->second;
            auto const team = directory::find_team(visit_.reading(), one.team);
            return teams_.emplace(one.team, team ? team->name : "A team").first->second;
        }

        People const& room_;
        Visit const& visit_;
        Person const& person_;
        Instant known_at_;
        std::vector<Entry> entries_;
        std::vector<RecordJoin> joins_;
        std::map<Thing, std::string> hrefs_;
        std::map<TeamId, std::string> teams_;
    };
} // namespace

std::vector<Entry> own_entries(
    People const& room, Visit const& visit, Person const& person, Instant known_at)
{
    return Gathering(room, visit, person, known_at).all();
}

} // namespace kith::people
