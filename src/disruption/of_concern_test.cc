// SPDX-License-Identifier: MIT
#include "disruption/of_concern.h"
#include <algorithm>
#include <doctest/doctest.h>
#include <map>
#include <random>
#include <set>

namespace kith::disruption {
namespace {
    Date poc_day(char const* text) { return Date::read(text).value(); }

    OfConcernDetails an_adult()
    {
        OfConcernDetails details;
        details.known_as = "Dario Quillfeather";
        details.age = AgeGroup::adult;
        details.harms = {"CCE"};
        details.grounds = "Said to collect money at the underpass on Fridays";
        return details;
    }
    EvidenceOf resting_on(char const* source)
    {
        EvidenceOf one;
        one.id = Uuid::fresh();
        one.source = source;
        one.words = "What was said";
        return one;
    }
    StandingEntry entry_of(Standing standing, char const* on, AccountId by = AccountId::fresh())
    {
        StandingEntry entry;
        entry.id = StandingEntryId::fresh();
        entry.standing = standing;
        entry.on = poc_day(on);
        entry.by = by;
        return entry;
    }
    StandingTyped wanted(Standing standing)
    {
        StandingTyped typed;
        typed.standing = standing;
        typed.on = poc_day("2026-03-06");
        typed.why = "Two people told of the same";
        typed.apart = true;
        return typed;
    }
    // The fields that are wrong, in order.
    std::string wrong_with(StandingTyped const& typed, OfConcernDetails const& details,
        std::vector<StandingEntry> const& history, std::vector<EvidenceOf> const& evidence,
        AccountId by = AccountId::fresh())
    {
        std::string fields;
        for (auto const& problem : problems_of_standing(details, history, evidence, typed, by,
                 poc_day("2026-03-06"), poc_day("2026-05-29")))
            fields += (fields.empty() ? "" : " ") + problem.field;
        return fields;
    }
    std::string lacks(Standing standing, std::vector<EvidenceOf> const& evidence)
    {
        return lacking_for(standing, evidence).value_or("");
    }
} // namespace

TEST_CASE("a public report alone never makes a person of concern, whatever stands beside it")
{
    std::vector<EvidenceOf> evidence;
    CHECK(lacks(Standing::alleged, evidence) == "Add first what it rests on");
    evidence = {resting_on("public_report"), resting_on("public_report")};
    CHECK(lacks(Standing::alleged, evidence).starts_with("A public report alone never"));
    CHECK(lacks(Standing::under_investigation, evidence).starts_with("A public report alone"));
    evidence.push_back(resting_on("child_told"));
    CHECK(lacks(Standing::alleged, evidence).empty());
    // what the police suspect to be false, and what was taken back, is no second kind
    evidence.back().grade_information = "E";
    CHECK(lacks(Standing::alleged, evidence).starts_with("A public report alone never"));
    evidence.back().grade_information = "B";
    evidence.back().withdrawn_at = Instant();
    CHECK(lacks(Standing::alleged, evidence).starts_with("A public report alone never"));
}

TEST_CASE("one kind of source is not enough, but for a record of the police or a court")
{
    CHECK(lacks(Standing::alleged, {resting_on("practitioner_saw")}).starts_with("One kind"));
    CHECK(lacks(Standing::alleged, {resting_on("intelligence")}).starts_with("One kind"));
    CHECK(lacks(Standing::alleged, {resting_on("police_record")}).empty());
    CHECK(lacks(Standing::charged, {resting_on("child_told"), resting_on("document")})
        == "Add the record of the police or the court first");
    CHECK(lacks(Standing::charged, {resting_on("police_record")}).empty());
    CHECK(lacks(Standing::convicted, {resting_on("police_record")})
        == "Add the court's record first");
    CHECK(lacks(Standing::convicted, {resting_on("court_record")}).empty());
    // to say that they are not, nothing is needed
    CHECK(lacks(Standing::removed, {}).empty());
    CHECK(lacks(Standing::cleared, {}).empty());
}

TEST_CASE("somebody else decides, who does not know them, and says why and until when")
{
    auto const raiser = AccountId::fresh();
    std::vector const history{entry_of(Standing::considered, "2026-03-02", raiser)};
    std::vector const evidence{resting_on("police_record")};
    auto typed = wanted(Standing::alleged);
    CHECK(wrong_with(typed, an_adult(), history, evidence).empty());
    CHECK(wrong_with(typed, an_adult(), history, evidence, raiser) == "standing");
    typed.apart = false;
    typed.why = " ";
    CHECK(wrong_with(typed, an_adult(), history, evidence) == "why apart");
    typed = wanted(Standing::alleged);
    typed.on = poc_day("2026-03-07");
    CHECK(wrong_with(typed, an_adult(), history, evidence) == "on");
    typed.on = poc_day("2026-03-01");
    CHECK(wrong_with(typed, an_adult(), history, evidence) == "on");
    typed.on = poc_day("2026-03-06");
    typed.review_on = poc_day("2026-05-29");
    CHECK(wrong_with(typed, an_adult(), history, evidence).empty());
    typed.review_on = poc_day("2026-05-30");
    CHECK(wrong_with(typed, an_adult(), history, evidence) == "review");
    // whoever raised it may say that they are not of concern, and that they are cleared
    CHECK(wrong_with(wanted(Standing::removed), an_adult(), history, evidence, raiser).empty());
    CHECK(wrong_with(wanted(Standing::cleared), an_adult(), history, evidence, raiser).empty());
}

TEST_CASE("a child is of concern only with a manager's reason that names what supports them")
{
    auto child = an_adult();
    for (auto const age : {AgeGroup::under_18, AgeGroup::not_known}) {
        child.age = age;
        child.supports.clear();
        CHECK(problems_of(child).front().field == "supports");
        child.supports = "His uncle, and the boxing club";
        CHECK(problems_of(child).empty());
        std::vector const history{entry_of(Standing::considered, "2026-03-02")};
        std::vector const evidence{resting_on("police_record")};
        auto typed = wanted(Standing::alleged);
        CHECK(wrong_with(typed, child, history, evidence) == "reason supports");
        typed.reason = "Two others were hurt, and he was spoken to first";
        typed.supports = "His uncle, and the boxing club";
        CHECK(wrong_with(typed, child, history, evidence).empty());
    }
    CHECK(role_in_words(AgeGroup::under_18) == "Young person who may have caused harm");
}

TEST_CASE("how to reach whoever was harmed never stands on the record")
{
    CHECK(tells_how_to_reach("Ring her on 01632 960001 after six"));
    CHECK(tells_how_to_reach("+44 7700 900123"));
    CHECK(tells_how_to_reach("write to her.aunt@example.org"));
    CHECK(tells_how_to_reach("He met " + Reference::fresh('P').write() + " there"));
    CHECK(!tells_how_to_reach("On 12 March 2026 at 21:30 he took 150 pounds, 3 times"));
    CHECK(!tells_how_to_reach("He is called @smokey there"));
    auto details = an_adult();
    details.grounds = "Her number is 01632 960001";
    CHECK(problems_of(details).front().field == "grounds");
}

TEST_CASE("cleared is said beside every earlier entry and the name, and not beside what came after")
{
    std::vector history{entry_of(Standing::considered, "2026-03-02"),
        entry_of(Standing::alleged, "2026-03-06"), entry_of(Standing::cleared, "2026-05-03")};
    CHECK(shown_name("Dario", history) == "Dario (cleared on 3 May 2026)");
    CHECK(entry_in_words(history, 1) == "Alleged (cleared on 3 May 2026)");
    CHECK(entry_in_words(history, 2) == "Cleared");
    CHECK(standing_in_words(history) == "Cleared on 3 May 2026");
    history.push_back(entry_of(Standing::considered, "2026-06-01"));
    CHECK(standing_in_words(history)
        == "Under consideration again, since 1 June 2026 (cleared on 3 May 2026)");
    CHECK(entry_in_words(history, 1) == "Alleged (cleared on 3 May 2026)");
    CHECK(entry_in_words(history, 3) == "Under consideration");
    CHECK(next_of(Standing::cleared) == std::vector{Standing::considered});
}

namespace {
    // All that pages, lists, prints, programs and targets of steps show: each view, with the place
    // of the entry it tells of (the last one for those that tell of the whole).
    struct ViewDrawn {
        std::string text;
        std::size_t of;
        bool whole;
    };
    std::vector<ViewDrawn> all_views(
        std::string const& name, std::vector<StandingEntry> const& history)
    {
        auto const last = history.size() - 1;
        std::vector<ViewDrawn> views{{shown_name(name, history), last, true},
            {standing_in_words(history), last, true},
            {shown_name(name, history) + ": " + standing_in_words(history), last, true}};
        for (std::size_t at = 0; at < history.size(); ++at)
            views.push_back({entry_in_words(history, at), at, false});
        return views;
    }
} // namespace

TEST_CASE(
    "ten thousand histories: once cleared, no view shows it without, and whoever saw it is told")
{
    std::mt19937 random(20260307); // NOLINT(cert-msc32-c,cert-msc51-cpp): the same each time
    auto const below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    std::size_t cleared_histories = 0;
    std::size_t told_in_all = 0;
    for (int trial = 0; trial < 10'000; ++trial) {
        std::vector<AccountId> accounts(4);
        for (auto& account : accounts)
            account = AccountId::fresh();
        std::vector<StandingEntry> history;
        std::map<AccountId, int> first_look;        // the oracle's: the moment each was shown it
        std::map<int, std::set<AccountId>> to_hear; // by the moment of a clearing that stands
        auto now = 0;
        auto const at_moment = [](int moment) { return Instant() + std::chrono::seconds(moment); };
        auto const steps = 3 + below(12);
        for (std::size_t step = 0; step < steps; ++step) {
            ++now;
            if (below(3) == 0) { // somebody is shown it
                first_look.try_emplace(accounts[below(accounts.size())], now);
                continue;
            }
            if (history.size() > 1 && below(6) == 0) { // the last entry was wrong
                for (auto at = history.size(); at > 1; --at) {
                    auto& one = history[at - 1];
                    if (one.taken_back_at)
                        continue;
                    if (one.standing != Standing::cleared)
                        one.taken_back_at = at_moment(now);
                    break;
                }
                continue;
            }
            auto standing = Standing::considered;
            if (!history.empty()) {
                auto const choices = next_of(standing_of(history));
                REQUIRE(!choices.empty());
                standing = choices[below(choices.size())];
            }
            StandingEntry entry;
            entry.id = StandingEntryId::fresh();
            entry.standing = standing;
            entry.on = poc_day("2026-03-06") + now;
            entry.by = accounts[below(accounts.size())];
            entry.at = at_moment(now);
            if (standing == Standing::cleared)
                for (auto const& [account, moment] : first_look)
                    if (account != entry.by)
                        to_hear[now].insert(account);
            history.push_back(entry);
        }
        if (history.empty())
            continue;
        // The oracle: the place and day of the latest clearing, found from the front.
        std::optional<std::size_t> place;
        for (std::size_t at = 0; at < history.size(); ++at)
            if (history[at].standing == Standing::cleared && !history[at].taken_back_at)
                place = at;
        auto const views = all_views("Dario Quillfeather", history);
        for (auto const& view : views) {
            auto const says_cleared = view.text.find("leared on ") != std::string::npos;
            if (!place) {
                CHECK(!says_cleared);
                continue;
            }
            auto const day = history[*place].on.in_words();
            if (view.whole || view.of < *place) {
                CHECK(says_cleared);
                CHECK(view.text.find("leared on " + day) != std::string::npos);
            } else {
                CHECK(!says_cleared); // itself, and what came after it
            }
        }
        cleared_histories += place ? 1 : 0;
        // Each clearing is told to all who were shown it before, once, and to nobody else.
        for (auto const& entry : history) {
            if (entry.standing != Standing::cleared)
                continue;
            auto const moment = static_cast<int>(
                std::chrono::duration_cast<std::chrono::seconds>(entry.at - Instant()).count());
            for (auto const& account : accounts) {
                auto const look = first_look.find(account);
                auto const shown = look == first_look.end()
                    ? std::nullopt
                    : std::optional(at_moment(look->second));
                auto const tells = is_to_be_told(entry, account, shown, false);
                CHECK(tells == to_hear[moment].contains(account));
                CHECK(!is_to_be_told(entry, account, shown, true));
                told_in_all += tells ? 1 : 0;
            }
        }
    }
    CHECK(cleared_histories > 3'000); // else the draws would prove little
    CHECK(told_in_all > 3'000);
}
} // namespace kith::disruption
