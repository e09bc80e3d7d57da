// SPDX-License-Identifier: MIT
#include "people/chronology_pages.h"
#include "base/london.h"
#include "people/chronology.h"
#include "people/views.h"
#include <fmt/core.h>

namespace kith::people {
namespace {
    using html::Value;

    struct AskedChronology {
        Person person;
        ChronologyFilter filter;
    };
    // Nothing where a purpose must be said first.
    Result<std::optional<AskedChronology>> asked_for(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<PersonId>("person"));
        auto const facts = TRY(find_facts(visit, id));
        if (!links::purpose_stands(visit, facts))
            return std::optional<AskedChronology>();
        auto person = TRY(find(visit, id));
        return std::optional(AskedChronology{
            std::move(person), read_filter(request.query(), london::day_of(visit.now()))});
    }
    Result<Response> to_say_why(Request const& request)
    {
        auto const id = TRY(request.id<PersonId>("person"));
        return http::see_other("/people/" + id.write());
    }

    links::ChronologyOf of_person(Visit const& visit, Person const& person)
    {
        return {"/people/" + person.id.write() + "/chronology",
            fmt::format("Chronology of {} ({})", usual_name(person, london::day_of(visit.now())),
                person.reference.write()),
            {"contact", "happened", "concern", "case", "sign", "family", "work", "place",
                "record"}};
    }

    Value chronology_page(People const& room, Visit const& visit, AskedChronology const& asked,
        Request const& request)
    {
        auto const& [person, filter] = asked;
        auto const made = links::chronology_view(room.facts, visit, of_person(visit, person),
            filter, chronology_of(room, visit, person, filter), request);
        return Value::object({{"section", "/people"}, {"person", view_of(room, visit, person)},
            {"made", made}, {"errors", made.get("errors")}});
    }
} // namespace

Result<Response> show_chronology(People const& room, Visit const& visit, Request const& request)
{
    auto const asked = TRY(asked_for(visit, request));
    if (!asked)
        return to_say_why(request);
    return room.pages.show(visit, "people/chronology.njk",
        chronology_page(room, visit, *asked, request),
        asked->filter.problems.empty() ? http::Status::ok : http::Status::unprocessable);
}

Result<Response> print_chronology(People const& room, Visit const& visit, Request const& request)
{
    auto const asked = TRY(asked_for(visit, request));
    if (!asked)
        return to_say_why(request);
    return room.pages.show(
        visit, "people/chronology_print.njk", chronology_page(room, visit, *asked, request));
}

Result<Response> chronology_as_text(People const& room, Visit const& visit, Request const& request)
{
    auto const asked = TRY(asked_for(visit, request));
    if (!asked)
        return to_say_why(request);
    auto const& [person, filter] = *asked;
    return links::chronology_text(room.facts, visit, of_person(visit, person), filter,
        chronology_of(room, visit, person, filter));
}

} // namespace kith::people
