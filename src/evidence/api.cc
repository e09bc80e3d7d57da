// SPDX-License-Identifier: MIT
#include "evidence/api.h"
#include "base/london.h"
#include "evidence/pages.h"
#include "evidence/store.h"
#include "platform/access/json_fields.h"
#include "platform/forms/drafts.h"
#include "platform/http/errors.h"
#include <boost/json.hpp>

namespace kith::evidence {
namespace {
    namespace json = boost::json;
    using access::JsonFields;

    json::value moment_json(std::optional<Instant> at)
    {
        return at ? json::value(at->write()) : json::value(nullptr);
    }

    json::object custody_json(CustodyEntry const& one)
    {
        return {{"id", one.id.write()}, {"act", name_of(one.act)}, {"at", one.at.write()},
            {"who", one.words.who}, {"where", one.words.where}, {"why", one.words.why},
            {"seal", one.words.seal}, {"confirmed_at", moment_json(one.confirmed_at)},
            {"wrong_at", moment_json(one.wrong_at)}, {"wrong_because", one.wrong_because}};
    }

    // Of a file that was marked the hash tells whoever has the image which it is.
    json::object exhibit_json(Visit const& visit, Exhibit const& one)
    {
        auto const hash = is_taken_away(visit.reading(), one) ? std::string() : one.sha256;
        return {{"id", one.id.write()}, {"reference", one.reference.write()},
            {"about", json::object{{"kind", one.about.kind}, {"id", one.about.id.write()}}},
            {"sort", name_of(one.sort)}, {"description", one.words.description},
            {"mark", one.words.mark}, {"produced_by", one.words.produced_by},
            {"found_on", one.found_on.write()}, {"found_time", one.words.found_time},
            {"found_where", one.words.found_where}, {"store_reference", one.words.store_reference},
            {"sha256", hash.empty() ? std::string() : ledger::write_hex(hash)},
            {"owner", one.owner_agency.write()}, {"withdrawn_at", moment_json(one.withdrawn_at)},
            {"withdrawn_because", one.withdrawn_because}};
    }

    Response exhibit_answer(
        Visit const& visit, Exhibit const& one, http::Status status = http::Status::ok)
    {
        auto made = exhibit_json(visit, one);
        json::array log;
        for (auto const& entry : custody_of(visit, one))
            log.push_back(custody_json(entry));
        made["custody"] = log;
        return http::json(json::serialize(made), status).with("ETag", http::etag(one.version));
    }

    Result<Instant> moment_sent(Visit const& visit, JsonFields const& sent)
    {
        auto const text = TRY(sent.text("at"));
        if (text.empty())
            return visit.now();
        auto const at = Instant::read(text);
        if (!at)
            return invalid("Send a moment as 2026-03-29T21:30:00Z", "at");
        return *at;
    }

    Result<CustodyWords> custody_words_sent(JsonFields const& sent)
    {
        CustodyWords words;
        words.who = TRY(sent.text("who"));
        words.where = TRY(sent.text("where"));
        words.why = TRY(sent.text("why"));
        words.seal = TRY(sent.text("seal"));
        return words;
    }

    Done read_exhibit_sent(JsonFields const& sent, Exhibit& one)
    {
        one.words.description = TRY(sent.text("description"));
        one.words.mark = TRY(sent.text("mark"));
        one.words.produced_by = TRY(sent.text("produced_by"));
        one.words.found_where = TRY(sent.text("found_where"));
        one.words.found_time = TRY(sent.text("found_time"));
        one.words.store_reference = TRY(sent.text("store_reference"));
        auto const day = TRY(sent.text("found_on"));
        auto const read = Date::read(day);
        if (!read)
            return invalid("Send a day as 2026-03-29", "found_on");
        one.found_on = *read;
        return done();
    }

    Result<Response> api_list(Evidence const&, Visit const& visit, Request const&)
    {
        if (!visit.could("see the room", "exhibit"))
            return not_found();
        json::array all;
        for (auto const& one : exhibits_owned(visit))
            all.push_back(exhibit_json(visit, one));
        return http::json(json::serialize(json::object{{"exhibits", all}}));
    }

    Result<Response> record_answer(
        Visit const& visit, Thing const& about, http::Status status = http::Status::ok)
    {
        json::array exhibits, timeline;
        for (auto const& one : exhibits_of(visit, about))
            exhibits.push_back(exhibit_json(visit, one));
        for (auto const& one : timeline_of(visit, about)) {
            // A source that this visitor may not know is none, as on the page.
            auto const known = !one.exhibit.none() && find(visit, one.exhibit).ok();
            timeline.push_back(json::object{{"id", one.id.write()}, {"on", one.on.write()},
                {"time", one.words.time}, {"what", one.words.what}, {"source", one.words.source},
                {"exhibit", known ? json::value(one.exhibit.write()) : json::value(nullptr)},
                {"withdrawn_at", moment_json(one.withdrawn_at)},
                {"withdrawn_because", one.withdrawn_because}});
        }
        return http::json(
            json::serialize(json::object{{"exhibits", exhibits}, {"timeline", timeline}}), status);
    }

    Result<Response> api_record(Evidence const&, Visit const& visit, Request const& request)
    {
        if (!visit.could("see the room", "exhibit"))
            return not_found();
        auto const about = TRY(about_in(visit, request));
        return record_answer(visit, about);
    }

    Result<Response> api_exhibit(Evidence const&, Visit const& visit, Request const& request)
    {
        auto const one = TRY(exhibit_in(visit, request, "read"));
        return exhibit_answer(visit, one);
    }

    // Things and references; a file is sent on the page, where it is marked what it is.
    Result<Response> api_take_in(Evidence const&, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "exhibit"))
            return not_found();
        auto const about = TRY(about_in(visit, request));
        auto const key = TRY(request.idempotency_key());
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"sort", "description", "mark", "produced_by", "found_on", "found_time",
            "found_where", "store_reference", "who", "where", "why", "seal", "at"}));
        auto const word = TRY(sent.text("sort"));
        auto const sort = read_sort(word);
        if (!sort || *sort == ExhibitSort::file)
            return invalid("Send object or police_store: a file is sent on the page", "sort");
        Exhibit one;
        one.about = about;
        one.sort = *sort;
        one.owner_agency = visit.visitor().agency;
        TRY(read_exhibit_sent(sent, one));
        CustodyEntry receipt;
        receipt.words = TRY(custody_words_sent(sent));
        receipt.at = TRY(moment_sent(visit, sent));
        auto const id = TRY(visit.change([&](Change& change) {
            return forms::once<ExhibitId>(
                change, key, request.path() + "\n" + request.body(), [&]() -> Result<ExhibitId> {
                    auto const made = TRY(take_in(change, one, receipt));
                    return made.id;
                });
        }));
        auto const made = TRY(find(visit, id));
        return exhibit_answer(visit, made, http::Status::created)
            .with("Location", "/api/v1/evidence/exhibits/" + id.write());
    }

    Result<Response> api_custody(Evidence const&, Visit const& visit, Request const& request)
    {
        auto const one = TRY(exhibit_in(visit, request, "change"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"act", "who", "where", "why", "seal", "at"}));
        auto const word = TRY(sent.text("act"));
        auto const act = read_custody_act(word);
        if (!act)
            return invalid("Send what was done with it", "act");
        CustodyEntry entry;
        entry.act = *act;
        entry.words = TRY(custody_words_sent(sent));
        entry.at = TRY(moment_sent(visit, sent));
        TRY(visit.change([&](Change& change) { return note_custody(change, one.id, entry); }));
        return exhibit_answer(visit, one, http::Status::created);
    }

    Result<Response> api_confirm(Evidence const&, Visit const& visit, Request const& request)
    {
        auto const one = TRY(exhibit_in(visit, request, "change"));
        auto const id = TRY(request.id<CustodyId>("entry"));
        TRY(visit.change([&](Change& change) { return confirm_destroyed(change, one.id, id); }));
        return exhibit_answer(visit, one);
    }

    Result<Response> api_wrong(Evidence const&, Visit const& visit, Request const& request)
    {
        auto const one = TRY(exhibit_in(visit, request, "change"));
        auto const id = TRY(request.id<CustodyId>("entry"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"because"}));
        auto const because = TRY(sent.text("because"));
        TRY(visit.change([&](Change& change) { return mark_wrong(change, one.id, id, because); }));
        return exhibit_answer(visit, one);
    }

    Result<Response> api_correct(Evidence const&, Visit const& visit, Request const& request)
    {
        auto wanted = TRY(exhibit_in(visit, request, "change"));
        auto const version = TRY(request.if_match());
        if (!version)
            return http::problem(http::Status::precondition_required,
                "Send If-Match with the ETag you read the exhibit with");
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"description", "mark", "produced_by", "found_on", "found_time",
            "found_where", "store_reference", "reason"}));
        wanted.version = *version;
        TRY(read_exhibit_sent(sent, wanted));
        auto const reason = TRY(sent.text("reason"));
        auto const saved
            = TRY(visit.change([&](Change& change) { return correct(change, wanted, reason); }));
        return exhibit_answer(visit, saved);
    }

    Result<Response> api_withdraw(Evidence const&, Visit const& visit, Request const& request)
    {
        auto const one = TRY(exhibit_in(visit, request, "change"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"because"}));
        auto const because = TRY(sent.text("because"));
        TRY(visit.change(
            [&](Change& change) { return withdraw_exhibit(change, one.id, because); }));
        auto const stands = TRY(find(visit, one.id));
        return exhibit_answer(visit, stands);
    }

    Result<Response> api_timeline(Evidence const&, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "evidence_entry"))
            return not_found();
        auto const about = TRY(about_in(visit, request));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"on", "time", "what", "source", "exhibit"}));
        TimelineEntry entry;
        entry.about = about;
        entry.owner_agency = visit.visitor().agency;
        auto const on = TRY(sent.text("on"));
        auto const day = PartialDate::read(on);
        if (!day)
            return invalid("Send a day as 2026-03-29, 2026-03 or 2026", "on");
        entry.on = *day;
        entry.words.time = TRY(sent.text("time"));
        entry.words.what = TRY(sent.text("what"));
        entry.words.source = TRY(sent.text("source"));
        auto const text = TRY(sent.text("exhibit"));
        if (!text.empty()) {
            auto const reference = Reference::read(text);
            auto const from = reference ? find(visit, *reference) : Result<Exhibit>(not_found());
            if (!from)
                return invalid("No exhibit you may know has this reference", "exhibit");
            entry.exhibit = from->id;
        }
        TRY(visit.change([&](Change& change) { return add_to_timeline(change, entry); }));
        return record_answer(visit, about, http::Status::created);
    }

    Result<Response> api_end_timeline(Evidence const&, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<TimelineId>("entry"));
        auto const entry = TRY(find(visit, id));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"because"}));
        auto const because = TRY(sent.text("because"));
        TRY(visit.change(
            [&](Change& change) { return withdraw_from_timeline(change, id, because); }));
        return record_answer(visit, entry.about);
    }
} // namespace

void add_api_routes(access::Routes::OfRoom<Evidence>& routes)
{
    std::string const all = "/api/v1/evidence";
    std::string const record = all + "/about/{kind}/{about}";
    std::string const one = all + "/exhibits/{exhibit}";
    routes.get(all, "exhibit:see the room", api_list);
    routes.get(record, "exhibit:see the room", api_record);
    routes.post(record + "/exhibits", "exhibit:create", api_take_in);
    routes.post(record + "/timeline", "evidence_entry:create", api_timeline);
    routes.post(all + "/timeline/{entry}/withdraw", "evidence_entry:change", api_end_timeline);
    routes.get(one, "exhibit:read", api_exhibit);
    routes.post(one + "/custody", "exhibit:change", api_custody);
    routes.post(one + "/custody/{entry}/confirm", "exhibit:change", api_confirm);
    routes.post(one + "/custody/{entry}/wrong", "exhibit:change", api_wrong);
    routes.post(one + "/correct", "exhibit:change", api_correct);
    routes.post(one + "/withdraw", "exhibit:change", api_withdraw);
    add_pack_api_routes(routes);
}

} // namespace kith::evidence
