// SPDX-License-Identifier: MIT
#include "missing/import_list.h"
#include "base/london.h"
#include "missing/views.h"
#include <algorithm>
#include <fmt/core.h>
#include <unordered_map>

namespace kith::missing {
namespace {
    using imports::Fate;
    using imports::StagedRow;

    constexpr imports::Words words_of_missing = {
        .what = "missing",
        .path = "/missing/import",
        .section = "/missing",
        .back_to = "/missing",
        .back = "Back to who is missing now",
        .title = "Missing episodes trackers",
        .intro = "Bring in the tracker of missing episodes that your agency kept until now: one "
                 "row for each time somebody was missing or away.",
        .team = "The team that shares them",
        .team_hint = "It answers for the children of the list, or for where they live",
        .map_hint = "One a line, such as left=DATE_MISSING. Common names are known, also those of "
                    "a file of people.",
        .made = "New episodes",
        .works = "Shares the episodes",
        .works_without = "Nobody",
        .who = "Who, and when",
        .is_new = "Somebody else: a new record",
        .same = "The same?",
        .like_row = "is about the same person",
        .unchanged = "On record already",
        .undo = "Episodes that nobody has worked on since are withdrawn, with whom the list "
                "brought. All else stays, and is listed.",
        .why_looked = "Bringing in a tracker of the agency: is there a record already?",
    };

    struct WhoOfRow {
        std::optional<PersonId> surely = {};
        std::vector<imports::Candidate> candidates = {};
    };
    // Rule 1.
    WhoOfRow who_of(
        Missing const& room, Visit const& visit, Import const& import, ListedEpisode const& listed)
    {
        if (!listed.reference.empty()) {
            auto const reference = Reference::read(listed.reference).value();
            return {people::record_of_reference(visit, import.agency, reference), {}};
        }
        auto found = people::find_in_list(room.people, visit, import.agency, *listed.person,
            imports::owner_of(visit.reading(), import.agency));
        if (found.surely)
            return {found.surely, {}};
        return {{}, std::move(found.candidates)};
    }

    void is_about(Visit const& visit, ListedEpisode const& listed, PersonId person, StagedRow& row)
    {
        row.beside = thing(person);
        row.fate = Fate::fresh;
        if (auto const same = same_episode(visit.reading(), person, listed)) {
            row.fate = Fate::unchanged;
            row.thing = thing(same->id);
            if (listed.interview)
                row.remarks.emplace_back("It is on record already: what this row says of the "
                                         "interview is not brought in");
        }
    }

    void add_remarks_of(ListedEpisode const& listed, StagedRow& row)
    {
        if (row.fate == Fate::unchanged)
            return;
        row.remarks.insert(row.remarks.end(), listed.remarks.begin(), listed.remarks.end());
        if (listed.start_day_only || listed.return_day_only)
            row.remarks.emplace_back("A day is given and no time: it is kept as noon, and the log "
                                     "of the episode says so");
    }
} // namespace

imports::Words const& MissingList::words() const { return words_of_missing; }

imports::Fields MissingList::fields() const { return list_fields(); }

MissingListSays says_of(Missing const& room, Visit const& visit, Import const& import)
{
    return {room.facts, import.settings, imports::owner_of(visit.reading(), import.agency),
        visit.now()};
}

std::optional<Episode> same_episode(
    db::Connection& connection, PersonId person, ListedEpisode const& listed)
{
    // To the minute, where both say a time: somebody may go twice on one day.
    auto const same = [](std::optional<Instant> on_record, std::optional<Instant> said,
                          bool day_only) {
        if (!on_record || !said)
            return !on_record && !said;
        auto const day = london::day_of(*said);
        if (london::day_of(*on_record) != day)
            return false;
        auto const noon = london::moment(day, london::TimeOfDay{12, 0}); // of a day alone
        auto const minute = [](Instant at) { return at.microseconds() / 60'000'000; };
        return day_only || (noon && *on_record == *noon) || minute(*on_record) == minute(*said);
    };
    auto const& said = listed.episode;
    for (auto const& one : all_of(connection, person))
        if (one.kind == said.kind && same(one.started_at, said.started_at, listed.start_day_only)
            && same(one.returned_at, said.returned_at, listed.return_day_only))
            return one;
    return std::nullopt;
}

std::vector<imports::Choice> MissingList::choices(Visit const& visit, AgencyId /*agency*/) const
{
    auto const today = london::day_of(visit.now());
    imports::Choice kind{"kind", "Missing or away, where a row does not say",
        "Left open, such rows are of somebody missing"};
    for (auto const& one : room_.facts.codes("missing_kind", today))
        kind.items.emplace_back(one.code, one.label);
    imports::Choice from{"absent_from", "From where, where a row does not say",
        "Only children of a placement are in the yearly return"};
    for (auto const& one : room_.facts.codes("absent_from", today))
        from.items.emplace_back(one.code, one.label);
    imports::Choice duty{"duty", "What the team answers for",
        "Left open: it is of the authority that answers for the children"};
    for (auto const& one : room_.facts.codes("missing_duty", today))
        if (one.code == "responsible" || one.code == "host")
            duty.items.emplace_back(one.code, one.label);
    return {std::move(kind), std::move(from), std::move(duty)};
}

Result<imports::File> MissingList::read(
    Visit const& visit, Import const& head, std::string text, imports::Mapping const& asked) const
{
    auto const says = says_of(room_, visit, head);
    std::unordered_map<std::string, std::size_t> rows;
    return imports::read_file(
        list_fields(), std::move(text),
        [&](std::span<std::string const> header) { return lay_out_missing(header, asked); },
        [&](imports::Row const& row) -> Done {
            auto const listed = TRY(episode_in(says, row));
            if (!listed.reference.empty() && !who_of(room_, visit, head, listed).surely)
                return invalid("no record of that reference is one you may work on", "reference");
            auto const start = listed.episode.started_at.write();
            auto const [at, fresh] = rows.emplace(listed.key() + start, row.number);
            if (!fresh)
                return invalid(
                    fmt::format("it is the same time away as row {}: leave one of them, or "
                                "give the times of both",
                        at->second),
                    "left");
            return done();
        });
}

std::vector<StagedRow> MissingList::plan(Visit const& visit, Import const& head,
    std::vector<imports::Row> const& rows, imports::Progress const& progress) const
{
    auto const says = says_of(room_, visit, head);
    std::unordered_map<std::string, std::size_t> first_of;
    return imports::plan_rows(rows, progress, [&](StagedRow& staged) {
        auto const listed = episode_in(says, staged.row).value(); // it was read before
        auto found = who_of(room_, visit, head, listed);
        auto const [first, is_first] = first_of.emplace(listed.key(), staged.row.number);
        staged.fate = Fate::fresh;
        if (found.surely)
            is_about(visit, listed, *found.surely, staged);
        else if (!is_first)
            staged.remarks.push_back(fmt::format(
                "The same person as in row {}: what is said of that row counts here too",
                first->second));
        else {
            staged.candidates = std::move(found.candidates);
            staged.fate = staged.candidates.empty() ? Fate::fresh : Fate::perhaps_known;
        }
        add_remarks_of(listed, staged);
    });
}

void MissingList::settle(Visit const& visit, Import const& import, StagedRow& row) const
{
    row.begin_again();
    auto const listed = episode_in(says_of(room_, visit, import), row.row);
    if (!listed)
        return;
    for (auto const& one : row.candidates)
        if (imports::written(one.thing) == row.settled)
            is_about(visit, *listed, PersonId(one.thing.id), row);
    add_remarks_of(*listed, row);
}

std::string MissingList::said(
    Visit const& visit, Import const& import, imports::Row const& row) const
{
    auto const listed = episode_in(says_of(room_, visit, import), row);
    if (!listed)
        return {};
    auto text = listed->name(london::day_of(visit.now()));
    if (text.empty())
        text = listed->reference;
    if (listed->person && listed->person->birth)
        text += ", " + listed->person->birth->in_words();
    auto const moment = [](Instant at, bool day_only) {
        return day_only ? london::day_of(at).in_words() : london::in_words(at);
    };
    text += (listed->episode.away() ? ", away from " : ", missing from ")
        + moment(listed->episode.started_at, listed->start_day_only);
    if (listed->episode.returned_at)
        text += " to " + moment(*listed->episode.returned_at, listed->return_day_only);
    else
        text += ", and not back";
    if (listed->interview)
        text += ", interview: " + label_of(room_, "interview_outcome", listed->interview->outcome);
    return text;
}

std::optional<std::string> MissingList::reference(Visit const& visit, Thing const& thing) const
{
    if (thing.kind == "person")
        return people::reference_of_own(visit, PersonId(thing.id));
    auto const one = episode_for_list(visit.reading(), EpisodeId(thing.id));
    if (!one)
        return std::nullopt;
    auto const facts = facts_for_list(visit, one->owner_agency, *one);
    if (!knows(visit, one->id) && !(facts && visit.permits("bring in", *facts)))
        return std::nullopt;
    return one->reference.write();
}

html::Value MissingList::link(Visit const& visit, Thing const& thing) const
{
    if (thing.kind == "person")
        return room_.people.list->link(visit, thing);
    if (auto const one = find(visit, EpisodeId(thing.id)))
        return html::Value::object(
            {{"href", address_of(one->id)}, {"text", "Episode " + one->reference.write()}});
    return html::Value::object({{"text", reference(visit, thing).value_or("An episode")}});
}

bool MissingList::may_open(Visit const& visit, Thing const& thing) const
{
    return thing.kind == "person" ? people::knows(visit, PersonId(thing.id))
                                  : knows(visit, EpisodeId(thing.id));
}

} // namespace kith::missing
