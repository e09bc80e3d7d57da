// SPDX-License-Identifier: MIT
#include "justice/matter.h"
#include <algorithm>
#include <doctest/doctest.h>
#include <random>

namespace kith::justice {
namespace {
    Date day_of(char const* text) { return Date::read(text).value(); }
    Stage a_stage(StageKind kind, char const* day)
    {
        Stage one;
        one.id = StageId::fresh();
        one.kind = kind;
        one.on = day_of(day);
        one.words = "The officer in the case said so";
        return one;
    }
    std::string stages_named(std::vector<StageKind> const& all)
    {
        std::string text;
        for (auto const kind : all)
            text += (text.empty() ? "" : " ") + std::string(name_of(kind));
        return text;
    }
    bool has_field(std::vector<Error> const& problems, char const* field)
    {
        return std::ranges::find(problems, std::string(field), &Error::field) != problems.end();
    }
} // namespace

TEST_CASE("a case is reported first; a review is of a decision, a sentence after a conviction")
{
    std::vector<Stage> stages;
    CHECK(stages_named(next_stages(stages)) == "reported");
    stages.push_back(a_stage(StageKind::reported, "2026-03-02"));
    CHECK(stages_named(next_stages(stages)) == "investigated interviewed bail charged not_charged");
    stages.push_back(a_stage(StageKind::not_charged, "2026-03-04"));
    CHECK(stages_named(next_stages(stages)) == "bail review_asked");
    stages.push_back(a_stage(StageKind::review_asked, "2026-03-05"));
    CHECK(stages_named(next_stages(stages)) == "review_stands review_changed");
    stages.push_back(a_stage(StageKind::review_changed, "2026-03-06"));
    CHECK(stages_named(next_stages(stages)) == "investigated interviewed bail charged not_charged");
    stages.push_back(a_stage(StageKind::charged, "2026-03-07"));
    CHECK(stages_named(next_stages(stages))
        == "investigated interviewed bail charged not_charged hearing trial convicted acquitted");
    stages.push_back(a_stage(StageKind::convicted, "2026-06-07"));
    CHECK(stages_named(next_stages(stages))
        == "hearing trial convicted acquitted sentenced appeal release");
    stages.back().taken_back_at = Instant();
    CHECK_FALSE(may_come(stages, StageKind::sentenced));
}

TEST_CASE("no order of stages sentences without a conviction, or reviews what nobody decided")
{
    std::mt19937 random(23);
    auto const draw
        = [&](int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); };
    for (int round = 0; round < 500; ++round) {
        std::vector<Stage> stages;
        for (int step = 0; step < 14; ++step) {
            auto one = a_stage(all_stages[draw(0, 15)], "2026-03-02");
            one.on = one.on + draw(0, 60);
            if (problems_of(stages, one, day_of("2027-01-01")).empty())
                stages.push_back(one);
        }
        auto convicted = false;
        auto decided = false;
        std::optional<Date> last;
        for (auto const& one : stages) {
            convicted = convicted || one.kind == StageKind::convicted;
            decided = decided || one.kind == StageKind::not_charged;
            if (one.kind == StageKind::sentenced || one.kind == StageKind::release)
                CHECK(convicted);
            if (one.kind == StageKind::review_asked)
                CHECK(decided);
            CHECK((!last || *last <= one.on));
            last = one.on;
        }
        if (!stages.empty())
            CHECK(stages.front().kind == StageKind::reported);
    }
}

TEST_CASE("of what others decide the victim is told, and of what they did themselves they are not")
{
    CHECK(is_to_be_told(StageKind::not_charged));
    CHECK(is_to_be_told(StageKind::release));
    CHECK_FALSE(is_to_be_told(StageKind::reported));
    CHECK_FALSE(is_to_be_told(StageKind::review_asked));
    auto stage = a_stage(StageKind::charged, "2026-03-04");
    stage.due = day_of("2026-03-11");
    CHECK(stage.waits());
    Telling telling;
    stage.tellings.push_back(telling);
    CHECK_FALSE(stage.waits());
    stage.tellings[0].taken_back_at = Instant();
    CHECK(stage.waits());
    stage.taken_back_at = Instant();
    CHECK_FALSE(stage.waits());
}

TEST_CASE("who told them, how, and what they wish is asked; none is told before it came")
{
    auto const stage = a_stage(StageKind::charged, "2026-03-04");
    auto const today = day_of("2026-03-06");
    Telling told;
    told.on = day_of("2026-03-03");
    auto const problems = problems_of(stage, told, today);
    for (auto const* const field : {"on", "how", "told_by", "wishes"})
        CHECK_MESSAGE(has_field(problems, field), field);
    told = {{}, day_of("2026-03-05"), "in_person", "Her adviser", "", "To hear by phone", {}, {},
        {}, {}, {}, {}};
    CHECK(problems_of(stage, told, today).empty());
    told.on = day_of("2026-03-07");
    CHECK(has_field(problems_of(stage, told, today), "on"));
    auto ended = a_stage(StageKind::not_charged, "2026-03-05");
    ended.words.clear();
    CHECK(has_field(
        problems_of({a_stage(StageKind::reported, "2026-03-02")}, ended, today), "words"));
}

TEST_CASE("what helps is the same where nothing is reported, prosecuted, and after court")
{
    auto const law = Law::read().value();
    auto const today = day_of("2026-11-30");
    Matter matter;
    auto const helps = [&](std::vector<Stage> const& stages) {
        std::string all;
        for (auto const& one : law.entitlements(today))
            if (one.kind == "help" && applies(one, matter, stages))
                all += one.code + " ";
        return all;
    };
    auto const* const every = "adviser therapy compensation health safety peers ";
    std::vector<Stage> const reported{a_stage(StageKind::reported, "2026-03-02")};
    auto ended = reported;
    ended.push_back(a_stage(StageKind::not_charged, "2026-03-04"));
    auto after = reported;
    after.push_back(a_stage(StageKind::charged, "2026-03-04"));
    after.push_back(a_stage(StageKind::convicted, "2026-03-05"));
    for (auto const* const kind : {"reported", "not_reported", "past_harm"}) {
        matter.kind = kind;
        CHECK(helps({}) == every);
        CHECK(helps(reported) == every);
        CHECK(helps(ended) == every);
        CHECK(helps(after) == every);
    }
    CHECK_FALSE(applies(*law.entitlement("review"), matter, reported));
    CHECK(applies(*law.entitlement("review"), matter, ended));
    CHECK(applies(*law.entitlement("contact_scheme"), matter, after));
    CHECK_FALSE(applies(*law.entitlement("contact_scheme"), matter, ended));
    CHECK_FALSE(applies(*law.entitlement("kept_informed"), matter, {}));
    CHECK(applies(*law.entitlement("past_report"), matter, {}));
    matter.kind = "reported";
    CHECK_FALSE(applies(*law.entitlement("past_report"), matter, {}));
}

TEST_CASE("of offers the latest that stands counts")
{
    Offer offered;
    offered.entitlement = "therapy";
    Offer declined = offered;
    declined.answer = OfferAnswer::declined;
    std::vector<Offer> offers{offered, declined};
    CHECK(latest_of(offers, "therapy")->answer == OfferAnswer::declined);
    offers[1].taken_back_at = Instant();
    CHECK(latest_of(offers, "therapy")->answer == OfferAnswer::offered);
    CHECK_FALSE(latest_of(offers, "adviser").has_value());
    for (auto const answer : all_offer_answers)
        CHECK(read_offer_answer(name_of(answer)) == answer);
    for (auto const kind : all_stages)
        CHECK(read_stage(name_of(kind)) == kind);
}

} // namespace kith::justice
