// SPDX-License-Identifier: MIT
#include "concerns/partner_api.h"
#include "concerns/partner_acts.h"
#include "concerns/partner_pages.h"
#include "platform/http/errors.h"
#include <boost/json.hpp>

namespace kith::concerns {
namespace {
    namespace json = boost::json;
    using http::Request;
    using http::Response;
    constexpr std::size_t longest_api_list = 200;

    json::value id_or_null(Uuid const& id)
    {
        return id.none() ? json::value(nullptr) : json::value(id.write());
    }

    json::value moment_or_null(std::optional<Instant> at)
    {
        return at ? json::value(at->write()) : json::value(nullptr);
    }

    json::object check_json(PartnerRequest const& request, PartnerCheck const& check)
    {
        json::array chased;
        for (auto const at : check.chased_at)
            chased.emplace_back(at.write());
        return {{"id", check.id.write()}, {"agency", check.partner.agency.write()},
            {"team", id_or_null(check.partner.team.uuid())},
            {"known", check.silent() ? json::value(nullptr) : json::value(write(check.known))},
            {"complete", check.complete}, {"answered_at", moment_or_null(check.answered_at)},
            {"late", check.answered_at && *check.answered_at > request.due_at},
            {"asked_again_at", std::move(chased)},
            {"answers", json::parse(check.answers.to_json())}, {"version", check.version}};
    }

    json::object request_json(PartnerRequest const& request)
    {
        return {{"id", request.id.write()}, {"urgency", request.urgency},
            {"asked_at", request.asked_at.write()}, {"due_at", request.due_at.write()},
            {"due_rule", request.due_rule}, {"state", request.open() ? "open" : "closed"},
            {"closed_at", moment_or_null(request.closed_at)},
            {"close_reason", request.close_reason},
            {"answers", json::parse(request.answers.to_json())}};
    }

    // One partner's part as that partner sees it: nothing that leads to the concern.
    json::object part_json(AskedOf const& asked)
    {
        auto object = check_json(asked.request, asked.check);
        object["asked"] = request_json(asked.request);
        object["asked"].as_object().erase("id");
        return object;
    }

    Response part_response(AskedOf const& asked)
    {
        return http::json(json::serialize(part_json(asked)))
            .with("ETag", http::etag(asked.check.version));
    }

    Result<json::object> object_of(Request const& request)
    {
        auto const text = TRY(request.json_text());
        boost::system::error_code problem;
        auto value = json::parse(text, problem);
        if (problem || !value.is_object())
            return invalid("Send a JSON object");
        return std::move(value.as_object());
    }

    std::string word_at(json::object const& object, char const* key)
    {
        auto const* const value = object.if_contains(key);
        return value && value->is_string() ? std::string(value->as_string()) : std::string();
    }

    // The object "answers", held against the form.
    Result<forms::Answers> answers_to(
        Concerns const& room, char const* form_name, json::object const& body)
    {
        auto const& form = room.forms.form(form_name);
        auto const* const given = body.if_contains("answers");
        if (!given || !given->is_object())
            return invalid("Send \"answers\": an object by question name", "answers");
        auto const answers
            = TRY(forms::Answers::from_json(form.name, form.version, json::serialize(*given)));
        auto reading = form.check(answers);
        if (!reading.errors.empty())
            return reading.errors.front();
        return std::move(reading.answers);
    }

    Result<std::vector<Partner>> partners_of(json::object const& body)
    {
        std::vector<Partner> partners;
        auto const* const list = body.if_contains("partners");
        if (!list || !list->is_array())
            return invalid("Send \"partners\": a list of {\"team\"} or {\"agency\"}", "partners");
        for (auto const& one : list->as_array()) {
            auto const object = one.is_object() ? one.as_object() : json::object();
            auto const team = TeamId::read(word_at(object, "team"));
            auto const agency = AgencyId::read(word_at(object, "agency"));
            if (!team && !agency)
                return invalid("Each partner is {\"team\": id} or {\"agency\": id}", "partners");
            partners.push_back(team ? Partner{{}, *team} : Partner{*agency, {}});
        }
        return partners;
    }

    constexpr char const* requests_schema
        = R"({"type":"object","required":["partner_requests"],"properties":{"partner_requests":{"type":"array","items":{"type":"object","required":["id","urgency","due_at","state","partners"],"properties":{
        "id":{"type":"string","format":"uuid"},"urgency":{"enum":["RED","AMBER","GREEN"]},"asked_at":{"type":"string","format":"date-time"},
        "due_at":{"type":"string","format":"date-time"},"due_rule":{"type":"string"},"state":{"enum":["open","closed"]},
        "closed_at":{"type":["string","null"]},"close_reason":{"type":"string"},"answers":{"type":"object"},
        "partners":{"type":"array","items":{"type":"object"}}}}}}})";
    constexpr char const* asking_schema
        = R"({"type":"object","required":["urgency","partners","answers"],"properties":{"urgency":{"enum":["RED","AMBER","GREEN"]},
        "partners":{"type":"array","items":{"type":"object","properties":{"team":{"type":"string","format":"uuid"},"agency":{"type":"string","format":"uuid"}}}},
        "answers":{"type":"object","description":"Answers to the form concerns/partner_request, by question name: what is asked, what is shared, for what, on which lawful basis, and who was told"}}})";
    constexpr char const* parts_schema
        = R"({"type":"object","required":["requests"],"properties":{"requests":{"type":"array","items":{"type":"object"}}}})";
    constexpr char const* part_schema
        = R"({"type":"object","required":["id","known","version","asked"],"properties":{"id":{"type":"string","format":"uuid"},
        "agency":{"type":"string","format":"uuid"},"team":{"type":["string","null"]},"known":{"enum":["now","before","not_known","cannot_share",null]},
        "complete":{"type":"boolean"},"answered_at":{"type":["string","null"]},"late":{"type":"boolean"},
        "asked_again_at":{"type":"array","items":{"type":"string"}},"answers":{"type":"object"},"version":{"type":"integer"},
        "asked":{"type":"object"}}})";
    constexpr char const* answering_schema
        = R"({"type":"object","required":["answers"],"properties":{"answers":{"type":"object","description":"Answers to the form concerns/partner_answer, by question name: what is known already"},
        "correction":{"type":"string","description":"Why a whole answer is corrected"}}})";
} // namespace

json::array partner_requests_json(Concerns const& room, Visit const& visit, Concern const& concern)
{
    json::array list;
    for (auto const& request : room.partners.list(visit, concern)) {
        json::array partners;
        for (auto const& check : request.checks)
            partners.push_back(check_json(request, check));
        auto object = request_json(request);
        object["partners"] = std::move(partners);
        list.push_back(std::move(object));
    }
    return list;
}

Result<Response> api_list_partner_requests(
    Concerns const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ConcernId>("concern"));
    auto const concern = TRY(room.store.find(visit, id));
    if (!visit.permits("read", facts_of(PartnerRequest(), concern)))
        return not_found();
    json::object body;
    body["partner_requests"] = partner_requests_json(room, visit, concern);
    return http::json(json::serialize(body));
}

Result<Response> api_ask_partners(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ConcernId>("concern"));
    auto const body = TRY(object_of(request));
    auto const key = TRY(request.idempotency_key());
    Asking asking;
    asking.concern = id;
    asking.urgency = word_at(body, "urgency");
    asking.partners = TRY(partners_of(body));
    asking.answers = TRY(answers_to(room, "concerns/partner_request", body));
    auto const words = request.path() + "\n" + request.body();
    TRY(visit.change([&](Change& change) {
        return forms::once<PartnerRequestId>(
            change, key, words, [&] { return ask_partners(room, change, asking); });
    }));
    auto const concern = TRY(room.store.find(visit, id));
    json::object answer;
    answer["partner_requests"] = partner_requests_json(room, visit, concern);
    return http::json(json::serialize(answer), http::Status::created)
        .with("Location", "/api/v1/concerns/" + id.write() + "/partner-requests");
}

Result<Response> api_list_asked_of_us(Concerns const& room, Visit const& visit, Request const&)
{
    json::array list;
    for (auto const& asked : room.partners.list_to_answer(visit))
        list.push_back(part_json(asked));
    for (auto const& asked : room.partners.list_answered(visit, longest_api_list))
        list.push_back(part_json(asked));
    json::object body;
    body["requests"] = std::move(list);
    return http::json(json::serialize(body));
}

Result<Response> api_find_our_part(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<PartnerCheckId>("check"));
    auto const asked = TRY(room.partners.find(visit, id));
    return part_response(asked);
}

Result<Response> api_answer_our_part(
    Concerns const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<PartnerCheckId>("check"));
    TRY(room.partners.find(visit, id)); // what may not be known answers before what is wrong
    auto const version = TRY(request.if_match());
    if (!version)
        return http::problem(http::Status::precondition_required,
            "Send If-Match with the ETag you read the request with");
    auto const body = TRY(object_of(request));
    Answering answering{id, *version, {}, word_at(body, "correction")};
    answering.answers = TRY(answers_to(room, "concerns/partner_answer", body));
    TRY(visit.change(
        [&](Change& change) { return answer_partner_check(room, change, answering); }));
    auto const asked = TRY(room.partners.find(visit, id));
    return part_response(asked);
}

void add_partner_routes(access::Routes::OfRoom<Concerns>& routes)
{
    routes.get("/concerns/{concern}/partners", "partner_request:create", show_asking);
    routes.post("/concerns/{concern}/partners", "partner_request:create", send_asking);
    routes.post(
        "/concerns/{concern}/partners/{request}/chase", "partner_request:chase", chase_request);
    routes.get("/concerns/{concern}/partners/{request}/close", "partner_request:close",
        ask_to_close_request);
    routes.post(
        "/concerns/{concern}/partners/{request}/close", "partner_request:close", close_request);
    routes.get("/requests", "partner_check:read", show_asked_of_us);
    routes.get("/requests/answered", "partner_check:read", show_answered_by_us);
    routes.get("/requests/{check}", "partner_check:read", show_our_part);
    routes.post("/requests/{check}", "partner_check:answer", answer_our_part);

    routes.get("/api/v1/concerns/{concern}/partner-requests", "partner_request:read",
        api_list_partner_requests);
    routes.post(
        "/api/v1/concerns/{concern}/partner-requests", "partner_request:create", api_ask_partners);
    routes.get("/api/v1/partner-requests", "partner_check:read", api_list_asked_of_us);
    routes.get("/api/v1/partner-requests/{check}", "partner_check:read", api_find_our_part);
    routes.post(
        "/api/v1/partner-requests/{check}/answer", "partner_check:answer", api_answer_our_part);
}

std::vector<access::Operation> partner_operations()
{
    using http::Method;
    return {{Method::get, "/api/v1/concerns/{concern}/partner-requests", "listPartnerRequests",
                "What partners were asked about a concern, with answers and silences", "concerns",
                "", requests_schema},
        {Method::post, "/api/v1/concerns/{concern}/partner-requests", "askPartners",
            "Ask several partners what they know already, in one request", "concerns",
            asking_schema, requests_schema, 201, true},
        {Method::get, "/api/v1/partner-requests", "listAskedOfUs",
            "What your teams or agency were asked: to answer first, then what was answered",
            "concerns", "", parts_schema},
        {Method::get, "/api/v1/partner-requests/{check}", "findOurPart",
            "One request to your team or agency, with your own answer", "concerns", "",
            part_schema},
        {Method::post, "/api/v1/partner-requests/{check}/answer", "answerOurPart",
            "Say what is known already, add to it, or correct it", "concerns", answering_schema,
            part_schema, 200, false, true}};
}

} // namespace kith::concerns
