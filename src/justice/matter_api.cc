// SPDX-License-Identifier: MIT
// A victim's case, for programs.
#include "base/london.h"
#include "justice/api.h"
#include "justice/matter_views.h"
#include "justice/pages.h"
#include "platform/access/json_fields.h"
#include "platform/http/errors.h"
#include <boost/json.hpp>

namespace kith::justice {
namespace {
    namespace json = boost::json;
    using access::JsonFields;

    json::value maybe_day(std::optional<Date> day)
    {
        return day ? json::value(day->write()) : json::value(nullptr);
    }
    json::value maybe_moment(std::optional<Instant> at)
    {
        return at ? json::value(at->write()) : json::value(nullptr);
    }

    json::array stages_json(std::vector<Stage> const& stages)
    {
        json::array all;
        for (auto const& one : stages) {
            json::array tellings;
            for (auto const& telling : one.tellings)
                tellings.push_back(json::object{{"id", telling.id.write()},
                    {"on", telling.on.write()}, {"how", telling.how}, {"told_by", telling.told_by},
                    {"words", telling.words}, {"wishes", telling.wishes},
                    {"review_until", maybe_day(telling.review_until)},
                    {"taken_back_at", maybe_moment(telling.taken_back_at)}});
            all.push_back(json::object{{"id", one.id.write()}, {"stage", name_of(one.kind)},
                {"on", one.on.write()}, {"words", one.words}, {"due_rule", one.due_rule},
                {"to_be_told_by", maybe_day(one.due)}, {"told", one.told()}, {"tellings", tellings},
                {"taken_back_at", maybe_moment(one.taken_back_at)},
                {"taken_back_because", one.taken_back_because}});
        }
        return all;
    }

    json::object matter_json(Justice const& room, Visit const& visit, Matter const& one)
    {
        auto const stages = stages_of(visit, one);
        auto const offers = offers_of(visit, one);
        json::array entitlements, next, offered;
        for (auto const& line : room.law.entitlements(london::day_of(visit.now())))
            if (applies(line, one, stages)) {
                auto const latest = latest_of(offers, line.code);
                entitlements.push_back(json::object{{"code", line.code}, {"kind", line.kind},
                    {"label", line.label}, {"verified", line.verified},
                    {"answer", name_of(latest ? latest->answer : OfferAnswer::not_asked)}});
            }
        for (auto const& offer : offers)
            offered.push_back(
                json::object{{"id", offer.id.write()}, {"entitlement", offer.entitlement},
                    {"answer", name_of(offer.answer)}, {"on", offer.on.write()},
                    {"words", offer.words}, {"taken_back_at", maybe_moment(offer.taken_back_at)},
                    {"taken_back_because", offer.taken_back_because}});
        for (auto const kind : next_stages(stages))
            next.push_back(json::value(name_of(kind)));
        return {{"id", one.id.write()}, {"reference", one.reference.write()},
            {"person", one.person.write()}, {"owner", one.owner_agency.write()}, {"kind", one.kind},
            {"harm", one.harm}, {"enhanced", one.enhanced}, {"child_at_risk", one.child_at_risk},
            {"answers", json::parse(one.answers.empty() ? "{}" : one.answers)},
            {"stages", stages_json(stages)}, {"next", next}, {"entitlements", entitlements},
            {"offers", offered}};
    }

    Response matter_answer(Justice const& room, Visit const& visit, Matter const& one,
        http::Status status = http::Status::ok)
    {
        return http::json(json::serialize(matter_json(room, visit, one)), status)
            .with("ETag", http::etag(one.version));
    }

    Result<Date> day_or_today(Visit const& visit, JsonFields const& sent)
    {
        auto const text = TRY(sent.text("on"));
        if (text.empty())
            return london::day_of(visit.now());
        auto const day = Date::read(text);
        if (!day)
            return invalid("Send a day as 2026-03-29", "on");
        return *day;
    }

    Result<Matter> matter_for(Visit const& visit, Request const& request, char const* act)
    {
        auto const id = TRY(request.id<MatterId>("matter"));
        auto one = TRY(find(visit, id));
        auto const facts = TRY(facts_of(visit, one));
        TRY(visit.may(act, facts));
        return one;
    }

    Result<forms::Answers> matter_answers_sent(Justice const& room, JsonFields const& sent)
    {
        auto const text = TRY(sent.inside("answers"));
        auto const& form = room.forms.form(matter_form);
        auto const read
            = TRY(forms::Answers::from_json(form.name, form.version, text.empty() ? "{}" : text));
        auto const reading = form.check(read);
        if (!reading.errors.empty())
            return reading.errors.front();
        return reading.answers;
    }

    Result<Response> api_begin(Justice const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "justice_matter"))
            return not_found();
        auto const person = TRY(person_in(visit, request));
        auto const key = TRY(request.idempotency_key());
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"case", "answers"}));
        Matter wanted;
        wanted.person = person.id;
        wanted.owner_agency = visit.visitor().agency;
        auto const of_case = TRY(sent.text("case"));
        if (auto const id = CaseId::read(of_case); id)
            wanted.of_case = *id;
        auto const answers = TRY(matter_answers_sent(room, sent));
        read_answers(answers, wanted);
        auto const id = TRY(visit.change([&](Change& change) {
            return forms::once<MatterId>(
                change, key, request.path() + "\n" + request.body(), [&]() -> Result<MatterId> {
                    auto const made = TRY(begin_matter(change, wanted));
                    return made.id;
                });
        }));
        auto const made = TRY(find(visit, id));
        return matter_answer(room, visit, made, http::Status::created)
            .with("Location", "/api/v1" + address_of(id));
    }

    Result<Response> api_matter(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(matter_for(visit, request, "read"));
        return matter_answer(room, visit, one);
    }

    Result<Response> api_correct_matter(
        Justice const& room, Visit const& visit, Request const& request)
    {
        auto wanted = TRY(matter_for(visit, request, "change"));
        auto const version = TRY(request.if_match());
        if (!version)
            return http::problem(http::Status::precondition_required,
                "Send If-Match with the ETag you read the case with");
        wanted.version = *version;
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"answers", "reason"}));
        auto const reason = TRY(sent.text("reason"));
        auto const answers = TRY(matter_answers_sent(room, sent));
        read_answers(answers, wanted);
        auto const saved = TRY(
            visit.change([&](Change& change) { return correct_matter(change, wanted, reason); }));
        return matter_answer(room, visit, saved);
    }

    Result<Response> api_stage(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(matter_for(visit, request, "change"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"stage", "on", "words"}));
        auto const word = TRY(sent.text("stage"));
        auto const kind = read_stage(word);
        if (!kind)
            return invalid("Send what came", "stage");
        Stage wanted;
        wanted.kind = *kind;
        wanted.on = TRY(day_or_today(visit, sent));
        wanted.words = TRY(sent.text("words"));
        TRY(visit.change(
            [&](Change& change) { return reach_stage(room, change, one.id, wanted); }));
        return matter_answer(room, visit, one, http::Status::created);
    }

    Result<Response> api_told(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(matter_for(visit, request, "change"));
        auto const stage = TRY(request.id<StageId>("stage"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"on", "how", "told_by", "words", "wishes"}));
        Telling wanted;
        wanted.on = TRY(day_or_today(visit, sent));
        wanted.how = TRY(sent.text("how"));
        wanted.told_by = TRY(sent.text("told_by"));
        wanted.words = TRY(sent.text("words"));
        wanted.wishes = TRY(sent.text("wishes"));
        TRY(visit.change(
            [&](Change& change) { return tell_victim(room, change, one.id, stage, wanted); }));
        return matter_answer(room, visit, one, http::Status::created);
    }

    Result<Response> api_offer(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(matter_for(visit, request, "change"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"entitlement", "answer", "on", "words"}));
        auto const word = TRY(sent.text("answer"));
        auto const answer = read_offer_answer(word);
        if (!answer)
            return invalid("Send what they said to it", "answer");
        Offer wanted;
        wanted.entitlement = TRY(sent.text("entitlement"));
        wanted.answer = *answer;
        wanted.on = TRY(day_or_today(visit, sent));
        wanted.words = TRY(sent.text("words"));
        TRY(visit.change(
            [&](Change& change) { return record_offer(room, change, one.id, wanted); }));
        return matter_answer(room, visit, one, http::Status::created);
    }

    template <MatterPart part>
    Result<Response> api_part_back(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(matter_for(visit, request, "change"));
        auto const text = TRY(request.segment("part"));
        auto const id = Uuid::read(text);
        if (!id)
            return not_found();
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"because"}));
        auto const because = TRY(sent.text("because"));
        TRY(visit.change([&](Change& change) {
            return take_matter_part_back(room, change, one.id, part, *id, because);
        }));
        return matter_answer(room, visit, one);
    }
} // namespace

void add_matter_api_routes(access::Routes::OfRoom<Justice>& routes)
{
    std::string const all = "/api/v1/justice";
    std::string const matter = all + "/matters/{matter}";
    routes.post(all + "/people/{person}/matters", "justice_matter:create", api_begin);
    routes.get(matter, "justice_matter:read", api_matter);
    routes.post(matter + "/correct", "justice_matter:change", api_correct_matter);
    routes.post(matter + "/stages", "justice_matter:change", api_stage);
    routes.post(matter + "/stages/{stage}/told", "justice_matter:change", api_told);
    routes.post(matter + "/offers", "justice_matter:change", api_offer);
    routes.post(matter + "/stages/{part}/take-back", "justice_matter:change",
        api_part_back<MatterPart::stage>);
    routes.post(matter + "/tellings/{part}/take-back", "justice_matter:change",
        api_part_back<MatterPart::telling>);
    routes.post(matter + "/offers/{part}/take-back", "justice_matter:change",
        api_part_back<MatterPart::offer>);
}

} // namespace kith::justice
