// SPDX-License-Identifier: MIT
// Who works with a context, for programs.
#include "contexts/api.h"
#include "contexts/api_own.h"

namespace kith::contexts {
namespace {
    using http::Request;
    using http::Response;

    Result<links::SubjectPage> worked_with(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<ContextId>("context"));
        auto facts = TRY(find_facts(visit, id));
        return links::SubjectPage{std::move(facts), {}, {}, {}, "it", {}};
    }
} // namespace

Result<Response> api_working(Contexts const&, Visit const& visit, Request const& request)
{
    auto const subject = TRY(worked_with(visit, request));
    TRY(must_open(visit, subject.facts));
    visit.looked_at(subject.facts.thing);
    return links::working_json(visit, subject);
}

Result<Response> api_take_on(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const subject = TRY(worked_with(visit, request));
    return links::take_on(visit, subject, room.name_of, request);
}

Result<Response> api_stop_working(Contexts const&, Visit const& visit, Request const& request)
{
    auto const subject = TRY(worked_with(visit, request));
    return links::end_by_program(visit, subject, request);
}

} // namespace kith::contexts
