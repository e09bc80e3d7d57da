// SPDX-License-Identifier: MIT
// What times of going missing have in common: of one person, and across people.
#include "base/london.h"
#include "missing/pages.h"
#include "missing/pattern_subject.h"
#include "missing/patterns_across.h"
#include "missing/patterns_person.h"
#include "platform/http/form_data.h"

namespace kith::missing {
namespace {
    using html::Value;
    using http::Request;
    using http::Status;

    std::string patterns_query(PersonPatternsAsked const& asked)
    {
        std::string query;
        auto const add = [&query](char const* name, std::string const& value) {
            if (!value.empty())
                query += (query.empty() ? "?" : "&") + std::string(name) + "="
                    + http::percent_encoded(value);
        };
        add("from", asked.days.from_typed);
        add("to", asked.days.to_typed);
        add("event", asked.event);
        if (!asked.event.empty())
            add("days", std::to_string(asked.around));
        return query;
    }

    Result<Response> patterns_of_person(
        Missing const& room, Visit const& visit, Request const& request, char const* template_name)
    {
        auto const subject = TRY(pattern_subject(visit, request));
        if (!subject.person)
            return subject.to_say_why();
        auto const& person = *subject.person;
        auto const asked = person_patterns_asked(request);
        auto found = person_patterns(room, visit, person, asked);
        auto const errors = found.get("errors");
        auto page = Value::object({{"section", "/people"},
            {"name", name_and_reference(visit, person)}, {"reference", person.reference.write()},
            {"back", subject.address("")}, {"href", subject.address("/patterns")},
            {"summary_href", subject.address("/summary")},
            {"print_href", subject.address("/patterns/print") + patterns_query(asked)},
            {"printed", london::in_words(visit.now())}, {"found", std::move(found)}});
        if (errors.truthy())
            page["errors"] = errors;
        return room.pages.show(
            visit, template_name, page, errors.truthy() ? Status::unprocessable : Status::ok);
    }
    Result<Response> show_patterns(Missing const& room, Visit const& visit, Request const& request)
    {
        return patterns_of_person(room, visit, request, "missing/patterns.njk");
    }
    Result<Response> print_patterns(Missing const& room, Visit const& visit, Request const& request)
    {
        return patterns_of_person(room, visit, request, "missing/patterns_print.njk");
    }

    Result<Response> patterns_of_all(
        Missing const& room, Visit const& visit, Request const& request, char const* template_name)
    {
        auto const which = TRY(which_patterns(visit));
        auto const counts_only = which == PatternsOf::all_counted;
        auto found = counts_only ? patterns_counted(room, visit, request)
                                 : patterns_read(room, visit, request);
        auto const errors = found.get("errors");
        auto page = Value::object({{"section", counts_only ? "/" : "/missing"},
            {"back", counts_only ? "" : "/missing"}, {"counts_only", counts_only},
            {"printed", london::in_words(visit.now())}, {"found", std::move(found)}});
        if (errors.truthy())
            page["errors"] = errors;
        return room.pages.show(
            visit, template_name, page, errors.truthy() ? Status::unprocessable : Status::ok);
    }
    Result<Response> show_across(Missing const& room, Visit const& visit, Request const& request)
    {
        return patterns_of_all(room, visit, request, "missing/patterns_across.njk");
    }
    Result<Response> print_across(Missing const& room, Visit const& visit, Request const& request)
    {
        return patterns_of_all(room, visit, request, "missing/patterns_across_print.njk");
    }
} // namespace

Result<PatternSubject> pattern_subject(Visit const& visit, Request const& request)
{
    PatternSubject subject;
    subject.id = TRY(request.id<PersonId>("person"));
    auto const facts = TRY(people::find_facts(visit, subject.id));
    if (!links::purpose_stands(visit, facts))
        return subject;
    subject.person = TRY(people::find(visit, subject.id));
    subject.id = subject.person->id;
    return subject;
}

std::string PatternSubject::address(std::string const& below) const
{
    return "/people/" + id.write() + "/missing" + below;
}

Response PatternSubject::to_say_why() const { return http::see_other("/people/" + id.write()); }

std::string name_and_reference(Visit const& visit, people::Person const& person)
{
    return people::usual_name(person, london::day_of(visit.now())) + ", "
        + person.reference.write();
}

void add_pattern_routes(access::Routes::OfRoom<Missing>& routes)
{
    routes.get("/people/{person}/missing/patterns", "missing_episode:read", show_patterns);
    routes.get("/people/{person}/missing/patterns/print", "missing_episode:read", print_patterns);
    routes.get("/missing/patterns", "missing_patterns:read", show_across);
    routes.get("/missing/patterns/print", "missing_patterns:read", print_across);
}

} // namespace kith::missing
