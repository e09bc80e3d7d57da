// SPDX-License-Identifier: MIT
#include "missing/interview_acts.h"
#include "base/london.h"
#include "missing/acts.h"
#include <fmt/core.h>

namespace kith::missing {
namespace {
    constexpr char const* ended_already
        = "Somebody ended this meanwhile: look at what stands now. It can be opened again";

    std::string why_not(Ending const& ending)
    {
        std::string text = ending.because;
        if (!is_blank(ending.who_declined))
            text += "\nWho said no: " + ending.who_declined;
        if (!is_blank(ending.tried))
            text += "\nWhat else was tried: " + ending.tried;
        return text;
    }

    void tell_held(Missing const& room, Change& change, ReturnInterview const& one)
    {
        links::Event event;
        event.kind = "return_interview";
        event.at = one.ended_at;
        event.said = "A return interview was held";
        event.source = "Return interview";
        event.drawn_from = thing(one.id);
        room.links.store.tell(change, event, {{thing(one.person), "worry_about"}});
    }
} // namespace

Done offer(Missing const& room, Change& change, EpisodeId episode, Offer const& made)
{
    auto const one = TRY(find_interview(change, episode));
    if (!one.is_open())
        return error(Code::conflict, ended_already);
    TRY(check_offer(one, made, change.now()));
    auto kept = made;
    if (is_blank(kept.offered_by))
        kept.offered_by = room.name_of(change.writing(), change.visitor().account);
    return add_offer(change, one, kept);
}

Result<ReturnInterview> keep_wishes(
    Missing const&, Change& change, EpisodeId episode, Wishes const& wishes)
{
    auto one = TRY(find_interview(change, episode));
    if (!one.is_open())
        return error(Code::conflict, ended_already);
    auto const today = london::day_of(change.now());
    if (wishes.hold_until && *wishes.hold_until < today)
        return invalid("The offer stays open until a day that is still to come", "hold_until");
    if (wishes.hold_until && *wishes.hold_until != one.hold_until && is_blank(wishes.hold_because))
        return invalid("Say why the offer stays open longer", "hold_because");
    one.preferred_person = wishes.preferred_person;
    one.preferred_place = wishes.preferred_place;
    one.preferred_method = wishes.preferred_method;
    one.interviewer_words = wishes.interviewer;
    one.hold_until = wishes.hold_until;
    one.version = wishes.version;
    return save_interview(change, one, "offer",
        is_blank(wishes.hold_because) ? std::string("How they want it") : wishes.hold_because);
}

std::optional<Instant> went_again(db::Connection& connection, ReturnInterview const& one)
{
    if (one.state != InterviewState::not_possible || one.outcome != "missing_again")
        return std::nullopt;
    for (auto const& next : all_of(connection, one.person))
        if (next.id == one.covered_by)
            return next.started_at;
    return std::nullopt;
}

Result<ReturnInterview> hold(
    Missing const& room, Change& change, EpisodeId episode, Held const& held)
{
    auto one = TRY(find_interview(change, episode));
    auto const correcting = one.state == InterviewState::completed;
    auto const again = went_again(change.writing(), one);
    if (!one.is_open() && !correcting && !again)
        return error(Code::conflict, ended_already);
    if (again && held.held_at > *again)
        return invalid("They were missing again from " + london::in_words(*again)
                + ": what was said after that is the next interview",
            "held_at");
    if (correcting && is_blank(held.reason))
        return invalid("Say why the interview is put right", "reason");
    TRY(check_held(one, held.held_at, change.now()));
    one.state = InterviewState::completed;
    one.ended_at = held.held_at;
    one.outcome = outcome_when_held(one, held.held_at);
    one.because.clear();
    one.covered_by = {};
    one.interviewer_words = held.interviewer;
    if (!correcting)
        one.interviewer = change.visitor().account;
    one.tell_home = held.tell_home;
    one.form_version = held.form_version;
    one.answers = held.answers;
    one.version = held.version;
    auto const saved = TRY(
        save_interview(change, one, "hold", correcting ? held.reason : "The interview was held"));
    if (!correcting)
        tell_held(room, change, saved);
    return saved;
}

Result<ReturnInterview> end_without(
    Missing const&, Change& change, EpisodeId episode, Ending const& ending)
{
    auto one = TRY(find_interview(change, episode));
    if (!one.is_open())
        return error(Code::conflict, ended_already);
    if (is_blank(ending.because))
        return invalid("Say why", "because");
    if (ending.outcome == "declined") {
        if (is_blank(ending.who_declined))
            return invalid("Say who said no", "who_declined");
        if (offers_of(change.writing(), one.id).empty())
            return invalid("Nobody can say no to what was not offered: record the offer first, "
                           "with when and how",
                "outcome");
    }
    if (ending.outcome == "not_offered" && !offers_of(change.writing(), one.id).empty())
        return invalid(
            "It was offered: the offers stand below. Choose what came of them", "outcome");
    if (ending.outcome != "not_offered" && is_blank(ending.tried))
        return invalid("Say what else was tried", "tried");
    one.state = state_for(ending.outcome);
    one.outcome = ending.outcome;
    one.because = why_not(ending);
    one.ended_at = change.now();
    one.version = ending.version;
    return save_interview(change, one, "decide", one.because);
}

Result<ReturnInterview> open_interview_again(Missing const&, Change& change, EpisodeId episode,
    std::int64_t version, std::string const& reason)
{
    auto one = TRY(find_interview(change, episode));
    if (one.is_open())
        return error(Code::conflict, "It is open already");
    if (one.state == InterviewState::completed)
        return error(Code::conflict, "It was held: put it right instead");
    if (!one.covered_by.none())
        return error(Code::conflict, "The next interview speaks of this time too");
    auto const of = TRY(find(change, episode));
    TRY(check_not_closed(of));
    if (is_blank(reason))
        return invalid("Say why it is opened again", "reason");
    one.state = InterviewState::open;
    one.outcome.clear();
    one.because.clear();
    one.ended_at.reset();
    one.version = version;
    return save_interview(change, one, "decide", reason);
}

std::vector<EpisodeId> covers(db::Connection& connection, ReturnInterview const& one)
{
    std::vector<EpisodeId> all;
    // An offer that ended for this episode may itself have spoken of one before.
    auto const everyone = interviews_of(connection, one.person);
    std::vector<EpisodeId> asked{one.episode};
    for (std::size_t at = 0; at < asked.size(); ++at)
        for (auto const& other : everyone)
            if (other.covered_by == asked[at] && other.episode != one.episode) {
                all.push_back(other.episode);
                asked.push_back(other.episode);
            }
    return all;
}

} // namespace kith::missing
