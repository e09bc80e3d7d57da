// SPDX-License-Identifier: MIT
// Guardians as JSON.
#include "base/london.h"
#include "contexts/guardian_pages.h"
#include "contexts/guardians.h"
#include "contexts/part_pages.h"
#include "contexts/parts_api.h"
#include "platform/forms/drafts.h"
#include "platform/http/errors.h"
#include <boost/json.hpp>

namespace kith::contexts {
namespace {
    namespace json = boost::json;
    using access::JsonFields;

    json::value day_json(std::optional<Date> const& day)
    {
        return day ? json::value(day->write()) : json::value(nullptr);
    }

    json::object guardian_json(Guardian const& one, Date today)
    {
        return {{"id", one.id.write()}, {"who", "adult"}, {"name", one.name}, {"part", one.part},
            {"reach", one.reach}, {"looks_out", one.looks_out}, {"contact", one.contact},
            {"training", one.training}, {"trained", day_json(one.trained_on)},
            {"consented", day_json(one.consented_on)}, {"consent_how", one.consent_how},
            {"review", day_json(one.review_on)}, {"consent_stands", one.agrees_on(today)},
            {"version", one.version}};
    }

    http::Response guardian_answer(
        Visit const& visit, Guardian const& one, http::Status status = http::Status::ok)
    {
        auto const today = london::day_of(visit.now());
        return http::json(json::serialize(guardian_json(one, today)), status)
            .with("ETag", http::etag(one.version));
    }
} // namespace

ApiAnswer api_guardians(Contexts const&, Visit const& visit, http::Request const& request)
{
    auto const context = TRY(opened(visit, request));
    if (!visit.permits("read", guardian_facts(visit, context)))
        return not_found();
    json::array all;
    auto const today = london::day_of(visit.now());
    for (auto const& one : list_guardians(visit, context))
        all.push_back(guardian_json(one, today));
    for (auto const& one : list_lapsed_guardians(visit, context))
        all.push_back(guardian_json(one, today));
    return http::json(json::serialize(json::object{{"guardians", std::move(all)}}));
}

ApiAnswer api_add_guardian(Contexts const& room, Visit const& visit, http::Request const& request)
{
    auto const context = TRY(opened(visit, request));
    TRY(visit.may("add", guardian_facts(visit, context)));
    auto const sent = TRY(JsonFields::read(request));
    auto answers = TRY(Answers::of(sent,
        {"who", "name", "part", "reach", "looks_out", "contact", "training", "trained", "consented",
            "consent_how", "review"}));
    auto const guardian = read_guardian_answers(answers, {});
    TRY(answers.all_read());
    auto const key = TRY(request.idempotency_key());
    auto const asked = request.path() + "\n" + request.body();
    auto const id = TRY(visit.change([&](Change& change) {
        return forms::once<GuardianId>(change, key, asked,
            [&]() -> Result<GuardianId> { return add_guardian(room, change, context, guardian); });
    }));
    auto const made = TRY(find_guardian(visit, context, id));
    return guardian_answer(visit, made, http::Status::created);
}

ApiAnswer api_change_guardian(
    Contexts const& room, Visit const& visit, http::Request const& request)
{
    auto const context = TRY(opened(visit, request));
    auto const id = TRY(request.id<GuardianId>("guardian"));
    auto const stands = TRY(find_guardian(visit, context, id));
    TRY(visit.may("change", guardian_facts(visit, context, id)));
    auto const version = TRY(request.if_match());
    if (!version)
        return http::problem(http::Status::precondition_required,
            "Send If-Match with the ETag, or the version, you read the guardian with");
    auto const sent = TRY(JsonFields::read(request));
    auto answers = TRY(Answers::of(sent,
        {"who", "name", "part", "reach", "looks_out", "contact", "training", "trained", "consented",
            "consent_how", "review", "reason"}));
    auto guardian = read_guardian_answers(answers, stands);
    guardian.version = *version;
    auto const reason = answers.line("reason");
    TRY(answers.all_read());
    TRY(visit.change(
        [&](Change& change) { return save_guardian(room, change, context, guardian, reason); }));
    auto const saved = TRY(find_guardian(visit, context, id));
    return guardian_answer(visit, saved);
}

ApiAnswer api_end_guardian(Contexts const&, Visit const& visit, http::Request const& request)
{
    auto const context = TRY(opened(visit, request));
    auto const id = TRY(request.id<GuardianId>("guardian"));
    auto const sent = TRY(JsonFields::read(request));
    auto answers = TRY(Answers::of(sent, {"reason"}));
    auto const reason = answers.line("reason");
    TRY(answers.all_read());
    TRY(visit.change(
        [&](Change& change) { return withdraw_guardian(change, context, id, reason); }));
    return http::json(R"({"withdrawn":true})");
}

} // namespace kith::contexts
