// SPDX-License-Identifier: MIT
#include "contexts/context_fact.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>

namespace kith::contexts {
namespace {
    constexpr std::size_t longest_fact_text = 500;

    constexpr std::array<ContextFactKind, 4> kinds_of_facts{{
        {"harm", "", "Harm seen here", "What harm was seen here?",
            "Each type by itself: what happened belongs to the harm and to those who cause it, "
            "never "
            "to a child",
            "harm", "What was seen, in a sentence (optional)", "", "", "First seen (optional)",
            "Last seen (optional)", false, false, true, true, false},
        {"cuckooing", "HOME", "Taken over by others", "Is this home taken over by others?",
            "A fact of the home. Whoever lives here is harmed by it: nothing is written on their "
            "record",
            "cuckooing_state", "What points to it (optional)", "", "", "Since when",
            "Until when, if it is over (optional)", false, true, true, false, true},
        {"licence", "PLACE", "Licences", "Which licence does it have?", "", "licence_kind", "",
            "Licence number (optional)", "Who gives it", "From (optional)", "Until (optional)",
            false, false, false, false, true},
        {"lead", "SCHOOL", "Safeguarding leads", "Who leads on safeguarding here?", "",
            "safeguarding_lead", "Name", "", "How to reach them (optional)", "From (optional)",
            "Until (optional)", true, false, false, false, true},
    }};

    void trim_fact_text(std::string& text)
    {
        auto const first = text.find_first_not_of(" \t\r\n");
        text = first == std::string::npos
            ? ""
            : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    }

    Done check_fact_days(ContextFactKind const& kind, ContextFact const& fact, Date today)
    {
        if (kind.needs_from && !fact.from)
            return invalid("Say since when, as far as it is known: a year is enough", "from");
        if (fact.from && fact.from->first() > today)
            return invalid("Enter a day that is not in the future", "from");
        if (!fact.until)
            return done();
        if (!kind.ends && fact.until->first() > today)
            return invalid("Enter a day that is not in the future", "until");
        if (fact.from && fact.until->last() < fact.from->first())
            return invalid("Enter a last day that is not before the first", "until");
        return done();
    }

    Done check_fact_texts(ContextFactKind const& kind, ContextFact const& fact)
    {
        std::pair<char const*, std::string const*> const texts[] = {{"words", &fact.words},
            {"number", &fact.number}, {"reach", &fact.reach}, {"source", &fact.source}};
        for (auto const& [field, text] : texts)
            if (text->size() > longest_fact_text)
                return invalid("Write 500 characters or fewer", field);
        if (kind.needs_words && fact.words.empty())
            return invalid("Enter their name", "words");
        if (kind.needs_source && fact.source.empty())
            return invalid("Say who told this, or where it stands", "source");
        return done();
    }
} // namespace

std::span<ContextFactKind const> context_fact_kinds() { return kinds_of_facts; }

ContextFactKind const* find_fact_kind(std::string_view kind, std::string_view of_context)
{
    auto const found = std::ranges::find(kinds_of_facts, kind, &ContextFactKind::kind);
    return found == kinds_of_facts.end() || (!found->of.empty() && found->of != of_context)
        ? nullptr
        : &*found;
}

ContextFactKind const& kind_of(ContextFact const& fact)
{
    auto const found = std::ranges::find(kinds_of_facts, fact.kind, &ContextFactKind::kind);
    must(found != kinds_of_facts.end(), "a fact of a context is of a kind");
    return *found;
}

bool stands(ContextFact const& fact, Date on)
{
    return !fact.withdrawn_at && (!kind_of(fact).ends || !fact.until || fact.until->last() >= on);
}

Result<ContextFact> checked(
    directory::ReferenceFacts const& lists, ContextFact fact, Context const& context, Date today)
{
    auto const* const kind = find_fact_kind(fact.kind, context.kind);
    if (!kind)
        return invalid("A context of this kind has no such fact", "kind");
    for (auto* const text : {&fact.words, &fact.number, &fact.reach, &fact.source})
        trim_fact_text(*text);
    auto const listed = [&](std::string_view list, std::string const& code) {
        auto const codes = lists.codes(list, today);
        return std::ranges::any_of(codes, [&](auto const& one) { return one.code == code; });
    };
    if (!listed(kind->list, fact.code))
        return invalid("Choose one", "code");
    if (kind->asks_certainty && fact.certainty.empty())
        fact.certainty = "reported";
    if (!kind->asks_certainty)
        fact.certainty.clear();
    else if (!listed("certainty", fact.certainty))
        return invalid("Choose how sure it is", "certainty");
    TRY(check_fact_texts(*kind, fact));
    TRY(check_fact_days(*kind, fact, today));
    return fact;
}

Done check_last_day(ContextFact const& fact, std::optional<PartialDate> const& until, Date today)
{
    if (!kind_of(fact).ends)
        return invalid("When it was last seen is said again, not ended", "what");
    if (!until)
        return invalid("Enter the last day, as far as it is known: a year is enough", "until");
    if (until->first() > today)
        return invalid("Enter a day that is not in the future", "until");
    if (fact.from && until->last() < fact.from->first())
        return invalid("Enter a last day that is not before the first", "until");
    return done();
}

std::vector<HarmSeen> harms_seen(std::vector<ContextFact> const& facts)
{
    std::vector<HarmSeen> seen;
    for (auto const& fact : facts) {
        if (fact.kind != "harm" || fact.withdrawn_at)
            continue;
        auto found = std::ranges::find(seen, fact.code, &HarmSeen::code);
        if (found == seen.end())
            found = seen.insert(seen.end(), HarmSeen{fact.code});
        for (auto const& day : {fact.from, fact.until}) {
            if (!day)
                continue;
            if (!found->first || day->first() < found->first->first())
                found->first = day;
            if (!found->last || day->last() > found->last->last())
                found->last = day;
        }
        found->said.push_back(fact);
    }
    std::ranges::stable_sort(seen, [](HarmSeen const& one, HarmSeen const& other) {
        return (one.last ? one.last->last() : Date()) > (other.last ? other.last->last() : Date());
    });
    return seen;
}

} // namespace kith::contexts
