// SPDX-License-Identifier: MIT
// The rules of prompts: what an answer needs, and what is counted of each kind.
#include "cases/prompt.h"
#include <doctest/doctest.h>

namespace kith::cases {
namespace {
    Date day_of_march(int day) { return Date::of(2026, 3, day).value(); }

    std::vector<std::string> fields_wrong_in(PromptAnswer const& answer, std::optional<Date> due)
    {
        std::vector<std::string> fields;
        for (auto const& problem : problems_of(tidied(answer), due, day_of_march(6)))
            fields.push_back(problem.field);
        return fields;
    }

    Prompt a_prompt(std::vector<std::string> const& kinds, std::set<std::string> const& changes)
    {
        Prompt prompt;
        for (auto const& kind : kinds)
            prompt.reasons.push_back({kind});
        prompt.changes = changes;
        if (!changes.empty())
            prompt.answered_at = Instant(1);
        return prompt;
    }
} // namespace

TEST_CASE("an answer says what changed and why; nothing stands alone")
{
    using PromptFields = std::vector<std::string>;
    CHECK(fields_wrong_in({}, {}) == PromptFields{"changes", "because"});
    CHECK(fields_wrong_in({{"nothing"}, " \n "}, {}) == PromptFields{"because"});
    CHECK(fields_wrong_in({{"nothing", "plan_changed"}, "Spoke with her"}, {})
        == PromptFields{"changes"});
    CHECK(fields_wrong_in({{"nothing"}, "Spoke with her: it was known"}, {}).empty());
    CHECK(fields_wrong_in({{"nothing"}, std::string(4001, 'x')}, {}) == PromptFields{"because"});
}

TEST_CASE("a review is brought forward to a day from today on, before the one that stands")
{
    using PromptFields = std::vector<std::string>;
    PromptAnswer answer{{"review_forward"}, "She asked for it", {}};
    CHECK(fields_wrong_in(answer, {}) == PromptFields{"changes"}); // none runs
    CHECK(fields_wrong_in(answer, day_of_march(20)) == PromptFields{"review"});
    answer.review_due = day_of_march(5);
    CHECK(fields_wrong_in(answer, day_of_march(20)) == PromptFields{"review"});
    answer.review_due = day_of_march(20);
    CHECK(fields_wrong_in(answer, day_of_march(20)) == PromptFields{"review"});
    answer.review_due = day_of_march(6);
    CHECK(fields_wrong_in(answer, day_of_march(20)).empty());
    // A day without that answer brings nothing forward.
    CHECK(!tidied({{"nothing"}, "It was known", day_of_march(7)}).review_due);
}

TEST_CASE("a prompt counts once for each of its kinds, and as changed where something changed")
{
    auto const counts = counted({a_prompt({"new_concern", "police_event"}, {"plan_changed"}),
        a_prompt({"new_concern", "new_concern"}, {"nothing"}), a_prompt({"police_event"}, {}),
        a_prompt({"new_concern"}, {"level_judged", "review_forward"})});
    REQUIRE(counts.size() == 2);
    CHECK(counts[0].kind == "new_concern");
    CHECK(counts[0].asked == 3);
    CHECK(counts[0].answered == 3);
    CHECK(counts[0].changed == 2);
    CHECK(counts[1].kind == "police_event");
    CHECK(counts[1].asked == 2);
    CHECK(counts[1].answered == 1);
    CHECK(counts[1].changed == 1);
}

} // namespace kith::cases
