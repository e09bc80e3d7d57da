// SPDX-License-Identifier: MIT
// Context conferences for programs.
#include "cases/conference_pages.h"
#include "platform/access/json_fields.h"
#include "platform/forms/drafts.h"
#include "platform/http/errors.h"
#include <boost/json.hpp>

namespace kith::cases {
namespace {
    using access::JsonFields;
    using http::Request;
    using http::Response;

    std::string conference_properties()
    {
        std::string text = R"("day":{"type":["string","null"],"format":"date"})";
        for (auto const& one : conference_texts)
            text += std::string(R"(,")") + one.name
                + R"(":{"type":["string","null"],"description":")" + one.label + R"("})";
        return text;
    }
    std::string conference_schema()
    {
        return R"({"type":"object","required":["id","case","held","version"],"properties":{"id":{"type":"string","format":"uuid"},"case":{"type":"string","format":"uuid"},"held":{"type":"boolean"},"version":{"type":"integer"},)"
            + conference_properties() + "}}";
    }
    std::string sent_conference_schema()
    {
        return R"({"type":"object","additionalProperties":false,"description":"No young person is named: what looks like a name is refused","properties":{"held":{"type":"boolean","description":"It was held: then all that it needs must be there"},"reason":{"type":["string","null"],"description":"Why it changes, once it was held"},)"
            + conference_properties() + "}}";
    }

    Result<Case> api_case(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<CaseId>("case"));
        auto one = TRY(find(visit, id));
        if (!one.of_context())
            return not_found();
        return one;
    }

    boost::json::object conference_json(
        Cases const& room, Visit const& visit, Case const& of, Conference const& as_kept)
    {
        auto const one = unnamed(as_kept, naming_of(room, visit, of, as_kept));
        boost::json::object written{{"id", one.id.write()}, {"case", one.of.write()},
            {"held", one.is_held()}, {"version", one.version}};
        written["day"]
            = one.day ? boost::json::value(one.day->write()) : boost::json::value(nullptr);
        for (auto const& text : conference_texts)
            written[text.name] = one.*text.text;
        return written;
    }

    struct SentByProgram {
        Conference one = {};
        Keep keep = Keep::draft;
        std::string reason = {};
    };
    // What is left out stays as it stands.
    Result<SentByProgram> sent_by_program(Request const& request, Conference const& stands)
    {
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"day", "place", "chair", "came", "absent", "now_like", "views", "views_how",
            "guardians", "goals", "decisions", "dissent", "steps", "held", "reason"}));
        SentByProgram read{stands};
        for (auto const& text : conference_texts)
            if (sent.has(text.name))
                read.one.*text.text = TRY(sent.text(text.name));
        auto const day = TRY(sent.text("day"));
        if (sent.has("day"))
            read.one.day.reset();
        if (!day.empty()) {
            auto const date = Date::read(day);
            if (!date)
                return invalid("Send a day as 2026-03-29", "day");
            read.one.day = *date;
        }
        auto const held = TRY(sent.flag("held"));
        read.keep = held ? Keep::held : Keep::draft;
        read.reason = TRY(sent.text("reason"));
        return read;
    }

    Response one_conference(Cases const& room, Visit const& visit, Case const& of,
        Conference const& one, http::Status status = http::Status::ok)
    {
        return http::json(boost::json::serialize(conference_json(room, visit, of, one)), status)
            .with("ETag", http::etag(one.version));
    }

    Result<Response> api_list_conferences(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const of = TRY(api_case(visit, request));
        boost::json::array all;
        for (auto const& one : list_conferences(visit, of.id))
            all.push_back(conference_json(room, visit, of, one));
        return http::json(boost::json::serialize(boost::json::object{{"conferences", all}}));
    }

    Result<Response> api_find_conference(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const of = TRY(api_case(visit, request));
        auto const id = TRY(request.id<ConferenceId>("conference"));
        auto const one = TRY(find_conference(visit, of.id, id));
        return one_conference(room, visit, of, one);
    }

    Result<Response> api_record_conference(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const of = TRY(api_case(visit, request));
        auto const facts = TRY(facts_of(visit, of));
        TRY(visit.may("confer", facts));
        auto const key = TRY(request.idempotency_key());
        auto const sent = TRY(sent_by_program(request, {}));
        auto const made = TRY(visit.change([&](Change& change) {
            return forms::once<ConferenceId>(
                change, key, request.path() + "\n" + request.body(), [&]() -> Result<ConferenceId> {
                    auto const kept
                        = TRY(keep_conference(room, change, of.id, sent.one, sent.keep));
                    return kept.id;
                });
        }));
        auto const one = TRY(find_conference(visit, of.id, made));
        return one_conference(room, visit, of, one, http::Status::created);
    }

    Result<Response> api_change_conference(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const of = TRY(api_case(visit, request));
        auto const facts = TRY(facts_of(visit, of));
        TRY(visit.may("confer", facts));
        auto const version = TRY(request.if_match());
        if (!version)
            return http::problem(http::Status::precondition_required,
                "Send If-Match with the ETag you read the conference with");
        auto const id = TRY(request.id<ConferenceId>("conference"));
        auto const stands = TRY(find_conference(visit, of.id, id));
        // From what is shown: a name that is withheld stays so, also in what is quoted back.
        auto sent
            = TRY(sent_by_program(request, unnamed(stands, naming_of(room, visit, of, stands))));
        sent.one.version = *version;
        auto const saved = TRY(visit.change([&](Change& change) {
            return keep_conference(room, change, of.id, sent.one, sent.keep, sent.reason);
        }));
        return one_conference(room, visit, of, saved);
    }
} // namespace

void add_conference_api(access::Routes::OfRoom<Cases>& routes)
{
    std::string const all = "/api/v1/cases/{case}/conferences";
    routes.get(all, "case:read", api_list_conferences);
    routes.post(all, "case:confer", api_record_conference);
    routes.get(all + "/{conference}", "case:read", api_find_conference);
    routes.post(all + "/{conference}/change", "case:confer", api_change_conference);
}

std::vector<access::Operation> conference_operations()
{
    using http::Method;
    std::string const all = "/api/v1/cases/{case}/conferences";
    return {
        {Method::get, all, "listConferences",
            "The context conferences of a case; no young person is named in any", "cases", "",
            R"({"type":"object","required":["conferences"],"properties":{"conferences":{"type":"array","items":)"
                + conference_schema() + "}}}"},
        {Method::get, all + "/{conference}", "findConference", "One context conference", "cases",
            "", conference_schema()},
        {Method::post, all, "recordConference",
            "Record a context conference, as a draft or as held", "cases", sent_conference_schema(),
            conference_schema(), 201, true},
        {Method::post, all + "/{conference}/change", "changeConference",
            "The next version: what is left out stays", "cases", sent_conference_schema(),
            conference_schema(), 200, false, true}};
}

} // namespace kith::cases
