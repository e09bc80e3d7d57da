// SPDX-License-Identifier: MIT
#include "missing/learning_api.h"
#include "missing/learning_acts.h"
#include "platform/access/json_fields.h"
#include "platform/http/errors.h"
#include <boost/json.hpp>

namespace kith::missing {
namespace {
    namespace json = boost::json;
    using access::JsonFields;
    using http::Method;
    using http::Request;
    using http::Response;

    Result<ReturnInterview> line_asked(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<EpisodeId>("episode"));
        auto const one = line_of(visit.reading(), id);
        if (!one)
            return not_found();
        return *one;
    }

    Result<Response> learning_answer(Visit const& visit, ReturnInterview const& one)
    {
        auto const learning = TRY(find_learning(visit, one));
        json::array reads;
        for (auto const& read : learning_reads_of(visit.reading(), learning.id))
            reads.push_back(json::object{{"account", read.account.write()},
                {"team", read.team.none() ? json::value(nullptr) : json::value(read.team.write())},
                {"at", read.at.write()}, {"said", read.said}, {"of_version", read.of_version}});
        json::array awaited;
        for (auto const team : teams_to_read(visit.reading(), one))
            awaited.push_back(json::string(team.write()));
        return http::json(
            json::serialize(json::object{{"nothing", learning.nothing}, {"said", learning.said},
                {"version", learning.version}, {"recorded_at", learning.recorded_at.write()},
                {"reads", reads}, {"awaited", awaited}}))
            .with("ETag", http::etag(learning.version));
    }

    Result<Response> api_find_learning(Missing const&, Visit const& visit, Request const& request)
    {
        auto const one = TRY(line_asked(visit, request));
        return learning_answer(visit, one);
    }

    Result<Response> api_write_learning(
        Missing const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<EpisodeId>("episode"));
        auto const one = TRY(find_interview(visit, id));
        auto const facts = TRY(facts_of(visit, one));
        TRY(visit.may("hold", facts));
        auto const version = TRY(request.if_match());
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"answers"}));
        auto const text = TRY(sent.inside("answers"));
        auto const& form = room.forms.form("missing/learning");
        auto const answers = TRY(forms::Answers::from_json(
            form.name, form.version, text.empty() ? std::string("{}") : text));
        auto const reading = form.check(answers);
        if (!reading.errors.empty()) {
            auto const& first = reading.errors.front();
            return error(first.code, room.words.say("en", first.words), first.field);
        }
        TRY(visit.change([&](Change& change) {
            return write_learning(room, change, id, reading.answers, version.value_or(0));
        }));
        return learning_answer(visit, one);
    }

    Response no_version()
    {
        return http::problem(http::Status::precondition_required,
            "Send the version that was read in If-Match, as the ETag gave it");
    }

    Result<Response> api_say_read(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(line_asked(visit, request));
        TRY(find_learning(
            visit, one)); // what may not be known is answered as none, whatever is sent
        auto const version = TRY(request.if_match());
        if (!version)
            return no_version();
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"said"}));
        auto const said = TRY(sent.text("said"));
        TRY(visit.change(
            [&](Change& change) { return say_read(room, change, one.episode, said, *version); }));
        return learning_answer(visit, one);
    }

    constexpr char const* learning_schema
        = R"({"type":"object","required":["nothing","said","version","reads","awaited"],"properties":{
        "nothing":{"type":"boolean","description":"There is nothing to learn; said tells why"},"said":{"type":"string"},
        "version":{"type":"integer"},"recorded_at":{"type":"string","format":"date-time"},
        "reads":{"type":"array","items":{"type":"object"}},
        "awaited":{"type":"array","items":{"type":"string","format":"uuid"},"description":"Teams that have still to read it"}}})";
} // namespace

void add_learning_api_routes(access::Routes::OfRoom<Missing>& routes)
{
    auto const address = "/api/v1/missing/{episode}/learning";
    routes.get(address, "interview_learning:read", api_find_learning);
    routes.post(address, "return_interview:hold", api_write_learning);
    routes.post(
        "/api/v1/missing/{episode}/learning/reads", "interview_learning:answer", api_say_read);
}

std::vector<access::Operation> learning_operations()
{
    auto const address = "/api/v1/missing/{episode}/learning";
    return {{Method::get, address, "findLearning", "What should be known if they go missing again",
                "missing", "", learning_schema},
        {Method::post, address, "writeLearning",
            "Write what should be known if they go missing again, or that there is nothing",
            "missing",
            R"({"type":"object","required":["answers"],"additionalProperties":false,"properties":{"answers":{"type":"object",
            "description":"Of the form missing/learning"}}})",
            learning_schema, 200, false, true},
        {Method::post, "/api/v1/missing/{episode}/learning/reads", "readLearning",
            "Say that it was read, and what is done with it", "missing",
            R"({"type":"object","required":["said"],"additionalProperties":false,"properties":{"said":{"type":"string"}}})",
            learning_schema, 200, false, true}};
}

} // namespace kith::missing
