// SPDX-License-Identifier: MIT
#include "cases/turning_acts.h"
#include "base/london.h"
#include "cases/weighting_acts.h"
#include <algorithm>

namespace kith::cases {
namespace {
    // As it stands when it is written to.
    Result<Case> open_to_plan(Change& change, CaseId id)
    {
        auto one = TRY(find(change, id));
        if (!one.is_open())
            return invalid("The case is closed: open it again first", "answer");
        return one;
    }
} // namespace

Result<Case> persons_case(Visit const& visit, http::Request const& request, char const* act)
{
    auto const id = TRY(request.id<CaseId>("case"));
    auto one = TRY(find(visit, id));
    if (one.of_context())
        return not_found();
    auto const facts = TRY(facts_of(visit, one));
    TRY(visit.may(act, facts));
    return one;
}

std::optional<Date> birthday_of(people::Person const& person)
{
    if (!person.birth || person.birth->about || person.birth->first() != person.birth->last())
        return std::nullopt;
    return turns_18_on(person.birth->first());
}

std::vector<EndsAt18> what_ends(
    Cases const& room, Visit const& visit, people::Person const& person, Date on)
{
    std::vector<EndsAt18> all;
    for (auto const& fact : people::list_facts(visit, person)) {
        auto const ends = room.facts.code("ends_at_18", fact.code);
        if (fact.kind == "status" && ends && people::stands(fact, on))
            all.push_back({fact.code, ends->label});
    }
    return all;
}

std::vector<Error> problems_with(Cases const& room, Consent const& consent, Date today)
{
    auto problems = problems_of(consent, today);
    if (!consent.answer.empty() && !room.facts.lists("consent_answer", consent.answer, today))
        problems.push_back(invalid("Choose from the list", "answer"));
    return problems;
}

Result<Uuid> record_consent(Cases const& room, Change& change, CaseId of, Consent const& consent)
{
    auto const one = TRY(open_to_plan(change, of));
    auto const problems = problems_with(room, consent, london::day_of(change.now()));
    if (!problems.empty())
        return problems.front();
    auto const id = TRY(add_consent(change, one, consent));
    if (consent.was_asked())
        tell_of_case(room, change, one, "consent_asked",
            "Case " + one.reference.write() + ": they were asked for consent");
    return id;
}

Result<Uuid> record_support(Change& change, CaseId of, Support const& support)
{
    auto const one = TRY(open_to_plan(change, of));
    auto const problems = problems_of(support, london::day_of(change.now()));
    if (!problems.empty())
        return problems.front();
    return add_support(change, one, support);
}

Done take_support_back(Change& change, CaseId of, Uuid const& support, std::string const& because)
{
    auto const one = TRY(open_to_plan(change, of));
    auto const known = supports_of(change, of);
    if (std::ranges::find(known, support, &Support::id) == known.end())
        return not_found();
    if (because.find_first_not_of(" \t\r\n") == std::string::npos)
        return invalid("Say why this is taken back", "ended_because");
    if (because.size() > longest_turning_text)
        return invalid("Say it in fewer words", "ended_because");
    return withdraw_support(change, one, support, because);
}

} // namespace kith::cases
