// SPDX-License-Identifier: MIT
// Packs for programs.
#include "evidence/api.h"
#include "evidence/copy.h"
#include "evidence/pack_acts.h"
#include "evidence/pack_pages.h"
#include "evidence/pages.h"
#include "platform/access/json_fields.h"
#include <algorithm>
#include <boost/json.hpp>

namespace kith::evidence {
namespace {
    namespace json = boost::json;
    using access::JsonFields;

    json::object item_json(WholePack const& all, PackItem const& one)
    {
        json::object made{{"id", one.id.write()}, {"place", one.place}, {"kind", name_of(one.kind)},
            {"title", one.words.title}, {"text", one.words.text}, {"with_file", one.with_file},
            {"third_party", one.third_party}, {"mark", all.mark_of(one.id)}, {"check", nullptr},
            {"decision", nullptr}};
        if (auto const* const check = all.check_of(one.id))
            made["check"] = json::object{{"passed", check->passed}, {"because", check->because},
                {"by", check->by.write()}, {"at", check->at.write()}};
        if (auto const* const decision = all.decision_of(one.id))
            made["decision"] = json::object{{"code", decision->code}, {"words", decision->words}};
        json::array out;
        for (auto const& each : all.redactions)
            if (each.item == one.id && !each.withdrawn_at)
                out.push_back(json::object{{"id", each.id.write()}, {"from", each.from},
                    {"to", each.to}, {"reason", each.reason},
                    {"recipient",
                        each.recipient.none() ? json::value(nullptr)
                                              : json::value(each.recipient.write())}});
        made["redactions"] = out;
        return made;
    }

    Response pack_answer(WholePack const& all, http::Status status = http::Status::ok)
    {
        json::array items, recipients;
        for (auto const& one : all.items)
            items.push_back(item_json(all, one));
        for (auto const& one : all.recipients) {
            json::array copies;
            for (auto const& copy : all.copies)
                if (copy.recipient == one.id)
                    copies.push_back(json::object{{"id", copy.id.write()}, {"number", copy.number},
                        {"sha256", ledger::write_hex(copy.sha256)}, {"bytes", copy.size},
                        {"made_at", copy.at.write()}, {"taken_away", copy.taken_away}});
            json::array to_do;
            if (!one.ended_at)
                for (auto const& each : all.to_do(one.id))
                    to_do.push_back(json::value(each));
            recipients.push_back(json::object{{"id", one.id.write()}, {"number", one.number},
                {"name", one.name}, {"with_unused", one.with_unused},
                {"ended", one.ended_at.has_value()}, {"to_do", to_do}, {"copies", copies}});
        }
        return http::json(
            json::serialize(json::object{{"id", all.pack.id.write()},
                {"reference", all.pack.reference.write()}, {"title", all.pack.words.title},
                {"marking", all.pack.words.marking}, {"items", items}, {"recipients", recipients}}),
            status);
    }

    Result<Response> answer_of(
        Visit const& visit, PackId id, http::Status status = http::Status::ok)
    {
        auto const all = TRY(whole(visit, id));
        return pack_answer(all, status);
    }

    Result<Response> api_make_pack(Evidence const&, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "evidence_pack"))
            return not_found();
        auto const about = TRY(about_in(visit, request));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"title", "marking"}));
        Pack pack;
        pack.about = about;
        pack.owner_agency = visit.visitor().agency;
        pack.words.title = TRY(sent.text("title"));
        pack.words.marking = TRY(sent.text("marking"));
        auto const made
            = TRY(visit.change([&](Change& change) { return make_pack(change, pack); }));
        return answer_of(visit, made.id, http::Status::created);
    }

    Result<Response> api_pack(Evidence const&, Visit const& visit, Request const& request)
    {
        auto const all = TRY(pack_in(visit, request, "read"));
        return pack_answer(all);
    }

    Result<Response> api_add_item(Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const all = TRY(pack_in(visit, request, "change"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"kind", "exhibit", "entry", "title", "text", "held_by", "why_unused",
            "with_file", "third_party"}));
        ItemTyped typed;
        auto const word = TRY(sent.text("kind"));
        auto const kind = read_item_kind(word);
        if (!kind)
            return invalid("Send exhibit, entry, text or unused", "kind");
        typed.kind = *kind;
        typed.reference = TRY(sent.text("exhibit"));
        auto const entry = TRY(sent.text("entry"));
        if (auto const id = TimelineId::read(entry))
            typed.entry = *id;
        typed.words.title = TRY(sent.text("title"));
        typed.words.text = TRY(sent.text("text"));
        typed.words.held_by = TRY(sent.text("held_by"));
        typed.words.why = TRY(sent.text("why_unused"));
        typed.with_file = TRY(sent.flag("with_file"));
        typed.third_party = TRY(sent.flag("third_party"));
        TRY(visit.change(
            [&](Change& change) { return add_item(room, change, all.pack.id, typed); }));
        return answer_of(visit, all.pack.id, http::Status::created);
    }

    Result<Response> api_check(Evidence const&, Visit const& visit, Request const& request)
    {
        auto const all = TRY(pack_in(visit, request, "check"));
        auto const id = TRY(request.id<PackItemId>("item"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"passed", "because", "mark"}));
        auto const passed = TRY(sent.flag("passed"));
        auto const because = TRY(sent.text("because"));
        auto const mark = TRY(sent.text("mark"));
        if (mark.empty())
            return invalid("Send the mark of the item as you read it", "mark");
        TRY(visit.change([&](Change& change) {
            return check_item(change, all.pack.id, id, passed, because, mark);
        }));
        return answer_of(visit, all.pack.id);
    }

    Result<Response> api_redact(Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const all = TRY(pack_in(visit, request, "change"));
        auto const id = TRY(request.id<PackItemId>("item"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"phrase", "from", "to", "reason", "recipient"}));
        RedactionTyped typed;
        typed.phrase = TRY(sent.text("phrase"));
        typed.reason = TRY(sent.text("reason"));
        auto const from = TRY(sent.number("from"));
        auto const to = TRY(sent.number("to"));
        if (from && to && *from >= 0 && *to >= *from && *to <= double(longest_item_text))
            typed.span = Span{static_cast<std::size_t>(*from), static_cast<std::size_t>(*to), {}};
        else if (from || to)
            return invalid("Send from and to, in bytes of the text", "from");
        auto const whom = TRY(sent.text("recipient"));
        if (!whom.empty()) {
            auto const read = PackRecipientId::read(whom);
            if (!read || !all.recipient(*read))
                return invalid("Send a recipient of this pack", "recipient");
            typed.recipient = *read;
        }
        TRY(visit.change(
            [&](Change& change) { return redact(room, change, all.pack.id, id, typed); }));
        return answer_of(visit, all.pack.id, http::Status::created);
    }

    Result<Response> api_put_back(Evidence const&, Visit const& visit, Request const& request)
    {
        auto const all = TRY(pack_in(visit, request, "change"));
        auto const item = TRY(request.id<PackItemId>("item"));
        auto const id = TRY(request.id<RedactionId>("redaction"));
        TRY(visit.change([&](Change& change) { return put_back(change, all.pack.id, item, id); }));
        return answer_of(visit, all.pack.id);
    }

    Result<Response> api_decide(Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const all = TRY(pack_in(visit, request, "change"));
        auto const id = TRY(request.id<PackItemId>("item"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"decision", "words"}));
        auto const code = TRY(sent.text("decision"));
        auto const words = TRY(sent.text("words"));
        TRY(visit.change([&](Change& change) {
            return decide_unused(room, change, all.pack.id, id, code, words);
        }));
        return answer_of(visit, all.pack.id);
    }

    Result<Response> api_remove(Evidence const&, Visit const& visit, Request const& request)
    {
        auto const all = TRY(pack_in(visit, request, "change"));
        auto const id = TRY(request.id<PackItemId>("item"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"because"}));
        auto const because = TRY(sent.text("because"));
        TRY(visit.change(
            [&](Change& change) { return remove_item(change, all.pack.id, id, because); }));
        return answer_of(visit, all.pack.id);
    }

    Result<Response> api_recipient(Evidence const&, Visit const& visit, Request const& request)
    {
        auto const all = TRY(pack_in(visit, request, "change"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"name", "with_unused"}));
        auto const name = TRY(sent.text("name"));
        auto const with_unused = TRY(sent.flag("with_unused"));
        TRY(visit.change(
            [&](Change& change) { return add_recipient(change, all.pack.id, name, with_unused); }));
        return answer_of(visit, all.pack.id, http::Status::created);
    }

    Result<Response> api_end_recipient(Evidence const&, Visit const& visit, Request const& request)
    {
        auto const all = TRY(pack_in(visit, request, "change"));
        auto const id = TRY(request.id<PackRecipientId>("recipient"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"because"}));
        auto const because = TRY(sent.text("because"));
        TRY(visit.change(
            [&](Change& change) { return end_recipient(change, all.pack.id, id, because); }));
        return answer_of(visit, all.pack.id);
    }

    Result<Response> api_copy(Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const all = TRY(pack_in(visit, request, "make"));
        auto const id = TRY(request.id<PackRecipientId>("recipient"));
        auto const prepared = TRY(prepare_copy(room, visit, all.pack.id, id));
        TRY(visit.change([&](Change& change) { return keep_copy(change, prepared); }));
        return answer_of(visit, all.pack.id, http::Status::created);
    }

    Result<Response> api_bytes(Evidence const&, Visit const& visit, Request const& request)
    {
        auto const all = TRY(pack_in(visit, request, "make"));
        auto const id = TRY(request.id<CopyId>("copy"));
        auto const found = std::ranges::find(all.copies, id, &PackCopy::id);
        if (found == all.copies.end())
            return not_found();
        auto bytes = TRY(bytes_of_copy(visit, all.pack, *found));
        auto response = http::file(std::move(bytes), "application/zip", "pack.zip");
        response.sent_by_somebody = true;
        return response;
    }
} // namespace

void add_pack_api_routes(access::Routes::OfRoom<Evidence>& routes)
{
    std::string const all = "/api/v1/evidence";
    std::string const pack = all + "/packs/{pack}";
    std::string const item = pack + "/items/{item}";
    routes.post(all + "/about/{kind}/{about}/packs", "evidence_pack:create", api_make_pack);
    routes.get(pack, "evidence_pack:read", api_pack);
    routes.post(pack + "/items", "evidence_pack:change", api_add_item);
    routes.post(item + "/check", "evidence_pack:check", api_check);
    routes.post(item + "/redactions", "evidence_pack:change", api_redact);
    routes.post(item + "/redactions/{redaction}/put-back", "evidence_pack:change", api_put_back);
    routes.post(item + "/decision", "evidence_pack:change", api_decide);
    routes.post(item + "/remove", "evidence_pack:change", api_remove);
    routes.post(pack + "/recipients", "evidence_pack:change", api_recipient);
    routes.post(pack + "/recipients/{recipient}/end", "evidence_pack:change", api_end_recipient);
    routes.post(
        pack + "/recipients/{recipient}/copies", "evidence_pack:make", api_copy, http::Lane::slow);
    routes.get(pack + "/copies/{copy}", "evidence_pack:make", api_bytes, http::Lane::slow);
}

} // namespace kith::evidence
