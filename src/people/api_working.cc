// SPDX-License-Identifier: MIT
// Who works with a person, for programs.
#include "people/api.h"
#include "people/joined.h"

namespace kith::people {
namespace {
    using http::Request;
    using http::Response;

    Result<links::SubjectPage> worked_with(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<PersonId>("person"));
        auto facts = TRY(find_facts(visit, id));
        PersonId const kept(facts.thing.id);
        links::SubjectPage subject{std::move(facts), {}, {}, {}, "them"};
        for (auto const record : records_of(visit.reading(), kept))
            subject.records.push_back(thing(record));
        return subject;
    }
} // namespace

Result<Response> api_working(People const&, Visit const& visit, Request const& request)
{
    auto const subject = TRY(worked_with(visit, request));
    if (!links::purpose_stands(visit, subject.facts))
        return error(Code::not_allowed,
            "Say why you open this record first: POST /api/v1/people/{person}/purpose. Your "
            "reason stands for 30 minutes",
            "purpose");
    visit.looked_at(subject.facts.thing);
    return links::working_json(visit, subject);
}

Result<Response> api_take_on(People const& room, Visit const& visit, Request const& request)
{
    auto const subject = TRY(worked_with(visit, request));
    return links::take_on(visit, subject, room.name_of, request);
}

Result<Response> api_stop_working(People const&, Visit const& visit, Request const& request)
{
    auto const subject = TRY(worked_with(visit, request));
    return links::end_by_program(visit, subject, request);
}

} // namespace kith::people
