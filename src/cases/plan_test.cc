// SPDX-License-Identifier: MIT
#include "base/reference.h"
#include "cases/plan.h"
#include "directory/directory.h"
#include <algorithm>
#include <doctest/doctest.h>

namespace kith::cases {
namespace {
    Date const planning_day = Date::of(2026, 3, 6).value();
    GoalWords const planning_words = {{"leaflet", "session", "patrol", "delivered"},
        {"can name", "feel", "safe", "say"}, {"no", "not", "stop", "do not", "reduce"}};

    Goal a_stated_goal()
    {
        Goal goal;
        goal.statement = "Young people can name an adult they trust here";
        goal.aims_at = "PLACE";
        goal.measured_by = "observation";
        goal.what_it_tells = "what_is_different";
        goal.observation = "Young people who can name an adult they trust here";
        goal.baseline = Counted{2, 10, planning_day};
        goal.target = "6 of 10";
        return goal;
    }

    actions::Action an_action(GoalId goal, char const* kind)
    {
        actions::Action action;
        action.drawn_from = thing(goal);
        action.kind = kind;
        return action;
    }
} // namespace

TEST_CASE("a measure of what we do is refused and says why, however the question was answered")
{
    auto goal = a_stated_goal();
    CHECK(problems_of(goal, planning_words, planning_day).empty());
    CHECK(missing_in(goal).empty());
    goal.observation = "Leaflets delivered to the takeaway";
    auto const problems = problems_of(goal, planning_words, planning_day);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].field == "observation");
    CHECK(problems[0].words.key.find("“leaflet” counts what we do") != std::string::npos);
    // What young people say of the patrols tells a change.
    goal.observation = "Young people who feel safe when patrols pass";
    CHECK(problems_of(goal, planning_words, planning_day).empty());
    goal.what_it_tells = "what_we_do";
    CHECK(problems_of(goal, planning_words, planning_day).size() == 1);
}

TEST_CASE("a measure that begins with what we do is refused, whatever it says after that")
{
    auto const facts = directory::ReferenceFacts::read().value();
    GoalWords words;
    for (auto const& [list, into] : {std::pair("effort_word", &words.effort),
             {"change_word", &words.change}, {"negation_word", &words.negation}})
        for (auto const& code : facts.codes(list, planning_day))
            into->push_back(code.label);
    auto const refused = [&](char const* observation) {
        auto goal = a_stated_goal();
        goal.observation = observation;
        auto const problems = problems_of(goal, words, planning_day);
        return problems.size() == 1 && problems[0].field == "observation"
            && problems[0].words.key.find("counts what we do") != std::string::npos;
    };
    for (auto const* const effort :
        {"Safeguarding training delivered to staff", "Safety leaflets handed out",
            "Safety sessions held at school", "Reports sent to police",
            "Patrols each week feel safer", "Parents known to have attended", "Saying no workshop",
            "Home visits per week", "Times the team meets", "Keywork hours",
            "Checks done by police", "CCTV cameras working", "Know your rights workshops",
            "Number of safe space workshops"})
        CHECK_MESSAGE(refused(effort), effort);
    for (auto const* const change : {"Young people who feel safe there", "Nights at home",
             "Days in school", "Of twelve who were asked, how many can name somebody",
             "Of her five things, how many she has", "Young people who feel safe when patrols pass",
             "Young people who say that a leaflet told them something new",
             "Days of the school week on which they felt safe on the way",
             "Evenings of the week on which nobody whom he does not know wrote"})
        CHECK_MESSAGE(!refused(change), change);
}

TEST_CASE("a goal is measured by an instrument or by something counted, and by nothing else")
{
    auto goal = a_stated_goal();
    goal.observation = "Leaflets delivered to the takeaway";
    goal.measured_by = "other";
    CHECK(problems_of(goal, planning_words, planning_day)[0].field == "measured_by");
    goal = a_stated_goal();
    goal.what_it_tells = "something";
    CHECK(problems_of(goal, planning_words, planning_day)[0].field == "what_it_tells");
}

TEST_CASE("a goal saves with anything in it, and says what is missing before the plan is agreed")
{
    Goal goal;
    goal.statement = "Young people feel safe at the bus station";
    CHECK(problems_of(goal, planning_words, planning_day).empty());
    CHECK(missing_in(goal).size() == 3); // what it is about, the measure, the target
    goal = a_stated_goal();
    goal.baseline.reset();
    CHECK(missing_in(goal).size() == 1);
    goal.baseline = Counted{11, 10, planning_day};
    CHECK(problems_of(goal, planning_words, planning_day)[0].field == "baseline_count");
    goal.baseline = Counted{2, 10, planning_day + 1};
    CHECK(problems_of(goal, planning_words, planning_day)[0].field == "baseline_on");
    goal = a_stated_goal();
    goal.state = "dropped";
    CHECK(problems_of(goal, planning_words, planning_day)[0].field == "state_because");
}

TEST_CASE("a goal that says only what must stop gets advice, and is not refused")
{
    CHECK(!advice_on("Stop going to the takeaway", planning_words).empty());
    CHECK(!advice_on("She does not stay out late", planning_words).empty());
    CHECK(advice_on("Young people can name an adult they trust here", planning_words).empty());
    CHECK(advice_on("Young people say they are not afraid and feel safe", planning_words).empty());
    CHECK(advice_on("Northgate has a youth club", planning_words).empty()); // "no" is no word there
}

TEST_CASE("nineteen of sixty-two is 31 per cent")
{
    Counted const counted{19, 62, planning_day};
    CHECK(counted.percent() == doctest::Approx(30.6452).epsilon(0.0001)); // 1900 / 62
    CHECK(counted.in_words() == "19 of 62 (31 %) on 6 March 2026");
}

TEST_CASE("actions that watch are counted beside those that support and those that change")
{
    auto const goal = GoalId::fresh();
    std::vector<actions::Action> all = {an_action(goal, "watches_or_limits"),
        an_action(goal, "watches_or_limits"), an_action(goal, "supports")};
    CHECK(count_actions(all).watch == 2);
    CHECK(count_actions(all).watching_outweighs());
    all.push_back(an_action(goal, "changes_context"));
    CHECK(!count_actions(all).watching_outweighs()); // two beside two
    all.back().state = actions::ActionState::withdrawn;
    CHECK(count_actions(all).watching_outweighs());
}

TEST_CASE("effort that does not follow the weight is told")
{
    Weighting weighting;
    weighting.parts
        = {{"HOME", "some", "strong", "Mother", {}}, {"PLACE", "strongest", "none", "It", {}}};
    WholePlan whole;
    Goal home = a_stated_goal();
    home.id = GoalId::fresh();
    home.aims_at = "HOME";
    Goal place = a_stated_goal();
    place.id = GoalId::fresh();
    whole.goals = {home, place};
    whole.actions = {an_action(home.id, "supports"), an_action(home.id, "watches_or_limits")};
    auto const label = [](std::string const& part) { return part; };
    auto said = effort_beside_weight(whole, weighting, label);
    REQUIRE(said.size() == 1);
    CHECK(said[0] == "PLACE weighs most in the harm, and no action is aimed there.");
    whole.actions.push_back(an_action(place.id, "changes_context"));
    said = effort_beside_weight(whole, weighting, label);
    REQUIRE(said.size() == 1);
    CHECK(said[0] == "PLACE weighs more in the harm than HOME, and has fewer actions: 1 beside 2.");
    whole.actions.push_back(an_action(place.id, "changes_context"));
    CHECK(effort_beside_weight(whole, weighting, label).empty());
}

TEST_CASE("an address and a reference of a record are found")
{
    CHECK(tells_an_address("She lives at 12 Quay Street now"));
    CHECK(tells_an_address("near FY1 1AA"));
    CHECK(!tells_an_address("2 of 10 young people on the way"));
    CHECK(!has_a_persons_reference("P-000-0001 or so"));
    CHECK(has_a_persons_reference("see " + Reference::fresh('P').write() + " for more"));
}

} // namespace kith::cases
