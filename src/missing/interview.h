// SPDX-License-Identifier: MIT
#pragma once

// The return interview: an independent talk with a child who was missing or away.
//
// 1. It is offered after every episode, and held within 72 hours of the return. The hours are
//    elapsed ones: they run through nights, weekends and the change of the clocks (Department for
//    Education, statutory guidance on children who run away or go missing, 2014; clock
//    `return_interview`).
// 2. Whoever holds it is independent of the child's care; else it says why.
// 3. Every offer is kept: when, how, by whom and what came of it.
// 4. A child may say no: then it says who said so and what else was tried. A decision not to offer
//    one is a record with its reason.
// 5. If the child goes missing again first, the offer ends as not possible, and the next interview
//    covers that episode too.
// 6. An adult is owed none by law: a talk is offered, nobody is late.
//
// Shapes   plain values; ids only.
// Errors   rules answer `invalid` with the field of the form that is wrong.

#include "base/result.h"
#include "missing/episode.h"
#include <string>
#include <string_view>
#include <vector>

namespace kith::missing {

inline constexpr char const* return_interview_rule = "return_interview";

enum class InterviewState { open, completed, declined, not_possible, not_offered, withdrawn };

struct ReturnInterview {
    ReturnInterviewId id = {};
    EpisodeId episode = {};
    PersonId person = {};
    TeamId team = {};      // who sees to it
    std::string rule = {}; // of the clock; "" where law asks for none
    Instant returned_at = {};
    Instant due_at = {};
    InterviewState state = InterviewState::open;
    std::string outcome = {};             // data/code_lists/interview_outcome.csv, once it ended
    std::string because = {};             // why none was held, with what was tried
    std::optional<Instant> ended_at = {}; // held, or given up
    AccountId interviewer = {};           // who recorded what was said
    std::string interviewer_words = {};   // who holds it, in words
    std::string preferred_person = {};
    std::string preferred_place = {};
    std::string preferred_method = {};
    std::optional<Date> hold_until = {}; // the offer stays open for a child who needs time
    EpisodeId covered_by = {};  // rule 5: the episode whose interview speaks of this one too
    std::string tell_home = {}; // "yes", "part", "no": decided with the child
    int form_version = 0;       // of missing/interview
    std::string answers = {};   // JSON; "" until it was held
    std::int64_t version = 0;
    AgencyId owner_agency = {};
    Instant recorded_at = {};

    [[nodiscard]] bool is_open() const { return state == InterviewState::open; }
    [[nodiscard]] bool of_law() const { return !rule.empty(); }
    [[nodiscard]] bool late(Instant now) const { return of_law() && is_open() && due_at < now; }
};

struct Offer {
    Uuid id = {};
    ReturnInterviewId of = {};
    Instant at = {};
    std::string method = {}; // data/code_lists/interview_method.csv
    std::string offered_by = {};
    std::string result = {}; // data/code_lists/offer_result.csv
    std::string said = {};
    AccountId recorded_by = {};
    Instant recorded_at = {};
};

// Rule 1: exactly 72 hours after the return, or as the clock says.
[[nodiscard]] std::string outcome_when_held(ReturnInterview const& one, Instant held_at);
[[nodiscard]] Done check_held(ReturnInterview const& one, Instant held_at, Instant now);
[[nodiscard]] Done check_offer(ReturnInterview const& one, Offer const& offer, Instant now);
[[nodiscard]] InterviewState state_for(std::string_view outcome);

[[nodiscard]] std::string_view name_of(InterviewState state); // "not possible"
[[nodiscard]] InterviewState read_interview_state(std::string_view word);

} // namespace kith::missing
