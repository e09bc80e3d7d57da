// SPDX-License-Identifier: MIT
#include "cases/assessment_api.h"
#include "cases/assessment_open.h"
#include "platform/access/json_fields.h"
#include "platform/forms/drafts.h"
#include "platform/http/errors.h"
#include <boost/json.hpp>

namespace kith::cases {
namespace {
    namespace json = boost::json;
    using http::Request;
    using http::Response;

    constexpr char const* assessment_schema
        = R"({"type":"object","required":["id","case","kind","state","version"],"properties":{
        "id":{"type":"string","format":"uuid"},"case":{"type":"string","format":"uuid"},"kind":{"type":"string"},
        "state":{"enum":["draft","complete","put aside"]},"form":{"type":"string"},"form_version":{"type":"integer"},
        "started_at":{"type":"string","format":"date-time"},"completed_at":{"type":["string","null"]},
        "strengths":{"type":"boolean"},"own_words":{"type":"boolean"},"own_words_not":{"type":["string","null"]},
        "outcome":{"type":["string","null"],"description":"Of a screening: goes_on or advice"},"outcome_because":{"type":["string","null"]},
        "section_42":{"type":["string","null"],"description":"Of an adult: inside or outside"},
        "support_plan":{"type":"boolean","description":"Exploited and outside section 42: a support plan is owed"},
        "version":{"type":"integer"},"answers":{"type":"object"}}})";
    constexpr char const* assessments_schema
        = R"({"type":"object","required":["assessments"],"properties":{"assessments":{"type":"array","items":{"type":"object"}}}})";
    constexpr char const* started_schema
        = R"({"type":"object","required":["kind"],"additionalProperties":false,"properties":{"kind":{"type":"string",
        "description":"screening, exploitation, child_family, adult; screening_context, neighbourhood, school, peer_group, online_space, home"}}})";
    constexpr char const* written_schema
        = R"({"type":"object","description":"Answers to the form cases/<kind>, by question name. A draft is saved with anything in it"})";
    constexpr char const* corrected_schema
        = R"({"type":"object","required":["answers","reason"],"additionalProperties":false,"properties":{
        "answers":{"type":"object"},"reason":{"type":"string","maxLength":2000}}})";

    json::value text_or_null(std::string const& text)
    {
        return text.empty() ? json::value(nullptr) : json::value(text);
    }

    json::object assessment_json(Assessment const& one)
    {
        auto const* const kind = assessment_kind(one.kind);
        return {{"id", one.id.write()}, {"case", one.of.write()}, {"kind", one.kind},
            {"state", write(one.state)}, {"form", kind ? form_of(*kind) : std::string()},
            {"form_version", one.form_version}, {"started_at", one.started_at.write()},
            {"completed_at",
                one.completed_at ? json::value(one.completed_at->write()) : json::value(nullptr)},
            {"strengths", one.strengths}, {"own_words", one.own_words},
            {"own_words_not", text_or_null(one.own_words_not)},
            {"outcome", text_or_null(one.outcome)},
            {"outcome_because", text_or_null(one.outcome_because)},
            {"section_42", text_or_null(one.section_42)}, {"support_plan", one.support_plan},
            {"version", one.version}};
    }

    Response one_assessment(
        Cases const& room, SeenAssessment const& seen, http::Status status = http::Status::ok)
    {
        auto object = assessment_json(seen.one);
        object["answers"] = json::parse(answers_seen_of(room, seen, seen.one).to_json());
        return http::json(json::serialize(object), status)
            .with("ETag", http::etag(seen.one.version));
    }

    Response all_missing(Cases const& room, std::vector<Error> const& problems)
    {
        auto response = http::problem(http::Status::unprocessable,
            "Something is missing or wrong: see \"errors\". Nothing was completed");
        auto body = json::parse(response.body).as_object();
        json::array errors;
        for (auto const& problem : problems)
            errors.push_back(json::object{{"field", problem.field},
                {"detail", room.concerns.words.say("en", problem.words)}});
        body["errors"] = std::move(errors);
        response.body = json::serialize(body);
        return response;
    }

    Result<std::int64_t> version_sent(Request const& request)
    {
        auto const version = TRY(request.if_match());
        if (!version)
            return invalid("Send If-Match with the ETag you read the assessment with");
        return *version;
    }

    Result<Answered> answered_by(Cases const& room, Request const& request,
        SeenAssessment const& seen, std::string const& answers)
    {
        Answered answered;
        answered.id = seen.one.id;
        answered.version = TRY(version_sent(request));
        auto const& form = form_now(room, seen.one.kind);
        answered.answers = TRY(forms::Answers::from_json(form.name, form.version, answers));
        return answered;
    }

    Result<Response> api_list_assessments(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<CaseId>("case"));
        auto const of = TRY(find(visit, id));
        json::array list;
        for (auto const& one : shown_assessments(room, visit, of))
            list.push_back(assessment_json(one));
        return http::json(json::serialize(json::object{{"assessments", list}}));
    }

    Result<Response> api_find_assessment(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const seen = TRY(opened_assessment(room, visit, request));
        return one_assessment(room, seen);
    }

    Result<Response> api_start_assessment(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<CaseId>("case"));
        auto const sent = TRY(access::JsonFields::read(request));
        TRY(sent.only({"kind"}));
        auto const kind = TRY(sent.text("kind"));
        auto const key = TRY(request.idempotency_key());
        auto const asked = request.path() + "\n" + request.body();
        auto const made = TRY(visit.change([&](Change& change) {
            return forms::once<AssessmentId>(change, key, asked, [&]() -> Result<AssessmentId> {
                auto const begun = TRY(start_assessment(room, change, id, kind));
                return begun.id;
            });
        }));
        auto const of = TRY(find(visit, id));
        auto const one = TRY(find_assessment(visit, made));
        return one_assessment(room, seen_as(room, visit, of, one), http::Status::created)
            .with("Location", "/api/v1/cases/" + id.write() + "/assessments/" + one.id.write());
    }

    Result<Response> api_save_assessment(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const seen = TRY(opened_assessment(room, visit, request));
        auto const text = TRY(request.json_text());
        auto const answered = TRY(answered_by(room, request, seen, text));
        auto const saved
            = TRY(visit.change([&](Change& change) { return save_draft(room, change, answered); }));
        return one_assessment(room, seen_as(room, visit, seen.of, saved));
    }

    Result<Response> api_complete_assessment(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const seen = TRY(opened_assessment(room, visit, request));
        auto const facts = TRY(facts_of(visit, seen.of));
        TRY(visit.may("assess", facts));
        auto const text = TRY(request.json_text());
        auto const answered = TRY(answered_by(room, request, seen, text));
        auto const reading = completing(room, visit, seen.of, seen.one.kind, answered.answers);
        if (!reading.errors.empty())
            return all_missing(room, reading.errors);
        auto const done = TRY(visit.change(
            [&](Change& change) { return complete_assessment(room, change, answered); }));
        return one_assessment(room, seen_as(room, visit, seen.of, done));
    }

    Result<Response> api_correct_assessment(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const seen = TRY(opened_assessment(room, visit, request));
        auto const facts = TRY(facts_of(visit, seen.of));
        TRY(visit.may("assess", facts));
        auto const text = TRY(request.json_text());
        boost::system::error_code problem;
        auto const body = json::parse(text, problem);
        if (problem || !body.is_object() || !body.as_object().contains("answers"))
            return invalid("Send {\"answers\": {…}, \"reason\": \"…\"}");
        auto answered = TRY(
            answered_by(room, request, seen, json::serialize(body.as_object().at("answers"))));
        auto const* const reason = body.as_object().if_contains("reason");
        if (reason && !reason->is_string())
            return invalid("Send text here", "reason");
        auto const why = TRY(forms::Answers::from_json(
            "", 0, json::serialize(json::object{{"reason", reason ? *reason : json::value("")}})));
        answered.reason = why.text("reason"); // tidied as an answer is
        auto const reading = completing(room, visit, seen.of, seen.one.kind, answered.answers);
        if (!reading.errors.empty())
            return all_missing(room, reading.errors);
        auto const done = TRY(visit.change(
            [&](Change& change) { return correct_assessment(room, change, answered); }));
        return one_assessment(room, seen_as(room, visit, seen.of, done));
    }
} // namespace

void add_assessment_api(House& house, Cases const& room)
{
    using http::Method;
    static constexpr char const* all = "/api/v1/cases/{case}/assessments";
    static constexpr char const* one = "/api/v1/cases/{case}/assessments/{assessment}";
    auto const under = [](char const* act) { return std::string(one) + act; };
    auto routes = house.routes.of(room);
    routes.get(all, "case:read", api_list_assessments);
    routes.get(one, "case:read", api_find_assessment);
    routes.post(all, "case:assess", api_start_assessment);
    routes.post(under("/save"), "case:assess", api_save_assessment);
    routes.post(under("/complete"), "case:assess", api_complete_assessment);
    routes.post(under("/correct"), "case:assess", api_correct_assessment);
    std::vector<access::Operation> operations
        = {{Method::get, all, "listAssessments", "The screenings and assessments of a case",
               "cases", "", assessments_schema},
            {Method::get, one, "findAssessment", "One assessment, with its answers", "cases", "",
                assessment_schema},
            {Method::post, all, "startAssessment", "Begin an assessment: one of a kind is open",
                "cases", started_schema, assessment_schema, 201, true},
            {Method::post, under("/save"), "saveAssessment", "Save a draft, with anything in it",
                "cases", written_schema, assessment_schema, 200, false, true},
            {Method::post, under("/complete"), "completeAssessment",
                "Complete it: all that is missing is told at once", "cases", written_schema,
                assessment_schema, 200, false, true},
            {Method::post, under("/correct"), "correctAssessment",
                "Correct what is complete, with the reason", "cases", corrected_schema,
                assessment_schema, 200, false, true}};
    for (auto& operation : operations)
        house.operations.push_back(std::move(operation));
}

} // namespace kith::cases
