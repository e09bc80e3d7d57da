// SPDX-License-Identifier: MIT
#pragma once

// For tests that need a case to be screened or assessed: whole answers to the forms, and the acts.

#include "cases/assessment_acts.h"
#include "cases/cases_world_test.h"

namespace kith::cases {

inline constexpr char const* answered_screening = R"({
    "signs_words": "Her school called",
    "signs": [
        {"sign": "MIS_LATE", "what": "Home after eleven, four times", "noticed": "2026-02", "source": "record", "explains_else": "Football ends at nine"},
        {"sign": "HLT_SEXUAL", "what": "Seen at the clinic", "noticed": "2026-02-10", "source": "told_by_other", "explains_else": "A partner of her age"}],
    "strengths": ["TRUSTED", "SAFE_PLACE"], "strengths_words": "She talks to Ms Sesay every day",
    "own_words_obtained": "yes", "own_words": "they aint my mates no more",
    "explains_else": "Exams", "judgement": "Somebody older is using her friendships",
    "outcome": "goes_on", "outcome_because": "Three people told of the same man"})";
inline constexpr char const* answered_screening_of_context = R"({
    "weighs": "yes", "weighs_because": "Each account begins there", "how_many": "about 6", "harms": ["CSE"],
    "strengths_words": "The evening manager knows them by name",
    "own_words_obtained": "yes", "own_words": "it's warm innit", "explains_else": "It is the only place that is open",
    "judgement": "Nobody is responsible for the back room after eight",
    "outcome": "goes_on", "outcome_because": "It weighs above home"})";
inline constexpr char const* answered_neighbourhood = R"({
    "guardians": "The evening manager", "guardians_missing": "After eight, in the back room",
    "environment": "The back room cannot be seen into", "rules": "No licence condition on the back room",
    "conditions_more": "The owner would open it up", "strengths_words": "They walk each other home",
    "needs": "Somewhere warm until nine", "own_words_obtained": "no", "own_words_not": "The survey is on Tuesday",
    "methods": ["observation"], "methods_words": "Twice, two adults", "explains_else": "School holidays",
    "judgement": "The conditions make it easy", "wanted": "A place where an adult is always in sight"})";
inline constexpr char const* answered_exploitation = R"({
    "what_happened": "A man in his twenties buys her food and asks for photographs",
    "contexts": [{"kind": "neighbourhood", "harms": "The back room", "protects": "The evening manager"}],
    "strengths": ["TRUSTED"], "strengths_words": "She asked for help herself",
    "own_words_obtained": "yes", "own_words": "i just want it to stop", "wanted": "to go football again",
    "parents_obtained": "yes", "parents_view": "I will walk her there", "explains_else": "Nothing else fits",
    "judgement": "She is being groomed"})";

inline Assessment completed(
    CasesWorld& world, CaseId of, std::string_view kind, char const* answers)
{
    auto const pass = world.world.as(world.worker);
    return pass->visit()
        .change([&](Change& change) -> Result<Assessment> {
            auto const begun = TRY(start_assessment(world.room, change, of, kind));
            auto const given = TRY(forms::Answers::from_json(
                form_of(*assessment_kind(kind)), begun.form_version, answers));
            return complete_assessment(world.room, change, {begun.id, begun.version, given, ""});
        })
        .value();
}
// What lets a case move on from screening, and from assessment.
inline Assessment screened(CasesWorld& world, Case const& one)
{
    return one.of_context()
        ? completed(world, one.id, "screening_context", answered_screening_of_context)
        : completed(world, one.id, "screening", answered_screening);
}
inline Assessment assessed(CasesWorld& world, Case const& one)
{
    return one.of_context() ? completed(world, one.id, "neighbourhood", answered_neighbourhood)
                            : completed(world, one.id, "exploitation", answered_exploitation);
}

} // namespace kith::cases
