// SPDX-License-Identifier: MIT
#include "links/chronology_views.h"
#include "base/london.h"
#include "links/typed.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::links {
namespace {
    using access::Visit;
    using html::Value;

    std::string gap_in_words(Gap const& gap)
    {
        return fmt::format("No contact recorded for {} days{}", gap.days,
            gap.to_the_end ? ", up to the last day shown" : "");
    }

    // Does the mark stand before this entry? That of the days up to the last one stands before all:
    // of the day of the last contact there may be more entries.
    bool stands_before(Gap const& gap, std::size_t entry)
    {
        return gap.to_the_end ? entry == 0 : gap.before == entry;
    }

    // Entries with the marks of gaps between them.
    Value items_view(Chronology const& made)
    {
        auto items = Value::array();
        std::size_t next = 0;
        for (std::size_t i = 0; i < made.entries.size(); ++i) {
            for (; next < made.gaps.size() && stands_before(made.gaps[next], i); ++next)
                items.push(Value::object({{"gap", gap_in_words(made.gaps[next])}}));
            auto const& entry = made.entries[i];
            items.push(Value::object({{"title", entry.title}, {"when", entry.when_in_words()},
                {"who", entry.who}, {"text", entry.text}, {"href", entry.href}}));
        }
        return items;
    }

    std::string named_agency(Visit const& visit, AgencyId id)
    {
        auto const agency = directory::find_agency(visit.reading(), id);
        return agency ? agency->name : "An agency";
    }

    std::string kind_label(directory::ReferenceFacts const& facts, std::string_view kind)
    {
        auto const found = facts.code("chronology_kind", kind);
        return found ? found->label : std::string(kind);
    }

    // What is chosen, each with the address without it: [{text, href}].
    Value chosen_view(directory::ReferenceFacts const& facts, Visit const& visit,
        std::string const& href, ChronologyFilter const& filter)
    {
        auto chosen = Value::array();
        auto const add = [&](std::string text, std::string_view name, std::string_view value = {}) {
            chosen.push(Value::object(
                {{"text", std::move(text)}, {"href", href + filter.query(name, value)}}));
        };
        for (auto const& kind : filter.kinds)
            add(kind_label(facts, kind), "kind", kind);
        if (!filter.agency.none())
            add(named_agency(visit, filter.agency), "agency");
        if (filter.from)
            add("From " + filter.from->in_words(), "from");
        if (filter.to)
            add("Until " + filter.to->in_words(), "to");
        if (filter.known_on)
            add("As known on " + filter.known_in_words(), "known_on");
        return chosen;
    }

    Value kinds_to_choose(directory::ReferenceFacts const& facts, Date today,
        ChronologyOf const& of, ChronologyFilter const& filter)
    {
        auto kinds = Value::array();
        for (auto const& kind : facts.codes("chronology_kind", today))
            if (of.kinds.empty() || of.kinds.contains(kind.code))
                kinds.push(Value::object({{"value", kind.code}, {"text", kind.label},
                    {"checked", filter.kinds.contains(kind.code)}}));
        return kinds;
    }

    Value agencies_to_choose(
        Visit const& visit, Chronology const& made, ChronologyFilter const& filter)
    {
        auto agencies = Value::array({Value::object({{"value", ""}, {"text", "Any agency"}})});
        for (auto const id : made.agencies)
            agencies.push(Value::object({{"value", id.write()}, {"text", named_agency(visit, id)},
                {"selected", id == filter.agency}}));
        return agencies;
    }

    // A day as it was typed, or as it stands in the address.
    std::string day_typed(http::Request const& request, char const* name)
    {
        auto const day = Date::read(request.query(name));
        return day ? fmt::format("{}/{}/{}", day->day(), day->month(), day->year())
                   : std::string(request.query(name));
    }

    std::string entry_as_text(Entry const& entry)
    {
        auto text = fmt::format("{}\n{}\n", entry.when_in_words(), entry.title);
        if (!entry.text.empty())
            text += entry.text + "\n";
        if (!entry.who.empty())
            text += fmt::format("({})\n", entry.who);
        return text + "\n";
    }
} // namespace

Value chronology_view(directory::ReferenceFacts const& facts, Visit const& visit,
    ChronologyOf const& of, ChronologyFilter const& filter, Chronology const& made,
    http::Request const& request)
{
    auto const query = filter.query();
    auto view = Value::object({{"href", of.href}, {"items", items_view(made)},
        {"count", static_cast<std::int64_t>(made.entries.size())},
        {"none_at_all", made.unfiltered == 0},
        {"chosen", chosen_view(facts, visit, of.href, filter)},
        {"print_href", of.href + "/print" + query}, {"text_href", of.href + "/text" + query},
        {"today", london::in_words(visit.now())},
        {"gap_days", static_cast<std::int64_t>(chronology_settings().gap_days)},
        {"kinds", kinds_to_choose(facts, london::day_of(visit.now()), of, filter)},
        {"agencies", agencies_to_choose(visit, made, filter)},
        {"problems", problems_view(filter.problems)}});
    for (auto const* const day : {"from", "to", "known_on"})
        view[day] = day_typed(request, day);
    if (filter.known_moment) {
        auto const time = london::time_of(*filter.known_moment);
        view["known_on"] = fmt::format("{}/{}/{} {:02}:{:02}", filter.known_on->day(),
            filter.known_on->month(), filter.known_on->year(), time.hour, time.minute);
    }
    if (!filter.problems.empty())
        view["errors"] = errors_view(filter.problems);
    return view;
}

http::Response chronology_text(directory::ReferenceFacts const& facts, Visit const& visit,
    ChronologyOf const& of, ChronologyFilter const& filter, Chronology const& made)
{
    auto text = fmt::format("{}, newest first\nWritten out on {} for {}\n", of.heading,
        london::in_words(visit.now()), visit.visitor().name);
    for (auto const& chosen : chosen_view(facts, visit, of.href, filter).items())
        text += fmt::format("Only: {}\n", chosen.get("text").text());
    text += "\n";
    std::size_t next = 0;
    for (std::size_t i = 0; i < made.entries.size(); ++i) {
        for (; next < made.gaps.size() && stands_before(made.gaps[next], i); ++next)
            text += fmt::format("[{}]\n\n", gap_in_words(made.gaps[next]));
        text += entry_as_text(made.entries[i]);
    }
    return http::text(text);
}

} // namespace kith::links
