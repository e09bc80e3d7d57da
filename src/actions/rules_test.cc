// SPDX-License-Identifier: MIT
// Each rule that ships, by its id, with due times worked out by hand. Working days in 2026: Good
// Friday 3 April, Easter Monday 6 April, 4 and 25 May, 31 August, 25 and 28 December are none.
#include "actions/clocks.h"
#include "directory/directory.h"
#include <doctest/doctest.h>
#include <set>

using namespace kith;
using namespace kith::actions;

namespace {
directory::ReferenceFacts const& rule_facts()
{
    static auto const facts = *directory::ReferenceFacts::read();
    return facts;
}
Clocks const& rules_read()
{
    static auto const clocks = *Clocks::read();
    return clocks;
}
std::set<std::string>& rules_tried()
{
    static std::set<std::string> tried;
    return tried;
}
// From a moment in UTC, or from noon of a London day: the due moment as London reads it.
std::string due_by(char const* id, std::string const& from)
{
    rules_tried().insert(id);
    auto const start = from.size() == 10 ? london::moment(Date::read(from).value(), {12, 0})
                                         : Instant::read(from);
    return london::in_words(due(rules_read().rule(id), start.value(), rule_facts().working_days()));
}
std::string basis_of(char const* id)
{
    auto const& rule = rules_read().rule(id);
    return std::string(rule.basis == Basis::law ? "law" : "setting")
        + (rule.verified ? "" : ", not confirmed");
}
} // namespace

TEST_CASE("concern.decision: within 1 working day of receiving it")
{
    CHECK(due_by("concern.decision", "2026-03-06") == "9 March 2026 at 23:59"); // over a weekend
    CHECK(due_by("concern.decision", "2026-12-24") == "29 December 2026 at 23:59");
    CHECK(basis_of("concern.decision") == "law");
}

TEST_CASE("allegation.contact: the designated officer hears within 1 working day")
{
    CHECK(due_by("allegation.contact", "2026-04-02") == "7 April 2026 at 23:59"); // over Easter
    CHECK(basis_of("allegation.contact") == "law");
}

TEST_CASE(
    "partner_checks.red, .amber and .green: 4, 24 and 72 hours, whatever the clock on the wall")
{
    // 24 October 2026, 23:30 in summer time, is 22:30 UTC; four hours on the wall reads 02:30
    CHECK(due_by("partner_checks.red", "2026-10-24T22:30:00Z") == "25 October 2026 at 02:30");
    // noon before the clocks go forward: a day later it is 13:00 on the wall
    CHECK(due_by("partner_checks.amber", "2026-03-28T12:00:00Z") == "29 March 2026 at 13:00");
    // noon of summer time before they go back: three days later it is 11:00
    CHECK(due_by("partner_checks.green", "2026-10-23T11:00:00Z") == "26 October 2026 at 11:00");
    for (auto const* id : {"partner_checks.red", "partner_checks.amber", "partner_checks.green"})
        CHECK(basis_of(id) == "setting, not confirmed");
}

TEST_CASE("abuse_duty.delay: at most 7 days where the law allows a delay, not known to be in force")
{
    CHECK(due_by("abuse_duty.delay", "2026-03-06") == "13 March 2026 at 23:59");
    CHECK(basis_of("abuse_duty.delay") == "law, not confirmed");
}

TEST_CASE("assessment.complete: within 45 working days of the referral")
{
    CHECK(due_by("assessment.complete", "2026-03-06") == "13 May 2026 at 23:59");
    // From Monday 2 November: 4 days are left of that week, 7 whole weeks of 5 bring 39 by 25
    // December, which is none: 38. Tuesday 29 to Thursday 31 make 41; 4 to 7 January make 45.
    CHECK(due_by("assessment.complete", "2026-11-02") == "7 January 2027 at 23:59");
    CHECK(basis_of("assessment.complete") == "law");
}

TEST_CASE("conference.initial: within 15 working days of the strategy discussion")
{
    CHECK(due_by("conference.initial", "2026-03-20") == "14 April 2026 at 23:59");
    CHECK(basis_of("conference.initial") == "law");
}

TEST_CASE("core_group.first: within 10 working days of the initial conference")
{
    CHECK(due_by("core_group.first", "2026-04-14") == "28 April 2026 at 23:59");
    // 21 to 24 December make 4, 29 to 31 make 7, 4 to 6 January make 10
    CHECK(due_by("core_group.first", "2026-12-18") == "6 January 2027 at 23:59");
    CHECK(basis_of("core_group.first") == "law");
}

TEST_CASE("conference.first_review: within 3 months of the initial conference")
{
    CHECK(due_by("conference.first_review", "2026-04-14") == "14 July 2026 at 23:59");
    CHECK(due_by("conference.first_review", "2026-11-30") == "28 February 2027 at 23:59");
    CHECK(due_by("conference.first_review", "2027-11-30") == "29 February 2028 at 23:59");
    CHECK(basis_of("conference.first_review") == "law");
}

TEST_CASE("conference.next_review: at most every 6 months")
{
    CHECK(due_by("conference.next_review", "2026-07-14") == "14 January 2027 at 23:59");
    CHECK(due_by("conference.next_review", "2026-08-31") == "28 February 2027 at 23:59");
    CHECK(basis_of("conference.next_review") == "law");
}

TEST_CASE("police_protection.end: at most 72 hours")
{
    // Friday 18:00 to Monday 18:00; and over the night in which the clocks go forward
    CHECK(due_by("police_protection.end", "2026-03-06T18:00:00Z") == "9 March 2026 at 18:00");
    CHECK(due_by("police_protection.end", "2026-03-27T18:00:00Z") == "30 March 2026 at 19:00");
    CHECK(basis_of("police_protection.end") == "law");
}

TEST_CASE("emergency_order.end and .extended_end: at most 8 days, and 7 more, to the hour")
{
    CHECK(due_by("emergency_order.end", "2026-03-06T15:00:00Z") == "14 March 2026 at 15:00");
    CHECK(
        due_by("emergency_order.extended_end", "2026-03-14T15:00:00Z") == "21 March 2026 at 15:00");
    CHECK(rules_read().rule("emergency_order.end").in_words() == "192 hours (8 days)");
    CHECK(rules_read().rule("emergency_order.extended_end").in_words() == "168 hours (7 days)");
    CHECK(basis_of("emergency_order.end") == "law");
    CHECK(basis_of("emergency_order.extended_end") == "law");
}

TEST_CASE("serious_incident.notify: the national panel hears within 5 working days")
{
    // Thursday and 24 December make 1, the 29th to the 31st make 4, Monday 4 January makes 5
    CHECK(due_by("serious_incident.notify", "2026-12-23") == "4 January 2027 at 23:59");
    CHECK(basis_of("serious_incident.notify") == "law");
}

TEST_CASE("rapid_review.complete: within 15 working days")
{
    // 14 to 18 December make 5, 21 to 24 make 9, 29 to 31 make 12, 4 to 6 January make 15
    CHECK(due_by("rapid_review.complete", "2026-12-11") == "6 January 2027 at 23:59");
    CHECK(basis_of("rapid_review.complete") == "law");
}

TEST_CASE("safeguarding_review.publish: aimed at within 6 months")
{
    CHECK(due_by("safeguarding_review.publish", "2026-03-31") == "30 September 2026 at 23:59");
    CHECK(basis_of("safeguarding_review.publish") == "law");
}

TEST_CASE("return_interview: within 72 hours of the return, weekends and clock changes counted")
{
    CHECK(due_by("return_interview", "2026-03-29T00:40:00Z") == "1 April 2026 at 01:40");
    CHECK(due_by("return_interview", "2026-03-28T00:40:00Z") == "31 March 2026 at 01:40");
    // back at 01:30 in the first of the two hours of 25 October, and in the second
    CHECK(due_by("return_interview", "2026-10-25T00:30:00Z") == "28 October 2026 at 00:30");
    CHECK(due_by("return_interview", "2026-10-25T01:30:00Z") == "28 October 2026 at 01:30");
    CHECK(basis_of("return_interview") == "law");
}

TEST_CASE("missing.meeting: 5 working days, bank holidays not counted")
{
    // Saturday 28 March: Monday to Thursday are four, then Good Friday and Easter Monday
    CHECK(due_by("missing.meeting", "2026-03-28") == "7 April 2026 at 23:59");
    CHECK(basis_of("missing.meeting") == "setting, not confirmed");
}

TEST_CASE("missing.context: 5 working days")
{
    CHECK(due_by("missing.context", "2026-03-06") == "13 March 2026 at 23:59");
    CHECK(basis_of("missing.context") == "setting, not confirmed");
}

TEST_CASE("plan.review and review.emerging: at most every 12 weeks")
{
    CHECK(due_by("plan.review", "2026-12-07") == "1 March 2027 at 23:59"); // 84 days
    CHECK(due_by("review.emerging", "2026-03-06") == "29 May 2026 at 23:59");
    CHECK(basis_of("plan.review") == "setting");
    CHECK(basis_of("review.emerging") == "setting");
}

TEST_CASE("review.moderate: every 8 weeks")
{
    CHECK(due_by("review.moderate", "2026-03-06") == "1 May 2026 at 23:59"); // 56 days
    CHECK(basis_of("review.moderate") == "setting, not confirmed");
}

TEST_CASE("review.significant: every 4 weeks, also where that is a bank holiday")
{
    CHECK(due_by("review.significant", "2026-03-06") == "3 April 2026 at 23:59"); // Good Friday
    CHECK(basis_of("review.significant") == "setting, not confirmed");
}

TEST_CASE("reassess: at least every 3 months")
{
    CHECK(due_by("reassess", "2026-03-31") == "30 June 2026 at 23:59");
    CHECK(basis_of("reassess") == "setting");
}

TEST_CASE("context.screen: within 5 working days")
{
    // 28 August, then 1 to 4 September: the 31st is a bank holiday
    CHECK(due_by("context.screen", "2026-08-27") == "4 September 2026 at 23:59");
    CHECK(basis_of("context.screen") == "setting, not confirmed");
}

TEST_CASE("context.assessment: within 45 working days")
{
    // Nine whole weeks of 5 from Friday 2 January, without a bank holiday
    CHECK(due_by("context.assessment", "2026-01-02") == "6 March 2026 at 23:59");
    CHECK(basis_of("context.assessment") == "setting, not confirmed");
}

TEST_CASE("context.conference: within 15 working days of the assessment")
{
    // Three weeks from Wednesday 13 May would be 3 June; 25 May is none
    CHECK(due_by("context.conference", "2026-05-13") == "4 June 2026 at 23:59");
    CHECK(basis_of("context.conference") == "setting, not confirmed");
}

TEST_CASE("context.review: every 12 weeks")
{
    CHECK(due_by("context.review", "2026-03-06") == "29 May 2026 at 23:59");
    CHECK(basis_of("context.review") == "setting, not confirmed");
}

TEST_CASE("escalation.line_manager, .head_of_service and .director: 2, 5 and 5 working days")
{
    CHECK(due_by("escalation.line_manager", "2026-04-01") == "7 April 2026 at 23:59");
    // from Friday 1 May; Monday the 4th is none: 5 to 8, then 11 May
    CHECK(due_by("escalation.head_of_service", "2026-05-01") == "11 May 2026 at 23:59");
    // from Thursday 25 March 2027; the 26th and 29th are none: 30, 31, 1, 2, 5 April
    CHECK(due_by("escalation.director", "2027-03-25") == "5 April 2027 at 23:59");
    for (auto const* id :
        {"escalation.line_manager", "escalation.head_of_service", "escalation.director"})
        CHECK(basis_of(id) == "setting, not confirmed");
}

TEST_CASE("escalation.partnership: ten working days, after which nothing moves on by itself")
{
    // from Thursday 25 March 2027; the 26th and 29th are none: 30, 31, 1, 2, then 5 to 9, 12 April
    CHECK(due_by("escalation.partnership", "2027-03-25") == "12 April 2027 at 23:59");
    CHECK(basis_of("escalation.partnership") == "setting, not confirmed");
}

TEST_CASE("nrm.reasonable_grounds and its panel: the aims of others, 5 working days and 45 days")
{
    // Thursday the 21st makes 1, Friday 2; Monday the 25th is none; 26 to 28 May make 5
    CHECK(due_by("nrm.reasonable_grounds", "2026-05-20") == "28 May 2026 at 23:59");
    CHECK(due_by("nrm.reasonable_grounds_panel", "2026-03-06") == "20 April 2026 at 23:59");
    auto const& aim = rules_read().rule("nrm.reasonable_grounds");
    auto const by = Instant::read("2026-05-28T22:59:59Z").value();
    auto const after = by + std::chrono::hours(48);
    CHECK(due_in_words(aim, by, after).text == "Expected by 28 May 2026"); // nobody here is late
    CHECK(due_in_words(aim, by, after).state == DueState::later);
    CHECK(due_in_words(rules_read().rule("return_interview"), by, after).state
        == DueState::overdue); // which is our own
}

TEST_CASE("nrm.recovery: at least 30 calendar days, and nobody here is late once they are over")
{
    auto const ends = Instant::read("2026-04-05T22:59:59Z").value();
    CHECK(due_in_words(rules_read().rule("nrm.recovery"), ends, ends + std::chrono::hours(48)).state
        == DueState::later);
    CHECK(due_by("nrm.recovery", "2026-03-06") == "5 April 2026 at 23:59");
    CHECK(due_by("nrm.recovery", "2028-02-01") == "2 March 2028 at 23:59"); // a leap year
}

TEST_CASE("review.ahead: the page of a team looks 14 days ahead")
{
    CHECK(due_by("review.ahead", "2026-03-06") == "20 March 2026 at 23:59");
    CHECK(basis_of("review.ahead") == "setting, not confirmed");
}

TEST_CASE("disruption.review: 4 weeks after a step against the harm was planned without a day")
{
    // 28 days: 25 left of March, and 3 of April
    CHECK(due_by("disruption.review", "2026-03-06") == "3 April 2026 at 23:59");
    CHECK(basis_of("disruption.review") == "setting, not confirmed");
}

TEST_CASE("disruption.first_alert and .last_alert: 28 and 7 days before it expires")
{
    CHECK(due_by("disruption.first_alert", "2026-07-31") == "3 July 2026 at 23:59");
    CHECK(due_by("disruption.last_alert", "2026-07-31") == "24 July 2026 at 23:59");
    CHECK(rules_read().rule("disruption.first_alert").in_words() == "28 days before");
}

TEST_CASE("transition.plan: 17 and a half years after the day of birth")
{
    CHECK(due_by("transition.plan", "2009-01-15") == "15 July 2026 at 23:59");
    CHECK(due_by("transition.plan", "2008-08-31") == "28 February 2026 at 23:59");
    CHECK(due_by("transition.plan", "2008-02-29") == "29 August 2025 at 23:59");
    CHECK(basis_of("transition.plan") == "setting");
}

TEST_CASE("turning_18.first_warning and .last_warning: 28 and 7 days before the birthday")
{
    CHECK(due_by("turning_18.first_warning", "2027-01-15") == "18 December 2026 at 23:59");
    CHECK(due_by("turning_18.last_warning", "2027-01-15") == "8 January 2027 at 23:59");
}

TEST_CASE("person.screen: 5 working days")
{
    CHECK(due_by("person.screen", "2026-03-06") == "13 March 2026 at 23:59");
    CHECK(basis_of("person.screen") == "setting, not confirmed");
}

TEST_CASE("closure.follow_up: 26 weeks after the case closed")
{
    // 26 weeks are 182 days: 25 left of March, then 30, 31, 30, 31 and 31 make 178, and 4 more
    CHECK(due_by("closure.follow_up", "2026-03-06") == "4 September 2026 at 23:59");
    CHECK(basis_of("closure.follow_up") == "setting, not confirmed");
}

TEST_CASE("peer_map.member, .review, .furthest_review and .notice, and guardian.review")
{
    // A year of 365 days; 12 weeks are 84 days: 25 left of March, 30 of April, and 29 more
    CHECK(due_by("peer_map.member", "2026-03-06") == "6 March 2027 at 23:59");
    CHECK(due_by("peer_map.review", "2026-03-06") == "29 May 2026 at 23:59");
    CHECK(due_by("peer_map.furthest_review", "2026-03-06") == "6 March 2027 at 23:59");
    CHECK(due_by("peer_map.notice", "2026-03-06") == "3 April 2026 at 23:59");
    CHECK(due_by("guardian.review", "2026-03-06") == "6 March 2027 at 23:59");
    for (auto const* const id : {"peer_map.member", "peer_map.review", "peer_map.furthest_review",
             "peer_map.notice", "guardian.review"})
        CHECK(basis_of(id) == "setting, not confirmed");
}

TEST_CASE("intelligence.review, .weeding and .sharing: 12 months, six years, six months")
{
    CHECK(due_by("intelligence.review", "2026-03-06") == "6 March 2027 at 23:59");
    CHECK(due_by("intelligence.review", "2027-02-28") == "28 February 2028 at 23:59");
    CHECK(due_by("intelligence.weeding", "2026-03-06") == "6 March 2032 at 23:59");
    CHECK(due_by("intelligence.weeding", "2028-02-29") == "28 February 2034 at 23:59");
    CHECK(due_by("intelligence.sharing", "2026-08-31") == "28 February 2027 at 23:59");
    for (auto const* const id :
        {"intelligence.review", "intelligence.weeding", "intelligence.sharing"})
        CHECK(basis_of(id) == "setting, not confirmed");
}

TEST_CASE("nrm.guardian: by the next working day")
{
    CHECK(due_by("nrm.guardian", "2026-04-02") == "7 April 2026 at 23:59"); // Easter stands between
    CHECK(basis_of("nrm.guardian") == "setting, not confirmed");
}

TEST_CASE("victims.told, .told_enhanced and .review_request: 5 days, 1 day, and 3 months of theirs")
{
    CHECK(due_by("victims.told", "2026-03-06") == "13 March 2026 at 23:59");
    CHECK(due_by("victims.told_enhanced", "2026-03-06") == "9 March 2026 at 23:59");
    CHECK(due_by("victims.review_request", "2026-11-30") == "28 February 2027 at 23:59");
    CHECK(rules_read().rule("victims.review_request").whose == Whose::others);
    for (auto const* const id : {"victims.told", "victims.told_enhanced"})
        CHECK(basis_of(id) == "setting, not confirmed");
    CHECK(basis_of("victims.review_request") == "law, not confirmed");
}

TEST_CASE("of_concern.decision and .review: 10 working days, and 12 weeks")
{
    CHECK(due_by("of_concern.decision", "2026-03-06") == "20 March 2026 at 23:59");
    // 84 days: 25 left of March, 30 of April, and 29 more
    CHECK(due_by("of_concern.review", "2026-03-06") == "29 May 2026 at 23:59");
    for (auto const* const id : {"of_concern.decision", "of_concern.review"})
        CHECK(basis_of(id) == "setting, not confirmed");
}

TEST_CASE("every rule that ships was tried above")
{
    for (auto const& rule : rules_read().list())
        CHECK_MESSAGE(rules_tried().contains(rule.id), rule.id);
    CHECK(rules_tried().size() == rules_read().list().size());
}
