// SPDX-License-Identifier: MIT
#include "cases/review_acts.h"
#include "base/london.h"
#include <algorithm>

namespace kith::cases {
namespace {
    void fill_findings(Cases const& room, Visit const& visit, Review& review)
    {
        auto const whole = plan_of(visit, review.of);
        if (!whole)
            return review.findings.clear();
        std::erase_if(review.findings, [&](Finding const& one) {
            return std::ranges::find(whole->goals, one.goal, &Goal::id) == whole->goals.end();
        });
        auto const measured = measurements_of(visit, review.of);
        for (auto& one : review.findings) {
            auto const& goal = *std::ranges::find(whole->goals, one.goal, &Goal::id);
            one.before = goal.baseline;
            if (goal.measured_by != "measure") {
                one.after_measurement = {};
                continue;
            }
            auto const at = std::ranges::find(measured, one.after_measurement, &Measurement::id);
            if (at != measured.end() && at->instrument == goal.instrument)
                one.after = counted_in(room, *at, goal.measure);
            else if (one.after_measurement.none())
                one.after.reset();
        }
    }

    std::vector<std::pair<std::string, std::string*>> texts_of_review(Review& review)
    {
        std::vector<std::pair<std::string, std::string*>> all = {{"who", &review.who},
            {"own_view", &review.own_view}, {"contexts_words", &review.contexts_words},
            {"life_words", &review.life_words}, {"displacement_words", &review.displacement_words},
            {"level_why", &review.level_why}};
        for (auto& one : review.findings)
            all.emplace_back("after-" + one.goal.write() + "-said", &one.said);
        return all;
    }

    void find_names(Cases const& room, Visit const& visit, Case const& one, Review review,
        std::vector<Error>& problems)
    {
        for (auto const& [field, text] : texts_of_review(review))
            if (auto const named = no_child_in(room, visit, one, {{field.c_str(), text}}); !named)
                problems.push_back(named.error());
    }

    Done link_displaced(Cases const& room, Change& change, Case const& one, Review const& review)
    {
        if (review.displacement != "found" || !one.of_context()
            || review.displaced_to.uuid() == one.subject.id)
            return done();
        links::Link link;
        link.from = one.subject;
        link.to = thing(review.displaced_to);
        link.role = "related_place";
        link.source = "Case " + one.reference.write() + ": the harm moved there";
        link.drawn_from = thing(one.id);
        TRY(room.links.store.save(change, link));
        return done();
    }

    Result<Review> complete_review(
        Cases const& room, Change& change, Case const& one, Review review)
    {
        LevelEntry level;
        level.level = review.level;
        level.rationale = review.level_why;
        level.evidence = "The review of " + review.on.in_words();
        level.on = review.on;
        level.next_review = next_review_of(room, review.level, review.on);
        if (level.next_review < london::day_of(change.now()))
            level.next_review = next_review_of(room, review.level, london::day_of(change.now()));
        review.next_review = level.next_review;
        review.completed_at = change.now();
        auto const judged = TRY(judge_level(room, change, one.id, one.version, level));
        auto saved = TRY(save_review(change, judged, review, "The review was completed"));
        start_review_clock(room, change, judged, *saved.next_review);
        TRY(link_displaced(room, change, judged, saved));
        tell_of_case(room, change, judged, "case_reviewed",
            "Case " + judged.reference.write() + ": the plan was reviewed");
        return saved;
    }
} // namespace

std::vector<Error> problems_of(
    Cases const& room, Visit const& visit, Case const& one, Review const& wanted, Reviewing how)
{
    auto review = wanted;
    review.of = one.id;
    fill_findings(room, visit, review);
    auto const today = london::day_of(visit.now());
    auto problems = problems_of(review, today);
    if (!review.displaced_to.none() && !room.links.seen.may_know(visit, thing(review.displaced_to)))
        problems.push_back(
            invalid("No context you may know of has this reference", "displaced_to"));
    find_names(room, visit, one, review, problems);
    if (how == Reviewing::draft)
        return problems;
    auto const whole = whole_plan(room, visit, one.id);
    if (!whole)
        problems.push_back(invalid("There is no plan to review yet", "who"));
    for (auto& missing :
        missing_to_complete(review, whole ? whole->goals : std::vector<Goal>(), one.of_context()))
        problems.push_back(std::move(missing));
    return problems;
}

Result<Review> keep_review(Cases const& room, Change& change, CaseId id, Review const& wanted,
    Reviewing how, std::string const& reason)
{
    auto const one = TRY(find(change, id));
    if (!one.is_open())
        return invalid("The case is closed: open it again first", "who");
    auto review = wanted;
    review.of = id;
    auto was_complete = false;
    if (review.version != 0) {
        auto const stands = TRY(find_review(change, id, review.id));
        was_complete = stands.complete();
        review.completed_at = stands.completed_at;
        review.next_review = stands.next_review;
    }
    auto const problems
        = problems_of(room, change, one, review, was_complete ? Reviewing::complete : how);
    if (!problems.empty())
        return problems.front();
    fill_findings(room, change, review);
    if (was_complete) {
        if (reason.find_first_not_of(" \t\r\n") == std::string::npos)
            return invalid("The review is complete: say why it changes", "reason");
        auto const stands = TRY(find_review(change, id, review.id));
        review.level = stands.level; // a level is judged anew on its own page
        return save_review(change, one, review, reason);
    }
    if (how == Reviewing::draft)
        return save_review(change, one, review, "A draft");
    return complete_review(room, change, one, std::move(review));
}

std::vector<Review> shown_reviews(Cases const& room, Visit const& visit, Case const& one)
{
    auto all = reviews_of(visit, one.id);
    if (!one.of_context())
        return all;
    auto const naming = naming_of(room, visit, one, {});
    for (auto& review : all)
        for (auto const& [field, text] : texts_of_review(review))
            *text = without_names(*text, naming.through, naming.around);
    return all;
}

std::vector<FollowUp> shown_follow_ups(Cases const& room, Visit const& visit, Case const& one)
{
    auto all = follow_ups_of(visit, one.id);
    if (!one.of_context())
        return all;
    auto const naming = naming_of(room, visit, one, {});
    for (auto& entry : all)
        for (auto* const text : {&entry.level_why, &entry.still_different, &entry.own_view})
            *text = without_names(*text, naming.through, naming.around);
    return all;
}

Result<FollowUp> follow_up(Cases const& room, Change& change, CaseId id, FollowUp const& wanted)
{
    auto const one = TRY(find(change, id));
    if (one.is_open())
        return invalid("The case is open: review its plan", "level");
    auto const today = london::day_of(change.now());
    auto const problems = problems_of(wanted, today);
    if (!problems.empty())
        return problems.front();
    if (!room.facts.lists("level", wanted.level, today))
        return invalid("Judge the level as it is now", "level");
    TRY(no_child_in(room, change, one,
        {{"level_why", &wanted.level_why}, {"still_different", &wanted.still_different},
            {"own_view", &wanted.own_view}}));
    auto const closures = closures_of(change, id);
    must(!closures.empty(), "a closed case has a closure");
    auto entry = wanted;
    entry.closure = closures.front().id;
    auto made = TRY(add_follow_up(change, one, entry));
    meet_clocks(change, id, "closure.follow_up");
    tell_of_case(room, change, one, "case_followed_up",
        "Case " + one.reference.write() + ": looked at again after it closed");
    return made;
}

} // namespace kith::cases
