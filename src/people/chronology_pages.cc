// SPDX-License-Identifier: MIT
#include "people/chronology_pages.h"
#include "base/london.h"
#include "people/chronology.h"
#include "people/views.h"
#include <fmt/core.h>

namespace kith::people {
namespace {
    using html::Value;

    std::string chronology_href(PersonId id) { return "/people/" + id.write() + "/chronology"; }

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

    std::string agency_name(Visit const& visit, AgencyId id)
    {
        auto const agency = directory::find_agency(visit.reading(), id);
        return agency ? agency->name : "An agency";
    }

    // What is chosen, each with the address without it: [{text, href}].
    Value chosen_view(
        People const& room, Visit const& visit, PersonId id, ChronologyFilter const& filter)
    {
        auto chosen = Value::array();
        auto const add = [&](std::string text, std::string_view name, std::string_view value = {}) {
            chosen.push(Value::object({{"text", std::move(text)},
                {"href", chronology_href(id) + filter.query(name, value)}}));
        };
        for (auto const& kind : filter.kinds)
            add(label_of(room, "chronology_kind", kind), "kind", kind);
        if (!filter.agency.none())
            add(agency_name(visit, filter.agency), "agency");
        if (filter.from)
            add("From " + filter.from->in_words(), "from");
        if (filter.to)
            add("Until " + filter.to->in_words(), "to");
        if (filter.known_on)
            add("As known on " + filter.known_on->in_words(), "known_on");
        return chosen;
    }

    Value kinds_to_choose(People const& room, Date today, ChronologyFilter const& filter)
    {
        return Value::each(
            room.facts.codes("chronology_kind", today), [&](directory::ListedCode const& kind) {
                return Value::object({{"value", kind.code}, {"text", kind.label},
                    {"checked", filter.kinds.contains(kind.code)}});
            });
    }

    Value agencies_to_choose(
        Visit const& visit, Chronology const& made, ChronologyFilter const& filter)
    {
        auto agencies = Value::array({Value::object({{"value", ""}, {"text", "Any agency"}})});
        for (auto const id : made.agencies)
            agencies.push(Value::object({{"value", id.write()}, {"text", agency_name(visit, id)},
                {"selected", id == filter.agency}}));
        return agencies;
    }

    // A day as it was typed, or as it stands in the address.
    std::string day_typed(Request const& request, char const* name)
    {
        auto const day = Date::read(request.query(name));
        return day ? fmt::format("{}/{}/{}", day->day(), day->month(), day->year())
                   : std::string(request.query(name));
    }

    Value chronology_page(People const& room, Visit const& visit, Person const& person,
        ChronologyFilter const& filter, Chronology const& made)
    {
        auto const href = chronology_href(person.id);
        auto const query = filter.query();
        return Value::object({{"section", "/people"}, {"person", view_of(room, visit, person)},
            {"href", href}, {"items", items_view(made)},
            {"count", static_cast<std::int64_t>(made.entries.size())},
            {"none_at_all", made.unfiltered == 0},
            {"chosen", chosen_view(room, visit, person.id, filter)},
            {"print_href", href + "/print" + query}, {"text_href", href + "/text" + query},
            {"today", london::in_words(visit.now())},
            {"gap_days", static_cast<std::int64_t>(chronology_settings().gap_days)}});
    }

    struct Asked {
        Person person;
        ChronologyFilter filter;
    };
    // Nothing where a purpose must be said first.
    Result<std::optional<Asked>> asked_for(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<PersonId>("person"));
        auto const facts = TRY(find_facts(visit, id));
        if (!links::purpose_stands(visit, facts))
            return std::optional<Asked>();
        auto person = TRY(find(visit, id));
        return std::optional(
            Asked{std::move(person), read_filter(request.query(), london::day_of(visit.now()))});
    }
    Result<Response> to_say_why(Request const& request)
    {
        auto const id = TRY(request.id<PersonId>("person"));
        return http::see_other("/people/" + id.write());
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

Result<Response> show_chronology(People const& room, Visit const& visit, Request const& request)
{
    auto const asked = TRY(asked_for(visit, request));
    if (!asked)
        return to_say_why(request);
    auto const& [person, filter] = *asked;
    auto const made = chronology_of(room, visit, person, filter);
    auto page = chronology_page(room, visit, person, filter, made);
    page["kinds"] = kinds_to_choose(room, london::day_of(visit.now()), filter);
    page["agencies"] = agencies_to_choose(visit, made, filter);
    page["problems"] = problems_view(filter.problems);
    for (auto const* const day : {"from", "to", "known_on"})
        page[day] = day_typed(request, day);
    if (!filter.problems.empty())
        page["errors"] = errors_view(filter.problems);
    return room.pages.show(visit, "people/chronology.njk", page,
        filter.problems.empty() ? http::Status::ok : http::Status::unprocessable);
}

Result<Response> print_chronology(People const& room, Visit const& visit, Request const& request)
{
    auto const asked = TRY(asked_for(visit, request));
    if (!asked)
        return to_say_why(request);
    auto const& [person, filter] = *asked;
    auto const made = chronology_of(room, visit, person, filter);
    return room.pages.show(
        visit, "people/chronology_print.njk", chronology_page(room, visit, person, filter, made));
}

Result<Response> chronology_as_text(People const& room, Visit const& visit, Request const& request)
{
    auto const asked = TRY(asked_for(visit, request));
    if (!asked)
        return to_say_why(request);
    auto const& [person, filter] = *asked;
    auto const made = chronology_of(room, visit, person, filter);
    auto text = fmt::format("Chronology of {} ({}), newest first\nWritten out on {} for {}\n",
        usual_name(person, london::day_of(visit.now())), person.reference.write(),
        london::in_words(visit.now()), visit.visitor().name);
    for (auto const& chosen : chosen_view(room, visit, person.id, filter).items())
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

} // namespace kith::people
