// SPDX-License-Identifier: MIT
// Peer maps as JSON, and what the JSON API says of the parts of a context.
#include "base/london.h"
#include "contexts/counts.h"
#include "contexts/part_pages.h"
#include "contexts/parts_api.h"
#include "contexts/peer_map_pages.h"
#include "contexts/peer_maps.h"
#include "platform/forms/drafts.h"
#include "platform/http/errors.h"
#include <boost/json.hpp>
#include <fmt/core.h>

namespace kith::contexts {
namespace {
    namespace json = boost::json;
    using access::JsonFields;
    using http::Request;
    using http::Response;

    json::object told_json(links::Link const& link)
    {
        return {{"id", link.id.write()}, {"source", link.source}, {"confidence", link.confidence},
            {"seen", link.from_day ? json::value(link.from_day->write()) : json::value(nullptr)},
            {"expires", link.expires->write()}, {"version", link.version}};
    }

    json::object map_json(
        Contexts const& room, Visit const& visit, Context const& context, PeerMap const& map)
    {
        auto const listed = list_members(room, visit, map);
        json::array members;
        for (auto const& one : listed) {
            auto row = told_json(one.link);
            row["person"] = one.link.from.id.write();
            row["part"] = one.part;
            row["strengths"] = one.strengths;
            members.push_back(std::move(row));
        }
        json::array ties;
        for (auto const& tie : list_ties(room, visit, map, listed)) {
            auto row = told_json(tie);
            row["people"] = json::array{tie.from.id.write(), tie.to.id.write()};
            row["role"] = tie.role;
            ties.push_back(std::move(row));
        }
        return {{"purpose", map.purpose}, {"used_by", map.used_by},
            {"review", map.review_on->write()}, {"strengths", map.strengths},
            {"no_strengths", map.no_strengths}, {"worries", map.worries},
            {"finished", map.status == MapStatus::finished}, {"version", map.version},
            {"members", std::move(members)},
            {"others", numbers_of(room, visit, context).others_in_words()},
            {"ties", std::move(ties)}};
    }

    ApiAnswer map_answer(Contexts const& room, Visit const& visit, Context const& context,
        http::Status status = http::Status::ok)
    {
        auto const map = TRY(find_map(visit, context));
        if (!map)
            return not_found();
        return http::json(json::serialize(map_json(room, visit, context, *map)), status)
            .with("ETag", http::etag(map->version));
    }

    // A map, for whoever keeps it, and why they change something.
    struct Asked {
        Context context;
        Answers answers;
    };

    Result<Asked> asked_of(
        Visit const& visit, Request const& request, std::initializer_list<std::string_view> names)
    {
        auto context = TRY(opened(visit, request));
        auto const map = TRY(find_map(visit, context));
        TRY(visit.may("keep", map_facts(visit, context)));
        auto const sent = TRY(JsonFields::read(request));
        auto answers = TRY(Answers::of(sent, names));
        return Asked{std::move(context), std::move(answers)};
    }

    Response version_needed()
    {
        return http::problem(
            http::Status::precondition_required, "Send If-Match with the version you read it with");
    }

    // What is put on the map once for each key; the answer is its id.
    template <class Put>
    ApiAnswer put_once(Visit const& visit, Request const& request, Put const& put)
    {
        auto const key = TRY(request.idempotency_key());
        auto const asked = request.path() + "\n" + request.body();
        auto const id = TRY(visit.change([&](Change& change) {
            return forms::once<LinkId>(
                change, key, asked, [&]() -> Result<LinkId> { return put(change); });
        }));
        return http::json(json::serialize(json::object{{"id", id.write()}}), http::Status::created);
    }
} // namespace

ApiAnswer api_peer_map(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const context = TRY(opened(visit, request));
    return map_answer(room, visit, context);
}

ApiAnswer api_save_peer_map(Contexts const& room, Visit const& visit, Request const& request)
{
    auto asked = TRY(asked_of(visit, request,
        {"purpose", "used_by", "review", "strengths", "no_strengths", "worries", "reason"}));
    auto const stands = TRY(find_map(visit, asked.context));
    auto const version = TRY(request.if_match());
    if (stands && !version)
        return version_needed();
    auto map = read_map_answers(asked.answers, stands.value_or(PeerMap{}));
    map.version = version.value_or(0);
    auto const reason = asked.answers.line("reason");
    TRY(asked.answers.all_read());
    TRY(visit.change(
        [&](Change& change) { return save_map(room, change, asked.context, map, reason); }));
    return map_answer(
        room, visit, asked.context, stands ? http::Status::ok : http::Status::created);
}

ApiAnswer api_finish_peer_map(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const context = TRY(opened(visit, request));
    TRY(visit.change([&](Change& change) { return finish_map(room, change, context); }));
    return map_answer(room, visit, context);
}

ApiAnswer api_end_peer_map(Contexts const& room, Visit const& visit, Request const& request)
{
    auto asked = TRY(asked_of(visit, request, {"reason"}));
    auto const reason = asked.answers.line("reason");
    TRY(asked.answers.all_read());
    TRY(visit.change([&](Change& change) { return end_map(room, change, asked.context, reason); }));
    return http::json(R"({"ended":true})");
}

ApiAnswer api_add_member(Contexts const& room, Visit const& visit, Request const& request)
{
    auto asked = TRY(asked_of(visit, request,
        {"person", "part", "strengths", "source", "confidence", "seen", "expires"}));
    auto member = read_member_answers(room, london::day_of(visit.now()), asked.answers, Member{});
    auto const person = PersonId::read(asked.answers.line("person"));
    TRY(asked.answers.all_read());
    if (!person || !room.links.seen.may_know(visit, thing(*person)))
        return invalid("No person you may know of has this id", "person");
    member.link.from = thing(*person);
    return put_once(visit, request,
        [&](Change& change) { return add_member(room, change, asked.context, member); });
}

ApiAnswer api_change_member(Contexts const& room, Visit const& visit, Request const& request)
{
    auto asked = TRY(asked_of(visit, request,
        {"part", "strengths", "source", "confidence", "seen", "expires", "reason"}));
    auto const id = TRY(request.id<LinkId>("member"));
    auto const stands = TRY(find_member(room, visit, asked.context, id));
    auto const version = TRY(request.if_match());
    if (!version)
        return version_needed();
    auto member = read_member_answers(room, london::day_of(visit.now()), asked.answers, stands);
    member.link.version = *version;
    auto const reason = asked.answers.line("reason");
    TRY(asked.answers.all_read());
    TRY(visit.change(
        [&](Change& change) { return save_member(room, change, asked.context, member, reason); }));
    return map_answer(room, visit, asked.context);
}

ApiAnswer api_take_member_off(Contexts const& room, Visit const& visit, Request const& request)
{
    auto asked = TRY(asked_of(visit, request, {"reason"}));
    auto const id = TRY(request.id<LinkId>("member"));
    auto const reason = asked.answers.line("reason");
    TRY(asked.answers.all_read());
    TRY(visit.change(
        [&](Change& change) { return take_off(room, change, asked.context, id, reason); }));
    return map_answer(room, visit, asked.context);
}

ApiAnswer api_add_tie(Contexts const& room, Visit const& visit, Request const& request)
{
    auto asked
        = TRY(asked_of(visit, request, {"one", "other", "role", "source", "confidence", "seen"}));
    auto const tie = read_tie_answers(room, london::day_of(visit.now()), asked.answers);
    auto const one = LinkId::read(asked.answers.line("one"));
    auto const other = LinkId::read(asked.answers.line("other"));
    TRY(asked.answers.all_read());
    if (!one || !other)
        return invalid("Send the ids of two on the map", one ? "other" : "one");
    return put_once(visit, request,
        [&](Change& change) { return add_tie(room, change, asked.context, *one, *other, tie); });
}

ApiAnswer api_drop_tie(Contexts const& room, Visit const& visit, Request const& request)
{
    auto asked = TRY(asked_of(visit, request, {"reason"}));
    auto const id = TRY(request.id<LinkId>("tie"));
    auto const reason = asked.answers.line("reason");
    TRY(asked.answers.all_read());
    TRY(visit.change(
        [&](Change& change) { return take_tie_off(room, change, asked.context, id, reason); }));
    return map_answer(room, visit, asked.context);
}

} // namespace kith::contexts
