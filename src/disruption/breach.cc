// SPDX-License-Identifier: MIT
#include "disruption/breach.h"
#include <algorithm>
#include <chrono>

namespace kith::disruption {
namespace {
    Instant since_when(Visit const& visit)
    {
        return visit.now() - std::chrono::hours(24 * breach_days);
    }

    std::vector<cases::Case> held_by(Visit const& visit)
    {
        auto held = cases::list_held(visit, cases::Held::mine);
        for (auto& one : cases::list_held(visit, cases::Held::not_allocated))
            held.push_back(std::move(one));
        return held;
    }

    bool touches(BreachRow const& breach, cases::Case const& one)
    {
        return std::ranges::find(breach.touches, one.subject) != breach.touches.end();
    }

    cases::Case const* touched_of(BreachRow const& breach, std::vector<cases::Case> const& held)
    {
        for (auto const& one : held)
            if (touches(breach, one))
                return &one;
        return nullptr;
    }
} // namespace

std::vector<BreachTold> unread_breaches(Visit const& visit)
{
    std::vector<BreachTold> told;
    if (!visit.could("read", "case"))
        return told;
    auto breaches = breaches_since(visit.reading(), since_when(visit));
    std::erase_if(breaches, [&](BreachRow const& one) {
        return has_read(visit.reading(), one.move, visit.visitor().account);
    });
    if (breaches.empty())
        return told;
    auto const held = held_by(visit);
    for (auto& breach : breaches)
        if (auto const* const one = touched_of(breach, held))
            told.push_back({std::move(breach), *one});
    return told;
}

Result<BreachTold> find_told(Visit const& visit, StepMoveId move)
{
    auto breach = find_breach(visit.reading(), move);
    if (!breach || !visit.could("read", "case"))
        return not_found();
    auto const held = held_by(visit);
    auto const* const one = touched_of(*breach, held);
    if (!one)
        return not_found();
    return BreachTold{std::move(*breach), *one};
}

std::vector<BreachTold> breaches_near(Visit const& visit, cases::Case const& one)
{
    std::vector<BreachTold> told;
    for (auto& breach : breaches_since(visit.reading(), since_when(visit)))
        if (touches(breach, one))
            if (auto found = find_told(visit, breach.move))
                told.push_back({std::move(breach), one});
    return told;
}

Done say_read(Visit const& visit, StepMoveId move)
{
    auto const told = TRY(find_told(visit, move));
    return visit.change([&](Change& change) -> Done {
        auto const facts = TRY(cases::facts_of(change, told.held));
        TRY(change.record(
            "read", facts, "Read that step " + told.breach.reference.write() + " was breached"));
        note_read(change, move);
        return done();
    });
}

} // namespace kith::disruption
