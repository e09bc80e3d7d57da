// SPDX-License-Identifier: MIT
#include "contexts/chronology_pages.h"
#include "base/london.h"
#include "contexts/chronology.h"
#include "contexts/views.h"
#include "platform/http/errors.h"
#include <fmt/core.h>

namespace kith::contexts {
namespace {
    using html::Value;
    using http::Request;
    using http::Response;

    links::ChronologyOf of_context(Context const& context)
    {
        return {"/contexts/" + context.id.write() + "/chronology",
            fmt::format("Chronology of {} ({})", context.name, context.reference.write()),
            {"happened", "concern", "case", "linked", "place", "work", "record"}};
    }

    struct AskedContext {
        Context context;
        links::ChronologyFilter filter;
    };
    // Nothing where a purpose must be said first.
    Result<std::optional<AskedContext>> asked_chronology(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<ContextId>("context"));
        auto const facts = TRY(find_facts(visit, id));
        if (!opens(visit, facts))
            return std::optional<AskedContext>();
        auto context = TRY(find(visit, id));
        return std::optional(AskedContext{
            std::move(context), links::read_filter(request.query(), london::day_of(visit.now()))});
    }
    Result<Response> purpose_first(Request const& request)
    {
        auto const id = TRY(request.id<ContextId>("context"));
        return http::see_other("/contexts/" + id.write());
    }

    Value context_chronology_page(
        Contexts const& room, Visit const& visit, AskedContext const& asked, Request const& request)
    {
        auto const& [context, filter] = asked;
        auto const made = links::chronology_view(room.facts, visit, of_context(context), filter,
            chronology_of(room, visit, context, filter), request);
        auto page
            = Value::object({{"section", "/contexts"}, {"context", view_of(room, visit, context)},
                {"made", made}, {"errors", made.get("errors")}});
        if (filter.known_on) {
            page["known_on"] = filter.known_in_words();
            page["as_known"]
                = as_known_view(room, visit, context, links::known_at(filter, visit.now()));
        }
        return page;
    }

    Result<Response> show_context_chronology(
        Contexts const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(asked_chronology(visit, request));
        if (!asked)
            return purpose_first(request);
        return room.pages.show(visit, "contexts/chronology.njk",
            context_chronology_page(room, visit, *asked, request),
            asked->filter.problems.empty() ? http::Status::ok : http::Status::unprocessable);
    }

    Result<Response> print_context_chronology(
        Contexts const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(asked_chronology(visit, request));
        if (!asked)
            return purpose_first(request);
        return room.pages.show(visit, "contexts/chronology_print.njk",
            context_chronology_page(room, visit, *asked, request));
    }

    Result<Response> context_chronology_text(
        Contexts const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(asked_chronology(visit, request));
        if (!asked)
            return purpose_first(request);
        auto const& [context, filter] = *asked;
        return links::chronology_text(room.facts, visit, of_context(context), filter,
            chronology_of(room, visit, context, filter));
    }

    Result<Response> api_context_chronology(
        Contexts const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(asked_chronology(visit, request));
        if (!asked)
            return error(Code::not_allowed,
                "Say why you open this record first: POST /api/v1/contexts/{context}/purpose. Your "
                "reason stands for 30 minutes",
                "purpose");
        auto const& [context, filter] = *asked;
        if (!filter.problems.empty())
            return filter.problems.front();
        return links::chronology_json(chronology_of(room, visit, context, filter), request);
    }
} // namespace

void add_chronology(access::Routes::OfRoom<Contexts>& routes)
{
    std::string const page = "/contexts/{context}/chronology";
    routes.get(page, "context:read", show_context_chronology);
    routes.get(page + "/print", "context:read", print_context_chronology);
    routes.get(page + "/text", "context:read", context_chronology_text);
    routes.get("/api/v1" + page, "context:read", api_context_chronology);
}

access::Operation chronology_operation()
{
    return {http::Method::get, "/api/v1/contexts/{context}/chronology", "readContextChronology",
        "Everything known of a context that you may see, newest first. In the address: kind "
        "(several), agency, from, to, known_on (days; of known_on also a moment), most (1 to 500), "
        "after (`next` of the "
        "answer "
        "before)",
        "contexts", "", links::chronology_schema()};
}

} // namespace kith::contexts
