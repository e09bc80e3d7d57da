// SPDX-License-Identifier: MIT
// The chronology of a case: page, paper, plain text and for programs.
#include "base/london.h"
#include "cases/chronicle.h"
#include "cases/store.h"
#include "cases/views.h"
#include "platform/http/errors.h"
#include <fmt/core.h>

namespace kith::cases {
namespace {
    using html::Value;
    using http::Request;
    using http::Response;

    struct AskedChronicle {
        Case one;
        links::ChronologyFilter filter;
    };
    Result<AskedChronicle> asked_chronicle(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<CaseId>("case"));
        auto one = TRY(find(visit, id));
        return AskedChronicle{
            std::move(one), links::read_filter(request.query(), london::day_of(visit.now()))};
    }

    links::ChronologyOf of_case(Case const& one)
    {
        links::ChronologyOf of{address_of(one.id) + "/chronology",
            "Chronology of case " + one.reference.write(),
            {"case", "happened", "concern", "work", "place", "record"}};
        if (one.of_context())
            of.kinds.insert("linked");
        else
            of.kinds.insert({"contact", "sign", "family"});
        return of;
    }

    Value chronicle_page(
        Cases const& room, Visit const& visit, AskedChronicle const& asked, Request const& request)
    {
        auto const& [one, filter] = asked;
        auto const made = links::chronology_view(room.facts, visit, of_case(one), filter,
            chronology_of(room, visit, one, filter), request);
        auto page = Value::object({{"section", one.of_context() ? "/contexts" : "/people"},
            {"case", case_view(room, visit, one)}, {"made", made}, {"errors", made.get("errors")}});
        if (filter.known_on) {
            page["known_on"] = filter.known_in_words();
            page["as_known"]
                = as_known_view(room, visit, one, links::known_at(filter, visit.now()));
        }
        return page;
    }

    Result<Response> show_chronicle(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(asked_chronicle(visit, request));
        return room.pages.show(visit, "cases/chronology.njk",
            chronicle_page(room, visit, asked, request),
            asked.filter.problems.empty() ? http::Status::ok : http::Status::unprocessable);
    }

    Result<Response> print_chronicle(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(asked_chronicle(visit, request));
        return room.pages.show(
            visit, "cases/chronology_print.njk", chronicle_page(room, visit, asked, request));
    }

    Result<Response> chronicle_text(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(asked_chronicle(visit, request));
        return links::chronology_text(room.facts, visit, of_case(asked.one), asked.filter,
            chronology_of(room, visit, asked.one, asked.filter));
    }

    Result<Response> api_chronicle(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(asked_chronicle(visit, request));
        if (!asked.filter.problems.empty())
            return asked.filter.problems.front();
        return links::chronology_json(chronology_of(room, visit, asked.one, asked.filter), request);
    }
} // namespace

void join_chronicle(House& house, Cases& room)
{
    auto routes = house.routes.of(room);
    std::string const page = "/cases/{case}/chronology";
    routes.get(page, "case:read", show_chronicle);
    routes.get(page + "/print", "case:read", print_chronicle);
    routes.get(page + "/text", "case:read", chronicle_text);
    routes.get("/api/v1" + page, "case:read", api_chronicle);
    house.operations.push_back({http::Method::get, "/api/v1" + page, "readCaseChronology",
        "What was done on a case, and what is known of its subject that you may see, newest first. "
        "In "
        "the address: kind (several), agency, from, to, known_on (days; of known_on also a "
        "moment), most (1 to 500), after "
        "(`next` of the answer before)",
        "cases", "", links::chronology_schema()});
}

} // namespace kith::cases
