// SPDX-License-Identifier: MIT
// Supervision for programs.
#include "cases/supervision_acts.h"
#include "cases/supervision_pages.h"
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

    constexpr char const* supervision_schema
        = R"({"type":"object","required":["id","case","on","worker","manager","reflection","decisions","worker_needs","next","version"],"properties":{"id":{"type":"string","format":"uuid"},"case":{"type":"string","format":"uuid"},"on":{"type":"string","format":"date"},"worker":{"type":"string","format":"uuid"},"manager":{"type":"string","format":"uuid"},"reflection":{"type":"string"},"decisions":{"type":"string"},"worker_needs":{"type":"string"},"next":{"type":["string","null"],"format":"date"},"version":{"type":"integer"}}})";
    constexpr char const* sent_supervision_schema
        = R"({"type":"object","additionalProperties":false,"required":["on","worker","reflection","decisions"],"properties":{"on":{"type":"string","format":"date"},"worker":{"type":"string","format":"uuid","description":"Somebody else who works in the team that holds the case"},"reflection":{"type":"string"},"decisions":{"type":"string","description":"And why; that nothing changes is a decision too"},"worker_needs":{"type":["string","null"]},"next":{"type":["string","null"],"format":"date","description":"When they look again"}}})";
    constexpr char const* correction_schema
        = R"({"type":"object","additionalProperties":false,"required":["reason"],"properties":{"reason":{"type":"string"},"on":{"type":"string","format":"date"},"reflection":{"type":"string"},"decisions":{"type":"string"},"worker_needs":{"type":["string","null"]},"next":{"type":["string","null"],"format":"date"}}})";

    json::value day_json(std::optional<Date> const& day)
    {
        return day ? json::value(day->write()) : json::value(nullptr);
    }

    json::object supervision_json(Supervision const& one)
    {
        return {{"id", one.id.write()}, {"case", one.of.write()}, {"on", day_json(one.on)},
            {"worker", one.worker.write()}, {"manager", one.manager.write()},
            {"reflection", one.reflection}, {"decisions", one.decisions},
            {"worker_needs", one.worker_needs}, {"next", day_json(one.next)},
            {"version", one.version}};
    }

    Response one_supervision(Supervision const& one, http::Status status = http::Status::ok)
    {
        return http::json(json::serialize(supervision_json(one)), status)
            .with("ETag", http::etag(one.version));
    }

    Result<std::optional<Date>> sent_supervision_day(JsonFields const& sent, char const* field)
    {
        auto const text = TRY(sent.text(field));
        if (text.empty())
            return std::optional<Date>();
        auto const read = Date::read(text);
        if (!read)
            return invalid("Send a day as 2026-03-29", field);
        return std::optional(*read);
    }

    // What is left out stays as it stands.
    Result<Supervision> sent_supervision(JsonFields const& sent, Supervision const& stands)
    {
        auto one = stands;
        if (sent.has("on"))
            one.on = TRY(sent_supervision_day(sent, "on"));
        if (sent.has("next"))
            one.next = TRY(sent_supervision_day(sent, "next"));
        if (sent.has("reflection"))
            one.reflection = TRY(sent.text("reflection"));
        if (sent.has("decisions"))
            one.decisions = TRY(sent.text("decisions"));
        if (sent.has("worker_needs"))
            one.worker_needs = TRY(sent.text("worker_needs"));
        return one;
    }

    Result<Supervision> note_as_shown(
        Cases const& room, Visit const& visit, Case const& of, SupervisionId id)
    {
        for (auto& note : shown_supervisions(room, visit, of))
            if (note.id == id)
                return note;
        return not_found();
    }

    Result<Response> api_list_supervisions(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<CaseId>("case"));
        auto const of = TRY(find(visit, id));
        json::array all;
        for (auto const& one : shown_supervisions(room, visit, of))
            all.push_back(supervision_json(one));
        return http::json(json::serialize(json::object{{"supervisions", all}}));
    }

    Result<Response> api_find_supervision(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const of = TRY(request.id<CaseId>("case"));
        auto const id = TRY(request.id<SupervisionId>("supervision"));
        auto const known = TRY(find(visit, of));
        auto const one = TRY(note_as_shown(room, visit, known, id));
        return one_supervision(one);
    }

    Result<Response> api_supervise(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const of = TRY(request.id<CaseId>("case"));
        auto const known = TRY(find(visit, of));
        auto const facts = TRY(facts_of(visit, known));
        TRY(visit.may("supervise", facts));
        auto const key = TRY(request.idempotency_key());
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"on", "worker", "reflection", "decisions", "worker_needs", "next"}));
        auto wanted = TRY(sent_supervision(sent, {}));
        auto const worker = TRY(sent.text("worker"));
        if (auto const account = AccountId::read(worker))
            wanted.worker = *account;
        auto const made = TRY(visit.change([&](Change& change) {
            return forms::once<SupervisionId>(change, key, request.path() + "\n" + request.body(),
                [&]() -> Result<SupervisionId> {
                    auto const kept = TRY(supervise(room, change, of, wanted));
                    return kept.id;
                });
        }));
        auto const one = TRY(note_as_shown(room, visit, known, made));
        return one_supervision(one, http::Status::created);
    }

    Result<Response> api_correct_supervision(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const of = TRY(request.id<CaseId>("case"));
        auto const id = TRY(request.id<SupervisionId>("supervision"));
        auto const known = TRY(find(visit, of));
        auto const stands = TRY(note_as_shown(room, visit, known, id));
        auto const facts = TRY(facts_of(visit, known));
        TRY(visit.may("correct", facts_of(facts, stands)));
        auto const version = TRY(request.if_match());
        if (!version)
            return http::problem(http::Status::precondition_required,
                "Send If-Match with the ETag you read the note with");
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"on", "reflection", "decisions", "worker_needs", "next", "reason"}));
        auto wanted = TRY(sent_supervision(sent, stands));
        wanted.version = *version;
        auto const reason = TRY(sent.text("reason"));
        TRY(visit.change([&](Change& change) {
            return put_supervision_right(room, change, of, wanted, reason);
        }));
        auto const one = TRY(note_as_shown(room, visit, known, id));
        return one_supervision(one);
    }
} // namespace

void add_supervision_api(access::Routes::OfRoom<Cases>& routes)
{
    std::string const all = "/api/v1/cases/{case}/supervisions";
    routes.get(all, "case:read", api_list_supervisions);
    routes.post(all, "case:supervise", api_supervise);
    routes.get(all + "/{supervision}", "supervision:read", api_find_supervision);
    routes.post(all + "/{supervision}/correct", "supervision:correct", api_correct_supervision);
}

std::vector<access::Operation> supervision_operations()
{
    using http::Method;
    std::string const all = "/api/v1/cases/{case}/supervisions";
    return {
        {Method::get, all, "listSupervisions",
            "The notes of supervision of a case that are yours to read, the latest first", "cases",
            "",
            R"({"type":"object","required":["supervisions"],"properties":{"supervisions":{"type":"array","items":)"
                + std::string(supervision_schema) + "}}}"},
        {Method::get, all + "/{supervision}", "findSupervision", "One note of supervision", "cases",
            "", supervision_schema},
        {Method::post, all, "supervise", "Write down that you went through a case with its worker",
            "cases", sent_supervision_schema, supervision_schema, 201, true},
        {Method::post, all + "/{supervision}/correct", "correctSupervision",
            "Put a note of supervision right, with the reason: what is left out stays", "cases",
            correction_schema, supervision_schema, 200, false, true}};
}

} // namespace kith::cases
