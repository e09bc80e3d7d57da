// SPDX-License-Identifier: MIT
#include "concerns/api.h"
#include "concerns/about_context.h"
#include "concerns/acts.h"
#include "concerns/partner_api.h"
#include "platform/http/errors.h"
#include <boost/json.hpp>

namespace kith::concerns {
namespace {
    namespace json = boost::json;
    using http::Request;
    using http::Response;

    json::value or_nothing(std::string const& text)
    {
        return text.empty() ? json::value(nullptr) : json::value(text);
    }

    json::object concern_json(Concern const& concern)
    {
        json::array about;
        for (auto const& kind : concern.about)
            about.emplace_back(kind);
        return {{"id", concern.id.write()}, {"reference", concern.reference.write()},
            {"channel", write(concern.channel)}, {"route", write(concern.route)},
            {"state", write(concern.state)}, {"received_at", concern.received_at.write()},
            {"due_at", concern.due_at.write()}, {"due_rule", concern.due_rule},
            {"urgency", or_nothing(concern.urgency)}, {"safe_now", write(concern.safe_now)},
            {"about", about}, {"district", or_nothing(concern.district)},
            {"postcode", or_nothing(concern.postcode)}, {"version", concern.version}};
    }

    json::array decisions_json(std::vector<Decision> const& decisions)
    {
        json::array list;
        for (auto const& decision : decisions) {
            json::array outcomes;
            for (auto const& outcome : decision.outcomes)
                outcomes.push_back(
                    json::object{{"outcome", outcome.code}, {"reason", outcome.reason}});
            list.push_back(json::object{
                {"id", decision.id.write()}, {"at", decision.at.write()}, {"outcomes", outcomes}});
        }
        return list;
    }

    Result<json::object> body_of(Request const& request)
    {
        auto const text = TRY(request.json_text());
        boost::system::error_code problem;
        auto value = json::parse(text, problem);
        if (problem)
            return invalid("This is not JSON: it does not parse. Send one JSON object");
        if (!value.is_object())
            return invalid("Send a JSON object");
        return std::move(value.as_object());
    }

    Response one_concern(Concern const& concern, json::object extra, http::Status status)
    {
        auto object = concern_json(concern);
        for (auto& [key, value] : extra)
            object[key] = value;
        return http::json(json::serialize(object), status)
            .with("ETag", http::etag(concern.version));
    }

    std::string text_at(json::object const& object, char const* key)
    {
        auto const* const value = object.if_contains(key);
        return value && value->is_string() ? std::string(value->as_string()) : std::string();
    }

    Result<Choice> choice_of(json::object const& body)
    {
        Choice choice;
        choice.urgency = text_at(body, "urgency");
        choice.summary = text_at(body, "why");
        auto const* const outcomes = body.if_contains("outcomes");
        if (!outcomes || !outcomes->is_array())
            return invalid("Send \"outcomes\": a list of {\"outcome\", \"reason\"}", "outcomes");
        for (auto const& one : outcomes->as_array()) {
            if (!one.is_object())
                return invalid("Each outcome is an object {\"outcome\", \"reason\"}", "outcomes");
            auto const code = text_at(one.as_object(), "outcome");
            choice.outcomes.push_back(code);
            choice.reasons[code] = text_at(one.as_object(), "reason");
        }
        return choice;
    }

    constexpr char const* concern_schema
        = R"({"type":"object","required":["id","reference","state","version"],"properties":{
        "id":{"type":"string","format":"uuid"},"reference":{"type":"string"},"channel":{"enum":["public","professional"]},
        "route":{"enum":["front_door","allegation"]},
        "state":{"enum":["waiting","reading","decided"]},"received_at":{"type":"string","format":"date-time"},
        "due_at":{"type":"string","format":"date-time"},"due_rule":{"type":"string"},"urgency":{"type":["string","null"]},
        "safe_now":{"enum":["yes","no","not known"]},"about":{"type":"array","items":{"type":"string"}},
        "district":{"type":["string","null"]},"postcode":{"type":["string","null"]},"version":{"type":"integer"},
        "answers":{"type":"object"},"decisions":{"type":"array","items":{"type":"object"}},"partner_requests":{"type":"array","items":{"type":"object"}}}})";
    constexpr char const* list_schema
        = R"({"type":"object","required":["concerns"],"properties":{"concerns":{"type":"array","items":{"type":"object"}}}})";
    constexpr char const* answers_schema
        = R"({"type":"object","description":"Answers to the form concerns/referral, by question name",
        "required":["safe_now","about","what","strengths","own_words","consent"],"properties":{
        "safe_now":{"enum":["no","yes","not_known"]},"about":{"type":"array","items":{"type":"string"}},
        "what":{"type":"string"},"strengths":{"type":"string"},"own_words":{"type":"string"},
        "consent":{"enum":["agreed","told","not_told","nobody_named"]},"postcode":{"type":"string"},
        "children":{"type":"array","maxItems":20,"items":{"type":"object","additionalProperties":{"type":"string"}}},
        "adults":{"type":"array","maxItems":20,"items":{"type":"object","additionalProperties":{"type":"string"}}},
        "contexts":{"type":"array","maxItems":10,"items":{"type":"object","additionalProperties":{"type":"string"}}},
        "signs":{"type":"array","maxItems":30,"items":{"type":"object",
        "required":["what","source","explains_else"],"properties":{
        "what":{"type":"string"},"kind":{"type":"string"},
        "noticed":{"type":"string","description":"2026, 2026-03 or 2026-03-14; ~ in front for a guess"},
        "source":{"enum":["seen","told_by_them","told_by_other","record","other"]},
        "source_who":{"type":"string"},"explains_else":{"type":"string"}},
        "additionalProperties":false}},
        "worker":{"enum":["yes","no"],"description":"About somebody who works with children: goes to the designated officer"},
        "about_context":{"type":"string","format":"uuid","description":"The record of a context that \"contexts\" names: it is linked"},
        "worker_account":{"type":"string","description":"Their account, if it is known, or none"},
        "worker_agency":{"type":"string","description":"Their agency in the directory, if it is known"}},
        "additionalProperties":true})";
    constexpr char const* decision_schema
        = R"({"type":"object","required":["outcomes"],"properties":{"outcomes":{"type":"array","items":{"type":"object","required":["outcome","reason"],"properties":{"outcome":{"type":"string"},"reason":{"type":"string"}}}},"urgency":{"enum":["RED","AMBER","GREEN"]},"why":{"type":"string","description":"Of the whole; needed to decide again"},"reply":{"type":"string"}}})";
} // namespace

Result<Response> api_list_open(Concerns const& room, Visit const& visit, Request const&)
{
    json::array list;
    for (auto const& concern : room.store.list_open(visit))
        list.push_back(concern_json(concern));
    return http::json(json::serialize(json::object{{"concerns", list}}));
}

Result<Response> api_find(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ConcernId>("concern"));
    auto const concern = TRY(room.store.find(visit, id));
    if (!visit.permits("copy", facts_of(concern))) // opened to them: that it is there, no more
        return http::json(json::serialize(json::object{{"id", concern.id.write()},
                              {"reference", concern.reference.write()},
                              {"state", write(concern.state)}, {"version", concern.version}}))
            .with("ETag", http::etag(concern.version));
    json::object extra{{"answers", json::parse(concern.answers)}};
    if (visit.permits("decide", facts_of(concern))) {
        extra["decisions"] = decisions_json(room.store.decisions(visit, concern));
        extra["partner_requests"] = partner_requests_json(room, visit, concern);
    }
    return one_concern(concern, std::move(extra), http::Status::ok);
}

Result<Response> api_raise(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const text = TRY(request.json_text());
    auto const key = TRY(request.idempotency_key());
    auto const& form = room.forms.form("concerns/referral");
    TRY(body_of(request)); // says so if it is no JSON object
    auto const answers = TRY(forms::Answers::from_json(form.name, form.version, text));
    auto reading = form.check(answers);
    if (!reading.errors.empty()) {
        auto const& first = reading.errors.front(); // a key of the form's words, made a sentence
        return error(first.code, room.words.say("en", first.words), first.field);
    }
    for (auto const* picked : {"worker_account", "worker_agency", about_context_answer})
        reading.answers.set(picked, answers.text(picked));
    auto const asked = request.path() + "\n" + text;
    auto const id = TRY(visit.change([&](Change& change) {
        return forms::once<ConcernId>(
            change, key, asked, [&] { return raise(room, change, reading.answers); });
    }));
    auto const concern = TRY(room.store.find(visit, id));
    return one_concern(concern, {}, http::Status::created)
        .with("Location", "/api/v1/concerns/" + id.write());
}

Result<Response> api_decide(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ConcernId>("concern"));
    auto const version = TRY(request.if_match());
    if (!version)
        return http::problem(http::Status::precondition_required,
            "Send If-Match with the ETag you read the concern with");
    auto const body = TRY(body_of(request));
    Weighed weighed;
    weighed.concern = id;
    weighed.version = *version;
    weighed.choice = TRY(choice_of(body));
    weighed.reply = text_at(body, "reply");
    TRY(visit.change([&](Change& change) { return record_decision(room, change, weighed); }));
    auto const concern = TRY(room.store.find(visit, id));
    return one_concern(concern,
        {{"decisions", decisions_json(room.store.decisions(visit, concern))}}, http::Status::ok);
}

std::vector<access::Operation> api_operations()
{
    using http::Method;
    return {{Method::get, "/api/v1/concerns", "listOpenConcerns",
                "What your teams hold and have not decided, the most pressing first", "concerns",
                "", list_schema},
        {Method::get, "/api/v1/concerns/{concern}", "findConcern",
            "One concern that you may know of", "concerns", "", concern_schema},
        {Method::post, "/api/v1/concerns", "raiseConcern", "Raise a concern in your own name",
            "concerns", answers_schema, concern_schema, 201, true},
        {Method::post, "/api/v1/concerns/{concern}/decide", "decideConcern",
            "Record what happens next, each outcome with its reason", "concerns", decision_schema,
            concern_schema, 200, false, true}};
}

} // namespace kith::concerns
