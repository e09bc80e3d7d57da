// SPDX-License-Identifier: MIT
#include "disruption/effect_acts.h"
#include "base/london.h"

namespace kith::disruption {
namespace {
    Done must_say(std::string const& text, char const* field, char const* missing)
    {
        if (says_nothing(text))
            return invalid(missing, field);
        if (text.size() > longest_step_text)
            return invalid("Say it in fewer words", field);
        return done();
    }

    Result<Step> step_to_change(Visit const& visit, StepId id)
    {
        auto step = TRY(find(visit, id));
        auto const facts = TRY(facts_of(visit, step));
        TRY(visit.may("change", facts));
        return step;
    }
} // namespace

bool is_asked_about_children(Visit const& visit, Step const& step)
{
    auto const facts = answer_facts_of(visit, step);
    return facts && visit.permits("answer", *facts);
}

Result<EffectReviewId> record_review(
    Change& change, StepId id, ReviewTyped const& typed, std::string const& counts)
{
    auto step = TRY(step_to_change(change, id));
    auto const today = london::day_of(change.now());
    EffectReview review;
    auto const conclusion = read_conclusion(typed.conclusion);
    if (!conclusion)
        return invalid("Choose what it did", "conclusion");
    review.conclusion = *conclusion;
    TRY(must_say(typed.words, "words", "Say what was seen, and what moved elsewhere"));
    if (typed.children)
        TRY(must_say(
            *typed.children, "children", "Say what it did to children, or that none was touched"));
    if (typed.next_on && *typed.next_on <= today)
        return invalid("Name a day to come, or leave it empty", "next");
    review.on = today;
    review.counts = counts;
    review.words = typed.words;
    review.children = typed.children;
    review.next_on = typed.next_on;
    auto const made = TRY(add_review(change, step, review));
    if (step.review_on != typed.next_on) {
        step.review_on = typed.next_on;
        TRY(save(change, step, "change", "Its effect was looked at"));
    }
    return made;
}

Done withdraw_review(Change& change, StepId id, EffectReviewId review, std::string const& because)
{
    auto const step = TRY(step_to_change(change, id));
    TRY(must_say(because, "taken_back", "Say why it is taken back"));
    return take_review_back(change, step, review, because);
}

} // namespace kith::disruption
