// SPDX-License-Identifier: MIT
#include "justice/api.h"
#include "base/london.h"
#include "justice/matter_views.h"
#include "justice/pages.h"
#include "justice/views.h"
#include "platform/access/json_fields.h"
#include "platform/http/errors.h"
#include <boost/json.hpp>

namespace kith::justice {
namespace {
    namespace json = boost::json;
    using access::JsonFields;

    json::value day_json(std::optional<Date> day)
    {
        return day ? json::value(day->write()) : json::value(nullptr);
    }
    json::value moment_json(std::optional<Instant> at)
    {
        return at ? json::value(at->write()) : json::value(nullptr);
    }

    json::object short_json(Visit const& visit, Referral const& one)
    {
        auto const stands = where_it_stands(entries_of(visit, one));
        return {{"id", one.id.write()}, {"reference", one.reference.write()},
            {"person", one.person.write()}, {"route", name_of(one.route)},
            {"owner", one.owner_agency.write()}, {"authority", one.authority},
            {"status", stands ? json::value(name_of(stands->kind)) : json::value("prepared")},
            {"consent_on", day_json(one.consent_on)}, {"age_disputed", one.age_disputed}};
    }

    json::object whole_json(Justice const& room, Visit const& visit, Referral const& one)
    {
        auto made = short_json(visit, one);
        auto const entries = entries_of(visit, one);
        json::array all, next;
        for (auto const& entry : entries)
            all.push_back(json::object{{"id", entry.id.write()}, {"kind", name_of(entry.kind)},
                {"on", entry.on.write()}, {"words", entry.words}, {"reference", entry.reference},
                {"due_rule", entry.due_rule}, {"due", day_json(entry.due)},
                {"taken_back_at", moment_json(entry.taken_back_at)},
                {"taken_back_because", entry.taken_back_because}});
        for (auto const kind : next_of(one, entries))
            next.push_back(json::value(name_of(kind)));
        made["entries"] = all;
        made["next"] = next;
        made["answers"] = json::parse(one.answers.empty() ? "{}" : one.answers);
        auto const aim = aim_of(room, entries);
        made["others_aim"] = aim ? json::value(json::object{{"who", aim->who}, {"text", aim->text}})
                                 : json::value(nullptr);
        return made;
    }

    Response referral_answer(Justice const& room, Visit const& visit, Referral const& one,
        http::Status status = http::Status::ok)
    {
        return http::json(json::serialize(whole_json(room, visit, one)), status)
            .with("ETag", http::etag(one.version));
    }

    json::object notice_json(Justice const& room, Visit const& visit, Notice const& one)
    {
        json::array entries;
        for (auto const& entry : entries_of(visit, one))
            entries.push_back(json::object{{"id", entry.id.write()}, {"kind", name_of(entry.kind)},
                {"on", entry.on.write()}, {"words", entry.words}, {"reference", entry.reference},
                {"taken_back_at", moment_json(entry.taken_back_at)},
                {"taken_back_because", entry.taken_back_because}});
        return {{"id", one.id.write()}, {"reference", one.reference.write()},
            {"person", one.person.write()}, {"owner", one.owner_agency.write()},
            {"leaves", json::parse(write_json(head_of(room, one), rows_that_leave(room, one)))},
            {"entries", entries}};
    }

    json::object defence_json(DefenceNote const& one)
    {
        return {{"id", one.id.write()}, {"person", one.person.write()}, {"on", one.on.write()},
            {"considered_by", one.considered_by}, {"contact", one.contact}, {"words", one.words},
            {"referral",
                one.referral.none() ? json::value(nullptr) : json::value(one.referral.write())},
            {"taken_back_at", moment_json(one.withdrawn_at)},
            {"taken_back_because", one.withdrawn_because}};
    }

    json::array matters_json(std::vector<Matter> const& matters)
    {
        json::array all;
        for (auto const& one : matters)
            all.push_back(json::object{{"id", one.id.write()}, {"kind", one.kind},
                {"reference", one.reference.write()}, {"person", one.person.write()}});
        return all;
    }

    Result<Date> day_sent(Visit const& visit, JsonFields const& sent, std::string_view name)
    {
        auto const text = TRY(sent.text(name));
        if (text.empty())
            return london::day_of(visit.now());
        auto const day = Date::read(text);
        if (!day)
            return invalid("Send a day as 2026-03-29", std::string(name));
        return *day;
    }

    Result<forms::Answers> answers_sent(
        Justice const& room, JsonFields const& sent, char const* form_name)
    {
        auto const text = TRY(sent.inside("answers"));
        auto const& form = room.forms.form(form_name);
        auto const read
            = TRY(forms::Answers::from_json(form.name, form.version, text.empty() ? "{}" : text));
        auto const reading = form.check(read);
        if (!reading.errors.empty())
            return reading.errors.front();
        return reading.answers;
    }

    Result<CaseId> case_sent(JsonFields const& sent)
    {
        auto const text = TRY(sent.text("case"));
        auto const id = CaseId::read(text);
        return id ? *id : CaseId();
    }

    template <class Id, class Found>
    Result<Found> found_for(
        Visit const& visit, Request const& request, char const* name, char const* act)
    {
        auto const id = TRY(request.id<Id>(name));
        auto one = TRY(find(visit, id));
        auto const facts = TRY(facts_of(visit, one));
        TRY(visit.may(act, facts));
        return one;
    }

    Result<Response> api_list(Justice const& room, Visit const& visit, Request const&)
    {
        if (!visit.could("see the room", "nrm_referral"))
            return not_found();
        json::array referrals, notices;
        for (auto const& one : list_owned_referrals(visit))
            referrals.push_back(short_json(visit, one));
        for (auto const& one : list_owned_notices(visit))
            notices.push_back(notice_json(room, visit, one));
        return http::json(json::serialize(json::object{{"referrals", referrals},
            {"notices", notices}, {"matters", matters_json(list_owned_matters(visit))}}));
    }

    Result<Response> api_person(Justice const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("see the room", "nrm_referral"))
            return not_found();
        auto const person = TRY(person_in(visit, request));
        auto const way = route_of_person(room, visit, person.id, london::day_of(visit.now()));
        json::array referrals, notices, notes;
        for (auto const& one : list_referrals(visit, person.id))
            referrals.push_back(short_json(visit, one));
        for (auto const& one : list_notices(visit, person.id))
            notices.push_back(notice_json(room, visit, one));
        for (auto const& one : list_defence_notes(visit, person.id))
            notes.push_back(defence_json(one));
        return http::json(json::serialize(json::object{{"person", person.id.write()},
            {"route", name_of(way.route)}, {"why", in_words(way)}, {"referrals", referrals},
            {"notices", notices}, {"defence_notes", notes},
            {"matters", matters_json(list_matters(visit, person.id))}}));
    }

    Result<Response> api_refer(Justice const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "nrm_referral"))
            return not_found();
        auto const person = TRY(person_in(visit, request));
        auto const key = TRY(request.idempotency_key());
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"case", "authority", "answers"}));
        Referral wanted;
        wanted.person = person.id;
        wanted.owner_agency = visit.visitor().agency;
        wanted.of_case = TRY(case_sent(sent));
        wanted.authority = TRY(sent.text("authority"));
        auto const answers = TRY(answers_sent(room, sent, referral_form));
        read_answers(answers, wanted);
        auto const id = TRY(visit.change([&](Change& change) {
            return forms::once<ReferralId>(
                change, key, request.path() + "\n" + request.body(), [&]() -> Result<ReferralId> {
                    auto const made = TRY(prepare(room, change, wanted));
                    return made.id;
                });
        }));
        auto const made = TRY(find(visit, id));
        return referral_answer(room, visit, made, http::Status::created)
            .with("Location", "/api/v1" + address_of(id));
    }

    Result<Response> api_referral(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY((found_for<ReferralId, Referral>(visit, request, "referral", "read")));
        return referral_answer(room, visit, one);
    }

    Result<Response> api_fields(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const one
            = TRY((found_for<ReferralId, Referral>(visit, request, "referral", "export")));
        TRY(check_may_leave(visit, one));
        auto const facts = TRY(facts_of(visit, one));
        TRY(visit.change([&](Change& change) { return note_export(change, facts, "As JSON"); }));
        return http::json(write_fields(room, visit, one));
    }

    Result<Response> api_correct(Justice const& room, Visit const& visit, Request const& request)
    {
        auto wanted = TRY((found_for<ReferralId, Referral>(visit, request, "referral", "change")));
        auto const version = TRY(request.if_match());
        if (!version)
            return http::problem(http::Status::precondition_required,
                "Send If-Match with the ETag you read the referral with");
        wanted.version = *version;
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"authority", "answers", "reason"}));
        auto const reason = TRY(sent.text("reason"));
        wanted.authority = TRY(sent.text("authority"));
        auto const answers = TRY(answers_sent(room, sent, referral_form));
        read_answers(answers, wanted);
        auto const saved = TRY(
            visit.change([&](Change& change) { return correct(room, change, wanted, reason); }));
        return referral_answer(room, visit, saved);
    }

    Result<Response> api_entry(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const one
            = TRY((found_for<ReferralId, Referral>(visit, request, "referral", "change")));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"kind", "on", "words", "reference"}));
        auto const word = TRY(sent.text("kind"));
        auto const kind = read_entry_kind(word);
        if (!kind)
            return invalid("Send what came", "kind");
        EntryTyped typed;
        typed.kind = *kind;
        typed.on = TRY(day_sent(visit, sent, "on"));
        typed.words = TRY(sent.text("words"));
        typed.reference = TRY(sent.text("reference"));
        TRY(visit.change(
            [&](Change& change) { return record_entry(room, change, one.id, typed); }));
        return referral_answer(room, visit, one, http::Status::created);
    }

    Result<Response> api_entry_back(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const one
            = TRY((found_for<ReferralId, Referral>(visit, request, "referral", "change")));
        auto const entry = TRY(request.id<ReferralEntryId>("entry"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"because"}));
        auto const because = TRY(sent.text("because"));
        TRY(visit.change(
            [&](Change& change) { return take_back(room, change, one.id, entry, because); }));
        return referral_answer(room, visit, one);
    }

    // ---- without identity

    Result<Response> api_notify(Justice const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "duty_notice"))
            return not_found();
        auto const person = TRY(person_in(visit, request));
        auto const key = TRY(request.idempotency_key());
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"case", "answers"}));
        Notice wanted;
        wanted.person = person.id;
        wanted.owner_agency = visit.visitor().agency;
        wanted.of_case = TRY(case_sent(sent));
        auto const answers = TRY(answers_sent(room, sent, notice_form));
        wanted.leaving = leaving_from(answers);
        auto const id = TRY(visit.change([&](Change& change) {
            return forms::once<NoticeId>(
                change, key, request.path() + "\n" + request.body(), [&]() -> Result<NoticeId> {
                    auto const made = TRY(prepare_notice(
                        room, change, wanted, doubt_in(answers), answers.text("kept_here")));
                    return made.id;
                });
        }));
        auto const made = TRY(find(visit, id));
        return http::json(json::serialize(notice_json(room, visit, made)), http::Status::created)
            .with("Location", "/api/v1" + address_of(id));
    }

    Result<Response> api_notice(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY((found_for<NoticeId, Notice>(visit, request, "notice", "read")));
        return http::json(json::serialize(notice_json(room, visit, one)));
    }

    Result<Response> api_notice_leaves(
        Justice const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY((found_for<NoticeId, Notice>(visit, request, "notice", "export")));
        TRY(check_is_adult(room, visit, one.person, AdultDoubted::no));
        auto const facts = TRY(facts_of(visit, one));
        TRY(visit.change([&](Change& change) { return note_export(change, facts, "As JSON"); }));
        return http::json(write_json(head_of(room, one), rows_that_leave(room, one)));
    }

    Result<Response> api_notice_entry(
        Justice const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY((found_for<NoticeId, Notice>(visit, request, "notice", "change")));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"kind", "on", "words", "reference"}));
        auto const word = TRY(sent.text("kind"));
        auto const kind = read_notice_entry(word);
        if (!kind)
            return invalid("Send what came", "kind");
        NoticeEntry typed;
        typed.kind = *kind;
        typed.on = TRY(day_sent(visit, sent, "on"));
        typed.words = TRY(sent.text("words"));
        typed.reference = TRY(sent.text("reference"));
        TRY(visit.change(
            [&](Change& change) { return record_entry(room, change, one.id, typed); }));
        return http::json(json::serialize(notice_json(room, visit, one)), http::Status::created);
    }

    Result<Response> api_notice_entry_back(
        Justice const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY((found_for<NoticeId, Notice>(visit, request, "notice", "change")));
        auto const entry = TRY(request.id<NoticeEntryId>("entry"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"because"}));
        auto const because = TRY(sent.text("because"));
        TRY(visit.change(
            [&](Change& change) { return take_back(room, change, one.id, entry, because); }));
        return http::json(json::serialize(notice_json(room, visit, one)));
    }

    // ---- section 45

    Result<Response> api_defence(Justice const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "defence_note"))
            return not_found();
        auto const person = TRY(person_in(visit, request));
        auto const key = TRY(request.idempotency_key());
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"on", "considered_by", "contact", "words", "referral"}));
        DefenceNote wanted;
        wanted.person = person.id;
        wanted.owner_agency = visit.visitor().agency;
        wanted.on = TRY(day_sent(visit, sent, "on"));
        wanted.considered_by = TRY(sent.text("considered_by"));
        wanted.contact = TRY(sent.text("contact"));
        wanted.words = TRY(sent.text("words"));
        auto const referral = TRY(sent.text("referral"));
        if (auto const id = ReferralId::read(referral); id)
            wanted.referral = *id;
        auto const id = TRY(visit.change([&](Change& change) {
            return forms::once<DefenceNoteId>(change, key, request.path() + "\n" + request.body(),
                [&]() -> Result<DefenceNoteId> {
                    auto const made = TRY(note_defence(room, change, wanted));
                    return made.id;
                });
        }));
        auto const made = TRY(find(visit, id));
        return http::json(json::serialize(defence_json(made)), http::Status::created);
    }

    Result<Response> api_defence_back(
        Justice const& room, Visit const& visit, Request const& request)
    {
        auto const one
            = TRY((found_for<DefenceNoteId, DefenceNote>(visit, request, "note", "change")));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"because"}));
        auto const because = TRY(sent.text("because"));
        TRY(visit.change(
            [&](Change& change) { return withdraw_defence(room, change, one.id, because); }));
        auto const stands = TRY(find(visit, one.id));
        return http::json(json::serialize(defence_json(stands)));
    }
} // namespace

void add_api_routes(access::Routes::OfRoom<Justice>& routes)
{
    std::string const all = "/api/v1/justice";
    std::string const person = all + "/people/{person}";
    std::string const referral = all + "/referrals/{referral}";
    std::string const notice = all + "/notices/{notice}";
    routes.get(all, "nrm_referral:see the room", api_list);
    routes.get(person, "nrm_referral:see the room", api_person);
    routes.post(person + "/referrals", "nrm_referral:create", api_refer);
    routes.get(referral, "nrm_referral:read", api_referral);
    routes.get(referral + "/fields", "nrm_referral:export", api_fields);
    routes.post(referral + "/correct", "nrm_referral:change", api_correct);
    routes.post(referral + "/entries", "nrm_referral:change", api_entry);
    routes.post(referral + "/entries/{entry}/take-back", "nrm_referral:change", api_entry_back);
    routes.post(person + "/notices", "duty_notice:create", api_notify);
    routes.get(notice, "duty_notice:read", api_notice);
    routes.get(notice + "/leaves", "duty_notice:export", api_notice_leaves);
    routes.post(notice + "/entries", "duty_notice:change", api_notice_entry);
    routes.post(notice + "/entries/{entry}/take-back", "duty_notice:change", api_notice_entry_back);
    routes.post(person + "/defence-notes", "defence_note:create", api_defence);
    routes.post(all + "/defence-notes/{note}/take-back", "defence_note:change", api_defence_back);
}

} // namespace kith::justice
