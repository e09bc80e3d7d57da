// SPDX-License-Identifier: MIT
// The list of who stands around a person, and adding to it.
#include "people/family_pages.h"
#include "base/london.h"
#include "people/family_typed.h"
#include "people/family_views.h"
#include "people/views.h"
#include <algorithm>

namespace kith::people {
namespace {
    using html::Value;

    std::string family_of(PersonId id) { return "/people/" + id.write() + "/family"; }

    char const* family_notice(std::string_view said)
    {
        return said == "added" ? "It is added."
            : said == "ended"  ? "The end is recorded."
            : said == "withdrawn"
            ? "It is taken back. What stood here stays in the history, with your reason."
            : said == "tied"    ? "They are tied to their record."
            : said == "stated"  ? "It is recorded."
            : said == "decided" ? "The decision is recorded. What it replaced stays in the history."
                                : "";
    }

    Value family_page(People const& room, Visit const& visit, Person const& person, bool may_change)
    {
        return Value::object({{"section", "/people"}, {"person", view_of(room, visit, person)},
            {"today", london::day_of(visit.now()).in_words()},
            {"family", family_view(room, visit, person, may_change)}, {"may_change", may_change}});
    }

    // What the form of a new relationship looks like.
    Response show_new(People const& room, Visit const& visit, Person const& person,
        TypedRelationship const& typed, http::Status status = http::Status::ok)
    {
        auto const today = london::day_of(visit.now());
        auto const typed_text = [&](char const* name, char const* otherwise) {
            auto const text = typed.values.get(name).text();
            return text.empty() ? std::string(otherwise) : text;
        };
        auto parts = Value::array();
        for (auto const& part : room.facts.codes("relationship_part", today)) {
            auto const chosen = typed.values.get("parts").items();
            parts.push(Value::object({{"value", part.code}, {"text", part.label},
                {"checked", std::ranges::any_of(chosen, [&](Value const& one) {
                     return one.text() == part.code;
                 })}}));
        }
        auto page = Value::object({{"section", "/people"}, {"person", view_of(room, visit, person)},
            {"href", family_of(person.id)}, {"values", typed.values},
            {"problems", problems_view(typed.problems)},
            {"kinds", kinds_view(room.facts, today, typed_text("kind", ""))},
            {"certainties",
                links::choices(
                    room.facts, "certainty", today, typed_text("certainty", "reported"))},
            {"parts", parts}});
        if (!typed.problems.empty())
            page["errors"] = errors_view(typed.problems);
        return room.pages.show(visit, "people/family_new.njk", page, status);
    }
} // namespace

Result<Response> show_family(People const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<PersonId>("person"));
    auto const facts = TRY(find_facts(visit, id));
    if (!links::purpose_stands(visit, facts))
        return http::see_other("/people/" + id.write());
    auto const person = TRY(find(visit, id));
    auto page = family_page(room, visit, person, visit.permits("change", facts));
    page["notice"] = family_notice(request.query("said"));
    return room.pages.show(visit, "people/family.njk", page);
}

Result<Response> print_family(People const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<PersonId>("person"));
    auto const facts = TRY(find_facts(visit, id));
    if (!links::purpose_stands(visit, facts))
        return http::see_other("/people/" + id.write());
    auto const person = TRY(find(visit, id));
    return room.pages.show(
        visit, "people/family_print.njk", family_page(room, visit, person, false));
}

Result<Response> ask_relationship(People const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<PersonId>("person"));
    auto const facts = TRY(find_facts(visit, id));
    if (!links::purpose_stands(visit, facts))
        return http::see_other("/people/" + id.write());
    TRY(visit.may("change", facts));
    auto const person = TRY(find(visit, id));
    TypedRelationship typed;
    typed.values["kind"] = std::string(request.query("kind"));
    if (auto const with = PersonId::read(request.query("with")))
        if (auto const other = find(visit, *with))
            typed.values["reference"] = other->reference.write();
    return show_new(room, visit, person, typed);
}

Result<Response> record_relationship(People const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<PersonId>("person"));
    auto const form = TRY(request.form());
    auto const person = TRY(find(visit, id));
    TRY(visit.may("change", facts_of(visit, person)));
    auto typed = read_relationship_form(room.facts, visit, form, id);
    if (typed.problems.empty()) {
        auto const added = visit.change([&](Change& change) {
            return add_relationship(room.links, change, typed.relationship, typed.parts);
        });
        if (added)
            return http::see_other(family_of(id) + "?said=added");
        if (added.error().code != Code::invalid)
            return added.error();
        typed.problems.push_back(added.error());
    }
    return show_new(room, visit, person, typed, http::Status::unprocessable);
}

} // namespace kith::people
