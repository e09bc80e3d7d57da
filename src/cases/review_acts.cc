// SPDX-License-Identifier: MIT
#include "cases/review_acts.h"
#include "base/london.h"
#include <algorithm>

namespace kith::cases {
namespace {
    // The review that is saved over, if one is.
    std::optional<Review> review_saved_over(Visit const& visit, Review const& review)
    {
        auto stands = review.id.none() ? Result<Review>(not_found())
                                       : find_review(visit, review.of, review.id);
        return stands ? std::optional(std::move(*stands)) : std::nullopt;
    }

    // What a use of an instrument tells of the goal now; what it told stays where it was taken back
    // since, and in a complete review. Anything that is no repeat is told, and kept out.
    void fill_measured_again(Cases const& room, std::vector<Measurement> const& measured,
        Goal const& goal, Review const& stands, Finding& one, std::vector<Error>& problems)
    {
        auto const* const stood = stands.finding(goal.id);
        auto const same = stood && stood->after_measurement == one.after_measurement;
        one.after.reset();
        if (one.after_measurement.none())
            return;
        auto const at = std::ranges::find(measured, one.after_measurement, &Measurement::id);
        if (same && (stands.complete() || at == measured.end())) {
            one.after = stood->after;
            return;
        }
        auto const why = at == measured.end()
            ? std::string("Choose what was measured again in this case")
            : no_repeat_because(room, goal, one.before, *at);
        if (why.empty())
            one.after = counted_in(room, *at, goal.measure);
        else
            problems.push_back(invalid(why, "after-" + goal.id.write() + "-measured"));
    }

    // Of a complete one: those goals alone, each with its baseline; what was not sent stays.
    void keep_what_was_compared(Review const& stands, Review& review)
    {
        std::erase_if(
            review.findings, [&](Finding const& one) { return !stands.finding(one.goal); });
        for (auto const& stood : stands.findings)
            if (!review.finding(stood.goal))
                review.findings.push_back(stood);
    }

    std::vector<Error> fill_findings(
        Cases const& room, Visit const& visit, std::optional<Review> const& saved, Review& review)
    {
        std::vector<Error> problems;
        auto const whole = plan_of(visit, review.of);
        if (!whole) {
            review.findings.clear();
            return problems;
        }
        auto const stands = saved.value_or(Review());
        if (stands.complete())
            keep_what_was_compared(stands, review);
        std::erase_if(review.findings, [&](Finding const& one) {
            return std::ranges::find(whole->goals, one.goal, &Goal::id) == whole->goals.end();
        });
        auto const measured = measurements_of(visit, review.of);
        for (auto& one : review.findings) {
            auto const& goal = *std::ranges::find(whole->goals, one.goal, &Goal::id);
            one.before = stands.complete() ? stands.finding(goal.id)->before : goal.baseline;
            if (by_instrument(goal, stands))
                fill_measured_again(room, measured, goal, stands, one, problems);
            else
                one.after_measurement = {};
        }
        return problems;
    }

    void find_wrong_codes(Cases const& room, Review const& stands, Review const& review, Date today,
        std::vector<Error>& problems)
    {
        for (auto const& [field, list, code] :
            {std::tuple("contexts_changed", "did_change", &Review::contexts_changed),
                {"life_changed", "did_change", &Review::life_changed},
                {"displacement", "displacement", &Review::displacement},
                {"level", "level", &Review::level}})
            if (auto const& typed = review.*code;
                !typed.empty() && typed != stands.*code && !room.facts.lists(list, typed, today))
                problems.push_back(invalid("Choose an answer", field));
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
        auto by_level = one;
        by_level.level = review.level;
        start_review_clock(room, change, by_level, *review.next_review);
        auto const judged = TRY(judge_level(room, change, one.id, one.version, level));
        auto saved = TRY(save_review(change, judged, review, "The review was completed"));
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
    auto const saved = review_saved_over(visit, review);
    auto const stands = saved.value_or(Review());
    auto const repeats = fill_findings(room, visit, saved, review);
    auto const today = london::day_of(visit.now());
    auto problems = problems_of(review, today);
    problems.insert(problems.end(), repeats.begin(), repeats.end());
    find_wrong_codes(room, stands, review, today, problems);
    if (!review.displaced_to.none() && !room.links.seen.may_know(visit, thing(review.displaced_to)))
        problems.push_back(
            invalid("No context you may know of has this reference", "displaced_to"));
    find_names(room, visit, one, review, problems);
    if (how == Reviewing::draft && !stands.complete())
        return problems;
    auto const whole = whole_plan(room, visit, one.id);
    if (!whole)
        problems.push_back(invalid("There is no plan to review yet", "who"));
    auto goals = whole ? goals_of(*whole, stands) : std::vector<Goal>();
    for (auto& goal : goals)
        goal.state = "open"; // a complete one asks for its own, however they stand by now
    for (auto& missing : missing_to_complete(review, goals, one.of_context()))
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
    std::optional<Review> saved;
    if (!review.id.none()) {
        saved = TRY(find_review(change, id, review.id));
        review.completed_at = saved->completed_at;
        review.next_review = saved->next_review;
    }
    auto const problems = problems_of(room, change, one, review, how);
    if (!problems.empty())
        return problems.front();
    TRY(no_child_in(room, change, one, {{"reason", &reason}}));
    auto const repeats = fill_findings(room, change, saved, review);
    must(repeats.empty(), "what is no repeat was told already");
    if (saved && saved->complete()) {
        if (reason.find_first_not_of(" \t\r\n") == std::string::npos)
            return invalid("The review is complete: say why it changes", "reason");
        review.level = saved->level; // a level is judged anew on its own page
        return save_review(change, one, review, reason);
    }
    if (how == Reviewing::draft)
        return save_review(change, one, review, "A draft");
    return complete_review(room, change, one, std::move(review));
}

std::vector<Goal> goals_of(WholePlan const& whole, Review const& review)
{
    std::vector<Goal> goals;
    for (auto const& goal : whole.goals)
        if (review.complete() ? review.finding(goal.id) != nullptr : goal.open())
            goals.push_back(goal);
    return goals;
}

bool by_instrument(Goal const& goal, Review const& review)
{
    auto const* const stood = review.complete() ? review.finding(goal.id) : nullptr;
    if (stood && stood->after)
        return !stood->after_measurement.none();
    return goal.measured_by == "measure";
}

std::string no_repeat_because(Cases const& room, Goal const& goal,
    std::optional<Counted> const& before, Measurement const& use)
{
    if (use.instrument != goal.instrument || use.id == goal.baseline_measurement)
        return "Choose another use of the instrument that gave the baseline";
    if (before && use.on <= before->on)
        return "Choose what was measured after the baseline";
    return counted_in(room, use, goal.measure) ? "" : "This measure was not asked that day";
}

std::string in_words(
    Cases const& room, std::optional<WholePlan> const& whole, Finding const& finding)
{
    if (!finding.before || !finding.after)
        return {};
    auto what = Counts::people;
    if (whole)
        if (auto const goal = std::ranges::find(whole->goals, finding.goal, &Goal::id);
            goal != whole->goals.end() && counts_marks(room, *goal))
            what = Counts::marks;
    return in_words(*finding.before, *finding.after, what);
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
