// SPDX-License-Identifier: MIT
// Somebody is reported missing; the report is put right, or was recorded in error.
#include "base/london.h"
#include "missing/acts_inside.h"
#include "missing/interview_store.h"
#include "missing/repeats.h"
#include "missing/returns.h"
#include <algorithm>

namespace kith::missing {
namespace {
    // What ended because of an episode that was never one is owed again; where the episode's own
    // had ended for the next, that one speaks of it still.
    void reopen_covered(Change& change, Episode const& gone, std::string const& reason)
    {
        auto const own = line_of(change.writing(), gone.id);
        for (auto one : interviews_of(change.writing(), gone.person)) {
            if (one.covered_by != gone.id)
                continue;
            one.covered_by = own ? own->covered_by : EpisodeId();
            if (one.covered_by.none()) {
                one.state = InterviewState::open;
                one.outcome.clear();
                one.because.clear();
                one.ended_at.reset();
            }
            follow_interview(
                change, one, "The next time they were missing was recorded in error: " + reason);
        }
    }

    std::string low_because_in(Episode const& one)
    {
        auto const said
            = forms::Answers::from_json("missing/report", one.form_version, one.answers);
        return said ? said->text("low_because") : std::string();
    }

    // The grade that stands, where it is low.
    std::optional<Grade> low_grade(Change& change, EpisodeId id)
    {
        auto const grades = grades_of(change.writing(), id);
        if (grades.empty()
            || (grades.front().grade != "LOW" && grades.front().grade != "NO_APPARENT"))
            return std::nullopt;
        return grades.front();
    }

    // Suspected from now on: a risk that stands as low needs its reason, as any grade does.
    Done check_low_now(Change& change, Episode const& stands, Episode const& wanted)
    {
        auto const low = low_grade(change, stands.id);
        if (!stands.exploitation_suspected && wanted.exploitation_suspected && low
            && is_blank(low->low_because) && is_blank(low_because_in(wanted)))
            return invalid("The risk is graded low: say why it is low all the same, or grade it "
                           "again first",
                "low_because");
        return done();
    }

    // Why it is low all the same, said as the report is put right, stands with the grade: that one
    // once more, with its reason. What was kept of it before stays.
    Done keep_low_reason(Change& change, Episode const& stands, Episode const& saved)
    {
        auto low = low_grade(change, saved.id);
        auto const because = low_because_in(saved);
        if (!low || is_blank(because) || because == low->low_because
            || because == low_because_in(stands))
            return done();
        low->low_because = because;
        TRY(add_grade(change, saved, *low));
        return done();
    }

    // They were back before anybody reported it.
    Done report_return(Missing const& room, Change& change, Episode const& made)
    {
        auto const facts = TRY(facts_of(change, made));
        TRY(change.record("return", facts, "They were back already"));
        begin_interview(room, change, made);
        tell_event(room, change, made, "returned", *made.returned_at,
            "They came back, after " + length_in_words(*made.returned_at - made.started_at));
        // The first time after this one whose interview is still to come.
        auto const all = all_of(change.writing(), made.person); // the latest first
        auto const speaks_of_both = [&](Episode const& later) {
            auto const owed = line_of(change.writing(), later.id);
            return later.started_at >= *made.returned_at && later.id != made.id
                && (owed ? owed->is_open() : later.still_missing());
        };
        auto const next = std::find_if(all.rbegin(), all.rend(), speaks_of_both);
        if (next != all.rend())
            end_open_offers(change, *next);
        return done();
    }
} // namespace

Result<Episode> report(Missing const& room, Change& change, Report const& wanted)
{
    auto const person = TRY(people::find_facts(change, wanted.episode.person));
    if (!static_cast<Visit const&>(change).sees(person))
        return not_found();
    auto const episode = TRY(checked(wanted.episode, change.now()));
    TRY(check_born_before(change.writing(), episode));
    TRY(check_apart(episode, others_of(change, episode)));
    if (wanted.grade)
        TRY(check_grade(
            *wanted.grade, episode, is_exploited(room, change.writing(), episode), change.now()));
    for (auto const& party : wanted.parties)
        if (auto const right = check_party(room, change, party); !right)
            return invalid(right.error().words.key, party.duty); // its field beside the form
    auto parties = wanted.parties;
    if (parties.empty() && change.visitor().teams.empty())
        return invalid("Choose the police team and the authority that share it", "police");
    if (!change.visitor().teams.empty())
        parties.push_back({{}, {}, change.visitor().teams.front(), "reporter"});
    auto const made = TRY(add(change, episode, parties));
    if (wanted.grade)
        TRY(add_grade(change, made, *wanted.grade));
    end_open_offers(change, made);
    tell_event(room, change, made, "went_missing", made.started_at,
        made.away() ? "They were away from where they should be" : "They went missing");
    if (made.returned_at)
        TRY(report_return(room, change, made));
    for (auto const& went : room.went)
        TRY(went(change, made));
    TRY(propose_meeting(room, change, made));
    return made;
}

Result<Episode> correct(
    Missing const& room, Change& change, Episode const& wanted, std::string const& reason)
{
    TRY(check_reason(reason));
    auto const stands = TRY(find(change, wanted.id));
    auto one = wanted;
    one.person = stands.person;
    auto const episode = TRY(checked(one, change.now()));
    TRY(check_born_before(change.writing(), episode));
    TRY(check_apart(episode, others_of(change, episode)));
    TRY(check_low_now(change, stands, episode));
    auto const saved = TRY(save(change, episode, "change", reason));
    TRY(keep_low_reason(change, stands, saved));
    if (saved.returned_at)
        move_interview(room, change, saved);
    TRY(end_meetings_without_reason(
        room, change, saved.person, "The report was put right: " + reason));
    TRY(propose_meeting(room, change, saved));
    return saved;
}

Done withdraw(Missing const& room, Change& change, EpisodeId id, std::int64_t version,
    std::string const& reason)
{
    TRY(check_reason(reason));
    auto one = TRY(find(change, id));
    one.version = version;
    one.withdrawn = true;
    auto const why = "An episode was recorded in error: " + reason;
    TRY(end_meeting(room, change, id, why));
    TRY(save(change, one, "change", reason));
    reopen_covered(change, one, reason);
    TRY(end_meetings_without_reason(room, change, one.person, why));
    if (auto stands = line_of(change.writing(), id)) {
        stands->state = InterviewState::withdrawn;
        follow_interview(change, *stands, reason);
    }
    room.links.store.part_told(change, thing(id), thing(one.person), reason);
    return done();
}

} // namespace kith::missing
