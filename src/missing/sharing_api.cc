// SPDX-License-Identifier: MIT
#include "missing/sharing_api.h"
#include "missing/acts.h"
#include "missing/views.h"
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

    json::object party_json(Party const& party)
    {
        return {{"id", party.id.write()}, {"team", party.team.write()}, {"duty", party.duty},
            {"since", party.recorded_at.write()}};
    }

    Result<Response> sharing_answer(Visit const& visit, EpisodeId id)
    {
        if (!knows(visit, id)) // they took their own team off
            return http::json(R"({"parties":[],"ended":[]})");
        json::array now;
        for (auto const& party : parties_of(visit.reading(), id))
            now.push_back(party_json(party));
        json::array before;
        for (auto const& party : parties_ended(visit.reading(), id)) {
            auto one = party_json(party);
            one["until"] = party.ended_at->write();
            one["because"] = party.ended_because;
            one["by"] = party.ended_by.write();
            before.push_back(std::move(one));
        }
        return http::json(json::serialize(json::object{{"parties", now}, {"ended", before}}));
    }

    Result<Response> api_list_parties(Missing const&, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<EpisodeId>("episode"));
        TRY(find(visit, id));
        return sharing_answer(visit, id);
    }

    Result<Response> api_share(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<EpisodeId>("episode"));
        TRY(find(visit, id));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"team", "duty"}));
        auto const team_text = TRY(sent.text("team"));
        auto const duty = TRY(sent.text("duty"));
        auto const team = TeamId::read(team_text);
        if (!team)
            return invalid("Send the id of a team", "team");
        TRY(visit.change([&](Change& change) {
            return share(room, change, id, {{}, id, *team, duty});
        }));
        return sharing_answer(visit, id);
    }

    Result<Response> api_share_no_more(
        Missing const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<EpisodeId>("episode"));
        TRY(find(visit, id));
        auto const party = TRY(request.id<NoteId>("party"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"because"}));
        auto const because = TRY(sent.text("because"));
        auto const ended = visit.change(
            [&](Change& change) { return share_no_more(room, change, id, party.uuid(), because); });
        if (!ended && ended.error().field == "reason")
            return invalid(ended.error().words.key, "because");
        if (!ended)
            return ended.error();
        return sharing_answer(visit, id);
    }

    constexpr char const* sharing_schema
        = R"({"type":"object","required":["parties","ended"],"properties":{
        "parties":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string","format":"uuid"},
        "team":{"type":"string","format":"uuid"},"duty":{"type":"string"},"since":{"type":"string","format":"date-time"}}}},
        "ended":{"type":"array","items":{"type":"object"},"description":"With whom it was shared before: until, because, by"}}})";
} // namespace

void add_sharing_api_routes(access::Routes::OfRoom<Missing>& routes)
{
    std::string const all = "/api/v1/missing/{episode}/parties";
    routes.get(all, "missing_episode:read", api_list_parties);
    routes.post(all, "missing_episode:log", api_share);
    routes.post(all + "/{party}/end", "missing_episode:share no more", api_share_no_more);
}

std::vector<access::Operation> sharing_operations()
{
    std::string const all = "/api/v1/missing/{episode}/parties";
    return {{Method::get, all, "listMissingParties", "Who shares an episode", "missing", "",
                sharing_schema},
        {Method::post, all, "shareMissing", "Share an episode with a team", "missing",
            R"({"type":"object","required":["team","duty"],"additionalProperties":false,"properties":{
            "team":{"type":"string","format":"uuid"},"duty":{"type":"string"}}})",
            sharing_schema},
        {Method::post, all + "/{party}/end", "shareMissingNoMore", "Share it with them no more",
            "missing",
            R"({"type":"object","required":["because"],"additionalProperties":false,"properties":{"because":{"type":"string"}}})",
            sharing_schema}};
}

} // namespace kith::missing
