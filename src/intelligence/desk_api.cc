// SPDX-License-Identifier: MIT
// What programs of the desk, and of those to whom it shares, do: the forms of the pages, as JSON.
#include "intelligence/api.h"
#include "intelligence/desk_forms.h"
#include "platform/access/json_fields.h"
#include "platform/forms/drafts.h"
#include "platform/http/errors.h"
#include <boost/json.hpp>

namespace kith::intelligence {
namespace {
    namespace json = boost::json;
    using access::JsonFields;
    using http::Method;
    using http::Request;
    using http::Response;

    json::value maybe_moment(std::optional<Instant> at)
    {
        return at ? json::value(at->write()) : json::value(nullptr);
    }

    json::object handling_json(Handling const& handling)
    {
        json::array conditions;
        for (auto const& one : handling.conditions)
            conditions.emplace_back(one);
        return {{"code", name_of(handling.code)}, {"conditions", conditions},
            {"in_words", in_words_of(handling)}};
    }

    json::object grade_json(Grade const& grade)
    {
        return {{"number", grade.number}, {"source", grade.source},
            {"information", grade.information}, {"handling", handling_json(grade.handling)},
            {"because", grade.because}, {"at", grade.at.write()}};
    }

    json::object shared_json(SharedText const& shared)
    {
        auto const& one = shared.sharing;
        json::array bases;
        for (auto const& code : one.bases)
            bases.emplace_back(code);
        json::object whole{{"id", one.id.write()}, {"reference", one.reference.write()},
            {"state", name_of(shared.state)}, {"purpose", one.purpose},
            {"expires_on", one.expires.write()}, {"shared_at", one.at.write()},
            {"acknowledged_at", maybe_moment(one.acknowledged_at)}};
        if (shared.text.empty())
            return whole; // it ended: that it was, and no more
        whole["text"] = shared.text;
        whole["handling"] = handling_json(shared.handling);
        whole["purpose_words"] = one.purpose_words;
        whole["bases"] = bases;
        return whole;
    }

    json::object work_json(Submission const& one, DeskWork const& work)
    {
        auto const* const stands = work.grade();
        json::array grades;
        for (auto const& grade : work.grades)
            grades.push_back(grade_json(grade));
        json::array old_grades;
        for (auto const& old : work.old_grades)
            old_grades.push_back(json::object{{"as_written", old.as_written}, {"from", old.from}});
        json::array texts;
        for (auto const& text : work.texts)
            texts.push_back(json::object{{"id", text.id.write()}, {"number", text.number},
                {"state", name_of(text.state)}, {"text", text.text},
                {"handling", handling_json(stands ? handling_of(text, *stands) : text.handling)}});
        json::array sharings;
        for (auto const& sharing : work.sharings)
            sharings.push_back(
                json::object{{"id", sharing.id.write()}, {"reference", sharing.reference.write()},
                    {"purpose", sharing.purpose}, {"expires_on", sharing.expires.write()},
                    {"acknowledged_at", maybe_moment(sharing.acknowledged_at)},
                    {"recalled_at", maybe_moment(sharing.recalled_at)}});
        return {{"stage", name_of(stage_of(one, work))}, {"urgent", work.urgent()},
            {"grades", grades}, {"old_grades", old_grades}, {"texts", texts},
            {"sharings", sharings}};
    }

    Result<forms::Answers> answers_in(
        Intelligence const& room, JsonFields const& sent, char const* name)
    {
        auto const text = TRY(sent.inside("answers"));
        auto const& form = room.forms.form(name);
        auto const answers = TRY(forms::Answers::from_json(
            form.name, form.version, text.empty() ? std::string("{}") : text));
        auto const reading = form.check(answers);
        if (!reading.errors.empty()) {
            auto const& first = reading.errors.front();
            return error(first.code, room.words.say("en", first.words), first.field);
        }
        return reading.answers;
    }

    Result<Response> answer_with_work(Visit const& visit, SubmissionId id)
    {
        auto const one = TRY(find(visit, id));
        auto const work = TRY(find_desk_work(visit, one));
        return http::json(json::serialize(work_json(one, work)));
    }

    Result<Response> api_work(Intelligence const&, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<SubmissionId>("submission"));
        return answer_with_work(visit, id);
    }

    // Of what this visit may do: what they may not know answers as what is not there.
    Result<Submission> may_work(Visit const& visit, Request const& request, char const* act)
    {
        auto const id = TRY(request.id<SubmissionId>("submission"));
        auto one = TRY(find(visit, id));
        TRY(visit.may(act, facts_of(one)));
        return one;
    }

    template <DeskForm const& form>
    Result<Response> api_desk(Intelligence const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(may_work(visit, request, form.act));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"answers", "seen"}));
        auto const answers = TRY(answers_in(room, sent, form.form));
        auto const seen = TRY(sent.number("seen"));
        auto const key = TRY(request.idempotency_key());
        TRY(visit.change([&](Change& change) {
            return forms::once<SubmissionId>(change, key,
                fingerprint(room, request.path() + "\n" + request.body()),
                [&]() -> Result<SubmissionId> {
                    TRY(form.run(
                        room, change, one.id, answers, static_cast<int>(seen.value_or(0))));
                    return one.id;
                });
        }));
        return answer_with_work(visit, one.id);
    }

    Result<Response> api_write_text(
        Intelligence const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(may_work(visit, request, "sanitise"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"answers", "seen"}));
        auto const answers = TRY(answers_in(room, sent, "intelligence/text"));
        auto const seen = TRY(sent.number("seen"));
        auto const key = TRY(request.idempotency_key());
        TRY(visit.change([&](Change& change) {
            return forms::once<CleanTextId>(change, key,
                fingerprint(room, request.path() + "\n" + request.body()),
                [&]() -> Result<CleanTextId> {
                    auto const made = TRY(
                        write_text(change, one.id, answers, static_cast<int>(seen.value_or(0))));
                    return made.id;
                });
        }));
        return answer_with_work(visit, one.id);
    }

    Result<Response> api_decide_text(
        Intelligence const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(may_work(visit, request, "read"));
        auto const text = TRY(request.id<CleanTextId>("text"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"answers"}));
        auto const answers = TRY(answers_in(room, sent, "intelligence/decide_text"));
        TRY(visit.change(
            [&](Change& change) { return decide_about_text(change, one.id, text, answers); }));
        return answer_with_work(visit, one.id);
    }

    Result<Response> api_share(Intelligence const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(may_work(visit, request, "share"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"answers", "recipient", "person"}));
        auto const answers = TRY(answers_in(room, sent, "intelligence/share"));
        auto const chosen = TRY(sent.text("recipient"));
        auto const person = TRY(sent.text("person"));
        auto const recipient = TRY(read_recipient(visit, chosen, person));
        auto const key = TRY(request.idempotency_key());
        auto const made = TRY(visit.change([&](Change& change) {
            return forms::once<SharingId>(change, key,
                fingerprint(room, request.path() + "\n" + request.body()),
                [&]() -> Result<SharingId> {
                    auto const shared = TRY(share(room, change, one.id, answers, recipient));
                    return shared.id;
                });
        }));
        auto const shared = TRY(find_shared(visit, made));
        return http::json(json::serialize(shared_json(shared)), http::Status::created)
            .with("Location", "/api/v1/shared-intelligence/" + made.write());
    }

    Result<Response> api_list_shared(Intelligence const&, Visit const& visit, Request const&)
    {
        json::array all;
        std::vector<Handling> read;
        for (auto const& one : list_shared(visit)) {
            all.push_back(shared_json(one));
            if (!one.text.empty())
                read.push_back(one.handling);
        }
        return http::json(json::serialize(
            json::object{{"shared", all}, {"handling", handling_json(tightest(read))}}));
    }

    Result<Response> api_find_shared(
        Intelligence const&, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<SharingId>("sharing"));
        auto const shared = TRY(find_shared(visit, id));
        return http::json(json::serialize(shared_json(shared)));
    }

    Result<Response> answer_with_shared(Visit const& visit, SharingId id)
    {
        auto const shared = TRY(find_shared(visit, id));
        return http::json(json::serialize(shared_json(shared)));
    }

    Result<Response> api_acknowledge(
        Intelligence const&, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<SharingId>("sharing"));
        TRY(visit.change([&](Change& change) { return acknowledge(change, id); }));
        return answer_with_shared(visit, id);
    }

    template <SharingForm const& form>
    Result<Response> api_of_sharing(
        Intelligence const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<SharingId>("sharing"));
        auto const shared = TRY(find_shared(visit, id));
        TRY(visit.may(form.act, facts_of(shared.sharing, shared.state)));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"answers"}));
        auto const answers = TRY(answers_in(room, sent, form.form));
        auto const key = TRY(request.idempotency_key());
        TRY(visit.change([&](Change& change) {
            return forms::once<SharingId>(change, key,
                fingerprint(room, request.path() + "\n" + request.body()),
                [&]() -> Result<SharingId> {
                    TRY(form.run(change, id, answers));
                    return id;
                });
        }));
        return answer_with_shared(visit, id);
    }

    constexpr char const* answers_of_form
        = R"({"type":"object","required":["answers"],"additionalProperties":false,"properties":{"answers":{"type":"object",
        "description":"Of the form that bears the name of the act"},"seen":{"type":"integer",
        "description":"How many grades, or texts, were there when they were read"}}})";
    constexpr char const* share_request
        = R"({"type":"object","required":["answers"],"additionalProperties":false,"properties":{"answers":{"type":"object",
        "description":"Of the form intelligence/share"},"recipient":{"type":"string","description":"team:… or agency:…"},
        "person":{"type":"string","description":"A sign-in name, in its place"}}})";
    constexpr char const* work_schema
        = R"({"type":"object","required":["stage","urgent","grades","texts","sharings"],"properties":{
        "stage":{"type":"string"},"urgent":{"type":"boolean"},"grades":{"type":"array","items":{"type":"object"}},
        "old_grades":{"type":"array","items":{"type":"object"}},"texts":{"type":"array","items":{"type":"object",
        "required":["text","handling"],"properties":{"id":{"type":"string","format":"uuid"},"number":{"type":"integer"},
        "state":{"type":"string"},"text":{"type":"string"},"handling":{"type":"object"}}}},"sharings":{"type":"array","items":{"type":"object"}}}})";
    constexpr char const* shared_schema
        = R"({"type":"object","required":["id","reference","state"],"properties":{
        "id":{"type":"string","format":"uuid"},"reference":{"type":"string"},
        "state":{"enum":["shared","expired","recalled","superseded","weeded"]},"text":{"type":"string"},
        "handling":{"type":"object","required":["code","conditions"],"properties":{"code":{"enum":["P","C"]},
        "conditions":{"type":"array","items":{"type":"string"}},"in_words":{"type":"string"}}},
        "purpose":{"type":"string"},"purpose_words":{"type":"string"},"bases":{"type":"array","items":{"type":"string"}},
        "expires_on":{"type":"string","format":"date"},"shared_at":{"type":"string","format":"date-time"},
        "acknowledged_at":{"type":["string","null"],"format":"date-time"}}})";
} // namespace

void add_desk_api_routes(access::Routes::OfRoom<Intelligence>& routes)
{
    std::string const one = "/api/v1/intelligence/{submission}/";
    routes.get(one + "work", "intelligence_submission:see the work", api_work);
    routes.post(one + triage_form.path, "intelligence_submission:triage", api_desk<triage_form>);
    routes.post(one + grade_form.path, "intelligence_submission:grade", api_desk<grade_form>);
    routes.post(
        one + old_grade_form.path, "intelligence_submission:grade", api_desk<old_grade_form>);
    routes.post(one + subject_form.path, "intelligence_submission:link", api_desk<subject_form>);
    routes.post(one + answer_form.path, "intelligence_submission:answer", api_desk<answer_form>);
    routes.post(one + review_form.path, "intelligence_submission:review", api_desk<review_form>);
    routes.post(one + weed_form.path, "intelligence_review:decide", api_desk<weed_form>);
    routes.post(one + "texts", "intelligence_submission:sanitise", api_write_text);
    routes.post(one + "texts/{text}/decide", "intelligence_text:authorise", api_decide_text);
    routes.post(one + "share", "intelligence_submission:share", api_share);
    routes.get("/api/v1/shared-intelligence", "intelligence_sharing:know", api_list_shared);
    std::string const shared = "/api/v1/shared-intelligence/{sharing}";
    routes.get(shared, "intelligence_sharing:read", api_find_shared);
    routes.post(shared + "/acknowledge", "intelligence_sharing:acknowledge", api_acknowledge);
    routes.post(
        shared + "/outcome", "intelligence_sharing:tell outcome", api_of_sharing<outcome_form>);
    routes.post(shared + "/recall", "intelligence_sharing:recall", api_of_sharing<recall_form>);
}

std::vector<access::Operation> desk_operations()
{
    std::vector<access::Operation> all;
    std::string const one = "/api/v1/intelligence/{submission}/";
    all.push_back({Method::get, one + "work", "findIntelligenceWork",
        "What the desk made of a submission", "intelligence", "", work_schema});
    struct Posted {
        char const* path;
        char const* id;
        char const* summary;
    };
    for (auto const& act : {Posted{"triage", "triageIntelligence", "Say how urgent it is"},
             Posted{"grade", "gradeIntelligence", "Grade it, 3x5x2"},
             Posted{"old-grade", "keepOldGrade", "Keep a historic grade as it was written"},
             Posted{"subject", "linkIntelligence", "Say whom or what it is about"},
             Posted{"answer", "answerIntelligence", "Tell whoever submitted it"},
             Posted{"review", "reviewIntelligence", "Look at it again"},
             Posted{"weed", "weedIntelligence", "Decide whether it is weeded"},
             Posted{"texts", "sanitiseIntelligence", "Put a sanitised text forward"}})
        all.push_back({Method::post, one + act.path, act.id, act.summary, "intelligence",
            answers_of_form, work_schema, 200, true});
    all.push_back({Method::post, one + "texts/{text}/decide", "decideIntelligenceText",
        "Let a text out, or refuse it", "intelligence", answers_of_form, work_schema, 200, false});
    all.push_back({Method::post, one + "share", "shareIntelligence", "Share the text",
        "intelligence", share_request, shared_schema, 201, true});
    std::string const shared = "/api/v1/shared-intelligence";
    all.push_back({Method::get, shared, "listSharedIntelligence",
        "What is shared with the account, its teams and its agency", "intelligence", "",
        R"({"type":"object","properties":{"shared":{"type":"array","items":{"type":"object"}},"handling":{"type":"object",
        "description":"The tightest of them all"}}})"});
    all.push_back({Method::get, shared + "/{sharing}", "findSharedIntelligence", "One of them",
        "intelligence", "", shared_schema});
    all.push_back({Method::post, shared + "/{sharing}/acknowledge", "acknowledgeIntelligence",
        "Say that it was read", "intelligence", "", shared_schema, 200, false});
    all.push_back({Method::post, shared + "/{sharing}/outcome", "tellIntelligenceOutcome",
        "Tell the desk what came of it", "intelligence", answers_of_form, shared_schema, 200,
        true});
    all.push_back({Method::post, shared + "/{sharing}/recall", "recallIntelligence", "Recall it",
        "intelligence", answers_of_form, shared_schema, 200, true});
    return all;
}

} // namespace kith::intelligence
