// SPDX-License-Identifier: MIT
#include "cases/weighting_acts.h"
#include "base/london.h"
#include <algorithm>

namespace kith::cases {
namespace {
    std::string kind_to_weigh(Visit const& visit, Case const& one)
    {
        if (!one.of_context())
            return {};
        auto const found = contexts::find(visit, ContextId(one.subject.id));
        return found ? found->kind : std::string();
    }

    // What this visit may not know of the weighting that stands is not taken off by it.
    void keep_unknown_contexts(
        Cases const& room, Visit const& visit, Weighting const& stood, Weighting& wanted)
    {
        for (auto& one : wanted.parts)
            if (auto const* const was = stood.part(one.part))
                for (auto const context : was->contexts)
                    if (!room.links.seen.may_know(visit, thing(context)))
                        one.contexts.push_back(context);
    }
} // namespace

void tell_of_case(
    Cases const& room, Change& change, Case const& one, char const* kind, std::string said)
{
    links::Event event;
    event.kind = kind;
    event.at = change.now();
    event.said = std::move(said);
    event.source = "Case " + one.reference.write();
    event.drawn_from = thing(one.id);
    room.links.store.tell(change, event, {{one.subject, "worry_about"}});
}

std::vector<ToWeigh> to_weigh(Cases const& room, Visit const& visit, Case const& one)
{
    std::vector<ToWeigh> all;
    for (auto const& part : parts_to_weigh(kind_to_weigh(visit, one)))
        all.push_back({part});
    if (all.size() == 1) {
        auto const shown = room.links.seen.show(visit, one.subject);
        all.front().choices.push_back({ContextId(one.subject.id), shown.text, shown.href});
        return all;
    }
    for (auto const& link : room.links.store.list_of(visit, one.subject)) {
        auto const& other = link.other_end(one.subject);
        if (other.kind != "context")
            continue;
        auto const context = contexts::find(visit, ContextId(other.id));
        if (!context)
            continue;
        auto const at = std::ranges::find(all, context->kind, &ToWeigh::part);
        if (at == all.end()
            || std::ranges::find(at->choices, context->id, &ToWeigh::Choice::context)
                != at->choices.end())
            continue;
        at->choices.push_back({context->id, context->name, "/contexts/" + context->id.write()});
    }
    return all;
}

Result<Weighting> weigh(
    Cases const& room, Change& change, CaseId id, Weighting const& wanted, std::int64_t seen)
{
    auto const one = TRY(find(change, id));
    auto weighting = tidied(wanted);
    auto const parts = to_weigh(room, change, one);
    for (auto const& part : weighting.parts) {
        auto const known = std::ranges::find(parts, part.part, &ToWeigh::part);
        if (known == parts.end())
            return invalid("This part is not weighed in this case", part.part + "-harm");
        for (auto const context : part.contexts)
            if (std::ranges::find(known->choices, context, &ToWeigh::Choice::context)
                == known->choices.end())
                return invalid("Choose contexts that are linked already", part.part + "-contexts");
    }
    if (weighting.parts.size() != parts.size())
        return invalid("Weigh each part once", parts.front().part + "-harm");
    auto const problems = problems_of(weighting, london::day_of(change.now()));
    if (!problems.empty())
        return problems.front();
    auto const before = weightings_of(change, id);
    if (!before.empty())
        keep_unknown_contexts(room, change, before.front(), weighting);
    auto made = TRY(add_weighting(change, one, weighting, seen));
    tell_of_case(room, change, one, "case_weighed",
        "Case " + one.reference.write() + ": the contexts were weighed");
    return made;
}

} // namespace kith::cases
