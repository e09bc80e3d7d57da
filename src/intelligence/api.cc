// SPDX-License-Identifier: MIT
#include "intelligence/api.h"
#include "intelligence/acts.h"
#include "intelligence/begun.h"
#include "platform/access/json_fields.h"
#include "platform/forms/drafts.h"
#include "platform/http/errors.h"
#include <boost/json.hpp>

namespace kith::intelligence {
namespace {
    namespace json = boost::json;
    using access::JsonFields;
    using http::Method;
    using http::Request;
    using http::Response;

    json::object submission_json(Submission const& one)
    {
        json::array named;
        for (auto const& item : items_of(one.told))
            named.push_back(json::object{{"kind", item.kind}, {"words", item.words},
                {"normalised",
                    item.normalised.empty() ? json::value(nullptr)
                                            : json::value(item.normalised)}});
        return {{"id", one.id.write()}, {"reference", one.reference.write()},
            {"state", name_of(one.state())}, {"sent_at", one.sent_at.write()},
            {"received_at",
                one.received_at ? json::value(one.received_at->write()) : json::value(nullptr)},
            {"withdrawn_at",
                one.withdrawn_at ? json::value(one.withdrawn_at->write()) : json::value(nullptr)},
            {"answers", json::parse(one.told.to_json())}, {"named", named}};
    }

    Result<Response> list_submissions(Intelligence const&, Visit const& visit, Request const&)
    {
        json::array all;
        for (auto const& one : list(visit))
            all.push_back(submission_json(one));
        return http::json(json::serialize(json::object{{"submissions", all}}));
    }

    Result<Response> find_submission(
        Intelligence const&, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<SubmissionId>("submission"));
        auto const one = TRY(find(visit, id));
        return http::json(json::serialize(submission_json(one)));
    }

    Result<forms::Answers> answers_sent(Intelligence const& room, JsonFields const& sent)
    {
        auto const text = TRY(sent.inside("answers"));
        auto const& form = room.forms.form(submission_form);
        auto const answers = TRY(forms::Answers::from_json(
            form.name, form.version, text.empty() ? std::string("{}") : text));
        TRY(check_nobody_in_danger(answers));
        auto const reading = form.check(answers);
        if (!reading.errors.empty()) {
            auto const& first = reading.errors.front();
            return error(first.code, room.words.say("en", first.words), first.field);
        }
        return reading.answers;
    }

    Result<Response> create_submission(
        Intelligence const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "intelligence_submission"))
            return not_found();
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"answers"}));
        auto const answers = TRY(answers_sent(room, sent));
        auto const key = TRY(request.idempotency_key());
        auto const made = TRY(visit.change([&](Change& change) {
            return forms::once<SubmissionId>(change, key,
                fingerprint(room, request.path() + "\n" + request.body()),
                [&]() -> Result<SubmissionId> {
                    auto const one = TRY(submit(room, change, answers));
                    return one.id;
                });
        }));
        auto const one = TRY(find(visit, made));
        return http::json(json::serialize(submission_json(one)), http::Status::created)
            .with("Location", "/api/v1/intelligence/" + made.write());
    }

    constexpr char const* submission_schema
        = R"({"type":"object","required":["id","reference","state","sent_at","answers"],"properties":{
        "id":{"type":"string","format":"uuid"},"reference":{"type":"string"},"state":{"enum":["sent","received","withdrawn"]},
        "sent_at":{"type":"string","format":"date-time"},"received_at":{"type":["string","null"],"format":"date-time"},
        "withdrawn_at":{"type":["string","null"],"format":"date-time"},
        "answers":{"type":"object","description":"Of the form intelligence/submission, without what it asks about the source"},
        "named":{"type":"array","items":{"type":"object","properties":{"kind":{"type":"string"},"words":{"type":"string"},
        "normalised":{"type":["string","null"]}}}}}})";
} // namespace

void add_api_routes(access::Routes::OfRoom<Intelligence>& routes)
{
    routes.get("/api/v1/intelligence", "intelligence_submission:read", list_submissions);
    routes.post("/api/v1/intelligence", "intelligence_submission:create", create_submission);
    routes.get(
        "/api/v1/intelligence/{submission}", "intelligence_submission:read", find_submission);
}

std::vector<access::Operation> intelligence_operations()
{
    return {
        {Method::get, "/api/v1/intelligence", "listIntelligence",
            "What came in, or what the account sent", "intelligence", "",
            R"({"type":"object","properties":{"submissions":{"type":"array","items":{"type":"object"}}}})"},
        {Method::post, "/api/v1/intelligence", "submitIntelligence",
            "Submit what is known; who told it is kept apart and never answered", "intelligence",
            R"({"type":"object","required":["answers"],"additionalProperties":false,"properties":{"answers":{"type":"object",
            "description":"Of the form intelligence/submission"}}})",
            submission_schema, 201, true},
        {Method::get, "/api/v1/intelligence/{submission}", "findIntelligence", "One submission",
            "intelligence", "", submission_schema}};
}

} // namespace kith::intelligence
