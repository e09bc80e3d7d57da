// SPDX-License-Identifier: MIT
#include "cases/fact_prompt.h"
#include <doctest/doctest.h>

namespace kith::cases {
namespace {
    directory::ReferenceFacts const& lists_for_prompts()
    {
        static auto const facts = *directory::ReferenceFacts::read();
        return facts;
    }

    people::Fact stated(char const* kind, char const* code, std::optional<PartialDate> from = {})
    {
        people::Fact fact;
        fact.id = Uuid::fresh();
        fact.kind = kind;
        fact.code = code;
        fact.from = from;
        return fact;
    }

    // "placement_move: Home, from 4 March 2026"; "" where it asks for none.
    std::string asks_for(people::Fact const& fact, std::vector<people::Fact> const& known = {})
    {
        auto const asks
            = prompt_of_fact(lists_for_prompts(), fact, known, Date::of(2026, 3, 6).value());
        return asks ? asks->kind + ": " + asks->said : std::string();
    }
    constexpr PartialDate fourth{2026, 3, 4};
} // namespace

TEST_CASE("another home, school, exclusion or order asks for a look; who somebody is does not")
{
    CHECK(asks_for(stated("address", "HOME", fourth)) == "placement_move: Home, from 4 March 2026");
    CHECK(asks_for(stated("education", "ON_ROLL", fourth))
        == "exclusion: On roll at a school or college, from 4 March 2026");
    CHECK(asks_for(stated("education", "EXCLUDED")) == "exclusion: Permanently excluded");
    CHECK(asks_for(stated("status", "SECTION_20", fourth))
        == "placement_move: Looked after, by agreement (section 20), from 4 March 2026");
    CHECK(asks_for(stated("status", "POLICE_PROTECTION"))
        == "police_event: In police protection (section 46)");
    CHECK(asks_for(stated("status", "CHILD_PROTECTION"))
        == "strategy_discussion: Child protection plan");
    CHECK(asks_for(stated("status", "EHC_PLAN", fourth)).empty());
    CHECK(asks_for(stated("ethnicity", "AIND", fourth)).empty());
    CHECK(asks_for(stated("address", "LETTERS", fourth)).empty());
}

TEST_CASE("the first that is told of a kind, from nobody knows when, is no change")
{
    auto const home = stated("address", "HOME");
    CHECK(asks_for(home).empty());
    auto const before = stated("address", "STAYING");
    CHECK(asks_for(home, {home, before}) == "placement_move: Home"); // itself does not count
    CHECK(asks_for(home, {home}).empty());
    CHECK(asks_for(home, {stated("education", "ON_ROLL")}).empty());
    auto withdrawn = before;
    withdrawn.withdrawn_at = Instant::read("2026-03-05T09:00:00Z").value();
    CHECK(asks_for(home, {withdrawn}).empty());
}

TEST_CASE("what is over, and what is not known, asks for no look")
{
    auto over = stated("education", "SUSPENDED", PartialDate{2026, 2, 2});
    over.until = PartialDate{2026, 2, 6};
    CHECK(asks_for(over).empty());
    over.until = PartialDate{2026, 3, 6}; // its last day is today
    CHECK(asks_for(over) == "exclusion: Suspended, from 2 February 2026");
    auto unknown = stated("education", "", fourth);
    unknown.answer = people::Answer::not_known;
    CHECK(asks_for(unknown).empty());
}

TEST_CASE("of a protected address no kind and no day is told, and the last day it can have been is")
{
    auto home = stated("address", "REFUGE", PartialDate{2026, 3});
    auto const asks = [&] {
        return prompt_of_fact(lists_for_prompts(), home, {}, Date::of(2026, 3, 6).value()).value();
    };
    CHECK(asks().said == "Refuge, from March 2026");
    CHECK(asks().last_day == Date::of(2026, 3, 31).value());
    home.sealed = true;
    CHECK(asks().said.empty());
}

TEST_CASE("each code of the table is one of its list")
{
    for (auto const* const code : {"SUSPENDED", "EXCLUDED", "MISSING_EDUCATION"})
        CHECK_MESSAGE(lists_for_prompts().code("education_place", code), code);
    for (auto const* const code : {"LETTERS", "PLACEMENT", "REFUGE", "CUSTODY", "NO_FIXED"})
        CHECK_MESSAGE(lists_for_prompts().code("address_kind", code), code);
    for (auto const* const code :
        {"SECTION_20", "INTERIM_ORDER", "SECTION_31", "PLACEMENT_ORDER", "EMERGENCY_ORDER",
            "REMAND", "PRIVATE_FOSTERING", "SPECIAL_GUARDIANSHIP", "CHILD_ARRANGEMENTS",
            "DETENTION_TRAINING", "CHILD_PROTECTION", "POLICE_PROTECTION", "YOUTH_CAUTION",
            "YOUTH_CONDITIONAL_CAUTION", "REFERRAL_ORDER", "YOUTH_REHABILITATION", "INJUNCTION"})
        CHECK_MESSAGE(lists_for_prompts().code("legal_status", code), code);
}

} // namespace kith::cases
