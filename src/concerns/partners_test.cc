// SPDX-License-Identifier: MIT
#include "actions/actions.h"
#include "base/london.h"
#include "concerns/partner_suggestions.h"
#include "concerns/partners.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::concerns;

namespace {
Instant partners_at(char const* text) { return *Instant::read(text); }

forms::Answers to_ask(char const* json)
{
    return *forms::Answers::from_json("concerns/partner_request", 1, json);
}
forms::Answers to_say(char const* json)
{
    return *forms::Answers::from_json("concerns/partner_answer", 1, json);
}
std::string due_for(char const* urgency, char const* asked_at)
{
    static auto const facts = *directory::ReferenceFacts::read();
    static auto const clocks = *actions::Clocks::read();
    return london::in_words(
        actions::due(clocks.rule(clock_of(urgency)), partners_at(asked_at), facts.working_days()));
}
} // namespace

TEST_CASE("partners have 4, 24 or 72 hours, through nights, weekends and the change of the clocks")
{
    // Friday 27 March 2026 at 16:45 in London is 16:45 UTC; the clocks go forward on the Sunday
    CHECK(due_for("RED", "2026-03-27T16:45:00Z") == "27 March 2026 at 20:45");
    CHECK(due_for("AMBER", "2026-03-27T16:45:00Z") == "28 March 2026 at 16:45");
    CHECK(due_for("GREEN", "2026-03-27T16:45:00Z") == "30 March 2026 at 17:45"); // 72 hours elapsed
    // Thursday 2 April, before Good Friday and Easter Monday: hours do not wait for bank holidays
    CHECK(due_for("GREEN", "2026-04-02T11:00:00Z") == "5 April 2026 at 12:00");
    CHECK(clock_of("PURPLE").empty());
}

TEST_CASE("what is left is said in hours and minutes, and what is over says so")
{
    auto const due = partners_at("2026-03-06T13:00:00Z");
    auto const words = [&](char const* now) { return time_left_in_words(due, partners_at(now)); };
    CHECK(words("2026-03-06T09:40:00Z") == "3 hours 20 minutes left");
    CHECK(words("2026-03-06T12:00:00Z") == "1 hour left");
    CHECK(words("2026-03-06T12:59:00Z") == "1 minute left");
    CHECK(words("2026-03-05T13:00:00Z") == "24 hours left");
    CHECK(words("2026-03-03T12:00:00Z") == "3 days left");
    CHECK(words("2026-03-06T15:30:00Z") == "2 hours 30 minutes over");
}

TEST_CASE("a request asks something, and never for somebody to go and find out")
{
    std::vector<directory::ListedCode> const phrases{{"find out", "What do you already know?", {}}};
    auto const empty = may_be_asked(to_ask(R"({"shares":"A van at the gate"})"), phrases);
    REQUIRE_FALSE(empty.ok());
    CHECK(empty.error().field == "ask");
    auto const tasked
        = may_be_asked(to_ask(R"({"own_question":"Please FIND OUT who drives it"})"), phrases);
    REQUIRE_FALSE(tasked.ok());
    CHECK(tasked.error().field == "own_question");
    CHECK(tasked.error().words.key.find("What do you already know?") != std::string::npos);
    CHECK(may_be_asked(to_ask(R"({"ask":["known"],"shares":"The find outreach team"})"), phrases)
              .ok());
}

TEST_CASE("an answer may come in part, is completed, and is corrected only with a reason")
{
    auto const now = partners_at("2026-03-06T10:00:00Z");
    PartnerCheck check;
    auto const by = AccountId::fresh();
    CHECK(answered(check, to_say("{}"), "", by, now).error().field == "known");
    auto const part
        = answered(check, to_say(R"({"known":"now","complete":"more_follows"})"), "", by, now);
    REQUIRE(part.ok());
    CHECK(part->act == "answer");
    CHECK_FALSE(part->check.complete);
    auto const rest = answered(part->check, to_say(R"({"known":"now","complete":"all"})"), "", by,
        now + std::chrono::hours(1));
    REQUIRE(rest.ok());
    CHECK(rest->act == "answer");
    CHECK(rest->check.complete);
    CHECK(rest->check.answered_at == now); // the first time is what the clock is held against
    CHECK(answered(rest->check, to_say(R"({"known":"before"})"), "", by, now).error().field
        == "correction");
    auto const corrected
        = answered(rest->check, to_say(R"({"known":"before"})"), "A namesake", by, now);
    REQUIRE(corrected.ok());
    CHECK(corrected->act == "correct");
    CHECK(corrected->reason == "A namesake");
    CHECK(answered(check, to_say(R"({"known":"cannot_share"})"), "", by, now)->check.complete);
}

TEST_CASE("a request is closed once, with a reason, and then nobody is silent")
{
    PartnerRequest request;
    request.checks.resize(2);
    request.checks[0].known = Known::not_known;
    CHECK(silent_of(request).size() == 1);
    auto const now = partners_at("2026-03-06T10:00:00Z");
    CHECK(closed(request, "", {}, now).error().field == "reason");
    auto const shut = closed(request, "The family was found", {}, now);
    REQUIRE(shut.ok());
    CHECK(silent_of(*shut).empty());
    CHECK(closed(*shut, "Again", {}, now).error().code == Code::conflict);
}

TEST_CASE("a partner is written as a form sends it, and anything else is none")
{
    Partner const team{{}, TeamId::fresh()};
    Partner const agency{AgencyId::fresh(), {}};
    CHECK(read_partner(write(team)) == team);
    CHECK(read_partner(write(agency)) == agency);
    CHECK_FALSE(read_partner("team:x").has_value());
    CHECK_FALSE(read_partner("").has_value());
    for (auto const known : {Known::now, Known::before, Known::not_known, Known::cannot_share})
        CHECK(read_known(write(known)) == known);
    CHECK(read_known("") == Known::not_answered);
}

TEST_CASE("the shipped suggestions each name a kind of agency, purposes and subjects that exist")
{
    auto const facts = *directory::ReferenceFacts::read();
    auto const suggestions = PartnerSuggestions::shipped();
    CHECK(suggestions.all().size() >= 8);
    for (auto const& one : suggestions.all()) {
        CHECK(facts.code("agency_kind", one.kind).has_value());
        for (auto const& purpose : one.purposes)
            CHECK(facts.code("team_purpose", purpose).has_value());
        for (auto const& about : one.about)
            CHECK(facts.code("concern_about", about).has_value());
    }
    CHECK_THROWS_AS(
        static_cast<void>(PartnerSuggestions::read("[[suggestion]]\nkind = \"police\"\n")),
        std::runtime_error);
}
