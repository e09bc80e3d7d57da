// SPDX-License-Identifier: MIT
#include "cases/review.h"
#include "cases/safety_map.h"
#include "cases/share.h"
#include <algorithm>
#include <cmath>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    constexpr std::size_t longest_review_text = 4000;

    std::string more_or_less(double points)
    {
        auto const whole = std::lround(std::abs(points));
        return whole == 0 ? std::string("no difference")
                          : fmt::format("{} {}", whole, points > 0 ? "more" : "less");
    }

    bool is_blank(std::string const& text)
    {
        return text.find_first_not_of(" \t\r\n") == std::string::npos;
    }

    void ask_both(std::string const& code, std::string const& words, char const* field,
        char const* words_field, std::vector<Error>& missing)
    {
        if (code.empty())
            missing.push_back(invalid("Choose an answer", field));
        if (is_blank(words))
            missing.push_back(invalid("Say it in words: what is different now?", words_field));
    }
} // namespace

Difference difference_of(Counted const& before, Counted const& after)
{
    Difference difference;
    if (before.of == 0 || after.of == 0)
        return {0, -100, 100};
    auto const was = static_cast<double>(before.count) / static_cast<double>(before.of);
    auto const now = static_cast<double>(after.count) / static_cast<double>(after.of);
    auto const was_in = wilson_interval(before.count, before.of);
    auto const now_in = wilson_interval(after.count, after.of);
    auto const d = now - was;
    difference.points = 100 * d;
    difference.low = 100
        * (d
            - std::sqrt((now - now_in.low) * (now - now_in.low)
                + (was_in.high - was) * (was_in.high - was)));
    difference.high = 100
        * (d
            + std::sqrt((now_in.high - now) * (now_in.high - now)
                + (was - was_in.low) * (was - was_in.low)));
    return difference;
}

Finding const* Review::finding(GoalId goal) const
{
    auto const found = std::ranges::find(findings, goal, &Finding::goal);
    return found == findings.end() ? nullptr : &*found;
}

std::string in_words(Counted const& before, Counted const& after, Counts what)
{
    std::string const back = before.taken_back && after.taken_back ? " Both were taken back since."
        : before.taken_back ? " The first was taken back since."
        : after.taken_back  ? " The second was taken back since."
                            : "";
    if (!before.told || !after.told)
        return std::string(not_told_of_a_map) + "." + back;
    auto const difference = difference_of(before, after);
    auto const points = std::lround(difference.points);
    auto const moved = points == 0
        ? std::string("no difference")
        : fmt::format("{} percentage point{} {}", std::abs(points),
            std::abs(points) == 1 ? "" : "s", points > 0 ? "more" : "less");
    if (what == Counts::marks)
        return fmt::format("{} % of {} marks on {}, then {} % of {} marks on {}: {}.",
                   std::lround(before.percent()), before.of, before.on.in_words(),
                   std::lround(after.percent()), after.of, after.on.in_words(), moved)
            + back;
    return fmt::format("{} % of {} on {}, then {} % of {} on {}: {} (between {} and {}): {}",
               std::lround(before.percent()), before.of, before.on.in_words(),
               std::lround(after.percent()), after.of, after.on.in_words(), moved,
               more_or_less(difference.low), more_or_less(difference.high),
               difference.could_be_chance() ? "this could be chance."
                                            : "more than chance alone would make likely.")
        + back;
}

std::vector<Error> problems_of(Review const& review, Date today)
{
    std::vector<Error> problems;
    for (auto const& [field, text] : {std::pair("who", &review.who), {"own_view", &review.own_view},
             {"contexts_words", &review.contexts_words}, {"life_words", &review.life_words},
             {"displacement_words", &review.displacement_words}, {"level_why", &review.level_why}})
        if (text->size() > longest_review_text)
            problems.push_back(invalid("Write 4,000 characters or fewer", field));
    if (today < review.on)
        problems.push_back(invalid("Enter a day that is not in the future", "on"));
    for (auto const& one : review.findings)
        if (one.after) {
            auto const field = "after-" + one.goal.write();
            if (one.after->of <= 0 || one.after->count < 0 || one.after->count > one.after->of)
                problems.push_back(
                    invalid("Write how many of how many, such as 6 of 10", field + "-count"));
            if (today < one.after->on)
                problems.push_back(invalid("Enter a day that is not in the future", field + "-on"));
            if (one.before && one.after_measurement.none() && one.after->on < one.before->on)
                problems.push_back(
                    invalid("Enter a day that is not before the baseline", field + "-on"));
        }
    return problems;
}

std::vector<Error> missing_to_complete(
    Review const& review, std::vector<Goal> const& goals, bool of_context)
{
    std::vector<Error> missing;
    for (auto const& goal : goals) {
        auto const found = std::ranges::find(review.findings, goal.id, &Finding::goal);
        auto const measured = found != review.findings.end() && found->after;
        if (goal.open() && !measured && (found == review.findings.end() || is_blank(found->said)))
            missing.push_back(invalid("“" + goal.statement
                    + "”: measure it again as at the start, or say why that was not possible",
                "after-" + goal.id.write()
                    + (goal.measured_by == "measure" ? "-measured" : "-count")));
    }
    ask_both(review.contexts_changed, review.contexts_words, "contexts_changed", "contexts_words",
        missing);
    if (!of_context)
        ask_both(review.life_changed, review.life_words, "life_changed", "life_words", missing);
    if (review.displacement.empty())
        missing.push_back(invalid("Did the harm move elsewhere? Ask and look", "displacement"));
    if (is_blank(review.displacement_words))
        missing.push_back(invalid("Say where you looked and whom you asked", "displacement_words"));
    if (review.displacement == "found" && review.displaced_to.none())
        missing.push_back(invalid("Name the context it moved to: it gets a case or a concern of "
                                  "its own",
            "displaced_to"));
    if (review.level.empty())
        missing.push_back(
            invalid("Judge the level, or say that it stands: nothing adds it up", "level"));
    if (is_blank(review.level_why))
        missing.push_back(invalid("Say why the level is this", "level_why"));
    if (is_blank(review.own_view))
        missing.push_back(
            invalid("Write how they see it themselves, or why that was not heard", "own_view"));
    if (is_blank(review.who))
        missing.push_back(invalid("Say who took part, by agency and part", "who"));
    return missing;
}

std::vector<Error> problems_of(FollowUp const& one, Date today)
{
    std::vector<Error> problems;
    if (one.level.empty())
        problems.push_back(invalid("Judge the level as it is now", "level"));
    for (auto const& [field, text, say] :
        {std::tuple("level_why", &one.level_why, "Say why the level is this"),
            {"still_different", &one.still_different, "Say what is still different, or is not"}}) {
        if (is_blank(*text))
            problems.push_back(invalid(say, field));
        if (text->size() > longest_review_text)
            problems.push_back(invalid("Write 4,000 characters or fewer", field));
    }
    if (today < one.on)
        problems.push_back(invalid("Enter a day that is not in the future", "on"));
    return problems;
}

} // namespace kith::cases
