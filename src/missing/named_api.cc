// SPDX-License-Identifier: MIT
#include "missing/named_api.h"
#include "missing/named_acts.h"
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

    json::value known_json(Missing const& room, Visit const& visit, Thing const& known)
    {
        // A named thing and a record that this visit may not know are answered alike.
        if (known.id.none() || known.kind == "named_thing"
            || !room.links.seen.may_know(visit, known))
            return nullptr;
        return json::object{{"kind", known.kind}, {"id", known.id.write()},
            {"text", room.links.seen.show(visit, known).text}};
    }

    Response named_answer(Missing const& room, Visit const& visit, ReturnInterview const& one)
    {
        json::array waits;
        for (auto const& each : candidates_of(room, visit, one))
            waits.push_back(json::object{{"kind", each.named.kind},
                {"words", each.named.as_written}, {"key", each.key}, {"said", each.named.said},
                {"known", known_json(room, visit, each.known)}});
        json::array decided;
        for (auto const& row : named_rows_of(visit.reading(), one.id)) {
            if (row.state == NamedState::waits)
                continue;
            auto const hidden = !row.thing.id.none() && row.thing.kind != "named_thing"
                && !room.links.seen.may_know(visit, row.thing);
            json::object object{{"id", row.id.write()}, {"kind", row.kind},
                {"words", row.as_written}, {"state", name_of(row.state)},
                {"known", known_json(room, visit, row.thing)},
                {"role", hidden ? std::string(named_there) : row.role}, {"because", row.because}};
            object["also_named_in"] = row.state == NamedState::accepted
                ? json::value(hidden ? 0 : also_named_in(room, visit, one, row.thing))
                : json::value(nullptr);
            decided.push_back(std::move(object));
        }
        json::array offered;
        for (auto const& day : intelligence::offered_on(room.intelligence, visit, thing(one.id)))
            offered.push_back(json::string(day.write()));
        return http::json(json::serialize(
            json::object{{"waits", waits}, {"decided", decided}, {"offered_on", offered}}));
    }

    Result<Response> find_named(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<EpisodeId>("episode"));
        auto const one = TRY(find_interview(visit, id));
        return named_answer(room, visit, one);
    }

    Result<Thing> known_sent(JsonFields const& sent)
    {
        auto const object = TRY(sent.object("known"));
        if (!object)
            return Thing();
        TRY(object->only({"kind", "id"}));
        auto const kind = TRY(object->text("kind"));
        auto const text = TRY(object->text("id"));
        auto const id = Uuid::read(text);
        if (!id || (kind != "person" && kind != "context"))
            return invalid("Send the kind and id of a person or a context", "known");
        return Thing{kind, *id};
    }

    Result<Response> decide_named(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<EpisodeId>("episode"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"act", "id", "kind", "words", "key", "known", "role", "reason"}));
        auto const act = TRY(sent.text("act"));
        NamedDecision decision;
        decision.kind = TRY(sent.text("kind"));
        decision.as_written = TRY(sent.text("words"));
        decision.key = TRY(sent.text("key"));
        if (decision.key.empty())
            decision.key = key_of(decision.kind, decision.as_written);
        decision.known = TRY(known_sent(sent));
        decision.role = TRY(sent.text("role"));
        decision.reason = TRY(sent.text("reason"));
        auto const row_text = TRY(sent.text("id"));
        auto const row = InterviewNamedId::read(row_text);
        if (act == "undo" && !row)
            return invalid("Send the id of what is undone", "id");
        TRY(visit.change([&](Change& change) -> Done {
            if (act == "add")
                return add_named(room, change, id, decision.kind, decision.as_written);
            if (act == "accept")
                return accept_named(room, change, id, decision);
            if (act == "set_aside")
                return set_named_aside(room, change, id, decision);
            if (act == "undo")
                return take_named_back(room, change, id, *row);
            return invalid("Send add, accept, set_aside or undo", "act");
        }));
        auto const one = TRY(find_interview(visit, id));
        return named_answer(room, visit, one);
    }

    constexpr char const* named_schema
        = R"({"type":"object","required":["waits","decided","offered_on"],"properties":{
        "waits":{"type":"array","items":{"type":"object"},"description":"What the words name, and nobody judged yet"},
        "decided":{"type":"array","items":{"type":"object"},"description":"Accepted or set aside"},
        "offered_on":{"type":"array","items":{"type":"string","format":"date"},"description":"Days on which something of it was offered as intelligence"}}})";
} // namespace

void add_named_api_routes(access::Routes::OfRoom<Missing>& routes)
{
    routes.get("/api/v1/missing/{episode}/interview/named", "return_interview:read", find_named);
    routes.post("/api/v1/missing/{episode}/interview/named", "return_interview:hold", decide_named);
}

std::vector<access::Operation> named_operations()
{
    auto const address = "/api/v1/missing/{episode}/interview/named";
    return {{Method::get, address, "findNamed", "What a return interview names", "missing", "",
                named_schema},
        {Method::post, address, "decideNamed",
            "Add, accept, set aside or undo what a return interview names", "missing",
            R"({"type":"object","required":["act"],"additionalProperties":false,"properties":{
            "act":{"enum":["add","accept","set_aside","undo"]},"id":{"type":["string","null"],"format":"uuid"},
            "kind":{"type":["string","null"]},"words":{"type":["string","null"]},"key":{"type":["string","null"]},
            "known":{"type":["object","null"],"properties":{"kind":{"enum":["person","context"]},"id":{"type":"string","format":"uuid"}}},
            "role":{"type":["string","null"]},"reason":{"type":["string","null"]}}})",
            named_schema}};
}

} // namespace kith::missing
