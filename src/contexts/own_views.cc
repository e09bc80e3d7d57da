// SPDX-License-Identifier: MIT
#include "contexts/own_views.h"
#include "base/london.h"
#include "contexts/typed.h"
#include "contexts/views.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::contexts {
namespace {
    using html::Value;

    void add_row(Value& rows, std::string_view key, std::string const& text)
    {
        if (!text.empty())
            rows.push(Value::object({{"key", key}, {"texts", Value::array({text})}}));
    }

    char const* sort_label(std::string_view kind)
    {
        return kind == "PLACE" ? "Sort of place"
            : kind == "ONLINE" ? "Kind of space"
            : kind == "HOME"   ? "Tenancy"
                               : "";
    }

    char const* name_hint(std::string_view kind)
    {
        return kind == "PEER" ? "Who meets, in words they would use themselves. No child’s name, "
                                "and no gang name"
            : kind == "HOME" ? "Not its address, and no child’s name: such as Home above the shop"
                             : "A name people there would use. No child’s name";
    }

    std::string in_a_row(std::initializer_list<std::string> parts)
    {
        std::string all;
        for (auto const& part : parts)
            if (!part.empty())
                all += (all.empty() ? "" : "; ") + part;
        return all;
    }

    std::string fact_days(ContextFactKind const& kind, std::optional<PartialDate> const& from,
        std::optional<PartialDate> const& until)
    {
        auto const seen = !kind.ends;
        std::string text;
        if (from)
            text = (seen ? "first seen " : "since ") + from->in_words();
        if (until)
            text += (text.empty() ? "" : ", ") + std::string(seen ? "last seen " : "until ")
                + until->in_words();
        return text;
    }

    Value fact_item(
        Contexts const& room, Context const& context, ContextFact const& fact, bool may_change)
    {
        auto item = Value::object(
            {{"text", fact_in_words(room, fact)}, {"detail", fact_detail(room, fact)}});
        if (may_change)
            item["end"] = fmt::format(
                "/contexts/{}/facts/{}/withdraw", context.id.write(), fact.id.write());
        return item;
    }

    // Rule 2 of context_fact.h: a line for each harm type, and what was said of it below.
    Value harm_items(Contexts const& room, Context const& context,
        std::vector<ContextFact> const& facts, bool may_change)
    {
        return Value::each(harms_seen(facts), [&](HarmSeen const& seen) {
            auto const label = label_of(room, "harm", seen.code);
            if (seen.said.size() == 1)
                return fact_item(room, context, seen.said.front(), may_change);
            return Value::object({{"text", label},
                {"detail", fact_days(kind_of(seen.said.front()), seen.first, seen.last)},
                {"said", Value::each(seen.said, [&](ContextFact const& fact) {
                     return fact_item(room, context, fact, may_change);
                 })}});
        });
    }

    Value chosen_codes(Contexts const& room, Date today, std::string_view list, Value const& chosen)
    {
        auto items = Value::array();
        for (auto const& code : room.facts.codes(list, today))
            items.push(Value::object({{"value", code.code}, {"text", code.label},
                {"checked", std::ranges::any_of(chosen.items(), [&](Value const& one) {
                     return one.text() == code.code;
                 })}}));
        return items;
    }

    Value to_choose(
        Contexts const& room, Date today, std::string_view list, std::string const& chosen)
    {
        auto items = Value::array({Value::object({{"value", ""}, {"text", "Choose"}})});
        for (auto const& code : room.facts.codes(list, today))
            items.push(Value::object(
                {{"value", code.code}, {"text", code.label}, {"selected", code.code == chosen}}));
        return items;
    }

    Value hours_rows(Contexts const& room, Date today, Value const& values)
    {
        auto filled = 0;
        for (auto row = 1; row <= most_rows_of_hours; ++row)
            if (!values.get(fmt::format("hours-{}-opens", row)).text().empty())
                filled = row;
        auto rows = Value::array();
        for (auto row = 1; row <= std::min(filled + 2, most_rows_of_hours); ++row) {
            auto const name = fmt::format("hours-{}-", row);
            rows.push(Value::object({{"name", name}, {"number", row},
                {"days", to_choose(room, today, "opening_days", values.get(name + "days").text())},
                {"opens", values.get(name + "opens")}, {"closes", values.get(name + "closes")}}));
        }
        return rows;
    }
} // namespace

std::string hours_in_words(Contexts const& room, Context const& context)
{
    std::string text;
    for (auto const& one : context.hours)
        text
            += (text.empty() ? "" : "; ") + in_words(one, label_of(room, "opening_days", one.days));
    return text;
}

void add_own_details(Contexts const& room, Visit const& visit, Context const& context, Value& rows)
{
    if (!context.sort.empty())
        add_row(
            rows, sort_label(context.kind), label_of(room, sorts_of(context.kind), context.sort));
    std::string phases;
    for (auto const& code : context.phases)
        phases += (phases.empty() ? "" : ", ") + label_of(room, "school_phase", code);
    add_row(rows, "Phases", phases);
    add_row(rows, "Register number (URN)", context.urn);
    add_row(rows, "DfE number", context.dfe_number);
    add_row(rows, "Opening hours", hours_in_words(room, context));
    add_row(rows, "Transport", context.transport);
    if (!context.area.empty())
        if (auto const area = directory::find_area(visit.reading(), context.area))
            add_row(rows, "Area", "The whole of " + area->name);
    if (is_protected(context))
        add_row(rows, "Address",
            context.address_withheld
                ? address_withheld_words
                : "Protected: it tells where somebody lives. Only those who work with it see it.");
}

std::string fact_in_words(Contexts const& room, ContextFact const& fact)
{
    auto text = label_of(room, kind_of(fact).list, fact.code);
    if (!fact.words.empty())
        text += ": " + fact.words;
    return text;
}

std::string fact_detail(Contexts const& room, ContextFact const& fact)
{
    return in_a_row({fact.number.empty() ? "" : "number " + fact.number, fact.reach,
        fact_days(kind_of(fact), fact.from, fact.until),
        fact.certainty.empty() ? "" : label_of(room, "certainty", fact.certainty),
        fact.source.empty() ? "" : "source: " + fact.source});
}

Value facts_view(Contexts const& room, Visit const& visit, Context const& context,
    std::vector<ContextFact> const& facts, bool may_change)
{
    auto const today = london::day_of(visit.now());
    auto sections = Value::array();
    for (auto const& kind : context_fact_kinds()) {
        if (!kind.of.empty() && kind.of != context.kind)
            continue;
        auto items = Value::array();
        if (kind.kind == "harm") {
            items = harm_items(room, context, facts, may_change);
        } else {
            for (auto const& fact : facts)
                if (fact.kind == kind.kind && stands(fact, today))
                    items.push(fact_item(room, context, fact, may_change));
        }
        auto section
            = Value::object({{"title", kind.label}, {"hint", kind.hint}, {"items", items}});
        if (may_change)
            section["add"]
                = fmt::format("/contexts/{}/facts/{}/new", context.id.write(), kind.kind);
        sections.push(section);
    }
    return sections;
}

Value form_view(Contexts const& room, Visit const& visit, Context const& context,
    Value const& values, std::vector<Error> const& problems)
{
    auto const today = london::day_of(visit.now());
    auto const kind = values.get("kind").text();
    auto const list = sorts_of(kind);
    auto form = Value::object({{"kind", kind}, {"kind_label", label_of(room, "context_kind", kind)},
        {"name_hint", name_hint(kind)}, {"values", values}, {"problems", problems_view(problems)},
        {"withheld", context.address_withheld}, {"sort_label", sort_label(kind)},
        {"may_tell",
            kind == "HOME" || kind == "PLACE" || kind == "SCHOOL" || is_protected(context)},
        {"home", kind == "HOME"}, {"group", kind == "PEER"}, {"school", kind == "SCHOOL"},
        {"place", kind == "PLACE"}, {"online", kind == "ONLINE"}});
    if (!list.empty())
        form["sorts"] = to_choose(room, today, list, values.get("sort").text());
    if (kind == "SCHOOL")
        form["phases"] = chosen_codes(room, today, "school_phase", values.get("phases"));
    if (kind == "SCHOOL" || kind == "PLACE")
        form["hours"] = hours_rows(room, today, values);
    return form;
}

} // namespace kith::contexts
