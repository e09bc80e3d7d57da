// SPDX-License-Identifier: MIT
#include "missing/api.h"
#include "missing/answered.h"
#include "missing/form_page.h"
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

    json::value moment(std::optional<Instant> at)
    {
        return at ? json::value(at->write()) : json::value(nullptr);
    }
    json::value text_or_null(std::string const& text)
    {
        return text.empty() ? json::value(nullptr) : json::value(text);
    }
    json::value answers_json(std::string const& answers)
    {
        return answers.empty() ? json::value(nullptr) : json::parse(answers);
    }

    json::object interview_line_json(ReturnInterview const& one)
    {
        return {{"state", name_of(one.state)}, {"outcome", text_or_null(one.outcome)},
            {"due_at", one.due_at.write()}, {"of_law", one.of_law()}};
    }

    json::object episode_json(Visit const& visit, Episode const& one)
    {
        json::array grades;
        for (auto const& each : grades_of(visit.reading(), one.id))
            grades.push_back(json::object{{"grade", each.grade}, {"at", each.at.write()},
                {"graded_by", each.graded_by}, {"because", each.because},
                {"low_because", text_or_null(each.low_because)}});
        json::array log;
        for (auto const& entry : log_of(visit.reading(), one.id))
            if (!entry.withdrawn_at)
                log.push_back(json::object{{"kind", entry.kind}, {"at", entry.at.write()},
                    {"place", text_or_null(entry.place)}, {"said", entry.said},
                    {"before_they_went", entry.at < one.started_at}});
        json::array parties;
        for (auto const& party : parties_of(visit.reading(), one.id))
            parties.push_back(json::object{
                {"id", party.id.write()}, {"team", party.team.write()}, {"duty", party.duty}});
        json::array prevention;
        for (auto const& held : prevention_interviews_of(visit.reading(), one.id))
            prevention.push_back(json::object{{"held_at", held.held_at.write()},
                {"held_by", held.held_by}, {"said", text_or_null(held.said)},
                {"harm", text_or_null(held.harm)}, {"next", text_or_null(held.next)}});
        json::array together;
        for (auto const other : together_with(visit.reading(), one.id))
            if (knows(visit, other))
                together.push_back(json::string(other.write()));
        json::array seen;
        for (auto const& each : acknowledgements_of(visit.reading(), one.id))
            seen.push_back(
                json::object{{"account", each.account.write()}, {"at", each.at.write()}});
        json::object object{{"id", one.id.write()}, {"reference", one.reference.write()},
            {"person", one.person.write()}, {"kind", one.kind}, {"state", name_of(one.state())},
            {"reported_at", one.reported_at.write()}, {"started_at", one.started_at.write()},
            {"left_at", moment(one.left_at)}, {"last_seen_at", moment(one.last_seen_at)},
            {"absent_from", one.absent_from},
            {"exploitation_suspected", one.exploitation_suspected},
            {"returned_at", moment(one.returned_at)}, {"found_by", text_or_null(one.found_by)},
            {"found_place", text_or_null(one.found_place)}, {"closed_at", moment(one.closed_at)},
            {"answers", answers_json(one.answers)},
            {"return_answers", answers_json(one.return_answers)}, {"grades", grades}, {"log", log},
            {"parties", parties}, {"together", together}, {"prevention", prevention},
            {"acknowledgements", seen}, {"version", one.version}};
        auto const interview = line_of(visit.reading(), one.id);
        object["return_interview"]
            = interview ? json::value(interview_line_json(*interview)) : json::value(nullptr);
        return object;
    }

    Response one_episode(
        Visit const& visit, Episode const& one, http::Status status = http::Status::ok)
    {
        return http::json(json::serialize(episode_json(visit, one)), status)
            .with("ETag", http::etag(one.version));
    }

    json::object interview_json(Visit const& visit, ReturnInterview const& one)
    {
        json::array offers;
        for (auto const& each : offers_of(visit.reading(), one.id))
            offers.push_back(json::object{{"at", each.at.write()}, {"method", each.method},
                {"offered_by", each.offered_by}, {"result", each.result},
                {"said", text_or_null(each.said)}});
        json::array others;
        for (auto const id : covers(visit.reading(), one))
            if (knows(visit, id))
                others.push_back(json::string(id.write()));
        auto object = interview_line_json(one);
        object["episode"] = one.episode.write();
        object["returned_at"] = one.returned_at.write();
        object["ended_at"] = moment(one.ended_at);
        object["because"] = text_or_null(one.because);
        object["interviewer"] = text_or_null(one.interviewer_words);
        object["hold_until"]
            = one.hold_until ? json::value(one.hold_until->write()) : json::value(nullptr);
        object["answers"] = answers_json(one.answers);
        object["offers"] = offers;
        object["covers"] = others;
        object["version"] = one.version;
        return object;
    }

    Response one_interview(Visit const& visit, ReturnInterview const& one)
    {
        return http::json(json::serialize(interview_json(visit, one)))
            .with("ETag", http::etag(one.version));
    }

    // Answers of a form inside what was sent, by the form's own rules; its first mistake else.
    Result<forms::Answers> answers_sent(Missing const& room, JsonFields const& sent,
        std::string const& form, char const* field = "answers")
    {
        auto const& found = room.forms.form(form);
        auto const text = TRY(sent.inside(field));
        auto const answers = TRY(forms::Answers::from_json(
            found.name, found.version, text.empty() ? std::string("{}") : text));
        auto const reading = found.check(answers);
        if (!reading.errors.empty()) {
            auto const& first
                = reading.errors.front(); // a key of the form's words, made a sentence
            return error(first.code, room.words.say("en", first.words), first.field);
        }
        return reading.answers;
    }

    Result<std::vector<Party>> parties_sent(
        Missing const& room, Visit const& visit, JsonFields const& sent)
    {
        std::vector<Party> parties;
        auto const all = TRY(sent.each("parties"));
        for (auto const& one : all) {
            TRY(one.only({"team", "duty"}));
            auto const id = TRY(one.text("team"));
            auto const duty = TRY(one.text("duty"));
            auto const team = TeamId::read(id);
            if (!team)
                return invalid("Send the id of a team", "parties");
            parties.push_back({{}, {}, *team, duty});
            if (auto const right = check_party(room, visit, parties.back()); !right)
                return invalid(right.error().words.key, "parties");
        }
        return parties;
    }

    Result<Response> list_missing(Missing const&, Visit const& visit, Request const&)
    {
        auto const found = list_open(visit, Which::not_closed);
        json::array all;
        for (auto const& one : found.all)
            all.push_back(episode_json(visit, one));
        return http::json(json::serialize(json::object{{"episodes", all}, {"more", found.more}}));
    }

    Result<Response> find_missing(Missing const&, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<EpisodeId>("episode"));
        auto const one = TRY(find(visit, id));
        return one_episode(visit, one);
    }

    Result<Response> create_missing(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"person", "answers", "return_answers", "parties"}));
        auto const person_text = TRY(sent.text("person"));
        auto const person = PersonId::read(person_text);
        if (!person)
            return invalid("Send the id of a person", "person");
        auto const answers = TRY(answers_sent(room, sent, "missing/report"));
        auto const parties = TRY(parties_sent(room, visit, sent));
        std::optional<forms::Answers> returned; // they are back already
        auto const of_return = TRY(sent.inside("return_answers"));
        if (!of_return.empty())
            returned = TRY(answers_sent(room, sent, "missing/return", "return_answers"));
        auto const key = TRY(request.idempotency_key());
        auto const wanted = report_from(answers, *person, parties, returned);
        auto const made = TRY(visit.change([&](Change& change) {
            return forms::once<EpisodeId>(
                change, key, request.path() + "\n" + request.body(), [&]() -> Result<EpisodeId> {
                    auto const begun = TRY(report(room, change, wanted));
                    return begun.id;
                });
        }));
        auto const one = TRY(find(visit, made));
        return one_episode(visit, one, http::Status::created)
            .with("Location", "/api/v1/missing/" + made.write());
    }

    Result<Response> grade_missing(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<EpisodeId>("episode"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"answers"}));
        auto const answers = TRY(answers_sent(room, sent, "missing/grade"));
        TRY(visit.change([&](Change& change) {
            return grade(room, change, id, *grade_from(answers, visit.now()));
        }));
        auto const one = TRY(find(visit, id));
        return one_episode(visit, one);
    }

    Result<Response> log_missing(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<EpisodeId>("episode"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"answers"}));
        auto const answers = TRY(answers_sent(room, sent, "missing/log"));
        TRY(visit.change(
            [&](Change& change) { return add_to_log(room, change, id, log_entry_from(answers)); }));
        auto const one = TRY(find(visit, id));
        return one_episode(visit, one);
    }

    Result<Response> prevention_missing(
        Missing const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<EpisodeId>("episode"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"answers"}));
        auto const answers = TRY(answers_sent(room, sent, "missing/prevention"));
        TRY(visit.change([&](Change& change) {
            return keep_prevention_interview(room, change, id, prevention_from(answers));
        }));
        auto const one = TRY(find(visit, id));
        return one_episode(visit, one);
    }

    Response without_version()
    {
        return http::problem(
            http::Status::precondition_required, "Send If-Match with the ETag you read it with");
    }

    Result<Response> return_missing(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<EpisodeId>("episode"));
        auto const stands = TRY(find(visit, id));
        auto const version = TRY(request.if_match());
        if (!version)
            return without_version();
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"answers"}));
        auto const answers = TRY(answers_sent(room, sent, "missing/return"));
        auto const back = TRY(visit.change([&](Change& change) {
            return record_return(room, change, returned_from(answers, stands, *version));
        }));
        return one_episode(visit, back);
    }

    Result<Response> acknowledge_missing(Missing const&, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<EpisodeId>("episode"));
        auto const one = TRY(find(visit, id));
        TRY(visit.change([&](Change& change) { return acknowledge(change, one); }));
        return one_episode(visit, one);
    }

    Result<Response> find_talk(Missing const&, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<EpisodeId>("episode"));
        auto const one = TRY(find_interview(visit, id));
        return one_interview(visit, one);
    }

    Result<Response> offer_talk(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<EpisodeId>("episode"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"answers"}));
        auto const answers = TRY(answers_sent(room, sent, "missing/offer"));
        TRY(visit.change(
            [&](Change& change) { return offer(room, change, id, offer_from(answers)); }));
        auto const one = TRY(find_interview(visit, id));
        return one_interview(visit, one);
    }

    Result<Response> hold_talk(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<EpisodeId>("episode"));
        auto const version = TRY(request.if_match());
        if (!version)
            return without_version();
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"answers", "reason"}));
        auto const answers = TRY(answers_sent(room, sent, "missing/interview"));
        auto const reason = TRY(sent.text("reason"));
        auto const held = TRY(visit.change([&](Change& change) {
            return hold(room, change, id, held_from(answers, reason, *version));
        }));
        return one_interview(visit, held);
    }

    Result<Response> end_talk(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<EpisodeId>("episode"));
        auto const version = TRY(request.if_match());
        if (!version)
            return without_version();
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"answers"}));
        auto const answers = TRY(answers_sent(room, sent, "missing/ending"));
        auto const ended = TRY(visit.change([&](Change& change) {
            return end_without(room, change, id, ending_from(answers, *version));
        }));
        return one_interview(visit, ended);
    }

    constexpr char const* episode_schema
        = R"({"type":"object","required":["id","reference","person","kind","state","started_at","version"],"properties":{
        "id":{"type":"string","format":"uuid"},"reference":{"type":"string"},"person":{"type":"string","format":"uuid"},
        "kind":{"enum":["M","A"]},"state":{"enum":["missing","returned","closed"]},
        "started_at":{"type":"string","format":"date-time"},"reported_at":{"type":"string","format":"date-time"},
        "returned_at":{"type":["string","null"],"format":"date-time"},
        "return_interview":{"type":["object","null"],"properties":{"state":{"type":"string"},"due_at":{"type":"string","format":"date-time"},
        "outcome":{"type":["string","null"]},"of_law":{"type":"boolean"}}},
        "grades":{"type":"array","items":{"type":"object"}},"log":{"type":"array","items":{"type":"object"}},
        "parties":{"type":"array","items":{"type":"object"}},"together":{"type":"array","items":{"type":"string"}},
        "answers":{"type":"object","description":"Of the form missing/report"},"version":{"type":"integer"}}})";
    constexpr char const* interview_schema
        = R"({"type":"object","required":["episode","state","due_at","version"],"properties":{
        "episode":{"type":"string","format":"uuid"},"state":{"type":"string"},"outcome":{"type":["string","null"]},
        "returned_at":{"type":"string","format":"date-time"},"due_at":{"type":"string","format":"date-time","description":"72 hours after the return"},
        "offers":{"type":"array","items":{"type":"object"}},"answers":{"type":["object","null"]},
        "covers":{"type":"array","items":{"type":"string"},"description":"Episodes whose own interview was not possible"},
        "version":{"type":"integer"}}})";
    constexpr char const* answers_only
        = R"({"type":"object","required":["answers"],"additionalProperties":false,"properties":{"answers":{"type":"object"}}})";
} // namespace

void add_api_routes(access::Routes::OfRoom<Missing>& routes)
{
    std::string const all = "/api/v1/missing";
    std::string const one = all + "/{episode}";
    routes.get(all, "missing_episode:read", list_missing);
    routes.post(all, "missing_episode:create", create_missing);
    routes.get(one, "missing_episode:read", find_missing);
    routes.post(one + "/grades", "missing_episode:grade", grade_missing);
    routes.post(one + "/log", "missing_episode:log", log_missing);
    routes.post(one + "/return", "missing_episode:return", return_missing);
    routes.post(one + "/prevention", "missing_episode:log", prevention_missing);
    routes.post(one + "/acknowledge", "missing_episode:acknowledge", acknowledge_missing);
    routes.get(one + "/interview", "return_interview:read", find_talk);
    routes.post(one + "/interview/offers", "return_interview:offer", offer_talk);
    routes.post(one + "/interview/talk", "return_interview:hold", hold_talk);
    routes.post(one + "/interview/end", "return_interview:decide", end_talk);
}

std::vector<access::Operation> missing_operations()
{
    std::string const all = "/api/v1/missing";
    std::string const one = all + "/{episode}";
    return {
        {Method::get, all, "listMissing", "Episodes that are not closed", "missing", "",
            R"({"type":"object","properties":{"episodes":{"type":"array","items":{"type":"object"}},
            "more":{"type":"boolean","description":"There are others that you may know; those that began last stand here"}}})"},
        {Method::post, all, "reportMissing", "Report somebody missing", "missing",
            R"({"type":"object","required":["person","answers"],"additionalProperties":false,"properties":{
            "person":{"type":"string","format":"uuid"},"answers":{"type":"object","description":"Of the form missing/report"},
            "return_answers":{"type":"object","description":"Of the form missing/return, where they are back already"},
            "parties":{"type":"array","items":{"type":"object","properties":{"team":{"type":"string","format":"uuid"},"duty":{"type":"string"}}}}}})",
            episode_schema, 201, true},
        {Method::get, one, "findMissing", "One episode", "missing", "", episode_schema},
        {Method::post, one + "/grades", "gradeMissing", "Keep a grade of risk", "missing",
            answers_only, episode_schema},
        {Method::post, one + "/log", "logMissing", "Keep what was done or heard", "missing",
            answers_only, episode_schema},
        {Method::post, one + "/return", "returnMissing", "They are back", "missing", answers_only,
            episode_schema, 200, false, true},
        {Method::post, one + "/prevention", "keepPreventionInterview",
            "What police asked and saw on return", "missing", answers_only, episode_schema},
        {Method::post, one + "/acknowledge", "acknowledgeMissing", "Say that you have seen it",
            "missing", "", episode_schema},
        {Method::get, one + "/interview", "findReturnInterview", "The return interview", "missing",
            "", interview_schema},
        {Method::post, one + "/interview/offers", "offerReturnInterview", "Keep an offer",
            "missing", answers_only, interview_schema},
        {Method::post, one + "/interview/talk", "holdReturnInterview", "Keep what was said",
            "missing",
            R"({"type":"object","required":["answers"],"additionalProperties":false,"properties":{"answers":{"type":"object"},
            "reason":{"type":["string","null"],"description":"Where one that was held is put right"}}})",
            interview_schema, 200, false, true},
        {Method::post, one + "/interview/end", "endReturnInterview",
            "No interview is held, and why", "missing", answers_only, interview_schema, 200, false,
            true}};
}

} // namespace kith::missing
