// SPDX-License-Identifier: MIT
#include "intelligence/submission.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::intelligence;

namespace {
forms::Answers answered(char const* danger)
{
    forms::Answers answers(submission_form, 1);
    answers.set("danger", std::string(danger));
    answers.set("subject", std::string("A flat over a shop"));
    answers.set("known", std::string("People go in at night"));
    answers.set("told_by", std::string("somebody"));
    answers.set("source", std::string("Their neighbour"));
    answers.set("source_view", std::string("She is afraid"));
    return answers;
}
} // namespace

TEST_CASE("danger, crime and harm go elsewhere; what was told already goes on")
{
    for (auto const* const first : {"danger", "crime", "child"}) {
        auto const refused = check_nobody_in_danger(answered(first));
        REQUIRE(!refused.ok());
        CHECK(refused.error().field == "danger");
        CHECK(goes_elsewhere(answered(first)) == first);
    }
    CHECK(check_nobody_in_danger(answered("child")).error().words.key.find("raise a concern")
        != std::string::npos);
    CHECK(check_nobody_in_danger(answered("crime")).error().words.key.find("999")
        != std::string::npos);
    CHECK(check_nobody_in_danger(answered("no")).ok());
    CHECK(check_nobody_in_danger(answered("told")).ok());
}

TEST_CASE("what was told and who told it part, and nothing stands in both")
{
    auto const both = parted(answered("no"));
    CHECK(both.told.text("known") == "People go in at night");
    for (auto const* const kept_apart : {"told_by", "source", "source_view"})
        CHECK(!both.told.has(kept_apart));
    CHECK(both.source.words == "Their neighbour");
    CHECK(both.source.view == "She is afraid");
    // Whoever saw it themselves has no source; what was typed before that answer goes.
    auto own = answered("no");
    own.set("told_by", std::string("self"));
    CHECK(parted(own).source.words.empty());
    CHECK(parted(own).source.told_by == "self");
}

TEST_CASE("the length of what is kept apart tells nothing")
{
    Source little;
    little.told_by = "self";
    Source more;
    more.told_by = "somebody";
    more.words = std::string(400, 'x');
    more.drawn_from = {"return_interview", Uuid::fresh()};
    more.child = {"person", Uuid::fresh()};
    more.drawn_in = "Return interview of M-7KM-4QX9";
    CHECK(write(little).size() == 1024);
    CHECK(write(more).size() == 1024);
    more.words = std::string(4000, 'x');
    CHECK(write(more).size() == 5 * 1024);
    auto const again = read_source(write(more));
    REQUIRE(again.has_value());
    CHECK(again->words == more.words);
    CHECK(again->drawn_from == more.drawn_from);
    CHECK(again->child == more.child);
    CHECK(again->drawn_in == more.drawn_in);
    CHECK(!read_source("{\"told_by\":"));
    CHECK(!read_source("[]"));
}

TEST_CASE("what was named is kept as it was named, and as it is compared")
{
    auto answers = answered("no");
    answers.set("items",
        std::vector<forms::Parts>{{{"kind", "phone"}, {"words", "07700 900123"}},
            {{"kind", "vehicle"}, {"words", "a white van"}}});
    auto const named = items_of(answers);
    REQUIRE(named.size() == 2);
    CHECK(named[0].words == "07700 900123");
    CHECK(named[0].normalised == "+447700900123");
    CHECK(named[1].normalised.empty());
    CHECK(items_of(answered("no")).empty());
}

TEST_CASE("a submission is taken back, or received, or waits")
{
    Submission one;
    CHECK(one.state() == SubmissionState::sent);
    one.received_at = Instant::read("2026-03-28T12:00:00Z").value();
    CHECK(one.state() == SubmissionState::received);
    one.received_at.reset();
    one.withdrawn_at = Instant::read("2026-03-28T12:00:00Z").value();
    CHECK(one.state() == SubmissionState::withdrawn);
}
