// SPDX-License-Identifier: MIT
// Prompts for programs.
#include "cases/case_desk_page.h"
#include "cases/prompt_acts.h"
#include "cases/prompt_pages.h"
#include "platform/access/json_fields.h"
#include <boost/json.hpp>

namespace kith::cases {
namespace {
    namespace json = boost::json;
    using access::JsonFields;

    constexpr char const* prompts_answer_schema
        = R"({"type":"object","required":["prompts"],"properties":{"prompts":{"type":"array","items":{"type":"object","required":["id","on","reasons","waits"],"properties":{"id":{"type":"string","format":"uuid"},"on":{"type":"string","format":"date"},"waits":{"type":"boolean"},"reasons":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string","format":"uuid"},"kind":{"type":"string"},"text":{"type":"string"}}}},"changes":{"type":"array","items":{"type":"string"},"description":"Codes of prompt_answer"},"because":{"type":"string"},"review":{"type":["string","null"],"format":"date"}}}}}})";
    constexpr char const* prompt_answer_sent
        = R"({"type":"object","required":["changes","because"],"additionalProperties":false,"properties":{"changes":{"type":"array","items":{"type":"string"},"description":"Codes of prompt_answer; nothing stands alone"},"because":{"type":"string"},"review":{"type":["string","null"],"format":"date","description":"The day a review is brought forward to"},"read":{"type":"array","items":{"type":"string","format":"uuid"},"description":"The reasons that were read: where another came since, nothing is answered. All that stand, if left out"}}})";

    Response prompts_json(Cases const& room, Visit const& visit, Case const& one)
    {
        json::array all;
        for (auto const& prompt : prompts_shown(room, visit, one)) {
            json::array reasons;
            for (auto const& reason : prompt.reasons)
                reasons.push_back(json::object{{"id", reason.id.write()}, {"kind", reason.kind},
                    {"text", reason_shown(room, visit, one, reason).text}});
            json::array changes;
            for (auto const& code : prompt.changes)
                changes.emplace_back(code);
            all.push_back(json::object{{"id", prompt.id.write()}, {"on", prompt.on.write()},
                {"waits", prompt.waits()}, {"reasons", reasons}, {"changes", changes},
                {"because", prompt.because},
                {"review",
                    prompt.review_due ? json::value(prompt.review_due->write())
                                      : json::value(nullptr)}});
        }
        return http::json(json::serialize(json::object{{"prompts", all}}));
    }

    Result<Response> api_prompts(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<CaseId>("case"));
        auto const one = TRY(find(visit, id));
        return prompts_json(room, visit, one);
    }

    Result<PromptAnswer> sent_prompt_answer(JsonFields const& sent)
    {
        TRY(sent.only({"changes", "because", "review", "read"}));
        PromptAnswer answer;
        auto const changes = TRY(sent.texts("changes"));
        answer.changes = {changes.begin(), changes.end()};
        answer.because = TRY(sent.text("because"));
        auto const read = TRY(sent.texts("read"));
        for (auto const& text : read) {
            auto const id = Uuid::read(text);
            if (!id)
                return invalid("Send the ids of reasons, as they are listed", "read");
            answer.read.insert(*id);
        }
        auto const day = TRY(sent.text("review"));
        if (day.empty())
            return answer;
        auto const due = Date::read(day);
        if (!due)
            return invalid("Send a day as 2026-03-29", "review");
        answer.review_due = *due;
        return answer;
    }

    Result<Response> api_answer_prompt(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(case_to(visit, request, "answer prompt"));
        auto const text = TRY(request.segment("prompt"));
        auto const prompt = Uuid::read(text);
        if (!prompt)
            return not_found();
        auto const sent = TRY(JsonFields::read(request));
        auto const answer = TRY(sent_prompt_answer(sent));
        TRY(visit.change(
            [&](Change& change) { return answer_prompt(room, change, one.id, *prompt, answer); }));
        return prompts_json(room, visit, one);
    }
} // namespace

void add_prompt_api(House& house, Cases const& room)
{
    using http::Method;
    auto routes = house.routes.of(room);
    routes.get("/api/v1/cases/{case}/prompts", "case:read", api_prompts);
    routes.post(
        "/api/v1/cases/{case}/prompts/{prompt}/answer", "case:answer prompt", api_answer_prompt);
    house.operations.push_back({Method::get, "/api/v1/cases/{case}/prompts", "listPrompts",
        "What asked for another look between reviews, the latest first, and what it changed",
        "cases", "", prompts_answer_schema});
    house.operations.push_back({Method::post, "/api/v1/cases/{case}/prompts/{prompt}/answer",
        "answerPrompt", "Answer a prompt, once, with what changed", "cases", prompt_answer_sent,
        prompts_answer_schema});
}

} // namespace kith::cases
