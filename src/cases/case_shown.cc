// SPDX-License-Identifier: MIT
#include "cases/case_shown.h"

namespace kith::cases {

CaseWords::CaseWords(Cases const& room, Visit const& visit, Case const& of)
{
    if (of.of_context())
        naming_ = naming_of(room, visit, of, {});
}

std::string CaseWords::shown(std::string const& text) const
{
    return naming_ ? without_names(text, naming_->through, naming_->around) : text;
}

Case CaseWords::shown(Case one) const
{
    one.opened_because = shown(one.opened_because);
    return one;
}

LevelEntry CaseWords::shown(LevelEntry entry) const
{
    entry.rationale = shown(entry.rationale);
    entry.evidence = shown(entry.evidence);
    return entry;
}

Closure CaseWords::shown(Closure closure) const
{
    for (auto* const text : {&closure.why, &closure.life_changed, &closure.contexts_changed,
             &closure.who_keeps, &closure.way_back, &closure.own_view, &closure.override_reason,
             &closure.reopened_because})
        *text = shown(*text);
    return closure;
}

CaseWas CaseWords::shown(CaseWas was) const
{
    was.one = shown(std::move(was.one));
    was.reason = shown(was.reason);
    return was;
}

ClockExtension CaseWords::shown(ClockExtension longer) const
{
    longer.reason = shown(longer.reason);
    return longer;
}

} // namespace kith::cases
