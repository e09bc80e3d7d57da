// SPDX-License-Identifier: MIT
// Disagreements for programs.
#include "cases/escalation_acts.h"
#include "cases/escalation_pages.h"
#include "platform/access/json_fields.h"
#include "platform/forms/drafts.h"
#include "platform/http/errors.h"
#include <boost/json.hpp>

namespace kith::cases {
namespace {
    namespace json = boost::json;
    using access::JsonFields;
    using http::Request;
    using http::Response;

    constexpr char const* escalation_schema
        = R"({"type":"object","required":["id","case","about","why","wanted","tried","meanwhile","stage","due_at","raised_at","settled_at","agreed","agency","held_agency","version","steps"],"properties":{"id":{"type":"string","format":"uuid"},"case":{"type":"string","format":"uuid"},"about":{"type":"string"},"why":{"type":"string"},"wanted":{"type":"string"},"tried":{"type":"string"},"meanwhile":{"type":"string","description":"What is done for safety, which never waits"},"stage":{"type":"string","enum":["line_managers","heads_of_service","directors","partnership"]},"due_at":{"type":["string","null"],"format":"date-time"},"raised_at":{"type":"string","format":"date-time"},"settled_at":{"type":["string","null"],"format":"date-time"},"agreed":{"type":"string"},"agency":{"type":"string","format":"uuid"},"held_agency":{"type":["string","null"],"format":"uuid","description":"Of the team that held the case when it was raised"},"version":{"type":"integer"},"steps":{"type":"array","items":{"type":"object","required":["kind","stage","said","at"],"properties":{"kind":{"type":"string","enum":["answered","moved","clock","settled"]},"stage":{"type":"string"},"said":{"type":"string"},"at":{"type":"string","format":"date-time"}}}}}})";
    constexpr char const* raised_schema
        = R"({"type":"object","additionalProperties":false,"required":["about","why","wanted","tried","meanwhile"],"properties":{"about":{"type":"string"},"why":{"type":"string"},"wanted":{"type":"string"},"tried":{"type":"string","description":"What the workers said to one another, or why they did not speak"},"meanwhile":{"type":"string","description":"What is done for safety meanwhile"}}})";
    constexpr char const* answer_schema
        = R"({"type":"object","additionalProperties":false,"required":["said"],"properties":{"said":{"type":"string"},"meanwhile":{"type":["string","null"],"description":"What is done for safety from now on; left out, it stays"},"moves_on":{"type":"boolean","description":"To the next stage"}}})";
    constexpr char const* settled_schema
        = R"({"type":"object","additionalProperties":false,"required":["agreed"],"properties":{"agreed":{"type":"string"}}})";

    constexpr char const* change_schema
        = R"({"type":"object","additionalProperties":false,"required":["reason"],"properties":{"about":{"type":"string"},"why":{"type":"string"},"wanted":{"type":"string"},"tried":{"type":"string"},"meanwhile":{"type":"string"},"reason":{"type":"string"}}})";

    json::value moment_json(std::optional<Instant> const& at)
    {
        return at ? json::value(at->write()) : json::value(nullptr);
    }

    json::object escalation_json(
        Cases const& room, Visit const& visit, KnownEscalation const& known)
    {
        auto const one = shown_escalation(room, visit, known);
        json::object written{{"id", one.id.write()}, {"case", one.of.write()}, {"stage", one.stage},
            {"due_at", moment_json(one.due_at)}, {"raised_at", one.raised_at.write()},
            {"settled_at", moment_json(one.settled_at)}, {"agreed", one.agreed},
            {"agency", one.owner_agency.write()},
            {"held_agency",
                one.held_agency.none() ? json::value(nullptr)
                                       : json::value(one.held_agency.write())},
            {"version", one.version}};
        for (auto const& each : escalation_texts)
            written[each.field] = one.*each.text;
        json::array steps;
        for (auto const& step : shown_steps(room, visit, known))
            steps.push_back(json::object{{"kind", step.kind}, {"stage", step.stage},
                {"said", step.said}, {"at", step.at.write()}});
        written["steps"] = std::move(steps);
        return written;
    }

    Result<KnownEscalation> opened_escalation(Visit const& visit, CaseId of, EscalationId id)
    {
        auto known = TRY(find_escalation(visit, of, id));
        if (!opens(visit, known))
            return error(Code::not_allowed,
                "Say why you open this disagreement first: POST /api/v1/cases/{case}/escalations/"
                "{escalation}/purpose. Your reason stands for 30 minutes",
                "purpose");
        visit.looked_at(known.facts.thing);
        return known;
    }

    Result<Response> escalation_told(Cases const& room, Visit const& visit, CaseId of,
        EscalationId id, http::Status status = http::Status::ok)
    {
        auto const known = TRY(opened_escalation(visit, of, id));
        return http::json(json::serialize(escalation_json(room, visit, known)), status)
            .with("ETag", http::etag(known.one.version));
    }

    Result<Response> api_list_escalations(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<CaseId>("case"));
        TRY(find(visit, id));
        json::array all;
        for (auto const& one : escalations_of(visit, id)) {
            auto const known = TRY(find_escalation(visit, id, one.id));
            if (opens(visit, known)) // else one by one, with a reason
                all.push_back(escalation_json(room, visit, known));
        }
        return http::json(json::serialize(json::object{{"escalations", all}}));
    }

    Result<Response> api_find_escalation(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const of = TRY(request.id<CaseId>("case"));
        auto const id = TRY(request.id<EscalationId>("escalation"));
        return escalation_told(room, visit, of, id);
    }

    Result<Response> api_disagree(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const of = TRY(request.id<CaseId>("case"));
        auto const known = TRY(find(visit, of));
        auto const facts = TRY(facts_of(visit, known));
        TRY(visit.may("escalate", facts));
        auto const key = TRY(request.idempotency_key());
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"about", "why", "wanted", "tried", "meanwhile"}));
        Escalation wanted;
        for (auto const& each : escalation_texts)
            wanted.*each.text = TRY(sent.text(each.field));
        auto const made = TRY(visit.change([&](Change& change) {
            return forms::once<EscalationId>(
                change, key, request.path() + "\n" + request.body(), [&]() -> Result<EscalationId> {
                    auto const raised = TRY(disagree(room, change, of, wanted));
                    return raised.id;
                });
        }));
        return escalation_told(room, visit, of, made, http::Status::created);
    }

    Result<Response> api_why(Cases const&, Visit const& visit, Request const& request)
    {
        auto const of = TRY(request.id<CaseId>("case"));
        auto const id = TRY(request.id<EscalationId>("escalation"));
        auto const known = TRY(find_escalation(visit, of, id));
        TRY(visit.may("state purpose", known.facts));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"purpose"}));
        auto const purpose = TRY(sent.text("purpose"));
        TRY(visit.change([&](Change& change) { return say_why(change, known, purpose); }));
        return http::json(
            "{\"stands_until\":\"" + (visit.now() + links::purpose_lasts).write() + "\"}");
    }

    Response no_etag()
    {
        return http::problem(http::Status::precondition_required,
            "Send If-Match with the ETag you read the disagreement with");
    }

    Result<Response> api_answer_escalation(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const of = TRY(request.id<CaseId>("case"));
        auto const id = TRY(request.id<EscalationId>("escalation"));
        auto const known = TRY(find_escalation(visit, of, id));
        TRY(visit.may("answer", known.facts));
        TRY(opened_escalation(visit, of, id));
        auto const version = TRY(request.if_match());
        if (!version)
            return no_etag();
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"said", "meanwhile", "moves_on"}));
        EscalationAnswer answer;
        answer.version = *version;
        answer.said = TRY(sent.text("said"));
        answer.meanwhile = shown_escalation(room, visit, known).meanwhile;
        if (sent.has("meanwhile"))
            answer.meanwhile = TRY(sent.text("meanwhile"));
        answer.moves_on = TRY(sent.flag("moves_on"));
        TRY(visit.change(
            [&](Change& change) { return answer_escalation(room, change, of, id, answer); }));
        return escalation_told(room, visit, of, id);
    }

    // Its texts; what is left out stays.
    Result<Response> api_change_escalation(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const of = TRY(request.id<CaseId>("case"));
        auto const id = TRY(request.id<EscalationId>("escalation"));
        auto const known = TRY(find_escalation(visit, of, id));
        TRY(visit.may("change", known.facts));
        TRY(opened_escalation(visit, of, id));
        auto const version = TRY(request.if_match());
        if (!version)
            return no_etag();
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"about", "why", "wanted", "tried", "meanwhile", "reason"}));
        auto wanted = shown_escalation(room, visit, known);
        for (auto const& each : escalation_texts)
            if (sent.has(each.field))
                wanted.*each.text = TRY(sent.text(each.field));
        wanted.version = *version;
        auto const reason = TRY(sent.text("reason"));
        TRY(visit.change([&](Change& change) {
            return put_escalation_right(room, change, of, wanted, reason);
        }));
        return escalation_told(room, visit, of, id);
    }

    Result<Response> api_settle_escalation(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const of = TRY(request.id<CaseId>("case"));
        auto const id = TRY(request.id<EscalationId>("escalation"));
        auto const known = TRY(find_escalation(visit, of, id));
        TRY(visit.may("settle", known.facts));
        TRY(opened_escalation(visit, of, id));
        auto const version = TRY(request.if_match());
        if (!version)
            return no_etag();
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"agreed"}));
        auto const agreed = TRY(sent.text("agreed"));
        TRY(visit.change([&](Change& change) {
            return settle_escalation(room, change, of, id, *version, agreed);
        }));
        return escalation_told(room, visit, of, id);
    }
} // namespace

void add_escalation_api(access::Routes::OfRoom<Cases>& routes)
{
    std::string const all = "/api/v1/cases/{case}/escalations";
    routes.get(all, "case:read", api_list_escalations);
    routes.post(all, "case:escalate", api_disagree);
    routes.get(all + "/{escalation}", "escalation:read", api_find_escalation);
    routes.post(all + "/{escalation}/purpose", "escalation:state purpose", api_why);
    routes.post(all + "/{escalation}/answer", "escalation:answer", api_answer_escalation);
    routes.post(all + "/{escalation}/settle", "escalation:settle", api_settle_escalation);
    routes.post(all + "/{escalation}/change", "escalation:change", api_change_escalation);
}

std::vector<access::Operation> escalation_operations()
{
    using http::Method;
    std::string const all = "/api/v1/cases/{case}/escalations";
    return {
        {Method::get, all, "listEscalations",
            "Disagreements about a case, the latest first, each with its answers", "cases", "",
            R"({"type":"object","required":["escalations"],"properties":{"escalations":{"type":"array","items":)"
                + std::string(escalation_schema) + "}}}"},
        {Method::get, all + "/{escalation}", "findEscalation", "One disagreement", "cases", "",
            escalation_schema},
        {Method::post, all, "disagree",
            "Say that you disagree about a case; it goes to the line managers", "cases",
            raised_schema, escalation_schema, 201, true},
        {Method::post, all + "/{escalation}/purpose", "statePurposeForEscalation",
            "Say why you open a disagreement, where you work with neither side: asked again after "
            "30 minutes",
            "cases",
            R"({"type":"object","required":["purpose"],"additionalProperties":false,"properties":{"purpose":{"type":"string","maxLength":500}}})",
            R"({"type":"object","required":["stands_until"],"properties":{"stands_until":{"type":"string","format":"date-time"}}})"},
        {Method::post, all + "/{escalation}/answer", "answerEscalation",
            "Answer a disagreement, and move it on if you say so", "cases", answer_schema,
            escalation_schema, 200, false, true},
        {Method::post, all + "/{escalation}/settle", "settleEscalation",
            "Say that it is settled, and what was agreed: the side that disagrees alone", "cases",
            settled_schema, escalation_schema, 200, false, true},
        {Method::post, all + "/{escalation}/change", "changeEscalation",
            "Put its texts right, with the reason; what is left out stays, and what it said before "
            "is kept",
            "cases", change_schema, escalation_schema, 200, false, true}};
}

} // namespace kith::cases
