// SPDX-License-Identifier: MIT
#include "cases/fact_prompt.h"
#include <algorithm>
#include <array>

namespace kith::cases {
namespace {
    constexpr char const* to_another_home = "placement_move";
    constexpr char const* of_school = "exclusion";
    constexpr char const* by_police = "police_event";
    constexpr char const* after_discussion = "strategy_discussion";

    // Rule 1. A code that is empty stands for all others of its kind.
    struct Asks {
        std::string_view kind, code, trigger;
        bool happened = false; // rule 4
    };
    constexpr std::array<Asks, 27> facts_that_ask = {{
        {"education", "SUSPENDED", of_school, true},
        {"education", "EXCLUDED", of_school, true},
        {"education", "MISSING_EDUCATION", of_school, true},
        {"education", "", of_school},
        {"address", "LETTERS", ""},
        {"address", "PLACEMENT", to_another_home, true},
        {"address", "REFUGE", to_another_home, true},
        {"address", "CUSTODY", to_another_home, true},
        {"address", "NO_FIXED", to_another_home, true},
        {"address", "", to_another_home},
        // Looked after, from then on or otherwise than before: they live elsewhere.
        {"status", "SECTION_20", to_another_home, true},
        {"status", "INTERIM_ORDER", to_another_home, true},
        {"status", "SECTION_31", to_another_home, true},
        {"status", "PLACEMENT_ORDER", to_another_home, true},
        {"status", "EMERGENCY_ORDER", to_another_home, true},
        {"status", "REMAND", to_another_home, true},
        {"status", "PRIVATE_FOSTERING", to_another_home, true},
        {"status", "SPECIAL_GUARDIANSHIP", to_another_home, true},
        {"status", "CHILD_ARRANGEMENTS", to_another_home, true},
        {"status", "DETENTION_TRAINING", to_another_home, true},
        // No plan of protection without a strategy discussion before it.
        {"status", "CHILD_PROTECTION", after_discussion, true},
        {"status", "POLICE_PROTECTION", by_police, true},
        {"status", "YOUTH_CAUTION", by_police, true},
        {"status", "YOUTH_CONDITIONAL_CAUTION", by_police, true},
        {"status", "REFERRAL_ORDER", by_police, true},
        {"status", "YOUTH_REHABILITATION", by_police, true},
        {"status", "INJUNCTION", by_police, true},
    }};

    Asks const* asks_of(people::Fact const& fact)
    {
        auto const at = std::ranges::find_if(facts_that_ask, [&](Asks const& one) {
            return one.kind == fact.kind && (one.code.empty() || one.code == fact.code);
        });
        return at == facts_that_ask.end() || at->trigger.empty() ? nullptr : &*at;
    }

    bool known_before(people::Fact const& fact, std::vector<people::Fact> const& known)
    {
        return std::ranges::any_of(known, [&](people::Fact const& other) {
            return other.kind == fact.kind && other.id != fact.id && !other.withdrawn_at
                && other.answer == people::Answer::said;
        });
    }

    std::string list_of_kind(people::Fact const& fact)
    {
        auto const* const kind = people::find_fact_kind(fact.kind);
        return kind ? std::string(kind->list) : std::string();
    }

    std::string fact_in_words(directory::ReferenceFacts const& facts, people::Fact const& fact)
    {
        if (fact.sealed)
            return {}; // rule 5
        auto const label = facts.code(list_of_kind(fact), fact.code);
        auto text = label ? label->label : fact.code;
        if (fact.from)
            text += (text.empty() ? "from " : ", from ") + fact.from->in_words();
        return text;
    }
} // namespace

std::optional<FactPrompt> prompt_of_fact(directory::ReferenceFacts const& facts,
    people::Fact const& fact, std::vector<people::Fact> const& known, Date today)
{
    auto const* const asks = asks_of(fact);
    if (!asks || fact.answer != people::Answer::said || !people::stands(fact, today))
        return std::nullopt;
    if (!fact.from && !asks->happened && !known_before(fact, known))
        return std::nullopt;
    return FactPrompt{std::string(asks->trigger), fact_in_words(facts, fact),
        fact.from ? std::optional(fact.from->last()) : std::nullopt};
}

} // namespace kith::cases
