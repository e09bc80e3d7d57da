// SPDX-License-Identifier: MIT
#include "cases/weighting_acts.h"
#include "base/london.h"
#include "cases/plan_acts.h"
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

    // Each part of the case once, with contexts that are linked.
    Done check_parts(std::vector<ToWeigh> const& parts, Weighting const& weighting)
    {
        for (auto const& part : weighting.parts) {
            auto const known = std::ranges::find(parts, part.part, &ToWeigh::part);
            if (known == parts.end())
                return invalid("This part is not weighed in this case", part.part + "-harm");
            if (std::ranges::count(weighting.parts, part.part, &PartWeight::part) > 1)
                return invalid("Weigh each part once", part.part + "-harm");
            for (auto const context : part.contexts)
                if (std::ranges::find(known->choices, context, &ToWeigh::Choice::context)
                    == known->choices.end())
                    return invalid(
                        "Choose contexts that are linked already", part.part + "-contexts");
        }
        if (weighting.parts.size() != parts.size())
            return invalid("Weigh each part once", parts.front().part + "-harm");
        return done();
    }

    Done no_child_in_weighting(
        Cases const& room, Visit const& visit, Case const& one, Weighting const& weighting)
    {
        std::vector<std::pair<std::string, std::string const*>> texts;
        for (auto const& part : weighting.parts)
            texts.emplace_back(part.part + "-because", &part.because);
        texts.emplace_back("own_view", &weighting.own_view);
        texts.emplace_back("own_view_missing", &weighting.own_view_missing);
        std::vector<NamedText> named;
        named.reserve(texts.size());
        for (auto const& [field, text] : texts)
            named.push_back({field.c_str(), text});
        return no_child_in(room, visit, one, named);
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
    if (!one.is_open())
        return invalid("The case is closed: open it again first", "own_view");
    auto weighting = tidied(wanted);
    auto const parts = to_weigh(room, change, one);
    TRY(check_parts(parts, weighting));
    auto const problems = problems_of(weighting, london::day_of(change.now()));
    if (!problems.empty())
        return problems.front();
    TRY(no_child_in_weighting(room, change, one, weighting));
    auto const before = weightings_of(change, id);
    if (!before.empty())
        keep_unknown_contexts(room, change, before.front(), weighting);
    auto made = TRY(add_weighting(change, one, weighting, seen));
    tell_of_case(room, change, one, "case_weighed",
        "Case " + one.reference.write() + ": the contexts were weighed"
            + (before.empty() ? "" : " anew"));
    return made;
}

std::vector<Weighting> shown_weightings(Cases const& room, Visit const& visit, Case const& one)
{
    auto all = weightings_of(visit, one.id);
    if (!one.of_context())
        return all;
    auto const naming = naming_of(room, visit, one, {});
    auto const hold
        = [&](std::string& text) { text = without_names(text, naming.through, naming.around); };
    for (auto& weighting : all) {
        hold(weighting.own_view);
        hold(weighting.own_view_missing);
        for (auto& part : weighting.parts)
            hold(part.because);
    }
    return all;
}

} // namespace kith::cases
