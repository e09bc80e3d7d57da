// SPDX-License-Identifier: MIT
// They are back, or were not after all; and what follows for the return interview.
#include "base/london.h"
#include "missing/acts_inside.h"
#include "missing/interview_store.h"
#include "missing/repeats.h"
#include <fmt/core.h>

namespace kith::missing {
namespace {
    constexpr int years_of_a_child = 18;
} // namespace

bool may_be_a_child(db::Connection& connection, PersonId person, Date on)
{
    auto const birth = people::birth_of(connection, person);
    if (!birth)
        return true;
    auto const latest = birth->last();
    auto const grown = actions::months_after(latest, 12 * years_of_a_child);
    return on < grown;
}

void begin_interview(Missing const& room, Change& change, Episode const& back)
{
    auto const child
        = may_be_a_child(change.writing(), back.person, london::day_of(*back.returned_at));
    auto const& rule = room.clocks.rule(return_interview_rule);
    ReturnInterview one;
    one.episode = back.id;
    one.person = back.person;
    one.team = team_for_interview(parties_of(change.writing(), back.id));
    one.rule = child ? rule.id : "";
    one.returned_at = *back.returned_at;
    one.due_at = actions::due(rule, *back.returned_at, room.facts.working_days());
    start_interview(change, one);
}

// The return moved: so does what is due, where it is still owed.
void move_interview(Missing const& room, Change& change, Episode const& back)
{
    auto stands = line_of(change.writing(), back.id);
    if (!stands || stands->returned_at == *back.returned_at)
        return;
    stands->returned_at = *back.returned_at;
    stands->due_at = actions::due(
        room.clocks.rule(return_interview_rule), *back.returned_at, room.facts.working_days());
    if (stands->state == InterviewState::completed && stands->ended_at)
        stands->outcome = outcome_when_held(*stands, *stands->ended_at);
    follow_interview(change, *stands, "When they came back was put right");
}

void end_open_offers(Change& change, Episode const& begun)
{
    for (auto const& stands : interviews_of(change.writing(), begun.person)) {
        if (!stands.is_open() || stands.episode == begun.id
            || stands.returned_at > begun.started_at)
            continue;
        auto ended = stands;
        ended.state = InterviewState::not_possible;
        ended.outcome = "missing_again";
        ended.because = "They went missing again before it was held: the next one speaks of "
                        "this time too";
        ended.ended_at = begun.started_at;
        ended.covered_by = begun.id;
        follow_interview(change, ended, ended.because);
    }
}

Result<Episode> record_return(Missing const& room, Change& change, Episode const& wanted)
{
    auto const stands = TRY(find(change, wanted.id));
    if (stands.returned_at)
        return error(Code::conflict,
            fmt::format("Somebody recorded already that they came back on {}",
                london::in_words(*stands.returned_at)));
    auto one = stands;
    one.version = wanted.version;
    one.returned_at = wanted.returned_at;
    one.found_by = wanted.found_by;
    one.found_place = wanted.found_place;
    one.return_version = wanted.return_version;
    one.return_answers = wanted.return_answers;
    if (!one.returned_at)
        return invalid("Enter when they came back", "returned_at");
    auto const episode = TRY(checked(one, change.now()));
    TRY(check_apart(episode, others_of(change, episode)));
    auto const saved = TRY(save(change, episode, "return", "They are back"));
    begin_interview(room, change, saved);
    tell_event(room, change, saved, "returned", *saved.returned_at,
        "They came back, after " + length_in_words(*saved.returned_at - saved.started_at));
    TRY(end_meetings_without_reason(
        room, change, saved.person, "When they came back is recorded: no reason stands any more"));
    TRY(propose_meeting(room, change, saved));
    return saved;
}

Result<Episode> take_return_back(Missing const& room, Change& change, EpisodeId id,
    std::int64_t version, std::string const& reason)
{
    TRY(check_reason(reason));
    auto one = TRY(find(change, id));
    if (!one.returned_at)
        return error(Code::conflict, "Nobody recorded that they came back");
    TRY(check_not_closed(one));
    auto const interview = line_of(change.writing(), id);
    if (interview && interview->state == InterviewState::completed)
        return error(
            Code::conflict, "A return interview was held: correct when they came back instead");
    one.version = version;
    one.returned_at.reset();
    one.found_by.clear();
    one.found_place.clear();
    one.return_version = 0;
    one.return_answers.clear();
    TRY(check_apart(one, others_of(change, one)));
    auto const saved = TRY(save(change, one, "return", reason));
    if (interview) {
        auto gone = *interview;
        gone.state = InterviewState::withdrawn;
        follow_interview(change, gone, reason);
    }
    tell_event(room, change, saved, "went_missing", change.now(),
        "They are missing still: the return was recorded in error");
    return saved;
}

} // namespace kith::missing
