// SPDX-License-Identifier: MIT
#pragma once

// What is done about what a return interview names, each act whole inside one Change.
//
// 1. Nothing is linked by itself. What the words name (named.h), and what this visit knows of it,
//    waits until somebody who holds the interview accepts it, saying what it is, or sets it aside
//    with a reason. Either is undone.
// 2. What is accepted is a link from the child, drawn from the interview: seen by whoever may read
//    that and no one else, so that what a child asked not to tell where they live is not told there
//    by a link. Its confidence is "as told by the child"; it expires after a year.
// 3. What has no record of its own becomes a named thing (links/named_things.h): the same number in
//    two interviews is one thing.
// 4. So many interviews within so many days that name one context (ContextRule): their team is
//    asked, once while that is open, to refer the context; the days are any that hold the day of
//    this interview. Interviews that whoever accepts may not read do not count, and neither a child
//    nor the context is named. Undone, so that fewer name it, what was asked is withdrawn.
//
// Errors   `not_found`, `invalid` with the field, `conflict` where somebody was first.

#include "missing/interview_acts.h"
#include "missing/named.h"
#include "missing/named_store.h"
#include <span>
#include <string_view>

namespace kith::missing {

inline constexpr char const* named_there = "named_in_interview"; // the role of what has no other
// In the words of what is asked, where whoever may know the context reads its name.
inline constexpr std::string_view named_place_unsaid = "the same place";

// All that the child is quoted with, in one text; "" until it was held.
[[nodiscard]] std::string words_of(Missing const& room, ReturnInterview const& one);

// Something that waits to be accepted or set aside.
struct Candidate {
    Named named = {};
    std::string key = {};
    Thing known = {};          // what this visit knows under that name, if anything
    InterviewNamedId row = {}; // where it was added by hand, or decided and undone
};
// Found in the words, by rule or because this visit knows their names: places and people that are
// on record, those around the child, who went with them. Then what was added by hand.
[[nodiscard]] std::vector<Candidate> candidates_of(
    Missing const& room, Visit const& visit, ReturnInterview const& one);
// Whom it may be: those around the child and who went with them, as far as this visit knows them.
[[nodiscard]] std::vector<Thing> people_around_child(
    Missing const& room, Visit const& visit, ReturnInterview const& one);
[[nodiscard]] std::span<char const* const> roles_for(std::string_view kind); // of what it becomes

[[nodiscard]] Done add_named(Missing const& room, Change& change, EpisodeId episode,
    std::string const& kind, std::string const& as_written);

struct NamedDecision {
    std::string kind = {};
    std::string as_written = {};
    std::string key = {};  // of the candidate
    Thing known = {};      // which record it is; nothing: not on record, keep it as named
    std::string role = {}; // empty: named in the interview
    std::string reason = {};
};
[[nodiscard]] Done accept_named(
    Missing const& room, Change& change, EpisodeId episode, NamedDecision const& decision);
[[nodiscard]] Done set_named_aside(
    Missing const& room, Change& change, EpisodeId episode, NamedDecision const& decision);
[[nodiscard]] Done take_named_back(
    Missing const& room, Change& change, EpisodeId episode, InterviewNamedId id);

// In how many other interviews that this visit may read the same thing is named.
[[nodiscard]] std::size_t also_named_in(
    Missing const& room, Visit const& visit, ReturnInterview const& one, Thing const& thing);

// What the form of a submission to the intelligence desk begins with: the thing, the sentence in
// which it was said, and who said it, kept apart.
[[nodiscard]] intelligence::Begun begun_with(Missing const& room, Visit const& visit,
    Episode const& episode, ReturnInterview const& one, std::string const& kind,
    std::string const& as_written);
// What the interview gives to the sealed source; nothing where this visit may not read it.
[[nodiscard]] std::optional<intelligence::Origin> origin_of_interview(
    Visit const& visit, ReturnInterviewId id);

} // namespace kith::missing
