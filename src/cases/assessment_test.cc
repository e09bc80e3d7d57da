// SPDX-License-Identifier: MIT
#include "cases/assessment.h"
#include <algorithm>
#include <doctest/doctest.h>

namespace kith::cases {
namespace {
    struct AssessmentForms {
        words::Catalogue words = words::Catalogue::shipped();
        forms::Forms forms = forms::Forms::shipped(words);
        directory::ReferenceFacts facts = directory::ReferenceFacts::read().value();
        Date today = Date::of(2026, 3, 6).value();

        std::vector<std::string> missing(char const* kind, forms::Answers const& answers) const
        {
            std::vector<std::string> fields;
            auto const& form = forms.form(form_of(*assessment_kind(kind)));
            for (auto const& problem : completing(form, answers, facts, today).errors)
                fields.push_back(problem.field);
            return fields;
        }
    };
    using Fields = std::vector<std::string>;

    forms::Answers answers_to(char const* kind, char const* json)
    {
        return forms::Answers::from_json(form_of(*assessment_kind(kind)), 1, json).value();
    }

    constexpr char const* whole_screening = R"({
        "signs_words": "Her school called",
        "signs": [
            {"sign": "MIS_LATE", "noticed": "2026-02", "source": "record", "explains_else": "Football ends at nine"},
            {"sign": "HLT_SEXUAL", "what": "Seen at the clinic", "noticed": "2026-02-10", "source": "told_by_other", "explains_else": "A boyfriend of her age"}],
        "strengths": ["TRUSTED"], "strengths_words": "She talks to Ms Sesay every day",
        "own_words_obtained": "yes", "own_words": "they aint my mates no more",
        "explains_else": "Exams", "judgement": "Somebody older is using her friendships",
        "outcome": "goes_on", "outcome_because": "Three people told of the same man"})";
} // namespace

TEST_CASE("every kind of assessment has its form, and an empty one tells all that is missing")
{
    AssessmentForms const shipped;
    for (auto const& kind : assessment_kinds()) {
        CAPTURE(kind.code);
        REQUIRE(shipped.forms.has(form_of(kind)));
        auto const& form = shipped.forms.form(form_of(kind));
        auto const reading = completing(
            form, forms::Answers(form.name, form.version), shipped.facts, shipped.today);
        // Each section asks for something, so that "completed" says something.
        for (auto const& section : sections_done(form, reading)) {
            CAPTURE(section.title);
            CHECK(!section.done);
        }
        for (auto const* const always : {"strengths_words", "own_words_obtained", "judgement"})
            CHECK(std::ranges::any_of(
                reading.errors, [&](Error const& problem) { return problem.field == always; }));
    }
}

TEST_CASE("an assessment without strengths or own words is not complete, and says so at the field")
{
    AssessmentForms const shipped;
    auto answers = answers_to("screening", whole_screening);
    CHECK(shipped.missing("screening", answers).empty());
    answers.remove("strengths");
    answers.remove("strengths_words");
    answers.remove("own_words");
    CHECK(shipped.missing("screening", answers)
        == Fields{"strengths", "strengths_words", "own_words"});
    answers = answers_to("screening", whole_screening);
    answers.set("own_words_obtained", std::string("no"));
    CHECK(shipped.missing("screening", answers) == Fields{"own_words_not"});
    // A sign without what else could explain it.
    answers = answers_to("screening", whole_screening);
    answers.set("signs",
        std::vector<forms::Parts>{{{"sign", "MIS_FAR"}, {"noticed", "2026"}, {"source", "seen"}}});
    CHECK(shipped.missing("screening", answers) == Fields{"signs-1-explains_else"});
    answers.remove("signs"); // none may still be a worry
    CHECK(shipped.missing("screening", answers).empty());
}

TEST_CASE("sections are done one by one")
{
    AssessmentForms const shipped;
    auto const& form = shipped.forms.form("cases/screening");
    auto answers = answers_to("screening", whole_screening);
    answers.remove("judgement");
    auto const sections
        = sections_done(form, completing(form, answers, shipped.facts, shipped.today));
    REQUIRE(sections.size() == 5);
    CHECK(std::ranges::count(sections, true, &SectionDone::done) == 4);
    CHECK(sections[3].title == "What it means");
    CHECK(!sections[3].done);
    CHECK(sections[3].first_question == "explains_else");
}

TEST_CASE("rule factors: 21 stands alone, none twice, 18A and 19A are retired")
{
    AssessmentForms const shipped;
    auto const factors = [&](std::vector<std::string> const& codes) {
        auto answers = forms::Answers("cases/child_family", 1);
        answers.set("factors", codes);
        auto const fields = shipped.missing("child_family", answers);
        return std::ranges::count(fields, "factors");
    };
    CHECK(factors({"10A", "11A", "24A"}) == 0);
    CHECK(factors({"21"}) == 0);
    CHECK(factors({"21", "10A"}) == 1);
    CHECK(factors({"10A", "10A"}) == 1);
    CHECK(factors({"18A"}) == 1);
    CHECK(factors({"19A"}) == 1);
    CHECK(factors({"18B", "19C"}) == 0);
    CHECK(factors({"99Z"}) == 1);
    CHECK(factors({}) == 1);
}

TEST_CASE(
    "rule section 42: three parts make the duty, and an exploited adult outside it gets a plan")
{
    auto const of
        = [](char const* needs, char const* harmed, char const* cannot, char const* exploited) {
              auto answers = forms::Answers("cases/adult", 1);
              answers.set("needs_care", std::string(needs));
              answers.set("harmed", std::string(harmed));
              answers.set("cannot_protect", std::string(cannot));
              answers.set("exploited", std::string(exploited));
              Assessment one;
              take_answers(one, answers);
              return one;
          };
    CHECK(of("yes", "yes", "yes", "yes").section_42 == "inside");
    CHECK(!of("yes", "yes", "yes", "yes").support_plan);
    for (auto const* const exploited : {"yes", "suspected"}) {
        auto const outside = of("no", "yes", "no", exploited);
        CHECK(outside.section_42 == "outside");
        CHECK(outside.support_plan);
    }
    CHECK(!of("yes", "no", "yes", "no").support_plan);
    CHECK(of("yes", "yes", "", "yes").section_42.empty()); // not said yet
}

TEST_CASE(
    "signs about sexual health are not there for whoever may not see them, and leave no trace")
{
    auto const health = HealthSigns::shipped();
    CHECK(health.holds("HLT_SEXUAL"));
    CHECK(!health.holds("HLT_SELF_HARM"));
    auto const all = answers_to("screening", whole_screening);
    CHECK(answers_seen(all, health, true, false) == all);
    CHECK(answers_seen(all, health, false, true) == all);
    auto const seen = answers_seen(all, health, false, false);
    auto const signs = signs_in(seen);
    REQUIRE(signs.size() == 1);
    CHECK(signs[0].sign == "MIS_LATE");
    CHECK(seen.to_json().find("clinic") == std::string::npos);
    // The same as if it had never been said.
    auto never = all;
    auto items = std::get<std::vector<forms::Parts>>(*all.find("signs"));
    items.pop_back();
    never.set("signs", items);
    CHECK(seen == never);
    auto ticked = all;
    ticked.set("health_shared", std::vector<std::string>{});
    CHECK(answers_seen(ticked, health, false, false) == never);
}

TEST_CASE("a screening of a context takes a number of young people and no names")
{
    AssessmentForms const shipped;
    auto const wrong = [&](char const* typed) {
        auto answers = forms::Answers("cases/screening_context", 1);
        answers.set("how_many", std::string(typed));
        auto const fields = shipped.missing("screening_context", answers);
        return std::ranges::find(fields, "how_many") != fields.end();
    };
    CHECK(!wrong("6"));
    CHECK(!wrong("about 6"));
    CHECK(!wrong("5 - 10"));
    CHECK(wrong("Wren and Ash"));
    CHECK(wrong(""));
}

} // namespace kith::cases
